"""Supervising one compile from the window: started, followed, measured and asked, all in threads of their own.

The worker is a process that belongs to nobody; a supervisor that goes leaves it running. What the events mean is
`compile.progress`' business, and what is shown of them the panel's.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from time import monotonic

from PySide6.QtCore import QObject, QThread, Signal

from studio.base.errors import StudioError
from studio.base.events import event
from studio.base.processes import Child
from studio.base.runfolder import Request, RunFolder
from studio.compile import following, launch
from studio.compile.meters import Meter
from studio.compile.order import Order
from studio.compile.progress import Progress, after
from studio.conversations.look import place, read_look
from studio.procedure.model import Procedure
from studio.ui.compile import threads

PACE = 150  # milliseconds between two looks at the events; what came meanwhile is told at once
MEASURED = 1000  # milliseconds between two measurements
FIRST_LOOKS = 0.5  # seconds between two looks for practice conversations

Begin = Callable[[], tuple[RunFolder, Child | None]]


class _Follower(QThread):
    """Begins, and reads the events to the end."""

    opened = Signal(object)
    progressed = Signal(object)
    written = Signal(object)
    ended = Signal(object)
    failed = Signal(object)

    def __init__(self, begin: Begin) -> None:
        super().__init__()
        self._begin = begin
        self._looked = 0.0
        self._seen: tuple[Path, float] | None = None

    def run(self) -> None:
        try:
            run, child = self._begin()
        except StudioError as error:
            self.failed.emit(error)
            return
        self.opened.emit((run, child))
        progress = self._follow(run, child)
        if progress is None:
            return
        if progress.ending is None:
            progress = _buried(run, child, progress)
        self._look(run, progress.round, always=True)
        self.progressed.emit(progress)
        self.ended.emit(progress)

    def _follow(self, run: RunFolder, child: Child | None) -> Progress | None:
        """The progress when nobody is at it any more; None where we were asked to leave it."""
        reading, progress = run.events.reading(), Progress()
        while not self.isInterruptionRequested():
            alive = following.is_at_work(run, child)
            fresh = reading.fresh()
            for told in fresh:
                progress = after(progress, told)
            if fresh:
                self.progressed.emit(progress)
            elif not alive:
                return progress
            self._look(run, progress.round)
            self.msleep(PACE)
        return None

    def _look(self, run: RunFolder, round: int, *, always: bool = False) -> None:
        """Whether there are practice conversations to be looked at that were not told yet."""
        if not always and monotonic() - self._looked < FIRST_LOOKS:
            return
        self._looked = monotonic()
        for number in range(round, 0, -1):
            folder = run.conversations / f"taught-{number}"
            try:
                seen = (folder, place(folder).stat().st_mtime)
            except OSError:
                continue
            if seen != self._seen:
                self._seen = seen
                self.written.emit(tuple(read_look(folder)))
            return


class _Measurer(QThread):
    """Measures the worker while it lives."""

    measured = Signal(object)

    def __init__(self, run: RunFolder, child: Child | None) -> None:
        super().__init__()
        self._run, self._child = run, child

    def run(self) -> None:
        meter: Meter | None = None
        while not self.isInterruptionRequested():
            pid = self._child.pid if self._child is not None and self._child.is_running() else self._run.worker()
            if pid is not None and (meter is None or meter.pid != pid):
                meter = Meter(pid)
            self.measured.emit(meter.measure() if meter is not None and pid is not None else None)
            for _ in range(MEASURED // 100):
                if self.isInterruptionRequested():
                    return
                self.msleep(100)


class Supervisor(QObject):
    """One compile. `opened` is emitted when its run is known; `progressed` carries a Progress; `measured` a Load or
    None; `written` practice conversations; `ended` the last Progress; `failed` a StudioError about what was asked."""

    opened = Signal()
    progressed = Signal(object)
    measured = Signal(object)
    written = Signal(object)
    ended = Signal(object)
    failed = Signal(object)
    asked = Signal()

    def __init__(self, parent: QObject | None, name: str, begin: Begin, run: RunFolder | None = None) -> None:
        super().__init__(parent)
        self.name = name
        self.run = run
        self.progress = Progress()
        self.request: Request | None = None
        self.is_over = False
        self._child: Child | None = None
        self._measurer: _Measurer | None = None
        self._follower = _Follower(begin)
        self._follower.opened.connect(self._opened)
        self._follower.progressed.connect(self._progressed)
        self._follower.written.connect(self.written)
        self._follower.ended.connect(self._ended)
        self._follower.failed.connect(self._not_begun)

    @classmethod
    def compiling(cls, parent: QObject | None, procedure: Procedure, order: Order) -> Supervisor:
        """One that compiles a procedure, or shows how that ended where it was done before."""

        def begin() -> tuple[RunFolder, Child | None]:
            run = launch.prepare(procedure, order, None)
            return run, None if launch.finished(run) else launch.start(run)

        return cls(parent, procedure.name, begin)

    @classmethod
    def going_on(cls, parent: QObject | None, run: RunFolder, order: Order | None = None) -> Supervisor:
        """One that starts a run's worker again, with another order where one is given."""

        def begin() -> tuple[RunFolder, Child | None]:
            if order is not None:
                order.save(run.path)
            return run, launch.start(run)

        return cls(parent, run.manifest().name, begin, run)

    @classmethod
    def watching(cls, parent: QObject | None, run: RunFolder) -> Supervisor:
        """One that watches a run that somebody else has started, or that is over."""
        return cls(parent, run.manifest().name, lambda: (run, None), run)

    def start(self) -> None:
        """Begin, in the thread."""
        threads.launch(self._follower)

    def leave(self) -> None:
        """Follow it no longer; the worker goes on."""
        self.is_over = True
        for thread in (self._follower, self._measurer):
            if thread is not None:
                thread.requestInterruption()

    # -- asking --------------------------------------------------------------------------------------

    def pause(self) -> None:
        """Ask for a pause, or to go on after one."""
        if self.run is None or self.is_over or self.request in ("stop", "cancel"):
            return
        if self.request == "pause" or self.progress.paused:  # another window may have asked for it
            self.run.control.withdraw("pause")
            self.request = None
            self.asked.emit()
        else:
            self._ask("pause")

    def stop(self) -> None:
        """Ask it to stop teaching, and to pack and check what was learned."""
        if self.run is not None and not self.is_over and self.request != "cancel":
            self.run.control.withdraw("pause")
            self._ask("stop")

    def cancel(self) -> None:
        """End it now; `ended` follows within seconds."""
        run, child = self.run, self._child
        if run is None or self.is_over or self.request == "cancel":
            return
        self.request = "cancel"
        self.asked.emit()
        threads.aside(lambda: following.cancel(run, child), self._cancelled, self._not_cancelled)

    def _ask(self, what: Request) -> None:
        assert self.run is not None
        try:
            self.run.control.request(what)
        except StudioError as error:
            self.failed.emit(error)
            return
        self.request = what
        self.asked.emit()

    # -- hearing -------------------------------------------------------------------------------------

    def _opened(self, begun: tuple[RunFolder, Child | None]) -> None:
        self.run, self._child = begun
        self.name = self.name or self.run.path.name
        if following.is_at_work(self.run, self._child):
            self.request = self.run.control.requested()
            self._measurer = _Measurer(self.run, self._child)
            self._measurer.measured.connect(self.measured)
            threads.launch(self._measurer)
        self.opened.emit()

    def _progressed(self, progress: Progress) -> None:
        self.progress = progress
        self.progressed.emit(progress)

    def _ended(self, progress: Progress) -> None:
        """The follower has read the last word."""
        self.is_over, self.request, self.progress = True, None, progress
        if self._measurer is not None:
            self._measurer.requestInterruption()
        self.measured.emit(None)
        self.ended.emit(progress)

    def _not_begun(self, error: StudioError) -> None:
        self.is_over = True
        self.failed.emit(error)

    def _not_cancelled(self, error: StudioError) -> None:
        self.request = None
        self.failed.emit(error)

    def _cancelled(self, _: object) -> None:
        """It is gone; the follower reads its last word."""


def _buried(run: RunFolder, child: Child | None, progress: Progress) -> Progress:
    """The progress once it is written down how a worker died that said nothing."""
    outcome = child.wait(5) if child is not None else None
    told = following.bury(run, outcome)
    if told is None:  # another has written it, or nothing can be written any more
        told = run.events.last("failed", "done")
        if told is None or told.get("time", 0.0) < progress.time:
            died = following.death(run, outcome)
            told = event("failed", message=died.message, hint=died.hint, cause=died.cause)
    return after(progress, told)
