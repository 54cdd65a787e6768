"""The right half of the dialog about base models: one of them, with its verdict, facts and notes."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from studio.models.offers import Offer
from studio.ui import icons, theme
from studio.ui.compile import bases_words as words
from studio.ui.compile.bases_words import tr
from studio.ui.compile.sheet_words import base_name
from studio.ui.inspector.pieces import caption


class Details(QScrollArea):
    """One model, or nothing."""

    def __init__(self) -> None:
        super().__init__()
        self.offer: Offer | None = None
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setObjectName("details")
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(tr("The selected model"))
        theme.changed.connect(self._draw)

    def show_offer(self, offer: Offer | None) -> None:
        """Show another one."""
        if offer != self.offer:
            self.offer = offer
            self._draw()

    def texts(self) -> list[str]:
        """All that is said."""
        page = self.widget()
        return [label.text() for label in page.findChildren(QLabel) if label.text()] if page is not None else []

    def _draw(self) -> None:
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(theme.WIDE, theme.ROOM, theme.WIDE, theme.ROOM)
        column.setSpacing(0)
        if self.offer is not None:
            self._fill(column, self.offer)
        column.addStretch(1)
        self.setWidget(page)
        wearing = theme.current()
        self.setStyleSheet(
            f"#details {{ background: {wearing.panel.name()}; border: 1px solid {wearing.line.name()};"
            f" border-radius: {theme.RADIUS}px; }} #details > QWidget > QWidget {{ background: transparent; }}"
            f"#caption, #soft {{ color: {wearing.soft.name()}; }}"
        )

    def _fill(self, column: QVBoxLayout, offer: Offer) -> None:
        wearing = theme.current()
        column.addWidget(_label(base_name(offer.name), 17.0, QFont.Weight.DemiBold))
        column.addSpacing(2)
        column.addWidget(_label(words.kind_words(offer), name="soft"))
        column.addSpacing(theme.WIDE)
        verdict = words.verdict_of(offer)
        line = QHBoxLayout()
        line.setSpacing(theme.GAP)
        mark = QLabel()
        tones = {"good": wearing.good, "problem": wearing.problem, "advice": wearing.advice}
        tone = tones.get(verdict.sign, wearing.soft)
        mark.setPixmap(icons.pixmap(verdict.sign, tone, 18, self.devicePixelRatioF()))
        line.addWidget(mark, 0, Qt.AlignmentFlag.AlignTop)
        said = QVBoxLayout()
        said.setSpacing(2)
        said.addWidget(_label(verdict.sentence, weight=QFont.Weight.DemiBold))
        if verdict.remedy:
            said.addWidget(_label(verdict.remedy, name="soft"))
        line.addLayout(said, 1)
        column.addLayout(line)
        column.addSpacing(theme.WIDE)
        grid = QGridLayout()
        grid.setHorizontalSpacing(theme.WIDE)
        grid.setVerticalSpacing(6)
        grid.setColumnStretch(1, 1)
        for number, (name, value) in enumerate(words.facts(offer)):
            head = caption(name)
            head.setContentsMargins(0, 1, 0, 0)
            grid.addWidget(head, number, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(_label(breakable(value)), number, 1)
        column.addLayout(grid)
        for note in words.notes(offer):
            column.addSpacing(theme.ROOM)
            column.addWidget(_label(note, name="soft"))


def breakable(text: str) -> str:
    """A path that may go on in the next line after each of its parts."""
    return text.replace("/", "/\u200b").replace("\\", "\\\u200b")


def _label(text: str, points: float = 13.0, weight: QFont.Weight = QFont.Weight.Normal, *, name: str = "") -> QLabel:
    made = QLabel(text)
    made.setObjectName(name)
    made.setFont(theme.font(points, weight))
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setWordWrap(True)
    made.setMinimumWidth(40)
    made.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return made
