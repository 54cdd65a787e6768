"""Gives an annotated dialogue other names and figures throughout, so that its values cannot be known by heart.

SGD's dialogues share a few thousand values; a model that sees them again and again learns to expect them. Here names
become invented ones and figures other figures, wherever the dialogue, its annotation and its results mention them.
Dates, times and counts stay as they are.
"""

from __future__ import annotations

import random
import re
from typing import Any

import spoken

Turn = dict[str, Any]

_TIME = re.compile(
    r"\b(am|pm|a\.m|p\.m|o'clock|noon|morning|evening|afternoon|today|tomorrow|week|\d+(st|nd|rd|th)|"
    r"january|february|march|april|may|june|july|august|september|october|november|december|"
    r"monday|tuesday|wednesday|thursday|friday|saturday|sunday)\b|\d:\d\d|\d{4}-\d\d",
    re.IGNORECASE,
)


def swap(turns: list[Turn], rng: random.Random, share: float = 0.7) -> list[Turn]:
    """The dialogue with about that share of its names and long figures replaced, the same everywhere."""
    values = sorted({value for turn in turns for act in turn["acts"] if act[2] != "intent" for value in act[3]})
    new = {value.lower(): made for value in values if rng.random() < share and (made := _other(value, rng))}
    if not new:
        return turns
    longest_first = sorted(new, key=len, reverse=True)
    pattern = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, longest_first))})(?!\w)", re.IGNORECASE)

    def replaced(found: re.Match[str]) -> str:
        made = new[found[0].lower()]
        return made.lower() if found[0].islower() else made

    return [_through(turn, lambda text: pattern.sub(replaced, text)) for turn in turns]


def _other(value: str, rng: random.Random) -> str | None:
    """A value of the same sort, or None where it should stay."""
    if value in ("True", "False", "dontcare") or _TIME.search(value) or len(value) < 4:
        return None
    if re.search(r"\d", value):
        return re.sub(r"\d", lambda _: str(rng.randrange(10)), value)
    if not value[0].isupper():
        return None
    return " ".join(_word(rng) for _ in range(min(4, max(1, value.count(" ") + rng.choice((0, 1, 1, 2))))))


def _word(rng: random.Random) -> str:
    way = rng.random()
    if way < 0.4:
        return spoken.syllables(rng).capitalize()
    return rng.choice(spoken.LAST if way < 0.7 else spoken.FIRST if way < 0.85 else spoken.PLACES)


def _through(value: Any, change: Any) -> Any:
    """The value with every text in it changed; names of slots, acts and methods are keys or stand first and stay."""
    if isinstance(value, dict):
        kept = ("who", "method", "service")
        return {
            key: part if key in kept else _acts(part, change) if key == "acts" else _through(part, change)
            for key, part in value.items()
        }
    if isinstance(value, list):
        return [_through(part, change) for part in value]
    return change(value) if isinstance(value, str) else value


def _acts(acts: list[list[Any]], change: Any) -> list[list[Any]]:
    return [
        [service, act, slot, given if slot == "intent" else _through(given, change)]
        for service, act, slot, given in acts
    ]
