"""The plainest gestures: pan the view, select by clicking or with a frame, move steps."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QApplication, QRubberBand

from studio.procedure import chart_edits
from studio.procedure.layout import Point
from studio.ui.canvas.gesture import Gesture, Pointer
from studio.ui.canvas.view import View

EDGE, PACE = 28, 12  # how near the view's border it begins to follow a drag, and how fast


def start_pan(view: View, pointer: Pointer) -> Gesture | None:
    """The middle button, or the left one while space is held."""
    if pointer.button == Qt.MouseButton.MiddleButton or (pointer.button == Qt.MouseButton.LeftButton and view.panning):
        return Pan(view, pointer)
    return None


def start_move(view: View, pointer: Pointer) -> Gesture | None:
    """The left button on a step selects it and may move all that is selected."""
    step = view.chart.step_at(pointer.place)
    if step is None or pointer.button != Qt.MouseButton.LeftButton or pointer.double:
        return None
    selection = view.chart.document.selection
    if pointer.adding:
        selection.toggle(step=step)
    elif step not in selection.steps:
        selection.set([step])
    return Move(view, pointer, step)


def start_select(view: View, pointer: Pointer) -> Gesture | None:
    """The left button on an edge selects it; on nothing, it draws a frame."""
    if pointer.button != Qt.MouseButton.LeftButton or view.chart.step_at(pointer.place) is not None:
        return None
    selection = view.chart.document.selection
    edge = view.chart.edge_at(pointer.place, view.reach)
    if edge is not None:
        selection.toggle(edge=edge) if pointer.adding else selection.set(edges=[edge])
        return None
    return Frame(view, pointer)


class Pan:
    """The chart follows the pointer."""

    def __init__(self, view: View, pointer: Pointer) -> None:
        self._view, self._last = view, pointer.spot
        view.viewport().setCursor(Qt.CursorShape.ClosedHandCursor)

    def move(self, pointer: Pointer) -> None:
        self._view.pan(pointer.spot - self._last)
        self._last = pointer.spot

    def release(self, pointer: Pointer) -> None:
        self._view.show_cursor()

    def cancel(self) -> None:
        self._view.show_cursor()


class Move:
    """The selected steps follow the pointer; letting go makes it one entry of the history. With Alt, half of a grid is
    not kept to."""

    GRID = 10.0

    def __init__(self, view: View, pointer: Pointer, step: str) -> None:
        self._view, self._from, self._begun = view, pointer, False
        self.step, self._adding = step, pointer.adding
        places = view.chart.places()
        self._places = {name: places[name] for name in view.chart.document.selection.steps if name in places}
        self._now = dict(self._places)

    def move(self, pointer: Pointer) -> None:
        far = (pointer.spot - self._from.spot).manhattanLength() >= QApplication.startDragDistance()
        if not self._places or not (self._begun or far):
            return
        self._begun = True
        self._view.follow(pointer.spot)
        by = self._view.mapToScene(pointer.spot) - self._from.place
        free = bool(pointer.modifiers & Qt.KeyboardModifier.AltModifier)
        grid = 1.0 if free else self.GRID
        dx, dy = round(by.x() / grid) * grid, round(by.y() / grid) * grid
        self._now = {name: Point(place.x + dx, place.y + dy) for name, place in self._places.items()}
        self.show()

    def show(self) -> None:
        """Show the steps where they are being moved to."""
        self._view.chart.preview(self._now)

    def release(self, pointer: Pointer) -> None:
        if not self._begun:
            if not self._adding:
                self._view.chart.document.selection.set([self.step])
            return
        if self._now == self._places:
            self._view.chart.end_preview()
            return
        places = dict(self._now)
        self._view.chart.document.apply(moved_text(len(places)), lambda procedure: chart_edits.place(procedure, places))

    def cancel(self) -> None:
        self._view.chart.end_preview()


class Frame:
    """A frame drawn with the pointer; what it touches is selected. Each of the view's `frames` is told whether it adds
    to what is selected, and gives a function that is told its area."""

    def __init__(self, view: View, pointer: Pointer) -> None:
        self._view, self._from = view, pointer
        selection = view.chart.document.selection
        self._also = [begin(pointer.adding) for begin in view.frames]
        self._kept = (selection.steps, selection.edges) if pointer.adding else (frozenset[str](), frozenset())
        if not pointer.adding:
            selection.clear()
        self._band = QRubberBand(QRubberBand.Shape.Rectangle, view.viewport())
        self._band.setGeometry(QRect(pointer.spot, QSize()))

    def move(self, pointer: Pointer) -> None:
        start = self._view.mapFromScene(self._from.place)
        frame = QRect(start, pointer.spot).normalized()
        self._band.setGeometry(frame)
        self._band.show()
        self._view.follow(pointer.spot)
        area = self._view.mapToScene(frame).boundingRect()
        chart = self._view.chart
        with self._view.kept_together():
            chart.document.selection.set(
                self._kept[0] | set(chart.steps_in(area)), self._kept[1] | set(chart.edges_in(area))
            )
            for show in self._also:
                show(area)

    def release(self, pointer: Pointer) -> None:
        self.cancel()

    def cancel(self) -> None:
        self._band.hide()
        self._band.deleteLater()


def moved_text(number: int) -> str:
    """What the history calls a move."""
    if number == 1:
        return QCoreApplication.translate("canvas", "Move step")
    return QCoreApplication.translate("canvas", "Move {number} steps").format(number=number)


def pushed(spot: QPoint, area: QRect) -> QPoint:
    """How far the view goes on when a drag comes to its border."""
    x = PACE * ((spot.x() > area.right() - EDGE) - (spot.x() < area.left() + EDGE))
    y = PACE * ((spot.y() > area.bottom() - EDGE) - (spot.y() < area.top() + EDGE))
    return QPoint(-x, -y)
