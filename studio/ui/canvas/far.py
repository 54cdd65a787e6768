"""The chart seen from far away: shapes and lines drawn together, without words, so that a thousand steps are few calls.

It stands in for the steps' and edges' own items while the view is zoomed out.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable

from PySide6.QtCore import QLineF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen
from PySide6.QtWidgets import QGraphicsItem, QStyleOptionGraphicsItem, QWidget

from studio.ui import theme
from studio.ui.canvas.edge_item import EdgeItem
from studio.ui.canvas.step_item import RING, StepItem, shape

CHUNK = 1600.0  # side of the squares in which lines and shapes are kept together
PLAIN = 0.12  # below this zoom corners cannot be told apart

_Look = tuple[int, bool, bool]  # colour, strong, dashed


class _Chunk:
    """What begins in one square: steps, their rectangles and outlines by kind, lines by look."""

    def __init__(self) -> None:
        self.steps: list[StepItem] = []
        self.boxes: dict[str, list[QRectF]] = {}
        self.shapes: dict[str, list[QPainterPath]] = {}
        self.lines: dict[_Look, list[QLineF]] = {}
        self.reach = QRectF()


class FarItem(QGraphicsItem):
    """Draws what `items` gives; `spoil` says that something moved or looks different."""

    def __init__(self, items: Callable[[], tuple[Iterable[StepItem], Iterable[EdgeItem]]]) -> None:
        super().__init__()
        self._items = items
        self._chunks: list[_Chunk] | None = None
        self._bounds = QRectF()
        self.setFlag(QGraphicsItem.GraphicsItemFlag.ItemUsesExtendedStyleOption)
        self.setZValue(1)

    def cover(self, bounds: QRectF) -> None:
        """The rectangle in which anything is drawn."""
        if bounds != self._bounds:
            self.prepareGeometryChange()
            self._bounds = bounds

    def spoil(self) -> None:
        self._chunks = None
        if self.isVisible():
            self.update()

    def boundingRect(self) -> QRectF:
        return self._bounds

    def paint(self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None) -> None:
        self.draw(painter, option.exposedRect)

    def draw(self, painter: QPainter, exposed: QRectF) -> None:
        """Draw what lies in a rectangle of the scene, also on another painter (a small map, a preview)."""
        if self._chunks is None:
            self._chunks = self._collected()
        wearing = theme.current()
        scale = painter.worldTransform().m11()
        shown = [chunk for chunk in self._chunks if chunk.reach.intersects(exposed)]
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for chunk in shown:
            for (rgba, strong, dashed), lines in chunk.lines.items():
                pen = QPen(QColor.fromRgba(rgba), 2.0 if strong else 1.0)
                pen.setCosmetic(True)
                pen.setStyle(Qt.PenStyle.DashLine if dashed else Qt.PenStyle.SolidLine)
                painter.setPen(pen)
                painter.drawLines(lines)
        plain = scale < PLAIN
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
        for chunk in shown:
            for item in chunk.steps:
                marked = item.glow or item.tint or (wearing.accent if item.selected or item.hovered else None)
                if marked is not None or item.badge:
                    self._mark(painter, wearing, item, marked, scale)

    def _mark(
        self, painter: QPainter, wearing: theme.Theme, item: StepItem, colour: QColor | None, scale: float
    ) -> None:
        if colour is not None:
            pen = QPen(colour, 2.5)
            pen.setCosmetic(True)
            painter.setPen(pen)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            wide, high = item.size
            grown = type(item.size)(wide + 2 * RING, high + 2 * RING)
            painter.drawPath(shape(item.face.kind, grown).translated(item.pos()))
        if item.badge:
            side = 7.0 / scale
            box = item.outline()
            tone = wearing.problem if item.badge == "problem" else wearing.advice
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(tone)
            painter.drawEllipse(QRectF(box.right() - side / 2, box.top() - side / 2, side, side))

    def _collected(self) -> list[_Chunk]:
        chunks: defaultdict[tuple[int, int], _Chunk] = defaultdict(_Chunk)
        steps, edges = self._items()
        for item in steps:
            box = item.outline()
            chunk = chunks[_square(box.left(), box.top())]
            chunk.steps.append(item)
            chunk.boxes.setdefault(item.face.kind, []).append(box)
            chunk.shapes.setdefault(item.face.kind, []).append(item.shape_path.translated(item.pos()))
            chunk.reach = chunk.reach.united(box.adjusted(-20, -20, 20, 20))
        for edge in edges:
            strong = edge.selected or edge.hovered or edge.lit or edge.tint is not None
            look = (edge.colour().rgba(), strong, edge.drawn.spent)
            for a, b in zip(edge.way, edge.way[1:], strict=False):
                left, top = min(a.x, b.x), min(a.y, b.y)
                chunk = chunks[_square(left, top)]
                chunk.lines.setdefault(look, []).append(QLineF(a.x, a.y, b.x, b.y))
                chunk.reach = chunk.reach.united(QRectF(left - 1, top - 1, abs(a.x - b.x) + 2, abs(a.y - b.y) + 2))
        return list(chunks.values())


def _square(x: float, y: float) -> tuple[int, int]:
    return int(x // CHUNK), int(y // CHUNK)
