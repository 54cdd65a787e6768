"""The engine as the rest of the studio sees it: one loaded GGUF that continues token ids, from any thread.

It starts and minds the child process and speaks its protocol; models, batching and llama.cpp stay in the child. A child
that dies turns every waiting request into a StudioError that says why.
"""

from __future__ import annotations

import base64
import itertools
import json
import queue
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, Literal

from studio.base.devices import cores
from studio.base.errors import StudioError
from studio.base.outcome import GPU_MEMORY, KILLED, LIBRARY, MEMORY, PROCESSOR
from studio.base.processes import start
from studio.base.sentences import restored, sentence
from studio.engine.generation import Completion, Generation
from studio.models.ggufcheck import check

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

__all__ = ["Completion", "Engine", "Generation", "Stream"]

CLOSE_SECONDS = 3.0
Answers = queue.SimpleQueue[dict[str, Any]]


class Stream:
    """A generation under way: iterate for pieces of text, then read `completion`. Leaving early cancels it."""

    def __init__(self, engine: Engine, request: Generation) -> None:
        self._engine = engine
        self._number, self._answers = engine._ask(
            "generate", request=request.to_json(), stream=True, owner=threading.get_ident()
        )
        self._completion: Completion | None = None

    def __iter__(self) -> Iterator[str]:
        try:
            while self._completion is None:
                message = self._engine._next(self._number, self._answers)
                if "piece" in message:
                    yield message["piece"]
                else:
                    self._completion = Completion.from_json(message["done"])
        finally:
            if self._completion is None:
                self.cancel()

    def cancel(self) -> None:
        """Asks the engine to stop here; iterating on gives what was already on its way."""
        self._engine._cancel(self._number)

    @property
    def completion(self) -> Completion:
        """The whole result; waits for it, passing over pieces not yet read."""
        while self._completion is None:
            message = self._engine._next(self._number, self._answers)
            if "done" in message:
                self._completion = Completion.from_json(message["done"])
        return self._completion


