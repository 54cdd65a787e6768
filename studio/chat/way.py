"""Where a conversation stands on the chart: the way a seat's messages went, the fields heard, moves off the chart.

It reads what a seat wrote down and draws nothing. Whether a move is allowed is the machine's verdict, carried by
`SeatTurn.legal`; here it is only found out which of a message's moves it was.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence, Set
from dataclasses import dataclass

from studio.chat.seats.seat import SeatTurn
from studio.procedure.machine import IMPLICIT_ENDS
from studio.procedure.model import Ask, Procedure
from studio.procedure.trace import CLOSE, OPEN, Move, Trace, TraceError, parse

EdgeKey = tuple[str, str]
_SPENT = " spent"


@dataclass(frozen=True)
class Way:
    """`current` is the step the conversation stands at ("" for none), `path` the drawn edges passed, by (step, branch).
    `off` are the moves the chart does not have, by the steps they go from ("" for none) and to, both of the chart.
    `known` are the fields heard, by id, in the customer's words. `closed` is the outcome once it is over."""

    current: str = ""
    path: tuple[EdgeKey, ...] = ()
    off: frozenset[tuple[str, str]] = frozenset()
    known: tuple[tuple[str, str], ...] = ()
    closed: str = ""


class _Walk:
    """A walk along the chart, led by what messages say."""

    def __init__(self, procedure: Procedure) -> None:
        self.procedure = procedure
        self.at = ""
        self.known: dict[str, str] = {}
        self._leaving: dict[str, list[tuple[str, str]]] = {}
        for edge in procedure.edges:
            self._leaving.setdefault(edge.source, []).append((edge.branch, edge.target))

    def take(self, turn: SeatTurn) -> tuple[list[EdgeKey], frozenset[int]]:
        """The edges a message passes, and the numbers of its moves that the chart does not allow."""
        self.known |= dict(turn.fields)
        passed: list[EdgeKey] = []
        wrong: set[int] = set()
        taken = turn.trace.outcome if turn.trace else ""
        entered = moves(turn)
        for number, move in enumerate(entered):
            found = self._passage(move, taken)
            if found is None and move.step not in IMPLICIT_ENDS:
                wrong.add(number)
            passed += found or []
            if move.step in self.procedure.step_by_id:
                self.at = move.step
            taken = move.branch
        if turn.legal is not False or not entered:
            return passed, frozenset()
        return passed, frozenset(wrong or {len(entered) - 1})

    def _passage(self, move: Move, taken: str) -> list[EdgeKey] | None:
        """The edges from here to the step entered: one, or several through questions that were skipped because what
        they ask is known. None where no way leads there."""
        if not self.at or self.at == move.step:
            return []
        seen = {self.at}
        frontier: list[tuple[str, list[EdgeKey]]] = [(self.at, [])]
        while frontier:
            step, before = frontier.pop(0)
            ways = self._leaving.get(step, [])
            if step == self.at and taken:
                ways = [way for way in ways if way[0].removesuffix(_SPENT) == taken]
            if move.count < 0:  # a way that is drawn for when a loop is spent comes first
                ways = sorted(ways, key=lambda way: not way[0].endswith(_SPENT))
            for branch, target in ways:
                path = [*before, (step, branch)]
                if target == move.step:
                    return path
                if target not in seen and self._skipped(target):
                    seen.add(target)
                    frontier.append((target, path))
        return None

    def _skipped(self, step: str) -> bool:
        found = self.procedure.step_by_id.get(step)
        return isinstance(found, Ask) and bool(found.fields) and set(found.fields) <= self.known.keys()


def way(procedure: Procedure, turns: Iterable[SeatTurn]) -> Way:
    """The way that these messages of one seat went, from the opening on."""
    walk, path, off, closed = _Walk(procedure), list[EdgeKey](), set[tuple[str, str]](), ""
    for turn in turns:
        stations = [walk.at, *(move.step for move in moves(turn))]
        passed, wrong = walk.take(turn)
        path += passed
        off |= {(stations[number], stations[number + 1]) for number in wrong}
        closed = turn.closed or closed
    steps = procedure.step_by_id
    drawn = frozenset((at if at in steps else "", to) for at, to in off if to in steps)
    return Way(walk.at, tuple(path), drawn, _in_order(procedure, walk.known), closed)


def off_chart(procedure: Procedure, before: Iterable[SeatTurn], turn: SeatTurn) -> Set[int]:
    """Which of a message's moves the chart does not allow, by their numbers, after the messages before it: those that
    follow no drawn way, or the last where each one does; none unless the message is known to leave the chart."""
    if turn.legal is not False:
        return frozenset()
    walk = _Walk(procedure)
    for earlier in before:
        walk.take(earlier)
    return walk.take(turn)[1]


def moves(turn: SeatTurn) -> Sequence[Move]:
    """The steps a message entered, by its trace or, for a seat without one, by what it tells."""
    return turn.trace.moves if turn.trace is not None else [Move(step) for step in turn.steps]


def begun(notes: str) -> Trace | None:
    """The trace of a message still being written, as far as whole lines of it stand; None where nothing can be read."""
    lines = notes.removeprefix(OPEN).partition(CLOSE)[0].split("\n")
    whole = lines if CLOSE in notes else lines[:-1]
    try:
        return parse(f"{OPEN}" + "\n".join(line for line in whole if line) + f"\n{CLOSE}")[0]
    except TraceError:
        return None


def _in_order(procedure: Procedure, known: dict[str, str]) -> tuple[tuple[str, str], ...]:
    return tuple((field.id, known[field.id]) for field in procedure.fields if field.id in known)
