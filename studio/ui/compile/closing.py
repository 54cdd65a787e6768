"""The question when a window is closed while a compile is at work: leave it running, stop and keep, or stay."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Literal

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QMessageBox

from studio.ui.compile.words import tr

if TYPE_CHECKING:
    from studio.ui.compile.desk import Desk
    from studio.ui.window import MainWindow

Answer = Literal["leave", "stop", "stay"]


class Guard(QObject):
    """Asks once when its window is about to close."""

    def __init__(self, window: MainWindow, desk: Desk) -> None:
        super().__init__(window)
        self._window, self._desk = window, desk
        self.question: Callable[[MainWindow], Answer] = question
        window.installEventFilter(self)
        window.closed.connect(self._let_go)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Close and watched is self._window and self._desk.is_running:
            answer = self.question(self._window)
            if answer == "stay":
                event.ignore()
                return True
            if answer == "stop":
                self._desk.stop()
        return super().eventFilter(watched, event)

    def _let_go(self) -> None:
        """The worker belongs to nobody; only the following ends."""
        if self._desk.supervisor is not None:
            self._desk.supervisor.leave()


def question(window: MainWindow) -> Answer:
    """What is to become of the compile."""
    box = QMessageBox(
        QMessageBox.Icon.Question,
        "Subterra Studio",
        tr("A compile is at work. Close the window all the same?"),
        parent=window,
    )
    box.setInformativeText(tr("It can go on without the window; when you open the studio again, it is there, or done."))
    leave = box.addButton(tr("Leave it running"), QMessageBox.ButtonRole.AcceptRole)
    stop = box.addButton(tr("Stop and keep what was learned"), QMessageBox.ButtonRole.DestructiveRole)
    stay = box.addButton(tr("Do not close"), QMessageBox.ButtonRole.RejectRole)
    box.setDefaultButton(leave)
    box.setEscapeButton(stay)
    box.exec()
    pressed = box.clickedButton()
    return "leave" if pressed is leave else "stop" if pressed is stop else "stay"
