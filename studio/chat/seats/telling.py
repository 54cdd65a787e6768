"""One message as it is being written: its notes apart from the words a customer reads, and the time of the first word.

Where the text comes from is the seats' business.
"""

from __future__ import annotations

import time
from typing import Literal

from studio.chat.seats.seat import OnPiece, Piece
from studio.conversations.rendering import CALL_MARK
from studio.procedure.trace import CLOSE, OPEN

_CALL = f"\n{CALL_MARK}"


class Telling:
    """Takes pieces of a raw message (call it with each) and passes on pieces of notes and of words. `began` is when the
    seat got to work (monotonic seconds); `first` when the first word could be read, None before."""

    def __init__(self, turn: int, on_piece: OnPiece | None, began: float) -> None:
        self.turn = turn
        self.raw = ""
        self.first: float | None = None
        self._on_piece = on_piece
        self._began = began
        self._shown: dict[str, int] = {"notes": 0, "words": 0}

    def __call__(self, piece: str) -> None:
        self.raw += piece
        notes, words = split(self.raw)
        self._show("notes", _held(notes, CLOSE))
        self._show("words", _held(words, _CALL))

    def finish(self) -> None:
        """The message is over: what was held back, as it could have become a mark, is passed on."""
        notes, words = split(self.raw)
        self._show("notes", notes)
        self._show("words", words)

    @property
    def first_seconds(self) -> float:
        """Seconds to the first word; -1 where there was none."""
        return -1.0 if self.first is None else self.first - self._began

    def _show(self, kind: Literal["notes", "words"], text: str) -> None:
        news = text[self._shown[kind] :]
        if not news:
            return
        self._shown[kind] = len(text)
        if kind == "words" and self.first is None and text.strip():
            self.first = time.monotonic()
        if self._on_piece is not None:
            self._on_piece(Piece(self.turn, kind, news))


def split(raw: str) -> tuple[str, str]:
    """A raw message's notes (a trace, or a model's thinking) and its words, a call at its end left out."""
    text = raw.lstrip()
    notes = ""
    if text.startswith(OPEN):
        notes, closed, text = text[len(OPEN) :].partition(CLOSE)
        if not closed:
            return notes, ""
    elif OPEN.startswith(text):  # it may still become the beginning of notes
        return "", ""
    bare = text.lstrip("\n")
    silent = bare.startswith(CALL_MARK) or CALL_MARK.startswith(bare)
    return notes, "" if silent else text.split(_CALL)[0]


def _held(text: str, mark: str) -> str:
    """The text without an end that could become the mark."""
    longest = next((n for n in range(min(len(mark) - 1, len(text)), 0, -1) if text.endswith(mark[:n])), 0)
    return text[: len(text) - longest]
