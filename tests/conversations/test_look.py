"""The few practice conversations that are kept apart to be looked at."""

from __future__ import annotations

from pathlib import Path

from studio.conversations.look import chosen, place, read_look, write_look
from studio.conversations.record import Conversation, Turn


def made(number: int, kind: str, turns: int = 2) -> Conversation:
    said = tuple(Turn(who="user" if i % 2 == 0 else "agent", text=f"{number}.{i}") for i in range(turns))
    return Conversation(id=str(number), kind=kind, split="taught", turns=said, outcome="success")


def test_they_differ_in_kind_and_the_longest_come_first() -> None:
    many = [made(n, "plain", 2 + n % 3) for n in range(50)] + [made(90, "overlay"), made(91, "entry")]
    few = chosen(many, 4)
    assert [one.kind for one in few] == ["plain", "overlay", "entry", "plain"]
    assert len(few[0].turns) == 4


def test_they_are_read_back_as_they_were(tmp_path: Path) -> None:
    folder = tmp_path / "conversations" / "taught-1"
    written = [made(1, "plain"), made(2, "overlay")]
    write_look(written, folder)
    assert read_look(folder) == written


def test_where_there_are_none_or_they_are_damaged_there_are_none(tmp_path: Path) -> None:
    folder = tmp_path / "taught-1"
    assert read_look(folder) == []
    place(folder).write_text('[{"id": ')
    assert read_look(folder) == []
