"""The runs as a list: how each stands, when, from which base, and a bar for the conversations it follows exactly.

One or two can be chosen. What is done with them is `deeds`' business.
"""

from __future__ import annotations

from collections.abc import Sequence
from operator import attrgetter
from pathlib import Path
from typing import Any, NamedTuple

from PySide6.QtCore import (
    QEvent,
    QItemSelectionModel,
    QPoint,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QKeyEvent, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from studio.bench.gate import GATE_CLEAN
from studio.runs.record import Record
from studio.ui import icons, theme
from studio.ui.panels.lists import Index, KeyedModel, lie_in_a_panel
from studio.ui.panels.row_painting import paint_empty, tone
from studio.ui.runs import words
from studio.ui.runs.words import tr

ENTRY = Qt.ItemDataRole.UserRole
TALL, ABOVE, LINE, ICON, BAR = 70, 8, 18, 16, 5
SIDE, LEFT = theme.ROOM, theme.ROOM + 16 + theme.GAP
VALUE = 36  # pixels for the percent beside the bar


class Entry(NamedTuple):
    """A run as it is shown: under its time alone where all are of one procedure, and whether it is of the very version
    that is open."""

    record: Record
    by_time: bool = False
    is_now: bool = False

    @property
    def title(self) -> str:
        return words.when_text(self.record.created) if self.by_time else self.record.name

    @property
    def trail(self) -> str:
        return words.when_text(self.record.created) if not self.by_time else self.version

    @property
    def version(self) -> str:
        return tr("this version") if self.is_now else ""

    @property
    def has_third(self) -> bool:
        """Whether there is a bar, or something to be said in its place."""
        return _exact(self.record) is not None or bool(words.more_text(self.record))


def _exact(record: Record) -> float | None:
    return record.scores.exact_clean if record.scores is not None else None


class RunModel(KeyedModel):
    """Entries as a list."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(attrgetter("record.path"), parent)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        entry: Entry | None = self.item(index)
        if entry is None:
            return None
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return entry.title
            case Qt.ItemDataRole.AccessibleTextRole:
                return words.said(entry.record)
            case Qt.ItemDataRole.ToolTipRole:
                return words.reason_text(entry.record) or words.state_text(entry.record)
            case _:
                return entry if role == ENTRY else None


class RunDelegate(QStyledItemDelegate):
    """Paints an entry."""

    def __init__(self, view: RunList) -> None:
        super().__init__(view)
        self._view = view

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        entry = index.data(ENTRY)
        return QSize(self._view.viewport().width(), TALL if entry is None or entry.has_third else TALL - LINE)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        entry = index.data(ENTRY)
        if entry is None:
            return
        view, box, wearing = self._view, QRectF(option.rect), theme.current()
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ground = _rounded(box.adjusted(4, 2, -4, -2), 6)
        if view.selectionModel().isSelected(index):
            painter.fillPath(ground, wearing.accent_soft)
        elif view.hovered == index.row():
            painter.fillPath(ground, wearing.hover)
        if view.hasFocus() and view.currentIndex().row() == index.row():
            painter.setPen(QPen(wearing.accent, 1))
            painter.drawPath(_rounded(box.adjusted(4.5, 2.5, -4.5, -2.5), 6))
        icon, colour = words.mark_of(entry.record)
        spot = QRectF(box.left() + SIDE, box.top() + ABOVE + 1, ICON, ICON)
        icons.paint(painter, icon, spot, tone(colour))
        _paint_words(painter, entry, box)
        _paint_bar(painter, entry.record, box)
        painter.restore()


def _paint_words(painter: QPainter, entry: Entry, box: QRectF) -> None:
    wearing, record = theme.current(), entry.record
    line = QRectF(box.left() + LEFT, box.top() + ABOVE, box.width() - LEFT - SIDE, LINE)
    parts = [words.base_text(record), words.budget_text(record)]
    if record.state != "done":
        parts.insert(0, words.state_text(record))
    told = " · ".join(part for part in parts if part)
    bold, small = theme.font(13, QFont.Weight.DemiBold), theme.font(12)
    colour, second = (wearing.accent, "") if entry.by_time else (wearing.soft, entry.version)
    _paint_pair(painter, line, (entry.title, bold, wearing.ink), (entry.trail, colour))
    _paint_pair(painter, line.translated(0, LINE), (told, small, wearing.soft), (second, wearing.accent))


def _paint_pair(painter: QPainter, line: QRectF, left: tuple[str, QFont, QColor], right: tuple[str, QColor]) -> None:
    """Words at both ends of a line; those on the left give way."""
    small = theme.font(12)
    wide = QFontMetricsF(small).horizontalAdvance(right[0])
    painter.setFont(small)
    painter.setPen(right[1])
    painter.drawText(line, int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter), right[0])
    painter.setPen(left[2])
    _text(painter, left[0], left[1], line.adjusted(0, 0, -wide - theme.GAP if wide else 0, 0))


def _paint_bar(painter: QPainter, record: Record, box: QRectF) -> None:
    """How many plain conversations are followed exactly, with a notch where the gate is."""
    wearing = theme.current()
    line = QRectF(box.left() + LEFT, box.top() + ABOVE + 2 * LINE, box.width() - LEFT - SIDE, LINE)
    share = _exact(record)
    if share is None:
        painter.setPen(wearing.problem if record.state == "failed" else wearing.soft)
        _text(painter, words.more_text(record), theme.font(12), line)
        return
    track = QRectF(line.left(), line.center().y() - BAR / 2, line.width() - VALUE, BAR)
    painter.fillPath(_rounded(track, BAR / 2), wearing.line)
    if share > 0:
        filled = QRectF(track.left(), track.top(), max(BAR, track.width() * share), BAR)
        painter.fillPath(_rounded(filled, BAR / 2), wearing.good if record.gate == "passed" else wearing.accent)
    notch = track.left() + track.width() * GATE_CLEAN
    painter.fillRect(QRectF(notch - 0.75, track.top() - 3, 1.5, BAR + 6), wearing.border)
    painter.setPen(wearing.ink)
    painter.setFont(theme.font(12))
    painter.drawText(line, int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter), words.share_text(share))


class RunList(QListView):
    """The list. `opened` is emitted with a record by Enter and a double click, `picked` when other runs are chosen,
    `asked` with a record and a point of the screen for its menu."""

    opened = Signal(object)
    picked = Signal()
    asked = Signal(object, QPoint)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setModel(RunModel(self))
        self.setItemDelegate(RunDelegate(self))
        lie_in_a_panel(self, name, LINE)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setViewportMargins(0, theme.UNIT, 0, theme.UNIT)
        self.hovered = -1
        self.empty = ""
        self.doubleClicked.connect(lambda index: self.opened.emit(index.data(ENTRY).record))
        self.selectionModel().selectionChanged.connect(lambda *_: self.picked.emit())
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.customContextMenuRequested.connect(self._ask)

    @property
    def entries(self) -> tuple[Entry, ...]:
        return self._model.items

    @property
    def _model(self) -> RunModel:
        model = self.model()
        assert isinstance(model, RunModel)
        return model

    @property
    def chosen(self) -> list[Record]:
        """The chosen runs, the older first."""
        rows = sorted({index.row() for index in self.selectionModel().selectedIndexes()}, reverse=True)
        return [self.entries[row].record for row in rows if row < len(self.entries)]

    def set_entries(self, entries: Sequence[Entry]) -> None:
        """Show these; what was chosen and is still there stays so."""
        before, at = [record.path for record in self.chosen], self.verticalScrollBar().value()
        if self._model.set_items(entries):
            self.hovered = -1
            self.choose(before)
            self.verticalScrollBar().setValue(at)
        else:
            self.scheduleDelayedItemsLayout()  # a row may be taller now
            if before:
                self.picked.emit()
        self.viewport().update()

    def choose(self, paths: Sequence[Path]) -> bool:
        """Choose the runs in these folders; whether any of them is listed."""
        rows = [row for row, entry in enumerate(self.entries) if entry.record.path in paths]
        with_these = QItemSelectionModel.SelectionFlag
        self.selectionModel().clear()
        for row in rows:
            self.selectionModel().setCurrentIndex(self._model.index(row), with_these.Select)
        return bool(rows)

    # -- Qt's events -----------------------------------------------------------------------------

    def _ask(self, point: QPoint) -> None:
        index = self.indexAt(point)
        if index.isValid():
            self.asked.emit(index.data(ENTRY).record, self.viewport().mapToGlobal(point))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        index = self.currentIndex()
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and index.isValid():
            self.opened.emit(index.data(ENTRY).record)
            return
        super().keyPressEvent(event)

    def viewportEvent(self, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.MouseMove, QEvent.Type.Leave):
            over = self.indexAt(event.position().toPoint()).row() if event.type() == QEvent.Type.MouseMove else -1  # type: ignore[attr-defined]
            if over != self.hovered:
                self.hovered = over
                self.viewport().update()
        return super().viewportEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self.entries and self.empty:
            painter = QPainter(self.viewport())
            paint_empty(painter, self.viewport().rect(), self.empty)
            painter.end()


def _text(painter: QPainter, text: str, font: QFont, box: QRectF) -> None:
    painter.setFont(font)
    shown = QFontMetricsF(font).elidedText(text, Qt.TextElideMode.ElideRight, box.width())
    painter.drawText(box, int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter), shown)


def _rounded(box: QRectF, radius: float) -> QPainterPath:
    path = QPainterPath()
    path.addRoundedRect(box, radius, radius)
    return path
