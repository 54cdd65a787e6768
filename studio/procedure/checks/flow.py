"""What is known when: no field may be needed on a way that has not asked for it, no answer judged before one is given.

Ways are drawn ways: that a computed decision might never send anyone along one is not reasoned about.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from studio.base.sentences import sentence
from studio.procedure.checks.finding import AnyStep, Finding, field_named, listed, named, step_named
from studio.procedure.checks.uses import Use, use_named, uses
from studio.procedure.graph import reachable, way_to
from studio.procedure.model import Act, Ask, Decide, Edge, Procedure


def flow_findings(procedure: Procedure) -> Iterator[Finding]:
    yield from _early_uses(procedure)
    yield from _judged_before_heard(procedure)
    yield from _unused_answers(procedure)


def gives(procedure: Procedure, edge: Edge, field: str) -> bool:
    """Whether a field is known after an edge: it was asked, a tool gave it, or the branch is the one where it is."""
    step = procedure.step_by_id[edge.source]
    if isinstance(step, Ask):
        return field in step.fields
    if isinstance(step, Act):
        return edge.branch.removesuffix(" spent") == "ok" and field in step.results
    if isinstance(step, Decide):
        return _known_after(step, edge.branch.removesuffix(" spent"), field)
    return False


def _known_after(step: Decide, branch_id: str, field: str) -> bool:
    """A branch proves a field known where its condition cannot hold without it, or an earlier one would have held."""
    for branch in step.branches:
        tests = branch.when.tests if branch.when else ()
        if branch.id == branch_id:
            together = branch.when is not None and (branch.when.join == "all" or len(tests) == 1)
            return together and any(t.field == field and t.operator not in ("unknown", "!=") for t in tests)
        alone = branch.when is not None and (branch.when.join == "any" or len(tests) == 1)
        if alone and any(test.field == field and test.operator == "unknown" for test in tests):
            return True
    return False


def _early_uses(procedure: Procedure) -> Iterator[Finding]:
    inside = reachable(procedure)
    given = {field for step in procedure.steps if isinstance(step, Ask) for field in step.fields}
    given |= {field for step in procedure.steps if isinstance(step, Act) for field in step.results}
    without: dict[str, dict[str, Edge | None]] = {}
    for step in procedure.steps:
        if step.id not in inside:
            continue
        for use in dict.fromkeys(uses(step)):
            if use.field not in procedure.field_by_id:
                continue
            if use.field not in without:
                without[use.field] = reachable(procedure, blocked=_giving(procedure, use.field))
            if step.id in without[use.field]:
                yield _early(procedure, step, use, way_to(without[use.field], step.id), use.field in given)


def _giving(procedure: Procedure, field: str) -> Callable[[Edge], bool]:
    return lambda edge: gives(procedure, edge, field)


def _early(procedure: Procedure, step: AnyStep, use: Use, way: list[str], given: bool) -> Finding:
    field = field_named(procedure, use.field)
    needs = use_named(use, named(step), field)
    if not given:
        return Finding(
            "field_never_known",
            "problem",
            step.id,
            sentence("{needs}, but no step asks for it and no tool gives it.", needs=needs),
            sentence("Add the field to an earlier ask step."),
            use.field,
            use.branch,
        )
    if isinstance(step, Ask) and use.field in step.fields:
        return Finding(
            "field_before_known",
            "problem",
            step.id,
            sentence("{step} speaks {field} in the very question that asks for it.", step=named(step), field=field),
            sentence("Leave it out of the question, or ask for it in an earlier step."),
            use.field,
        )
    told = sentence("{needs}, which may not be known yet.", needs=needs)
    if way[1:]:
        told = sentence(
            "{needs}, which may not be known yet, coming by way of {way}.",
            needs=needs,
            way=listed(step_named(procedure, name) for name in way[:-1][-4:]),
        )
    return Finding(
        "field_before_known",
        "problem",
        step.id,
        told,
        sentence("Ask for {field} on that way too, or lead the way past this step.", field=field),
        use.field,
        use.branch,
    )


def _judged_before_heard(procedure: Procedure) -> Iterator[Finding]:
    """Decisions in words that can be reached before the user has said anything."""
    asks = {step.id for step in procedure.steps if isinstance(step, Ask)}
    unheard = reachable(procedure, blocked=lambda edge: edge.source in asks)
    for step in procedure.steps:
        if isinstance(step, Decide) and step.basis == "words" and step.about is None and step.id in unheard:
            yield Finding(
                "decision_about_nothing",
                "problem",
                step.id,
                sentence(
                    "{step} judges what the user said, but can be reached before any question was asked.",
                    step=named(step),
                ),
                sentence("Put an ask step before it."),
            )


def _unused_answers(procedure: Procedure) -> Iterator[Finding]:
    """Asks that wait for an answer nobody looks at."""
    for step in procedure.steps:
        if not isinstance(step, Ask) or step.fields:
            continue
        following = procedure.step_by_id.get(step.link.to)
        seen: set[str] = set()
        while following is not None and following.kind == "say" and following.id not in seen:
            seen.add(following.id)
            following = procedure.step_by_id.get(following.link.to)
        if following is not None and following.kind not in ("decide",):
            yield Finding(
                "answer_not_used",
                "advice",
                step.id,
                sentence(
                    "{step} fills no field and no decision follows, so the answer changes nothing.", step=named(step)
                ),
                sentence("Give it a field, let a decision follow, or make it a say step."),
            )
