"""The panel of teaching: what was said, what would have been right (picked on the chart), and what is kept of it.

Personal details are replaced by made-up ones, and everything is shown as it will be kept, before it is.
"""

from __future__ import annotations

import threading
from contextlib import suppress
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QHBoxLayout,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from studio.base.errors import StudioError
from studio.chat.drafting import Draft, Job, drafted
from studio.chat.keeping import Exchange, Place
from studio.chat.notes import branch_title, title_of
from studio.procedure.cases import UserTurn, speaks_at
from studio.procedure.lessons import Lesson
from studio.procedure.model import Act, Decide, End, Procedure, Say
from studio.procedure.model import Ask as AskStep
from studio.ui import theme
from studio.ui.document import Document
from studio.ui.files.language import told
from studio.ui.inspector.pieces import QuietButton, column
from studio.ui.panels import row_painting
from studio.ui.panels.rows import Row, RowList
from studio.ui.panels.scrolling import scrolling
from studio.ui.report.cards import lesson_title, words_label
from studio.ui.teach.records import before_of, day_of, reply_of
from studio.ui.teach.words import tr

if TYPE_CHECKING:
    from studio.ui.chat.hooks import ReplyRecord


class TeachPanel(QWidget):
    """What would have been right, and what is kept. `kept` carries a case (None: not kept as a test), the lines that
    become examples by lesson, and a step's new wording with its id (or None); `left` says that nothing is kept."""

    kept = Signal(object, object, object)
    left = Signal()
    _drafted = Signal(int, object, object)  # the number asked for, the procedure, and a draft or a StudioError

    def __init__(self, document: Document) -> None:
        super().__init__()
        self._document = document
        self._before: list[Exchange] = []
        self._reply: Exchange | None = None
        self._today = date.today()
        self._wrong = False
        self._seed = 0
        self._asked = 0  # drafts so far; one that was asked for earlier counts no more
        self.is_busy = False
        self._lessons: dict[Lesson, LessonBox] = {}
        self.place: Place | None = None
        self.draft: Draft | None = None
        self.title = words_label("", 16.0, strong=True)
        self.line, self.reply = words_label("", 13.0, name="user"), words_label("", 13.0, name="agent")
        self.hint = words_label("", 13.0)
        self.ways = RowList(tr("Branches that could have been right"))
        self.notice = words_label("", name="notice")
        self.picked = words_label("", 13.0, strong=True)
        self.expected = words_label("", 13.0, name="agent")
        self.wording = QPlainTextEdit()
        self.reword = QuietButton(tr("Say it differently from now on"), "edit")
        self.test = QCheckBox(tr("Keep it as a test"))
        self.disguise = QCheckBox(tr("Replace personal details by made-up ones"))
        self.again = QuietButton(tr("Make up others"), "loop")
        self.changes = RowList(tr("What is made up"))
        self.text = words_label("", name="soft")
        self.ok = QPushButton(tr("Keep"))
        self.cancel = QPushButton(tr("Cancel"))
        self._rows = column(spacing=theme.UNIT)
        self._lay_out()
        self._connect()
        self._dress()
        self.forget()

    def _lay_out(self) -> None:
        inside = QWidget()
        inside.setObjectName("inside")
        box = QVBoxLayout(inside)
        box.setContentsMargins(theme.ROOM, theme.ROOM, theme.ROOM, theme.ROOM)
        box.setSpacing(theme.GAP)
        self.wording.setAccessibleName(tr("What the step says"))
        self.wording.setTabChangesFocus(True)
        self.wording.setFixedHeight(84)
        for names in (self.ways, self.changes):
            names.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
            names.setViewportMargins(0, 0, 0, 0)
        for widget in (self.title, self.line, self.reply, self.hint, self.ways, self.notice, self.picked, self.expected,
                       self.reword, self.wording, self.test):  # fmt: skip
            box.addWidget(widget)
        box.addLayout(self._rows)
        for widget in (self.disguise, self.changes, self.again, self.text):
            box.addWidget(widget)
        box.addStretch(1)
        area = scrolling(inside, "area")
        foot = QHBoxLayout()
        foot.setContentsMargins(theme.ROOM, theme.GAP, theme.ROOM, theme.ROOM)
        foot.setSpacing(theme.GAP)
        foot.addStretch(1)
        foot.addWidget(self.cancel)
        foot.addWidget(self.ok)
        self.ok.setDefault(True)
        whole = column(self, 0)
        whole.addWidget(area)
        whole.addLayout(foot)

    def _connect(self) -> None:
        self._document.selection.changed.connect(self._pick)
        self._document.changed.connect(self._redraft)
        self._document.replaced.connect(self.forget)
        self.ways.chosen.connect(lambda row: self._choose(row.data))
        self.disguise.toggled.connect(self._redraft)
        self.test.toggled.connect(self._show_ok)
        self.again.clicked.connect(self.make_up_others)
        self.reword.clicked.connect(self._open_wording)
        self._drafted.connect(self._take)
        self.ok.clicked.connect(self.accept)
        self.cancel.clicked.connect(lambda: self.left.emit())
        theme.changed.connect(self._dress)

    # -- what is asked -----------------------------------------------------------------------------

    def correct(self, record: ReplyRecord) -> None:
        """Ask what would have been right in the place of a reply."""
        self._begin(record, wrong=True)
        self.title.setText(tr("What would have been right?"))
        self.hint.setText(tr("Choose the right step or branch: here, or by a click on the chart."))
        self._document.selection.clear()
        self._show_ways()

    def keep(self, record: ReplyRecord) -> None:
        """Ask how the chat up to a reply is kept as a test."""
        self._begin(record, wrong=False)
        self.title.setText(tr("Keep this chat as a test"))
        self.hint.setText(tr("“studio test” then says whether the chart, and a compiled model, still go this way."))
        self._redraft()

    def _begin(self, record: ReplyRecord, *, wrong: bool) -> None:
        self.forget()
        self._before, self._reply, self._today = before_of(record), reply_of(record), day_of(record)
        self._wrong = wrong
        self.line.setText(self._reply.line or "")
        self.reply.setText(self._reply.text or tr("It said nothing."))
        for widget in (self.line, self.reply, self.hint):
            widget.setVisible(True)
        self.test.setVisible(wrong)
        self.test.setChecked(True)
        self.disguise.setVisible(True)
        self.disguise.setChecked(True)

    def forget(self) -> None:
        """Nothing is asked any more."""
        self._before, self._reply, self.place, self.draft, self._seed = [], None, None, None, 0
        self._asked += 1
        self.is_busy = False
        self.title.setText(tr("Nothing to teach yet"))
        self.hint.setText(tr("In the chat, open the menu of a reply: say what was wrong, or keep the chat as a test."))
        for widget in (self.line, self.reply, self.ways, self.notice, self.picked, self.expected, self.reword,
                       self.wording, self.test, self.disguise, self.changes, self.again, self.text):  # fmt: skip
            widget.setVisible(False)
        self._show_lessons(())
        self._show_ok()

    def tell(self, error: StudioError) -> None:
        """Say what keeps it from being kept."""
        self.notice.setText(told(error))
        self.notice.setVisible(True)

    # -- choosing ----------------------------------------------------------------------------------

    def _show_ways(self) -> None:
        """The branches of the decisions that the model took, to be chosen without the chart."""
        assert self._reply is not None
        procedure = self._document.procedure
        decided = [procedure.step_by_id.get(move.step) for move in self._reply.moves if move.branch]
        rows = []
        for step in dict.fromkeys(one for one in decided if isinstance(one, Decide)):
            taken = {move.branch for move in self._reply.moves if move.step == step.id}
            rows.append(Row(key=step.id, title=title_of(procedure, step.id), heading=True))
            rows += [
                Row(
                    key=(step.id, branch.id),
                    title=branch_title(procedure, step.id, branch.id),
                    trail=tr("taken") if branch.id in taken else "",
                    faint=branch.id in taken,
                    data=(step.id, branch.id),
                )
                for branch in step.branches
                if step.basis == "words"
            ]
        shown = [row for row in rows if not row.heading or any(r.data and r.data[0] == row.key for r in rows)]
        self.ways.set_rows(shown)
        self._fit(self.ways)
        self.ways.setVisible(bool(shown))

    def _choose(self, place: Place) -> None:
        """Choose a branch of the list, and on the chart."""
        self._document.selection.set(edges=[place])

    def _pick(self) -> None:
        """What is selected on the chart is what would have been right."""
        selection = self._document.selection
        place = (selection.step, "") if selection.step else selection.edge
        if not self._wrong or self._reply is None or place is None:
            return
        procedure = self._document.procedure
        step = procedure.step_by_id.get(place[0])
        if not isinstance(step, Decide | Act) and place[1]:
            place = (dict(procedure.links(step))[place[1].removesuffix(" spent")].to if step else place[0], "")
        elif isinstance(step, Decide | Act):
            place = (place[0], place[1].removesuffix(" spent"))
        if place != self.place:
            self.place, self._seed = place, 0
            self.ways.set_current(place)
            self._redraft()

    def make_up_others(self) -> None:
        """Other made-up details."""
        self._seed += 1
        self._redraft()

    def _redraft(self, *_: object) -> None:
        """Compute anew what would be kept, in a thread, and show it."""
        if self._reply is None or (self._wrong and self.place is None):
            return
        self._asked += 1
        self.is_busy, self.draft = True, None
        self._show_ok()
        job = Job(
            procedure=self._document.procedure,
            before=tuple(self._before),
            reply=self._reply,
            place=self.place if self._wrong else None,
            today=self._today,
            seed=self._seed if self.disguise.isChecked() else None,
        )
        threading.Thread(target=self._work, args=(self._asked, job), daemon=True, name="draft").start()

    def _work(self, number: int, job: Job) -> None:
        found: Draft | StudioError
        try:
            found = drafted(job)
        except StudioError as error:
            found = error
        with suppress(RuntimeError):  # the window went meanwhile
            self._drafted.emit(number, job.procedure, found)

    def _take(self, number: int, procedure: Procedure, found: Draft | StudioError) -> None:
        if number != self._asked:
            return
        self.is_busy = False
        self.notice.setVisible(False)
        if isinstance(found, StudioError):
            self.tell(found)
        else:
            self.draft = found
        self._show_draft(procedure)

    # -- showing -----------------------------------------------------------------------------------

    def _show_draft(self, procedure: Procedure) -> None:
        draft = self.draft
        if self._wrong and self.place is not None:
            self.picked.setText(self._place_text(procedure, self.place))
            self.picked.setVisible(True)
        right = draft.right if draft is not None else None
        self.expected.setText(right.text if right is not None else "")
        self.expected.setVisible(bool(right is not None and right.text))
        self.reword.setVisible(self._speaker() is not None and self.wording.isHidden())
        if not self.wording.isHidden() and self._speaker() is None:
            self.wording.setVisible(False)
        self._show_lessons(draft.lessons if draft is not None else ())
        self._show_details()
        self._show_ok()

    def _place_text(self, procedure: Procedure, place: Place) -> str:
        step = title_of(procedure, place[0])
        if not place[1]:
            return tr("Right: “{step}”").format(step=step)
        return tr("Right: {step} → “{branch}”").format(step=step, branch=branch_title(procedure, *place))

    def _show_lessons(self, lessons: tuple[Lesson, ...]) -> None:
        ticked = {lesson: box.isChecked() for lesson, box in self._lessons.items()}
        for box in self._lessons.values():
            self._rows.removeWidget(box)
            box.hide()
            box.deleteLater()
        self._lessons = {}
        for lesson in lessons:
            box = LessonBox(lesson_title(self._document.procedure, lesson))
            box.setChecked(ticked.get(lesson, lesson.kind != "field"))
            box.toggled.connect(self._show_ok)
            self._rows.addWidget(box)
            self._lessons[lesson] = box

    def _show_details(self) -> None:
        """What is made up, and the lines as they will be kept."""
        draft = self.draft
        titles = {field.id: field.title for field in self._document.procedure.fields}
        rows = [
            Row(key=number, title=change.after, detail=tr("instead of {before}").format(before=change.before),
                icon="person", trail=titles.get(change.field, ""))
            for number, change in enumerate(draft.changes if draft is not None else ())
        ]  # fmt: skip
        self.changes.set_rows(rows)
        self._fit(self.changes)
        self.changes.setVisible(bool(rows))
        self.again.setVisible(bool(rows))
        told = []
        if draft is not None:
            left = [titles.get(name, name) for name in draft.left]
            if left and self.disguise.isChecked():
                told.append(tr("Left as it was said: {fields}.").format(fields=", ".join(left)))
            told.append(tr("What is kept:"))
            for turn in draft.case.turns:
                who = tr("Person") if isinstance(turn, UserTurn) else tr("Agent")
                if turn.text:
                    told.append(f"{who}: {turn.text}")
        self.text.setText("\n".join(told))
        self.text.setVisible(bool(told))

    def _fit(self, rows: RowList) -> None:
        width = rows.viewport().width()
        rows.setFixedHeight(sum(row_painting.height(row, width) for row in rows.rows) + 2)

    def _show_ok(self, *_: object) -> None:
        draft = self.draft
        teaches = any(box.isChecked() for box in self._lessons.values()) or not self.wording.isHidden()
        self.ok.setEnabled(draft is not None and (not self._wrong or self.test.isChecked() or teaches))

    # -- wording -----------------------------------------------------------------------------------

    def _speaker(self) -> str | None:
        """The step whose words are the right reply's, where it is one that is drawn."""
        if self.draft is None or self.draft.right is None:
            return None
        procedure = self._document.procedure
        found = speaks_at(procedure, self.draft.right.moves)
        return found if isinstance(procedure.step_by_id.get(found), Say | AskStep | End) else None

    def _open_wording(self) -> None:
        speaker = self._speaker()
        if speaker is None:
            return
        step = self._document.procedure.step_by_id[speaker]
        self.wording.setPlainText(getattr(step, "text", ""))
        self.wording.setVisible(True)
        self.reword.setVisible(False)
        self.wording.setFocus()
        self._show_ok()

    def accept(self) -> None:
        """Keep what is ticked."""
        if self.draft is None or not self.ok.isEnabled():
            return
        speaker, words = self._speaker(), " ".join(self.wording.toPlainText().split())
        wording = None
        if not self.wording.isHidden() and speaker is not None and words:
            before = getattr(self._document.procedure.step_by_id[speaker], "text", "")
            wording = (speaker, words) if words != before else None
        lessons = {lesson: self.draft.line for lesson, box in self._lessons.items() if box.isChecked()}
        case = self.draft.case if not self._wrong or self.test.isChecked() else None
        self.kept.emit(case, lessons, wording)

    def _dress(self) -> None:
        wearing = theme.current()
        names = {name: getattr(wearing, name).name() for name in
                 "panel field ink soft line border hover accent accent_soft advice".split()}  # fmt: skip
        self.setStyleSheet(_SHEET.format(radius=theme.RADIUS, **names))