class Engine:
    """One GGUF, loaded in a child process. Thread-safe; use it as a context manager or call `close`.

    `slots` conversations are continued at once; each keeps its cache, so the next request that begins with the same
    tokens reads only what is new. For throughput run as many conversations in parallel as `slots` says after loading,
    one thread each. `threads` counts for the whole engine and defaults to the physical cores. `notes` tells what was
    chosen; `device_note` is not empty when the model could not go where `gpu_layers` wanted it.
    Raises StudioError when the file cannot be loaded.
    """

    def __init__(
        self,
        path: Path,
        *,
        context: int = 4096,
        threads: int | None = None,
        slots: int = 8,
        cache: Literal["f16", "f32"] = "f16",
        gpu_layers: int = 0,
        progress: Callable[[float], None] | None = None,
    ) -> None:
        check(path)
        self.path = path
        self._progress = progress
        self._numbers = itertools.count(1)
        self._waiting: dict[int, Answers] = {}
        self._lock = threading.Lock()
        self._writing = threading.Lock()
        self._death: StudioError | None = None
        self._closing = False
        self._child = start("engine", title=sentence("The engine running {file}", file=path.name), talk=True)
        self._reader = threading.Thread(target=self._read, daemon=True, name=f"engine {path.name}")
        self._reader.start()
        try:
            loaded = restored(
                self._call(
                    "load",
                    path=str(path),
                    context=context,
                    threads=threads or physical_cores(),
                    slots=slots,
                    cache=cache,
                    gpu_layers=gpu_layers,
                )
            )
        except BaseException:
            self.close()
            raise
        self.context: int = loaded["context"]
        self.slots: int = loaded["slots"]
        self.device_note: str = loaded["device_note"]
        self.notes: list[str] = loaded["notes"]

    def __enter__(self) -> Engine:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    def generate(self, request: Generation) -> Completion:
        """Continues one prompt and waits for the end."""
        return Completion.from_json(self._call("generate", request=request.to_json(), owner=threading.get_ident()))

    def stream(self, request: Generation) -> Stream:
        """Continues one prompt piece by piece."""
        return Stream(self, request)

    def generate_many(
        self, requests: Sequence[Generation], each: Callable[[int, Completion], None] | None = None
    ) -> list[Completion]:
        """Continues all prompts, sharing batches; results in the order of `requests`.

        `each` is called, in that order, as soon as a result and all before it are there.
        """
        asked = [self._ask("generate", request=request.to_json()) for request in requests]
        results: list[Completion] = []
        try:
            for number, answers in asked:
                results.append(Completion.from_json(self._next(number, answers)["done"]))
                if each is not None:
                    each(len(results) - 1, results[-1])
        except BaseException:
            for number, _ in asked[len(results) :]:
                self._cancel(number)
            raise
        return results

    def tokenize(self, text: str) -> list[int]:
        """Token ids of a text: special tokens in it are parsed, none are added."""
        return list(self._call("tokenize", text=text))

    def tokenize_many(self, texts: Sequence[str]) -> list[list[int]]:
        """`tokenize` for many texts in one exchange."""
        return list(self._call("tokenize", text=list(texts)))

    def detokenize(self, tokens: Sequence[int]) -> str:
        """The text of token ids, special tokens included."""
        return str(self._call("detokenize", tokens=list(tokens)))

    def metadata(self) -> dict[str, Any]:
        """The file's pairs under "values", and "description", "parameters", "bytes", "vocabulary", "ends" and so on."""
        return dict(self._call("metadata"))

    def probabilities(self, tokens: Sequence[int]) -> npt.NDArray[np.float32]:
        """Log-probabilities of the next token after each of `tokens`: shape (len(tokens), vocabulary), natural log."""
        import numpy as np

        number, answers = self._ask("probabilities", tokens=list(tokens))
        parts: list[npt.NDArray[np.float32]] = []
        while True:
            message = self._next(number, answers)
            if "done" in message:
                return np.concatenate(parts)
            block = np.frombuffer(base64.b64decode(message["rows"]), dtype="<f4")
            parts.append(block.reshape(-1, message["width"]).astype(np.float32))

    def weigh(self, tokens: Sequence[int], continuations: Sequence[Sequence[int]]) -> list[float]:
        """Log-probability, natural, of each continuation of a text: the sum over its tokens."""
        asked = [self._ask("weigh", tokens=list(tokens), continuation=list(one)) for one in continuations]
        return [sum(self._next(number, answers)["done"]) for number, answers in asked]

    def close(self) -> None:
        """Ends the child: closes its input, then terminates, then kills. May be called twice."""
        self._closing = True
        self._child.stop(self._hang_up, patience=CLOSE_SECONDS)
        if threading.current_thread() is not self._reader:
            self._reader.join(CLOSE_SECONDS)

    def _hang_up(self) -> None:
        assert self._child.process.stdin is not None
        with self._writing, suppress(OSError):  # the child may be gone before its last line is flushed
            self._child.process.stdin.close()

    def _call(self, operation: str, **fields: Any) -> Any:
        number, answers = self._ask(operation, **fields)
        return self._next(number, answers)["done"]

    def _ask(self, operation: str, **fields: Any) -> tuple[int, Answers]:
        number = next(self._numbers)
        answers: Answers = queue.SimpleQueue()
        with self._lock:
            if self._death is not None:
                raise StudioError(self._death.message, self._death.hint)
            self._waiting[number] = answers
        line = json.dumps({"id": number, "op": operation, **fields}, separators=(",", ":"))
        # a child that is gone or closed cannot be written to: the reader finds out why and answers for it
        with self._writing, suppress(OSError, ValueError):
            assert self._child.process.stdin is not None
            self._child.process.stdin.write(line + "\n")
            self._child.process.stdin.flush()
        return number, answers

    def _next(self, number: int, answers: Answers) -> dict[str, Any]:
        message = answers.get()
        if "dead" in message:
            death: StudioError = message["dead"]
            raise StudioError(death.message, death.hint)
        if "error" in message:
            told = restored(message)
            raise StudioError(told["error"], told["hint"])
        return message

    def _cancel(self, number: int) -> None:
        with self._lock:
            running = number in self._waiting and self._death is None
        if running:
            self._ask("cancel", target=number)

    def _read(self) -> None:
        assert self._child.process.stdout is not None
        for line in self._child.process.stdout:
            message = json.loads(line)
            if "id" not in message:
                if self._progress is not None:
                    self._progress(message["progress"])
                continue
            number = message["id"]
            with self._lock:
                answers = self._waiting.get(number)
                if "done" in message or "error" in message:
                    self._waiting.pop(number, None)
            if answers is not None:
                answers.put(message)
        death = self._reason()
        with self._lock:
            self._death = death
            waiting = list(self._waiting.values())
            self._waiting.clear()
        for answers in waiting:
            answers.put({"dead": death})

    def _reason(self) -> StudioError:
        """Why the child ended."""
        outcome = self._child.wait(CLOSE_SECONDS)
        if self._closing or outcome is None:
            return StudioError(sentence("The engine was closed."), sentence("Open the model again."))
        cause = outcome.cause()
        return StudioError(outcome.sentence(), HINTS.get(cause, AGAIN) if cause is not None else AGAIN)


AGAIN = sentence("Open the model again; if the engine ends again, export the model once more.")
SMALLER = sentence("Close other programs, or choose a smaller model, a shorter context or fewer slots.")
HINTS = {MEMORY: SMALLER, KILLED: SMALLER, GPU_MEMORY: SMALLER, PROCESSOR: PROCESSOR.hint, LIBRARY: LIBRARY.hint}


def physical_cores() -> int:
    """Cores to compute on: the physical ones, as far as this process may use them."""
    import psutil

    return max(1, min(psutil.cpu_count(logical=False) or cores(), cores()))
