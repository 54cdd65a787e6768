"""Two runs held against each other."""

from __future__ import annotations

import pytest

from studio.base.runfolder import RunFolder
from studio.procedure import edits
from studio.procedure.model import Procedure
from studio.runs.comparing import Comparison, compare_runs, is_sure
from studio.runs.record import read
from tests.runs.conftest import Make


def compared(one: RunFolder, other: RunFolder) -> Comparison:
    before, after = read(one.path), read(other.path)
    assert before is not None
    assert after is not None
    return compare_runs(before, after)


def test_scores_stand_side_by_side_and_chance_is_told_from_gain(make: Make) -> None:
    found = compared(make(seed=1, exact=0.4), make(seed=2, exact=0.7))
    plain = found.scores[0]
    assert (plain.name, plain.before, plain.after, plain.sure) == ("plain", 0.4, 0.7, True)
    assert plain.gained == pytest.approx(0.3)
    assert [score.name for score in found.scores] == [
        "plain", "off the path", "decisions", "fields", "guarded", "notes hidden"]  # fmt: skip
    same = {score.name: score for score in found.scores}["decisions"]
    assert (same.gained, same.sure) == (0, False)
    near = compared(make(seed=3, exact=0.40), make(seed=4, exact=0.45)).scores[0]
    assert near.sure is False


def test_a_run_without_scores_has_none_beside_the_other(make: Make) -> None:
    found = compared(make(seed=1), make(seed=2, whole=False))
    assert all((score.after, score.gained, score.sure) == (None, None, None) for score in found.scores)


def test_what_was_asked_for_or_chosen_differently_is_told_once(make: Make) -> None:
    one, other = make(budget="quick"), make(rank=64, base="other")
    (one.path / "recipe.json").write_text('{"base": "", "rank": 32, "rate": 0.001, "reasons": {"rank": "small"}}')
    (other.path / "recipe.json").write_text('{"base": "", "rank": 64, "rate": 0.001, "reasons": {"rank": "asked"}}')
    found = {setting.name: (setting.before, setting.after) for setting in compared(one, other).settings}
    assert found == {"budget": ("quick", "standard"), "base": ("starter", "other"), "rank": (32, 64)}
    assert compared(one, one).settings == ()


def test_the_procedures_are_compared_in_sentences(make: Make, hello: Procedure) -> None:
    step = hello.steps[0]
    changed = edits.replace_step(hello, edits.with_(step, title="Greet them"))
    found = compared(make(), make(procedure=changed))
    assert found.difference is not None
    assert [change.sentence for change in found.difference.changes] == [
        f"“Greet them” was called “{step.title}” before."
    ]
    assert found.procedures == (hello, changed)


def test_a_missing_procedure_is_said_and_the_scores_stand_all_the_same(make: Make) -> None:
    one, other = make(seed=1), make(seed=2)
    other.procedure.unlink()
    found = compared(one, other)
    assert (found.difference, found.procedures) == (None, None)
    assert "does not hold its procedure" in found.why
    assert found.scores[0].before == 0.4


@pytest.mark.parametrize(
    ("one", "other", "of", "sure"),
    [
        (0.5, 0.5, 100, False),
        (0.5, 0.6, 100, False),
        (0.5, 0.65, 100, True),
        (0.0, 1.0, 0, False),
        (1.0, 1.0, 50, False),
    ],
)
def test_what_is_sure(one: float, other: float, of: int, sure: bool) -> None:
    assert is_sure(one, of, other, of) is sure
