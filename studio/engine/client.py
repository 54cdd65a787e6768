"""The engine as the rest of the studio sees it: one loaded GGUF that continues token ids, from any thread.

It starts and minds the child process and speaks its protocol; models, batching and llama.cpp stay in the child. A child
that dies turns every waiting request into a StudioError that says why.
"""

from __future__ import annotations

import base64
import importlib.util
import itertools
import json
import os
import queue
import subprocess
import sys
import tempfile
import threading
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from types import TracebackType
from typing import IO, TYPE_CHECKING, Any, Literal

from studio.base.errors import StudioError
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
        self._errors: IO[bytes] = tempfile.TemporaryFile()  # noqa: SIM115  lives as long as the child
        self._process = subprocess.Popen(
            child_command(),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self._errors,
            env=child_environment(),
        )
        self._reader = threading.Thread(target=self._read, daemon=True, name=f"engine {path.name}")
        self._reader.start()
        try:
            loaded = self._call(
                "load",
                path=str(path),
                context=context,
                threads=threads or physical_cores(),
                slots=slots,
                cache=cache,
                gpu_layers=gpu_layers,
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

    def close(self) -> None:
        """Ends the child: closes its input, then terminates, then kills. May be called twice."""
        self._closing = True
        process = self._process
        with self._writing:
            try:
                if process.stdin is not None:
                    process.stdin.close()
            except OSError:
                pass  # the child was gone before its last line was flushed
        for end in (None, process.terminate, process.kill):
            if end is not None:
                end()
            try:
                process.wait(CLOSE_SECONDS)
                break
            except subprocess.TimeoutExpired:
                continue
        if threading.current_thread() is not self._reader:
            self._reader.join(CLOSE_SECONDS)
        self._errors.close()

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
        line = json.dumps({"id": number, "op": operation, **fields}, separators=(",", ":")).encode() + b"\n"
        with self._writing:
            try:
                assert self._process.stdin is not None
                self._process.stdin.write(line)
                self._process.stdin.flush()
            except (OSError, ValueError):
                pass  # the child is gone or closed: the reader finds out why and answers for it
        return number, answers

    def _next(self, number: int, answers: Answers) -> dict[str, Any]:
        message = answers.get()
        if "dead" in message:
            death: StudioError = message["dead"]
            raise StudioError(death.message, death.hint)
        if "error" in message:
            raise StudioError(message["error"], message["hint"])
        return message

    def _cancel(self, number: int) -> None:
        with self._lock:
            running = number in self._waiting and self._death is None
        if running:
            self._ask("cancel", target=number)

    def _read(self) -> None:
        assert self._process.stdout is not None
        for line in self._process.stdout:
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
        """Why the child ended, from its exit status and the last thing it said."""
        status = self._process.wait()
        if self._closing:
            return StudioError("The engine was closed.", "Open the model again.")
        return death_of(self.path.name, status, last_line(self._errors))


def death_of(name: str, status: int, last: str) -> StudioError:
    """The exit status of an engine that was not asked to end, as a sentence."""
    if status == -9:
        return StudioError(
            f"The engine running {name} was ended by the system, most likely because memory ran out.",
            "Close other programs, or choose a smaller model, a shorter context or fewer slots.",
        )
    if status in (-15, -2):
        return StudioError(f"The engine running {name} was ended from outside.", "Open the model again.")
    said = f" Its last words: {last}" if last else ""
    return StudioError(
        f"The engine crashed while running {name} (status {status}).{said}",
        "Open the model again; if it happens again, export the model once more or send us this message.",
    )


def last_line(errors: IO[bytes]) -> str:
    """The last line a child left on its standard error."""
    try:
        errors.seek(0, os.SEEK_END)
        errors.seek(max(0, errors.tell() - 4096))
        lines = errors.read().decode("utf-8", "replace").strip().splitlines()
    except ValueError:
        return ""
    return lines[-1].strip()[:300] if lines else ""


def child_command() -> list[str]:
    """How the child is started: through the one door where there is one."""
    if importlib.util.find_spec("studio.__main__") is not None:
        return [sys.executable, "-m", "studio", "worker", "engine"]
    return [sys.executable, "-m", "studio.engine.child"]


def child_environment() -> dict[str, str]:
    """This process's environment, with the studio importable wherever the child is started."""
    root = str(Path(__file__).resolve().parents[2])
    known = os.environ.get("PYTHONPATH", "")
    return {**os.environ, "PYTHONPATH": f"{root}{os.pathsep}{known}" if known else root}


def physical_cores() -> int:
    """Cores to compute on: the physical ones this process may use."""
    import psutil

    physical = psutil.cpu_count(logical=False) or psutil.cpu_count() or 1
    allowed = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else physical
    return max(1, min(physical, allowed))
