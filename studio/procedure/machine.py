"""The machine: what a procedure means, step by step, as pure functions over immutable states.

One truth for planning, labelling, judging, rehearsing and guarding. It knows what was heard, never the words by which
someone found that out: hearing is the writer's, the model's or a person's part.

A conversation opens with `open()`. Each later message of the user (or result of a tool) is a `Heard`; `hear()` answers
with the agent's message (its gold trace, its text, perhaps a tool call) and the state after it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Literal

from studio.base.sentences import sentence
from studio.procedure import values
from studio.procedure.model import (
    Act,
    Ask,
    Decide,
    End,
    EndOutcome,
    Field,
    Knowledge,
    Link,
    Procedure,
    Say,
    ToolOutcome,
)
from studio.procedure.trace import DECLINED, RESUME, START, HeardKind, Move, Trace
from studio.procedure.wording import overlay_text

ATTEMPTS = 2
Waiting = Literal["opening", "user", "tool", "closed"]
AnyStep = Say | Ask | Decide | Act | End


@dataclass(frozen=True)
class Heard:
    """What one message meant. `fields` are (field, words) pairs; `choices` (decision, branch) pairs for decisions in
    words; `knows` the knowledge entry a question is about; `outcome` and `fields` what a tool gave back."""

    kind: HeardKind = "answer"
    fields: tuple[tuple[str, str], ...] = ()
    choices: tuple[tuple[str, str], ...] = ()
    knows: str = ""
    outcome: ToolOutcome | Literal[""] = ""


@dataclass(frozen=True)
class Call:
    """A tool call: the tool's id and its arguments in the person's own words, in the order drawn."""

    tool: str
    arguments: tuple[tuple[str, str], ...]

    def text(self) -> str:
        """As the model writes it, after the marker."""
        given = " | ".join(f"{name}={' '.join(value.replace('|', '/').split())}" for name, value in self.arguments)
        return f"{self.tool} {given}".rstrip()


@dataclass(frozen=True)
class State:
    """Everything the machine remembers. `words` holds each known field's words ("-" when declined), `passed` the steps
    entered so far, `loops` how often each limited edge was taken, `choices` the branches taken in words, `called` each
    act's last arguments and outcome. `correcting` is the ask at which a correction was made, until the way, walked
    again, has come back to it."""

    at: str = START
    waiting: Waiting = "opening"
    words: dict[str, str] = field(default_factory=dict)
    passed: tuple[str, ...] = ()
    loops: dict[tuple[str, str], int] = field(default_factory=dict)
    choices: dict[str, str] = field(default_factory=dict)
    called: dict[str, tuple[tuple[tuple[str, str], ...], str]] = field(default_factory=dict)
    attempt: int = 0
    retried: bool = False
    correcting: str = ""
    outcome: EndOutcome | None = None


@dataclass(frozen=True)
class History:
    """What a conversation taken up in the middle has behind it, besides the fields known: the steps passed, the
    branches taken in words, and each act's last arguments and outcome."""

    passed: tuple[str, ...] = ()
    choices: tuple[tuple[str, str], ...] = ()
    called: tuple[tuple[str, tuple[tuple[str, str], ...], str], ...] = ()


@dataclass(frozen=True)
class AgentMessage:
    """What the agent does in answer: the gold trace, the text spoken, a call where it waits for a tool, and the drawn
    edges passed as (step, branch) pairs, silent skips included."""

    trace: Trace
    text: str
    call: Call | None
    edges: tuple[tuple[str, str], ...]


class ChoiceNeeded(Exception):
    """A decision in words was reached that `Heard.choices` does not settle."""

    def __init__(self, decision: Decide) -> None:
        super().__init__(decision.id)
        self.decision = decision


class NotPossible(ValueError):
    """The procedure or the state does not allow what was asked: a missing step, a closed conversation."""


IMPLICIT_ENDS: dict[str, EndOutcome] = {"end_escalated": "escalated", "end_abandoned": "abandoned"}


