"""The plan: which scenarios together cover the chart, and what exactly they cover.

Acyclic paths explode and loops make them infinite, so the plan guarantees transitions: every edge and every pair of
consecutive edges at least k times, every loop 0, 1, 2 and limit times and once past it, every overlay at every step
where it can happen, an entry at every ask; acyclic paths up to a cap; the rest balanced at random. What it could not
reach it names. How a walk is led somewhere is `ways`' business.
"""

from __future__ import annotations

import random
import zlib
from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date

from pydantic import BaseModel, ConfigDict

from studio.plan.coverage import Coverage, EdgeKey, PairKey, Tally
from studio.plan.scenarios import Aim, Scenario, Split, Walk, Walker
from studio.plan.ways import Ways, is_spent
from studio.procedure.graph import paths
from studio.procedure.machine import State
from studio.procedure.model import Act, Ask, Procedure
from studio.procedure.trace import DECLINED, HeardKind

PATH_CAP = 200
LARGE = 150
TRIES = 4
SNAPSHOTS = 20
CLOSING: tuple[HeardKind, ...] = ("human", "leaving")
UNCLEAR: tuple[HeardKind, ...] = ("vague", "invalid", "declined")
# In a large chart one conversation shows overlays at several asks: so many at one ask, and so many in all.
AT_ONE_ASK = 2
IN_ONE_WALK = 8
HELD_OUT_ONE_IN = 8
# Of the conversations that only fill up: how many keep to the path, how many are taken up in the middle, and how often
# an answer in the others is something else first. What is off the path is learned from few words, so it comes often.
PATHS = 0.3
ENTRIES = 0.3
OVERLAID = 0.35
Place = tuple[str, str]


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
    """Plan at least what coverage needs and at least `taught` conversations (none at all for 0), and `held_out` ones
    for verification (half of them clean, half with overlays). Deterministic under `seed`."""
    planner = _Planner(procedure, today, seed, k)
    if taught:
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
        self.ways = Ways(procedure)
        self.walks: list[Walk] = []
        self.large = len(procedure.steps) > LARGE
        self.asks = [s for s in procedure.steps if isinstance(s, Ask) and self.ways.reached(s.id)]
        self.acts = [s for s in procedure.steps if isinstance(s, Act) and self.ways.reached(s.id)]
        self.snapshots: dict[str, list[State]] = {}
        self.possible = {pair for pair in self.tally.pair_keys if self.ways.possible(pair)}
        self.places: dict[Place, None] = {}

    # -- phases --------------------------------------------------------------------------------

    def cover(self) -> None:
        """Everything the plan guarantees."""
        self._cover_transitions()
        self._cover_loops()
        self._cover_overlays()
        self._cover_tool_failures()
        self._cover_paths()
        self._cover_entries()

    def fill(self, total: int) -> None:
        """Random walks up to a total, preferring what was shown least; some edge combinations are left for the exam."""
        tries = 0
        while len(self.walks) < total and tries < total * 3:
            tries += 1
            roll = self.rng.random()
            if roll < PATHS:
                self._keep(self._walk(Aim(self._evenly()), "path"), spare=True)
            elif roll < 1 - ENTRIES or not self.asks:
                self._keep(self._walk(Aim(self._evenly(), overlay_rate=OVERLAID), "overlays"), spare=True)
            else:
                self._enter(self.rng.choice(self.asks).id, Aim(overlay_rate=OVERLAID))

    def examine(self, total: int) -> None:
        """Conversations to be judged by: half of them clean, half with at least one overlay; edge combinations held
        out from teaching come first."""
        clean_wanted = total - total // 2
        clean = overlaid = tries = 0
        while clean + overlaid < total and tries < total * 20:
            tries += 1
            wants_overlay = overlaid < total // 2 and (clean >= clean_wanted or self.rng.random() < 0.5)
            evenly = self._evenly()
            aim = Aim(evenly, overlay_rate=0.25) if wants_overlay else Aim(evenly, early_rate=0.0, partial_rate=0.0)
            walk = self._walk(aim, "overlays" if wants_overlay else "path")
            if walk is None or bool(walk.places) != wants_overlay:
                continue
            if not wants_overlay and tries < total * 4 and not is_held_out(walk.edges) and self.rng.random() < 0.5:
                continue
            self._keep(walk)
            clean, overlaid = clean + (not wants_overlay), overlaid + wants_overlay

    def _evenly(self) -> dict[str, tuple[str, ...]]:
        """For each computed decision the branch that random walks should take: values alone would favour one."""
        return {
            name: (self.rng.choice(decision.branches).id,)
            for name, decision in self.walker.assigner.decisions.items()
            if not self.large
        }

    # -- transitions and loops -----------------------------------------------------------------

    def _cover_transitions(self) -> None:
        edges = [(key,) for key in self.tally.edge_keys if self.ways.reached(key[0])]
        pairs = [pair for pair in self.tally.pair_keys if pair in self.possible and self.ways.reached(pair[0][0])]
        for wanted in range(1, self.k + 1):
            for (key,) in edges:
                self._reach((key,), lambda key=key: self.tally.edges[key], wanted)  # type: ignore[misc]
            for pair in pairs:
                self._reach(pair, lambda pair=pair: self.tally.pairs[pair], wanted)  # type: ignore[misc]

    def _reach(self, edges: tuple[EdgeKey, ...], count: Callable[[], int], wanted: int) -> None:
        """Walks through these edges until they were passed as often as wanted, or a few tries were in vain."""
        for attempt in range(TRIES):
            if count() >= wanted:
                return
            way = self.ways.through(edges)
            if self.large:
                way = way + self.ways.out(self.ways.targets[way[-1]])
            start = self._entry_on(way, before=edges[0]) if self.large and attempt < 2 else None
            if start is not None:
                place, entry = start
                self._keep(self._walk(self._along(way[place:]), "entry", entry))
            else:
                self._keep(self._walk(self._along(way), "path"))

    def _entry_on(self, way: list[EdgeKey], before: EdgeKey) -> tuple[int, State] | None:
        """The last ask on a way that a conversation can be taken up at, instead of walking there from the start."""
        if any(is_spent(key) for key in way):
            return None
        for place in range(way.index(before), -1, -1):
            known = self.snapshots.get(way[place][0])
            if known and isinstance(self.procedure.step_by_id[way[place][0]], Ask):
                return place, self.rng.choice(known)
        return None

    def _cover_loops(self) -> None:
        for loop, limit in self.ways.limits.items():
            if not self.ways.reached(loop[0]):
                continue
            back = self.ways.between(self.ways.targets[loop], loop[0])
            others = [e.branch for e in self.procedure.edges if e.source == loop[0] and not e.loop]
            others = [branch for branch in others if not branch.endswith(" spent")]
            for times in sorted({0, 1, 2, limit}):
                for _ in range(TRIES):
                    if times > limit or self.tally.loops[(loop, times)] >= self.k:
                        break
                    way = self.ways.to(loop[0]) + [loop, *(back or [])] * times
                    way += [(loop[0], self.rng.choice(others))] if others else []
                    self._keep(self._walk(replace(self._along(way), early_rate=0.0), "loop"))

    def _cover_paths(self) -> None:
        if self.large:
            return
        for path in paths(self.procedure, PATH_CAP):
            way = [(edge.source, edge.branch) for edge in path]
            if tuple(way) not in self.tally.walks:
                self._keep(self._walk(self._along(way), "path"))

    # -- overlays ------------------------------------------------------------------------------

    def _cover_overlays(self) -> None:
        for ask in self.asks:
            self.places |= dict.fromkeys((kind, ask.id) for kind in self._possible_at(ask))
        if self.large:
            self._cover_overlays_together()
        for kind, step in list(self.places):
            for attempt in range(TRIES):
                if self.tally.places[(kind, step)]:
                    break
                self._show(kind, step, entering=self.large or attempt > 1)  # type: ignore[arg-type]
        if self.large:
            return
        for ask in self.asks:
            for kind in UNCLEAR:
                if (kind, ask.id) in self.places:
                    self._keep(self._walk(self._toward(ask.id, (kind,) * self.rng.choice((2, 3))), "overlays"))

    def _show(self, kind: HeardKind, step: str, *, entering: bool) -> None:
        """One conversation with this overlay at this ask, taken up there in a state that allows it if `entering`."""
        if not entering:
            self._keep(self._walk(self._toward(step, (kind,)), "overlays"))
            return
        aim = replace(self._along(self.ways.out(step)), overlays={step: (kind,)}, early_rate=0.0)
        ask = self.procedure.step_by_id[step]
        assert isinstance(ask, Ask)
        fitting = [s for s in self.snapshots.get(step, ()) if kind in self.walker.possible_overlays(ask, s.words)]
        if fitting:
            self._keep(self._walk(aim, "entry", self.rng.choice(fitting)))

    def _cover_overlays_together(self) -> None:
        """Several overlays in one conversation, at the asks it comes by."""
        for ask in self.asks:
            open_here = self._open_at(ask.id)
            while open_here and self.snapshots.get(ask.id):
                way = self.ways.out(ask.id)
                overlays: dict[str, tuple[HeardKind, ...]] = {}
                for step, _ in way:
                    chosen = self._open_at(step)[:AT_ONE_ASK]
                    if chosen and sum(map(len, overlays.values())) < IN_ONE_WALK:
                        overlays[step] = tuple(chosen)
                aim = replace(self._along(way), overlays=overlays, early_rate=0.0)
                self._keep(self._walk(aim, "entry", self.rng.choice(self.snapshots[ask.id])))
                before, open_here = open_here, self._open_at(ask.id)
                if before == open_here:
                    break

    def _open_at(self, step: str) -> list[HeardKind]:
        """Overlays not shown yet at an ask, without those that close the conversation."""
        kinds = [k for k, at in ((k, (k, step)) for k in self.walker.overlay_kinds) if at in self.places]
        return [k for k in kinds if k not in CLOSING and not self.tally.places[(k, step)]]

    def _possible_at(self, ask: Ask) -> Iterable[HeardKind]:
        """What can happen at an ask, in whatever state somebody was seen waiting there."""
        known: dict[str, str] = {}
        for state in self.snapshots.get(ask.id, ()):
            known |= {name: words for name, words in state.words.items() if words != DECLINED}
        return self.walker.possible_overlays(ask, known)

    def _cover_tool_failures(self) -> None:
        """A tool that fails once, and one that fails again."""
        if not self.procedure.overlays.tool_failure.on:
            return
        for act in self.acts:
            if "error" in act.outcomes:
                continue
            self.places[("tool_failure", act.id)] = None
            for times in (1, 2):
                aim = self._along(self.ways.to(act.id))
                outcomes = {**aim.outcomes, act.id: ("error",) * times}
                self._keep(self._walk(replace(aim, outcomes=outcomes, early_rate=0.0), "overlays"))

    def _cover_entries(self) -> None:
        for ask in self.asks:
            if not self.tally.entries[ask.id]:
                self._enter(ask.id, Aim())

    # -- single walks --------------------------------------------------------------------------

    def _walk(self, aim: Aim, kind: str, entry: State | None = None) -> Walk | None:
        name = f"{self.split}-{len(self.walks):05d}"
        weights = {} if self.large else self.tally.edges
        return self.walker.walk(name, self.rng, aim, kind=kind, split=self.split, weights=weights, entry=entry)

    def _enter(self, ask_id: str, aim: Aim) -> None:
        snapshots = self.snapshots.get(ask_id)
        if snapshots:
            self._keep(self._walk(aim, "entry", self.rng.choice(snapshots)))

    def _keep(self, walk: Walk | None, *, spare: bool = False) -> None:
        """Count a walk in. A spare one is given up where its combination of edges belongs to the exam."""
        if walk is None or (spare and is_held_out(walk.edges) and not walk.places):
            return
        self.walks.append(walk)
        scenario = walk.scenario
        self.tally.add(walk.edges, walk.places, len(scenario.moves), scenario.entry)
        for state in walk.states:
            kept = self.snapshots.setdefault(state.at, [])
            if state.waiting == "user" and len(kept) < SNAPSHOTS:
                kept.append(state)

    # -- steering ------------------------------------------------------------------------------

    def _toward(self, step_id: str, overlays: tuple[HeardKind, ...]) -> Aim:
        return replace(self._along(self.ways.to(step_id)), overlays={step_id: overlays}, early_rate=0.0)

    def _along(self, path: Iterable[EdgeKey]) -> Aim:
        branches: dict[str, tuple[str, ...]] = {}
        outcomes: dict[str, tuple[str, ...]] = {}
        for source, branch in path:
            kind = self.procedure.step_by_id[source].kind
            plain = branch.removesuffix(" spent")
            if kind == "decide":
                branches[source] = (*branches.get(source, ()), plain)
            elif kind == "act":
                outcomes[source] = (*outcomes.get(source, ()), plain)
        return Aim(branches, outcomes, early_rate=0.05, partial_rate=0.05)

    # -- reporting -----------------------------------------------------------------------------

    def report(self) -> Coverage:
        """Exact counts over the walks kept."""
        impossible: list[PairKey] = [pair for pair in self.tally.pair_keys if pair not in self.possible]
        entries = [ask.id for ask in self.asks]
        return self.tally.report(self.k, places=list(self.places), entries=entries, impossible=impossible)


def is_held_out(edges: list[EdgeKey]) -> bool:
    """Whether this combination of edges is kept for verification (a fixed share, by the combination itself)."""
    return zlib.crc32(repr(edges).encode()) % HELD_OUT_ONE_IN == 0
