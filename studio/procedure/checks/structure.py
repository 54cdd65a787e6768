"""Steps and links: a start, ends, nothing unreachable, no link into nowhere, and loops that can be left."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from studio.base.sentences import Sentence, sentence
from studio.procedure.chart_edits import UNDRAWN
from studio.procedure.checks.finding import AnyStep, Finding, listed, named, quoted, step_named
from studio.procedure.facts import kept, once
from studio.procedure.graph import circles, inside_circles, loop_edges, missing, reachable, reaching
from studio.procedure.model import Act, Ask, Decide, Edge, End, Overlays, Procedure


def structure_findings(procedure: Procedure) -> Iterator[Finding]:
    yield from _start(procedure)
    yield from _ends(procedure)
    for edge in missing(procedure):
        yield _missing_target(procedure, edge)
    yield from _same_names(procedure)
    yield from _circles(procedure)
    yield from _limits(procedure)


def _start(procedure: Procedure) -> Iterator[Finding]:
    if not procedure.steps:
        told = sentence("The procedure has no steps yet.")
        yield Finding("no_start", "problem", None, told, sentence("Draw a first step and an end."))
    elif procedure.start is None:
        told = sentence("The procedure does not say which step comes first.")
        yield Finding("no_start", "problem", None, told, sentence("Choose the start step."))
    elif procedure.start not in procedure.step_by_id:
        yield Finding(
            "no_start",
            "problem",
            None,
            sentence('The procedure is to start at "{step}", but there is no such step.', step=procedure.start),
            sentence("Choose a step that exists as the start."),
        )
    else:
        yield from _unreachable(procedure)


def _unreachable(procedure: Procedure) -> Iterator[Finding]:
    """Steps nobody comes to: of those that hang together, the first, and every end. Ends that an overlay leads to are
    reached by it."""
    inside = reachable(procedure).keys() | _overlay_ends(procedure)
    outside = [step for step in procedure.steps if step.id not in inside]
    if not outside:
        return
    entered = {edge.target for edge in procedure.edges if edge.source not in inside and edge.source != edge.target}
    told: set[str] = set()
    for step in sorted(outside, key=lambda step: step.id in entered):
        if isinstance(step, End):
            yield Finding(
                "unreachable_end",
                "problem",
                step.id,
                sentence("No conversation can end at {step}: nothing leads there.", step=named(step)),
                sentence("Link a step to it, or remove it."),
            )
        elif step.id not in told:
            after = (set(reachable(procedure, start=step.id)) - inside - told) - {step.id}
            told |= after | {step.id}
            later = sum(1 for found in outside if found.id in after and not isinstance(found, End))
            yield Finding(
                "unreachable_step",
                "problem",
                step.id,
                _never_reached(named(step), later),
                sentence("Link an earlier step to it, or remove it."),
            )


def _never_reached(step: Sentence, later: int) -> Sentence:
    if not later:
        return sentence("No conversation ever comes to {step}.", step=step)
    if later == 1:
        return sentence("No conversation ever comes to {step}, nor to the step after it.", step=step)
    return sentence(
        "No conversation ever comes to {step}, nor to the {number} steps after it.", step=step, number=later
    )


def _overlay_ends(procedure: Procedure) -> set[str]:
    """Ends that people come to by leaving the path: those named, and the only end of an outcome that overlays use."""
    overlays = {name: getattr(procedure.overlays, name) for name in Overlays.model_fields}
    found = {overlay.to for overlay in overlays.values() if overlay.on and overlay.to}
    for outcome in ("escalated", "abandoned"):
        drawn = [step.id for step in procedure.steps if isinstance(step, End) and step.outcome == outcome]
        if len(drawn) == 1:
            found.add(drawn[0])
    return found


def _ends(procedure: Procedure) -> Iterator[Finding]:
    ends = [step.id for step in procedure.steps if isinstance(step, End)]
    if procedure.steps and not ends:
        yield Finding(
            "no_end",
            "problem",
            None,
            sentence("The procedure has no end, so a conversation could never finish."),
            sentence("Add an end step and link the last steps to it."),
        )
    for name in Overlays.model_fields:
        overlay = getattr(procedure.overlays, name)
        if overlay.to is None or overlay.to in ends:
            continue
        exists = overlay.to in procedure.step_by_id
        closes = sentence(
            'When people leave the path ("{name}"), the conversation is to close at {step}',
            name=name,
            step=step_named(procedure, overlay.to),
        )
        yield Finding(
            "missing_end",
            "problem",
            overlay.to if exists else None,
            sentence("{closes}, which is no end step.", closes=closes)
            if exists
            else sentence("{closes}, but there is no such step.", closes=closes),
            sentence("Choose an end step for it, or leave it empty."),
        )


def step_ways(step: AnyStep) -> Iterator[Finding]:
    """Ways out that one step lacks."""
    if isinstance(step, Act) and "ok" not in step.outcomes:
        yield Finding(
            "dead_end",
            "problem",
            step.id,
            sentence("{step} does not say what comes after the tool has answered.", step=named(step)),
            sentence('Link its outcome "ok" to the next step.'),
            branch="ok",
        )
    if isinstance(step, Decide) and not step.branches:
        yield Finding(
            "dead_end",
            "problem",
            step.id,
            sentence("{step} has no way out, so the conversation would stop there.", step=named(step)),
            sentence("Draw at least two branches from it."),
        )


def _missing_target(procedure: Procedure, edge: Edge) -> Finding:
    step, branch, only = step_named(procedure, edge.source), quoted(edge.branch), edge.branch == "next"
    if edge.target == UNDRAWN:
        told = (
            sentence("{step} does not say what comes next.", step=step)
            if only
            else sentence("{step} does not say what comes next by {branch}.", step=step, branch=branch)
        )
        remedy = sentence("Link it to the next step, or to an end.")
    else:
        target = quoted(edge.target)
        told = (
            sentence("{step} leads to {target}, but there is no such step.", step=step, target=target)
            if only
            else sentence(
                "{step} leads by {branch} to {target}, but there is no such step.",
                step=step,
                branch=branch,
                target=target,
            )
        )
        remedy = sentence("Link it to a step that exists.")
    return Finding("dead_end", "problem", edge.source, told, remedy, branch=edge.branch)


def _same_names(procedure: Procedure) -> Iterator[Finding]:
    ids = Counter(step.id for step in procedure.steps)
    titles = Counter(map(_title, procedure.steps))
    if len(ids) == len(procedure.steps) == len(titles):
        return
    told: set[str] = set()
    for step in procedure.steps:
        if ids[step.id] > 1 and step.id not in told:
            told.add(step.id)
            yield Finding(
                "duplicate_id",
                "problem",
                step.id,
                sentence(
                    '{number} steps have the id "{id}", so links to it could mean any of them.',
                    number=ids[step.id],
                    id=step.id,
                ),
                sentence("Give each step its own id."),
            )
        title = _title(step)
        if title and titles[title] > 1 and ids[step.id] == 1:
            yield Finding(
                "duplicate_name",
                "problem",
                step.id,
                sentence("{number} steps are called {step}.", number=titles[title], step=named(step)),
                sentence("Give each step a name of its own."),
            )


def _title(step: AnyStep) -> str:
    """A title as it is compared."""
    return kept(step, "title", (), lambda: " ".join(step.title.casefold().split()))


class _Endless(NamedTuple):
    """Circles that nobody leaves, steps before them from which no end is reached (those apart whose trouble is only
    that of a later step, which has a finding of its own), and circles in which nothing is asked."""

    closed: list[list[str]]
    stuck: list[str]
    silent: list[list[str]]


@once
def _endless(procedure: Procedure) -> _Endless:
    ends = [step.id for step in procedure.steps if isinstance(step, End)]
    if not ends:
        return _Endless([], [], [])
    finishing = reaching(procedure, ends)
    inside = reachable(procedure).keys() or procedure.step_by_id.keys()
    closed = [group for group in circles(procedure) if group[0] not in finishing]
    troubled = {step for group in circles(procedure) for step in group}
    troubled |= {edge.source for edge in missing(procedure)}
    troubled |= {step.id for step in procedure.steps if not isinstance(step, End) and not step.links}
    before = reaching(procedure, troubled)
    stuck = [step.id for step in procedure.steps if step.id in inside and step.id not in finishing | before]
    waits = {step.id for step in procedure.steps if isinstance(step, Ask)}
    heard = {edge for edge in inside_circles(procedure) if edge.source in waits or edge.target in waits}
    return _Endless(closed, stuck, circles(procedure, without=heard))


def _circles(procedure: Procedure) -> Iterator[Finding]:
    """Where a conversation goes round: it must be able to leave, and must ask something on the way."""
    closed, stuck, silent = _endless(procedure)
    for group in closed:
        yield Finding(
            "no_way_out",
            "problem",
            group[0],
            sentence(
                "Once at {step}, a conversation goes round for ever: {steps}.",
                step=named(procedure.step_by_id[group[0]]),
                steps=_round(procedure, group),
            ),
            sentence("Draw a branch from one of these steps that leads on to an end."),
        )
    for step_id in stuck:
        yield Finding(
            "dead_end",
            "problem",
            step_id,
            sentence("From {step} no end can be reached.", step=step_named(procedure, step_id)),
            sentence("Link it, or a step after it, to an end."),
        )
    for group in silent:
        yield Finding(
            "loop_without_ask",
            "problem",
            group[0],
            sentence("The agent would go round without asking anything: {steps}.", steps=_round(procedure, group)),
            sentence("Put an ask step into this loop, or lead one of the steps elsewhere."),
        )


def _round(procedure: Procedure, group: list[str]) -> Sentence:
    return listed(step_named(procedure, step) for step in group)


def _limits(procedure: Procedure) -> Iterator[Finding]:
    for edge in sorted(loop_edges(procedure)):
        if not edge.loop:
            yield Finding(
                "loop_without_limit",
                "problem",
                edge.source,
                sentence(
                    "{step} leads back to {target} without a limit, so a conversation could go round for ever.",
                    step=step_named(procedure, edge.source),
                    target=step_named(procedure, edge.target),
                ),
                sentence("Say how often this way back may be taken, and where to go when that is spent."),
                branch=edge.branch,
            )
    going_round = set(inside_circles(procedure))
    for number in _limited(procedure):
        step = procedure.steps[number]
        for branch, link in step.links:
            if link.limit is None:
                continue
            edge = Edge(step.id, branch, link.to, True)
            if link.spent is None:
                remedy = sentence("Choose the step to go to when the limit is spent.")
                told = _unsaid(named(step), step_named(procedure, link.to), link.limit)
                yield Finding("limit_without_way", "problem", step.id, told, remedy, branch=branch)
            if edge not in going_round and link.to in procedure.step_by_id:
                yield Finding(
                    "limit_without_loop",
                    "advice",
                    step.id,
                    sentence(
                        "The way from {step} to {target} has a limit, but is no loop.",
                        step=named(step),
                        target=step_named(procedure, link.to),
                    ),
                    sentence("Remove the limit, or lead the way back to an earlier step."),
                    branch=branch,
                )


@once
def _limited(procedure: Procedure) -> list[int]:
    """The places of the steps that have a way out with a limit."""
    return [place for place, step in enumerate(procedure.steps) if any(edge.loop for edge in step.shape[2])]


def _unsaid(step: Sentence, target: Sentence, limit: int) -> Sentence:
    if limit == 1:
        return sentence(
            "The way back from {step} to {target} may be taken 1 time, but nothing says where to go after that.",
            step=step,
            target=target,
        )
    return sentence(
        "The way back from {step} to {target} may be taken {limit} times, but nothing says where to go after that.",
        step=step,
        target=target,
        limit=limit,
    )
