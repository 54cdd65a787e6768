"""Continuous batching: requests share batches, and slots keep their cache so that a known prefix is not read again.

A lane is one llama.cpp context with its own thread and slots; small models run fastest with one single-threaded lane
per core, since nothing waits at a barrier. The scheduler hands requests to the slot that will have the least to read.
It knows nothing of the protocol: results leave through callbacks.
"""

from __future__ import annotations

import random
import threading
import time
from bisect import bisect_left
from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from studio.base.errors import StudioError
from studio.engine.generation import Completion, Generation, Reason
from studio.engine.native import BATCH, Context, Grammar, Native, Rows
from studio.engine.sampling import TextStream, Walk, goes_round, pick

SCORE_ROWS = 64  # rows of logits asked for at once when scoring: bounds memory for large vocabularies
TAKEN_COST = 256  # taking a slot from a conversation that goes on makes it take another's, and so on
COPY_COST = 96  # copying another slot's cache costs about as much as reading so many tokens


@dataclass
class Slot:
    """One sequence of a lane. `cached` are the tokens whose keys and values it holds, `owner` who asked for them."""

    index: int
    cached: list[int] = field(default_factory=list)
    job: Job | None = None
    used: int = 0
    owner: int = 0


class Job:
    """A request on its way. Subclasses say what to do with rows of logits; `done` is called exactly once.

    `owner` is whoever asks in turn, such as a thread that holds one conversation after another; 0 is nobody special.
    """

    owner = 0

    def __init__(self, tokens: list[int], done: Callable[[Completion | StudioError], None]) -> None:
        self.prompt = tokens
        self.feed: list[int] = list(tokens)
        self.reused = 0
        self.cancelled = False
        self.started = time.monotonic()
        self._done = done
        self._result: Completion | StudioError | None = None

    rows: Rows = "last"
    chunk = BATCH
    keep = 1  # tokens at the end of the prompt that must be read even when cached, since their rows are wanted

    def take(self, rows: npt.NDArray[np.float32]) -> None:
        """Uses the logits of the tokens just fed; leaves the next tokens in `feed`, or ends the job."""
        raise NotImplementedError

    def finish(self, result: Completion | StudioError) -> None:
        """Ends the job; the result leaves with `deliver`."""
        self.feed = []
        self._result = result

    def deliver(self) -> None:
        """Frees what the job holds and hands over its result. Its slot is free by then: an answer may ask at once."""
        self.close()
        if self._result is not None:
            self._done(self._result)

    def cancel(self) -> None:
        """Ends the job as cancelled."""
        self.finish(StudioError("The request was cancelled."))

    def close(self) -> None:
        """Frees what the job holds."""


class Scoring(Job):
    """Gives the next-token log-probabilities after every token of a text, some rows at a time."""

    rows: Rows = "all"
    chunk = SCORE_ROWS

    def __init__(
        self,
        tokens: list[int],
        take: Callable[[npt.NDArray[np.float32]], None],
        done: Callable[[Completion | StudioError], None],
    ) -> None:
        super().__init__(tokens, done)
        self._take = take
        self.keep = len(tokens)

    def take(self, rows: npt.NDArray[np.float32]) -> None:
        logits = rows.astype(np.float64)
        logits -= logits.max(axis=1, keepdims=True)
        logits -= np.log(np.exp(logits).sum(axis=1, keepdims=True))
        self._take(logits.astype(np.float32))
        if not self.feed:
            seconds = time.monotonic() - self.started
            self.finish(Completion([], "", "stop", len(self.prompt), 0, seconds, seconds))


class Weighing(Job):
    """Gives the log-probability of each token of a continuation, given a text before it. What of the text is known
    already is not read again."""

    rows: Rows = "all"
    chunk = SCORE_ROWS

    def __init__(
        self,
        tokens: list[int],
        continuation: list[int],
        told: Callable[[list[float]], None],
        done: Callable[[Completion | StudioError], None],
    ) -> None:
        super().__init__([*tokens, *continuation[:-1]], done)
        self._continuation, self._told = continuation, told
        self._last: deque[npt.NDArray[np.float32]] = deque(maxlen=len(continuation))
        self.keep = len(continuation)

    def take(self, rows: npt.NDArray[np.float32]) -> None:
        self._last.extend(row.copy() for row in rows[-len(self._continuation) :])
        if not self.feed:
            self._told([_log_share(row, token) for row, token in zip(self._last, self._continuation, strict=True)])
            self.finish(Completion([], "", "stop", len(self.prompt), self.reused, 0.0, 0.0))


def _log_share(row: npt.NDArray[np.float32], token: int) -> float:
    logits = row.astype(np.float64)
    most = logits.max()
    return float(logits[token] - most - np.log(np.exp(logits - most).sum()))


