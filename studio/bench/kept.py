"""Playing the kept test cases: against the chart, and against a compiled model; and the outcome for machines to read.

What a case is, and whether the chart goes its way, is `procedure.cases`' business. A model is judged by where it goes
and what it hears, not by its wording.
"""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import NamedTuple
from xml.etree import ElementTree as Xml

from studio.base.errors import StudioError
from studio.chat.notes import branch_title, title_of
from studio.chat.reply import Reply
from studio.chat.session import Session, Shared
from studio.procedure import values
from studio.procedure.cases import AgentTurn, Case, UserTurn, speaks_at, walk
from studio.procedure.model import Procedure

CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff]")
OnPlayed = Callable[["Outcome"], None]


class Outcome(NamedTuple):
    """How a case went: at which turn (from 1) it failed, after what line, and a sentence about it; 0 and empty where it
    did not."""

    case: str
    passed: bool
    turn: int = 0
    said: str = ""
    expected: str = ""
    found: str = ""
    message: str = ""
    seconds: float = 0.0


def play_chart(procedure: Procedure, cases: Iterable[Case], today: date) -> list[Outcome]:
    """Whether the chart still goes the way of each case."""
    found = []
    for case in cases:
        began = time.monotonic()
        misfit = walk(procedure, case, today)
        seconds = time.monotonic() - began
        found.append(
            Outcome(case.id, True, seconds=seconds) if misfit is None else Outcome(case.id, False, *misfit[1:], seconds)
        )
    return found


def play_model(
    shared: Shared, cases: Iterable[Case], *, guarded: bool = False, on_played: OnPlayed | None = None
) -> list[Outcome]:
    """Whether a compiled model goes the way of each case, one after another, always by its first choice."""
    found = []
    for case in cases:
        began = time.monotonic()
        outcome = _played(replace(shared, today=case.today or shared.today), case, guarded)
        outcome = outcome._replace(seconds=time.monotonic() - began)
        found.append(outcome)
        if on_played is not None:
            on_played(outcome)
    return found


def _played(shared: Shared, case: Case, guarded: bool) -> Outcome:
    session = Session(shared, guarded=guarded)
    replies = session.open()
    said = ""
    for number, turn in enumerate(case.turns, 1):
        if isinstance(turn, UserTurn):
            said = turn.text
            try:
                replies = session.say(said)
            except StudioError as error:
                return _failed(case, number, said, "", "", error.message)
        else:
            why = _differs(shared, turn, replies)
            if why is not None:
                return _failed(case, number, said, turn.step, *why)
    return Outcome(case.id, True)


def _differs(shared: Shared, turn: AgentTurn, replies: Sequence[Reply]) -> tuple[str, str] | None:
    """Where the model went, and what is wrong with it; None where it is as it should be."""
    procedure = shared.procedure
    traces = [reply.trace for reply in replies if reply.trace is not None]
    if len(traces) < len(replies):
        return "", "the model wrote no notes that can be read"
    moves = [move for trace in traces for move in trace.moves]
    found = speaks_at(procedure, moves) or traces[0].at
    taken = {move.step: move.branch for move in moves if move.branch}
    for step, branch in turn.choices.items():
        if taken.get(step) != branch:
            wanted, other = branch_title(procedure, step, branch), branch_title(procedure, step, taken.get(step, ""))
            took = f"takes “{other}”" if step in taken else "does not decide it"
            return found, f"at “{title_of(procedure, step)}” the model {took} instead of “{wanted}”"
    if found != turn.step:
        return found, f"the model goes to “{title_of(procedure, found)}” instead of “{title_of(procedure, turn.step)}”"
    if turn.kind and traces[0].heard != turn.kind:
        return found, f"the model takes it for “{traces[0].heard}” instead of “{turn.kind}”"
    wrong = "" if turn.kind == "declined" else _misheard(shared, dict(traces[0].fields), turn.heard)
    if wrong:
        return found, wrong
    if any(reply.legal is False for reply in replies):
        return found, "the model leaves the chart"
    return None


def _misheard(shared: Shared, heard: Mapping[str, str], wanted: Mapping[str, str]) -> str:
    fields = shared.procedure.field_by_id
    for name in dict.fromkeys((*wanted, *heard)):
        title = fields[name].title if name in fields else name
        if name not in heard:
            return f"the model does not hear {title}"
        if name not in wanted:
            return f"the model hears {title} in it, which was not said"
        if name not in fields or not values.equal(fields[name], heard[name], wanted[name], shared.today):
            return f"the model hears {title} as “{heard[name]}” instead of “{wanted[name]}”"
    return ""


def _failed(case: Case, number: int, said: str, expected: str, found: str, why: str) -> Outcome:
    after = f"after “{said}” " if said else "at the beginning "
    told = why if why.endswith(".") else f"{why}."
    return Outcome(case.id, False, number, said, expected, found, f"{case.id}: {after}{told}")


def junit(name: str, suites: Mapping[str, Sequence[Outcome]]) -> str:
    """The outcomes as JUnit XML, a suite for each way of playing, as build servers read it."""
    root = Xml.Element("testsuites", name=_plain(name))
    for told, outcomes in suites.items():
        failed = [outcome for outcome in outcomes if not outcome.passed]
        suite = Xml.SubElement(
            root,
            "testsuite",
            name=_plain(told),
            tests=str(len(outcomes)),
            failures=str(len(failed)),
            errors="0",
            skipped="0",
            time=f"{sum(outcome.seconds for outcome in outcomes):.3f}",
        )
        for outcome in outcomes:
            case = Xml.SubElement(
                suite,
                "testcase",
                classname=_plain(f"{name}.{told}"),
                name=_plain(outcome.case),
                time=f"{outcome.seconds:.3f}",
            )
            if not outcome.passed:
                failure = Xml.SubElement(case, "failure", message=_plain(outcome.message), type="misfit")
                failure.text = _plain(
                    f"turn {outcome.turn}\nsaid: {outcome.said}\nexpected: {outcome.expected}\nfound: {outcome.found}"
                )
    for number, key in enumerate(("tests", "failures", "time")):
        sums = [float(suite.get(key, "0")) for suite in root]
        root.set(key, f"{sum(sums):.3f}" if number == 2 else str(round(sum(sums))))
    Xml.indent(root)
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + Xml.tostring(root, encoding="unicode") + "\n"


def _plain(text: str) -> str:
    """Without what XML cannot hold."""
    return CONTROLS.sub("\ufffd", text)
