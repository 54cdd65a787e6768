"""Unfinished ends: a short line with a round plus at every way out that leads nowhere yet.

A plus opens the append menu, and an edge can be pulled out of it. Ends are selected like edges, by (step, branch).
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import permutations
from typing import NamedTuple

from PySide6.QtCore import QObject, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QGraphicsItem, QStyleOptionGraphicsItem, QWidget
from shiboken6 import isValid

from studio.procedure import drawing
from studio.procedure.layout import Point
from studio.procedure.model import Procedure
from studio.ui import theme
from studio.ui.canvas.edge_item import THICK, THIN, rounded
from studio.ui.canvas.face import CHIP
from studio.ui.canvas.grid import Box
from studio.ui.canvas.labels import HEIGHT, ROOM, branch_name, shown, size_of
from studio.ui.canvas.routing import EdgeKey, Side, Way
from studio.ui.canvas.step_item import FAR
from studio.ui.canvas.view import View

RADIUS, GRIP = 9.0, 5.0  # of the plus, and how far around it it is still meant
SHORT, LONG, FAN, FLAT = 20.0, 54.0, 64.0, 28.0
SIDES: tuple[Side, ...] = ("bottom", "right", "left")


class Stub(NamedTuple):
    """An unfinished end as it is drawn: its line, the last point of which is the middle of the plus, and its label's
    middle."""

    key: EdgeKey
    label: str
    way: Way
    plate: Point | None

    @property
    def spot(self) -> QPointF:
        return QPointF(*self.way[-1])


class EndItem(QGraphicsItem):
    """One unfinished end."""

    def __init__(self, stub: Stub) -> None:
        super().__init__()
        self.selected = self.hovered = False
        self.setZValue(12)  # above steps: where there is no room it can still be pressed
        self.show_stub(stub)

    def show_stub(self, stub: Stub) -> None:
        self.prepareGeometryChange()
        self.stub = stub
        self._line = rounded(stub.way)
        self.update()

    def wear(self, *, selected: bool, hovered: bool) -> None:
        if (selected, hovered) != (self.selected, self.hovered):
            self.selected, self.hovered = selected, hovered
            self.update()

    def plate(self) -> QRectF:
        """The label's rectangle; empty without one."""
        if self.stub.plate is None:
            return QRectF()
        size = size_of(self.stub.label)
        return QRectF(self.stub.plate.x - size.width / 2, self.stub.plate.y - HEIGHT / 2, size.width, HEIGHT)

    def boundingRect(self) -> QRectF:
        spot = self.stub.spot
        around = QRectF(spot.x() - RADIUS, spot.y() - RADIUS, 2 * RADIUS, 2 * RADIUS)
        return around.united(self._line.boundingRect()).united(self.plate()).adjusted(-5, -5, 5, 5)

    def paint(self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None) -> None:
        wearing = theme.current()
        strong = self.selected or self.hovered
        colour = wearing.accent if strong else wearing.edge
        pen = QPen(colour, THICK if self.selected else THIN)
        pen.setDashPattern([3.0, 2.5])
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPath(self._line)
        if self.stub.plate is not None:
            painter.setPen(wearing.accent if strong else Qt.PenStyle.NoPen)
            painter.setBrush(wearing.accent_soft if self.selected else wearing.canvas)
            plate = self.plate()
            painter.drawRoundedRect(plate, 5, 5)
            if painter.worldTransform().m11() >= FAR:
                painter.setPen(wearing.ink)
                painter.setFont(theme.font(CHIP))
                painter.drawText(plate.adjusted(ROOM, 0, 0, 0), Qt.AlignmentFlag.AlignVCenter, shown(self.stub.label))
        spot = self.stub.spot
        painter.setPen(QPen(colour, 1.6))
        painter.setBrush(wearing.accent if strong else wearing.canvas)
        painter.drawEllipse(spot, RADIUS, RADIUS)
        painter.setPen(QPen(wearing.on_accent if strong else wearing.edge, 1.8))
        painter.drawLine(spot - QPointF(4, 0), spot + QPointF(4, 0))
        painter.drawLine(spot - QPointF(0, 4), spot + QPointF(0, 4))


