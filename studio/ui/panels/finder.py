"""The line above a list in which one types to find something in it. Arrow keys and Enter go through to the list."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QAction, QKeyEvent, QPalette
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from studio.ui import icons, theme
from studio.ui.panels.rows import ENTER, RowList

_THROUGH = (Qt.Key.Key_Down, Qt.Key.Key_Up, Qt.Key.Key_PageDown, Qt.Key.Key_PageUp)


class Finder(QLineEdit):
    """A line to type in, joined to its list: letters typed in the list arrive here, arrows typed here arrive there."""

    def __init__(self, hint: str, rows: RowList, *, icon: str = "search") -> None:
        super().__init__()
        self._rows = rows
        self._icon = icon
        self.setPlaceholderText(hint)
        self.setAccessibleName(hint)
        self.setClearButtonEnabled(True)
        self.setMinimumHeight(30)
        self._sign = QAction(icons.icon(icon), "", self)
        if icon:
            self.addAction(self._sign, QLineEdit.ActionPosition.LeadingPosition)
        theme.changed.connect(self._dress)
        self._dress()
        rows.installEventFilter(self)

    def framed(self) -> QWidget:
        """The line with room around it."""
        frame = QWidget()
        frame.setAutoFillBackground(True)
        frame.setBackgroundRole(QPalette.ColorRole.Base)
        box = QHBoxLayout(frame)
        box.setContentsMargins(theme.GAP, theme.GAP, theme.GAP, theme.UNIT)
        box.addWidget(self)
        return frame

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _THROUGH:
            if self._rows.current() is None:
                self._rows.set_first_current()
            else:
                self._rows.keyPressEvent(event)
        elif event.key() in ENTER:
            if self._rows.current() is None:
                self._rows.set_first_current()
            self._rows.keyPressEvent(event)
        elif event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
        else:
            super().keyPressEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._rows and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            typed = event.text()
            plain = not event.modifiers() & ~Qt.KeyboardModifier.ShiftModifier
            if plain and typed.isprintable() and typed.strip():
                self.setFocus()
                self.insert(typed)
                return True
        return False

    def _dress(self) -> None:
        self._sign.setIcon(icons.icon(self._icon))
        self.setStyleSheet(line_sheet())


def line_sheet() -> str:
    """How a line to type in looks in a panel."""
    wearing = theme.current()
    return (
        f"QLineEdit {{ background: {wearing.field.name()}; color: {wearing.ink.name()}; padding: 0 5px;"
        f" border: 1px solid {wearing.border.name()}; border-radius: {theme.RADIUS}px; }}"
        f" QLineEdit:focus {{ border-color: {wearing.accent.name()}; }}"
    )
