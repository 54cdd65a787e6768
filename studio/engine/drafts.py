"""Speculative decoding by texts that somebody foresees: what a request says may come is read along and checked, so that
several tokens cost little more than one.

Nothing that is written depends on a draft, only how soon: each token is still chosen from the model's own row, and
what was drafted wrongly is taken out of the cache again (`lanes`). Pure Python, no model.
"""

from __future__ import annotations

from collections.abc import Sequence

REACH = 24  # tokens of a draft among which its thread is taken up again after something else stood in it
FIRST, LEAST, MOST = 8, 4, 16  # tokens drafted at once: to begin with, after wrong guesses, after right ones


class Drafts:
    """Texts that may come, the likeliest first, and how far each has been followed by what did come.

    A draft stays of use where other words stand in it than were written, such as a value: its thread is taken up
    again at the next token that both have.
    """

    def __init__(self, texts: Sequence[Sequence[int]]) -> None:
        self._threads = [_Thread(tuple(text)) for text in texts if text]
        self._length = FIRST

    def follow(self, token: int) -> None:
        """One more token was written."""
        for thread in self._threads:
            thread.follow(token)

    def ahead(self) -> list[int]:
        """What probably comes next: the text from which the least has differed so far; empty where none goes on."""
        best = min(
            (thread for thread in self._threads if thread.goes_on), key=lambda thread: thread.missed, default=None
        )
        return [] if best is None else list(best.text[best.at : best.at + self._length])

    def judge(self, drafted: int, right: int) -> None:
        """Of so many tokens drafted, so many were right: the next draft is longer or shorter for it."""
        self._length = min(MOST, 2 * self._length) if right == drafted else max(LEAST, self._length // 2)


class _Thread:
    """One draft: the place up to which it was followed, and how many tokens stood otherwise."""

    __slots__ = ("at", "missed", "text", "with_it")

    def __init__(self, text: tuple[int, ...]) -> None:
        self.text = text
        self.at = 0
        self.missed = 0
        self.with_it = True

    @property
    def goes_on(self) -> bool:
        return self.with_it and self.at < len(self.text)

    def follow(self, token: int) -> None:
        text, at = self.text, self.at
        self.with_it = True
        if at < len(text) and text[at] == token:
            self.at = at + 1
            return
        self.missed += 1
        try:
            self.at = text.index(token, at, at + REACH) + 1
        except ValueError:
            self.with_it = False
