"""A step chosen by its title: type a few letters, Enter. So that edges can be drawn without the mouse.

Only steps to which the edge may lead are offered, the nearest first.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPoint, Qt
from PySide6.QtGui import QKeyEvent, QPalette
from PySide6.QtWidgets import QFrame, QLineEdit, QListWidget, QListWidgetItem, QVBoxLayout

from studio.procedure import drawing
from studio.ui import icons, theme
from studio.ui.canvas.gestures import pen as pens
from studio.ui.canvas.view import View

WIDE, ROWS = 300, 9


class Chooser(QFrame):
    """A small window over the canvas that connects a way out to the step chosen in it."""

    def __init__(self, view: View, source: str, branch: str) -> None:
        super().__init__(view.window(), Qt.WindowType.Popup)  # no child of the canvas, whose keys are others
        self.setObjectName("chooser")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setFrameShape(QFrame.Shape.StyledPanel)
        self.view, self.source, self.branch = view, source, branch
        self.line = QLineEdit()
        self.line.setPlaceholderText(self.tr("Step to go to"))
        self.line.setAccessibleName(self.tr("Step to go to"))
        self.line.setClearButtonEnabled(True)
        self.list = QListWidget()
        self.list.setAccessibleName(self.tr("Steps"))
        self.list.setFrameShape(QFrame.Shape.NoFrame)
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setUniformItemSizes(True)
        colours = self.list.palette()
        colours.setColor(QPalette.ColorRole.Highlight, theme.current().accent_soft)
        colours.setColor(QPalette.ColorRole.HighlightedText, theme.current().ink)
        self.list.setPalette(colours)
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.GAP, theme.GAP, theme.GAP, theme.GAP)
        column.setSpacing(theme.GAP)
        column.addWidget(self.line)
        column.addWidget(self.list)
        self.setFixedWidth(WIDE)
        self._fill()
        self.line.textEdited.connect(self._narrow)
        self.line.returnPressed.connect(self._take)
        self.line.installEventFilter(self)
        self.list.itemClicked.connect(lambda _: self._take())

    def _fill(self) -> None:
        procedure = self.view.chart.document.procedure
        legal = drawing.targets(procedure, self.source, self.branch)
        here = self.view.chart.step_items[self.source].pos()
        away = {
            name: abs(item.x() - here.x()) + abs(item.y() - here.y())
            for name, item in self.view.chart.step_items.items()
        }
        for step in sorted(procedure.steps, key=lambda step: away.get(step.id, 0.0)):
            if step.id in legal:
                row = QListWidgetItem(icons.icon(step.kind, theme.current().kinds[step.kind].ink), step.title)
                row.setData(Qt.ItemDataRole.UserRole, step.id)
                self.list.addItem(row)
        self._fit()

    def _narrow(self, typed: str) -> None:
        words = typed.casefold().split()
        for number in range(self.list.count()):
            row = self.list.item(number)
            row.setHidden(not all(word in row.text().casefold() for word in words))
        self._fit()

    def _fit(self) -> None:
        shown = [row for row in map(self.list.item, range(self.list.count())) if not row.isHidden()]
        self.list.setCurrentItem(shown[0]) if shown else self.list.setCurrentRow(-1)
        high = max(self.list.sizeHintForRow(0), 24)
        self.list.setFixedHeight(high * min(max(len(shown), 1), ROWS) + 4)
        self.adjustSize()

    def open_at(self, spot: QPoint) -> None:
        """Come up at a spot of the screen, ready for typing."""
        room = self.view.screen().availableGeometry()
        self.move(min(spot.x(), room.right() - self.width()), min(spot.y(), room.bottom() - self.height()))
        self.show()
        self.line.setFocus(Qt.FocusReason.PopupFocusReason)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
                self._step(1 if event.key() == Qt.Key.Key_Down else -1)
                return True
            if event.key() == Qt.Key.Key_Escape:
                self.close()
                return True
        return super().eventFilter(watched, event)

    def _step(self, by: int) -> None:
        shown = [number for number in range(self.list.count()) if not self.list.item(number).isHidden()]
        if shown:
            at = shown.index(self.list.currentRow()) if self.list.currentRow() in shown else 0
            self.list.setCurrentRow(shown[(at + by) % len(shown)])

    def _take(self) -> None:
        row = self.list.currentItem()
        if row is None or row.isHidden():
            return
        target = row.data(Qt.ItemDataRole.UserRole)
        self.close()
        pens.of(self.view).connect_to(self.source, self.branch, target)
        self.view.setFocus()