class Machine:
    """The executable meaning of one procedure on one day."""

    def __init__(self, procedure: Procedure, today: date) -> None:
        self.procedure = procedure
        self.today = today
        self._judged = _judged_in_words(procedure)
        self._about: dict[str, list[str]] = {}
        for step in procedure.steps:
            if isinstance(step, Decide) and step.about is not None:
                self._about.setdefault(step.about, []).append(step.id)

    # -- what can be asked of it ---------------------------------------------------------------

    def open(self, choices: tuple[tuple[str, str], ...] = ()) -> tuple[AgentMessage, State]:
        """The agent's first message. Raises NotPossible where nothing is drawn to start from."""
        if self.procedure.start is None:
            raise NotPossible(sentence("the procedure has no start"))
        run = _Run(self, State(), Heard("start", choices=choices))
        run.enter(self.procedure.start)
        return run.finish()

    def resume(self, step: str, words: dict[str, str], history: History | None = None) -> tuple[AgentMessage, State]:
        """Enter the chart at any step with a plausible history: the fields known by then, told in the trace. Loops
        are counted from here on, since nothing in the dialogue tells earlier rounds."""
        history = history or History()
        before = State(
            at=RESUME,
            passed=history.passed,
            choices=dict(history.choices),
            called={act: (arguments, outcome) for act, arguments, outcome in history.called},
        )
        run = _Run(self, before, Heard("start", fields=tuple(words.items())))
        run.jumping = True
        run.enter(step)
        return run.finish()

    def hear(self, state: State, heard: Heard) -> tuple[AgentMessage, State]:
        """The agent's next message. Raises ChoiceNeeded where a decision in words is not settled by `heard`, and
        NotPossible where the procedure allows no such message here (an overlay that is switched off, for one)."""
        if state.waiting not in ("user", "tool"):
            raise NotPossible(sentence("the conversation is not waiting for anyone"))
        if (state.waiting == "tool") != (heard.kind == "tool"):
            raise NotPossible(sentence("it is not this one's turn to speak"))
        if heard.kind == "start":
            raise NotPossible(sentence("the conversation has begun"))
        overlay = getattr(self.procedure.overlays, heard.kind, None)
        if overlay is not None and not overlay.on:
            raise NotPossible(sentence("that way of leaving the path is switched off"))
        run = _Run(self, state, heard)
        step = self.step(state.at)
        if isinstance(step, Act):
            self._hear_tool(run, step)
        elif isinstance(step, Ask):
            _HEARING[heard.kind](self, run, step)
        return run.finish()

    def step(self, step_id: str) -> AnyStep:
        """The step drawn with this id, or an implicit end."""
        found = self.procedure.step_by_id.get(step_id)
        if found is not None:
            return found
        if step_id in IMPLICIT_ENDS:
            outcome = IMPLICIT_ENDS[step_id]
            overlay = "human" if outcome == "escalated" else "leaving"
            text = overlay_text(self.procedure, overlay)
            return End(id=step_id, title=step_id, text=text, outcome=outcome)
        raise NotPossible(sentence("no step is called {name}", name=step_id))

    def end_for(self, overlay: str) -> str:
        """Where an overlay closes the conversation: its drawn end, the only one of that kind, or the implicit one."""
        chosen = getattr(self.procedure.overlays, overlay).to
        if chosen is not None:
            return str(chosen)
        outcome = "abandoned" if overlay in ("leaving", "declined") else "escalated"
        drawn = [s.id for s in self.procedure.steps if isinstance(s, End) and s.outcome == outcome]
        return drawn[0] if len(drawn) == 1 else f"end_{outcome}"

    def knowledge_at(self, step_id: str) -> tuple[Knowledge, ...]:
        """What can be answered while waiting at a step: the step's entries first, then the procedure's."""
        return (*self.step(step_id).knowledge, *self.procedure.knowledge)

    def normal(self, words: dict[str, str]) -> dict[str, str]:
        """Known fields in normal form; what cannot be read or was declined is left out."""
        read = {
            name: values.normal(self.procedure.field_by_id[name], said, self.today)
            for name, said in words.items()
            if name in self.procedure.field_by_id and said != DECLINED
        }
        return {name: value for name, value in read.items() if value is not None}

    def legal(self, state: State, heard: Heard) -> Iterator[tuple[AgentMessage, State]]:
        """Every message the chart allows in answer, over all branches of the decisions in words that come up."""
        try:
            yield self.hear(state, heard)
        except ChoiceNeeded as needed:
            for branch in needed.decision.branches:
                chosen = (*heard.choices, (needed.decision.id, branch.id))
                yield from self.legal(state, replace(heard, choices=chosen))

    def is_judged(self, ask_id: str) -> bool:
        """Whether a decision in words judges the answer to this ask, so that it is never skipped."""
        return bool(self._judged.get(ask_id))

    def judges(self, ask_id: str) -> frozenset[str]:
        """The decisions in words that the answer to this ask may have to settle."""
        return self._judged.get(ask_id, frozenset())

    # -- hearing -------------------------------------------------------------------------------

    def _hear_answer(self, run: _Run, ask: Ask) -> None:
        given = {name for name, _ in run.heard.fields}
        if not self.procedure.overlays.early.on and given - set(ask.fields):
            raise NotPossible(sentence("answers before the question are switched off"))
        missing = [n for n in ask.fields if n not in run.words and self.procedure.field_by_id[n].required]
        if missing or (ask.fields and not self._filled(ask, run.words) and not given & set(ask.fields)):
            run.enter(ask.id)
            return
        run.follow(ask.id, "next", ask.link)

    def _hear_question(self, run: _Run, ask: Ask) -> None:
        entry = next((k for k in self.knowledge_at(ask.id) if k.id == run.heard.knows), None)
        if entry is None:
            raise NotPossible(sentence("nothing is known here about {what}", what=run.heard.knows or sentence("that")))
        run.say(entry.answer)
        run.attempt = run.state.attempt
        run.enter(ask.id)

    def _hear_correction(self, run: _Run, ask: Ask) -> None:
        changed = {name for name, _ in run.heard.fields}
        run.say(overlay_text(self.procedure, "correction"))
        run.correcting = ask.id
        first = next((s for s in run.state.passed if changed & self._reads(s)), None)
        if first is None:
            run.enter(ask.id)
            return
        run.passed = list(run.state.passed[: run.state.passed.index(first)])
        run.enter(first)

    def _hear_unclear(self, run: _Run, ask: Ask) -> None:
        run.attempt = run.state.attempt + 1
        overlay = run.heard.kind
        if overlay == "declined" and self.may_decline(ask, run.words):
            run.attempt = 0
            run.words |= {name: DECLINED for name in ask.fields if name not in run.words}
            run.declined = tuple((n, DECLINED) for n in ask.fields if run.words[n] == DECLINED)
            run.follow(ask.id, "next", ask.link)
        elif run.attempt > ATTEMPTS:
            run.enter(self.end_for(overlay))
        else:
            run.say(overlay_text(self.procedure, overlay, self._wanted(ask, run.words)))
            run.enter(ask.id)

    def _hear_aside(self, run: _Run, ask: Ask) -> None:
        run.say(overlay_text(self.procedure, run.heard.kind))
        run.attempt = run.state.attempt
        run.enter(ask.id)

    def _hear_exit(self, run: _Run, ask: Ask) -> None:
        run.enter(self.end_for(run.heard.kind))

    def _hear_tool(self, run: _Run, act: Act) -> None:
        outcome = run.heard.outcome
        link = act.outcomes.get(outcome) if outcome else None
        run.called[act.id] = (self._arguments(act, run.words), outcome)
        if link is not None:
            run.follow(act.id, outcome, link)
        elif outcome == "error" and not run.state.retried and self.procedure.overlays.tool_failure.on:
            run.retried = True
            run.say(overlay_text(self.procedure, "tool_failure"))
            run.call_tool(act)
        else:
            run.enter(self.end_for("tool_failure"))

    # -- small questions -----------------------------------------------------------------------

    def _filled(self, ask: Ask, words: dict[str, str]) -> bool:
        return all(name in words for name in ask.fields)

    def skips(self, ask: Ask, words: dict[str, str]) -> bool:
        """Whether an ask is passed silently because all it asks is known."""
        return bool(ask.fields) and not self.is_judged(ask.id) and self._filled(ask, words)

    def may_decline(self, ask: Ask, words: dict[str, str]) -> bool:
        """Whether everything this ask still wants is optional."""
        open_fields = [self.procedure.field_by_id[n] for n in ask.fields if n not in words]
        return bool(open_fields) and not any(f.required for f in open_fields)

    def _wanted(self, ask: Ask, words: dict[str, str]) -> Field | None:
        return next((self.procedure.field_by_id[n] for n in ask.fields if n not in words), None)

    def _reads(self, step_id: str) -> set[str]:
        step = self.step(step_id)
        if isinstance(step, Act):
            return set(step.arguments.values())
        if isinstance(step, Decide):
            tested = {t.field for b in step.branches if b.when for t in b.when.tests}
            return tested | ({step.about} if step.about else set())
        return set()

    def _arguments(self, act: Act, words: dict[str, str]) -> tuple[tuple[str, str], ...]:
        return tuple((name, words.get(source, DECLINED)) for name, source in act.arguments.items())

    def _same_arguments(self, act: Act, one: tuple[tuple[str, str], ...], other: tuple[tuple[str, str], ...]) -> bool:
        """Whether two calls of an act ask the same, in whatever words."""
        return one == other or self._read(act, one) == self._read(act, other)

    def _read(self, act: Act, arguments: tuple[tuple[str, str], ...]) -> list[tuple[str, str]]:
        fields = self.procedure.field_by_id
        read = [(name, words, fields.get(act.arguments.get(name, ""))) for name, words in arguments]
        return [(n, ((values.normal(field, w, self.today) if field else None) or w).casefold()) for n, w, field in read]


