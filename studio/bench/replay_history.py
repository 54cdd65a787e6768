"""What stood before each turn of a recorded conversation, as the compiled model reads it: rebuilt by the machine.

A recording tells the steps at which the agent spoke. Between two of them the machine takes the shortest way, of equal
ones the first drawn; what speaks on that way is said in the procedure's own wording. Where no way leads from one to the
other the move is marked as a jump, and where nobody noted what was heard, that part of the trace stays empty.

Which way leads from step to step is `replay_ways`' business, how a model does on it `replay`'s.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from typing import NamedTuple

from studio.bench.replay_cases import Line, Recorded
from studio.bench.replay_cases import Move as Done
from studio.bench.replay_ways import SPENT, Manner, Pairs, Way, Ways
from studio.conversations.record import agent_text
from studio.conversations.rendering import RESUME_MARK, Message, clean
from studio.conversations.weave import opening, tool_text
from studio.procedure import values
from studio.procedure.machine import Call, Machine, State, Waiting
from studio.procedure.model import Act, Ask, Decide, Edge, End, Procedure, Say
from studio.procedure.trace import CLOSE, DECLINED, RESUME, START, HeardKind, Move, Trace

Results = dict[str, tuple[str, Pairs]]  # what a tool answered at an act: the outcome, and the fields known of it


class Asked(NamedTuple):
    """One agent turn to be predicted. `turn` is its number in the recording, from 1; `said` the line before it ("" at
    the beginning, or where the agent spoke on); `at` where the conversation stood, as `state` tells in full, and
    `wanted` the step recorded. `branches` are the decisions on the way there. The model reads `messages` and goes on
    from `begun`, what the recording has told already of the agent's message. `results` are what tools answer."""

    conversation: str
    turn: int
    said: str
    at: str
    wanted: str
    manner: Manner
    branches: Pairs
    messages: tuple[Message, ...]
    begun: str
    state: State
    results: Results


def rebuild(recorded: Recorded, procedure: Procedure, today: date) -> list[Asked]:
    """Every turn of a recording that names a step, with the true history before it."""
    return list(_History(recorded, procedure, today).turns())


@dataclass
class _Speech:
    """The agent's message in the making."""

    at: str
    heard: HeardKind = "start"
    outcome: str = ""
    fields: Pairs = ()
    moves: list[Move] = field(default_factory=list)
    spoken: list[str] = field(default_factory=list)

    def trace(self) -> str:
        moves = tuple(self.moves)
        return Trace(at=self.at, heard=self.heard, outcome=self.outcome, fields=self.fields, moves=moves).text()

    def text(self, call: str = "") -> str:
        return agent_text(self.trace(), " ".join(self.spoken), call)


