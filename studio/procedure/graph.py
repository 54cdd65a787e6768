"""The procedure as a graph: what can be reached, where it goes round, and how many ways there are through it.

Nodes are step ids, edges are `model.Edge` keyed by branch; links to steps that do not exist are left out. What the
steps mean is the machine's business, which ways must be taught is the plan's.

`graph_of` hands the whole to networkx for whatever else is asked of it; the few questions that every check asks are
answered here, since loading networkx takes longer than all of them.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Container, Iterable, Iterator
from graphlib import CycleError, TopologicalSorter
from typing import TYPE_CHECKING, NamedTuple

from studio.procedure.facts import once
from studio.procedure.model import Act, Ask, Decide, Edge, End, Procedure, Say

if TYPE_CHECKING:
    import networkx as nx

AnyStep = Say | Ask | Decide | Act | End


def spent(edge: Edge) -> bool:
    """Whether the edge is the way out of a loop whose limit is spent."""
    return edge.branch.endswith(" spent")


def graph_of(procedure: Procedure, *, without: Container[Edge] = ()) -> nx.MultiDiGraph[str]:
    """The whole procedure, or without some edges, as a networkx MultiDiGraph; edge data "edge" is the `Edge`."""
    import networkx as nx

    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    graph.add_nodes_from(step.id for step in procedure.steps)
    for edge in procedure.edges:
        if edge.target in procedure.step_by_id and edge not in without:
            graph.add_edge(edge.source, edge.target, key=edge.branch, edge=edge)
    return graph


@once
def edges_from(procedure: Procedure) -> dict[str, list[Edge]]:
    """For each step the edges that leave it, in drawn order."""
    leaving: dict[str, list[Edge]] = {step.id: [] for step in procedure.steps}
    for edge in procedure.edges:
        if edge.target in leaving and edge.source in leaving:
            leaving[edge.source].append(edge)
    return leaving


@once
def reachable(
    procedure: Procedure, *, start: str | None = None, blocked: Callable[[Edge], bool] | None = None
) -> dict[str, Edge | None]:
    """Every step that can be reached from the procedure's start, or another, with the edge by which a shortest way
    comes to it (None for the start itself). `blocked` edges are not taken."""
    start = procedure.start if start is None else start
    if start is None or start not in procedure.step_by_id:
        return {}
    leaving = edges_from(procedure)
    came: dict[str, Edge | None] = {start: None}
    queue = deque([start])
    while queue:
        for edge in leaving[queue.popleft()]:
            if edge.target not in came and not (blocked and blocked(edge)):
                came[edge.target] = edge
                queue.append(edge.target)
    return came


def way_to(came: dict[str, Edge | None], step: str) -> list[str]:
    """The steps on the way that `reachable` found, from the start to `step`."""
    way = [step]
    while (edge := came[way[-1]]) is not None:
        way.append(edge.source)
    return way[::-1]


def reaching(procedure: Procedure, goals: Iterable[str]) -> set[str]:
    """Every step from which one of the goals can be reached, the goals included."""
    entering: dict[str, list[str]] = {}
    for edge in procedure.edges:
        entering.setdefault(edge.target, []).append(edge.source)
    found = {goal for goal in goals if goal in procedure.step_by_id}
    queue = deque(found)
    while queue:
        for source in entering.get(queue.popleft(), ()):
            if source not in found:
                found.add(source)
                queue.append(source)
    return found


@once
def missing(procedure: Procedure) -> list[Edge]:
    """The edges that lead to no step, in drawn order."""
    return [edge for edge in procedure.edges if edge.target not in procedure.step_by_id]


@once
def circles(procedure: Procedure, *, without: Container[Edge] = ()) -> list[list[str]]:
    """The sets of steps that go round (strongly connected, or linked to themselves), each in drawn order."""
    if without and not circles(procedure):
        return []
    inside = inside_circles(procedure) if without else procedure.edges  # what does not go round, does not with less
    leaving: dict[str, list[str]] = {}
    for edge in inside:
        if edge not in without and edge.target in procedure.step_by_id:
            leaving.setdefault(edge.source, []).append(edge.target)
    leaving = _core(leaving)
    if not leaving:
        return []
    order = {step.id: place for place, step in enumerate(procedure.steps)}
    found = [
        sorted(group, key=order.__getitem__)
        for group in _connected(leaving)
        if len(group) > 1 or group[0] in leaving[group[0]]
    ]
    return sorted(found, key=lambda group: order[group[0]])


def _core(leaving: dict[str, list[str]]) -> dict[str, list[str]]:
    """What is left when steps that nothing leads to, and then steps that lead nowhere, are taken away again and again:
    every circle, and what lies between two of them. It costs far less than looking for circles."""
    for _ in range(2):
        entered: dict[str, int] = dict.fromkeys(leaving, 0)
        for targets in leaving.values():
            for target in targets:
                entered[target] = entered.get(target, 0) + 1
        gone = [step for step, number in entered.items() if not number]
        for step in gone:
            for target in leaving.get(step, ()):
                entered[target] -= 1
                if not entered[target]:
                    gone.append(target)
        left = entered.keys() - set(gone)
        turned: dict[str, list[str]] = {step: [] for step in left}
        for source in left:
            for target in leaving.get(source, ()):
                turned[target].append(source)
        leaving = turned  # the other way round now, and again in the second round
    return leaving


def _connected(leaving: dict[str, list[str]]) -> Iterator[list[str]]:
    """Strongly connected components, by Kosaraju's two walks: the second goes against the edges, from whatever the
    first one finished last."""
    entering: dict[str, list[str]] = {step: [] for step in leaving}
    for source, targets in leaving.items():
        for target in targets:
            entering[target].append(source)
    seen: set[str] = set()
    finished = [step for root in leaving for step in _finishing(root, leaving, seen)]
    seen = set()
    for root in reversed(finished):
        if root not in seen:
            yield list(_finishing(root, entering, seen))


def _finishing(root: str, leaving: dict[str, list[str]], seen: set[str]) -> Iterator[str]:
    """The steps a depth-first walk from `root` comes to for the first time, in the order in which it leaves them."""
    if root in seen:
        return
    seen.add(root)
    way = [(root, iter(leaving[root]))]
    while way:
        step, targets = way[-1]
        target = next(targets, None)
        if target is None:
            way.pop()
            yield step
        elif target not in seen:
            seen.add(target)
            way.append((target, iter(leaving[target])))


@once
def inside_circles(procedure: Procedure, *, without: Container[Edge] = ()) -> list[Edge]:
    """The edges that lie on some cycle, in drawn order."""
    if not circles(procedure):
        return []
    place: dict[str, int] = {}
    for number, group in enumerate(circles(procedure, without=without)):
        place |= dict.fromkeys(group, number)
    return [
        edge
        for edge in procedure.edges
        if edge not in without and place.get(edge.source, -1) == place.get(edge.target, -2)
    ]


@once
def loop_edges(procedure: Procedure) -> frozenset[Edge]:
    """The edges whose removal leaves no cycle: those with a limit that lie on one, then, where an author forgot the
    limit, the edges that a walk from the start finds leading back."""
    limited = {edge for edge in inside_circles(procedure) if edge.loop}
    if not inside_circles(procedure):
        return frozenset()
    left = set(inside_circles(procedure, without=limited))
    return frozenset(limited | _leading_back(procedure, left) if left else limited)


def _leading_back(procedure: Procedure, edges: set[Edge]) -> set[Edge]:
    """Edges, among those on cycles, that lead to a step still on the way of a depth-first walk."""
    leaving: dict[str, list[Edge]] = {}
    for edge in procedure.edges:
        if edge in edges:
            leaving.setdefault(edge.source, []).append(edge)
    back: set[Edge] = set()
    done: set[str] = set()
    order = list(reachable(procedure)) + [step.id for step in procedure.steps]
    for root in order:
        if root in done or root not in leaving:
            continue
        way: dict[str, Iterator[Edge]] = {root: iter(leaving[root])}
        while way:
            step = next(reversed(way))
            onward = next(way[step], None)
            if onward is None:
                done.add(step)
                del way[step]
            elif onward.target in way:
                back.add(onward)
            elif onward.target not in done:
                way[onward.target] = iter(leaving.get(onward.target, ()))
    return back


class Acyclic(NamedTuple):
    """The procedure without its loops: steps reachable from the start in an order where every edge leads forward, and
    the edges of each. Spent ways are left out too, since nobody comes to them without going round."""

    order: tuple[str, ...]
    leaving: dict[str, tuple[Edge, ...]]


def acyclic(procedure: Procedure, *, spent_ways: bool = False) -> Acyclic:
    """The loop-free part of the procedure; with `spent_ways`, the ways out of spent loops are kept."""
    return _with_spent_ways(procedure) if spent_ways else _without_loops(procedure)


@once
def _without_loops(procedure: Procedure) -> Acyclic:
    return _ordered(procedure, {*loop_edges(procedure), *(edge for edge in procedure.edges if spent(edge))})


@once
def _with_spent_ways(procedure: Procedure) -> Acyclic:
    try:
        return _ordered(procedure, set(loop_edges(procedure)))
    except CycleError:  # a spent way that leads back is a loop of its own
        return _without_loops(procedure)


def _ordered(procedure: Procedure, unused: set[Edge]) -> Acyclic:
    """What can be reached without some edges, in order. Raises CycleError where that still goes round."""
    inside = reachable(procedure, blocked=unused.__contains__)
    leaving = {
        step: tuple(edge for edge in edges if edge not in unused)
        for step, edges in edges_from(procedure).items()
        if step in inside
    }
    forward = TopologicalSorter({step: [edge.target for edge in edges] for step, edges in leaving.items()})
    return Acyclic(tuple(forward.static_order())[::-1], leaving)


def count_paths(procedure: Procedure) -> int:
    """How many ways there are from the start to an end without going round; counted, not walked."""
    ways: dict[str, int] = {}
    part = acyclic(procedure)
    for step in reversed(part.order):
        ends = isinstance(procedure.step_by_id[step], End)
        ways[step] = 1 if ends else sum(ways[edge.target] for edge in part.leaving[step])
    return ways.get(procedure.start or "", 0)


def paths(procedure: Procedure, cap: int) -> Iterator[tuple[Edge, ...]]:
    """Ways from the start to an end without going round, in drawn order, at most `cap` of them."""
    part = acyclic(procedure)
    useful = reaching(procedure, (step.id for step in procedure.steps if isinstance(step, End)))
    if procedure.start is None or procedure.start not in part.leaving or cap < 1:
        return
    way: list[Edge] = []
    waiting: list[Iterator[Edge]] = [iter(part.leaving[procedure.start])]
    given = 0
    if isinstance(procedure.step_by_id[procedure.start], End):
        yield ()
        return
    while waiting:
        edge = next(waiting[-1], None)
        if edge is None:
            waiting.pop()
            if way:
                way.pop()
        elif isinstance(procedure.step_by_id[edge.target], End):
            yield (*way, edge)
            given += 1
            if given >= cap:
                return
        elif edge.target in useful:
            way.append(edge)
            waiting.append(iter(part.leaving[edge.target]))


class Longest(NamedTuple):
    """The heaviest way through: its weight with every loop taken to its limit, and its steps without the loops."""

    weight: float
    steps: tuple[str, ...]


def turns(step: AnyStep) -> int:
    """How many messages of the user or of a tool a step waits for."""
    return 1 if isinstance(step, Ask | Act) else 0


def longest(procedure: Procedure, weight: Callable[[AnyStep], float] = turns) -> Longest:
    """The heaviest way through the procedure. Each loop adds its limit times the heaviest way once round it, which is
    never less than what a conversation can do, as a loop's uses are counted over the whole conversation."""
    part = acyclic(procedure, spent_ways=True)
    weights = {step: float(weight(procedure.step_by_id[step])) for step in part.order}
    best, following = _heaviest(part, weights)
    start = procedure.start or ""
    if start not in best:
        return Longest(0.0, ())
    total = best[start]
    place = {step: number for number, step in enumerate(part.order)}
    for edge in loop_edges(procedure):
        limit = dict(procedure.links(procedure.step_by_id[edge.source])).get(edge.branch.removesuffix(" spent"))
        rounds = limit.limit if limit and limit.limit else 1
        total += rounds * _heaviest_between(part, place, weights, edge.target, edge.source)
    steps = [start]
    while (step := following[steps[-1]]) is not None:
        steps.append(step)
    return Longest(total, tuple(steps))


def _heaviest(part: Acyclic, weights: dict[str, float]) -> tuple[dict[str, float], dict[str, str | None]]:
    best: dict[str, float] = {}
    following: dict[str, str | None] = {}
    for step in reversed(part.order):
        onward = max((edge.target for edge in part.leaving[step]), key=best.__getitem__, default=None)
        following[step] = onward
        best[step] = weights[step] + (best[onward] if onward is not None else 0.0)
    return best, following


def _heaviest_between(part: Acyclic, place: dict[str, int], weights: dict[str, float], first: str, last: str) -> float:
    """The heaviest way from one step to a later one, both included; 0 where there is none. `place` is that of each step
    in the order."""
    best: dict[str, float] = {}
    if first not in place or last not in place:
        return 0.0
    for step in part.order[place[first] : place[last] + 1]:
        if step == first:
            best[step] = weights[step]
        if step in best:
            for edge in part.leaving[step]:
                best[edge.target] = max(best.get(edge.target, 0.0), best[step] + weights[edge.target])
    return best.get(last, 0.0)
