"""The compiled seat: a model that has the procedure in its weights, guarded or not.

Conversations themselves are `session`'s; here they are counted, stopped, wound back and remembered.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator

from studio.chat.guard import Guard
from studio.chat.reply import Reply, follow, read_reply
from studio.chat.seats.metered import Metered, Stopped, is_cold
from studio.chat.seats.seat import Measures, Memory, OnPiece, SeatCard, SeatTurn
from studio.chat.seats.telling import Telling, split
from studio.chat.session import Sampling, Session, Shared
from studio.conversations.rendering import Message, clean
from studio.conversations.weave import opening
from studio.engine.generation import Completion
from studio.procedure.machine import State
from studio.procedure.model import End


class CompiledSeat:
    """One conversation with a compiled model. `shared.engine` is `metered`."""

    writes_traces = True

    def __init__(
        self,
        card: SeatCard,
        shared: Shared,
        metered: Metered,
        sampling: Sampling,
        computer: threading.RLock,
        *,
        guarded: bool = False,
        sure: float = 0.0,
    ) -> None:
        self.card = card
        self.shared = shared
        self.sampling = sampling
        self._metered = metered
        self._computer = computer
        self._guarded = guarded
        self._sure = sure
        self._ends: list[int] = []  # how many messages there were after the opening, and after each exchange
        self.session = self._begun()

    # -- talking -------------------------------------------------------------------------------

    def open(self, on_piece: OnPiece | None = None) -> list[SeatTurn]:
        self._begin_anew()
        return self._exchange(opening(self.shared.procedure, self.shared.today), on_piece)

    def say(self, text: str, on_piece: OnPiece | None = None) -> list[SeatTurn]:
        return self._exchange(clean(text), on_piece)

    def stop(self) -> None:
        self._metered.stop()

    def close(self) -> None:
        self._metered.close()

    def answer_to(self, text: str) -> SeatTurn:
        """One message, in answer to one of the customer or of a tool; no tool is run."""
        self._metered.begin()
        with self._computer:
            telling = Telling(0, None, time.monotonic())
            self._listen(telling)
            began = time.monotonic()
            reply = self.session.reply_to(Message("user", text))
            telling.finish()
            return self._turn(reply, telling, 0, time.monotonic() - began)

    def set_right(self, gold: str, state: State) -> None:
        """Put the message that should have been written, trace and all, in the place of the last one."""
        self.session.replace_last(gold, state)

    # -- guarded or not ------------------------------------------------------------------------

    @property
    def guarded(self) -> bool:
        """Whether what the chart forbids is masked."""
        return self._guarded

    @guarded.setter
    def guarded(self, on: bool) -> None:
        self._guarded = on
        self.session.guard = self._guard(self.session) if on else None

    # -- remembering ---------------------------------------------------------------------------

    def rewind(self, user_turns: int) -> None:
        kept = self._ends[: user_turns + 1]
        self._restore(self.session.messages[: kept[-1] if kept else 0], kept)

    def memory(self) -> Memory:
        return {"messages": [list(message) for message in self.session.messages], "ends": list(self._ends)}

    def recall(self, memory: Memory) -> None:
        messages = [Message(role, text) for role, text in memory["messages"]]
        self._restore(messages, [int(end) for end in memory["ends"]])

    def _restore(self, messages: list[Message], ends: list[int]) -> None:
        self._begin_anew()
        self.session.messages = list(messages)
        self.session.state = states(self.session, messages)
        self._ends = list(ends)

    # -- writing -------------------------------------------------------------------------------

    def _begun(self) -> Session:
        session = Session(self.shared, sampling=self.sampling)
        session.guard = self._guard(session) if self._guarded else None
        return session

    def _begin_anew(self) -> None:
        """A new session that goes on drawing where the last one stopped: the same line may be answered otherwise."""
        drawn = self.session.drawn
        self.session = self._begun()
        self.session.drawn = drawn
        self._ends = []

    def _guard(self, session: Session) -> Guard:
        return Guard(session.machine, self.shared.engine, self.shared.ids, sure=self._sure)

    def _exchange(self, text: str, on_piece: OnPiece | None) -> list[SeatTurn]:
        self._metered.begin()
        before = len(self.session.messages), self.session.state
        with self._computer:
            try:
                turns = list(self._turns(text, on_piece))
            except BaseException:
                self.session.messages, self.session.state = self.session.messages[: before[0]], before[1]
                raise
        self._ends.append(len(self.session.messages))
        return turns

    def _turns(self, text: str, on_piece: OnPiece | None) -> Iterator[SeatTurn]:
        """The exchange, message by message."""
        session = self.session
        replies = session.exchange(Message("user", text))
        number = 0
        while True:
            counted = len(self._metered.done)
            telling = Telling(number, on_piece, time.monotonic())
            self._listen(telling)
            began = time.monotonic()
            try:
                self._metered.check()
                reply = next(replies)
            except StopIteration:
                return
            except Stopped:
                yield self._cut(telling, counted, time.monotonic() - began)
                return
            finally:
                telling.finish()
            yield self._turn(reply, telling, counted, time.monotonic() - began)
            if not reply.stopped:
                return
            number += 1

    def _listen(self, telling: Telling) -> None:
        self.session.on_piece = telling
        if self.session.guard is not None:
            self.session.guard.on_piece = telling

    def _cut(self, telling: Telling, counted: int, seconds: float) -> SeatTurn:
        """A guarded message, or one not yet begun, that somebody stopped: what stands is kept."""
        session = self.session
        if session.messages and session.messages[-1].role == "user":
            session.messages.append(Message("assistant", telling.raw))
        session.state = None
        done = Completion([], telling.raw, "cancelled", 0, 0, 0.0, seconds)
        reply = read_reply(telling.raw, done, len(session.prompt_ids()))
        return self._turn(reply, telling, counted, seconds)

    def _turn(self, reply: Reply, telling: Telling, counted: int, seconds: float) -> SeatTurn:
        requests = self._metered.done[counted:]
        guarded = self.session.guard is not None
        written = len(self.shared.engine.tokenize(reply.raw)) if guarded else reply.written_tokens
        return SeatTurn(
            text=reply.text,
            trace=reply.trace,
            notes=split(reply.raw)[0].strip("\n"),
            steps=tuple(move.step for move in reply.trace.moves) if reply.trace else (),
            fields=reply.trace.fields if reply.trace else (),
            legal=reply.legal,
            calls=(reply.call,) if reply.call else (),
            measures=Measures(
                first_seconds=telling.first_seconds,
                seconds=seconds,
                read_tokens=reply.prompt_tokens,
                reused_tokens=requests[0].reused_tokens if requests else 0,
                written_tokens=written,
                requests=1,
                cold=bool(requests) and is_cold(requests[0]),
            ),
            closed=self._closed(reply),
            stopped=reply.stopped,
        )

    def _closed(self, reply: Reply) -> str:
        """The outcome, as the chart has it or, off the chart, as the trace says."""
        state = self.session.state
        if state is not None:
            return state.outcome or ""
        if reply.trace is None or not reply.trace.moves:
            return ""
        last = self.shared.procedure.step_by_id.get(reply.trace.moves[-1].step)
        return last.outcome if isinstance(last, End) else ""


def states(session: Session, messages: list[Message]) -> State | None:
    """The machine's state after these messages, by what their traces say; None once they have left the chart."""
    state: State | None = State()
    for user, agent in zip(messages[::2], messages[1::2], strict=False):
        reply = read_reply(agent.text, Completion([], agent.text, "stop", 0, 0, 0.0, 0.0), 0)
        if reply.trace is None or state is None:
            return None
        options = follow(session.machine, state, reply.trace, user.text)
        state = next((after for message, after in options if message.trace.moves == reply.trace.moves), None)
    return state
