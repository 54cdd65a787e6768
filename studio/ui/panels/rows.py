"""Lists of rows as all panels show them: an icon, a title, quieter words under it and at its end, something to press.

What the rows are about is each panel's business; how one is painted is `row_painting`'s.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass
from operator import attrgetter
from typing import Any

from PySide6.QtCore import (
    QEvent,
    QModelIndex,
    QPoint,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QAccessible, QHelpEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QToolTip,
    QWidget,
)

from studio.ui import theme
from studio.ui.panels import row_painting as painting
from studio.ui.panels.lists import Index, KeyedModel, lie_in_a_panel

Marks = tuple[tuple[int, int], ...]  # places in a text, from and to
ROW = Qt.ItemDataRole.UserRole
ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


@dataclass(frozen=True)
class Row:
    """One row. `key` tells it from the others; `tone` is a colour of the theme, or a kind of step, for the icon; `mark`
    is the name of a colour in which an icon of that name stands before the trail; `marks` and `detail_marks` are
    places to be set off; `button` is something to press; `checked` None means no box; `indent` keeps an icon's room
    where there is none; `said` is what a screen reader reads, where title and detail are not enough; a `heading` cannot
    be chosen."""

    key: Hashable
    title: str
    detail: str = ""
    icon: str = ""
    tone: str = "soft"
    trail: str = ""
    mark: str = ""
    marks: Marks = ()
    detail_marks: Marks = ()
    button: str = ""
    checked: bool | None = None
    said: str = ""
    tip: str = ""
    heading: bool = False
    bold: bool = False
    faint: bool = False
    indent: bool = False
    data: Any = None


class RowModel(KeyedModel):
    """Rows as a list."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(attrgetter("key"), parent)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        row: Row | None = self.item(index)
        if row is None:
            return None
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return row.title
            case Qt.ItemDataRole.AccessibleTextRole:
                return row.said or ", ".join(part for part in (row.title, row.detail, row.trail) if part)
            case Qt.ItemDataRole.AccessibleDescriptionRole:
                return row.button or None
            case Qt.ItemDataRole.ToolTipRole:
                return row.tip or None
            case Qt.ItemDataRole.CheckStateRole if row.checked is not None:
                return Qt.CheckState.Checked if row.checked else Qt.CheckState.Unchecked
            case _:
                return row if role == ROW else None

    def flags(self, index: Index) -> Qt.ItemFlag:
        row: Row | None = self.item(index)
        if row is not None and row.heading:
            return Qt.ItemFlag.ItemIsEnabled
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemNeverHasChildren


class RowDelegate(QStyledItemDelegate):
    """Paints rows, and hears presses of their buttons and boxes."""

    def __init__(self, view: RowList) -> None:
        super().__init__(view)
        self._view = view

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        width = self._view.viewport().width()
        row = index.data(ROW)
        return QSize(width, painting.height(row, width)) if row is not None else QSize(width, 0)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row = index.data(ROW)
        if row is not None:
            view = self._view
            box: QRect = option.rect
            painting.paint(
                painter,
                row,
                box,
                chosen=view.selectionModel().isSelected(index),
                hovered=view.hovered == index.row(),
                focused=view.hasFocus() and view.currentIndex().row() == index.row(),
                pressed_at=view.pointer if view.hovered == index.row() else None,
            )


