"""Weaving a scenario into a conversation: the machine decides what happens, a writer finds the user's words.

Deterministic: the same scenario, writer and seed give the same conversation.
"""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from datetime import date

from studio.conversations.record import Aside, Conversation, Turn
from studio.conversations.rendering import RESUME_MARK, START_MARK, TOOL_MARK, clean
from studio.conversations.writer import Cue, Said, Writer
from studio.plan.scenarios import Scenario, UserMove
from studio.procedure import values
from studio.procedure.machine import AgentMessage, Machine, NotPossible, State
from studio.procedure.model import Act, Ask, Decide, Procedure
from studio.procedure.trace import DECLINED

REWRITES = 4
NO_ANSWER = 0.15  # of the asides: how many are no answer


class Weaver:
    """Weaves scenarios of one procedure with one writer. In practice, up to `asides` other messages are found for each
    place where the user speaks, of what other scenarios have people say there."""

    def __init__(self, procedure: Procedure, today: date, writer: Writer, seed: int = 0, asides: int = 0) -> None:
        self.procedure = procedure
        self.today = today
        self.writer = writer
        self.seed = seed
        self.asides = asides
        self.machine = Machine(procedure, today)
        self._moves: dict[tuple[str, bool], list[list[UserMove]]] = {}

    def weave_all(self, scenarios: Iterable[Scenario]) -> Iterator[Conversation]:
        """Conversations in the scenarios' order; a scenario whose words cannot be found is left out."""
        scenarios = list(scenarios)
        self._moves = _moves_by_step(scenarios) if self.asides else {}
        for scenario in scenarios:
            woven = self.weave(scenario)
            if woven is not None:
                yield woven

    def weave(self, scenario: Scenario) -> Conversation | None:
        """One conversation; None where the writer's words lead the machine elsewhere."""
        rng = random.Random(f"{self.seed}/{scenario.id}/{scenario.split}")
        turns: list[Turn] = []
        places: list[str] = []
        asides: list[Aside] = []
        try:
            message, state = self._begin(scenario, turns, rng)
            turns.append(agent_turn(message))
            for move in scenario.moves:
                if state.waiting == "closed" or state.at != move.step:
                    return None
                asides += self._beside(move, state, scenario, len(turns))
                message, state = self._turn(move, state, scenario, turns, rng)
                turns.append(agent_turn(message))
                overlay = self._overlay(move, message)
                if overlay:
                    places.append(f"{overlay}@{move.step}")
        except NotPossible:
            return None
        return Conversation(
            id=scenario.id,
            kind=scenario.kind,
            split=scenario.split,
            turns=tuple(turns),
            outcome=state.outcome,
            places=tuple(places),
            asides=tuple(asides),
        )

    def _beside(self, move: UserMove, state: State, scenario: Scenario, place: int) -> Iterator[Aside]:
        """Other messages that could be said at this place, each with the machine's answer."""
        if move.kind == "tool" or scenario.split != "taught":
            return
        rng = random.Random(f"{self.seed}/{scenario.id}/{place} beside")
        for other in self._others(move.step, rng):
            turns: list[Turn] = []
            with suppress(NotPossible):
                message, _ = self._turn(other, state, scenario, turns, rng)
                yield Aside(place=place, user=turns[0], agent=agent_turn(message))

    def _others(self, step: str, rng: random.Random) -> Iterator[UserMove]:
        """What others say at a step: mostly answers, for that is what people mostly say, and whatever comes to other
        decisions as often as any, however often the conversations themselves must take them."""
        for _ in range(self.asides):
            ways = self._moves.get((step, rng.random() < NO_ANSWER)) or self._moves.get((step, False))
            if ways:
                yield rng.choice(rng.choice(ways))

    def _overlay(self, move: UserMove, message: AgentMessage) -> str:
        """The way this message leaves the path, if it does."""
        step = self.procedure.step_by_id[move.step]
        if isinstance(step, Act):
            return "tool_failure" if move.outcome not in step.outcomes else ""
        if move.kind != "answer":
            return move.kind
        if not message.edges:
            return "partial"
        own = step.fields if isinstance(step, Ask) else ()
        return "early" if any(name not in own for name, _ in move.values) else ""

    def _begin(self, scenario: Scenario, turns: list[Turn], rng: random.Random) -> tuple[AgentMessage, State]:
        if scenario.entry is None:
            turns.append(Turn(who="user", text=opening(self.procedure, self.today), kind="start"))
            return self.machine.open()
        turns.append(Turn(who="user", text=opening(self.procedure, self.today, RESUME_MARK), kind="start"))
        words = {}
        for name, value in scenario.known:
            words[name] = value if value == DECLINED else self._retold(name, value, scenario, rng)
        return self.machine.resume(scenario.entry, words, scenario.history)

    def _retold(self, name: str, value: str, scenario: Scenario, rng: random.Random) -> str:
        """Words for a value known before a conversation is taken up: as a person would have given them."""
        field = self.procedure.field_by_id.get(name)
        asked = next((s for s in self.procedure.steps if isinstance(s, Ask) and name in s.fields), None)
        if field is None or asked is None or field.exact:
            return value
        judging = {s.id for s in self.procedure.steps if isinstance(s, Decide) and s.about == name}
        choices = tuple(choice for choice in scenario.history.choices if choice[0] in judging)
        cue = Cue(self.procedure, asked, "answer", self.today, scenario.split, values=((name, value),), choices=choices)
        return self._written(cue, rng).words.get(name, value)

    def _turn(
        self, move: UserMove, state: State, scenario: Scenario, turns: list[Turn], rng: random.Random
    ) -> tuple[AgentMessage, State]:
        if move.kind == "tool":
            turns.append(Turn(who="tool", text=tool_text(move.outcome, move.values), kind="tool", step=move.step))
            return self.machine.hear(state, move.heard())
        said = self._written(self._cue(move, state, scenario), rng)
        turns.append(Turn(who="user", text=clean(said.text), kind=move.kind, step=move.step, family=said.family))
        return self.machine.hear(state, move.heard(said.words))

    def _cue(self, move: UserMove, state: State, scenario: Scenario) -> Cue:
        step = self.procedure.step_by_id[state.at]
        assert isinstance(step, Ask)
        knowledge = next((k for k in self.machine.knowledge_at(step.id) if k.id == move.knows), None)
        return Cue(
            procedure=self.procedure,
            step=step,
            kind=move.kind,
            today=self.today,
            split=scenario.split,
            values=move.values,
            choices=move.choices,
            knowledge=knowledge,
            attempt=state.attempt,
            known=dict(state.words),
        )

    def _written(self, cue: Cue, rng: random.Random) -> Said:
        """A message whose every value reads back as the one wanted. Raises NotPossible after a few tries."""
        for _ in range(REWRITES):
            said = self.writer.say(cue, rng)
            if all(self._reads_back(name, value, said) for name, value in cue.values):
                return said
        raise NotPossible(f"no words for {cue.values} at {cue.step.id}")

    def _reads_back(self, name: str, value: str, said: Said) -> bool:
        words = said.words.get(name)
        if words is None:
            return False
        field = self.procedure.field_by_id[name]
        if field.kind == "text":
            return bool(words.strip())
        return words == value or values.normal(field, words, self.today) == value


