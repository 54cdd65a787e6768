"""Mends of names: fields and tools that do not exist, arguments nobody fills, fields nobody asks for."""

from __future__ import annotations

from difflib import get_close_matches
from functools import partial
from typing import Any

from studio.base.sentences import sentence
from studio.procedure import edits
from studio.procedure.checks.finding import Finding, field_named, named
from studio.procedure.checks.uses import field_texts, uses
from studio.procedure.graph import reachable, way_to
from studio.procedure.mends.mend import AnyStep, Mend, hand_over, there
from studio.procedure.model import Act, Ask, Decide, Field, Link, Procedure, Tool
from studio.procedure.values import placeholders


def unknown_field(procedure: Procedure, finding: Finding) -> Mend | None:
    """Add the field that is spoken of; where the name is nearly another's, which is meant is for the person to say."""
    if get_close_matches(finding.field, list(procedure.field_by_id), n=1):
        return None
    made = Field(id=finding.field, title=finding.field.replace("_", " ").capitalize())
    return Mend(sentence('Add the field "{field}"', field=made.title), lambda now: edits.add_field(now, made))


def asked_nowhere(procedure: Procedure, finding: Finding) -> Mend | None:
    """Let the last ask on every way to the step that needs the field ask for it too; a field that nothing needs is
    removed."""
    needing = finding.step or next(
        (step.id for step in procedure.steps if any(use.field == finding.field for use in uses(step))), None
    )
    if needing is not None:
        return _asked_before(procedure, needing, finding.field)
    if _is_spoken_of(procedure, finding.field):
        return None
    label = sentence("Remove the field {field}", field=field_named(procedure, finding.field))
    return Mend(label, lambda now: edits.with_(now, fields=tuple(f for f in now.fields if f.id != finding.field)))


def _asked_before(procedure: Procedure, step_id: str, field: str) -> Mend | None:
    came = reachable(procedure)
    if step_id not in came:
        return None
    asks = [procedure.step_by_id[name] for name in way_to(came, step_id)[:-1]]
    for ask in reversed(asks):
        if isinstance(ask, Ask) and step_id not in _without(procedure, ask.id) and not _speaks(ask, field):
            label = sentence("Let {step} ask for it", step=named(ask))
            return Mend(label, partial(_also_asking, step_id=ask.id, field=field))
    return None


def _without(procedure: Procedure, step_id: str) -> dict[str, Any]:
    """What is reached on ways that do not pass a step."""
    return dict(reachable(procedure, blocked=lambda edge: edge.source == step_id))


def _speaks(ask: Ask, field: str) -> bool:
    """Whether the ask needs the field itself, in its question or an answer at it."""
    return any(use.field == field for use in uses(ask))


def _also_asking(procedure: Procedure, step_id: str, field: str) -> Procedure:
    ask = there(procedure, step_id)
    if not isinstance(ask, Ask) or field in ask.fields:
        return procedure
    return edits.replace_step(procedure, edits.with_(ask, fields=(*ask.fields, field)))


def _is_spoken_of(procedure: Procedure, field: str) -> bool:
    if any(field in placeholders(text.text) for text in field_texts(procedure)):
        return True
    return any(_tests(step, field) for step in procedure.steps)


def _tests(step: AnyStep, field: str) -> bool:
    tests = (
        [t for branch in step.branches if branch.when for t in branch.when.tests] if isinstance(step, Decide) else []
    )
    return any(test.field == field for test in tests)


def unknown_tool(procedure: Procedure, finding: Finding) -> Mend | None:
    """Call the only tool whose name is nearly that."""
    step = procedure.step_by_id.get(finding.step or "")
    if not isinstance(step, Act):
        return None
    near = get_close_matches(step.tool, list(procedure.tool_by_id), n=2)
    if len(near) != 1:
        return None
    tool = procedure.tool_by_id[near[0]]
    return Mend(sentence('Call "{tool}"', tool=tool.title or tool.id), lambda now: _act(now, step.id, tool=tool.id))


