"""The value bank: what practice users want to give for a field, in normal form.

Values near thresholds are balanced around them; names, towns and the like come from wide lists, every fourth entry of
which is kept for verification. How a value is put in words is the writers' business.
"""

from __future__ import annotations

import random
import re
import tomllib
import unicodedata
from collections.abc import Callable, Sequence
from datetime import date, timedelta
from functools import lru_cache
from typing import Any

from studio.base import paths
from studio.plan.patterns import text_for
from studio.plan.sorts import counts_people, sort_of
from studio.procedure import values
from studio.procedure.model import Field

HELD_OUT_EVERY = 4
EXAMPLE_SHARE = 0.25
NEAR_SHARE = 0.6
DEFAULT_PATTERN = r"[A-Z]{2}\d{4,6}"


def draw(field: Field, rng: random.Random, split: str, today: date, *, near: Sequence[str] = ()) -> str:
    """A value in normal form. `near` are thresholds in normal form ("today+14" for dates); most draws then lie close
    to one of them, below, on and above it by small and large amounts."""
    if field.kind == "choice":
        return rng.choice(field.options).id if field.options else ""
    if field.kind == "yes_no":
        return rng.choice(("yes", "no"))
    return _DRAWERS[field.kind](field, rng, split, today, near)


# -- numbers and money -----------------------------------------------------------------------------


def _measure(text: str) -> float | None:
    match = re.match(r"-?\d+(?:\.\d+)?", text)
    return float(match[0]) if match else None


def _measures(texts: Sequence[str]) -> list[float]:
    return [number for number in map(_measure, texts) if number is not None]


def _near(marks: list[float], rng: random.Random, unit: float) -> float:
    """A number on a threshold or to either side of it: by one unit, a few, or a good part of it."""
    mark = rng.choice(marks)
    distance = rng.choice((unit, unit, unit * rng.randint(2, 5), abs(mark) * rng.uniform(0.05, 0.6)))
    return max(0.0, mark + rng.choice((0, -1, 1)) * distance)


def _shown(field: Field, today: date) -> list[float]:
    return _measures([values.normal(field, example, today) or "" for example in field.examples])


def _number(field: Field, rng: random.Random, split: str, today: date, near: Sequence[str]) -> str:
    marks, shown = _measures(near), _shown(field, today)
    if marks and rng.random() < NEAR_SHARE:
        return str(max(1, round(_near(marks, rng, 1.0))))
    if not shown and not marks:
        return str(rng.choice((1, 2, 2, 3, 4, 5, 6, 8)) if counts_people(field) else rng.randint(1, 60))
    low, high = min([*shown, *marks]), max([*shown, *marks])
    if any(number != int(number) for number in shown) and rng.random() < 0.4:
        return f"{rng.uniform(low * 0.6, high * 1.4):.1f}".removesuffix(".0")
    return str(max(1, round(rng.uniform(low * 0.6, high * 1.5 + 2))))


def _money(field: Field, rng: random.Random, split: str, today: date, near: Sequence[str]) -> str:
    marks, shown = _measures(near), _shown(field, today)
    spread = [*shown, *marks] or [10.0, 900.0]
    if marks and rng.random() < NEAR_SHARE:
        amount = round(_near(marks, rng, rng.choice((1.0, 5.0, 10.0))))
    else:
        amount = round(_rounded(rng.uniform(min(spread) * 0.5, max(spread) * 1.6), rng))
    cents = rng.randint(1, 99) if rng.random() < 0.07 else 0
    told = f"{max(1, amount)}.{cents:02d} {field.currency}".strip()
    return values.normal(field, told, today) or told


def _rounded(amount: float, rng: random.Random) -> float:
    """People speak of round sums most of the time."""
    steps = [step for step in (1, 5, 10, 50, 100, 500, 1000) if step * 2 <= amount] or [1]
    step = rng.choice(steps)
    return round(amount / step) * step


# -- dates ------------------------------------------------------------------------------------------


def _date(field: Field, rng: random.Random, split: str, today: date, near: Sequence[str]) -> str:
    sort = sort_of(field)
    marks = [day for day in (values.day_of(text, today) for text in near) if day is not None]
    if marks and rng.random() < NEAR_SHARE:
        distance = rng.choice((0, 1, 1, 2, 3, 6, 12, 30))
        day = rng.choice(marks) + timedelta(days=distance * rng.choice((-1, 1)))
        return (min(day, today) if sort != "date" else max(day, today)).isoformat()
    if sort == "birthday":
        return (today - timedelta(days=rng.randint(18 * 365, 88 * 365))).isoformat()
    if sort == "past":
        return (
            today - timedelta(days=rng.choice((0, 1, 1, 2, 3, 4, 5, 6, 7, 9, 10, 14, 18, 21, 30, 45, 60)))
        ).isoformat()
    reach = rng.choice(((1, 7), (1, 21), (8, 60), (22, 355)))
    return (today + timedelta(days=rng.randint(*reach))).isoformat()


# -- e-mail, phone, code ------------------------------------------------------------------------------


def _plain(text: str) -> str:
    bare = unicodedata.normalize("NFKD", text.casefold())
    return re.sub(r"[^a-z]", "", bare.replace("ß", "ss").replace("ø", "o").replace("ł", "l"))


