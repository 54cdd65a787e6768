"""The light that a rehearsal puts on the chart: the step it stands at glows, and the way so far is drawn strong.

It knows no rehearsal; it is told a step and edges, and puts them on again whenever the scene makes items anew.
"""

from __future__ import annotations

from PySide6.QtCore import QObject

from studio.ui import theme
from studio.ui.canvas.routing import EdgeKey
from studio.ui.canvas.scene import Scene


class Glow(QObject):
    """The glow on one scene."""

    def __init__(self, scene: Scene) -> None:
        super().__init__(scene)
        self._scene = scene
        self.step = ""
        self.path: frozenset[EdgeKey] = frozenset()
        scene.rebuilt.connect(self.refresh)
        theme.changed.connect(self.refresh)

    def show_step(self, step: str) -> None:
        """Let this step glow, and no other; "" for none."""
        if step != self.step:
            self._scene.wear([self.step], glow=None)
        self.step = step
        self._scene.wear([step], glow=theme.current().glow)

    def show_path(self, path: list[EdgeKey]) -> None:
        """Draw these edges, by (step, branch), as the way so far."""
        gone, self.path = self.path - frozenset(path), frozenset(path)
        self._scene.wear(edges=gone, lit=False)
        self._scene.wear(edges=self.path, lit=True)

    def refresh(self) -> None:
        """Put the marks on again."""
        self.show_step(self.step)
        self.show_path(list(self.path))
