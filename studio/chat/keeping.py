"""Keeping what was said in a chat: as a test case, and, where a reply was wrong, as what would have been right.

Replies come as traces with their words, by whatever seat. Whether a case fits a chart is `procedure.cases`' business,
what a line teaches `procedure.lessons`', and who sees names and numbers in it `conversations.made_up`'s.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from studio.base.errors import StudioError
from studio.base.sentences import sentence
from studio.chat.notes import title_of
from studio.chat.reply import heard_of
from studio.conversations.weave import tool_text
from studio.procedure import hearing
from studio.procedure.cases import AgentTurn, Case, UserTurn, speaks_at, walk
from studio.procedure.lessons import Lesson, lessons_of
from studio.procedure.machine import AgentMessage, Heard, Machine, NotPossible, State
from studio.procedure.model import Act, Ask, Decide, Procedure
from studio.procedure.tables import look_up
from studio.procedure.trace import DECLINED, HeardKind, Move, Trace

Place = tuple[str, str]  # a step and "", or a step and one of its ways out
MOST = 400  # messages looked at for a right one
TOOLS = 12  # look-ups one after another
ASIDES: tuple[HeardKind, ...] = ("vague", "invalid", "declined", "human", "leaving", "out_of_scope", "attack")


@dataclass(frozen=True)
class Exchange:
    """A line of the customer (None where the agent opened) and the agent's messages in answer: traces and words,
    several where something was looked up in between."""

    line: str | None
    traces: tuple[Trace | None, ...]
    text: str = ""

    @property
    def moves(self) -> tuple[Move, ...]:
        return tuple(move for trace in self.traces if trace is not None for move in trace.moves)


class Right(NamedTuple):
    """What would have been right: how the line was meant, the agent's messages, and the machine's state after them."""

    heard: Heard
    messages: tuple[AgentMessage, ...]
    state: State

    @property
    def moves(self) -> tuple[Move, ...]:
        return tuple(move for message in self.messages for move in message.trace.moves)

    @property
    def text(self) -> str:
        return " ".join(message.text for message in self.messages if message.text)


# -- following -------------------------------------------------------------------------------------


def state_after(machine: Machine, exchanges: Iterable[Exchange]) -> State:
    """Where the chart stands after these. Raises StudioError where a reply has left the chart."""
    state = State()
    for exchange in exchanges:
        for trace in exchange.traces:
            after = _followed(machine, state, trace) if trace is not None else None
            if after is None:
                said = exchange.line or sentence("the beginning")
                raise StudioError(
                    sentence("The reply to “{line}” left the chart, so what follows it cannot be kept.", line=said),
                    sentence("Say what would have been right in the place of that reply instead."),
                )
            state = after
    return state


def _followed(machine: Machine, state: State, trace: Trace) -> State | None:
    try:
        if state.waiting == "opening":
            message, after = machine.open()
            return after if message.trace.moves == trace.moves else None
        for message, after in machine.legal(state, heard_of(machine, trace, _tool_line(machine, state))):
            if message.trace.moves == trace.moves:
                return after
    except NotPossible:
        return None
    return None


def _tool_line(machine: Machine, state: State) -> str:
    """What the look-up that is waited for gives, as the model reads it; "" where none is."""
    found = _looked_up(machine, state)
    return tool_text(found.outcome, found.fields) if found is not None else ""


def _looked_up(machine: Machine, state: State) -> Heard | None:
    step = machine.procedure.step_by_id.get(state.at)
    if state.waiting != "tool" or not isinstance(step, Act):
        return None
    found = look_up(machine.procedure, step, machine.normal(state.words), machine.today)
    return Heard("tool", found.fields, outcome=found.outcome)


# -- a chat as a case ------------------------------------------------------------------------------


def case_of(procedure: Procedure, exchanges: Sequence[Exchange], case_id: str, today: date) -> Case:
    """A chat as a test case: each line, how it was meant, and where it led. Raises StudioError where nothing was said,
    where a reply left the chart, or where the chart as it is now does not go that way."""
    if not any(exchange.line for exchange in exchanges):
        raise StudioError(
            sentence("Nothing was said in this chat yet."), sentence("Write at least one line, then keep it.")
        )
    machine = Machine(procedure, today)
    turns: list[UserTurn | AgentTurn] = []
    state = State()
    for number, exchange in enumerate(exchanges):
        state = state_after(machine, exchanges[: number + 1])
        if exchange.line is not None:
            turns.append(UserTurn(text=exchange.line))
        turns.append(_agent_turn(procedure, exchange, state))
    return checked(procedure, Case(id=case_id, turns=tuple(turns), today=today if procedure.uses_date else None), today)


def checked(procedure: Procedure, case: Case, today: date) -> Case:
    """The case, if the chart goes its way. Raises StudioError where it does not."""
    misfit = walk(procedure, case, today)
    if misfit is not None:
        raise StudioError(
            sentence("The chart does not go this way, so the test would fail at once: {why}", why=misfit.message),
            sentence("Change the chart, or keep another chat."),
        )
    return case


def _agent_turn(procedure: Procedure, exchange: Exchange, state: State) -> AgentTurn:
    first = exchange.traces[0]
    assert first is not None
    opening = exchange.line is None
    return AgentTurn(
        step=speaks_at(procedure, exchange.moves) or state.at,
        text=exchange.text,
        heard={} if opening or first.heard == "declined" else dict(first.fields),
        kind="" if opening else first.heard,
        knows=first.knows,
        choices=_chosen(procedure, exchange.moves),
    )


def _chosen(procedure: Procedure, moves: Iterable[Move]) -> dict[str, str]:
    """The decisions in words among some moves."""
    found = {}
    for move in moves:
        step = procedure.step_by_id.get(move.step)
        if isinstance(step, Decide) and step.basis == "words" and move.branch:
            found[step.id] = move.branch
    return found


# -- a wrong reply ---------------------------------------------------------------------------------


def right_ones(machine: Machine, before: State, line: str, place: Place, wrong: Trace | None = None) -> Iterator[Right]:
    """The messages that pass a place of the chart in answer to a line, the likeliest first: as the model heard it, as
    plain words are heard, then in other ways."""
    seen = 0
    for heard in _hearings(machine, before, line, wrong):
        try:
            for message, after in machine.legal(before, heard):
                seen += 1
                for right in _through_tools(machine, Right(heard, (message,), after)):
                    if _passes(machine, right, place):
                        yield right._replace(heard=_settled(machine.procedure, right))
                if seen >= MOST:
                    return
        except NotPossible:
            continue


def right_one(machine: Machine, before: State, line: str, place: Place, wrong: Trace | None = None) -> Right:
    """The likeliest of those. Raises StudioError where the chart has no way there."""
    found = next(right_ones(machine, before, line, place, wrong), None)
    if found is None:
        raise StudioError(
            sentence("The chart has no way to “{step}” from here.", step=title_of(machine.procedure, place[0])),
            sentence("Choose another step or branch, or draw the way first."),
        )
    return found


def corrected(
    procedure: Procedure,
    exchanges: Sequence[Exchange],
    line: str,
    right: Right,
    case_id: str,
    today: date,
) -> Case:
    """A test case of a chat up to a line, with what would have been right in answer to it. Raises StudioError."""
    machine = Machine(procedure, today)
    turns: list[UserTurn | AgentTurn] = []
    for number, exchange in enumerate(exchanges):
        state = state_after(machine, exchanges[: number + 1])
        turns += [UserTurn(text=exchange.line)] if exchange.line is not None else []
        turns.append(_agent_turn(procedure, exchange, state))
    turns.append(UserTurn(text=line))
    turns.append(
        AgentTurn(
            step=speaks_at(procedure, right.moves) or right.state.at,
            text=right.text,
            heard={} if right.heard.kind == "declined" else dict(right.heard.fields),
            kind=right.heard.kind,
            knows=right.heard.knows,
            choices=_chosen(procedure, right.moves),
        )
    )
    return checked(procedure, Case(id=case_id, turns=tuple(turns), today=today if procedure.uses_date else None), today)


def lessons_for(procedure: Procedure, right: Right, wrong: Trace | None) -> tuple[Lesson, ...]:
    """What the line teaches: of what it meant, only what the model got wrong."""
    made = {(move.step, move.branch) for move in wrong.moves} if wrong is not None else set()
    given = dict(wrong.fields) if wrong is not None else {}
    meant = right.messages[0].trace
    found = []
    for lesson in lessons_of(procedure, meant):
        known = {
            "branch": (lesson.step, lesson.name) in made,
            "question": wrong is not None and wrong.knows == lesson.name,
            "field": given.get(lesson.name) == dict(meant.fields).get(lesson.name),
        }
        if not known[lesson.kind]:
            found.append(lesson)
    return tuple(found)


def _hearings(machine: Machine, state: State, line: str, wrong: Trace | None) -> Iterator[Heard]:
    if wrong is not None and wrong.heard not in ("start", "tool"):
        yield heard_of(machine, wrong, line)
    plain = hearing.hear(machine, state, line)
    if plain is not None:
        yield plain
    ask = machine.procedure.step_by_id.get(state.at)
    if not isinstance(ask, Ask):
        return
    fields = [machine.procedure.field_by_id[name] for name in ask.fields]
    given, _ = hearing.values_in(machine, fields, line)
    yield Heard("answer", given)
    if given:
        yield Heard("answer")
    asked = {entry.id: entry.questions for entry in machine.knowledge_at(ask.id)}
    for name in hearing.likeness(line, asked):
        yield Heard("question", knows=name)
    for kind in ASIDES:
        yield Heard(kind)


def _through_tools(machine: Machine, right: Right, depth: int = 0) -> Iterator[Right]:
    """Gone on through the look-ups that follow by what their tables give."""
    heard = _looked_up(machine, right.state)
    if heard is None or depth >= TOOLS:
        yield right
        return
    try:
        for message, after in machine.legal(right.state, heard):
            yield from _through_tools(machine, Right(right.heard, (*right.messages, message), after), depth + 1)
    except NotPossible:
        yield right


def _passes(machine: Machine, right: Right, place: Place) -> bool:
    step, branch = place
    if not branch:
        return any(move.step == step for move in right.moves) or right.state.at == step
    drawn = machine.procedure.step_by_id.get(step)
    if isinstance(drawn, Decide):
        return any((move.step, move.branch) == place for move in right.moves)
    return any(place in message.edges for message in right.messages)


def _settled(procedure: Procedure, right: Right) -> Heard:
    """How the line was meant, with the decisions it settles."""
    fields = tuple(pair for pair in right.heard.fields if pair[1] != DECLINED)
    choices = tuple(_chosen(procedure, right.moves).items())
    return Heard(right.heard.kind, fields, choices, right.heard.knows)
