"""What the pane says of seats and replies: figures for people to read, what a message noted, who speaks."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from PySide6.QtCore import QCoreApplication

from studio.chat.seats.prices import Cost, dollars
from studio.chat.seats.seat import SMALL, SeatCard, SeatTurn, together
from studio.chat.seats.spec import GUARDED, OWN, SeatSpec
from studio.chat.way import moves, off_chart
from studio.procedure import values
from studio.procedure.machine import IMPLICIT_ENDS, Call
from studio.procedure.model import Ask, Decide, End, Procedure, Say
from studio.procedure.trace import Trace
from studio.ui.chat.seat_thread import Fairness
from studio.ui.files.language import number as number_text
from studio.ui.panels.words import title_of, way_of

BILLION, MILLION = 1_000_000_000, 1_000_000


def tr(text: str) -> str:
    return QCoreApplication.translate("chat", text)


class Note(NamedTuple):
    """A line of what a message noted: `step` is the one it is about, `wrong` says that the chart does not have it."""

    text: str
    step: str = ""
    wrong: bool = False


# -- figures -----------------------------------------------------------------------------------------------------------


def figures(turns: Sequence[SeatTurn]) -> list[str]:
    """What stands quietly under a reply, in two parts: how fast, and how much."""
    total = together([turn.measures for turn in turns])
    if not total.requests:
        return []
    fast: list[str] = []
    if total.first_seconds >= 0:
        said = tr("first word {time} (cold)") if total.cold else tr("first word {time}")
        fast.append(said.format(time=seconds(total.first_seconds)))
    if total.written_tokens > 0 and total.seconds > 0:
        fast.append(tr("{number} tokens/s").format(number=short(total.tokens_per_second)))
    much: list[str] = []
    if total.read_tokens >= 0:
        much.append(tr("read {number}").format(number=number_text(total.read_tokens)))
    if total.written_tokens >= 0:
        much.append(tr("wrote {number}").format(number=number_text(total.written_tokens)))
    return [" · ".join(part) for part in (fast, much) if part]


def figures_told(turns: Sequence[SeatTurn]) -> str:
    """The same in whole sentences, with what the line leaves out."""
    total = together([turn.measures for turn in turns])
    told = [
        tr("First word after {time}, all of it after {whole}.").format(
            time=seconds(total.first_seconds), whole=seconds(total.seconds)
        )
    ]
    told.append(
        tr("Its first word came cold: nothing of what it read was in memory yet.")
        if total.cold
        else tr("Its first word came warm: part of what it read was still in memory.")
    )
    if total.read_tokens >= 0:
        told.append(
            tr("Read {number} tokens, {kept} of them still in memory.").format(
                number=number_text(total.read_tokens), kept=number_text(max(total.reused_tokens, 0))
            )
        )
    if total.written_tokens >= 0:
        told.append(tr("Wrote {number} tokens, notes included.").format(number=number_text(total.written_tokens)))
    if total.requests > 1:
        told.append(tr("Asked the model {number} times.").format(number=total.requests))
    if not total.counted:
        told.append(tr("The server does not count tokens; these are estimated."))
    return "\n".join(told)


def seconds(amount: float) -> str:
    if amount < 0:
        return "–"
    return f"{amount * 1000:.0f} ms" if amount < 1 else f"{amount:.1f} s"


def short(number: float) -> str:
    return f"{number:,.0f}" if number >= 10 else f"{number:.1f}"


def size(parameters: int) -> str:
    """How large a model is, or nothing where that is not known."""
    if parameters <= 0:
        return ""
    if parameters >= BILLION:
        return tr("{number} billion parameters").format(number=f"{parameters / BILLION:.1f}".removesuffix(".0"))
    return tr("{number} million parameters").format(number=number_text(max(round(parameters / MILLION), 1)))


def about(card: SeatCard) -> str:
    """The line under a seat's name."""
    return " · ".join(part for part in (card.base, size(card.parameters)) if part)


def costs(cost: Cost | None, *, in_short: bool = False) -> str:
    """What 1,000 conversations would cost."""
    if cost is None:
        return tr("no cost yet")
    shown = dollars(cost.dollars) if cost.known else tr("at least {amount}").format(amount=dollars(cost.dollars))
    said = tr("{amount} per 1,000") if in_short else tr("{amount} per 1,000 conversations")
    return said.format(amount=shown)


def honest(cards: Sequence[SeatCard], fairness: Fairness | None) -> str:
    """What seats beside each other rest on, in short: as their room says, or else as they say themselves."""
    own = [card for card in cards if card.kind in OWN]
    if len(cards) < 2 or (fairness is None and not all(card.base for card in own)):
        return ""
    same = fairness.same_base if fairness is not None else len({card.base for card in own}) == 1
    small = fairness.small if fairness is not None else any(0 < card.parameters < SMALL for card in own)
    told: list[str] = []
    if len(own) > 1:
        base = tr("Same base") if same else tr("Nearly the same base (it has changed since)")
        told.append(tr("{base}, same sampling, same hardware, one after another.").format(base=base))
    if len(own) < len(cards):
        told.append(tr("Other models and servers are not the same base, so only their answers compare."))
    if small and len(own) > 1:
        told.append(tr("Below 1 billion parameters time and tokens compare fairly, quality does not."))
    return " ".join(told)


