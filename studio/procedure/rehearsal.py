"""A rehearsal: walking a chart as the customer, without a model. The machine answers in the procedure's own words.

A rehearsal is an immutable value, so going back is taking the last turn away, and a changed chart is walked again with
the same inputs. Charts are rehearsed while they are still being drawn: what is not drawn yet closes the conversation
in a stub, with a sentence. What is offered to click is `offers`, what typed lines mean `hearing`.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from studio.base.sentences import Sentence, sentence
from studio.procedure import hearing, values
from studio.procedure.edits import with_
from studio.procedure.machine import AgentMessage, ChoiceNeeded, Heard, Machine, NotPossible, State
from studio.procedure.model import Act, Ask, Branch, Decide, End, Link, Procedure, Say
from studio.procedure.tables import look_up
from studio.procedure.trace import DECLINED, RESUME, START

AnyStep = Say | Ask | Decide | Act | End
STUB = "rehearsal_stops_here"  # the end that stands for whatever is not drawn yet
_OPEN_BRANCH = "nothing_drawn_for_it"
_CALLS = 30  # tools called one after another; a chart that calls more goes round without asking anything


@dataclass(frozen=True)
class Said:
    """What the customer, or a tool, gave: the words, and what they meant."""

    words: str
    heard: Heard


@dataclass(frozen=True)
class Turn:
    """One message of the agent and what it answers; nothing, for the opening. `by_table` marks a tool's answer that a
    look-up table gave by itself."""

    said: Said | None
    message: AgentMessage
    state: State
    by_table: bool = False


@dataclass(frozen=True)
class Open:
    """A line whose meaning is not plain: the words, what is settled so far, and the decision that is not (none where
    it is not even plain what kind of message it is). `likely` are its branches, the likeliest first; `by_table` says
    that it came up when a look-up table answered."""

    words: str
    heard: Heard | None = None
    decision: str = ""
    likely: tuple[str, ...] = ()
    by_table: bool = False


@dataclass(frozen=True)
class Rehearsal:
    """Where a rehearsal stands. `stopped` says why it cannot go on, or why the replay on a changed chart broke off."""

    machine: Machine
    turns: tuple[Turn, ...] = ()
    open: Open | None = None
    stopped: str = ""

    @property
    def procedure(self) -> Procedure:
        return self.machine.procedure

    @property
    def state(self) -> State:
        return self.turns[-1].state if self.turns else State()

    @property
    def waits_for(self) -> str:
        """Who is to speak next: "user", "tool", or "" when the conversation is over or cannot go on."""
        waiting = self.state.waiting
        return waiting if self.turns and waiting in ("user", "tool") else ""

    @property
    def current(self) -> str:
        """The step the conversation stands at, as it is drawn; at an end that is not drawn, the last one that is."""
        passed = [step for step in self.state.passed if step in self.procedure.step_by_id and step != STUB]
        return passed[-1] if passed else ""

    @property
    def path(self) -> list[tuple[str, str]]:
        """The drawn edges passed so far, as (step, branch)."""
        return [edge for turn in self.turns for edge in turn.message.edges if edge[1] != _OPEN_BRANCH]

    @property
    def known(self) -> dict[str, str]:
        """The fields heard so far in the customer's words, "-" where declined, in the procedure's order; those of a
        line that is open count."""
        heard = self.open.heard if self.open is not None else None
        words = {**self.state.words, **dict(heard.fields if heard is not None else ())}
        return {field.id: words[field.id] for field in self.procedure.fields if field.id in words}

    @property
    def inputs(self) -> tuple[Said, ...]:
        """What was put in so far, without what look-up tables gave."""
        return tuple(turn.said for turn in self.turns if turn.said is not None and not turn.by_table)

    # -- going on ------------------------------------------------------------------------------

    def say(self, words: str) -> Rehearsal:
        """The customer types a line. What is not plain in it is left `open`."""
        words = " ".join(words.split())
        if self.waits_for != "user" or not words:
            return self
        if self.open is not None:
            return replace(self, open=None).say(words)
        heard = hearing.hear(self.machine, self.state, words)
        return replace(self, open=Open(words), stopped="") if heard is None else self.take(Said(words, heard))

    def take(self, said: Said) -> Rehearsal:
        """Go on with something whose meaning is given; decisions in words that it leaves open are judged by its
        words."""
        if not self.waits_for:
            return self
        return replace(self, open=None, stopped="")._gone_on(said)

    def choose(self, branch: str) -> Rehearsal:
        """Settle the decision that is open."""
        waiting = self.open
        if waiting is None or waiting.heard is None or not waiting.decision:
            return self
        heard = replace(waiting.heard, choices=(*waiting.heard.choices, (waiting.decision, branch)))
        return replace(self, open=None, stopped="")._gone_on(Said(waiting.words, heard), by_table=waiting.by_table)

    def back(self) -> Rehearsal:
        """Without the last thing put in, nor what followed from it; a line that is open goes first."""
        if self.open is not None and not self.open.by_table:
            return replace(self, open=None, stopped="")
        put_in = [number for number, turn in enumerate(self.turns) if turn.said is not None and not turn.by_table]
        if not put_in:
            return replace(self, stopped="")
        return replace(self, turns=self.turns[: put_in[-1]], open=None, stopped="")

    def on(self, procedure: Procedure) -> Rehearsal:
        """The same inputs on another chart, as far as they fit; `stopped` says where they no longer do."""
        settled = [choice for turn in self.turns if turn.said and turn.by_table for choice in turn.said.heard.choices]
        fresh = begin(procedure, self.machine.today)._settled_as(settled)
        for number, said in enumerate(self.inputs if fresh.turns else (), 1):
            after = fresh._gone_on(said) if fresh.waits_for and fresh.open is None else fresh
            if len(after.turns) == len(fresh.turns):
                after = fresh.say(said.words)
            if len(after.turns) == len(fresh.turns):
                return replace(fresh, open=None, stopped=_broken_off(fresh, said, number))
            fresh = after._settled_as(settled)
        return fresh

    def _settled_as(self, before: list[tuple[str, str]]) -> Rehearsal:
        """With decisions that came up after a table's answer settled as they were before, each once."""
        rehearsal = self
        while rehearsal.open is not None and rehearsal.open.by_table:
            same = next((choice for choice in before if choice[0] == rehearsal.open.decision), None)
            if same is None:
                return rehearsal
            before.remove(same)
            rehearsal = rehearsal.choose(same[1])
        return rehearsal

    def _gone_on(self, said: Said, *, by_table: bool = False) -> Rehearsal:
        """Gone on until something else than a look-up table has to answer."""
        rehearsal = self._answered(said, by_table)
        for _ in range(_CALLS):
            found = rehearsal._table_says()
            if found is None:
                return rehearsal
            before, rehearsal = rehearsal, rehearsal._answered(found, by_table=True)
            if len(rehearsal.turns) == len(before.turns):
                return rehearsal
        return replace(rehearsal, stopped="The chart calls tools over and over without asking the customer anything.")

    def _answered(self, said: Said, by_table: bool) -> Rehearsal:
        """With the agent's one message in answer."""
        try:
            message, state = self.machine.hear(self.state, said.heard)
        except ChoiceNeeded as needed:
            return self._at_choice(said, needed.decision, by_table)
        except (NotPossible, KeyError) as error:
            return replace(self, stopped=_cannot(error))
        turn = Turn(said, message, state, by_table)
        return replace(self, turns=(*self.turns, turn), stopped=_stop(self.procedure, message))

    def _at_choice(self, said: Said, decision: Decide, by_table: bool) -> Rehearsal:
        words = said.words
        if said.heard.kind == "tool":  # a decision in words is about what the customer said last
            words = self.inputs[-1].words if self.inputs else ""
        if decision.about is not None:
            words = {**self.state.words, **dict(said.heard.fields)}.get(decision.about, "")
        chosen, likely = hearing.judge(decision, words)
        if chosen is not None:
            heard = replace(said.heard, choices=(*said.heard.choices, (decision.id, chosen)))
            return self._answered(Said(said.words, heard), by_table)
        stuck = sentence("“{step}” has no branches yet, so the conversation cannot go on.", step=decision.title)
        return replace(
            self, open=Open(said.words, said.heard, decision.id, likely, by_table), stopped="" if likely else stuck
        )

    def _table_says(self) -> Said | None:
        """What the waiting tool's table gives, where it has one that can be searched."""
        step = self.procedure.step_by_id.get(self.state.at)
        if self.waits_for != "tool" or self.open is not None or not isinstance(step, Act):
            return None
        tool = self.procedure.tool_by_id.get(step.tool)
        if tool is None or not tool.rows:
            return None
        found = look_up(self.procedure, step, self.machine.normal(self.state.words), self.machine.today)
        heard = Heard("tool", fields=found.fields, outcome=found.outcome)
        return Said(outcome_words(self.procedure, step, heard), heard)