class Writing(Job):
    """A generation: chooses tokens until a stop token, a stop text, the end of the walk or the limit, which is here
    already where it says the same over and over."""

    def __init__(
        self,
        native: Native,
        request: Generation,
        context: int,
        show: Callable[[str], None] | None,
        done: Callable[[Completion | StudioError], None],
    ) -> None:
        super().__init__(request.tokens, done)
        self._native = native
        self._request = request
        self._limit = min(request.max_tokens, context - len(request.tokens))
        self._show = show
        self._rng = random.Random(request.seed)
        self._stops = frozenset(request.stop_tokens)
        self._text = TextStream(request.stop_texts)
        self._walk = None if request.allowed is None else Walk(request.allowed, request.stop_tokens)
        self._grammar: Grammar | None = None if request.grammar is None else native.grammar(request.grammar)
        self._tokens: list[int] = []
        self._first = 0.0

    def begin(self) -> bool:
        """What needs no model: an empty limit, or a walk with only one way. True when that was all."""
        if self._limit <= 0:
            self._end("length")
        elif self._walk is not None and (self._walk.finished or self._walk_on(None)):
            self._end("stop")
        return self.ended

    ended = False

    def take(self, rows: npt.NDArray[np.float32]) -> None:
        row = rows[-1]
        if self._walk is not None:
            if self._walk_on(row):
                self._end("stop")
            return
        token = self._choose(row)
        if token in self._stops or (self._grammar is not None and self._native.ends_generation(token)):
            self._end("stop")
            return
        self._accept(token)
        if self._text.stopped:
            self._end("stop")
        elif len(self._tokens) >= self._limit or (self._grammar is None and goes_round(self._tokens)):
            self._end("length")
        else:
            self.feed = [token]

    def _choose(self, row: npt.NDArray[np.float32]) -> int:
        request = self._request
        token = pick(row, request.temperature, request.top_p, self._rng)
        if not np.isfinite(row[token]):
            raise StudioError("The model's weights give no usable numbers.", "Export the model again from its run.")
        if self._grammar is not None:
            if not self._grammar.permits(token):
                masked = self._grammar.mask(row)
                if not np.isfinite(masked.max()):
                    raise StudioError("The grammar leaves no way on.", "Loosen the schema it was made from.")
                token = pick(masked, request.temperature, request.top_p, self._rng)
            self._grammar.accept(token)
        return token

    def _walk_on(self, row: npt.NDArray[np.float32] | None) -> bool:
        """One choice when there is a row, then all forced steps; True when the walk is over."""
        walk = self._walk
        assert walk is not None
        taken: list[int] = []
        if row is not None:
            token = walk.choose(row, self._request.temperature, self._rng)
            if token is not None:
                taken.append(token)
        if not walk.finished:
            taken += walk.forced()
        for token in taken:
            self._accept(token)
        self.feed = [*self.feed, *taken]
        return walk.finished

    def _accept(self, token: int) -> None:
        if not self._tokens:
            self._first = time.monotonic() - self.started
        self._tokens.append(token)
        self._text.add(self._native.piece(token))
        if self._show is not None:
            piece = self._text.news()
            if piece:
                self._show(piece)

    def _end(self, reason: Reason) -> None:
        self._text.finish()
        if self._show is not None:
            piece = self._text.news()
            if piece:
                self._show(piece)
        seconds = time.monotonic() - self.started
        self.ended = True
        self.finish(
            Completion(
                tokens=self._tokens,
                text=self._text.text,
                reason=reason,
                prompt_tokens=len(self.prompt),
                reused_tokens=self.reused,
                seconds_first=self._first or seconds,
                seconds=seconds,
                choice_probability=None if self._walk is None else self._walk.probability,
            )
        )

    def cancel(self) -> None:
        self._end("cancelled")

    def close(self) -> None:
        if self._grammar is not None:
            self._grammar.close()


