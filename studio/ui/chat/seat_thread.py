"""A seat in a thread of its own: it is opened, asked and stopped there, and the window's thread never waits for it.

What a seat is asked, and when, is `talk`'s business.
"""

from __future__ import annotations

import queue
import threading
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import Literal, Protocol

from PySide6.QtCore import QObject, QThread, Signal

from studio.base.errors import StudioError
from studio.base.sentences import sentence
from studio.chat.chats import SeatReply
from studio.chat.seats.seat import Memory, OnPiece, Piece, Seat
from studio.chat.seats.spec import SeatSpec

AGAIN = sentence("Start it again; if that does not help, remove the seat.")


class Room(Protocol):
    """Where seats are opened (`studio.chat.seats.room.SeatRoom`, or a fake)."""

    def seat(self, spec: SeatSpec) -> Seat: ...

    def offers(self) -> Sequence[Offer]: ...

    def fairness(self) -> Fairness: ...

    def close(self) -> None: ...


class Offer(Protocol):
    """A seat that the run offers; `why` says what it lacks where it is not `ready`, `command` what to enter in a
    terminal where that mends it."""

    @property
    def spec(self) -> SeatSpec: ...

    @property
    def ready(self) -> bool: ...

    @property
    def why(self) -> str: ...

    @property
    def command(self) -> str: ...


class Fairness(Protocol):
    """What the comparison rests on."""

    @property
    def same_base(self) -> bool: ...

    @property
    def small(self) -> bool: ...

    def sentences(self) -> tuple[str, ...]: ...


@dataclass(frozen=True)
class Known:
    """What a room tells of itself without opening a seat."""

    fairness: Fairness | None = None
    offers: tuple[Offer, ...] = ()


class Looking(QThread):
    """Asks a room what it offers and what its comparison rests on, which may take a while; `found` carries a Known."""

    found = Signal(object)

    def __init__(self, room: Callable[[], Room]) -> None:
        super().__init__()
        self._room = room

    def run(self) -> None:
        fairness: Fairness | None = None
        offers: tuple[Offer, ...] = ()
        with suppress(StudioError):  # whoever opens a seat is told
            offers = tuple(self._room().offers())
            fairness = self._room().fairness()
        self.found.emit(Known(fairness, offers))


@dataclass(frozen=True)
class Job:
    """A line for a seat to answer. `line` is None for the opening; `memory` is what it remembers of all before, which
    it is reminded of unless it has just answered `after`, the exchange that this one follows."""

    exchange: int
    line: str | None
    spec: SeatSpec
    memory: Memory
    after: int


class SeatThread(QThread):
    """Answers jobs one after another. `opened` carries the seat's card; each job ends with `replied` (exchange,
    SeatReply), `troubled` (exchange, StudioError), or `skipped` (exchange) where it was stopped before it had begun.
    `wrote` says that there are pieces to be fetched with `pieces`."""

    opened = Signal(object)
    replied = Signal(int, object)
    skipped = Signal(int)
    troubled = Signal(int, object)
    wrote = Signal()

    def __init__(self, room: Callable[[], Room], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._room = room
        self._jobs: queue.SimpleQueue[Job | Literal["release"] | None] = queue.SimpleQueue()
        self._seat: Seat | None = None
        self._spec: SeatSpec | None = None
        self._at = 0  # the exchange the seat remembers last
        self._stopping = threading.Event()
        self._lock = threading.Lock()
        self._pieces: list[Piece] = []

    # -- from the window's thread --------------------------------------------------------------------

    def ask(self, job: Job) -> None:
        """Have a line answered."""
        self._stopping.clear()
        with self._lock:
            self._pieces.clear()
        if not self.isRunning():
            self.start()
        self._jobs.put(job)

    def halt(self) -> None:
        """End the message being written; what stands is kept."""
        self._stopping.set()
        seat = self._seat
        if seat is not None:
            seat.stop()

    def start_over(self) -> None:
        """The next job is of another chat. Only while none is at work."""
        self._at = 0

    def release(self) -> None:
        """Let go of the seat, and of the memory that it holds, until it is asked again."""
        if self.isRunning():
            self._jobs.put("release")

    def leave(self) -> None:
        """End the thread, and let go of the seat; it does not wait."""
        self.halt()
        self._jobs.put(None)

    def pieces(self) -> list[Piece]:
        """What was written since they were fetched last."""
        with self._lock:
            found, self._pieces = self._pieces, []
        return found

    # -- in the thread -------------------------------------------------------------------------------

    def run(self) -> None:
        while (job := self._jobs.get()) is not None:
            if job == "release":
                self._let_go()
                continue
            try:
                reply = self._answered(job)
                self.skipped.emit(job.exchange) if reply is None else self.replied.emit(job.exchange, reply)
            except StudioError as error:
                self._let_go()
                self.troubled.emit(job.exchange, error)
            except Exception as error:  # whatever it was, the window stays and says so
                self._let_go()
                reason = str(error) or type(error).__name__
                told = sentence("It stopped for a reason nobody expected: {reason}.", reason=reason)
                self.troubled.emit(job.exchange, StudioError(told, AGAIN))
        self._let_go()

    def _answered(self, job: Job) -> SeatReply | None:
        seat = self._opened(job.spec) if not self._stopping.is_set() else None
        if seat is None or self._stopping.is_set():
            return None
        if job.line is None:
            turns = seat.open(self._heard(seat))
        else:
            if self._at != job.after:
                seat.recall(job.memory)
            turns = seat.say(job.line, self._heard(seat))
        self._at = job.exchange
        return SeatReply(tuple(turns), seat.memory())

    def _opened(self, spec: SeatSpec) -> Seat:
        if self._seat is None or spec != self._spec:
            self._let_go()
            self._seat, self._spec = self._room().seat(spec), spec
            self.opened.emit(self._seat.card)
        return self._seat

    def _heard(self, seat: Seat) -> OnPiece:
        def heard(piece: Piece) -> None:
            with self._lock:
                self._pieces.append(piece)
                first = len(self._pieces) == 1
            if first:
                self.wrote.emit()
            if self._stopping.is_set():  # it may have been asked to stop before it had begun
                seat.stop()

        return heard

    def _let_go(self) -> None:
        seat, self._seat, self._at = self._seat, None, 0
        if seat is not None:
            seat.close()
