"""What only those set who know why: method, rank, rate, minutes, seed, writer, packing.

Each that is left alone the studio chooses; what it chooses stands under the form.
"""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QLocale, QSignalBlocker, Qt, Signal
from PySide6.QtGui import QDoubleValidator, QIntValidator
from PySide6.QtWidgets import (
    QComboBox,
    QFileDialog,
    QGridLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from studio.base.errors import StudioError
from studio.compile.choices import PHRASEBOOK, Choices
from studio.compile.estimate import CompileEstimate
from studio.models import library
from studio.ui import theme
from studio.ui.compile import sheet_words as words
from studio.ui.compile.sheet_words import tr
from studio.ui.inspector.pieces import caption

FILE = "#file"  # the writer that is chosen by looking for its file
LONGEST = 7 * 24 * 60  # minutes
LARGEST_RANK = 512
LARGEST_SEED = 2**31 - 1
WIDE = 210


class Advanced(QWidget):
    """The form. `changed` says that something was set by hand."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.method, self.kind, self.writer = QComboBox(), QComboBox(), QComboBox()
        self.rank = Number(LARGEST_RANK, tr("Automatic"))
        self.minutes = Number(LONGEST, tr("As the card says"))
        self.seed = Number(LARGEST_SEED, "0")
        self.rate = Rate(tr("Automatic"))
        self.here = QLabel()
        self._fill()
        self._lay_out()
        self._listen()
        theme.changed.connect(self._dress)
        self._dress()

    # -- choices -----------------------------------------------------------------------------------

    def show_choices(self, choices: Choices) -> None:
        """Show what is chosen, telling nobody."""
        blocked = [QSignalBlocker(widget) for widget in self._editors()]
        self.method.setCurrentIndex(max(0, self.method.findData(choices.method)))
        self.kind.setCurrentIndex(max(0, self.kind.findData(choices.kind)))
        self.rank.set_value(choices.rank or 0)
        self.minutes.set_value(round((choices.seconds or 0) / 60))
        self.seed.set_value(choices.seed)
        self.rate.set_value(choices.rate or 0.0)
        self._show_writer(choices.writer)
        del blocked

    def chosen(self, choices: Choices) -> Choices:
        """The choices with what stands here."""
        minutes = self.minutes.value
        kept = choices.seconds if choices.seconds and round(choices.seconds / 60) == minutes else 60.0 * minutes
        return choices.model_copy(
            update={
                "method": self.method.currentData(),
                "kind": self.kind.currentData(),
                "rank": self.rank.value or None,
                "seconds": kept or None,
                "seed": self.seed.value,
                "rate": self.rate.value or None,
                "writer": self.writer.currentData(),
            }
        )

    def show_estimate(self, found: CompileEstimate | None) -> None:
        """What the studio chooses where nothing is set."""
        method = found.method if found is not None else None
        self.here.setText(words.method_reason(found) if found is not None else "")
        self.here.setToolTip(words.method_reasons(found) if found is not None else "")
        self.rank.setEnabled(method is None or method.method != "full")

    # -- writers -----------------------------------------------------------------------------------

    def _show_writer(self, writer: str) -> None:
        found = self.writer.findData(writer)
        if found < 0:
            self.writer.insertItem(self.writer.count() - 1, Path(writer).name, writer)
            found = self.writer.findData(writer)
        self.writer.setCurrentIndex(found)
        self.writer.setToolTip("" if writer == PHRASEBOOK else writer)

    def _writer_chosen(self) -> None:
        if self.writer.currentData() == FILE:
            path = self.ask_for_file()
            with QSignalBlocker(self.writer):
                self._show_writer(path or PHRASEBOOK)
        self.changed.emit()

    def ask_for_file(self) -> str:
        """The path of an instruct GGUF, or nothing."""
        title = tr("A language model that writes the practice conversations")
        name, _ = QFileDialog.getOpenFileName(self, title, str(Path.home()), tr("Models (*.gguf)"))
        return name

    # -- set-up ------------------------------------------------------------------------------------

    def _fill(self) -> None:
        self.method.addItem(tr("Automatic"), None)
        for name, shown in words.method_names().items():
            self.method.addItem(shown, name)
        self.kind.addItem(tr("Automatic"), None)
        for kind, shown in (
            ("Q8_0", tr("8 bits (Q8_0)")),
            ("Q4_K_M", tr("4 bits (Q4_K_M)")),
            ("F16", tr("16 bits (F16)")),
        ):
            self.kind.addItem(shown, kind)
        self.writer.addItem(tr("Phrasebook"), PHRASEBOOK)
        try:
            added = [entry for entry in library.entries() if entry.kind == "gguf"]
        except StudioError:
            added = []
        for entry in added:
            self.writer.addItem(entry.name, str(entry.path))
        self.writer.addItem(tr("A model file…"), FILE)

    def _lay_out(self) -> None:
        grid = QGridLayout()
        grid.setHorizontalSpacing(theme.WIDE)
        grid.setVerticalSpacing(3)
        cells = (
            (tr("Method"), self.method, tr("All weights, or adapters beside weights that stay as they are")),
            (tr("Rank of the adapters"), self.rank, tr("How much adapters can hold")),
            (tr("Learning rate"), self.rate, tr("How far each lesson moves the model")),
            (tr("Minutes at most"), self.minutes, tr("A ceiling of your own for the whole compile")),
            (tr("Writer"), self.writer, tr("Who finds the words of the practice conversations")),
            (tr("Packing"), self.kind, tr("How exactly the finished model's numbers are kept")),
            (tr("Seed"), self.seed, tr("Another number gives other practice conversations")),
        )
        for number, (name, editor, tip) in enumerate(cells):
            row, across = divmod(number, 3)
            grid.addWidget(caption(name, editor, tip), 3 * row, across)
            grid.addWidget(editor, 3 * row + 1, across)
            grid.setRowMinimumHeight(3 * row + 2, theme.GAP)
            grid.setColumnStretch(across, 1)
            editor.setMinimumWidth(120)
        self.again = QPushButton(tr("All automatic"))
        self.again.setAutoDefault(False)
        self.again.clicked.connect(self._forget)
        grid.addWidget(self.again, 7, 2, Qt.AlignmentFlag.AlignRight)
        self.here.setWordWrap(True)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(theme.GAP)
        box.addLayout(grid)
        box.addWidget(self.here)

    def _listen(self) -> None:
        self.method.activated.connect(self.changed)
        self.kind.activated.connect(self.changed)
        self.writer.activated.connect(self._writer_chosen)
        for entry in (self.rank, self.minutes, self.seed, self.rate):
            entry.entered.connect(self.changed)

    def _forget(self) -> None:
        self.show_choices(Choices())
        self.changed.emit()

    def _editors(self) -> tuple[QWidget, ...]:
        return self.method, self.kind, self.writer, self.rank, self.minutes, self.seed, self.rate

    def _dress(self) -> None:
        wearing = theme.current()
        soft = wearing.soft.name()
        self.setStyleSheet(
            f"#caption {{ color: {soft}; }} QComboBox {{ min-height: 20px; }}"
            f"#entry {{ background: {wearing.field.name()}; border: 1px solid {wearing.border.name()};"
            f" border-radius: 3px; padding: 3px 6px; min-height: 18px; }}"
            f"#entry:focus {{ border-color: {wearing.accent.name()}; }}"
            f"#entry:disabled {{ color: {wearing.faint.name()}; border-color: {wearing.line.name()}; }}"
        )
        self.here.setStyleSheet(f"color: {soft};")


class Entry(QLineEdit):
    """A line for a number; empty means that the studio chooses. `entered` says that another number stands in it."""

    entered = Signal()

    def __init__(self, empty: str) -> None:
        super().__init__()
        self.setObjectName("entry")
        self.setPlaceholderText(empty)
        self._told = ""
        self.editingFinished.connect(self._finished)

    def show_text(self, text: str) -> None:
        """Put a number there, telling nobody."""
        self._told = text
        self.setText(text)

    def _finished(self) -> None:
        if self.text() != self._told:
            self._told = self.text()
            self.entered.emit()


class Number(Entry):
    """A whole number from 0, which is nothing, to `largest`."""

    def __init__(self, largest: int, empty: str) -> None:
        super().__init__(empty)
        self.setValidator(QIntValidator(0, largest, self))

    @property
    def value(self) -> int:
        return int(self.text()) if self.text().isdecimal() else 0

    def set_value(self, value: int) -> None:
        self.show_text(str(value) if value else "")


class Rate(Entry):
    """A small number, such as 2e-4; 0 is nothing."""

    def __init__(self, empty: str) -> None:
        super().__init__(empty)
        validator = QDoubleValidator(0.0, 1.0, 12, self)
        validator.setNotation(QDoubleValidator.Notation.ScientificNotation)
        validator.setLocale(QLocale(QLocale.Language.C))  # a rate is written with a point everywhere
        self.setValidator(validator)

    @property
    def value(self) -> float:
        try:
            return max(0.0, float(self.text()))
        except ValueError:
            return 0.0

    def set_value(self, value: float) -> None:
        self.show_text(f"{value:g}" if value else "")