class _Run:
    """One agent message in the making: the only mutable thing here, thrown away by `finish`."""

    def __init__(self, machine: Machine, state: State, heard: Heard) -> None:
        self.machine = machine
        self.procedure = machine.procedure
        self.state = state
        self.heard = heard
        self.words = {**state.words, **dict(heard.fields)}
        self.passed = list(state.passed)
        self.loops = dict(state.loops)
        self.called = dict(state.called)
        self.choices = dict(state.choices)
        for decision in self._stale():
            self.choices.pop(decision, None)
        self.choices.update(heard.choices)
        self.attempt = 0
        self.retried = False
        self.correcting = state.correcting
        self.jumping = False
        self.declined: tuple[tuple[str, str], ...] = ()
        self.spoken: list[str] = []
        self.moves: list[Move] = []
        self.edges: list[tuple[str, str]] = []
        self.call: Call | None = None
        self.anew = False
        self.at, self.waiting, self.outcome = state.at, state.waiting, state.outcome
        self._count = 0

    def _stale(self) -> Iterator[str]:
        """Decisions in words whose last branch no longer stands: a new answer is judged, or the one judged changes."""
        if self.heard.kind in ("answer", "correction"):
            for name, _ in self.heard.fields:
                yield from self.machine._about.get(name, ())
        if self.heard.kind == "answer":
            yield from self.machine.judges(self.state.at)

    def say(self, text: str) -> None:
        spoken = values.fill(text, self.procedure, self.words, self.machine.today)
        if spoken:
            self.spoken.append(spoken)

    def follow(self, source: str, branch: str, link: Link) -> None:
        """Pass an edge, counting it where it closes a loop, and go on from its target."""
        self.enter(self._target(source, branch, link))

    def _target(self, source: str, branch: str, link: Link) -> str:
        if link.limit is None:
            self.edges.append((source, branch))
            return link.to
        taken = self.loops.get((source, branch), 0) + 1
        if taken > link.limit and link.spent is not None:
            self.edges.append((source, f"{branch} spent"))
            self._count = -1
            return link.spent
        self.loops[(source, branch)] = taken
        self.edges.append((source, branch))
        self._count = taken
        self.anew = not self.correcting
        return link.to

    def enter(self, step_id: str) -> None:
        """Walk from a step to the next place where the agent waits or stops."""
        for _ in range(len(self.procedure.steps) * 3 + 10):
            following = self._enter_one(self.machine.step(step_id))
            if following is None:
                return
            step_id = following
        raise NotPossible(sentence("the steps around {name} go round without ever asking anything", name=step_id))

    def _enter_one(self, step: AnyStep) -> str | None:
        if isinstance(step, Ask):
            return self._ask(step)
        if isinstance(step, Decide):
            return self._decide(step)
        if isinstance(step, Act):
            return self._act(step)
        self._move(step.id)
        self.say(step.text)
        if isinstance(step, End):
            self.at, self.waiting, self.outcome = step.id, "closed", step.outcome
            return None
        return self._target(step.id, "next", step.link)

    def _ask(self, step: Ask) -> str | None:
        if step.id == self.correcting:
            self.correcting = ""
        anew, self.anew = self.anew, False
        told_now = {name for name, _ in self.heard.fields} if step.id != self.state.at else set()
        if self.machine.skips(step, self.words) and (not anew or told_now >= set(step.fields)):
            self.passed.append(step.id)
            return self._target(step.id, "next", step.link)
        repeated = step.id in self.passed
        self._move(step.id)
        self.say(step.again if repeated and step.again else step.text)
        if anew:  # a loop leads here to ask once more: what was said before is not known any more
            self.words = {name: said for name, said in self.words.items() if name not in {*step.fields} - told_now}
        self.at, self.waiting = step.id, "user"
        return None

    def _decide(self, step: Decide) -> str:
        branch_id = self._branch(step)
        branch = next((b for b in step.branches if b.id == branch_id), None)
        if branch is None:
            raise NotPossible(sentence("{step} has no branch {branch}", step=step.id, branch=branch_id))
        self._move(step.id, branch_id, self._figures(step) if step.basis == "computed" else ())
        return self._target(step.id, branch_id, branch.link)

    def _figures(self, step: Decide) -> tuple[tuple[str, str], ...]:
        """What a computed decision tests, each field once in a trace."""
        told = {name for move in self.moves for name, _ in move.reads}
        tests = [test for branch in step.branches if branch.when for test in branch.when.tests]
        read = values.figures(tests, self.machine.normal(self.words), self.procedure, self.machine.today)
        return tuple((name, figure) for name, figure in read.items() if name not in told)

    def _branch(self, step: Decide) -> str:
        if step.basis == "computed":
            known = self.machine.normal(self.words)
            for branch in step.branches:
                if branch.when is None or values.holds(branch.when, known, self.procedure, self.machine.today):
                    return branch.id
            raise NotPossible(sentence("no branch of {step} holds", step=step.id))
        chosen = self.choices.get(step.id)
        if chosen is None:
            raise ChoiceNeeded(step)
        return chosen

    def _act(self, step: Act) -> str | None:
        arguments = self.machine._arguments(step, self.words)
        told, outcome = self.called.get(step.id, ((), ""))
        link = next((li for name, li in step.outcomes.items() if name == outcome != "error"), None)
        if self.correcting and link is not None and self.machine._same_arguments(step, told, arguments):
            self.passed.append(step.id)
            return self._target(step.id, outcome, link)
        self.call_tool(step)
        return None

    def call_tool(self, step: Act) -> None:
        """Call, forgetting what an earlier call of the same act gave."""
        self._move(step.id)
        for name in step.results:
            self.words.pop(name, None)
        self.call = Call(step.tool, self.machine._arguments(step, self.words))
        self.at, self.waiting = step.id, "tool"

    def _move(self, step_id: str, branch: str = "", reads: tuple[tuple[str, str], ...] = ()) -> None:
        self.moves.append(Move(step_id, branch, self._count, self.jumping, reads))
        self.passed.append(step_id)
        self._count = 0
        self.jumping = False

    def finish(self) -> tuple[AgentMessage, State]:
        heard = self.heard
        trace = Trace(
            at=self.state.at,
            heard=heard.kind,
            attempt=self.attempt if heard.kind in ("vague", "invalid", "declined") else 0,
            outcome=heard.outcome,
            fields=self.declined or (self._ordered(heard.fields) if heard.kind != "tool" else ()),
            knows=heard.knows,
            moves=tuple(self.moves),
        )
        message = AgentMessage(trace, " ".join(self.spoken), self.call, tuple(self.edges))
        after = State(
            at=self.at,
            waiting=self.waiting,
            words=self.words,
            passed=tuple(self.passed),
            loops=self.loops,
            choices=self.choices,
            called=self.called,
            attempt=self.attempt,
            retried=self.retried,
            correcting=self.correcting,
            outcome=self.outcome,
        )
        return message, after

    def _ordered(self, given: tuple[tuple[str, str], ...]) -> tuple[tuple[str, str], ...]:
        """The ask's own fields first, in its order, then the others as the procedure lists them."""
        asked = self.procedure.step_by_id.get(self.state.at)
        own = list(asked.fields) if isinstance(asked, Ask) else []
        order = own + [f.id for f in self.procedure.fields if f.id not in own]
        return tuple(sorted(given, key=lambda pair: order.index(pair[0]) if pair[0] in order else len(order)))


