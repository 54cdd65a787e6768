"""Some steps of a procedure cut out with what they need, and put into the same or another procedure.

An excerpt is itself a procedure, so that it can be written, read and checked like any file. Pure functions.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from studio.procedure import edits
from studio.procedure.chart_edits import UNDRAWN
from studio.procedure.content_edits import set_link
from studio.procedure.edits import AnyStep
from studio.procedure.mends.mend import hand_over, numbered, plain
from studio.procedure.model import Act, Ask, Decide, End, Field, Link, Procedure, Record, Say, Tool
from studio.procedure.values import placeholders


def excerpt(procedure: Procedure, steps: Iterable[str]) -> Procedure:
    """The steps with the fields and tools that they name and their places; edges that leave them are open ends. All the
    steps together bring what is known in the whole procedure along."""
    wanted = set(steps)
    chosen = tuple(_alone(step, wanted) for step in procedure.steps if step.id in wanted)
    tools = {step.tool for step in chosen if isinstance(step, Act)}
    whole = len(chosen) == len(procedure.steps)
    fields = {name for step in chosen for name in _fields_of(step)}
    if whole:
        fields |= {name for entry in procedure.knowledge for name in placeholders(entry.answer)}
    return Procedure(
        name="",
        language=procedure.language,
        start=procedure.start if procedure.start in wanted else None,
        fields=tuple(field for field in procedure.fields if field.id in fields),
        tools=tuple(tool for tool in procedure.tools if tool.id in tools),
        knowledge=procedure.knowledge if whole else (),
        steps=chosen,
        layout={step.id: procedure.layout[step.id] for step in chosen if step.id in procedure.layout},
    )


def paste(procedure: Procedure, cut: Procedure) -> tuple[Procedure, dict[str, str]]:
    """The procedure with the steps of an excerpt in it, and what their ids have become. Fields and tools that are there
    already are used; what only looks alike by its id comes under another. A loop whose way out was not cut out hands
    over to a person."""
    cut, became = _renamed(procedure, cut)
    fields = tuple(field for field in cut.fields if field.id not in procedure.field_by_id)
    tools = tuple(tool for tool in cut.tools if tool.id not in procedure.tool_by_id)
    answers = {entry.answer for entry in procedure.knowledge}
    taken = {entry.id for entry in procedure.knowledge}
    known = tuple(entry for entry in cut.knowledge if entry.answer not in answers and entry.id not in taken)
    titles = {plain(step.title) for step in procedure.steps}
    steps: list[AnyStep] = []
    for step in cut.steps:
        title = numbered(step.title, titles)
        titles.add(plain(title))
        steps.append(edits.with_(step, title=title))
    begin = cut.start or (steps[0].id if steps else None)
    grown = edits.with_(
        procedure,
        start=procedure.start or begin,
        fields=(*procedure.fields, *_own_titles(procedure.fields, fields)),
        tools=(*procedure.tools, *tools),
        knowledge=(*procedure.knowledge, *known),
        steps=(*procedure.steps, *steps),
        layout=procedure.layout | {name: place for name, place in cut.layout.items() if name in cut.step_by_id},
    )
    return _with_ways_out(grown, became.values()), became


# -- cutting out -----------------------------------------------------------------------------------


def _alone(step: AnyStep, wanted: set[str]) -> AnyStep:
    def cut(link: Link) -> Link:
        if link.to not in wanted:
            return Link(to=UNDRAWN)
        return link if link.spent in wanted else edits.with_(link, spent=None)

    if isinstance(step, Say | Ask):
        return edits.with_(step, link=cut(step.link))
    if isinstance(step, Decide):
        return edits.with_(step, branches=tuple(edits.with_(b, link=cut(b.link)) for b in step.branches))
    if isinstance(step, Act):
        return edits.with_(step, outcomes={name: cut(link) for name, link in step.outcomes.items()})
    return step


def _fields_of(step: AnyStep) -> Iterator[str]:
    """The fields that a step asks, reads, fills or speaks."""
    for entry in step.knowledge:
        yield from placeholders(entry.answer)
    if isinstance(step, Say | Ask | End):
        yield from placeholders(step.text)
    if isinstance(step, Ask):
        yield from placeholders(step.again)
        yield from step.fields
    elif isinstance(step, Act):
        yield from step.arguments.values()
        yield from step.results
    elif isinstance(step, Decide):
        if step.about is not None:
            yield step.about
        for branch in step.branches:
            for test in branch.when.tests if branch.when else ():
                yield test.field


# -- putting in ------------------------------------------------------------------------------------


def _renamed(procedure: Procedure, cut: Procedure) -> tuple[Procedure, dict[str, str]]:
    """The excerpt with ids that mean the same in the procedure, and what the steps' have become."""
    for field in cut.fields:
        there = procedure.field_by_id.get(field.id)
        if there is not None and not _fits(there, field):
            taken = {*procedure.field_by_id, *cut.field_by_id}
            cut = edits.rename_field(cut, field.id, edits.free_id(field.id, taken))
    for tool in cut.tools:
        known = procedure.tool_by_id.get(tool.id)
        if known is not None and (known.arguments, known.columns) != (tool.arguments, tool.columns):
            cut = _tool_renamed(cut, tool, edits.free_id(tool.id, {*procedure.tool_by_id, *cut.tool_by_id}))
    became: dict[str, str] = {}
    for step in cut.steps:
        became[step.id] = step.id
        if step.id in procedure.step_by_id:
            taken = {*procedure.step_by_id, *cut.step_by_id, UNDRAWN}
            became[step.id] = edits.free_id(step.id, taken)
            cut = edits.rename_step(cut, step.id, became[step.id])
    return cut, became


def _fits(there: Field, field: Field) -> bool:
    """Whether steps that were made for one field can do with the other."""
    options = {option.id for option in field.options} <= {option.id for option in there.options}
    return options and (there.kind, there.currency, there.pattern) == (field.kind, field.currency, field.pattern)


def _tool_renamed(cut: Procedure, tool: Tool, new_id: str) -> Procedure:
    steps = (
        edits.with_(step, tool=new_id) if isinstance(step, Act) and step.tool == tool.id else step for step in cut.steps
    )
    tools = (edits.with_(known, id=new_id) if known.id == tool.id else known for known in cut.tools)
    return edits.with_(cut, steps=tuple(steps), tools=tuple(tools))


def _own_titles(there: tuple[Field, ...], come: tuple[Field, ...]) -> Iterator[Record]:
    titles = {plain(field.title) for field in there}
    for field in come:
        title = numbered(field.title, titles)
        titles.add(plain(title))
        yield edits.with_(field, title=title)


def _with_ways_out(procedure: Procedure, steps: Iterable[str]) -> Procedure:
    """The procedure in which every limited edge of these steps says where to go afterwards."""
    for step_id in steps:
        for branch, link in procedure.links(procedure.step_by_id[step_id]):
            if link.limit is not None and link.spent is None:
                goal = hand_over(procedure)
                procedure = goal.put(procedure, step_id)
                procedure = set_link(procedure, step_id, branch, spent=goal.end.id)
    return procedure
