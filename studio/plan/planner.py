"""The plan: which scenarios together cover the chart, and what exactly they cover.

Acyclic paths explode and loops make them infinite, so the plan guarantees transitions: every edge and every pair of
consecutive edges at least k times, every loop 0, 1, 2 and limit times and once past it, every overlay at every ask
where it can happen, an entry at every ask; acyclic paths up to a cap; the rest balanced at random.
"""

from __future__ import annotations

import random
import zlib
from collections import deque
from collections.abc import Iterator
from datetime import date

import networkx
from pydantic import BaseModel, ConfigDict

from studio.plan.coverage import Coverage, EdgeKey, Tally
from studio.plan.scenarios import Aim, Scenario, Split, Walk, Walker
from studio.procedure.model import Ask, Procedure
from studio.procedure.trace import HeardKind

PATH_CAP = 200
LARGE = 150
CLOSING: tuple[HeardKind, ...] = ("human", "leaving")
UNCLEAR: tuple[HeardKind, ...] = ("vague", "invalid", "declined")
HELD_OUT_ONE_IN = 8


class Plan(BaseModel):
    """The scenarios to be written and what they cover. `new_combinations` counts held-out conversations whose
    sequence of edges no taught conversation shows."""

    model_config = ConfigDict(frozen=True)

    procedure_name: str
    seed: int
    today: date
    taught: tuple[Scenario, ...]
    held_out: tuple[Scenario, ...]
    coverage: Coverage
    held_out_coverage: Coverage
    new_combinations: int


def make_plan(
    procedure: Procedure,
    today: date,
    *,
    taught: int = 400,
    held_out: int = 200,
    seed: int = 0,
    k: int = 2,
) -> Plan:
    """Plan at least what coverage needs and at least `taught` conversations, and `held_out` ones for verification
    (half of them clean, half with overlays). Deterministic under `seed`."""
    planner = _Planner(procedure, today, seed, k)
    planner.cover()
    planner.fill(taught)
    scenarios = tuple(w.scenario for w in planner.walks)
    shown = {tuple(w.edges) for w in planner.walks}
    exam = _Planner(procedure, today, seed + 1, k, split="held_out")
    exam.examine(held_out)
    return Plan(
        procedure_name=procedure.name,
        seed=seed,
        today=today,
        taught=scenarios,
        held_out=tuple(w.scenario for w in exam.walks),
        coverage=planner.report(),
        held_out_coverage=exam.report(),
        new_combinations=sum(1 for w in exam.walks if tuple(w.edges) not in shown),
    )


