from __future__ import annotations

import json
import stat

import pytest

from studio.base.errors import StudioError
from studio.chat.chats import Chat, ChatFolder, KeptSeat, SeatReply, dumps, free_key, loads, shortened
from studio.chat.seats.seat import Measures, SeatTurn
from studio.chat.seats.spec import SeatSpec
from studio.procedure.machine import Call
from studio.procedure.trace import Move, Trace

SPEC = SeatSpec(kind="compiled")


@pytest.fixture
def chat():
    made = Chat([KeptSeat(key="compiled", spec=SPEC)])
    trace = Trace(at="ask_size", fields=(("size", "XL"),), moves=(Move("known", "yes"), Move("done")))
    turn = SeatTurn(
        "Thank you.", trace, trace.text(), ("known", "done"), (("size", "XL"),), True,
        (Call("find", (("size", "XL"),)),), Measures(0.1, 0.5, 20, 10, 9, 1, True), "success",
    )  # fmt: skip
    opening = made.tree.say(None)
    made.tree.put(opening, "compiled", SeatReply((SeatTurn("Hello."),), {"said": []}))
    said = made.tree.say("XL please")
    made.tree.put(said, "compiled", SeatReply((turn,), {"said": ["XL please"]}))
    made.tree.edit(said, "a large one")
    made.tree.switch(3, -1)
    return made


def test_a_chat_comes_back_as_it_was(tmp_path, chat):
    folder = ChatFolder(tmp_path)
    folder.save(chat)
    again = folder.load(chat.id)
    assert dumps(again) == dumps(chat)
    assert again.seats == chat.seats
    assert [exchange.line for exchange in again.tree.path()] == [None, "XL please"]
    assert again.tree[2].replies["compiled"] == chat.tree[2].replies["compiled"]
    assert again.tree.place(2) == (1, 2)


def test_only_the_owner_may_read_it(tmp_path, chat):
    folder = ChatFolder(tmp_path)
    folder.save(chat)
    folder.save(chat)
    assert stat.S_IMODE(folder.path.stat().st_mode) == 0o700
    assert [stat.S_IMODE(file.stat().st_mode) for file in folder.path.iterdir()] == [0o600]


def test_a_chat_that_others_could_read_is_closed_to_them_when_it_is_kept_again(tmp_path, chat):
    folder = ChatFolder(tmp_path)
    folder.save(chat)
    file = folder.path / f"{chat.id}.json"
    file.chmod(0o644)
    folder.save(chat)
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


def test_the_list_has_the_newest_first_and_passes_over_what_is_broken_or_empty(tmp_path, chat):
    folder = ChatFolder(tmp_path)
    folder.save(chat)
    empty = Chat(id="empty")
    empty.tree.say(None)
    folder.save(empty)
    (folder.path / "broken.json").write_text("{")
    later = loads(dumps(chat), "later")
    later.tree.say("and then")
    folder.save(later)
    assert [each.id for each in folder.listed()] == ["later", chat.id]
    assert folder.listed()[0].title == "XL please"
    folder.delete("later")
    assert [each.id for each in folder.listed()] == [chat.id]


def test_two_windows_do_not_write_one_chat(tmp_path, chat):
    mine, other = ChatFolder(tmp_path), ChatFolder(tmp_path)
    mine.save(chat)
    assert mine.hold(chat.id)
    assert mine.hold(chat.id)
    assert not other.hold(chat.id)
    assert other.newest_free() is None
    mine.release()
    found = other.newest_free()
    assert found is not None
    assert other.hold(found.id)
    other.release()
    assert [file.name for file in mine.path.iterdir()] == [f"{chat.id}.json"]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[]",
        '{"version": 1, "seats": [], "path": [], "exchanges": [{"id": 2, "parent": 7, "line": "x", "replies": {}}]}',
        '{"version": 1, "seats": [], "path": [], "exchanges": [{"id": 1}]}',
        '{"version": 1, "seats": [], "path": [], "exchanges": [{"id": 1, "parent": 0, "line": "x", "replies": [4]}]}',
    ],
)
def test_what_is_no_chat_is_told(text):
    with pytest.raises(StudioError, match="cannot be understood"):
        loads(text, "x")


def test_a_newer_studios_chat_is_told(chat):
    newer = {**json.loads(dumps(chat)), "version": 99}
    with pytest.raises(StudioError, match="newer"):
        loads(json.dumps(newer), "x")


def test_a_chat_that_is_gone_is_told(tmp_path):
    with pytest.raises(StudioError, match="Opening the chat"):
        ChatFolder(tmp_path).load("gone")
    assert ChatFolder(tmp_path).listed() == []


def test_titles_are_short(tmp_path):
    folder, chat = ChatFolder(tmp_path), Chat()
    chat.tree.say(None)
    assert chat.is_empty
    chat.tree.say("a  long\nline " * 20)
    assert not chat.is_empty
    folder.save(chat)
    assert len(folder.listed()[0].title) <= 60
    assert folder.listed()[0].title.startswith("a long line a long")
    assert shortened(" short ") == "short"


def test_a_snapshot_does_not_change_with_the_chat(chat):
    before = dumps(chat)
    taken = chat.snapshot()
    chat.tree.put(2, "compiled", SeatReply((SeatTurn("Something else."),)))
    chat.tree.say("and more")
    assert dumps(taken) == before
    assert dumps(chat) != before


def test_seats_of_one_kind_are_told_apart():
    seats = [KeptSeat(key="compiled", spec=SPEC)]
    assert free_key(seats, SPEC) == "compiled 2"
    assert free_key(seats, SeatSpec(kind="prompted")) == "prompted"
