"""Engines without a model for seats: they tokenise by characters, write what a function says, and can be held and
stopped in the middle."""

from __future__ import annotations

import random
import threading
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from studio.engine.generation import Completion, Generation
from tests.chat.fake_engine import FIRST, characters

Write = Callable[[str], str]
TEMPLATE = (
    "{% for m in messages %}<{{ m['role'] }}>{{ m['content'] }}</{{ m['role'] }}>{% endfor %}"
    "{% if add_generation_prompt %}<assistant>{% endif %}"
)


class HeldStream:
    """Pieces of five characters; waits for `hold` after the first, and ends where it was cancelled."""

    def __init__(self, engine: FakeModel, request: Generation, text: str, reason: str) -> None:
        self._engine = engine
        self._request = request
        self._text = text
        self._reason = reason
        self._shown = ""
        self._cancelled = threading.Event()

    def __iter__(self) -> Iterator[str]:
        for at in range(0, len(self._text), 5):
            if self._cancelled.is_set():
                return
            self._shown = self._text[: at + 5]
            self._engine.writing.set()
            yield self._text[at : at + 5]
            while self._engine.hold is not None and not self._engine.hold.is_set() and not self._cancelled.wait(0.005):
                pass
        self._shown = self._text

    def cancel(self) -> None:
        self._cancelled.set()

    @property
    def completion(self) -> Completion:
        cut = self._cancelled.is_set() and self._shown != self._text
        return self._engine.completed(self._request, self._shown, "cancelled" if cut else self._reason)


class FakeModel:
    """`write` gets the whole prompt and answers with the whole message. A request counts as reusing what it shares with
    the one before. Among allowed texts the one it wrote is chosen, or else the first."""

    slots = 1
    context = 100_000

    def __init__(self, write: Write, *, seed: int = 0, hold: threading.Event | None = None, template: str = "") -> None:
        self.write = write
        self.rng = random.Random(seed)
        self.hold = hold
        self.template = template
        self.writing = threading.Event()
        self.asked: list[Generation] = []
        self.closed = 0
        self._cached: list[int] = []
        self._reused = 0

    def tokenize_many(self, texts: Sequence[str]) -> list[list[int]]:
        return [self.tokenize(text) for text in texts]

    def tokenize(self, text: str) -> list[int]:
        from tests.chat.fake_engine import FakeEngine

        return FakeEngine(self.write).tokenize(text)

    def detokenize(self, tokens: list[int]) -> str:
        return characters(tokens)

    def metadata(self) -> dict[str, Any]:
        values = {"tokenizer.chat_template": self.template} if self.template else {}
        return {"values": values, "bos": -1, "eos": FIRST, "adds_bos": False, "ends": [FIRST], "parameters": 7_000_000}

    def stream(self, request: Generation) -> HeldStream:
        self.asked.append(request)
        self._reused = 0
        for one, other in zip(self._cached, request.tokens[:-1], strict=False):
            if one != other:
                break
            self._reused += 1
        prompt = characters(request.tokens)
        begun = prompt.rpartition("\nAgent:\n")[2] if "\nAgent:\n" in prompt else ""
        wanted = self.write(prompt.removesuffix(begun) if begun else prompt)
        text = wanted[len(begun) :] if wanted.startswith(begun) else wanted
        if request.allowed is not None:
            allowed = [characters(ids) for ids in request.allowed]
            text = max(allowed, key=lambda option: (_shared(option, text), -allowed.index(option)))
        cut = min([text.find(stop) for stop in request.stop_texts if stop in text], default=len(text))
        whole = self.tokenize(text[:cut])
        reason = "stop" if request.allowed is not None or len(whole) <= request.max_tokens else "length"
        return HeldStream(self, request, characters(whole[: request.max_tokens]), reason)

    def generate(self, request: Generation) -> Completion:
        stream = self.stream(request)
        for _ in stream:
            pass
        return stream.completion

    def completed(self, request: Generation, text: str, reason: str) -> Completion:
        tokens = self.tokenize(text)
        self._cached = [*request.tokens, *tokens]
        return Completion(tokens, text, reason, len(request.tokens), self._reused, 0.01, 0.02)  # type: ignore[arg-type]

    def close(self) -> None:
        self.closed += 1


def _shared(one: str, other: str) -> int:
    return next((i for i, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
