"""What happens at each step of an orchestrated conversation. Every function enters or goes on from one step, changes
the talk, and returns the step to go to next, or nothing where the agent waits or is done.

What people do beside the chart (questions, corrections, leaving ...) is handled at the asks, as the overlays say. What
a message means and which branch it speaks for is the model's to say, through `Understands`; computed conditions are
evaluated; where edges lead is drawn. The studio's machine is asked for nothing but what stands in the chart.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from studio.chat.reply import read_result
from studio.chat.seats.orchestrated.talk import Heard, Talk
from studio.procedure import values
from studio.procedure.machine import ATTEMPTS, IMPLICIT_ENDS, Call, Machine
from studio.procedure.model import Act, Ask, Decide, End, Field, Link, Procedure, Say
from studio.procedure.trace import DECLINED, START, Move
from studio.procedure.wording import overlay_text

Emit = Callable[[str, str], None]


class Understands(Protocol):
    """The model behind the orchestrator."""

    def hear(self, ask: Ask, talk: Talk) -> Heard: ...

    def choose(self, decide: Decide, talk: Talk) -> str: ...


class Steps:
    """The steps of one procedure. `emit` is told what is noted and what is said, as it happens."""

    def __init__(self, chart: Machine, model: Understands, emit: Emit) -> None:
        self.chart = chart
        self.procedure: Procedure = chart.procedure
        self.model = model
        self.emit = emit
        self._about: dict[str, list[str]] = {}
        for step in self.procedure.steps:
            if isinstance(step, Decide) and step.about:
                self._about.setdefault(step.about, []).append(step.id)

    # -- the kinds of steps --------------------------------------------------------------------

    def say(self, step: Say, talk: Talk) -> str | None:
        self._move(talk, step.id)
        self._speak(talk, step.text)
        return self._target(talk, step.id, "next", step.link)

    def ask(self, step: Ask, talk: Talk) -> str | None:
        """Hear the answer this ask waits for; or put the question, unless all it asks is known."""
        if talk.listening and talk.waiting == "user" and talk.at == step.id:
            talk.listening = False
            talk.heard = self.model.hear(step, talk)
            self._note_heard(talk)
            return self._hear(step, talk)
        if talk.correcting == step.id:
            talk.correcting = ""
        anew, talk.anew = talk.anew, False
        told_now = set(talk.heard.fields) if step.id != talk.began_at else set()
        if self.chart.skips(step, talk.words) and (not anew or told_now >= set(step.fields)):
            talk.passed.append(step.id)
            return self._target(talk, step.id, "next", step.link)
        text = step.again if step.again and step.id in talk.passed else step.text
        self._move(talk, step.id)
        self._speak(talk, text)
        if anew:
            talk.words = {name: said for name, said in talk.words.items() if name not in {*step.fields} - told_now}
        talk.at, talk.waiting = step.id, "user"
        return None

    def decide(self, step: Decide, talk: Talk) -> str | None:
        """In words: the model picks the branch, unless it has judged these very words. Computed: the values do."""
        if step.basis == "computed":
            branch_id = self._computed(step, talk)
        else:
            branch_id = talk.choices.get(step.id) or self.model.choose(step, talk)
            talk.choices[step.id] = branch_id
        branch = next(branch for branch in step.branches if branch.id == branch_id)
        self._move(talk, step.id, branch_id)
        return self._target(talk, step.id, branch_id, branch.link)

    def act(self, step: Act, talk: Talk) -> str | None:
        """Read the result that this act waits for; or call its tool, unless a correction left its arguments alone."""
        if talk.listening and talk.waiting == "tool" and talk.at == step.id:
            talk.listening = False
            return self._result(step, talk)
        arguments = self._arguments(step, talk)
        told, outcome = talk.called.get(step.id, ((), ""))
        link = step.outcomes.get(outcome) if outcome and outcome != "error" else None
        if talk.correcting and link is not None and self._same(step, tuple(map(tuple, told)), arguments):
            talk.passed.append(step.id)
            return self._target(talk, step.id, outcome, link)
        self._call(step, talk)
        return None

    def end(self, step: End, talk: Talk) -> str | None:
        self._move(talk, step.id)
        self._speak(talk, step.text)
        talk.at, talk.waiting, talk.outcome = step.id, "closed", step.outcome
        return None

    # -- after an ask's answer -----------------------------------------------------------------

    def _hear(self, ask: Ask, talk: Talk) -> str:
        kind = talk.heard.kind
        talk.words |= talk.heard.fields
        self._forget_choices(ask, talk)
        if kind == "answer":
            return self._answered(ask, talk)
        if kind == "correction":
            return self._corrected(ask, talk)
        if kind in ("human", "leaving"):
            return self.chart.end_for(kind)
        if kind in ("vague", "invalid", "declined"):
            return self._unclear(ask, talk)
        talk.attempt = talk.counted
        entry = next((k for k in self.chart.knowledge_at(ask.id) if k.id == talk.heard.knows), None)
        if kind == "question" and entry is not None:
            self._speak(talk, entry.answer)
        else:
            self._speak(talk, overlay_text(self.procedure, "out_of_scope" if kind == "question" else kind))
        return ask.id

    def _answered(self, ask: Ask, talk: Talk) -> str:
        given = set(talk.heard.fields) & set(ask.fields)
        missing = [n for n in ask.fields if n not in talk.words and self._field(n).required]
        open_ones = [n for n in ask.fields if n not in talk.words]
        if missing or (open_ones and not given):
            return ask.id
        return self._target(talk, ask.id, "next", ask.link)

    def _corrected(self, ask: Ask, talk: Talk) -> str:
        changed = set(talk.heard.fields)
        self._speak(talk, overlay_text(self.procedure, "correction"))
        talk.correcting = ask.id
        first = next((s for s in talk.passed if changed & self._reads(s)), None)
        if first is None:
            return ask.id
        talk.passed = talk.passed[: talk.passed.index(first)]
        return first

    def _unclear(self, ask: Ask, talk: Talk) -> str:
        kind = talk.heard.kind
        talk.attempt = talk.counted + 1
        open_ones = [n for n in ask.fields if n not in talk.words]
        if kind == "declined" and open_ones and not any(self._field(n).required for n in open_ones):
            talk.attempt = 0
            talk.heard.fields = dict.fromkeys(open_ones, DECLINED)
            talk.words |= talk.heard.fields
            return self._target(talk, ask.id, "next", ask.link)
        if talk.attempt > ATTEMPTS:
            return self.chart.end_for(kind)
        self._speak(talk, overlay_text(self.procedure, kind, self._field(open_ones[0]) if open_ones else None))
        return ask.id

    def _forget_choices(self, ask: Ask, talk: Talk) -> None:
        """A new answer is judged anew, and so is one that changes."""
        if talk.heard.kind in ("answer", "correction"):
            for name in talk.heard.fields:
                for decision in self._about.get(name, ()):
                    talk.choices.pop(decision, None)
        if talk.heard.kind == "answer":
            for decision in self.chart.judges(ask.id):
                talk.choices.pop(decision, None)

    # -- tools ---------------------------------------------------------------------------------

    def _result(self, act: Act, talk: Talk) -> str | None:
        outcome, fields = read_result(talk.message)
        talk.tool_outcome = outcome
        talk.words |= dict(fields)
        talk.called[act.id] = [[list(pair) for pair in self._arguments(act, talk)], outcome]
        self.emit("notes", f"heard tool {outcome}\n")
        link = next((link for name, link in act.outcomes.items() if name == outcome), None)
        if link is not None:
            return self._target(talk, act.id, outcome, link)
        if outcome == "error" and not talk.retried and self.procedure.overlays.tool_failure.on:
            talk.retried = True
            self._speak(talk, overlay_text(self.procedure, "tool_failure"))
            self._call(act, talk)
            return None
        return self.chart.end_for("tool_failure")

    def _call(self, act: Act, talk: Talk) -> None:
        self._move(talk, act.id)
        for name in act.results:
            talk.words.pop(name, None)
        talk.call = Call(act.tool, self._arguments(act, talk))
        talk.at, talk.waiting = act.id, "tool"

    def _arguments(self, act: Act, talk: Talk) -> tuple[tuple[str, str], ...]:
        return tuple((name, talk.words.get(source, DECLINED)) for name, source in act.arguments.items())

    def _same(self, act: Act, one: tuple[tuple[str, str], ...], other: tuple[tuple[str, str], ...]) -> bool:
        def read(arguments: tuple[tuple[str, str], ...]) -> list[tuple[str, str]]:
            known = self.procedure.field_by_id
            fields = [(name, words, known.get(act.arguments.get(name, ""))) for name, words in arguments]
            return [(n, ((values.normal(f, w, self.chart.today) if f else None) or w).casefold()) for n, w, f in fields]

        return one == other or read(one) == read(other)

    # -- going on ------------------------------------------------------------------------------

    def _computed(self, step: Decide, talk: Talk) -> str:
        known = {
            name: read
            for name, words in talk.words.items()
            if name in self.procedure.field_by_id
            and words != DECLINED
            and (read := values.normal(self._field(name), words, self.chart.today)) is not None
        }
        holding = (
            branch.id
            for branch in step.branches
            if branch.when is None or values.holds(branch.when, known, self.procedure, self.chart.today)
        )
        return next(holding, step.branches[-1].id)

    def _target(self, talk: Talk, source: str, branch: str, link: Link) -> str:
        """Where an edge leads; one that closes a loop is counted."""
        if link.limit is None:
            return link.to
        key = f"{source} {branch}"
        taken = talk.loops.get(key, 0) + 1
        if taken > link.limit and link.spent is not None:
            talk.count = -1
            return link.spent
        talk.loops[key] = taken
        talk.count = taken
        talk.anew = not talk.correcting
        return link.to

    def _move(self, talk: Talk, step_id: str, branch: str = "") -> None:
        move = Move(step_id, branch, talk.count)
        talk.moves.append(move)
        talk.passed.append(step_id)
        talk.count = 0
        self.emit("notes", f"go {step_id}{f': {branch}' if branch else ''}\n")

    def _speak(self, talk: Talk, text: str) -> None:
        said = values.fill(text, self.procedure, talk.words, self.chart.today)
        if said:
            self.emit("words", f" {said}" if talk.spoken else said)
            talk.spoken.append(said)

    def _note_heard(self, talk: Talk) -> None:
        told = [f"heard {talk.heard.kind}", *(f"{name} = {words}" for name, words in talk.heard.fields.items())]
        told += [f"knows {talk.heard.knows}"] if talk.heard.knows else []
        self.emit("notes", "\n".join(told) + "\n")

    def _reads(self, step_id: str) -> set[str]:
        step = self.procedure.step_by_id.get(step_id)
        if isinstance(step, Act):
            return set(step.arguments.values())
        if isinstance(step, Decide):
            tested = {t.field for branch in step.branches if branch.when for t in branch.when.tests}
            return tested | ({step.about} if step.about else set())
        return set()

    def _field(self, name: str) -> Field:
        return self.procedure.field_by_id[name]


def all_steps(chart: Machine) -> list[Say | Ask | Decide | Act | End]:
    """Every step that can be entered: those drawn, and the ends that are there without being drawn."""
    drawn = list(chart.procedure.steps)
    return [*drawn, *(chart.step(name) for name in IMPLICIT_ENDS if name not in chart.procedure.step_by_id)]


def entry(talk: Talk, start: str) -> str:
    """Where an exchange goes on: the opening's first step, or the step that waits."""
    return start if talk.at == START else talk.at
