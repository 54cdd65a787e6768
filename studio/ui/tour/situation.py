"""What the tour can see of a window: plain values, so that whether something was done is a question of two of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from studio.procedure.chart_edits import is_open
from studio.procedure.checks import Finding
from studio.procedure.model import Decide, Procedure

if TYPE_CHECKING:
    from studio.ui.window import MainWindow


class Situation(NamedTuple):
    """A window at one moment. `said` is how many lines the customer has said in the rehearsal."""

    procedure: Procedure
    findings: tuple[Finding, ...] = ()
    said: int = 0


def seen(window: MainWindow) -> Situation:
    """The window as it is now."""
    panel = window.panels["rehearsal"].widget() if "rehearsal" in window.panels else None
    rehearsal = getattr(panel, "rehearsal", None)
    said = len(rehearsal.inputs) if rehearsal is not None else 0
    return Situation(window.document.procedure, tuple(window.document.findings), said)


def drew(before: Situation, now: Situation) -> bool:
    """Whether there is one step more."""
    return len(now.procedure.steps) > len(before.procedure.steps)


def connected(before: Situation, now: Situation) -> bool:
    """Whether one way more leads to a step."""
    return _drawn(now.procedure) > _drawn(before.procedure)


def reworded(before: Situation, now: Situation) -> bool:
    """Whether a branch is called or judged otherwise, or has other examples."""
    return _branches(now.procedure) != _branches(before.procedure)


def mended(before: Situation, now: Situation) -> bool:
    """Whether a problem went that was there, and no other came."""
    return _problems(now) < _problems(before)


def tidied(before: Situation, now: Situation) -> bool:
    """Whether steps stand elsewhere."""
    return now.procedure.layout != before.procedure.layout


def answered(before: Situation, now: Situation) -> bool:
    """Whether the customer has said something."""
    return now.said > 0


def _drawn(procedure: Procedure) -> int:
    links = (link for step in procedure.steps for _, link in procedure.links(step))
    return sum(not is_open(procedure, link) for link in links)


def _branches(procedure: Procedure) -> set[tuple[str, str, str, tuple[str, ...]]]:
    decisions = (step for step in procedure.steps if isinstance(step, Decide))
    return {(step.id, found.id, found.condition, found.examples) for step in decisions for found in step.branches}


def _problems(situation: Situation) -> int:
    return sum(finding.severity == "problem" for finding in situation.findings)
