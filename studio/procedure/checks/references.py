"""Names that must exist: fields, tools, their arguments and columns, wherever steps and texts speak of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from difflib import get_close_matches

from studio.base.sentences import Sentence, sentence
from studio.procedure.checks.finding import AnyStep, Finding, field_named, listed, named, quoted
from studio.procedure.checks.uses import Text, Use, step_texts, use_named, whole_texts
from studio.procedure.choices import read_choice
from studio.procedure.model import Act, Ask, Decide, Procedure, Tool
from studio.procedure.values import placeholders


def reference_findings(procedure: Procedure) -> Iterator[Finding]:
    yield from _placeholders(procedure, whole_texts(procedure))
    yield from _tools(procedure)
    yield from _unused(procedure)
    yield from _same_ids(procedure)


def step_references(around: Procedure, step: AnyStep) -> Iterator[Finding]:
    """Names that one step speaks of; `around` has the fields and tools."""
    yield from _fields(around, step)
    yield from _placeholders(around, step_texts(step))
    if isinstance(step, Act):
        yield from _act(around, step)
    yield from _same_ids_at(step)


def _unknown_field(procedure: Procedure, field: str, step: str | None, where: Sentence, branch: str = "") -> Finding:
    """`where` is the beginning of the sentence, with the field's name in it."""
    near = get_close_matches(field, list(procedure.field_by_id), n=1)
    guess = sentence("Add the field, or choose one that exists.")
    if near:
        guess = sentence('Did you mean "{name}"?', name=near[0])
    told = sentence("{where}, but there is no such field.", where=where)
    return Finding("unknown_field", "problem", step, told, guess, field, branch)


def _fields(procedure: Procedure, step: AnyStep) -> Iterator[Finding]:
    if isinstance(step, Ask):
        for field in step.fields:
            if field not in procedure.field_by_id:
                asks = sentence("{step} asks for {field}", step=named(step), field=quoted(field))
                yield _unknown_field(procedure, field, step.id, asks)
    elif isinstance(step, Decide):
        yield from _decide_fields(procedure, step)
    elif isinstance(step, Act):
        yield from _act_fields(procedure, step)


def _act_fields(procedure: Procedure, step: Act) -> Iterator[Finding]:
    for argument, field in step.arguments.items():
        if field not in procedure.field_by_id:
            fills = sentence(
                '{step} fills "{argument}" with {field}', step=named(step), argument=argument, field=quoted(field)
            )
            yield _unknown_field(procedure, field, step.id, fills)
    for field in step.results:
        if field not in procedure.field_by_id:
            puts = sentence("{step} puts a result into {field}", step=named(step), field=quoted(field))
            yield _unknown_field(procedure, field, step.id, puts)


def _decide_fields(procedure: Procedure, step: Decide) -> Iterator[Finding]:
    if step.about is not None and step.about not in procedure.field_by_id:
        judges = sentence("{step} judges the answer in {field}", step=named(step), field=quoted(step.about))
        yield _unknown_field(procedure, step.about, step.id, judges)
    for branch in step.branches:
        for test in branch.when.tests if branch.when else ():
            if test.field not in procedure.field_by_id:
                compares = use_named(Use(test.field, "compares"), named(step), quoted(test.field))
                yield _unknown_field(procedure, test.field, step.id, compares, branch.id)


def _placeholders(procedure: Procedure, texts: Iterable[Text]) -> Iterator[Finding]:
    for text in texts:
        for field in placeholders(text.text):
            if field not in procedure.field_by_id and field not in text.allowed:
                speaks = use_named(Use(field, "speaks"), text.where, quoted(field))
                yield _unknown_field(procedure, field, text.step, speaks)


