"""The small editors every page is made of: a line, a text, lines of phrases, a tick, a number. Choices are `choices`.

Each holds one `value`, says `edited` when the person (never the program) changed it, and takes another value without
moving what the person is at. None has an undo of its own: Ctrl+Z belongs to the document.
"""

from __future__ import annotations

from typing import Protocol

from PySide6.QtCore import QEvent, QPoint, QRectF, QSize, Qt, Signal, SignalInstance
from PySide6.QtGui import (
    QContextMenuEvent,
    QFocusEvent,
    QIntValidator,
    QKeyEvent,
    QKeySequence,
    QPainter,
    QPaintEvent,
    QPen,
    QTextCursor,
    QWheelEvent,
)
from PySide6.QtWidgets import QCheckBox, QLineEdit, QMenu, QSizePolicy, QTextEdit

from studio.ui import icons, theme

HEIGHT = 30
_UNDO = (QKeySequence.StandardKey.Undo, QKeySequence.StandardKey.Redo)


class Editor(Protocol):
    """What every editor can do."""

    edited: SignalInstance

    def value(self) -> object: ...
    def show_value(self, value: object) -> None: ...


def is_undo(event: QEvent) -> bool:
    """Whether a key event asks for undo or redo, which editors leave to the window."""
    return isinstance(event, QKeyEvent) and any(event.matches(key) for key in _UNDO)


def difference(old: str, new: str) -> tuple[int, int, str]:
    """What to replace in `old`, from and to, and by what, to make it `new`: as little as possible."""
    start = 0
    while start < min(len(old), len(new)) and old[start] == new[start]:
        start += 1
    end = 0
    while end < min(len(old), len(new)) - start and old[-1 - end] == new[-1 - end]:
        end += 1
    return start, len(old) - end, new[start : len(new) - end]


def without_undo(menu: QMenu) -> QMenu:
    """A standard context menu without the entries for an editor's own undo."""
    for action in menu.actions():
        if action.objectName() in ("edit-undo", "edit-redo"):
            menu.removeAction(action)
    first = menu.actions()[0] if menu.actions() else None
    if first is not None and first.isSeparator():
        menu.removeAction(first)
    return menu


class Line(QLineEdit):
    """One line. With `late` it says `edited` only when the person leaves it or presses Enter."""

    edited = Signal()

    def __init__(self, hint: str = "", *, late: bool = False) -> None:
        super().__init__()
        self.setPlaceholderText(hint)
        self.setMinimumHeight(HEIGHT)
        if late:
            self.editingFinished.connect(self._finished)
        else:
            self.textEdited.connect(lambda _: self.edited.emit())

    def value(self) -> str:
        return self.text()

    def show_value(self, value: object) -> None:
        text = str(value)
        start, _, new = difference(self.text(), text)
        at = start + len(new) if self.hasFocus() else 0
        self.setText(text)
        self.setModified(False)
        self.setCursorPosition(at)

    def _finished(self) -> None:
        if self.isModified():
            self.setModified(False)
            self.edited.emit()

    def event(self, event: QEvent) -> bool:
        if event.type() is QEvent.Type.ShortcutOverride and is_undo(event):
            event.ignore()
            return False
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if is_undo(event):
            event.ignore()
            return
        super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        without_undo(self.createStandardContextMenu()).exec(event.globalPos())


class Text(QTextEdit):
    """Several lines of plain text, as high as what it holds, within bounds."""

    edited = Signal()

    def __init__(self, hint: str = "", *, lines: int = 2, most: int = 12) -> None:
        super().__init__()
        self._lines, self._most, self._last = lines, most, ""
        self.hint = hint
        self.setAcceptRichText(False)
        self.setUndoRedoEnabled(False)
        self.setTabChangesFocus(True)
        self.setLineWrapMode(QTextEdit.LineWrapMode.WidgetWidth)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.document().setDocumentMargin(5)
        self.textChanged.connect(self._changed)
        self.document().documentLayout().documentSizeChanged.connect(lambda _: self._fit())
        self._fit()

    def value(self) -> object:
        return self.toPlainText()

    def show_value(self, value: object) -> None:
        self._last = self._written(value)
        start, end, new = difference(self.toPlainText(), self._last)
        cursor = QTextCursor(self.document())
        cursor.setPosition(start)
        cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
        cursor.insertText(new)
        if self.hasFocus():
            cursor.setPosition(start + len(new))
            self.setTextCursor(cursor)

    def _written(self, value: object) -> str:
        return str(value)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self.hint and self.document().isEmpty():
            painter = QPainter(self.viewport())
            painter.setPen(theme.current().faint)
            margin = self.document().documentMargin()
            room = QRectF(self.viewport().rect()).adjusted(margin, margin, -margin, -1)
            painter.drawText(room, Qt.TextFlag.TextWordWrap, self.hint)

    def _changed(self) -> None:
        if (text := self.toPlainText()) != self._last:  # colouring chips counts as a change for Qt
            self._last = text
            self.edited.emit()

    def _fit(self) -> None:
        row = self.fontMetrics().lineSpacing()
        room = 2 * self.document().documentMargin() + 2
        inside = round(self.document().size().height()) + 2
        height = int(min(max(inside, self._lines * row + room), self._most * row + room))
        if height != self.height() or self.minimumHeight() != height:
            self.setFixedHeight(height)
        wanted = Qt.ScrollBarPolicy.ScrollBarAsNeeded if inside > height + 2 else Qt.ScrollBarPolicy.ScrollBarAlwaysOff
        if self.verticalScrollBarPolicy() != wanted:
            self.setVerticalScrollBarPolicy(wanted)

    def event(self, event: QEvent) -> bool:
        if event.type() is QEvent.Type.ShortcutOverride and is_undo(event):
            event.ignore()
            return False
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if is_undo(event):
            event.ignore()
            return
        super().keyPressEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        if self.verticalScrollBarPolicy() is Qt.ScrollBarPolicy.ScrollBarAlwaysOff:
            event.ignore()
            return
        super().wheelEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        without_undo(self.createStandardContextMenu()).exec(event.globalPos())


