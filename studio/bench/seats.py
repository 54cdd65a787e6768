"""Playing the same conversations against every seat, one after another on the same computer, and counting.

Held-out conversations are judged: a seat that writes a trace by its trace and its words, one that writes none by its
words alone. After a wrong message the right one stands in its place, as in verification, so that what follows still
counts. A file of customer lines can only be measured. Seats themselves are `chat.seats`' business.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol, runtime_checkable

from studio.base.errors import StudioError
from studio.base.sentences import sentence
from studio.bench.judge import Judge, Verdict
from studio.bench.play import states_along
from studio.chat.reply import Reply
from studio.chat.seats.seat import Measures, Seat, SeatTurn
from studio.conversations.record import Conversation, agent_text
from studio.procedure.machine import Machine, State

Report = Callable[[int, int], None]


@runtime_checkable
class Correctable(Seat, Protocol):
    """A seat that can be taken through a conversation message by message and set right. `writes_traces` says whether it
    tells its way; then what it is set right to holds the trace too."""

    @property
    def writes_traces(self) -> bool: ...

    def answer_to(self, text: str) -> SeatTurn: ...

    def set_right(self, gold: str, state: State) -> None: ...


@dataclass(frozen=True)
class SeatMessage:
    """One message played. `fault` names the first thing that is wrong with it, `words_fault` the first that is wrong
    with what was said aloud; `verdict` is None for a seat without a trace."""

    turn: SeatTurn
    fault: str = ""
    words_fault: str = ""
    verdict: Verdict | None = None


@dataclass(frozen=True)
class SeatConversation:
    """One conversation played by one seat. `judged` is False where there was nothing to judge it by; `error` says what
    ended it before its time."""

    id: str
    messages: tuple[SeatMessage, ...]
    judged: bool = True
    error: str = ""

    @property
    def exact(self) -> bool:
        return self.judged and not self.error and not any(message.fault for message in self.messages)

    @property
    def exact_words(self) -> bool:
        return self.judged and not self.error and not any(message.words_fault for message in self.messages)

    @property
    def first_wrong(self) -> int | None:
        """Which message of the agent, counted from 0, was the first that is wrong."""
        wrong = next((number for number, message in enumerate(self.messages) if message.fault), None)
        return len(self.messages) if wrong is None and self.error else wrong

    @property
    def measures(self) -> list[Measures]:
        return [message.turn.measures for message in self.messages]


@dataclass
class SeatPlayed:
    """All conversations of one seat."""

    seat: Seat
    conversations: list[SeatConversation] = field(default_factory=list)


def play_seat(
    seat: Correctable,
    conversations: Sequence[Conversation],
    judge: Judge,
    machine: Machine,
    report: Report | None = None,
) -> SeatPlayed:
    """Play held-out conversations in order."""
    played = SeatPlayed(seat)
    for number, conversation in enumerate(conversations):
        played.conversations.append(play_judged(seat, conversation, judge, machine))
        if report is not None:
            report(number + 1, len(conversations))
    return played


def play_judged(seat: Correctable, conversation: Conversation, judge: Judge, machine: Machine) -> SeatConversation:
    """One held-out conversation, message by message; tools answer as the script says."""
    seat.rewind(-1)
    states = states_along(machine, conversation.turns)
    messages: list[SeatMessage] = []
    for i in range(0, len(conversation.turns) - 1, 2):
        user, gold, state = conversation.turns[i], conversation.turns[i + 1], states[i // 2]
        try:
            turn = seat.answer_to(user.text)
        except StudioError as error:
            return SeatConversation(conversation.id, tuple(messages), error=error.message)
        reply = _reply(turn)
        words_fault = judge.judge_words(reply, gold, state.words)
        verdict = judge.judge(reply, gold, state.words) if seat.writes_traces else None
        fault = verdict.fault if verdict else words_fault
        messages.append(SeatMessage(turn, fault, words_fault, verdict))
        if fault or (verdict and turn.legal is not True):
            seat.set_right(agent_text(gold.trace if verdict else "", gold.text, gold.call), state)
    return SeatConversation(conversation.id, tuple(messages))


def play_lines(seat: Seat, scripts: Sequence[Sequence[str]], report: Report | None = None) -> SeatPlayed:
    """Say the lines of each script, whatever is answered, until it is over: to be measured, not judged."""
    played = SeatPlayed(seat)
    for number, lines in enumerate(scripts):
        messages: list[SeatMessage] = []
        error = ""
        try:
            turns = seat.open()
            messages += [SeatMessage(turn) for turn in turns]
            for line in lines:
                if turns and turns[-1].closed:
                    break
                turns = seat.say(line)
                messages += [SeatMessage(turn) for turn in turns]
        except StudioError as found:
            error = found.message
        played.conversations.append(
            SeatConversation(f"script-{number + 1}", tuple(messages), judged=False, error=error)
        )
        if report is not None:
            report(number + 1, len(scripts))
    return played


def read_scripts(path: Path) -> list[list[str]]:
    """Customer lines from a file: one line a message, an empty line between conversations. Raises StudioError."""
    try:
        text = path.read_text("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise StudioError(
            sentence("{path} cannot be read.", path=str(path)),
            sentence("Give a text file with one customer line a line."),
        ) from error
    blocks: list[list[str]] = [[]]
    for line in text.splitlines():
        if line.strip():
            blocks[-1].append(line.strip())
        elif blocks[-1]:
            blocks.append([])
    found = [block for block in blocks if block]
    if not found:
        raise StudioError(
            sentence("{path} holds no lines.", path=str(path)),
            sentence("Give a text file with one customer line a line."),
        )
    return found


def _reply(turn: SeatTurn) -> Reply:
    """A seat's message as the judge reads it."""
    return Reply(
        raw="",
        trace=turn.trace,
        text=turn.text,
        call=turn.calls[0] if turn.calls else None,
        stopped=turn.stopped,
        legal=turn.legal,
    )
