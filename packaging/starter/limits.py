"""Invents questions whose answer is compared with a limit that the agent has named: sums, numbers, days ahead or ago.

The trace notes the value in figures before the decision, as a computed decision's does. Ways of writing values are the
phrasebook's.
"""

from __future__ import annotations

import random
from datetime import date, timedelta
from typing import Literal, NamedTuple

from studio.conversations.phrasebook.value_words import words_for
from studio.procedure import values
from studio.procedure.model import Comparison, Field, Procedure

_KINDS: dict[str, tuple[tuple[str, tuple[str, ...]], ...]] = {
    "money": (
        ("amount", ("How much is it?", "What does the bill say?", "Which amount is it?")),
        ("budget", ("What would you like to spend?", "What is your budget?")),
        ("damage", ("How high is the damage?", "What will the repair cost?")),
        ("price", ("What did you pay?", "What was the price?")),
    ),
    "number": (
        ("people", ("How many of you are there?", "For how many people?")),
        ("hours", ("How many hours was it?", "How long did it take, in hours?")),
        ("nights", ("How many nights?", "How many nights are you staying?")),
        ("age", ("How old are you?", "How old is the car, in years?")),
        ("pieces", ("How many do you need?", "How many pieces is it?")),
        ("weight", ("How heavy is it, in kilos?", "What does it weigh in kilos?")),
    ),
    "date": (
        ("day", ("Which day is it?", "When is it?", "On what date?")),
        ("visit", ("When would you like to come?", "Which day suits you?")),
    ),
    "past": (
        ("happened_on", ("When did it happen?", "On which day was that?")),
        ("bought_on", ("When did you buy it?", "What date is on the receipt?")),
    ),
}  # fmt: skip
_RULES: tuple[tuple[Literal["<", "<=", ">", ">="], tuple[str, ...]], ...] = (
    ("<", ("Below {} we settle it at once.", "Less than {} needs no form.", "Anything under {} is simple.")),
    ("<=", ("Up to {} we can do it here.", "{} is the most we can do.", "It may be {} at most.")),
    (">", ("Over {} my colleagues decide.", "Above {} there is another way.", "More than {} goes to a specialist.")),
    (">=", ("From {} on we need a manager.", "{} or more is a special case.", "It has to be at least {}.")),
)  # fmt: skip
_BRANCHES = (
    ("small", "large"), ("under", "over"), ("below", "above"), ("low", "high"), ("fine", "too_much"), ("here", "desk"),
    ("simple", "special"), ("short", "long"),
)  # fmt: skip
_STEPS = (0, 1, 1, 2, 3, 5, 10, 20, 40, 100)


class Limit(NamedTuple):
    """The question with its limit, the field's name, and one answer: words, figure, and the branch it leads to."""

    text: str
    name: str
    said: str
    figure: str
    branch: str


def limit(rng: random.Random, today: date | None) -> Limit:
    """A question about a value and its limit. Days are asked for only where the conversation says which day it is."""
    kind = rng.choice(("money", "number", "number", "date", "past") if today else ("money", "number"))
    name, asks = rng.choice(_KINDS[kind])
    title = {"past": "Day it happened"}.get(kind, name)
    field = Field(id=name, title=title, kind="date" if kind in ("date", "past") else kind)  # type: ignore[arg-type]
    operator, rules = rng.choice(_RULES)
    day = today or date(2026, 1, 1)
    if kind in ("money", "number"):
        bound = rng.choice((5, 8, 10, 12, 18, 20, 50, 100, 120, 150, 200, 250, 500, 1000, 2000, 5000))
        bound = rng.choice((bound, rng.randrange(2, 400 if kind == "money" else 60)))
        value = max(0 if kind == "number" else 1, bound + rng.choice((-1, 1)) * _away(rng, bound))
        told = f"{value}.00 EUR" if kind == "money" else str(value)
        shown = f"{bound:,} euros" if kind == "money" else f"{bound:,}"
        goal = str(bound)
    else:
        sign = 1 if kind == "date" else -1
        bound = rng.choice((2, 3, 5, 7, 10, 14, 21, 30, 60))
        value = max(0, bound + rng.choice((-1, 1)) * _away(rng, bound))
        told = (day + timedelta(days=sign * value)).isoformat()
        shown = f"{bound} days {'ahead' if sign > 0 else 'ago'}"
        goal = f"today{'+' if sign > 0 else '-'}{bound}"
    words = words_for(field, told, rng, day).kept
    test = Comparison(field=name, operator=operator, value=goal)
    figure = values.figures((test,), {name: told}, Procedure(name="limits", fields=(field,)), day)[name]
    small, large = rng.choice(_BRANCHES)
    is_small = {"<": value < bound, "<=": value <= bound, ">": value <= bound, ">=": value < bound}[operator]
    text = f"{rng.choice(rules).format(shown)} {rng.choice(asks)}"
    return Limit(text, name, words, figure, small if is_small else large)


def _away(rng: random.Random, bound: int) -> int:
    step = rng.choice(_STEPS)
    return step if step <= bound or rng.random() < 0.3 else rng.randrange(bound + 1)
