"""Continuous batching: requests share batches, and slots keep their cache so that a known prefix is not read again.

A lane is one llama.cpp context with its own thread and slots; small models run fastest with one single-threaded lane
per core, since nothing waits at a barrier. The scheduler hands requests to the slot that will have the least to read.
It knows nothing of the protocol: results leave through callbacks.
"""

from __future__ import annotations

import threading
from bisect import bisect_left
from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from studio.base.errors import StudioError
from studio.engine.jobs import Job
from studio.engine.native import Context

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


class Part(NamedTuple):
    """One job's share of a batch: its rows of logits, and how many of its tokens were only drafted."""

    job: Job
    slot: Slot
    first: int
    rows: int
    drafted: int


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
        parts: list[Part] = []
        # whoever has least to feed comes first, so writing never waits for a long prompt
        for job, slot in sorted(working, key=lambda pair: (len(pair[0].feed) > 1, pair[1].index)):
            if job.cancelled:
                job.cancel()
                continue
            count = min(len(job.feed), self._context.room, job.chunk)
            if count == 0:
                continue
            drafted = job.draft[: self._context.room - count] if count == len(job.feed) else []
            wanted = count if job.scores else int(count == len(job.feed)) + len(drafted)
            first = self._context.add(slot.index, [*job.feed[:count], *drafted], len(slot.cached), wanted=wanted)
            parts.append(Part(job, slot, first, wanted, len(drafted)))
            slot.cached += [*job.feed[:count], *drafted]
            job.feed = job.feed[count:]
        if not parts:
            return
        try:
            rows = self._context.decode()
        except StudioError as error:
            for part in parts:
                self._context.truncate(part.slot.index, 0)
                part.slot.cached = []
                part.job.finish(error)
            return
        for part in parts:
            if part.rows:
                try:
                    part.job.take(rows[part.first : part.first + part.rows])
                except StudioError as error:
                    part.job.finish(error)
            self._take_back(part)

    def _take_back(self, part: Part) -> None:
        """What was drafted wrongly is forgotten again; a memory that cannot drop a tail reads everything once more."""
        wrong = part.drafted - part.job.right if part.drafted else 0
        if not wrong:
            return
        slot = part.slot
        kept = len(slot.cached) - wrong
        if self._context.truncate(slot.index, kept):
            del slot.cached[kept:]
            return
        slot.cached = []
        if part.job.feed:
            part.job.read_again()


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
