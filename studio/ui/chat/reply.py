"""One seat's reply to one line: its messages as bubbles, what it noted folded under them, its figures, and what can be
done with it. It shows what it is given.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenu, QPushButton, QToolButton, QVBoxLayout, QWidget

from studio.base.errors import StudioError
from studio.chat.seats.seat import SeatTurn
from studio.chat.way import begun, off_chart
from studio.procedure.model import Procedure
from studio.ui import icons, theme
from studio.ui.chat import words
from studio.ui.chat.bubble import BUBBLES, Words, link_button, small_button
from studio.ui.chat.slot import Live
from studio.ui.chat.talk import Standing
from studio.ui.chat.words import Note, tr
from studio.ui.files.language import said
from studio.ui.panels.words import title_of

COPIED = 1200  # milliseconds a button says that it has copied


@dataclass(frozen=True)
class Shown:
    """What a cell shows: how the seat stands to the line, its messages and those before, or what it is writing."""

    standing: Standing
    turns: Sequence[SeatTurn] = ()
    before: Sequence[SeatTurn] = ()
    live: Live | None = None
    trouble: StudioError | None = None


class Reply(QWidget):
    """A cell of the conversation. `step_chosen` carries a step whose title was pressed; `again`, `resume` and
    `menu_asked` are told without arguments, since whoever made the cell knows whose it is."""

    step_chosen = Signal(str)
    again = Signal()
    resume = Signal()
    menu_asked = Signal(QMenu)
    grew = Signal()

    def __init__(self, procedure: Procedure, title: str) -> None:
        super().__init__()
        self.procedure, self.title = procedure, title
        self.shown: Shown | None = None
        self._width = 0
        self._open = False
        self._bubbles: list[Words] = []
        self._notes: QFrame | None = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(3)
        self._column.setAlignment(Qt.AlignmentFlag.AlignTop)

    @property
    def texts(self) -> list[str]:
        """The words in the bubbles."""
        return [bubble.said for bubble in self._bubbles if bubble.objectName() in BUBBLES]

    def fit(self, width: int) -> None:
        """Be exactly so wide."""
        if width != self._width:
            self._width = width
            self.setFixedWidth(width)
            for bubble in self._bubbles:
                self._fit_one(bubble)

    def show_(self, shown: Shown) -> None:
        """Show this; while a message is written only its words change."""
        live = shown.live if shown.standing == "writing" else None
        if live is not None and self.shown is not None and self.shown.live is live and self._update(live):
            return
        self.shown = shown
        self._clear()
        match shown.standing:
            case "answered":
                self._show_answer(shown)
            case "writing" | "opening":
                self._show_live(shown)
            case "troubled":
                self._show_trouble(shown)
            case "unanswered":
                self._line(tr("Not answered"))
                self._button(tr("Answer"), self.resume.emit)
            case "over":
                self._line(tr("Its conversation is over"))
            case "waiting" if shown.trouble is not None:
                self._line(tr("Not answered"))  # nothing comes before it is started again, further up
            case _:
                self._line(tr("Waits for its turn"))

    # -- a reply that is there -------------------------------------------------------------------------

    def _show_answer(self, shown: Shown) -> None:
        before = list(shown.before)
        for turn in shown.turns:
            self._message(turn, off=bool(off_chart(self.procedure, before, turn)))
            before.append(turn)
        last = shown.turns[-1] if shown.turns else None
        if last is None or not last.stopped:
            self._line(tr("Cut short"))
        told = words.figures(shown.turns)
        if told:
            line = self._line("")
            line.say_parts(told)
            line.setToolTip(words.figures_told(shown.turns))
        self._tools(shown)
        if last is not None and last.closed:
            self._line(words.ended(last.closed), "over")

    def _message(self, turn: SeatTurn, *, off: bool) -> None:
        step = words.speaker(self.procedure, turn)
        if step:
            self._step_title(step)
        if turn.text.strip() or not turn.calls:
            bubble = self._bubble("offAgent" if off else "agent", turn.text.strip() or "…")
            bubble.setAccessibleName(f"{self.title}: {turn.text}")
        for call in turn.calls:
            self._bubble("call", words.called(self.procedure, call), 12.0)
        if off:
            self._bubble("wrongNote", tr("This is not on the chart"), 12.0)

    def _step_title(self, step: str) -> None:
        title = title_of(self.procedure, step)
        button = link_button("link", title, tr("Show this step on the chart"), lambda: self.step_chosen.emit(step))
        self._column.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)

    def _tools(self, shown: Shown) -> None:
        row = QHBoxLayout()
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(1)
        before, notes = list(shown.before), list[Note]()
        for turn in shown.turns:
            notes += words.noted(self.procedure, before, turn)
            before.append(turn)
        if notes:
            row.addWidget(self._fold(notes))
        row.addStretch(1)
        copy = small_button("copy", tr("Copy"))
        copy.clicked.connect(lambda *_: self._copy(copy))
        row.addWidget(copy)
        row.addWidget(small_button("loop", tr("Answer anew"), self.again.emit))
        more = small_button("more", tr("More"))
        more.clicked.connect(lambda *_: self._more(more))
        row.addWidget(more)
        self._column.addLayout(row)
        if notes:
            self._notes = self._noted(notes)
            self._column.addWidget(self._notes)
            self._notes.setVisible(self._open)

    def _fold(self, notes: Sequence[Note]) -> QToolButton:
        fold = QToolButton()
        fold.setObjectName("fold")
        fold.setText(tr("Notes"))
        fold.setFont(theme.font(11.0))
        fold.setToolTip(tr("What it noted before it spoke"))
        fold.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        wrong = any(note.wrong for note in notes)
        colour = theme.current().problem if wrong else theme.current().soft
        fold.setIcon(icons.icon("down" if self._open else "forward", colour))
        fold.clicked.connect(lambda *_: self.unfold(not self._open))
        self._folding = fold
        return fold

    def unfold(self, shown: bool) -> None:
        """Show what was noted, or fold it away."""
        self._open = shown
        if self._notes is not None:
            self._notes.setVisible(shown)
            self._folding.setIcon(icons.icon("down" if shown else "forward"))
            QTimer.singleShot(0, self.grew.emit)

    def _noted(self, notes: Sequence[Note]) -> QFrame:
        frame = QFrame()
        frame.setObjectName("notes")
        column = QVBoxLayout(frame)
        column.setContentsMargins(theme.GAP, theme.UNIT + 2, theme.GAP, theme.UNIT + 2)
        column.setSpacing(2)
        for note in notes:
            label = Words("wrongNote" if note.wrong else "note", 12.0)
            label.say(note.text)
            self._bubbles.append(label)
            self._fit_one(label)
            column.addWidget(label)
        return frame

    def _copy(self, button: QToolButton) -> None:
        turns = self.shown.turns if self.shown is not None else ()
        QGuiApplication.clipboard().setText("\n".join(turn.text for turn in turns if turn.text))
        button.setIcon(icons.icon("good", theme.current().good))
        QTimer.singleShot(COPIED, button, lambda: button.setIcon(icons.icon("copy")))

    def _more(self, button: QToolButton) -> None:
        menu = QMenu(button)
        menu.addAction(icons.icon("copy"), tr("Copy"), lambda: self._copy(button))
        menu.addAction(icons.icon("loop"), tr("Answer anew"), self.again.emit)
        self.menu_asked.emit(menu)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(button.mapToGlobal(button.rect().bottomLeft()))

    # -- a reply that is to come -----------------------------------------------------------------------

    def _show_live(self, shown: Shown) -> None:
        self._status = self._line("")
        if shown.live is None or not self._update(shown.live):
            self._status.say(tr("The model is being loaded…"))

    def _update(self, live: Live) -> bool:
        """Bring the bubbles up to what was written; whether anything can be shown of it."""
        spoken = [draft.words for draft in live.drafts if draft.words.strip()]
        bubbles = [bubble for bubble in self._bubbles if bubble.objectName() in BUBBLES]
        if len(spoken) < len(bubbles):
            return False
        for number, text in enumerate(spoken):
            if number < len(bubbles):
                bubbles[number].say(text.strip())
            else:
                bubble = Words("agent")
                self._column.insertWidget(len(bubbles) + number, bubble, 0, Qt.AlignmentFlag.AlignLeft)
                bubbles.append(bubble)
                self._bubbles.append(bubble)
                bubble.say(text.strip())
                self._fit_one(bubble)
        self._status.say(self._doing(live))
        return True

    def _doing(self, live: Live) -> str:
        draft = live.drafts[-1] if live.drafts else None
        if draft is None:
            return tr("Reads…")
        if draft.words.strip():
            return tr("Writes…")
        trace = begun(draft.notes)
        step = trace.moves[-1].step if trace is not None and trace.moves else ""
        return tr("Decides: {step}").format(step=title_of(self.procedure, step)) if step else tr("Thinks…")

    def _show_trouble(self, shown: Shown) -> None:
        error = shown.trouble
        if error is not None:
            box = self._bubble("trouble", f"{said(error.message)}\n{said(error.hint)}".strip(), 12.0)
            box.setAccessibleName(f"{self.title}: {box.said}")
        self._button(tr("Start again"), self.resume.emit)

    # -- parts -----------------------------------------------------------------------------------------

    def _bubble(self, name: str, text: str, size: float = 13.0) -> Words:
        bubble = Words(name, size)
        bubble.say(text)
        self._bubbles.append(bubble)
        self._column.addWidget(bubble, 0, Qt.AlignmentFlag.AlignLeft)
        self._fit_one(bubble)
        return bubble

    def _fit_one(self, bubble: Words) -> None:
        if self._width:
            noted = bubble.objectName() in ("note", "wrongNote") and bubble.parent() is not self
            bubble.fit(self._width - (2 * theme.GAP if noted else 0), whole=noted or bubble.objectName() == "trouble")

    def _line(self, text: str, name: str = "quiet") -> Words:
        return self._bubble(name, text, 11.0)

    def _button(self, text: str, run: Callable[[], object]) -> None:
        button = QPushButton(text)
        button.clicked.connect(lambda *_: run())
        self._column.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)

    def _clear(self) -> None:
        self._bubbles.clear()
        self._notes = None
        while self._column.count():
            item = self._column.takeAt(0)
            if item is not None:
                _discard(item.widget())
                _empty(item.layout())


def _empty(layout: object) -> None:
    if isinstance(layout, QHBoxLayout):
        while layout.count():
            item = layout.takeAt(0)
            if item is not None:
                _discard(item.widget())
        layout.deleteLater()


def _discard(widget: QWidget | None) -> None:
    if widget is not None:
        widget.hide()
        widget.deleteLater()
