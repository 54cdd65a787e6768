"""How the sheet before a compile is laid out: its widgets, their places, their looks. What stands in them is `sheet`'s
business."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt, QTimer
from PySide6.QtGui import QFont, QResizeEvent
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from studio.ui import theme
from studio.ui.compile.sheet_advanced import Advanced
from studio.ui.compile.sheet_cards import BudgetCards
from studio.ui.compile.sheet_needs import Verdict
from studio.ui.compile.sheet_words import tr
from studio.ui.inspector.pieces import Fold, caption

WIDE, LEAST = 760, 720
EDGE = 24


class Page(QDialog):
    """The sheet with nothing in it but the procedure's name."""

    def __init__(self, parent: QWidget, name: str) -> None:
        super().__init__(parent)
        self._make(name)
        self._lay_out()
        self.fold.opened.connect(self.fit_later)
        self.fold.shut.connect(self.fit_later)
        theme.changed.connect(self._dress)
        self._dress()

    def _make(self, name: str) -> None:
        self.setWindowTitle(tr("Compile"))
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.heading = Elided(tr("Compile “{name}”").format(name=name), Qt.TextElideMode.ElideRight)
        self.heading.setFont(theme.font(20.0, QFont.Weight.DemiBold))
        self.about = _wrapped(
            tr(
                "Practice conversations are written from the chart; a small language model learns from them and is "
                "checked. All of it happens on this computer."
            )
        )
        self.base = QComboBox()
        self.base.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.base.setMinimumContentsLength(24)
        self.manage = QPushButton(tr("Base models…"))
        self.manage.setAutoDefault(False)
        self.told_base, self.told_how = Elided("", Qt.TextElideMode.ElideRight), QLabel(" ")
        self.cards, self.verdict, self.advanced = BudgetCards(), Verdict(), Advanced()
        self.facts: dict[str, QLabel] = {
            "computer": Elided("", Qt.TextElideMode.ElideRight),
            "memory": _wrapped(""),
            "disk": _wrapped(""),
            "result": Elided("", Qt.TextElideMode.ElideMiddle),
        }
        self.facts["result"].setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.fold = Fold(tr("Advanced"), lambda: self.advanced)
        self.cancel, self.button = QPushButton(tr("Cancel")), QPushButton(tr("Compile"))
        self.cancel.setAutoDefault(False)
        self.button.setDefault(True)
        self.button.setObjectName("compile")

    def _lay_out(self) -> None:
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(EDGE, 20, EDGE, theme.GAP)
        column.setSpacing(0)
        column.addWidget(self.heading)
        column.addSpacing(theme.UNIT)
        column.addWidget(self.about)
        column.addSpacing(18)
        column.addWidget(caption(tr("Base model"), self.base))
        column.addSpacing(theme.UNIT)
        line = QHBoxLayout()
        line.setSpacing(theme.GAP)
        line.addWidget(self.base, 0)
        line.addWidget(self.manage, 0)
        line.addSpacing(theme.GAP)
        line.addWidget(self.told_base, 1)
        column.addLayout(line)
        column.addSpacing(18)
        column.addWidget(caption(tr("How long it may take")))
        column.addSpacing(theme.UNIT)
        column.addWidget(self.cards)
        column.addSpacing(6)
        column.addWidget(self.told_how)
        column.addSpacing(theme.ROOM)
        column.addLayout(self._facts_grid())
        column.addSpacing(theme.WIDE)
        column.addWidget(self.verdict)
        column.addSpacing(theme.GAP)
        column.addWidget(self.fold)
        column.addStretch(1)
        self._inside = inside
        self.area = QScrollArea()
        self.area.setWidget(inside)
        self.area.setWidgetResizable(True)
        self.area.setFrameShape(QFrame.Shape.NoFrame)
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        foot = self._foot = QHBoxLayout()
        foot.setContentsMargins(EDGE, theme.ROOM, EDGE, theme.WIDE)
        foot.setSpacing(theme.GAP)
        foot.addStretch(1)
        foot.addWidget(self.cancel)
        foot.addWidget(self.button)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self.area, 1)
        whole.addWidget(self._line())
        whole.addLayout(foot)
        self.setMinimumSize(LEAST, 420)
        self.resize(WIDE, 620)

    def _line(self) -> QFrame:
        """Where what stands above goes on under the buttons."""
        line = QFrame()
        line.setObjectName("line")
        line.setFixedHeight(1)
        line.hide()
        self.area.verticalScrollBar().rangeChanged.connect(lambda _, most: line.setVisible(most > 0))
        return line

    def _facts_grid(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(theme.WIDE)
        grid.setVerticalSpacing(5)
        grid.setColumnStretch(1, 1)
        names = {
            "computer": tr("This computer"),
            "memory": tr("Memory"),
            "disk": tr("Disk"),
            "result": tr("Result"),
        }
        for number, (name, label) in enumerate(self.facts.items()):
            said = caption(names[name])
            said.setContentsMargins(0, 1, 0, 0)  # it is smaller than what it names, and stands on the same line
            grid.addWidget(said, number, 0, Qt.AlignmentFlag.AlignTop)
            label.setAccessibleName(names[name])
            grid.addWidget(label, number, 1)
        return grid

    def fit_later(self) -> None:
        QTimer.singleShot(0, self, self.fit)

    def fit(self) -> None:
        """As tall as what stands on it, within the screen."""
        wanted = self._inside.heightForWidth(self.width()) + self._foot.sizeHint().height() + 1
        screen = self.screen()
        most = screen.availableGeometry().height() - 80 if screen is not None else 900
        self.resize(self.width(), max(420, min(wanted, most)))

    def _dress(self) -> None:
        wearing = theme.current()
        soft = wearing.soft.name()
        self._inside.setAutoFillBackground(False)
        self.setStyleSheet(
            f"#caption {{ color: {soft}; }} #line {{ background: {wearing.line.name()}; border: none; }}"
            f"QScrollArea, QScrollArea > QWidget > QWidget {{ background: transparent; }}"
            f"#compile {{ background: {wearing.accent.name()}; color: {wearing.on_accent.name()}; border: none;"
            f" border-radius: {theme.RADIUS}px; padding: 7px 20px; font-weight: 600; }}"
            f"#compile:hover, #compile:focus {{ border: 2px solid {wearing.ink.name()}; padding: 5px 18px; }}"
            f"#compile:disabled {{ background: {wearing.hover.name()}; color: {wearing.faint.name()}; }}"
        )
        for label in (self.about, self.told_base, self.told_how):
            label.setStyleSheet(f"color: {soft};")

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.fit_later()


class Elided(QLabel):
    """One line that ends in an ellipsis, or has it in its middle, where there is not room for all of it."""

    def __init__(self, text: str, mode: Qt.TextElideMode) -> None:
        super().__init__()
        self.mode, self.whole = mode, ""
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setText(text)

    def setText(self, text: str) -> None:
        self.whole = text
        self._cut()

    def sizeHint(self) -> QSize:
        return QSize(self.fontMetrics().horizontalAdvance(self.whole) + 2, super().sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._cut()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._cut()

    def _cut(self) -> None:
        shown = self.fontMetrics().elidedText(self.whole, self.mode, max(0, self.width()))
        super().setText(shown)
        self.setToolTip(self.whole if shown != self.whole else "")


def _wrapped(text: str) -> QLabel:
    made = QLabel(text)
    made.setWordWrap(True)
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setMinimumWidth(40)
    return made
