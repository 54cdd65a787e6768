"""Walking practice users through the chart: what each of them means, turn by turn, before any words are found.

A scenario is a list of meanings (`UserMove`); the machine decides what follows. Which scenarios are wanted is
`planner`'s business, which words they are told in the writers'.
"""

from __future__ import annotations

import random
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Literal

from pydantic import BaseModel, ConfigDict

from studio.plan.assign import Assigner
from studio.plan.coverage import EdgeKey
from studio.procedure import tables
from studio.procedure.machine import AgentMessage, ChoiceNeeded, Heard, History, Machine, NotPossible, State
from studio.procedure.model import Act, Ask, Decide, Procedure, ToolOutcome
from studio.procedure.trace import DECLINED, HeardKind

Split = Literal["taught", "held_out"]
TURNS_AT_LEAST = 60
AHEAD = 6  # steps ahead of an ask, of which answers may be given early
OPEN_EARLY = 0.5  # of answers to a question that asks for no detail and decides nothing
DECLINED_SHARE = 0.25
CHECKABLE = {"number", "money", "date", "choice", "yes_no", "email", "phone", "code"}
OVERLAYS: tuple[HeardKind, ...] = (
    "question", "correction", "vague", "invalid", "declined", "human", "leaving", "out_of_scope", "attack",
)  # fmt: skip


class UserMove(BaseModel):
    """What one message means: its kind, values in normal form ("-" declined), branches to be said in words, the
    knowledge asked about. A tool's result has kind "tool", its outcome, and its values."""

    model_config = ConfigDict(frozen=True)

    kind: HeardKind
    step: str
    values: tuple[tuple[str, str], ...] = ()
    choices: tuple[tuple[str, str], ...] = ()
    knows: str = ""
    outcome: ToolOutcome | Literal[""] = ""

    def heard(self, words: Mapping[str, str] | None = None) -> Heard:
        """The meaning for the machine; `words` replace the normal forms where a writer has found some."""
        fields = tuple((name, (words or {}).get(name, value)) for name, value in self.values)
        return Heard(self.kind, fields, self.choices, self.knows, self.outcome)


class Scenario(BaseModel):
    """One practice conversation before words. `kind` is "path" or what is special about it; an `entry` scenario is
    taken up at that step with `known` fields and a `history`."""

    model_config = ConfigDict(frozen=True)

    id: str
    kind: str
    split: Split = "taught"
    entry: str | None = None
    known: tuple[tuple[str, str], ...] = ()
    history: History = History()
    moves: tuple[UserMove, ...] = ()


@dataclass(frozen=True)
class Aim:
    """Where a walk should go: branches by decision and outcomes by act, in order of visits; overlays by ask. The rates
    say how often overlays come unasked, fields are told before their ask, and answers give part of what is asked."""

    branches: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    outcomes: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    overlays: Mapping[str, tuple[HeardKind, ...]] = field(default_factory=dict)
    overlay_rate: float = 0.0
    early_rate: float = 0.15
    partial_rate: float = 0.1


@dataclass
class Walk:
    """A scenario with what the machine made of it: edges in order, overlay places, and the states it waited in."""

    scenario: Scenario
    edges: list[EdgeKey]
    places: list[tuple[str, str]]
    states: list[State]
    outcome: str


class Walker:
    """Simulates scenarios on one procedure."""

    def __init__(self, procedure: Procedure, today: date) -> None:
        self.procedure = procedure
        self.today = today
        self.machine = Machine(procedure, today)
        self.assigner = Assigner(procedure, today)
        self.turn_limit = max(TURNS_AT_LEAST, len(procedure.steps))
        self.asks_for = {f: s.id for s in procedure.steps if isinstance(s, Ask) for f in s.fields}
        judged = {s.about for s in procedure.steps if isinstance(s, Decide) and s.about is not None}
        self.overlay_kinds = [kind for kind in OVERLAYS if getattr(procedure.overlays, kind).on]
        self.correctable = self.asks_for.keys() - judged

    def possible_overlays(self, ask: Ask, known: Mapping[str, str]) -> list[HeardKind]:
        """The ways people can leave the path while this ask waits, with these fields known."""
        asked = [self.procedure.field_by_id[n] for n in ask.fields]
        able: dict[str, bool] = {
            "question": bool(self.machine.knowledge_at(ask.id)),
            "correction": any(n in self.correctable and v != DECLINED for n, v in known.items()),
            "invalid": any(f.kind in CHECKABLE for f in asked),
        }
        return [kind for kind in self.overlay_kinds if able.get(kind, True)]

    def walk(
        self,
        name: str,
        rng: random.Random,
        aim: Aim,
        *,
        kind: str = "path",
        split: Split = "taught",
        weights: Mapping[EdgeKey, float] | None = None,
        entry: State | None = None,
    ) -> Walk | None:
        """One scenario from the start to an end; None where it does not come to one. `entry` is a state seen in an
        earlier walk, waiting for the user: the conversation is taken up there."""
        return _Walking(self, rng, aim, split, weights or {}).run(name, kind, entry)


