"""Values in words: the ways people write dates, numbers, money, codes, choices. Every one reads back as the value."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from datetime import date

from studio.procedure import values
from studio.procedure.model import Field

TRIES = 6
MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
          "December")  # fmt: skip
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
SMALL = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
         "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen")  # fmt: skip
TENS = ("", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
CURRENCIES = {
    "EUR": ("{n} euros", "€{n}", "{n} EUR", "{n} euro", "{n}€", "{n}"),
    "USD": ("{n} dollars", "${n}", "{n} USD", "{n} bucks", "{n}"),
    "GBP": ("{n} pounds", "£{n}", "{n} GBP", "{n} quid", "{n}"),
}
FIXED = {
    0: ("today", "today"),
    1: ("tomorrow", "tomorrow", "Tomorrow"),
    2: ("the day after tomorrow", "in two days"),
    -1: ("yesterday", "yesterday"),
    -2: ("the day before yesterday", "two days ago"),
    7: ("in a week", "a week from today"),
    -7: ("a week ago",),
    14: ("in two weeks", "in a fortnight"),
}
DAY_AND_MONTH = (
    "{n} {m}", "{m} {n}", "{o} of {m}", "the {o} of {m}", "{m} {o}", "{n} {s}", "{o} {m}", "{n} {l}", "{o} of {l}",
    "on the {o} of {m}", "{s} {n}",
)  # fmt: skip
ABOUT = ("about {v}", "around {v}", "roughly {v}", "{v} or so", "up to {v}")


def words_for(field: Field, value: str, rng: random.Random, today: date) -> tuple[str, str]:
    """How a person writes a value, and the words the trace keeps: the same words, or for choices and yes/no the id.

    Falls back to the normal form where no other way reads back."""
    if field.kind == "choice":
        return _choice(field, value, rng), value
    if field.kind == "yes_no":
        return value, value
    ways = {
        "date": _date,
        "number": _number,
        "money": _money,
        "phone": _phone,
        "code": _code,
        "text": _text,
        "email": _email,
    }[field.kind]
    for _ in range(TRIES):
        words = ways(field, value, rng, today)
        if field.kind == "text" or values.normal(field, words, today) == value:
            return words, words
    return value, value


def _choice(field: Field, value: str, rng: random.Random) -> str:
    option = next((o for o in field.options if o.id == value), None)
    if option is None:
        return value
    said = rng.choice((option.label, option.label, *option.also))
    return said if rng.random() < 0.5 or said.isupper() else said.casefold()


def _text(field: Field, value: str, rng: random.Random, today: date) -> str:
    return value.casefold() if not field.exact and rng.random() < 0.25 else value


def _email(field: Field, value: str, rng: random.Random, today: date) -> str:
    return value.capitalize() if not field.exact and rng.random() < 0.08 else value


def _code(field: Field, value: str, rng: random.Random, today: date) -> str:
    roll = rng.random()
    if roll < 0.2:
        return value.casefold()
    if roll < 0.32:
        return value.replace("-", " ")
    if roll < 0.4:
        return re.sub(r"[-/. ]", "", value)
    return value


def _phone(field: Field, value: str, rng: random.Random, today: date) -> str:
    plus, digits = ("+", value[1:]) if value.startswith("+") else ("", value)
    roll = rng.random()
    if roll < 0.35:
        return value
    sign = rng.choice((" ", " ", "-"))
    groups: list[str] = []
    rest = digits
    while len(rest) > 4:
        size = rng.choice((2, 3, 3, 4)) if groups else rng.choice((2, 3))
        groups.append(rest[:size])
        rest = rest[size:]
    return plus + sign.join([*groups, rest])


def _number(field: Field, value: str, rng: random.Random, today: date) -> str:
    number = float(value)
    if number != int(number) or number > 999:
        return value
    whole = int(number)
    roll = rng.random()
    if roll < 0.45:
        return value
    if roll < 0.9 or not 2 <= whole <= 8:
        return in_words(whole)
    return rng.choice(
        (f"{in_words(whole)} of us", f"the {in_words(whole)} of us", f"{value} in total", f"just {value}")
    )


def in_words(number: int) -> str:
    """A whole number below a million, in words."""
    if number < 20:
        return SMALL[number]
    if number < 100:
        return TENS[number // 10] + (f"-{SMALL[number % 10]}" if number % 10 else "")
    if number < 1000:
        rest = f" and {in_words(number % 100)}" if number % 100 else ""
        return f"{SMALL[number // 100]} hundred{rest}"
    rest = f" {in_words(number % 1000)}" if number % 1000 else ""
    return f"{in_words(number // 1000)} thousand{rest}"


def _money(field: Field, value: str, rng: random.Random, today: date) -> str:
    amount, _, currency = value.partition(" ")
    number = float(amount)
    whole = number == int(number)
    told = f"{int(number)}" if whole else amount
    if whole and number >= 1000 and rng.random() < 0.5:
        told = f"{int(number):,}"
    if whole and number < 100_000 and rng.random() < 0.2:
        told = in_words(int(number))
    ways = CURRENCIES.get(currency, ("{n} " + currency, "{n}"))
    way = rng.choice(ways if not told[:1].isalpha() else [w for w in ways if re.search(r"\{n\} \w|^\{n\}$", w)])
    said = way.format(n=told)
    return rng.choice(ABOUT).format(v=said) if rng.random() < 0.12 and not field.exact else said


def _date(field: Field, value: str, rng: random.Random, today: date) -> str:
    day = date.fromisoformat(value)
    distance = (day - today).days
    near = list(_near(day, distance))
    if near and rng.random() < 0.55:
        return rng.choice(near)
    return rng.choice(list(_calendar(day, with_year=not 0 <= distance < 300 and not -300 < distance <= 0)))


def _near(day: date, distance: int) -> Iterator[str]:
    weekday = WEEKDAYS[day.weekday()]
    yield from FIXED.get(distance, ())
    if 2 <= distance <= 6:
        yield from (weekday, f"this {weekday}", f"on {weekday}", f"this coming {weekday}", weekday.casefold())
    if 7 <= distance <= 13:
        yield from (f"next {weekday}", f"next {weekday.casefold()}", f"{weekday} next week", f"{weekday} week")
    if -6 <= distance <= -2:
        yield from (f"last {weekday}", f"on {weekday}", f"last {weekday.casefold()}", weekday)
    if 3 <= distance <= 20:
        yield from (f"in {distance} days", f"in {in_words(distance)} days")
    if -20 <= distance <= -3:
        yield from (f"{-distance} days ago", f"{in_words(-distance)} days ago")
    if distance in (21, 28):
        yield f"in {in_words(distance // 7)} weeks"
    if distance in (-14, -21, -28):
        yield f"{in_words(-distance // 7)} weeks ago"


def _calendar(day: date, with_year: bool) -> Iterator[str]:
    month, short, number = MONTHS[day.month - 1], MONTHS[day.month - 1][:3], day.day
    ordinal = f"{number}{_ending(number)}"
    told = {"n": number, "o": ordinal, "m": month, "s": short, "l": month.casefold()}
    bare = [way.format(**told) for way in DAY_AND_MONTH]
    if not with_year:
        yield from bare
    yield from (f"{way} {day.year}" for way in bare[:7])
    yield from (day.isoformat(), f"{day:%d/%m/%Y}", f"{day.day}.{day.month}.{day.year}", f"{day:%d-%m-%Y}")


def _ending(number: int) -> str:
    if 10 <= number % 100 <= 20:
        return "th"
    return {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
