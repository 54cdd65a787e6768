"""The played customers fit their charts, and keep to them."""

from __future__ import annotations

from pathlib import Path

import pytest

from studio.bench.replay_cases import load_recorded
from studio.bench.replay_history import rebuild
from studio.procedure.checks import problems
from studio.procedure.file import load
from tests.benchmarks.measuring import TODAY

CHARTS = sorted((Path(__file__).parent / "played").glob("*.flow.json"))


@pytest.mark.parametrize("path", CHARTS, ids=lambda path: path.name.split(".")[0])
def test_every_turn_is_one_that_the_chart_allows(path: Path) -> None:
    procedure = load(path)
    assert not problems(procedure)
    recorded = load_recorded(path.with_name(path.name.replace("flow.json", "jsonl")), procedure)
    turns = [turn for one in recorded for turn in rebuild(one, procedure, TODAY)]
    assert len(turns) > 150
    assert {turn.manner for turn in turns} == {"edge"}
    assert {turn.wanted for turn in turns} == {step.id for step in procedure.steps if step.kind != "decide"}
