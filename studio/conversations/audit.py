"""The audit: practice conversations must be recoverable by an independent reading, fresh, and free of leaks.

It trusts no writer. Values are read back from the message itself, branches by the words they share with the author's
examples, and the held-out phrase families are compared with the taught ones by their runs of four words.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date
from difflib import SequenceMatcher
from functools import lru_cache
from typing import NamedTuple

from studio.base.sentences import sentence
from studio.conversations.phrasebook.frames import stock
from studio.conversations.record import Conversation, Turn
from studio.procedure import values
from studio.procedure.choices import read_yes_no, tokens
from studio.procedure.model import Branch, Decide, Option, Procedure
from studio.procedure.trace import DECLINED, Trace, parse

MARGIN = 0.34
GRAM = 4
ALIKE = 0.8
OPENING = re.compile(r"\[(?:start|resume)\](?: Today is [A-Z][a-z]+ \d{4}-\d\d-\d\d\.)?")
_SURE = {
    "yes": re.compile(
        r"\b(?:y|ye\w*|ya\w*|yup|aye|sure|ok\w*|please|right|correct|fine|doubt|did|done|is|can|have|works?)\b"
    ),
    "no": re.compile(r"\b(?:n|no\w*|na\w*|never|\w+n'?t|cannot|negative|wrong|without|neither|zero|still|same)\b"),
}
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
        told: list[str] = [sentence("{number} conversations passed the audit.", number=len(self.kept))]
        told += [
            sentence("{number} left out: {reason}.", number=count, reason=reason)
            for reason, count in sorted(self.rejected.items())
        ]
        if self.shared is not None:
            told.append(
                sentence(
                    "{share} of the four-word runs of held-out messages also stand in practice.",
                    share=f"{self.shared:.1%}",
                )
            )
        return told


def audit(
    procedure: Procedure, conversations: Iterable[Conversation], taught: Sequence[Conversation] = ()
) -> AuditReport:
    """Keep what an independent reading confirms. With `taught`, held-out messages are compared with those."""
    reader = _Reader(procedure, None)
    rejected: Counter[str] = Counter()
    seen: set[str] = {c.user_side() for c in taught}
    kept = []
    for conversation in conversations:
        reason = sentence("said before") if conversation.user_side() in seen else reader.fault(conversation)
        if reason:
            rejected[reason] += 1
            continue
        if len(conversation.turns) > 4:
            seen.add(conversation.user_side())
        kept.append(reader.without_misheard_asides(conversation))
    shared = shared_runs(taught, kept) if taught else None
    return AuditReport(kept, dict(rejected), shared)


class _Reader:
    """Reads messages without knowing what they were meant to say."""

    def __init__(self, procedure: Procedure, today: date | None) -> None:
        self.procedure = procedure
        self.today = today
        self.decisions = {s.id: s for s in procedure.steps if isinstance(s, Decide) and s.basis == "words"}

    def fault(self, conversation: Conversation) -> str:
        """Why a conversation cannot be used; empty where it can."""
        turns = conversation.turns
        if not OPENING.fullmatch(turns[0].text):
            return sentence("the opening says more than the mark and the date")
        self.today = _day(turns[0].text) or self.today
        for user, agent in zip(turns[::2], turns[1::2], strict=False):
            fault = self._fault_of(user, agent, conversation.split)
            if fault:
                return fault
        return ""

    def without_misheard_asides(self, conversation: Conversation) -> Conversation:
        """The conversation with only those asides that can be recovered."""
        kept = tuple(a for a in conversation.asides if not self._fault_of(a.user, a.agent, conversation.split))
        return conversation if kept == conversation.asides else conversation.model_copy(update={"asides": kept})

    def _fault_of(self, user: Turn, agent: Turn, split: str) -> str:
        if user.who != "user" or user.kind == "start":
            return ""
        if split == "taught" and _held_out_families() & set(_family_names(user.family)):
            return sentence("held-out wording in practice")
        trace, _ = parse(agent.trace)
        return self._misheard(trace, user)

    def _misheard(self, trace: Trace, user: Turn) -> str:
        for name, words in trace.fields:
            if not self._told(name, words, user.text):
                return sentence("a value cannot be found in the message")
        if len(trace.fields) == 1 and self._says_another(*trace.fields[0], user.text):
            return sentence("another value can be read from the message")
        for move in trace.moves:
            decision = self.decisions.get(move.step)
            if decision is not None and decision.about is None and self._misleads(decision, move.branch, user):
                return sentence("the words say another branch")
        return ""

    def _told(self, name: str, words: str, text: str) -> bool:
        """Whether a value's words stand in the message and are such a value; an option may be told in any of its names,
        beside others that are ruled out."""
        field = self.procedure.field_by_id.get(name)
        if words == DECLINED or field is None or field.kind == "yes_no":
            return True
        if field.kind == "choice":
            return any(_named(option, text) for option in field.options if option.id == words)
        if " ".join(words.split()).casefold() not in text.casefold():
            return False
        if self.today is None and field.kind == "date":
            return True
        return values.normal(field, words, self.today or date.min) is not None

    def _says_another(self, name: str, words: str, text: str) -> bool:
        """Whether the whole message, read without knowing where the value stands, plainly gives a different one."""
        field = self.procedure.field_by_id.get(name)
        if field is None or words == DECLINED or field.kind in ("text", "choice"):
            return False
        if field.kind == "yes_no":
            own = _SURE[words if words in _SURE else "yes"]
            return read_yes_no(text) not in (None, words) and not own.search(text.casefold())
        if self.today is None and field.kind == "date":
            return False
        read = values.normal(field, text, self.today or date.min)
        return read is not None and read != values.normal(field, words, self.today or date.min)

    def _misleads(self, decision: Decide, branch_id: str, user: Turn) -> bool:
        """Whether another branch's examples and condition are clearly nearer to the message than the branch's own."""
        said = _words(user.text)
        scores = {b.id: _nearness(said, b) for b in decision.branches}
        others = [score for other, score in scores.items() if other != branch_id]
        return bool(others) and max(others) > scores.get(branch_id, 0.0) + MARGIN


def _named(option: Option, text: str) -> bool:
    """Whether an option is named in a message: by its id, label or another name, article or not, slips allowed."""
    said = tokens(text)
    for name in (option.id, option.label, *option.also):
        form = tokens(re.sub(r"^(?:the|a|an) ", "", name.casefold()))
        goal = " ".join(form)
        runs = (" ".join(said[at : at + len(form)]) for at in range(len(said) - len(form) + 1))
        if any(run == goal or (len(goal) > 4 and SequenceMatcher(None, run, goal).ratio() >= ALIKE) for run in runs):
            return True
    return False


def _day(opening: str) -> date | None:
    """The day a conversation takes place, where its first line says so."""
    match = re.search(r"\d{4}-\d\d-\d\d", opening)
    return date.fromisoformat(match[0]) if match else None


@lru_cache(maxsize=1)
def _held_out_families() -> frozenset[str]:
    return frozenset(family.name for several in stock().values() for family in several if family.held_out)


def _family_names(told: str) -> Iterable[str]:
    """The families a message is made of: "yes.plain+answer.story/send" -> yes.plain, answer.story."""
    return (part.split("/")[0] for part in told.split("+"))


@lru_cache(maxsize=4000)
def _words(text: str) -> frozenset[str]:
    return frozenset(WORD.findall(text.casefold())) - WEAK


def _nearness(said: frozenset[str], branch: Branch) -> float:
    """The best overlap of the message with one of the branch's examples, or with its condition, by their own words."""
    best = 0.0
    for example in (*branch.examples, branch.condition):
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
        yield from (_masked(aside.user.text, aside.agent) for aside in conversation.asides)


def _masked(text: str, agent: Turn) -> str:
    trace, _ = parse(agent.trace)
    for _, words in trace.fields:
        if len(words) > 1:
            text = re.sub(re.escape(words), "_", text, flags=re.IGNORECASE)
    return text


def _runs(text: str) -> Iterable[tuple[str, ...]]:
    words = re.findall(r"[a-z0-9'_]+", text.casefold())
    return zip(*(words[i:] for i in range(GRAM)), strict=False)
