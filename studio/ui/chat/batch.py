"""Many conversations at once: the same ones against every seat of the chat, as a plot and a table.

They are played by `studio bench` in a child process, with the very seats that sit in the chat; the page it writes lies
in the compile's folder. Counting and judging are `studio.bench`'s.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from pydantic import ValidationError
from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QCloseEvent, QDesktopServices, QFont
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QDialog,
    QFileDialog,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QProgressBar,
    QPushButton,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from studio.chat.seats.spec import SeatSpec, written
from studio.ui import theme
from studio.ui.chat.words import seat_title_of, tr
from studio.ui.files.language import said
from studio.ui.panels.bars import Bar, Bars
from studio.ui.panels.child import Child
from studio.ui.panels.scrolling import scrolling

if TYPE_CHECKING:
    from studio.bench.seats_scores import Comparison, SeatScore

SIZES = (10, 50, 200)  # conversations of either kind; the last is the whole suite
PAGE = "comparison.html"
_DONE = re.compile(r"^.*: (\d+) of (\d+)$")  # what `studio bench` says of a seat


class BatchDialog(QDialog):
    """Asks how many, plays them and shows what came of it. `comparison` is that, once it is there."""

    def __init__(self, run: Path, specs: Sequence[SeatSpec], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Play many conversations"))
        self.run, self.specs = run, tuple(specs)
        self.comparison: Comparison | None = None
        self.script: Path | None = None
        self._size = 0  # the row of the chooser that holds
        self._seats_done = self._said = 0
        self.child = Child(self)
        self.child.said.connect(self._hear)
        self.child.answered.connect(self._answered)
        self.which = QComboBox()
        for size in SIZES:
            text = tr("{number} plain held-out conversations and {number} that leave the path")
            self.which.addItem(text.format(number=size), size)
        self.which.addItem(tr("A file of customer lines…"), 0)
        self.which.activated.connect(self._chosen)
        self.told = QLabel(wordWrap=True, textFormat=Qt.TextFormat.PlainText)
        self.button = QPushButton()
        self.button.setDefault(True)
        self.button.clicked.connect(lambda *_: self.stop() if self.child.is_busy else self.start())
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setFixedHeight(8)
        self.page = QPushButton(tr("Open as a page"))
        self.page.clicked.connect(lambda *_: self.open_page())
        self.table = _table()
        self.plots: list[Bars] = []
        self._lay_out()
        self._show()

    def _lay_out(self) -> None:
        inside = QWidget()
        self._plots = QVBoxLayout(inside)
        self._plots.setContentsMargins(0, 0, theme.GAP, 0)
        self._plots.setSpacing(theme.GAP)
        self._plots.addWidget(self.table)
        self._result = scrolling(inside)
        row, foot = QHBoxLayout(), QHBoxLayout()
        row.addWidget(self.which, 1)
        row.addWidget(self.button)
        foot.addStretch(1)
        foot.addWidget(self.page)
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.WIDE, theme.WIDE, theme.WIDE, theme.ROOM)
        column.setSpacing(theme.ROOM)
        column.addLayout(row)
        column.addWidget(self.told)
        column.addWidget(self.bar)
        column.addWidget(self._result, 1)
        column.addLayout(foot)
        self.resize(620, 180)

    # -- asking ------------------------------------------------------------------------------------

    @property
    def arguments(self) -> list[str]:
        """What is asked of the child."""
        asked = ["bench", str(self.run), "--json", "--seats", ",".join(map(written, self.specs))]
        if self.script is not None:
            return [*asked, "--script", str(self.script)]
        size = str(self.which.currentData())
        return [*asked, "--clean", size, "--overlays", size]

    def start(self) -> None:
        """Play them."""
        self.comparison, self._seats_done, self._said = None, 0, 0
        self.bar.setRange(0, 0)
        self.child.ask(self.arguments)
        self._show()

    def stop(self) -> None:
        """Let go of what is being played."""
        self.child.stop()
        self._show()

    def play_lines(self, file: Path) -> None:
        """Have the customer lines of a file played; the chooser says so."""
        self.script, self._size = file, self.which.count() - 1
        self.which.setItemText(self._size, tr("Customer lines of {file}").format(file=file.name))
        self.which.setCurrentIndex(self._size)
        self._show()

    def _chosen(self) -> None:
        if self.which.currentData():
            self.script, self._size = None, self.which.currentIndex()
            self.which.setItemText(self.which.count() - 1, tr("A file of customer lines…"))
            self._show()
            return
        path, _ = QFileDialog.getOpenFileName(
            self, tr("Choose customer lines, an empty line between conversations"), "", tr("Text (*.txt);;All (*)")
        )
        if path:
            self.play_lines(Path(path))
        else:
            self.which.setCurrentIndex(self._size)  # what was chosen before

    def _hear(self, line: str) -> None:
        """How far a seat is; when one has played all, the next begins."""
        found = _DONE.match(line)
        if found is None:
            return
        done, total = int(found[1]), int(found[2])
        if done < self._said:
            self._seats_done += 1
        self._said = done
        self.bar.setRange(0, total * len(self.specs))
        self.bar.setValue(total * self._seats_done + done)

    def _answered(self, told: bytes, beside: str) -> None:
        from studio.bench.seats_scores import Comparison

        try:
            self.comparison = Comparison.model_validate_json(told)
        except ValidationError:
            self._show()
            self.told.setText("\n".join(map(said, beside.splitlines()[-2:])) or tr("The playing stopped."))
            return
        self._show()

    # -- showing -----------------------------------------------------------------------------------

    def _show(self) -> None:
        found, busy = self.comparison, self.child.is_busy
        self.button.setText(tr("Stop") if busy else tr("Play"))
        self.which.setEnabled(not busy)
        self.bar.setVisible(busy)
        self._result.setVisible(found is not None)
        self.page.setVisible(found is not None)
        seats = ", ".join(seat_title_of(spec) for spec in self.specs)
        self.told.setText(tr("The same conversations for every seat, one after another: {seats}.").format(seats=seats))
        if found is not None:
            self._show_plots(found)
            self._show_table(found)
            self.resize(max(self.width(), 620), max(self.height(), 620))

    def _show_plots(self, found: Comparison) -> None:
        while self._plots.count() > 1:
            item = self._plots.takeAt(0)
            widget = item.widget() if item is not None else None
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        self.plots = []
        for place, (title, bars) in enumerate(plots(found)):
            heading = QLabel(title)
            heading.setFont(theme.font(12, QFont.Weight.DemiBold))
            drawn = Bars(title)
            drawn.set_bars(*bars)
            self.plots.append(drawn)
            self._plots.insertWidget(2 * place, heading)
            self._plots.insertWidget(2 * place + 1, drawn)

    def _show_table(self, found: Comparison) -> None:
        from studio.bench.seats_page import rows

        told, names = rows(found), row_names()
        self.table.setRowCount(len(told))
        self.table.setColumnCount(len(found.seats))
        self.table.setHorizontalHeaderLabels([one.title for one in found.seats])
        self.table.setVerticalHeaderLabels([names.get(name, name) for name, _ in told])
        for row, (_, cells) in enumerate(told):
            for place, cell in enumerate(cells):
                item = QTableWidgetItem(cell)
                item.setTextAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
                self.table.setItem(row, place, item)
        self.table.resizeRowsToContents()
        high = self.table.horizontalHeader().sizeHint().height() + self.table.verticalHeader().length() + 4
        self.table.setFixedHeight(high)

    def open_page(self) -> None:
        """The page with the same figures, in the browser."""
        from studio.bench.seats_commands import FOLDER

        QDesktopServices.openUrl(QUrl.fromLocalFile(str(self.run / FOLDER / PAGE)))

    def done(self, result: int) -> None:
        self.child.stop()
        super().done(result)

    def closeEvent(self, event: QCloseEvent) -> None:
        self.child.stop()
        super().closeEvent(event)


def plots(found: Comparison) -> list[tuple[str, list[Bar]]]:
    """What is drawn: a title and a bar for each seat."""
    from studio.bench.seats_page import count, seconds, share

    wanted: list[tuple[str, list[float | None], Callable[[float], str]]] = [
        (tr("Exact conversations, by words alone"), [one.exact_words for one in found.seats], share),
        (tr("Tokens read in a conversation"), [one.read_tokens for one in found.seats], count),
        (tr("First word, cold"), [one.first_cold for one in found.seats], seconds),
        (tr("First word, warm"), [one.first_warm for one in found.seats], seconds),
        (tr("Time of a conversation"), [one.seconds for one in found.seats], seconds),
    ]
    drawn = []
    for title, values, told in wanted[0 if found.judged else 1 :]:
        most = 1.0 if told is share else max((value or 0.0 for value in values), default=0.0) or 1.0
        bars = [
            Bar(one.title, tr("not measured") if value is None else told(value), (value or 0.0) / most, _tone(one))
            for one, value in zip(found.seats, values, strict=True)
        ]
        drawn.append((title, bars))
    return drawn


def _tone(one: SeatScore) -> str:
    return "accent" if one.kind == "compiled" else "soft"


def row_names() -> dict[str, str]:
    """The table's rows in the window's words."""
    return {
        "conversations": tr("Conversations"),
        "exact": tr("Exact"),
        "exact by words alone": tr("Exact by words alone"),
        "decisions": tr("Decisions right"),
        "fields": tr("Fields right"),
        "right messages before the first wrong one": tr("Right messages before the first wrong one"),
        "messages off the chart": tr("Messages off the chart"),
        "first word, cold": tr("First word, cold"),
        "first word, warm": tr("First word, warm"),
        "time a conversation": tr("Time of a conversation"),
        "tokens read a conversation": tr("Tokens read in a conversation"),
        "of them still in memory": tr("… of them still in memory"),
        "tokens written a conversation": tr("Tokens written in a conversation"),
        "requests a conversation": tr("Requests in a conversation"),
        "cost of 1,000 conversations": tr("Cost of 1,000 conversations"),
        "ended by an error": tr("Ended by an error"),
    }


def _table() -> QTableWidget:
    table = QTableWidget()
    table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
    table.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
    table.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
    table.verticalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
    table.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    table.setAccessibleName(tr("The seats compared"))
    return table
