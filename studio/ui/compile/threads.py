"""Threads that outlive the window they work for by a moment: asked to end, waited for only when the studio ends.

A QThread that is destroyed while it runs ends the whole process, and waiting for one would hold up the window.
"""

from __future__ import annotations

import atexit
from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QCoreApplication, QObject, QThread, Signal

from studio.base.errors import StudioError
from studio.ui.memory import keep_to_this_thread

LAST = 4000  # milliseconds that are waited for a thread when the studio ends


class _Keeper(QObject):
    """Keeps the threads of the application, in the window's thread: one that let go of itself would destroy itself."""

    def __init__(self, application: QCoreApplication) -> None:
        super().__init__(application)
        self.setObjectName("keeper")
        self.threads: list[QThread] = []
        application.aboutToQuit.connect(self.end_all)
        atexit.register(_end_all)  # for those who use windows without running the application

    def keep(self, thread: QThread) -> None:
        self.threads.append(thread)
        thread.finished.connect(self.release)

    def release(self) -> None:
        """Let go of those that have ended."""
        for thread in [one for one in self.threads if one.isFinished()]:
            thread.wait()
            self.threads.remove(thread)

    def end_all(self) -> None:
        """Ask every thread to end, and wait until it has."""
        for thread in self.threads:
            thread.requestInterruption()
        for thread in self.threads:
            thread.wait(LAST)
        self.release()


def _end_all() -> None:
    application = QCoreApplication.instance()
    found = application.findChild(_Keeper, "keeper") if application is not None else None
    if found is not None:
        found.end_all()


def keeper() -> _Keeper:
    """The application's."""
    application = QCoreApplication.instance()
    assert application is not None
    return application.findChild(_Keeper, "keeper") or _Keeper(application)


def launch(thread: QThread) -> None:
    """Start a thread and keep it until it has ended."""
    keep_to_this_thread()
    keeper().keep(thread)
    thread.start(QThread.Priority.LowPriority)


class Deed(QThread):
    """Something that takes a moment, done aside. `failed` carries a StudioError; `done` what it returned."""

    done = Signal(object)
    failed = Signal(object)

    def __init__(self, do: Callable[[], object]) -> None:
        super().__init__()
        self._do = do

    def run(self) -> None:
        try:
            found = self._do()
        except StudioError as error:
            self.failed.emit(error)
            return
        self.done.emit(found)


def aside(do: Callable[[], object], then: Callable[[Any], object], failed: Callable[[StudioError], object]) -> Deed:
    """Do something aside and go on with what it returned. The two are methods of QObjects, so they run in theirs."""
    deed = Deed(do)
    deed.done.connect(then)
    deed.failed.connect(failed)
    launch(deed)
    return deed