def unused_tool(procedure: Procedure, finding: Finding) -> Mend | None:
    """Remove a tool that nothing calls."""
    called = {step.tool for step in procedure.steps if isinstance(step, Act)}
    tool = next((t for t in procedure.tools if t.id not in called and f'"{t.title}"' in finding.message), None)
    if tool is None:
        return None
    return Mend(
        sentence('Remove the tool "{tool}"', tool=tool.title),
        lambda now: edits.with_(now, tools=tuple(kept for kept in now.tools if kept.id != tool.id)),
    )


def no_empty(procedure: Procedure, finding: Finding) -> Mend | None:
    """Draw what would happen anyway: where nothing is found, a person takes over."""
    step = procedure.step_by_id.get(finding.step or "")
    if not isinstance(step, Act):
        return None
    goal = hand_over(procedure)

    def edit(now: Procedure) -> Procedure:
        now = goal.put(now, step.id)
        found = there(now, step.id)
        kept = found.outcomes if isinstance(found, Act) else {}
        return _act(now, step.id, outcomes={**kept, "empty": Link(to=goal.end.id)})

    if goal.is_new:
        return Mend(sentence("Then hand over to a person"), edit)
    return Mend(sentence("Then go to {end}", end=named(goal.end)), edit)


def unfilled(procedure: Procedure, finding: Finding) -> Mend | None:
    """Fill an argument with the field that is called like it."""
    step = procedure.step_by_id.get(finding.step or "")
    tool = procedure.tool_by_id.get(step.tool) if isinstance(step, Act) else None
    if not isinstance(step, Act) or tool is None:
        return None
    open_ones = (name for name in tool.arguments if name not in step.arguments)
    argument = next((name for name in open_ones if finding.message.endswith(f'its "{name}".')), None)
    field = None if argument is None else _like(procedure, argument)
    if argument is None or field is None:
        return None
    return Mend(
        sentence("Fill it with {field}", field=field_named(procedure, field)),
        lambda now: _act(now, step.id, arguments={**step.arguments, argument: field}),
    )


def _like(procedure: Procedure, argument: str) -> str | None:
    wanted = argument.casefold().replace("_", " ")
    for field in procedure.fields:
        if wanted in (field.id.replace("_", " "), field.title.casefold()):
            return field.id
    near = [f.id for f in procedure.fields if wanted in f.title.casefold() or f.title.casefold() in wanted]
    return near[0] if len(near) == 1 else None


def unknown_argument(procedure: Procedure, finding: Finding) -> Mend | None:
    """Do not fill what the tool does not ask for."""
    step = procedure.step_by_id.get(finding.step or "")
    if not isinstance(step, Act):
        return None
    tool = procedure.tool_by_id.get(step.tool)
    wrong = [
        name
        for name in step.arguments
        if tool is not None and name not in tool.arguments and f'fills "{name}",' in finding.message
    ]
    if not wrong:
        return None
    kept = {name: field for name, field in step.arguments.items() if name not in wrong}
    return Mend(sentence('Leave "{argument}" out', argument=wrong[0]), lambda now: _act(now, step.id, arguments=kept))


def missing_column(procedure: Procedure, finding: Finding) -> Mend | None:
    """Complete rows that lack cells; take a result from the only column that is called nearly so."""
    step = procedure.step_by_id.get(finding.step or "")
    if finding.field and isinstance(step, Act):
        tool = procedure.tool_by_id.get(step.tool)
        near = get_close_matches(step.results.get(finding.field, ""), list(tool.columns) if tool else [], n=2)
        if len(near) != 1:
            return None
        results = {**step.results, finding.field: near[0]}
        return Mend(
            sentence('Take it from "{column}"', column=near[0]), lambda now: _act(now, step.id, results=results)
        )
    if not finding.message.startswith("Some rows"):
        return None
    return Mend(
        sentence("Fill the gaps with empty cells"),
        lambda now: edits.with_(now, tools=tuple(_whole(tool) for tool in now.tools)),
    )


def _whole(tool: Tool) -> Tool:
    empty = dict.fromkeys(tool.columns, "")
    return edits.with_(tool, rows=tuple({**empty, **row} for row in tool.rows))


def _act(procedure: Procedure, step_id: str, **changes: Any) -> Procedure:
    return edits.replace_step(procedure, edits.with_(there(procedure, step_id), **changes))
