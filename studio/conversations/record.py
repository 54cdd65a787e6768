"""One practice conversation as a record: what was said, by whom, with the gold trace of each agent message.

How it becomes tokens is `rendering`'s business, how it is stored `dataset`'s.
"""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, ConfigDict

from studio.conversations.rendering import CALL_MARK, Message
from studio.procedure.model import EndOutcome
from studio.procedure.trace import HeardKind

Who = Literal["user", "agent", "tool"]


class Turn(BaseModel):
    """One message. A user's turn keeps what it meant (`kind`, `step`, `family`); an agent's its trace text and, where
    it calls a tool, the call."""

    model_config = ConfigDict(frozen=True)

    who: Who
    text: str
    kind: HeardKind | Literal[""] = ""
    step: str = ""
    family: str = ""
    trace: str = ""
    call: str = ""

    def message(self) -> Message:
        """As the base model reads or writes it."""
        if self.who != "agent":
            return Message("user", self.text)
        return Message("assistant", agent_text(self.trace, self.text, self.call))


class Aside(BaseModel):
    """What could have been said instead after `place` turns, and the agent's answer to it. The conversation goes on
    without it: it is practised beside what was said, and shares all that came before."""

    model_config = ConfigDict(frozen=True)

    place: int
    user: Turn
    agent: Turn


class Conversation(BaseModel):
    """A whole conversation. The first turn is the opening (or resuming) marker."""

    model_config = ConfigDict(frozen=True)

    id: str
    kind: str
    split: Literal["taught", "held_out"]
    turns: tuple[Turn, ...]
    outcome: EndOutcome | None = None
    places: tuple[str, ...] = ()
    asides: tuple[Aside, ...] = ()

    def messages(self) -> list[Message]:
        """All messages in order."""
        return [turn.message() for turn in self.turns]

    def user_side(self) -> str:
        """What the user said, joined: two conversations with the same user side are duplicates."""
        return "\n".join(turn.text for turn in self.turns if turn.who == "user")


def agent_text(trace: str, text: str, call: str = "") -> str:
    """An agent message as the model writes it: trace, reply, and the call on a line of its own."""
    return f"{trace}{text}" + (f"\n{CALL_MARK} {call}" if call else "")
