"""Counting what a set of conversations covers: edges, pairs of consecutive edges, loops, overlays, entries.

A count here is exact: it comes from conversations the machine has walked, never from what was intended.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from pydantic import BaseModel, ConfigDict

from studio.procedure.model import Procedure

EdgeKey = tuple[str, str]
PairKey = tuple[EdgeKey, EdgeKey]


class Coverage(BaseModel):
    """What is covered, of what there is. `*_missing` names what was never reached, in drawn order."""

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
    entries: int
    entries_covered: int
    paths: int
    paths_capped: bool
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

    def report(
        self, k: int, *, paths: int, paths_capped: bool, places: int, entries: int, impossible: Iterable[PairKey] = ()
    ) -> Coverage:
        """The counts as a record. `impossible` pairs no conversation can show are left out of the total."""
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
            overlay_places=places,
            overlay_places_covered=len(self.places),
            entries=entries,
            entries_covered=len(self.entries),
            paths=paths,
            paths_capped=paths_capped,
            paths_covered=len({_acyclic(walk) for walk in self.walks}),
            k=k,
        )


def _acyclic(walk: tuple[EdgeKey, ...]) -> tuple[EdgeKey, ...]:
    """A walk without its loops: the first way out of each step it finally took."""
    last: dict[str, EdgeKey] = {}
    for edge in walk:
        last.pop(edge[0], None)
        last[edge[0]] = edge
    return tuple(last.values())


def _edge_name(key: EdgeKey) -> str:
    return f"{key[0]}:{key[1]}"
