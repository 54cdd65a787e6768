"""The value bank: what practice users want to give for a field, in normal form.

Values near thresholds are balanced around them; names, towns and the like come from wide lists, every fourth entry of
which is kept for verification. How a value is put in words is the writers' business.
"""

from __future__ import annotations

import random
import re
import tomllib
from collections.abc import Sequence
from datetime import date, timedelta
from functools import lru_cache
from typing import Any

from studio.base import paths
from studio.procedure import values
from studio.procedure.model import Field

HELD_OUT_EVERY = 4
EXAMPLE_SHARE = 0.3


def draw(field: Field, rng: random.Random, split: str, today: date, *, near: Sequence[str] = ()) -> str:
    """A value in normal form. `near` are thresholds in normal form ("today+14" for dates); half of the draws then lie
    close to one of them, on either side or on it."""
    if field.kind == "choice":
        return _choice(field, rng)
    if field.kind == "yes_no":
        return rng.choice(("yes", "no"))
    drawer = {
        "number": _number,
        "money": _money,
        "date": _date,
        "email": _email,
        "phone": _phone,
        "code": _code,
        "text": _text,
    }[field.kind]
    return drawer(field, rng, split, today, near)


def _choice(field: Field, rng: random.Random) -> str:
    return rng.choice(field.options).id if field.options else ""


def _numeric(field: Field, rng: random.Random, today: date, near: Sequence[str]) -> float:
    """A number around a threshold, or in the range the examples span."""
    marks = [m for m in (_measure(t) for t in near) if m is not None]
    if marks and rng.random() < 0.6:
        mark = rng.choice(marks)
        step = max(1.0, abs(mark) * 0.02)
        return max(0.0, mark + rng.choice((0, -1, 1, -1, 1, -3, 3, -10, 10, -25, 25)) * step)
    shown = [m for m in (_measure(values.normal(field, e, today) or "") for e in field.examples) if m is not None]
    if not shown:
        return float(rng.randint(1, 60))
    low, high = min([*shown, *marks]), max([*shown, *marks])
    return rng.uniform(low * 0.6, high * 1.5 + 2)


def _measure(text: str) -> float | None:
    match = re.match(r"-?\d+(?:\.\d+)?", text)
    return float(match[0]) if match else None


def _number(field: Field, rng: random.Random, split: str, today: date, near: Sequence[str]) -> str:
    whole = round(_numeric(field, rng, today, near))
    return str(max(1, whole))


def _money(field: Field, rng: random.Random, split: str, today: date, near: Sequence[str]) -> str:
    amount = _numeric(field, rng, today, near)
    rounded = round(amount, -1) if amount > 200 and rng.random() < 0.6 else round(amount)
    if rng.random() < 0.06:
        rounded = round(amount, 2)
    words = f"{max(1, rounded):.2f} {field.currency}".strip()
    return values.normal(field, words, today) or words


def _date(field: Field, rng: random.Random, split: str, today: date, near: Sequence[str]) -> str:
    marks = [day for day in (_near_day(t, today) for t in near) if day is not None]
    if marks and rng.random() < 0.6:
        day = rng.choice(marks) + timedelta(days=rng.choice((0, -1, 1, -2, 2, -5, 5, -12, 12)))
        return (min(day, today) if values.looks_back(field) else day).isoformat()
    if values.looks_back(field):
        if "birth" in field.title.casefold() or "born" in field.title.casefold() or field.id == "born":
            return (today - timedelta(days=rng.randint(18 * 365, 85 * 365))).isoformat()
        return (today - timedelta(days=rng.choice((0, 1, 2, 3, 5, 7, 10, 14, 20, 30, 45, 60)))).isoformat()
    if rng.random() < 0.5:
        return (today + timedelta(days=rng.randint(1, 21))).isoformat()
    return (today + timedelta(days=rng.randint(22, 330))).isoformat()


def _near_day(threshold: str, today: date) -> date | None:
    match = re.fullmatch(r"today(?:([+-])(\d+))?", threshold)
    if match:
        return today + timedelta(days=int(f"{match[1] or '+'}{match[2] or 0}"))
    try:
        return date.fromisoformat(threshold)
    except ValueError:
        return None


def _email(field: Field, rng: random.Random, split: str, today: date, near: Sequence[str]) -> str:
    first, last = _name_parts(rng, split)
    plain = [re.sub(r"[^a-z]", "", part.casefold()) for part in (first, last)]
    number = rng.choice(("", "", str(rng.randint(1, 99)), str(rng.randint(1960, 2009))))
    local = rng.choice((".".join(plain), f"{plain[0][:1]}.{plain[1]}", f"{plain[0]}{number}", "_".join(plain) + number))
    return f"{local}@{_pick('others', 'mail', rng, split)}"


