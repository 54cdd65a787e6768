"""A reply of the chat pane as the pure parts want it: exchanges with traces, and messages as the model read them."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING

from studio.chat.keeping import Exchange

if TYPE_CHECKING:
    from collections.abc import Iterable

    from studio.chat.seats.seat import SeatTurn
    from studio.ui.chat.hooks import ReplyRecord

_DAY = re.compile(r"\d{4}-\d\d-\d\d")


def exchange_of(line: str | None, turns: Iterable[SeatTurn]) -> Exchange:
    """A line and a seat's messages in answer."""
    told = list(turns)
    return Exchange(line, tuple(turn.trace for turn in told), " ".join(turn.text for turn in told if turn.text))


def before_of(record: ReplyRecord) -> list[Exchange]:
    """What was said before the reply's line."""
    return [exchange_of(said.line, said.reply.turns) for said in record.before]


def reply_of(record: ReplyRecord) -> Exchange:
    """The line and the whole reply."""
    return exchange_of(record.line, record.turns)


def messages_of(record: ReplyRecord) -> list[tuple[str, str]]:
    """All messages up to the one the menu belongs to, as the model wrote them; none for a seat that keeps none."""
    kept = [(str(role), str(text)) for role, text in record.remembers.get("messages", ())]
    own = [number for number, (role, _) in enumerate(kept) if role == "assistant"]
    after = len(record.turns) - 1 - next(n for n, turn in enumerate(record.turns) if turn is record.turn)
    return kept[: own[-1 - after] + 1] if after < len(own) else []


def day_of(record: ReplyRecord) -> date:
    """The day the chat happened on: told to the model where the chart reckons with dates, else today."""
    messages = record.remembers.get("messages") or [("", "")]
    found = _DAY.search(str(messages[0][1]))
    return date.fromisoformat(found[0]) if found else date.today()


def can_explain(record: ReplyRecord) -> bool:
    """Whether the reply is a compiled model's, whose notes can be weighed."""
    return record.card.kind == "compiled" and bool(record.remembers.get("messages"))


def can_correct(record: ReplyRecord) -> bool:
    """Whether the reply answers a line, so that something else could have been right."""
    return record.line is not None