class Lines(Text):
    """Phrases, one a line. Empty lines and spaces around a phrase are the person's, not the value's."""

    def value(self) -> tuple[str, ...]:
        return tuple(line.strip() for line in self.toPlainText().splitlines() if line.strip())

    def _written(self, value: object) -> str:
        return "\n".join(value) if isinstance(value, tuple) else str(value)


class Listed(Line):
    """A few words parted by commas, in one line."""

    def value(self) -> tuple[str, ...]:  # type: ignore[override]
        return tuple(word.strip() for word in self.text().split(",") if word.strip())

    def show_value(self, value: object) -> None:
        super().show_value(", ".join(value) if isinstance(value, tuple) else value)


class Tick(QCheckBox):
    """Yes or no."""

    edited = Signal()

    def __init__(self, text: str = "", tip: str = "") -> None:
        super().__init__(text)
        self.setToolTip(tip)
        self.setMinimumHeight(22)
        self.clicked.connect(lambda _: self.edited.emit())

    def value(self) -> bool:
        return self.isChecked()

    def show_value(self, value: object) -> None:
        self.setChecked(bool(value))

    def sizeHint(self) -> QSize:
        around = self.contentsMargins()
        width = self.fontMetrics().horizontalAdvance(self.text()) + 28 + around.left() + around.right()
        return QSize(width, 22 + around.top() + around.bottom())

    def minimumSizeHint(self) -> QSize:
        return QSize(40, 22)

    def hitButton(self, place: QPoint) -> bool:
        return self.rect().contains(place)

    def paintEvent(self, event: QPaintEvent) -> None:
        wearing = theme.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        left = self.contentsMargins().left()
        box = QRectF(left + 1.5, self.height() / 2 - 7.5, 15, 15)
        on = self.isChecked()
        painter.setPen(QPen(wearing.accent if on or self.hasFocus() else wearing.border, 1))
        painter.setBrush(wearing.accent if on else wearing.field)
        painter.drawRoundedRect(box, 4, 4)
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(box.adjusted(-1.5, -1.5, 1.5, 1.5), 5, 5)
        if on:
            icons.paint(painter, "good", box.adjusted(2, 2, -2, -2), wearing.on_accent, 2.2)
        painter.setPen(wearing.ink if self.isEnabled() else wearing.faint)
        room = QRectF(left + 26, 0, self.width() - left - 26, self.height())
        cut = self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, int(room.width()) + 1)
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, cut)


class Number(Line):
    """A whole number within bounds; the arrow keys count up and down. What is no such number is not taken."""

    def __init__(self, low: int, high: int) -> None:
        super().__init__()
        self._low, self._high = low, high
        self._last: object = low
        self.setValidator(QIntValidator(low, high, self))
        self.setFixedWidth(48)
        self.setAlignment(Qt.AlignmentFlag.AlignRight)

    def value(self) -> int | None:  # type: ignore[override]
        if not self.hasAcceptableInput():
            return None
        self._last = int(self.text())
        return self._last

    def keyPressEvent(self, event: QKeyEvent) -> None:
        by = {Qt.Key.Key_Up: 1, Qt.Key.Key_Down: -1}.get(Qt.Key(event.key()))
        if by is None:
            super().keyPressEvent(event)
            return
        now = int(self.text()) if self.text().isdigit() else self._low
        self.setText(str(min(max(now + by, self._low), self._high)))
        self.edited.emit()

    def show_value(self, value: object) -> None:
        self._last = value
        super().show_value(value)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        if self.value() is None:
            super().show_value(self._last)
        super().focusOutEvent(event)
