"""A small map of the whole chart in a corner of the view, with what can be seen as a frame to drag; zoom under it.

The chart on it is a picture kept and drawn anew at most every 300 ms, so that it costs nothing while one draws.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QPointF, QRectF, QSize, Qt, QTimer
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent, QPen, QPixmap, QWheelEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QToolButton, QVBoxLayout, QWidget

from studio.procedure.annotations import groups, notes
from studio.ui import theme
from studio.ui.canvas.colours import tint
from studio.ui.canvas.view import STEP, View

if TYPE_CHECKING:
    from studio.ui.window import MainWindow

WIDE, HIGH = 196, 132
PATIENCE = 300  # milliseconds between two pictures
ROOM = 60.0  # around the chart, in its own pixels
LEAST_VIEW = QSize(520, 380)  # a smaller view has no room for a map


class Map(QWidget):
    """The picture, and the frame on it."""

    def __init__(self, view: View) -> None:
        super().__init__()
        self.view, self.chart = view, view.chart
        self.area = QRectF()
        self.pictures = 0  # drawn so far
        self._picture: QPixmap | None = None
        self._shown: tuple[object, ...] = ()  # what the picture shows
        self._grip: QPointF | None = None
        self._waiting = QTimer(self, singleShot=True, interval=PATIENCE)
        self._waiting.timeout.connect(self._draw)
        self.setFixedSize(WIDE, HIGH)
        self.setAccessibleName(self.tr("Map of the chart"))
        self.setToolTip(self.tr("Drag the frame to move through the chart"))
        self.setCursor(Qt.CursorShape.OpenHandCursor)
        self.chart.moved.connect(self.spoil)
        self.chart.rebuilt.connect(self.spoil)
        self.chart.document.changed.connect(self.spoil)
        theme.changed.connect(self._draw)
        view.panned.connect(self.update)
        view.zoomed.connect(self.update)

    def spoil(self) -> None:
        """The chart looks different now."""
        if not self._waiting.isActive():
            self._waiting.start()

    def _draw(self) -> None:
        if self.view.gesture is not None:
            self._waiting.start()
            return
        if self._shown != self._now():
            self._picture = None
            self.update()

    def _now(self) -> tuple[object, ...]:
        """What a picture would show now; the notes and groups stand in the layout."""
        procedure = self.chart.procedure
        return self.chart.looks, groups(procedure), notes(procedure), self.devicePixelRatioF(), theme.current()

    # -- where things are ----------------------------------------------------------------------------

    def to_map(self, area: QRectF) -> QRectF:
        """A rectangle of the scene on the map."""
        scale = self._scale()
        left = (self.width() - self.area.width() * scale) / 2
        top = (self.height() - self.area.height() * scale) / 2
        x, y = (area.left() - self.area.left()) * scale + left, (area.top() - self.area.top()) * scale + top
        return QRectF(x, y, area.width() * scale, area.height() * scale)

    def to_scene(self, spot: QPointF) -> QPointF:
        """The place of the chart under a spot of the map."""
        scale = self._scale()
        left = (self.width() - self.area.width() * scale) / 2
        top = (self.height() - self.area.height() * scale) / 2
        return QPointF((spot.x() - left) / scale + self.area.left(), (spot.y() - top) / scale + self.area.top())

    def _scale(self) -> float:
        if self.area.isEmpty():
            return 1.0
        return min((self.width() - 4) / self.area.width(), (self.height() - 4) / self.area.height(), 0.5)

    def frame(self) -> QRectF:
        """What can be seen, on the map."""
        return self.to_map(self.view.visible_area())

    # -- drawing -------------------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._picture is None or self._picture.devicePixelRatio() != self.devicePixelRatioF():
            self._picture = self._pictured()
        wearing = theme.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.drawPixmap(0, 0, self._picture)
        inside = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        seen = self.frame().intersected(inside)
        shade = wearing.accent.toRgb()
        shade.setAlphaF(0.10)
        painter.setBrush(shade)
        painter.setPen(QPen(wearing.accent, 1.5))
        painter.drawRoundedRect(seen, 3, 3)

    def _pictured(self) -> QPixmap:
        self.pictures += 1
        self._shown = self._now()
        self.area = self.chart.chart_rect()
        procedure = self.chart.procedure
        areas, papers = groups(procedure), notes(procedure)
        for _, x, y, wide, high, *_ in (*areas, *papers):
            self.area = self.area.united(QRectF(x, y, wide, high))
        self.area.adjust(-ROOM, -ROOM, ROOM, ROOM)
        ratio = self.devicePixelRatioF()
        made = QPixmap(round(self.width() * ratio), round(self.height() * ratio))
        made.setDevicePixelRatio(ratio)
        made.fill(Qt.GlobalColor.transparent)
        painter = QPainter(made)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        corner = self.to_map(self.area).topLeft()
        painter.translate(corner)
        painter.scale(self._scale(), self._scale())
        painter.translate(-self.area.topLeft())
        painter.setPen(Qt.PenStyle.NoPen)
        for group in areas:
            painter.fillRect(QRectF(group.x, group.y, group.width, group.height), tint(group.colour).area)
        self.chart.paint_far(QRectF()).draw(painter, self.area)
        painter.setPen(Qt.PenStyle.NoPen)
        for note in papers:
            painter.fillRect(QRectF(note.x, note.y, note.width, note.height), tint(note.colour).border)
        painter.end()
        return made

    # -- dragging ------------------------------------------------------------------------------------

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() != Qt.MouseButton.LeftButton:
            return
        frame = self.frame()
        self._grip = event.position() - frame.center() if frame.contains(event.position()) else QPointF()
        self.setCursor(Qt.CursorShape.ClosedHandCursor)
        self._go(event.position())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._grip is not None:
            self._go(event.position())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._grip = None
        self.setCursor(Qt.CursorShape.OpenHandCursor)

    def wheelEvent(self, event: QWheelEvent) -> None:
        self.view.set_zoom(self.view.zoom * STEP ** (event.angleDelta().y() / 120.0))
        event.accept()

    def _go(self, spot: QPointF) -> None:
        goal = self.to_scene(spot - (self._grip or QPointF()))
        now = self.view.viewportTransform().map(goal)
        middle = QPointF(self.view.viewport().rect().center())
        self.view.pan((middle - now).toPoint())


class Corner(QFrame):
    """The map and the zoom's buttons, on a plate in the lower right corner of the view."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window.view)
        self.setObjectName("corner")
        self.setCursor(Qt.CursorShape.ArrowCursor)
        self._window, self._view = window, window.view
        self.is_wanted = True
        self.map = Map(self._view)
        self.zoom = QToolButton()
        self.zoom.setToolTip(window.registry.qaction("view.whole_size").toolTip())
        self.zoom.setAccessibleName(self.tr("Zoom to 100%"))
        self.zoom.clicked.connect(lambda: window.registry.trigger("view.whole_size"))
        self._line = QFrame()
        self._line.setFixedHeight(1)
        buttons = QHBoxLayout()
        buttons.setContentsMargins(3, 3, 3, 3)
        buttons.setSpacing(0)
        for name in ("view.zoom_out", "", "view.zoom_in", "view.fit", "view.minimap"):
            button = self.zoom if not name else self._button(name)
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            button.setFixedHeight(26)
            buttons.addWidget(button, 1 if not name else 0)
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 1, 1, 1)
        column.setSpacing(0)
        column.addWidget(self.map)
        column.addWidget(self._line)
        column.addLayout(buttons)
        self._view.zoomed.connect(self._tell)
        self._view.zoomed.connect(self.stand)
        self._view.panned.connect(self.stand)
        document = self._view.chart.document
        document.changed.connect(self.stand)
        document.replaced.connect(self.stand)
        theme.changed.connect(self._dress)
        self._view.installEventFilter(self)
        self._dress()
        self._tell(self._view.zoom)
        self.stand()

    def _button(self, name: str) -> QToolButton:
        button = QToolButton()
        button.setAutoRaise(True)
        button.setIconSize(QSize(16, 16))
        button.setDefaultAction(self._window.registry.qaction(name))
        return button

    def toggle(self) -> None:
        """Show the map, or only the buttons."""
        self.is_wanted = not self.is_wanted
        self.stand()

    def stand(self) -> None:
        """Stand in the corner, where there is something to see. While the whole chart can be seen anyway, there is no
        map over it."""
        room = self._view.size()
        self.setVisible(bool(self._view.chart.procedure.steps) and room.width() > WIDE + 40)
        fits = room.width() >= LEAST_VIEW.width() and room.height() >= LEAST_VIEW.height()
        shown = self.is_wanted and fits and not self._view.visible_area().contains(self._view.chart.chart_rect())
        for part in (self.map, self._line):
            part.setVisible(shown)
        self.setFixedSize(WIDE + 2, (HIGH + 3 if shown else 2) + 32)
        self.move(room.width() - self.width() - theme.ROOM, room.height() - self.height() - theme.ROOM)

    def _tell(self, zoom: float) -> None:
        self.zoom.setText(f"{round(zoom * 100)}%")

    def _dress(self) -> None:
        wearing = theme.current()
        self.setStyleSheet(
            f"#corner {{ background: {wearing.panel.name()}; border: 1px solid {wearing.line.name()};"
            f" border-radius: {theme.RADIUS}px; }}"
            f"#corner > QFrame {{ background: {wearing.line.name()}; border: none; }}"
            "#corner QToolButton { padding: 2px 5px; }"
        )

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize:
            self.stand()
        return super().eventFilter(watched, event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A press on the plate is no press on the chart."""


def install(window: MainWindow) -> None:
    """A map in the corner of the canvas, and an action that hides it."""
    from studio.ui.actions import Action

    corner: list[Corner] = []
    window.registry.register(
        Action(
            "view.minimap",
            window.tr("&Map"),
            lambda: corner[0].toggle(),
            "Ctrl+Shift+M",
            checked=lambda: not corner or corner[0].is_wanted,
            menu="view",
            section="map",
            icon="minimap",
            tip=window.tr("Show a small map of the chart, or hide it"),
            keywords=window.tr("minimap overview"),
        )
    )
    corner.append(Corner(window))