class LessonBox(QWidget):
    """A tick whether the line becomes an example, and in words where."""

    toggled = Signal(bool)

    def __init__(self, place: str) -> None:
        super().__init__()
        self._tick = QCheckBox(tr("Add the line as an example"))
        self._tick.setAccessibleDescription(place)
        self._tick.toggled.connect(self.toggled)
        words = words_label(place, name="soft")
        words.setContentsMargins(22, 0, 0, 0)
        box = column(self, 0)
        box.addWidget(self._tick)
        box.addWidget(words)

    def isChecked(self) -> bool:
        return self._tick.isChecked()

    def setChecked(self, on: bool) -> None:
        self._tick.setChecked(on)


_SHEET = """
TeachPanel, QScrollArea#area, QWidget#inside {{ background: {panel}; }}
QLabel {{ color: {ink}; background: transparent; }}
QCheckBox {{ color: {ink}; }}
QLabel#soft {{ color: {soft}; }}
QLabel#user, QLabel#agent {{ border-radius: 8px; padding: 6px 10px; }}
QLabel#user {{ background: {accent_soft}; }}
QLabel#agent {{ background: {field}; border: 1px solid {line}; }}
QLabel#notice {{ background: {hover}; border-left: 3px solid {advice}; padding: 6px 8px; }}
QPlainTextEdit {{ background: {field}; color: {ink}; border: 1px solid {border}; border-radius: {radius}px;
    padding: 3px; }}
QPlainTextEdit:focus {{ border-color: {accent}; }}
QPushButton#quiet {{ color: {accent}; background: transparent; border: 1px solid transparent;
    border-radius: {radius}px; padding: 4px 8px 4px 2px; text-align: left; }}
QPushButton#quiet:hover {{ background: {accent_soft}; }}
QPushButton#quiet:focus {{ border-color: {accent}; }}
"""
