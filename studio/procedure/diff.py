"""What differs between two versions of a procedure, each difference as a sentence in plain words.

Positions, notes and groups on the canvas are no difference. A step that only got another id counts as the same step.
The sentences about what a step says and how it decides are made in `step_changes`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any, NamedTuple, TypeVar

from studio.procedure import edits
from studio.procedure.model import Act, Ask, Decide, End, Field, Knowledge, Link, Overlays, Procedure, Record, Say, Tool
from studio.procedure.step_changes import (
    KIND_WORDS,
    Change,
    EdgeKey,
    How,
    condition_words,
    listed,
    now_instead,
    quoted,
    step_changes,
)
from studio.procedure.wording import DEFAULTS

AnyStep = Say | Ask | Decide | Act | End
R = TypeVar("R", bound=Record)
OVERLAY_WORDS = {
    "question": "Questions from the knowledge", "correction": "Corrections", "early": "Answers given early",
    "vague": "Vague answers", "invalid": "Answers that cannot be read", "declined": "Declined answers",
    "human": "Asking for a person", "leaving": "Leaving", "out_of_scope": "Requests out of scope",
    "attack": "Attacks", "tool_failure": "A tool that fails",
}  # fmt: skip
_FIELD_KINDS = {
    "text": "text", "number": "number", "money": "amount of money", "date": "date", "choice": "choice",
    "yes_no": "yes or no", "email": "e-mail address", "phone": "phone number", "code": "code",
}  # fmt: skip


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
        changes.append(
            Change("changed", "step", new, f"The id of {_named(after, new)} is now {new} instead of {old}.", new)
        )
        aligned = edits.rename_step(aligned, old, new)
    changes += _whole(aligned, after)
    changes += _steps(aligned, after)
    changes += _links(aligned, after)
    changes += _records(aligned.fields, after.fields, "field", lambda f: f"the field {quoted(f.title)}", _field_changes)
    changes += _knowledge(aligned.knowledge, after.knowledge, "")
    for step in after.steps:
        if (old_step := aligned.step_by_id.get(step.id)) is not None:
            changes += _knowledge(old_step.knowledge, step.knowledge, step.id, f" of {_named(after, step.id)}")
    changes += _records(aligned.tools, after.tools, "tool", lambda t: f"the tool {quoted(t.title)}", _tool_changes)
    changes += _overlays(aligned, after)
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
    for key, name in (("name", "The procedure's name"), ("language", "The language"), ("persona", "Who the agent is"),
                      ("scope", "What the procedure is about")):  # fmt: skip
        old, new = getattr(before, key), getattr(after, key)
        if old != new:
            yield Change("changed", "procedure", key, f"{name} {now_instead(old, new)}.")
    if before.uses_date != after.uses_date:
        told = "now knows today's date" if after.uses_date else "no longer knows today's date"
        yield Change("changed", "procedure", "uses_date", f"The agent {told}.")
    if before.start != after.start:
        began = f" instead of {_named(before, before.start)}" if before.start in before.step_by_id else ""
        told = f"now begins with {_named(after, after.start)}{began}" if after.start else "no longer has a start"
        yield Change("changed", "procedure", "start", f"The procedure {told}.", after.start or "")


def _named(procedure: Procedure, step_id: str | None) -> str:
    step = procedure.step_by_id.get(step_id or "")
    return quoted(step.title or step.id) if step is not None else "nothing drawn yet"


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
            kind = KIND_WORDS[step.kind]
            yield Change("removed", "step", step.id, f"The {kind} {quoted(step.title)} was removed.", step.id)
    for step in after.steps:
        old = before.step_by_id.get(step.id)
        if old is None:
            targets = listed(_named(after, link.to) for _, link in after.links(step))
            onward = f" It leads to {targets}." if targets else ""
            kind = KIND_WORDS[step.kind]
            yield Change("added", "step", step.id, f"The {kind} {quoted(step.title)} was added.{onward}", step.id)
        elif old != step:
            yield from step_changes(old, step, after)


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
                told = f"{_way(step, branch)}, which led to {_named(before, link.to)}, was removed."
                yield Change("removed", what, branch, told, step.id, branch)
        for branch, link in new.items():
            if branch not in old:
                told = (
                    f"{_way(step, branch)} was added{_condition(step, branch)}; it leads to {_named(after, link.to)}."
                )
                yield Change("added", what, branch, told, step.id, branch)
            elif old[branch] != link:
                for told in _link_changes(_way(step, branch), old[branch], link, before, after):
                    yield Change("changed", "edge", branch, told, step.id, branch)


def _way(step: AnyStep, branch: str) -> str:
    if isinstance(step, Say | Ask):
        return f"The way out of {quoted(step.title)}"
    noun = "branch" if isinstance(step, Decide) else "outcome"
    return f"In {quoted(step.title)} the {noun} {quoted(branch)}"


def _condition(step: AnyStep, branch: str) -> str:
    found = next((b for b in step.branches if b.id == branch), None) if isinstance(step, Decide) else None
    told = condition_words(found) if found is not None else ""
    return f" ({told})" if told else ""


def _link_changes(way: str, old: Link, new: Link, before: Procedure, after: Procedure) -> Iterator[str]:
    if old.to != new.to:
        yield f"{way} now leads to {_named(after, new.to)} instead of {_named(before, old.to)}."
    if old.limit != new.limit:
        if new.limit is None:
            yield f"{way} is no longer limited."
        elif old.limit is None:
            yield f"{way} may now be taken at most {_times(new.limit)}."
        else:
            yield f"{way} may now be taken {_times(new.limit)} instead of {_times(old.limit)}."
    if old.spent != new.spent:
        told = f"goes to {_named(after, new.spent)}" if new.spent else "has no way on"
        yield f"{way} now {told} when its limit is spent."


def _times(number: int) -> str:
    return "once" if number == 1 else "twice" if number == 2 else f"{number} times"


# -- fields, knowledge, tools, overlays --------------------------------------------------------------------------------


def _records(
    before: Sequence[R],
    after: Sequence[R],
    what: str,
    named: Callable[[R], str],
    inside: Callable[[R, R], Iterator[str]],
) -> Iterator[Change]:
    """Changes of records that have ids: gone, new, and what `inside` says of those that differ."""
    old = {_id(record): record for record in before}
    new = {_id(record): record for record in after}
    for name, record in old.items():
        if name not in new:
            yield Change("removed", what, name, _sentence(f"{named(record)} was removed."))
    for name, record in new.items():
        if name not in old:
            yield Change("added", what, name, _sentence(f"{named(record)} was added."))
        elif record != old[name]:
            for told in inside(old[name], record):
                yield Change("changed", what, name, _sentence(f"{named(record)}: {told}."))


def _id(record: Record) -> str:
    return str(getattr(record, "id", ""))


def _sentence(text: str) -> str:
    return text[:1].upper() + text[1:]


def _field_changes(old: Field, new: Field) -> Iterator[str]:
    if old.title != new.title:
        yield f"it was called {quoted(old.title)} before"
    if old.kind != new.kind:
        yield f"it is now a {_FIELD_KINDS[new.kind]} instead of a {_FIELD_KINDS[old.kind]}"
    if old.required != new.required:
        yield "it may no longer be left out" if new.required else "it may now be left out"
    if old.exact != new.exact:
        yield "the person's very characters now count" if new.exact else "other ways of writing it now count too"
    for name, word in (("pattern", "the pattern"), ("currency", "the currency")):
        if getattr(old, name) != getattr(new, name):
            yield f"{word} {now_instead(getattr(old, name), getattr(new, name))}"
    yield from _list_changes([o.label for o in old.options], [o.label for o in new.options], "choice")
    if [o.label for o in old.options] == [o.label for o in new.options] and old.options != new.options:
        yield "other names of its choices were changed"
    yield from _list_changes(old.examples, new.examples, "example")


def _list_changes(old: Sequence[str], new: Sequence[str], noun: str) -> Iterator[str]:
    gone, come = [x for x in old if x not in new], [x for x in new if x not in old]
    for words, verb in ((gone, "removed"), (come, "added")):
        if words:
            nouns = noun if len(words) == 1 else f"{len(words)} {noun}s"
            yield f"{nouns} {verb}: {listed(quoted(word) for word in words)}"
    if not gone and not come and list(old) != list(new):
        yield f"the {noun}s stand in another order"


def _knowledge(
    before: tuple[Knowledge, ...], after: tuple[Knowledge, ...], step: str, place: str = ""
) -> Iterator[Change]:
    def named(entry: Knowledge) -> str:
        return f"the answer about {quoted(entry.id.replace('_', ' '))}{place}"

    for change in _records(before, after, "knowledge", named, _knowledge_changes):
        yield change._replace(step=step)


def _knowledge_changes(old: Knowledge, new: Knowledge) -> Iterator[str]:
    if old.answer != new.answer:
        yield f"it {now_instead(old.answer, new.answer)}"
    if old.exact != new.exact:
        yield "it must now be spoken word for word" if new.exact else "it may now be put in other words"
    yield from _list_changes(old.questions, new.questions, "way of asking")


def _tool_changes(old: Tool, new: Tool) -> Iterator[str]:
    if old.title != new.title:
        yield f"it was called {quoted(old.title)} before"
    yield from _list_changes(old.arguments, new.arguments, "argument")
    yield from _list_changes(old.columns, new.columns, "column")
    if old.rows != new.rows:
        come = sum(row not in old.rows for row in new.rows)
        gone = sum(row not in new.rows for row in old.rows)
        told = [f"{come} rows are new" if come != 1 else "1 row is new"] if come else []
        told += [f"{gone} rows are gone" if gone != 1 else "1 row is gone"] if gone else []
        yield " and ".join(told) or "its rows stand in another order"


def _overlays(before: Procedure, after: Procedure) -> Iterator[Change]:
    for name in Overlays.model_fields:
        old, new = getattr(before.overlays, name), getattr(after.overlays, name)
        words = OVERLAY_WORDS.get(name, name)
        if old.on != new.on:
            told = f"{words}: now {'answered' if new.on else 'switched off'}."
            yield Change("added" if new.on else "removed", "overlay", name, told)
        if old.text != new.text:
            default = DEFAULTS.get(name, "")
            told = f"{words}: the sentence {now_instead(old.text or default, new.text or default)}."
            yield Change("changed", "overlay", name, told)
        if old.to != new.to:
            goal = f"now led to {_named(after, new.to)}" if new.to else "no longer led to a drawn end"
            yield Change("changed", "overlay", name, f"{words}: {goal}.")
