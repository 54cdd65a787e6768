from __future__ import annotations

import stat
import threading

import pytest
from PySide6.QtCore import QThread

from studio.base import settings
from studio.base.errors import StudioError
from studio.chat.neighbours import Neighbour
from studio.chat.seats.seat import SeatTurn
from studio.ui.chat import leaving
from tests.ui.chat.conftest import COMPILED, PROMPTED, SERVER, trouble


def lines(talk):
    return [exchange.line for exchange in talk.chat.tree.path()]


def texts(talk, key):
    return [turn.text for turn in talk.turns(key)]


def test_the_agents_open_as_soon_as_the_pane_is_seen(talk, settled):
    assert talk.chat.tree.path() == []
    talk.wake()
    settled(talk)
    assert texts(talk, "compiled") == ["Hello there. Which size?"]
    assert texts(talk, "prompted") == ["Hello!"]
    talk.wake()
    assert lines(talk) == [None]


def test_nobody_opens_by_themselves_where_the_person_is_to_speak_first(talk, settled, room):
    talk.says_first = False
    talk.wake()
    assert room.made == []
    talk.say("XL")
    settled(talk)
    assert lines(talk) == [None, "XL"]
    assert texts(talk, "compiled") == ["Hello there. Which size?", "Thank you."]


def test_one_line_goes_to_every_seat(talk, settled, room):
    talk.say("XL")
    settled(talk)
    assert [seat.said for _, seat in room.made] == [["XL"], ["XL"]]
    assert texts(talk, "prompted")[-1] == "You said: XL"


def test_seats_write_one_after_the_other_in_threads_of_their_own(talk, settled, room, qtbot):
    at_work, together, threads = [], [], set()

    def answer(said):
        at_work.append(1)
        together.append(len(at_work))
        threads.add(QThread.currentThread())
        QThread.msleep(20)
        at_work.pop()
        return plain(said)

    room.hold = None
    talk.wake()
    settled(talk)
    plain = room.seats("prompted")[0].answer
    for _, seat in room.made:
        seat.answer = answer
    talk.say("XL")
    settled(talk)
    assert set(together) == {1}
    assert len(threads) == 2
    assert QThread.currentThread() not in threads


def test_an_edited_line_is_answered_on_its_own_branch_with_what_was_before(talk, settled, room):
    for line in ("XL", "red"):
        talk.say(line)
    settled(talk)
    talk.edit(2, "small")
    settled(talk)
    assert lines(talk) == [None, "small"]
    assert room.seats("prompted")[0].said == ["small"]
    talk.switch(4, -1)
    assert lines(talk) == [None, "XL", "red"]
    talk.say("blue")
    settled(talk)
    assert room.seats("prompted")[0].said == ["XL", "red", "blue"]


def test_a_reply_asked_for_again_leaves_the_others_alone(talk, settled, room):
    talk.say("XL")
    settled(talk)
    kept = talk.chat.tree[2].replies["compiled"]
    room.seats("prompted")[0].answer = lambda said: [SeatTurn("Something else")]
    talk.again(2, "prompted")
    settled(talk)
    assert talk.chat.tree.place(3) == (2, 2)
    assert texts(talk, "prompted")[-1] == "Something else"
    assert talk.chat.tree[3].replies["compiled"] is kept
    assert len(room.seats("compiled")) == 1


def test_stop_keeps_what_stands_and_lets_nobody_else_begin(talk, settled, room, qtbot):
    room.hold = threading.Event()
    talk.wake()
    qtbot.waitUntil(lambda: bool(room.made) and room.made[0][1].writing.is_set())
    talk.stop()
    qtbot.waitUntil(lambda: not talk.is_busy)
    reply = talk.chat.tree[1].replies["compiled"]
    assert reply.turns[0].text == "Hello"
    assert not reply.turns[0].stopped
    assert room.seats("prompted") == []
    slot = talk.slot("prompted")
    assert talk.standing(talk.chat.tree[1], slot) == "unanswered"
    room.hold.set()
    talk.resume()
    settled(talk)
    assert texts(talk, "prompted") == ["Hello!"]


def test_what_was_cut_short_is_answered_again_in_its_place(talk, settled, room, qtbot):
    room.hold = threading.Event()
    talk.wake()
    qtbot.waitUntil(lambda: bool(room.made) and room.made[0][1].writing.is_set())
    talk.stop()
    qtbot.waitUntil(lambda: not talk.is_busy)
    room.hold.set()
    talk.again(1, "compiled")
    settled(talk)
    assert talk.chat.tree.place(1) == (1, 1)
    assert texts(talk, "compiled") == ["Hello there. Which size?"]


def test_pieces_come_while_it_writes(talk, room, qtbot):
    room.hold = threading.Event()
    seen = []
    talk.wrote.connect(lambda exchange, key: seen.append((exchange, key)))
    talk.wake()
    qtbot.waitUntil(lambda: (1, "compiled") in seen)
    live = talk.slot("compiled").live
    assert live.drafts[0].words == "Hello"
    assert live.drafts[0].notes.startswith("<think>at start")
    room.hold.set()
    qtbot.waitUntil(lambda: talk.slot("compiled").live is None)


