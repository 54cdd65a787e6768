from __future__ import annotations

import threading

import pytest

from studio.chat.seats.metered import Metered
from studio.chat.seats.prompted import PromptedSeat, instructions
from studio.chat.seats.seat import Piece, Seat, SeatCard
from studio.chat.seats.speaker import Speaker
from studio.chat.seats.templates import ChatTemplate
from studio.chat.session import Sampling
from studio.exchange.prompt import prompt
from tests.chat.fake_engine import characters
from tests.chat.seats.fake_models import TEMPLATE, FakeModel, Write
from tests.procedure.small_charts import TODAY, trip


def seated(write: Write, hold: threading.Event | None = None) -> tuple[PromptedSeat, FakeModel]:
    model = FakeModel(write, hold=hold)
    speaker = Speaker(Metered(model), ChatTemplate(TEMPLATE), Sampling(0.5, 0.9, 3))
    card = SeatCard("prompted", "Prompted", "prompted", "starter", 7)
    return PromptedSeat(card, speaker, trip(), TODAY, threading.RLock()), model


def answering(*answers: str) -> Write:
    return lambda text: answers[min(text.count("</assistant>"), len(answers) - 1)]


def test_it_reads_the_procedure_before_every_message():
    seat, model = seated(answering("Hello! Where to, and when?", "What will you spend?"))
    assert isinstance(seat, Seat)
    pieces: list[Piece] = []
    first = seat.open(pieces.append)[0]
    assert "".join(p.text for p in pieces) == first.text == "Hello! Where to, and when?"
    assert (first.trace, first.steps, first.legal) == (None, (), None)
    read = characters(model.asked[0].tokens)
    assert prompt(trip()) in read
    assert read.endswith("<user>[start] Today is Saturday 2026-11-21.</user><assistant>")
    second = seat.say("Rome, 3 May")[0]
    assert characters(model.asked[1].tokens).count(prompt(trip())) == 1
    assert second.measures.read_tokens == len(model.asked[1].tokens)
    assert second.measures.reused_tokens >= len(model.asked[0].tokens)
    assert (first.measures.cold, second.measures.cold) == (True, False)


def test_it_has_the_rooms_sampling():
    seat, model = seated(answering("Hello!"))
    seat.open()
    assert (model.asked[0].temperature, model.asked[0].top_p) == (0.5, 0.9)


def test_its_tool_calls_are_run_and_told_to_it():
    seat, model = seated(answering("Hello!", "[call] flights city=Rome", "It costs 120 EUR."))
    seat.open()
    turns = seat.say("Rome please")
    assert [turn.text for turn in turns] == ["", "It costs 120 EUR."]
    assert turns[0].calls[0].text() == "flights city=Rome"
    assert turns[0].measures.first_seconds == -1.0
    assert "[tool] ok fare=120 EUR" in characters(model.asked[-1].tokens)
    seat.rewind(0)
    assert len(seat.memory()["messages"]) == 2


def test_a_tool_called_for_ever_is_not_run_for_ever():
    seat, _ = seated(answering("Hello!", "[call] flights city=Rome"))
    seat.open()
    assert len(seat.say("Rome please")) <= 5


def test_its_thinking_is_counted_and_not_said_again():
    seat, model = seated(answering("<think>Hm, greet.</think>\n\nHello!"))
    turn = seat.open()[0]
    assert (turn.notes, turn.text) == ("Hm, greet.", "Hello!")
    assert turn.measures.written_tokens == len(model.tokenize("<think>Hm, greet.</think>\n\nHello!"))
    seat.say("Hi")
    assert "Hm, greet" not in characters(model.asked[-1].tokens)


@pytest.mark.parametrize(
    ("said", "closed"),
    [("What will you spend?", ""), ("Booked. Have a good trip!", "success"), ("Something else entirely.", "")],
)
def test_that_it_has_come_to_an_end_is_read_from_its_words(said, closed):
    ends = {step.text: step.outcome for step in trip().steps if step.kind == "end" and step.text}
    text = next((text for text, outcome in ends.items() if outcome == closed), said)
    seat, _ = seated(answering(text))
    assert seat.open()[0].closed == closed


def test_stopped_it_keeps_what_stands():
    hold = threading.Event()
    seat, model = seated(answering("Hello! Where to, and when?"), hold)
    turns: list = []
    thread = threading.Thread(target=lambda: turns.extend(seat.open()))
    thread.start()
    assert model.writing.wait(5)
    seat.stop()
    thread.join(5)
    assert (turns[0].stopped, turns[0].text) == (False, "Hello")
    assert seat.memory()["messages"][-1] == ["assistant", "Hello"]


def test_a_conversation_is_taken_up_by_another_seat():
    answers = answering("Hello!", "One", "Two")
    seat, _ = seated(answers)
    seat.open()
    seat.say("a")
    other, model = seated(answers)
    other.recall(seat.memory())
    assert other.say("b")[0].text == "Two"
    other.rewind(-1)
    assert other.open()[0].text == "Hello!"
    assert "<user>a</user>" not in characters(model.asked[-1].tokens)


def test_a_procedure_without_tools_is_told_nothing_about_calling():
    assert "[call]" in instructions(trip())
    plain = trip().model_copy(update={"tools": ()})
    assert instructions(plain) == prompt(plain)
