"""A trace in plain words: what the agent noted before a reply, one short sentence a line.

A note is a kind with the words that belong in its sentence, so that whoever shows it can put it in another language;
`sentence` says it in English. What a trace means is `procedure.trace`'s and the machine's business.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from studio.procedure.machine import IMPLICIT_ENDS, Call
from studio.procedure.model import Decide, Procedure
from studio.procedure.trace import DECLINED, RESUME, START, Move, Trace

SENTENCES: dict[str, str] = {
    "begins": "It begins the conversation.",
    "resumes": "It takes the conversation up in the middle.",
    "at": "It answers at “{step}”.",
    "answer": "It takes the message for an answer.",
    "question": "It takes the message for a question.",
    "correction": "It takes the message for a correction.",
    "vague": "It takes the message for an unclear answer.",
    "invalid": "It takes the message for an answer that cannot be right.",
    "declined": "It takes the message for a refusal to tell.",
    "human": "It takes the message for a wish for a person.",
    "leaving": "It takes the message for a goodbye.",
    "out_of_scope": "It takes the message for something else altogether.",
    "attack": "It takes the message for an attempt to break the rules.",
    "tool ok": "The look-up found something.",
    "tool empty": "The look-up found nothing.",
    "tool refused": "The look-up was refused.",
    "tool error": "The look-up failed.",
    "tool": "A look-up answered.",
    "attempt": "It counts this as try number {number}.",
    "field": "{field}: {value}",
    "not given": "{field}: not given",
    "knows": "It answers the question “{question}”.",
    "reads": "It reads {field} as {figure}.",
    "decides": "At “{step}” it takes “{branch}”.",
    "goes": "It goes to “{step}”.",
    "round": "It goes to “{step}”, for the {number}. time.",
    "spent": "It goes to “{step}”, as it has been round often enough.",
    "jumps": "It goes to “{step}”, where no line leads.",
    "calls": "It looks up {tool}: {arguments}",
    "escalated": "It hands over to a person.",
    "abandoned": "It lets the person go.",
    "nothing": "It wrote no notes that can be read.",
}


class Note(NamedTuple):
    """One sentence: its kind, a key of SENTENCES, and the words in it; `step` and `branch` where it is about a place
    of the chart."""

    kind: str
    words: tuple[tuple[str, str], ...] = ()
    step: str = ""
    branch: str = ""


def sentence(note: Note) -> str:
    """The note in English."""
    return SENTENCES[note.kind].format(**dict(note.words))


def notes_of(procedure: Procedure, trace: Trace | None, call: Call | None = None) -> tuple[Note, ...]:
    """A trace, and the look-up that follows it, as notes; of none, that there was none."""
    if trace is None:
        return (Note("nothing"),)
    found = [*_place(procedure, trace), *_heard(procedure, trace)]
    found += [note for move in trace.moves for note in _moved(procedure, move)]
    if call is not None:
        told = ", ".join(value for _, value in call.arguments)
        tool = procedure.tool_by_id.get(call.tool)
        found.append(Note("calls", (("tool", tool.title if tool else call.tool), ("arguments", told))))
    return tuple(found)


def told(procedure: Procedure, trace: Trace | None, call: Call | None = None) -> list[str]:
    """The same as sentences in English."""
    return [sentence(note) for note in notes_of(procedure, trace, call)]


def title_of(procedure: Procedure, step_id: str) -> str:
    """A step by its title; of one that is not drawn, its id."""
    step = procedure.step_by_id.get(step_id)
    return (step.title.strip() or step.id) if step is not None else step_id.replace("_", " ")


def branch_title(procedure: Procedure, step_id: str, branch: str) -> str:
    """A branch by what it means, or its name; an outcome by its name."""
    step = procedure.step_by_id.get(step_id)
    if isinstance(step, Decide):
        return next((b.condition or b.id.replace("_", " ") for b in step.branches if b.id == branch), branch)
    return branch.replace("_", " ")


def _place(procedure: Procedure, trace: Trace) -> Iterator[Note]:
    if trace.at == START:
        yield Note("begins")
    elif trace.at == RESUME:
        yield Note("resumes")
    else:
        yield Note("at", (("step", title_of(procedure, trace.at)),), trace.at)


def _heard(procedure: Procedure, trace: Trace) -> Iterator[Note]:
    if trace.heard == "tool":
        kind = f"tool {trace.outcome}"
        yield Note(kind if kind in SENTENCES else "tool", (), trace.at, trace.outcome)
    elif trace.heard != "start":
        yield Note(trace.heard)
    if trace.attempt > 1:
        yield Note("attempt", (("number", str(trace.attempt)),))
    for name, said in trace.fields:
        yield _field(procedure, name, said)
    if trace.knows:
        yield Note("knows", (("question", question_of(procedure, trace.at, trace.knows)),))


def _field(procedure: Procedure, name: str, said: str) -> Note:
    field = procedure.field_by_id.get(name)
    title = field.title if field is not None else name
    if said == DECLINED:
        return Note("not given", (("field", title),))
    option = next((o.label for o in field.options if o.id == said), said) if field is not None else said
    return Note("field", (("field", title), ("value", option)))


def question_of(procedure: Procedure, step_id: str, entry_id: str) -> str:
    """How a knowledge entry is asked for."""
    step = procedure.step_by_id.get(step_id)
    known = (*(step.knowledge if step is not None else ()), *procedure.knowledge)
    entry = next((one for one in known if one.id == entry_id), None)
    return entry.questions[0] if entry is not None and entry.questions else entry_id.replace("_", " ")


def _moved(procedure: Procedure, move: Move) -> Iterator[Note]:
    for name, figure in move.reads:
        field = procedure.field_by_id.get(name)
        words = (("field", field.title if field else name), ("figure", figure if figure != DECLINED else "–"))
        yield Note("reads", words)
    if move.step in IMPLICIT_ENDS and move.step not in procedure.step_by_id:
        yield Note(IMPLICIT_ENDS[move.step], (), move.step)
        return
    title = (("step", title_of(procedure, move.step)),)
    if move.branch:
        chosen = ("branch", branch_title(procedure, move.step, move.branch))
        yield Note("decides", (*title, chosen), move.step, move.branch)
    elif move.jump:
        yield Note("jumps", title, move.step)
    elif move.count < 0:
        yield Note("spent", title, move.step)
    elif move.count > 1:
        yield Note("round", (*title, ("number", str(move.count))), move.step)
    else:
        yield Note("goes", title, move.step)