class _History:
    def __init__(self, recorded: Recorded, procedure: Procedure, today: date) -> None:
        self.recorded = recorded
        self.procedure = procedure
        self.today = today
        self.machine = Machine(procedure, today)
        self.ways = Ways(self.machine)
        self.opening = opening(procedure, today)
        self.messages: list[Message] = []
        self.state = State()
        self.speech: _Speech | None = None

    def turns(self) -> Iterator[Asked]:
        for number, turn in enumerate(self.recorded.turns, 1):
            if isinstance(turn, Line):
                self._go_on(number)
                self._close()
                self._hear(clean(turn.text))
            elif turn.step:
                yield self._take(number, turn)
            else:
                self._begun().spoken.append(clean(turn.text))

    # -- messages ------------------------------------------------------------------------------

    def _hear(self, text: str) -> None:
        """A person's line; two in a row are one message, and one that opens stands behind the marker that opens."""
        if not self.messages:
            self.messages.append(Message("user", f"{self.opening} {text}".rstrip()))
        elif self.messages[-1].role == "user":
            self.messages[-1] = Message("user", f"{self.messages[-1].text} {text}".rstrip())
        else:
            self.messages.append(Message("user", text))

    def _begun(self) -> _Speech:
        """The agent's message in the making, or a new one."""
        if not self.messages:
            self.messages.append(Message("user", self.opening))
        if self.speech is None:
            self.speech = _Speech(self.state.at)
        return self.speech

    def _close(self) -> None:
        """The agent's message is over. With words of its own alone, it has stayed where it was."""
        if self.speech is None:
            return
        if not self.speech.moves and isinstance(self.procedure.step_by_id.get(self.speech.at), Ask):
            self.speech.moves.append(Move(self.speech.at))
        self.messages.append(Message("assistant", self.speech.text()))
        self.speech = None

    # -- a recorded step -----------------------------------------------------------------------

    def _take(self, number: int, turn: Done) -> Asked:
        first = not self.messages
        speech = self._begun()
        fresh = not speech.moves
        before, read = self.state, tuple(self.messages)
        begun = "" if fresh else speech.trace().removesuffix(CLOSE)
        manner, way = self._way(speech, turn) if fresh else self.ways.to(self.state, turn.step)
        if first and manner != "edge":  # taken up in the middle, as some practice conversations are
            self.messages[0] = Message("user", opening(self.procedure, self.today, RESUME_MARK))
            speech.at = RESUME
            manner, way = "jumped", Way(way.legs[-1:], jump=True)
        results = self._results(way, turn)
        branches = tuple(self._decided(way)) if manner == "edge" else ()
        self._walk(way, results, turn.text)
        return Asked(
            conversation=self.recorded.id,
            turn=number,
            said=read[-1].text.removeprefix(self.opening).strip() if fresh else "",
            at=before.at,
            wanted=turn.step,
            manner=manner,
            branches=branches,
            messages=read,
            begun=begun,
            state=before,
            results=results,
        )

    def _way(self, speech: _Speech, turn: Done) -> tuple[Manner, Way]:
        """How the step was come to; what was heard, where that was noted, goes into the message."""
        if turn.heard is None:
            return self.ways.to(self.state, turn.step)
        speech.fields = self._heard(turn.heard)
        told = self.ways.told(self.state, turn.step, speech.fields)
        if told is not None:
            speech.heard = told.heard
            return told.manner, told.way
        if self.state.at != START:
            known = any(name in self.state.words for name, _ in speech.fields)
            speech.heard = "correction" if known else "answer"
        return self.ways.to(self.state, turn.step)

    def _heard(self, heard: dict[str, str]) -> Pairs:
        """The fields noted, as a trace writes them: choices and yes or no by their normal form, the ask's own first;
        without what only tools give."""
        found = {}
        for name, value in heard.items():
            drawn, words = self.procedure.field_by_id[name], clean(value)
            if drawn.kind in ("choice", "yes_no"):
                words = values.normal(drawn, words, self.today) or words
            found[name] = words
        at = self.procedure.step_by_id.get(self.state.at)
        asked = {name for step in self.procedure.steps if isinstance(step, Ask) for name in step.fields}
        order = (*(at.fields if isinstance(at, Ask) else ()), *(drawn.id for drawn in self.procedure.fields))
        return tuple((name, found[name]) for name in dict.fromkeys(order) if name in found and name in asked)

    def _results(self, way: Way, turn: Done) -> Results:
        """What the tools called on a way answered, as far as the recording tells."""
        found: Results = {}
        for number, leg in enumerate(way.legs):
            step = self.machine.step(leg.step)
            if isinstance(step, Act):
                noted = (turn.heard or {}).items()
                found[step.id] = (way.out(number), tuple((n, clean(v)) for n, v in noted if n in step.results))
        return found

    def _decided(self, way: Way) -> Iterator[tuple[str, str]]:
        for number, leg in enumerate(way.legs):
            step = self.machine.step(leg.step)
            if isinstance(step, Decide) and len(step.branches) > 1:
                yield leg.step, way.out(number)

    # -- walking -------------------------------------------------------------------------------

    def _walk(self, way: Way, results: Results, recorded: str = "") -> None:
        """Enter the steps of a way, speaking; a tool that is called answers at once. `recorded` is what was said at the
        last of them."""
        speech = self._begun()
        words = {**self.state.words, **dict(speech.fields)}
        passed, loops, choices = list(self.state.passed), dict(self.state.loops), dict(self.state.choices)
        for number, leg in enumerate(way.legs):
            step, out, count = self.machine.step(leg.step), way.out(number), _count(leg.edge, loops)
            if not leg.silent:
                branch = out if isinstance(step, Decide) else ""
                reads = self.ways.figures(step, words, speech.moves) if isinstance(step, Decide) else ()
                speech.moves.append(Move(step.id, branch, count, way.jump, reads))
            if isinstance(step, Decide) and step.basis == "words":
                choices[step.id] = out
            elif isinstance(step, Act) and not leg.silent:
                outcome, given = results.get(step.id, (out, ()))
                self._call(step, words, outcome, given)
                speech = self._begun()
                words = {name: said for name, said in words.items() if name not in step.results} | dict(given)
            elif isinstance(step, Say | Ask | End) and not leg.silent:
                told = recorded if number == len(way.legs) - 1 else ""
                self._speak(step, words, told, again=step.id in passed)
            passed.append(step.id)
        waiting: Waiting = "closed" if isinstance(self.machine.step(way.last), End) else "user"
        self.state = replace(
            self.state, at=way.last, waiting=waiting, words=words, passed=tuple(passed), loops=loops, choices=choices
        )

    def _speak(self, step: Say | Ask | End, words: dict[str, str], recorded: str, *, again: bool) -> None:
        """The procedure's wording. One that speaks a value which nobody noted has gaps: then what was recorded, if
        that is known."""
        text = (step.again if isinstance(step, Ask) and again else "") or step.text
        gaps = any(name not in words for name in values.placeholders(text))
        spoken = clean(recorded) if gaps and recorded else values.fill(text, self.procedure, words, self.today)
        if spoken:
            self._begun().spoken.append(spoken)

    def _call(self, act: Act, words: dict[str, str], outcome: str, given: Pairs) -> None:
        """The message that calls, the tool's answer, and the beginning of the message that follows it."""
        self.messages.append(Message("assistant", self._begun().text(call_of(act, words).text())))
        self.messages.append(Message("user", tool_text(outcome, given)))
        self.speech = _Speech(act.id, "tool", outcome)

    def _go_on(self, number: int) -> None:
        """Where the recording named only the first step that spoke: on to where the agent waits for the line that
        comes now. A recording that itself goes on with what comes next is taken by its word."""
        if self.speech is None or not self.speech.moves:
            return
        if isinstance(self.procedure.step_by_id.get(self.state.at), Say):
            following = (turn.step for turn in self.recorded.turns[number:] if isinstance(turn, Done) and turn.step)
            way = self.ways.onward(self.state, next(following, ""))
            if way is not None:
                self._walk(way, {})


def call_of(act: Act, words: dict[str, str]) -> Call:
    """An act's call with what is known."""
    return Call(act.tool, tuple((name, words.get(source, DECLINED)) for name, source in act.arguments.items()))


def _count(edge: Edge | None, loops: dict[tuple[str, str], int]) -> int:
    """What a trace notes where a limited edge led to a step: its n-th use, -1 when it is spent; it is counted."""
    if edge is not None and edge.branch.endswith(SPENT):
        return -1
    if edge is None or not edge.loop:
        return 0
    key = (edge.source, edge.branch)
    loops[key] = loops.get(key, 0) + 1
    return loops[key]
