"""What is known when: no field may be needed on a way that has not asked for it, no answer judged before one is given.

Ways are drawn ways: that a computed decision might never send anyone along one is not reasoned about.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import NamedTuple

from studio.base.sentences import sentence
from studio.procedure.checks.finding import AnyStep, Finding, field_named, listed, named, step_named
from studio.procedure.checks.uses import Use, use_named, uses
from studio.procedure.facts import Latest, kept, once
from studio.procedure.graph import edges_from, reachable, way_to
from studio.procedure.model import Act, Ask, Decide, Edge, Procedure
from studio.procedure.reading import reading_order


def flow_findings(procedure: Procedure) -> Iterator[Finding]:
    yield from _early_uses(procedure)
    yield from _judged_before_heard(procedure)
    yield from _unused_answers(procedure)


class _Given(NamedTuple):
    """The fields that are known after a step: by any way out, and by some of them besides."""

    always: frozenset[str] = frozenset()
    by: tuple[tuple[str, frozenset[str]], ...] = ()

    def after(self, branch: str) -> frozenset[str]:
        return dict(self.by).get(branch.removesuffix(" spent"), self.always)


_NOTHING = _Given()


def _given(step: AnyStep) -> _Given:
    """What a step gives: it was asked, a tool gave it, or the branch is one where it is known."""
    if isinstance(step, Ask):
        return _Given(frozenset(step.fields)) if step.fields else _NOTHING
    if isinstance(step, Act):
        return _Given(by=(("ok", frozenset(step.results)),)) if step.results else _NOTHING
    if isinstance(step, Decide) and any(branch.when for branch in step.branches):
        tested = {test.field for branch in step.branches if branch.when for test in branch.when.tests}
        by = {
            branch.id: frozenset(field for field in tested if _known_after(step, branch.id, field))
            for branch in step.branches
        }
        return _Given(by=tuple(by.items()))
    return _NOTHING


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
    giving = tuple(kept(step, "given", (), partial(_given, step)) for step in procedure.steps)
    bits = {field: 1 << number for number, field in enumerate(procedure.field_by_id)}
    known = _latest((procedure.shape, giving, tuple(bits)), partial(_surely_known, procedure, giving, bits))
    without: dict[str, dict[str, Edge | None]] = {}
    for step in procedure.steps:
        for use in kept(step, "uses", (), partial(_uses, step)):
            if use.field not in bits or step.id not in known or known[step.id] & bits[use.field]:
                continue
            if use.field not in without:
                without[use.field] = _without(procedure, giving, use.field)
            yield _early(procedure, step, use, way_to(without[use.field], step.id), _is_given(procedure, use.field))


_latest: Latest[dict[str, int]] = Latest()


def _surely_known(procedure: Procedure, giving: tuple[_Given, ...], bits: dict[str, int]) -> dict[str, int]:
    """For each step that can be reached, the fields that are known on every way to it, as bits. Steps are gone through
    in reading order, again until nothing changes any more."""
    by_id = {step.id: given for step, given in zip(procedure.steps, giving, strict=True)}
    leaving = {
        step: [(edge.target, sum(bits.get(field, 0) for field in by_id[step].after(edge.branch))) for edge in edges]
        for step, edges in edges_from(procedure).items()
    }
    order, _ = reading_order(procedure)
    known = {procedure.start: 0} if procedure.start in leaving else {}
    changing = True
    while changing:
        changing = False
        for step in order:
            for target, given in leaving[step]:
                before = known.get(target, -1)
                after = before & (known[step] | given)
                if after != before or target not in known:
                    known[target] = after
                    changing = True
    return known


def _uses(step: AnyStep) -> tuple[Use, ...]:
    return tuple(dict.fromkeys(uses(step)))


def _without(procedure: Procedure, giving: tuple[_Given, ...], field: str) -> dict[str, Edge | None]:
    """The steps that can be reached without coming to know a field, and how."""
    by_id = {step.id: given for step, given in zip(procedure.steps, giving, strict=True)}
    return reachable(procedure, blocked=lambda edge: field in by_id[edge.source].after(edge.branch))


def _is_given(procedure: Procedure, field: str) -> bool:
    """Whether any step asks for a field, or any tool gives it."""
    return any(
        field in (step.fields if isinstance(step, Ask) else step.results)
        for step in procedure.steps
        if isinstance(step, Ask | Act)
    )


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
    unheard = _unheard(procedure)
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


@once
def _unheard(procedure: Procedure) -> dict[str, Edge | None]:
    asks = {step.id for step in procedure.steps if isinstance(step, Ask)}
    return reachable(procedure, blocked=lambda edge: edge.source in asks)


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
