"""Keeping the list of runs up to date without holding the window up: a thread looks at the folders now and then.

It looks only while somebody does, and says something only where something changed.
"""

from __future__ import annotations

import threading
from contextlib import suppress

from PySide6.QtCore import QObject, QTimer, Signal

from studio.runs.index import Index
from studio.runs.record import Record

LIVELY, CALM = 1500, 4000  # milliseconds between two looks: while a compile runs, and else


class Reading(QObject):
    """Reads for whoever listens to `changed`, which carries all records, the newest first. One look at a time."""

    changed = Signal(object)
    _seen = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.records: tuple[Record, ...] | None = None
        self._busy = self._again = False
        self._timer = QTimer(self, interval=CALM)
        self._timer.timeout.connect(self.look)
        self._seen.connect(self._take)

    def start(self) -> None:
        """Look now, and from now on."""
        self.look()
        self._timer.start()

    def stop(self) -> None:
        self._timer.stop()

    @property
    def is_watching(self) -> bool:
        return self._timer.isActive()

    def look(self) -> None:
        """Look once. Where a look is under way, it may have missed what was just done: another follows."""
        if self._busy:
            self._again = True
            return
        self._busy = True
        threading.Thread(target=self._look, daemon=True, name="runs").start()

    def _look(self) -> None:
        found = tuple(Index().records())
        with suppress(RuntimeError):  # the window went meanwhile
            self._seen.emit(found)

    def _take(self, found: tuple[Record, ...]) -> None:
        self._busy = False
        if self._again:
            self._again = False
            self.look()
        self._timer.setInterval(LIVELY if any(record.is_running for record in found) else CALM)
        if found != self.records:
            self.records = found
            self.changed.emit(found)
