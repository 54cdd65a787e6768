"""The palette of kinds of step at the canvas's side: click one to draw the next step, or drag it onto the chart.

Dropped on an edge the new step stands in it, on a plus it is appended there, elsewhere it stands alone.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPoint, QRectF, QSize, Qt
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QApplication, QFrame, QGraphicsPathItem, QToolButton, QVBoxLayout
from shiboken6 import isValid

from studio.procedure.layout import Size
from studio.ui import icons, theme
from studio.ui.canvas.face import WIDTH
from studio.ui.canvas.gestures import ends as open_ends
from studio.ui.canvas.gestures import pen as pens
from studio.ui.canvas.gestures.kinds import Kind, kinds
from studio.ui.canvas.gestures.onto import NEAR, Lines
from studio.ui.canvas.routing import EdgeKey
from studio.ui.canvas.step_item import shape
from studio.ui.canvas.view import View

SIDE, ICON = 36, 20
GHOST = {"decide": Size(190.0, 92.0), "end": Size(WIDTH, 44.0)}
USUAL = Size(WIDTH, 62.0)


class KindButton(QToolButton):
    """One kind: clicked it draws the next step, dragged it draws one where it is let go."""

    def __init__(self, view: View, kind: Kind) -> None:
        super().__init__()
        self.view, self.kind = view, kind
        self._pressed: QPoint | None = None
        self._ghost: QGraphicsPathItem | None = None
        self._lines: Lines | None = None
        self._edge: EdgeKey | None = None
        self.setObjectName(f"shelf.{kind.id}")
        self.setFixedSize(SIDE, SIDE)
        self.setIconSize(QSize(ICON, ICON))
        self.setAutoRaise(True)
        self.setAccessibleName(kind.text)
        self.setToolTip(f"{kind.text} ({kind.key})\n{kind.tip}")
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.clicked.connect(lambda: pens.of(view).draw(kind.id))
        self.dress()

    def dress(self) -> None:
        self.setIcon(icons.icon(self.kind.id, theme.current().kinds[self.kind.id].ink))

    # -- dragging --------------------------------------------------------------------------------

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._pressed = event.position().toPoint() if event.button() == Qt.MouseButton.LeftButton else None
        super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        far = QApplication.startDragDistance()
        if self._pressed is None or not event.buttons() & Qt.MouseButton.LeftButton:
            return
        if self._ghost is None and (event.position().toPoint() - self._pressed).manhattanLength() < far:
            return
        self.setDown(False)
        self._show(self._spot(event))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        dragged, edge = self._ghost is not None, self._edge
        self._end()
        self._pressed = None
        if not dragged:
            super().mouseReleaseEvent(event)
            return
        self.setDown(False)
        spot = self._spot(event)
        back = self.rect().contains(event.position().toPoint())
        if back or not self.view.viewport().rect().contains(spot):
            return
        place, pen = self.view.mapToScene(spot), pens.of(self.view)
        end = open_ends.of(self.view).at(place)
        if end is not None:
            pen.append(self.kind.id, *end)
        elif edge is not None:
            pen.insert(self.kind.id, edge)
        else:
            pen.put(self.kind.id, place)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self._ghost is not None:
            self._end()
            self._pressed = None
            return
        super().keyPressEvent(event)

    def _spot(self, event: QMouseEvent) -> QPoint:
        return self.view.viewport().mapFromGlobal(event.globalPosition().toPoint())

    def _show(self, spot: QPoint) -> None:
        chart, place = self.view.chart, self.view.mapToScene(spot)
        if self._ghost is None or self._lines is None:
            tint = theme.current().kinds[self.kind.id]
            self._ghost, self._lines = (
                QGraphicsPathItem(shape(self.kind.id, GHOST.get(self.kind.id, USUAL))),
                Lines(chart),
            )
            self._ghost.setPen(QPen(tint.stroke, 1.5, Qt.PenStyle.DashLine))
            self._ghost.setBrush(tint.fill)
            self._ghost.setOpacity(0.8)
            self._ghost.setZValue(30)
            chart.addItem(self._ghost)
        self._ghost.setPos(place)
        open_ends.of(self.view).hover(place)
        free = open_ends.of(self.view).at(place) is None and self.kind.id != "end" and chart.step_at(place) is None
        found = self._lines.near(place, NEAR / self.view.zoom) if free else []
        self._light(found[0] if found else None)

    def _light(self, edge: EdgeKey | None) -> None:
        if edge != self._edge:
            self.view.chart.wear(edges=[self._edge] if self._edge else (), lit=False)
            self.view.chart.wear(edges=[edge] if edge else (), lit=True)
            self._edge = edge

    def _end(self) -> None:
        self._light(None)
        open_ends.of(self.view).hover(None)
        if self._ghost is not None and isValid(self._ghost) and self._ghost.scene() is self.view.chart:
            self.view.chart.removeItem(self._ghost)
        self._ghost = self._lines = None


class Shelf(QFrame):
    """The buttons, one under the other, on a plate of their own."""

    def __init__(self, view: View) -> None:
        super().__init__(view)
        self._view = view
        self.setObjectName("shelf")
        self.setAccessibleName(self.tr("Kinds of step"))
        self.setCursor(Qt.CursorShape.ArrowCursor)
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.UNIT, theme.UNIT, theme.UNIT, theme.UNIT)
        column.setSpacing(2)
        self.buttons = [KindButton(view, kind) for kind in kinds()]
        for button in self.buttons:
            column.addWidget(button)
        theme.changed.connect(self._dress)
        view.installEventFilter(self)
        self.adjustSize()
        view.taken = theme.ROOM + self.width()
        self._stand()

    def _dress(self) -> None:
        for button in self.buttons:
            button.dress()
        self.update()

    def _stand(self) -> None:
        self.move(theme.ROOM, max(theme.ROOM, (self._view.height() - self.height()) // 2))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize:
            self._stand()
        return super().eventFilter(watched, event)

    def paintEvent(self, event: QPaintEvent) -> None:
        wearing = theme.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(wearing.line, 1.0))
        painter.setBrush(wearing.panel)
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), theme.RADIUS, theme.RADIUS)
