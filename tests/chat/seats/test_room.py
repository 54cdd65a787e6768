from __future__ import annotations

import pytest

from studio.base import runfolder
from studio.base.errors import StudioError
from studio.chat.seats import room as rooms
from studio.chat.seats.room import SeatRoom
from studio.chat.seats.spec import SeatSpec
from studio.chat.session import Sampling
from tests.engine.tiny_gguf import make_gguf
from tests.procedure.small_charts import TODAY

GREEDY = Sampling()


@pytest.fixture(scope="module")
def room(seats_run):
    with SeatRoom(seats_run.path, today=TODAY, sampling=GREEDY) as opened:
        yield opened


def test_the_compiled_seat_speaks_with_the_runs_own_model(room):
    seat = room.seat(SeatSpec(kind="compiled"))
    turn = seat.open()[0]
    assert turn.measures.written_tokens > 0
    assert turn.measures.read_tokens < 120
    assert turn.measures.cold
    again = seat.open()[0]
    assert again.text == turn.text
    assert not again.measures.cold
    seat.close()


def test_the_guarded_seat_keeps_a_random_model_on_the_chart(room):
    seat = room.seat(SeatSpec(kind="compiled", guarded=True))
    assert seat.open()[0].legal
    turns = seat.say("Rome, on 3 May 2027")
    assert all(turn.legal for turn in turns)
    assert turns[0].steps
    seat.close()


def test_the_prompted_seat_reads_the_procedure_and_remembers_it(room):
    seat = room.seat(SeatSpec(kind="prompted"))
    assert seat.card.base == "starter"
    assert "stands in its prompt" in seat.card.notes[0]
    cold = seat.open()[0].measures
    warm = seat.open()[0].measures
    assert cold.read_tokens == warm.read_tokens > 500
    assert (cold.cold, cold.reused_tokens) == (True, 0)
    assert (warm.cold, warm.reused_tokens) == (False, warm.read_tokens - 1)
    seat.close()


def test_the_orchestrated_seat_gets_answers_of_the_right_shape_from_a_real_model(room):
    pytest.importorskip("langgraph")
    seat = room.seat(SeatSpec(kind="orchestrated"))
    assert seat.open()[0].text.startswith("Hello!")
    turn = seat.say("Rome, on 3 May 2027")[0]
    assert turn.trace is not None
    assert turn.measures.requests >= 1
    assert turn.steps
    seat.close()


def test_any_other_gguf_is_told_the_procedure(room, tmp_path):
    path = make_gguf(tmp_path / "other.gguf", context=8192, seed=3)
    seat = room.seat(SeatSpec(kind="gguf", path=path))
    assert seat.card.id == "gguf:other.gguf"
    assert seat.open()[0].measures.read_tokens > 500
    seat.close()


def test_a_procedure_longer_than_a_models_memory_is_said(room, tmp_path):
    path = make_gguf(tmp_path / "short.gguf", context=256)
    seat = room.seat(SeatSpec(kind="gguf", path=path))
    with pytest.raises(StudioError, match="memory holds 256"):
        seat.open()
    seat.close()


def test_a_hostile_file_is_refused_before_it_is_run(room, tmp_path):
    path = tmp_path / "bad.gguf"
    path.write_bytes(b"GGUF" + bytes(range(256)) * 4)
    with pytest.raises(StudioError):
        room.seat(SeatSpec(kind="gguf", path=path))


def test_what_the_comparison_rests_on_is_said(room):
    found = room.fairness()
    assert (found.base, found.same_base, found.small) == ("starter", True, True)
    assert "quality does not" in found.sentences()[-1]


def test_what_is_missing_for_a_seat_is_said(room, monkeypatch):
    assert all(offer.ready for offer in room.offers()[:2])
    monkeypatch.setattr(rooms, "has_orchestrator", lambda: False)
    offer = room.offers()[2]
    assert not offer.ready
    assert "LangGraph" in offer.why
    assert offer.command.endswith('-m pip install "langgraph>=1.2"')
    assert offer.command in offer.why
    with pytest.raises(StudioError, match="LangGraph"):
        room.seat(SeatSpec(kind="orchestrated"))


def test_a_run_without_a_model_has_no_seats(tmp_path):
    runfolder.create(tmp_path / "run", "Trips")
    with pytest.raises(StudioError, match="no model yet"):
        SeatRoom(tmp_path / "run")


def test_closing_the_room_ends_every_engine(seats_run):
    with SeatRoom(seats_run.path, today=TODAY, sampling=GREEDY) as room:
        seat = room.seat(SeatSpec(kind="compiled"))
        child = seat._metered.engine._child  # type: ignore[attr-defined]
        assert child.is_running()
    assert not child.is_running()
    with pytest.raises(StudioError):
        seat.open()
