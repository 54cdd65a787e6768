"""A conversation as bubbles: the agent's on the left under the title of the step that speaks, the customer's on the
right, what tools gave in between. It draws lines it is given and knows no rehearsal.
"""

from __future__ import annotations

from typing import Literal, NamedTuple

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QLabel, QScrollArea, QToolButton, QVBoxLayout, QWidget

from studio.ui import theme

WIDEST = 0.86  # of the panel's width
SLACK = 10  # a label needs a little more than its words are wide
_ROOM = 2 * theme.ROOM  # a bubble's padding, both sides


class Line(NamedTuple):
    """One line. `title` names the step that speaks, `step` is its id."""

    who: Literal["agent", "user", "tool"]
    text: str
    title: str = ""
    step: str = ""


class Bubble(QWidget):
    """One line of the conversation, as wide as its words."""

    chosen = Signal(str)

    def __init__(self, line: Line) -> None:
        super().__init__()
        self.line = line
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        side = {"agent": Qt.AlignmentFlag.AlignLeft, "user": Qt.AlignmentFlag.AlignRight}.get(
            line.who, Qt.AlignmentFlag.AlignHCenter
        )
        self._title: QToolButton | None = None
        if line.title:
            title = self._title = QToolButton()
            title.setText(line.title)
            title.setObjectName("step")
            title.setCursor(Qt.CursorShape.PointingHandCursor)
            title.setToolTip(self.tr("Show this step on the chart"))
            title.setFont(theme.font(11.0))
            title.clicked.connect(lambda: self.chosen.emit(line.step))
            column.addWidget(title, 0, side)
        self._words = QLabel(line.text)
        self._words.setObjectName(line.who)
        self._words.setTextFormat(Qt.TextFormat.PlainText)
        self._words.setWordWrap(True)
        self._words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._words.setFont(theme.font(12.0 if line.who == "tool" else 13.0))
        if line.who == "tool":
            self._words.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        policy = self._words.sizePolicy()
        policy.setHeightForWidth(False)  # its width is not the column's
        self._words.setSizePolicy(policy)
        column.addWidget(self._words, 0, side)
        speaker = {"agent": self.tr("Agent"), "user": self.tr("Customer"), "tool": self.tr("Tool")}[line.who]
        self._words.setAccessibleName(f"{speaker}: {line.text}")

    def fit(self, width: int) -> None:
        """Be at most as wide as the conversation is."""
        self._words.ensurePolished()
        wide = max(self._words.fontMetrics().horizontalAdvance(part) for part in self.line.text.split("\n"))
        tool = self.line.who == "tool"
        limit = width if tool else round(width * WIDEST)
        fitting = max(min(wide + (0 if tool else _ROOM) + SLACK, limit), 1)
        self._words.setMinimumSize(0, 0)  # a label counts its own minimum in what it needs
        self._words.setFixedSize(fitting, self._words.heightForWidth(fitting))
        if self._title is not None:
            self._title.setMaximumWidth(width)


class Transcript(QScrollArea):
    """The bubbles, the newest in view. `step_chosen` carries the id of a step whose title was pressed."""

    step_chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(self.tr("Conversation"))
        inside = QWidget()
        inside.setObjectName("transcript")
        self._column = QVBoxLayout(inside)
        self._column.setContentsMargins(theme.ROOM, theme.ROOM, theme.ROOM, theme.ROOM)
        self._column.setSpacing(theme.GAP)
        self._column.addStretch(1)
        self.setWidget(inside)
        self._lines: tuple[Line, ...] = ()
        self._bubbles: list[Bubble] = []
        self.verticalScrollBar().rangeChanged.connect(lambda _, most: self.verticalScrollBar().setValue(most))
        self._dress()
        theme.changed.connect(self._dress)

    @property
    def lines(self) -> tuple[Line, ...]:
        return self._lines

    def show_lines(self, lines: tuple[Line, ...]) -> None:
        """Show these lines; bubbles that stay the same are left as they are."""
        same = 0
        while same < min(len(lines), len(self._lines)) and lines[same] == self._lines[same]:
            same += 1
        for bubble in self._bubbles[same:]:
            self._column.removeWidget(bubble)
            bubble.hide()
            bubble.deleteLater()
        del self._bubbles[same:]
        for line in lines[same:]:
            bubble = Bubble(line)
            bubble.chosen.connect(self.step_chosen)
            bubble.fit(self._room())
            self._column.addWidget(bubble)
            self._bubbles.append(bubble)
        self._lines = lines
        QTimer.singleShot(0, self._to_the_end)

    def _room(self) -> int:
        return self.viewport().width() - 2 * theme.ROOM

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        for bubble in self._bubbles:
            bubble.fit(self._room())

    def _to_the_end(self) -> None:
        self.verticalScrollBar().setValue(self.verticalScrollBar().maximum())

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._dress()

    def _dress(self) -> None:
        wearing = theme.current()
        self.setStyleSheet(
            f"QScrollArea, #transcript {{ background: {wearing.panel.name()}; }}"
            f"QLabel {{ padding: {theme.GAP - 1}px {theme.ROOM}px; border-radius: 10px; color: {wearing.ink.name()}; }}"
            f"QLabel#agent {{ background: {wearing.field.name()}; border: 1px solid {wearing.line.name()}; }}"
            f"QLabel#user {{ background: {wearing.accent_soft.name()}; }}"
            f"QLabel#tool {{ color: {wearing.soft.name()}; padding: 1px; }}"
            f"QToolButton#step {{ border: none; padding: 0 2px; color: {wearing.soft.name()}; }}"
            f"QToolButton#step:hover {{ color: {wearing.accent.name()}; background: transparent; }}"
        )
