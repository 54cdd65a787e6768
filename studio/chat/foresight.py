"""What the agent may say next, by the chart and the words just heard, before any model was asked.

The engine reads such drafts along, so that a trace and the wording that the chart gives cost little time; nothing that
is written depends on them (`engine.drafts`). A guess is as good as it is cheap: whatever is not foreseen is merely
written at the usual speed.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import replace
from typing import get_args

from studio.chat.reply import heard_of
from studio.conversations.record import agent_text
from studio.procedure import hearing, values
from studio.procedure.machine import AgentMessage, ChoiceNeeded, Heard, Machine, NotPossible, State
from studio.procedure.model import Ask, Field, ToolOutcome
from studio.procedure.trace import HeardKind, Trace

MOST = 24  # messages foreseen
ASIDES: tuple[HeardKind, ...] = ("vague", "human", "leaving", "out_of_scope", "declined", "invalid", "attack")
STAND_INS = {"number": "2", "yes_no": "yes", "email": "sam@example.com", "phone": "555 0100"}


def foreseen(machine: Machine, state: State, line: str) -> list[str]:
    """Messages of the agent, trace and all, that the chart allows in answer to a line; the likeliest first, some of
    them perhaps with other values than will be heard."""
    found: dict[str, None] = {}
    for message in _messages(machine, state, line):
        call = message.call.text() if message.call else ""
        found[agent_text(message.trace.text(), message.text, call)] = None
        if len(found) == MOST:
            break
    return list(found)


def _messages(machine: Machine, state: State, line: str) -> Iterator[AgentMessage]:
    if state.waiting == "opening":
        with suppress(NotPossible, ChoiceNeeded):
            yield machine.open()[0]
        return
    branches: dict[str, tuple[str, ...]] = {}  # of each decision, the one first whose examples the line is most like

    def possible(heard: Heard) -> Iterator[AgentMessage]:
        try:
            yield machine.hear(state, heard)[0]
        except ChoiceNeeded as needed:
            decision = needed.decision
            if decision.id not in branches:
                branches[decision.id] = hearing.judge(decision, line)[1]
            for branch in branches[decision.id]:
                yield from possible(replace(heard, choices=(*heard.choices, (decision.id, branch))))
        except NotPossible:
            return

    for heard in _heard(machine, state, line):
        yield from possible(heard)


def _heard(machine: Machine, state: State, line: str) -> Iterator[Heard]:
    """What the line may mean, the likeliest first."""
    if state.waiting == "tool":
        result = heard_of(machine, Trace(at=state.at, heard="tool"), line)
        if result.outcome in get_args(ToolOutcome):
            yield result
        return
    ask = machine.procedure.step_by_id.get(state.at)
    if not isinstance(ask, Ask):
        return
    guess = hearing.hear(machine, state, line)
    if guess is not None:
        yield replace(guess, fields=_written(machine, guess.fields))
    yield from _answers(machine, ask, state, line)
    yield from (Heard("question", knows=entry.id) for entry in machine.knowledge_at(ask.id))
    yield from (Heard(kind) for kind in ASIDES)


def _answers(machine: Machine, ask: Ask, state: State, line: str) -> Iterator[Heard]:
    """The ask's own fields by what is plain in the line, then by whatever else they could be."""
    own = [machine.procedure.field_by_id[name] for name in ask.fields if name not in state.words]
    plain, _ = hearing.values_in(machine, own, line)
    said = dict(_written(machine, plain))
    yield Heard("answer", _pairs(own, said))
    for field in own:
        for value in _values(field):
            said.setdefault(field.id, value)
            if _decides(field):
                yield Heard("answer", _pairs(own, {**said, field.id: value}))
    yield Heard("answer", _pairs(own, said))


def _written(machine: Machine, pairs: Iterable[tuple[str, str]]) -> tuple[tuple[str, str], ...]:
    """Values as a trace has them: choices, yes and no by their ids, anything else in the person's words."""
    fields = machine.procedure.field_by_id
    decided = ((n, values.normal(fields[n], said, machine.today) if _decides(fields[n]) else said) for n, said in pairs)
    return tuple((name, said) for name, said in decided if said is not None)


def _decides(field: Field) -> bool:
    return field.kind in ("choice", "yes_no")


def _pairs(fields: Iterable[Field], said: dict[str, str]) -> tuple[tuple[str, str], ...]:
    return tuple((field.id, said[field.id]) for field in fields if field.id in said)


def _values(field: Field) -> tuple[str, ...]:
    """What a field could be."""
    if field.kind == "choice":
        return tuple(option.id for option in field.options)
    if field.kind == "yes_no":
        return ("yes", "no")
    return (*field.examples[:1], *([] if field.examples else [STAND_INS.get(field.kind, "that")]))
