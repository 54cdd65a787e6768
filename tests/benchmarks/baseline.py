"""What the compiled model is compared with where one of several things is chosen by a person's words: the thing whose
known phrases hold the phrase most like them (TF-IDF). Nothing is learned, and nothing is said before or after.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable

from studio.conversations.nearest import Likeness


class Nearest:
    """Known phrases, each with what it stands for (a branch, a step, an intent). How rare a word is, is counted over
    all of them."""

    def __init__(self, known: Iterable[tuple[str, str]]) -> None:
        pairs = list(known)
        self._labels = [label for label, _ in pairs]
        self._likeness = Likeness([phrase for _, phrase in pairs])

    def best(self, text: str, among: Collection[str] | None = None) -> tuple[str, float]:
        """What the text most likely stands for, of all or of some, and how like the nearest phrase is to it, from 0 to
        1; nothing and 0 where no phrase shares a word with it. Of equals the first known."""
        found, most = "", 0.0
        for label, likeness in zip(self._labels, self._likeness.of(text), strict=True):
            if likeness > most and (among is None or label in among):
                found, most = label, float(likeness)
        return found, min(1.0, most)
