"""Meanings that decisions of many trades share: where they are found, where not, and that practice hears them."""

from __future__ import annotations

import random
from datetime import date

import pytest

from studio.base import paths
from studio.conversations.phrasebook import meanings
from studio.conversations.phrasebook.frames import families, forms
from studio.conversations.phrasebook.writer import Phrasebook
from studio.conversations.writer import Cue
from studio.procedure.file import load
from studio.procedure.model import Ask, Decide, Procedure


def decision(procedure: Procedure, name: str) -> Decide:
    step = procedure.step_by_id[name]
    assert isinstance(step, Decide)
    return step


def found(sample: str, name: str) -> dict[str, set[str]]:
    """By branch, the meanings it was found to have."""
    said = meanings.borrowed(decision(load(paths.sample(sample)), name))
    return {
        branch: {meaning.name for meaning in meanings.meanings() if set(meaning.said) <= set(texts)}
        for branch, texts in said.items()
    }


@pytest.mark.parametrize(
    ("sample", "name", "wanted"),
    [
        ("travel_booking", "verdict", {"yes": {"accept_offer"}, "no": {"refuse_offer"}, "later": {"postpone"},
                                       "change": {"change_offer"}}),
        ("zoom_support", "helped", {"fixed": {"solved_now"}, "still": {"still_broken"},
                                     "different": {"different_problem"}}),
        ("insurance_claims", "how_crash", {"alone": {"nobody_else_involved"}, "other": {"others_involved"}}),
        ("hello", "expected", {}),
    ],
)  # fmt: skip
def test_a_branch_has_a_meaning_only_where_it_is_plain(sample: str, name: str, wanted: dict[str, set[str]]) -> None:
    assert found(sample, name) == wanted


def test_no_branch_of_the_samples_borrows_from_two_that_exclude_each_other() -> None:
    apart = [{"accept_offer", "refuse_offer"}, {"solved_now", "still_broken"}, {"details_right", "details_wrong"},
             {"somebody_hurt", "nobody_hurt"}, {"sound_problem", "picture_problem"}]  # fmt: skip
    for sample in ("travel_booking", "zoom_support", "insurance_claims"):
        procedure = load(paths.sample(sample))
        for step in procedure.steps:
            if isinstance(step, Decide) and step.basis == "words":
                for names in found(sample, step.id).values():
                    assert not any(both <= names for both in apart), (sample, step.id, names)


def test_practice_hears_them_and_verification_does_not() -> None:
    procedure = load(paths.sample("travel_booking"))
    verdict, ask = decision(procedure, "verdict"), procedure.step_by_id["ask_offer"]
    assert isinstance(ask, Ask)
    lent = [text.casefold().rstrip(".!?") for text in meanings.borrowed(verdict)["later"]]

    def heard(split: str) -> int:
        cue = Cue(
            procedure=procedure, step=ask, kind="answer", today=date(2026, 11, 21), split=split,  # type: ignore[arg-type]
            choices=(("verdict", "later"),),
        )  # fmt: skip
        said = [Phrasebook().say(cue, random.Random(seed)).text.casefold() for seed in range(120)]
        return sum(any(words in text for words in lent) for text in said)

    assert heard("taught") > 25
    assert heard("held_out") == 0


def test_nothing_said_twice_and_nothing_that_is_held_out() -> None:
    said = [text for meaning in meanings.meanings() for text in meaning.said]
    assert len({text.casefold() for text in said}) == len(said) > 800
    runs = {
        run
        for kind in ("yes", "no", "vague", "leaving", "declined")
        for family in families((kind,), "held_out")[0]
        for frame in family.frames
        for form in forms(frame)
        for run in _runs(form)
    }
    assert not [text for text in said if _runs(text) & runs]


def _runs(text: str) -> set[tuple[str, ...]]:
    words = text.casefold().replace(",", " ").replace(".", " ").split()
    return {tuple(words[i : i + 4]) for i in range(len(words) - 3)}
