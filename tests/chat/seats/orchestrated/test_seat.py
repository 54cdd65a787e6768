from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import threading
from pathlib import Path

import pytest

import studio
from studio.bench.play import states_along
from studio.chat.seats.metered import Metered
from studio.chat.seats.orchestrated.seat import OrchestratedSeat
from studio.chat.seats.seat import Piece, Seat, SeatCard
from studio.chat.seats.speaker import Speaker
from studio.chat.seats.templates import ChatTemplate
from studio.chat.session import Sampling
from studio.conversations.record import agent_text
from studio.procedure.machine import Machine
from studio.procedure.trace import parse
from tests.chat.fake_engine import characters
from tests.chat.seats.fake_models import TEMPLATE, FakeModel, Write
from tests.procedure.small_charts import TODAY, trip

pytest.importorskip("langgraph")
ROOT = Path(studio.__file__).parent.parent


def seated(write: Write, hold: threading.Event | None = None) -> tuple[OrchestratedSeat, FakeModel]:
    model = FakeModel(write, hold=hold)
    speaker = Speaker(Metered(model), ChatTemplate(TEMPLATE), Sampling())
    card = SeatCard("orchestrated", "Orchestrated", "orchestrated", "starter", 7)
    return OrchestratedSeat(card, speaker, trip(), TODAY, threading.RLock()), model


def understanding(prompt: str) -> str:
    """A model that understands a few lines."""
    said = re.findall(r"<user>(.*?)</user>", prompt, re.S)[-1]
    if "Which of these holds?" in prompt:
        return '{"branch": "no"}' if "no" in said.split() else '{"branch": "yes"}'
    if "Rome" in said:
        return '{"kind": "answer", "city": "Rome", "day": "3 May 2027"}'
    if "bags" in said:
        return '{"kind": "question", "knows": "bags"}'
    if "euros" in said:
        return '{"kind": "answer", "budget": "200 euros"}'
    return '{"kind": "answer"}'


def test_the_model_understands_and_the_chart_speaks():
    seat, model = seated(understanding)
    assert isinstance(seat, Seat)
    opened = seat.open()[0]
    assert opened.text == "Hello! Where to, and when?"
    assert opened.measures.requests == 0
    pieces: list[Piece] = []
    turn = seat.say("To Rome on 3 May 2027", pieces.append)[0]
    assert turn.fields == (("city", "Rome"), ("day", "3 May 2027"))
    assert turn.legal
    assert turn.trace is not None
    assert turn.trace.moves[-1].step == turn.steps[-1] == "ask_budget"
    assert "".join(p.text for p in pieces if p.kind == "words") == turn.text
    assert turn.notes.startswith("heard answer\ncity = Rome")
    assert turn.measures.read_tokens == sum(len(asked.tokens) for asked in model.asked)
    assert turn.measures.written_tokens > 0
    assert model.asked[0].grammar is not None


def test_a_question_is_answered_and_the_ask_repeated():
    seat, _ = seated(understanding)
    seat.open()
    turn = seat.say("May I bring bags?")[0]
    assert turn.text.startswith("One bag is free.")
    assert turn.steps == ("ask_trip",)


def test_what_is_asked_of_the_model_never_holds_the_whole_procedure():
    seat, model = seated(understanding)
    seat.open()
    seat.say("To Rome on 3 May 2027")
    read = characters(model.asked[0].tokens)
    others = [step.text for step in trip().steps if step.kind in ("say", "end") and step.text]
    assert not any(text in read for text in others)


def test_values_that_are_none_make_the_answer_invalid():
    seat, _ = seated(lambda prompt: '{"kind": "answer", "day": "blue"}')
    seat.open()
    turn = seat.say("blue")[0]
    assert turn.trace is not None
    assert (turn.trace.heard, turn.trace.attempt, turn.fields) == ("invalid", 1, ())


