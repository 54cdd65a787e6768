"""A chat written down for others to read: as plain text or as JSON. As a page it is `transcript_page`'s.

What is written is the way through the branches that is looked at, every seat's replies to each line beside each other.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

from studio.chat.chats import Chat, SeatReply
from studio.chat.conversation_tree import Exchange
from studio.chat.seats.prices import Cost, Price, dollars, per_thousand
from studio.chat.seats.seat import Measures, SeatCard, SeatTurn, together


@dataclass(frozen=True)
class Column:
    """A seat as it is written down: `key` as in the chat, its card, and the price its tokens have."""

    key: str
    card: SeatCard
    price: Price


@dataclass(frozen=True)
class Heading:
    """What stands above a transcript: the procedure's name, the run's folder, the sentences about fairness."""

    procedure: str
    run: str
    fairness: Sequence[str] = ()


def measured(chat: Chat, key: str) -> list[Measures]:
    """The measures of all a seat's messages on the way looked at."""
    return [turn.measures for each in chat.tree.path() for turn in turns_of(each, key)]


def turns_of(exchange: Exchange[SeatReply], key: str) -> tuple[SeatTurn, ...]:
    """A seat's messages in an exchange; none where it has not answered."""
    reply = exchange.replies.get(key)
    return reply.turns if reply is not None else ()


def thousand(chat: Chat, column: Column) -> Cost | None:
    """What 1,000 conversations like this one would cost with a seat; None before it has said anything."""
    return per_thousand([measured(chat, column.key)], column.price)


def as_text(chat: Chat, columns: Sequence[Column], heading: Heading) -> str:
    """As plain text: each line of the customer, then every seat's answer under its name."""
    lines = [heading.procedure, heading.run, ""]
    for exchange in chat.tree.path():
        if exchange.line is not None:
            lines += [f"Customer: {exchange.line}", ""]
        for column in columns:
            for turn in turns_of(exchange, column.key):
                lines += [f"{column.card.title}: {turn.text}".rstrip(), *_called(turn), ""]
    for column in columns:
        lines.append(f"{column.card.title}: {summary(chat, column)}")
    return "\n".join([*lines, *heading.fairness]).strip() + "\n"


def _called(turn: SeatTurn) -> list[str]:
    cut = [] if turn.stopped else ["  (cut short)"]
    return [*(f"  [{call.text()}]" for call in turn.calls), *cut]


def as_json(chat: Chat, columns: Sequence[Column], heading: Heading) -> str:
    """As JSON: lines, replies with their traces and measures, and what each seat cost."""
    told = {
        "procedure": heading.procedure,
        "run": heading.run,
        "fairness": list(heading.fairness),
        "seats": [_seat(chat, column) for column in columns],
        "conversation": [
            {
                "user": exchange.line,
                "replies": {
                    column.key: [described(turn) for turn in turns_of(exchange, column.key)] for column in columns
                },
            }
            for exchange in chat.tree.path()
        ],
    }
    return json.dumps(told, ensure_ascii=False, indent=1) + "\n"


def _seat(chat: Chat, column: Column) -> dict[str, Any]:
    found = thousand(chat, column)
    return {
        "key": column.key,
        "title": column.card.title,
        "kind": column.card.kind,
        "base": column.card.base,
        "parameters": column.card.parameters,
        "notes": list(column.card.notes),
        "price": column.price.model_dump(),
        "dollars_per_1000_conversations": None if found is None else round(found.dollars, 6),
        "total": asdict(together(measured(chat, column.key))),
    }


def described(turn: SeatTurn) -> dict[str, Any]:
    """A message as plain data."""
    return {
        "text": turn.text,
        "trace": turn.trace.model_dump(mode="json") if turn.trace else None,
        "notes": turn.notes,
        "steps": list(turn.steps),
        "fields": dict(turn.fields),
        "legal": turn.legal,
        "calls": [call.text() for call in turn.calls],
        "closed": turn.closed,
        "stopped": turn.stopped,
        "measures": asdict(turn.measures),
    }


def summary(chat: Chat, column: Column) -> str:
    """A seat's figures over the conversation, in one line."""
    all_of_it = measured(chat, column.key)
    if not all_of_it:
        return "nothing said"
    first = [m.first_seconds for m in all_of_it if m.first_seconds >= 0 and m.requests]
    total = together(all_of_it)
    parts = [f"first word after {sum(first) / len(first):.2f} s on average"] if first else []
    parts += [f"{count:,} tokens {what}" for count, what in _counts(total) if count >= 0]
    parts += [f"{total.tokens_per_second:,.1f} tokens/s"] if total.written_tokens >= 0 else []
    found = thousand(chat, column)
    if found is not None:
        least = "" if found.known else "at least "
        parts.append(f"{least}{dollars(found.dollars)} per 1,000 conversations like this one")
    return ", ".join(parts)


def _counts(total: Measures) -> list[tuple[int, str]]:
    return [(total.read_tokens, "read"), (total.written_tokens, "written")]
