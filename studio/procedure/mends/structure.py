"""Mends of the chart itself: the start, the ends, steps and edges that lead nowhere, loops without a limit."""

from __future__ import annotations

from collections import Counter
from typing import Any

from studio.base.sentences import Sentence, sentence
from studio.procedure import chart_edits, edits
from studio.procedure.checks.finding import Finding, branch_named, named
from studio.procedure.graph import reachable
from studio.procedure.mends.mend import AnyStep, Goal, Mend, finish, hand_over, numbered, plain, there
from studio.procedure.model import Act, Ask, Decide, End, Link, Overlays, Procedure, Record

LIMIT = 3


def start(procedure: Procedure, finding: Finding) -> Mend | None:
    """Start at the first step that nothing leads to."""
    if not procedure.steps:
        return None
    entered = {edge.target for edge in procedure.edges if edge.source != edge.target}
    fresh = (step for step in procedure.steps if step.id not in entered and not isinstance(step, End))
    first = next(fresh, procedure.steps[0])
    return Mend(sentence("Start at {step}", step=named(first)), lambda now: edits.with_(now, start=first.id))


def unreachable(procedure: Procedure, finding: Finding) -> Mend | None:
    """Remove the step, and those after it that nothing else leads to; ends after it have findings of their own. While
    some way is still open, or another step leads to this one, it is more likely to be linked than removed."""
    step = procedure.step_by_id.get(finding.step or "")
    inside = [procedure.step_by_id[name] for name in reachable(procedure)]
    led_to = any(edge.target == finding.step != edge.source for edge in procedure.edges)
    if step is None or led_to or any(_is_open(procedure, found) for found in inside):
        return None
    gone = _only_after(procedure, step.id)
    return Mend(_removing(named(step), len(gone) - 1), lambda now: chart_edits.remove(now, gone))


def _removing(step: Sentence, more: int) -> Sentence:
    if not more:
        return sentence("Remove {step}", step=step)
    if more == 1:
        return sentence("Remove {step} and the step after it", step=step)
    return sentence("Remove {step} and the {number} steps after it", step=step, number=more)


def _is_open(procedure: Procedure, step: AnyStep) -> bool:
    links = [link for _, link in procedure.links(step)]
    unsaid = isinstance(step, Act) and "ok" not in step.outcomes
    return unsaid or any(chart_edits.is_open(procedure, link) for link in links)


def _only_after(procedure: Procedure, step: str) -> set[str]:
    ends = {found.id for found in procedure.steps if isinstance(found, End)}
    group = set(reachable(procedure, start=step)) - set(reachable(procedure)) - ends | {step}
    while True:
        kept = {edge.target for edge in procedure.edges if edge.target in group and edge.source not in group} - {step}
        if not kept:
            return group
        group -= kept


def end(procedure: Procedure, finding: Finding) -> Mend | None:
    """Add an end and lead every open way to it."""
    goal = finish(procedure)
    sources = [step for step in procedure.steps if _closed(procedure, step, goal) is not step]
    if not sources:
        return None

    def edit(now: Procedure) -> Procedure:
        now = goal.put(now, sources[-1].id)
        return edits.with_(now, steps=tuple(_closed(procedure, step, goal) for step in now.steps))

    if len(sources) > 1:
        return Mend(sentence("Add an end after the last steps"), edit)
    return Mend(sentence("Add an end after {step}", step=named(sources[0])), edit)


def _closed(procedure: Procedure, step: AnyStep, goal: Goal) -> AnyStep:
    if isinstance(step, Act) and "ok" not in step.outcomes:
        return edits.with_(step, outcomes={"ok": Link(to=goal.end.id), **step.outcomes})
    for branch, link in procedure.links(step):
        if chart_edits.is_open(procedure, link):
            step = chart_edits.relinked(step, branch, lambda link: edits.with_(link, to=goal.end.id))
    return step


def dead_end(procedure: Procedure, finding: Finding) -> Mend | None:
    """Remove a branch or an outcome that leads nowhere where that leaves enough, else let the conversation end."""
    step = procedure.step_by_id.get(finding.step or "")
    if step is None or not finding.branch:
        return None
    if finding.branch.endswith(" spent"):
        return _spent(procedure, step, finding.branch.removesuffix(" spent"))
    if isinstance(step, Act) and finding.branch != "ok":
        label = sentence('Remove the outcome "{outcome}"', outcome=finding.branch)
        return Mend(label, lambda now: chart_edits.remove_edge(now, step.id, finding.branch))
    if isinstance(step, Decide) and (branch := _removable(step, finding.branch)):
        label = sentence("Remove the branch {branch}", branch=branch)
        return Mend(label, lambda now: chart_edits.remove_edge(now, step.id, finding.branch))
    goal = finish(procedure)

    def edit(now: Procedure) -> Procedure:
        found = there(now, step.id)
        if isinstance(found, Act) and finding.branch not in found.outcomes:
            found = edits.with_(found, outcomes={"ok": Link(to=goal.end.id), **found.outcomes})
        else:
            found = chart_edits.relinked(found, finding.branch, lambda link: edits.with_(link, to=goal.end.id))
        return edits.replace_step(goal.put(now, step.id), found)

    if goal.is_new:
        return Mend(sentence("Add an end there"), edit)
    return Mend(sentence("Lead it to {end}", end=named(goal.end)), edit)


