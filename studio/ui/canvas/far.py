"""The chart seen from far away: shapes and lines drawn together, so that a thousand steps are few calls. Words are only
the names of steps, while they can be read and are not too many.

It stands in for the steps' and edges' own items while the view is zoomed out. What is drawn is kept in squares, and of
these only those are made anew in which something changed.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import lru_cache
from math import floor

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen, QPixmap, QTransform
from PySide6.QtWidgets import QGraphicsItem, QStyleOptionGraphicsItem, QWidget

from studio.procedure.layout import Point
from studio.ui import theme
from studio.ui.canvas import names
from studio.ui.canvas.edge_item import EdgeItem
from studio.ui.canvas.routing import EdgeKey
from studio.ui.canvas.step_item import RING, StepItem, shape

CHUNK = 1600.0  # side of the squares in which lines and shapes are kept together
PLAIN = 0.12  # below this zoom corners cannot be told apart
FEW = 300  # steps of a chart whose names are drawn
DOT = 7.0  # the side of a badge, in pixels on the screen

_Look = tuple[int, bool, bool]  # colour, strong, dashed
_Square = tuple[int, int]
_Name = str | EdgeKey  # a step or an edge


class _Chunk:
    """What begins in one square: steps, their rectangles and outlines by kind, badges by name, lines by look."""

    def __init__(self) -> None:
        self.names: set[_Name] = set()
        self.steps: list[StepItem] = []
        self.boxes: dict[str, list[QRectF]] = {}
        self.shapes: dict[str, list[QPainterPath]] = {}
        self.badges: dict[str, list[QPointF]] = {}
        self.lines: dict[_Look, list[QLineF]] = {}
        self.reach = QRectF()

    def add_step(self, item: StepItem, place: Point) -> None:
        wide, high = item.size
        box = QRectF(place.x - wide / 2, place.y - high / 2, wide, high)
        self.steps.append(item)
        self.boxes.setdefault(item.face.kind, []).append(box)
        self.shapes.setdefault(item.face.kind, []).append(item.shape_path.translated(*place))
        if item.badge:
            self.badges.setdefault(item.badge, []).append(box.topRight())
        self.reach = self.reach.united(box.adjusted(-20, -20, 20, 20))

    def add_line(self, look: _Look, line: QLineF) -> None:
        self.lines.setdefault(look, []).append(line)
        self.reach = self.reach.united(QRectF(line.p1(), line.p2()).normalized().adjusted(-1, -1, 1, 1))


class FarItem(QGraphicsItem):
    """Draws steps at their places, and edges. `touch` says which of them moved or look different, `lose` which is gone,
    `spoil` that all may look different; `looks` counts that."""

    def __init__(
        self, steps: Mapping[str, StepItem], places: Mapping[str, Point], edges: Mapping[EdgeKey, EdgeItem]
    ) -> None:
        super().__init__()
        self._steps, self._places, self._edges = steps, places, edges
        self._chunks: dict[_Square, _Chunk] = {}
        self._squares: dict[_Name, frozenset[_Square]] = {}
        self._order: dict[_Name, int] = {}
        self._stale: dict[_Name, None] = {}
        self._hollow: set[_Square] = set()
        self._bounds = QRectF()
        self.looks = 0
        self.setFlag(QGraphicsItem.GraphicsItemFlag.ItemUsesExtendedStyleOption)
        self.setZValue(1)

    def cover(self, bounds: QRectF) -> None:
        """The rectangle in which anything is drawn."""
        if bounds != self._bounds:
            self.prepareGeometryChange()
            self._bounds = bounds

    def touch(self, steps: Iterable[str] = (), edges: Iterable[EdgeKey] = ()) -> None:
        touched: dict[_Name, None] = dict.fromkeys((*steps, *edges))
        if touched:
            self._stale |= touched
            self._changed()

    def lose(self, name: _Name) -> None:
        self._stale.pop(name, None)
        self._order.pop(name, None)
        for square in self._squares.pop(name, ()):
            self._chunks[square].names.discard(name)
            self._hollow.add(square)
        self._changed()

    def spoil(self) -> None:
        self._chunks, self._squares, self._order, self._hollow = {}, {}, {}, set()
        self._stale = dict.fromkeys((*self._steps, *self._edges))
        self._changed()

    def _changed(self) -> None:
        self.looks += 1
        if self.isVisible():
            self.update()

    def boundingRect(self) -> QRectF:
        return self._bounds

    def paint(self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None) -> None:
        self.draw(painter, option.exposedRect)

    def draw(self, painter: QPainter, exposed: QRectF) -> None:
        """Draw what lies in a rectangle of the scene, also on another painter (a small map, a preview)."""
        self.collect()
        wearing = theme.current()
        scale = painter.worldTransform().m11()
        shown = [chunk for _, chunk in sorted(self._chunks.items()) if chunk.reach.intersects(exposed)]
        plain = scale < PLAIN
        smooth = painter.testRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, smooth and not plain)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for chunk in shown:
            for (rgba, strong, dashed), lines in chunk.lines.items():
                pen = QPen(QColor.fromRgba(rgba), 2.0 if strong else 1.0)
                pen.setCosmetic(True)
                pen.setStyle(Qt.PenStyle.DashLine if dashed else Qt.PenStyle.SolidLine)
                painter.setPen(pen)
                painter.drawLines(lines)
        for kind, tint in wearing.kinds.items():
            pen = QPen(tint.stroke, 1.0)
            pen.setCosmetic(True)
            painter.setPen(pen)
            painter.setBrush(tint.fill)
            for chunk in shown:
                if plain and kind != "decide":
                    painter.drawRects(chunk.boxes.get(kind, []))
                else:
                    for path in chunk.shapes.get(kind, ()):
                        painter.drawPath(path)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, smooth)
        if scale >= names.SMALLEST and len(self._steps) <= FEW:
            self._names(painter, wearing, shown, scale)
        for chunk in shown:
            for item in chunk.steps:
                marked = item.glow or item.tint or (wearing.accent if item.selected or item.hovered else None)
                if marked is not None:
                    self._mark(painter, item, marked)
        self._badges(painter, wearing, shown)

    def _names(self, painter: QPainter, wearing: theme.Theme, shown: list[_Chunk], scale: float) -> None:
        painter.setPen(wearing.ink)
        for chunk in shown:
            for item in chunk.steps:
                names.paint(painter, item.face, QPointF(*self._places[item.step_id]), scale)

    def _mark(self, painter: QPainter, item: StepItem, colour: QColor) -> None:
        pen = QPen(colour, 2.5)
        pen.setCosmetic(True)
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        wide, high = item.size
        grown = type(item.size)(wide + 2 * RING, high + 2 * RING)
        painter.drawPath(shape(item.face.kind, grown).translated(*self._places[item.step_id]))

    def _badges(self, painter: QPainter, wearing: theme.Theme, shown: list[_Chunk]) -> None:
        """Dots of one size at any zoom, from a picture, since there may be one on every step."""
        placed = painter.worldTransform()
        painter.setWorldTransform(QTransform())
        ratio = painter.device().devicePixelRatioF()
        for chunk in shown:
            for badge, points in chunk.badges.items():
                dot = _dot((wearing.problem if badge == "problem" else wearing.advice).rgba(), ratio)
                for point in points:
                    painter.drawPixmap(placed.map(point) - QPointF(DOT / 2, DOT / 2), dot)
        painter.setWorldTransform(placed)

    # -- collecting --------------------------------------------------------------------------------

    def collect(self) -> None:
        """Make the squares anew in which something changed."""
        if not self._stale and not self._hollow:
            return
        changed, self._hollow = self._hollow, set()
        stale, self._stale = self._stale, {}
        for name in stale:
            after = self._squares_of(name)
            before = self._squares.get(name, frozenset())
            for square in before - after:
                self._chunks[square].names.discard(name)
            for square in after - before:
                self._chunks.setdefault(square, _Chunk()).names.add(name)
            self._squares[name] = after
            self._order.setdefault(name, len(self._order) and next(reversed(self._order.values())) + 1)
            changed |= before | after
        for square in changed:
            names = self._chunks.pop(square).names
            if names:
                self._chunks[square] = self._made(square, names)

    def _made(self, square: _Square, names: set[_Name]) -> _Chunk:
        made = _Chunk()
        made.names = names
        for name in sorted(names, key=self._order.__getitem__):
            if isinstance(name, str):
                made.add_step(self._steps[name], self._places[name])
                continue
            edge = self._edges[name]
            strong = edge.selected or edge.hovered or edge.lit or edge.tint is not None
            look = (edge.colour().rgba(), strong, edge.drawn.spent)
            for a, b in zip(edge.way, edge.way[1:], strict=False):
                if _square(min(a.x, b.x), min(a.y, b.y)) == square:
                    made.add_line(look, QLineF(a.x, a.y, b.x, b.y))
        return made

    def _squares_of(self, name: _Name) -> frozenset[_Square]:
        """Where a step begins, or each piece of an edge."""
        if isinstance(name, str):
            (x, y), (wide, high) = self._places[name], self._steps[name].size
            return frozenset((_square(x - wide / 2, y - high / 2),))
        way = self._edges[name].way
        return frozenset(_square(min(a.x, b.x), min(a.y, b.y)) for a, b in zip(way, way[1:], strict=False))


def _square(x: float, y: float) -> _Square:
    return floor(x / CHUNK), floor(y / CHUNK)


@lru_cache(maxsize=16)
def _dot(rgba: int, ratio: float) -> QPixmap:
    made = QPixmap(round(DOT * ratio), round(DOT * ratio))
    made.setDevicePixelRatio(ratio)
    made.fill(Qt.GlobalColor.transparent)
    painter = QPainter(made)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor.fromRgba(rgba))
    painter.drawEllipse(QRectF(0, 0, DOT, DOT))
    painter.end()
    return made
