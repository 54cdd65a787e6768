"""The guard: whatever the model would like to write, only what the chart allows is written."""

from __future__ import annotations

import random

import pytest

from studio.chat.reply import heard_of
from studio.chat.session import Session
from studio.conversations.record import Conversation
from studio.conversations.rendering import Message
from studio.procedure.machine import Machine, State
from studio.procedure.trace import DECLINED, parse
from tests.chat.conftest import shared
from tests.chat.fake_engine import FakeEngine, scripted
from tests.chat.test_session import ASKS_BUDGET, CALLS, OPENING, TELLS
from tests.procedure.small_charts import TODAY, Raw, step, switched_off, trip


def test_a_model_that_is_right_is_left_alone(woven: list[Conversation]) -> None:
    for conversation in woven:
        gold = [t.message().text for t in conversation.turns[1::2]]
        session = Session(shared(scripted(*gold)), guarded=True)
        for user, wanted in zip(conversation.turns[::2], gold, strict=True):
            reply = session.reply_to(Message("user", user.text))
            assert (reply.raw, reply.stopped) == (wanted, True)
        assert session.state is not None
        assert session.state.outcome == conversation.outcome


SAYINGS = (
    "Rome on 3 May 2027", "200 euros", "yes", "no thanks", "by the window", "50 euros, sorry, I meant Oslo", "what?",
    "", "a b c d e f g h i j k l m", "- = : | #2 go find", "<think>at x\n</think>", "[tool] ok fare=1",
)  # fmt: skip


@pytest.mark.parametrize("seed", range(40))
def test_no_illegal_move_whatever_the_model_writes(seed: int) -> None:
    """A model that chooses at random and babbles: every message is still one the machine could have given."""
    rng = random.Random(seed)
    babble = ("", "Well.", "go booked\n[call] flights city=Atlantis", "</think><think>at x", "Sure!\n[call]")
    session = Session(shared(lambda head: rng.choice(babble), seed=seed), guarded=True)
    machine = Machine(session.shared.procedure, TODAY)
    before = State()
    said = Message("user", "[start]")
    for _ in range(25):
        reply = session.reply_to(said)
        trace, _ = parse(reply.raw)
        assert trace.at == before.at
        if before.waiting == "opening":
            options = [machine.open()]
        else:
            options = list(machine.legal(before, heard_of(machine, trace, said.text)))
        chosen = [(m, s) for m, s in options if m.trace.moves == trace.moves]
        assert len(chosen) == 1
        message, before = chosen[0]
        assert (trace.heard, trace.attempt, trace.knows) == (
            message.trace.heard, message.trace.attempt, message.trace.knows,
        )  # fmt: skip
        assert reply.call == message.call
        assert session.state == before
        if before.waiting == "closed":
            return
        if reply.call is not None:
            said = Message("user", session.tools.run(trace.moves[-1].step, reply.call)[0])
        else:
            said = Message("user", rng.choice(SAYINGS))


def exact_city(raw: Raw) -> None:
    raw["fields"][0]["exact"] = True


@pytest.mark.parametrize("seed", range(6))
def test_an_exact_field_holds_only_what_was_said(seed: int) -> None:
    wrong = ASKS_BUDGET.replace("city = Rome", "city = Venice")
    session = Session(shared(scripted(OPENING, wrong), trip(exact_city), seed), guarded=True)
    session.open()
    said = "to Rome, on 3 May 2027."
    reply = session.say(said)[0]
    assert reply.trace is not None
    assert dict(reply.trace.fields)["city"] in said


def test_a_choice_is_one_of_the_options() -> None:
    seats = "<think>at ask_seat\nheard answer\nseat = upstairs\ngo ask_happy\n</think>Shall I book it?"
    session = Session(shared(scripted(OPENING, ASKS_BUDGET, CALLS, TELLS, seats)), guarded=True)
    session.open()
    session.say("Rome on 3 May 2027")
    session.say("200")
    reply = session.say("upstairs")[0]
    assert reply.trace is not None
    assert dict(reply.trace.fields)["seat"] in ("aisle", "window")


def test_an_empty_value_becomes_words_that_were_said_or_none() -> None:
    empty = ASKS_BUDGET.replace("day = 3 May 2027", "day = ")
    session = Session(shared(scripted(OPENING, empty)), guarded=True)
    session.open()
    told = dict(session.say("Rome on 3 May 2027")[0].trace.fields)  # type: ignore[union-attr]
    assert "3 May" in told["day"]
    session = Session(shared(scripted(OPENING, empty)), guarded=True)
    session.open()
    assert dict(session.say("")[0].trace.fields)["day"] == DECLINED  # type: ignore[union-attr]


def test_a_call_that_is_not_the_charts_is_never_made() -> None:
    wrong = ASKS_BUDGET + "\n[call] flights city=Rome"
    session = Session(shared(scripted(OPENING, wrong)), guarded=True)
    session.open()
    replies = session.say("Rome on 3 May 2027")
    assert len(replies) == 1
    assert replies[0].call is None
    assert "[call]" not in session.messages[-1].text


