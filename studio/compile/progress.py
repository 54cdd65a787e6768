"""How far a compile is, made of its events alone: five stages, time left, two curves, what was noted, how it ended.

Pure: the same events give the same progress, whoever reads them and whenever. Reading events is `following`'s business,
showing them the window's. Times are seconds of work: pauses, and the time between two tries, do not count.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any, Literal, NamedTuple

from studio.base.events import Event

StageName = Literal["plan", "write", "teach", "pack", "check"]
StageState = Literal["waiting", "running", "done"]
STAGES: tuple[StageName, ...] = ("plan", "write", "teach", "pack", "check")
# What the conductor calls its stages: which of the five each belongs to, and which part of that.
PARTS: dict[str, tuple[StageName, float, float]] = {
    "preparing": ("plan", 0.0, 0.4),
    "planning": ("plan", 0.4, 1.0),
    "writing": ("write", 0.0, 1.0),
    "teaching": ("teach", 0.0, 1.0),
    "exporting": ("pack", 0.0, 1.0),
    "checking": ("check", 0.0, 0.85),
    "comparing": ("check", 0.85, 1.0),
}
MOST_POINTS = 400  # of a curve; beyond, every second of its older half goes
MOST_NOTES = 300


class Stage(NamedTuple):
    """One of the five: its state, the share of it that is done, and the seconds it has taken."""

    state: StageState = "waiting"
    share: float = 0.0
    seconds: float = 0.0


class Point(NamedTuple):
    """A point of a curve: seconds of work since the beginning, a value, the round it belongs to."""

    seconds: float
    value: float
    round: int = 1


class Checked(NamedTuple):
    """How many of the conversations tried were followed exactly, as a share; `quick` for a test while teaching goes on,
    else by the real check of the packed file."""

    seconds: float
    share: float
    tried: int
    quick: bool
    round: int = 1


class Note(NamedTuple):
    """A sentence on the way; `time` is seconds since 1970, `part` the conductor's stage it belongs to."""

    time: float
    text: str
    advanced: bool = False
    part: str = ""


class Ending(NamedTuple):
    """How it ended. `gate` and `reason` are set where it is done, `message`, `hint` and `cause` where it failed."""

    kind: Literal["done", "failed", "cancelled"]
    gate: str = ""
    reason: str = ""
    message: str = ""
    hint: str = ""
    cause: str = ""
    seconds: float = 0.0


@dataclass(frozen=True)
class Progress:
    """What is known after some events. `left` is seconds until the current stage ends, as far as that can be told, and
    `ceiling` the seconds the whole may take at most (0: not known yet); both as of `time`, seconds since 1970."""

    stages: tuple[Stage, ...] = (Stage(),) * len(STAGES)
    part: str = ""
    round: int = 1
    began: float = 0.0
    time: float = 0.0
    elapsed: float = 0.0
    left: float | None = None
    ceiling: float = 0.0
    losses: tuple[Point, ...] = ()
    checks: tuple[Checked, ...] = ()
    notes: tuple[Note, ...] = ()
    paused: bool = False
    tries: int = 0
    events: int = 0
    ending: Ending | None = None

    @property
    def current(self) -> StageName | None:
        """The stage that is at work, the first that is not done; None once it has ended."""
        if self.ending is not None:
            return None
        running = next(
            (name for name, stage in zip(STAGES, self.stages, strict=True) if stage.state == "running"), None
        )
        return running or next(
            (name for name, stage in zip(STAGES, self.stages, strict=True) if stage.state == "waiting"), "check"
        )

    def stage(self, name: StageName) -> Stage:
        return self.stages[STAGES.index(name)]

    @property
    def share(self) -> float:
        """How much of the whole is done, from 0 to 1: by its ceiling, which more rounds may use up or not."""
        if self.ending is not None:
            return 1.0 if self.ending.kind == "done" else self._by_time()
        return min(0.99, self._by_time())

    def left_at(self, now: float) -> float | None:
        """Seconds until the current stage ends, some time after the last event."""
        if self.left is None or self.paused:
            return self.left
        return max(0.0, self.left - max(0.0, now - self.time))

    def most_left_at(self, now: float) -> float | None:
        """Seconds until the whole has ended at the latest; None while the ceiling is not known."""
        if not self.ceiling:
            return None
        return max(0.0, self.ceiling - self.elapsed_at(now))

    def elapsed_at(self, now: float) -> float:
        """Seconds of work, some time after the last event."""
        idle = self.paused or self.ending is not None or not self.time
        return self.elapsed if idle else self.elapsed + max(0.0, now - self.time)

    def unlearned(self) -> tuple[Point, ...]:
        """The curve of what is still to learn, as a share of what there was when teaching began."""
        if not self.losses:
            return ()
        whole = max(self.losses[0].value, 1e-9)
        return tuple(Point(p.seconds, p.value / whole, p.round) for p in self.losses)

    def _by_time(self) -> float:
        return min(1.0, self.elapsed / self.ceiling) if self.ceiling else 0.0


def of(events: Iterable[Event]) -> Progress:
    """The progress after these events."""
    progress = Progress()
    for told in events:
        progress = after(progress, told)
    return progress


def after(progress: Progress, told: Event) -> Progress:
    """The progress after one more event. What it does not understand changes only the time."""
    progress = _at(progress, told)
    take = _TAKES.get(str(told.get("type")))
    return take(progress, told) if take is not None else progress


