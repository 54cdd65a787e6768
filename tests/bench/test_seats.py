from __future__ import annotations

import threading
from typing import cast

import pytest

from studio.base.errors import StudioError
from studio.bench.judge import Judge
from studio.bench.seats import Correctable, play_judged, play_lines, play_seat, read_scripts
from studio.bench.seats_page import BAR, bars, page, share, table
from studio.bench.seats_scores import Comparison, score
from studio.chat.seats.compiled import CompiledSeat
from studio.chat.seats.metered import Metered
from studio.chat.seats.prices import Price
from studio.chat.seats.prompted import PromptedSeat
from studio.chat.seats.seat import SeatCard
from studio.chat.seats.speaker import Speaker
from studio.chat.seats.templates import ChatTemplate
from studio.chat.session import Sampling, Shared
from studio.conversations.record import Conversation
from studio.engine.client import Engine
from studio.procedure.machine import Machine
from tests.chat.seats.fake_models import TEMPLATE, FakeModel, Write
from tests.chat.seats.fake_seat import FakeSeat
from tests.procedure.small_charts import TODAY, trip

JUDGE = Judge(trip(), TODAY)
MACHINE = Machine(trip(), TODAY)


def compiled(write: Write) -> CompiledSeat:
    metered = Metered(FakeModel(write))
    shared = Shared(cast(Engine, metered), trip(), TODAY, "<|end|>")
    card = SeatCard("compiled", "Compiled", "compiled", "starter")
    return CompiledSeat(card, shared, metered, Sampling(), threading.RLock())


def prompted(write: Write) -> PromptedSeat:
    speaker = Speaker(Metered(FakeModel(write)), ChatTemplate(TEMPLATE), Sampling())
    card = SeatCard("prompted", "Prompted", "prompted", "starter")
    return PromptedSeat(card, speaker, trip(), TODAY, threading.RLock())


def gold_traces(conversation: Conversation, wrong: int | None = None) -> Write:
    """A compiled model that is right but for one message."""
    messages = [turn.message().text for turn in conversation.turns if turn.who == "agent"]

    def write(prompt: str) -> str:
        number = prompt.count("\nAgent:\n") - 1
        return "<think>at start\ngo nowhere\n</think>What?" if number == wrong else messages[number]

    return write


def gold_words(conversation: Conversation, wrong: int | None = None) -> Write:
    """A prompted model that is right but for one message."""
    said = [
        turn.text + (f"\n[call] {turn.call}" if turn.call else "") for turn in conversation.turns if turn.who == "agent"
    ]

    def write(prompt: str) -> str:
        number = prompt.count("</assistant>")
        return "Pardon?" if number == wrong else said[number]

    return write


@pytest.fixture(scope="module")
def told(woven) -> Conversation:
    """A plain conversation with a tool's result in it."""
    return next(c for c in woven if not c.places and any(turn.who == "tool" for turn in c.turns))


def test_a_seat_that_is_right_is_exact(told):
    for seat in (compiled(gold_traces(told)), prompted(gold_words(told))):
        assert isinstance(seat, Correctable)
        played = play_judged(seat, told, JUDGE, MACHINE)
        assert played.exact, [m.fault for m in played.messages]
        assert played.exact_words
        assert played.first_wrong is None
        assert len(played.messages) == len(told.turns) // 2


@pytest.mark.parametrize("kind", ["compiled", "prompted"])
def test_after_a_wrong_message_the_right_one_stands_in_its_place(told, kind):
    seat: Correctable = compiled(gold_traces(told, 1)) if kind == "compiled" else prompted(gold_words(told, 1))
    played = play_judged(seat, told, JUDGE, MACHINE)
    assert played.first_wrong == 1
    assert [bool(message.fault) for message in played.messages].count(True) == 1
    assert not played.exact


def test_a_seat_without_a_trace_is_judged_by_its_words_and_the_rest_is_left_open(told):
    played = play_seat(prompted(gold_words(told)), [told], JUDGE, MACHINE)
    found = score(played, Price(read=1.0))
    assert (found.exact, found.exact_words) == (1.0, 1.0)
    assert (found.decisions, found.fields, found.off_the_chart) == (None, None, None)
    assert any("cannot be judged" in note for note in found.notes)


