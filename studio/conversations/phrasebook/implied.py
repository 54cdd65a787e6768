"""What people say instead of a yes or no: "dies after a second" to "Does it start?".

For common predicates the resources hold statements that imply the answer, in files by what they are about: machines,
dealings, people. Which of them a procedure is about is told by all its questions, which predicate a question has by its
words: the first that is known, where nothing before it turns the question round.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import NamedTuple

from studio.base import paths

Statements = Mapping[str, tuple[str, ...]]  # for "yes" and for "no"
ASKED = ("", "fix", "see", "have", "done", "confirm")  # sorts of question that ask how things are
VAGUE = frozenset("still any anything anyone anybody already always ever right come comes came it one old".split())
ABOUT = 0.5  # of the words of the subject that a procedure is most about: so many more make it about another as well
FEWEST = 3  # words of a subject, for a procedure to be about it at all
_ATTRIBUTE = re.compile(r"\b(?:an?|the|any|some|your|my|this|that|these|those|there|another) $", re.IGNORECASE)
_TURNED = re.compile(
    r"\b(?:not|no longer|\w+n't|without|never|hard to|less|or|fail\w*|unable|refus\w*|stop\w*|quit\w*|forg[eo]t\w*|lost"
    r"|trouble\w*|difficult\w*|struggl\w*|out of|free of|too)\b",
    re.IGNORECASE,
)


class Subject(NamedTuple):
    """One file: how any of its predicates is found, and by their words what is said."""

    words: re.Pattern[str]
    said: Mapping[str, Statements]


@lru_cache(maxsize=1)
def subjects() -> tuple[Subject, ...]:
    """All of them, by name."""
    folder = paths.resources() / "phrasebook" / "en" / "implied"
    return tuple(_read(path.read_text("utf-8")) for path in sorted(folder.glob("*.toml")))


def _read(text: str) -> Subject:
    said: dict[str, dict[str, tuple[str, ...]]] = {}
    for told in tomllib.loads(text)["predicate"]:
        for words in told["words"]:
            before = said.setdefault(words, {"yes": (), "no": ()})
            before["yes"] += tuple(told["is"])
            before["no"] += tuple(told["not"])
    longest_first = sorted(said, key=len, reverse=True)
    return Subject(re.compile(rf"\b(?:{'|'.join(map(re.escape, longest_first))})\b", re.IGNORECASE), dict(said))


@lru_cache(maxsize=200)
def about(texts: tuple[str, ...]) -> tuple[Subject, ...]:
    """The subjects that a procedure with these questions is about, the most likely first."""
    found = [(sum(len(subject.words.findall(text)) for text in texts), subject) for subject in subjects()]
    most = max((count for count, _ in found), default=0)
    likely = sorted(found, key=lambda counted: -counted[0])
    return tuple(subject for count, subject in likely if count >= max(FEWEST, ABOUT * most))


@lru_cache(maxsize=4000)
def implied(question: str, sort: str, texts: tuple[str, ...]) -> Statements:
    """Statements from which a yes or a no to a question of this sort follows, in a procedure with these questions;
    empty where none is safe."""
    if sort not in ASKED:
        return {}
    _, _, asked = question.partition(" ")  # without the verb that makes it a question
    for subject in about(texts):
        match = _first(subject.words.finditer(asked))
        if match is not None:
            turned = _TURNED.search(asked[: match.start()])
            return {} if turned else subject.said[match[0].casefold()]
    return {}


def _first(found: Iterable[re.Match[str]]) -> re.Match[str] | None:
    """The first known word that is what is asked: no word that goes with any question, and no attribute of a noun."""
    for match in found:
        before, after = match.string[: match.start()], match.string[match.end() :]
        attribute = _ATTRIBUTE.search(before) and re.match(r" [a-z]", after, re.IGNORECASE)
        if match[0].casefold() not in VAGUE and not attribute:
            return match
    return None
