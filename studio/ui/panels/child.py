"""A command of the studio's own command line in a child process, asked once, while the window goes on.

What is asked and what the answer means is for whoever asks. A child that is to be talked to, or whose answer is read
line by line, is `compile.sheet_asking`'s.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence

from PySide6.QtCore import QObject, QProcess, Signal

from studio.base.priority import give_way

STUDIO = ["-m", "studio"]


class Child(QObject):
    """One question at a time. `said` carries each line of its standard error as it comes, `answered` its standard
    output as bytes and all that was said beside it."""

    said = Signal(str)
    answered = Signal(object, str)

    def __init__(self, parent: QObject | None = None, *, calm: bool = False) -> None:
        super().__init__(parent)
        self._calm = calm
        self._process: QProcess | None = None
        self._beside = bytearray()
        self._told = 0  # bytes of it that were told, up to the end of a line

    @property
    def is_busy(self) -> bool:
        return self._process is not None

    @property
    def pid(self) -> int:
        """Its number, 0 while there is none."""
        return self._process.processId() if self._process is not None else 0

    def ask(self, arguments: Sequence[str]) -> None:
        """Ask; what was asked before is let go."""
        self.stop()
        self._beside, self._told = bytearray(), 0
        process = self._process = QProcess(self)
        process.setStandardInputFile(QProcess.nullDevice())
        process.finished.connect(self._finished)
        process.errorOccurred.connect(self._finished)
        process.readyReadStandardError.connect(self._listen)
        process.start(sys.executable, [*STUDIO, *arguments])
        if self._calm:
            give_way(process.processId())

    def stop(self) -> None:
        """Let go of what was asked."""
        process, self._process = self._process, None
        if process is not None:
            process.finished.disconnect()
            process.errorOccurred.disconnect()
            process.readyReadStandardError.disconnect()
            process.kill()
            process.waitForFinished(1000)
            process.deleteLater()

    def _listen(self) -> None:
        if self._process is None:
            return
        self._beside += self._process.readAllStandardError().data()
        end = self._beside.rfind(b"\n") + 1
        lines, self._told = self._beside[self._told : end], max(end, self._told)
        for line in lines.decode("utf-8", "replace").splitlines():
            self.said.emit(line)

    def _finished(self) -> None:
        self._listen()
        process, self._process = self._process, None
        if process is None:
            return
        told = bytes(process.readAllStandardOutput().data())
        process.deleteLater()
        self.answered.emit(told, self._beside.decode("utf-8", "replace").strip())


def first_line(text: str, instead: str) -> str:
    """The first line of a text, or something else where there is none."""
    return text.splitlines()[0] if text else instead
