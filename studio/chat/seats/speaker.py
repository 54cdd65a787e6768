"""A general model that is given instructions and a dialogue, and writes what comes next: in its own chat format, with
the room's sampling, counted and stoppable.

What the instructions are is the prompted and the orchestrated seat's business.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from studio.base.errors import StudioError
from studio.base.sentences import sentence
from studio.chat.seats.metered import Metered, is_cold
from studio.chat.seats.templates import ChatTemplate, Written
from studio.chat.session import Sampling
from studio.conversations.rendering import Message
from studio.engine.generation import Completion, Generation

REPLY_LIMIT = 500
Take = Callable[[str], None]


@dataclass(frozen=True)
class Answer:
    """One message as it was written, and what it cost. `stopped` says that it came to its own end."""

    text: str
    stopped: bool
    read_tokens: int = 0
    reused_tokens: int = 0
    written_tokens: int = 0
    cold: bool = False
    counted: bool = True


class Speaker:
    """One model as it came. `template` is its own chat template, with the marks of its tokens."""

    def __init__(self, metered: Metered, template: ChatTemplate, sampling: Sampling) -> None:
        self.metered = metered
        self.template = template
        self.sampling = sampling
        self.drawn = 0
        described = metered.metadata()
        self._ends = tuple(int(token) for token in described.get("ends", ()))
        self._first = int(described["bos"]) if described.get("adds_bos") and described.get("bos", -1) >= 0 else None

    def begin(self) -> None:
        """A new message of the customer."""
        self.metered.begin()

    def stop(self) -> None:
        """End what is being written."""
        self.metered.stop()

    def close(self) -> None:
        """Free the model."""
        self.metered.close()

    def answer(self, instructions: str, messages: Sequence[Message], take: Take) -> Answer:
        """The next message, freely written. Raises StudioError, and Stopped where nothing had begun."""
        done = self.write(instructions, messages, take)
        return Answer(
            text=done.text,
            stopped=done.reason == "stop",
            read_tokens=done.prompt_tokens,
            reused_tokens=done.reused_tokens,
            written_tokens=len(done.tokens),
            cold=is_cold(done),
        )

    def prompt(self, instructions: str, messages: Sequence[Message]) -> tuple[list[int], Written]:
        """The token ids before the next message, and how they were written."""
        written = self.template.write(instructions, messages)
        ids = self.metered.tokenize(written.text)
        if self._first is not None and ids[:1] != [self._first]:
            ids = [self._first, *ids]
        return ids, written

    def write(
        self,
        instructions: str,
        messages: Sequence[Message],
        take: Take | None = None,
        *,
        grammar: str | None = None,
        allowed: Sequence[str] = (),
        limit: int = REPLY_LIMIT,
    ) -> Completion:
        """The next message; `take` gets its pieces as they come. `grammar`, or a choice of `allowed` texts, constrains
        it. Raises StudioError where the prompt is longer than the model's memory, and Stopped."""
        ids, written = self.prompt(instructions, messages)
        if len(ids) >= self.metered.context:
            raise StudioError(
                sentence(
                    "The instructions and the conversation have {number} tokens, and this model's memory holds {most}.",
                    number=len(ids),
                    most=self.metered.context,
                ),
                sentence("Start a new conversation, or choose a model with a longer context."),
            )
        coded = {tuple(self.metered.tokenize(text)): text for text in allowed}
        self.drawn += 1
        request = Generation(
            tokens=ids,
            max_tokens=max(map(len, coded)) if coded else limit,
            stop_tokens=self._ends,
            stop_texts=written.stops,
            temperature=self.sampling.temperature,
            top_p=self.sampling.top_p,
            seed=self.sampling.seed * 1_000 + self.drawn,
            grammar=grammar,
            allowed=tuple(coded) if coded else None,
        )
        if take is None:
            return self.metered.generate(request)
        stream = self.metered.stream(request)
        for piece in stream:
            take(piece)
        return stream.completion


def own_template(described: dict[str, Any], detokenize: Callable[[list[int]], str]) -> ChatTemplate:
    """The chat template that a GGUF carries, from what the engine says of the file."""

    def text(name: str) -> str:
        token = described.get(name, -1)
        return detokenize([token]) if isinstance(token, int) and token >= 0 else ""

    source = str(described.get("values", {}).get("tokenizer.chat_template", ""))
    return ChatTemplate(
        source, bos=text("bos") if described.get("adds_bos") or "bos_token" in source else "", end=text("eos")
    )
