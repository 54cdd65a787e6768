"""The view of the chart: panning, zooming about the pointer, and handing presses to gestures.

While panning, what is on the screen already is shifted and only the rest drawn. Zoomed out below FAR, the scene draws
everything together and without words.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import NamedTuple

from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QEnterEvent,
    QFocusEvent,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QNativeGestureEvent,
    QPainter,
    QResizeEvent,
    QTransform,
    QWheelEvent,
)
from PySide6.QtWidgets import QFrame, QGraphicsView, QToolTip, QWidget

from studio.procedure.model import Procedure
from studio.ui import theme
from studio.ui.canvas.chart import REACH
from studio.ui.canvas.gesture import Gesture, Pointer, Starter
from studio.ui.canvas.scene import Scene
from studio.ui.canvas.step_item import FAR

LEAST, MOST, STEP = 0.04, 4.0, 1.2
FITTED = 1.25  # fitting never enlarges beyond this
BORDER = 48.0  # around a fitted chart
NEAR = 8.0  # what is left between a fitted chart and what is `taken`
LEFT_OVER = 120.0  # how much of the chart's surroundings can always be brought into view


class Company(NamedTuple):
    """What is selected beside steps and edges, as notes and groups are: its names, the pure edit that moves it by so
    much, and how others of its kind are selected, beside the steps that are."""

    names: frozenset[str]
    moved: Callable[[Procedure, float, float], Procedure]
    select: Callable[[Iterable[str]], None]


class View(QGraphicsView):
    """The chart in a window. `zoomed` carries the new zoom, 1.0 being 100%; `panned` follows every change of what is
    visible. `starters` are the gestures' (see `gesture`), asked from the last to the first."""

    zoomed = Signal(float)
    panned = Signal()

    def __init__(self, scene: Scene, parent: QWidget | None = None) -> None:
        super().__init__(scene, parent)
        from studio.ui.canvas import hands

        self.chart = scene
        self.starters: list[Starter] = [hands.start_select, hands.start_move, hands.start_pan]
        self.beside: list[Callable[[], QRectF]] = []  # what else stands on the canvas, as notes do
        self.over: list[Callable[[], bool]] = []  # whether the pointer is over something more that can be pressed
        self.companies: list[Callable[[], Company]] = []  # what else is selected, to be moved or copied with steps
        self.frames: list[Callable[[bool], Callable[[QRectF], None]]] = []  # see `hands.Frame`
        self.taken = 0  # pixels at the left under which nothing should come to lie
        self.together = False  # whether what else is selected stays while steps are
        self.gesture: Gesture | None = None
        self.panning = False
        self._fitted = True
        self.setObjectName("canvas")
        self.setAccessibleName(self.tr("Chart"))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.TextAntialiasing)
        self.setViewportUpdateMode(QGraphicsView.ViewportUpdateMode.MinimalViewportUpdate)
        self.setOptimizationFlags(
            QGraphicsView.OptimizationFlag.DontSavePainterState
            | QGraphicsView.OptimizationFlag.DontAdjustForAntialiasing
        )
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTransformationAnchor(QGraphicsView.ViewportAnchor.NoAnchor)
        self.setResizeAnchor(QGraphicsView.ViewportAnchor.NoAnchor)
        self.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._dress()
        theme.changed.connect(self._dress)
        scene.moved.connect(self._make_room)
        scene.rebuilt.connect(self.fit)

    def _dress(self) -> None:
        self.setBackgroundBrush(QColor(theme.current().canvas))

    # -- zooming -----------------------------------------------------------------------------------

    @property
    def zoom(self) -> float:
        return self.transform().m11()

    @property
    def reach(self) -> float:
        """How near an edge a pointer means it, in the scene."""
        return REACH / self.zoom

    def set_zoom(self, zoom: float, about: QPointF | None = None) -> None:
        """Zoom so that the point of the viewport `about` (its middle, if None) stays on the same spot of the chart."""
        spot = about or QPointF(self.viewport().rect().center())
        place = self._to_scene(spot)
        self._scale(min(max(zoom, LEAST), MOST))
        self._bring(place, spot)
        self._fitted = False

    def zoom_in(self) -> None:
        self.set_zoom(self.zoom * STEP)

    def zoom_out(self) -> None:
        self.set_zoom(self.zoom / STEP)

    def fit(self) -> None:
        """Show the whole chart, as large as it goes."""
        self.show_area(self.everything())
        self._fitted = True

    def everything(self) -> QRectF:
        """The rectangle around the chart and all that stands beside it."""
        area = self.chart.chart_rect()
        for rect in self.beside:
            area = area.united(rect())
        return area

    def fit_selection(self) -> None:
        """Show the selected steps, as large as it goes."""
        if self.chart.document.selection.steps:
            self.show_area(self.chart.chart_rect(self.chart.document.selection.steps))

    def show_area(self, area: QRectF) -> None:
        """Show a rectangle of the scene in the middle, as large as it goes; beside what is `taken` at the left where it
        would lie under that."""
        room = QRectF(self.viewport().rect())
        self._show_in(room, area)
        if not area.isEmpty() and self.mapFromScene(area.topLeft()).x() < self.taken:
            self._show_in(room.adjusted(self.taken + NEAR - BORDER, 0, 0, 0), area)

    def _show_in(self, room: QRectF, area: QRectF) -> None:
        zoom = 1.0
        if not area.isEmpty():
            wide = max(room.width() - 2 * BORDER, 50.0) / area.width()
            high = max(room.height() - 2 * BORDER, 50.0) / area.height()
            zoom = min(max(min(wide, high), LEAST), FITTED)
        self._scale(zoom)
        self._bring(area.center(), room.center())
        self._fitted = False

    def reveal(self, step: str) -> None:
        """Bring a step into view, and no further than needed; from far away, come near enough to read it."""
        if step in self.chart.step_items:
            self.reveal_area(self.chart.box(step))

    def reveal_area(self, area: QRectF) -> None:
        """Do the same for a rectangle of the scene."""
        box = area.adjusted(-40, -40, 40, 40)
        if self.zoom < FAR:
            self._scale(1.0)
            self._bring(box.center(), QPointF(self.viewport().rect().center()))
            return
        seen = self.visible_area()
        if seen.contains(box):
            return
        x = max(0.0, box.right() - seen.right()) - max(0.0, seen.left() - box.left())
        y = max(0.0, box.bottom() - seen.bottom()) - max(0.0, seen.top() - box.top())
        self.pan(QPoint(round(-x * self.zoom), round(-y * self.zoom)))

    def visible_area(self) -> QRectF:
        """What of the scene can be seen."""
        return self.mapToScene(self.viewport().rect()).boundingRect()

    def _to_scene(self, spot: QPointF) -> QPointF:
        inverted, _ = self.viewportTransform().inverted()
        return inverted.map(spot)

    def _scale(self, zoom: float) -> None:
        self.chart.set_far(zoom < FAR)
        self.setTransform(QTransform.fromScale(zoom, zoom))
        self._make_room()
        self.zoomed.emit(zoom)

    def _bring(self, place: QPointF, spot: QPointF) -> None:
        """Shift the chart so that a place of it comes to a spot of the viewport."""
        now = self.viewportTransform().map(place)
        self.pan((spot - now).toPoint())

    def pan(self, by: QPoint) -> None:
        """Shift the chart by pixels of the screen."""
        across, down = self.horizontalScrollBar(), self.verticalScrollBar()
        across.setValue(across.value() - by.x())
        down.setValue(down.value() - by.y())
        self._fitted = False
        self.panned.emit()

    def follow(self, spot: QPoint) -> None:
        """Go on a little where a drag comes to the border."""
        from studio.ui.canvas.hands import pushed

        by = pushed(spot, self.viewport().rect())
        if not by.isNull():
            self.pan(by)

    def _make_room(self) -> None:
        """Let the chart be shifted until only a little of it is left in view."""
        room = self.viewport().size()
        wide = max(room.width() - LEFT_OVER, 1.0) / self.zoom
        high = max(room.height() - LEFT_OVER, 1.0) / self.zoom
        area = self.everything().adjusted(-wide, -high, wide, high)
        if area != self.sceneRect():
            self.setSceneRect(area)

    # -- Qt's events -------------------------------------------------------------------------------

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        fitted = self._fitted
        self._make_room()
        if fitted:
            self.fit()

    def wheelEvent(self, event: QWheelEvent) -> None:
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.set_zoom(self.zoom * STEP ** (event.angleDelta().y() / 120.0), event.position())
        else:
            by = event.pixelDelta() if not event.pixelDelta().isNull() else event.angleDelta() / 2
            if event.modifiers() & Qt.KeyboardModifier.ShiftModifier and not by.x():
                by = QPoint(by.y(), 0)
            self.pan(by)
        event.accept()

    def viewportEvent(self, event: QEvent) -> bool:
        if isinstance(event, QNativeGestureEvent):
            if event.gestureType() == Qt.NativeGestureType.ZoomNativeGesture:
                self.set_zoom(self.zoom * (1.0 + event.value()), event.position())
                return True
        elif isinstance(event, QHelpEvent):
            said = self.chart.tip_at(self.mapToScene(event.pos()), self.reach)
            QToolTip.showText(event.globalPos(), said, self.viewport())
            return True
        elif event.type() == QEvent.Type.Leave and self.gesture is None:
            self.chart.hover(None)
        return super().viewportEvent(event)

    def pointer(self, event: QMouseEvent, *, double: bool = False) -> Pointer:
        """The event as gestures see it."""
        spot = event.position().toPoint()
        return Pointer(self.mapToScene(spot), spot, event.button(), event.modifiers(), double)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._begin(self.pointer(event))

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self._begin(self.pointer(event, double=True))

    def _begin(self, pointer: Pointer) -> None:
        if self.gesture is not None:
            return
        for starter in reversed(self.starters):
            self.gesture = starter(self, pointer)
            if self.gesture is not None:
                return

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        pointer = self.pointer(event)
        if self.gesture is not None:
            self.gesture.move(pointer)
        elif not event.buttons():
            self.chart.hover(pointer.place, self.reach)
            self.show_cursor()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        gesture, self.gesture = self.gesture, None
        if gesture is not None:
            gesture.release(self.pointer(event))

    def cancel_gesture(self) -> bool:
        """Break off the gesture under way; whether there was one."""
        gesture, self.gesture = self.gesture, None
        if gesture is not None:
            gesture.cancel()
        return gesture is not None

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            if not self.cancel_gesture():
                self.chart.document.selection.clear()
        elif event.key() == Qt.Key.Key_Space and not event.isAutoRepeat():
            self.panning = True
            self.show_cursor()
        else:
            event.ignore()

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Space and not event.isAutoRepeat():
            self.panning = False
            self.show_cursor()
        else:
            event.ignore()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self.panning = False
        super().focusOutEvent(event)

    def enterEvent(self, event: QEnterEvent) -> None:
        self.show_cursor()
        super().enterEvent(event)

    def show_cursor(self) -> None:
        """The pointer's shape says what a press would do."""
        if self.panning:
            self.viewport().setCursor(Qt.CursorShape.OpenHandCursor)
        elif self.chart.hovered_edge or any(over() for over in self.over):
            self.viewport().setCursor(Qt.CursorShape.PointingHandCursor)
        else:
            self.viewport().setCursor(Qt.CursorShape.ArrowCursor)

    @contextmanager
    def kept_together(self) -> Iterator[None]:
        """While this lasts, selecting steps lets nothing else on the canvas go."""
        before, self.together = self.together, True
        try:
            yield
        finally:
            self.together = before

    def select(self, steps: Iterable[str]) -> None:
        """Select steps and bring the first into view."""
        chosen = list(steps)
        self.chart.document.selection.set(chosen)
        if chosen:
            self.reveal(chosen[0])
