"""A few practice conversations to leaf through, as soon as they are written."""

from __future__ import annotations

from PySide6.QtCore import QSize, QTimer, Signal
from PySide6.QtGui import QFont, QShowEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from studio.base.errors import StudioError
from studio.conversations.record import Conversation
from studio.conversations.rendering import RESUME_MARK, START_MARK
from studio.procedure.model import Procedure
from studio.procedure.trace import parse
from studio.ui import theme
from studio.ui.compile.words import tr
from studio.ui.inspector.pieces import IconButton
from studio.ui.panels.transcript import Line, Transcript
from studio.ui.panels.words import title_of
from studio.ui.report.words import tool_text

TALL = 280


class _FromTheTop(Transcript):
    """What is read, not written: it begins at its first line."""

    def __init__(self) -> None:
        super().__init__()
        self.verticalScrollBar().rangeChanged.connect(self._to_the_end)  # heard after the one that goes to the end

    def _to_the_end(self) -> None:
        self.verticalScrollBar().setValue(0)


class Samples(QWidget):
    """One conversation at a time. `step_chosen` carries the step whose title was pressed."""

    step_chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._conversations: tuple[Conversation, ...] = ()
        self._procedure: Procedure | None = None
        self._at = 0
        self.title = QLabel(tr("A few of the practice conversations"))
        self.title.setFont(theme.font(11, QFont.Weight.DemiBold))
        self.count = QLabel()
        self.count.setFont(theme.font(12))
        self.back, self.forward = IconButton("back"), IconButton("forward")
        for button, tip, by in ((self.back, tr("The one before"), -1), (self.forward, tr("The next one"), 1)):
            button.setToolTip(tip)
            button.setAccessibleName(tip)
            button.clicked.connect(lambda _=False, by=by: self.turn(by))
        head = QHBoxLayout()
        head.setSpacing(theme.UNIT)
        head.addWidget(self.title, 1)
        head.addWidget(self.count)
        head.addWidget(self.back)
        head.addWidget(self.forward)
        self.transcript = _FromTheTop()
        self.transcript.setFixedHeight(TALL)
        self.transcript.setFrameShape(QFrame.Shape.NoFrame)
        self.transcript.step_chosen.connect(self.step_chosen)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.UNIT)
        column.addLayout(head)
        column.addWidget(self.transcript)
        self._later = QTimer(
            self, singleShot=True, interval=0
        )  # lines are fitted once it is known how wide they may be
        self._later.timeout.connect(self._show)
        theme.changed.connect(self._dress)
        self._dress()
        self.setVisible(False)

    def sizeHint(self) -> QSize:
        return QSize(280, TALL + 34)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._later.start()

    def show_conversations(self, conversations: tuple[Conversation, ...], procedure: Procedure | None) -> None:
        """Show these, the first of them in front."""
        self._conversations, self._procedure, self._at = conversations, procedure, 0
        self.setVisible(bool(conversations))
        self._later.start()

    def turn(self, by: int) -> None:
        """Leaf on, or back; round at the ends."""
        if self._conversations:
            self._at = (self._at + by) % len(self._conversations)
            self._show()

    def _show(self) -> None:
        if not self._conversations:
            return
        self.transcript.show_lines(lines_of(self._conversations[self._at], self._procedure))
        self.count.setText(f"{self._at + 1} / {len(self._conversations)}")

    def _dress(self) -> None:
        wearing = theme.current()
        for label in (self.title, self.count):
            label.setStyleSheet(f"color: {wearing.soft.name()};")


def lines_of(conversation: Conversation, procedure: Procedure | None) -> tuple[Line, ...]:
    """A practice conversation as lines; marks that only the model reads are left out."""
    found: list[Line] = []
    for turn in conversation.turns:
        if turn.who == "agent":
            step = _speaker(turn.trace, procedure)
            if turn.text:
                found.append(Line("agent", turn.text, title_of(procedure, step) if procedure and step else "", step))
        elif turn.who == "tool":
            found.append(Line("tool", tr("Look-up: {told}").format(told=tool_text(turn.text))))
        elif not turn.text.startswith((START_MARK, RESUME_MARK)):
            found.append(Line("user", turn.text))
    return tuple(found)


def _speaker(trace: str, procedure: Procedure | None) -> str:
    """The last step that a message enters, where the chart still has it."""
    if procedure is None or not trace:
        return ""
    try:
        moves = parse(trace)[0].moves
    except (StudioError, ValueError):
        return ""
    return next((move.step for move in reversed(moves) if move.step in procedure.step_by_id), "")
