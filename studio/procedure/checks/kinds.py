"""Values that must be of their field's kind: examples, table cells, what conditions compare with."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import partial

from studio.base.sentences import Sentence, sentence
from studio.procedure.checks.finding import AnyStep, Finding, field_named, listed, named, quoted
from studio.procedure.choices import tokens
from studio.procedure.codes import compiled
from studio.procedure.facts import kept
from studio.procedure.model import Act, Branch, Comparison, Decide, Field, Procedure, Tool
from studio.procedure.tables import OUTCOME_COLUMN
from studio.procedure.values import measure, normal

SOME_DAY = date(2024, 5, 15)  # values are read as on this day; whether they can be read does not hang on it
MEASURED = ("number", "money", "date")
_SUCH = "[A-Z]{2}[0-9]{6}"
_OUTCOMES = ("", "ok", "empty", "refused", "error")
KIND_NAMES = {
    "text": sentence("a text"),
    "number": sentence("a number"),
    "money": sentence("an amount of money"),
    "date": sentence("one day"),
    "choice": sentence("one of its options"),
    "yes_no": sentence("yes or no"),
    "email": sentence("an e-mail address"),
    "phone": sentence("a phone number"),
    "code": sentence("such a code"),
}


def kind_findings(procedure: Procedure) -> Iterator[Finding]:
    for field in procedure.fields:
        yield from kept(field, "findings", (), partial(_by_itself, field))
    yield from _cells(procedure)


def step_comparisons(around: Procedure, step: AnyStep) -> Iterator[Finding]:
    """What one decision compares with; `around` has the fields."""
    if not isinstance(step, Decide):
        return
    for branch in step.branches:
        for test in branch.when.tests if branch.when else ():
            yield from _comparison(around, step, branch, test)


def _by_itself(field: Field) -> tuple[Finding, ...]:
    return (*_field(field), *_examples(field))


def _field(field: Field) -> Iterator[Finding]:
    title = quoted(field.title or field.id)
    if field.kind == "choice" and len(field.options) < 2:
        told = (
            sentence("The choice {field} has only one option.", field=title)
            if field.options
            else sentence("The choice {field} has no options.", field=title)
        )
        yield Finding("few_options", "problem", None, told, sentence("Write at least two options."), field.id)
    if field.kind == "code" and not field.pattern:
        yield Finding(
            "no_pattern",
            "advice",
            None,
            sentence("Nothing says what the code {field} looks like.", field=title),
            sentence("Give it a pattern, such as {pattern} for two letters and six digits.", pattern=_SUCH),
            field.id,
        )
    elif field.kind == "code" and compiled(field.pattern) is None:
        yield Finding(
            "bad_pattern",
            "problem",
            None,
            sentence('The pattern of {field}, "{pattern}", cannot be read.', field=title, pattern=field.pattern),
            sentence("Write it as letters in [ ] and counts in {{ }}, such as {pattern}.", pattern=_SUCH),
            field.id,
        )
    yield from _options(field, title)


def _options(field: Field, title: Sentence) -> Iterator[Finding]:
    """Two options called the same."""
    named_by: dict[tuple[str, ...], str] = {}
    for option in field.options:
        if not option.label.strip():
            yield Finding(
                "empty_text",
                "problem",
                None,
                sentence('The option "{option}" of {field} has no label.', option=option.id, field=title),
                sentence("Write it."),
                field.id,
            )
        for words in (option.label, *option.also):
            form = tuple(tokens(words))
            earlier = named_by.setdefault(form, option.id)
            if form and earlier != option.id:
                yield Finding(
                    "options_collide",
                    "problem",
                    None,
                    sentence(
                        'Two options of {field}, "{first}" and "{second}", are both called "{name}".',
                        field=title,
                        first=earlier,
                        second=option.id,
                        name=words,
                    ),
                    sentence("Keep that name for one of them."),
                    field.id,
                )


def _examples(field: Field) -> Iterator[Finding]:
    if field.kind == "code" and compiled(field.pattern) is None:
        return
    wrong = [example for example in field.examples if normal(field, example, SOME_DAY) is None]
    if wrong:
        title, kind = quoted(field.title or field.id), KIND_NAMES[field.kind]
        told = sentence("The example {example} of {field} cannot be read as {kind}.",
                        example=quoted(wrong[0]), field=title, kind=kind)  # fmt: skip
        if len(wrong) > 1:
            told = sentence("The examples {examples} of {field} cannot be read as {kind}.",
                            examples=listed(map(quoted, wrong)), field=title, kind=kind)  # fmt: skip
        yield Finding("unreadable_example", "problem", None, told, _cure(field), field.id)


def _cure(field: Field) -> Sentence:
    if field.kind == "choice":
        return sentence("Add it to an option's other names, or use an option.")
    if field.kind == "code":
        return sentence("Change it, or the pattern {pattern}.", pattern=field.pattern)
    if field.kind == "money" and field.currency:
        return sentence("Write an amount in {currency}, or change the field's currency.", currency=field.currency)
    return sentence("Change the example, or the field's kind.")


def _comparison(procedure: Procedure, step: Decide, branch: Branch, test: Comparison) -> Iterator[Finding]:
    field = procedure.field_by_id.get(test.field)
    if field is None or test.operator in ("known", "unknown"):
        return
    what = field_named(procedure, field.id)
    if test.operator in ("<", "<=", ">", ">=") and field.kind not in MEASURED:
        yield Finding(
            "not_comparable",
            "problem",
            step.id,
            sentence(
                "{step} asks whether {field} is {operator} something, but it is {kind}.",
                step=named(step),
                field=what,
                operator=test.operator,
                kind=KIND_NAMES[field.kind],
            ),
            sentence('Compare with "=" or "one of", or make the field a number, an amount or a date.'),
            field.id,
            branch.id,
        )
        return
    given = (test.value,) if isinstance(test.value, str) else test.value
    wrong = [value for value in given if not readable(field, value)]
    if wrong or not given:
        remedy = sentence("Write a value that the field can have.")
        if field.options:
            options = listed((option.id for option in field.options), most=8)
            remedy = sentence("Write a value that the field can have. Its options are {options}.", options=options)
        yield Finding(
            "unreadable_value",
            "problem",
            step.id,
            sentence(
                "{step} compares {field} with {value}, which is not {kind}.",
                step=named(step),
                field=what,
                value=listed(map(quoted, wrong)) if given else sentence("an empty list"),
                kind=KIND_NAMES[field.kind],
            ),
            remedy,
            field.id,
            branch.id,
        )


def readable(field: Field, value: str) -> bool:
    """Whether a condition's value is one the field can have."""
    if not value.strip():
        return False
    if field.kind in MEASURED:
        return measure(field, value, SOME_DAY) is not None
    return normal(field, value, SOME_DAY) is not None


