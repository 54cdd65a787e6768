"""A chat as a page of its own: one HTML file without scripts and without anything from elsewhere, light and dark."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from studio.chat.chats import Chat
from studio.chat.seats.seat import SeatTurn
from studio.chat.transcript import Column, Heading, summary, turns_of
from studio.procedure.trace import CLOSE, OPEN

STYLE = """
:root { color-scheme: light dark; --ink: #1d2733; --soft: #566272; --line: #d5dbe1; --card: #ffffff; --ground: #f3f5f7;
 --user: #dbe8fb; --bad: #c22a2f; }
@media (prefers-color-scheme: dark) { :root { --ink: #e8edf2; --soft: #a3afbc; --line: #343d47; --card: #1f252c;
 --ground: #14181d; --user: #223a5c; --bad: #ff8583; } }
body { margin: 0 auto; padding: 24px; max-width: 1200px; background: var(--ground); color: var(--ink);
 font: 15px/1.5 Inter, "Segoe UI", "Noto Sans", sans-serif; }
h1 { font-size: 20px; margin: 0; } .soft, summary, footer { color: var(--soft); font-size: 13px; }
.row { display: grid; gap: 12px; margin: 12px 0; grid-template-columns: repeat(var(--seats), minmax(0, 1fr)); }
.heads { position: sticky; top: 0; background: var(--ground); padding: 8px 0; border-bottom: 1px solid var(--line);
 font-weight: 600; } .heads .soft { font-weight: 400; }
.user { margin: 20px 0 0 auto; width: fit-content; max-width: 70%; background: var(--user); }
.user, .agent { padding: 8px 12px; border-radius: 10px; overflow-wrap: anywhere; white-space: pre-wrap; }
.agent { background: var(--card); border: 1px solid var(--line); } .off { border-color: var(--bad); }
.figures { margin: 4px 12px 0; } details { margin: 4px 12px 0; }
pre { font-size: 12px; white-space: pre-wrap; overflow-wrap: anywhere; margin: 4px 0 0; } footer { margin-top: 24px; }
@media (max-width: 700px) { .row { grid-template-columns: minmax(0, 1fr); } .heads { position: static; } }
"""


def as_html(chat: Chat, columns: Sequence[Column], heading: Heading) -> str:
    """The page."""
    rows: list[str] = []
    for exchange in chat.tree.path():
        if exchange.line is not None:
            rows.append(f'<div class="user">{escape(exchange.line)}</div>')
        cells = ["".join(_message(turn) for turn in turns_of(exchange, column.key)) for column in columns]
        rows.append(f'<div class="row">{"".join(f"<div>{cell}</div>" for cell in cells)}</div>')
    heads = "".join(
        f'<div>{escape(column.card.title)}<div class="soft">{escape(column.card.base)}</div></div>'
        for column in columns
    )
    figures = "".join(f"<li>{escape(column.card.title)}: {escape(summary(chat, column))}</li>" for column in columns)
    fairness = "".join(f"<p>{escape(sentence)}</p>" for sentence in heading.fairness)
    return (
        '<!doctype html>\n<html><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{escape(heading.procedure)}</title><style>{STYLE}</style></head>"
        f'<body style="--seats: {max(len(columns), 1)}"><h1>{escape(heading.procedure)}</h1>'
        f'<div class="soft">{escape(heading.run)}</div><div class="row heads">{heads}</div>'
        f"{''.join(rows)}<footer><ul>{figures}</ul>{fairness}</footer></body></html>\n"
    )


def _message(turn: SeatTurn) -> str:
    measures = turn.measures
    off = " off" if turn.legal is False else ""
    figures = [
        f"{measures.first_seconds:.2f} s to the first word" if measures.requests else "",
        f"{measures.read_tokens:,} read" if measures.read_tokens >= 0 else "",
        f"{measures.written_tokens:,} written" if measures.written_tokens >= 0 else "",
        "" if turn.stopped else "cut short",
        "off the chart" if off else "",
    ]
    notes = turn.notes or (turn.trace.text() if turn.trace else "")
    notes = notes.removeprefix(OPEN).removesuffix(CLOSE).strip("\n")
    folded = f"<details><summary>notes</summary><pre>{escape(notes)}</pre></details>" if notes else ""
    calls = "".join(f'<div class="figures soft">{escape(call.text())}</div>' for call in turn.calls)
    said = f'<div class="agent{off}">{escape(turn.text)}</div>' if turn.text else ""
    told = ", ".join(part for part in figures if part)
    return f'{said}{calls}<div class="figures soft">{escape(told)}</div>{folded}'
