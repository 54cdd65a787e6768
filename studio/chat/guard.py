"""Guarded writing: the trace's routing choices are masked to what the machine allows, exact values to what was said.

It masks tokens and never adds one: each line of the trace is chosen by the model among the lines the chart allows
(`allowed` in the engine), everything else is written freely. Where only one line is allowed the model has no choice.
Where it may ask again rather than guess, an answer with a decision in it that it is not sure enough of counts, as a
whole, as an unclear one: the machine asks again, and goes where unclear answers lead when it has asked twice in vain.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from studio.chat.reply import Reply, Request, heard_of, read_reply
from studio.conversations.rendering import CALL_MARK, clean
from studio.engine.client import Completion, Engine
from studio.procedure import values
from studio.procedure.machine import AgentMessage, Heard, Machine, NotPossible, State
from studio.procedure.model import Act, Ask, Field
from studio.procedure.trace import DECLINED, OPEN, HeardKind, Trace

VALUE_LIMIT = 60
SPAN_WORDS = 10
ASIDES: tuple[HeardKind, ...] = ("vague", "invalid", "declined", "human", "leaving", "out_of_scope", "attack")


class Guard:
    """Writes replies along the chart. `sure` is how probable the model must find a branch among those that are open to
    take it, from 0 (always) to 1."""

    def __init__(
        self,
        machine: Machine,
        engine: Engine,
        ids: Callable[[str, str], list[int]],
        on_piece: Callable[[str], None] | None = None,
        sure: float = 0.0,
    ) -> None:
        self.machine = machine
        self.engine = engine
        self.ids = ids
        self.on_piece = on_piece
        self.sure = sure

    def reply(
        self, prompt: list[int], heard_text: str, state: State, request: Request, end_id: int
    ) -> tuple[Reply, State | None]:
        """One agent message and the machine's state after it."""
        writing = _Writing(self, prompt, request)
        message, after = self._decided(writing, heard_text, state)
        writing.show()
        self._speak(writing, message)
        reply = read_reply(writing.text, writing.completion(), len(prompt))
        return replace(reply, legal=True, call=message.call, sure=writing.sure), after

    def decide(self, prompt: list[int], heard_text: str, state: State, request: Request) -> tuple[AgentMessage, State]:
        """Where one agent message leads, without its words being written."""
        return self._decided(_Writing(self, prompt, request), heard_text, state)

    def _decided(self, writing: _Writing, heard_text: str, state: State) -> tuple[AgentMessage, State]:
        if state.waiting == "opening":
            writing.one_of([f"{OPEN}at {state.at}\n"])
            options = [self.machine.open()]
        else:
            heard = self._hear(writing, heard_text, state)
            options = list(self.machine.legal(state, heard))
            routed = self._route(writing, options)
            if heard.kind != "answer" or writing.sure is None or writing.sure >= self.sure or not self._may_ask_again:
                return routed
            options = self._ask_again(writing, state)
        return self._route(writing, options)

    @property
    def _may_ask_again(self) -> bool:
        return self.machine.procedure.overlays.vague.on

    def _ask_again(self, writing: _Writing, state: State) -> list[tuple[AgentMessage, State]]:
        """What was written so far is taken back; the answer counts as unclear."""
        step = self.machine.step(state.at)
        assert isinstance(step, Ask)
        writing.begin_again()
        writing.one_of([f"{OPEN}at {state.at}\n{self._heard_line('vague', step, state)}"])
        return list(self.machine.legal(state, Heard("vague")))

    # -- hearing -------------------------------------------------------------------------------

    def _hear(self, writing: _Writing, heard_text: str, state: State) -> Heard:
        writing.one_of([f"{OPEN}at {state.at}\n"])
        step = self.machine.step(state.at)
        if isinstance(step, Act):
            outcome = heard_text.split(" ", 2)[1] if " " in heard_text else "error"
            writing.one_of([f"heard tool {outcome}\n"])
            return heard_of(self.machine, Trace(at=state.at, heard="tool"), heard_text)
        assert isinstance(step, Ask)
        kinds = {self._heard_line(kind, step, state): kind for kind in self._kinds(step, state)}
        kind = kinds[writing.one_of(list(kinds))]
        if kind == "question":
            entries = {f"knows {k.id}\n": k.id for k in self.machine.knowledge_at(step.id)}
            return Heard(kind, knows=entries[writing.one_of(list(entries))])
        if kind in ("answer", "correction"):
            return Heard(kind, self._fields(writing, heard_text, step, state, kind))
        return Heard(kind)

    def _heard_line(self, kind: HeardKind, ask: Ask, state: State) -> str:
        counted = kind in ("vague", "invalid") or (
            kind == "declined" and not self.machine.may_decline(ask, state.words)
        )
        return f"heard {kind} #{state.attempt + 1}\n" if counted else f"heard {kind}\n"

    def _kinds(self, ask: Ask, state: State) -> list[HeardKind]:
        kinds: list[HeardKind] = ["answer"]
        on = self.machine.procedure.overlays
        if on.question.on and self.machine.knowledge_at(ask.id):
            kinds.append("question")
        if on.correction.on and self._open_fields(ask, state, "correction"):
            kinds.append("correction")
        return kinds + [kind for kind in ASIDES if getattr(on, kind).on]

    def _fields(
        self, writing: _Writing, heard_text: str, ask: Ask, state: State, kind: HeardKind
    ) -> tuple[tuple[str, str], ...]:
        """Field lines, as many as the model writes, each field at most once."""
        given: list[tuple[str, str]] = []
        open_fields = self._open_fields(ask, state, kind)
        while True:
            taken = {name for name, _ in given}
            starts = {f"{f.id} =": f for f in open_fields if f.id not in taken}
            stop = [] if kind == "correction" and not given else ["go", "read"]
            start = writing.likeliest([*starts, *stop])
            if start in stop:
                return tuple(given)
            field = starts[writing.one_of([start])]
            given.append((field.id, self._value(writing, heard_text, field)))

    def _open_fields(self, ask: Ask, state: State, kind: HeardKind) -> list[Field]:
        """The fields a message may give: for a correction those known, else those not known; in an answer only the
        ask's own where early answers are switched off. What only tools fill nobody is heard to say."""
        procedure = self.machine.procedure
        asked = {name for s in procedure.steps if isinstance(s, Ask) for name in s.fields}
        own = set(ask.fields) if kind == "answer" and not procedure.overlays.early.on else asked
        return [f for f in procedure.fields if f.id in own and (f.id in state.words) == (kind == "correction")]

    def _value(self, writing: _Writing, heard_text: str, field: Field) -> str:
        if field.kind == "choice":
            allowed = [option.id for option in field.options]
        elif field.kind == "yes_no":
            allowed = ["yes", "no"]
        elif field.exact:
            allowed = self._spans(heard_text, field)
        else:
            allowed = []
        if not allowed:
            words = writing.words()
            allowed = [words] if words else self._spans(heard_text, field) or [DECLINED]
        decides = field.kind in ("choice", "yes_no")
        return writing.one_of([f" {value}\n" for value in dict.fromkeys(allowed)], decides=decides).strip()

    def _spans(self, text: str, field: Field) -> list[str]:
        """What of the message could be the value: runs of words; those that read as its kind, if there are any."""
        words = text.split()
        spans = [
            " ".join(words[i:j]).strip(" ,;:!?\"'()").rstrip(".")
            for i in range(len(words))
            for j in range(i + 1, min(len(words), i + SPAN_WORDS) + 1)
        ]
        spans = [s for s in dict.fromkeys(spans) if s]
        readable = [s for s in spans if values.normal(field, s, self.machine.today) is not None]
        return readable if field.kind != "text" and readable else spans

    # -- going on and speaking -----------------------------------------------------------------

    def _route(self, writing: _Writing, options: Sequence[tuple[AgentMessage, State]]) -> tuple[AgentMessage, State]:
        """Let the model choose among the ways the chart allows. Raises NotPossible where it allows none."""
        if not options:
            raise NotPossible("the chart allows no answer here")
        by_text = {_remaining(message.trace): (message, after) for message, after in options}
        return by_text[writing.one_of(list(by_text), decides=True)]

    def _speak(self, writing: _Writing, message: AgentMessage) -> None:
        writing.rest(message.text, stop_texts=(f"\n{CALL_MARK}",))
        if message.call is not None:
            writing.one_of([f"\n{CALL_MARK} {message.call.text()}"])
            writing.close()


