"""A bar over the top of the canvas that says what happened and what to do, until it is closed or no longer true.

It takes no room from the chart, so that nothing jumps, and never stops what the person is doing.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QToolButton, QVBoxLayout, QWidget

from studio.base.errors import StudioError
from studio.ui import icons, theme
from studio.ui.files.language import said, told

WIDEST = 720


class MessageBar(QFrame):
    """One message at a time over `host`."""

    def __init__(self, host: QWidget) -> None:
        super().__init__(host)
        self._host = host
        self.setObjectName("messageBar")
        self.setAccessibleName(self.tr("Message"))
        self._mark, self._message, self._hint = QLabel(), QLabel(), QLabel()
        for label in (self._message, self._hint):
            label.setWordWrap(True)
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._message.setFont(theme.font(13.0, self._message.font().Weight.DemiBold))
        self.close_button = QToolButton()
        self.close_button.setToolTip(self.tr("Close"))
        self.close_button.setAccessibleName(self.tr("Close"))
        self.close_button.clicked.connect(self.hide)
        words = QVBoxLayout()
        words.setSpacing(theme.UNIT // 2)
        words.addWidget(self._message)
        words.addWidget(self._hint)
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.ROOM, theme.GAP, theme.GAP, theme.GAP)
        row.setSpacing(theme.ROOM)
        row.addWidget(self._mark, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(words, 1)
        row.addWidget(self.close_button, 0, Qt.AlignmentFlag.AlignTop)
        self._dress()
        theme.changed.connect(self._dress)
        host.installEventFilter(self)
        self.hide()

    def tell(self, error: StudioError) -> None:
        """Show a sentence and its remedy, in place of those before."""
        self._message.setText(said(error.message))
        self._hint.setText(said(error.hint))
        self._hint.setVisible(bool(error.hint))
        self.setAccessibleDescription(told(error))
        self._place()
        self.show()
        self.raise_()

    @property
    def text(self) -> str:
        """What is shown, or nothing."""
        return "" if self.isHidden() else f"{self._message.text()} {self._hint.text()}".strip()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and not self.isHidden():
            self._place()
        return super().eventFilter(watched, event)

    def event(self, event: QEvent) -> bool:
        """As tall as its words ask for, also where their looks come later than they."""
        heard = super().event(event)
        if event.type() == QEvent.Type.LayoutRequest and not self.isHidden():
            self._place()
        return heard

    def _place(self) -> None:
        host = self._host
        wide = max(min(WIDEST, host.width() - 2 * theme.WIDE), 200)
        self.resize(wide, max(self.heightForWidth(wide), self.minimumSizeHint().height()))
        self.move((host.width() - wide) // 2, theme.ROOM)

    def _dress(self) -> None:
        wearing = theme.current()
        self._mark.setPixmap(icons.pixmap("problem", wearing.problem, 18, self.devicePixelRatioF()))
        self.close_button.setIcon(icons.icon("close"))
        self._hint.setStyleSheet(f"color: {wearing.soft.name()};")
        self.setStyleSheet(
            f"#messageBar {{ background: {wearing.panel.name()}; border: 1px solid {wearing.problem.name()};"
            f" border-radius: {theme.RADIUS}px; }}"
        )