class _Walking:
    """One simulation."""

    def __init__(
        self, walker: Walker, rng: random.Random, aim: Aim, split: Split, weights: Mapping[EdgeKey, float]
    ) -> None:
        self.walker, self.rng, self.aim, self.split, self.weights = walker, rng, aim, split, weights
        self.procedure, self.machine = walker.procedure, walker.machine
        self.branches = {k: list(v) for k, v in aim.branches.items()}
        self.outcomes = {k: list(v) for k, v in aim.outcomes.items()}
        self.overlays = {k: list(v) for k, v in aim.overlays.items()}
        first_outcomes: dict[str, ToolOutcome] = {k: v[0] for k, v in aim.outcomes.items() if v}  # type: ignore[misc]
        first_branches = {k: v[0] for k, v in aim.branches.items() if v}
        self.values = walker.assigner.draw_all(rng, split, first_outcomes, first_branches)
        self.moves: list[UserMove] = []
        self.edges: list[EdgeKey] = []
        self.places: list[tuple[str, str]] = []
        self.states: list[State] = []
        self.history = History()

    def run(self, name: str, kind: str, entry: State | None) -> Walk | None:
        try:
            message, state = self._begin(entry)
            self.edges += message.edges
            while state.waiting != "closed":
                if len(self.moves) >= self.walker.turn_limit:
                    return None
                self.states.append(state)
                message, state = self._turn(state)
                self.edges += message.edges
        except NotPossible:
            return None
        self.states.append(state)
        scenario = Scenario(
            id=name,
            kind=kind,
            split=self.split,
            entry=entry.at if entry else None,
            known=tuple(entry.words.items()) if entry else (),
            history=self.history,
            moves=tuple(self.moves),
        )
        return Walk(scenario, self.edges, self.places, self.states, state.outcome or "")

    def _begin(self, entry: State | None) -> tuple[AgentMessage, State]:
        if entry is None:
            return self.machine.open()
        self.values |= {n: v for n, v in entry.words.items() if v != DECLINED}
        self.history = history_of(entry)
        return self.machine.resume(entry.at, entry.words, self.history)

    def _turn(self, state: State) -> tuple[AgentMessage, State]:
        step = self.machine.step(state.at)
        if isinstance(step, Act):
            return self._advance(state, self._tool_result(step, state))
        assert isinstance(step, Ask)
        kind = self._overlay(step, state)
        if kind is not None:
            move = self._leaving_path(step, state, kind)
            if move is not None:
                self.places.append((kind, step.id))
                return self._advance(state, move)
        return self._advance(state, self._answer(step, state))

    def _advance(self, state: State, move: UserMove) -> tuple[AgentMessage, State]:
        """Let the machine hear a move, settling decisions in words as they come up."""
        while True:
            try:
                message, after = self.machine.hear(state, move.heard())
            except ChoiceNeeded as needed:
                decision = needed.decision
                branch = self._choose(decision)
                move = move.model_copy(update={"choices": (*move.choices, (decision.id, branch))})
                self._settle_earlier(move, decision, (decision.id, branch))
            else:
                self.moves.append(move)
                return message, after

    def _settle_earlier(self, move: UserMove, decision: Decide, choice: tuple[str, str]) -> None:
        """A decision may be settled by what was said before this message: an answer it is about, or, where a tool was
        called in between, the user's last message. Its writer must be told, or the history, where nobody wrote it."""
        about = decision.about
        if about in dict(move.values) or (about is None and move.kind != "tool"):
            return
        for i in range(len(self.moves) - 1, -1, -1):
            earlier = self.moves[i]
            if about in dict(earlier.values) or (about is None and earlier.kind != "tool"):
                self.moves[i] = earlier.model_copy(update={"choices": (*earlier.choices, choice)})
                return
        self.history = replace(self.history, choices=(*self.history.choices, choice))

    def _choose(self, decision: Decide) -> str:
        wanted = self.branches.get(decision.id)
        if wanted:
            return wanted.pop(0)
        ids = [b.id for b in decision.branches]
        costs = [
            self.weights.get((decision.id, b.id), 0.0) + (5.0 if b.link.limit and len(self.moves) > 20 else 0.0)
            for b in decision.branches
        ]
        least = min(costs)
        near = [i for i, c in zip(ids, costs, strict=True) if c <= least + 1.0]
        return self.rng.choice(near if self.rng.random() < 0.7 else ids)

    def _answer(self, ask: Ask, state: State) -> UserMove:
        given = [(n, self.values[n]) for n in ask.fields if n not in state.words]
        if len(given) > 1 and self.rng.random() < self.aim.partial_rate:
            given = self.rng.sample(given, self.rng.randint(1, len(given) - 1))
            told = {n for n, _ in given} | state.words.keys()
            if any(n not in told and self.procedure.field_by_id[n].required for n in ask.fields):
                self.places.append(("partial", ask.id))
            return UserMove(kind="answer", step=ask.id, values=tuple(given))
        optional = [n for n, _ in given if not self.procedure.field_by_id[n].required]
        declining = self.procedure.overlays.declined.on
        if given and len(optional) == len(given) and declining and self.rng.random() < DECLINED_SHARE:
            self.places.append(("declined", ask.id))
            return UserMove(kind="declined", step=ask.id)
        open_rate = OPEN_EARLY if self.aim.early_rate else 0.0  # what is asked openly is answered with many details
        rate = self.aim.early_rate if given or ask.fields else open_rate
        if self.procedure.overlays.early.on and self.rng.random() < rate:
            ahead = self._ahead(ask, state)
            if ahead:
                self.places.append(("early", ask.id))
                given += ahead
        return UserMove(kind="answer", step=ask.id, values=tuple(given))

    def _ahead(self, ask: Ask, state: State) -> list[tuple[str, str]]:
        """Up to three fields of the next asks on the way, told before they are asked for."""
        found: list[str] = []
        step_id = ask.link.to
        for _ in range(AHEAD):
            step = self.procedure.step_by_id.get(step_id)
            if step is None or isinstance(step, Decide):
                break
            if isinstance(step, Ask) and not self.machine.is_judged(step.id):
                found += [n for n in step.fields if n not in state.words and n not in ask.fields]
            links = [link.to for _, link in self.procedure.links(step)]
            if len(links) != 1:
                break
            step_id = links[0]
        usable = list(dict.fromkeys(found))
        count = min(self.rng.choice((1, 1, 2, 3)), len(usable))
        return [(n, self.values[n]) for n in self.rng.sample(usable, count)]

    def _overlay(self, ask: Ask, state: State) -> HeardKind | None:
        planned = self.overlays.get(ask.id)
        if planned:
            return planned.pop(0)
        if self.rng.random() >= self.aim.overlay_rate:
            return None
        possible = self.walker.possible_overlays(ask, state.words)
        closing = {"human", "leaving"}
        calm = [k for k in possible if k not in closing]
        return self.rng.choice(calm if calm and self.rng.random() < 0.93 else possible) if possible else None

    def _leaving_path(self, ask: Ask, state: State, kind: HeardKind) -> UserMove | None:
        if kind not in self.walker.possible_overlays(ask, state.words):
            return None
        if kind == "question":
            return UserMove(kind=kind, step=ask.id, knows=self.rng.choice(self.machine.knowledge_at(ask.id)).id)
        if kind == "correction":
            return self._correction(ask, state)
        return UserMove(kind=kind, step=ask.id)

    def _correction(self, ask: Ask, state: State) -> UserMove | None:
        known = [n for n, v in state.words.items() if n in self.walker.correctable and v != DECLINED]
        name = self.rng.choice(known)
        for _ in range(10):
            fresh = self._redraw(name)
            if fresh != self.values[name]:
                self.values[name] = fresh
                return UserMove(kind="correction", step=ask.id, values=((name, fresh),))
        return None

    def _redraw(self, name: str) -> str:
        """A new value, from a table's rows where the field is looked up."""
        again = self.walker.assigner.draw_all(self.rng, self.split, {}, {})
        return again[name]

    def _tool_result(self, act: Act, state: State) -> UserMove:
        found = tables.look_up(self.procedure, act, self.machine.normal(state.words), self.walker.today)
        wanted = self.outcomes.get(act.id)
        outcome = found.outcome
        if wanted:
            outcome = wanted.pop(0)  # type: ignore[assignment]
            if outcome in ("ok", "empty", "refused") and outcome != found.outcome:
                outcome = found.outcome
        fields = found.fields if outcome == found.outcome else ()
        if outcome not in act.outcomes and self.procedure.overlays.tool_failure.on:
            self.places.append(("tool_failure", act.id))
        return UserMove(kind="tool", step=act.id, values=fields, outcome=outcome)


def history_of(state: State) -> History:
    """What a conversation taken up in this state has behind it."""
    passed = state.passed
    while passed and passed[-1] == state.at:
        passed = passed[:-1]
    called = tuple((act, arguments, outcome) for act, (arguments, outcome) in state.called.items())
    return History(passed, tuple(state.choices.items()), called)
