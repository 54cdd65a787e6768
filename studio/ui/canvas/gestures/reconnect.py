"""Leading a selected edge elsewhere: a handle at each of its ends is pulled to another step."""

from __future__ import annotations

from typing import Literal

from PySide6.QtCore import QObject, QPointF, QRectF, Qt
from PySide6.QtGui import QCursor, QPainter, QPen
from PySide6.QtWidgets import QGraphicsItem, QStyleOptionGraphicsItem, QWidget
from shiboken6 import isValid

from studio.procedure import drawing
from studio.procedure.layout import Point
from studio.ui import theme
from studio.ui.canvas.gesture import Gesture, Pointer
from studio.ui.canvas.gestures import append_menu
from studio.ui.canvas.gestures import pen as pens
from studio.ui.canvas.gestures.pull import Pull
from studio.ui.canvas.routing import EdgeKey, Side
from studio.ui.canvas.view import View

RADIUS, GRIP = 5.5, 4.0
End = Literal["source", "target"]


class GripsItem(QGraphicsItem):
    """The two handles of an edge, above the steps."""

    def __init__(self) -> None:
        super().__init__()
        self.spots: dict[End, QPointF] = {}
        self.setZValue(16)

    def show_at(self, spots: dict[End, QPointF]) -> None:
        self.prepareGeometryChange()
        self.spots = spots
        self.update()

    def boundingRect(self) -> QRectF:
        found = QRectF()
        for spot in self.spots.values():
            found = found.united(QRectF(spot.x() - 9, spot.y() - 9, 18, 18))
        return found

    def paint(self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None) -> None:
        wearing = theme.current()
        painter.setPen(QPen(wearing.accent, 2.0))
        painter.setBrush(wearing.canvas)
        for spot in self.spots.values():
            painter.drawEllipse(spot, RADIUS, RADIUS)


class Grips(QObject):
    """Shows handles at the ends of the one selected edge."""

    def __init__(self, view: View) -> None:
        super().__init__(view)
        self.setObjectName("grips")
        self.view, self.scene = view, view.chart
        self._item: GripsItem | None = None
        self.scene.document.selection.changed.connect(self.refresh)
        self.scene.moved.connect(self.refresh)
        self.scene.rebuilt.connect(self.refresh)
        view.zoomed.connect(self.refresh)

    @property
    def edge(self) -> EdgeKey | None:
        """The selected edge as it is drawn."""
        key = self.scene.document.selection.edge
        drawn = self.scene.aliases.get(key, key) if key is not None else None
        return drawn if drawn in self.scene.edge_items and not self.scene.is_far else None

    def at(self, place: QPointF) -> End | None:
        """The handle under a point; the arrow's before the tail's, where both are near."""
        if self._item is None or not isValid(self._item) or self.edge is None:
            return None
        reach = (RADIUS + GRIP) / min(self.view.zoom, 1.0)
        ends: tuple[End, End] = ("target", "source")
        for end in ends:
            by = place - self._item.spots.get(end, QPointF(1e9, 1e9))
            if abs(by.x()) <= reach and abs(by.y()) <= reach:
                return end
        return None

    def pointed(self) -> bool:
        """Whether the pointer is on a handle."""
        return self.at(self.view.mapToScene(self.view.viewport().mapFromGlobal(QCursor.pos()))) is not None

    def refresh(self) -> None:
        """Put the handles where the edge begins and ends now."""
        edge = self.edge
        if edge is None or len(self.scene.edge_items[edge].way) < 2:
            if self._item is not None and isValid(self._item):
                self._item.show_at({})
            return
        if self._item is None or not isValid(self._item):
            self._item = GripsItem()
            self.scene.addItem(self._item)
        way = self.scene.edge_items[edge].way
        self._item.show_at({"source": QPointF(*way[0]), "target": QPointF(*way[-1])})


class LeadElsewhere(Pull):
    """The arrow's end pulled to another step."""

    def __init__(self, view: View, pointer: Pointer, key: EdgeKey) -> None:
        item = view.chart.edge_items[key]
        self._keys = (key, *item.drawn.also)
        legal = drawing.targets(view.chart.procedure, *key)
        super().__init__(view, pointer, item.way[0], _side(item.way[0], item.way[1]), legal)

    def taken(self, goal: str) -> None:
        if goal != self.scene.edge_items[self._keys[0]].drawn.target:
            pens.of(self.view).lead_elsewhere(self._keys, goal)

    def dropped(self, pointer: Pointer) -> None:
        if len(self._keys) == 1 and not self._keys[0][1].endswith(drawing.SPENT):
            spot = self.view.viewport().mapToGlobal(pointer.spot)
            append_menu.ask_for_end(self.view, self._keys[0], spot, pointer.place)


class ComeFromElsewhere(Pull):
    """The tail's end pulled to another step."""

    def __init__(self, view: View, pointer: Pointer, key: EdgeKey) -> None:
        item = view.chart.edge_items[key]
        self._key = key
        legal = drawing.sources(view.chart.procedure, item.drawn.target, key)
        super().__init__(view, pointer, item.way[-1], _side(item.way[-1], item.way[-2]), legal, back=True)

    def taken(self, goal: str) -> None:
        if goal != self._key[0]:
            pens.of(self.view).come_from(self._key, goal)


def start_reconnect(view: View, pointer: Pointer) -> Gesture | None:
    """The left button on a handle of the selected edge."""
    grips = view.findChild(Grips, "grips")
    if grips is None or grips.edge is None or pointer.button != Qt.MouseButton.LeftButton or pointer.double:
        return None
    end = grips.at(pointer.place)
    if end == "target":
        return LeadElsewhere(view, pointer, grips.edge)
    if end == "source" and not grips.edge[1].endswith(drawing.SPENT):
        return ComeFromElsewhere(view, pointer, grips.edge)
    return None


def _side(end: Point, next_one: Point) -> Side:
    return "bottom" if abs(end.x - next_one.x) < abs(end.y - next_one.y) else "right"
