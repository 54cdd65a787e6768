"""What is said to a compiled run, and under what it counts."""

from __future__ import annotations

import random

import pytest

from studio.conversations.held_out import held_out_conversations
from studio.procedure.file import load
from studio.procedure.model import Branch, Decide, Link
from studio.procedure.trace import Trace
from tests.benchmarks import causes
from tests.benchmarks.measuring import TODAY


def decide(*branches: Branch) -> Decide:
    return Decide(id="fits", title="Fits?", branches=branches)


FOUR = Branch(id="yes", link=Link(to="end"), examples=("One.", "Two.", "I like it.", "Held back."))
FEW = Branch(id="no", link=Link(to="end"), examples=("Never.",))


def test_every_fourth_example_counts_as_held_out_and_few_are_all_practised() -> None:
    said = list(causes.sayings(decide(FOUR, FEW), 9, 2, random.Random(1)))
    bare = {(one.branch, one.text): one.cell for one in said if one.cell.endswith("bare")}
    assert bare == {
        **{("yes", text): causes.CELLS[0] for text in ("One.", "Two.", "I like it.")},
        ("yes", "Held back."): causes.CELLS[3],
        ("no", "Never."): causes.CELLS[0],
    }
    assert sum(one.cell == causes.CELLS[1] for one in said) == 2 * 4
    assert sum(one.cell == causes.CELLS[5] for one in said) == 2 * 1


@pytest.mark.parametrize(
    ("frame", "example", "said"),
    [
        ("well, {a}", "Two.", "well, two."),
        ("{a} that's all", "Two.", "Two that's all"),
        ("hm, {a}, okay?", "I like it.", "hm, I like it, okay?"),
    ],
)
def test_an_example_stands_in_its_frame_as_one_sentence(frame: str, example: str, said: str) -> None:
    assert causes.in_frame(frame, example) == said


def test_messages_are_told_apart_by_what_is_heard_and_how_much() -> None:
    assert causes.heard_as(Trace(at="a", heard="tool", outcome="ok")) == "tool ok"
    assert causes.heard_as(Trace(at="a", fields=(("x", "1"),))) == "answer with a value"
    assert causes.heard_as(Trace(at="a", heard="correction", fields=(("x", "1"), ("y", "2")))) == (
        "correction with values"
    )


def test_a_decision_is_met_before_the_answer_that_leads_to_it() -> None:
    from studio.base.paths import sample

    conversations = held_out_conversations(load(sample("hello")), TODAY, clean=3, overlays=0, seed=5)
    reached = causes.places(conversations)
    assert set(reached) == {"expected"}
    for before in reached["expected"]:
        assert before[-1].role == "assistant"
        assert "Is anyone expecting you today" in before[-1].text
