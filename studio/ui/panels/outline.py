"""The outline: every step in reading order, for the eye and for screen readers, with a filter.

It shows what the document holds and jumps; it changes nothing.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from studio.procedure.model import Procedure
from studio.procedure.reading import reading_order
from studio.ui.actions import Action
from studio.ui.document import Document
from studio.ui.panels.finder import Finder
from studio.ui.panels.rows import Row, RowList
from studio.ui.panels.words import AnyStep, Words, step_title

if TYPE_CHECKING:
    from collections.abc import Callable

    from studio.ui.window import MainWindow

NAME = "outline"


class _Shown(NamedTuple):
    """What a row says of a step."""

    step: AnyStep
    findings: int
    bad: bool
    starts: bool


class Outline(QWidget):
    """The list and its filter. `go_to` is told the step that is chosen."""

    def __init__(self, document: Document, go_to: Callable[[str], object]) -> None:
        super().__init__()
        self._document, self._go_to = document, go_to
        self._made: dict[str, tuple[_Shown, Row]] = {}
        self.list = RowList(self.tr("Steps in reading order"))
        self.finder = Finder(self.tr("Filter the steps"), self.list)
        self.finder.textChanged.connect(self._show)
        self.list.chosen.connect(lambda row: self._go_to(row.data))
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addWidget(self.finder.framed())
        box.addWidget(self.list)
        self._later = QTimer(self, singleShot=True, interval=40)
        self._later.timeout.connect(self._show)
        document.changed.connect(self._changed)
        document.replaced.connect(self._changed)
        document.findings_changed.connect(self._changed)
        document.selection.changed.connect(self._follow)

    def _changed(self) -> None:
        if self.isVisible():
            self._later.start()

    def showEvent(self, event: QShowEvent) -> None:
        self._show()
        super().showEvent(event)

    def _show(self) -> None:
        self._later.stop()
        procedure = self._document.procedure
        words = self.finder.text().casefold().split()
        self.list.empty = (
            self.tr("No step is called so.") if words else self.tr("The steps you draw are listed here, in order.")
        )
        self.list.set_rows(self._rows(procedure, words))
        if len(self._made) > 2 * len(procedure.steps) + 100:
            self._made = {}
        self._follow()

    def _rows(self, procedure: Procedure, words: list[str]) -> Iterator[Row]:
        found = Counter(finding.step for finding in self._document.findings)
        bad = {finding.step for finding in self._document.findings if finding.severity == "problem"}
        reached, others = reading_order(procedure)
        for group, title in ((reached, ""), (others, self.tr("No drawn way leads here"))):
            steps = [procedure.step_by_id[name] for name in group]
            kept = [step for step in steps if all(word in step_title(step).casefold() for word in words)]
            if kept and title and reached:
                yield Row(key="#others", title=title, heading=True)
            for step in kept:
                yield self._row(_Shown(step, found[step.id], step.id in bad, step.id == procedure.start))

    def _row(self, shown: _Shown) -> Row:
        """A step's row, the same as before where nothing it shows has changed."""
        made = self._made.get(shown.step.id)
        if made is None or made[0].step is not shown.step or made[0] != shown:
            made = self._made[shown.step.id] = shown, self._new_row(shown)
        return made[1]

    def _new_row(self, shown: _Shown) -> Row:
        step, findings, bad, starts = shown
        said = [step_title(step), Words.does(step.kind), Words.ways_out(len(step.links))]
        if starts:
            said.insert(1, self.tr("the start"))
        if findings:
            said.append(Words.findings(findings))
        return Row(
            key=step.id,
            title=step_title(step),
            icon=step.kind,
            tone=step.kind,
            trail=str(findings) if findings else "",
            mark=("problem" if bad else "advice") if findings else "",
            bold=starts,
            said=", ".join(said),
            tip=", ".join(said),
            data=step.id,
        )

    def _follow(self) -> None:
        """The step selected on the canvas is the current one here."""
        step = self._document.selection.step
        if step is not None:
            self.list.set_current(step)


def install(window: MainWindow) -> None:
    outline = Outline(window.document, window.go_to)
    window.add_panel(NAME, outline.tr("Outline"), outline, Qt.DockWidgetArea.LeftDockWidgetArea)

    def focus() -> None:
        window.show_panel(NAME)
        outline.list.setFocus()
        if outline.list.current() is None:
            outline.list.set_first_current()

    window.registry.register(
        Action(
            "go.outline",
            outline.tr("Go to the outline"),
            focus,
            "Ctrl+Shift+O",
            menu="go",
            icon="outline",
            keywords=outline.tr("steps list screen reader"),
        )
    )
