"""Values in words: the ways people write dates, numbers, money, codes, choices. Every one reads back as the value.

Dates have a module of their own (`date_words`); the frames around a value are the writer's business.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from datetime import date
from typing import NamedTuple

from studio.conversations.phrasebook.date_words import date_words
from studio.conversations.phrasebook.grammar import turned
from studio.conversations.phrasebook.number_words import in_words
from studio.plan.sorts import counts_people
from studio.procedure import values
from studio.procedure.choices import read_choice
from studio.procedure.model import Field, Option

TRIES = 6
CURRENCIES = {
    "EUR": ("{n} euros", "{n} euros", "€{n}", "{n} EUR", "{n} euro", "{n}€", "{n} €", "EUR {n}", "{n}", "{n} eur"),
    "USD": ("{n} dollars", "${n}", "${n}", "{n} USD", "{n} bucks", "{n}$", "{n}", "{n} dollar", "USD {n}"),
    "GBP": ("{n} pounds", "£{n}", "£{n}", "{n} GBP", "{n} quid", "{n}", "{n} pound"),
}
PEOPLE = {
    1: ("just me", "only me", "just myself", "myself", "alone"),
    2: ("both of us", "the two of us", "just the two of us", "me and my wife", "my husband and I", "me and my son",
        "my mum and me", "us two", "me and my partner"),
}  # fmt: skip
SPOKEN = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")


class Told(NamedTuple):
    """A value as said, the words of it the trace keeps, and whether it stands best without words around it."""

    said: str
    kept: str
    alone: bool = False


def words_for(field: Field, value: str, rng: random.Random, today: date) -> Told:
    """How a person writes a value. For choices the option's id is kept, for yes and no the word itself.

    Falls back to the normal form where no other way reads back."""
    if field.kind == "choice":
        return Told(_choice(field, value, rng), value)
    if field.kind == "yes_no":
        return Told(value, value)
    if field.kind == "text":
        words = _text(field, value, rng)
        return Told(words, words)
    for _ in range(TRIES):
        words = _WAYS[field.kind](field, value, rng, today)
        if values.normal(field, words, today) == value:
            return Told(words, words, field.kind == "number" and words[:1].isalpha() and " " in words)
    return Told(value, value)


# -- choices and text ---------------------------------------------------------------------------------


def _choice(field: Field, value: str, rng: random.Random) -> str:
    option = next((o for o in field.options if o.id == value), None)
    if option is None:
        return value
    label = option.label
    if re.search(r"\byours?\b", label) and read_choice(field.options, turned(label)) == value:
        label = turned(label)
    said = rng.choice((label, label, *option.also))
    roll = rng.random()
    if roll < 0.12 and said.split()[0].casefold() in ("a", "an", "the") and len(said.split()) > 1:
        said = said.split(" ", 1)[1]
    elif roll < 0.17:
        slipped = _misspelt(said, rng)
        said = slipped if read_choice(field.options, slipped) == value else said
    return said if rng.random() < 0.5 or said.isupper() else said.casefold()


def _misspelt(word: str, rng: random.Random) -> str:
    places = [at for at in range(1, len(word) - 1) if word[at - 1 : at + 2].isalpha()]
    if len(word) < 6 or not places:
        return word
    at = rng.choice(places)
    return word[:at] + rng.choice((word[at + 1 :], word[at] + word[at:], word[at + 1] + word[at] + word[at + 2 :]))


def other_option(field: Field, value: str, rng: random.Random) -> str:
    """Another option than the one meant, in words; empty where there is none."""
    others: list[Option] = [o for o in field.options if o.id != value]
    return rng.choice(others).label.casefold() if others else ""


def _text(field: Field, value: str, rng: random.Random) -> str:
    if field.exact:
        return value
    roll = rng.random()
    return value.casefold() if roll < 0.25 else value.upper() if roll < 0.265 else value


# -- e-mail, code, phone ----------------------------------------------------------------------------------


def _email(field: Field, value: str, rng: random.Random, today: date) -> str:
    if field.exact:
        return value
    roll = rng.random()
    if roll < 0.07:
        return value.capitalize()
    if roll < 0.1 and not re.search(r"[-_]", value):
        return value.replace("@", " at ").replace(".", " dot ")
    return value.upper() if roll < 0.11 else value


def _code(field: Field, value: str, rng: random.Random, today: date) -> str:
    roll = rng.random()
    if field.exact:
        return value.casefold() if roll < 0.15 else value
    if roll < 0.22:
        return value.casefold()
    if roll < 0.30:
        return re.sub(r"[-/.]", " ", value)
    if roll < 0.38:
        return re.sub(r"[-/. ]", "", value)
    if roll < 0.42:
        return re.sub(r"(?<=[A-Z])(?=\d)", " ", value)
    if roll < 0.44:
        return " ".join(value)
    return value


def _phone(field: Field, value: str, rng: random.Random, today: date) -> str:
    plus, digits = ("+", value[1:]) if value.startswith("+") else ("", value)
    roll = rng.random()
    if roll < 0.3:
        return value
    if roll < 0.36 and plus:
        plus = "00"
    if roll > 0.97 and not plus:
        return " ".join("double " + SPOKEN[int(d[0])] if len(d) == 2 else SPOKEN[int(d)] for d in _doubled(digits))
    groups = _grouped(digits, rng)
    sign = rng.choice((" ", " ", " ", "-", ".", "/" if not plus else " "))
    if not plus and 0.36 < roll < 0.44 and len(groups) > 2:
        return f"({groups[0]}) {'-'.join(groups[1:])}"
    return plus + sign.join(groups)


def _doubled(digits: str) -> list[str]:
    return [m[0] for m in re.finditer(r"(\d)\1(?!\1)|\d", digits)]


def _grouped(digits: str, rng: random.Random) -> list[str]:
    groups: list[str] = []
    while len(digits) > 4:
        size = rng.choice((2, 3, 3, 4)) if groups else rng.choice((2, 3))
        groups.append(digits[:size])
        digits = digits[size:]
    return [*groups, digits]


# -- numbers and money --------------------------------------------------------------------------------------


def _number(field: Field, value: str, rng: random.Random, today: date) -> str:
    number = float(value)
    if number != int(number):
        return rng.choice((value, value, value.replace(".", ","), f"{int(number)} and a half"))
    whole = int(number)
    if whole > 9999 or whole < 0:
        return rng.choice((value, f"{whole:,}"))
    roll = rng.random()
    if counts_people(field) and roll < 0.25:
        if whole in PEOPLE and roll < 0.14:
            return rng.choice(PEOPLE[whole])
        if 2 <= whole <= 8:
            return rng.choice((f"{in_words(whole)} of us", f"the {in_words(whole)} of us", f"{whole} of us",
                               f"{in_words(whole)} people", f"{whole} people", f"{whole} persons"))  # fmt: skip
    if whole == 2 and roll > 0.95:
        return "a couple"
    if whole == 12 and roll > 0.85:
        return "a dozen"
    return value if roll < 0.6 else in_words(whole)


def _money(field: Field, value: str, rng: random.Random, today: date) -> str:
    amount, _, currency = value.partition(" ")
    number = float(amount)
    way = rng.choice(CURRENCIES.get(currency, ("{n} " + currency, "{n}")))
    if number != int(number):
        return way.format(n=rng.choice((amount, amount, f"{number:,.2f}", amount.replace(".", ","))))
    whole = int(number)
    told = _sum_in_words(whole, rng) if rng.random() < 0.22 else ""
    if told and not re.fullmatch(r"\{n\}( \w+)?", way):
        way = "{n}"
    return way.format(n=told or _sum_in_digits(whole, rng)).strip()


def _sum_in_words(whole: int, rng: random.Random) -> str:
    if whole % 1000 == 0 and whole and rng.random() < 0.4:
        return f"{in_words(whole // 1000)} grand"
    if whole % 100 == 0 and 1000 < whole < 10000 and whole % 1000 and rng.random() < 0.5:
        return f"{in_words(whole // 100)} hundred"
    told = in_words(whole)
    return re.sub(r"^one (hundred|thousand)", r"a \1", told) if rng.random() < 0.5 else told.replace("-", " ")


def _sum_in_digits(whole: int, rng: random.Random) -> str:
    roll = rng.random()
    if whole >= 1000 and roll < 0.35:
        return f"{whole:,}"
    if whole >= 1000 and whole % 100 == 0 and roll < 0.55:
        return f"{whole / 1000:g}k"
    if whole >= 1000 and roll < 0.6:
        return f"{whole:,}".replace(",", rng.choice((" ", ".")))
    return f"{whole}.00" if roll > 0.95 else str(whole)


def _date(field: Field, value: str, rng: random.Random, today: date) -> str:
    return date_words(date.fromisoformat(value), today, rng, back=values.looks_back(field))


_WAYS: dict[str, Callable[[Field, str, random.Random, date], str]] = {
    "date": _date,
    "number": _number,
    "money": _money,
    "phone": _phone,
    "code": _code,
    "email": _email,
}
