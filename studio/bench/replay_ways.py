"""Ways between two recorded steps: which steps of the chart lie between them, and in what manner one follows the other.

Only the chart and what was noted as heard are looked at, never anybody's words. What the ways mean for the dialogue is
`replay_history`'s business.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Literal, NamedTuple

from studio.procedure import values
from studio.procedure.graph import edges_from
from studio.procedure.machine import AgentMessage, Heard, Machine, NotPossible, State
from studio.procedure.model import Act, Ask, Decide, Edge, End, Overlays, Say
from studio.procedure.trace import START, HeardKind, Move

SPENT = " spent"
Manner = Literal["edge", "again", "corrected", "left", "skipped", "jumped"]
"""How a recorded step follows from where the conversation stood: along the chart's edges; the same step once more; back
to what a correction changes; by leaving the path for an end; past questions that may have been answered already; or in
a way the chart does not have."""

Through = Callable[[str], bool]
Pairs = tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Leg:
    """A step entered: by which edge (None where no edge leads there), and whether it is passed without a word."""

    step: str
    edge: Edge | None = None
    silent: bool = False


@dataclass(frozen=True)
class Way:
    """The steps entered one after another; `jump` says that the chart has no such move."""

    legs: tuple[Leg, ...]
    jump: bool = False

    @property
    def last(self) -> str:
        return self.legs[-1].step

    def out(self, number: int) -> str:
        """By which branch or outcome the leg of this number is left; "" for the last."""
        edge = self.legs[number + 1].edge if number + 1 < len(self.legs) else None
        return edge.branch.removesuffix(SPENT) if edge is not None else ""


class Told(NamedTuple):
    """A way that the machine goes by what was noted as heard."""

    manner: Manner
    way: Way
    heard: HeardKind


class Ways:
    """The ways of one procedure."""

    def __init__(self, machine: Machine) -> None:
        self.machine = machine
        self.procedure = machine.procedure
        self._edges = {(edge.source, edge.branch): edge for edge in self.procedure.edges}
        self._limits = {
            (step.id, branch): link.limit
            for step in self.procedure.steps
            for branch, link in step.links
            if link.limit is not None
        }
        self._ends = {
            machine.end_for(name) for name in Overlays.model_fields if getattr(self.procedure.overlays, name).on
        }

    def to(self, state: State, target: str) -> tuple[Manner, Way]:
        """How the chart comes from where the conversation stands to a step, and in what manner."""
        direct = self._search(state, target, self._wordless)
        if direct is not None:
            return "edge", direct
        if target == state.at:
            return "again", Way((Leg(target),))
        if target in self._ends and state.waiting == "user":
            return "left", Way((Leg(target),))
        past = self._search(state, target, lambda step: self._wordless(step) or self._may_be_answered(step))
        if past is not None:
            return "skipped", past
        return "jumped", Way((Leg(target),), jump=True)

    def told(self, state: State, target: str, fields: Pairs) -> Told | None:
        """The machine's own shortest way to a step by what was heard; None where it goes elsewhere."""
        if state.waiting != "user" or not isinstance(self.procedure.step_by_id.get(state.at), Ask):
            return None
        known = any(name in state.words for name, _ in fields)
        kinds: tuple[HeardKind, ...] = ("correction", "answer") if known else ("answer",)
        for kind in kinds:
            ways = [self._until(*pair, target) for pair in self._legal(state, Heard(kind, fields))]
            way = min((way for way in ways if way is not None), key=lambda way: len(way.legs), default=None)
            if way is not None:
                along: Manner = "edge" if kind == "answer" else "corrected"
                return Told(along if any(leg.edge for leg in way.legs) else "again", way, kind)
        return None

    def onward(self, state: State, following: str) -> Way | None:
        """From a say to where the agent waits; toward the step recorded next, and no further than before it."""
        legs: list[Leg] = []
        kept = 0
        at = state.at
        for _ in range(len(self.procedure.steps)):
            edge = self._toward(state, at, following)
            if edge is None or edge.target == following:
                break
            at = edge.target
            step = self.machine.step(at)
            silent = isinstance(step, Ask) and self.machine.skips(step, state.words)
            legs.append(Leg(at, edge, silent))
            if isinstance(step, Say | Ask | End) and not silent:
                kept = len(legs)
                if not isinstance(step, Say):
                    break
        return Way(tuple(legs[:kept])) if kept else None

    def open_ways(self, state: State) -> list[Way]:
        """Every way along the chart from where the conversation stands to a step that speaks, in drawn order."""
        return [way for way in self._spread(state, self._wordless) if not self._wordless(way.last)]

    def figures(self, decide: Decide, words: dict[str, str], moves: list[Move]) -> Pairs:
        """What a computed decision tests, as far as it is known, each field once in a trace."""
        told = {name for move in moves for name, _ in move.reads}
        tests = [
            test
            for branch in decide.branches
            if branch.when
            for test in branch.when.tests
            if test.field in words and test.field not in told
        ]
        return tuple(values.figures(tests, self.machine.normal(words), self.procedure, self.machine.today).items())

    # -- searching -----------------------------------------------------------------------------

    def _search(self, state: State, target: str, through: Through) -> Way | None:
        return next((way for way in self._spread(state, through) if way.last == target), None)

    def _spread(self, state: State, through: Through) -> Iterator[Way]:
        """Ways from where the conversation stands, the shortest first, of equal ones the first drawn; gone on from the
        steps that may be passed `through`."""
        if state.at == START and self.procedure.start is not None:
            begun = [Way((self._leg(self.procedure.start, None, through),))]
        else:
            begun = [Way((self._leg(e.target, e, through),)) for e in self._usable(state, state.at)]
        seen: set[str] = set()
        queue = deque(begun)
        while queue:
            way = queue.popleft()
            if way.last in seen:
                continue
            seen.add(way.last)
            shown = Way((*way.legs[:-1], Leg(way.last, way.legs[-1].edge)))
            yield shown
            if through(way.last):
                for edge in self._usable(state, way.last):
                    queue.append(Way((*way.legs, self._leg(edge.target, edge, through))))

    def _leg(self, step: str, edge: Edge | None, through: Through) -> Leg:
        return Leg(step, edge, through(step) and not self._wordless(step))

    def _usable(self, state: State, at: str) -> list[Edge]:
        """The edges that leave a step and that its loops leave open."""
        found = []
        for edge in edges_from(self.procedure).get(at, ()):
            key = (edge.source, edge.branch.removesuffix(SPENT))
            limit = self._limits.get(key)
            spent = limit is not None and state.loops.get(key, 0) >= limit and (at, f"{key[1]}{SPENT}") in self._edges
            if spent == edge.branch.endswith(SPENT):
                found.append(edge)
        return found

    def _toward(self, state: State, at: str, following: str) -> Edge | None:
        """The edge on the shortest way from a step to another; the first drawn where there is no way or no such
        step."""
        leaving = self._usable(state, at)
        if len(leaving) > 1 and following:
            lengths = [(self._distance(edge.target, following), number) for number, edge in enumerate(leaving)]
            return leaving[min(lengths)[1]]
        return leaving[0] if leaving else None

    def _distance(self, first: str, last: str) -> int:
        seen = {first: 0}
        queue = deque([first])
        while queue:
            at = queue.popleft()
            if at == last:
                return seen[at]
            for edge in edges_from(self.procedure).get(at, ()):
                if edge.target not in seen:
                    seen[edge.target] = seen[at] + 1
                    queue.append(edge.target)
        return len(self.procedure.steps) + 1

    def _wordless(self, step: str) -> bool:
        return isinstance(self.procedure.step_by_id.get(step), Decide | Act)

    def _may_be_answered(self, step_id: str) -> bool:
        """Whether an ask is one that is passed in silence once what it asks is known."""
        step = self.procedure.step_by_id.get(step_id)
        return isinstance(step, Ask) and bool(step.fields) and not self.machine.is_judged(step.id)

    # -- what the machine says -----------------------------------------------------------------

    def _legal(self, state: State, heard: Heard) -> Iterator[tuple[AgentMessage, State]]:
        try:
            yield from self.machine.legal(state, heard)
        except NotPossible:
            return

    def _until(self, message: AgentMessage, after: State, target: str) -> Way | None:
        """The machine's message as a way, if the first step that speaks in it is the one wanted; where it ends with a
        call, gone on from there."""
        entered = [move.step for move in message.trace.moves]
        speaking = next((step for step in entered if not self._wordless(step)), "")
        if speaking not in ("", target):
            return None
        edges = [self._edges[key] for key in message.edges]
        first = edges[0].source if edges else entered[0]
        legs = [Leg(first, None, first not in entered)] if message.trace.heard == "correction" or not edges else []
        for edge in edges:
            legs.append(Leg(edge.target, edge, edge.target not in entered))
            if edge.target == target:
                return Way(tuple(legs))
        if speaking:
            return Way(tuple(legs)) if legs and legs[-1].step == target else None
        rest = self._search(after, target, self._wordless)
        return Way((*legs, *rest.legs)) if rest is not None and legs else None
