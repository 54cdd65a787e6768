"""The light that a chat puts on the chart: the step a seat stands at glows, its way so far is drawn strong, and a move
that the chart does not have stands there in red. It is told where a seat stands and knows no seats.
"""

from __future__ import annotations

from PySide6.QtCore import QObject, QPointF, Qt
from PySide6.QtGui import QPainterPath, QPen
from PySide6.QtWidgets import QGraphicsPathItem
from shiboken6 import isValid

from studio.chat.way import Way
from studio.ui import theme
from studio.ui.canvas.glow import Glow
from studio.ui.canvas.scene import Scene

UNDER = -1.0  # under steps and edges, over notes and groups
DASHES = [4.0, 3.0]


class Light(QObject):
    """The chat's light on one scene."""

    def __init__(self, scene: Scene) -> None:
        super().__init__(scene)
        self._scene = scene
        self._glow = Glow(scene)
        self.way = Way()
        self.red: frozenset[str] = frozenset()
        self.lines: list[QGraphicsPathItem] = []
        scene.rebuilt.connect(self._forget)
        scene.moved.connect(self._draw_lines)
        theme.changed.connect(self._again)

    def show_way(self, way: Way) -> None:
        """Light up where a seat stands; an empty Way for none."""
        self.way = way
        self._glow.show_path(list(way.path))
        self._glow.show_step(way.current)
        red = frozenset(to for _, to in way.off)
        self._scene.wear(self.red - red - {way.current}, glow=None)
        self.red = red
        self._scene.wear(red, glow=theme.current().problem)
        self._draw_lines()

    def _again(self) -> None:
        self.show_way(self.way)

    def _forget(self) -> None:
        """The scene has made its items anew, ours among what is gone."""
        self.lines = []
        self.show_way(self.way)

    def _draw_lines(self) -> None:
        for line in self.lines:
            if isValid(line):  # the scene may have made its items anew
                self._scene.removeItem(line)
        self.lines = [self._line(at, to) for at, to in sorted(self.way.off) if self._drawn(at) and self._drawn(to)]

    def _drawn(self, step: str) -> bool:
        return step in self._scene.step_items

    def _line(self, at: str, to: str) -> QGraphicsPathItem:
        begin, end = self._scene.box(at).center(), self._scene.box(to).center()
        across = QPointF(begin.y() - end.y(), end.x() - begin.x()) * 0.12  # bent, so that it hides no edge
        path = QPainterPath(begin)
        path.quadTo((begin + end) / 2 + across, end)
        pen = QPen(theme.current().problem, 2.2)
        pen.setCosmetic(True)  # as strong from far away
        pen.setDashPattern(DASHES)
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        item = QGraphicsPathItem(path)
        item.setPen(pen)
        item.setZValue(UNDER)
        self._scene.addItem(item)
        return item
