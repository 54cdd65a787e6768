"""Pure edits: each takes a procedure and gives the procedure after the change, the one before untouched.

An edit keeps right what hangs on it (links, placeholders, the layout); whether the result is sound is for `checks` to
say. Undo, commands and gestures are the window's business.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any, TypeVar

from studio.base.errors import StudioError
from studio.base.sentences import sentence
from studio.procedure.model import (
    IDENTIFIER,
    Act,
    Ask,
    Branch,
    Condition,
    Decide,
    End,
    Field,
    Knowledge,
    Link,
    Overlays,
    Procedure,
    Record,
    Say,
)

AnyStep = Say | Ask | Decide | Act | End
R = TypeVar("R", bound=Record)
_LONGEST_ID = 40


def with_(record: R, **changes: Any) -> R:
    """The record with some of its values changed, checked like a new one."""
    raw = {name: getattr(record, name) for name in type(record).model_fields} | changes
    made = type(record).model_validate(raw)
    for name in raw.keys() - changes.keys():  # the very same objects, so that what hangs on them need not be compared
        made.__dict__[name] = raw[name]
    return made


def free_id(title: str, taken: set[str]) -> str:
    """An id made from a title that nothing has yet: "Ask the budget" becomes ask_the_budget, or ask_the_budget_2."""
    base = re.sub(r"[^a-z0-9]+", "_", title.casefold()).strip("_")[:_LONGEST_ID].rstrip("_")
    base = base if re.match(r"[a-z]", base) else f"step_{base}".rstrip("_")[:_LONGEST_ID]
    number, made = 2, base
    while made in taken:
        ending = f"_{number}"
        number, made = number + 1, base[: _LONGEST_ID - len(ending)].rstrip("_") + ending
    return made


def add_step(procedure: Procedure, step: AnyStep, *, place: tuple[float, float] | None = None) -> Procedure:
    """With one step more; the first step of all becomes the start. Raises StudioError where its id is taken."""
    if step.id in procedure.step_by_id:
        told = sentence('There is already a step with the id "{id}".', id=step.id)
        raise StudioError(told, sentence("Give the new step an id of its own."))
    layout = procedure.layout | ({step.id: {"x": place[0], "y": place[1]}} if place else {})
    return with_(procedure, steps=(*procedure.steps, step), start=procedure.start or step.id, layout=layout)


def replace_step(procedure: Procedure, step: AnyStep) -> Procedure:
    """With the step of that id as it is now. Raises StudioError where there is none."""
    _step(procedure, step.id)
    return with_(procedure, steps=tuple(step if old.id == step.id else old for old in procedure.steps))


def remove_step(procedure: Procedure, step_id: str) -> Procedure:
    """Without a step. What led to it leads where it led, if it had one way out only; else decisions lose the branch
    and tools the outcome, while a say or ask keeps its link, which `checks` then shows as a dead end."""
    gone = _step(procedure, step_id)
    ways = {link.to for _, link in procedure.links(gone)} - {step_id}
    heir = ways.pop() if len(ways) == 1 else None
    steps = tuple(_led_past(step, step_id, heir) for step in procedure.steps if step.id != step_id)
    overlays = {
        name: with_(overlay, to=None)
        for name in Overlays.model_fields
        if (overlay := getattr(procedure.overlays, name)).to == step_id
    }
    return with_(
        procedure,
        steps=steps,
        start=heir if procedure.start == step_id else procedure.start,
        overlays=with_(procedure.overlays, **overlays),
        layout={name: place for name, place in procedure.layout.items() if name != step_id},
    )


def _led_past(step: AnyStep, gone: str, heir: str | None) -> AnyStep:
    if heir is not None:
        return _relinked(step, lambda target: heir if target == gone else target)
    if isinstance(step, Decide):
        left = tuple(branch for branch in step.branches if branch.link.to != gone)
        return _without_spent(with_(step, branches=left), gone)
    if isinstance(step, Act):
        outcomes = {outcome: link for outcome, link in step.outcomes.items() if link.to != gone}
        return _without_spent(with_(step, outcomes=outcomes), gone)
    return step


def _without_spent(step: AnyStep, gone: str) -> AnyStep:
    return _with_links(step, lambda link: with_(link, spent=None) if link.spent == gone else link)


def rename_step(procedure: Procedure, step_id: str, new_id: str) -> Procedure:
    """With another id for a step, in every link, overlay and the layout. Raises StudioError where it is taken."""
    _step(procedure, step_id)
    _free(new_id, set(procedure.step_by_id) - {step_id}, sentence("step"))

    def renamed(target: str) -> str:
        return new_id if target == step_id else target

    steps = (_relinked(step, renamed) for step in procedure.steps)
    overlays = {
        name: with_(overlay, to=new_id)
        for name in Overlays.model_fields
        if (overlay := getattr(procedure.overlays, name)).to == step_id
    }
    return with_(
        procedure,
        steps=tuple(with_(step, id=new_id) if step.id == step_id else step for step in steps),
        start=None if procedure.start is None else renamed(procedure.start),
        overlays=with_(procedure.overlays, **overlays),
        layout={renamed(name): place for name, place in procedure.layout.items()},
    )


def move_step(procedure: Procedure, step_id: str, x: float, y: float) -> Procedure:
    """With a step at another place of the canvas; the procedure's meaning, and its hash, stay the same."""
    _step(procedure, step_id)
    kept = procedure.layout.get(step_id)  # a file may hold anything there
    placed = {**(kept if isinstance(kept, dict) else {}), "x": x, "y": y}
    return with_(procedure, layout=procedure.layout | {step_id: placed})


