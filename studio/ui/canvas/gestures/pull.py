"""Pulling an edge to where it shall lead or come from: legal goals are lit, the rest is dimmed, a line follows.

What happens on letting go is the subclass's business.
"""

from __future__ import annotations

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QGraphicsPathItem
from shiboken6 import isValid

from studio.procedure.layout import Point
from studio.ui import theme
from studio.ui.canvas.edge_item import THICK, arrow
from studio.ui.canvas.gesture import Pointer
from studio.ui.canvas.routing import Side, Way
from studio.ui.canvas.step_item import NO_PEN
from studio.ui.canvas.view import View

STARTS = 5  # pixels of the screen after which a press has become a pull


class Pull:
    """A line from `start` to the pointer. It may be let go on steps in `legal`; `back` turns the arrow round."""

    def __init__(
        self, view: View, pointer: Pointer, start: Point, side: Side, legal: frozenset[str], *, back: bool = False
    ) -> None:
        self.view, self.scene, self.legal = view, view.chart, legal
        self.begun = False
        self._pressed, self._start, self._side, self._back = pointer.spot, start, side, back
        self._goal: str | None = None
        self._line: QGraphicsPathItem | None = None
        self._worn: dict[str, tuple[QColor | None, bool, QColor | None]] = {}

    # -- for subclasses ----------------------------------------------------------------------------

    def taken(self, goal: str) -> None:
        """Let go on a legal step."""

    def dropped(self, pointer: Pointer) -> None:
        """Let go over nothing."""

    def clicked(self, pointer: Pointer) -> None:
        """Pressed and let go without pulling."""

    # -- the gesture -------------------------------------------------------------------------------

    def move(self, pointer: Pointer) -> None:
        if not self.begun and (pointer.spot - self._pressed).manhattanLength() < STARTS:
            return
        if not self.begun:
            self.begun = True
            self._light()
        self.view.follow(pointer.spot)
        place = self.view.mapToScene(pointer.spot)
        found = self.scene.step_at(place)
        self._aim(found if found in self.legal else None)
        self._draw(place)
        illegal = found is not None and found not in self.legal
        shape = Qt.CursorShape.ForbiddenCursor if illegal else Qt.CursorShape.CrossCursor
        self.view.viewport().setCursor(shape)

    def release(self, pointer: Pointer) -> None:
        begun, goal = self.begun, self._goal
        over = self.scene.step_at(pointer.place)
        self.cancel()
        if not begun:
            self.clicked(pointer)
        elif goal is not None:
            self.taken(goal)
        elif over is None:
            self.dropped(pointer)

    def cancel(self) -> None:
        for step, (tint, dimmed, glow) in self._worn.items():
            self.scene.wear([step], tint=tint, dimmed=dimmed, glow=glow)
        self._worn = {}
        if self._line is not None and isValid(self._line) and self._line.scene() is self.scene:
            self.scene.removeItem(self._line)
        self._line = None
        self.view.show_cursor()

    # -- what is seen ------------------------------------------------------------------------------

    def _light(self) -> None:
        accent = theme.current().accent
        for name, item in self.scene.step_items.items():
            self._worn[name] = (item.tint, item.dimmed, item.glow)
        self.scene.wear(self.legal, tint=accent)
        self.scene.wear(self.scene.step_items.keys() - self.legal, dimmed=True)

    def _aim(self, goal: str | None) -> None:
        if goal != self._goal:
            for step, glow in ((self._goal, None), (goal, theme.current().accent)):
                self.scene.wear([step] if step else (), glow=glow)
            self._goal = goal

    def _draw(self, place: QPointF) -> None:
        if self._line is None:
            self._line = QGraphicsPathItem()
            self._line.setPen(NO_PEN)
            self._line.setBrush(theme.current().accent)
            self._line.setZValue(20)
            self.scene.addItem(self._line)
        way = bent(self._start, self._side, Point(place.x(), place.y()))
        self._line.setPath(arrow(way[::-1] if self._back else way, THICK))


def bent(start: Point, side: Side, end: Point) -> Way:
    """A plain way from a side of a step to a point, with right angles."""
    if side in ("top", "bottom"):
        middle = (start.y + end.y) / 2
        way = (start, Point(start.x, middle), Point(end.x, middle), end)
    else:
        middle = (start.x + end.x) / 2
        way = (start, Point(middle, start.y), Point(middle, end.y), end)
    found = [point for at, point in enumerate(way) if not at or point != way[at - 1]]
    return tuple(found) if len(found) > 1 else (start, Point(start.x, start.y + 1.0))