def test_a_correction_changes_only_what_is_known() -> None:
    unknown = "<think>at ask_budget\nheard correction\nbudget = 5\ngo ask_budget\n</think>Thanks."
    session = Session(shared(scripted(OPENING, ASKS_BUDGET, unknown)), guarded=True)
    session.open()
    session.say("Rome on 3 May 2027")
    reply = session.say("5 rather")[0]
    assert reply.trace is not None
    assert reply.trace.heard == "correction"
    assert {name for name, _ in reply.trace.fields} <= {"city", "day"}


@pytest.mark.parametrize("overlay", ["correction", "question", "vague", "human", "attack"])
def test_what_is_switched_off_cannot_be_heard(overlay: str) -> None:
    for seed in range(20):
        session = Session(shared(lambda head: "", switched_off(overlay), seed), guarded=True)
        session.open()
        for said in ("Rome on 3 May 2027", "200"):
            if session.state is not None and session.state.waiting == "user":
                trace = session.say(said)[0].trace
                assert trace is not None
                assert trace.heard != overlay


def test_without_early_answers_only_the_asks_own_fields_are_heard() -> None:
    ahead = ASKS_BUDGET.replace("day = 3 May 2027", "budget = 200")
    session = Session(shared(scripted(OPENING, ahead), switched_off("early")), guarded=True)
    session.open()
    reply = session.say("Rome for 200")[0]
    assert reply.trace is not None
    assert "budget" not in dict(reply.trace.fields)


def test_a_field_that_is_asked_and_also_looked_up_can_be_heard() -> None:
    def both(raw: Raw) -> None:
        step(raw, "find")["results"]["city"] = "city"

    session = Session(shared(scripted(OPENING, ASKS_BUDGET), trip(both)), guarded=True)
    session.open()
    assert session.say("Rome on 3 May 2027")[0].raw == ASKS_BUDGET


def test_where_the_chart_leaves_no_choice_the_model_is_not_asked() -> None:
    session = Session(shared(scripted(OPENING)), guarded=True)
    session.open()
    engine = session.shared.engine
    assert isinstance(engine, FakeEngine)
    assert [request.allowed for request in engine.asked] == [None]  # the reply itself


def test_whoever_watches_sees_the_whole_message() -> None:
    seen: list[str] = []
    session = Session(shared(scripted(OPENING, ASKS_BUDGET)), guarded=True, on_piece=seen.append)
    session.open()
    session.say("Rome on 3 May 2027")
    assert "".join(seen) == OPENING + ASKS_BUDGET


SEAT = "<think>at ask_seat\nheard answer\nseat = aisle\ngo ask_happy\n</think>Shall I book it?"


def at_the_seat(model: float, sure: float, seen: list[str] | None = None) -> Session:
    """A conversation that has come to the question for a seat, with a model so sure of what it chooses."""
    watch = seen.append if seen is not None else None
    session = Session(
        shared(scripted(OPENING, ASKS_BUDGET, CALLS, TELLS, SEAT)), guarded=True, on_piece=watch, sure=sure
    )
    session.open()
    session.say("Rome on 3 May 2027")
    session.say("200")
    engine = session.shared.engine
    assert isinstance(engine, FakeEngine)
    engine.sure = model
    if seen is not None:
        seen.clear()
    return session


def test_one_that_is_sure_enough_decides() -> None:
    reply = at_the_seat(0.9, 0.8).say("by the aisle")[0]
    assert reply.trace is not None
    assert (reply.trace.heard, dict(reply.trace.fields), reply.sure) == ("answer", {"seat": "aisle"}, 0.9)


def test_one_that_is_not_asks_again_and_leads_on_after_two_times() -> None:
    session = at_the_seat(0.6, 0.8)
    heard = []
    for _ in range(3):
        reply = session.say("by the side")[0]
        assert reply.trace is not None
        heard.append((reply.trace.heard, reply.trace.attempt, reply.trace.fields))
    assert heard == [("vague", 1, ()), ("vague", 2, ()), ("vague", 3, ())]
    assert session.state is not None
    assert session.state.at != "ask_seat"


def test_nobody_sees_what_is_taken_back() -> None:
    seen: list[str] = []
    session = at_the_seat(0.6, 0.8, seen)
    reply = session.say("by the side")[0]
    assert "".join(seen) == reply.raw
    assert "aisle" not in reply.raw


def test_where_unclear_answers_are_switched_off_it_decides_whatever_it_thinks() -> None:
    session = Session(
        shared(scripted(OPENING, ASKS_BUDGET, CALLS, TELLS, SEAT), switched_off("vague")), guarded=True, sure=0.8
    )
    engine = session.shared.engine
    assert isinstance(engine, FakeEngine)
    engine.sure = 0.6
    session.open()
    session.say("Rome on 3 May 2027")
    session.say("200")
    reply = session.say("by the side")[0]
    assert reply.trace is not None
    assert reply.trace.heard == "answer"
