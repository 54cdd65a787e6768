"""Chats become test cases; a wrong reply becomes one with what would have been right, and a line to learn from."""

from __future__ import annotations

from dataclasses import replace

import pytest

from studio.base.errors import StudioError
from studio.chat.keeping import Exchange, case_of, corrected, lessons_for, right_one, state_after
from studio.procedure import content_edits
from studio.procedure.cases import AgentTurn, dumps, walk
from studio.procedure.lessons import Lesson, examples_of, learnt
from studio.procedure.machine import Heard, Machine
from studio.procedure.model import Procedure
from studio.procedure.trace import Move, Trace
from tests.bench import dialogues as d

TRAVEL = d.sample("travel_booking")
ODD = d.Line("Hmm, fine by me I guess", Heard(choices=(("verdict", "yes"),)))


def chatted(*lines: d.Line, procedure: Procedure = TRAVEL) -> list[Exchange]:
    """A chat as the machine would lead it."""
    machine = Machine(procedure, d.TODAY)
    message, state = machine.open()
    found = [Exchange(None, (message.trace,), message.text)]
    for line in lines:
        message, state = machine.hear(state, line.heard)
        if line.heard.kind == "tool":
            last = found[-1]
            found[-1] = replace(last, traces=(*last.traces, message.trace), text=f"{last.text} {message.text}".strip())
        else:
            found.append(Exchange(line.text, (message.trace,), message.text))
    return found


def fare(procedure: Procedure = TRAVEL) -> d.Line:
    """What the table gives for that trip."""
    from studio.chat.keeping import _looked_up

    heard = _looked_up(Machine(procedure, d.TODAY), state_after(Machine(procedure, d.TODAY), chatted(d.TRIP, d.PARTY)))
    assert heard is not None
    return d.Line("", heard)


def test_a_chat_is_kept_with_how_each_line_was_meant():
    case = case_of(TRAVEL, chatted(d.TRIP, d.LUGGAGE, d.PARTY, fare(), ODD), "travel-1", d.TODAY)
    assert walk(TRAVEL, case, d.TODAY) is None
    agents = [turn for turn in case.turns if isinstance(turn, AgentTurn)]
    assert [turn.kind for turn in agents] == ["", "answer", "question", "answer", "answer"]
    assert agents[2].knows == "luggage"
    assert agents[3].step == "ask_offer"
    assert agents[4].choices == {"verdict": "yes"}
    assert agents[4].step == "ask_names"
    assert '"choices": {"verdict": "yes"}' in dumps(case)
    assert '"knows": ""' not in dumps(case)


def test_a_kept_chat_does_not_fit_a_chart_that_goes_elsewhere():
    case = case_of(TRAVEL, chatted(d.TRIP, d.PARTY, fare(), ODD), "travel-1", d.TODAY)
    other = content_edits.set_link(TRAVEL, "verdict", "yes", to="no_sale")
    misfit = walk(other, case, d.TODAY)
    assert misfit is not None
    assert (misfit.said, misfit.expected, misfit.found) == (ODD.text, "ask_names", "no_sale")


def test_nothing_said_or_off_the_chart_cannot_be_kept():
    with pytest.raises(StudioError, match="Nothing was said"):
        case_of(TRAVEL, chatted(), "x", d.TODAY)
    off = [*chatted(d.TRIP), Exchange("Two, 450 euros", (Trace(at="ask_party", moves=(Move("booked"),)),))]
    with pytest.raises(StudioError, match="left the chart"):
        case_of(TRAVEL, off, "x", d.TODAY)
    with pytest.raises(StudioError, match="left the chart"):
        case_of(TRAVEL, [*chatted(d.TRIP), Exchange("Two", (None,))], "x", d.TODAY)


def test_the_right_branch_in_place_of_a_wrong_one():
    before = chatted(d.TRIP, d.PARTY, fare())
    machine = Machine(TRAVEL, d.TODAY)
    wrong = Trace(at="ask_offer", moves=(Move("verdict", "later"), Move("call_back")))
    right = right_one(machine, state_after(machine, before), ODD.text, ("verdict", "yes"), wrong)
    assert [move.step for move in right.moves] == ["verdict", "ask_names"]
    assert right.heard.choices == (("verdict", "yes"),)
    lessons = lessons_for(TRAVEL, right, wrong)
    assert lessons == (Lesson("branch", "verdict", "yes"),)
    taught = learnt(TRAVEL, lessons[0], (ODD.text,))
    assert examples_of(taught, lessons[0])[-1] == ODD.text
    case = corrected(TRAVEL, before, ODD.text, right, "travel-2", d.TODAY)
    last = case.turns[-1]
    assert isinstance(last, AgentTurn)
    assert (last.step, last.kind, last.choices) == ("ask_names", "answer", {"verdict": "yes"})
    assert walk(taught, case, d.TODAY) is None


def test_a_step_can_be_picked_that_lies_behind_a_look_up():
    before = chatted(d.TRIP)
    machine = Machine(TRAVEL, d.TODAY)
    wrong = Trace(at="ask_party", heard="vague", attempt=1, moves=(Move("ask_party"),))
    right = right_one(machine, state_after(machine, before), "Two of us, 450 euros", ("ask_offer", ""), wrong)
    assert right.heard.kind == "answer"
    assert dict(right.heard.fields).keys() == {"travellers", "budget"}
    assert right.state.at == "ask_offer"
    assert len(right.messages) == 2


def test_a_question_taken_for_an_answer_teaches_a_way_of_asking():
    before = chatted(d.TRIP, d.PARTY, fare())
    machine = Machine(TRAVEL, d.TODAY)
    wrong = Trace(at="ask_offer", moves=(Move("verdict", "no"), Move("no_sale")))
    line = "Does it stop on the way?"
    right = right_one(machine, state_after(machine, before), line, ("ask_offer", ""), wrong)
    assert right.heard.kind == "question"
    assert lessons_for(TRAVEL, right, wrong)[0].kind == "question"


def test_a_place_that_cannot_be_reached_says_so():
    machine = Machine(TRAVEL, d.TODAY)
    with pytest.raises(StudioError, match="no way to “Booked”"):
        right_one(machine, state_after(machine, chatted(d.TRIP)), "Two of us", ("booked", ""))