def begin(procedure: Procedure, today: date) -> Rehearsal:
    """The agent's first message. A chart with nothing to start from gives a rehearsal that is stopped."""
    if not procedure.steps:
        return Rehearsal(Machine(procedure, today), stopped=sentence("Nothing is drawn yet."))
    if procedure.start is None:
        return Rehearsal(Machine(procedure, today), stopped=sentence("No step is marked as the start yet."))
    rehearsal = Rehearsal(Machine(completed(procedure), today))
    try:
        message, state = rehearsal.machine.open()
    except ChoiceNeeded as needed:
        title = needed.decision.title
        told = sentence("“{step}” judges an answer before anything was asked.", step=title)
        return replace(rehearsal, stopped=told)
    except (NotPossible, KeyError) as error:
        return replace(rehearsal, stopped=_cannot(error))
    opening = Turn(None, message, state)
    opened = replace(rehearsal, turns=(opening,), stopped=_stop(rehearsal.procedure, message))
    found = opened._table_says()
    return opened if found is None else opened._gone_on(found, by_table=True)


def completed(procedure: Procedure) -> Procedure:
    """The chart with what is not drawn yet led to a stub, and without mention of fields that do not exist, so that it
    can be walked as far as it goes."""
    known = set(procedure.step_by_id)
    steps = tuple(_completed(procedure, step, known) for step in procedure.steps)
    stub = End(id=STUB, title="", text="", outcome="success")
    start = procedure.start if procedure.start in known else STUB
    return with_(procedure, steps=(*steps, stub), start=start)