def add_field(procedure: Procedure, field: Field) -> Procedure:
    """With one field more. Raises StudioError where its id is taken."""
    _free(field.id, set(procedure.field_by_id), sentence("field"))
    return with_(procedure, fields=(*procedure.fields, field))


def rename_field(procedure: Procedure, field_id: str, new_id: str) -> Procedure:
    """With another id for a field, wherever it is asked, compared, looked up, filled or spoken."""
    if field_id not in procedure.field_by_id:
        told = sentence('There is no field "{field}".', field=field_id)
        raise StudioError(told, sentence("Choose one of the procedure's fields."))
    _free(new_id, set(procedure.field_by_id) - {field_id}, sentence("field"))

    def renamed(name: str) -> str:
        return new_id if name == field_id else name

    def spoken(text: str) -> str:
        return text.replace(f"{{{field_id}}}", f"{{{new_id}}}")

    overlays = {
        name: with_(overlay, text=spoken(overlay.text))
        for name in Overlays.model_fields
        if field_id in (overlay := getattr(procedure.overlays, name)).text
    }
    return with_(
        procedure,
        fields=tuple(with_(field, id=renamed(field.id)) for field in procedure.fields),
        steps=tuple(_field_renamed(step, renamed, spoken) for step in procedure.steps),
        knowledge=_answers(procedure.knowledge, spoken),
        overlays=with_(procedure.overlays, **overlays),
    )


def _field_renamed(step: AnyStep, renamed: Callable[[str], str], spoken: Callable[[str], str]) -> AnyStep:
    changes: dict[str, Any] = {"knowledge": _answers(step.knowledge, spoken)}
    if isinstance(step, Say | Ask | End):
        changes["text"] = spoken(step.text)
    if isinstance(step, Ask):
        changes |= {"again": spoken(step.again), "fields": tuple(renamed(name) for name in step.fields)}
    elif isinstance(step, Act):
        changes["arguments"] = {argument: renamed(name) for argument, name in step.arguments.items()}
        changes["results"] = {renamed(name): column for name, column in step.results.items()}
    elif isinstance(step, Decide):
        changes["about"] = None if step.about is None else renamed(step.about)
        changes["branches"] = tuple(_branch_renamed(branch, renamed) for branch in step.branches)
    return with_(step, **changes)


def _branch_renamed(branch: Branch, renamed: Callable[[str], str]) -> Branch:
    if branch.when is None:
        return branch
    tests = tuple(with_(test, field=renamed(test.field)) for test in branch.when.tests)
    return with_(branch, when=Condition(join=branch.when.join, tests=tests))


def _answers(entries: tuple[Knowledge, ...], spoken: Callable[[str], str]) -> tuple[Knowledge, ...]:
    return tuple(with_(entry, answer=spoken(entry.answer)) for entry in entries)


def _relinked(step: AnyStep, target: Callable[[str], str]) -> AnyStep:
    """The step with every link, and every spent way, led to another target."""
    return _with_links(
        step,
        lambda link: with_(link, to=target(link.to), spent=None if link.spent is None else target(link.spent)),
    )


def _with_links(step: AnyStep, change: Callable[[Link], Link]) -> AnyStep:
    if isinstance(step, Say | Ask):
        return with_(step, link=change(step.link))
    if isinstance(step, Decide):
        return with_(step, branches=tuple(with_(branch, link=change(branch.link)) for branch in step.branches))
    if isinstance(step, Act):
        return with_(step, outcomes={outcome: change(link) for outcome, link in step.outcomes.items()})
    return step


def _step(procedure: Procedure, step_id: str) -> AnyStep:
    found = procedure.step_by_id.get(step_id)
    if found is None:
        told = sentence('There is no step "{step}".', step=step_id)
        raise StudioError(told, sentence("Choose one of the procedure's steps."))
    return found


def _free(new_id: str, taken: set[str], what: str) -> None:
    if not re.fullmatch(IDENTIFIER, new_id):
        raise StudioError(
            sentence('"{id}" is no id.', id=new_id),
            sentence("Ids are small letters, digits and underscores, begin with a letter and are at most 40 long."),
        )
    if new_id in taken:
        told = sentence('There is already a {what} with the id "{id}".', what=what, id=new_id)
        raise StudioError(told, sentence("Choose another id."))
