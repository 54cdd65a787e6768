"""Adding, listing, finding and forgetting base models."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from studio import cli
from studio.base.errors import StudioError
from studio.models import library
from tests.engine.tiny_gguf import make_gguf
from tests.models.conftest import MakeFolder


def test_add_list_find_and_remove(make_folder: MakeFolder) -> None:
    folder = make_folder("My Tiny Base")
    entry = library.add(folder)
    assert entry.name == "my-tiny-base"
    assert library.entries() == (entry,)
    assert library.base(entry.name).hash == entry.hash
    assert library.base(str(folder)).hash == entry.hash
    library.remove(entry.name)
    assert library.entries() == ()
    assert (folder / "model.safetensors").exists()


def test_names_stay_apart_and_adding_again_replaces(make_folder: MakeFolder) -> None:
    first, second = make_folder("tiny"), make_folder("Tiny")
    names = [library.add(first).name, library.add(second).name, library.add(first).name]
    assert names == ["tiny", "tiny-2", "tiny"]
    assert len(library.entries()) == 2
    assert library.add(make_folder("third"), "Starter").name == "starter-2"


def test_a_gguf_is_listed_but_not_taught(tmp_path: Path) -> None:
    entry = library.add(make_gguf(tmp_path / "Writer.gguf"))
    assert (entry.name, entry.kind) == ("writer", "gguf")
    with pytest.raises(StudioError, match="not be taught"):
        library.base("writer")


def test_what_is_refused_is_not_listed(make_folder: MakeFolder, tmp_path: Path) -> None:
    folder = make_folder()
    (folder / "model.safetensors").unlink()
    with pytest.raises(StudioError):
        library.add(folder)
    (tmp_path / "bad.gguf").write_bytes(b"GGUF")
    with pytest.raises(StudioError):
        library.add(tmp_path / "bad.gguf")
    assert library.entries() == ()


def test_unknown_names_and_a_broken_list_are_sentences(home: Path) -> None:
    with pytest.raises(StudioError, match="no base model nobody") as caught:
        library.base("nobody")
    assert "starter" in caught.value.hint
    with pytest.raises(StudioError, match="no base model"):
        library.remove("nobody")
    file = home / "data" / "models" / "bases.json"
    file.parent.mkdir(parents=True)
    file.write_text('[{"name": 3}]')
    with pytest.raises(StudioError, match="damaged"):
        library.entries()


def test_the_commands(make_folder: MakeFolder, capsys: pytest.CaptureFixture[str]) -> None:
    folder = make_folder("base")
    assert cli.main(["models", "add", str(folder), "--json"]) == 0
    added = json.loads(capsys.readouterr().out)
    assert added["name"] == "base"
    assert {cost["method"] for cost in added["costs"]} == {"qlora", "lora", "full"}
    assert cli.main(["models", "add", str(folder)]) == 0
    assert "Added base: 0 million parameters, llama, F16" in capsys.readouterr().out
    assert cli.main(["models", "list"]) == 0
    assert str(folder) in capsys.readouterr().out
    assert cli.main(["models", "known"]) == 0
    assert "Qwen2.5 0.5B" in capsys.readouterr().out
    assert cli.main(["models", "remove", "base"]) == 0
    assert cli.main(["models", "remove", "base"]) == 2
    assert "no base model base" in capsys.readouterr().err
