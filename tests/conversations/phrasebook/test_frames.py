"""The phrase families: wide enough, split by construction, and nothing shared between the splits but a little."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator

import pytest

from studio.conversations.phrasebook import frames

OVERLAYS = ("question", "correction", "vague", "human", "leaving", "declined", "out_of_scope", "attack")
SLOTS = re.compile(r"\{(\w+)\}")


def forms(*kinds: str) -> set[str]:
    return {
        form for kind in kinds for family in frames.stock()[kind] for f in family.frames for form in frames.forms(f)
    }


def kinds_of(start: str) -> list[str]:
    return [kind for kind in frames.stock() if kind == start or kind.startswith(f"{start}_")]


def runs(text: str) -> Iterator[tuple[str, ...]]:
    words = re.findall(r"[a-z0-9'_]+", SLOTS.sub("_", text.casefold()))
    return zip(*(words[i:] for i in range(4)), strict=False)


def test_yes_and_no_are_said_in_at_least_150_forms_each() -> None:
    assert len(forms(*kinds_of("yes"))) >= 150
    assert len(forms(*kinds_of("no"))) >= 150
    assert not forms(*kinds_of("yes")) & forms(*kinds_of("no")) - {"{e}"}


@pytest.mark.parametrize("kind", OVERLAYS)
def test_each_way_of_leaving_the_path_has_at_least_60_frames(kind: str) -> None:
    assert len(forms(kind)) >= 60


def test_wrong_answers_have_at_least_60_frames_and_200_together() -> None:
    assert len(forms(*kinds_of("invalid"))) >= 200


def test_answers_have_at_least_300_frames() -> None:
    assert len(forms(*kinds_of("value"), "answer", "several", "statement")) >= 300


@pytest.mark.parametrize("kind", sorted(frames.stock()))
def test_every_kind_has_families_in_both_splits(kind: str) -> None:
    for split in ("taught", "held_out"):
        assert frames.families((kind,), split)[0]


def test_splits_share_no_template() -> None:
    for kind, several in frames.stock().items():
        taught = {form for family in several if not family.held_out for f in family.frames for form in frames.forms(f)}
        held_out = {form for family in several if family.held_out for f in family.frames for form in frames.forms(f)}
        assert not taught & held_out - {"{v}", "{a}", ", ", ", and "}, kind


def test_held_out_frames_share_few_runs_of_four_words_with_taught_ones() -> None:
    taught: set[tuple[str, ...]] = set()
    held_out: list[tuple[str, ...]] = []
    for several in frames.stock().values():
        for family in several:
            for form in (form for f in family.frames for form in frames.forms(f)):
                if family.held_out:
                    held_out += runs(form)
                else:
                    taught |= set(runs(form))
    assert len(held_out) > 400
    assert sum(run in taught for run in held_out) / len(held_out) <= 0.05


def test_choices_in_a_frame_are_made() -> None:
    made = {frames.chosen("I [think|guess] so[, yes|]", random.Random(seed)) for seed in range(60)}
    assert made == {"I think so", "I guess so", "I think so, yes", "I guess so, yes"}
    assert set(frames.forms("a [b|c] [d|e]")) == {"a b d", "a b e", "a c d", "a c e"}


def test_of_four_examples_the_last_is_for_verification() -> None:
    examples = ("one", "two", "three", "four")
    taught = {frames.share(examples, "taught", random.Random(seed)) for seed in range(80)}
    held_out = [frames.share(examples, "held_out", random.Random(seed)) for seed in range(80)]
    assert taught == {"one", "two", "three"}
    assert held_out.count("four") > 50
    assert frames.share(("one",), "held_out", random.Random(0)) == "one"


def test_a_frame_loses_its_capital_after_other_words_and_a_value_keeps_it() -> None:
    assert frames.lowered("Maybe Rome") == "maybe Rome"
    assert frames.lowered("Rome please") == "Rome please"
    assert frames.lowered("I think so") == "I think so"
