"""The phrase families, read from the resources: which there are for a kind of message, and in which split.

A family is a construction; families marked as held out are never used in practice, so that verification hears wording
that nobody was taught. In a frame, [a|b|] stands for any one of the words between the bars.
"""

from __future__ import annotations

import itertools
import random
import re
import tomllib
from collections.abc import Iterator
from functools import lru_cache
from typing import Any, NamedTuple

from studio.base import paths

FILES = ("answers", "yes_no", "overlays", "collected", "outside", "unwilling", "turning", "recorded", "states")
HELD_OUT_EVERY = 4
CHOICE = re.compile(r"\[([^\[\]]*\|[^\[\]]*)\]")
REST = 0.15


class Family(NamedTuple):
    """One family: its name ("yes.soft"), its frames, and how often it comes up beside others."""

    name: str
    frames: tuple[str, ...]
    held_out: bool
    weight: float


@lru_cache(maxsize=1)
def stock() -> dict[str, tuple[Family, ...]]:
    """All families by kind of message."""
    kinds: dict[str, tuple[Family, ...]] = {}
    for file in FILES:
        text = (paths.resources() / "phrasebook" / "en" / f"{file}.toml").read_text("utf-8")
        for kind, tables in tomllib.loads(text).items():
            kinds[kind] = kinds.get(kind, ()) + tuple(
                Family(
                    f"{kind}.{name}",
                    tuple(table["frames"]),
                    bool(table.get("held_out")),
                    float(table.get("weight", 1)) * len(table["frames"]) ** 0.5,
                )
                for name, table in tables.items()
            )
    return kinds


@lru_cache(maxsize=512)
def families(kinds: tuple[str, ...], split: str) -> tuple[tuple[Family, ...], tuple[float, ...]]:
    """The families of some kinds ("value", "yes", "vague" ...) in a split, and their cumulative weights."""
    found = tuple(f for kind in kinds for f in stock().get(kind, ()) if f.held_out == (split == "held_out"))
    return found, tuple(itertools.accumulate(f.weight for f in found))


def pick(kind: str | tuple[str, ...], split: str, rng: random.Random) -> tuple[str, str]:
    """A family's name and one of its frames, its choices made."""
    found, weights = families((kind,) if isinstance(kind, str) else kind, split)
    family = rng.choices(found, cum_weights=weights)[0]
    return family.name, chosen(rng.choice(family.frames), rng)


def frame(kind: str, split: str, rng: random.Random) -> str:
    """A frame of a kind whose family does not matter (openers, what joins two values)."""
    return pick(kind, split, rng)[1]


def has(kind: str) -> bool:
    """Whether there are families of this kind."""
    return kind in stock()


def chosen(text: str, rng: random.Random) -> str:
    """The frame with one of each [a|b] chosen."""
    if "|" not in text:
        return text
    made = CHOICE.sub(lambda match: rng.choice(match[1].split("|")), text)
    return re.sub(r" +([,.?]|$)", r"\1", re.sub(r"  +", " ", made)).strip() if made.strip() else made


def forms(text: str) -> Iterator[str]:
    """Every wording of a frame."""
    parts = [part.split("|") if i % 2 else [part] for i, part in enumerate(CHOICE.split(text))]
    for words in itertools.product(*parts):
        yield "".join(words)


def share(examples: tuple[str, ...], split: str, rng: random.Random) -> str:
    """One of an author's examples. Of four or more, every fourth is heard in verification only; verification hears
    the others too, now and then, in wordings of its own."""
    if len(examples) < HELD_OUT_EVERY:
        return rng.choice(examples)
    wanted = split == "held_out" and rng.random() >= REST
    return rng.choice(examples[HELD_OUT_EVERY - 1 :: HELD_OUT_EVERY] if wanted else taught_examples(examples))


@lru_cache(maxsize=2000)
def taught_examples(examples: tuple[str, ...]) -> tuple[str, ...]:
    """Those of an author's examples that practice may hear."""
    if len(examples) < HELD_OUT_EVERY:
        return examples
    return tuple(e for i, e in enumerate(examples) if i % HELD_OUT_EVERY != HELD_OUT_EVERY - 1)


@lru_cache(maxsize=1)
def _first_words() -> frozenset[str]:
    """The words that frames begin with, as they look with a capital."""
    found = {
        f.split(" ", 1)[0].rstrip(",.!?") for several in stock().values() for family in several for f in family.frames
    }
    return frozenset(w.capitalize() for w in found if w.isalpha() and w.islower() and len(w) > 1)


def lowered(text: str) -> str:
    """A frame's text without its capital, to stand after other words; a value that comes first keeps its own."""
    first = text.split(" ", 1)[0].rstrip(",.!?")
    return text[:1].casefold() + text[1:] if first in _first_words() else text


@lru_cache(maxsize=1)
def lexicon() -> dict[str, Any]:
    """Synonyms, opposites, chat spellings and irregular verbs."""
    return tomllib.loads((paths.resources() / "phrasebook" / "en" / "lexicon.toml").read_text("utf-8"))