def _email(field: Field, rng: random.Random, split: str, today: date, near: Sequence[str]) -> str:
    first, last = _plain(_pick("names", "first", rng, split)), _plain(_pick("names", "last", rng, split))
    number = rng.choice(("", "", str(rng.randint(1, 99)), str(rng.randint(1960, 2009))))
    word = _plain(_pick("others", "handles", rng, split))
    local = rng.choice((
        f"{first}.{last}", f"{first}.{last}{number}", f"{first[:1]}.{last}", f"{first[:1]}{last}", f"{first}{number}",
        f"{first}_{last}{number}", f"{last}.{first}", f"{first}-{last}", f"{word}{number}", f"{first}.{word}",
        f"{last}{number}", rng.choice(("info", "office", "hello", "bookings", "accounts")),
    ))  # fmt: skip
    return f"{local}@{_pick('others', 'mail', rng, split)}"


def _phone(field: Field, rng: random.Random, split: str, today: date, near: Sequence[str]) -> str:
    shape = _pick("others", "phones", rng, split)
    told = "".join(str(rng.randint(0, 9)) if sign == "#" else sign for sign in shape)
    return values.normal(field, told, today) or told


def _code(field: Field, rng: random.Random, split: str, today: date, near: Sequence[str]) -> str:
    for _ in range(20):
        made = text_for(field.pattern or DEFAULT_PATTERN, rng)
        read = values.normal(field, made, today)
        if read:
            return read
    return values.normal(field, field.examples[0], today) or "A1" if field.examples else "A1"


# -- text -----------------------------------------------------------------------------------------------


def _text(field: Field, rng: random.Random, split: str, today: date, near: Sequence[str]) -> str:
    sort = sort_of(field)
    if field.examples and rng.random() < (EXAMPLE_SHARE if sort in _TEXTS else 0.7):
        return rng.choice(_examples(field.examples, split))
    return _TEXTS.get(sort, _free)(rng, split)


def _examples(examples: tuple[str, ...], split: str) -> Sequence[str]:
    """An author's examples; of four or more, every fourth belongs to verification."""
    return _shared(examples, split == "held_out") if len(examples) >= HELD_OUT_EVERY else examples


def _full_name(rng: random.Random, split: str) -> str:
    first, last = _pick("names", "first", rng, split), _pick("names", "last", rng, split)
    roll = rng.random()
    if roll < 0.1:
        return first
    if roll < 0.16:
        return f"{rng.choice(('Mr', 'Mrs', 'Ms', 'Dr'))} {last}"
    if roll < 0.2:
        return f"{first} {rng.choice('ABCDEFGHJKLMNPRST')}. {last}"
    if roll < 0.25:
        return f"{first} {last}-{_pick('names', 'last', rng, split)}".replace("-de ", "-De ")
    return f"{first} {last}"


def _person(rng: random.Random, split: str) -> str:
    if rng.random() < 0.25:
        return _pick("others", "people", rng, split)
    return _full_name(rng, split)


def _address(rng: random.Random, split: str) -> str:
    number = f"{rng.randint(1, 240)}{rng.choice(('', '', '', 'a', 'b'))}"
    street, town = _pick("places", "streets", rng, split), _pick("places", "towns", rng, split)
    return rng.choice((f"{number} {street}, {town}", f"{number} {street}", f"{street} {number}, {town}"))


def _free(rng: random.Random, split: str) -> str:
    return _pick("others", "things", rng, split)


def _time(rng: random.Random, split: str) -> str:
    hour, minute = rng.randint(7, 20), rng.choice(("00", "15", "30", "45"))
    return rng.choice((f"{hour}:{minute}", f"{(hour - 1) % 12 + 1} {'am' if hour < 12 else 'pm'}"))


def _from(group: str, kind: str) -> Callable[[random.Random, str], str]:
    return lambda rng, split: _pick(group, kind, rng, split)


_TEXTS: dict[str, Callable[[random.Random, str], str]] = {
    "name": _full_name,
    "person": _person,
    "address": _address,
    "time": _time,
    "town": _from("places", "towns"),
    "country": _from("places", "countries"),
    "nationality": _from("places", "nationalities"),
    "company": _from("others", "companies"),
    "clinic": _from("others", "clinics"),
    "airline": _from("others", "airlines"),
    "product": _from("others", "products"),
    "job": _from("others", "jobs"),
    "colour": _from("others", "colours"),
    "reason": _from("others", "reasons"),
    "feeling": _from("others", "feelings"),
}
_DRAWERS: dict[str, Callable[[Field, random.Random, str, date, Sequence[str]], str]] = {
    "number": _number,
    "money": _money,
    "date": _date,
    "email": _email,
    "phone": _phone,
    "code": _code,
    "text": _text,
}


# -- lists --------------------------------------------------------------------------------------------------


def pick(group: str, kind: str, rng: random.Random, split: str) -> str:
    """One entry of a list ("places", "towns") in a split."""
    return _pick(group, kind, rng, split)


def _pick(group: str, kind: str, rng: random.Random, split: str) -> str:
    return rng.choice(_shared(_entries(group, kind), split == "held_out"))


@lru_cache(maxsize=256)
def _shared(group: tuple[str, ...], held_out: bool) -> list[str]:
    return [entry for i, entry in enumerate(group) if (i % HELD_OUT_EVERY == HELD_OUT_EVERY - 1) == held_out]


@lru_cache(maxsize=64)
def _entries(group: str, kind: str) -> tuple[str, ...]:
    return tuple(_lists()[group][kind])


@lru_cache(maxsize=1)
def _lists() -> dict[str, Any]:
    return tomllib.loads((paths.resources() / "phrasebook" / "en" / "values.toml").read_text("utf-8"))
