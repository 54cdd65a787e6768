"""Seats that are let go: their threads end when they can, and nobody waits for them but the end of the application."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QCoreApplication, QObject, QThread

from studio.ui.chat.slot import Slot

PATIENCE = 3000  # milliseconds until what the seats wait for is closed under them
LAST_PATIENCE = 8000  # milliseconds the application waits at its end


class _Leaving(QThread):
    """Waits for threads to end, then closes their room."""

    def __init__(self, slots: Sequence[Slot], then: Callable[[], object] | None) -> None:
        super().__init__()
        self._slots, self._then = list(slots), then

    def run(self) -> None:
        for slot in self._slots:
            slot.thread_.wait(PATIENCE)
        if self._then is not None:
            self._then()
        for slot in self._slots:
            slot.thread_.wait()


class _Door(QObject):
    """Holds on to those who are leaving until they have left."""

    def __init__(self) -> None:
        super().__init__()
        self.leaving: list[QThread] = []
        application = QCoreApplication.instance()
        if application is not None:
            application.aboutToQuit.connect(self.wait)

    def sweep(self) -> None:
        self.leaving = [each for each in self.leaving if each.isRunning()]

    def wait(self) -> None:
        for each in self.leaving:
            each.wait(LAST_PATIENCE)
        self.sweep()


_doors: list[_Door] = []


def _door() -> _Door:
    if not _doors:
        _doors.append(_Door())
    return _doors[0]


def leave(slots: Sequence[Slot], then: Callable[[], object] | None = None) -> None:
    """Let seats go without waiting, and afterwards call `then`, in a thread of its own."""
    if not slots and then is None:
        return
    for slot in slots:
        slot.blockSignals(True)
        slot.setParent(None)
        slot.thread_.leave()
    going = _Leaving(slots, then)
    hold(going)
    going.start()


def hold(thread: QThread) -> None:
    """Hold on to a thread until it has ended by itself."""
    door = _door()
    door.leaving.append(thread)
    thread.finished.connect(door.sweep)


def wait() -> None:
    """Wait until all have left: at the end of the application, and in tests."""
    _door().wait()
