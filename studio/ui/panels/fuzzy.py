"""Whether a few typed letters mean a text, how well, and where they stand in it."""

from __future__ import annotations

import re
from typing import NamedTuple

WHOLE, BEGINNING, INSIDE, SCATTERED = 100, 80, 50, 20
_STARTS = re.compile(r"\b\w")


class Match(NamedTuple):
    """How well it fits (more is better), and the places of the typed letters, from and to."""

    score: float
    marks: tuple[tuple[int, int], ...]


def match(typed: str, text: str) -> Match | None:
    """How typed words fit a text, each of them somewhere in it, in any order; None where one does not. What stands
    together counts more than letters apart, the beginning of a word more than its inside, a short text more than a
    long one."""
    folded = text.lower() if len(text.lower()) == len(text) else text
    score, marks = 0.0, set[int]()
    for word in typed.lower().split():
        found = _word(word, folded)
        if found is None:
            return None
        score += found[0]
        marks.update(found[1])
    return Match(score - len(text) / 50, _spans(sorted(marks)))


def _word(word: str, text: str) -> tuple[float, list[int]] | None:
    starts = [found.start() for found in _STARTS.finditer(text)]
    begun = next((start for start in starts if text.startswith(word, start)), None)
    if begun is not None:
        ends = begun + len(word)
        whole = ends == len(text) or not text[ends].isalnum()
        return (WHOLE if whole else BEGINNING) - min(begun, 20) / 4, list(range(begun, ends))
    inside = text.find(word)
    if inside >= 0:
        return INSIDE - min(inside, 20) / 4, list(range(inside, inside + len(word)))
    return _scattered(word, text, set(starts)) if len(word) > 1 else None


def _scattered(word: str, text: str, starts: set[int]) -> tuple[float, list[int]] | None:
    """Letters in order but apart. Each but the first must begin a word or follow the one before, so that a few letters
    do not mean every long text."""
    for first in sorted(starts):
        places = [first] if text[first] == word[0] else []
        while places and len(places) < len(word):
            letter, last = word[len(places)], places[-1]
            onward = [last + 1, *sorted(start for start in starts if start > last + 1)]
            place = next((at for at in onward if at < len(text) and text[at] == letter), None)
            if place is None:
                places = []
            else:
                places.append(place)
        if places:
            return SCATTERED - (places[-1] - places[0]) / 10, places
    return None


def _spans(places: list[int]) -> tuple[tuple[int, int], ...]:
    spans: list[tuple[int, int]] = []
    for place in places:
        if spans and spans[-1][1] == place:
            spans[-1] = (spans[-1][0], place + 1)
        else:
            spans.append((place, place + 1))
    return tuple(spans)
