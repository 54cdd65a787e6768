"""A replay asks the model for nothing but its next step, with all before it true, and lets tools answer as recorded."""

from __future__ import annotations

import pytest

from studio.bench.replay import Predicted, replay
from tests.bench.recordings import Answer, recorded, shared
from tests.procedure.small_charts import step, trip

TALK = (
    ("greet",),
    "Rome, 3 May",
    ("ask_budget",),
    "200 euros",
    ("tell",),
    "Aisle",
    ("ask_happy",),
    "Do it",
    ("booked",),
)
GOLD = {
    "[start]": "<think>at start\ngo greet\ngo ask_trip\n</think>Hello! Where to, and when?",
    "Rome": "<think>at ask_trip\nheard answer\ncity = Rome\nday = 3 May\ngo ask_budget\n</think>What may it cost?",
    "200": "<think>at ask_budget\nheard answer\nbudget = 200 euros\nread budget 200\ngo check: fine\ngo find\n</think>",
    "[tool] ok": "<think>at find\nheard tool ok\ngo tell\ngo ask_seat\n</think>Rome costs 120 EUR. Which seat?",
    "[tool] empty": "<think>at find\nheard tool empty\ngo none\n</think>No flights there.",
    "Aisle": "<think>at ask_seat\nheard answer\nseat = aisle\ngo ask_happy\n</think>Shall I book it?",
    "Do it": "<think>at ask_happy\nheard answer\ngo happy: yes\ngo booked\n</think>Booked for 3 May.",
}


def gold(line: str) -> str:
    return next(message for begins, message in GOLD.items() if line.startswith(begins))


def spoilt(**changed: str) -> Answer:
    """Gold, with other messages after some lines."""
    return lambda line: next((m for begins, m in changed.items() if line.startswith(begins)), "") or gold(line)


def steps(answer: Answer, *turns, guarded: bool = False) -> list[str]:
    return [one.predicted.step for one in replay([recorded(*turns)], shared(answer), guarded=guarded)]


@pytest.mark.parametrize("guarded", [False, True])
def test_a_model_that_goes_the_recorded_way(guarded: bool):
    replayed = replay([recorded(*TALK), recorded(*TALK, name="two")], shared(gold), guarded=guarded)
    assert [one.asked.conversation for one in replayed] == ["one"] * 5 + ["two"] * 5
    assert [one.predicted.step for one in replayed] == [one.asked.wanted for one in replayed]
    assert replayed[4].predicted == Predicted("booked", {"happy": "yes"})
    assert replayed[2].predicted.branches == {"check": "fine"}


def test_a_mistake_does_not_reach_the_turns_after_it():
    lost = "<think>at ask_trip\nheard human\ngo desk\n</think>A colleague will call."
    assert steps(spoilt(Rome=lost), *TALK) == ["greet", "desk", "tell", "ask_happy", "booked"]


def test_only_the_notes_are_written():
    ready = shared(gold)
    replay([recorded(*TALK)], ready)
    requests = ready.engine.asked  # type: ignore[attr-defined]
    assert {request.stop_texts for request in requests} == {("</think>",)}
    assert {request.temperature for request in requests} == {0.0}


def test_what_cannot_be_read_is_no_step():
    assert steps(spoilt(Rome="Where to?"), *TALK)[1] == ""
    assert steps(spoilt(Rome="<think>at ask_trip\nheard answer\n</think>Hm."), *TALK)[1] == ""


def test_a_tool_answers_as_it_did_in_the_recording():
    """The table knows Rome; in the recording nothing was found all the same."""
    assert steps(gold, *TALK[:4], ("none",))[-1] == "none"
    assert steps(gold, *TALK[:4], ("tell",))[-1] == "tell"


def test_a_tool_that_was_not_called_answers_from_its_table():
    told = (("greet",), "Rome, 3 May", ("ask_budget", {"city": "Rome", "day": "3 May"}), "200 euros", ("ask_more",))
    assert steps(gold, *told)[-1] == "tell"


def test_a_message_that_has_begun_is_gone_on_with():
    assert steps(gold, ("greet",), ("ask_trip",), "Rome", ("ask_budget",)) == ["greet", "ask_trip", "ask_budget"]


@pytest.mark.parametrize(
    ("message", "guarded", "alone"),
    [
        (
            "<think>at ask_trip\nheard answer\ncity = Rome\nday = 3 May\ngo booked\n</think>Booked.",
            "ask_budget",
            "booked",
        ),
        ("<think>at ask_happy\nheard answer\ngo happy: yes\n</think>", "ask_trip", ""),
    ],
)
def test_guarded_it_stays_on_the_chart(message: str, guarded: str, alone: str):
    assert steps(spoilt(Rome=message), *TALK)[1] == alone
    assert steps(spoilt(Rome=message), *TALK, guarded=True)[1] in ("ask_budget", guarded)


def test_guarded_a_decision_on_what_nobody_noted_is_left_to_the_model():
    """The budget was told before the recording notes anything, so no machine can compute what follows from it."""

    def ask_between(raw):
        step(raw, "ask_budget")["link"]["to"] = "ask_seat"
        step(raw, "ask_seat")["link"]["to"] = "check"

    talk = (("ask_budget",), "200 euros", ("ask_seat",), "Aisle", ("ask_more",))
    for branch, wanted in (("low", "ask_more"), ("fine", "none")):  # no table knows a town that nobody noted
        chosen = f"<think>at ask_seat\nheard answer\nseat = aisle\ngo check: {branch}\ngo "
        chosen += "ask_more\n</think>" if branch == "low" else "find\n</think>"
        ready = shared(spoilt(Aisle=chosen), trip(ask_between))
        assert replay([recorded(*talk)], ready, guarded=True)[-1].predicted.step == wanted


def test_guarded_where_the_agent_has_spoken_already_the_chart_says_what_is_next():
    assert steps(gold, ("greet",), "Hello", ("ask_trip",), guarded=True)[-1] == "ask_trip"
    assert steps(gold, ("bye",), "One more thing", ("ask_trip",), guarded=True)[-1] == ""


def test_a_dialogue_that_is_too_long_loses_its_beginning():
    ready = shared(gold)
    ready.engine.context = 400  # type: ignore[attr-defined]
    assert replay([recorded(*TALK)], ready)[-1].predicted.step == "booked"
    assert all(len(request.tokens) <= 200 for request in ready.engine.asked)  # type: ignore[attr-defined]