def test_an_answer_that_is_no_json_is_taken_for_unclear():
    seat, _ = seated(lambda prompt: '{"kind": "ans')
    seat.open()
    assert seat.say("hm")[0].trace.heard == "vague"


def test_it_is_wound_back_and_taken_up():
    seat, _ = seated(understanding)
    seat.open()
    first = seat.say("To Rome on 3 May 2027")[0]
    kept = json.loads(json.dumps(seat.memory()))
    seat.say("200 euros")
    seat.rewind(0)
    assert seat.say("To Rome on 3 May 2027")[0].text == first.text
    other, _ = seated(understanding)
    other.recall(kept)
    seat.rewind(1)
    assert other.say("200 euros")[-1].steps == seat.say("200 euros")[-1].steps
    seat.rewind(-1)
    assert seat.memory() == {"talks": []}
    assert seat.open()[0].text == "Hello! Where to, and when?"


def test_stopped_it_is_as_it_was_before():
    hold = threading.Event()
    seat, model = seated(understanding, hold)
    seat.open()
    turns: list = []
    thread = threading.Thread(target=lambda: turns.extend(seat.say("To Rome on 3 May 2027")))
    thread.start()
    assert model.writing.wait(5)
    seat.stop()
    thread.join(5)
    assert not turns[0].stopped
    hold.set()
    assert seat.say("To Rome on 3 May 2027")[0].steps[-1] == "ask_budget"


def test_set_right_it_goes_on_as_the_recorded_conversation_does(woven):
    """From every place of recorded conversations: state taken over, next message understood as recorded."""
    machine = Machine(trip(), TODAY)
    for conversation in woven[:3]:
        seat, _ = seated(lambda prompt: "")
        states = states_along(machine, conversation.turns)
        for number, state in enumerate(states[:-1]):
            gold = conversation.turns[2 * number + 3]
            trace, _ = parse(gold.trace)
            shown = conversation.turns[2 * number + 1]
            seat.set_right(agent_text(shown.trace, shown.text, shown.call), state)
            seat.speaker.metered.engine.write = lambda prompt, t=trace: answered(t, prompt)  # type: ignore[attr-defined]
            turn = seat.answer_to(conversation.turns[2 * number + 2].text)
            assert turn.trace is not None
            assert turn.trace.moves == trace.moves, conversation.id
            assert turn.text == gold.text


def answered(trace, prompt: str) -> str:
    """The answers of a model that understands as the trace has it."""
    if "Which of these holds?" in prompt:
        branches = re.findall(r"^(\w+): ", prompt.rpartition("Which of these holds?")[2], re.M)
        return json.dumps({"branch": next(m.branch for m in trace.moves if m.branch in branches)})
    told = {"kind": trace.heard, **({"knows": trace.knows} if trace.knows else {})}
    return json.dumps(told | (dict(trace.fields) if trace.heard != "declined" else {}))


ALONE = """
import socket, sys, threading, time
reached = []
socket.socket.connect = lambda self, where: reached.append(where)
socket.getaddrinfo = lambda *where, **more: reached.append(where) or []
from tests.chat.seats.orchestrated.test_seat import seated, understanding
seat, _ = seated(understanding)
seat.open()
seat.say("To Rome on 3 May 2027")
time.sleep(0.3)
from langsmith import utils
print(len(reached), utils.tracing_is_enabled())
"""


def test_langgraph_reaches_for_nothing_outside_even_where_tracing_was_switched_on():
    wanted = {"LANGSMITH_TRACING": "true", "LANGCHAIN_TRACING_V2": "true", "LANGSMITH_API_KEY": "made-up"}
    environment = {**os.environ, **wanted, "LANGSMITH_ENDPOINT": "http://127.0.0.1:9"}
    done = subprocess.run(
        [sys.executable, "-c", ALONE], env=environment, capture_output=True, text=True, cwd=ROOT, check=False
    )
    assert done.stdout.split() == ["0", "False"], done.stderr
