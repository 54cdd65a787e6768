"""What is at work, and asking for something from another terminal."""

from __future__ import annotations

import json
from argparse import Namespace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from studio.base import paths
from studio.base.command import FOUND, GOOD
from studio.base.errors import StudioError
from studio.base.runfolder import RunFolder
from studio.compile import launch
from studio.compile.order import Order
from studio.compile.running_command import running
from studio.procedure.file import load


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("STUDIO_HOME", str(tmp_path / "home"))


@pytest.fixture
def run() -> RunFolder:
    order = Order(base_folder=paths.starter(), today=date(2026, 3, 2))
    made = launch.prepare(load(paths.sample("hello")), order, None)
    made.events.write("stage", stage="teaching", state="started")
    made.events.write("progress", stage="teaching", done=30, total=60, left_seconds=30)
    return made


def asked(**wanted: Any) -> Namespace:
    return Namespace(**{"run": None, "ask": None, "json": True, **wanted})


def test_what_is_at_work_is_listed(run: RunFolder, capsys: pytest.CaptureFixture[str]) -> None:
    assert running(asked()) == FOUND
    assert json.loads(capsys.readouterr().out) == []
    with run.hold():
        assert running(asked()) == GOOD
    (found,) = json.loads(capsys.readouterr().out)
    assert (found["run"], found["stage"], found["left_seconds"]) == (str(run.path), "teach", 30)
    with run.hold():
        running(asked(json=False))
    assert capsys.readouterr().out.startswith(f"{run.manifest().name}: teach")


@pytest.mark.parametrize(("ask", "request_"), [("pause", "pause"), ("go-on", None), ("stop", "stop")])
def test_the_only_one_is_asked(run: RunFolder, ask: str, request_: str | None) -> None:
    run.control.request("pause")
    with run.hold():
        running(asked(ask=ask))
    assert run.control.requested() == request_


def test_nothing_is_asked_of_what_is_not_at_work(run: RunFolder) -> None:
    with pytest.raises(StudioError, match="No compile is at work"):
        running(asked(ask="pause"))
    with pytest.raises(StudioError, match="No compile is at work in"):
        running(asked(run=run.path, ask="stop"))
    assert run.control.requested() is None
