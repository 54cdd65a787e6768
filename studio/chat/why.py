"""Why a compiled model replied as it did: how probable it found the alternatives at each place where it chose.

The notes before a reply are gone through line by line; where another line could stand (another kind of message, another
branch, another question), the engine weighs each of them. What the notes say in words is `notes`' business, which
practice conversation is like it that of `conversations.nearest`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from math import exp
from typing import Literal, NamedTuple

from studio.chat.guard import ASIDES
from studio.chat.notes import SENTENCES, branch_title, question_of, title_of
from studio.conversations.rendering import Message, pieces
from studio.engine.client import Engine
from studio.procedure.machine import IMPLICIT_ENDS
from studio.procedure.model import Ask, Decide, Procedure
from studio.procedure.trace import CLOSE, OPEN, RESUME, START, HeardKind, TraceError, parse

Ids = Callable[[str, str], list[int]]
KINDS: tuple[HeardKind, ...] = ("answer", "question", "correction", *ASIDES)


class Alternative(NamedTuple):
    """A line that could have stood there: its name (a branch, a kind of message, an entry of the knowledge), what that
    means in words, how probable the model found it, and whether it is the one taken."""

    name: str
    words: str
    probability: float
    taken: bool


@dataclass(frozen=True)
class Choice:
    """A place where the model chose: what kind of message it heard, which question, or a branch at `step`. The
    alternatives, the most probable first; `computed` says that the figures alone should tell."""

    kind: Literal["heard", "question", "branch"]
    step: str
    alternatives: tuple[Alternative, ...]
    computed: bool = False

    @property
    def taken(self) -> Alternative:
        return next(one for one in self.alternatives if one.taken)

    @property
    def other(self) -> float:
        """How probable anything else was that is none of them."""
        return max(0.0, 1.0 - sum(one.probability for one in self.alternatives))


def choices(
    engine: Engine, procedure: Procedure, before: Sequence[Message], reply: str, ids: Ids, end: str, bos: str = ""
) -> list[Choice]:
    """The choices in a reply, in the order in which they were made. `before` are all messages it answers, with their
    notes, and `reply` is the message as the model wrote it."""
    prompt: list[int] = []
    for piece in pieces(before, end=end, bos=bos):
        prompt += ids(piece.text, piece.after)
    written = ""
    found = []
    for line in _lines(reply):
        options = _options(procedure, line, reply)
        if options is not None:
            found.append(_weighed(engine, prompt + ids(written, ""), written, line, options, ids))
        written += line
    return found


def of_reply(engine: Engine, procedure: Procedure, messages: Sequence[Message], at: int, ids: Ids, end: str,
             bos: str = "") -> list[Choice]:  # fmt: skip
    """The same for the message `at` of a conversation. Raises IndexError where there is none."""
    return choices(engine, procedure, messages[:at], messages[at].text, ids, end, bos)


@dataclass(frozen=True)
class _Options:
    kind: Literal["heard", "question", "branch"]
    step: str
    taken: str
    lines: dict[str, str]  # by name: the line as it would stand
    words: dict[str, str]
    computed: bool = False


def _weighed(engine: Engine, tokens: list[int], written: str, line: str, options: _Options, ids: Ids) -> Choice:
    names = list(options.lines)
    weights = engine.weigh(tokens, [ids(options.lines[name], written[-1:]) for name in names])
    alternatives = [
        Alternative(name, options.words[name], exp(weight), name == options.taken)
        for name, weight in zip(names, weights, strict=True)
    ]
    alternatives.sort(key=lambda one: -one.probability)
    return Choice(options.kind, options.step, tuple(alternatives), options.computed)


def _lines(reply: str) -> Iterator[str]:
    """The lines of a reply's notes, each with what ends it; the first with the mark that opens them."""
    if not reply.startswith(OPEN) or CLOSE not in reply:
        return
    yield from reply.partition(CLOSE)[0].splitlines(keepends=True)


def _options(procedure: Procedure, line: str, reply: str) -> _Options | None:
    """What could have stood in the place of a line; None where there was no choice worth telling."""
    words = line.split()
    at = _answered(reply)
    step = procedure.step_by_id.get(at)
    if words[:1] == ["heard"] and isinstance(step, Ask) and words[1:] and words[1] in KINDS:
        return _hearings(procedure, step, line, words[1])
    if words[:1] == ["knows"] and step is not None and len(words) == 2:
        entries = [entry.id for entry in (*step.knowledge, *procedure.knowledge)]
        lines = {name: line.replace(words[1], name) for name in dict.fromkeys((*entries, words[1]))}
        told = {name: question_of(procedure, at, name) for name in lines}
        return _Options("question", at, words[1], lines, told) if len(lines) > 1 else None
    if words[:1] == ["go"] and len(words) >= 3 and words[1].endswith(":"):
        return _branches(procedure, words[1][:-1], line, words[2])
    return None


def _hearings(procedure: Procedure, ask: Ask, line: str, taken: str) -> _Options:
    on = procedure.overlays
    kinds = [kind for kind in KINDS if kind == "answer" or getattr(on, kind).on]
    if not (ask.knowledge or procedure.knowledge):
        kinds = [kind for kind in kinds if kind != "question"]
    counted = line.rstrip("\n").partition(" #")[2] or "1"
    lines = {}
    for kind in dict.fromkeys((*kinds, taken)):
        counts = kind in ("vague", "invalid") or (kind == "declined" and not _optional(procedure, ask))
        lines[kind] = line if kind == taken else f"heard {kind}{f' #{counted}' if counts else ''}\n"
    return _Options("heard", ask.id, taken, lines, {kind: SENTENCES[kind] for kind in lines})


def _optional(procedure: Procedure, ask: Ask) -> bool:
    return bool(ask.fields) and not any(procedure.field_by_id[name].required for name in ask.fields)


def _branches(procedure: Procedure, name: str, line: str, taken: str) -> _Options | None:
    step = procedure.step_by_id.get(name)
    if not isinstance(step, Decide) or len(step.branches) < 2:
        return None
    lines = {branch.id: line.replace(f": {taken}", f": {branch.id}", 1) for branch in step.branches}
    lines.setdefault(taken, line)
    told = {branch: branch_title(procedure, name, branch) for branch in lines}
    return _Options("branch", name, taken, lines, told, step.basis == "computed")


def _answered(reply: str) -> str:
    try:
        return parse(reply)[0].at
    except TraceError:
        return ""


def place_title(procedure: Procedure, step: str) -> str:
    """A step as it is called where choices are told."""
    return "" if step in (START, RESUME, *IMPLICIT_ENDS) else title_of(procedure, step)