class _Planner:
    """Gathers walks until everything asked of one split is covered."""

    def __init__(self, procedure: Procedure, today: date, seed: int, k: int, split: Split = "taught") -> None:
        self.procedure = procedure
        self.k = k
        self.split: Split = split
        self.rng = random.Random(f"{seed}/{split}")
        self.walker = Walker(procedure, today)
        self.tally = Tally(procedure)
        self.walks: list[Walk] = []
        self.large = len(procedure.steps) > LARGE
        self.asks = [s for s in procedure.steps if isinstance(s, Ask)]
        self.snapshots: dict[str, list[dict[str, str]]] = {}
        self.places = 0
        self._leaving: dict[str, list[tuple[EdgeKey, str]]] = {}
        for edge in procedure.edges:
            self._leaving.setdefault(edge.source, []).append(((edge.source, edge.branch), edge.target))
        self._shortest = self._search()

    # -- phases --------------------------------------------------------------------------------

    def cover(self) -> None:
        """Everything the plan guarantees."""
        self._cover_transitions()
        self._cover_loops()
        self._cover_overlays()
        self._cover_paths()
        self._cover_entries()

    def fill(self, total: int) -> None:
        """Random walks up to a total, preferring what was shown least; some edge combinations are left for the exam."""
        tries = 0
        while len(self.walks) < total and tries < total * 3:
            tries += 1
            roll = self.rng.random()
            if roll < 0.45:
                self._keep(self._walk(Aim(), "path"), spare=True)
            elif roll < 0.85:
                self._keep(self._walk(Aim(overlay_rate=0.22), "overlays"), spare=True)
            elif self.asks:
                self._enter(self.rng.choice(self.asks).id, Aim(overlay_rate=0.1))

    def examine(self, total: int) -> None:
        """Conversations to be judged by: half of them clean, half with at least one overlay; edge combinations held
        out from teaching come first."""
        clean_wanted = total - total // 2
        clean = overlaid = tries = 0
        while clean + overlaid < total and tries < total * 20:
            tries += 1
            wants_overlay = overlaid < total // 2 and (clean >= clean_wanted or self.rng.random() < 0.5)
            aim = Aim(overlay_rate=0.25) if wants_overlay else Aim(early_rate=0.0)
            walk = self._walk(aim, "overlays" if wants_overlay else "path")
            if walk is None or bool(walk.places) != wants_overlay:
                continue
            if not wants_overlay and tries < total * 4 and not is_held_out(walk.edges) and self.rng.random() < 0.5:
                continue
            self._keep(walk)
            clean, overlaid = clean + (not wants_overlay), overlaid + wants_overlay

    def _cover_transitions(self) -> None:
        hopeless: set[object] = set()
        for _ in range(self.k):
            for short in (self.tally.short_edges, self.tally.short_pairs):
                self._cover_short(short, hopeless)

    def _cover_short(self, short, hopeless: set[object]) -> None:  # type: ignore[no-untyped-def]
        counts = self.tally.edges if short == self.tally.short_edges else self.tally.pairs
        for target in list(short(self.k)):
            if target in hopeless:
                continue
            for _ in range(4):
                if counts[target] >= self.k:
                    break
                before = counts[target]
                edges = (target,) if short == self.tally.short_edges else target
                self._keep(self._walk(self._toward(edges), "path"))
                if counts[target] == before:
                    hopeless.add(target)

    def _cover_loops(self) -> None:
        for edge in self.procedure.edges:
            if not edge.loop:
                continue
            limit = next(li.limit or 0 for b, li in self.procedure.links(self.procedure.step_by_id[edge.source])
                         if b == edge.branch)  # fmt: skip
            key = (edge.source, edge.branch)
            others = [b for (_, b), _ in self._leaving[edge.source] if b != edge.branch and not b.endswith(" spent")]
            for times in sorted({0, 1, 2, limit, limit + 1}):
                for _ in range(3):
                    if self.tally.loops[(key, min(times, limit))] >= self.k and times <= limit:
                        break
                    aim = self._toward((key,)) if times else Aim()
                    wanted = (edge.branch,) * times + ((self.rng.choice(others),) if others and times <= limit else ())
                    aim = Aim({**aim.branches, edge.source: wanted}, aim.outcomes, early_rate=0.0)
                    self._keep(self._walk(aim, "loop"))

    def _cover_overlays(self) -> None:
        for ask in self.asks:
            for kind in self._possible_at(ask):
                self.places += 1
                if self.tally.places[(kind, ask.id)] >= 1:
                    continue
                if self.large:
                    self._enter(ask.id, Aim(overlays={ask.id: (kind,)}), short=kind in CLOSING)
                    continue
                self._keep(self._walk(self._toward_step(ask.id, (kind,)), "overlays"))
            if not self.large:
                for kind in UNCLEAR:
                    times = self.rng.choice((2, 3))
                    self._keep(self._walk(self._toward_step(ask.id, (kind,) * times), "overlays"))

    def _possible_at(self, ask: Ask) -> list[HeardKind]:
        known: dict[str, str] = {}
        for snapshot in self.snapshots.get(ask.id, ())[:3]:
            known |= snapshot
        return self.walker.possible_overlays(ask, known)

    def _cover_paths(self) -> None:
        if self.large:
            return
        paths, _ = self._paths()
        for path in paths:
            if tuple(path) not in self.tally.walks:
                self._keep(self._walk(self._along(path), "path"))

    def _cover_entries(self) -> None:
        for ask in self.asks:
            if not self.tally.entries[ask.id]:
                self._enter(ask.id, Aim(), short=self.large)

    # -- single walks --------------------------------------------------------------------------

    def _walk(self, aim: Aim, kind: str) -> Walk | None:
        name = f"{self.split}-{len(self.walks):05d}"
        weights = {key: float(self.tally.edges[key]) for key in self._decided} if not self.large else {}
        return self.walker.walk(name, self.rng, aim, kind=kind, split=self.split, weights=weights)

    @property
    def _decided(self) -> Iterator[EdgeKey]:
        return (key for key in self.tally.edge_keys)

    def _enter(self, ask_id: str, aim: Aim, *, short: bool = False) -> None:
        snapshots = self.snapshots.get(ask_id)
        if not snapshots:
            return
        known = self.rng.choice(snapshots)
        name = f"{self.split}-{len(self.walks):05d}"
        walk = self.walker.walk(name, self.rng, aim, kind="entry", split=self.split, entry=(ask_id, known))
        if walk is not None:
            self._keep(walk)

    def _keep(self, walk: Walk | None, *, spare: bool = False) -> None:
        """Count a walk in. A spare one is given up where its combination of edges belongs to the exam."""
        if walk is None or (spare and is_held_out(walk.edges) and not walk.places):
            return
        self.walks.append(walk)
        scenario = walk.scenario
        self.tally.add(walk.edges, walk.places, len(scenario.moves), scenario.entry)
        if scenario.entry is None:
            for state in walk.states:
                kept = self.snapshots.setdefault(state.at, [])
                if len(kept) < 20 and not state.loops:
                    kept.append(state.words)

    # -- steering ------------------------------------------------------------------------------

    def _search(self) -> dict[str, list[tuple[EdgeKey, str]]]:
        """For each step, the shortest way there from the start, as (edge, target) pairs."""
        start = self.procedure.start
        if start is None:
            return {}
        ways: dict[str, list[tuple[EdgeKey, str]]] = {start: []}
        frontier = deque([start])
        while frontier:
            step = frontier.popleft()
            for key, target in self._leaving.get(step, ()):
                if target not in ways and not key[1].endswith(" spent"):
                    ways[target] = [*ways[step], (key, target)]
                    frontier.append(target)
        return ways

    def _toward(self, edges: tuple[EdgeKey, ...]) -> Aim:
        """An aim that leads from the start to these consecutive edges and through them."""
        way = self._shortest.get(edges[0][0], [])
        return self._along([key for key, _ in way] + list(edges))

    def _toward_step(self, step_id: str, overlays: tuple[HeardKind, ...]) -> Aim:
        aim = self._along([key for key, _ in self._shortest.get(step_id, [])])
        return Aim(aim.branches, aim.outcomes, {step_id: overlays}, early_rate=0.0)

    def _along(self, path: list[EdgeKey]) -> Aim:
        branches: dict[str, tuple[str, ...]] = {}
        outcomes: dict[str, tuple[str, ...]] = {}
        for source, branch in path:
            kind = self.procedure.step_by_id[source].kind
            plain = branch.removesuffix(" spent")
            if kind == "decide":
                branches[source] = (*branches.get(source, ()), plain)
            elif kind == "act":
                outcomes[source] = (*outcomes.get(source, ()), plain)
        return Aim(branches, outcomes, early_rate=0.05)

    # -- reporting -----------------------------------------------------------------------------

    def _paths(self) -> tuple[list[list[EdgeKey]], bool]:
        """Acyclic paths from the start to the ends, up to the cap."""
        found: list[list[EdgeKey]] = []
        start = self.procedure.start
        ends = {s.id for s in self.procedure.steps if s.kind == "end"}
        if start is None or self.large:
            return found, True
        graph = networkx.MultiDiGraph()
        graph.add_nodes_from(s.id for s in self.procedure.steps)
        for edge in self.procedure.edges:
            if not edge.branch.endswith(" spent"):
                graph.add_edge(edge.source, edge.target, key=edge.branch)
        for end in sorted(ends):
            if end == start:
                continue
            for path in networkx.all_simple_edge_paths(graph, start, end):
                found.append([(source, branch) for source, _, branch in path])
                if len(found) >= PATH_CAP:
                    return found, True
        return found, False

    def report(self) -> Coverage:
        """Exact counts over the walks kept."""
        paths, capped = self._paths()
        return self.tally.report(
            self.k,
            paths=len(paths),
            paths_capped=capped,
            places=max(self.places, len(self.tally.places)),
            entries=len([a for a in self.asks if a.id in self._shortest]),
        )


def is_held_out(edges: list[EdgeKey]) -> bool:
    """Whether this combination of edges is kept for verification (a fixed share, by the combination itself)."""
    return zlib.crc32(repr(edges).encode()) % HELD_OUT_ONE_IN == 0
