"""The text for a prompt leaves out nothing that the procedure says."""

from __future__ import annotations

from pathlib import Path

import pytest

from studio.exchange.prompt import prompt
from studio.procedure import file
from studio.procedure.model import Act, Ask, Branch, Decide, End, Knowledge, Link, Overlay, Overlays, Procedure

SAMPLES = Path(__file__).parents[2] / "sample_flows"
NAMES = ("hello", "travel_booking", "zoom_support", "insurance_claims")


def sample(name: str) -> Procedure:
    return file.load(SAMPLES / f"{name}{file.SUFFIX}")


@pytest.mark.parametrize("name", NAMES)
def test_everything_is_told(name: str):
    procedure = sample(name)
    told = prompt(procedure)
    assert procedure.persona.rstrip(".") in told
    for step in procedure.steps:
        assert f"\n{step.id} " in told
        assert getattr(step, "text", "") in told
        assert getattr(step, "again", "") in told
        assert all(entry.answer in told for entry in step.knowledge)
        if isinstance(step, Decide):
            assert all(branch.condition in told for branch in step.branches if branch.when is None)
        if isinstance(step, Act):
            assert f"CALL {step.tool}(" in told
    for edge in procedure.edges:
        assert edge.target in told
    assert all(f"\n{field.id}: {field.title}" in told for field in procedure.fields)
    assert all(option.label in told for field in procedure.fields for option in field.options)
    assert all(entry.answer in told for entry in procedure.knowledge)


@pytest.mark.parametrize(("name", "most"), [("hello", 500), ("travel_booking", 1200), ("insurance_claims", 4000)])
def test_it_is_short(name: str, most: int):
    assert len(prompt(sample(name)).split()) < most


def test_computed_cases_limits_and_outcomes():
    told = prompt(sample("travel_booking"))
    assert "  tight: budget < 120 and travellers < 10 -> ask_elsewhere" in told
    assert "  change: wants something about the trip changed -> ask_change (at most 3 times, then travel_desk)" in told
    assert "  empty: -> ask_elsewhere" in told
    assert "CALL fares(city=city), keep airline=airline, fare=fare:" in told


def test_rows_of_tables_only_when_wanted():
    assert "TAP" not in prompt(sample("travel_booking")).replace("such as", "")
    assert "  lisbon | TAP | 189 euros" in prompt(sample("travel_booking"), tables=True)


def test_exact_wording_is_marked():
    told = prompt(sample("insurance_claims"))
    exact = [step for step in sample("insurance_claims").steps if getattr(step, "exact", False)]
    assert exact
    for step in exact:
        assert f'"{step.text}" (word for word)' in told  # type: ignore[union-attr]


def small(**changes: object) -> Procedure:
    steps = (
        Ask(
            id="ask",
            title="Ask",
            text="Yes or no?",
            link=Link(to="d"),
            knowledge=(Knowledge(id="why", questions=("Why?",), answer="Because.", exact=True),),
        ),
        Decide(
            id="d",
            title="Decide",
            branches=(
                Branch(id="yes", link=Link(to="end"), examples=("Sure.", "Go on.")),
                Branch(id="no", link=Link(to="end"), condition="refuses"),
            ),
        ),
        End(id="end", title="End"),
    )
    return Procedure(name="Small", start="ask", steps=steps, **changes)  # type: ignore[arg-type]


def test_examples_stand_in_for_a_missing_condition():
    assert '  yes: as in "Sure.", "Go on." -> end' in prompt(small())
    assert 'asked here: Why? "Because." (word for word)' in prompt(small())


def test_overlays_are_told_as_the_machine_takes_them():
    travel = prompt(sample("travel_booking"))
    assert "They want a person: go to travel_desk." in travel
    assert "after 2 times go to travel_desk." in travel
    assert "only with booking flights with Blue Door Travel" in travel
    plain = prompt(small())
    assert 'They want a person: say "I\'m passing you to a colleague, who will go on from here." and stop.' in plain


def test_overlays_that_are_off_are_left_out():
    overlays = Overlays(correction=Overlay(on=False), human=Overlay(on=False), vague=Overlay(text="Come again?"))
    told = prompt(small(overlays=overlays))
    assert "correct something" not in told
    assert "want a person" not in told
    assert 'Their answer is unclear: "Come again?" Repeat the ask' in told
    assert "A tool fails" not in told
