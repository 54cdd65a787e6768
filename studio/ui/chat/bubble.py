"""Words in a bubble, as wide as they are and no wider than they may be; and the small buttons beside them."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtWidgets import QLabel, QPushButton, QToolButton, QWidget

from studio.ui import icons, theme

SLACK = 10  # a label needs a little more than its words are wide
BETWEEN = " · "
BUBBLES = ("agent", "offAgent", "user")
SMALL = 14  # pixels of a small icon


class Words(QLabel):
    """A bubble. Its size is set by `fit`, since a wrapped label in a column asks for more height than it needs."""

    def __init__(self, name: str, size: float = 13.0) -> None:
        super().__init__()
        self._limit, self._whole = 0, False
        self._parts: tuple[str, ...] = ()
        self.setObjectName(name)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(True)
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
        if text != self.text():
            self.setText(text)
            self._settle()

    def say_parts(self, parts: Sequence[str]) -> None:
        """Hold these in one line, or where there is no room for that each in its own."""
        self._parts = tuple(parts)
        self.setText(BETWEEN.join(parts))
        self._settle()

    def event(self, event: QEvent) -> bool:
        handled = super().event(event)
        if event.type() in (QEvent.Type.Polish, QEvent.Type.StyleChange):  # its padding may be another now
            self._settle()
        return handled

    def _settle(self) -> None:
        if not self._limit:
            return
        self.ensurePolished()
        if self._parts:
            one = BETWEEN.join(self._parts)
            fits = self.fontMetrics().horizontalAdvance(one) + SLACK <= self._limit
            self.setText(one if fits else "\n".join(self._parts))
        around = self.contentsMargins()
        padding = 2 * theme.ROOM if self.objectName() in BUBBLES else 2 * theme.GAP + 4
        metrics = self.fontMetrics()
        wide = max((metrics.horizontalAdvance(part) for part in self.text().split("\n")), default=0)
        fitting = self._limit if self._whole else min(wide + padding + SLACK, self._limit)
        self.setMinimumSize(0, 0)  # a label counts its own minimum in what it needs
        self.setMaximumSize(16_777_215, 16_777_215)
        high = self.heightForWidth(fitting)
        self.setFixedSize(fitting, max(high, metrics.height() + around.top() + around.bottom()))


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
