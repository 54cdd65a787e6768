"""What stands on a chart: the items of steps, edges and labels, what lies where, and the marks they wear.

Gestures ask here what lies under a point (`step_at`, `edge_at`) and put marks on (`wear`). Which items there are and
how edges run is the business of `scene`.
"""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QPointF, QRectF, Signal
from PySide6.QtWidgets import QGraphicsScene

from studio.exchange.shapes import half_height, half_width
from studio.procedure.layout import Point
from studio.ui import theme
from studio.ui.canvas.edge_item import ABOVE, EdgeItem, LabelItem, StartItem
from studio.ui.canvas.far import FarItem
from studio.ui.canvas.grid import Box, Extent, Grid
from studio.ui.canvas.routing import EdgeKey, Router
from studio.ui.canvas.step_item import StepItem

REACH = 6.0  # how far from an edge it is still meant, in pixels on the screen


class Chart(QGraphicsScene):
    """The items of a chart. `rebuilt` is emitted after all items were made anew, `moved` after any of them stands
    elsewhere or runs differently, `hover_changed` when the pointer comes to something else."""

    rebuilt = Signal()
    moved = Signal()
    hover_changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setItemIndexMethod(QGraphicsScene.ItemIndexMethod.BspTreeIndex)
        self.open_plates: dict[EdgeKey, QRectF] = {}  # where the names of ways out stand that lead nowhere yet
        self.is_far = False
        self._make_anew()
        theme.changed.connect(self._dress)

    def _make_anew(self) -> None:
        """Begin with nothing on the chart."""
        self.step_items: dict[str, StepItem] = {}
        self.edge_items: dict[EdgeKey, EdgeItem] = {}
        self.label_items: dict[EdgeKey, LabelItem] = {}
        self.aliases: dict[EdgeKey, EdgeKey] = {}  # spent ways that are drawn as another edge
        self.router = Router()
        self.hovered_step: str | None = None
        self.hovered_edge: EdgeKey | None = None
        self._places: dict[str, Point] = {}
        self._plates: Grid[EdgeKey] = Grid()
        self._extent: Extent[str | EdgeKey] = Extent()
        self._start = StartItem()
        self._start.setVisible(False)
        self.addItem(self._start)
        self._far = FarItem(self.step_items, self._places, self.edge_items)
        self._far.setVisible(self.is_far)
        self.addItem(self._far)

    # -- looking ---------------------------------------------------------------------------------

    def places(self) -> dict[str, Point]:
        """Where the middles of all steps stand now, also in the midst of a drag; a glide's goal counts."""
        return dict(self._places)

    def box(self, step: str) -> QRectF:
        """A step's rectangle."""
        left, top, right, bottom = self.router.steps.boxes[step]
        return QRectF(left, top, right - left, bottom - top)

    def chart_rect(self, steps: Iterable[str] | None = None) -> QRectF:
        """The rectangle around some steps, or around the whole chart with its edges; empty where there is nothing."""
        if steps is not None:
            found = QRectF()
            for step in steps:
                if step in self.step_items:
                    found = found.united(self.box(step))
            return found
        around = self._extent.around()
        if around is None:
            return QRectF()
        left, top, right, bottom = around
        start = self._start.sceneBoundingRect() if self._start.isVisible() else QRectF()
        return QRectF(left, top, right - left, bottom - top).united(start)

    def step_at(self, place: QPointF) -> str | None:
        """The step under a point."""
        x, y = place.x(), place.y()
        near = self.router.steps.near(Box(x - 1, y - 1, x + 1, y + 1))
        found = [name for name, _ in near if self.step_items[name].holds(place)]
        return found[-1] if found else None

    def edge_at(self, place: QPointF, reach: float = REACH) -> EdgeKey | None:
        """The edge, or its label, under a point; `reach` is how near the line counts."""
        x, y = place.x(), place.y()
        plate = next((key for key, box in self._plates.near(Box(x - 1, y - 1, x + 1, y + 1))), None)
        if plate is not None:
            return plate
        spot = Box(x - reach, y - reach, x + reach, y + reach)
        lines = [(_apart(box, x, y), key) for (key, _), box in self.router.lanes.near(spot)]
        return min(lines)[1] if lines else None

    def label_at(self, place: QPointF) -> EdgeKey | None:
        """The edge whose label lies under a point."""
        x, y = place.x(), place.y()
        return next((key for key, _ in self._plates.near(Box(x - 1, y - 1, x + 1, y + 1))), None)

    def steps_in(self, area: QRectF) -> list[str]:
        """The steps that a rectangle touches."""
        box = Box(area.left(), area.top(), area.right(), area.bottom())
        return [name for name, _ in self.router.steps.near(box)]

    def edges_in(self, area: QRectF) -> list[EdgeKey]:
        """The edges that lie in a rectangle from end to end."""
        return [
            key
            for key, way in self.router.ways.items()
            if way and all(area.contains(point.x, point.y) for point in way)
        ]

    def outline_point(self, step: str, end: Point, before: Point) -> Point:
        """Where a line from `before` to `end` on a step's rectangle meets the step's shape."""
        item = self.step_items[step]
        kind, size, (x, y) = item.face.kind, item.size, self._places[step]
        if abs(end.x - before.x) <= abs(end.y - before.y):
            side = 1.0 if end.y > y else -1.0
            return Point(end.x, y + side * half_height(kind, size, end.x - x))
        facing = 1 if end.x > x else -1
        return Point(x + facing * half_width(kind, size, end.y - y, facing), end.y)

    def start_place(self) -> QPointF | None:
        """The middle of the start marker, where there is one."""
        return self._start.pos() - QPointF(0, ABOVE) if self._start.isVisible() else None

    # -- marking -----------------------------------------------------------------------------------

    def hover(self, place: QPointF | None, reach: float = REACH) -> None:
        """The pointer is here now, or gone."""
        step = self.step_at(place) if place is not None else None
        edge = self.edge_at(place, reach) if place is not None and step is None else None
        if (step, edge) == (self.hovered_step, self.hovered_edge):
            return
        self._wear_one(self.hovered_step, self.hovered_edge, False)
        self.hovered_step, self.hovered_edge = step, edge
        self._wear_one(step, edge, True)
        self.hover_changed.emit()

    def _wear_one(self, step: str | None, edge: EdgeKey | None, hovered: bool) -> None:
        self.wear([step] if step else (), [edge] if edge else (), hovered=hovered)

    def wear(self, steps: Iterable[str] = (), edges: Iterable[EdgeKey] = (), **marks: object) -> None:
        """Put marks on steps and edges: `selected`, `hovered`, `dimmed`, `tint`; on steps also `badge`, `glow` and
        `pinned`, on edges `lit`. What is not there is passed over."""
        worn = [step for step in steps if step in self.step_items]
        drawn = [key for edge in edges if (key := self.aliases.get(edge, edge)) in self.edge_items]
        for step in worn:
            self.step_items[step].wear(**marks)
        for key in drawn:
            self.edge_items[key].wear(**marks)
        self._far.touch(worn, drawn)

    def _dress(self) -> None:
        for edge in self.edge_items.values():
            edge.dress()
        self._start.dress()
        self._far.spoil()
        self.update()

    def set_far(self, far: bool) -> None:
        """Stand back, so that all is drawn together and without words, or come near again."""
        if far == self.is_far:
            return
        self.is_far = far
        for item in (*self.step_items.values(), *self.edge_items.values(), *self.label_items.values()):
            item.setVisible(not far)
        self._far.setVisible(far)

    @property
    def looks(self) -> int:
        """Another number whenever the chart looks different from afar."""
        return self._far.looks

    def paint_far(self, area: QRectF) -> FarItem:
        """The item that draws the whole chart cheaply, for small maps; `area` is what it covers."""
        self._far.cover(area.united(self._far.boundingRect()))
        return self._far


def _apart(box: Box, x: float, y: float) -> float:
    return abs(min(max(x, box.left), box.right) - x) + abs(min(max(y, box.top), box.bottom) - y)
