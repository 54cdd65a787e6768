"""Planning in the background: a child process counts what the practice conversations of a procedure cover.

A plan is pure Python and takes seconds; in a thread of the window it would hold up every frame that is painted
meanwhile. The child runs `studio plan`, at low priority, and is ended as soon as the procedure is another.
"""

from __future__ import annotations

import sys
from contextlib import suppress
from pathlib import Path

from pydantic import ValidationError
from PySide6.QtCore import QObject, QProcess, QTemporaryDir, QTimer, Signal

from studio.plan.coverage import Coverage
from studio.procedure import file
from studio.procedure.model import Procedure

QUIET = 800  # milliseconds without an edit before counting begins
COMMAND = ("-m", "studio", "plan")
# So few are asked for that the plan holds only what coverage needs.
OPTIONS = ("--conversations", "1", "--held-out", "0", "--json")


class Planning(QObject):
    """Counts for whoever listens: `counted` carries a Coverage, `failed` a sentence. One count at a time."""

    counted = Signal(object)
    failed = Signal(str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._asked: Procedure | None = None
        self._child: QProcess | None = None
        self._folder: QTemporaryDir | None = None
        self._later = QTimer(self, singleShot=True, interval=QUIET)
        self._later.timeout.connect(self._start)

    @property
    def is_busy(self) -> bool:
        return self._child is not None or self._later.isActive()

    def ask(self, procedure: Procedure) -> None:
        """Count this one after a moment of quiet; what was asked before is let go."""
        self.stop()
        self._asked = procedure
        self._later.start()

    def stop(self) -> None:
        """Let go of what is being counted."""
        self._later.stop()
        if self._child is not None:
            child, self._child = self._child, None
            child.finished.disconnect()
            child.errorOccurred.disconnect()
            child.kill()
            child.waitForFinished(1000)
            child.deleteLater()

    def _start(self) -> None:
        if self._asked is None:
            return
        self._folder = QTemporaryDir()
        path = Path(self._folder.filePath("counted" + file.SUFFIX))
        try:
            path.write_text(file.dumps(self._asked), "utf-8")
        except OSError as error:
            self.failed.emit(self.tr("There is no room to count in: {reason}.").format(reason=error.strerror))
            return
        child = self._child = QProcess(self)
        child.setStandardInputFile(QProcess.nullDevice())
        child.finished.connect(self._finished)
        child.errorOccurred.connect(self._finished)
        child.start(sys.executable, [*COMMAND, str(path), *OPTIONS])
        _calm(child.processId())

    def _finished(self) -> None:
        child, self._child = self._child, None
        if child is None:
            return
        said = bytes(child.readAllStandardOutput().data())
        told = bytes(child.readAllStandardError().data()).decode("utf-8", "replace").strip()
        child.deleteLater()
        self._folder = None
        try:
            self.counted.emit(Coverage.model_validate_json(said))
        except ValidationError:
            self.failed.emit(told.splitlines()[0] if told else self.tr("The counting stopped."))


def _calm(pid: int) -> None:
    """Let the child give way to the window."""
    import psutil  # only here, since the window opens sooner without it

    with suppress(psutil.Error, OSError, ValueError):
        calm = int(getattr(psutil, "BELOW_NORMAL_PRIORITY_CLASS", 10))  # Windows has classes, others a scale
        psutil.Process(pid).nice(calm)