def test_a_seat_that_cannot_be_opened_says_why_and_the_others_go_on(talk, settled, room):
    room.refuse["compiled"] = trouble("This file is broken.", "Export it again.")
    talk.say("XL")
    settled(talk)
    slot = talk.slot("compiled")
    assert slot.trouble.message == "This file is broken."
    assert talk.standing(talk.chat.tree[1], slot) == "troubled"
    assert talk.standing(talk.chat.tree[2], slot) == "waiting"
    assert len(texts(talk, "prompted")) == 2
    room.refuse.clear()
    talk.resume("compiled")
    settled(talk)
    assert texts(talk, "compiled") == ["Hello there. Which size?", "Thank you."]


def test_an_engine_that_dies_is_told_and_started_again_with_its_memory(talk, settled, room):
    talk.say("XL")
    settled(talk)
    room.broken = trouble()
    talk.say("red")
    settled(talk)
    assert talk.slot("compiled").trouble is not None
    assert room.seats("compiled")[0].closed == 1
    talk.resume("compiled")
    settled(talk)
    fresh = room.seats("compiled")[1]
    assert fresh.said == ["XL", "red"]
    assert talk.slot("compiled").trouble is None


def test_our_own_fault_in_a_seat_is_told_too(talk, settled, room):
    room.broken = ZeroDivisionError("oh")
    talk.wake()
    settled(talk)
    assert "oh" in talk.slot("compiled").trouble.message


def test_a_seat_that_comes_late_answers_all_that_was_said(talk, settled, room):
    talk.say("XL")
    settled(talk)
    talk.add_seat(SERVER)
    settled(talk)
    assert [slot.key for slot in talk.slots] == ["compiled", "prompted", "endpoint:box/v1#big"]
    assert texts(talk, "endpoint:box/v1#big") == ["Hello!", "You said: XL"]
    talk.add_seat(SERVER)
    assert len(talk.slots) == 3


def test_a_seat_that_goes_takes_its_words_along(talk, settled, room, qtbot):
    talk.say("XL")
    settled(talk)
    talk.choose("prompted")
    talk.remove_seat("prompted")
    assert talk.chosen == "compiled"
    assert all("prompted" not in exchange.replies for exchange in talk.chat.tree)
    qtbot.waitUntil(lambda: room.seats("prompted")[0].closed == 1)
    talk.remove_seat("nobody")


def test_guarded_mode_opens_the_seat_anew_and_it_remembers(talk, settled, room):
    talk.say("XL")
    settled(talk)
    talk.guard("compiled", True)
    talk.say("red")
    settled(talk)
    spec, seat = room.made[-1]
    assert spec.guarded
    assert seat.said == ["XL", "red"]
    assert talk.chat.seats[0].spec.guarded


def test_a_seat_whose_conversation_is_over_is_not_asked_on(talk, settled, room):
    talk.say("bye")
    settled(talk)
    assert talk.is_over("compiled")
    talk.say("still there?")
    settled(talk)
    assert "compiled" not in talk.chat.tree[3].replies
    assert talk.standing(talk.chat.tree[3], talk.slot("compiled")) == "over"
    assert texts(talk, "prompted")[-1] == "You said: still there?"


def test_the_way_on_the_chart_and_what_was_heard(talk, settled):
    talk.say("XL")
    settled(talk)
    way = talk.way("compiled")
    assert way.current == "done"
    assert way.known == (("size", "XL"),)
    assert ("known", "yes") in way.path
    assert talk.way("prompted").current == ""


def test_a_chat_is_there_again_when_the_run_is_opened_again(talk, settled, run, make_talk, room):
    talk.say("XL")
    settled(talk)
    talk.edit(2, "small")
    settled(talk)
    talk.close()
    files = list((run / "chats").glob("*.json"))
    assert [stat.S_IMODE(file.stat().st_mode) for file in files] == [0o600]
    other = make_talk()
    other.open(run)
    assert lines(other) == [None, "small"]
    assert other.chat.tree.place(3) == (2, 2)
    other.switch(3, -1)
    other.say("red")
    settled(other)
    assert room.seats("prompted")[-1].said == ["XL", "red"]


def test_chats_can_be_switched_off(talk, settled, run):
    talk.keeper.switch(False)
    talk.say("XL")
    settled(talk)
    talk.keeper.flush()
    assert not (run / "chats").exists()
    assert settings.load().keep_chats is False


def test_chats_go_with_their_run_and_do_not_come_back(talk, settled, run, qtbot):
    from studio.runs.keeping import delete

    talk.say("XL")
    settled(talk)
    talk.keeper.flush()
    assert (run / "chats").is_dir()
    delete(run)
    told = []
    talk.message.connect(told.append)
    talk.say("red")
    settled(talk)
    talk.keeper.flush()
    assert not run.exists()
    qtbot.waitUntil(lambda: bool(told))
    assert "Keeping the chat failed" in told[0]
    assert texts(talk, "prompted")[-1] == "You said: red"


