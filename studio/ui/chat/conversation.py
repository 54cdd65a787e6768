"""The conversation: a row for each line, with every seat's reply in its column under it, the newest in view."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenu, QScrollArea, QVBoxLayout, QWidget

from studio.chat.chats import SeatReply
from studio.chat.conversation_tree import Exchange
from studio.chat.transcript import turns_of
from studio.ui import theme
from studio.ui.chat.line import Line
from studio.ui.chat.reply import Reply, Shown
from studio.ui.chat.slot import Slot
from studio.ui.chat.talk import Talk

LEAST = 240  # pixels; there is less only before the pane has its place
NEAR = 48  # pixels from the end within which the newest is kept in view


class Row(QWidget):
    """An exchange."""

    def __init__(self, exchange: Exchange[SeatReply], line: Line) -> None:
        super().__init__()
        self.exchange, self.line = exchange, line
        self.cells: dict[str, Reply] = {}
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.GAP)
        column.addWidget(line)
        self.columns = QHBoxLayout()
        self.columns.setContentsMargins(0, 0, 0, 0)
        self.columns.setSpacing(theme.ROOM)
        self.columns.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        column.addLayout(self.columns)

    def fit(self, width: int, each: int) -> None:
        self.line.fit(width)
        for cell in self.cells.values():
            cell.fit(each)


class Conversation(QScrollArea):
    """The rows of a talk. `step_chosen` carries a step whose title was pressed, `menu_asked` (exchange, seat, menu) a
    menu that other parts may add to."""

    step_chosen = Signal(str)
    menu_asked = Signal(int, str, QMenu)

    def __init__(self, talk: Talk) -> None:
        super().__init__()
        self.talk = talk
        self.rows: list[Row] = []
        self.columns: list[str] = []  # the seats that there is room for
        self._at_end = True
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)  # columns stay under their heads
        inside = QWidget()
        inside.setObjectName("talk")
        self._column = QVBoxLayout(inside)
        self._column.setContentsMargins(theme.ROOM, theme.ROOM, 0, theme.ROOM)
        self._column.setSpacing(theme.WIDE)
        self._column.addStretch(1)
        self.setWidget(inside)
        bar = self.verticalScrollBar()
        bar.rangeChanged.connect(self._follow)
        bar.valueChanged.connect(self._remember)
        talk.path_changed.connect(self.show_path)
        talk.reply_changed.connect(self._reply_changed)
        talk.wrote.connect(self._reply_changed)

    # -- room ----------------------------------------------------------------------------------------

    @property
    def room(self) -> int:
        """How wide the rows are."""
        return max(self.viewport().width() - theme.ROOM, LEAST)

    @property
    def each(self) -> int:
        """How wide a column is."""
        number = max(len(self.columns), 1)
        return (self.room - theme.ROOM * (number - 1)) // number

    def show_columns(self, columns: list[str]) -> None:
        """Show these seats' replies."""
        if columns != self.columns:
            self.columns = columns
            for row in self.rows:
                self._fill(row)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        for row in self.rows:
            row.fit(self.room, self.each)

    # -- showing -------------------------------------------------------------------------------------

    def show_path(self) -> None:
        """Show the way that is looked at; rows that stay are left as they are."""
        path = self.talk.chat.tree.path()
        same = 0
        while same < min(len(path), len(self.rows)) and self.rows[same].exchange is path[same]:
            same += 1
        for row in self.rows[same:]:
            self._column.removeWidget(row)
            row.hide()
            row.deleteLater()
        grown = len(path) > same
        del self.rows[same:]
        for exchange in path[same:]:
            self.rows.append(self._row(exchange))
            self._column.addWidget(self.rows[-1])
        for row in self.rows[:same]:
            row.line.show_place(self.talk.chat.tree.place(row.exchange.id))
        if grown:
            self._at_end = True
            QTimer.singleShot(0, self._follow)

    def _row(self, exchange: Exchange[SeatReply]) -> Row:
        line = Line(exchange.line, self.talk.chat.tree.place(exchange.id))
        line.edited.connect(lambda text: self.talk.edit(exchange.id, text))
        line.switched.connect(lambda by: self.talk.switch(exchange.id, by))
        row = Row(exchange, line)
        self._fill(row)
        row.fit(self.room, self.each)
        return row

    def _fill(self, row: Row) -> None:
        """One cell for each column."""
        for key in [key for key in row.cells if key not in self.columns]:
            cell = row.cells.pop(key)
            row.columns.removeWidget(cell)
            cell.hide()
            cell.deleteLater()
        for number, key in enumerate(self.columns):
            slot = self.talk.slot(key)
            if slot is None:
                continue
            if key not in row.cells:
                row.cells[key] = self._cell(row.exchange, slot)
            row.columns.insertWidget(number, row.cells[key], 0, Qt.AlignmentFlag.AlignTop)

    def _cell(self, exchange: Exchange[SeatReply], slot: Slot) -> Reply:
        key = slot.key
        cell = Reply(self.talk.procedure, slot.title)
        cell.step_chosen.connect(self.step_chosen)
        cell.again.connect(lambda: self.talk.again(exchange.id, key))
        cell.resume.connect(lambda: self.talk.resume(key))
        cell.menu_asked.connect(lambda menu: self.menu_asked.emit(exchange.id, key, menu))
        cell.grew.connect(lambda: self.ensureWidgetVisible(cell, 0, theme.ROOM))
        cell.fit(self.each)
        self._show_cell(cell, exchange, slot)
        return cell

    def _show_cell(self, cell: Reply, exchange: Exchange[SeatReply], slot: Slot) -> None:
        talk = self.talk
        shown = Shown(
            talk.standing(exchange, slot),
            turns_of(exchange, slot.key),
            talk.turns(slot.key, until=exchange.id),
            slot.live,
            slot.trouble,
        )
        before = cell.shown
        same = before is not None and before.standing == shown.standing not in ("writing", "opening")
        if not (same and before is not None and before.turns == shown.turns and before.trouble is shown.trouble):
            cell.show_(shown)

    def _reply_changed(self, exchange: int, key: str) -> None:
        slot = self.talk.slot(key)
        for row in self.rows:
            if row.exchange.id == exchange and key in row.cells and slot is not None:
                self._show_cell(row.cells[key], row.exchange, slot)

    # -- the newest in view ----------------------------------------------------------------------------

    def _remember(self, value: int) -> None:
        self._at_end = value >= self.verticalScrollBar().maximum() - NEAR

    def _follow(self) -> None:
        if self._at_end:
            bar = self.verticalScrollBar()
            bar.setValue(bar.maximum())

    def dress(self) -> None:
        """Draw everything anew in the theme's colours."""
        for row in self.rows:
            row.line.dress()
            for key, cell in row.cells.items():
                slot = self.talk.slot(key)
                cell.shown = None
                if slot is not None:
                    self._show_cell(cell, row.exchange, slot)
