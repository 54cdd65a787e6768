"""The tour's card: what to do, how far the tour is, and the ways on and out."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFont, QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from studio.ui import icons, theme
from studio.ui.tour.stops import Stop


class Card(QFrame):
    """`on`, `back` and `leave` are what the person wants next."""

    on = Signal()
    back = Signal()
    leave = Signal()

    WIDE = 340

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self.praise_text = self.tr("Done")
        self.setObjectName("tourCard")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.title = QLabel(wordWrap=True)
        self.title.setFont(theme.font(15.0, QFont.Weight.DemiBold))
        self.title.setTextFormat(Qt.TextFormat.PlainText)
        self.text = QLabel(wordWrap=True)
        self.text.setTextFormat(Qt.TextFormat.PlainText)
        self.mark = QLabel()
        self.mark.setFixedSize(18, 18)
        self.far = QLabel()
        self.far.setObjectName("quiet")
        self.out = QPushButton(self.tr("&Leave"))
        self.out.setFlat(True)
        self.out.clicked.connect(self.leave)
        self.before = QPushButton(self.tr("&Back"))
        self.before.clicked.connect(self.back)
        self.next = QPushButton()
        self.next.clicked.connect(self.on)
        head = QHBoxLayout()
        head.setSpacing(theme.GAP)
        head.addWidget(self.mark, 0, Qt.AlignmentFlag.AlignTop)
        head.addWidget(self.title, 1)
        self._foot = foot = QHBoxLayout()
        foot.setSpacing(theme.GAP)
        foot.addWidget(self.far)
        foot.addStretch(1)
        for button in (self.out, self.before, self.next):
            button.setAutoDefault(False)
            foot.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.WIDE, theme.WIDE, theme.WIDE, theme.ROOM)
        column.setSpacing(theme.GAP)
        column.addLayout(head)
        column.addWidget(self.text)
        column.addSpacing(theme.UNIT)
        column.addLayout(foot)
        theme.changed.connect(self._dress)
        self._dress()

    def show_stop(self, stop: Stop, number: int, of: int, *, is_first: bool, is_last: bool) -> None:
        """Say what a stop asks for; `number` of `of` of them, 0 for the welcome."""
        welcome = number == 0
        self.title.setText(stop.title)
        self.text.setText(stop.text)
        self.mark.hide()
        self.far.setText("" if welcome else self.tr("{number} of {of}").format(number=number, of=of))
        self.far.setAccessibleName(self.far.text())
        self.out.setText(self.tr("&Not now") if welcome else self.tr("&Leave"))
        self.out.setVisible(not is_last)
        self.before.setVisible(not welcome and not is_first)
        if welcome:
            self.next.setText(self.tr("&Show me"))
        elif is_last:
            self.next.setText(self.tr("Fi&nish"))
        else:
            self.next.setText(self.tr("S&kip this"))
        self._strong(welcome or is_last)
        self.setAccessibleName(stop.title)
        self.setAccessibleDescription(stop.text)
        self.updateGeometry()

    def least_width(self) -> int:
        """How wide it must be for its buttons to be read."""
        margins = self.contentsMargins()
        return self._foot.sizeHint().width() + 2 * theme.WIDE + margins.left() + margins.right()

    def praise(self) -> None:
        """Say that it was done; the next stop follows by itself."""
        wearing = theme.current()
        self.mark.setPixmap(icons.pixmap("good", wearing.good, 18, self.devicePixelRatioF()))
        self.mark.show()
        self.title.setText(self.praise_text)

    def take_focus(self) -> None:
        """Let Enter go on."""
        self.next.setFocus(Qt.FocusReason.OtherFocusReason)

    def _strong(self, strong: bool) -> None:
        self.next.setProperty("strong", strong)
        self._dress()

    def _dress(self) -> None:
        wearing = theme.current()
        self.setStyleSheet(
            f"#tourCard {{ background: {wearing.panel.name()}; border: 1px solid {wearing.border.name()};"
            f" border-radius: {theme.RADIUS + 2}px; }}"
            f"#tourCard QLabel {{ color: {wearing.ink.name()}; background: transparent; }}"
            f"#tourCard QLabel#quiet {{ color: {wearing.soft.name()}; }}"
            f"#tourCard QPushButton {{ color: {wearing.ink.name()}; background: {wearing.field.name()};"
            f" border: 1px solid {wearing.line.name()}; border-radius: {theme.RADIUS}px; padding: 5px 12px; }}"
            f"#tourCard QPushButton:flat {{ background: transparent; border-color: transparent; }}"
            f"#tourCard QPushButton:hover {{ background: {wearing.hover.name()}; }}"
            f"#tourCard QPushButton[strong='true'] {{ background: {wearing.accent.name()};"
            f" border-color: {wearing.accent.name()}; color: {wearing.on_accent.name()}; }}"
            f"#tourCard QPushButton:focus {{ border: 2px solid {wearing.accent.name()}; padding: 4px 11px; }}"
            f"#tourCard QPushButton[strong='true']:focus {{ border-color: {wearing.ink.name()}; }}"
        )

    def keyPressEvent(self, event: QKeyEvent) -> None:
        keys = Qt.Key
        if event.key() == keys.Key_Escape:
            self.leave.emit()
        elif event.key() in (keys.Key_Return, keys.Key_Enter):
            chosen = self.focusWidget()
            (chosen if isinstance(chosen, QPushButton) else self.next).click()
        else:
            super().keyPressEvent(event)
