"""The five stages below each other: what is done, what is at work and how far, what is still to come."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from studio.compile.progress import STAGES, Progress, Stage, StageName
from studio.ui import icons, theme
from studio.ui.compile.words import clock, stage_title, tr

TALL, MARK, BAR = 30, 18, 4


class StageList(QWidget):
    """Painted from a Progress."""

    def __init__(self) -> None:
        super().__init__()
        self._progress = Progress()
        self._failed = False
        self.setAccessibleName(tr("Stages of the compile"))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.update)

    def show_progress(self, progress: Progress) -> None:
        self._progress = progress
        self._failed = progress.ending is not None and progress.ending.kind != "done"
        self.setAccessibleDescription("; ".join(self.lines()))
        self.update()

    def lines(self) -> list[str]:
        """What is shown, as text."""
        return [f"{stage_title(name)}: {self._said(stage)}" for name, stage in self._pairs()]

    def sizeHint(self) -> QSize:
        return QSize(240, TALL * len(STAGES))

    minimumSizeHint = sizeHint

    def _pairs(self) -> Iterator[tuple[StageName, Stage]]:
        yield from zip(STAGES, self._progress.stages, strict=True)

    def _said(self, stage: Stage) -> str:
        if stage.state == "done":
            return tr("done")
        if stage.state == "waiting":
            return tr("still to come")
        return f"{stage.share:.0%}"

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for number, (name, stage) in enumerate(self._pairs()):
            self._paint(painter, stage_title(name), stage, QRectF(0, number * TALL, self.width(), TALL))
        painter.end()

    def _paint(self, painter: QPainter, title: str, stage: Stage, box: QRectF) -> None:
        wearing = theme.current()
        running = stage.state == "running"
        mark = QRectF(box.left(), box.center().y() - MARK / 2, MARK, MARK)
        self._paint_mark(painter, stage, mark)
        left, right = mark.right() + theme.ROOM, box.right()
        ink = wearing.faint if stage.state == "waiting" else wearing.ink
        value = self._value(stage)
        painter.setFont(theme.font(12))
        painter.setPen(wearing.soft)
        whole = QRectF(left, box.top(), right - left, box.height() - (BAR + 4 if running else 0))
        painter.drawText(whole, int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter), value)
        room = whole.width() - painter.fontMetrics().horizontalAdvance(value) - theme.GAP
        painter.setFont(theme.font(13, QFont.Weight.DemiBold if running else QFont.Weight.Normal))
        painter.setPen(ink)
        shown = painter.fontMetrics().elidedText(title, Qt.TextElideMode.ElideRight, int(room))
        painter.drawText(whole, int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter), shown)
        if running:
            track = QRectF(left, box.bottom() - BAR - 3, right - left, BAR)
            _pill(painter, track, wearing.line)
            track.setWidth(max(float(BAR), track.width() * min(1.0, stage.share)))
            _pill(painter, track, wearing.problem if self._failed else wearing.accent)

    def _paint_mark(self, painter: QPainter, stage: Stage, box: QRectF) -> None:
        wearing = theme.current()
        if stage.state == "done":
            icons.paint(painter, "good", box.adjusted(1, 1, -1, -1), wearing.good, 2.0)
        elif stage.state == "waiting":
            painter.setPen(QPen(wearing.border, 1.5))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawEllipse(box.center(), 4.5, 4.5)
        elif self._failed:
            icons.paint(painter, "problem", box, wearing.problem)
        elif self._progress.paused:
            icons.paint(painter, "pause", box.adjusted(2, 2, -2, -2), wearing.advice)
        else:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(wearing.accent_soft)
            painter.drawEllipse(QPointF(box.center()), 8.5, 8.5)
            painter.setBrush(wearing.accent)
            painter.drawEllipse(QPointF(box.center()), 4.5, 4.5)

    def _value(self, stage: Stage) -> str:
        """Beside the title: how far it is, or how long it took."""
        if stage.state == "running" and not self._failed:
            return f"{stage.share:.0%}"
        return clock(stage.seconds) if stage.seconds >= 1 else ""


def _pill(painter: QPainter, box: QRectF, colour: QColor) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour)
    painter.drawRoundedRect(box, box.height() / 2, box.height() / 2)
