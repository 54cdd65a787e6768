"""A seat's exchange goes on for as long as it calls tools, and not for ever."""

from __future__ import annotations

from dataclasses import replace

from studio.chat.seats.calling import CALLS_PER_ACT, exchange
from studio.chat.seats.seat import SeatTurn
from studio.procedure.machine import Call
from tests.procedure.small_charts import trip

CALL = Call("find", (("name", "Ann"),))


def talk(answers, procedure):
    """The turns, and what was heard before each."""
    heard = []

    def answer(text, number):
        heard.append((text, number))
        return answers[min(number, len(answers) - 1)]

    return list(exchange(procedure, "hello", answer, lambda call: f"found by {call.tool}")), heard


def test_what_a_tool_found_is_answered_next():
    turns, heard = talk([SeatTurn("", calls=(CALL,)), SeatTurn("There she is.")], trip())
    assert [turn.text for turn in turns] == ["", "There she is."]
    assert heard == [("hello", 0), ("found by find", 1)]


def test_a_seat_that_calls_for_ever_is_left():
    procedure = trip()
    acts = sum(step.kind == "act" for step in procedure.steps)
    turns, _ = talk([SeatTurn("", calls=(CALL,))], procedure)
    assert len(turns) == 1 + CALLS_PER_ACT * acts > 2


def test_nothing_follows_a_message_that_was_cut_short():
    turns, _ = talk([replace(SeatTurn("", calls=(CALL,)), stopped=False)], trip())
    assert len(turns) == 1
