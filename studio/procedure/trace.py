"""The trace: what the agent decided before a reply, as a value and as text.

The text is a few plain lines inside <think>...</think>; the model writes it, and everything that judges, lights up or
guards reads it. What the lines mean is the machine's business, how messages are joined is `conversations.rendering`'s.

    at ask_budget               the step being answered (copied; "start" when the procedure opens)
    heard answer                what kind of message it was, with "#2" where attempts are counted
    budget = 500 euros          a field heard, in the person's own words (choices and yes/no by their option id;
                                "-" for an optional field declined)
    knows luggage               the knowledge entry that answers a question
    read budget 500             a number, amount or day that a computed decision tests, in figures (days are told by
                                their distance where they are compared with today)
    go over_budget: yes         a decision taken, by its branch
    go show_offers #2           a step entered, "#n" where a limited edge led to it for the n-th time ("#spent")
    jump ask_date               a move that is no edge: a conversation taken up in the middle ("at resume", with what
                                is known by then), or a recorded one that left the chart
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Literal

from pydantic import BaseModel, ConfigDict

OPEN = "<think>"
CLOSE = "</think>"
START = "start"
RESUME = "resume"
DECLINED = "-"

HeardKind = Literal[
    "start", "answer", "question", "correction", "vague", "invalid", "declined", "human", "leaving",
    "out_of_scope", "attack", "tool",
]  # fmt: skip


@dataclass(frozen=True)
class Move:
    """A step entered. `branch` is set for decisions ("yes") and acts left by an outcome are told by `heard tool`;
    `count` is the n-th use of the limited edge that led here, 0 for an edge without limit, -1 when it is spent. `reads`
    are the (field, figure) pairs noted before a computed decision: a way of working, not part of what was decided."""

    step: str
    branch: str = ""
    count: int = 0
    jump: bool = False
    reads: tuple[tuple[str, str], ...] = field(default=(), compare=False)


class Trace(BaseModel):
    """One agent message's trace. `attempt` counts vague, invalid and declined answers at this ask, from 1.
    `outcome` is the tool's outcome where `heard` is "tool"."""

    model_config = ConfigDict(frozen=True)

    at: str
    heard: HeardKind = "answer"
    attempt: int = 0
    outcome: str = ""
    fields: tuple[tuple[str, str], ...] = ()
    knows: str = ""
    moves: tuple[Move, ...] = ()

    def text(self) -> str:
        """The trace as the model writes it, markers included."""
        lines = [f"at {self.at}"]
        if self.heard != "start":
            counted = f" #{self.attempt}" if self.attempt else ""
            outcome = f" {self.outcome}" if self.outcome else ""
            lines.append(f"heard {self.heard}{outcome}{counted}")
        lines += [f"{name} = {value}" for name, value in self.fields]
        if self.knows:
            lines.append(f"knows {self.knows}")
        lines += [_move_line(move) for move in self.moves]
        return f"{OPEN}" + "\n".join(lines) + f"\n{CLOSE}"


def _move_line(move: Move) -> str:
    branch = f": {move.branch}" if move.branch else ""
    count = "" if not move.count else " #spent" if move.count < 0 else f" #{move.count}"
    noted = "".join(f"read {name} {figure}\n" for name, figure in move.reads)
    return f"{noted}{'jump' if move.jump else 'go'} {move.step}{branch}{count}"


_HEARD = re.compile(r"heard (\w+)(?: (ok|empty|refused|error))?(?: #(\d+))?")
_MOVE = re.compile(r"(go|jump) (\w+)(?:: (\w+))?(?: #(\d+|spent))?")
_READ = re.compile(r"read (\w+) (\S+)")
_VALUE = re.compile(r"(\w+) = (.*)")
_AT = re.compile(r"at (\w+)")
_KNOWS = re.compile(r"knows (\w+)")


class TraceError(ValueError):
    """The model wrote something that is not a trace."""


def parse(text: str) -> tuple[Trace, str]:
    """Split an agent message into its trace and its reply. Raises TraceError where there is no well-formed trace."""
    if not text.startswith(OPEN) or CLOSE not in text:
        raise TraceError("the message has no trace")
    body, reply = text[len(OPEN) :].split(CLOSE, 1)
    lines = body.strip("\n").split("\n")
    at = _AT.fullmatch(lines[0])
    if at is None:
        raise TraceError(f"the trace begins with {lines[0]!r}")
    values: dict[str, object] = {"at": at[1], "heard": "start"}
    fields: list[tuple[str, str]] = []
    moves: list[Move] = []
    reads: list[tuple[str, str]] = []
    for line in lines[1:]:
        if match := _HEARD.fullmatch(line):
            values |= {"heard": match[1], "outcome": match[2] or "", "attempt": int(match[3] or 0)}
        elif match := _MOVE.fullmatch(line):
            count = -1 if match[4] == "spent" else int(match[4] or 0)
            moves.append(Move(match[2], match[3] or "", count, match[1] == "jump", tuple(reads)))
            reads.clear()
        elif match := _READ.fullmatch(line):
            reads.append((match[1], match[2]))
        elif match := _KNOWS.fullmatch(line):
            values["knows"] = match[1]
        elif match := _VALUE.fullmatch(line):
            fields.append((match[1], match[2]))
        else:
            raise TraceError(f"not a line of a trace: {line!r}")
    try:
        return Trace(**values, fields=tuple(fields), moves=tuple(moves)), reply  # type: ignore[arg-type]
    except ValueError as error:
        raise TraceError(str(error)) from error