class Lane:
    """One context, its slots and its thread."""

    def __init__(self, scheduler: Scheduler, context: Context, slots: int) -> None:
        self._scheduler = scheduler
        self._context = context
        self.slots = [Slot(index) for index in range(slots)]
        self._arrivals: deque[tuple[Job, Slot]] = deque()
        self._wake = threading.Condition(scheduler.lock)
        threading.Thread(target=self._run, daemon=True).start()

    @property
    def busy(self) -> int:
        """How many slots work on a job."""
        return sum(slot.job is not None for slot in self.slots)

    def enter(self, job: Job, slot: Slot) -> None:
        """Gives a job its slot; the scheduler holds the lock."""
        slot.job = job
        self._arrivals.append((job, slot))
        self._wake.notify()

    def _run(self) -> None:
        working: list[tuple[Job, Slot]] = []
        while True:
            with self._scheduler.lock:
                while not working and not self._arrivals:
                    self._wake.wait()
                arrived = list(self._arrivals)
                self._arrivals.clear()
            for job, slot in arrived:
                self._prepare(job, slot)
            working = sorted([*working, *arrived], key=lambda pair: pair[1].index)
            self._step(working)
            over = [pair for pair in working if not pair[0].feed]
            if over:
                working = [pair for pair in working if pair[0].feed]
                self._scheduler.leave([slot for _, slot in over])
                for job, _ in over:
                    job.deliver()

    def _prepare(self, job: Job, slot: Slot) -> None:
        """Brings the slot's cache to the longest prefix of the job's prompt to be had cheaply."""
        wanted = job.prompt[: len(job.prompt) - job.keep]
        shared = common(slot.cached, wanted)
        if wanted:
            best = max(self.slots, key=lambda other: common(other.cached, wanted))
            elsewhere = common(best.cached, wanted)
            if elsewhere > shared + COPY_COST:
                self._context.copy(best.index, slot.index)
                shared = elsewhere
        if not self._context.truncate(slot.index, shared):
            shared = 0
        slot.cached = job.prompt[:shared]
        job.reused = shared
        job.feed = job.feed[shared:]

    def _step(self, working: list[tuple[Job, Slot]]) -> None:
        """One batch: every job's waiting tokens as far as they fit, then each job's rows."""
        parts: list[tuple[Job, Slot, int, int]] = []
        # whoever has least to feed comes first, so writing never waits for a long prompt
        for job, slot in sorted(working, key=lambda pair: (len(pair[0].feed) > 1, pair[1].index)):
            if job.cancelled:
                job.cancel()
                continue
            count = min(len(job.feed), self._context.room, job.chunk)
            if count == 0:
                continue
            complete = count == len(job.feed)
            wanted: Rows = "all" if job.rows == "all" else "last" if complete else "none"
            first = self._context.add(slot.index, job.feed[:count], len(slot.cached), wanted=wanted)
            parts.append((job, slot, first, count if wanted == "all" else int(wanted == "last")))
            slot.cached += job.feed[:count]
            job.feed = job.feed[count:]
        if not parts:
            return
        try:
            rows = self._context.decode()
        except StudioError as error:
            for job, slot, _, _ in parts:
                self._context.truncate(slot.index, 0)
                slot.cached = []
                job.finish(error)
            return
        for job, _, first, count in parts:
            if count:
                try:
                    job.take(rows[first : first + count])
                except StudioError as error:
                    job.finish(error)


class Scheduler:
    """All lanes of one model, and the queue before them. Thread-safe."""

    def __init__(self, contexts: Sequence[tuple[Context, int]]) -> None:
        self.lock = threading.Lock()
        self._waiting: deque[Job] = deque()
        self._clock = 0
        self._lanes = [Lane(self, context, slots) for context, slots in contexts]
        self._slots = sum(slots for _, slots in contexts)

    def submit(self, job: Job) -> None:
        """Queues a job; it begins as soon as a slot is free, in order of arrival."""
        with self.lock:
            self._waiting.append(job)
            self._place()

    def cancel(self, job: Job) -> None:
        """Asks a job to end: at once when it waits, at its lane's next step when it runs."""
        with self.lock:
            job.cancelled = True
            if job not in self._waiting:
                return
            self._waiting.remove(job)
        job.cancel()
        job.deliver()

    def leave(self, slots: list[Slot]) -> None:
        """Slots whose job has ended take the next one."""
        with self.lock:
            for slot in slots:
                slot.job = None
            self._place()

    def _place(self) -> None:
        while self._waiting:
            free = [(lane, slot) for lane in self._lanes for slot in lane.slots if slot.job is None]
            if not free:
                return
            job = self._waiting.popleft()
            busy = {id(lane): lane.busy for lane in self._lanes}
            lane, slot = min(free, key=lambda pair: self._cost(job, pair[0], pair[1], busy[id(pair[0])]))
            self._clock += 1
            slot.used = self._clock
            slot.owner = job.owner
            lane.enter(job, slot)

    def _cost(self, job: Job, lane: Lane, slot: Slot, busy: int) -> float:
        """Tokens to read, plus what is lost of a conversation likely to go on, plus the lane's load."""
        shared = common(slot.cached, job.prompt)
        copied = max(common(other.cached, job.prompt) for other in lane.slots) - COPY_COST
        # ten tokens of tail are dropped by nearly every continuation: an end of turn, spaces, a cut stop text
        lost = max(0, len(slot.cached) - shared - 10)
        if lost and slot.owner == job.owner:
            loss = 0.1 * lost  # he has most likely begun something else
        elif lost and slot.owner and self._clock - slot.used < 2 * self._slots:
            loss = TAKEN_COST + lost  # someone else is between two turns of his
        else:
            loss = 0.2 * lost
        return len(job.prompt) - max(shared, copied) + loss + 8 * busy


def common(cached: list[int], prompt: list[int]) -> int:
    """How many tokens two lists share from the start."""
    length = min(len(cached), len(prompt))
    if cached[:length] == prompt[:length]:
        return length
    return bisect_left(range(length), True, key=lambda end: cached[: end + 1] != prompt[: end + 1])