_HEARING = {
    "answer": Machine._hear_answer,
    "question": Machine._hear_question,
    "correction": Machine._hear_correction,
    "vague": Machine._hear_unclear,
    "invalid": Machine._hear_unclear,
    "declined": Machine._hear_unclear,
    "out_of_scope": Machine._hear_aside,
    "attack": Machine._hear_aside,
    "human": Machine._hear_exit,
    "leaving": Machine._hear_exit,
}


def _judged_in_words(procedure: Procedure) -> dict[str, frozenset[str]]:
    """For each ask the decisions in words about the latest message that are reached before anything else is asked."""
    leaving: dict[str, list[str]] = {}
    for edge in procedure.edges:
        leaving.setdefault(edge.source, []).append(edge.target)
    found: dict[str, frozenset[str]] = {}
    for ask in procedure.steps:
        if not isinstance(ask, Ask):
            continue
        seen: set[str] = set()
        judges: set[str] = set()
        frontier = list(leaving[ask.id])
        while frontier:
            step = procedure.step_by_id.get(frontier.pop())
            if step is None or isinstance(step, Ask) or step.id in seen:
                continue
            seen.add(step.id)
            if isinstance(step, Decide) and step.basis == "words" and step.about is None:
                judges.add(step.id)
            frontier += leaving.get(step.id, [])
        found[ask.id] = frozenset(judges)
    return found
