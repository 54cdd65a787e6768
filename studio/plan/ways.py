"""Ways through the chart that a plan aims at: to a step, through edges, out to an end, with loops walked until spent.

Only drawn edges are looked at, not values or words: whether somebody can really be led along a way shows when the
machine walks it.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable

from studio.plan.coverage import EdgeKey, PairKey
from studio.procedure.model import Edge, End, Procedure

SPENT = " spent"


def is_spent(key: EdgeKey) -> bool:
    """Whether an edge is the way out of a loop whose limit is spent."""
    return key[1].endswith(SPENT)


def closing(key: EdgeKey) -> EdgeKey:
    """The loop that a spent way belongs to."""
    return key[0], key[1].removesuffix(SPENT)


class Ways:
    """Shortest ways of one procedure, found once."""

    def __init__(self, procedure: Procedure) -> None:
        self.procedure = procedure
        self.targets = {(edge.source, edge.branch): edge.target for edge in procedure.edges}
        self.limits = {
            (step.id, branch): link.limit
            for step in procedure.steps
            for branch, link in procedure.links(step)
            if link.limit is not None
        }
        self._leaving: dict[str, list[Edge]] = {}
        for edge in procedure.edges:
            self._leaving.setdefault(edge.source, []).append(edge)
        self._came = self._from_start()
        self._to: dict[str, list[EdgeKey]] = {}
        self._back: dict[tuple[str, str], list[EdgeKey] | None] = {}
        self._ahead: dict[str, frozenset[str]] = {}
        self._next_out = self._toward_ends()

    def reached(self, step: str) -> bool:
        """Whether a way leads from the start to this step."""
        return step in self._came

    def to(self, step: str) -> list[EdgeKey]:
        """A way from the start to a step; empty for the start itself and for what cannot be reached."""
        if step not in self._to:
            way: list[EdgeKey] = []
            keys: list[EdgeKey] = []
            at = step
            while (key := self._came.get(at)) is not None:
                keys.append(key)
                at = key[0]
            for key in reversed(keys):
                way += self._spending(key, way) if is_spent(key) else []
                way.append(key)
            self._to[step] = way
        return self._to[step]

    def through(self, edges: tuple[EdgeKey, ...]) -> list[EdgeKey]:
        """A way from the start that passes these consecutive edges. A spent way among them is preceded by its loop,
        walked until the limit, such that the edge before it is passed last."""
        way = list(self.to(edges[0][0]))
        for i, key in enumerate(edges):
            if is_spent(key) and i > 0:
                way = self._spent_after(way[:-1], edges[i - 1], key)
            elif is_spent(key):
                way += self._spending(key, way)
            way.append(key)
        return way

    def out(self, step: str) -> list[EdgeKey]:
        """The shortest way from a step to an end, without the ways out of spent loops."""
        way: list[EdgeKey] = []
        while (key := self._next_out.get(step)) is not None:
            way.append(key)
            step = self.targets[key]
        return way

    def possible(self, pair: PairKey) -> bool:
        """Whether one conversation can pass these two edges in a row: before a spent way the loop must have been taken,
        so the edge before must be found on some way that comes from the loop."""
        before, after = pair
        if not is_spent(after):
            return True
        loop = closing(after)
        return before == loop or before[0] in self._reachable(self.targets[loop])

    # -- loops ---------------------------------------------------------------------------------

    def _spending(self, spent: EdgeKey, way: list[EdgeKey]) -> list[EdgeKey]:
        """Rounds from the loop's own step back to it, as many as are left after this way."""
        loop = closing(spent)
        back = self.between(self.targets[loop], loop[0])
        left = max(0, self.limits[loop] - way.count(loop))
        return [loop, *(back or [])] * left

    def _spent_after(self, way: list[EdgeKey], before: EdgeKey, spent: EdgeKey) -> list[EdgeKey]:
        """The way up to and with `before`, taken last, when only `spent` is left to go."""
        loop = closing(spent)
        if before == loop:
            return way + self._spending(spent, way)
        back = self.between(self.targets[loop], before[0])
        if back is None:
            return [*way, before]
        base = self.to(loop[0])
        return [*base, *self._spending(spent, [*base, loop]), loop, *back, before]

    def between(self, first: str, last: str) -> list[EdgeKey] | None:
        """The shortest way from one step to another, round no other loop where that can be had; None for no way."""
        if (first, last) not in self._back:
            way = self._search(first, last, loops=False)
            self._back[(first, last)] = way if way is not None else self._search(first, last, loops=True)
        return self._back[(first, last)]

    def _search(self, first: str, last: str, *, loops: bool) -> list[EdgeKey] | None:
        came: dict[str, EdgeKey | None] = {first: None}
        queue = deque([first])
        while queue and last not in came:
            for edge in self._leaving.get(queue.popleft(), ()):
                usable = loops or not (edge.loop or edge.branch.endswith(SPENT))
                if usable and edge.target not in came:
                    came[edge.target] = (edge.source, edge.branch)
                    queue.append(edge.target)
        if last not in came:
            return None
        way: list[EdgeKey] = []
        at = last
        while (key := came[at]) is not None:
            way.append(key)
            at = key[0]
        return way[::-1]

    # -- searches done once --------------------------------------------------------------------

    def _from_start(self) -> dict[str, EdgeKey | None]:
        """For each step the edge by which a shortest way comes to it; ways out of spent loops only where need be."""
        start = self.procedure.start
        if start is None:
            return {}
        came: dict[str, EdgeKey | None] = {start: None}
        self._spread(came, [start])
        spent = [edge for edge in self.procedure.edges if edge.branch.endswith(SPENT)]
        while True:
            found = next((e for e in spent if e.source in came and e.target not in came), None)
            if found is None:
                return came
            came[found.target] = (found.source, found.branch)
            self._spread(came, [found.target])

    def _spread(self, came: dict[str, EdgeKey | None], steps: Iterable[str]) -> None:
        queue = deque(steps)
        while queue:
            for edge in self._leaving.get(queue.popleft(), ()):
                if edge.target not in came and not edge.branch.endswith(SPENT):
                    came[edge.target] = (edge.source, edge.branch)
                    queue.append(edge.target)

    def _toward_ends(self) -> dict[str, EdgeKey]:
        entering: dict[str, list[Edge]] = {}
        for edge in self.procedure.edges:
            entering.setdefault(edge.target, []).append(edge)
        queue = deque(step.id for step in self.procedure.steps if isinstance(step, End))
        seen = set(queue)
        following: dict[str, EdgeKey] = {}
        while queue:
            for edge in entering.get(queue.popleft(), ()):
                if edge.source not in seen and not edge.branch.endswith(SPENT):
                    seen.add(edge.source)
                    following[edge.source] = (edge.source, edge.branch)
                    queue.append(edge.source)
        return following

    def _reachable(self, step: str) -> frozenset[str]:
        if step not in self._ahead:
            seen = {step}
            queue = deque(seen)
            while queue:
                for edge in self._leaving.get(queue.popleft(), ()):
                    if edge.target not in seen:
                        seen.add(edge.target)
                        queue.append(edge.target)
            self._ahead[step] = frozenset(seen)
        return self._ahead[step]