def _at(progress: Progress, told: Event) -> Progress:
    """The clock moved on; time between two tries, and in a pause, is no work."""
    now = _number(told.get("time"), progress.time)
    began = told.get("type") == "note" and told.get("text") == "Started."
    worked = 0.0 if began or progress.paused or not progress.time else max(0.0, now - progress.time)
    stages = progress.stages
    current = progress.current
    if worked and current is not None and progress.stage(current).state == "running":
        stages = _with(stages, current, seconds=progress.stage(current).seconds + worked)
    moved = replace(
        progress,
        stages=stages,
        began=progress.began or now,
        time=max(now, progress.time),
        elapsed=progress.elapsed + worked,
        events=progress.events + 1,
    )
    return replace(moved, ending=None, paused=False, tries=progress.tries + 1, left=None) if began else moved


def _take_stage(progress: Progress, told: Event) -> Progress:
    name, number = _named(str(told.get("stage")))
    if name not in PARTS:
        return progress
    stage, first, last = PARTS[name]
    stages = progress.stages
    if number > progress.round:  # a new round does all but the plan once more
        for again in STAGES[1:]:
            stages = _with(stages, again, state="waiting", share=0.0)
    share = first if told.get("state") == "started" else last
    stages = _with(stages, stage, state="done" if share >= 1.0 else "running", share=share)
    for before in STAGES[: STAGES.index(stage)]:
        stages = _with(stages, before, state="done", share=1.0)
    return replace(progress, stages=stages, part=name, round=max(number, progress.round), left=None)


def _take_progress(progress: Progress, told: Event) -> Progress:
    if progress.part not in PARTS:
        return progress
    stage, first, last = PARTS[progress.part]
    done, total = _number(told.get("done")), _number(told.get("total"))
    share = min(1.0, done / total) if total > 0 else 0.0
    stages = _with(progress.stages, stage, share=max(progress.stage(stage).share, first + share * (last - first)))
    left = told.get("left_seconds")
    if left is None and share > 0.05:
        left = progress.stage(stage).seconds * (1 - share) / share
    return replace(progress, stages=stages, left=_number(left) if left is not None else progress.left)


def _take_metric(progress: Progress, told: Event) -> Progress:
    loss = told.get("smooth_loss", told.get("loss"))
    losses, checks = progress.losses, progress.checks
    if isinstance(loss, int | float) and loss == loss:
        losses = thinned((*losses, Point(progress.elapsed, float(loss), progress.round)))
    if "followed" in told:
        tried = int(_number(told.get("tried")))
        checks = (*checks, Checked(progress.elapsed, _number(told["followed"]), tried, True, progress.round))
    elif told.get("stage") == "checking" and "exact" in told:
        tried = int(_number(told.get("conversations")))
        checks = (*checks, Checked(progress.elapsed, _number(told["exact"]), tried, False, progress.round))
    return replace(progress, losses=losses, checks=checks)


def _take_note(progress: Progress, told: Event) -> Progress:
    note = Note(
        _number(told.get("time"), progress.time), _text(told, "text"), bool(told.get("advanced")), progress.part
    )
    progress = replace(progress, notes=(*progress.notes, note)[-MOST_NOTES:])
    if "paused" in told:
        progress = replace(progress, paused=bool(told["paused"]))
    if "ceiling" in told:  # what earlier tries have spent is known better by whoever keeps the ceiling
        spent = _number(told.get("spent"), progress.elapsed)
        progress = replace(progress, ceiling=_number(told["ceiling"]), elapsed=max(progress.elapsed, spent))
    return progress


def _take_done(progress: Progress, told: Event) -> Progress:
    ending = Ending("done", str(told.get("gate", "")), _text(told, "reason"), seconds=_number(told.get("seconds")))
    return replace(progress, stages=tuple(Stage("done", 1.0, s.seconds) for s in progress.stages), **_ended(ending))


def _take_failed(progress: Progress, told: Event) -> Progress:
    kind: Literal["cancelled", "failed"] = "cancelled" if told.get("cancelled") else "failed"
    message, hint, cause = (_text(told, name) for name in ("message", "hint", "cause"))
    return replace(progress, **_ended(Ending(kind, message=message, hint=hint, cause=cause)))


def _ended(ending: Ending) -> dict[str, Any]:
    return {"ending": ending, "left": None, "paused": False}


_TAKES = {
    "stage": _take_stage,
    "progress": _take_progress,
    "metric": _take_metric,
    "note": _take_note,
    "done": _take_done,
    "failed": _take_failed,
}


def thinned(points: tuple[Point, ...]) -> tuple[Point, ...]:
    """The same curve with fewer points where it has too many; first and last stay."""
    if len(points) <= MOST_POINTS:
        return points
    half = len(points) // 2
    return points[:1] + points[2:half:2] + points[half:]


def _with(stages: tuple[Stage, ...], name: StageName, **changes: Any) -> tuple[Stage, ...]:
    place = STAGES.index(name)
    return (*stages[:place], stages[place]._replace(**changes), *stages[place + 1 :])


def _named(stage: str) -> tuple[str, int]:
    """A stage's name without its round's number, and that number."""
    name, _, number = stage.partition("-")
    return name, int(number) if number.isdigit() else 1


def _text(told: Event, name: str) -> str:
    """A text of an event as it came, for it may be a Sentence."""
    found = told.get(name, "")
    return found if isinstance(found, str) else str(found)


def _number(value: Any, otherwise: float = 0.0) -> float:
    return float(value) if isinstance(value, int | float) and not isinstance(value, bool) else otherwise
