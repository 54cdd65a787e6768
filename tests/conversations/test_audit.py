"""The audit keeps what an independent reading confirms and says why it leaves out the rest."""

from __future__ import annotations

from pathlib import Path

import pytest

from studio.conversations.audit import audit, shared_runs
from studio.conversations.phrasebook import Phrasebook
from studio.conversations.record import Aside, Conversation, Turn
from studio.conversations.weave import Weaver
from studio.plan.planner import make_plan
from studio.procedure.file import loads
from tests.plan.test_bank import TODAY

FLOWS = Path(__file__).parents[2] / "sample_flows"
TRAVEL = loads((FLOWS / "travel_booking.flow.json").read_text("utf-8"))
OPENING = "[start] Today is Saturday 2026-11-21."


def talk(
    text: str, trace: str, *, family: str = "value.bare", split: str = "taught", opening: str = OPENING
) -> Conversation:
    turns = (
        Turn(who="user", text=opening, kind="start"),
        Turn(who="agent", text="Hello", trace="<think>at start\ngo ask_party\n</think>"),
        Turn(who="user", text=text, kind="answer", step="ask_party", family=family),
        Turn(who="agent", text="Fine", trace=f"<think>at ask_party\nheard answer\n{trace}\n</think>"),
    )
    return Conversation(id=text, kind="path", split=split, turns=turns)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("text", "trace"),
    [
        ("three of us", "travellers = three"),
        ("about 500 euros I think", "budget = 500 euros"),
        ("next friday", "leave_on = next friday"),
        ("not rome, the portuguese capitla please", "city = lisbon"),
        ("greek capital", "city = athens"),
        ("perfect, book it", "go verdict: yes"),
        ("I need to sleep on it", "go verdict: later"),
    ],
)
def test_what_can_be_read_is_kept(text: str, trace: str) -> None:
    assert len(audit(TRAVEL, [talk(text, trace)]).kept) == 1


@pytest.mark.parametrize(
    ("text", "trace", "reason"),
    [
        ("three of us", "travellers = four", "a value cannot be found in the message"),
        ("the big one", "travellers = big", "a value cannot be found in the message"),
        ("the day of the party", "leave_on = the party", "a value cannot be found in the message"),
        ("to the moon", "city = lisbon", "a value cannot be found in the message"),
        ("twenty-two", "travellers = two", "another value can be read from the message"),
        ("500 euros 50", "budget = 500 euros", "another value can be read from the message"),
        ("I need to sleep on it", "go verdict: yes", "the words say another branch"),
    ],
)
def test_what_reads_otherwise_is_left_out(text: str, trace: str, reason: str) -> None:
    assert audit(TRAVEL, [talk(text, trace)]).rejected == {reason: 1}


def test_an_aside_that_reads_otherwise_is_left_out_alone() -> None:
    right, wrong = talk("two of us", "travellers = two"), talk("twenty-two", "travellers = two")
    asides = [Aside(place=2, user=one.turns[2], agent=one.turns[3]) for one in (right, wrong)]
    whole = talk("three of us", "travellers = three").model_copy(update={"asides": tuple(asides)})
    (kept,) = audit(TRAVEL, [whole]).kept
    assert kept.turns == whole.turns
    assert kept.asides == (asides[0],)


def test_shared_runs_count_what_was_practised_aside() -> None:
    practised, heard = talk("three of us", "travellers = three"), talk("we would be four in all", "travellers = four")
    assert shared_runs([practised], [heard]) == 0.0
    aside = Aside(place=2, user=heard.turns[2], agent=heard.turns[3])
    assert shared_runs([practised.model_copy(update={"asides": (aside,)})], [heard]) == 1.0


def test_a_held_out_family_in_practice_is_a_leak() -> None:
    leaked = talk("three, all told", "travellers = three", family="several.part+value_count.tally")
    assert audit(TRAVEL, [leaked]).rejected == {"held-out wording in practice": 1}
    allowed = leaked.model_copy(update={"split": "held_out"})
    assert audit(TRAVEL, [allowed]).rejected == {}


def test_the_opening_may_not_carry_the_procedure() -> None:
    told = talk("three", "travellers = three", opening="[start] You are Marta and book flights.")
    assert audit(TRAVEL, [told]).rejected == {"the opening says more than the mark and the date": 1}


def test_a_conversation_said_before_is_left_out() -> None:
    long = talk("three", "travellers = three")
    long = long.model_copy(update={"turns": (*long.turns, *long.turns[2:])})
    assert audit(TRAVEL, [long, long]).rejected == {"said before": 1}
    assert audit(TRAVEL, [long], taught=[long]).rejected == {"said before": 1}


def test_shared_runs_are_counted_with_values_masked() -> None:
    taught = [talk("we would like 500 euros please", "budget = 500 euros")]
    same = [talk("we would like 90 euros please", "budget = 90 euros", split="held_out")]
    other = [talk("our purse holds 90 euros only", "budget = 90 euros", split="held_out")]
    assert shared_runs(taught, same) == 1.0
    assert shared_runs(taught, other) == 0.0


@pytest.mark.parametrize("name", ["travel_booking", "zoom_support", "insurance_claims", "hello"])
def test_the_phrasebook_passes_and_its_splits_share_little(name: str) -> None:
    procedure = loads((FLOWS / f"{name}.flow.json").read_text("utf-8"))
    plan = make_plan(procedure, TODAY, taught=150, held_out=60, seed=3)
    weaver = Weaver(procedure, TODAY, Phrasebook(), 3)
    woven = list(weaver.weave_all(plan.taught))
    taught = audit(procedure, woven)
    held_out = audit(procedure, list(weaver.weave_all(plan.held_out)), taught.kept)
    assert len(taught.kept) >= 0.97 * len(woven)
    assert held_out.shared is not None and held_out.shared <= 0.2
    assert any("four-word runs" in line for line in held_out.lines())
