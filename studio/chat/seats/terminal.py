"""Several seats in the terminal: each line of the customer is answered by all, one after another.

Commands and arguments are `chat.commands`' business.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from typing import Any

from studio.base.command import aside
from studio.base.errors import StudioError
from studio.chat.price_list import price_of, prices
from studio.chat.seats.prices import dollars, per_thousand
from studio.chat.seats.room import SeatRoom
from studio.chat.seats.seat import Measures, OnPiece, Piece, Seat, SeatTurn, together
from studio.chat.seats.spec import SeatSpec

Exchange = dict[str, Any]


class Together:
    """A conversation held with several seats at once. `show` prints what is said as it comes."""

    def __init__(self, seats: Sequence[Seat], *, show: bool, trace: bool) -> None:
        self.seats = seats
        self.turns: dict[str, list[Exchange]] = {seat.card.id: [] for seat in seats}
        self.measures: dict[str, list[Measures]] = {seat.card.id: [] for seat in seats}
        self.cut_short = False
        self._over: set[str] = set()
        self._show = show
        self._trace = trace

    @property
    def over(self) -> bool:
        """Whether every seat has come to an end."""
        return len(self._over) == len(self.seats)

    def say(self, line: str | None) -> None:
        """The customer's next line to all that have not come to an end; None opens."""
        for seat in self.seats:
            if seat.card.id in self._over:
                continue
            on_piece = self._printer(seat) if self._show else None
            try:
                turns = seat.open(on_piece) if line is None else seat.say(line, on_piece)
            except StudioError as error:
                aside(f"{seat.card.title}: {error.message} {error.hint}".strip())
                self._over.add(seat.card.id)
                self.cut_short = True
                continue
            self._keep(seat, line, turns)

    def _keep(self, seat: Seat, line: str | None, turns: list[SeatTurn]) -> None:
        self.turns[seat.card.id].append({"user": line, "replies": [described(turn) for turn in turns]})
        self.measures[seat.card.id] += [turn.measures for turn in turns]
        self.cut_short = self.cut_short or not all(turn.stopped for turn in turns)
        if turns and turns[-1].closed:
            self._over.add(seat.card.id)
        if self._show:
            for turn in turns if self._trace else ():
                print("".join(f"\n       [{note}]" for note in turn.notes.splitlines() if note), end="")
            print(f"\n       ({told(together([turn.measures for turn in turns]))})", flush=True)

    def _printer(self, seat: Seat) -> OnPiece:
        begun = False

        def show(piece: Piece) -> None:
            nonlocal begun
            if piece.kind == "words":
                print(piece.text if begun else f"{seat.card.title}: {piece.text.lstrip()}", end="", flush=True)
                begun = True

        return show

    def as_data(self, room: SeatRoom, specs: Sequence[SeatSpec]) -> dict[str, Any]:
        """All of it, for a program."""
        return {
            "fairness": list(fairness(room, specs)),
            "seats": [
                {
                    "card": asdict(seat.card),
                    "turns": self.turns[seat.card.id],
                    "measures": asdict(together(self.measures[seat.card.id])),
                    "cost_per_1000": self._cost(seat),
                }
                for seat in self.seats
            ],
        }

    def summary(self) -> str:
        """A line for each seat."""
        lines = []
        for seat in self.seats:
            cost = self._cost(seat)
            priced = f", {dollars(cost)} for 1,000 conversations like this" if cost is not None else ""
            lines.append(f"{seat.card.title}: {told(together(self.measures[seat.card.id]))}{priced}")
        return "\n".join(lines)

    def _cost(self, seat: Seat) -> float | None:
        found = per_thousand([self.measures[seat.card.id]], price_of(seat.card.id, prices()))
        return found.dollars if found else None


def described(turn: SeatTurn) -> dict[str, Any]:
    """A message as plain data."""
    return {
        **{name: value for name, value in asdict(turn).items() if name not in ("trace", "calls", "fields")},
        "trace": turn.trace.model_dump(mode="json") if turn.trace else None,
        "fields": dict(turn.fields),
        "calls": [call.text() for call in turn.calls],
    }


def told(measures: Measures) -> str:
    """Measures in a few words."""
    parts = [f"first word {measures.first_seconds:.2f} s"] if measures.first_seconds >= 0 else []
    parts.append(f"{measures.seconds:.2f} s in all")
    about = "" if measures.counted else "about "
    if measures.read_tokens >= 0:
        kept = f" ({measures.reused_tokens:,} still in memory)" if measures.reused_tokens > 0 else ""
        parts.append(f"{about}{measures.read_tokens:,} tokens read{kept}")
    if measures.written_tokens >= 0:
        parts.append(f"{about}{measures.written_tokens:,} written")
    return ", ".join([*parts, *(["cold"] if measures.cold else [])])


def fairness(room: SeatRoom, specs: Sequence[SeatSpec]) -> tuple[str, ...]:
    """What the comparison rests on, where the base takes part in it."""
    shared = any(spec.kind in ("prompted", "orchestrated") for spec in specs)
    return room.fairness().sentences() if shared else ()


def from_keyboard() -> Iterator[str]:
    """Lines until an empty one."""
    while True:
        print("You: ", end="", flush=True)
        line = sys.stdin.readline().strip()
        if not line:
            return
        yield line
