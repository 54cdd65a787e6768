"""What is found at each step by itself, from nothing but the step and the fields and tools it can name.

It is kept with the step, so that after an edit only the steps that changed are looked at again; or all of them, where a
field or a tool did. What hangs on how steps are linked is for the other rooms, which look at the whole.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from studio.procedure.checks.decisions import step_decision
from studio.procedure.checks.finding import AnyStep, Finding
from studio.procedure.checks.kinds import step_comparisons
from studio.procedure.checks.references import step_references
from studio.procedure.checks.structure import step_ways
from studio.procedure.checks.texts import step_texts
from studio.procedure.facts import Latest, kept
from studio.procedure.model import Procedure

_latest: Latest[Procedure] = Latest()


def findings_alone(procedure: Procedure) -> Iterator[Finding]:
    """The findings of every step by itself, in drawn order."""
    around = _latest((procedure.fields, procedure.tools), partial(_around, procedure))
    for step in procedure.steps:
        yield from kept(step, "findings", (around,), partial(_at, around, step))


def _around(procedure: Procedure) -> Procedure:
    """All that is lent to the checks of one step: a procedure of fields and tools, without steps and words."""
    return Procedure(name="", fields=procedure.fields, tools=procedure.tools)


def _at(around: Procedure, step: AnyStep) -> tuple[Finding, ...]:
    return (
        *step_ways(step),
        *step_references(around, step),
        *step_texts(step),
        *step_comparisons(around, step),
        *step_decision(around, step),
    )
