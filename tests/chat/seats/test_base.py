from __future__ import annotations

import json
import shutil

import pytest

from studio.base import paths, runfolder
from studio.base.errors import StudioError
from studio.chat.seats.base import chat_template, find_base, pack_base
from studio.models.ggufcheck import check
from tests.chat.seats.conftest import write_order


def test_the_base_is_packed_once_as_the_runs_model_is_and_untaught(seats_run):
    notes: list[str] = []
    base = pack_base(seats_run, notes.append)
    assert (base.name, base.same, base.path) == ("starter", True, seats_run.path / "seats" / "base.gguf")
    assert base.template == chat_template(paths.starter()) != ""
    values = check(base.path).values
    assert values["general.file_type"] == {"Q8_0": 7, "F32": 0, "F16": 1}[base.kind]
    assert not values.get("subterra.procedure")
    written = base.path.stat().st_mtime_ns
    assert pack_base(seats_run, notes.append) == base
    assert base.path.stat().st_mtime_ns == written
    assert len(notes) == 1


def test_a_base_that_is_gone_is_named_with_what_to_do(tmp_path, monkeypatch):
    run = runfolder.create(tmp_path / "run", "Trips")
    monkeypatch.setenv("STUDIO_HOME", str(tmp_path / "home"))
    (run.path / "order.json").write_text(
        json.dumps({"base": "qwen", "base_folder": str(tmp_path / "gone"), "base_hash": "x"}), "utf-8"
    )
    with pytest.raises(StudioError, match="qwen of this run is no longer where it was"):
        find_base(run)


def test_a_base_that_has_moved_is_found_by_its_name(tmp_path):
    run = runfolder.create(tmp_path / "run", "Trips")
    write_order(run, tmp_path / "gone")
    base, same = find_base(run)
    assert (base.name, same) == ("starter", True)
    write_order(run, tmp_path / "gone", "another")
    assert not find_base(run)[1]


def test_a_run_without_an_order_says_so(tmp_path):
    with pytest.raises(StudioError, match="does not say from which base"):
        find_base(runfolder.create(tmp_path / "run", "Trips"))


def test_the_template_is_found_wherever_bases_keep_it(tmp_path):
    shutil.copy(paths.starter() / "tokenizer_config.json", tmp_path)
    assert chat_template(tmp_path) == chat_template(paths.starter())
    config = {"chat_template": [{"name": "tools", "template": "T"}, {"name": "default", "template": "D"}]}
    (tmp_path / "tokenizer_config.json").write_text(json.dumps(config))
    assert chat_template(tmp_path) == "D"
    (tmp_path / "chat_template.jinja").write_text("J")
    assert chat_template(tmp_path) == "J"
    (tmp_path / "chat_template.jinja").unlink()
    (tmp_path / "tokenizer_config.json").unlink()
    assert chat_template(tmp_path) == ""
