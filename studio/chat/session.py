"""One conversation with a compiled model: messages in, replies with trace, call, timing and tokens out.

The prompt holds the dialogue and at most one facts line; no word of the procedure. The procedure is used beside the
model, never before it: to run tool calls, to follow the trace and, in guarded mode, to mask what the chart forbids.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from studio.base.errors import StudioError
from studio.base.sentences import sentence
from studio.chat.foresight import foreseen
from studio.chat.guard import Guard
from studio.chat.reply import Reply, follow, read_reply
from studio.chat.tools import ToolBox
from studio.conversations.rendering import Message, clean, drop_traces, pieces
from studio.conversations.weave import opening
from studio.engine.client import Completion, Engine, Generation
from studio.procedure.machine import Machine, State
from studio.procedure.model import Act, Procedure

REPLY_LIMIT = 500
REMEMBERED = 50_000
CALLS_PER_ACT = 2
OnPiece = Callable[[str], None]


@dataclass(frozen=True)
class Sampling:
    """How the next token is chosen: greedy at temperature 0."""

    temperature: float = 0.0
    top_p: float = 0.95
    seed: int = 0


CHAT_SAMPLING = Sampling(temperature=0.7)


@dataclass
class Shared:
    """What all conversations with one model share."""

    engine: Engine
    procedure: Procedure
    today: date
    end: str
    bos: str = ""
    _ids: dict[tuple[str, str], list[int]] = field(default_factory=dict)

    def ids(self, text: str, after: str = "") -> list[int]:
        """Token ids of one piece standing after another text; remembered, as traces repeat all the time."""
        found = self._ids.get((text, after))
        if found is None:
            found = self.engine.tokenize(after + text)
            found = found[len(self.engine.tokenize(after)) :] if after else found
            if len(self._ids) < REMEMBERED:
                self._ids[(text, after)] = found
        return found

    def drafts(self, texts: Sequence[str]) -> tuple[tuple[int, ...], ...]:
        """Token ids of messages that the agent may write, in one exchange with the engine."""
        new = [text for text in texts if (text, "\n") not in self._ids]
        if new and len(self._ids) < REMEMBERED:
            lead = len(self.engine.tokenize("\n"))
            for text, found in zip(new, self.engine.tokenize_many([f"\n{text}" for text in new]), strict=True):
                self._ids[(text, "\n")] = found[lead:]
        return tuple(tuple(self.ids(text, "\n")) for text in texts)

    @property
    def end_id(self) -> int:
        return self.ids(self.end)[-1]


class Session:
    """One dialogue. `open()` first, then `say()` for each user message; both return the agent's messages, several
    where tools were called in between."""

    def __init__(
        self,
        shared: Shared,
        *,
        guarded: bool = False,
        sampling: Sampling | None = None,
        keep_traces: bool = True,
        on_piece: OnPiece | None = None,
        sure: float = 0.0,
    ) -> None:
        self.shared = shared
        self.sampling = sampling or Sampling()
        self.keep_traces = keep_traces
        self.on_piece = on_piece
        self.machine = Machine(shared.procedure, shared.today)
        self.guard = Guard(self.machine, shared.engine, shared.ids, on_piece, sure) if guarded else None
        self.tools = ToolBox(shared.procedure, shared.today)
        self.messages: list[Message] = []
        self.state: State | None = State()
        self.drawn = 0

    def open(self) -> list[Reply]:
        """The agent's opening."""
        return self._exchange(Message("user", opening(self.shared.procedure, self.shared.today)))

    def say(self, text: str) -> list[Reply]:
        """The agent's answer to what the user wrote."""
        return self._exchange(Message("user", clean(text)))

    def _exchange(self, message: Message) -> list[Reply]:
        return list(self.exchange(message))

    def exchange(self, message: Message) -> Iterator[Reply]:
        """The agent's answers to one message, each as soon as it is written; tools are run in between."""
        if self.guard is not None and self.state is not None and self.state.waiting == "closed":
            raise StudioError(sentence("This conversation has come to its end."), sentence("Start a new one."))
        acts = sum(1 for step in self.shared.procedure.steps if isinstance(step, Act))
        reply = self.reply_to(message)
        yield reply
        for _ in range(max(1, acts) * CALLS_PER_ACT):
            if reply.call is None:
                return
            at = reply.trace.moves[-1].step if reply.trace and reply.trace.moves else ""
            result, _found = self.tools.run(at, reply.call)
            reply = self.reply_to(Message("user", result))
            yield reply

    def reply_to(self, message: Message, expected: str = "") -> Reply:
        """Append a user (or tool) message, write the agent's, append it too. What is `expected` changes nothing of it;
        where it is right, it is there sooner."""
        self.messages.append(message)
        prompt = self.prompt_ids()
        if self.guard is not None and self.state is not None:
            reply, self.state = self.guard.reply(prompt, message.text, self.state, self._request, self._end_id)
        else:
            reply = self._free_reply(prompt, message.text, expected)
            reply, self.state = self._follow(reply, message.text)
        self.messages.append(Message("assistant", reply.raw))
        return reply

    def replace_last(self, text: str, state: State | None) -> None:
        """Put another agent message in the place of the last one (an edited reply, the gold one when judging)."""
        self.messages[-1] = Message("assistant", text)
        self.state = state

    def prompt_ids(self) -> list[int]:
        """The ids the model reads for its next message."""
        messages = self.messages if self.keep_traces else drop_traces(self.messages)
        ids: list[int] = []
        for piece in pieces(messages, end=self.shared.end, bos=self.shared.bos):
            ids += self.shared.ids(piece.text, piece.after)
        return ids

    # -- writing -------------------------------------------------------------------------------

    @property
    def _end_id(self) -> int:
        return self.shared.end_id

    def _request(self, tokens: list[int], *, streamed: bool = True, **settings: object) -> Completion:
        """One generation with this session's sampling; each draw has its own seed."""
        self.drawn += 1
        sampling = self.sampling
        request = Generation(
            tokens=tokens,
            max_tokens=int(settings.pop("max_tokens", REPLY_LIMIT)),  # type: ignore[call-overload]
            stop_tokens=(self._end_id,),
            temperature=sampling.temperature,
            top_p=sampling.top_p,
            seed=sampling.seed * 1_000 + self.drawn,
            **settings,  # type: ignore[arg-type]
        )
        if self.on_piece is None or not streamed:
            return self.shared.engine.generate(request)
        stream = self.shared.engine.stream(request)
        for piece in stream:
            self.on_piece(piece)
        return stream.completion

    def _free_reply(self, prompt: list[int], line: str, expected: str) -> Reply:
        if expected:
            texts = [expected]
        else:
            texts = [] if self.state is None else foreseen(self.machine, self.state, line)
        done = self._request(prompt, drafts=self.shared.drafts(texts))
        return read_reply(done.text, done, len(prompt))

    def _follow(self, reply: Reply, heard_text: str) -> tuple[Reply, State | None]:
        """Whether the chart allows what the trace says, and the machine's state after it (None once it is lost)."""
        if reply.trace is None or self.state is None:
            return replace(reply, legal=False if reply.trace is None else None), None
        for message, after in follow(self.machine, self.state, reply.trace, heard_text):
            if message.trace.moves == reply.trace.moves:
                return replace(reply, legal=True), after
        return replace(reply, legal=False), None
