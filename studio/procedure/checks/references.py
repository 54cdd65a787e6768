"""Names that must exist: fields, tools, their arguments and columns, wherever steps and texts speak of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from difflib import get_close_matches

from studio.procedure.checks.finding import Finding, field_named, listed, named
from studio.procedure.checks.uses import field_texts
from studio.procedure.choices import read_choice
from studio.procedure.model import Act, Ask, Decide, Procedure, Tool
from studio.procedure.values import placeholders


def reference_findings(procedure: Procedure) -> Iterator[Finding]:
    yield from _fields(procedure)
    yield from _placeholders(procedure)
    yield from _acts(procedure)
    yield from _tools(procedure)
    yield from _unused(procedure)
    yield from _same_ids(procedure)


def _unknown_field(procedure: Procedure, field: str, step: str | None, where: str, branch: str = "") -> Finding:
    near = get_close_matches(field, list(procedure.field_by_id), n=1)
    guess = f'Did you mean "{near[0]}"?' if near else "Add the field, or choose one that exists."
    return Finding(
        "unknown_field", "problem", step, f'{where} "{field}", but there is no such field.', guess, field, branch
    )


def _fields(procedure: Procedure) -> Iterator[Finding]:
    for step in procedure.steps:
        if isinstance(step, Ask):
            for field in step.fields:
                if field not in procedure.field_by_id:
                    yield _unknown_field(procedure, field, step.id, f"{named(step)} asks for")
        elif isinstance(step, Decide):
            yield from _decide_fields(procedure, step)
        elif isinstance(step, Act):
            for argument, field in step.arguments.items():
                if field not in procedure.field_by_id:
                    yield _unknown_field(procedure, field, step.id, f'{named(step)} fills "{argument}" with')
            for field in step.results:
                if field not in procedure.field_by_id:
                    yield _unknown_field(procedure, field, step.id, f"{named(step)} puts a result into")


def _decide_fields(procedure: Procedure, step: Decide) -> Iterator[Finding]:
    if step.about is not None and step.about not in procedure.field_by_id:
        yield _unknown_field(procedure, step.about, step.id, f"{named(step)} judges the answer in")
    for branch in step.branches:
        for test in branch.when.tests if branch.when else ():
            if test.field not in procedure.field_by_id:
                yield _unknown_field(procedure, test.field, step.id, f"{named(step)} compares", branch.id)


def _placeholders(procedure: Procedure) -> Iterator[Finding]:
    for text in field_texts(procedure):
        for field in placeholders(text.text):
            if field not in procedure.field_by_id and field not in text.allowed:
                yield _unknown_field(procedure, field, text.step, f"{text.where} speaks")


def _acts(procedure: Procedure) -> Iterator[Finding]:
    for step in procedure.steps:
        if not isinstance(step, Act):
            continue
        tool = procedure.tool_by_id.get(step.tool)
        if tool is None:
            yield Finding(
                "unknown_tool",
                "problem",
                step.id,
                f'{named(step)} calls "{step.tool}", but there is no such tool.',
                "Add the tool, or choose one that exists.",
            )
            continue
        yield from _arguments(step, tool)
        for field, column in step.results.items():
            if column not in tool.columns:
                yield Finding(
                    "missing_column",
                    "problem",
                    step.id,
                    f'{named(step)} takes {field_named(procedure, field)} from the column "{column}", which the tool '
                    f'"{tool.title}" does not have.',
                    f"Choose one of its columns: {listed(tool.columns)}." if tool.columns else "Give the tool a table.",
                    field,
                )
        if tool.rows and "empty" not in step.outcomes and not _always_found(procedure, step, tool):
            yield Finding(
                "no_empty_outcome",
                "advice",
                step.id,
                f'{named(step)} does not say what comes when "{tool.title}" finds nothing; the conversation '
                "would then be handed to a person.",
                'Link its outcome "empty" to a step.',
                branch="empty",
            )


def _always_found(procedure: Procedure, step: Act, tool: Tool) -> bool:
    """Whether every option of the one choice that the tool is asked by has a row."""
    if len(step.arguments) != 1:
        return False
    column, field_id = next(iter(step.arguments.items()))
    field = procedure.field_by_id.get(field_id)
    cells = {read_choice(field.options, row.get(column, "")) for row in tool.rows} if field else set()
    return field is not None and field.kind == "choice" and all(option.id in cells for option in field.options)


def _arguments(step: Act, tool: Tool) -> Iterator[Finding]:
    for argument in tool.arguments:
        if argument not in step.arguments:
            yield Finding(
                "unfilled_argument",
                "problem",
                step.id,
                f'{named(step)} calls "{tool.title}", but nothing fills its "{argument}".',
                "Choose the field that it is to be filled with.",
            )
    for argument in step.arguments:
        if argument not in tool.arguments:
            yield Finding(
                "unknown_argument",
                "problem",
                step.id,
                f'{named(step)} fills "{argument}", which "{tool.title}" does not ask for.',
                f"It asks for {listed(tool.arguments)}." if tool.arguments else "Remove it: the tool asks for nothing.",
            )


def _tools(procedure: Procedure) -> Iterator[Finding]:
    called = {step.tool: step.id for step in procedure.steps if isinstance(step, Act)}
    for tool in procedure.tools:
        step = called.get(tool.id)
        if step is None:
            yield Finding(
                "unused_tool",
                "advice",
                None,
                f'No step calls the tool "{tool.title}".',
                "Add an act step that calls it, or remove it.",
            )
        if not tool.rows:
            yield Finding(
                "no_rows",
                "problem" if step else "advice",
                step,
                f'The tool "{tool.title}" has no rows, so it could never find anything.',
                "Attach its table.",
            )
        missing = [column for column in tool.arguments if column not in tool.columns]
        if missing:
            yield Finding(
                "missing_column",
                "problem",
                step,
                f'The table of "{tool.title}" has no column {listed(missing)}, by which it is to be searched.',
                "Add the column to the table.",
            )
        wrong = sorted({column for row in tool.rows for column in tool.columns if column not in row} - set(missing))
        if wrong:
            yield Finding(
                "missing_column",
                "problem",
                step,
                f'Some rows of "{tool.title}" have nothing for {listed(wrong)}.',
                "Complete the rows; an empty cell is written as an empty text.",
            )


def _unused(procedure: Procedure) -> Iterator[Finding]:
    given = {field for step in procedure.steps if isinstance(step, Ask) for field in step.fields}
    given |= {field for step in procedure.steps if isinstance(step, Act) for field in step.results}
    for field in procedure.fields:
        if field.id not in given:
            yield Finding(
                "unasked_field",
                "advice",
                None,
                f"No step asks for {field_named(procedure, field.id)}, and no tool gives it.",
                "Add it to an ask step, or remove the field.",
                field.id,
            )


def _twice(ids: Iterable[str]) -> list[str]:
    return [name for name, count in Counter(ids).items() if count > 1]


def _same_ids(procedure: Procedure) -> Iterator[Finding]:
    """Two fields, tools, options, branches or answers under one id. Steps are `structure`'s."""
    groups: list[tuple[str, str | None, list[str]]] = [
        ("fields", None, _twice(field.id for field in procedure.fields)),
        ("tools", None, _twice(tool.id for tool in procedure.tools)),
        ("answers in the knowledge", None, _twice(entry.id for entry in procedure.knowledge)),
    ]
    groups += [
        (f'options of "{field.title}"', None, _twice(option.id for option in field.options))
        for field in procedure.fields
    ]
    for step in procedure.steps:
        groups.append((f"answers at {named(step)}", step.id, _twice(entry.id for entry in step.knowledge)))
        if isinstance(step, Decide):
            groups.append((f"branches of {named(step)}", step.id, _twice(branch.id for branch in step.branches)))
        if isinstance(step, Ask) and (again := _twice(step.fields)):
            groups.append((f"fields asked by {named(step)}", step.id, again))
    for what, where, names in groups:
        for name in names:
            yield Finding(
                "duplicate_id", "problem", where, f'Several {what} have the id "{name}".', "Give each an id of its own."
            )
    titles = [" ".join(field.title.casefold().split()) for field in procedure.fields if field.title.strip()]
    for title in _twice(titles):
        same = [field for field in procedure.fields if " ".join(field.title.casefold().split()) == title]
        yield Finding(
            "duplicate_name",
            "problem",
            None,
            f"{len(same)} fields are called {field_named(procedure, same[0].id)}.",
            "Give each field a name of its own.",
            same[1].id,
        )
