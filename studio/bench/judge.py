"""Judging one agent message against the gold one: moves, decisions, fields, call, prose.

A message is right only if all of it is. Where two texts mean the same value they count as equal (normal form), except
for fields that must be exact.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from studio.chat.reply import Reply
from studio.chat.tools import ToolBox
from studio.chat.wordings import ALIKE, SENTENCE, likeness, wordings
from studio.conversations.record import Turn
from studio.procedure import values
from studio.procedure.machine import Call
from studio.procedure.model import Act, Decide, Procedure
from studio.procedure.trace import DECLINED, Trace, parse

NUMBER = re.compile(r"\d+(?:[.,:/-]\d+)*")


@dataclass(frozen=True)
class Decision:
    """One decision of the gold trace and what the model made of it ("" for none)."""

    step: str
    gold: str
    chosen: str
    computed: bool

    @property
    def right(self) -> bool:
        return self.gold == self.chosen


@dataclass(frozen=True)
class Verdict:
    """What was right about one message. `fault` names the first thing that was wrong, empty if nothing was."""

    fault: str
    decisions: tuple[Decision, ...] = ()
    fields_right: int = 0
    fields_total: int = 0
    heard_gold: str = ""
    heard_chosen: str = ""
    illegal: bool = False
    unstopped: bool = False

    @property
    def right(self) -> bool:
        return not self.fault


class Judge:
    """Judges messages about one procedure."""

    def __init__(self, procedure: Procedure, today: date) -> None:
        self.procedure = procedure
        self.today = today
        self.tools = ToolBox(procedure, today)
        self.wordings = wordings(procedure)

    def judge(self, reply: Reply, gold: Turn, words: dict[str, str]) -> Verdict:
        """One message. `words` are the gold words of every field known after it, for what is spoken."""
        trace, _ = parse(gold.trace)
        decisions = self._decisions(reply.trace, trace)
        right, total = self._fields(reply.trace, trace)
        return Verdict(
            fault=self._fault(reply, gold, trace, words),
            decisions=decisions,
            fields_right=right,
            fields_total=total,
            heard_gold=_heard(trace),
            heard_chosen=_heard(reply.trace) if reply.trace else "",
            illegal=reply.legal is False,
            unstopped=not reply.stopped,
        )

    def judge_words(self, reply: Reply, gold: Turn, words: dict[str, str]) -> str:
        """What is wrong with a message of which only the words and the call can be judged; empty if nothing is."""
        trace, _ = parse(gold.trace)
        checks = (
            ("did not stop", reply.stopped),
            ("call", self._calls_equal(reply, gold, trace)),
            ("prose", reply.text.strip() == gold.text or self._prose(reply.text, gold, trace, words)),
        )
        return next((name for name, good in checks if not good), "")

    def _fault(self, reply: Reply, gold: Turn, trace: Trace, words: dict[str, str]) -> str:
        if not reply.stopped:
            return "did not stop"
        if reply.trace is None:
            return "no trace"
        mine = reply.trace
        checks = (
            ("step answered", mine.at == trace.at),
            ("heard", (mine.heard, mine.attempt, mine.outcome) == (trace.heard, trace.attempt, trace.outcome)),
            ("knowledge", mine.knows == trace.knows),
            ("fields", self._fields_equal(mine, trace)),
            ("moves", mine.moves == trace.moves),
            ("call", self._calls_equal(reply, gold, trace)),
            ("prose", reply.text.strip() == gold.text or self._prose(reply.text, gold, trace, words)),
        )
        return next((name for name, good in checks if not good), "")

    def _decisions(self, mine: Trace | None, gold: Trace) -> tuple[Decision, ...]:
        chosen = {move.step: move.branch for move in mine.moves} if mine else {}
        found = []
        for move in gold.moves:
            step = self.procedure.step_by_id.get(move.step)
            if isinstance(step, Decide) and len(step.branches) > 1:
                found.append(Decision(step.id, move.branch, chosen.get(step.id, ""), step.basis == "computed"))
        return tuple(found)

    def _fields(self, mine: Trace | None, gold: Trace) -> tuple[int, int]:
        given = dict(mine.fields) if mine else {}
        right = sum(1 for name, words in gold.fields if name in given and self._equal(name, given[name], words))
        return right, len(gold.fields)

    def _fields_equal(self, mine: Trace, gold: Trace) -> bool:
        given, wanted = dict(mine.fields), dict(gold.fields)
        return set(given) == set(wanted) and all(self._equal(n, given[n], w) for n, w in wanted.items())

    def _equal(self, name: str, mine: str, gold: str) -> bool:
        if mine == gold:
            return True
        field = self.procedure.field_by_id.get(name)
        if field is None or field.exact or DECLINED in (mine, gold):
            return False
        read = values.normal(field, mine, self.today)
        return read is not None and read == values.normal(field, gold, self.today)

    def _calls_equal(self, reply: Reply, gold: Turn, trace: Trace) -> bool:
        wanted = _call(gold.call)
        if reply.call is None or wanted is None:
            return reply.call is None and wanted is None
        if reply.call.tool != wanted.tool or [n for n, _ in reply.call.arguments] != [n for n, _ in wanted.arguments]:
            return False
        act = self.procedure.step_by_id[trace.moves[-1].step]
        assert isinstance(act, Act)
        return self.tools.normal(act, reply.call) == self.tools.normal(act, wanted)

    # -- prose ---------------------------------------------------------------------------------

    def _prose(self, text: str, gold: Turn, trace: Trace, words: dict[str, str]) -> bool:
        """Whether freer prose still says what the trace entered: exact wording verbatim, every value and every figure
        the gold one, each sentence nearest to a wording of the steps entered, in order."""
        spoken = text.strip()
        if not set(NUMBER.findall(spoken)) <= set(NUMBER.findall(gold.text)):
            return False
        if not all(part in spoken for part in self._verbatim(gold, trace, words)):
            return False
        sentences = SENTENCE.split(spoken)
        if len(sentences) != len(SENTENCE.split(gold.text.strip())):
            return False
        places = [self._place(sentence, trace, words) for sentence in sentences]
        known = [place for place in places if place is not None]
        return len(known) == len(places) and known == sorted(known)

    def _verbatim(self, gold: Turn, trace: Trace, words: dict[str, str]) -> Iterator[str]:
        """What may not be said in other words: the values spoken, and whatever is marked as exact."""
        entries = [k for s in self.procedure.steps for k in s.knowledge] + list(self.procedure.knowledge)
        yield from (entry.answer for entry in entries if entry.id == trace.knows and entry.exact)
        for move in trace.moves:
            step = self.procedure.step_by_id.get(move.step)
            for wording in (getattr(step, "text", ""), getattr(step, "again", "")):
                spoken = self._filled(wording, words)
                if not spoken or spoken not in gold.text:
                    continue
                if getattr(step, "exact", False):
                    yield spoken
                yield from (self._filled("{" + name + "}", words) for name in values.placeholders(wording))

    def _place(self, sentence: str, trace: Trace, words: dict[str, str]) -> int | None:
        """Where in the message a sentence belongs: 0 for what is said about the message heard, then the steps entered
        in order; None where its nearest wording belongs to anything else."""
        places = {move.step: number for number, move in reversed(list(enumerate(trace.moves, 1)))}
        asides = {trace.heard, trace.knows} | ({"tool_failure"} if trace.heard == "tool" else set())
        places |= {f"*{name}": 0 for name in asides if name}
        alike = [(likeness(sentence, self._filled(wording, words)), owner) for owner, wording in self.wordings]
        best = max((score for score, _ in alike), default=0.0)
        nearest = [owner for score, owner in alike if score == best]
        return min((places[owner] for owner in nearest if owner in places), default=None) if best >= ALIKE else None

    def _filled(self, text: str, words: dict[str, str]) -> str:
        return values.fill(text, self.procedure, words, self.today)


def _heard(trace: Trace) -> str:
    return f"{trace.heard} {trace.outcome}".rstrip()


def _call(text: str) -> Call | None:
    if not text:
        return None
    tool, _, told = text.partition(" ")
    pairs = (part.partition("=") for part in told.split(" | ") if "=" in part)
    return Call(tool, tuple((name, value) for name, _, value in pairs))