def _completed(procedure: Procedure, step: AnyStep, known: set[str]) -> AnyStep:
    def led(link: Link) -> Link:
        spent = None if link.spent is None or link.spent in known else STUB
        changes = {"to": link.to if link.to in known else STUB}
        return with_(link, **changes, **({"spent": spent} if spent else {}))

    fields = procedure.field_by_id
    if isinstance(step, Ask):
        return with_(step, link=led(step.link), fields=tuple(name for name in step.fields if name in fields))
    if isinstance(step, Say):
        return with_(step, link=led(step.link))
    if isinstance(step, Decide):
        branches = tuple(with_(branch, link=led(branch.link)) for branch in step.branches)
        if step.basis == "computed" and not any(branch.when is None for branch in branches):
            branches = (*branches, Branch(id=_OPEN_BRANCH, link=Link(to=STUB)))
        return with_(step, branches=branches)
    if isinstance(step, Act):
        return with_(
            step,
            outcomes={outcome: led(link) for outcome, link in step.outcomes.items()},
            arguments={name: field for name, field in step.arguments.items() if field in fields},
            results={field: column for field, column in step.results.items() if field in fields},
        )
    return step


def outcome_words(procedure: Procedure, act: Act, heard: Heard) -> Sentence:
    """A tool's answer as a line of the transcript."""
    tool = procedure.tool_by_id.get(act.tool)
    name, outcome = tool.title if tool else act.tool, OUTCOMES[heard.outcome or "error"]
    told = ", ".join(f"{procedure.field_by_id[name].title}: {value}" for name, value in heard.fields)
    if told:
        return sentence("{tool}: {outcome} ({told})", tool=name, outcome=outcome, told=told)
    return sentence("{tool}: {outcome}", tool=name, outcome=outcome)


OUTCOMES = {
    "ok": sentence("found"),
    "empty": sentence("nothing found"),
    "refused": sentence("refused"),
    "error": sentence("failed"),
}


def spoken_value(rehearsal: Rehearsal, field: str) -> str:
    """A field heard as it is shown: an option by its label, "not given" where it was declined."""
    words = rehearsal.known.get(field, DECLINED)
    return values.display(rehearsal.procedure.field_by_id[field], words, rehearsal.machine.today)


# -- sentences ---------------------------------------------------------------------------------------------------------


def _stop(procedure: Procedure, message: AgentMessage) -> str:
    """Why the chart goes no further, where the way has come to the stub."""
    moves = message.trace.moves
    if not moves or moves[-1].step != STUB:
        return ""
    source, branch = message.edges[-1] if message.edges else ("", "")
    step = procedure.step_by_id.get(source)
    if step is None:
        return sentence("No step is marked as the start yet.")
    if branch == _OPEN_BRANCH:
        return sentence(
            "None of the branches of “{step}” holds here, and no branch is drawn for everything else.", step=step.title
        )
    if branch == "next":
        return sentence("The way out of “{step}” is not drawn yet, so the conversation ends there.", step=step.title)
    return sentence("The branch “{branch}” out of “{step}” is not drawn yet, so the conversation ends there.",
                    branch=branch, step=step.title)  # fmt: skip


def _cannot(error: Exception) -> str:
    reason = error.args[0]
    if isinstance(error, KeyError):
        reason = sentence("“{name}” is missing", name=str(reason))
    return sentence("The chart does not allow that here: {reason}.", reason=reason)


def _broken_off(rehearsal: Rehearsal, said: Said, number: int) -> str:
    """Where inputs no longer fit a changed chart."""
    state = rehearsal.state
    place = rehearsal.procedure.step_by_id.get(state.at) if state.at not in (START, RESUME) else None
    line = said.words if len(said.words) <= 60 else f"{said.words[:57]}…"
    on = rehearsal.stopped or sentence("Go on from here.")
    if place is None or not place.title:
        return sentence(
            "The chart was changed: line {number}, “{line}”, no longer fits. {on}", number=number, line=line, on=on
        )
    return sentence("The chart was changed: line {number}, “{line}”, no longer fits at “{step}”. {on}",
                    number=number, line=line, step=place.title, on=on)  # fmt: skip
