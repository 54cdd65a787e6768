"""Invents values and the words people give them in: names, dates, numbers, money, codes, places, choices and more.

A value is what the trace notes: the person's own words, a choice's option id. Codes and addresses are made of random
characters, so that the starter learns to copy and not to guess.
"""

from __future__ import annotations

import random
import string
from collections.abc import Callable
from typing import NamedTuple

import phrases

FIRST, LAST, PLACES = (phrases.of(name) for name in ("first", "last", "places"))
OPTIONS = tuple(tuple(options) for options in phrases.STOCK["options"])
CHOICE_ASKS, CHOICE_SAYS = phrases.of("choice_asks"), phrases.of("choice_says")
POSITIONS = tuple(tuple(said) for said in phrases.STOCK["positions"])
MONTHS = "January February March April May June July August September October November December".split()
DAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()
SMALL = "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen twenty".split()
SYLLABLES = (
    "ba be bo da di do fa fe ga go ka ki lo lu ma mi mo na ne no pa pe ra ri ro sa se ta te ti to va vi zu".split()
)


class Kind(NamedTuple):
    """A kind of field: names it goes by, how it is asked for, how it is made, and what surrounds it in an answer."""

    names: tuple[str, ...]
    asks: tuple[str, ...]
    make: Callable[[random.Random], str]
    says: tuple[str, ...]
    reading: str


def name(rng: random.Random) -> str:
    first = rng.choice(FIRST) if rng.random() < 0.75 else syllables(rng).capitalize()
    last = rng.choice(LAST) if rng.random() < 0.6 else syllables(rng).capitalize()
    return rng.choice(
        (first, f"{first} {last}", f"{first} {last}", f"Dr. {last}", f"{last}, {first}", f"{first} {last[0]}.")
    )


def syllables(rng: random.Random, count: int = 0) -> str:
    """A word that nobody has seen before."""
    parts = rng.choices(SYLLABLES, k=count or rng.randrange(2, 4))
    return "".join(parts) + rng.choice(("", "", "n", "r", "s", "l", "ck", "ng", "th"))


def ordinal(n: int) -> str:
    return f"{n}{'th' if 10 < n % 100 < 14 else {1: 'st', 2: 'nd', 3: 'rd'}.get(n % 10, 'th')}"


def date(rng: random.Random) -> str:
    day, month = rng.randrange(1, 29), rng.choice(MONTHS)
    year = rng.randrange(2019, 2035)
    weekday = rng.choice(DAYS)
    return rng.choice(
        (
            f"{month} {day}",
            f"{month} {ordinal(day)}",
            f"{day} {month}",
            f"{ordinal(day)} of {month}",
            f"the {ordinal(day)}",
            f"{day} {month[:3]}",
            f"{month[:3]} {day}",
            f"{day}.{MONTHS.index(month) + 1}.{year}",
            f"{MONTHS.index(month) + 1}/{day}/{year}",
            f"{year}-{MONTHS.index(month) + 1:02}-{day:02}",
            f"{month} {day}, {year}",
            f"{day} {month} {year}",
            weekday,
            f"next {weekday}",
            f"this {weekday}",
            "tomorrow",
            "today",
            "the day after tomorrow",
            "next week",
            f"in {rng.randrange(2, 15)} days",
            f"{weekday} the {ordinal(day)}",
            "yesterday",
            f"last {weekday}",
            f"in {rng.choice(SMALL[2:])} weeks",
            f"early {month}",
            f"on the {ordinal(day)} of {month}"[3:],
            "this weekend",
            "the end of the month",
            f"{day}/{MONTHS.index(month) + 1}",
        )
    )


def clock(rng: random.Random) -> str:
    hour, minute = rng.randrange(1, 13), rng.choice((0, 5, 10, 15, 20, 30, 40, 45, 50))
    return rng.choice(
        (
            f"{hour}:{minute:02} pm",
            f"{hour}:{minute:02}",
            f"{hour} am",
            f"{hour}pm",
            f"{hour} o'clock",
            f"half past {hour}",
            "noon",
            f"{hour + 11}:{minute:02}",
            f"quarter to {hour}",
            f"{hour} in the evening",
            "midnight",
        )
    )


def number(rng: random.Random) -> str:
    return rng.choice(
        (
            str(rng.randrange(1, 10)),
            str(rng.randrange(1, 40)),
            rng.choice(SMALL[1:]),
            str(rng.randrange(10, 5000)),
            f"{rng.randrange(1, 60)}.{rng.randrange(1, 10)}",
            f"{rng.randrange(1, 90)},{rng.randrange(0, 1000):03}",
        )
    )


