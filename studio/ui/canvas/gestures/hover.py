"""Following the pointer over the canvas while no button is down, for what comes up on pointing."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPointF, Qt, Signal
from PySide6.QtGui import QMouseEvent

from studio.ui.canvas.view import View


class Hover(QObject):
    """`moved` carries the place in the scene, or None when the pointer has gone or a gesture is under way."""

    moved = Signal(object)

    def __init__(self, view: View) -> None:
        super().__init__(view)
        self.setObjectName("hover")
        self._view = view
        view.viewport().installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QMouseEvent) and event.type() == QEvent.Type.MouseMove:
            free = self._view.gesture is None and event.buttons() == Qt.MouseButton.NoButton
            self.moved.emit(self._place(event) if free else None)
        elif event.type() == QEvent.Type.Leave and self._view.gesture is None:
            self.moved.emit(None)
        return super().eventFilter(watched, event)

    def _place(self, event: QMouseEvent) -> QPointF:
        return self._view.mapToScene(event.position().toPoint())


def of(view: View) -> Hover:
    """The view's one watch over the pointer."""
    return view.findChild(Hover, "hover") or Hover(view)
