"""Words in a bubble, as wide as they are and no wider than they may be; and the small buttons beside them."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtWidgets import QLabel, QPushButton, QToolButton, QWidget

from studio.ui import icons, theme

SLACK = 12  # a label needs a little more than its words are wide
BETWEEN = " · "
BUBBLES = ("agent", "offAgent", "user")
BREAK = "\u200b"  # no letter, and a place to break
SHORT = 12  # letters of a word that always finds room
SMALL = 14  # pixels of a small icon


class Words(QLabel):
    """A bubble. Its size is set by `fit`, since a wrapped label in a column asks for more height than it needs."""

    def __init__(self, name: str, size: float = 13.0) -> None:
        super().__init__()
        self.said = ""
        self._limit, self._whole = 0, False
        self._parts: tuple[str, ...] = ()
        self.setObjectName(name)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(True)
        self.setIndent(0)  # a frame would give it one
        self.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.setFont(theme.font(size))
        policy = self.sizePolicy()
        policy.setHeightForWidth(False)
        self.setSizePolicy(policy)

    def fit(self, limit: int, *, whole: bool = False) -> None:
        """Be at most so wide; `whole` means exactly so wide."""
        self._limit, self._whole = max(limit, 1), whole
        self._settle()

    def say(self, text: str) -> None:
        """Hold other words."""
        if text != self.said:
            self.said = text
            self._settle()

    def say_parts(self, parts: Sequence[str]) -> None:
        """Hold these in one line, or where there is no room for that each in its own."""
        self._parts = tuple(parts)
        self.say(BETWEEN.join(parts))

    def event(self, event: QEvent) -> bool:
        handled = super().event(event)
        if event.type() in (QEvent.Type.Polish, QEvent.Type.StyleChange):  # its padding may be another now
            self._settle()
        return handled

    def _settle(self) -> None:
        """Hold the words, broken where one is too long for the room there is, and be as large as they need."""
        if not self._limit:
            self.setText(self.said)
            return
        self.ensurePolished()
        padding = 2 * theme.ROOM if self.objectName() in BUBBLES else 2 * theme.GAP + 4
        metrics, room = self.fontMetrics(), self._limit - padding - SLACK
        if self._parts:
            one = BETWEEN.join(self._parts)
            self.said = one if metrics.horizontalAdvance(one) + SLACK <= self._limit else "\n".join(self._parts)
        self.setText(broken(self.said, room, metrics.horizontalAdvance))
        wide = max((metrics.horizontalAdvance(part) for part in self.said.split("\n")), default=0)
        fitting = self._limit if self._whole else min(wide + padding + SLACK, self._limit)
        self.setMinimumSize(0, 0)  # a label counts its own minimum in what it needs
        self.setMaximumSize(16_777_215, 16_777_215)
        self.setFixedSize(fitting, max(self.heightForWidth(fitting), metrics.height()))


def broken(text: str, room: int, width: Callable[[str], int]) -> str:
    """A text with places to break in words that are wider than the room there is."""
    if len(text) < SHORT or max(map(len, text.split()), default=0) < SHORT:
        return text
    found: list[str] = []
    for word in re.split(r"(\s+)", text):
        if len(word) >= SHORT and width(word) > room:
            step = max(1, len(word) * max(room, 1) // width(word) - 1)
            word = BREAK.join(word[at : at + step] for at in range(0, len(word), step))
        found.append(word)
    return "".join(found)


def small_button(icon: str, tip: str, run: Callable[[], object] | None = None) -> QToolButton:
    """A quiet button of one icon."""
    button = QToolButton()
    button.setObjectName("small")
    button.setIcon(icons.icon(icon))
    button.setIconSize(QSize(SMALL, SMALL))
    button.setToolTip(tip)
    button.setAccessibleName(tip)
    button.setProperty("drawn", icon)
    if run is not None:
        button.clicked.connect(lambda *_: run())
    return button


def link_button(name: str, text: str, tip: str, run: Callable[[], object]) -> QPushButton:
    """Words that can be pressed, standing as other words do."""
    button = QPushButton(text.replace("&", "&&"))
    button.setObjectName(name)
    button.setFont(theme.font(11.0))
    button.setFlat(True)
    button.setCursor(Qt.CursorShape.PointingHandCursor)
    button.setToolTip(tip)
    button.setAccessibleName(f"{text}. {tip}")
    button.clicked.connect(lambda *_: run())
    return button


def retint(widget: QWidget) -> None:
    """Draw the icons of all buttons inside in the theme's colours."""
    for button in widget.findChildren(QToolButton):
        drawn = button.property("drawn")
        if drawn:
            button.setIcon(icons.icon(drawn))
