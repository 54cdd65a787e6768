"""Steps gliding to where they stand now, so that the eye can follow a tidy. What is true is shown by `Scene.places` at
once; only the drawing takes its time."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QEasingCurve, QObject, QPointF, QVariantAnimation
from PySide6.QtWidgets import QApplication, QStyle

from studio.procedure.layout import Point
from studio.ui.canvas.scene import Scene

LASTS = 260  # milliseconds
MOST = 200  # steps; with more, the eye could not follow, and frames would be lost


class Glide(QObject):
    """One motion from earlier places; edges and labels appear in its second half. It is its scene's child, and goes
    when it is done or when anything moves meanwhile."""

    def __init__(self, scene: Scene, before: Mapping[str, Point]) -> None:
        super().__init__(scene)
        self.setObjectName("glide")
        self._scene = scene
        self._moves = {
            name: (before[name], place)
            for name, place in scene.places().items()
            if name in before and before[name] != place
        }
        self._animation = QVariantAnimation(self, duration=LASTS, startValue=0.0, endValue=1.0)
        self._animation.setEasingCurve(QEasingCurve.Type.InOutCubic)
        self._animation.valueChanged.connect(self._show)
        self._animation.finished.connect(self.finish)
        scene.moved.connect(self.finish)
        self._show(0.0)
        self._animation.start()

    def _show(self, part: float) -> None:
        for name, (start, goal) in self._moves.items():
            item = self._scene.step_items.get(name)
            if item is not None:
                item.setPos(QPointF(start.x + (goal.x - start.x) * part, start.y + (goal.y - start.y) * part))
        seen = max(0.0, 2.0 * part - 1.0)
        for line in (*self._scene.edge_items.values(), *self._scene.label_items.values()):
            line.setOpacity(seen)
        self._scene.show_start()

    def finish(self) -> None:
        """Be where everything stands."""
        self._scene.moved.disconnect(self.finish)
        self._animation.stop()
        self._animation.valueChanged.disconnect(self._show)
        self._show_end()
        self.deleteLater()

    def _show_end(self) -> None:
        for name, place in self._scene.places().items():
            self._scene.step_items[name].setPos(*place)
        for edge in self._scene.edge_items.values():
            edge.dress()
        for label in self._scene.label_items.values():
            label.setOpacity(1.0)
        self._scene.show_start()


def glide(scene: Scene, before: Mapping[str, Point]) -> Glide | None:
    """Let steps glide from earlier places to where they stand, where that is seen and wanted."""
    style = QApplication.style()
    wanted = style is not None and style.styleHint(QStyle.StyleHint.SH_Widget_Animation_Duration) > 0
    if not wanted or scene.is_far or len(scene.step_items) > MOST or scene.places() == before:
        return None
    return Glide(scene, before)
