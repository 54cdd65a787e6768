"""The budgets as cards of which one is chosen: how long, how many practice conversations, what it is good for."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QHBoxLayout, QSizePolicy, QWidget

from studio.compile.estimate import CompileEstimate, Course
from studio.plan.budget import MINUTES, BudgetName
from studio.ui import icons, theme
from studio.ui.compile import sheet_words as words
from studio.ui.compile.sheet_words import tr

TALL, LEAST = 106, 168
SIDE = theme.WIDE
TITLE, FIGURE, LINE = 13.0, 22.0, 12.0
BY = {Qt.Key.Key_Right: 1, Qt.Key.Key_Down: 1, Qt.Key.Key_Left: -1, Qt.Key.Key_Up: -1}


class BudgetCard(QAbstractButton):
    """One budget. `sign` is a verdict shown in its corner: problem, advice, or none."""

    def __init__(self, name: BudgetName, move: Callable[[int], None]) -> None:
        super().__init__()
        self.name = name
        self.figure, self.lines, self.sign = "…", ("", ""), ""
        self._move = move
        self.setText(words.titles()[name])
        self.setCheckable(True)
        self.setMinimumSize(LEAST, TALL)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.show_course(None)

    def show_course(self, course: Course | None, figure: str = "") -> None:
        """Show what is known of it; `figure` is its minutes until then."""
        self.figure = words.minutes(course) if course is not None else figure or "…"
        counted = (
            tr("{number} practice conversations").format(number=words.number(course.conversations))
            if course is not None
            else ""
        )
        self.lines = (counted, words.purposes()[self.name])
        self.setAccessibleName(f"{self.text()}, {self.figure}")
        self.setAccessibleDescription(". ".join(line for line in self.lines if line))
        self.setToolTip("" if course is None else _tip(course))
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(LEAST + 20, TALL)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in BY:
            self._move(BY[Qt.Key(event.key())])
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        wearing = theme.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        chosen = self.isChecked()
        border = wearing.accent if chosen or self.hasFocus() else wearing.border if self.underMouse() else wearing.line
        painter.setPen(QPen(border, 2 if chosen else 1))
        painter.setBrush(wearing.accent_soft if chosen else wearing.hover if self.underMouse() else wearing.panel)
        inset = 1.0 if chosen else 0.5
        frame = QRectF(self.rect()).adjusted(inset, inset, -inset, -inset)
        painter.drawRoundedRect(frame, theme.RADIUS, theme.RADIUS)
        if self.hasFocus() and chosen:
            painter.setPen(QPen(wearing.accent, 1, Qt.PenStyle.DotLine))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(frame.adjusted(4, 4, -4, -4), theme.RADIUS - 2, theme.RADIUS - 2)
        self._paint_mark(painter)
        room = float(self.width() - 2 * SIDE)
        soft = wearing.ink if chosen else wearing.soft
        top = 13.0
        top += self._write(painter, self.text(), TITLE, QFont.Weight.DemiBold, top, room - 20, wearing.ink) + 2
        top += self._write(painter, self.figure, FIGURE, QFont.Weight.DemiBold, top, room, wearing.ink) + 5
        for line in self.lines:
            top += self._write(painter, line, LINE, QFont.Weight.Normal, top, room, soft) + 2
        painter.end()

    def _paint_mark(self, painter: QPainter) -> None:
        wearing = theme.current()
        spot = QRectF(self.width() - SIDE - 15, 14, 15, 15)
        if self.sign:
            icons.paint(painter, self.sign, spot, wearing.problem if self.sign == "problem" else wearing.advice)
        elif self.isChecked():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(wearing.accent)
            painter.drawEllipse(spot)
            icons.paint(painter, "good", spot.adjusted(3.5, 3.5, -3.5, -3.5), wearing.on_accent, 2.4)

    def _write(
        self, painter: QPainter, text: str, points: float, weight: QFont.Weight, top: float, room: float, ink: QColor
    ) -> float:
        font = theme.font(points, weight)
        metrics = QFontMetricsF(font)
        painter.setFont(font)
        painter.setPen(ink)
        shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, room)
        painter.drawText(QRectF(SIDE, top, room + 1, metrics.height()), Qt.AlignmentFlag.AlignVCenter, shown)
        return metrics.height()


class BudgetCards(QWidget):
    """The cards side by side. `chosen` carries the name of the budget that was chosen by hand."""

    chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName(tr("How long the compile may take"))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.ROOM)
        self.cards: dict[BudgetName, BudgetCard] = {}
        self._group = QButtonGroup(self)
        for name in MINUTES:
            card = self.cards[name] = BudgetCard(name, self._move)
            self._group.addButton(card)
            card.clicked.connect(lambda _, name=name: self.chosen.emit(name))
            row.addWidget(card)
        theme.changed.connect(self.update)

    @property
    def current(self) -> BudgetName:
        return next((name for name, card in self.cards.items() if card.isChecked()), "standard")

    def choose(self, name: BudgetName) -> None:
        self.cards[name].setChecked(True)

    def show_estimate(self, found: CompileEstimate | None, most: dict[BudgetName, int]) -> None:
        """Show what is known; `most` is minutes at most, which are known at once."""
        for name, card in self.cards.items():
            course = found.course(name, own=name == self.current) if found is not None else None
            slow = found is not None and course is not None and [n for n in found.unmet(course) if n.code == "slow"]
            card.sign = ("problem" if slow[0].stops else "advice") if slow else ""
            card.show_course(course, tr("up to {most} min").format(most=most[name]) if name in most else "")

    def _move(self, by: int) -> None:
        names = list(self.cards)
        at = max(0, min(len(names) - 1, names.index(self.current) + by))
        if names[at] != self.current:
            self.choose(names[at])
            self.cards[names[at]].setFocus(Qt.FocusReason.OtherFocusReason)
            self.chosen.emit(names[at])


def _tip(course: Course) -> str:
    least, most = course.minutes
    return tr(
        "About {least} minutes when the first round passes its checks; otherwise it goes on where it went wrong, for "
        "at most {most} minutes. It is checked with {checked} conversations it never saw."
    ).format(least=least, most=most, checked=words.number(course.checked))
