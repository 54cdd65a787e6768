"""A step dropped on an edge stands in it: the edge lights up while the step is over it."""

from __future__ import annotations

from functools import cached_property

from PySide6.QtCore import QPointF

from studio.procedure import drawing
from studio.procedure.graph import reachable
from studio.procedure.layout import Point
from studio.ui.canvas import hands
from studio.ui.canvas.gesture import Gesture, Pointer
from studio.ui.canvas.gestures import ends as open_ends
from studio.ui.canvas.gestures import pen as pens
from studio.ui.canvas.grid import Box
from studio.ui.canvas.routing import EdgeKey, pieces
from studio.ui.canvas.scene import Scene
from studio.ui.canvas.view import View

NEAR = 14.0  # pixels of the screen between the pointer, or the step's middle, and the edge


class Lines:
    """The ways of all edges as they are now, for finding one under a point while what is dragged pushes them aside."""

    def __init__(self, scene: Scene) -> None:
        self._pieces = {key: tuple(pieces(way)) for key, way in scene.router.ways.items() if len(way) > 1}

    def near(self, place: QPointF | Point, reach: float) -> list[EdgeKey]:
        """The edges within reach of a point, the nearest first."""
        x, y = (place.x(), place.y()) if isinstance(place, QPointF) else place
        found = [(min(_apart(box, x, y) for box in boxes), key) for key, boxes in self._pieces.items()]
        return [key for away, key in sorted(found) if away <= reach]


class MoveOnto(hands.Move):
    """A move that may end on an edge."""

    def __init__(self, view: View, pointer: Pointer, step: str) -> None:
        super().__init__(view, pointer, step)
        self._edge: EdgeKey | None = None
        self._lines: Lines | None = None

    @cached_property
    def _legal(self) -> frozenset[EdgeKey]:
        """The edges into which the step may go."""
        procedure = self._view.chart.procedure
        step = procedure.step_by_id[self.step]
        entered = any(edge.target == self.step for edge in procedure.edges)
        if len(self._places) != 1 or entered or not drawing.open_ends(procedure, step):
            return frozenset()
        after = reachable(procedure, start=self.step)
        return frozenset(
            (edge.source, edge.branch)
            for edge in procedure.edges
            if edge.source not in after and edge.target != self.step and edge.target in procedure.step_by_id
        )

    @property
    def _lone(self) -> bool:
        """Whether nothing has to follow the step, so that edges can stay where they are while it is over them."""
        return bool(self._legal) and not self._view.chart.router.edges_of(self.step)

    def show(self) -> None:
        if not self._lone:
            super().show()
            return
        self._view.chart.step_items[self.step].setPos(*self._now[self.step])
        open_ends.of(self._view).refresh()

    def move(self, pointer: Pointer) -> None:
        if self._lines is None and self._legal:
            self._lines = Lines(self._view.chart)
        super().move(pointer)
        if self._begun and self._lines is not None:
            reach = NEAR / self._view.zoom
            here = self._view.mapToScene(pointer.spot)
            found = [*self._lines.near(here, reach), *self._lines.near(self._now[self.step], reach)]
            self._light(next((key for key in found if key in self._legal), None))

    def release(self, pointer: Pointer) -> None:
        edge = self._edge
        self._light(None)
        if self._begun and self._lone:
            self._view.chart.preview(self._now)
        if edge is None:
            super().release(pointer)
        else:
            pens.of(self._view).insert_drawn(self.step, edge, dict(self._now))

    def cancel(self) -> None:
        self._light(None)
        super().cancel()

    def _light(self, edge: EdgeKey | None) -> None:
        if edge != self._edge:
            self._view.chart.wear(edges=[self._edge] if self._edge else (), lit=False)
            self._view.chart.wear(edges=[edge] if edge else (), lit=True)
            self._edge = edge


def start_move(view: View, pointer: Pointer) -> Gesture | None:
    """As the plain move begins."""
    made = hands.start_move(view, pointer)
    return MoveOnto(view, pointer, made.step) if isinstance(made, hands.Move) else made


def _apart(box: Box, x: float, y: float) -> float:
    return abs(min(max(x, box.left), box.right) - x) + abs(min(max(y, box.top), box.bottom) - y)
