"""The value bank: every value is in normal form, thresholds are met from both sides, the splits share no list entry."""

from __future__ import annotations

import random
from collections import Counter
from datetime import date

import pytest

from studio.plan import bank
from studio.plan.sorts import counts_people, sort_of
from studio.procedure import values
from studio.procedure.model import Field, Option

TODAY = date(2026, 11, 21)
FIELDS = [
    Field(id="seats", title="Number of seats", kind="number", examples=("2", "four")),
    Field(id="size", title="Length in metres", kind="number", examples=("1.5", "2.25")),
    Field(id="budget", title="Budget", kind="money", currency="EUR", examples=("300 euros", "1,200")),
    Field(id="price", title="Price", kind="money"),
    Field(id="day", title="Day of departure", kind="date"),
    Field(id="born", title="Date of birth", kind="date"),
    Field(id="bought_on", title="Day of purchase", kind="date"),
    Field(id="mail", title="E-mail", kind="email"),
    Field(id="phone", title="Phone", kind="phone"),
    Field(id="plate", title="Plate", kind="code", pattern=r"\d{3}-[A-Z]{1,2}-\d{4}"),
    Field(id="order", title="Order", kind="code", pattern=r"(?:INV|ORD)-\d{5}"),
    Field(id="ticket", title="Ticket", kind="code"),
    Field(id="fits", title="Does it fit?", kind="yes_no"),
    Field(
        id="room",
        title="Room",
        kind="choice",
        options=(Option(id="single", label="a single"), Option(id="twin", label="twin")),
    ),
    Field(id="name", title="Your name"),
    Field(id="story", title="What happened", examples=("it fell", "it broke")),
]


def draws(field: Field, count: int = 150, split: str = "taught", near: tuple[str, ...] = ()) -> list[str]:
    return [bank.draw(field, random.Random(seed), split, TODAY, near=near) for seed in range(count)]


@pytest.mark.parametrize("field", FIELDS, ids=lambda field: field.id)
@pytest.mark.parametrize("split", ["taught", "held_out"])
def test_every_value_is_in_normal_form(field: Field, split: str) -> None:
    for value in draws(field, split=split):
        assert value
        assert values.normal(field, value, TODAY) == value


@pytest.mark.parametrize(
    ("field", "threshold", "unit"),
    [(FIELDS[0], "10", 1), (FIELDS[2], "500.00 EUR", 25)],
)
def test_values_lie_below_on_and_above_a_threshold(field: Field, threshold: str, unit: float) -> None:
    mark = float(threshold.split()[0])
    sides = Counter()
    for value in draws(field, 300, near=(threshold,)):
        number = float(value.split()[0])
        sides["below" if number < mark else "above" if number > mark else "on"] += 1
        sides["near"] += 0 < abs(number - mark) <= unit
    assert min(sides[side] for side in ("below", "on", "above", "near")) > 25


def test_dates_lie_below_on_and_above_a_threshold() -> None:
    mark = date(2026, 12, 5).isoformat()
    drawn = draws(FIELDS[4], 300, near=("today+14",))
    assert min(sum(v < mark for v in drawn), drawn.count(mark), sum(v > mark for v in drawn)) > 20


def test_days_lie_on_the_side_that_the_title_says() -> None:
    assert all(value > TODAY.isoformat() for value in draws(FIELDS[4]))
    assert all(value < "2009-01-01" for value in draws(FIELDS[5]))
    assert all(value <= TODAY.isoformat() for value in draws(FIELDS[6]))


def test_splits_share_no_names() -> None:
    held_out = set(draws(FIELDS[14], 400, "held_out"))
    assert not held_out & set(draws(FIELDS[14], 400))
    assert len(held_out) > 150


def test_of_many_examples_some_are_held_out() -> None:
    field = Field(id="story", title="What happened", examples=("a", "b", "c", "d"))
    assert "d" not in draws(field)
    assert "d" in draws(field, split="held_out")
    assert not {"a", "b", "c"} & set(draws(field, split="held_out"))


@pytest.mark.parametrize(
    ("title", "kind", "sort"),
    [
        ("Your name", "text", "name"),
        ("Name of the other driver", "text", "person"),
        ("Destination city", "text", "town"),
        ("Home address", "text", "address"),
        ("What should be repaired", "text", "free"),
        ("Date of birth", "date", "birthday"),
        ("Day of the accident", "date", "past"),
        ("Day of arrival", "date", "date"),
        ("Guests", "number", "number"),
    ],
)
def test_the_sort_of_a_field_is_guessed(title: str, kind: str, sort: str) -> None:
    assert sort_of(Field(id="it", title=title, kind=kind)) == sort  # type: ignore[arg-type]


def test_people_are_counted_only_where_people_are_meant() -> None:
    assert counts_people(Field(id="n", title="How many guests", kind="number"))
    assert not counts_people(Field(id="n", title="Hours of delay", kind="number"))
