"""A run without a model, and seats that answer at once or when they are let."""

from __future__ import annotations

import threading
from dataclasses import replace
from typing import NamedTuple

import pytest
from shiboken6 import isValid

from studio.base.errors import StudioError
from studio.base.runfolder import create
from studio.chat.seats.seat import Measures, SeatCard, SeatTurn
from studio.chat.seats.spec import SeatSpec
from studio.procedure.file import dumps
from studio.procedure.trace import Move, Trace
from studio.ui.chat import leaving
from studio.ui.chat.talk import Talk
from tests.chat.seats.fake_seat import FakeSeat

COMPILED, PROMPTED, SERVER = (
    SeatSpec(kind="compiled"),
    SeatSpec(kind="prompted"),
    SeatSpec(kind="endpoint", url="http://box/v1", model="big"),
)
MEASURES = Measures(0.2, 0.5, 60, 40, 12, 1)


def walk(said):
    """What a compiled model of the `small` procedure might answer."""
    if not said:
        trace = Trace(at="start", heard="start", moves=(Move("hello"), Move("ask_size")))
        return [_turn("Hello there. Which size?", trace)]
    if said[-1] == "wrong":
        trace = Trace(at="ask_size", moves=(Move("done"),))
        return [replace(_turn("Thank you.", trace), legal=False)]
    size = (("size", said[-1]),)
    trace = Trace(at="ask_size", fields=size, moves=(Move("known", "yes"), Move("done")))
    return [replace(_turn("Thank you.", trace), fields=size, closed="success" if said[-1] == "bye" else "")]


def _turn(text, trace):
    return SeatTurn(text, trace, trace.text(), tuple(m.step for m in trace.moves), legal=True, measures=MEASURES)


class Offer(NamedTuple):
    spec: SeatSpec
    ready: bool
    why: str = ""
    command: str = ""


class Fair:
    same_base, small = True, True

    def sentences(self):
        return ("The same base, sampling and hardware.", "Quality does not compare.")


class FakeRoom:
    """Makes fake seats; `refuse` names what cannot be opened, and why."""

    def __init__(self, path):
        self.path = path
        self.made: list[tuple[SeatSpec, FakeSeat]] = []
        self.refuse: dict[str, Exception] = {}
        self.hold: threading.Event | None = None
        self.broken: Exception | None = None
        self.closed = False

    def seat(self, spec):
        if spec.id in self.refuse:
            raise self.refuse[spec.id]
        seat = FakeSeat(card=SeatCard(spec.id, spec.name, spec.kind, "starter", 7_000_000), hold=self.hold)
        if spec.kind == "compiled":
            seat.answer = self._compiled
        self.made.append((spec, seat))
        return seat

    def _compiled(self, said):
        if self.broken is not None:
            broken, self.broken = self.broken, None
            raise broken
        return walk(said)

    def offers(self):
        return [Offer(COMPILED, True), Offer(PROMPTED, True), Offer(SeatSpec(kind="orchestrated"), False, "Not there.")]

    def fairness(self):
        return Fair()

    def seats(self, kind):
        return [seat for spec, seat in self.made if spec.kind == kind]

    def close(self):
        self.closed = True


@pytest.fixture
def run(tmp_path, small):
    folder = create(tmp_path / "run", "Small", base="starter")
    folder.procedure.write_text(dumps(small), "utf-8")
    return folder.path


@pytest.fixture
def rooms():
    """The rooms that were made."""
    return []


@pytest.fixture
def make_room(rooms):
    prepared = FakeRoom(None)

    def make(path):
        prepared.path = path
        rooms.append(prepared)
        return prepared

    make.room = prepared
    return make


@pytest.fixture
def room(make_room):
    """The room that will be made."""
    return make_room.room


@pytest.fixture
def make_talk(qapp, make_room):
    """Makes talks, which are closed at the end."""
    made: list[Talk] = []

    def make(**options):
        options.setdefault("neighbours", lambda: None)
        made.append(Talk(make_room, options.pop("neighbours"), **options))
        return made[-1]

    yield make
    make_room.room.hold = None
    for _, seat in make_room.room.made:
        if seat.hold is not None:
            seat.hold.set()
    for each in filter(isValid, made):
        each.close()
    leaving.wait()


@pytest.fixture
def talk(make_talk, run):
    made = make_talk()
    made.open(run)
    return made


@pytest.fixture
def settled(qtbot):
    """Waits until nobody writes and nobody is to."""

    def wait(talk):
        qtbot.waitUntil(lambda: not talk.is_busy and talk._next() is None, timeout=5000)

    return wait


def trouble(message="The engine ended.", hint="Start it again."):
    return StudioError(message, hint)
