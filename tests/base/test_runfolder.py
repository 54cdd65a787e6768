import json

import pytest

from studio.base import runfolder
from studio.base.errors import StudioError


def test_a_run_is_made_and_opened_again(tmp_path):
    made = runfolder.create(tmp_path / "run", "Travel", base="starter", procedure_hash="abc")
    found = runfolder.open_run(made.path).manifest()
    assert (found.name, found.base, found.procedure_hash, found.state) == ("Travel", "starter", "abc", "new")
    assert found.id


def test_changes_are_kept_and_what_a_newer_studio_wrote_too(tmp_path):
    run = runfolder.create(tmp_path / "run", "Travel")
    raw = json.loads(run.manifest_file.read_text())
    run.manifest_file.write_text(json.dumps({**raw, "mood": "good"}))
    run.update(scores={"exact": 0.9}, state="done")
    assert json.loads(run.manifest_file.read_text())["mood"] == "good"
    assert run.manifest().scores == {"exact": 0.9}
    assert run.state() == "done"


def test_a_taken_folder_is_refused_and_left_alone(tmp_path):
    (tmp_path / "letter.txt").write_text("dear")
    with pytest.raises(StudioError, match="not empty"):
        runfolder.create(tmp_path, "Travel")
    assert [path.name for path in tmp_path.iterdir()] == ["letter.txt"]


def test_what_is_no_run_is_said(tmp_path):
    with pytest.raises(StudioError, match="not the folder of a run") as caught:
        runfolder.open_run(tmp_path)
    assert "run.json" in caught.value.hint


@pytest.mark.parametrize("text", ["", "{", '{"id": 1}', "\udcff"])
def test_a_broken_manifest_is_said(tmp_path, text):
    (tmp_path / "run.json").write_bytes(text.encode("utf-8", "surrogateescape"))
    with pytest.raises(StudioError, match="cannot be understood"):
        runfolder.open_run(tmp_path)


def test_a_dead_worker_leaves_an_interrupted_run(tmp_path):
    run = runfolder.create(tmp_path / "run", "Travel")
    with run.hold():
        run.update(state="running")
        assert run.is_alive()
        assert run.worker()
        assert run.state() == "running"
    assert run.state() == "interrupted"
    assert run.worker() is None


def test_two_workers_do_not_share_a_run(tmp_path, monkeypatch):
    monkeypatch.setattr("studio.base.lock.PATIENCE", 0.05)
    run = runfolder.create(tmp_path / "run", "Travel")
    with run.hold(), pytest.raises(StudioError, match="being worked on"), run.hold():
        pass


def test_requests_are_dropped_and_withdrawn(tmp_path):
    control = runfolder.create(tmp_path / "run", "Travel").control
    assert control.requested() is None
    control.withdraw("pause")
    for what in ("pause", "stop", "cancel"):
        control.request(what)
        assert control.requested() == what
    control.withdraw("cancel")
    assert control.requested() == "stop"
    control.withdraw()
    assert control.requested() is None


def test_names_do_not_collide(tmp_path):
    first = runfolder.free_name(tmp_path, "Zoom: Ärger & Hilfe")
    first.mkdir()
    second = runfolder.free_name(tmp_path, "Zoom: Ärger & Hilfe")
    assert first.name.startswith("zoom-ärger-hilfe-")
    assert second != first
    assert runfolder.free_name(tmp_path, "///").name.startswith("run-")
