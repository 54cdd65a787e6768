"""The audit: practice conversations must be recoverable by an independent reading, fresh, and free of leaks.

It trusts no writer. Values are read back from the message itself, branches by the words they share with the author's
examples, and the held-out phrase families are compared with the taught ones by their runs of four words.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import NamedTuple

from studio.conversations.record import Conversation, Turn
from studio.procedure.model import Branch, Decide, Procedure
from studio.procedure.trace import DECLINED, parse

MARGIN = 0.34
GRAM = 4
WORD = re.compile(r"[a-z0-9']+")
WEAK = frozenset("i it the a an to is my me you that of in on for and so we s do be was this at with have not".split())


class AuditReport(NamedTuple):
    """What passed, and why the rest did not: {reason: count}. `shared` is the share of held-out runs of four words,
    values masked, that also stand in taught text (None where only one split was audited)."""

    kept: list[Conversation]
    rejected: dict[str, int]
    shared: float | None

    def lines(self) -> list[str]:
        """The report in words."""
        told = [f"{len(self.kept)} conversations passed the audit."]
        told += [f"{count} left out: {reason}." for reason, count in sorted(self.rejected.items())]
        if self.shared is not None:
            told.append(f"{self.shared:.1%} of the four-word runs of held-out messages also stand in practice.")
        return told


def audit(
    procedure: Procedure, conversations: Iterable[Conversation], taught: Sequence[Conversation] = ()
) -> AuditReport:
    """Keep what an independent reading confirms. With `taught`, held-out messages are compared with those."""
    reader = _Reader(procedure)
    rejected: Counter[str] = Counter()
    seen: set[str] = {c.user_side() for c in taught}
    kept = []
    for conversation in conversations:
        reason = "said before" if conversation.user_side() in seen else reader.fault(conversation)
        if reason:
            rejected[reason] += 1
            continue
        if len(conversation.turns) > 4:
            seen.add(conversation.user_side())
        kept.append(conversation)
    shared = shared_runs(taught, kept) if taught else None
    return AuditReport(kept, dict(rejected), shared)


class _Reader:
    """Reads messages without knowing what they were meant to say."""

    def __init__(self, procedure: Procedure) -> None:
        self.procedure = procedure
        self.decisions = {s.id: s for s in procedure.steps if isinstance(s, Decide) and s.basis == "words"}
        self.options = {
            (field.id, option.id): tuple(
                w.casefold() for w in (option.label, option.id.replace("_", " "), *option.also)
            )
            for field in procedure.fields
            for option in field.options
        }

    def fault(self, conversation: Conversation) -> str:
        """Why a conversation cannot be used; empty where it can."""
        turns = conversation.turns
        for user, agent in zip(turns[::2], turns[1::2], strict=False):
            if user.who != "user" or user.kind == "start":
                continue
            trace, _ = parse(agent.trace)
            for name, words in trace.fields:
                if not self._told(name, words, user.text):
                    return "a value cannot be found in the message"
            for move in trace.moves:
                decision = self.decisions.get(move.step)
                if decision is not None and decision.about is None and self._misleads(decision, move.branch, user):
                    return "the words say another branch"
        return ""

    def _told(self, name: str, words: str, text: str) -> bool:
        field = self.procedure.field_by_id.get(name)
        if words == DECLINED or field is None or field.kind == "yes_no":
            return True
        said = text.casefold()
        if field.kind == "choice":
            return any(way in said for way in self.options.get((name, words), ()))
        return " ".join(words.split()).casefold() in said

    def _misleads(self, decision: Decide, branch_id: str, user: Turn) -> bool:
        """Whether another branch's examples are clearly nearer to the message than the branch's own."""
        said = _words(user.text)
        scores = {b.id: _nearness(said, b) for b in decision.branches}
        others = [score for other, score in scores.items() if other != branch_id]
        return bool(others) and max(others) > scores.get(branch_id, 0.0) + MARGIN


@lru_cache(maxsize=4000)
def _words(text: str) -> frozenset[str]:
    return frozenset(WORD.findall(text.casefold())) - WEAK


def _nearness(said: frozenset[str], branch: Branch) -> float:
    """The best overlap of the message with one of the branch's examples, by the example's own words."""
    best = 0.0
    for example in branch.examples:
        wanted = _words(example)
        if wanted:
            best = max(best, len(said & wanted) / len(wanted))
    return best


def shared_runs(taught: Iterable[Conversation], held_out: Iterable[Conversation]) -> float:
    """The share of held-out messages' four-word runs, values masked, that taught messages contain too."""
    known = {run for message in _messages(taught) for run in _runs(message)}
    total = hits = 0
    for message in _messages(held_out):
        for run in _runs(message):
            total += 1
            hits += run in known
    return hits / total if total else 0.0


def _messages(conversations: Iterable[Conversation]) -> Iterable[str]:
    for conversation in conversations:
        turns = conversation.turns
        for user, agent in zip(turns[::2], turns[1::2], strict=False):
            if user.who == "user" and user.kind != "start":
                yield _masked(user.text, agent)


def _masked(text: str, agent: Turn) -> str:
    trace, _ = parse(agent.trace)
    for _, words in trace.fields:
        if len(words) > 1:
            text = re.sub(re.escape(words), "_", text, flags=re.IGNORECASE)
    return text


def _runs(text: str) -> Iterable[tuple[str, ...]]:
    words = re.findall(r"[a-z0-9'_]+", text.casefold())
    return zip(*(words[i:] for i in range(GRAM)), strict=False)
