"""Two versions of a procedure side by side: both charts at one zoom, marked, and every difference as a sentence.

What differs is the business of `procedure.diff`, the marked canvases are `compare_canvas`. The later version is always
the open procedure as it is now; the earlier one is the saved file, a point of the history, or any other file.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import NamedTuple

from PySide6.QtCore import QPoint, QPointF, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import (
    QComboBox,
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QSplitter,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from studio.base.errors import StudioError
from studio.procedure import file
from studio.procedure.diff import Difference, compare
from studio.procedure.model import Procedure
from studio.procedure.step_changes import Change, How
from studio.ui import filing, icons, theme
from studio.ui.commands import EditCommand
from studio.ui.document import Document
from studio.ui.files.language import said
from studio.ui.panels.compare_canvas import SIGNS, Version, colour
from studio.ui.panels.rows import Row, RowList

PATIENCE = 250  # milliseconds of quiet before an edit is compared
READABLE = 0.8  # the zoom to which a jump comes near at least
SENTENCES = 340  # width of the list


class Baseline(NamedTuple):
    """An earlier version: what it is called, and how it is got. Getting raises StudioError."""

    name: str
    get: Callable[[], Procedure]


class CompareWindow(QWidget):
    """The comparison of a document with an earlier version. `closed` is emitted when it is put away; `now` is what the
    document's own version is called."""

    closed = Signal()

    def __init__(self, document: Document, parent: QWidget | None = None, *, now: str = "") -> None:
        super().__init__(parent, Qt.WindowType.Window)
        self.document = document
        self._now = now
        self.difference: Difference | None = None
        self.before: Version | None = None
        self.after: Version | None = None
        self._baseline: Baseline | None = None
        self._linking = False
        self._places: dict[Version, QPointF] = {}
        self._waiting = QTimer(self, singleShot=True, interval=PATIENCE)
        self._waiting.timeout.connect(self.refresh)
        self.resize(1440, 860)
        self._build()
        document.changed.connect(self._later)
        document.replaced.connect(self.close)
        document.title_changed.connect(self._show_titles)
        theme.changed.connect(self._dress)

    # -- building --------------------------------------------------------------------------------

    def _build(self) -> None:
        self.chooser = QComboBox()
        self.chooser.setAccessibleName(self.tr("Compare with"))
        self.chooser.setMinimumWidth(280)
        self.chooser.setMaxVisibleItems(24)
        self.chooser.activated.connect(self._chosen)
        self._legend = [QLabel() for _ in SIGNS]
        head = QHBoxLayout()
        head.setContentsMargins(theme.ROOM, theme.GAP, theme.ROOM, theme.GAP)
        head.setSpacing(theme.GAP)
        head.addWidget(QLabel(self.tr("Compare with")))
        head.addWidget(self.chooser)
        head.addStretch(1)
        for label in self._legend:
            head.addWidget(label)
        fit = QToolButton()
        fit.setIcon(icons.icon("fit"))
        fit.setToolTip(self.tr("Fit both charts"))
        fit.setAccessibleName(fit.toolTip())
        fit.clicked.connect(self.fit)
        self._fit_button = fit
        head.addSpacing(theme.GAP)
        head.addWidget(fit)
        self._titles = (QLabel(), QLabel())
        self._halves = (QVBoxLayout(), QVBoxLayout())
        self.list = RowList(self.tr("Differences"))
        self.list.empty = self.tr("Both versions say the same.")
        self.list.chosen.connect(lambda row: self.jump(row.data))
        self.count = QLabel()
        across = QSplitter(Qt.Orientation.Horizontal)
        for title, column in zip((*self._titles, self.count), (*self._halves, QVBoxLayout()), strict=True):
            part = QWidget()
            column.setContentsMargins(0, 0, 0, 0)
            column.setSpacing(0)
            title.setObjectName("heading")
            title.setTextFormat(Qt.TextFormat.PlainText)
            title.setMinimumWidth(40)
            column.addWidget(title)
            if title is self.count:
                column.addWidget(self.list)
            part.setLayout(column)
            across.addWidget(part)
        across.setSizes([500, 500, SENTENCES])
        for place, stretch in enumerate((1, 1, 0)):
            across.setStretchFactor(place, stretch)
            across.setCollapsible(place, False)
        across.setHandleWidth(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(across, 1)
        self._dress()

    def _dress(self) -> None:
        wearing = theme.current()
        words = {"added": self.tr("Added"), "removed": self.tr("Removed"), "changed": self.tr("Changed")}
        for label, (how, sign) in zip(self._legend, SIGNS.items(), strict=True):
            label.setText(words[how])
            label.setObjectName(f"legend.{how}")
            label.setStyleSheet(
                f"QLabel {{ color: {wearing.ink.name()}; padding: 1px 8px; border-radius: {theme.RADIUS}px;"
                f" border: 2px {_BORDERS[how]} {colour(how).name()}; }}"
            )
            label.setAccessibleName(f"{words[how]}: {sign}")
        self._fit_button.setIcon(icons.icon("fit"))
        self.setStyleSheet(
            f"CompareWindow {{ background: {wearing.window.name()}; }}"
            f"QLabel#heading {{ background: {wearing.panel.name()}; color: {wearing.ink.name()}; font-weight: 600;"
            f" padding: 7px {theme.ROOM}px; border-top: 1px solid {wearing.line.name()};"
            f" border-bottom: 1px solid {wearing.line.name()}; }}"
            f"QSplitter::handle {{ background: {wearing.line.name()}; }}"
        )
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        if self.difference is not None:
            for version in self._versions():
                version.retint(self.difference.edges)

    # -- what it is compared with ----------------------------------------------------------------

    def baselines(self) -> list[Baseline]:
        """The earlier versions to choose from, the saved one and then the history, newest first."""
        found: list[Baseline] = []
        path, stack = self.document.path, self.document.stack
        if path is not None:
            found.append(Baseline(self.tr("The saved version"), lambda: file.load(path)))
        for number in range(stack.count() - 1, -1, -1):
            command = stack.command(number)
            if isinstance(command, EditCommand):
                name = self.tr("Before “{edit}”").format(edit=command.text())
                if number == 0:
                    name = self.tr("As it was opened")
                found.append(Baseline(name, partial(_same, command.before)))
        return found

    def compare_with(self, baseline: Baseline) -> None:
        """Compare with an earlier version. Raises StudioError, and stays as it was."""
        earlier = baseline.get()
        self._baseline = baseline
        self._show(earlier)
        self._fill_chooser()
        QTimer.singleShot(0, self.fit)

    def compare_with_file(self, path: Path) -> None:
        """Compare with the procedure in a file. Raises StudioError."""
        self.compare_with(Baseline(path.name, lambda: file.load(path)))

    def choose_file(self) -> bool:
        """Ask for a file to compare with; whether one was chosen."""
        folder = self.document.path.parent if self.document.path else Path.home()
        name, _ = QFileDialog.getOpenFileName(
            self.parentWidget() or self, self.tr("Compare with"), str(folder), filing.kinds()
        )
        return bool(name) and self.tried(lambda: self.compare_with_file(Path(name)))

    def tried(self, run: Callable[[], object]) -> bool:
        """Do it, or tell in a box why it cannot be done; whether it was."""
        try:
            run()
        except StudioError as error:
            filing.tell(self.parentWidget() or self, error)
            return False
        return True

    def _fill_chooser(self) -> None:
        found = self.baselines()
        self.chooser.clear()
        for baseline in found:
            self.chooser.addItem(baseline.name, baseline)
        names = [baseline.name for baseline in found]
        current = self._baseline
        if current is not None and current.name not in names:
            self.chooser.insertItem(0, current.name, current)
        self.chooser.addItem(self.tr("Another file…"), None)
        if current is not None:
            self.chooser.setCurrentIndex(max(self.chooser.findText(current.name), 0))

    def _chosen(self, index: int) -> None:
        baseline = self.chooser.itemData(index)
        done = self.tried(lambda: self.compare_with(baseline)) if baseline is not None else self.choose_file()
        if not done:
            self._fill_chooser()

    # -- showing ---------------------------------------------------------------------------------

    def _later(self) -> None:
        if self.isVisible():
            self._waiting.start()

    def refresh(self) -> None:
        """Compare with the procedure as it is now; the view stays where it is."""
        if self._baseline is None or self.before is None:
            return
        seen = [(version.zoom, version.visible_area().center()) for version in self._versions()]
        self._show(self.before.document.procedure)
        self._fill_chooser()
        QTimer.singleShot(0, self, lambda: self._look_at(seen))

    def _look_at(self, places: list[tuple[float, QPointF]]) -> None:
        """Bring each chart to a zoom and a middle."""
        self._linking = True
        for version, (zoom, place) in zip(self._versions(), places, strict=False):
            version.set_zoom(zoom)
            version.pan(_shift(version, place))
        self._linking = False
        self._remember()

    def _show(self, earlier: Procedure) -> None:
        later = self.document.procedure
        found = self.difference = compare(earlier, later)
        former = {new: old for old, new in found.renamed.items()}
        before_steps: dict[str, How] = {former.get(step, step): how for step, how in found.steps.items()}
        before_edges = {(former.get(step, step), branch): how for (step, branch), how in found.edges.items()}
        self._linking = True
        for old in self._versions():
            old.hide()
            old.deleteLater()
        self.before = self._version(earlier, 0, before_steps, before_edges)
        self.after = self._version(later, 1, found.steps, found.edges)
        self._linking = False
        self._show_titles()
        self._show_sentences(found)

    def _version(
        self, procedure: Procedure, half: int, steps: dict[str, How], edges: dict[tuple[str, str], How]
    ) -> Version:
        """One marked canvas, put into its half of the window."""
        version = Version(procedure, self.tr("The version now") if half else self.tr("The earlier version"))
        version.mark(steps, edges)
        version.chosen = self._step_chosen
        version.zoomed.connect(lambda zoom: self._link_zoom(version, zoom))
        version.panned.connect(lambda: self._link_pan(version))
        self._halves[half].addWidget(version, 1)
        return version

    def _versions(self) -> tuple[Version, ...]:
        return tuple(version for version in (self.before, self.after) if version is not None)

    def _show_titles(self) -> None:
        name = self._baseline.name if self._baseline is not None else ""
        self.setWindowTitle(self.tr("Compare: {title}").format(title=self.document.title))
        for label, text in zip(self._titles, (name, self._now or self.tr("Now")), strict=True):
            label.setText(text)
            label.setToolTip(text)

    def _show_sentences(self, found: Difference) -> None:
        number = len(found.changes)
        told = {0: self.tr("No differences"), 1: self.tr("1 difference")}
        self.count.setText(told.get(number, self.tr("{number} differences").format(number=number)))
        self.list.set_rows(self._row(at, change) for at, change in enumerate(found.changes))

    def _row(self, at: int, change: Change) -> Row:
        words = {"added": self.tr("Added"), "removed": self.tr("Removed"), "changed": self.tr("Changed")}
        told = said(change.sentence)
        return Row(
            key=(at, change.sentence),
            title=words[change.how],
            detail=told,
            icon=SIGNS[change.how],
            tone=change.how,
            bold=True,
            said=f"{words[change.how]}. {told}",
            data=change,
        )

    # -- moving both -----------------------------------------------------------------------------

    def fit(self) -> None:
        """Show the whole of both charts, at the zoom of the larger one."""
        if self.before is None or self.after is None:
            return
        self._linking = True
        area = self.before.chart.chart_rect().united(self.after.chart.chart_rect())
        for version in self._versions():
            version.show_area(area)
        self._linking = False
        self._remember()

    def jump(self, change: Change) -> None:
        """Bring the place of a difference into view in both charts."""
        if not change.step or self.before is None or self.after is None or self.difference is None:
            return
        former = {new: old for old, new in self.difference.renamed.items()}
        self._linking = True
        for version, step in ((self.before, former.get(change.step, change.step)), (self.after, change.step)):
            version.set_zoom(max(version.zoom, READABLE))
            if step in version.chart.step_items:
                version.centre(step)
            else:
                version.document.selection.clear()
        self._linking = False
        self._follow_missing(change.step, former.get(change.step, change.step))
        self._remember()

    def _follow_missing(self, new: str, old: str) -> None:
        """Where only one chart has the step, the other shows the same place."""
        if self.before is None or self.after is None:
            return
        has_old, has_new = old in self.before.chart.step_items, new in self.after.chart.step_items
        if has_old != has_new:
            shown, other = (self.before, self.after) if has_old else (self.after, self.before)
            self._linking = True
            other.pan(_shift(other, shown.visible_area().center()))
            self._linking = False

    def _step_chosen(self, step: str) -> None:
        """A step was clicked: its first difference becomes the current one."""
        if self.difference is None:
            return
        new = self.difference.renamed.get(step, step)
        row = next((row for row in self.list.rows if row.data.step == new), None)
        if row is not None:
            self.list.set_current(row.key)

    def _remember(self) -> None:
        self._places = {version: version.visible_area().center() for version in self._versions()}

    def _link_zoom(self, version: Version, zoom: float) -> None:
        if self._linking:
            return
        other = self.after if version is self.before else self.before
        if other is not None and other.zoom != zoom:
            self._linking = True
            other.set_zoom(zoom)
            self._linking = False

    def _link_pan(self, version: Version) -> None:
        """The other chart goes as far as this one went since both were last at rest."""
        other = self.after if version is self.before else self.before
        if self._linking or other is None or version not in self._places or other not in self._places:
            return
        now = version.visible_area().center()
        self._linking = True
        other.pan(_shift(other, self._places[other] + now - self._places[version]))
        self._linking = False
        self._places = {version: now, other: self._places[other] + now - self._places[version]}

    def closeEvent(self, event: QCloseEvent) -> None:
        self._waiting.stop()
        super().closeEvent(event)
        self.closed.emit()


_BORDERS: dict[How, str] = {"added": "solid", "removed": "dashed", "changed": "dotted"}


def _same(procedure: Procedure) -> Procedure:
    return procedure


def _shift(version: Version, place: QPointF) -> QPoint:
    """By how much a view must be panned to have a place of its scene in its middle."""
    return (QPointF(version.viewport().rect().center()) - version.viewportTransform().map(place)).toPoint()