def _removable(step: Decide, branch_id: str) -> str:
    """What a branch is called that can go: two are left, and it is not the otherwise of a computed decision."""
    branch = next((branch for branch in step.branches if branch.id == branch_id), None)
    if branch is None or len(step.branches) < 3 or (step.basis == "computed" and branch.when is None):
        return ""
    return branch_named(branch)


def missing_end(procedure: Procedure, finding: Finding) -> Mend | None:
    """Overlays that close at what is no end close where they do by themselves."""
    ends = {step.id for step in procedure.steps if isinstance(step, End)}
    wrong = {
        name: edits.with_(overlay, to=None)
        for name in Overlays.model_fields
        if (overlay := getattr(procedure.overlays, name)).to is not None
        and overlay.to not in ends
        and f'("{name}")' in finding.message
    }
    if not wrong:
        return None
    return Mend(sentence("Leave it empty"), lambda now: edits.with_(now, overlays=edits.with_(now.overlays, **wrong)))


def limit(procedure: Procedure, finding: Finding) -> Mend | None:
    """A loop may be taken three times; then a person takes over."""
    step = procedure.step_by_id.get(finding.step or "")
    if step is None or finding.branch not in dict(procedure.links(step)):
        return None
    return _spent(procedure, step, finding.branch, limit=LIMIT)


def spent(procedure: Procedure, finding: Finding) -> Mend | None:
    """A loop whose limit is spent leads to a person."""
    step = procedure.step_by_id.get(finding.step or "")
    return None if step is None else _spent(procedure, step, finding.branch)


def _spent(procedure: Procedure, step: AnyStep, branch: str, **changes: Any) -> Mend:
    goal = hand_over(procedure)

    def edit(now: Procedure) -> Procedure:
        now = goal.put(now, step.id)
        found = there(now, step.id)
        return edits.replace_step(
            now, chart_edits.relinked(found, branch, lambda link: edits.with_(link, spent=goal.end.id, **changes))
        )

    return Mend(_then(goal, changes.get("limit", 0)), edit)


def _then(goal: Goal, limit: int) -> Sentence:
    end = named(goal.end)
    if limit and goal.is_new:
        return sentence("{limit} times at most, then hand over to a person", limit=limit)
    if limit:
        return sentence("{limit} times at most, then go to {end}", limit=limit, end=end)
    return (
        sentence("After that, hand over to a person") if goal.is_new else sentence("After that, go to {end}", end=end)
    )


def no_limit(procedure: Procedure, finding: Finding) -> Mend | None:
    """Take away a limit that limits nothing, unless its spent way is the only one to a step."""
    step = procedure.step_by_id.get(finding.step or "")
    if step is None:
        return None
    found = chart_edits.relinked(step, finding.branch, lambda link: edits.with_(link, limit=None, spent=None))
    after = edits.replace_step(procedure, found)
    if len(reachable(after)) < len(reachable(procedure)):
        return None
    return Mend(
        sentence("Remove the limit"), lambda now: edits.replace_step(now, _unlimited(now, step.id, finding.branch))
    )


def _unlimited(procedure: Procedure, step_id: str, branch: str) -> AnyStep:
    return chart_edits.relinked(
        there(procedure, step_id), branch, lambda link: edits.with_(link, limit=None, spent=None)
    )


def same_title(procedure: Procedure, finding: Finding) -> Mend | None:
    """Number the steps, or the fields, that are called the same: the first keeps its title."""
    if finding.step is not None:
        return Mend(sentence("Number their titles"), lambda now: edits.with_(now, steps=_numbered(now.steps)))
    return Mend(sentence("Number their titles"), lambda now: edits.with_(now, fields=_numbered(now.fields)))


def _numbered(records: tuple[Any, ...]) -> tuple[Record, ...]:
    taken = {plain(record.title) for record in records}
    seen: set[str] = set()
    made: list[Record] = []
    for record in records:
        if record.title.strip() and plain(record.title) in seen:
            record = edits.with_(record, title=numbered(record.title, taken))
            taken.add(plain(record.title))
        seen.add(plain(record.title))
        made.append(record)
    return tuple(made)


def same_id(procedure: Procedure, finding: Finding) -> Mend | None:
    """Other ids for what nothing else speaks of: answers and branches; a field asked twice by one step is asked once.
    Steps, fields and tools of one id are left to the person, since links to them could mean any."""
    if finding.step is None:
        if "answers in the knowledge" not in finding.message:
            return None
        return Mend(sentence("Give each its own id"), lambda now: edits.with_(now, knowledge=_apart(now.knowledge)))
    step = procedure.step_by_id.get(finding.step)
    if step is None or Counter(found.id for found in procedure.steps)[step.id] > 1 or _own_ids(step) == step:
        return None
    again = "fields asked" in finding.message
    label = sentence("Ask for it once") if again else sentence("Give each its own id")
    return Mend(label, lambda now: edits.replace_step(now, _own_ids(there(now, step.id))))


def _own_ids(step: AnyStep) -> AnyStep:
    changes: dict[str, Any] = {"knowledge": _apart(step.knowledge)}
    if isinstance(step, Decide):
        changes["branches"] = _apart(step.branches)
    elif isinstance(step, Ask):
        changes["fields"] = tuple(dict.fromkeys(step.fields))
    return edits.with_(step, **changes)


def _apart(records: tuple[Any, ...]) -> tuple[Any, ...]:
    taken = {record.id for record in records}
    seen: set[str] = set()
    made = []
    for record in records:
        if record.id in seen:
            record = edits.with_(record, id=edits.free_id(record.id, taken))
            taken.add(record.id)
        seen.add(record.id)
        made.append(record)
    return tuple(made)
