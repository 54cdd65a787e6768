"""A few lines of text with a thin bar under each: how much of something there is."""

from __future__ import annotations

from typing import NamedTuple

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPainterPath, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from studio.ui import theme
from studio.ui.panels.row_painting import tone

TALL, LINE, BAR = 34, 18, 5


class Bar(NamedTuple):
    """One line: what it is, how much as text, and as a share of the whole, in a colour of the theme."""

    label: str
    value: str
    share: float
    tone: str = "accent"


class Bars(QWidget):
    """Some bars below each other. `name` is what a screen reader calls them."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self._bars: tuple[Bar, ...] = ()
        self.setAccessibleName(name)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.update)

    @property
    def bars(self) -> tuple[Bar, ...]:
        return self._bars

    def set_bars(self, *bars: Bar) -> None:
        self._bars = bars
        self.setAccessibleDescription("; ".join(f"{bar.label}: {bar.value}" for bar in bars))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(180, TALL * len(self._bars))

    def minimumSizeHint(self) -> QSize:
        return QSize(120, TALL * len(self._bars))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for number, bar in enumerate(self._bars):
            self._paint(painter, bar, QRectF(0, number * TALL, self.width(), TALL))
        painter.end()

    def _paint(self, painter: QPainter, bar: Bar, box: QRectF) -> None:
        wearing = theme.current()
        line = QRectF(box.left(), box.top(), box.width(), LINE)
        painter.setFont(theme.font(12))
        metrics = QFontMetricsF(theme.font(12))
        painter.setPen(wearing.soft)
        painter.drawText(line, int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter), bar.value)
        room = line.width() - metrics.horizontalAdvance(bar.value) - theme.GAP
        painter.setPen(wearing.ink)
        shown = metrics.elidedText(bar.label, Qt.TextElideMode.ElideRight, room)
        painter.drawText(line, int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter), shown)
        track = QRectF(box.left(), box.top() + LINE + 2, box.width(), BAR)
        painter.fillPath(_pill(track), wearing.line)
        share = min(1.0, max(0.0, bar.share))
        if share > 0:
            filled = QRectF(track.left(), track.top(), max(float(BAR), track.width() * share), BAR)
            painter.fillPath(_pill(filled), tone(bar.tone))


def _pill(box: QRectF) -> QPainterPath:
    path = QPainterPath()
    path.addRoundedRect(box, box.height() / 2, box.height() / 2)
    return path
