"""A conversation with several seats as a tree: lines that all of them are given, each seat's reply to each line, and
branches where a line was said differently or a reply was asked for again.

One idea serves both kinds of branch: another exchange beside the first, under the same parent. An edited line begins
with no replies; a reply asked for again keeps the other seats' replies and lacks only its own. What a reply is, who
gives it and how it is kept on disk is not its business.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Generic, NamedTuple, TypeVar

R = TypeVar("R")
ROOT = 0


class Said(NamedTuple, Generic[R]):
    """What a seat remembers of one exchange: the line (None where the agent opened) and its own reply."""

    line: str | None
    reply: R


@dataclass
class Exchange(Generic[R]):
    """A line and what the seats, by their ids, answered. `line` is None where the agent opens. `shown` is which of the
    exchanges that follow was looked at last, ROOT where none follows."""

    id: int
    parent: int
    line: str | None
    replies: dict[str, R] = field(default_factory=dict)
    shown: int = ROOT


class Place(NamedTuple):
    """The how-manieth, from 1, of how many exchanges beside each other."""

    number: int
    of: int


class ConversationTree(Generic[R]):
    """All that was said, and the way through it that is looked at now. Ids are numbers that are never used again."""

    def __init__(self) -> None:
        self._exchanges: dict[int, Exchange[R]] = {}
        self._shown = ROOT  # the first exchange looked at
        self._last = ROOT

    def __len__(self) -> int:
        return len(self._exchanges)

    def __getitem__(self, exchange: int) -> Exchange[R]:
        return self._exchanges[exchange]

    def __contains__(self, exchange: object) -> bool:
        return exchange in self._exchanges

    def __iter__(self) -> Iterator[Exchange[R]]:
        """Every exchange, of all branches, parents before what follows them."""
        return iter(self._exchanges.values())

    # -- looking ---------------------------------------------------------------------------------

    def path(self) -> list[Exchange[R]]:
        """The exchanges looked at now, from the first to the last."""
        found: list[Exchange[R]] = []
        at = self._shown
        while at != ROOT:
            found.append(self._exchanges[at])
            at = found[-1].shown
        return found

    def place(self, exchange: int) -> Place:
        """Where an exchange stands among those beside it."""
        beside = self._beside(exchange)
        return Place(beside.index(exchange) + 1, len(beside))

    def is_last(self, exchange: int) -> bool:
        """Whether nothing follows it on any branch."""
        return self._exchanges[exchange].shown == ROOT

    def remembered(self, exchange: int, seat: str) -> list[Said[R]]:
        """What a seat remembers when it answers an exchange: those before it. Raises KeyError where it has not yet
        answered one of those."""
        found: list[Said[R]] = []
        at = self._exchanges[exchange].parent
        while at != ROOT:
            before = self._exchanges[at]
            found.append(Said(before.line, before.replies[seat]))
            at = before.parent
        return found[::-1]

    def missing(self, seat: str) -> int | None:
        """The first exchange looked at that the seat has not answered yet, or None."""
        return next((exchange.id for exchange in self.path() if seat not in exchange.replies), None)

    # -- changing --------------------------------------------------------------------------------

    def say(self, line: str | None) -> int:
        """Go on with a line (None: the agent opens) at the end of what is looked at; the new exchange."""
        path = self.path()
        return self._add(path[-1].id if path else ROOT, line)

    def edit(self, exchange: int, line: str) -> int:
        """Say a line differently: a new exchange beside it, looked at from now on. Raises ValueError at an opening."""
        before = self._exchanges[exchange]
        if before.line is None:
            raise ValueError("an opening has no line that could be edited")
        return self._add(before.parent, line)

    def again(self, exchange: int, seat: str) -> int:
        """Have a seat answer anew: a new exchange beside it with the same line and the other seats' replies, looked at
        from now on."""
        before = self._exchanges[exchange]
        kept = {name: reply for name, reply in before.replies.items() if name != seat}
        made = self._add(before.parent, before.line)
        self._exchanges[made].replies.update(kept)
        return made

    def put(self, exchange: int, seat: str, reply: R) -> None:
        """Keep a seat's reply."""
        self._exchanges[exchange].replies[seat] = reply

    def switch(self, exchange: int, by: int) -> int:
        """Look at the exchange `by` places further on beside this one, and at what followed it; that exchange."""
        beside = self._beside(exchange)
        goal = beside[min(max(beside.index(exchange) + by, 0), len(beside) - 1)]
        self._show(goal)
        return goal

    def forget(self, seat: str) -> None:
        """Let go of all that a seat said."""
        for exchange in self._exchanges.values():
            exchange.replies.pop(seat, None)

    def copy(self) -> ConversationTree[R]:
        """The same tree, with the same replies, that changes apart from this one."""
        made = ConversationTree[R]()
        for each in self:
            made._exchanges[each.id] = Exchange(each.id, each.parent, each.line, dict(each.replies), each.shown)
        made._shown, made._last = self._shown, self._last
        return made

    # -- building anew ---------------------------------------------------------------------------

    def restore(self, exchange: Exchange[R]) -> None:
        """Put back an exchange that was kept, after its parent. Raises ValueError where that cannot be."""
        if exchange.id <= self._last or (exchange.parent != ROOT and exchange.parent not in self._exchanges):
            raise ValueError(f"exchange {exchange.id} under {exchange.parent}")
        self._exchanges[exchange.id] = Exchange(exchange.id, exchange.parent, exchange.line, dict(exchange.replies))
        self._last = exchange.id
        self._show(exchange.id)

    def look_at(self, exchanges: list[int]) -> None:
        """Look at this way through the tree, as far as it is one."""
        for exchange in exchanges:
            if exchange in self._exchanges:
                self._show(exchange)

    # -- within ----------------------------------------------------------------------------------

    def _add(self, parent: int, line: str | None) -> int:
        self._last += 1
        self._exchanges[self._last] = Exchange(self._last, parent, line)
        self._show(self._last)
        return self._last

    def _show(self, exchange: int) -> None:
        parent = self._exchanges[exchange].parent
        if parent == ROOT:
            self._shown = exchange
        else:
            self._exchanges[parent].shown = exchange

    def _beside(self, exchange: int) -> list[int]:
        """The exchanges of one parent, in the order in which they were made."""
        parent = self._exchanges[exchange].parent
        return [other.id for other in self._exchanges.values() if other.parent == parent]
