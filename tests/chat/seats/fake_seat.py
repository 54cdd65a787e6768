"""A seat without any model: it answers with what it is given, piece by piece, and remembers as real ones do."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import replace

from studio.chat.seats.seat import Measures, Memory, OnPiece, Piece, SeatCard, SeatTurn

Answer = Callable[[list[str]], list[SeatTurn]]


def echo(said: list[str]) -> list[SeatTurn]:
    """Greets, then repeats what was said last."""
    text = f"You said: {said[-1]}" if said else "Hello!"
    written = len(text.split())
    measures = Measures(0.01, 0.02, 10 + sum(len(line.split()) for line in said), 5, written, 1, cold=not said)
    return [SeatTurn(text, measures=measures)]


class FakeSeat:
    """`answer` gets the customer's messages so far (none: the opening). With `hold` set, writing waits after the first
    piece until `hold` is set or somebody calls `stop()`."""

    def __init__(
        self, answer: Answer = echo, card: SeatCard | None = None, hold: threading.Event | None = None
    ) -> None:
        self.card = card or SeatCard("fake", "A fake", "gguf", "nothing", 0)
        self.answer = answer
        self.hold = hold
        self.said: list[str] = []
        self.closed = 0
        self.writing = threading.Event()
        self._stop = threading.Event()

    def open(self, on_piece: OnPiece | None = None) -> list[SeatTurn]:
        self.said = []
        return self._written(on_piece)

    def say(self, text: str, on_piece: OnPiece | None = None) -> list[SeatTurn]:
        self.said.append(text)
        return self._written(on_piece)

    def rewind(self, user_turns: int) -> None:
        self.said = self.said[:user_turns]

    def memory(self) -> Memory:
        return {"said": list(self.said)}

    def recall(self, memory: Memory) -> None:
        self.said = list(memory["said"])

    def stop(self) -> None:
        self._stop.set()

    def close(self) -> None:
        self.closed += 1

    def _written(self, on_piece: OnPiece | None) -> list[SeatTurn]:
        self._stop.clear()
        turns = self.answer(self.said)
        done: list[SeatTurn] = []
        for number, turn in enumerate(turns):
            shown = ""
            if turn.notes and on_piece:
                on_piece(Piece(number, "notes", turn.notes))
            for word in turn.text.split(" "):
                if self._stop.is_set():
                    return [*done, replace(turn, text=shown, stopped=False)]
                piece = f" {word}" if shown else word
                shown += piece
                if on_piece:
                    on_piece(Piece(number, "words", piece))
                self.writing.set()
                while self.hold is not None and not self.hold.is_set() and not self._stop.wait(0.005):
                    pass
            done.append(turn)
        return done
