"""A seat's place in a chat: its thread, what it is doing, and what it is writing at this moment.

Which line it is to answer, and when, is `talk`'s business.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Literal

from PySide6.QtCore import QObject, QTimer, Signal

from studio.base.errors import StudioError
from studio.chat.chats import KeptSeat, SeatReply
from studio.chat.seats.seat import Piece, SeatCard
from studio.chat.seats.spec import SeatSpec
from studio.ui.chat.seat_thread import Job, Room, SeatThread
from studio.ui.memory import pass_over_what_stands

State = Literal["idle", "opening", "writing"]
FRAME = 33  # milliseconds between two looks at what was written


@dataclass
class Draft:
    """A message being written."""

    notes: str = ""
    words: str = ""


@dataclass
class Live:
    """A reply being written: for which exchange, and its messages so far."""

    exchange: int
    drafts: list[Draft] = field(default_factory=list)

    def take(self, pieces: list[Piece]) -> None:
        for piece in pieces:
            while len(self.drafts) <= piece.turn:
                self.drafts.append(Draft())
            draft = self.drafts[piece.turn]
            if piece.kind == "notes":
                draft.notes += piece.text
            else:
                draft.words += piece.text


class Slot(QObject):
    """One seat. `ended` carries the exchange and its SeatReply, the StudioError that came instead, or None where it was
    stopped before it began; `wrote` is emitted at most once a frame; `changed` when its state or its card does."""

    ended = Signal(str, int, object)
    wrote = Signal(str)
    changed = Signal(str)

    def __init__(self, kept: KeptSeat, room: Callable[[], Room], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.kept = kept
        self.card: SeatCard | None = None
        self.state: State = "idle"
        self.live: Live | None = None
        self.trouble: StudioError | None = None  # why it cannot go on until it is started again
        self.thread_ = SeatThread(room)
        self.thread_.opened.connect(self._opened)
        self.thread_.replied.connect(self._ended)
        self.thread_.troubled.connect(self._ended)
        self.thread_.skipped.connect(self._skipped)
        self.thread_.wrote.connect(self._look_soon)
        self._frame = QTimer(self, singleShot=True, interval=FRAME)
        self._frame.timeout.connect(self._look)

    @property
    def key(self) -> str:
        return self.kept.key

    @property
    def spec(self) -> SeatSpec:
        return self.kept.spec

    @property
    def is_busy(self) -> bool:
        return self.live is not None

    @property
    def title(self) -> str:
        return self.shown_card.title

    @property
    def shown_card(self) -> SeatCard:
        """Its card, or what is known of it before it was opened."""
        return self.kept.card or SeatCard(self.spec.id, self.spec.name, self.spec.kind)

    def ask(self, job: Job) -> None:
        """Have a line answered."""
        self.live = Live(job.exchange)
        self.state = "opening" if self.card is None else "writing"
        self.trouble = None
        self.thread_.ask(job)
        self.changed.emit(self.key)

    def halt(self) -> None:
        """End the message being written."""
        if self.is_busy:
            self.thread_.halt()

    def become(self, spec: SeatSpec) -> None:
        """Be opened differently from the next line on; the seat's memory goes with it."""
        self.kept = self.kept.model_copy(update={"spec": spec})
        self.trouble = None
        self.changed.emit(self.key)

    # -- from the thread -----------------------------------------------------------------------------

    def _opened(self, card: SeatCard) -> None:
        self.card = card
        self.kept = self.kept.model_copy(update={"card": card})
        pass_over_what_stands()
        self.state = "writing" if self.is_busy else "idle"
        self.changed.emit(self.key)

    def _look_soon(self) -> None:
        if not self._frame.isActive():
            self._frame.start()

    def _look(self) -> None:
        pieces = self.thread_.pieces()
        if pieces and self.live is not None:
            self.live.take(pieces)
            self.wrote.emit(self.key)

    def _skipped(self, exchange: int) -> None:
        self._ended(exchange, None)

    def _ended(self, exchange: int, result: SeatReply | StudioError | None) -> None:
        self._frame.stop()
        self.live, self.state = None, "idle"
        if isinstance(result, StudioError):
            self.trouble = result
        self.ended.emit(self.key, exchange, result)
        self.changed.emit(self.key)