def money(rng: random.Random) -> str:
    amount = rng.choice(
        (rng.randrange(5, 100), rng.randrange(1, 40) * 50, rng.randrange(1, 90) * 100, rng.randrange(100, 20000))
    )
    return rng.choice(
        (
            f"${amount}",
            f"{amount} euros",
            f"€{amount}",
            f"{amount} dollars",
            f"${amount:,}",
            f"{amount:,} euro",
            str(amount),
            f"{amount}.{rng.randrange(100):02}",
            f"£{amount}",
            f"{amount} bucks",
            f"{rng.randrange(1, 30)}k",
            f"{amount} USD",
            f"${amount}.{rng.randrange(100):02}",
            f"{amount} pounds",
            f"{rng.choice(SMALL[1:10])} hundred",
        )
    )


def email(rng: random.Random) -> str:
    user = rng.choice(
        (
            rng.choice(FIRST).lower(),
            syllables(rng),
            f"{rng.choice(FIRST).lower()}.{syllables(rng)}",
            f"{rng.choice(FIRST)[0].lower()}{rng.choice(LAST).lower()}",
            "".join(rng.choices(string.ascii_lowercase + string.digits, k=rng.randrange(4, 9))),
        )
    )
    user = "".join(c for c in user if c.isascii()) + rng.choice(
        ("", "", str(rng.randrange(100)), f"_{rng.randrange(10)}")
    )
    host = rng.choice(
        (
            "mail",
            "gmail",
            "post",
            "web",
            "inbox",
            "company",
            syllables(rng),
            syllables(rng),
            f"{syllables(rng)}-{syllables(rng, 1)}",
        )
    )
    return f"{user}@{host}.{rng.choice(('com', 'org', 'net', 'de', 'co.uk', 'fr', 'io', 'eu', 'es'))}"


def phone(rng: random.Random) -> str:
    d = [str(rng.randrange(10)) for _ in range(12)]
    j = "".join
    return rng.choice(
        (
            f"{j(d[:3])}-{j(d[3:6])}-{j(d[6:10])}",
            f"+{j(d[:2])} {j(d[2:5])} {j(d[5:])}",
            f"0{j(d[:9])}",
            f"({j(d[:3])}) {j(d[3:6])}-{j(d[6:10])}",
            f"0{j(d[:3])} {j(d[3:9])}",
            f"{j(d[:3])} {j(d[3:6])} {j(d[6:10])}",
            f"+{j(d[:11])}",
            f"{j(d[:3])}.{j(d[3:6])}.{j(d[6:10])}",
        )
    )


def code(rng: random.Random) -> str:
    upper, digits = string.ascii_uppercase, string.digits
    letters = "".join(rng.choices(upper, k=rng.randrange(1, 5)))
    figures = "".join(rng.choices(digits, k=rng.randrange(2, 8)))
    made = rng.choice(
        (
            f"{letters}-{figures}",
            f"{letters}{figures}",
            f"{figures}{letters}",
            f"{letters}-{figures}-{rng.choice(upper)}",
            "".join(rng.choices(upper + digits, k=rng.randrange(4, 10))),
            figures,
            f"#{figures}",
            f"{letters}/{figures}",
            f"{letters}-{figures[:2]}-{figures[2:] or 0}",
            f"{letters}.{figures}",
        )
    )
    return made.lower() if rng.random() < 0.3 else made


def place(rng: random.Random) -> str:
    return rng.choice(PLACES) if rng.random() < 0.6 else syllables(rng).capitalize()


def address(rng: random.Random) -> str:
    street = rng.choice((rng.choice(LAST), syllables(rng).capitalize(), "Main", "High", "Park", "Station", "Church"))
    return f"{rng.randrange(1, 300)} {street} {rng.choice(('Street', 'Road', 'Avenue', 'Lane', 'Square', 'St'))}"


MAKERS = (name, date, clock, number, money, email, phone, code, place, address)
KINDS = tuple(
    Kind(tuple(stock["names"]), tuple(stock["asks"]), make, tuple(stock["says"]), stock["reading"])
    for make in MAKERS
    for stock in [phrases.STOCK["kinds"][make.__name__]]
)
EXACT = tuple(kind for kind in KINDS if kind.make in (name, email, phone, code))


def listed(options: tuple[str, ...] | list[str]) -> str:
    """a, b or c."""
    return f"{', '.join(options[:-1])} or {options[-1]}"


def choose(options: tuple[str, ...], rng: random.Random) -> tuple[int, str]:
    """An option's place and the words that choose it."""
    at = rng.randrange(len(options))
    way = rng.random()
    if way < 0.12 and at < 3:
        return at, rng.choice(POSITIONS[at])
    if way < 0.18:
        return at, "the last one" if at == len(options) - 1 else f"{options[at]}"
    if way < 0.3:
        other = options[(at + 1) % len(options)]
        return at, rng.choice(
            (
                f"not {other}, {options[at]}",
                f"{options[at]} rather than {other}",
                f"I don't want {other}, so {options[at]}",
            )
        )
    return at, rng.choice(CHOICE_SAYS).format(options[at])
