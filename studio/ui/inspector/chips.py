"""A text in which fields are spoken: `{field}` stands as a tinted chip, and "{" offers the fields to choose from."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QStandardItem,
    QStandardItemModel,
    QSyntaxHighlighter,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
)
from PySide6.QtWidgets import QCompleter, QListView

from studio.procedure.model import Field
from studio.ui import theme
from studio.ui.inspector.editors import Text

_CHIP = re.compile(r"\{([a-z][a-z0-9_]{0,39})\}")
_BEGUN = re.compile(r"\{([^{}\s]*)$")
_ID, _SEARCHED = Qt.ItemDataRole.UserRole, Qt.ItemDataRole.UserRole + 1
_CHOOSING = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Tab)

_OFFERS = """
QListView {{ background: {panel}; color: {ink}; border: 1px solid {border}; outline: none; padding: 2px; }}
QListView::item {{ min-height: 26px; padding: 0 6px; border-radius: 4px; color: {ink}; }}
QListView::item:selected {{ background: {accent_soft}; color: {ink}; }}
"""

Fields = Callable[[], Sequence[Field]]


class ChipText(Text):
    """A text with chips. `fields` tells which there are; `also` names further placeholders that mean something here."""

    def __init__(self, fields: Fields, hint: str = "", *, lines: int = 2, also: Sequence[str] = ()) -> None:
        super().__init__(hint, lines=lines)
        self._fields, self._also = fields, tuple(also)
        self._inks = _Inks(self.document(), self._known)
        self._offers = QStandardItemModel(self)
        self.completer = QCompleter(self._offers, self)
        self.completer.setWidget(self)
        self.completer.setCompletionRole(_SEARCHED)
        self.completer.setFilterMode(Qt.MatchFlag.MatchContains)
        self.completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self._popup = self.completer.popup() or QListView(self)
        self._popup.clicked.connect(lambda index: self.insert(str(index.data(_ID))))
        theme.changed.connect(self._retint)

    def _known(self) -> set[str]:
        return {field.id for field in self._fields()} | set(self._also)

    def _retint(self) -> None:
        self._inks.rehighlight()

    def retell(self) -> None:
        """Look anew which fields there are."""
        self._inks.look_again()

    # -- completion ------------------------------------------------------------------------------

    def insert(self, field: str) -> None:
        """Put a field's chip in place of what was begun with "{", or where the cursor is."""
        cursor = self.textCursor()
        line = cursor.block().text()
        at = cursor.positionInBlock()
        begun = _BEGUN.search(line[:at])
        if begun:
            closing = 1 if line[at : at + 1] == "}" else 0
            cursor.setPosition(cursor.position() - len(begun[0]))
            cursor.setPosition(cursor.position() + len(begun[0]) + closing, QTextCursor.MoveMode.KeepAnchor)
        cursor.insertText(f"{{{field}}}")
        self.setTextCursor(cursor)
        self._popup.hide()

    def _offer(self) -> None:
        """Show the fields that go with what was begun, or none."""
        cursor = self.textCursor()
        begun = _BEGUN.search(cursor.block().text()[: cursor.positionInBlock()])
        popup = self._popup
        if begun is None or not self.hasFocus():
            popup.hide()
            return
        if not popup.isVisible():
            self._load()
        self.completer.setCompletionPrefix(begun[1])
        if not self.completer.completionCount():
            popup.hide()
            return
        place = self.viewport().mapTo(self, self.cursorRect().bottomLeft())
        self.completer.complete(QRect(0, place.y() - 16, self.width(), 20))
        popup.setCurrentIndex(self.completer.completionModel().index(0, 0))

    def _load(self) -> None:
        wearing = theme.current()
        names = {name: getattr(wearing, name).name() for name in ("panel", "ink", "border", "accent_soft")}
        self._popup.setStyleSheet(_OFFERS.format(radius=theme.RADIUS, **names))
        self._offers.clear()
        named = [(field.id, field.title) for field in self._fields()] + [(name, "") for name in self._also]
        for name, title in named:
            item = QStandardItem(f"{title}  {{{name}}}" if title else f"{{{name}}}")
            item.setData(name, _ID)
            item.setData(f"{name} {title}", _SEARCHED)
            self._offers.appendRow(item)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        popup = self._popup
        if popup.isVisible() and event.key() in _CHOOSING and popup.currentIndex().isValid():
            self.insert(str(popup.currentIndex().data(_ID)))
            return
        if popup.isVisible() and event.key() == Qt.Key.Key_Escape:
            popup.hide()
            return
        super().keyPressEvent(event)
        if event.text() or popup.isVisible():
            self._offer()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        if event.reason() is not Qt.FocusReason.PopupFocusReason:
            self._popup.hide()
        super().focusOutEvent(event)

    # -- chips -----------------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:
        known, wearing = self._known(), theme.current()
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        block = self.document().begin()
        while block.isValid():
            for match in _CHIP.finditer(block.text()):
                colour = QColor(wearing.kinds["ask"].fill if match[1] in known else wearing.problem)
                if match[1] not in known:
                    colour.setAlpha(36)
                painter.setBrush(colour)
                for box in self._boxes(block.position() + match.start(), block.position() + match.end()):
                    painter.drawRoundedRect(box, 4, 4)
            block = block.next()
        painter.end()
        super().paintEvent(event)

    def _boxes(self, start: int, end: int) -> list[QRectF]:
        """Where a stretch of text stands, a box for each line it runs over."""
        boxes: list[QRectF] = []
        cursor = QTextCursor(self.document())
        cursor.setPosition(start)
        first = last = self.cursorRect(cursor)
        for position in range(start + 1, end + 1):
            cursor.setPosition(position)
            here = self.cursorRect(cursor)
            if here.top() != first.top():
                boxes.append(_around(first, last))
                first = here
            last = here
        return [*boxes, _around(first, last)]


def _around(first: QRect, last: QRect) -> QRectF:
    return QRectF(first.left() - 1, first.top() - 0.5, last.left() - first.left() + 3, first.height() + 1)


class _Inks(QSyntaxHighlighter):
    """The ink of chips."""

    def __init__(self, document: QTextDocument, known: Callable[[], set[str]]) -> None:
        super().__init__(document)
        self._known = known
        self._seen: set[str] = set()

    def look_again(self) -> None:
        """Colour anew, where the fields are others now."""
        if self._known() != self._seen:
            self.rehighlight()

    def highlightBlock(self, text: str) -> None:
        self._seen, wearing = self._known(), theme.current()
        for match in _CHIP.finditer(text):
            ink = QTextCharFormat()
            ink.setForeground(wearing.kinds["ask"].ink if match[1] in self._seen else wearing.problem)
            self.setFormat(match.start(), match.end() - match.start(), ink)
