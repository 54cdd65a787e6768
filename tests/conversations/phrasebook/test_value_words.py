"""Values in words: whatever is written reads back as the value, and there are many ways of writing it."""

from __future__ import annotations

import random
from datetime import date, timedelta

import pytest

from studio.conversations.phrasebook.number_words import in_words
from studio.conversations.phrasebook.value_words import words_for
from studio.plan import bank
from studio.procedure import values
from studio.procedure.model import Field
from studio.procedure.numbers import read_number
from tests.plan.test_bank import FIELDS, TODAY

READABLE = [field for field in FIELDS if field.kind not in ("choice", "yes_no", "text")]


@pytest.mark.parametrize("field", READABLE, ids=lambda field: field.id)
def test_words_read_back_as_the_value(field: Field) -> None:
    for seed in range(250):
        rng = random.Random(seed)
        value = bank.draw(field, rng, "taught", TODAY)
        told = words_for(field, value, rng, TODAY)
        assert values.normal(field, told.kept, TODAY) == value
        assert told.kept in told.said


@pytest.mark.parametrize("today", [date(2026, 11, 21), date(2027, 1, 1), date(2028, 2, 29), date(2026, 12, 31)])
def test_days_read_back_on_any_day_of_the_year(today: date) -> None:
    field = Field(id="day", title="Day of departure", kind="date")
    for distance in (*range(40), *range(40, 360, 11)):
        value = (today + timedelta(days=distance)).isoformat()
        told = words_for(field, value, random.Random(distance), today)
        assert values.normal(field, told.kept, today) == value


@pytest.mark.parametrize(
    ("field", "value", "least"),
    [
        (FIELDS[4], "2026-12-04", 30),
        (FIELDS[2], "1200.00 EUR", 25),
        (FIELDS[0], "2", 8),
        (FIELDS[9], "191-G-4402", 3),
        (FIELDS[8], "0871234567", 15),
    ],
    ids=["date", "money", "number", "code", "phone"],
)
def test_a_value_is_written_in_many_ways(field: Field, value: str, least: int) -> None:
    assert len({words_for(field, value, random.Random(seed), TODAY).said for seed in range(400)}) >= least


def test_what_must_be_exact_stays_as_it_is() -> None:
    name = Field(id="name", title="Name as in the passport", exact=True)
    mail = Field(id="mail", title="E-mail", kind="email", exact=True)
    for seed in range(50):
        assert words_for(name, "Aoife Brennan", random.Random(seed), TODAY).kept == "Aoife Brennan"
        assert words_for(mail, "aoife@example.com", random.Random(seed), TODAY).kept == "aoife@example.com"


def test_numbers_in_words_read_back() -> None:
    for number in (*range(120), 205, 999, 1000, 1040, 1205, 12000, 99999):
        assert read_number(in_words(number)) == number
