"""The person's own line over the replies to it: to be copied, edited and sent again, with its branches beside it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPlainTextEdit, QPushButton, QVBoxLayout, QWidget

from studio.chat.conversation_tree import Place
from studio.ui import theme
from studio.ui.chat.bubble import Words, small_button
from studio.ui.chat.words import tr

WIDEST = 0.82  # of the conversation's width
EDITOR_HIGH, EDITOR_LEAST = 64, 260


class Line(QWidget):
    """A line, or where the agents open only the switch between branches. `edited` carries other words, `switched` how
    many branches further to look."""

    edited = Signal(str)
    switched = Signal(int)
    grew = Signal()

    def __init__(self, text: str | None, place: Place) -> None:
        super().__init__()
        self.text = text
        self._width = 0
        self._place: Place | None = None
        self._editor: QWidget | None = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(2)
        self._words: Words | None = None
        if text is not None:
            self._words = Words("user")
            self._words.say(text)
            self._words.setAccessibleName(tr("You: {words}").format(words=text))
            self._column.addWidget(self._words, 0, Qt.AlignmentFlag.AlignRight)
        self._tools = QWidget()
        self._row = QHBoxLayout(self._tools)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(1)
        self._column.addWidget(self._tools, 0, Qt.AlignmentFlag.AlignRight if text else Qt.AlignmentFlag.AlignLeft)
        self.show_place(place)

    def dress(self) -> None:
        """Draw the icons anew in the theme's colours."""
        place, self._place = self._place, None
        if place is not None:
            self.show_place(place)

    def show_place(self, place: Place) -> None:
        """Show which of how many branches this is."""
        if place == self._place:
            return
        self._place = place
        while self._row.count():
            item = self._row.takeAt(0)
            widget = item.widget() if item is not None else None
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        if place.of > 1:
            self._switch(place)
        if self.text is not None:
            self._row.addWidget(small_button("edit", tr("Edit and send again"), self.begin_edit))
            self._row.addWidget(small_button("copy", tr("Copy"), self._copy))
        self._tools.setVisible(self._row.count() > 0)

    def _switch(self, place: Place) -> None:
        back = small_button("back", tr("The branch before"), lambda: self.switched.emit(-1))
        on = small_button("forward", tr("The next branch"), lambda: self.switched.emit(+1))
        back.setEnabled(place.number > 1)
        on.setEnabled(place.number < place.of)
        count = QLabel(f"{place.number}/{place.of}")
        count.setObjectName("quiet")
        count.setFont(theme.font(11.0))
        count.setAccessibleName(tr("Branch {number} of {of}").format(number=place.number, of=place.of))
        for widget in (back, count, on):
            self._row.addWidget(widget)

    def fit(self, width: int) -> None:
        """Be as wide as the conversation."""
        if width != self._width:
            self._width = width
            if self._words is not None:
                self._words.fit(round(width * WIDEST))
            if self._editor is not None:
                self._editor.setFixedWidth(self._editor_width())

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.text or "")

    # -- editing -----------------------------------------------------------------------------------------

    @property
    def is_edited(self) -> bool:
        return self._editor is not None

    def begin_edit(self) -> None:
        """Let the person write the line differently, where it stands."""
        if self.text is None or self._words is None or self._editor is not None:
            return
        box = self._editor = QWidget()
        column = QVBoxLayout(box)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.UNIT)
        field = _Field(self.text)
        field.sent.connect(self._send)
        field.left.connect(self.end_edit)
        field.setAccessibleName(tr("The line, to be edited"))
        field.setFixedHeight(EDITOR_HIGH)
        row = QHBoxLayout()
        row.addStretch(1)
        send, leave = QPushButton(tr("Send again")), QPushButton(tr("Cancel"))
        send.clicked.connect(lambda *_: self._send(field.toPlainText()))
        leave.clicked.connect(lambda *_: self.end_edit())
        row.addWidget(leave)
        row.addWidget(send)
        column.addWidget(field)
        column.addLayout(row)
        box.setFixedWidth(self._editor_width())
        self._column.insertWidget(0, box, 0, Qt.AlignmentFlag.AlignRight)
        self._words.hide()
        self._tools.hide()
        field.setFocus()
        field.selectAll()
        self.grew.emit()

    def end_edit(self) -> None:
        """Leave the line as it is."""
        editor, self._editor = self._editor, None
        if editor is not None and self._words is not None:
            editor.hide()
            editor.deleteLater()
            self._words.show()
            self._tools.show()

    def _send(self, text: str) -> None:
        words = " ".join(text.split())
        self.end_edit()
        if words and words != self.text:
            self.edited.emit(words)

    def _editor_width(self) -> int:
        return max(min(EDITOR_LEAST, self._width), round(self._width * WIDEST * 0.75))


class _Field(QPlainTextEdit):
    """Enter sends, Shift+Enter breaks the line, Escape leaves."""

    sent = Signal(str)
    left = Signal()

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self.setTabChangesFocus(True)
        self.setFont(theme.font(13.0))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers():
            self.sent.emit(self.toPlainText())
        elif event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)
