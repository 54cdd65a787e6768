"""What could have stood in a reply's notes is weighed in its place; the machine's own ways are the alternatives."""

from __future__ import annotations

from math import log

import pytest

from studio.chat.why import choices
from studio.conversations.rendering import Message
from tests.bench import dialogues as d
from tests.chat.fake_engine import FakeEngine, characters

TRAVEL = d.sample("travel_booking")
BEFORE = (
    Message("user", "[start]"),
    Message("assistant", "<think>at start\ngo ask_trip\n</think>Where to?"),
    Message("user", "Hmm, go on then"),
)
REPLY = "<think>at ask_offer\nheard answer\ngo verdict: later\ngo call_back\n</think>Until tomorrow."


class Weighing(FakeEngine):
    """Finds a text as probable as it is told, by what it ends with; 0.01 for anything else."""

    def __init__(self, probable: dict[str, float]) -> None:
        super().__init__(lambda head: "")
        self.probable = probable
        self.weighed: list[tuple[str, list[str]]] = []

    def weigh(self, tokens, continuations):
        texts = [characters(list(one)) for one in continuations]
        self.weighed.append((characters(list(tokens)), texts))
        return [log(self.probable.get(text, 0.01)) for text in texts]


def told(engine: Weighing, reply: str = REPLY):
    def ids(text: str, after: str) -> list[int]:
        return engine.tokenize(text)

    return choices(engine, TRAVEL, BEFORE, reply, ids, "<|end|>")  # type: ignore[arg-type]


def test_branches_and_kinds_of_message_are_weighed_where_they_stood():
    engine = Weighing({"go verdict: yes\n": 0.3, "go verdict: later\n": 0.6, "heard answer\n": 0.9})
    heard, branch = told(engine)
    assert (heard.kind, heard.step, heard.taken.name, heard.taken.probability) == ("heard", "ask_offer", "answer", 0.9)
    assert {one.name for one in heard.alternatives} >= {"answer", "question", "correction", "vague", "human"}
    assert (branch.kind, branch.step, branch.computed) == ("branch", "verdict", False)
    assert [(one.name, round(one.probability, 2), one.taken) for one in branch.alternatives][:2] == [
        ("later", 0.6, True),
        ("yes", 0.3, False),
    ]
    assert branch.other == pytest.approx(1 - 0.6 - 0.3 - 2 * 0.01)
    prompt, lines = engine.weighed[1]
    assert prompt.endswith("User: Hmm, go on then\nAgent:\n<think>at ask_offer\nheard answer\n")
    assert "go verdict: change\n" in lines
    vague = next(line for line in engine.weighed[0][1] if "vague" in line)
    assert vague == "heard vague #1\n"


def test_a_question_is_weighed_against_the_others_and_a_computed_branch_is_marked():
    engine = Weighing({})
    found = told(engine, "<think>at ask_offer\nheard question\nknows stopover\ngo ask_offer\n</think>No.")
    assert [choice.kind for choice in found] == ["heard", "question"]
    assert found[1].taken.words == TRAVEL.step_by_id["ask_offer"].knowledge[1].questions[0]
    counted = told(engine, "<think>at ask_party\nheard answer\ngo trip_check: fine\ngo find_flight\n</think>")
    assert counted[-1].computed is True
    loop = told(engine, "<think>at ask_offer\nheard answer\ngo verdict: change\ngo ask_change #2\n</think>Which?")
    assert loop[-1].taken.name == "change"


def test_a_reply_without_notes_has_no_choices():
    engine = Weighing({})
    assert told(engine, "Until tomorrow.") == []
    assert told(engine, "<think>mumble\n</think>Hi") == []
    assert engine.weighed == []