def test_figures_of_a_seat_with_a_trace(told):
    found = score(play_seat(compiled(gold_traces(told, 1)), [told, told], JUDGE, MACHINE), Price(read=1.0))
    assert (found.conversations, found.exact) == (2, 0.0)
    assert found.right_before_divergence == 1.0
    assert found.fields is not None
    assert 0 < found.fields < 1
    assert found.decisions_counted > 0
    assert found.off_the_chart == 2
    assert found.requests == len(told.turns) / 2
    assert found.cost == pytest.approx(found.read_tokens / 1_000_000 * 1_000)
    assert 0 < found.reused_tokens < found.read_tokens


def test_the_prompted_seat_reads_more_than_the_compiled_one(told):
    one = score(play_seat(compiled(gold_traces(told)), [told], JUDGE, MACHINE), Price())
    other = score(play_seat(prompted(gold_words(told)), [told], JUDGE, MACHINE), Price())
    assert other.read_tokens > 2 * one.read_tokens


def test_an_error_ends_that_conversation_and_not_the_others(told):
    def write(prompt: str) -> str:
        if prompt.count("</assistant>") == 1 and "trouble" not in broken:
            broken.append("trouble")
            raise StudioError("The engine ended.", "")
        return gold_words(told)(prompt)

    broken: list[str] = []
    found = score(play_seat(prompted(write), [told, told], JUDGE, MACHINE), Price())
    assert (found.errors, found.error) == (1, "The engine ended.")
    assert found.exact == 0.5


def test_lines_of_a_customer_are_measured_and_not_judged():
    played = play_lines(FakeSeat(), [["one", "two"], ["three"]])
    assert [len(one.messages) for one in played.conversations] == [3, 2]
    found = score(played, Price(written=1.0))
    assert (found.exact, found.decisions, found.conversations) == (None, None, 2)
    assert found.cost is not None


def test_lines_are_read_by_conversation(tmp_path):
    file = tmp_path / "lines.txt"
    file.write_text("Hello\n Rome \n\n\nBye\n", "utf-8")
    assert read_scripts(file) == [["Hello", "Rome"], ["Bye"]]
    file.write_text("\n\n")
    with pytest.raises(StudioError, match="holds no lines"):
        read_scripts(file)
    with pytest.raises(StudioError, match="cannot be read"):
        read_scripts(tmp_path / "missing.txt")


def comparison(told: Conversation) -> Comparison:
    seats = (compiled(gold_traces(told)), prompted(gold_words(told, 0)))
    scores = tuple(score(play_seat(seat, [told], JUDGE, MACHINE), Price(read=1.0)) for seat in seats)
    return Comparison(
        procedure="Trips <&>", steps=9, conversations=1, judged=True, fairness=("The same base.",), seats=scores
    )


def test_the_table_has_a_column_for_each_seat_and_says_what_it_rests_on(told):
    text = table(comparison(told))
    lines = text.splitlines()
    assert lines[0].split() == ["Compiled", "Prompted"]
    assert next(line for line in lines if line.startswith("exact ")).split()[-2:] == ["100.0%", "0.0%"]
    assert next(line for line in lines if line.startswith("decisions")).split()[-1] == "–"
    assert "The same base." in text


def test_the_page_draws_bars_and_lets_no_name_in_as_markup(told):
    text = page(comparison(told))
    assert "Trips &lt;&amp;&gt;" in text
    assert text.count("<svg") == 6
    assert "not measured" not in text.partition("Tokens read")[2].partition("</figure>")[0]
    half = bars("Exact", ["A", "B"], [0.5, None], share, whole=1.0)
    assert f'width="{BAR / 2:.1f}"' in half
    assert "not measured" in half
    assert "<script" not in text


def test_without_judgement_the_page_shows_measures_alone(told):
    found = comparison(told).model_copy(update={"judged": False})
    assert "Exact conversations" not in page(found)
    assert "decisions" not in table(found)