class RowList(QListView):
    """A list of rows. `chosen` is emitted with a row that is activated (Enter, click), `pressed_button` with one whose
    button is pressed (Ctrl+Enter), `toggled` with one whose box is (Space)."""

    chosen = Signal(object)
    pressed_button = Signal(object)
    toggled = Signal(object)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setModel(RowModel(self))
        self.setItemDelegate(RowDelegate(self))
        lie_in_a_panel(self, name, painting.LINE)
        self.setViewportMargins(0, theme.UNIT, 0, theme.UNIT)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.hovered = -1
        self.pointer: QPoint | None = None
        self.empty = ""

    @property
    def rows(self) -> tuple[Row, ...]:
        return self._model.items

    @property
    def _model(self) -> RowModel:
        model = self.model()
        assert isinstance(model, RowModel)
        return model

    def set_rows(self, rows: Iterable[Row]) -> None:
        """Show these rows; what was current stays so, and stays where it is in sight."""
        current, at = self.current(), self.verticalScrollBar().value()
        before = [(row.detail, row.button) for row in self.rows]
        wanted = list(rows)
        alike = not any(row.heading or row.detail or row.button for row in wanted)
        self.setUniformItemSizes(alike)  # as tall as one another, a thousand need not be measured
        if self._model.set_items(wanted):
            self.hovered = -1
            if current is not None and self.set_current(current.key):
                self.verticalScrollBar().setValue(at)
        elif before != [(row.detail, row.button) for row in self.rows]:
            self.scheduleDelayedItemsLayout()  # rows that changed in place may be taller now
        self.viewport().update()

    def current(self) -> Row | None:
        index = self.currentIndex()
        return self.rows[index.row()] if index.isValid() and index.row() < len(self.rows) else None

    def set_current(self, key: Hashable) -> bool:
        """Make the row of that key current; whether there is one."""
        for number, row in enumerate(self.rows):
            if row.key == key and not row.heading:
                self.setCurrentIndex(self._model.index(number))
                return True
        return False

    def set_first_current(self) -> None:
        """Make the first row current that can be chosen."""
        for row in self.rows:
            if not row.heading:
                self.set_current(row.key)
                return

    def move_current(self, by: int) -> None:
        """Go up or down, past headings, and stop at the ends."""
        at = self.currentIndex().row()
        step = 1 if by > 0 else -1
        for _ in range(abs(by)):
            onward = at + step
            while 0 <= onward < len(self.rows) and self.rows[onward].heading:
                onward += step
            if not 0 <= onward < len(self.rows):
                break
            at = onward
        if 0 <= at < len(self.rows):
            self.setCurrentIndex(self._model.index(at))

    # -- Qt's events -----------------------------------------------------------------------------

    def dataChanged(self, first: Index, last: Index, roles: Sequence[int] = ()) -> None:
        """Qt lays all rows out anew when one looks different. `set_rows` does that where one is taller now; else they
        need only be painted."""
        if QAccessible.isActive():
            super().dataChanged(first, last, list(roles))
        else:
            self.viewport().update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        row, key = self.current(), event.key()
        moves = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_PageDown: 8, Qt.Key.Key_PageUp: -8}
        far = {Qt.Key.Key_Home: -len(self.rows), Qt.Key.Key_End: len(self.rows)}
        if key in moves | far and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            self.move_current((moves | far)[Qt.Key(key)])
        elif row is not None and key in ENTER and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.pressed_button.emit(row)
        elif row is not None and key in ENTER:
            self.chosen.emit(row)
        elif row is not None and key == Qt.Key.Key_Space and row.checked is not None:
            self.toggled.emit(row)
        else:
            event.ignore()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        row = self._row_at(event.position().toPoint())
        if row is not None and not row.heading and self._part(row, event.position().toPoint()) == "row":
            super().mousePressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        point = event.position().toPoint()
        row = self._row_at(point)
        if row is None or row.heading or event.button() is not Qt.MouseButton.LeftButton:
            return
        part = self._part(row, point)
        told = {"row": self.chosen, "button": self.pressed_button, "box": self.toggled}[part]
        told.emit(row)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._hover(event.position().toPoint())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.scheduleDelayedItemsLayout()  # Qt does so for heights only, but words wrap by the width

    def leaveEvent(self, event: QEvent) -> None:
        self._hover(None)
        super().leaveEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self.rows and self.empty:
            painter = QPainter(self.viewport())
            painting.paint_empty(painter, self.viewport().rect(), self.empty)
            painter.end()

    def viewportEvent(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent):
            row = self._row_at(event.pos())
            QToolTip.showText(event.globalPos(), row.tip if row else "", self.viewport())
            return True
        return super().viewportEvent(event)

    def _hover(self, point: QPoint | None) -> None:
        index = self.indexAt(point) if point is not None else QModelIndex()
        self.hovered, self.pointer = index.row() if index.isValid() else -1, point
        row = self._row_at(point) if point is not None else None
        pressable = row is not None and point is not None and self._part(row, point) != "row"
        self.viewport().setCursor(Qt.CursorShape.PointingHandCursor if pressable else Qt.CursorShape.ArrowCursor)
        self.viewport().update()

    def _row_at(self, point: QPoint) -> Row | None:
        index = self.indexAt(point)
        return self.rows[index.row()] if index.isValid() else None

    def _part(self, row: Row, point: QPoint) -> str:
        """What of a row is at a point of the view: its button, its box, or the rest."""
        box = self.visualRect(self.indexAt(point))
        if row.button and painting.button_box(row, box).contains(point):
            return "button"
        if row.checked is not None and painting.check_box(box).adjusted(-6, -6, 6, 6).contains(point):
            return "box"
        return "row"