# -- what was said and noted -------------------------------------------------------------------------------------------


def speaker(procedure: Procedure, turn: SeatTurn) -> str:
    """The last step entered that speaks, "" where none can be told."""
    for move in reversed(moves(turn)):
        if isinstance(procedure.step_by_id.get(move.step), Say | Ask | End):
            return move.step
        if move.step in IMPLICIT_ENDS:
            return ""
    return ""


def called(procedure: Procedure, call: Call) -> str:
    """A tool call in words."""
    tool = procedure.tool_by_id.get(call.tool)
    given = ", ".join(f"{_field(procedure, name)}: {value}" for name, value in call.arguments)
    name = tool.title if tool is not None else call.tool
    return (
        tr("Looks up {tool} ({given})").format(tool=name, given=given)
        if given
        else tr("Looks up {tool}").format(tool=name)
    )


def chip(procedure: Procedure, name: str, words: str, today: date) -> str:
    """A field heard, as a chip shows it."""
    field = procedure.field_by_id.get(name)
    return f"{field.title}: {values.display(field, words, today)}" if field is not None else f"{name}: {words}"


def ended(outcome: str) -> str:
    """That a conversation is over, and how."""
    return {
        "success": tr("The conversation is over: done"),
        "abandoned": tr("The conversation is over: broken off"),
        "escalated": tr("The conversation is over: handed to a person"),
        "refused": tr("The conversation is over: refused"),
    }.get(outcome, tr("The conversation is over"))


def noted(procedure: Procedure, before: Sequence[SeatTurn], turn: SeatTurn) -> list[Note]:
    """What a message noted before it spoke, line by line; a move that the chart does not have is marked."""
    wrong = off_chart(procedure, before, turn)
    lines: list[Note] = []
    if turn.trace is not None:
        lines += _heard(procedure, turn.trace)
        lines += [Note(f"{_field(procedure, name)}: {words}") for name, words in turn.trace.fields]
        lines += [Note(tr("Knows: {entry}").format(entry=turn.trace.knows))] if turn.trace.knows else []
    elif turn.notes.strip():
        lines += [Note(line) for line in turn.notes.strip().splitlines()]
    for number, move in enumerate(moves(turn)):
        title = title_of(procedure, move.step)
        text = f"→ {title}"
        if isinstance(procedure.step_by_id.get(move.step), Decide) and move.branch:
            text = f"→ {title}: {way_of(procedure, move.step, move.branch)}"
        if number in wrong:
            text = tr("{move} (not on the chart)").format(move=text)
        lines.append(Note(text, move.step, number in wrong))
    return lines


def _heard(procedure: Procedure, trace: Trace) -> list[Note]:
    if trace.heard == "start":
        return []
    kinds = {
        "answer": tr("an answer"),
        "question": tr("a question"),
        "correction": tr("a correction"),
        "vague": tr("nothing definite"),
        "invalid": tr("something that cannot be right"),
        "declined": tr("that no answer is wanted"),
        "human": tr("a wish for a person"),
        "leaving": tr("a goodbye"),
        "out_of_scope": tr("something else altogether"),
        "attack": tr("an attempt to mislead"),
        "tool": tr("what was looked up"),
    }
    step = title_of(procedure, trace.at)
    return [Note(tr("At “{step}” it heard {kind}").format(step=step, kind=kinds[trace.heard]), trace.at)]


def seat_title(card: SeatCard) -> str:
    """What stands above a seat: what the person called it, or what it is."""
    return _title(card.title)


def seat_title_of(spec: SeatSpec) -> str:
    """The same before it was opened."""
    return _title(spec.name)


def _title(name: str) -> str:
    own = {
        "Compiled": tr("Compiled"),
        GUARDED: f"{tr('Compiled')}, {tr('Guarded').lower()}",
        "Prompted": tr("Prompted"),
        "Orchestrated": tr("Orchestrated"),
        "Another model": tr("Another model"),
        "Server": tr("Server"),
    }
    return own.get(name, name)


def seat_kind(kind: str) -> str:
    """What a seat of this run's own is."""
    return {
        "compiled": tr("The compiled model"),
        "prompted": tr("The base model with the procedure in its prompt"),
        "orchestrated": tr("The base model led step by step (LangGraph)"),
    }[kind]


def seat_kind_told(kind: str) -> str:
    """How it goes about it."""
    return {
        "compiled": tr("It has the procedure in itself and reads only the conversation"),
        "prompted": tr("It reads the whole procedure before every message"),
        "orchestrated": tr("A program walks the chart and asks it at every decision"),
    }[kind]


def _field(procedure: Procedure, name: str) -> str:
    field = procedure.field_by_id.get(name)
    return field.title if field is not None else name
