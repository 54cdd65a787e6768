"""The engine's child process: owns one model and answers JSON lines until its input closes.

Requests are {"id", "op", ...}; answers {"id", "done": ...}, {"id", "error", "hint"}, and while running {"id", "piece"},
{"id", "rows"} or {"progress"}. Its own pipe is a duplicate of standard output, which itself is pointed at standard
error, so that nothing a library prints can corrupt the protocol. Batching is `lanes`, llama.cpp is `native`.
"""

from __future__ import annotations

import base64
import json
import os
import signal
import sys
import threading
import traceback
from pathlib import Path
from typing import Any

from studio.base.errors import StudioError
from studio.base.sentences import sentence, whole

LANE_BYTES = 300 << 20  # models up to this size run one single-threaded lane per core
SINGLE_BYTES = 40 << 20  # below this, even one conversation is better off without a second thread
CACHE_SHARE = 0.5  # of the free memory may go to key-value caches


class Child:
    """The operations, by name. One instance per process."""

    def __init__(self, pipe: int) -> None:
        self._pipe = os.fdopen(pipe, "w", encoding="utf-8", newline="\n")
        self._lock = threading.Lock()
        self._jobs: dict[int, Any] = {}
        self._native: Any = None
        self._scheduler: Any = None
        self._context = 0

    def send(self, **message: Any) -> None:
        """One line to the client."""
        line = json.dumps(message, separators=(",", ":"))
        with self._lock:
            try:
                self._pipe.write(line + "\n")
                self._pipe.flush()
            except OSError:
                os._exit(0)  # nobody listens any more

    def handle(self, message: dict[str, Any]) -> None:
        """Carries out one request; failures a person can mend become answers."""
        number = int(message["id"])
        operation = getattr(self, "do_" + str(message["op"]), None)
        try:
            if operation is None:
                raise StudioError(sentence("The engine knows no operation {name}.", name=repr(message["op"])))
            if self._native is None and message["op"] != "load":
                raise StudioError(sentence("The engine has no model loaded."))
            operation(number, message)
        except StudioError as error:
            self._fail(number, error)
        except (KeyError, TypeError, ValueError) as error:
            told = sentence("The engine was asked something malformed: {reason}.", reason=repr(error))
            self._fail(number, StudioError(told))

    def _fail(self, number: int, error: StudioError) -> None:
        self.send(**whole({"id": number, "error": error.message, "hint": error.hint}))

    def do_load(self, number: int, message: dict[str, Any]) -> None:
        """Loads the model and makes its lanes; answers with what was chosen and why."""
        from studio.engine.lanes import Scheduler
        from studio.engine.native import Native

        path = Path(message["path"])
        native = Native(path, gpu_layers=int(message["gpu_layers"]), progress=self._progress())
        notes: list[str] = [native.device_note] if native.device_note else []
        context = int(message["context"])
        if 0 < native.trained_context < context:
            notes.append(
                sentence(
                    "The model was made for {trained} tokens, so the context is that and not {asked}.",
                    trained=native.trained_context,
                    asked=context,
                )
            )
            context = native.trained_context
        slots = fitting_slots(int(message["slots"]), native.cache_bytes(context, message["cache"]), notes)
        lanes, threads = lanes_for(path.stat().st_size, slots, int(message["threads"]))
        shares = [slots // lanes + (index < slots % lanes) for index in range(lanes)]
        notes.append(
            sentence(
                "{slots} slots of {context} tokens in {lanes} lane(s) with {threads} thread(s) each.",
                slots=slots,
                context=context,
                lanes=lanes,
                threads=threads,
            )
        )
        contexts = [
            (native.context(length=context, slots=share, threads=threads, cache=message["cache"]), share)
            for share in shares
        ]
        self._native, self._context, self._scheduler = native, context, Scheduler(contexts)
        told = {"context": context, "slots": slots, "device_note": native.device_note, "notes": notes}
        self.send(id=number, done=whole(told))

    def _progress(self) -> Any:
        last = -1

        def report(share: float) -> None:
            nonlocal last
            if int(share * 20) != last:
                last = int(share * 20)
                self.send(progress=round(share, 2))

        return report

    def do_tokenize(self, number: int, message: dict[str, Any]) -> None:
        """Text to ids; a list of texts to a list of lists."""
        text = message["text"]
        if isinstance(text, list):
            self.send(id=number, done=[self._native.tokenize(part) for part in text])
        else:
            self.send(id=number, done=self._native.tokenize(text))

    def do_detokenize(self, number: int, message: dict[str, Any]) -> None:
        """Ids to text."""
        self.send(id=number, done=self._native.detokenize(self._checked(message["tokens"], limit=None)))

    def do_metadata(self, number: int, message: dict[str, Any]) -> None:
        """What the file says about itself."""
        self.send(id=number, done=self._native.metadata())

    def do_generate(self, number: int, message: dict[str, Any]) -> None:
        """Queues a generation; with "stream" its text is sent as it comes."""
        from studio.engine.generation import Generation
        from studio.engine.jobs import Writing

        request = Generation.from_json(message["request"])
        self._checked(request.tokens, limit=self._context)
        if request.allowed is not None:
            if not request.allowed:
                raise StudioError(sentence("A request allowed nothing at all."))
            for sequence in request.allowed:
                self._checked(sequence, limit=None)
        for sequence in request.drafts:
            self._checked(sequence, limit=None)
        show = (lambda piece: self.send(id=number, piece=piece)) if message.get("stream") else None
        job = Writing(self._native, request, self._context, show, lambda result: self._finish(number, result))
        job.owner = int(message.get("owner", 0))
        self._jobs[number] = job
        if job.begin():
            job.deliver()
        else:
            self._scheduler.submit(job)

    def do_probabilities(self, number: int, message: dict[str, Any]) -> None:
        """Sends rows of next-token log-probabilities as little-endian F32 in base64, then the end."""
        from studio.engine.jobs import Scoring

        tokens = self._checked(message["tokens"], limit=self._context + 1)

        def take(rows: Any) -> None:
            self.send(id=number, rows=base64.b64encode(rows.astype("<f4").tobytes()).decode(), width=rows.shape[1])

        self._scheduler.submit(Scoring(tokens, take, lambda result: self._finish(number, result)))

    def do_weigh(self, number: int, message: dict[str, Any]) -> None:
        """Answers with the log-probability of each token of a continuation."""
        from studio.engine.jobs import Weighing

        tokens = self._checked(message["tokens"], limit=self._context)
        continuation = self._checked(message["continuation"], limit=self._context - len(tokens))
        told: list[float] = []

        def finish(result: Any) -> None:
            if isinstance(result, StudioError):
                self._fail(number, result)
            else:
                self.send(id=number, done=told)

        self._scheduler.submit(Weighing(tokens, continuation, told.extend, finish))

    def do_cancel(self, number: int, message: dict[str, Any]) -> None:
        """Ends another request; that one answers for itself."""
        job = self._jobs.get(int(message["target"]))
        if job is not None:
            self._scheduler.cancel(job)
        self.send(id=number, done=job is not None)

    def do_close(self, number: int, message: dict[str, Any]) -> None:
        """Ends the process; the system takes the memory back at once."""
        self.send(id=number, done=True)
        os._exit(0)

    def _finish(self, number: int, result: Any) -> None:
        self._jobs.pop(number, None)
        if isinstance(result, StudioError):
            self._fail(number, result)
        else:
            self.send(id=number, done=result.to_json())

    def _checked(self, tokens: Any, *, limit: int | None) -> list[int]:
        """Token ids that exist, fewer than `limit`; llama.cpp would stop the process over others."""
        ids = [int(token) for token in tokens]
        if limit is not None and not 0 < len(ids) < limit:
            if not ids:
                raise StudioError(sentence("The engine was asked to continue nothing."))
            raise StudioError(
                sentence(
                    "The conversation has {number} tokens, and the model's context holds {most}.",
                    number=len(ids),
                    most=limit,
                ),
                sentence("Start a new conversation, or open the model with a longer context."),
            )
        if ids and (min(ids) < 0 or max(ids) >= self._native.vocabulary_size):
            size = self._native.vocabulary_size
            raise StudioError(sentence("A token id lies outside the model's vocabulary of {size}.", size=size))
        return ids


def lanes_for(file_bytes: int, slots: int, threads: int) -> tuple[int, int]:
    """Lanes and threads per lane.

    Small models lose more at llama.cpp's barriers between threads than they gain, and hundredfold when another
    process wants the same cores; large models want every core on one batch.
    """
    if file_bytes <= SINGLE_BYTES or (file_bytes <= LANE_BYTES and slots > 1):
        return max(1, min(slots, threads)), 1
    return 1, threads


def fitting_slots(wanted: int, bytes_each: int, notes: list[str]) -> int:
    """As many slots as half of the free memory holds caches for, at least one."""
    import psutil

    free = int(psutil.virtual_memory().available * CACHE_SHARE)
    fitting = max(1, min(wanted, free // max(bytes_each, 1)))
    if fitting < wanted:
        notes.append(
            sentence(
                "{fitting} slots instead of {wanted}: each needs {size} MB of memory.",
                fitting=fitting,
                wanted=wanted,
                size=bytes_each >> 20,
            )
        )
    return fitting


def _stop_on_bug(details: threading.ExceptHookArgs) -> None:
    """A thread that fails would leave its requests waiting for ever: better to end with the traceback on stderr."""
    traceback.print_exception(details.exc_type, details.exc_value, details.exc_traceback)
    sys.stderr.flush()
    os._exit(70)


def main() -> int:
    """Answers until standard input closes, then ends at once."""
    pipe = os.dup(1)
    os.dup2(2, 1)
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the one who asks; he closes the pipe
    # read by the OpenMP runtime and BLAS when llama.cpp and numpy load: short waits spin, longer ones sleep
    os.environ.setdefault("GOMP_SPINCOUNT", "20000")
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    threading.excepthook = _stop_on_bug
    child = Child(pipe)
    for line in sys.stdin.buffer:
        child.handle(json.loads(line))
    os._exit(0)


if __name__ == "__main__":
    sys.exit(main())
