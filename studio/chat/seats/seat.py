"""What a seat is: something that can be talked to side by side with others, and the measures of what it says.

Only the interface, plain data and small arithmetic stand here; how a seat finds its words is each seat's own module.
Everything blocks: whoever shows it calls it in a thread.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal, NamedTuple, Protocol, runtime_checkable

from studio.procedure.machine import Call
from studio.procedure.trace import Trace

SeatKind = Literal["compiled", "prompted", "orchestrated", "gguf", "endpoint"]
SMALL = 1_000_000_000  # below so many parameters time and tokens compare fairly, and quality does not


class Piece(NamedTuple):
    """A stretch of what a seat is writing. `turn` counts the messages of this exchange from 0 (several where tools are
    called in between); `notes` is a trace, or what an orchestrator finds out; `words` is what the customer reads.
    Pieces of one turn and kind, joined, are its notes or its words, but for space at either end."""

    turn: int
    kind: Literal["notes", "words"]
    text: str


OnPiece = Callable[[Piece], None]


@dataclass(frozen=True)
class SeatCard:
    """What stands above a seat. `id` is the same each time ("compiled"); `base` names the model that speaks, and
    `parameters` how large it is (0: unknown). `notes` are sentences for whoever compares: what was chosen and why."""

    id: str
    title: str
    kind: SeatKind
    base: str = ""
    parameters: int = 0
    notes: tuple[str, ...] = ()


@dataclass(frozen=True)
class Measures:
    """What one message cost. Seconds from the moment the seat had the computer to itself: to the first word the
    customer can read (-1: it said nothing aloud), and to the end. `read_tokens` counts every token put before the
    model, in all its `requests`; `reused_tokens` those of them that were still in its memory and needed no computing.
    `written_tokens` counts all that was written, notes too. `cold`: less than half of the first request's prompt was
    still in memory. A -1 means that the other side did not tell; `counted` is False where tokens were estimated."""

    first_seconds: float = -1.0
    seconds: float = 0.0
    read_tokens: int = 0
    reused_tokens: int = 0
    written_tokens: int = 0
    requests: int = 0
    cold: bool = False
    counted: bool = True

    @property
    def tokens_per_second(self) -> float:
        """Written, over the whole time."""
        return self.written_tokens / self.seconds if self.seconds > 0 else 0.0


def together(measures: Sequence[Measures]) -> Measures:
    """The measures of several messages as if they were one: what is silent only delays the first word."""
    if not measures:
        return Measures()
    return Measures(
        first_seconds=_first(measures),
        seconds=sum(m.seconds for m in measures),
        read_tokens=_sum([m.read_tokens for m in measures]),
        reused_tokens=_sum([m.reused_tokens for m in measures]),
        written_tokens=_sum([m.written_tokens for m in measures]),
        requests=sum(m.requests for m in measures),
        cold=measures[0].cold,
        counted=all(m.counted for m in measures),
    )


def _first(measures: Sequence[Measures]) -> float:
    waited = 0.0
    for one in measures:
        if one.first_seconds >= 0:
            return waited + one.first_seconds
        waited += one.seconds
    return -1.0


def _sum(numbers: Sequence[int]) -> int:
    return -1 if any(n < 0 for n in numbers) else sum(numbers)


@dataclass(frozen=True)
class SeatTurn:
    """One message of a seat. `trace` is None where the seat writes none, or none that can be read; `notes` is what was
    written before the words, as text. `steps` are the steps entered in this message and `fields` what was heard in it,
    empty for seats that keep their way to themselves. `legal` says whether the chart allows the moves (None: cannot be
    told). `closed` is the outcome once the conversation is over ("success", "ended" where the seat cannot say which),
    else empty. `stopped` is False where the message was cut short: by `stop()` or at its limit."""

    text: str
    trace: Trace | None = None
    notes: str = ""
    steps: tuple[str, ...] = ()
    fields: tuple[tuple[str, str], ...] = ()
    legal: bool | None = None
    calls: tuple[Call, ...] = ()
    measures: Measures = field(default_factory=Measures)
    closed: str = ""
    stopped: bool = True


Memory = dict[str, Any]  # what a seat remembers of a conversation, as JSON can hold it


@runtime_checkable
class Seat(Protocol):
    """One conversation with one partner. `open()` first; then `say()` for each message of the customer. Both return
    the partner's messages. After `rewind(n)` the conversation is as it was when the partner had answered the customer's
    n-th message (0: just opened, -1: not even that), so that later ones can be edited, sent again or answered anew.
    `memory()` and `recall()` keep and restore a conversation exactly, for branches and for chats taken up later.

    All raise StudioError for what a person can mend. `stop()` may be called from any thread and ends the message being
    written; what stands is kept. `close()` frees what the seat holds; it may be called twice."""

    @property
    def card(self) -> SeatCard: ...

    def open(self, on_piece: OnPiece | None = None) -> list[SeatTurn]: ...

    def say(self, text: str, on_piece: OnPiece | None = None) -> list[SeatTurn]: ...

    def rewind(self, user_turns: int) -> None: ...

    def memory(self) -> Memory: ...

    def recall(self, memory: Memory) -> None: ...

    def stop(self) -> None: ...

    def close(self) -> None: ...
