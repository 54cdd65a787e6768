"""What differs between two versions of a procedure, each difference as a sentence in plain words.

Positions, notes and groups on the canvas are no difference. A step that only got another id counts as the same step.
The sentences about what a step says and how it decides are made in `step_changes`, those about fields, knowledge,
tools and overlays in `record_changes`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from studio.base.sentences import Sentence, sentence
from studio.procedure import edits
from studio.procedure.model import Decide, Link, Procedure
from studio.procedure.record_changes import record_changes
from studio.procedure.step_changes import (
    AnyStep,
    Change,
    EdgeKey,
    How,
    condition_words,
    listed,
    named,
    now_instead,
    quoted,
    step_changes,
    way_named,
)


class Difference(NamedTuple):
    """All changes, and how each step (by id) and edge (by step and branch) is marked. What is removed is named as in
    the earlier version, everything else as in the later one; `renamed` has the later id of each earlier step that got
    another."""

    changes: tuple[Change, ...]
    steps: dict[str, How]
    edges: dict[EdgeKey, How]
    renamed: dict[str, str]


def compare(before: Procedure, after: Procedure) -> Difference:
    """How `after` differs from `before`."""
    renamed = _renamed(before, after)
    aligned = before
    changes: list[Change] = []
    for old, new in renamed.items():
        told = sentence("The id of {step} is now {new} instead of {old}.", step=named(after, new), new=new, old=old)
        changes.append(Change("changed", "step", new, told, new))
        aligned = edits.rename_step(aligned, old, new)
    changes += _whole(aligned, after)
    changes += _steps(aligned, after)
    changes += _links(aligned, after)
    changes += record_changes(aligned, after)
    return Difference(
        tuple(changes), _step_marks(aligned, after, changes), _edge_marks(aligned, after, changes), renamed
    )


# -- the whole ---------------------------------------------------------------------------------------------------------


def _renamed(before: Procedure, after: Procedure) -> dict[str, str]:
    """Earlier ids of steps that are there no more, with the one new step that says the same."""
    gone = [step for step in before.steps if step.id not in after.step_by_id]
    come = [step for step in after.steps if step.id not in before.step_by_id]
    found: dict[str, str] = {}
    for step in gone:
        same = [other for other in come if _essence(other) == _essence(step)]
        rivals = [other for other in gone if _essence(other) == _essence(step)]
        if len(same) == len(rivals) == 1:
            found[step.id] = same[0].id
    return found


def _essence(step: AnyStep) -> tuple[Any, ...]:
    return (
        step.kind,
        step.title,
        getattr(step, "text", ""),
        getattr(step, "tool", ""),
        len(getattr(step, "branches", ())),
    )


def _whole(before: Procedure, after: Procedure) -> Iterator[Change]:
    subjects = {
        "name": sentence("The procedure's name"),
        "language": sentence("The language"),
        "persona": sentence("Who the agent is"),
        "scope": sentence("What the procedure is about"),
    }
    for key, subject in subjects.items():
        old, new = getattr(before, key), getattr(after, key)
        if old != new:
            told = sentence("{subject} {change}.", subject=subject, change=now_instead(old, new))
            yield Change("changed", "procedure", key, told)
    if before.uses_date != after.uses_date:
        knows, no_more = (
            sentence("The agent now knows today's date."),
            sentence("The agent no longer knows today's date."),
        )
        yield Change("changed", "procedure", "uses_date", knows if after.uses_date else no_more)
    if before.start != after.start:
        yield Change("changed", "procedure", "start", _start(before, after), after.start or "")


def _start(before: Procedure, after: Procedure) -> Sentence:
    if not after.start:
        return sentence("The procedure no longer has a start.")
    new = named(after, after.start)
    if before.start in before.step_by_id:
        old = named(before, before.start)
        return sentence("The procedure now begins with {new} instead of {old}.", new=new, old=old)
    return sentence("The procedure now begins with {new}.", new=new)


def _step_marks(before: Procedure, after: Procedure, changes: Iterable[Change]) -> dict[str, How]:
    marks: dict[str, How] = {step.id: "removed" for step in before.steps if step.id not in after.step_by_id}
    for step in after.steps:
        if step.id not in before.step_by_id:
            marks[step.id] = "added"
    for change in changes:
        said = change.what in ("step", "knowledge") or (change.what == "branch" and change.how == "changed")
        if said and change.step:
            marks.setdefault(change.step, "changed")
    return marks


def _edge_marks(before: Procedure, after: Procedure, changes: Iterable[Change]) -> dict[EdgeKey, How]:
    old = {(edge.source, edge.branch): edge for edge in before.edges}
    new = {(edge.source, edge.branch): edge for edge in after.edges}
    marks: dict[EdgeKey, How] = {key: "removed" for key in old if key not in new}
    for key, edge in new.items():
        if key not in old:
            marks[key] = "added"
        elif edge != old[key] or _link(before, key) != _link(after, key):
            marks[key] = "changed"
    for change in changes:
        if change.what == "branch" and change.how == "changed":
            marks.setdefault((change.step, change.branch), "changed")
    return marks


def _link(procedure: Procedure, key: EdgeKey) -> Link | None:
    step = procedure.step_by_id[key[0]]
    return None if key[1].endswith(" spent") else dict(procedure.links(step)).get(key[1])


# -- steps and edges ---------------------------------------------------------------------------------------------------


def _steps(before: Procedure, after: Procedure) -> Iterator[Change]:
    for step in before.steps:
        if step.id not in after.step_by_id:
            told = sentence("{subject} was removed.", subject=_subject(step))
            yield Change("removed", "step", step.id, told, step.id)
    for step in after.steps:
        old = before.step_by_id.get(step.id)
        if old is None:
            yield Change("added", "step", step.id, _added(step, after), step.id)
        elif old != step:
            yield from step_changes(old, step, after)


def _subject(step: AnyStep) -> Sentence:
    name = quoted(step.title)
    return {
        "say": sentence("The message {name}", name=name),
        "ask": sentence("The question {name}", name=name),
        "decide": sentence("The decision {name}", name=name),
        "act": sentence("The tool call {name}", name=name),
        "end": sentence("The end {name}", name=name),
    }[step.kind]


def _added(step: AnyStep, after: Procedure) -> Sentence:
    targets = listed(named(after, link.to) for _, link in after.links(step))
    if targets:
        return sentence("{subject} was added. It leads to {targets}.", subject=_subject(step), targets=targets)
    return sentence("{subject} was added.", subject=_subject(step))


def _links(before: Procedure, after: Procedure) -> Iterator[Change]:
    """Edges between steps that both versions have; those of other steps come and go with them."""
    for step in after.steps:
        old_step = before.step_by_id.get(step.id)
        if old_step is None or old_step.kind != step.kind:
            continue
        old, new = dict(before.links(old_step)), dict(after.links(step))
        what = "branch" if isinstance(step, Decide) else "edge"
        for branch, link in old.items():
            if branch not in new:
                way = way_named(step, branch)
                told = sentence("{way}, which led to {old}, was removed.", way=way, old=named(before, link.to))
                yield Change("removed", what, branch, told, step.id, branch)
        for branch, link in new.items():
            if branch not in old:
                yield Change("added", what, branch, _new_way(step, branch, named(after, link.to)), step.id, branch)
            elif old[branch] != link:
                for told in _link_changes(way_named(step, branch), old[branch], link, before, after):
                    yield Change("changed", "edge", branch, told, step.id, branch)


def _new_way(step: AnyStep, branch: str, goal: Sentence) -> Sentence:
    way = way_named(step, branch)
    found = next((b for b in step.branches if b.id == branch), None) if isinstance(step, Decide) else None
    if found is not None and (words := condition_words(found)):
        return sentence("{way} was added ({words}); it leads to {goal}.", way=way, words=words, goal=goal)
    return sentence("{way} was added; it leads to {goal}.", way=way, goal=goal)


def _link_changes(way: Sentence, old: Link, new: Link, before: Procedure, after: Procedure) -> Iterator[Sentence]:
    if old.to != new.to:
        goals = {"new": named(after, new.to), "old": named(before, old.to)}
        yield sentence("{way} now leads to {new} instead of {old}.", way=way, **goals)
    if old.limit != new.limit:
        yield _limit(way, old.limit, new.limit)
    if old.spent != new.spent and new.spent:
        yield sentence("{way} now goes to {goal} when its limit is spent.", way=way, goal=named(after, new.spent))
    elif old.spent != new.spent:
        yield sentence("{way} now has no way on when its limit is spent.", way=way)


def _limit(way: Sentence, old: int | None, new: int | None) -> Sentence:
    if new is None:
        return sentence("{way} is no longer limited.", way=way)
    if old is None:
        return sentence("{way} may now be taken at most {times}.", way=way, times=_times(new))
    return sentence("{way} may now be taken {times} instead of {old}.", way=way, times=_times(new), old=_times(old))


def _times(number: int) -> Sentence:
    some = {1: sentence("once"), 2: sentence("twice")}
    return some.get(number) or sentence("{number} times", number=number)
