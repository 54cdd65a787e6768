from __future__ import annotations

import threading
from typing import Any, cast

import pytest

from studio.chat.guard import Guard
from studio.chat.seats import compiled
from studio.chat.seats.compiled import CompiledSeat
from studio.chat.seats.metered import Metered
from studio.chat.seats.seat import Piece, Seat, SeatCard
from studio.chat.seats.spec import read_specs
from studio.chat.session import Sampling, Shared
from studio.conversations.record import Conversation
from studio.engine.client import Engine
from tests.chat.seats.fake_models import FakeModel, Write
from tests.procedure.small_charts import TODAY, trip

CARD = SeatCard("compiled", "Compiled", "compiled", "starter", 7)


def knows(conversation: Conversation) -> Write:
    """A model that says what the conversation says, by how many messages of the agent the prompt holds."""
    messages = [turn.message().text for turn in conversation.turns if turn.who == "agent"]
    return lambda prompt: messages[min(prompt.count("\nAgent:\n") - 1, len(messages) - 1)]


def seated(
    write: Write, *, guarded: bool = False, sure: float = 0.0, hold: threading.Event | None = None
) -> tuple[CompiledSeat, FakeModel]:
    model = FakeModel(write, hold=hold)
    metered = Metered(model)
    shared = Shared(cast(Engine, metered), trip(), TODAY, "<|end|>")
    return CompiledSeat(CARD, shared, metered, Sampling(), threading.RLock(), guarded=guarded, sure=sure), model


@pytest.fixture(scope="module")
def told(woven) -> Conversation:
    """A conversation of several messages without a tool's result, which a script would have to give."""
    return next(c for c in woven if c.kind and all(t.who != "tool" for t in c.turns) and len(c.turns) >= 8)


def users(conversation: Conversation) -> list[str]:
    return [turn.text for turn in conversation.turns[2::2]]


def test_it_tells_its_trace_its_words_and_what_they_cost(told):
    seat, model = seated(knows(told))
    assert isinstance(seat, Seat)
    pieces: list[Piece] = []
    first = seat.open()[0]
    assert first.text == told.turns[1].text
    assert (first.trace.text() if first.trace else "") == told.turns[1].trace
    turn = seat.say(users(told)[0], pieces.append)[0]
    assert "".join(p.text for p in pieces if p.kind == "words").strip() == turn.text == told.turns[3].text
    assert "".join(p.text for p in pieces if p.kind == "notes").strip("\n") == turn.notes
    assert turn.legal
    assert turn.steps == tuple(move.step for move in turn.trace.moves)
    measures = turn.measures
    assert measures.read_tokens == len(model.asked[-1].tokens)
    assert measures.written_tokens == len(model.tokenize(told.turns[3].message().text))
    assert 0 < measures.reused_tokens < measures.read_tokens
    assert 0 <= measures.first_seconds <= measures.seconds
    assert first.measures.cold
    assert not measures.cold


def test_the_words_never_hold_a_piece_of_a_mark(told):
    seat, _ = seated(knows(told))
    pieces: list[Piece] = []
    seat.open(pieces.append)
    assert not any("think" in p.text or p.text.endswith("<") for p in pieces)


@pytest.mark.parametrize("guarded", [False, True])
def test_it_comes_to_the_end_and_says_how(told, guarded):
    seat, _ = seated(knows(told), guarded=guarded)
    seat.open()
    closed = [seat.say(line)[-1].closed for line in users(told)]
    assert closed[-1] == told.outcome
    assert not any(closed[:-1])


def test_wound_back_it_answers_as_it_did_before(told):
    seat, model = seated(knows(told))
    seat.open()
    lines = users(told)
    answers = [seat.say(line)[-1].text for line in lines]
    seat.rewind(1)
    again = model.asked[2].tokens
    assert [seat.say(line)[-1].text for line in lines[1:]] == answers[1:]
    assert model.asked[-len(lines) + 1].tokens == again
    seat.rewind(0)
    assert seat.say(lines[0])[-1].text == answers[0]


def test_answered_anew_it_draws_anew(told):
    seat, model = seated(knows(told))
    seat.open()
    seat.say(users(told)[0])
    seat.rewind(0)
    seat.say(users(told)[0])
    assert model.asked[-1].tokens == model.asked[-2].tokens
    assert model.asked[-1].seed != model.asked[-2].seed


def test_a_conversation_is_taken_up_by_another_seat(told):
    seat, _ = seated(knows(told))
    seat.open()
    lines = users(told)
    seat.say(lines[0])
    other, model = seated(knows(told), guarded=True)
    other.recall(seat.memory())
    assert other.session.state == seat.session.state
    assert other.say(lines[1])[-1].text == seat.say(lines[1])[-1].text
    assert model.asked
    assert other.memory() == seat.memory()


def test_stopped_it_keeps_what_stands_and_can_go_on(told):
    hold = threading.Event()
    seat, model = seated(knows(told), hold=hold)
    turns: list = []
    thread = threading.Thread(target=lambda: turns.extend(seat.open()))
    thread.start()
    assert model.writing.wait(5)
    seat.stop()
    thread.join(5)
    assert len(turns) == 1
    assert not turns[0].stopped
    hold.set()
    assert seat.say("Hello?")[0].stopped
    seat.rewind(-1)
    assert seat.memory()["messages"] == []


def test_stopped_while_it_waits_for_the_computer_it_writes_nothing(told):
    seat, model = seated(knows(told))
    seat.open()
    asked = len(model.asked)
    turns: list = []
    with seat._computer:
        thread = threading.Thread(target=lambda: turns.extend(seat.say("Hello?")))
        thread.start()
        while seat._metered.done:
            pass
        seat.stop()
    thread.join(5)
    assert not turns[0].stopped
    assert turns[0].text == ""
    assert len(model.asked) == asked


def test_a_guarded_message_counts_all_its_tokens_once(told):
    seat, model = seated(knows(told), guarded=True)
    turn = seat.open()[0]
    assert turn.measures.requests == 1
    assert turn.measures.written_tokens == len(model.tokenize(told.turns[1].message().text))
    assert turn.measures.read_tokens == len(model.asked[0].tokens) - len(
        model.tokenize(told.turns[1].message().text[: model_begun(model)])
    )


def model_begun(model: FakeModel) -> int:
    """How many characters of the message stood in the first prompt."""
    from tests.chat.fake_engine import characters

    return len(characters(model.asked[0].tokens).rpartition("\nAgent:\n")[2])


def test_a_guarded_seat_is_as_sure_as_its_spec_says(monkeypatch):
    made: list[float] = []

    class Noted(Guard):
        def __init__(self, *given: Any, sure: float = 0.0, **more: Any) -> None:
            made.append(sure)
            super().__init__(*given, sure=sure, **more)

    monkeypatch.setattr(compiled, "Guard", Noted)
    seat, _ = seated(lambda prompt: "", guarded=True, sure=0.7)
    seat.guarded = False
    seat.guarded = True
    assert made == [0.7, 0.7]
    assert [spec.sure for spec in read_specs("compiled,prompted", guarded=True, sure=0.7)] == [0.7, 0.0]


def test_off_the_chart_is_said_and_the_guard_can_be_put_on_in_between(told):
    seat, _ = seated(lambda prompt: "<think>at start\ngo end_nowhere\n</think>Bye.")
    assert seat.open()[0].legal is False
    seat.rewind(-1)
    seat.guarded = True
    assert seat.open()[0].legal
    assert seat.guarded