class _Writing:
    """A message in the making: the ids so far and what they cost."""

    def __init__(self, guard: Guard, prompt: Iterable[int], request: Request) -> None:
        self.ids = guard.ids
        self.on_piece = guard.on_piece
        self.prompt = list(prompt)
        self.tokens = list(self.prompt)
        self.request = request
        self.text = ""
        self.sure: float | None = None  # how probable the model found the least probable of its decisions
        self.held = guard.sure > 0  # whether what is written may still be taken back, so that nobody sees it
        self.done: list[Completion] = []
        self.reason = "stop"

    def one_of(self, texts: Sequence[str], *, decides: bool = False) -> str:
        """Let the model write exactly one of these texts. A single one costs no step of the model. `decides`: on it
        depends where the conversation goes."""
        if len(texts) == 1:
            self.tokens += self.ids(texts[0], self.text[-1:])
            self._write(texts[0])
            return texts[0]
        done, text = self._chosen(texts)
        if decides and done.choice_probability is not None:
            self.sure = min(1.0 if self.sure is None else self.sure, done.choice_probability)
        self._take(done)
        self._write(text)
        return text

    def begin_again(self) -> None:
        """Nothing is written yet; what it took is not forgotten."""
        self.tokens, self.text = list(self.prompt), ""
        self.done = [replace(done, tokens=[]) for done in self.done]

    def show(self) -> None:
        """From here on whoever watches sees everything at once, and now what is written so far."""
        if self.held and self.on_piece is not None:
            self.on_piece(self.text)
        self.held = False

    def likeliest(self, texts: Sequence[str]) -> str:
        """Which of these texts the model would write, without taking it into the message."""
        if len(texts) == 1:
            return texts[0]
        done, text = self._chosen(texts)
        self.done.append(replace(done, tokens=[]))
        return text

    def _chosen(self, texts: Sequence[str]) -> tuple[Completion, str]:
        coded = {tuple(self.ids(text, self.text[-1:])): text for text in texts}
        done = self.request(self.tokens, allowed=tuple(coded), max_tokens=max(map(len, coded)), streamed=False)
        return done, coded[tuple(done.tokens)]

    def words(self) -> str:
        """Free words to the end of the line, not yet taken into the message."""
        done = self.request(self.tokens, stop_texts=("\n",), max_tokens=VALUE_LIMIT, streamed=False)
        self.done.append(replace(done, tokens=[]))
        return clean(done.text)

    def rest(self, expected: str, stop_texts: tuple[str, ...]) -> None:
        """The reply itself, freely, and sooner where it is as expected; whoever watches sees it as it comes."""
        drafts = (tuple(self.ids(expected, self.text[-1:])),) if expected else ()
        done = self.request(self.tokens, stop_texts=stop_texts, drafts=drafts)
        self._take(done)
        self.text += done.text
        self.reason = done.reason

    def close(self) -> None:
        """A call ends the message."""
        self.reason = "stop"

    def _take(self, done: Completion) -> None:
        self.done.append(done)
        self.tokens += done.tokens

    def _write(self, text: str) -> None:
        self.text += text
        if self.on_piece is not None and not self.held:
            self.on_piece(text)

    def completion(self) -> Completion:
        """The whole message as one completion."""
        first = self.done[0] if self.done else None
        return Completion(
            tokens=[token for done in self.done for token in done.tokens],
            text=self.text,
            reason=self.reason,  # type: ignore[arg-type]
            prompt_tokens=first.prompt_tokens if first else 0,
            reused_tokens=first.reused_tokens if first else 0,
            seconds_first=first.seconds_first if first else 0.0,
            seconds=sum(done.seconds for done in self.done),
            choice_probability=None,
        )


def _remaining(trace: Trace) -> str:
    """The lines of a trace that the machine settles: moves, fields declined, the closing marker."""
    lines = trace.text().split("\n")
    settled = (
        ("read ", "go ", "jump ")
        if trace.heard != "declined"
        else ("read ", "go ", "jump ", *(f"{n} =" for n, _ in trace.fields))
    )
    first = next(i for i, line in enumerate(lines) if line.startswith(settled))
    return "\n".join(lines[first:])
