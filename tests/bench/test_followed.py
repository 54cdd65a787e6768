"""What a verification says about the chart's places, and mistakes told in words."""

from __future__ import annotations

import pytest

from studio.base.errors import StudioError
from studio.base.runfolder import create
from studio.bench.followed import Followed, read_followed
from studio.bench.verify import Passes, verify
from studio.chat.notes import branch_title, sentence
from studio.chat.session import Shared
from studio.conversations.record import Conversation
from studio.procedure.file import dumps
from studio.procedure.lessons import Lesson
from studio.procedure.model import Procedure
from tests.bench.dialogues import TODAY
from tests.bench.scripted_engine import END, ScriptedEngine, Spoiler


def followed(travel: Procedure, conversations: list[Conversation], spoil: Spoiler) -> Followed:
    shared = Shared(ScriptedEngine(conversations, spoil), travel, TODAY, END)  # type: ignore[arg-type]
    return Followed(travel, verify(conversations, shared, Passes(4, 0, 0, 0)))


def turned(message: str) -> str:
    return message.replace("verdict: yes", "verdict: later")


def test_places_stand_with_share_count_and_bound(travel: Procedure, conversations: list[Conversation]):
    found = followed(travel, conversations, turned)
    yes = found.of("verdict", "yes")
    assert yes is not None and (yes.right, yes.total, yes.low, yes.band) == (0, 2, 0.0, 4)
    whole = found.of("verdict")
    assert whole is not None and (whole.right, whole.total) == (1, 3)
    fare = found.of("find_flight", "ok")
    assert fare is not None and (fare.right, fare.total, fare.band) == (3, 3, 0)
    assert 0.4 < fare.low < 0.5
    assert found.of("verdict", "no") is None
    assert found.of("no_sale") is None
    assert found.weakest()[0] == ("verdict", "yes")


def test_a_mistake_is_told_by_what_differs(travel: Procedure, conversations: list[Conversation]):
    found = followed(travel, conversations, turned)
    assert found.mistakes_at("verdict", "later") == ()
    both = found.mistakes_at("verdict", "yes")
    assert {one.found.conversation for one in both} == {"booked", "asked"}
    assert found.mistakes_at("ask_names") == ()  # the way was wrong, the step itself was entered
    title = travel.step_by_id["verdict"].title
    for notes, branch in ((both[0].expected, "yes"), (both[0].did, "later")):
        meaning = branch_title(travel, "verdict", branch)
        assert [sentence(note) for note in notes] == [f"At “{title}” it takes “{meaning}”."]
    assert both[0].lessons == (Lesson("branch", "verdict", "yes"),)
    assert both[0].reply == both[0].expected_reply
    assert both[0].found.user == "Perfect, book it."


def test_a_message_without_notes_says_so(travel: Procedure, conversations: list[Conversation]):
    found = followed(travel, conversations, lambda m: "Fine." if "verdict: later" in m else m)
    (one,) = found.mistakes_at("verdict", "later")
    assert [sentence(note) for note in one.did] == ["It wrote no notes that can be read."]
    assert one.reply == "Fine."


def test_a_run_that_was_not_checked_says_so(tmp_path, travel: Procedure, conversations: list[Conversation]):
    run = create(tmp_path / "run", "Travel")
    run.procedure.write_text(dumps(travel))
    with pytest.raises(StudioError, match="not been checked"):
        read_followed(run.path)
    run.verify.write_text("{}")
    with pytest.raises(StudioError, match="cannot be read"):
        read_followed(run.path)
    run.verify.write_text(followed(travel, conversations, turned).found.model_dump_json())
    assert len(read_followed(run.path).mistakes) == 2
