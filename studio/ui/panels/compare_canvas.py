"""A canvas that only shows: one version of a procedure, with marks for what a comparison found.

Added, removed and changed differ by colour, by sign and by line, so that they can be told apart without colour: a
solid ring with a plus, a hatched ring of dashes with a minus, a dotted ring with a pencil.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPen
from PySide6.QtWidgets import QGraphicsItem, QStyleOptionGraphicsItem, QWidget

from studio.procedure.layout import Point, Size
from studio.procedure.model import Procedure
from studio.procedure.step_changes import EdgeKey, How
from studio.ui import icons, theme
from studio.ui.canvas import hands
from studio.ui.canvas.gesture import Gesture, Pointer
from studio.ui.canvas.scene import Scene
from studio.ui.canvas.step_item import shape
from studio.ui.canvas.view import View
from studio.ui.document import Document, Edit

SIGNS: dict[How, str] = {"added": "plus", "removed": "minus", "changed": "edit"}
_LINES: dict[How, Qt.PenStyle] = {
    "added": Qt.PenStyle.SolidLine,
    "removed": Qt.PenStyle.DashLine,
    "changed": Qt.PenStyle.DotLine,
}
_OFF, _SIGN, _LARGEST = 6.0, 10.0, 3.0  # ring's distance, sign's radius, and how far it grows when zoomed out


def colour(how: How) -> QColor:
    """The theme's colour of a mark."""
    found: QColor = getattr(theme.current(), how)
    return found


class ReadOnly(Document):
    """A document that cannot be changed, and is not checked."""

    def apply(self, text: str, edit: Edit, *, merge: str = "") -> bool:
        return False

    def check_now(self) -> None:
        """Nothing is checked."""


class MarkItem(QGraphicsItem):
    """A sign, and around a step a ring. `size` None means a mark on an edge."""

    def __init__(self, how: How, place: QPointF, kind: str = "", size: Size | None = None) -> None:
        super().__init__()
        self.how, self._kind, self._size = how, kind, size
        self.setPos(place)
        self.setZValue(30 if size is None else 20)

    def boundingRect(self) -> QRectF:
        room = _SIGN * _LARGEST + 4
        wide, high = self._size if self._size is not None else Size(0, 0)
        return QRectF(-wide / 2 - room, -high / 2 - room, wide + 2 * room, high + 2 * room)

    def paint(self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None) -> None:
        tint, scale = colour(self.how), painter.worldTransform().m11()
        corner = QPointF(0, 0)
        if self._size is not None:
            grown = Size(self._size.width + 2 * _OFF, self._size.height + 2 * _OFF)
            path = shape(self._kind, grown, 10.0 + _OFF)
            if self.how == "removed":
                hatch = QColor(tint)
                hatch.setAlphaF(0.30)
                painter.fillPath(path, QBrush(hatch, Qt.BrushStyle.BDiagPattern))
            pen = QPen(tint, max(3.0, 1.6 / scale), _LINES[self.how])
            pen.setCapStyle(Qt.PenCapStyle.FlatCap if self.how == "removed" else Qt.PenCapStyle.RoundCap)
            painter.setPen(pen)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawPath(path)
            corner = self._corner(grown)
        radius = min(_SIGN * (1.0 if self._size is not None else 0.8) * max(1.0, 0.55 / scale), _SIGN * _LARGEST)
        painter.setPen(QPen(theme.current().canvas, radius * 0.2))
        painter.setBrush(tint)
        painter.drawEllipse(corner, radius, radius)
        side = radius * 1.25
        box = QRectF(corner.x() - side / 2, corner.y() - side / 2, side, side)
        icons.paint(painter, SIGNS[self.how], box, theme.current().canvas, 2.4)

    def _corner(self, size: Size) -> QPointF:
        """Where the sign stands: the upper left of the outline."""
        if self._kind == "decide":
            return QPointF(-size.width / 4, -size.height / 4)
        inset = size.height / 2 if self._kind == "end" else 6.0
        return QPointF(-size.width / 2 + inset * 0.4, -size.height / 2 + inset * 0.4)


class Version(View):
    """A read-only canvas of one version. Dragging pans; clicking selects."""

    def __init__(self, procedure: Procedure, name: str) -> None:
        self.document = ReadOnly(procedure)
        super().__init__(Scene(self.document))
        self.document.setParent(self)
        self.chart.setParent(self)
        self.marks: list[MarkItem] = []
        self.chosen: Callable[[str], object] = lambda step: None
        self.starters = [self._start_drag, hands.start_pan]
        self.setAccessibleName(name)

    def _start_drag(self, view: View, pointer: Pointer) -> Gesture | None:
        if pointer.button != Qt.MouseButton.LeftButton:
            return None
        step = self.chart.step_at(pointer.place)
        self.document.selection.set([step] if step else [])
        if step:
            self.chosen(step)
            return None
        return hands.Pan(view, pointer)

    def mark(self, steps: Mapping[str, How], edges: Mapping[EdgeKey, How]) -> None:
        """Mark steps and edges; what is not in this version is passed over."""
        for step, how in steps.items():
            item = self.chart.step_items.get(step)
            if item is not None:
                self._add(MarkItem(how, item.pos(), item.face.kind, item.size))
        for key, how in edges.items():
            edge = self.chart.edge_items.get(self.chart.aliases.get(key, key))
            if edge is not None and len(edge.way) > 1:
                self.chart.wear(edges=[key], tint=colour(how))
                self._add(MarkItem(how, self._free_place(edge.way)))

    def _free_place(self, way: tuple[Point, ...]) -> QPointF:
        """Where a sign on an edge covers no label, no step and no other sign, near the edge's beginning."""
        taken = [label.sceneBoundingRect() for label in self.chart.label_items.values()]
        taken += [item.outline() for item in self.chart.step_items.values()]
        taken += [QRectF(mark.x() - _SIGN, mark.y() - _SIGN, 2 * _SIGN, 2 * _SIGN) for mark in self.marks]
        for place in _along(way):
            box = QRectF(place.x() - _SIGN, place.y() - _SIGN, 2 * _SIGN, 2 * _SIGN)
            if not any(box.intersects(other) for other in taken):
                return place
        return QPointF(way[0].x, way[0].y)

    def _add(self, item: MarkItem) -> None:
        self.chart.addItem(item)
        self.marks.append(item)

    def retint(self, edges: Mapping[EdgeKey, How]) -> None:
        """The colours of another theme."""
        for key, how in edges.items():
            self.chart.wear(edges=[key], tint=colour(how))

    def centre(self, step: str) -> None:
        """Bring a step to the middle, near enough to be read, and select it."""
        if step in self.chart.step_items:
            self.document.selection.set([step])
            place = self.viewportTransform().map(self.chart.box(step).center())
            self.pan((QPointF(self.viewport().rect().center()) - place).toPoint())


def _along(way: tuple[Point, ...]) -> Iterator[QPointF]:
    """Places on an edge, from its beginning, half a sign apart."""
    for start, end in zip(way, way[1:], strict=False):
        length = abs(start.x - end.x) + abs(start.y - end.y)
        for number in range(1, int(length / _SIGN) + 1):
            part = number * _SIGN / length
            yield QPointF(start.x + (end.x - start.x) * part, start.y + (end.y - start.y) * part)
