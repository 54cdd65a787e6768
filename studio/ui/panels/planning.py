"""Planning in the background: a child process counts what the practice conversations of a procedure cover.

A plan is pure Python and takes seconds; in a thread of the window it would hold up every frame that is painted
meanwhile. The child runs `studio plan`, at low priority, and is ended as soon as the procedure is another.
"""

from __future__ import annotations

from pathlib import Path

from pydantic import ValidationError
from PySide6.QtCore import QObject, QTemporaryDir, QTimer, Signal

from studio.plan.coverage import Coverage
from studio.procedure import file
from studio.procedure.model import Procedure
from studio.ui.panels.child import Child, first_line

QUIET = 800  # milliseconds without an edit before counting begins
# So few are asked for that the plan holds only what coverage needs.
OPTIONS = ("--conversations", "1", "--held-out", "0", "--json")


class Planning(QObject):
    """Counts for whoever listens: `counted` carries a Coverage, `failed` a sentence. One count at a time."""

    counted = Signal(object)
    failed = Signal(str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._asked: Procedure | None = None
        self.child = Child(self, calm=True)
        self.child.answered.connect(self._answered)
        self._folder: QTemporaryDir | None = None
        self._later = QTimer(self, singleShot=True, interval=QUIET)
        self._later.timeout.connect(self._start)

    @property
    def is_busy(self) -> bool:
        return self.child.is_busy or self._later.isActive()

    def ask(self, procedure: Procedure) -> None:
        """Count this one after a moment of quiet; what was asked before is let go."""
        self.stop()
        self._asked = procedure
        self._later.start()

    def stop(self) -> None:
        """Let go of what is being counted."""
        self._later.stop()
        self.child.stop()

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
        self.child.ask(["plan", str(path), *OPTIONS])

    def _answered(self, told: bytes, beside: str) -> None:
        self._folder = None
        try:
            self.counted.emit(Coverage.model_validate_json(told))
        except ValidationError:
            self.failed.emit(first_line(beside, self.tr("The counting stopped.")))
