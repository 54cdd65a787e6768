"""Recorded conversations replayed: at each turn the compiled model says where it would go, given the true history.

Only the trace is written, never the reply, and each conversation's prefix stays in the engine's memory from turn to
turn, so hundreds of turns take a minute. A tool that the model calls on the recorded way answers as it did there, any
other from the procedure's table. What was true before is `replay_history`'s business, the figures `replay_scores`'.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import NamedTuple

from studio.bench.replay_cases import Recorded, speaks
from studio.bench.replay_history import Asked, call_of, rebuild
from studio.bench.replay_ways import Ways
from studio.chat.guard import Guard
from studio.chat.session import Shared
from studio.chat.tools import ToolBox
from studio.conversations.record import agent_text
from studio.conversations.rendering import Message, pieces
from studio.conversations.weave import tool_text
from studio.engine.client import Completion, Generation
from studio.procedure.machine import Call, ChoiceNeeded, Machine, NotPossible, State
from studio.procedure.model import Act, Ask, Decide, Procedure
from studio.procedure.trace import CLOSE, OPEN, START, Move, Trace, TraceError, parse

TRACE_LIMIT = 200
CALLS = 6


class Predicted(NamedTuple):
    """Where a model would go: the first step that speaks, "" where none can be read, and the branches it takes."""

    step: str
    branches: dict[str, str]


class Replayed(NamedTuple):
    """A recorded turn and what the model would have done."""

    asked: Asked
    predicted: Predicted


OnReplayed = Callable[[Replayed], None]


def replay(
    recordings: Sequence[Recorded],
    shared: Shared,
    *,
    guarded: bool = False,
    sure: float = 0.0,
    on_replayed: OnReplayed | None = None,
) -> list[Replayed]:
    """Every turn with a step of every recording, in their order; recordings are played side by side. A guarded model
    that is less than so `sure` of a decision asks again."""

    def one(recorded: Recorded) -> list[Replayed]:
        player = _Player(shared, guarded, sure)
        found = []
        for asked in rebuild(recorded, shared.procedure, shared.today):
            found.append(Replayed(asked, player.predict(asked)))
            if on_replayed is not None:
                on_replayed(found[-1])
        return found

    with ThreadPoolExecutor(max(1, shared.engine.slots)) as players:
        return [turn for turns in players.map(one, recordings) for turn in turns]


class _Player:
    def __init__(self, shared: Shared, guarded: bool, sure: float) -> None:
        self.shared = shared
        self.guarded = guarded
        self.sure = sure
        self.tools = ToolBox(shared.procedure, shared.today)
        self.machines: dict[frozenset[str], Machine] = {}

    def predict(self, asked: Asked) -> Predicted:
        """Goes on from what is true until a step is entered that speaks."""
        messages, state, begun = list(asked.messages), asked.state, asked.begun
        branches: dict[str, str] = {}
        for _ in range(CALLS):
            moved = self._moved(messages, state, begun)
            if moved is None:
                return Predicted("", branches)
            branches |= {move.step: move.branch for move in moved.moves if move.branch}
            step = next((move.step for move in moved.moves if speaks(self.shared.procedure, move.step)), "")
            if step or moved.call is None:
                return Predicted(step, branches)
            messages += [Message("assistant", moved.text), Message("user", self._answer(asked, moved))]
            state, begun = moved.state, ""
        return Predicted("", branches)

    def _answer(self, asked: Asked, moved: _Moved) -> str:
        """What the tool says to a call."""
        act = moved.moves[-1].step
        assert moved.call is not None
        if act in asked.results:
            return tool_text(*asked.results[act])
        return self.tools.run(act, moved.call)[0]

    def _moved(self, messages: list[Message], state: State, begun: str) -> _Moved | None:
        if not self.guarded:
            return self._freely(messages, state, begun)
        step = self.shared.procedure.step_by_id.get(state.at)
        if not begun and (state.at == START or isinstance(step, Ask | Act)) and state.waiting != "closed":
            return self._along_the_chart(messages, state)
        return self._spoken_on(messages, state, begun)

    def _freely(self, messages: list[Message], state: State, begun: str) -> _Moved | None:
        """What the model writes by itself."""
        done = self._request(self._prompt(messages, begun), stop_texts=(CLOSE,), max_tokens=TRACE_LIMIT)
        try:
            before = len(parse(begun + CLOSE)[0].moves) if begun else 0
            trace, _ = parse(begun + done.text + CLOSE)
        except TraceError:
            return None
        moves = trace.moves[before:]
        act = self.shared.procedure.step_by_id.get(moves[-1].step) if moves else None
        if not isinstance(act, Act):
            return _Moved(moves, "", None, state)
        call = call_of(act, {**state.words, **dict(trace.fields)})
        return _Moved(moves, agent_text(trace.text(), "", call.text()), call, state)

    # -- kept on the chart ---------------------------------------------------------------------

    def _along_the_chart(self, messages: list[Message], state: State) -> _Moved | None:
        """What the model chooses among what the chart allows."""
        unknown = _unknown(self.shared.procedure, state)
        if unknown not in self.machines:
            self.machines[unknown] = Machine(_opened(self.shared.procedure, unknown), self.shared.today)
        guard = Guard(self.machines[unknown], self.shared.engine, self.shared.ids, sure=self.sure)
        try:
            message, after = guard.decide(self._prompt(messages), messages[-1].text, state, self._request)
        except (NotPossible, ChoiceNeeded):
            return None
        text = agent_text(message.trace.text(), message.text, message.call.text() if message.call else "")
        return _Moved(message.trace.moves, text, message.call, after)

    def _spoken_on(self, messages: list[Message], state: State, begun: str) -> _Moved | None:
        """Where the agent has spoken already and nobody answers a question: what the chart has next."""
        ways = Ways(Machine(self.shared.procedure, self.shared.today)).open_ways(state)
        lines = {}
        for way in ways:
            decided = ((leg.step, way.out(number)) for number, leg in enumerate(way.legs))
            moves = tuple(Move(step, out if self._decides(step) else "") for step, out in decided)
            lines["\n".join(Trace(at=state.at, moves=moves).text().split("\n")[1:-1]) + "\n"] = moves
        if not lines:
            return None
        chosen = next(iter(lines))
        if len(lines) > 1:
            prompt = self._prompt(messages, begun or f"{OPEN}at {state.at}\n")
            coded = {tuple(self.shared.ids(line, "\n")): line for line in lines}
            done = self._request(prompt, allowed=tuple(coded), max_tokens=max(map(len, coded)))
            chosen = coded[tuple(done.tokens)]
        return _Moved(lines[chosen], "", None, state)

    def _decides(self, step: str) -> bool:
        return isinstance(self.shared.procedure.step_by_id.get(step), Decide)

    # -- the engine ----------------------------------------------------------------------------

    def _prompt(self, messages: list[Message], begun: str = "") -> list[int]:
        """The ids of a dialogue; of one that is too long the earliest messages are left out."""
        shared = self.shared
        room = getattr(shared.engine, "context", 0) - TRACE_LIMIT
        while True:
            parts = pieces(messages, end=shared.end, bos=shared.bos)
            ids = [one for part in parts for one in shared.ids(part.text, part.after)]
            ids += shared.ids(begun, "\n") if begun else []
            if room <= 0 or len(ids) <= room or len(messages) < 3:
                return ids
            messages = messages[2:]

    def _request(self, tokens: list[int], *, streamed: bool = False, **settings: object) -> Completion:
        """One generation, always by the model's first choice."""
        limit = int(settings.pop("max_tokens", TRACE_LIMIT))  # type: ignore[call-overload]
        ends = (self.shared.end_id,)
        request = Generation(tokens=tokens, max_tokens=limit, stop_tokens=ends, **settings)  # type: ignore[arg-type]
        return self.shared.engine.generate(request)


class _Moved(NamedTuple):
    """Steps entered by one message of the model, and the message where it ends with a call."""

    moves: tuple[Move, ...]
    text: str
    call: Call | None
    state: State


def _unknown(procedure: Procedure, state: State) -> frozenset[str]:
    """The fields that were asked for or looked up before, with nobody having noted what they are."""
    steps = [step for step in procedure.steps if step.id in state.passed and step.id != state.at]
    given = {name for step in steps if isinstance(step, Ask) for name in step.fields}
    given |= {name for step in steps if isinstance(step, Act) for name in step.results}
    return frozenset(given - state.words.keys())


def _opened(procedure: Procedure, unknown: frozenset[str]) -> Procedure:
    """The procedure with every computed decision on an unknown field left to the model, as no machine can take it."""

    def opened(step: Decide) -> Decide:
        tested = {test.field for branch in step.branches if branch.when for test in branch.when.tests}
        return step.model_copy(update={"basis": "words"}) if step.basis == "computed" and tested & unknown else step

    steps = tuple(opened(step) if isinstance(step, Decide) else step for step in procedure.steps)
    return procedure.model_copy(update={"steps": steps}) if steps != procedure.steps else procedure
