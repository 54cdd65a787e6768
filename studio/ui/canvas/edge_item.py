"""An edge on the canvas: its way with rounded corners and an arrow head; its label on a plate; the start marker.

The line is one filled outline, so that Qt draws it without asking Python anything.
"""

from __future__ import annotations

from math import hypot

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPainterPathStroker, QStaticText
from PySide6.QtWidgets import QGraphicsPathItem, QGraphicsRectItem, QStyleOptionGraphicsItem, QWidget

from studio.procedure.layout import Point
from studio.ui import theme
from studio.ui.canvas.face import CHIP
from studio.ui.canvas.labels import HEIGHT, ROOM, Drawn, shown, size_of
from studio.ui.canvas.routing import Way
from studio.ui.canvas.step_item import FAR, NO_PEN

CORNER, HEAD, THIN, THICK = 8.0, 9.0, 1.6, 2.6
MARKER, ABOVE = 7.0, 40.0  # radius of the start marker, and how far above the step its middle stands


class EdgeItem(QGraphicsPathItem):
    """One edge. `tint` and `dimmed` are for comparison and rehearsal; `lit` draws it strong in the accent colour."""

    def __init__(self, drawn: Drawn) -> None:
        super().__init__()
        self.drawn = drawn
        self.way: Way = ()
        self.selected = self.hovered = self.dimmed = self.lit = False
        self.tint: QColor | None = None
        self.label: LabelItem | None = None
        self.setPen(NO_PEN)
        self._strength = 0.0
        self.dress()

    @property
    def key(self) -> tuple[str, str]:
        return self.drawn.key

    def run(self, way: Way, *, later: bool = False) -> None:
        """Take another way; `later` leaves the drawing of it to the next `dress`."""
        self.way = way
        self._strength = 0.0
        if not later:
            self.dress()

    def shift(self, by: Point, *, later: bool = False) -> None:
        """Run the same way elsewhere; `later` as in `run`."""
        self.way = tuple(Point(point.x + by.x, point.y + by.y) for point in self.way)
        if later or not self._strength:
            self._strength = 0.0
        else:
            self.setPath(self.path().translated(by.x, by.y))

    def wear(self, **marks: object) -> None:
        """Put marks on, by the names of attributes."""
        if any(getattr(self, name) != value for name, value in marks.items()):
            for name, value in marks.items():
                setattr(self, name, value)
            self.dress()

    def dress(self) -> None:
        """Take on the colours and the strength of what it wears now."""
        strong = self.selected or self.hovered or self.lit or self.tint is not None
        strength = THICK if strong else THIN
        if strength != self._strength and len(self.way) > 1:
            self._strength = strength
            self.setPath(arrow(self.way, strength, dashed=self.drawn.spent))
        self.setBrush(self.colour())
        self.setOpacity(0.3 if self.dimmed else 1.0)
        self.setZValue(2.0 if strong else 0.0)
        if self.label is not None:
            self.label.update()

    def colour(self) -> QColor:
        wearing = theme.current()
        if self.selected or self.hovered or self.lit:
            return wearing.accent
        return self.tint or (wearing.loop if self.drawn.loop else wearing.edge)


class LabelItem(QGraphicsRectItem):
    """What stands on an edge, on a small plate."""

    def __init__(self, edge: EdgeItem) -> None:
        super().__init__()
        self.edge = edge
        self.setPen(NO_PEN)
        self.setZValue(5)
        self.show_text(edge.drawn.label)

    def show_text(self, label: str) -> None:
        """Show another text."""
        self.label = label
        self.size = size_of(label)
        self._static: QStaticText | None = None
        self.setRect(QRectF(-self.size.width / 2 - 1, -HEIGHT / 2 - 1, self.size.width + 2, HEIGHT + 2))
        self.update()

    def paint(self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None) -> None:
        wearing = theme.current()
        edge = self.edge
        if self._static is None:
            self._static = QStaticText(shown(self.label))
            self._static.setTextFormat(Qt.TextFormat.PlainText)
        if edge.dimmed:
            painter.setOpacity(0.4)
        strong = edge.selected or edge.hovered or edge.lit
        painter.setPen(wearing.accent if strong else Qt.PenStyle.NoPen)
        painter.setBrush(wearing.accent_soft if edge.selected else wearing.canvas)
        painter.drawRoundedRect(self.rect().adjusted(1, 1, -1, -1), 5, 5)
        if painter.worldTransform().m11() >= FAR:
            painter.setPen(wearing.loop if edge.drawn.loop and not strong else wearing.ink)
            painter.setFont(theme.font(CHIP))
            painter.drawStaticText(QPointF(-self.size.width / 2 + ROOM, -HEIGHT / 2 + 2.0), self._static)


class StartItem(QGraphicsPathItem):
    """The marker above the step with which the procedure begins."""

    def __init__(self) -> None:
        super().__init__()
        self.setPen(NO_PEN)
        self.setZValue(3)
        path = QPainterPath()
        path.addEllipse(QPointF(0, -ABOVE), MARKER, MARKER)
        path.addPath(arrow((Point(0, -ABOVE), Point(0, 0)), THIN))
        path.setFillRule(Qt.FillRule.WindingFill)
        self.setPath(path)
        self.dress()

    def dress(self) -> None:
        self.setBrush(theme.current().ink)


def arrow(way: Way, strength: float, *, dashed: bool = False) -> QPainterPath:
    """The outline of a line with rounded corners and an arrow head at its end."""
    tip, before = way[-1], way[-2]
    length = hypot(tip.x - before.x, tip.y - before.y) or 1.0
    x, y = (tip.x - before.x) / length, (tip.y - before.y) / length
    base = Point(tip.x - x * min(HEAD, length) * 0.8, tip.y - y * min(HEAD, length) * 0.8)
    stroker = QPainterPathStroker()
    stroker.setWidth(strength)
    stroker.setCurveThreshold(0.4)
    stroker.setCapStyle(Qt.PenCapStyle.FlatCap)
    stroker.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    if dashed:
        stroker.setDashPattern([3.5, 2.5])
    outline = stroker.createStroke(rounded((*way[:-1], base)))
    half = HEAD * 0.5 + (strength - THIN) * 0.8
    back = Point(tip.x - x * HEAD * 1.1, tip.y - y * HEAD * 1.1)
    outline.moveTo(tip.x, tip.y)
    outline.lineTo(back.x - y * half, back.y + x * half)
    outline.lineTo(back.x + y * half, back.y - x * half)
    outline.closeSubpath()
    outline.setFillRule(Qt.FillRule.WindingFill)
    return outline


def rounded(way: Way) -> QPainterPath:
    """Straight pieces with rounded corners."""
    path = QPainterPath(QPointF(*way[0]))
    for before, corner, after in zip(way, way[1:], way[2:], strict=False):
        radius = min(CORNER, _apart(before, corner) / 2, _apart(corner, after) / 2)
        path.lineTo(*_toward(corner, before, radius))
        path.quadTo(corner.x, corner.y, *_toward(corner, after, radius))
    path.lineTo(*way[-1])
    return path


def _apart(a: Point, b: Point) -> float:
    return abs(a.x - b.x) + abs(a.y - b.y)


def _toward(origin: Point, goal: Point, distance: float) -> Point:
    length = _apart(origin, goal) or 1.0
    return Point(origin.x + (goal.x - origin.x) * distance / length, origin.y + (goal.y - origin.y) * distance / length)
