"""Playing held-out conversations: scripted users who follow the gold plan, against the file that ships.

Each user message is the script's. The model sees its own earlier messages as long as they were right; after a wrong
one the gold message stands in its place, so that everything after the first divergence can still be counted, while
the conversation as a whole has failed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

from studio.bench.judge import Judge, Verdict
from studio.chat.reply import Reply, follow
from studio.chat.session import Sampling, Session, Shared
from studio.conversations.record import Conversation, Turn, agent_text
from studio.conversations.rendering import Message
from studio.procedure.machine import Machine, State
from studio.procedure.trace import parse


@dataclass(frozen=True)
class PlayedTurn:
    """One agent message as it should have been and as it was."""

    user: str
    gold: Turn
    reply: Reply
    verdict: Verdict


@dataclass(frozen=True)
class Played:
    """A whole conversation played."""

    conversation: Conversation
    turns: tuple[PlayedTurn, ...]

    @property
    def exact(self) -> bool:
        return all(turn.verdict.right for turn in self.turns)

    @property
    def first_wrong(self) -> int | None:
        return next((i for i, turn in enumerate(self.turns) if not turn.verdict.right), None)


def play(
    conversations: Iterable[Conversation],
    shared: Shared,
    *,
    guarded: bool = False,
    sampling: Sampling | None = None,
    keep_traces: bool = True,
    on_played: Callable[[Played], None] | None = None,
) -> list[Played]:
    """Play conversations side by side; the order of the result is theirs."""
    judge = Judge(shared.procedure, shared.today)

    def one(numbered: tuple[int, Conversation]) -> Played:
        number, conversation = numbered
        chosen = sampling or Sampling()
        seeded = Sampling(chosen.temperature, chosen.top_p, chosen.seed * 10_007 + number)
        session = Session(shared, guarded=guarded, sampling=seeded, keep_traces=keep_traces)
        played = play_one(conversation, session, judge)
        if on_played:
            on_played(played)
        return played

    with ThreadPoolExecutor(max(1, shared.engine.slots)) as players:
        return list(players.map(one, enumerate(conversations)))


def play_one(conversation: Conversation, session: Session, judge: Judge) -> Played:
    """One conversation, message by message."""
    gold_states = states_along(session.machine, conversation.turns)
    turns: list[PlayedTurn] = []
    for i in range(0, len(conversation.turns) - 1, 2):
        user, gold = conversation.turns[i], conversation.turns[i + 1]
        right = agent_text(gold.trace, gold.text, gold.call)
        reply = session.reply_to(Message("user", user.text), right)
        after = gold_states[i // 2]
        verdict = judge.judge(reply, gold, after.words)
        turns.append(PlayedTurn(user.text, gold, reply, verdict))
        if not verdict.right or session.state is None:
            session.replace_last(right, after)
    return Played(conversation, tuple(turns))


def states_along(machine: Machine, turns: Sequence[Turn]) -> list[State]:
    """The machine's state after each agent message of a recorded conversation."""
    state = State()
    states = []
    for i in range(0, len(turns) - 1, 2):
        trace, _ = parse(turns[i + 1].trace)
        options = follow(machine, state, trace, turns[i].text)
        state = next(after for message, after in options if message.trace.moves == trace.moves)
        states.append(state)
    return states
