"""Counting what a set of conversations covers: edges, pairs of consecutive edges, loops, overlays, entries.

A count here is exact: it comes from conversations the machine has walked, never from what was intended.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Sequence

from pydantic import BaseModel, ConfigDict

from studio.procedure.graph import acyclic, count_paths
from studio.procedure.model import End, Procedure

EdgeKey = tuple[str, str]
PairKey = tuple[EdgeKey, EdgeKey]


class Coverage(BaseModel):
    """What is covered, of what there is. `*_missing` names what was never reached, in drawn order. `paths` counts the
    ways from the start to an end without going round, `paths_covered` those of them that were walked, loops erased."""

    model_config = ConfigDict(frozen=True)

    conversations: int
    turns: int
    edges: int
    edges_covered: int
    edges_at_least_k: int
    edges_missing: tuple[str, ...]
    pairs: int
    pairs_covered: int
    pairs_at_least_k: int
    pairs_missing: tuple[str, ...]
    loops: int
    loop_counts: dict[str, dict[str, int]]
    overlays: dict[str, int]
    overlay_places: int
    overlay_places_covered: int
    overlay_places_missing: tuple[str, ...]
    entries: int
    entries_covered: int
    paths: int
    paths_covered: int
    k: int


class Tally:
    """A running count over walked conversations."""

    def __init__(self, procedure: Procedure) -> None:
        self.procedure = procedure
        self.targets = {(e.source, e.branch): e.target for e in procedure.edges}
        self.edge_keys = list(self.targets)
        leaving: dict[str, list[EdgeKey]] = {}
        for key in self.edge_keys:
            leaving.setdefault(key[0], []).append(key)
        self.leaving = leaving
        self.pair_keys = [(a, b) for a in self.edge_keys for b in leaving.get(self.targets[a], ())]
        self.edges: Counter[EdgeKey] = Counter()
        self.pairs: Counter[PairKey] = Counter()
        self.loops: Counter[tuple[EdgeKey, int]] = Counter()
        self.overlays: Counter[str] = Counter()
        self.places: Counter[tuple[str, str]] = Counter()
        self.entries: Counter[str] = Counter()
        self.walks: Counter[tuple[EdgeKey, ...]] = Counter()
        self.conversations = 0
        self.turns = 0

    def add(
        self,
        walk: Sequence[EdgeKey],
        places: Iterable[tuple[str, str]],
        turns: int,
        entry: str | None = None,
    ) -> None:
        """Count one conversation: edges in order, (overlay, step) places, user turns, the step it was entered at."""
        self.conversations += 1
        self.turns += turns
        self.edges.update(walk)
        self.pairs.update((a, b) for a, b in zip(walk, walk[1:], strict=False) if self.targets.get(a) == b[0])
        for place in places:
            self.places[place] += 1
            self.overlays[place[0]] += 1
        if entry:
            self.entries[entry] += 1
        else:
            self.walks[tuple(walk)] += 1
            seen = Counter(walk)
            for edge in self.procedure.edges:
                if edge.loop:
                    self.loops[((edge.source, edge.branch), seen[(edge.source, edge.branch)])] += 1

    def short_edges(self, k: int) -> list[EdgeKey]:
        """Edges passed fewer than k times."""
        return [key for key in self.edge_keys if self.edges[key] < k]

    def short_pairs(self, k: int) -> list[PairKey]:
        """Pairs of consecutive edges passed fewer than k times."""
        return [key for key in self.pair_keys if self.pairs[key] < k]

    def paths_walked(self) -> set[tuple[EdgeKey, ...]]:
        """The ways from the start to an end without going round that some conversation took, loops erased."""
        forward = {(e.source, e.branch) for edges in acyclic(self.procedure).leaving.values() for e in edges}
        ends = {step.id for step in self.procedure.steps if isinstance(step, End)}
        found = set()
        for way in {_loops_erased(walk) for walk in self.walks}:
            joined = all(self.targets[a] == b[0] for a, b in zip(way, way[1:], strict=False))
            whole = way and way[0][0] == self.procedure.start and self.targets[way[-1]] in ends
            if whole and joined and forward.issuperset(way):
                found.add(way)
        return found

    def report(
        self,
        k: int,
        *,
        places: Collection[tuple[str, str]],
        entries: Collection[str],
        impossible: Iterable[PairKey] = (),
    ) -> Coverage:
        """The counts as a record. `places` are all (overlay, step) places where an overlay can happen, `entries` all
        steps a conversation can be taken up at; `impossible` pairs no conversation can show are left out of the total.
        """
        left_out = set(impossible)
        pair_keys = [p for p in self.pair_keys if p not in left_out]
        loops = {f"{e.source}:{e.branch}": e for e in self.procedure.edges if e.loop}
        return Coverage(
            conversations=self.conversations,
            turns=self.turns,
            edges=len(self.edge_keys),
            edges_covered=sum(1 for key in self.edge_keys if self.edges[key]),
            edges_at_least_k=sum(1 for key in self.edge_keys if self.edges[key] >= k),
            edges_missing=tuple(_edge_name(key) for key in self.edge_keys if not self.edges[key]),
            pairs=len(pair_keys),
            pairs_covered=sum(1 for key in pair_keys if self.pairs[key]),
            pairs_at_least_k=sum(1 for key in pair_keys if self.pairs[key] >= k),
            pairs_missing=tuple(f"{_edge_name(a)} > {_edge_name(b)}" for a, b in pair_keys if not self.pairs[(a, b)]),
            loops=len(loops),
            loop_counts={
                name: {
                    str(times): count
                    for (key, times), count in sorted(self.loops.items(), key=lambda item: item[0][1])
                    if key == (edge.source, edge.branch)
                }
                for name, edge in loops.items()
            },
            overlays=dict(sorted(self.overlays.items())),
            overlay_places=len(places),
            overlay_places_covered=sum(1 for place in places if self.places[place]),
            overlay_places_missing=tuple(f"{kind} at {step}" for kind, step in places if not self.places[(kind, step)]),
            entries=len(entries),
            entries_covered=sum(1 for step in entries if self.entries[step]),
            paths=count_paths(self.procedure),
            paths_covered=len(self.paths_walked()),
            k=k,
        )


def _loops_erased(walk: tuple[EdgeKey, ...]) -> tuple[EdgeKey, ...]:
    """A walk without its detours: whenever it comes to a step again, all since the first time is taken away."""
    way: list[EdgeKey] = []
    place: dict[str, int] = {}
    for key in walk:
        first = place.get(key[0], len(way))
        for gone in way[first:]:
            del place[gone[0]]
        del way[first:]
        place[key[0]] = first
        way.append(key)
    return tuple(way)


def _edge_name(key: EdgeKey) -> str:
    return f"{key[0]}:{key[1]}"
