"""Values that must be of their field's kind: examples, table cells, what conditions compare with."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from studio.procedure.checks.finding import Finding, field_named, listed, named
from studio.procedure.choices import tokens
from studio.procedure.codes import compiled
from studio.procedure.model import Act, Branch, Comparison, Decide, Field, Procedure, Tool
from studio.procedure.tables import OUTCOME_COLUMN
from studio.procedure.values import measure, normal

SOME_DAY = date(2024, 5, 15)  # values are read as on this day; whether they can be read does not hang on it
MEASURED = ("number", "money", "date")
_OUTCOMES = ("", "ok", "empty", "refused", "error")
KIND_NAMES = {
    "text": "a text",
    "number": "a number",
    "money": "an amount of money",
    "date": "one day",
    "choice": "one of its options",
    "yes_no": "yes or no",
    "email": "an e-mail address",
    "phone": "a phone number",
    "code": "such a code",
}


def kind_findings(procedure: Procedure) -> Iterator[Finding]:
    for field in procedure.fields:
        yield from _field(field)
        yield from _examples(field)
    for step in procedure.steps:
        if isinstance(step, Decide):
            for branch in step.branches:
                for test in branch.when.tests if branch.when else ():
                    yield from _comparison(procedure, step, branch, test)
    yield from _cells(procedure)


def _field(field: Field) -> Iterator[Finding]:
    title = f'"{field.title or field.id}"'
    if field.kind == "choice" and len(field.options) < 2:
        what = "no options" if not field.options else "only one option"
        yield Finding(
            "few_options", "problem", None, f"The choice {title} has {what}.", "Write at least two options.", field.id
        )
    if field.kind == "code" and not field.pattern:
        yield Finding(
            "no_pattern",
            "advice",
            None,
            f"Nothing says what the code {title} looks like.",
            "Give it a pattern, such as [A-Z]{2}[0-9]{6} for two letters and six digits.",
            field.id,
        )
    elif field.kind == "code" and compiled(field.pattern) is None:
        yield Finding(
            "bad_pattern",
            "problem",
            None,
            f'The pattern of {title}, "{field.pattern}", cannot be read.',
            "Write it as letters in [ ] and counts in { }, such as [A-Z]{2}[0-9]{6}.",
            field.id,
        )
    yield from _options(field, title)


def _options(field: Field, title: str) -> Iterator[Finding]:
    """Two options called the same."""
    named_by: dict[tuple[str, ...], str] = {}
    for option in field.options:
        if not option.label.strip():
            yield Finding(
                "empty_text",
                "problem",
                None,
                f'The option "{option.id}" of {title} has no label.',
                "Write it.",
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
                    f'Two options of {title}, "{earlier}" and "{option.id}", are both called "{words}".',
                    "Keep that name for one of them.",
                    field.id,
                )


def _examples(field: Field) -> Iterator[Finding]:
    if field.kind == "code" and compiled(field.pattern) is None:
        return
    wrong = [example for example in field.examples if normal(field, example, SOME_DAY) is None]
    if wrong:
        several = len(wrong) > 1
        quoted = listed(f'"{example}"' for example in wrong)
        yield Finding(
            "unreadable_example",
            "problem",
            None,
            f'The example{"s" if several else ""} {quoted} of "{field.title or field.id}" cannot be read as '
            f"{KIND_NAMES[field.kind]}.",
            _cure(field),
            field.id,
        )


def _cure(field: Field) -> str:
    if field.kind == "choice":
        return "Add it to an option's other names, or use an option."
    if field.kind == "code":
        return f"Change it, or the pattern {field.pattern}."
    if field.kind == "money" and field.currency:
        return f"Write an amount in {field.currency}, or change the field's currency."
    return "Change the example, or the field's kind."


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
            f"{named(step)} asks whether {what} is {test.operator} something, but it is {KIND_NAMES[field.kind]}.",
            'Compare with "=" or "one of", or make the field a number, an amount or a date.',
            field.id,
            branch.id,
        )
        return
    given = (test.value,) if isinstance(test.value, str) else test.value
    wrong = [value for value in given if not readable(field, value)]
    if wrong or not given:
        several = "an empty list" if not given else listed(f'"{value}"' for value in wrong)
        known = f" Its options are {listed((option.id for option in field.options), most=8)}." if field.options else ""
        yield Finding(
            "unreadable_value",
            "problem",
            step.id,
            f"{named(step)} compares {what} with {several}, which is not {KIND_NAMES[field.kind]}.",
            f"Write a value that the field can have.{known}",
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
                    f'A row of "{tool.title}" has the outcome "{outcome}".',
                    "Write ok, empty, refused or error, or leave it empty.",
                )
                break


def _column(step: Act, tool: Tool, column: str, field: Field) -> Iterator[Finding]:
    for number, row in enumerate(tool.rows, 1):
        cell = row.get(column, "")
        if cell and normal(field, cell, SOME_DAY) is None:
            yield Finding(
                "unreadable_cell",
                "problem",
                step.id,
                f'Row {number} of "{tool.title}" has "{cell}" under "{column}", which cannot be read as '
                f'{KIND_NAMES[field.kind]} for "{field.title or field.id}".',
                "Change the cell, or the field's kind.",
                field.id,
            )
            return
