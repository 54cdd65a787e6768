"""`studio runs` and `studio export RUN`, as a script sees them."""

from __future__ import annotations

import io
import json
import shutil
import sys
from pathlib import Path
from typing import Any

import pytest

from studio.base import paths
from studio.cli import main
from studio.procedure.file import load
from studio.procedure.model import Procedure
from tests.engine.tiny_gguf import make_gguf
from tests.runs.conftest import Make

Out = pytest.CaptureFixture[str]


def told(capsys: Out, *asked: str, code: int = 0) -> Any:
    assert main([*asked, "--json"]) == code
    return json.loads(capsys.readouterr().out)


def test_nothing_compiled_yet(capsys: Out) -> None:
    assert main(["runs", "list"]) == 0
    assert capsys.readouterr().out == "No compiles yet.\n"
    assert told(capsys, "runs", "list") == []


def test_the_list_has_what_matters_in_columns(make: Make, capsys: Out) -> None:
    run = make(budget="quick", exact=0.4)
    assert main(["runs", "list"]) == 0
    head, line = capsys.readouterr().out.splitlines()
    assert head.split()[:3] == ["when", "procedure", "version"]
    for word in ("Hello", "starter", "quick", "done", "40.0%", "20.0%", "failed", run.path.name):
        assert word in line


def test_the_list_can_be_narrowed(make: Make, hello: Procedure, capsys: Out, tmp_path: Path) -> None:
    one = make()
    other = make(procedure=load(paths.sample("zoom_support")), whole=False)
    assert [run["path"] for run in told(capsys, "runs", "list", str(paths.sample("hello")))] == [str(one.path)]
    assert [run["path"] for run in told(capsys, "runs", "list", "--state", "new")] == [str(other.path)]
    assert main(["runs", "list", "--folders", "--state", "done"]) == 0
    assert capsys.readouterr().out == f"{one.path}\n"


def test_one_run_is_shown_whole(make: Make, capsys: Out) -> None:
    run = make(exact=0.4)
    found = told(capsys, "runs", "show", run.path.name)
    assert (found["state"], found["scores"]["exact_clean"], found["model"]) == ("done", 0.4, 300)
    assert main(["runs", "show", run.manifest().id]) == 0
    said = capsys.readouterr().out
    assert "It follows 40% of plain conversations" in said
    assert "6.0 kB could be freed" in said


def test_a_comparison_tells_gains_and_changes(make: Make, capsys: Out) -> None:
    one, other = make(exact=0.4), make(exact=0.8, budget="thorough")
    found = told(capsys, "runs", "compare", str(one.path), str(other.path), code=1)
    assert found["scores"][0]["name"] == "plain"
    assert found["scores"][0]["gained"] == pytest.approx(0.4)
    assert found["settings"] == [{"name": "budget", "before": "standard", "after": "thorough"}]
    assert found["procedure"] == []
    assert main(["runs", "compare", str(one.path), str(other.path)]) == 1
    said = capsys.readouterr().out
    assert "+40.0%\n" in said
    assert "Both were compiled from the same procedure." in said
    assert main(["runs", "compare", str(one.path), str(one.path)]) == 0


def test_restoring(make: Make, hello: Procedure, capsys: Out, tmp_path: Path) -> None:
    run, out = make(), tmp_path / "back.flow.json"
    found = told(capsys, "runs", "restore", run.path.name, str(out))
    assert found["procedure_hash"] == run.manifest().procedure_hash
    assert load(out) == hello
    assert main(["runs", "restore", run.path.name, str(out)]) == 2
    assert "exists already" in capsys.readouterr().err
    assert main(["runs", "restore", run.path.name, str(out), "--over"]) == 0


def test_cleaning_says_what_it_frees_first(make: Make, capsys: Out) -> None:
    run = make()
    assert told(capsys, "runs", "clean", run.path.name, "--dry")["bytes"] == 6000
    assert run.weights.exists()
    assert told(capsys, "runs", "clean", run.path.name)["bytes"] == 6000
    assert not run.weights.exists()
    assert run.gguf.exists()


def test_deleting_asks_once(make: Make, capsys: Out, monkeypatch: pytest.MonkeyPatch) -> None:
    one, other = make(seed=1), make(seed=2)
    assert main(["runs", "delete", one.path.name]) == 2
    assert "Nothing was deleted." in capsys.readouterr().err
    for answer, gone in (("n\n", False), ("y\n", True)):
        keyboard = io.StringIO(answer)
        monkeypatch.setattr(keyboard, "isatty", lambda: True)
        monkeypatch.setattr(sys, "stdin", keyboard)
        main(["runs", "delete", one.path.name])
        assert "Delete 1 run and free" in capsys.readouterr().err
        assert one.path.exists() is not gone
    assert told(capsys, "runs", "delete", other.path.name, other.path.name, "--yes")["bytes"] > 6000
    assert told(capsys, "runs", "list") == []


def test_nothing_is_deleted_where_one_of_several_runs_or_is_not_there(make: Make, capsys: Out) -> None:
    one, other = make(seed=1), make(seed=2)
    assert main(["runs", "delete", one.path.name, "nowhere", "--yes"]) == 2
    with other.hold():
        assert main(["runs", "delete", one.path.name, other.path.name, "--yes"]) == 2
    assert "still running" in capsys.readouterr().err
    assert one.path.exists()


@pytest.mark.parametrize("name", ["show", "compare", "restore", "clean", "delete"])
def test_a_run_that_is_not_there_is_a_sentence(name: str, capsys: Out) -> None:
    more = {"compare": ["nowhere"], "restore": ["out.flow.json"]}.get(name, [])
    assert main(["runs", name, "nowhere", *more]) == 2
    assert capsys.readouterr().err.startswith("There is no run nowhere.\n")


def test_exporting_a_run_through_the_one_door(make: Make, capsys: Out, tmp_path: Path) -> None:
    run = make()
    make_gguf(run.gguf, layers=1, vocab=300, hidden=32, ffn=32, context=512)
    found = told(capsys, "export", run.path.name, "--as", "gguf", "--out", str(tmp_path / "mine.gguf"))
    assert found["bytes"] == run.gguf.stat().st_size
    found = told(capsys, "export", str(run.path), "--as", "folder", "--out", str(tmp_path / "out"))
    assert "ollama/Modelfile" in found["files"]
    assert found["gate"] == "failed"
    shutil.rmtree(tmp_path / "out")
    assert main(["export", run.path.name, "--as", "folder", "--out", str(tmp_path / "out")]) == 0
    assert "not ready to use" in capsys.readouterr().err


def test_a_run_is_not_written_to_the_screen(make: Make, capsys: Out) -> None:
    assert main(["export", make().path.name, "--as", "gguf"]) == 2
    assert "--out" in capsys.readouterr().err


def test_the_chart_of_a_run_is_that_of_its_procedure(make: Make, capsys: Out) -> None:
    run = make()
    assert main(["export", str(run.path), "--as", "prompt"]) == 0
    of_run = capsys.readouterr().out
    assert main(["export", str(paths.sample("hello")), "--as", "prompt"]) == 0
    assert capsys.readouterr().out == of_run
