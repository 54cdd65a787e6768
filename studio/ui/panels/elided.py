"""Words that end in an ellipsis where there is not room for all of them: on a chip, on a button."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QLabel, QPushButton


class Chip(QLabel):
    """A word or two, in a frame that the style sheet gives to its object name."""

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self.whole = text
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setToolTip(text)

    def sizeHint(self) -> QSize:
        hint = super().sizeHint()
        shown, whole = (self.fontMetrics().horizontalAdvance(text) for text in (self.text(), self.whole))
        return QSize(hint.width() - shown + whole, hint.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        room = self.contentsRect().width()
        self.setText(self.fontMetrics().elidedText(self.whole, Qt.TextElideMode.ElideRight, room))


class WordButton(QPushButton):
    """A button with what can be said."""

    MARGIN = 24  # what the style sheet leaves around the words

    def __init__(self, text: str) -> None:
        super().__init__(text.replace("&", "&&"))
        self.whole = text
        self.setAccessibleName(text)

    def sizeHint(self) -> QSize:
        width = self.fontMetrics().horizontalAdvance(self.whole) + self.MARGIN
        return QSize(width, super().sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        room = self.width() - self.MARGIN + 2
        shown = self.fontMetrics().elidedText(self.whole, Qt.TextElideMode.ElideRight, room)
        self.setText(shown.replace("&", "&&"))
