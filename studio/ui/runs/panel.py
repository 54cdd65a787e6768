"""The panel "History of compiles": the list of runs, of this procedure or all, and the chosen one's details under it.

It looks at the folders only while it is seen.
"""

from __future__ import annotations

import threading
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QSplitter, QToolButton, QVBoxLayout, QWidget

from studio.procedure.file import procedure_hash
from studio.procedure.model import Procedure
from studio.runs.record import Record
from studio.ui import theme
from studio.ui.document import Document
from studio.ui.runs.details import Details
from studio.ui.runs.reading import Reading
from studio.ui.runs.run_list import Entry, RunList
from studio.ui.runs.words import tr

QUIET = 400  # milliseconds without an edit before it is looked which version this is
NARROWEST = 250


class RunsPanel(QWidget):
    """The list and the details. `picked` is emitted when other runs are chosen, `opened` with a record that is to be
    talked to, `wanted` with the name of a deed for the chosen runs, `asked` with a place for their menu."""

    picked = Signal()
    opened = Signal(object)
    wanted = Signal(str)
    asked = Signal(object)
    _hashed = Signal(object, str)

    def __init__(self, document: Document, reading: Reading) -> None:
        super().__init__()
        self._document, self._reading = document, reading
        self._hash = ""
        self._divided = False
        self._goal: Path | None = None  # a run to be chosen as soon as it is listed
        self.list = RunList(tr("History of compiles"))
        self.details = Details()
        self.this, self.all = self._tab(tr("This procedure")), self._tab(tr("All"))
        self._later = QTimer(self, singleShot=True, interval=QUIET)
        self._later.timeout.connect(self._hash_now)
        self._build()
        self._listen()

    def sizeHint(self) -> QSize:
        return QSize(320, 560)

    def _tab(self, text: str) -> QToolButton:
        button = QToolButton()
        button.setText(text)
        button.setCheckable(True)
        button.setSizePolicy(button.sizePolicy().Policy.Expanding, button.sizePolicy().Policy.Fixed)
        return button

    def _build(self) -> None:
        self.setMinimumWidth(NARROWEST)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        group = QButtonGroup(self)
        head = QHBoxLayout()
        head.setContentsMargins(theme.GAP, theme.UNIT, theme.GAP, theme.UNIT)
        head.setSpacing(theme.UNIT)
        for button in (self.this, self.all):
            group.addButton(button)
            head.addWidget(button)
        self.this.setChecked(True)
        self.split = QSplitter(Qt.Orientation.Vertical)
        self.split.addWidget(self.list)
        self.split.addWidget(self.details)
        self.split.setStretchFactor(0, 1)
        self.split.setStretchFactor(1, 1)
        self.split.setHandleWidth(1)
        self.split.setChildrenCollapsible(False)
        self.details.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(self.split, 1)
        theme.changed.connect(self._dress)
        self._dress()

    def _listen(self) -> None:
        self._reading.changed.connect(lambda _: self.refresh())
        self._hashed.connect(self._take_hash)
        self.list.picked.connect(self._pick)
        self.list.opened.connect(self.opened)
        self.list.asked.connect(lambda _, place: self.asked.emit(place))
        self.details.wanted.connect(self.wanted)
        self.this.toggled.connect(lambda _: self.refresh())
        for changed in (self._document.changed, self._document.replaced):
            changed.connect(self._changed)

    # -- what is shown ---------------------------------------------------------------------------

    @property
    def chosen(self) -> list[Record]:
        return self.list.chosen

    def refresh(self) -> None:
        """Show what is known now."""
        records = self._reading.records
        only = self.this.isChecked()
        shown = [record for record in records or () if not only or self._is_of_this(record)]
        if records is None:
            self.list.empty = tr("Looking for compiles …")
        elif only and records:
            self.list.empty = tr("This procedure has not been compiled yet. Those of others are under “All”.")
        else:
            self.list.empty = tr("Nothing has been compiled yet.")
        self.list.set_entries([Entry(record, only, self._is_now(record)) for record in shown])
        self._choose_goal()
        self._pick()

    def choose(self, run: Path) -> None:
        """Choose a run, now or as soon as it is listed."""
        self._goal = run.absolute()
        self._choose_goal()

    def _choose_goal(self) -> None:
        if self._goal is None or self._reading.records is None:
            return
        goal, self._goal = self._goal, None
        known = any(record.path == goal for record in self._reading.records)
        if known and not self.list.choose([goal]):
            self.all.setChecked(True)
            self.refresh()
            self.list.choose([goal])

    def _pick(self) -> None:
        chosen = self.chosen
        first = bool(chosen) and self.details.isHidden() and not self._divided
        self.details.setVisible(bool(chosen))
        if first:  # half of the panel each, until the person moves the line between them
            self._divided = True
            self.split.setSizes([1000, 1000])
        if chosen:
            self.details.show_chosen(chosen)
        self.picked.emit()

    def _is_of_this(self, record: Record) -> bool:
        """Runs of the same procedure: of the same name, or word for word the same."""
        named = record.name.casefold() == self._document.procedure.name.casefold()
        return named or self._is_now(record)

    def _is_now(self, record: Record) -> bool:
        return bool(self._hash) and record.procedure_hash == self._hash

    # -- which version this is -------------------------------------------------------------------

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._reading.start()
        self._hash_now()

    def hideEvent(self, event: QHideEvent) -> None:
        self._reading.stop()
        super().hideEvent(event)

    def _changed(self) -> None:
        if self.isVisible():
            self._later.start()

    def _hash_now(self) -> None:
        """In a thread, for a large procedure takes longer to hash than a frame to paint."""
        procedure = self._document.procedure
        threading.Thread(target=self._hash_of, args=(procedure,), daemon=True, name="version").start()

    def _hash_of(self, procedure: Procedure) -> None:
        found = procedure_hash(procedure)
        with suppress(RuntimeError):  # the window went meanwhile
            self._hashed.emit(procedure, found)

    def _take_hash(self, procedure: Procedure, found: str) -> None:
        if procedure is self._document.procedure:
            self._hash = found
            self.refresh()

    def _dress(self) -> None:
        wearing = theme.current()
        self.setStyleSheet(
            f"RunsPanel {{ background: {wearing.panel.name()}; }}"
            f"QSplitter::handle {{ background: {wearing.line.name()}; }}"
        )


def others(records: Sequence[Record], record: Record) -> list[Record]:
    """What a run may be compared with: those of its procedure first, each the newest first."""
    rest = [one for one in records if one.path != record.path and one.procedure_hash]
    return sorted(rest, key=lambda one: one.name.casefold() != record.name.casefold())
