"""The nearest practised line is found by its words, and read from what a run keeps."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from studio.base.errors import StudioError
from studio.conversations.dataset import write_conversations
from studio.conversations.nearest import Practice, read_taught
from studio.conversations.record import Conversation, Turn


def conversation(name: str, *lines: tuple[str, str]) -> Conversation:
    turns = [Turn(who="user", text="[start]", kind="start"), Turn(who="agent", text="Hello")]
    for step, text in lines:
        turns += [Turn(who="user", text=text, kind="answer", step=step), Turn(who="agent", text="Fine", step=step)]
    return Conversation(id=name, kind="path", split="taught", turns=tuple(turns))


TAUGHT = [
    conversation("a", ("ask_city", "to Lisbon please"), ("ask_offer", "yes, book that flight for me")),
    conversation("b", ("ask_city", "I'd like to go to Rome"), ("ask_offer", "no, that is far too expensive")),
    conversation("c", ("ask_city", "is it too expensive to change the flight?")),
    conversation("d", ("ask_city", "to Lisbon please")),
]
RECORDS = [one.model_dump_json(exclude_defaults=True) for one in TAUGHT]


def test_the_line_with_the_rarest_words_in_common_is_nearest():
    practice = Practice(RECORDS)
    (near,) = practice.nearest("book the flight, yes")
    assert (near.conversation.id, near.turn) == ("a", 4)
    assert 0.3 < near.likeness < 1.0
    assert practice.nearest("To Lisbon please!")[0].likeness == pytest.approx(1.0)


def test_only_lines_of_the_same_step_count_where_there_are_any():
    assert Practice(RECORDS, "ask_offer").nearest("too expensive to change")[0].conversation.id == "b"
    assert Practice(RECORDS, "ask_city").nearest("far too expensive")[0].conversation.id == "c"
    assert Practice(RECORDS, "ask_new").nearest("far too expensive")[0].conversation.id == "b"


def test_lines_said_twice_come_once_and_what_shares_no_word_not_at_all():
    practice = Practice(RECORDS)
    found = practice.nearest("lisbon please", most=3)
    assert [near.conversation.turns[near.turn].text for near in found] == ["to Lisbon please"]
    assert practice.nearest("qwertz") == []
    assert practice.nearest("") == []


def test_the_last_round_is_read_without_the_library_that_wrote_it(tmp_path: Path):
    for number, taught in ((1, TAUGHT[:1]), (2, TAUGHT)):
        write_conversations(taught, tmp_path / f"taught-{number}")
    program = (
        "import sys; from pathlib import Path; from studio.conversations.nearest import read_taught;"
        "print(len(read_taught(Path(sys.argv[1]))));"
        "assert not {'datasets', 'torch'} & sys.modules.keys()"
    )
    told = subprocess.run([sys.executable, "-c", program, str(tmp_path)], capture_output=True, text=True, check=True)
    assert told.stdout.strip() == "4"
    assert read_taught(tmp_path) == RECORDS


def test_no_conversations_say_so(tmp_path: Path):
    with pytest.raises(StudioError, match="gone"):
        read_taught(tmp_path)
    (tmp_path / "taught-1").mkdir()
    (tmp_path / "taught-1" / "data.arrow").write_bytes(b"no arrow")
    with pytest.raises(StudioError, match="cannot be read"):
        read_taught(tmp_path)
