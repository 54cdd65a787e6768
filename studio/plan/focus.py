"""Picks, of many planned conversations, those that practise what went wrong: the kinds of message misheard, by the step
they answer, and the branches missed. Half of what is picked follows the plan as it is, so that nothing is unlearned.
"""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence

from studio.plan.scenarios import Scenario

Weak = Mapping[tuple[str, str], float]
FOCUSED = 0.5
LEAST = 0.02  # what is never wrong is picked now and then too


def focused(scenarios: Sequence[Scenario], weak: Weak, count: int, seed: int) -> list[Scenario]:
    """`count` of the scenarios in a new order, or all where there are fewer. `weak` holds how often, from 0 to 1, an
    answer went wrong: by (step, kind of message) and by (decision, branch)."""
    rng = random.Random(seed)
    remaining = list(scenarios)
    rng.shuffle(remaining)
    plain = remaining[: round(min(count, len(remaining)) * (1 - FOCUSED))]
    rest = remaining[len(plain) :]
    # Weighted sampling without replacement (Efraimidis and Spirakis, 2006): the largest u^(1/w).
    drawn = sorted(rest, key=lambda one: rng.random() ** (1 / _weight(one, weak)), reverse=True)
    picked = plain + drawn[: max(0, count - len(plain))]
    rng.shuffle(picked)
    return picked


def _weight(scenario: Scenario, weak: Weak) -> float:
    places: list[tuple[str, str]] = [(move.step, move.kind) for move in scenario.moves]
    places += [choice for move in scenario.moves for choice in move.choices]
    return max([LEAST, *(weak.get(place, 0.0) for place in places)])
