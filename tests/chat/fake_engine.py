"""An engine without a model: one token a character, and a writer that says what the agent would like to write."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Sequence

from studio.engine.generation import Completion, Generation

SPECIAL = ("<|end|>", "<think>", "</think>")
FIRST = 0x110000
Write = Callable[[str], str]


def characters(tokens: list[int] | tuple[int, ...]) -> str:
    """The text of tokens."""
    return "".join(SPECIAL[t - FIRST] if t >= FIRST else chr(t) for t in tokens)


class FakeStream:
    def __init__(self, completion: Completion) -> None:
        self.completion = completion

    def __iter__(self) -> Iterator[str]:
        text = self.completion.text
        return iter([text[i : i + 5] for i in range(0, len(text), 5)])


class FakeEngine:
    """`write` gets the prompt up to the agent's turn and answers with the whole message the agent would like to
    write. Among allowed texts the one that goes on with it furthest is chosen, at random between equals, and found
    `sure` probable."""

    slots = 2

    def __init__(self, write: Write, seed: int = 0) -> None:
        self.write = write
        self.rng = random.Random(seed)
        self.asked: list[Generation] = []
        self.sure: float | None = None

    def tokenize_many(self, texts: Sequence[str]) -> list[list[int]]:
        return [self.tokenize(text) for text in texts]

    def tokenize(self, text: str) -> list[int]:
        ids: list[int] = []
        while text:
            special = next((s for s in SPECIAL if text.startswith(s)), None)
            ids.append(FIRST + SPECIAL.index(special) if special else ord(text[0]))
            text = text[len(special or " ") :]
        return ids

    def generate(self, request: Generation) -> Completion:
        self.asked.append(request)
        head, _, begun = characters(request.tokens).rpartition("\nAgent:\n")
        wanted = self.write(head)
        rest = wanted[len(begun) :] if wanted.startswith(begun) else ""
        if request.allowed is not None:
            chosen = max(request.allowed, key=lambda ids: (_shared(characters(ids), rest), self.rng.random()))
            return self._done(request, list(chosen), "stop")
        cut = min([rest.find(stop) for stop in request.stop_texts if stop in rest], default=len(rest))
        tokens = self.tokenize(rest[:cut])
        return self._done(
            request, tokens[: request.max_tokens], "stop" if len(tokens) <= request.max_tokens else "length"
        )

    def stream(self, request: Generation) -> FakeStream:
        return FakeStream(self.generate(request))

    def _done(self, request: Generation, tokens: list[int], reason: str) -> Completion:
        sure = self.sure if request.allowed is not None else None
        read = len(request.tokens)
        return Completion(tokens, characters(tokens), reason, read, 0, 0.0, 0.0, choice_probability=sure)  # type: ignore[arg-type]


def _shared(one: str, other: str) -> int:
    count = 0
    for a, b in zip(one, other, strict=False):
        if a != b:
            break
        count += 1
    return count


def scripted(*messages: str) -> Write:
    """An agent that writes these messages, one a turn."""
    return lambda head: messages[min(head.count("\nAgent:\n"), len(messages) - 1)]
