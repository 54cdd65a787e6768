"""What stands on top of the panel once a compile has ended: ready or not and why, or what went wrong and what to do."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from studio.compile.failures import Remedy
from studio.ui import icons, theme
from studio.ui.compile.words import remedy, tr
from studio.ui.panels.flow import Flow

MARK = 22
DEEDS = ("chat", "report", "html")


class Card(QFrame):
    """A verdict with its sentence, its hint and its buttons. `pressed` carries the name of what was pressed: one of
    DEEDS, or a Remedy."""

    pressed = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("verdict")
        self._tone = "good"
        self._mark = QLabel()
        self._mark.setFixedSize(QSize(MARK, MARK))
        self.message, self.hint = QLabel(), QLabel()
        for label in (self.message, self.hint):
            label.setWordWrap(True)
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.message.setFont(theme.font(13, QFont.Weight.DemiBold))
        self.hint.setFont(theme.font(13))
        self._row = QWidget()
        self._buttons = Flow(self._row)
        self._buttons.setContentsMargins(0, theme.UNIT, 0, 0)
        words = QVBoxLayout()
        words.setSpacing(theme.UNIT)
        for widget in (self.message, self.hint, self._row):
            words.addWidget(widget)
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.ROOM, theme.ROOM, theme.ROOM, theme.ROOM)
        row.setSpacing(theme.ROOM)
        row.addWidget(self._mark, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(words, 1)
        theme.changed.connect(self._dress)
        self.hide()

    def show_summary(self, ready: bool, sentence: str, deeds: tuple[str, ...]) -> None:
        """The end of a compile that went through; `deeds` are those that can be done."""
        texts = {
            "chat": tr("Talk to it"),
            "report": tr("See where it goes wrong"),
            "html": tr("Open the report"),
        }
        self._show("good" if ready else "advice", sentence, "", [(name, texts[name]) for name in deeds])

    def show_failure(self, message: str, hint: str, remedies: tuple[Remedy, ...], *, wrong: bool = True) -> None:
        """The end of one that did not; `wrong` False where the person wanted it so."""
        self._show("problem" if wrong else "info", message, hint, [(name, remedy(name)) for name in remedies])

    @property
    def names(self) -> list[str]:
        """What can be pressed."""
        return [button.objectName() for button in self._row.findChildren(QPushButton) if not button.isHidden()]

    def button(self, name: str) -> QPushButton:
        """The button of that name."""
        return next(one for one in self._row.findChildren(QPushButton) if one.objectName() == name)

    def _show(self, tone: str, message: str, hint: str, buttons: list[tuple[str, str]]) -> None:
        self._tone = tone
        self.message.setText(message)
        self.hint.setText(hint)
        self.hint.setVisible(bool(hint))
        self._buttons.clear()
        for number, (name, text) in enumerate(buttons):
            made = QPushButton(text)
            made.setObjectName(name)
            made.setProperty("first", not number)
            made.clicked.connect(lambda _=False, name=name: self.pressed.emit(name))
            self._buttons.addWidget(made)
        self._row.setVisible(bool(buttons))
        self.setAccessibleName(message)
        self.setAccessibleDescription(hint)
        self._dress()
        self.show()

    def _dress(self) -> None:
        wearing = theme.current()
        colour = {"good": wearing.good, "advice": wearing.advice, "problem": wearing.problem, "info": wearing.soft}
        ink = colour[self._tone]
        self._mark.setPixmap(icons.pixmap(self._tone, ink, MARK, self.devicePixelRatioF()))
        self.hint.setStyleSheet(f"color: {wearing.soft.name()};")
        self.setStyleSheet(
            f"#verdict {{ background: {wearing.field.name()}; border: 1px solid {wearing.line.name()};"
            f" border-left: 4px solid {ink.name()}; border-radius: {theme.RADIUS}px; }}"
            f"QPushButton {{ padding: 4px 12px; border: 1px solid {wearing.border.name()}; color: {wearing.ink.name()};"
            f" border-radius: {theme.RADIUS}px; background: {wearing.panel.name()}; }}"
            f"QPushButton:hover {{ background: {wearing.hover.name()}; }}"
            f"QPushButton:focus {{ border-color: {wearing.accent.name()}; }}"
            f"QPushButton[first=true] {{ background: {wearing.accent.name()}; color: {wearing.on_accent.name()};"
            f" border-color: {wearing.accent.name()}; }}"
        )
