"""Connecting: small handles on a pointed-at step and the plus of an open end, out of which an edge is pulled.

Let go on a step it connects, let go over nothing it asks which step shall stand there.
"""

from __future__ import annotations

from PySide6.QtCore import QObject, QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QGraphicsItem, QStyleOptionGraphicsItem, QWidget
from shiboken6 import isValid

from studio.procedure import drawing
from studio.procedure.layout import Point
from studio.procedure.model import Ask, End, Say
from studio.ui import theme
from studio.ui.canvas.gesture import Gesture, Pointer
from studio.ui.canvas.gestures import append_menu, hover
from studio.ui.canvas.gestures import ends as open_ends
from studio.ui.canvas.gestures import pen as pens
from studio.ui.canvas.gestures.pull import Pull
from studio.ui.canvas.routing import EdgeKey, Side
from studio.ui.canvas.view import View

SIZE, GRIP = 5.0, 5.0  # of a handle, and how far around it it is still meant
LEAVE = 16.0  # how far from the step the pointer may go before its handles go


class HandlesItem(QGraphicsItem):
    """The handles of one step, above everything."""

    def __init__(self) -> None:
        super().__init__()
        self.spots: dict[Side, QPointF] = {}
        self.lit: Side | None = None
        self.setZValue(15)

    def show_at(self, spots: dict[Side, QPointF], lit: Side | None) -> None:
        if (spots, lit) != (self.spots, self.lit):
            self.prepareGeometryChange()
            self.spots, self.lit = spots, lit
            self.update()

    def boundingRect(self) -> QRectF:
        found = QRectF()
        for spot in self.spots.values():
            found = found.united(QRectF(spot.x() - 10, spot.y() - 10, 20, 20))
        return found

    def paint(self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None) -> None:
        wearing = theme.current()
        painter.setPen(QPen(wearing.accent, 1.8))
        for side, spot in self.spots.items():
            painter.setBrush(wearing.accent if side == self.lit else wearing.canvas)
            size = SIZE + 1.5 if side == self.lit else SIZE
            painter.drawEllipse(spot, size, size)


class Handles(QObject):
    """Shows handles at the sides of the step that is pointed at."""

    def __init__(self, view: View) -> None:
        super().__init__(view)
        self.setObjectName("handles")
        self.view, self.scene = view, view.chart
        self.step: str | None = None
        self._item: HandlesItem | None = None
        hover.of(view).moved.connect(self.point)
        self.scene.moved.connect(lambda: self._show(None))
        self.scene.rebuilt.connect(lambda: self.point(None))

    @property
    def lit(self) -> bool:
        """Whether the pointer is on a handle."""
        item = self._item
        return self.step is not None and item is not None and isValid(item) and item.lit is not None

    def at(self, place: QPointF) -> Side | None:
        """The handle under a point."""
        if self.step is None or self._item is None or not isValid(self._item):
            return None
        reach = (SIZE + GRIP) / min(self.view.zoom, 1.0)
        for side, spot in self._item.spots.items():
            if abs(place.x() - spot.x()) <= reach and abs(place.y() - spot.y()) <= reach:
                return side
        return None

    def point(self, place: QPointF | None) -> None:
        """The pointer is here now, or gone."""
        if place is None or self.scene.is_far:
            self.step = None
        else:
            over = self.scene.step_at(place)
            if over is not None:
                self.step = over if self._has_handles(over) else None
            elif self.step is not None and not self._near(place):
                self.step = None
        self._show(place)

    def _near(self, place: QPointF) -> bool:
        leave = LEAVE / min(self.view.zoom, 1.0)
        return self.step in self.scene.step_items and self.scene.box(self.step or "").adjusted(
            -leave, -leave, leave, leave
        ).contains(place)

    def _has_handles(self, step_id: str) -> bool:
        step = self.scene.procedure.step_by_id.get(step_id)
        return step is not None and (
            isinstance(step, Say | Ask) or drawing.free_way(self.scene.procedure, step) is not None
        )

    def _show(self, place: QPointF | None) -> None:
        if self.step is None or self.step not in self.scene.step_items:
            self.step = None
            if self._item is not None and isValid(self._item):
                self._item.setVisible(False)
            return
        if self._item is None or not isValid(self._item):
            self._item = HandlesItem()
            self.scene.addItem(self._item)
        self._item.setVisible(True)
        spots = {side: spot_at(self.scene.box(self.step), side) for side in self._sides(self.step)}
        self._item.show_at(spots, None)
        if place is not None:
            self._item.show_at(spots, self.at(place))

    def _sides(self, step: str) -> list[Side]:
        """The sides at which no open end hangs: there the plus is pulled instead."""
        box = self.scene.box(step)
        taken = [item.stub.way[0] for key, item in open_ends.of(self.view).items.items() if key[0] == step]
        sides: list[Side] = ["top", "right", "bottom", "left"]
        return [side for side in sides if not any(_meets(spot_at(box, side), point) for point in taken)]


