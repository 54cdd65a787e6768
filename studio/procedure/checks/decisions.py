"""Decisions: enough branches, one basis, and computed cases that neither overlap nor leave something out.

Conditions are judged on representative values: every value they name, one between each two neighbours, and one beyond
each end. For comparisons with constants that settles every case, since nothing changes between two named values.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from itertools import combinations, pairwise, product
from typing import NamedTuple

from studio.base.sentences import Sentence, sentence
from studio.procedure.checks.finding import AnyStep, Finding, branch_named, field_named, listed, named
from studio.procedure.checks.kinds import MEASURED, SOME_DAY, readable
from studio.procedure.model import Branch, Comparison, Condition, Decide, Field, Procedure
from studio.procedure.numbers import plain
from studio.procedure.values import holds, measure, normal

MOST_CASES = 3_000
_OTHER = "something else"
_ONE_BASIS = sentence("Use words or comparisons for all branches; put the other into a decision of its own.")


def decision_findings(procedure: Procedure) -> Iterator[Finding]:
    for step in procedure.steps:
        yield from step_decision(procedure, step)


def step_decision(around: Procedure, step: AnyStep) -> Iterator[Finding]:
    """What is found at one decision; `around` has the fields."""
    if not isinstance(step, Decide) or not step.branches:
        return
    if len(step.branches) == 1:
        yield Finding(
            "one_branch",
            "problem",
            step.id,
            sentence("{step} has only one branch, so there is nothing to decide.", step=named(step)),
            sentence("Draw a second branch, or remove the decision."),
            branch=step.branches[0].id,
        )
    mixed = list(_mixed(step))
    yield from mixed
    if step.basis == "computed" and not mixed:
        yield from _computed(around, step)


def _mixed(step: Decide) -> Iterator[Finding]:
    for branch in step.branches:
        if step.basis == "words" and branch.when is not None:
            yield Finding(
                "mixed_basis",
                "problem",
                step.id,
                sentence(
                    "{step} is decided by what people say, but its branch {branch} compares fields.",
                    step=named(step),
                    branch=branch_named(branch),
                ),
                _ONE_BASIS,
                branch=branch.id,
            )
        elif step.basis == "computed" and branch.when is None and branch.examples:
            yield Finding(
                "mixed_basis",
                "problem",
                step.id,
                sentence(
                    "{step} is computed from fields, but its branch {branch} has examples of what people say.",
                    step=named(step),
                    branch=branch_named(branch),
                ),
                _ONE_BASIS,
                branch=branch.id,
            )
    if step.basis == "computed" and step.about is not None:
        yield Finding(
            "mixed_basis",
            "problem",
            step.id,
            sentence("{step} is computed from fields, yet also said to judge one earlier answer.", step=named(step)),
            sentence("Remove the answer it judges, or decide in words."),
            step.about,
        )


def _computed(procedure: Procedure, step: Decide) -> Iterator[Finding]:
    for place, branch in enumerate(step.branches[:-1]):
        if branch.when is None:
            yield Finding(
                "otherwise_not_last",
                "problem",
                step.id,
                sentence(
                    "{branch} of {step} has no condition, so the branches after it, {later}, are never taken.",
                    branch=branch_named(branch),
                    step=named(step),
                    later=listed(branch_named(later) for later in step.branches[place + 1 :]),
                ),
                sentence("Give it a condition, or put it last."),
                branch=branch.id,
            )
            return
    tests = [test for branch in step.branches if branch.when for test in branch.when.tests]
    fields = {test.field: procedure.field_by_id.get(test.field) for test in tests}
    known = {name: field for name, field in fields.items() if field is not None}
    if len(known) == len(fields) and all(_sound(known[test.field], test) for test in tests):
        yield from _cases(procedure, step, known, tests)
    elif step.branches[-1].when is not None:
        yield _no_otherwise(step, "")


def _sound(field: Field, test: Comparison) -> bool:
    if test.operator in ("known", "unknown"):
        return True
    if test.operator in ("<", "<=", ">", ">=") and field.kind not in MEASURED:
        return False
    values = (test.value,) if isinstance(test.value, str) else test.value
    return bool(values) and all(readable(field, value) for value in values)


def _no_otherwise(step: Decide, example: str) -> Finding:
    told = sentence("{step} does not say what happens when none of its conditions is true.", step=named(step))
    if example:
        told = sentence(
            "{step} does not say what happens when none of its conditions is true, for example {example}.",
            step=named(step),
            example=example,
        )
    remedy = sentence("Add a last branch without a condition, for everything else.")
    return Finding("missing_case", "problem", step.id, told, remedy)


class _Case(NamedTuple):
    """One combination of representative values: the branches whose conditions hold, and how to say it."""

    values: dict[str, str]
    true: frozenset[int]


def _cases(procedure: Procedure, step: Decide, fields: dict[str, Field], tests: list[Comparison]) -> Iterator[Finding]:
    cases = _all_cases(procedure, step, fields, tests)
    if not cases:
        return
    conditioned = [number for number, branch in enumerate(step.branches) if branch.when is not None]
    if step.branches[-1].when is not None:
        open_cases = [case for case in cases if not case.true]
        yield _no_otherwise(step, _said(procedure, open_cases[0]) if open_cases else "")
    where = {number: [case for case in cases if number in case.true] for number in conditioned}
    for number in conditioned:
        branch = step.branches[number]
        if not where[number]:
            yield Finding(
                "impossible_case",
                "problem",
                step.id,
                sentence(
                    "The condition of {branch} at {step} can never be true.",
                    branch=branch_named(branch),
                    step=named(step),
                ),
                sentence("Mend the condition; nothing can meet all of it."),
                branch=branch.id,
            )
        elif all(min(case.true) < number for case in where[number]):
            earlier = sorted({min(case.true) for case in where[number]})
            yield Finding(
                "hidden_case",
                "problem",
                step.id,
                sentence(
                    "{branch} at {step} is never taken: whenever it is true, {earlier} comes first.",
                    branch=branch_named(branch),
                    step=named(step),
                    earlier=listed(branch_named(step.branches[one]) for one in earlier),
                ),
                sentence("Narrow the earlier condition, or put this branch before it."),
                branch=branch.id,
            )
    yield from _overlaps(procedure, step, where)


def _overlaps(procedure: Procedure, step: Decide, where: dict[int, list[_Case]]) -> Iterator[Finding]:
    """Conditions on one field true at once although neither is a special case of the other. A special case drawn first
    ("over 1000" before "over 100") is how such decisions are meant to be drawn, and conditions on different fields are
    ranked by their order."""
    for one, other in combinations(sorted(where), 2):
        fields = _fields_of(step.branches[one]) | _fields_of(step.branches[other])
        if len(fields) != 1:
            continue
        both = [case for case in where[one] if other in case.true]
        if both and len(both) < len(where[one]) and len(both) < len(where[other]):
            first, second = step.branches[one], step.branches[other]
            yield Finding(
                "overlapping_cases",
                "problem",
                step.id,
                sentence(
                    "At {step}, {first} and {second} are both true for {example}; only the first is taken.",
                    step=named(step),
                    first=branch_named(first),
                    second=branch_named(second),
                    example=_said(procedure, both[0]),
                ),
                sentence("Change one of the conditions so that only one of them is true."),
                branch=second.id,
            )


def _fields_of(branch: Branch) -> set[str]:
    return {test.field for test in branch.when.tests} if branch.when else set()


def _said(procedure: Procedure, case: _Case) -> Sentence:
    return listed(
        sentence("{field} {value}", field=field_named(procedure, name), value=_shown(value))
        for name, value in case.values.items()
    )


def _shown(value: str) -> str:
    if not value:
        return sentence("not known")
    return sentence("something else") if value == _OTHER else value


def _all_cases(procedure: Procedure, step: Decide, fields: dict[str, Field], tests: list[Comparison]) -> list[_Case]:
    """Every combination of representative values, or none where there are too many to go through."""
    ranges = {name: representatives(field, tests) for name, field in fields.items()}
    count = 1
    for values in ranges.values():
        count *= len(values)
    if count > MOST_CASES:
        return []
    truth = {
        (test, value): holds(Condition(tests=(test,)), {test.field: value} if value else {}, procedure, SOME_DAY)
        for test in dict.fromkeys(tests)
        for value in ranges[test.field]
    }
    cases = []
    for combination in product(*ranges.values()):
        case = dict(zip(ranges, combination, strict=True))
        true = frozenset(
            number for number, branch in enumerate(step.branches) if branch.when and _true(branch.when, truth, case)
        )
        cases.append(_Case(case, true))
    return cases


def _true(when: Condition, truth: dict[tuple[Comparison, str], bool], case: dict[str, str]) -> bool:
    results = (truth[(test, case[test.field])] for test in when.tests)
    return all(results) if when.join == "all" else any(results)


def representatives(field: Field, tests: list[Comparison]) -> list[str]:
    """Values of a field, in normal form, such that every comparison in `tests` is settled by one of them. "" stands
    for not known, and only where some comparison asks for that."""
    mine = [test for test in tests if test.field == field.id]
    named_values = [
        value
        for test in mine
        if test.operator not in ("known", "unknown")
        for value in ((test.value,) if isinstance(test.value, str) else test.value)
    ]
    unknown = [""] if any(test.operator in ("known", "unknown") for test in mine) else []
    if field.kind in MEASURED:
        return [*_measured(field, named_values), *unknown]
    if field.kind == "choice":
        return [*(option.id for option in field.options), *unknown]
    if field.kind == "yes_no":
        return ["yes", "no", *unknown]
    values = dict.fromkeys(normal(field, value, SOME_DAY) or value for value in named_values)
    return [*values, _OTHER, *unknown]


def _measured(field: Field, named_values: list[str]) -> list[str]:
    points = sorted({found[0] for value in named_values if (found := measure(field, value, SOME_DAY))})
    if not points:
        points = [Decimal(SOME_DAY.toordinal() if field.kind == "date" else 1)]
    step = Decimal("0.01") if field.kind == "money" else Decimal(1)
    chosen = {points[0] - step, points[-1] + step, *points}
    for low, high in pairwise(points):
        chosen.add(_between(field, low, high))
    written = [_written(field, point) for point in sorted(chosen)]
    return [value for value in dict.fromkeys(written) if value]


def _between(field: Field, low: Decimal, high: Decimal) -> Decimal:
    """A value between two others where the kind has one: amounts go by cents, dates by days."""
    middle = (low + high) / 2
    if field.kind == "date":
        return Decimal(int(middle))
    return middle.quantize(Decimal("0.01")) if field.kind == "money" else middle


def _written(field: Field, point: Decimal) -> str:
    if field.kind == "date":
        ordinal = min(max(int(point), 1), date.max.toordinal())
        return (date.min + timedelta(days=ordinal - 1)).isoformat()
    if field.kind == "money":
        return "" if point < 0 else f"{point:.2f} {field.currency}".strip()
    return plain(point)
