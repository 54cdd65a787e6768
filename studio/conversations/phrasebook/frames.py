"""The phrase families, read from the resources: which there are for a kind of message, and in which split.

A family is a construction; families marked as held out are never used in practice, so that verification hears wording
that nobody was taught.
"""

from __future__ import annotations

import random
import tomllib
from functools import lru_cache
from typing import Any, NamedTuple

from studio.base import paths

HELD_OUT_EVERY = 4


class Family(NamedTuple):
    """One family: its name ("yes.soft") and its frames."""

    name: str
    frames: tuple[str, ...]


@lru_cache(maxsize=1)
def _stock() -> dict[str, Any]:
    return tomllib.loads((paths.resources() / "phrasebook" / "en" / "phrases.toml").read_text("utf-8"))


@lru_cache(maxsize=256)
def families(kind: str, split: str) -> tuple[Family, ...]:
    """The families of a kind of message ("value", "answer", "yes", "vague" ...) in a split."""
    wanted = split == "held_out"
    return tuple(
        Family(f"{kind}.{name}", tuple(entry["frames"]))
        for name, entry in _stock()[kind].items()
        if bool(entry.get("held_out")) == wanted
    )


def pick(kind: str, split: str, rng: random.Random) -> tuple[str, str]:
    """A family's name and one of its frames. Families with more frames come up more often, but not in proportion."""
    stock = families(kind, split)
    family = rng.choices(stock, weights=[len(f.frames) ** 0.5 for f in stock])[0]
    return family.name, rng.choice(family.frames)


def invalid(kind: str, split: str, rng: random.Random) -> str:
    """Something that is no value of a kind of field; every fourth phrase is held out."""
    stock = _stock()["invalid"]
    phrases = stock.get(kind, stock["yes_no"])["frames"]
    return str(rng.choice([p for i, p in enumerate(phrases) if (i % HELD_OUT_EVERY == 1) == (split == "held_out")]))


def several(split: str, rng: random.Random) -> str:
    """A short frame for one of several values told at once."""
    return str(rng.choice(_stock()["several"][split]))


def lead(split: str, rng: random.Random) -> str:
    """What may stand before a statement; mostly nothing."""
    return str(rng.choice(_stock()["leads"][split]))


def joining(rng: random.Random) -> str:
    """What people put between two things said at once."""
    return str(rng.choice(_stock()["joining"]["pairs"]))


def opener(split: str, rng: random.Random) -> str:
    """How a message may begin; mostly with nothing."""
    return str(rng.choice(_stock()["openers"][split]))


def share(examples: tuple[str, ...], split: str, rng: random.Random) -> str:
    """One of an author's examples. Of four or more, every fourth is heard in verification only; verification hears
    the others too, in wordings of its own."""
    if len(examples) < HELD_OUT_EVERY:
        return rng.choice(examples)
    kept = [e for i, e in enumerate(examples) if i % HELD_OUT_EVERY == HELD_OUT_EVERY - 1]
    taught = [e for i, e in enumerate(examples) if i % HELD_OUT_EVERY != HELD_OUT_EVERY - 1]
    if split == "held_out" and rng.random() < 0.85:
        return rng.choice(kept)
    return rng.choice(taught)
