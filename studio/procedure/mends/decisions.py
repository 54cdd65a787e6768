"""Mends of decisions: one branch only, mixed bases, cases left out, in the wrong order or never true."""

from __future__ import annotations

from functools import partial
from typing import Any

from studio.base.sentences import sentence
from studio.procedure import chart_edits, edits
from studio.procedure.checks.decisions import decision_findings
from studio.procedure.checks.finding import Finding, branch_named, named
from studio.procedure.graph import reachable
from studio.procedure.mends.mend import Mend, hand_over, there
from studio.procedure.model import Branch, Decide, Link, Procedure

OTHERWISE = "otherwise"


def one_branch(procedure: Procedure, finding: Finding) -> Mend | None:
    """Remove a decision between nothing; what led to it leads on."""
    step = _decision(procedure, finding)
    if step is None or len(step.branches) != 1:
        return None
    link = step.branches[0].link
    if chart_edits.is_open(procedure, link) or link.limit is not None or link.to == step.id:
        return None
    return Mend(sentence("Remove {step}", step=named(step)), lambda now: edits.remove_step(now, step.id))


def mixed(procedure: Procedure, finding: Finding) -> Mend | None:
    """Compute the decision where all its branches but a last one compare; take away what a computed one does not
    look at."""
    step = _decision(procedure, finding)
    if step is None:
        return None
    if step.basis == "words":
        computed = all(branch.when is not None for branch in step.branches[:-1])
        if not computed or (step.branches[-1].when is None and step.branches[-1].examples):
            return None
        return Mend(
            sentence("Compute it from the fields"), lambda now: _with(now, step.id, basis="computed", about=None)
        )
    if not finding.branch:
        return Mend(sentence("Judge no answer"), lambda now: _with(now, step.id, about=None))
    last = step.branches[-1]
    if last.id != finding.branch:
        return None
    branches = (*step.branches[:-1], edits.with_(last, examples=()))
    return Mend(sentence("Remove its examples"), lambda now: _with(now, step.id, branches=branches))


def otherwise_last(procedure: Procedure, finding: Finding) -> Mend | None:
    """Put the one branch without a condition last."""
    step = _decision(procedure, finding)
    bare = [branch for branch in step.branches if branch.when is None] if step else []
    if step is None or len(bare) != 1:
        return None
    branches = (*(branch for branch in step.branches if branch is not bare[0]), bare[0])
    return Mend(sentence("Put it last"), lambda now: _with(now, step.id, branches=branches))


def missing_case(procedure: Procedure, finding: Finding) -> Mend | None:
    """Add a last branch for everything else, which hands over to a person."""
    step = _decision(procedure, finding)
    if step is None:
        return None
    goal = hand_over(procedure)

    def edit(now: Procedure) -> Procedure:
        now = goal.put(now, step.id)
        found = there(now, step.id)
        kept = found.branches if isinstance(found, Decide) else ()
        name = edits.free_id(OTHERWISE, {branch.id for branch in kept})
        made = Branch(id=name, condition=OTHERWISE, link=Link(to=goal.end.id))
        return _with(now, step.id, branches=(*kept, made))

    if goal.is_new:
        return Mend(sentence('Add an "otherwise" to a person'), edit)
    return Mend(sentence('Add an "otherwise" to {end}', end=named(goal.end)), edit)


def hidden(procedure: Procedure, finding: Finding) -> Mend | None:
    """Put the branch before those that hide it, where that hides none of them in turn."""
    step = _decision(procedure, finding)
    place = next((n for n, b in enumerate(step.branches) if b.id == finding.branch), -1) if step else -1
    if step is None or place < 0:
        return None
    for earlier in range(place - 1, -1, -1):
        order = list(step.branches)
        order.insert(earlier, order.pop(place))
        moved = edits.with_(step, branches=tuple(order))
        alone = edits.with_(procedure, steps=(moved,))
        if not any(found.code == "hidden_case" for found in decision_findings(alone)):
            before = branch_named(step.branches[earlier])
            label = sentence("Put it before {branch}", branch=before)
            return Mend(label, partial(_with, step_id=step.id, branches=moved.branches))
    return _without(procedure, step, finding.branch)


def impossible(procedure: Procedure, finding: Finding) -> Mend | None:
    """Remove a branch that can never be taken, unless a step would be lost with it."""
    step = _decision(procedure, finding)
    return None if step is None else _without(procedure, step, finding.branch)


def _without(procedure: Procedure, step: Decide, branch_id: str) -> Mend | None:
    branch = next((branch for branch in step.branches if branch.id == branch_id), None)
    if branch is None or len(step.branches) < 3:
        return None
    after = chart_edits.remove_edge(procedure, step.id, branch_id)
    if len(reachable(after)) < len(reachable(procedure)):
        return None
    label = sentence("Remove the branch {branch}", branch=branch_named(branch))
    return Mend(label, lambda now: chart_edits.remove_edge(now, step.id, branch_id))


def _decision(procedure: Procedure, finding: Finding) -> Decide | None:
    step = procedure.step_by_id.get(finding.step or "")
    return step if isinstance(step, Decide) else None


def _with(procedure: Procedure, step_id: str, **changes: Any) -> Procedure:
    return edits.replace_step(procedure, edits.with_(there(procedure, step_id), **changes))
