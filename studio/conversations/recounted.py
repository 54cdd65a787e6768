"""A practice conversation as a recording would tell it, so that recorded conversations of people are nothing strange.

In a recording the person often speaks first, nobody noted what was heard, the agent says things in words of its own,
asks in between are answered, and stretches are missing. So the traces that stand before each message here hold only
where the agent stood and where it went; the traces to be learned stay whole, for the model always decides in full.
What a row of tokens is made of is `dataset`'s business.
"""

from __future__ import annotations

import random
import re
from typing import NamedTuple

from studio.conversations.phrasebook import frames
from studio.conversations.record import Conversation, Turn, agent_text
from studio.conversations.rendering import RESUME_MARK, Message
from studio.procedure.trace import DECLINED, START, HeardKind, Move, Trace, parse

OPENED = 0.7  # of conversations that a person opens in words
ANSWERED = 0.5  # of first words that may answer the first question: how many do, so that it need not be asked
ASKED_BETWEEN = 0.1  # of the places where a person speaks: how many have a question and its answer before
OWN_WORDS = 0.12  # of the agent's messages: how many go on in words of its own
LOOKED_UP = 0.2  # of what tools answered: how much is noted
JUMPS = 0.3  # of the conversations that can do without a stretch
_GIVEN = re.compile(r"=[^|]*(?=\||$)")


class Answer(NamedTuple):
    """Messages that follow the first `place` of a recording; the last is the agent's, and is learned."""

    place: int
    messages: tuple[Message, ...]


class Recounted(NamedTuple):
    """A recording, and what is learned beside it."""

    messages: list[Message]
    answers: list[Answer]


def can_be_recounted(conversation: Conversation) -> bool:
    """Whether a recording could tell it: one that is taken up knowing something already could not."""
    first = conversation.turns[1] if conversation.turns[0].text.startswith(RESUME_MARK) else None
    return first is None or not parse(first.trace)[0].fields


def recounted(conversation: Conversation, rng: random.Random) -> Recounted:
    """The conversation as recorded. The same random state gives the same recording."""
    told = Recounted([], [])
    turns = conversation.turns
    begun = _opened(told, conversation, rng)
    missing = _missing(conversation, begun, rng)
    left = ""  # where a stretch that is missing was left
    for number, turn in enumerate(turns[begun:], begun):
        if turn.who == "agent" and not left:
            _answered(told, conversation, number)
        if number in missing:
            left = left or _stands(turns[number - 2])
        elif turn.who == "agent":
            told.messages.append(_agent(turn, left, rng))
            left = ""
        else:
            if turn.kind != "tool" and rng.random() < ASKED_BETWEEN:
                told.messages.extend(_between(_stands(turns[number - 1]), rng))
            told.messages.append(_said(turn, rng))
    return told


def _opened(told: Recounted, conversation: Conversation, rng: random.Random) -> int:
    """The first message, in a person's words or without; returns how many turns are told with it. Words that answer the
    first question bring the agent to the next one at once; where any wish is an answer, others only greet."""
    turns = conversation.turns
    mark = turns[0].text
    if mark.startswith(RESUME_MARK):
        told.messages.append(turns[0].message())
        return 1
    beside = [(aside.user, aside.agent) for aside in conversation.asides if aside.place == 2]
    told.answers.extend(
        Answer(0, (_first_words(mark, user, trace, rng), _learned(_at_once(reply, trace))))
        for user, reply in beside
        if (trace := _answer(user, reply)) is not None and rng.random() < ANSWERED
    )
    if rng.random() >= OPENED:
        told.messages.append(turns[0].message())
        return 1
    answered = _answer(turns[2], turns[3]) if len(turns) > 3 else None
    if answered is None or rng.random() >= ANSWERED:
        kind = "greeting" if answered is not None and not answered.fields else "opening"
        told.messages.append(Message("user", f"{mark} {frames.frame(kind, 'taught', rng)}"))
        return 1
    told.messages.append(_first_words(mark, turns[2], answered, rng))
    reply = _at_once(turns[3], answered)
    told.answers.append(Answer(1, (_learned(reply),)))
    told.messages.append(_agent(reply, "", rng))
    return 4


def _answer(user: Turn, reply: Turn) -> Trace | None:
    """The trace of the reply to an answer by which nothing was decided."""
    trace, _ = parse(reply.trace)
    decided = any(move.branch or move.reads for move in trace.moves)
    return trace if user.kind == "answer" and not decided and not _stays(trace) else None


