"""One agent message taken apart, and what the chart says about it.

How messages are written is `session`'s and `guard`'s business; whether they are right, `bench`'s.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from studio.chat.tools import split_call
from studio.engine.client import Completion
from studio.procedure.machine import AgentMessage, Call, Heard, Machine, NotPossible, State
from studio.procedure.trace import CLOSE, Trace, TraceError, parse

Request = Callable[..., Completion]


@dataclass(frozen=True)
class Reply:
    """One agent message. `trace` is None where the model wrote none that can be read; `stopped` is False where it ran
    into the length limit; `legal` says whether the chart allows the trace's moves (None where that is unknown), `sure`
    how probable a guarded model found the least probable of its decisions, one that it took back too."""

    raw: str
    trace: Trace | None
    text: str
    call: Call | None
    stopped: bool
    legal: bool | None = None
    sure: float | None = None
    prompt_tokens: int = 0
    reused_tokens: int = 0
    written_tokens: int = 0
    seconds_first: float = 0.0
    seconds: float = 0.0


def follow(machine: Machine, state: State, trace: Trace, heard_text: str) -> list[tuple[AgentMessage, State]]:
    """What the chart allows in answer to what a trace says it heard."""
    try:
        if state.waiting == "opening":
            return [machine.open()]
        return list(machine.legal(state, heard_of(machine, trace, heard_text)))
    except NotPossible:
        return []


def heard_of(machine: Machine, trace: Trace, heard_text: str) -> Heard:
    """A trace's hearing for the machine; a tool's result is read from the message itself."""
    if trace.heard == "tool":
        outcome, fields = read_result(heard_text)
        return Heard("tool", fields, outcome=outcome)  # type: ignore[arg-type]
    known = {f.id for f in machine.procedure.fields}
    if trace.heard == "declined":  # the machine finds out by itself which fields that leaves open
        return Heard("declined")
    return Heard(trace.heard, tuple(p for p in trace.fields if p[0] in known), knows=trace.knows)


def read_result(text: str) -> tuple[str, tuple[tuple[str, str], ...]]:
    """A tool message's outcome and fields."""
    _, _, rest = text.partition(" ")
    outcome, _, told = rest.partition(" ")
    pairs = (part.partition("=") for part in told.split(" | ") if "=" in part)
    return outcome, tuple((name, value) for name, _, value in pairs)


def read_reply(raw: str, done: Completion, prompt_tokens: int) -> Reply:
    """A model's message taken apart."""
    try:
        trace, spoken = parse(raw)
    except TraceError:
        trace, spoken = None, raw.rpartition(CLOSE)[2]
    text, call = split_call(spoken)
    return Reply(
        raw=raw,
        trace=trace,
        text=text,
        call=call,
        stopped=done.reason == "stop",
        prompt_tokens=prompt_tokens,
        reused_tokens=done.reused_tokens,
        written_tokens=len(done.tokens),
        seconds_first=done.seconds_first,
        seconds=done.seconds,
    )
