"""Preparing, finding again and watching runs, without compiling anything."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from studio.base import paths
from studio.base.errors import StudioError
from studio.base.events import Event
from studio.base.runfolder import RunFolder
from studio.compile import launch
from studio.compile.commands import Narrator, _span
from studio.compile.order import Order
from studio.procedure.file import load
from studio.procedure.model import Procedure

DAY = date(2026, 3, 2)


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("STUDIO_HOME", str(tmp_path / "home"))


@pytest.fixture
def hello() -> Procedure:
    return load(paths.sample("hello"))


def order(**changes: object) -> Order:
    return Order.model_validate({"base_folder": Path("base"), "today": DAY, **changes})


def test_the_same_request_finds_its_run_again_on_another_day(hello: Procedure) -> None:
    first = launch.prepare(hello, order(), None)
    again = launch.prepare(hello, order(today=date(2026, 3, 3)), None)
    assert again.path == first.path
    assert Order.load(first.path).today == DAY


def test_another_budget_is_another_run(hello: Procedure) -> None:
    assert launch.prepare(hello, order(), None).path != launch.prepare(hello, order(budget="quick"), None).path


def test_a_changed_procedure_is_another_run(hello: Procedure) -> None:
    changed = hello.model_copy(update={"name": "Hello again"})
    assert launch.prepare(hello, order(), None).path != launch.prepare(changed, order(), None).path


def test_a_folder_of_another_compile_is_refused(hello: Procedure, tmp_path: Path) -> None:
    launch.prepare(hello, order(), tmp_path / "run")
    with pytest.raises(StudioError, match="holds another compile"):
        launch.prepare(hello, order(seed=2), tmp_path / "run")


def test_nothing_is_finished_without_its_file(hello: Procedure) -> None:
    run = launch.prepare(hello, order(), None)
    run.events.write("done", run=str(run.path), gguf=str(run.gguf), seconds=1.0, gate="passed")
    assert launch.finished(run) is None
    run.gguf.write_bytes(b"GGUF")
    found = launch.finished(run)
    assert found is not None
    assert found["gate"] == "passed"


def test_a_worker_that_dies_without_a_word_becomes_a_failure_with_a_remedy(hello: Procedure) -> None:
    run = launch.prepare(hello, order(base_folder=Path("nowhere")), None)
    run.manifest_file.write_text("{")
    events = list(launch.watch(run, launch.start(run)))
    assert events[-1]["type"] == "failed"
    assert events[-1]["message"]
    assert events[-1]["hint"]


def test_a_running_compile_cannot_be_forgotten(hello: Procedure) -> None:
    run = launch.prepare(hello, order(), None)
    with run.hold(), pytest.raises(StudioError, match="still running"):
        launch.forget(run)
    launch.forget(run)
    assert not run.path.exists()


def test_the_narrator_speaks_plainly(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    tell = Narrator()
    events: list[Event] = [
        {"type": "stage", "stage": "teaching-2", "state": "started"},
        {"type": "progress", "stage": "teaching", "done": 3, "total": 9, "left_seconds": 600},
        {"type": "note", "text": "rank 64", "advanced": True},
        {"type": "done", "run": str(tmp_path), "gguf": "x.gguf", "seconds": 90, "gate": "failed", "reason": "Why."},
    ]
    for event in events:
        tell(event)
    out, err = capsys.readouterr()
    assert out == "x.gguf\n"
    assert "Teaching ..." in err
    assert "3 of 9, about 10 min left" in err
    assert "rank" not in err
    assert "Not ready to use yet. Why." in err


@pytest.mark.parametrize(("seconds", "words"), [(5.4, "5 s"), (89, "89 s"), (120, "2 min")])
def test_spans(seconds: float, words: str) -> None:
    assert _span(seconds) == words


def test_a_run_folder_is_a_run(hello: Procedure) -> None:
    run = launch.prepare(hello, order(), None)
    assert isinstance(run, RunFolder)
    assert run.manifest().name == hello.name


def test_a_worker_that_was_ended_by_a_cancel_is_told_as_cancelled(hello: Procedure) -> None:
    run = launch.prepare(hello, order(), None)
    assert not list(launch.watch(run, None))[-1].get("cancelled")
    run.control.request("cancel")
    assert list(launch.watch(run, None))[-1]["cancelled"]