def _phone(field: Field, rng: random.Random, split: str, today: date, near: Sequence[str]) -> str:
    shape = rng.choice(("08# ### ####", "+353 8# ### ####", "+44 7### ######", "020 #### ####", "+1 ### ### ####",
                        "+49 15# #######", "+34 6## ### ###", "01 ### ####", "+33 6 ## ## ## ##"))  # fmt: skip
    told = "".join(str(rng.randint(1 if i == 0 else 0, 9)) if c == "#" else c for i, c in enumerate(shape))
    return values.normal(field, told, today) or told


def _code(field: Field, rng: random.Random, split: str, today: date, near: Sequence[str]) -> str:
    for _ in range(20):
        made = from_pattern(field.pattern or r"[A-Z]{2}\d{4}", rng)
        read = values.normal(field, made, today)
        if read is not None:
            return read
    return field.examples[0] if field.examples else "A1"


def from_pattern(pattern: str, rng: random.Random) -> str:
    """A text that matches a simple pattern: literals, classes, \\d, \\w and repetitions."""
    made: list[str] = []
    for part, low, high in _parts(pattern):
        count = rng.randint(low, high)
        made += [rng.choice(part) for _ in range(count)]
    return "".join(made)


@lru_cache(maxsize=128)
def _parts(pattern: str) -> tuple[tuple[str, int, int], ...]:
    found = []
    expression = r"(\\d|\\w|\\.|\[[^\]]+\]|[^\\\[\]{}?*+^$()|])(?:\{(\d+)(?:,(\d+))?\}|([?*+]))?"
    for match in re.finditer(expression, pattern):
        low = int(match[2] or 1)
        high = int(match[3] or low)
        if match[4]:
            low, high = {"?": (0, 1), "*": (0, 4), "+": (1, 5)}[match[4]]
        found.append((_letters(match[1]), low, high))
    return tuple(found)


def _letters(part: str) -> str:
    if part == r"\d":
        return "0123456789"
    if part == r"\w":
        return "ABCDEFGHJKLMNPQRSTUVWXYZ0123456789"
    if part.startswith("["):
        spans = re.sub(r"(.)-(.)", lambda m: "".join(map(chr, range(ord(m[1]), ord(m[2]) + 1))), part[1:-1])
        upper = "".join(c for c in spans.replace("\\d", "0123456789") if not c.islower())
        return upper or spans
    return part[1:] if part.startswith("\\") else part


def _text(field: Field, rng: random.Random, split: str, today: date, near: Sequence[str]) -> str:
    told = f"{field.id} {field.title}".casefold()
    if field.examples and rng.random() < EXAMPLE_SHARE and split == "taught":
        return rng.choice(field.examples)
    if re.search(r"\b(name|holder|driver|passenger|witness|guest|contact|who)\b|_name|name_", told):
        first, last = _name_parts(rng, split)
        return f"{first} {last}" if rng.random() < 0.85 else first
    for words, group, sort in (
        (r"country", "places", "countries"),
        (r"town|city|place|where", "places", "towns"),
        (r"company|firm|employer|garage|hospital|shop|airline", "others", "companies"),
    ):
        if re.search(words, told):
            return _pick(group, sort, rng, split)
    if re.search(r"address|street", told):
        return f"{rng.randint(1, 180)} {_pick('places', 'streets', rng, split)}, {_pick('places', 'towns', rng, split)}"
    pool = list(field.examples) or _share(_lists()["others"]["things"], split)
    return rng.choice(pool)


def _name_parts(rng: random.Random, split: str) -> tuple[str, str]:
    return _pick("names", "first", rng, split), _pick("names", "last", rng, split)


def _pick(group: str, sort: str, rng: random.Random, split: str) -> str:
    return rng.choice(_share(_lists()[group][sort], split))


@lru_cache(maxsize=64)
def _shared(group: tuple[str, ...], held_out: bool) -> list[str]:
    return [entry for i, entry in enumerate(group) if (i % HELD_OUT_EVERY == HELD_OUT_EVERY - 1) == held_out]


def _share(group: Sequence[str], split: str) -> list[str]:
    return _shared(tuple(group), split == "held_out")


@lru_cache(maxsize=1)
def _lists() -> dict[str, Any]:
    return tomllib.loads((paths.resources() / "phrasebook" / "en" / "values.toml").read_text("utf-8"))
