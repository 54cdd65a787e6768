"""What was written by hand for the starter (writing/*.toml): questions with their ways to go on and what people say for
each, yes/no questions with replies that need not hold a yes or a no, topics that people ask about.

Ways of leaving the path and the words around an answer are the phrasebook's taught families: what a compile practises.
"""

from __future__ import annotations

import random
import re
import tomllib
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple

from studio.conversations.phrasebook import frames, meanings

FOLDER = Path(__file__).parent / "writing"


class Decision(NamedTuple):
    """A question and what people say, by the branch it means."""

    word: str
    ask: str
    said: dict[str, tuple[str, ...]]


class Check(NamedTuple):
    """A yes/no question: replies that mean yes, no and neither, and (question back, its answer) pairs."""

    word: str
    ask: str
    yes: tuple[str, ...]
    no: tuple[str, ...]
    unclear: tuple[str, ...]
    back: tuple[tuple[str, str], ...]


class Topic(NamedTuple):
    """Something people ask about, and what the agent answers."""

    word: str
    asked: tuple[str, ...]
    answer: str


@lru_cache(maxsize=1)
def _tables() -> dict[str, list[dict[str, Any]]]:
    merged: dict[str, list[dict[str, Any]]] = {"decision": [], "check": [], "topic": []}
    for path in sorted(FOLDER.glob("*.toml")):
        for kind, rows in tomllib.loads(path.read_text(encoding="utf-8")).items():
            merged[kind] += rows
    return merged


@lru_cache(maxsize=1)
def decisions() -> tuple[Decision, ...]:
    return tuple(
        Decision(row["word"], row["ask"], {branch: tuple(said) for branch, said in row["said"].items()})
        for row in _tables()["decision"]
    )


@lru_cache(maxsize=1)
def checks() -> tuple[Check, ...]:
    return tuple(
        Check(
            row["word"], row["ask"], tuple(row["yes"]), tuple(row["no"]), tuple(row.get("unclear", ())),
            tuple((asked, answer) for asked, answer in row.get("back", ())),
        )
        for row in _tables()["check"]
    )  # fmt: skip


@lru_cache(maxsize=1)
def topics() -> tuple[Topic, ...]:
    return tuple(Topic(row["word"], tuple(row["asked"]), row["answer"]) for row in _tables()["topic"])


def of_meanings(rng: random.Random) -> Decision:
    """A decision between a few of the meanings that many trades have in common, in words that authors use for them."""
    chosen = rng.sample(meanings.meanings(), rng.choice((2, 3, 3, 4)))
    named = {re.sub(r"\W+", "_", rng.choice((one.name, *one.near, *one.near)).lower()): one for one in chosen}
    word = rng.choice(("reply", "wish", "answer", "verdict", "case", "next", "matter", "situation", next(iter(named))))
    ask = rng.choice(("What shall we do?", "How is it?", "And now?", "How are things?", f"Is it so: {chosen[0].hint}?"))
    return Decision(word, ask, {name: one.said for name, one in named.items()})


def taught(kind: str, rng: random.Random) -> str:
    """A frame of a kind of the phrasebook's, from a taught family."""
    return frames.frame(kind, "taught", rng)


def texts() -> Iterator[str]:
    """Everything that people say in the written records."""
    for decision in decisions():
        for said in decision.said.values():
            yield from said
    for check in checks():
        yield from (*check.yes, *check.no, *check.unclear, *(asked for asked, _ in check.back))
    for topic in topics():
        yield from topic.asked
