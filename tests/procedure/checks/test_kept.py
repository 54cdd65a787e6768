"""What is kept from one check to the next is what a check from nothing would find, whatever was edited in between."""

from __future__ import annotations

from pathlib import Path
from random import Random

import pytest

from studio.base.errors import StudioError
from studio.procedure import edits, facts, file
from studio.procedure.checks import Finding, check
from studio.procedure.checks import alone as room
from studio.procedure.model import Ask, Procedure
from tests.ui.random_edits import random_edit

SAMPLES = Path(__file__).parents[3] / "sample_flows"


def from_nothing(procedure: Procedure, monkeypatch: pytest.MonkeyPatch) -> list[Finding]:
    """The findings of an equal procedure of which no part was ever looked at, with nothing remembered."""
    strange = Procedure.model_validate_json(procedure.model_dump_json())
    with monkeypatch.context() as patch:
        patch.setattr(facts.Latest, "__call__", lambda self, key, make: make())
        return check(strange)


def told(findings: list[Finding]) -> list[object]:
    """Findings with what their sentences are made of, which comparing texts would pass over."""
    return [(found, found.told("de"), found.message.template, found.remedy.template) for found in findings]


@pytest.mark.parametrize(("sample", "seed"), [("hello", 1), ("travel_booking", 2), ("zoom_support", 3), ("hello", 4)])
def test_after_random_edits_and_undoing_the_findings_are_those_of_a_check_from_nothing(sample, seed, monkeypatch):
    rng = Random(seed)
    now = file.load(SAMPLES / f"{sample}.flow.json")
    past, changes = [now], 0
    for _ in range(50):
        if rng.random() < 0.15:
            now = rng.choice(past[-6:])
        else:
            try:
                after = random_edit(rng, now)(now)
            except (StudioError, ValueError):
                continue
            changes += after != now
            now = after
        past.append(now)
        assert told(check(now)) == told(from_nothing(now, monkeypatch))
    assert changes > 12


def test_only_the_step_that_was_edited_is_looked_at_again(monkeypatch):
    procedure = file.load(SAMPLES / "travel_booking.flow.json")
    check(procedure)
    looked: list[str] = []
    at = room._at
    monkeypatch.setattr(room, "_at", lambda around, step: (looked.append(step.id), at(around, step))[1])
    step = next(step for step in procedure.steps if isinstance(step, Ask))
    found = check(edits.replace_step(procedure, edits.with_(step, text="")))
    assert looked == [step.id]
    assert any(finding.step == step.id and finding.code == "empty_text" for finding in found)


def test_another_context_is_another_check():
    procedure = file.load(SAMPLES / "travel_booking.flow.json")
    codes = {finding.code for finding in check(procedure, context=100)}
    assert "too_long" in codes
    assert "too_long" not in {finding.code for finding in check(procedure)}


def test_a_copy_with_other_values_is_not_taken_for_the_original():
    procedure = file.load(SAMPLES / "hello.flow.json")
    check(procedure)
    step = procedure.steps[0]
    copied = step.model_copy(update={"title": ""})
    assert "kept findings" in step.__dict__
    assert copied.__dict__.keys() == type(step).model_fields.keys()
    changed = procedure.model_copy(update={"steps": (copied, *procedure.steps[1:])})
    assert changed.step_by_id[step.id] is copied
    assert any(finding.step == step.id and "no title" in finding.message for finding in check(changed))
