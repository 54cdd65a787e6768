"""Meanings that decisions of many trades have in common, and what people say for each (meanings.toml): where a branch
clearly has one of them, practice hears those words beside the author's own examples, so that the model learns what is
meant and not only how the author put it.

Whether a branch has a meaning is judged by words: its name, condition and taught examples against the meaning's.
Held-out examples are not looked at.
"""

from __future__ import annotations

import math
import re
import tomllib
from collections import Counter, defaultdict
from collections.abc import Mapping
from functools import lru_cache
from typing import NamedTuple

from studio.base import paths
from studio.conversations.phrasebook.frames import taught_examples
from studio.procedure.model import Branch, Decide

NEEDED = 0.28  # how alike a branch and a meaning must be
LEAD = 1.25  # and how many times more alike than the decision's other branches
_WORD = re.compile(r"[a-z]+(?:'[a-z]+)?")
_ENDINGS = re.compile(r"(?:'s|ing|ed|es|s|ly)$")

Vector = Mapping[str, float]


class Meaning(NamedTuple):
    """One meaning: `hint` and `near` are what authors call it, `said` what customers type."""

    name: str
    hint: str
    near: tuple[str, ...]
    said: tuple[str, ...]


@lru_cache(maxsize=1)
def meanings() -> tuple[Meaning, ...]:
    """All of them, as they stand in the resources."""
    text = (paths.resources() / "phrasebook" / "en" / "meanings.toml").read_text("utf-8")
    return tuple(
        Meaning(name, table["hint"], tuple(table["near"]), tuple(table["said"]))
        for name, table in tomllib.loads(text).items()
    )


@lru_cache(maxsize=500)
def borrowed(decision: Decide) -> dict[str, tuple[str, ...]]:
    """What people say for the meanings that the decision's branches have, by branch."""
    likeness = {
        (branch.id, meaning.name): _likeness(branch, meaning) for branch in decision.branches for meaning in meanings()
    }
    found: dict[str, tuple[str, ...]] = {}
    for meaning in meanings():
        ranked = sorted(decision.branches, key=lambda b: likeness[(b.id, meaning.name)], reverse=True)
        first, rest = ranked[0], ranked[1:]
        score = likeness[(first.id, meaning.name)]
        others = max((likeness[(b.id, meaning.name)] for b in rest), default=0.0)
        if score >= NEEDED and score >= LEAD * others:
            found[first.id] = found.get(first.id, ()) + meaning.said
    return found


def _likeness(branch: Branch, meaning: Meaning) -> float:
    """From 0 to about 1: half what it is called, half what is said."""
    called = _cosine(_vector((branch.id.replace("_", " "), branch.condition)), _vector((meaning.hint, *meaning.near)))
    examples = taught_examples(branch.examples)
    if not examples:
        return called
    return (called + sum(_nearest(example).get(meaning.name, 0.0) for example in examples) / len(examples)) / 2


@lru_cache(maxsize=5_000)
def _nearest(example: str) -> Mapping[str, float]:
    """By meaning, how alike the example and the nearest of its sentences are (none where no word is shared)."""
    alike: dict[tuple[str, int], float] = defaultdict(float)
    for word, value in _vector((example,)).items():
        for sentence, weight in _index().get(word, ()):
            alike[sentence] += value * weight
    found: dict[str, float] = {}
    for (name, _), score in alike.items():
        found[name] = max(score, found.get(name, 0.0))
    return found


@lru_cache(maxsize=1)
def _index() -> Mapping[str, list[tuple[tuple[str, int], float]]]:
    """By word, the sentences that hold it (meaning and place) and what the word weighs there."""
    index: dict[str, list[tuple[tuple[str, int], float]]] = defaultdict(list)
    for meaning in meanings():
        for place, sentence in enumerate((*meaning.said, *meaning.near)):
            for word, weight in _vector((sentence,)).items():
                index[word].append(((meaning.name, place), weight))
    return index


def _words(text: str) -> list[str]:
    return [_ENDINGS.sub("", word) or word for word in _WORD.findall(text.casefold().replace("\u2019", "'"))]


@lru_cache(maxsize=1)
def _rarity() -> Mapping[str, float]:
    """How much a word tells, by how few of the sentences hold it."""
    sentences = [one for meaning in meanings() for one in (meaning.hint, *meaning.near, *meaning.said)]
    counts = Counter(word for one in sentences for word in set(_words(one)))
    return {word: math.log((1 + len(sentences)) / (1 + count)) for word, count in counts.items()}


@lru_cache(maxsize=20_000)
def _vector(texts: tuple[str, ...]) -> Vector:
    rarity = _rarity()
    most = max(rarity.values())
    words = Counter(word for text in texts for word in _words(text))
    weighed = {word: (1 + math.log(count)) * rarity.get(word, most) for word, count in words.items()}
    length = math.sqrt(sum(value * value for value in weighed.values())) or 1.0
    return {word: value / length for word, value in weighed.items()}


def _cosine(one: Vector, other: Vector) -> float:
    small, large = (one, other) if len(one) < len(other) else (other, one)
    return sum(value * large.get(word, 0.0) for word, value in small.items())
