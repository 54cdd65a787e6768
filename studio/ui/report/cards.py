"""What the report's panel is laid out with: the legend, a mistake as a card, and the box for adding examples."""

from __future__ import annotations

import math
from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFrame,
    QLabel,
    QPlainTextEdit,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from studio.bench.followed import Mistake
from studio.bench.report_style import BANDS, NEVER
from studio.chat.notes import Note, branch_title, title_of
from studio.procedure.lessons import Lesson
from studio.procedure.model import Procedure
from studio.ui import icons, theme
from studio.ui.inspector.pieces import QuietButton, column
from studio.ui.report.painting import colours
from studio.ui.report.words import band_words, fault_text, said, speaker, tool_text, tr

SWATCH = 14.0
LINES = 8  # offered as examples at once


class Legend(QWidget):
    """The bands with their colours and words, in two columns."""

    def __init__(self) -> None:
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(tr("What the colours mean"))
        self.setAccessibleDescription("; ".join(band_words()))
        theme.changed.connect(self.update)

    def sizeHint(self) -> QSize:
        return QSize(240, 3 * 20)

    def minimumSizeHint(self) -> QSize:
        """Room for the longest words in each column."""
        metrics = QFontMetricsF(theme.font(12))
        longest = max(metrics.horizontalAdvance(words) for words in band_words())
        return QSize(2 * math.ceil(longest + SWATCH + 9 + theme.GAP), 3 * 20)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        wearing = theme.current()
        rows = (len(BANDS) + 1) // 2
        painter.setFont(theme.font(12))
        for number, words in enumerate(band_words()):
            fill, line = colours(number)
            x, y = (number // rows) * self.width() / 2, (number % rows) * 20.0
            pen = QPen(line, 1.4)
            pen.setStyle(Qt.PenStyle.DashLine if number == NEVER else Qt.PenStyle.SolidLine)
            painter.setPen(pen)
            painter.setBrush(fill)
            painter.drawRoundedRect(QRectF(x + 1, y + 2, SWATCH, SWATCH), 4, 4)
            painter.setPen(wearing.soft)
            painter.drawText(
                QRectF(x + SWATCH + 9, y, self.width() / 2 - SWATCH - 9, 18), Qt.AlignmentFlag.AlignVCenter, words
            )
        painter.end()


def words_label(text: str, size: float = 12.0, *, name: str = "", strong: bool = False) -> QLabel:
    """A text that wraps and can be selected."""
    made = QLabel(text)
    made.setObjectName(name)
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setWordWrap(True)
    made.setFont(theme.font(size, QFont.Weight.DemiBold if strong else QFont.Weight.Normal))
    made.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    made.setMinimumWidth(40)
    return made


class Noted(QWidget):
    """Notes under a heading, with a sign before it."""

    def __init__(self, heading: str, sign: str, sentences: Sequence[str]) -> None:
        super().__init__()
        self.sentences = tuple(sentences)
        self._sign = sign
        box = column(self, 1)
        box.setContentsMargins(20, 0, 0, 0)
        box.addWidget(words_label(heading, 11.0, name="soft", strong=True))
        for sentence in sentences:
            box.addWidget(words_label(sentence))
        theme.changed.connect(self.update)

    def paintEvent(self, event: QPaintEvent) -> None:
        wearing = theme.current()
        painter = QPainter(self)
        ink = wearing.good if self._sign == "good" else wearing.problem
        icons.paint(painter, self._sign, QRectF(0, 1, 14, 14), ink)
        painter.end()


class MistakeCard(QFrame):
    """One failing conversation: what was said, what was expected, what the model did; `adds` asks for its line to be
    added as an example."""

    adds = Signal(object)

    def __init__(self, mistake: Mistake) -> None:
        super().__init__()
        self.mistake = mistake
        self.setObjectName("card")
        box = QVBoxLayout(self)
        box.setContentsMargins(theme.ROOM, theme.GAP, theme.ROOM, theme.GAP)
        box.setSpacing(theme.GAP)
        box.addWidget(words_label(fault_text(mistake.found.fault), 12.0, strong=True))
        self.fold: QuietButton | None = None
        self.before = QWidget()
        if mistake.found.before:
            self._lay_out_before(box)
        self.line = words_label(f"“{_line(mistake.found.user)}”", 13.0, name="said")
        box.addWidget(self.line)
        self.expected = Noted(tr("Expected"), "good", _told(mistake.expected, mistake.expected_reply, mistake))
        self.did = Noted(tr("What it did"), "problem", _told(mistake.did, mistake.reply, mistake))
        box.addWidget(self.expected)
        box.addWidget(self.did)
        if mistake.lessons and not _is_tool(mistake.found.user):
            add = QuietButton(tr("Add this line as an example…"), "plus")
            add.clicked.connect(lambda: self.adds.emit(self.mistake))
            box.addWidget(add)
            self.add: QPushButton | None = add
        else:
            self.add = None

    def _lay_out_before(self, box: QVBoxLayout) -> None:
        fold = self.fold = QuietButton(tr("What was said before"), "forward")
        fold.clicked.connect(self.toggle)
        inside = column(self.before, 4)
        inside.setContentsMargins(theme.GAP, 0, 0, 0)
        for spoken in self.mistake.found.before:
            if spoken.text.strip():
                inside.addWidget(words_label(f"{speaker(spoken.who)}: {_line(spoken.text)}", name="soft"))
        self.before.hide()
        box.addWidget(fold)
        box.addWidget(self.before)

    def toggle(self) -> None:
        """Fold or unfold what was said before."""
        self.before.setVisible(not self.before.isVisible())
        if self.fold is not None:
            self.fold._icon = "down" if self.before.isVisible() else "forward"
            self.fold.retint()


class AddExamples(QDialog):
    """Lines offered as examples, to be changed or struck out, and where they go."""

    def __init__(
        self,
        parent: QWidget,
        procedure: Procedure,
        offered: dict[Lesson, tuple[str, ...]],
        chosen: Lesson | None = None,
    ) -> None:
        super().__init__(parent)
        self._offered = offered
        self.setWindowTitle(tr("Add examples"))
        self.setMinimumWidth(460)
        box = QVBoxLayout(self)
        box.setContentsMargins(theme.WIDE, theme.WIDE, theme.WIDE, theme.WIDE)
        box.setSpacing(theme.GAP)
        told = tr(
            "The model misunderstood these lines. Strike out or change what people would not say; the rest is added."
        )
        box.addWidget(words_label(told, 13.0))
        self.where = QComboBox()
        for lesson in offered:
            self.where.addItem(lesson_title(procedure, lesson), lesson)
        self.where.setAccessibleName(tr("Where they are added"))
        self.where.setVisible(len(offered) > 1)
        self.place = words_label(self.where.itemText(0), 13.0, strong=True)
        self.place.setVisible(len(offered) == 1)
        box.addWidget(self.where)
        box.addWidget(self.place)
        self.lines = QPlainTextEdit()
        self.lines.setAccessibleName(tr("Examples, one a line"))
        self.lines.setTabChangesFocus(True)
        self.lines.setMinimumHeight(150)
        wearing = theme.current()
        self.lines.setStyleSheet(
            f"QPlainTextEdit {{ background: {wearing.field.name()}; color: {wearing.ink.name()};"
            f" border: 1px solid {wearing.border.name()}; border-radius: {theme.RADIUS}px; padding: 4px; }}"
        )
        box.addWidget(self.lines)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self.ok = buttons.addButton(tr("Add"), QDialogButtonBox.ButtonRole.AcceptRole)
        self.ok.setDefault(True)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        box.addWidget(buttons)
        self.lines.textChanged.connect(self._count)
        self.where.currentIndexChanged.connect(self._fill)
        if chosen is not None and chosen in offered:
            self.where.setCurrentIndex(list(offered).index(chosen))
        self._fill()

    def _fill(self) -> None:
        self.lines.setPlainText("\n".join(self._offered[self.lesson][:LINES]))

    def _count(self) -> None:
        number = len(self.wanted)
        self.ok.setEnabled(number > 0)
        self.ok.setText(tr("Add 1 example") if number == 1 else tr("Add {number} examples").format(number=number))

    @property
    def lesson(self) -> Lesson:
        found: Lesson = self.where.currentData()
        return Lesson(*found)

    @property
    def wanted(self) -> tuple[str, ...]:
        """The lines left."""
        return tuple(line.strip() for line in self.lines.toPlainText().splitlines() if line.strip())


def lesson_title(procedure: Procedure, lesson: Lesson) -> str:
    """Where examples go, in words."""
    if lesson.kind == "branch":
        return tr("{step} → “{branch}”").format(
            step=title_of(procedure, lesson.step), branch=branch_title(procedure, lesson.step, lesson.name)
        )
    if lesson.kind == "question":
        return tr("Ways of asking: {name}").format(name=lesson.name.replace("_", " "))
    field = procedure.field_by_id.get(lesson.name)
    return tr("Examples of {field}").format(field=field.title if field else lesson.name)


def _told(notes: Sequence[Note], reply: str, mistake: Mistake) -> list[str]:
    """The notes that differ; the reply too, where the notes are the same."""
    sentences = [said(note) for note in notes]
    if mistake.found.fault == "prose" or not (mistake.expected or mistake.did):
        sentences.append(f"“{_line(reply)}”" if reply else tr("It says nothing."))
    return sentences or [tr("Nothing of this.")]


def _line(text: str) -> str:
    return tool_text(text) if _is_tool(text) else " ".join(text.split())


def _is_tool(text: str) -> bool:
    return text.startswith("[tool]")