def _moves_by_step(scenarios: Sequence[Scenario]) -> dict[tuple[str, bool], list[list[UserMove]]]:
    """What people say in practice, by the step they say it at and whether it is no answer; what comes to the same
    decisions stands together."""
    found: dict[tuple[str, bool], dict[object, list[UserMove]]] = defaultdict(lambda: defaultdict(list))
    for scenario in scenarios:
        for move in scenario.moves:
            if scenario.split == "taught" and move.kind != "tool":
                found[move.step, move.kind != "answer"][move.kind, move.choices].append(move)
    return {place: list(ways.values()) for place, ways in found.items()}


def opening(procedure: Procedure, today: date, mark: str = START_MARK) -> str:
    """The first user message: the marker and, where the procedure needs it, the one facts line."""
    return f"{mark} Today is {today:%A} {today.isoformat()}." if procedure.uses_date else mark


def tool_text(outcome: str, fields: Iterable[tuple[str, str]]) -> str:
    """A tool's result as the model reads it."""
    told = " | ".join(f"{name}={value}" for name, value in fields)
    return f"{TOOL_MARK} {outcome} {told}".rstrip()


def agent_turn(message: AgentMessage) -> Turn:
    """The machine's message as a gold turn."""
    call = message.call.text() if message.call else ""
    return Turn(who="agent", text=message.text, step=message.trace.at, trace=message.trace.text(), call=call)
