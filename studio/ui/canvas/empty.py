"""What an empty canvas says: how the first step is drawn, what comes after it, and samples to look at instead.

It lies under everything else and lets the pointer through, except on the samples.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QRectF, Qt, Signal
from PySide6.QtGui import QFont, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from studio.base import paths
from studio.base.errors import StudioError
from studio.procedure import file
from studio.procedure.layout import Size
from studio.ui import icons, theme
from studio.ui.canvas.step_item import shape

if TYPE_CHECKING:
    from studio.ui.window import MainWindow

SAMPLES = ("hello", "travel_booking", "zoom_support")
APPEND = "insert.append"
WIDEST = 460
LEAST_HEIGHT = 320


class Ghost(QWidget):
    """The outline of a first step. `pressed` says that a person wants it drawn."""

    pressed = Signal()

    SIZE = Size(232.0, 60.0)

    def __init__(self) -> None:
        super().__init__()
        self.setFixedSize(round(self.SIZE.width) + 8, round(self.SIZE.height) + 8)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """It is the release that counts."""

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self.rect().contains(event.position().toPoint()):
            self.pressed.emit()

    def paintEvent(self, event: QPaintEvent) -> None:
        wearing = theme.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.translate(self.width() / 2, self.height() / 2)
        pen = QPen(wearing.border, 1.5, Qt.PenStyle.DashLine)
        pen.setDashPattern([4.0, 3.0])
        painter.setPen(pen)
        painter.drawPath(shape("say", self.SIZE))
        icons.paint(painter, "plus", QRectF(-10, -10, 20, 20), wearing.soft)


class Empty(QWidget):
    """Over the middle of the canvas while there is no step on it."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window.view)
        self._window, self._view = window, window.view
        self.setObjectName("emptyCanvas")
        self.setAccessibleName(self.tr("Empty canvas"))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.GAP)
        self.ghost = Ghost()
        self.ghost.pressed.connect(self._append)
        column.addWidget(self.ghost, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addSpacing(theme.GAP)
        self.said = _line(self.tr("Drag a step here, or press A"), 17.0, QFont.Weight.DemiBold)
        self.more = _line(self.tr("Then A again for what comes next, or pull an arrow out of its plus."), 13.0)
        self.more.setObjectName("quiet")
        column.addWidget(self.said)
        column.addWidget(self.more)
        column.addSpacing(theme.WIDE)
        self.instead = _line(self.tr("Or look at a finished one"), 12.0)
        self.instead.setObjectName("quiet")
        column.addWidget(self.instead)
        row = QHBoxLayout()
        row.setSpacing(theme.GAP)
        row.addStretch(1)
        self.samples = [self._button(path) for path in sample_paths()]
        for button in self.samples:
            row.addWidget(button)
        row.addStretch(1)
        column.addLayout(row)
        self.instead.setVisible(bool(self.samples))
        self.setFixedWidth(WIDEST)
        document = window.document
        document.changed.connect(self.look)
        document.replaced.connect(self.look)
        theme.changed.connect(self._dress)
        self._view.installEventFilter(self)
        self._dress()
        self.look()

    def _button(self, path: Path) -> QPushButton:
        name = path.name.removesuffix(file.SUFFIX).replace("_", " ").capitalize()
        button = QPushButton(name)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.setCursor(Qt.CursorShape.PointingHandCursor)
        button.setToolTip(self.tr("Open a copy of this sample"))
        button.clicked.connect(lambda: self.open(path))
        return button

    def _append(self) -> None:
        """What pressing A does, where that can be done."""
        self._view.setFocus()
        if APPEND in self._window.registry:
            self._window.registry.trigger(APPEND)

    def open(self, path: Path) -> None:
        """A copy of a sample here while nothing was changed, else in a window of its own."""
        document = self._window.document
        if document.is_modified or document.path is not None:
            self._window.opens.emit(path)
            return
        try:
            document.replace(file.load(path))
        except StudioError as error:
            self._window.tell(error)

    def look(self) -> None:
        """Be there while the canvas is empty, and large enough."""
        self.setVisible(not self._window.document.procedure.steps and self._view.height() > LEAST_HEIGHT)
        self.adjustSize()
        self.move((self._view.width() - self.width()) // 2, (self._view.height() - self.height()) // 2)

    def _dress(self) -> None:
        wearing = theme.current()
        self.setStyleSheet(
            f"#quiet {{ color: {wearing.soft.name()}; }}"
            f"QPushButton {{ color: {wearing.accent.name()}; background: {wearing.panel.name()};"
            f" border: 1px solid {wearing.line.name()}; border-radius: {theme.RADIUS}px; padding: 6px 12px; }}"
            f"QPushButton:hover {{ background: {wearing.hover.name()}; }}"
            f"QPushButton:focus {{ border-color: {wearing.accent.name()}; }}"
        )
        self.update()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize:
            self.look()
        return super().eventFilter(watched, event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        event.ignore()


def sample_paths() -> list[Path]:
    """The samples that are there."""
    return [path for name in SAMPLES if (path := paths.sample(name)).is_file()]


def _line(text: str, size: float, weight: QFont.Weight = QFont.Weight.Normal) -> QLabel:
    label = QLabel(text)
    label.setFont(theme.font(size, weight))
    label.setAlignment(Qt.AlignmentFlag.AlignHCenter)
    label.setWordWrap(True)
    label.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
    return label


def install(window: MainWindow) -> None:
    """An empty canvas says how to begin."""
    Empty(window)
