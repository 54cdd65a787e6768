"""Judging one agent message against the gold one: moves, decisions, fields, call, prose.

A message is right only if all of it is. Where two texts mean the same value they count as equal (normal form), except
for fields that must be exact.
"""

from __future__ import annotations

import difflib
import re
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from studio.chat.reply import Reply
from studio.chat.tools import ToolBox
from studio.conversations.record import Turn
from studio.procedure import values
from studio.procedure.machine import IMPLICIT_ENDS, Call
from studio.procedure.model import Act, Decide, Procedure
from studio.procedure.trace import DECLINED, Trace, parse
from studio.procedure.wording import DEFAULTS, overlay_text

SENTENCE = re.compile(r"(?<=[.!?])\s+")


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
        self.wordings = _wordings(procedure)

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
        """Whether freer prose still says what the trace entered: exact wording verbatim, every value the gold one,
        each sentence nearest to a wording of the steps entered, in order."""
        entered = [move.step for move in trace.moves]
        for step_id in entered:
            step = self.procedure.step_by_id.get(step_id)
            if step is None or isinstance(step, Decide | Act):
                continue
            spoken = values.fill(step.text, self.procedure, words, self.today)
            if step.exact and spoken not in text:
                return False
            for name in values.placeholders(step.text):
                shown = values.fill("{" + name + "}", self.procedure, words, self.today)
                if shown and shown not in text:
                    return False
        if len(SENTENCE.split(text.strip())) != len(SENTENCE.split(gold.text.strip())):
            return False
        order = [self._nearest(s, entered, words) for s in SENTENCE.split(text.strip())]
        return -1 not in order and order == sorted(order)

    def _nearest(self, sentence: str, entered: list[str], words: dict[str, str]) -> int:
        """The place among the entered steps of the wording nearest to a sentence; -1 where it belongs elsewhere."""
        best, owner = 0.0, ""
        for step_id, wording in self.wordings:
            score = _likeness(sentence, values.fill(wording, self.procedure, words, self.today))
            if score > best:
                best, owner = score, step_id
        if owner.startswith("*"):
            return 0
        return entered.index(owner) if owner in entered and best >= 0.8 else -1


@lru_cache(maxsize=20_000)
def _likeness(a: str, b: str) -> float:
    return difflib.SequenceMatcher(None, a.casefold(), b.casefold(), autojunk=False).ratio()


def _wordings(procedure: Procedure) -> tuple[tuple[str, str], ...]:
    """Every sentence the procedure can speak, with its step; overlays' and knowledge's owners begin with "*"."""
    found: list[tuple[str, str]] = []
    for step in procedure.steps:
        for text in (getattr(step, "text", ""), getattr(step, "again", "")):
            found += [(step.id, sentence) for sentence in SENTENCE.split(text) if sentence]
        found += [("*" + k.id, sentence) for k in step.knowledge for sentence in SENTENCE.split(k.answer)]
    found += [("*" + k.id, sentence) for k in procedure.knowledge for sentence in SENTENCE.split(k.answer)]
    for overlay in DEFAULTS:
        owner = next((e for e, o in IMPLICIT_ENDS.items() if (overlay, o) in _ENDING), "*" + overlay)
        found += [(owner, s) for s in SENTENCE.split(overlay_text(procedure, overlay))]
    return tuple(found)


_ENDING = {("human", "escalated"), ("leaving", "abandoned")}


def _heard(trace: Trace) -> str:
    return f"{trace.heard} {trace.outcome}".rstrip()


def _call(text: str) -> Call | None:
    if not text:
        return None
    tool, _, told = text.partition(" ")
    pairs = (part.partition("=") for part in told.split(" | ") if "=" in part)
    return Call(tool, tuple((name, value) for name, _, value in pairs))
