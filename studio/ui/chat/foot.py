"""The box to write in, shared by all seats, and over it what was heard so far."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPlainTextEdit, QToolButton, QVBoxLayout, QWidget

from studio.ui import icons, theme
from studio.ui.chat.words import tr
from studio.ui.panels.elided import Chip
from studio.ui.panels.flow import FlowArea

CHIPS_HIGH = 84
LINES = 5  # the box grows to so many
LONGEST = 4000  # letters of a line


class Box(QPlainTextEdit):
    """Enter sends, Shift+Enter breaks the line, Up in an empty box edits the last line, Escape stops."""

    sent = Signal()
    stopped = Signal()
    last_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setFont(theme.font(13.0))
        self.setTabChangesFocus(True)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.setPlaceholderText(tr("Write as the customer would…"))
        self.setAccessibleName(tr("What the customer says"))
        self.document().setDocumentMargin(4)
        self.textChanged.connect(self._grow)
        self._grow()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers():
            self.sent.emit()
        elif event.key() == Qt.Key.Key_Escape:
            self.stopped.emit()
        elif event.key() == Qt.Key.Key_Up and not self.toPlainText():
            self.last_wanted.emit()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._grow()

    def _grow(self) -> None:
        lines = min(max(int(self.document().size().height()), 1), LINES)
        self.setFixedHeight(lines * self.fontMetrics().lineSpacing() + 20)


class Foot(QWidget):
    """`sent` carries a line, `stopped` is told when writing is to end."""

    sent = Signal(str)
    stopped = Signal()
    last_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.chips: list[str] = []
        self._busy = False
        self.honest = QLabel(wordWrap=True, textFormat=Qt.TextFormat.PlainText)
        self.honest.setObjectName("honest")
        self.honest.setFont(theme.font(11.0))
        self.notice = QLabel(wordWrap=True, textFormat=Qt.TextFormat.PlainText)
        self.notice.setObjectName("notice")
        self.notice.hide()
        self.known = FlowArea(CHIPS_HIGH)
        self.known.hide()
        self.box = Box()
        self.box.sent.connect(self._send)
        self.box.stopped.connect(self.stopped)
        self.box.last_wanted.connect(self.last_wanted)
        self.box.textChanged.connect(self._show_button)
        self.button = QToolButton()
        self.button.setIconSize(QSize(18, 18))
        self.button.clicked.connect(lambda *_: self.stopped.emit() if self._busy else self._send())
        row = QHBoxLayout()
        row.setSpacing(theme.GAP)
        row.addWidget(self.box, 1)
        row.addWidget(self.button, 0, Qt.AlignmentFlag.AlignBottom)
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.ROOM, theme.GAP, theme.ROOM, theme.ROOM)
        column.setSpacing(theme.GAP)
        for widget in (self.notice, self.known):
            column.addWidget(widget)
        column.addLayout(row)
        column.addWidget(self.honest)
        self.show_busy(False)

    def show_busy(self, busy: bool) -> None:
        """While somebody writes, the button stops them."""
        self._busy = busy
        self._show_button()

    def show_notice(self, text: str) -> None:
        self.notice.setText(text)
        self.notice.setVisible(bool(text))

    def show_honest(self, text: str, whole: str = "") -> None:
        """What the comparison rests on, in short, and in whole to whoever points at it."""
        self.honest.setText(text)
        self.honest.setToolTip(whole)
        self.honest.setVisible(bool(text))

    def show_chips(self, chips: list[str]) -> None:
        """The fields heard."""
        if chips == self.chips:
            return
        self.chips = chips
        self.known.flow.clear()
        for text in chips:
            chip = Chip(text)
            chip.setObjectName("chip")
            chip.setFont(theme.font(12.0))
            self.known.flow.addWidget(chip)
        self.known.setVisible(bool(chips))
        self.known.settle()

    def _send(self) -> None:
        words = " ".join(self.box.toPlainText().split())[:LONGEST]
        if words and not self._busy and self.box.isEnabled():
            self.box.clear()
            self.sent.emit(words)

    def _show_button(self) -> None:
        wearing = theme.current()
        ready = bool(self.box.toPlainText().strip()) and self.box.isEnabled()
        if self._busy:
            self.button.setIcon(icons.icon("stop", wearing.problem))
        else:
            self.button.setIcon(icons.icon("send", wearing.accent if ready else wearing.faint))
        tip = tr("Stop (Escape)") if self._busy else tr("Send (Enter)")
        self.button.setToolTip(tip)
        self.button.setAccessibleName(tip)
        self.button.setEnabled(self._busy or ready)

    def dress(self) -> None:
        self._show_button()
