"""The prompted seat: a model that was not taught the procedure and reads it, as text, before every message.

The text is what `studio export FLOW --as prompt` gives, the shortest complete rendering. The model writes no trace, so
its way through the chart is not known; only that it has come to an end is read from its words.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Sequence
from datetime import date
from functools import partial
from typing import Protocol

from studio.chat.seats.calling import exchange
from studio.chat.seats.metered import Stopped
from studio.chat.seats.seat import Measures, Memory, OnPiece, SeatCard, SeatTurn
from studio.chat.seats.speaker import Answer, Take
from studio.chat.seats.telling import Telling
from studio.chat.tools import ToolBox, split_call
from studio.chat.wordings import ALIKE, SENTENCE, likeness, wordings
from studio.conversations.rendering import CALL_MARK, TOOL_MARK, Message, clean
from studio.conversations.weave import opening
from studio.exchange.prompt import prompt
from studio.procedure.machine import Call, State
from studio.procedure.model import End, Procedure
from studio.procedure.trace import CLOSE, OPEN

CALLING = f"To CALL, write nothing but {CALL_MARK} TOOL ARGUMENT=VALUE | ARGUMENT=VALUE. {TOOL_MARK} brings the result."


def instructions(procedure: Procedure) -> str:
    """What the model is told: the procedure and, where it has tools, how to call them."""
    told = prompt(procedure)
    return f"{told}\n{CALLING}\n" if procedure.tools else told


class Partner(Protocol):
    """Whoever writes: a model of one's own, or a server."""

    def begin(self) -> None: ...

    def stop(self) -> None: ...

    def close(self) -> None: ...

    def answer(self, instructions: str, messages: Sequence[Message], take: Take) -> Answer: ...


class PromptedSeat:
    """One conversation with a model that has the procedure in its prompt. `answer_call` runs a tool's call and gives
    the message with its result."""

    writes_traces = False

    def __init__(
        self, card: SeatCard, partner: Partner, procedure: Procedure, today: date, computer: threading.RLock
    ) -> None:
        self.card = card
        self.partner = partner
        self.procedure = procedure
        self.instructions = instructions(procedure)
        self.messages: list[Message] = []
        self._today = today
        self._computer = computer
        tools = ToolBox(procedure, today)
        self.answer_call: Callable[[str, Call], str] = lambda at, call: tools.run(at, call)[0]
        self._ends: list[int] = []
        self._closing = [(sentence, owner) for owner, sentence in wordings(procedure)]

    # -- talking -------------------------------------------------------------------------------

    def open(self, on_piece: OnPiece | None = None) -> list[SeatTurn]:
        self.messages, self._ends = [], []
        return self._exchange(opening(self.procedure, self._today), on_piece)

    def say(self, text: str, on_piece: OnPiece | None = None) -> list[SeatTurn]:
        return self._exchange(clean(text), on_piece)

    def stop(self) -> None:
        self.partner.stop()

    def close(self) -> None:
        self.partner.close()

    def rewind(self, user_turns: int) -> None:
        self._ends = self._ends[: user_turns + 1]
        self.messages = self.messages[: self._ends[-1] if self._ends else 0]

    def memory(self) -> Memory:
        return {"messages": [list(message) for message in self.messages], "ends": list(self._ends)}

    def recall(self, memory: Memory) -> None:
        self.messages = [Message(role, text) for role, text in memory["messages"]]
        self._ends = [int(end) for end in memory["ends"]]

    # -- writing -------------------------------------------------------------------------------

    def _exchange(self, text: str, on_piece: OnPiece | None) -> list[SeatTurn]:
        self.partner.begin()
        before = len(self.messages)
        with self._computer:
            try:
                answer = partial(self._answer, on_piece=on_piece)
                turns = list(exchange(self.procedure, text, answer, partial(self.answer_call, "")))
            except BaseException:
                self.messages = self.messages[:before]
                raise
        self._ends.append(len(self.messages))
        return turns

    def answer_to(self, text: str) -> SeatTurn:
        """One message, in answer to one of the customer or of a tool; no tool is run."""
        self.partner.begin()
        with self._computer:
            return self._answer(text, 0, None)

    def set_right(self, gold: str, state: State) -> None:
        """Put the message that should have been said in the place of the last one."""
        self.messages[-1] = Message("assistant", gold)

    def _answer(self, text: str, number: int, on_piece: OnPiece | None) -> SeatTurn:
        self.messages.append(Message("user", text))
        turn, raw = self._written(number, on_piece)
        self.messages.append(Message("assistant", raw))
        return turn

    def _written(self, number: int, on_piece: OnPiece | None) -> tuple[SeatTurn, str]:
        """One message, and what of it stands in the dialogue from now on (its thinking does not)."""
        began = time.monotonic()
        telling = Telling(number, on_piece, began)
        try:
            done = self.partner.answer(self.instructions, self.messages, telling)
        except Stopped:
            done = Answer("", stopped=False)
        telling.finish()
        seconds = time.monotonic() - began
        notes, spoken = _apart(done.text)
        said, call = split_call(spoken)
        turn = SeatTurn(
            text=said.strip(),
            notes=notes.strip(),
            calls=(call,) if call else (),
            measures=Measures(
                first_seconds=telling.first_seconds,
                seconds=seconds,
                read_tokens=done.read_tokens,
                reused_tokens=done.reused_tokens,
                written_tokens=done.written_tokens,
                requests=1,
                cold=done.cold,
                counted=done.counted,
            ),
            closed=self._closed(said) if call is None else "",
            stopped=done.stopped,
        )
        return turn, spoken

    def _closed(self, said: str) -> str:
        """The outcome of the end whose words the last sentence is most like; empty where it is like none."""
        sentences = [part for part in SENTENCE.split(said.strip()) if part]
        if not sentences:
            return ""
        best, owner = max((likeness(sentences[-1], sentence), owner) for sentence, owner in self._closing)
        if best < ALIKE:
            return ""
        if owner in ("end_escalated", "end_abandoned"):
            return owner.removeprefix("end_")
        step = self.procedure.step_by_id.get(owner)
        return step.outcome if isinstance(step, End) else ""


def _apart(raw: str) -> tuple[str, str]:
    """A model's thinking, if it thinks aloud, and what it says."""
    text = raw.strip()
    if not text.startswith(OPEN):
        return "", text
    notes, _, spoken = text.removeprefix(OPEN).partition(CLOSE)
    return notes, spoken.strip()
