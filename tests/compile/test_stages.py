"""Stages are done once for the same inputs, and again when an input or an output changes."""

from __future__ import annotations

import contextlib
from pathlib import Path
from typing import Any

from studio.base.events import Event
from studio.compile.stages import Stages, key_of


def run(folder: Path, key: str, events: list[Event], output: Path) -> dict[str, Any]:
    def work() -> dict[str, Any]:
        output.write_text("made")
        return {"made": 1}

    return Stages(folder, events.append).run("planning", key, [output], work)


def states(events: list[Event]) -> list[str]:
    return [event["state"] for event in events]


def test_a_stage_with_the_same_key_is_not_done_again(tmp_path: Path) -> None:
    events: list[Event] = []
    first = run(tmp_path, "a", events, tmp_path / "out")
    again = run(tmp_path, "a", events, tmp_path / "out")
    assert states(events) == ["started", "finished", "cached"]
    assert first["made"] == again["made"] == 1


def test_another_key_does_the_stage_again(tmp_path: Path) -> None:
    events: list[Event] = []
    run(tmp_path, "a", events, tmp_path / "out")
    run(tmp_path, "b", events, tmp_path / "out")
    assert states(events) == ["started", "finished", "started", "finished"]


def test_a_missing_output_does_the_stage_again(tmp_path: Path) -> None:
    events: list[Event] = []
    run(tmp_path, "a", events, tmp_path / "out")
    (tmp_path / "out").unlink()
    run(tmp_path, "a", events, tmp_path / "out")
    assert states(events)[-1] == "finished"


def test_a_stage_that_failed_leaves_no_marker(tmp_path: Path) -> None:
    def work() -> None:
        raise RuntimeError("the light went out")

    stages = Stages(tmp_path, lambda _: None)
    with contextlib.suppress(RuntimeError):
        stages.run("planning", "a", [], work)
    assert stages.kept("planning", "a", []) is None


def test_a_damaged_marker_counts_as_none(tmp_path: Path) -> None:
    stages = Stages(tmp_path, lambda _: None)
    stages.run("planning", "a", [], dict)
    (tmp_path / "stages" / "planning.json").write_text('{"key": "a"')
    assert stages.kept("planning", "a", []) is None


def test_keys_tell_inputs_apart_and_know_them_again() -> None:
    assert key_of("x", {"b": 1, "a": 2}) == key_of("x", {"a": 2, "b": 1})
    assert key_of("x", 1) != key_of("x", 2)