def test_a_second_window_on_the_same_run_begins_its_own_chat(talk, settled, run, make_talk):
    talk.say("XL")
    settled(talk)
    talk.keeper.flush()
    other = make_talk()
    other.open(run)
    assert lines(other) == []
    other.say("small")
    settled(other)
    talk.say("red")
    settled(talk)
    assert {each.title for each in talk.keeper.listed()} == {"XL", "small"}
    with pytest.raises(StudioError, match="another window"):
        talk.open_chat(other.chat.id)


def test_new_chats_and_earlier_ones(talk, settled, room):
    talk.say("XL")
    settled(talk)
    first = talk.chat.id
    talk.new_chat()
    assert lines(talk) == []
    talk.say("small")
    settled(talk)
    assert room.seats("prompted")[0].said == ["small"]
    assert [each.title for each in talk.keeper.listed()] == ["small", "XL"]
    talk.open_chat(first)
    assert lines(talk) == [None, "XL"]
    talk.say("red")
    settled(talk)
    assert room.seats("prompted")[0].said == ["XL", "red"]
    talk.delete_chat()
    assert [each.title for each in talk.keeper.listed()] == ["small"]
    assert lines(talk) == []


def test_a_reply_to_a_chat_that_was_left_goes_nowhere(talk, settled, room, qtbot):
    room.hold = threading.Event()
    talk.wake()
    qtbot.waitUntil(lambda: bool(room.made) and room.made[0][1].writing.is_set())
    talk.new_chat()
    room.hold.set()
    leaving.wait()
    assert lines(talk) == []
    talk.say("XL")
    settled(talk)
    assert len(talk.turns("compiled")) == 2


def test_no_seat_begins_while_a_compile_has_the_graphics_card(make_talk, run, settled, room, qtbot, tmp_path):
    found = [Neighbour("Travel", tmp_path, "card")]
    talk = make_talk(neighbours=lambda: found[0] if found else None, on_card=lambda: True)
    talk._yielding.setInterval(20)
    talk.open(run)
    talk.say("XL")
    qtbot.wait(60)
    assert room.made == []
    assert talk.yields
    found.clear()
    settled(talk)
    assert not talk.yields
    assert len(talk.turns("compiled")) == 2


def test_seats_that_rest_let_go_of_the_card_when_a_compile_comes(make_talk, run, settled, room, qtbot, tmp_path):
    found = []
    talk = make_talk(neighbours=lambda: found[0] if found else None, on_card=lambda: True)
    talk._watching.setInterval(20)
    talk._yielding.setInterval(20)
    talk.open(run)
    talk.say("XL")
    settled(talk)
    found.append(Neighbour("Travel", tmp_path, "card"))
    qtbot.waitUntil(lambda: all(seat.closed == 1 for _, seat in room.made))
    assert talk.yields
    found.clear()
    talk.say("red")
    settled(talk)
    assert room.seats("prompted")[1].said == ["XL", "red"]


def test_stopping_while_it_yields_asks_nobody_any_more(make_talk, run, room, qtbot, tmp_path):
    talk = make_talk(neighbours=lambda: Neighbour("Travel", tmp_path, "card"), on_card=lambda: True)
    talk._yielding.setInterval(20)
    talk.open(run)
    talk.say("XL")
    assert talk.is_busy
    talk.stop()
    assert not talk.is_busy
    qtbot.wait(60)
    assert room.made == []


def test_a_line_that_was_not_answered_when_the_window_died_waits_for_the_person(talk, run, make_talk, settled, room):
    talk.chat.tree.say(None)
    talk.chat.tree.say("XL")
    talk.keeper.keep(talk.chat)
    talk.close()
    other = make_talk()
    other.open(run)
    slot = other.slots[0]
    assert [other.standing(each, slot) for each in other.chat.tree.path()] == ["unanswered", "unanswered"]
    assert room.made == []
    other.resume()
    settled(other)
    assert len(other.turns("compiled")) == 2


def test_beside_a_compile_on_the_processor_the_chat_goes_on(make_talk, run, settled, tmp_path):
    talk = make_talk(neighbours=lambda: Neighbour("Travel", tmp_path, "processor"), on_card=lambda: True)
    talk.open(run)
    talk.say("XL")
    settled(talk)
    assert not talk.yields
    assert talk.neighbour is not None


def test_closing_lets_every_seat_go_and_waits_for_none(talk, settled, room, qtbot):
    room.hold = threading.Event()
    talk.wake()
    qtbot.waitUntil(lambda: bool(room.made) and room.made[0][1].writing.is_set())
    talk.close()
    leaving.wait()
    assert room.closed
    assert all(seat.closed == 1 for _, seat in room.made)


def test_what_is_no_run_is_told_and_nothing_changes(talk, tmp_path, settled):
    talk.say("XL")
    settled(talk)
    with pytest.raises(StudioError):
        talk.open(tmp_path)
    assert lines(talk) == [None, "XL"]
    assert [spec.id for spec in (COMPILED, PROMPTED)] == [slot.key for slot in talk.slots]
