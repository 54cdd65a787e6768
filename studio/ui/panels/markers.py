"""Findings on the canvas: a quiet sign on each step that has some, and a card that says what they are and mends them.

It never opens by itself: pointing at a sign shows the sentences, pressing it (or Ctrl+.) the card.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QPointF, QRect, Qt
from PySide6.QtGui import QHelpEvent, QKeyEvent, QMouseEvent, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QApplication, QToolTip, QVBoxLayout, QWidget

from studio.procedure.checks import Finding
from studio.ui import theme
from studio.ui.actions import Action
from studio.ui.canvas.gesture import Gesture, Pointer
from studio.ui.canvas.step_item import badge_place
from studio.ui.canvas.view import View
from studio.ui.panels import row_painting as painting
from studio.ui.panels.findings import finding_row, marks, mend, sentences
from studio.ui.panels.rows import RowList
from studio.ui.panels.words import tr

if TYPE_CHECKING:
    from studio.ui.window import MainWindow

WIDTH = 340
TALLEST = 320
HIT = 11.0  # from a sign's middle, in the chart's pixels; on the screen never less than half of that


class Markers(QObject):
    """Keeps the signs on the steps as the document finds them."""

    def __init__(self, view: View, say: Callable[[str], object]) -> None:
        super().__init__(view)
        self._view, self._scene = view, view.chart
        self._document = view.chart.document
        self.card = Card(view, say)
        view.starters.append(self._start)
        view.viewport().installEventFilter(self)
        self._document.findings_changed.connect(self.refresh)
        self._document.changed.connect(self.refresh)
        self._scene.rebuilt.connect(self.refresh)
        self.refresh()

    def refresh(self) -> None:
        """Put the signs where they belong; only what changed is touched."""
        found = marks(self._document)
        for step, item in self._scene.step_items.items():
            wanted = found.get(step, "")
            if item.badge != wanted:
                self._scene.wear([step], badge=wanted)

    def step_at(self, place: QPointF) -> str | None:
        """The step whose sign is at a point of the chart."""
        reach = max(HIT, HIT / 2 / max(self._view.zoom, 0.01))
        for step in marks(self._document):
            item = self._scene.step_items.get(step)
            if item is not None:
                x, y = badge_place(item.face)
                away = item.pos() + QPointF(x, y) - place
                if away.x() ** 2 + away.y() ** 2 <= reach**2:
                    return step
        return None

    def _start(self, view: View, pointer: Pointer) -> Gesture | None:
        step = self.step_at(pointer.place) if pointer.button == Qt.MouseButton.LeftButton else None
        if step is None:
            return None
        self._document.selection.set([step])
        return _Press(lambda: self.card.open(step))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent):
            step = self.step_at(self._view.mapToScene(event.pos()))
            if step is not None:
                QToolTip.showText(event.globalPos(), "\n".join(sentences(self._document, step)), self._view)
                return True
        return False


class _Press:
    """A press on a sign: letting go opens the card."""

    def __init__(self, then: Callable[[], object]) -> None:
        self._then = then

    def move(self, pointer: Pointer) -> None:
        """A sign does not follow the pointer."""

    def release(self, pointer: Pointer) -> None:
        self._then()

    def cancel(self) -> None:
        """Nothing was begun."""


class Card(QWidget):
    """What was found at one step, over the canvas beside the step."""

    def __init__(self, view: View, say: Callable[[str], object]) -> None:
        super().__init__(view)
        self._view, self._document, self._say = view, view.chart.document, say
        self.step = ""
        self.list = RowList(tr("What was found at this step"))
        self.list.pressed_button.connect(lambda row: self._mend(row.data))
        self.list.chosen.connect(lambda row: self._mend(row.data) if row.button else None)
        box = QVBoxLayout(self)
        box.setContentsMargins(theme.UNIT, theme.UNIT, theme.UNIT, theme.UNIT)
        box.addWidget(self.list)
        self._document.findings_changed.connect(self._follow)
        view.panned.connect(self._place)
        view.zoomed.connect(self._place)
        view.chart.moved.connect(self._place)
        self.hide()

    def open(self, step: str) -> None:
        """Show the findings of a step and take the keys."""
        self.step = step
        self._fill()
        if not self.list.rows:
            return
        self._place()
        self.show()
        self.raise_()
        self.list.set_first_current()
        self.list.setFocus()
        application = QApplication.instance()
        assert application is not None
        application.installEventFilter(self)

    def leave(self) -> None:
        """Hide it and give the keys back to the chart."""
        application = QApplication.instance()
        assert application is not None
        application.removeEventFilter(self)
        self.hide()
        self._view.setFocus()

    def _fill(self) -> None:
        found = [finding for finding in self._document.findings if finding.step == self.step]
        self.list.set_rows(
            finding_row(self._document.procedure, finding, number, titled=False) for number, finding in enumerate(found)
        )

    def _follow(self) -> None:
        if self.isVisible():
            self._fill()
            self._place() if self.list.rows else self.leave()

    def _mend(self, finding: Finding) -> None:
        mend(self._document, finding, self._say)

    def _place(self) -> None:
        """Right of the step, or left of it where there is no room; never over the view's edge."""
        chart = self._view.chart
        if self.step not in chart.step_items:
            return
        inner = WIDTH - 2 * theme.UNIT
        tall = sum(painting.height(row, inner) for row in self.list.rows) + 4 * theme.UNIT
        tall = min(tall, TALLEST, self._view.height() - 2 * theme.WIDE)
        step = self._view.mapFromScene(chart.box(self.step)).boundingRect()
        left = step.right() + theme.ROOM
        if left + WIDTH > self._view.width() - theme.GAP:
            left = step.left() - theme.ROOM - WIDTH
        left = min(max(left, theme.GAP), self._view.width() - WIDTH - theme.GAP)
        top = min(max(step.top(), theme.GAP), self._view.height() - tall - theme.GAP)
        self.setGeometry(QRect(left, top, WIDTH, tall))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.MouseButtonPress and isinstance(event, QMouseEvent):
            if not self.rect().contains(self.mapFromGlobal(event.globalPosition().toPoint())):
                self.leave()
        elif isinstance(event, QKeyEvent) and watched is self.list:
            return self._heard(event)
        return False

    def _heard(self, event: QKeyEvent) -> bool:
        """Escape closes; the chart's own keys, which are plain ones, do not reach through the card."""
        if event.type() == QEvent.Type.ShortcutOverride:
            if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
                return False
            event.accept()
            return True
        if event.type() == QEvent.Type.KeyPress and event.key() == Qt.Key.Key_Escape:
            self.leave()
            return True
        return False

    def paintEvent(self, event: QPaintEvent) -> None:
        wearing = theme.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        path = QPainterPath()
        path.addRoundedRect(self.rect().toRectF().adjusted(0.5, 0.5, -0.5, -0.5), theme.RADIUS, theme.RADIUS)
        painter.fillPath(path, wearing.field)
        painter.setPen(QPen(wearing.border, 1))
        painter.drawPath(path)
        painter.end()


def install(window: MainWindow) -> None:
    markers = Markers(window.view, window.say)
    selection = window.document.selection

    def open_card() -> None:
        if selection.step is not None:
            markers.card.open(selection.step)

    window.registry.register(
        Action(
            "procedure.mend_here",
            tr("What was found at this &step"),
            open_card,
            "Ctrl+.",
            enabled=lambda: any(found.step == selection.step for found in window.document.findings if found.step),
            menu="procedure",
            keywords=tr("mend fix finding problem"),
        )
    )
