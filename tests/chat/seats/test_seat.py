from __future__ import annotations

import threading

from studio.chat.seats.seat import Measures, Piece, Seat, together
from tests.chat.seats.fake_seat import FakeSeat


def test_measures_add_up_and_the_first_word_is_the_first_messages():
    one = Measures(0.5, 1.0, 100, 40, 10, 1, cold=True)
    two = Measures(0.1, 0.5, 120, 100, 20, 2)
    assert together([one, two]) == Measures(0.5, 1.5, 220, 140, 30, 3, cold=True)
    assert together([one, two]).tokens_per_second == 20.0
    assert together([]) == Measures()


def test_a_silent_message_only_delays_the_first_word():
    silent = Measures(-1.0, 2.0)
    assert together([silent, Measures(0.5, 1.0)]).first_seconds == 2.5
    assert together([silent]).first_seconds == -1.0


def test_what_one_side_did_not_tell_stays_untold():
    assert together([Measures(read_tokens=5), Measures(read_tokens=-1)]).read_tokens == -1


def test_the_fake_keeps_to_the_interface_and_remembers_like_a_seat():
    seat = FakeSeat()
    assert isinstance(seat, Seat)
    pieces: list[Piece] = []
    assert seat.open()[0].text == "Hello!"
    turns = seat.say("one two", pieces.append)
    assert "".join(p.text for p in pieces) == turns[0].text == "You said: one two"
    kept = seat.memory()
    seat.say("three")
    seat.rewind(0)
    assert seat.memory() == {"said": []}
    seat.recall(kept)
    assert seat.memory() == kept


def test_the_fake_can_be_stopped_while_it_writes():
    seat = FakeSeat(hold=threading.Event())
    answers: list[bool] = []
    thread = threading.Thread(target=lambda: answers.extend(t.stopped for t in seat.say("a b c")))
    thread.start()
    assert seat.writing.wait(2)
    seat.stop()
    thread.join(2)
    assert answers == [False]
