"""What an orchestrator remembers of a conversation, and what it is about to say."""

from __future__ import annotations

from copy import deepcopy
from dataclasses import asdict, dataclass, field
from typing import Any, Literal

from studio.procedure.machine import Call
from studio.procedure.trace import START, HeardKind, Move, Trace

LASTING = (
    "at", "waiting", "words", "passed", "loops", "choices", "called", "attempt", "retried", "correcting", "outcome",
)  # fmt: skip


@dataclass
class Heard:
    """What the model found in one message."""

    kind: HeardKind = "answer"
    fields: dict[str, str] = field(default_factory=dict)
    knows: str = ""


@dataclass
class Talk:
    """A conversation between two messages. `words` are the fields known, in the person's words ("-": declined);
    `loops` counts how often "STEP BRANCH" was taken; `called` holds each act's last arguments and outcome. From
    `message` on it is about the exchange under way."""

    at: str = START
    waiting: Literal["opening", "user", "tool", "closed"] = "opening"
    words: dict[str, str] = field(default_factory=dict)
    passed: list[str] = field(default_factory=list)
    loops: dict[str, int] = field(default_factory=dict)
    choices: dict[str, str] = field(default_factory=dict)
    called: dict[str, Any] = field(default_factory=dict)
    attempt: int = 0
    retried: bool = False
    correcting: str = ""
    outcome: str = ""

    message: str = ""
    listening: bool = True
    began_at: str = START
    heard: Heard = field(default_factory=Heard)
    tool_outcome: str = ""
    counted: int = 0
    anew: bool = False
    count: int = 0
    spoken: list[str] = field(default_factory=list)
    moves: list[Move] = field(default_factory=list)
    call: Call | None = None

    def lasting(self) -> dict[str, Any]:
        """What must be kept between messages, as JSON can hold it."""
        told = asdict(self)
        return {name: told[name] for name in LASTING}

    @classmethod
    def of(cls, lasting: dict[str, Any], message: str) -> Talk:
        """The conversation with a new message to hear."""
        talk = cls(**deepcopy(lasting), message=message)
        talk.began_at = talk.at
        talk.counted, talk.attempt = talk.attempt, 0
        return talk

    def trace(self, order: list[str]) -> Trace:
        """What was heard and decided, as a trace; fields in the order in which a trace tells them."""
        if self.began_at == START:
            return Trace(at=START, heard="start", moves=tuple(self.moves))
        if self.tool_outcome:
            return Trace(at=self.began_at, heard="tool", outcome=self.tool_outcome, moves=tuple(self.moves))
        heard = self.heard
        counted = heard.kind in ("vague", "invalid", "declined")
        given = sorted(heard.fields.items(), key=lambda pair: order.index(pair[0]))
        return Trace(
            at=self.began_at,
            heard=heard.kind,
            attempt=self.attempt if counted else 0,
            fields=tuple(given),
            knows=heard.knows,
            moves=tuple(self.moves),
        )
