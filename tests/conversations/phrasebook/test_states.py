"""Words for the state of things: which state a question asks after, and that no phrase stands for both."""

from __future__ import annotations

import itertools

import pytest

from studio.conversations.phrasebook import frames
from studio.conversations.phrasebook.statements import question_for, reading
from studio.conversations.phrasebook.states import states

OPPOSED = (("well", "ill"), ("present", "absent"), ("tried", "untried"))


@pytest.mark.parametrize(
    ("text", "yes", "no"),
    [
        ("Is the light on steady?", "well", "ill"),
        ("Does it start when you press the button?", "well", "ill"),
        ("Can you see a puddle under it?", "present", "absent"),
        ("Is there any ice at the back?", "present", "absent"),
        ("Have you emptied the bag?", "tried", "untried"),
    ],
)
def test_a_state_stands_for_a_yes_or_a_no_as_the_question_has_it(text: str, yes: str, no: str) -> None:
    question = question_for(text)
    read = reading(question)
    assert read is not None
    assert states(question, read.sort) == {"yes": yes, "no": no}


@pytest.mark.parametrize(
    "text",
    [
        "Is it not working?",  # a good state and a denial
        "Shall I send somebody?",  # an offer
        "Is that correct?",  # a confirmation
        "Is it blue?",  # neither good nor bad
        "Is the belt worn at the edge?",  # "barely" would be a no
        "Is it still refusing to start?",
        "Did that fix the problem?",  # of repairs there is more to say
        "Has it stopped working?",
        "Did you receive the letter?",  # nothing one is told to do
        "Do you feel safe?",
    ],
)
def test_where_it_could_be_meant_either_way_no_state_stands_for_an_answer(text: str) -> None:
    question = question_for(text)
    read = reading(question)
    assert read is not None
    assert states(question, read.sort) == {}


@pytest.mark.parametrize("kinds", OPPOSED)
def test_no_wording_stands_for_both(kinds: tuple[str, str]) -> None:
    wordings = [
        {form.casefold() for family in frames.stock()[kind] for frame in family.frames for form in frames.forms(frame)}
        for kind in kinds
    ]
    assert all(wordings)
    assert not wordings[0] & wordings[1]


def test_each_kind_has_families_for_checking_only() -> None:
    for kind in itertools.chain(*OPPOSED):
        held_out = [family for family in frames.stock()[kind] if family.held_out]
        assert 0 < len(held_out) < len(frames.stock()[kind]) / 2