def _meets(spot: QPointF, point: Point) -> bool:
    return abs(spot.x() - point.x) < 2.0 and abs(spot.y() - point.y) < 2.0


def spot_at(box: QRectF, side: Side) -> QPointF:
    """The middle of a side."""
    middle = box.center()
    return {
        "top": QPointF(middle.x(), box.top()),
        "right": QPointF(box.right(), middle.y()),
        "bottom": QPointF(middle.x(), box.bottom()),
        "left": QPointF(box.left(), middle.y()),
    }[side]


class Connect(Pull):
    """An edge pulled out of a step."""

    def __init__(self, view: View, pointer: Pointer, key: EdgeKey, start: QPointF, side: Side) -> None:
        self._key = key
        legal = drawing.targets(view.chart.procedure, *key)
        super().__init__(view, pointer, Point(start.x(), start.y()), side, legal)

    def taken(self, goal: str) -> None:
        pens.of(self.view).connect_to(*self._key, goal)

    def dropped(self, pointer: Pointer) -> None:
        spot = self.view.viewport().mapToGlobal(pointer.spot)
        append_menu.ask_for_end(self.view, self._key, spot, pointer.place)

    def clicked(self, pointer: Pointer) -> None:
        self.scene.document.selection.set([self._key[0]])


class PlusPressed(Connect):
    """The plus of an open end: pulled, an edge; clicked, the append menu."""

    def clicked(self, pointer: Pointer) -> None:
        append_menu.ask_for_end(self.view, self._key)


class PlatePressed(Connect):
    """The name at an open end: clicked, it is selected."""

    def clicked(self, pointer: Pointer) -> None:
        self.scene.document.selection.set(edges=[self._key])


def start_connect(view: View, pointer: Pointer) -> Gesture | None:
    """The left button on a handle, or on an open end."""
    if pointer.button != Qt.MouseButton.LeftButton or view.panning:
        return None
    found = open_ends.of(view)
    key = found.at(pointer.place)
    if pointer.double:
        return _rename(view, key) if key is not None and not found.is_plus(key, pointer.place) else None
    if key is not None:
        stub = found.items[key].stub
        side: Side = "bottom" if stub.way[0].x == stub.way[1].x else "right"
        made = PlusPressed if found.is_plus(key, pointer.place) else PlatePressed
        return made(view, pointer, key, QPointF(*stub.way[0]), side)
    handles = view.findChild(Handles, "handles")
    at = handles.at(pointer.place) if handles is not None else None
    if handles is None or handles.step is None or at is None:
        return None
    step = view.chart.procedure.step_by_id[handles.step]
    way = drawing.free_way(view.chart.procedure, step)
    if isinstance(step, End) or (way is None and not isinstance(step, Say | Ask)):
        return None
    start = spot_at(view.chart.box(step.id), at)
    return Connect(view, pointer, (step.id, "next" if way is None else way), start, at)


def _rename(view: View, key: EdgeKey) -> Gesture | None:
    """Edit the name at an open end, where there is an editor for it."""
    from studio.ui.canvas import editors

    try:
        return editors.Nothing() if editors.of(view).edit_label(key) else None
    except LookupError:
        return None
