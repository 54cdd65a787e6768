"""Statements that imply an answer: found by the question's predicate, and never where the question is turned round."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from studio.base import paths
from studio.conversations.phrasebook import frames
from studio.conversations.phrasebook.implied import implied
from studio.conversations.phrasebook.statements import question_for, reading

FILES = sorted((paths.resources() / "phrasebook" / "en" / "implied").glob("*.toml"))


MACHINES = ("Is it plugged in?", "Does the engine start?", "Is the filter blocked?", "Did you reset it?")
PEOPLE = ("Do you have a fever?", "Is the pain sharp?", "Did you vomit?", "Are you allergic to anything?")


def answers(text: str, others: tuple[str, ...] = MACHINES) -> dict[str, tuple[str, ...]]:
    question = question_for(text)
    read = reading(question)
    assert read is not None
    return dict(implied(question, read.sort, (text, *others)))


@pytest.mark.parametrize("text", ["Does it start?", "Try the key. Does the engine start up now?", "Has it started?"])
def test_the_predicate_is_found_in_any_form(text: str) -> None:
    found = answers(text)
    assert "nothing happens [at all|]" in found["no"]
    assert "came to life [straight away|at once|]" in found["yes"]


@pytest.mark.parametrize(
    "text",
    [
        "Is it not working?",  # turned round
        "Are you without a connection?",
        "Shall I cancel it?",  # an offer, answered by a wish
        "Is it magenta?",  # nothing known
    ],
)
def test_where_the_answer_could_be_the_other_nothing_is_implied(text: str) -> None:
    assert answers(text) == {}


def test_what_a_word_means_is_told_by_the_other_questions() -> None:
    machine, person = (answers("Does it smoke?", others) for others in (MACHINES, PEOPLE))
    assert machine
    assert person
    assert not set(machine["no"]) & set(person["no"])


def test_an_attribute_is_not_what_is_asked() -> None:
    assert answers("Do you hear a new noise?") == answers("Do you hear anything?")


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_no_statement_implies_both_answers(path: Path) -> None:
    for told in tomllib.loads(path.read_text("utf-8"))["predicate"]:
        forms = [{form.casefold() for said in told[side] for form in frames.forms(said)} for side in ("is", "not")]
        assert all(len(told[side]) >= 4 for side in ("is", "not")), told["words"]
        assert not forms[0] & forms[1], (told["words"], forms[0] & forms[1])