class Ends(QObject):
    """The unfinished ends of a view's chart. `rehung` is emitted when they changed or stand elsewhere."""

    rehung = Signal()

    def __init__(self, view: View) -> None:
        super().__init__(view)
        self.setObjectName("ends")
        self.view, self.scene = view, view.chart
        self.document = view.chart.document
        self.items: dict[EdgeKey, EndItem] = {}
        self.hovered: EdgeKey | None = None
        self._found: tuple[Procedure, dict[str, tuple[str, ...]]] | None = None
        self.scene.moved.connect(self.refresh)
        self.scene.rebuilt.connect(self._anew)
        self.document.changed.connect(self._follow)
        self.document.selection.changed.connect(self._dress)
        theme.changed.connect(self._tint)
        view.zoomed.connect(self._zoomed)
        self.refresh()

    def at(self, place: QPointF) -> EdgeKey | None:
        """The end whose plus or label lies under a point."""
        reach = max(RADIUS + GRIP, 8.0 / self.view.zoom)
        if self.scene.is_far:
            return None
        for key, item in self.items.items():
            by = place - item.stub.spot
            if (abs(by.x()) <= reach and abs(by.y()) <= reach) or item.plate().contains(place):
                return key
        return None

    def is_plus(self, key: EdgeKey, place: QPointF) -> bool:
        """Whether the point lies on the plus, rather than on the label."""
        return key in self.items and not self.items[key].plate().contains(place)

    def hover(self, place: QPointF | None) -> None:
        """The pointer is here now, or gone."""
        found = self.at(place) if place is not None else None
        if found != self.hovered:
            self.hovered = found
            self._dress()

    # -- following the chart -----------------------------------------------------------------------

    def _anew(self) -> None:
        self.items = {}
        self.refresh()

    def _follow(self) -> None:
        """After a change that moved nothing, the scene has not said so."""
        if self._found is None or self._found[0] is not self.document.procedure:
            self.refresh()

    def refresh(self) -> None:
        """Hang every end where it belongs now."""
        open_ends = self._open_ends()
        wanted: dict[EdgeKey, Stub] = {}
        for step_id, branches in open_ends.items():
            if step_id in self.scene.step_items:
                for stub in self._stubs(step_id, branches):
                    wanted[stub.key] = stub
        for key in [key for key in self.items if key not in wanted]:
            item = self.items.pop(key)
            if isValid(item) and item.scene() is self.scene:
                self.scene.removeItem(item)
        for key, stub in wanted.items():
            known = self.items.get(key)
            if known is None or not isValid(known):
                made = self.items[key] = EndItem(stub)
                made.setVisible(not self.scene.is_far)
                self.scene.addItem(made)
            elif known.stub != stub:
                known.show_stub(stub)
        if self.hovered not in self.items:
            self.hovered = None
        self.scene.open_plates = {key: item.plate() for key, item in self.items.items() if item.stub.label}
        self._dress()
        self.rehung.emit()

    def _open_ends(self) -> dict[str, tuple[str, ...]]:
        procedure = self.document.procedure
        if self._found is None or self._found[0] is not procedure:
            ends = {step.id: drawing.open_ends(procedure, step) for step in procedure.steps}
            self._found = (procedure, {step: branches for step, branches in ends.items() if branches})
        return self._found[1]

    def _tint(self) -> None:
        for item in self.items.values():
            if isValid(item):
                item.update()

    def _dress(self) -> None:
        selected = self.document.selection.edges
        for key, item in self.items.items():
            if isValid(item):
                item.wear(selected=key in selected, hovered=key == self.hovered)

    def _zoomed(self) -> None:
        for item in self.items.values():
            if isValid(item):
                item.setVisible(not self.scene.is_far)

    # -- where they hang ---------------------------------------------------------------------------

    def _stubs(self, step_id: str, branches: tuple[str, ...]) -> list[Stub]:
        step = self.document.procedure.step_by_id[step_id]
        box = self.scene.box(step_id)
        free = [side for side in SIDES if side not in self._used(step_id, box)]
        named = [((step_id, branch), branch_name(step, branch)) for branch in branches]
        best: list[Stub] = []
        least: int | None = None
        for stubs in _choices(named, box, free):
            hidden = sum(self._hidden(step_id, stub) for stub in stubs)
            if least is None or hidden < least:
                best, least = stubs, hidden
            if not hidden:
                break
        return best

    def _hidden(self, step_id: str, stub: Stub) -> int:
        """How much of an end lies on other steps."""
        x, y = stub.way[-1]
        boxes = [Box(x - RADIUS, y - RADIUS, x + RADIUS, y + RADIUS)]
        if stub.plate is not None:
            wide = size_of(stub.label).width / 2
            boxes.append(Box(stub.plate.x - wide, stub.plate.y - 9.0, stub.plate.x + wide, stub.plate.y + 9.0))
        steps = self.scene.router.steps
        return sum(1 for box in boxes for name, _ in steps.near(box) if name != step_id)

    def _used(self, step_id: str, box: QRectF) -> set[Side]:
        """The sides of a step in whose middle an edge begins or ends."""
        used: set[Side] = set()
        for key in self.scene.router.edges_of(step_id):
            way = self.scene.router.ways.get(key, ())
            if len(way) > 1:
                source, target = self.scene.router.ends[key]
                used |= {_side(box, way[0])} if source == step_id else set()
                used |= {_side(box, way[-1])} if target == step_id else set()
        return used