def _cells(procedure: Procedure) -> Iterator[Finding]:
    """Table cells that steps compare with fields or put into fields."""
    told: set[tuple[str, str]] = set()
    for step in procedure.steps:
        tool = procedure.tool_by_id.get(step.tool) if isinstance(step, Act) else None
        if not isinstance(step, Act) or tool is None:
            continue
        pairs = [(column, field) for column, field in step.arguments.items()]
        pairs += [(column, field) for field, column in step.results.items()]
        for column, field_id in pairs:
            field = procedure.field_by_id.get(field_id)
            sound = field is not None and (field.kind != "code" or compiled(field.pattern) is not None)
            if field is not None and sound and column in tool.columns and (tool.id, column) not in told:
                told.add((tool.id, column))
                yield from _column(step, tool, column, field)
    for tool in procedure.tools:
        for row in tool.rows:
            outcome = row.get(OUTCOME_COLUMN, "")
            if outcome not in _OUTCOMES:
                yield Finding(
                    "bad_outcome",
                    "problem",
                    None,
                    sentence('A row of "{tool}" has the outcome "{outcome}".', tool=tool.title, outcome=outcome),
                    sentence("Write ok, empty, refused or error, or leave it empty."),
                )
                break


def _column(step: Act, tool: Tool, column: str, field: Field) -> Iterator[Finding]:
    number, cell = kept(tool, f"unreadable {column}", (field,), lambda: _unreadable(tool, column, field))
    if cell:
        yield Finding(
            "unreadable_cell",
            "problem",
            step.id,
            sentence(
                'Row {number} of "{tool}" has "{cell}" under "{column}", which cannot be read as {kind} for {field}.',
                number=number,
                tool=tool.title,
                cell=cell,
                column=column,
                kind=KIND_NAMES[field.kind],
                field=quoted(field.title or field.id),
            ),
            sentence("Change the cell, or the field's kind."),
            field.id,
        )


def _unreadable(tool: Tool, column: str, field: Field) -> tuple[int, str]:
    """The first cell of a column that is no value of a field, with its row's number; or no cell."""
    for number, row in enumerate(tool.rows, 1):
        cell = row.get(column, "")
        if cell and normal(field, cell, SOME_DAY) is None:
            return number, cell
    return 0, ""