def _first_words(mark: str, user: Turn, trace: Trace, rng: random.Random) -> Message:
    """A first message that answers already: with its details, a wish in general, or both."""
    opening = frames.frame("opening", "taught", rng)
    if not trace.fields:
        return Message("user", f"{mark} {opening}")
    if rng.random() < 0.5:
        return Message("user", f"{mark} {user.text}")
    stop = "" if opening[-1:] in ".?!" else rng.choice((".", ",", ""))
    return Message("user", f"{mark} {opening}{stop} {user.text}")


def _at_once(reply: Turn, trace: Trace) -> Turn:
    """The reply as the first one of the conversation."""
    return reply.model_copy(update={"trace": trace.model_copy(update={"at": START}).text()})


def _stays(trace: Trace) -> bool:
    return [move.step for move in trace.moves] == [trace.at]


def _missing(conversation: Conversation, begun: int, rng: random.Random) -> range:
    """The turns of a stretch that was not recorded: what it gave must not be needed later, so it gave nothing, and no
    loop is counted from there on."""
    turns = conversation.turns
    told = range(max(1, begun - 1), len(turns) - 1)
    asked = [i for i in told if turns[i].who == "agent" and turns[i + 1].who == "user"]
    if rng.random() >= JUMPS or len(asked) < 3:
        return range(0)
    first, last = sorted(rng.sample(asked, 2))
    gone = [turn for turn in turns[first + 2 : last + 1] if turn.who == "agent"]
    counted = any(move.count for turn in turns[first + 2 :] if turn.trace for move in parse(turn.trace)[0].moves)
    if len(gone) < 2 or counted or any(parse(turn.trace)[0].fields or turn.call for turn in gone):
        return range(0)
    return range(first + 2, last)


def _answered(told: Recounted, conversation: Conversation, number: int) -> None:
    """What is learned at this place: the agent's message, and those to what could have been said instead."""
    turn = conversation.turns[number]
    place = len(told.messages)
    if conversation.turns[number - 1].text.startswith(RESUME_MARK):
        return
    if _can_be_told(turn):
        told.answers.append(Answer(place, (_learned(turn),)))
    for aside in conversation.asides:
        if aside.place == number - 1 and _can_be_told(aside.agent):
            told.answers.append(Answer(place - 1, (aside.user.message(), _learned(aside.agent))))


def _can_be_told(turn: Turn) -> bool:
    """Whether what the agent decided follows from a recording: no figure noted earlier, no earlier try counted."""
    trace, _ = parse(turn.trace)
    heard = {name for name, _ in trace.fields}
    return trace.attempt < 2 and all(name in heard for move in trace.moves for name, _ in move.reads)


def _learned(turn: Turn) -> Message:
    """The agent's message without a call, whose arguments a recording does not show."""
    return Message("assistant", agent_text(turn.trace, turn.text))


def _said(turn: Turn, rng: random.Random) -> Message:
    """What was said; of what a tool answered mostly nothing but how it went."""
    if turn.kind == "tool" and rng.random() >= LOOKED_UP:
        return Message("user", " ".join(turn.text.split(" ", 2)[:2]))
    return turn.message()


def _agent(turn: Turn, left: str, rng: random.Random) -> Message:
    """The agent's message with nothing noted of what was heard; after a missing stretch a jump from where it began."""
    trace, _ = parse(turn.trace)
    moves = tuple(Move(move.step, move.branch, move.count, move.jump) for move in trace.moves)
    if left:
        bare = Trace(at=left, heard="start", moves=(Move(moves[-1].step, jump=True),))
    else:
        heard: HeardKind = "tool" if trace.heard == "tool" else "start"
        bare = Trace(at=trace.at, heard=heard, outcome=trace.outcome, moves=moves)
    text = turn.text
    if _stays(trace) and rng.random() < 0.5:
        text = frames.frame("own_words", "taught", rng)
    elif text and rng.random() < OWN_WORDS:
        text = f"{text} {frames.frame('own_words', 'taught', rng)}"
    return Message("assistant", agent_text(bare.text(), text, _GIVEN.sub(f"={DECLINED} ", turn.call).rstrip()))


def _between(at: str, rng: random.Random) -> list[Message]:
    """A question in between, and what the agent says to it where it is."""
    stays = Trace(at=at, heard="start", moves=(Move(at),)).text()
    own = frames.frame("own_words", "taught", rng)
    return [Message("user", frames.frame("aside", "taught", rng)), Message("assistant", agent_text(stays, own))]


def _stands(turn: Turn) -> str:
    """The step an agent's message comes to."""
    trace, _ = parse(turn.trace)
    return trace.moves[-1].step if trace.moves else trace.at