def _choices(named: list[tuple[EdgeKey, str]], box: QRectF, free: list[Side]) -> Iterator[list[Stub]]:
    """The ways in which the ends of a step may hang, the best first: one at each free side, else all at one."""
    for sides in permutations(free, len(named)):
        yield [_at_side(key, label, box, side) for (key, label), side in zip(named, sides, strict=True)]
    for side in SIDES:
        yield [_fanned(key, label, box, side, at, len(named)) for at, (key, label) in enumerate(named)]


def _side(box: QRectF, point: Point) -> Side:
    away: dict[Side, float] = {
        "top": abs(point.y - box.top()),
        "right": abs(point.x - box.right()),
        "bottom": abs(point.y - box.bottom()),
        "left": abs(point.x - box.left()),
    }
    return min(away, key=lambda side: away[side])


def _at_side(key: EdgeKey, label: str, box: QRectF, side: Side) -> Stub:
    middle = box.center()
    wide = size_of(label).width if label else 0.0
    if side == "bottom":
        end = box.bottom() + (LONG if label else SHORT) + RADIUS
        plate = Point(middle.x(), box.bottom() + LONG / 2 - 2.0) if label else None
        return Stub(key, label, (Point(middle.x(), box.bottom()), Point(middle.x(), end)), plate)
    out = 1.0 if side == "right" else -1.0
    edge = box.right() if side == "right" else box.left()
    long = (wide + 2 * 10.0 if label else SHORT) + RADIUS
    plate = Point(edge + out * (10.0 + wide / 2), middle.y()) if label else None
    return Stub(key, label, (Point(edge, middle.y()), Point(edge + out * long, middle.y())), plate)


def _fanned(key: EdgeKey, label: str, box: QRectF, side: Side, number: int, count: int) -> Stub:
    """One of many ends, next to one another at a side of the step."""
    aside = number - (count - 1) / 2
    middle = box.center()
    if side == "bottom":
        x, bend = middle.x() + aside * FAN, box.bottom() + 14.0
        start, end = Point(middle.x(), box.bottom()), Point(x, bend + LONG + RADIUS)
        way = (start, Point(start.x, bend), Point(x, bend), end) if abs(x - start.x) > 1 else (start, end)
        return Stub(key, label, way, Point(x, bend + LONG / 2 + 2.0) if label else None)
    out = 1.0 if side == "right" else -1.0
    edge = box.right() if side == "right" else box.left()
    y, bend, wide = middle.y() + aside * FLAT, edge + out * 12.0, size_of(label).width if label else 0.0
    start, end = Point(edge, middle.y()), Point(bend + out * (wide + 20.0 + RADIUS), y)
    way = (start, Point(bend, start.y), Point(bend, y), end) if abs(y - start.y) > 1 else (start, end)
    return Stub(key, label, way, Point(bend + out * (10.0 + wide / 2), y) if label else None)


def of(view: View) -> Ends:
    """The ends of a view's chart."""
    found = view.findChild(Ends, "ends")
    assert found is not None
    return found