def _act(procedure: Procedure, step: Act) -> Iterator[Finding]:
    tool = procedure.tool_by_id.get(step.tool)
    if tool is None:
        yield Finding(
            "unknown_tool",
            "problem",
            step.id,
            sentence('{step} calls "{tool}", but there is no such tool.', step=named(step), tool=step.tool),
            sentence("Add the tool, or choose one that exists."),
        )
        return
    yield from _arguments(step, tool)
    for field, column in step.results.items():
        if column not in tool.columns:
            yield Finding(
                "missing_column",
                "problem",
                step.id,
                sentence(
                    '{step} takes {field} from the column "{column}", which the tool "{tool}" does not have.',
                    step=named(step),
                    field=field_named(procedure, field),
                    column=column,
                    tool=tool.title,
                ),
                sentence("Choose one of its columns: {columns}.", columns=listed(tool.columns))
                if tool.columns
                else sentence("Give the tool a table."),
                field,
            )
    if tool.rows and "empty" not in step.outcomes and not _always_found(procedure, step, tool):
        yield Finding(
            "no_empty_outcome",
            "advice",
            step.id,
            sentence(
                '{step} does not say what comes when "{tool}" finds nothing; the conversation would then be '
                "handed to a person.",
                step=named(step),
                tool=tool.title,
            ),
            sentence('Link its outcome "empty" to a step.'),
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
                sentence(
                    '{step} calls "{tool}", but nothing fills its "{argument}".',
                    step=named(step),
                    tool=tool.title,
                    argument=argument,
                ),
                sentence("Choose the field that it is to be filled with."),
            )
    for argument in step.arguments:
        if argument not in tool.arguments:
            yield Finding(
                "unknown_argument",
                "problem",
                step.id,
                sentence(
                    '{step} fills "{argument}", which "{tool}" does not ask for.',
                    step=named(step),
                    argument=argument,
                    tool=tool.title,
                ),
                sentence("It asks for {arguments}.", arguments=listed(tool.arguments))
                if tool.arguments
                else sentence("Remove it: the tool asks for nothing."),
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
                sentence('No step calls the tool "{tool}".', tool=tool.title),
                sentence("Add an act step that calls it, or remove it."),
            )
        if not tool.rows:
            yield Finding(
                "no_rows",
                "problem" if step else "advice",
                step,
                sentence('The tool "{tool}" has no rows, so it could never find anything.', tool=tool.title),
                sentence("Attach its table."),
            )
        missing = [column for column in tool.arguments if column not in tool.columns]
        if missing:
            yield Finding(
                "missing_column",
                "problem",
                step,
                sentence(
                    'The table of "{tool}" has no column {columns}, by which it is to be searched.',
                    tool=tool.title,
                    columns=listed(missing),
                ),
                sentence("Add the column to the table."),
            )
        wrong = sorted({column for row in tool.rows for column in tool.columns if column not in row} - set(missing))
        if wrong:
            yield Finding(
                "missing_column",
                "problem",
                step,
                sentence('Some rows of "{tool}" have nothing for {columns}.', tool=tool.title, columns=listed(wrong)),
                sentence("Complete the rows; an empty cell is written as an empty text."),
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
                sentence("No step asks for {field}, and no tool gives it.", field=field_named(procedure, field.id)),
                sentence("Add it to an ask step, or remove the field."),
                field.id,
            )


def _twice(ids: Iterable[str]) -> list[str]:
    return [name for name, count in Counter(ids).items() if count > 1]


def _same_ids(procedure: Procedure) -> Iterator[Finding]:
    """Two fields, tools, options or answers under one id. Steps are `structure`'s."""
    groups: list[tuple[Sentence, list[str]]] = [
        (sentence("fields"), _twice(field.id for field in procedure.fields)),
        (sentence("tools"), _twice(tool.id for tool in procedure.tools)),
        (sentence("answers in the knowledge"), _twice(entry.id for entry in procedure.knowledge)),
    ]
    groups += [
        (sentence('options of "{field}"', field=field.title), again)
        for field in procedure.fields
        if (again := _twice(option.id for option in field.options))
    ]
    for what, names in groups:
        yield from _several(what, None, names)
    titles = [" ".join(field.title.casefold().split()) for field in procedure.fields if field.title.strip()]
    for title in _twice(titles):
        same = [field for field in procedure.fields if " ".join(field.title.casefold().split()) == title]
        yield Finding(
            "duplicate_name",
            "problem",
            None,
            sentence("{number} fields are called {field}.", number=len(same), field=field_named(procedure, same[0].id)),
            sentence("Give each field a name of its own."),
            same[1].id,
        )


def _same_ids_at(step: AnyStep) -> Iterator[Finding]:
    """Two answers, branches or fields of one step under one id."""
    if again := _twice(entry.id for entry in step.knowledge):
        yield from _several(sentence("answers at {step}", step=named(step)), step.id, again)
    if isinstance(step, Decide) and (again := _twice(branch.id for branch in step.branches)):
        yield from _several(sentence("branches of {step}", step=named(step)), step.id, again)
    if isinstance(step, Ask) and (again := _twice(step.fields)):
        yield from _several(sentence("fields asked by {step}", step=named(step)), step.id, again)


def _several(what: Sentence, where: str | None, names: Iterable[str]) -> Iterator[Finding]:
    for name in names:
        told = sentence('Several {things} have the id "{name}".', things=what, name=name)
        yield Finding("duplicate_id", "problem", where, told, sentence("Give each an id of its own."))
