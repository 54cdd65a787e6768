"""Picking conversations that practise what went wrong."""

from __future__ import annotations

from studio.plan.focus import focused
from studio.plan.scenarios import Scenario, UserMove


def told(number: int, kind: str = "answer", branch: str = "yes") -> Scenario:
    move = UserMove(kind=kind, step="ask", choices=(("sure", branch),))  # type: ignore[arg-type]
    return Scenario(id=str(number), kind="path", moves=(move,))


PLANNED = [told(n) for n in range(180)] + [told(200 + n, kind="vague") for n in range(20)]


def test_what_went_wrong_is_picked_first() -> None:
    picked = focused(PLANNED, {("ask", "vague"): 0.9}, 40, seed=3)
    assert len(picked) == len({one.id for one in picked}) == 40
    assert sum(one.moves[0].kind == "vague" for one in picked) >= 14
    assert sum(one.moves[0].kind == "answer" for one in picked) >= 18


def test_a_branch_that_was_missed_is_practised() -> None:
    planned = [told(n) for n in range(90)] + [told(100 + n, branch="no") for n in range(10)]
    picked = focused(planned, {("sure", "no"): 1.0}, 20, seed=1)
    assert sum(one.moves[0].choices[0][1] == "no" for one in picked) >= 6


def test_nothing_wrong_leaves_the_plan_as_it_is() -> None:
    assert len(focused(PLANNED, {}, 500, seed=1)) == len(PLANNED)
    assert focused(PLANNED, {}, 50, seed=1) == focused(PLANNED, {}, 50, seed=1) != focused(PLANNED, {}, 50, seed=2)
