"""A procedure made of phrases is sound, and its compiled model is read at its only question."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest

from studio.procedure.checks import check
from studio.procedure.model import Decide
from tests.benchmarks import switchboard
from tests.benchmarks.measuring import TODAY

PHRASES = {
    "Lost_key?": ["I cannot find my key", "my key is gone", "where did I leave that key"],
    "late train": ["the train is late", "My key is gone!", "no train came at eight"],
}


def made() -> Any:
    return switchboard.procedure("The desk", "keys and trains", PHRASES)


def test_it_can_be_compiled_and_holds_each_phrase_once() -> None:
    found = made()
    assert [finding for finding in check(found) if finding.severity == "problem"] == []
    decide = found.step_by_id[switchboard.TOPIC]
    assert isinstance(decide, Decide)
    assert {branch.id: len(branch.examples) for branch in decide.branches} == {"lost_key": 3, "late_train": 2}


def test_a_long_label_still_names_a_branch_and_its_step() -> None:
    label = "a_label_that_is_much_longer_than_any_name_of_a_step_may_be"
    found = switchboard.procedure("The desk", "keys", {label: ["x"], "other": ["y"]})
    assert [step.id for step in found.steps[2:]] == ["to_a_label_that_is_much_longer_than_any", "to_other"]
    assert found.steps[2].title == label.replace("_", " ")


def test_few_phrases_are_all_taken_and_of_many_always_the_same() -> None:
    many = {"a": [str(number) for number in range(50)], "b": ["x"]}
    assert switchboard.drawn(many, 5) == switchboard.drawn(many, 5)
    assert {label: len(told) for label, told in switchboard.drawn(many, 5).items()} == {"a": 5, "b": 1}


class FakeEngine:
    """Weighs the lost key less where the text speaks of a train, and everything else in between."""

    slots = 2

    def weigh(self, tokens: list[str], continuations: list[list[str]]) -> list[float]:
        said = "".join(tokens).casefold()
        return [-float("train" in said) if "lost" in "".join(one) else -0.5 for one in continuations]


def test_a_line_is_read_with_every_kind_and_every_branch() -> None:
    shared = SimpleNamespace(
        engine=FakeEngine(), procedure=made(), today=TODAY, end="<|end|>", bos="", ids=lambda text, after="": [text]
    )
    board = switchboard.Switchboard(shared)  # type: ignore[arg-type]
    late, lost = board.read_all(["a train, please", "a key, please"])
    assert (late.branch, lost.branch) == ("late_train", "lost_key")
    assert lost.sure == pytest.approx(1.0)
    assert set(late.kinds) >= {"answer", "out_of_scope", "human"}
    assert "question" not in late.kinds
