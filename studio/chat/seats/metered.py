"""An engine as a seat uses it: every request is counted, and whatever is being written can be stopped from any thread.

It has the engine's own methods, so that sessions and guards need not know of it.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator, Sequence
from typing import Any, Protocol

from studio.engine.generation import Completion, Generation

WARM = 0.5  # from this share of a prompt still in memory on, a request is warm


class Stopped(Exception):
    """The person asked to stop, and nothing was being written that could be kept."""


class Streams(Protocol):
    """A generation under way."""

    def __iter__(self) -> Iterator[str]: ...

    def cancel(self) -> None: ...

    @property
    def completion(self) -> Completion: ...


class Runs(Protocol):
    """What is needed of an engine."""

    @property
    def slots(self) -> int: ...

    @property
    def context(self) -> int: ...

    def stream(self, request: Generation) -> Any: ...

    def tokenize(self, text: str) -> list[int]: ...

    def tokenize_many(self, texts: Sequence[str]) -> list[list[int]]: ...

    def detokenize(self, tokens: list[int]) -> str: ...

    def metadata(self) -> dict[str, Any]: ...

    def close(self) -> None: ...


class Metered:
    """One engine of one seat. `done` holds what was completed since `begin()`."""

    def __init__(self, engine: Runs) -> None:
        self.engine = engine
        self.done: list[Completion] = []
        self._lock = threading.Lock()
        self._current: Streams | None = None
        self._stopping = False
        self._told: dict[str, Any] | None = None

    @property
    def slots(self) -> int:
        return self.engine.slots

    @property
    def context(self) -> int:
        return self.engine.context

    def tokenize(self, text: str) -> list[int]:
        return self.engine.tokenize(text)

    def tokenize_many(self, texts: Sequence[str]) -> list[list[int]]:
        return self.engine.tokenize_many(texts)

    def detokenize(self, tokens: list[int]) -> str:
        return self.engine.detokenize(tokens)

    def metadata(self) -> dict[str, Any]:
        """What the file says about itself; asked once."""
        if self._told is None:
            self._told = self.engine.metadata()
        return self._told

    def stream(self, request: Generation) -> Counted:
        """Begin a generation. Raises Stopped once `stop()` was called."""
        with self._lock:
            if self._stopping:
                raise Stopped
            self._current = self.engine.stream(request)
            return Counted(self, self._current)

    def generate(self, request: Generation) -> Completion:
        """A whole generation. Raises Stopped when it was cut short."""
        stream = self.stream(request)
        for _ in stream:
            pass
        if stream.completion.reason == "cancelled":
            raise Stopped
        return stream.completion

    def begin(self) -> None:
        """A new message of the customer: counts and stops of the one before are forgotten."""
        with self._lock:
            self.done = []
            self._stopping = False

    def check(self) -> None:
        """Raises Stopped once `stop()` was called since `begin()`."""
        if self._stopping:
            raise Stopped

    def stop(self) -> None:
        """End what is being written, and begin nothing more until `begin()`."""
        with self._lock:
            self._stopping = True
            if self._current is not None:
                self._current.cancel()

    def close(self) -> None:
        """Free the engine."""
        self.stop()
        self.engine.close()

    def _ended(self, stream: Streams) -> None:
        with self._lock:
            self.done.append(stream.completion)
            if self._current is stream:
                self._current = None


class Counted:
    """A stream that is counted when it ends."""

    def __init__(self, metered: Metered, stream: Streams) -> None:
        self._metered = metered
        self._stream = stream

    def __iter__(self) -> Iterator[str]:
        yield from self._stream
        self._metered._ended(self._stream)

    def cancel(self) -> None:
        self._stream.cancel()

    @property
    def completion(self) -> Completion:
        return self._stream.completion


def is_cold(first: Completion) -> bool:
    """Whether less than half of a request's prompt was still in memory."""
    return first.reused_tokens < WARM * first.prompt_tokens
