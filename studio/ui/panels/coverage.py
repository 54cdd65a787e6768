"""What practice will cover: how many conversations, how many minutes, and what is never reached.

The figures are the plan's own, counted by `planning` while nothing waits for them; here they are put in plain words.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QHideEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from studio.plan.budget import MINUTES, Budget, BudgetName, budget_for
from studio.plan.coverage import Coverage
from studio.procedure.model import Procedure
from studio.procedure.reading import reading_order
from studio.ui import theme
from studio.ui.actions import Action
from studio.ui.document import Document
from studio.ui.files.language import number as number_text
from studio.ui.panels import row_painting as painting
from studio.ui.panels.bars import Bar, Bars
from studio.ui.panels.lazily import Lazily
from studio.ui.panels.planning import Planning
from studio.ui.panels.rows import Row, RowList
from studio.ui.panels.scrolling import fill_scrolling
from studio.ui.panels.words import Words, title_of, tr, way_of

if TYPE_CHECKING:
    from studio.ui.window import MainWindow

NAME = "coverage"
MOST = 60  # rows


class CoveragePanel(QWidget):
    """The figures. They are counted only while the panel is seen."""

    def __init__(self, document: Document, go_to: Callable[[str], object]) -> None:
        super().__init__()
        self._document, self._go_to = document, go_to
        self._counted: Procedure | None = None
        self._coverage: Coverage | None = None
        self.planning = Planning(self)
        self.number, self.told = QLabel(), QLabel()
        self.minutes = Bars(self.tr("Minutes that a compile takes at most"))
        self.bars = Bars(self.tr("What practice conversations cover"))
        self.paths = QLabel()
        self.list = RowList(self.tr("Never reached"))
        self._titles: list[QLabel] = []
        self._lay_out()
        self.list.chosen.connect(lambda row: self._go_to(row.data))
        self.planning.counted.connect(self._count)
        self.planning.failed.connect(self._fail)
        for changed in (document.findings_changed, document.changed, document.replaced):
            changed.connect(self._changed)
        theme.changed.connect(self._dress)
        self._dress()
        self._show()

    def _lay_out(self) -> None:
        box = QVBoxLayout()
        box.setContentsMargins(theme.ROOM, theme.ROOM, theme.ROOM, 0)
        box.setSpacing(theme.UNIT)
        self.number.setFont(theme.font(26, QFont.Weight.DemiBold))
        for label in (self.told, self.paths):
            label.setWordWrap(True)
            label.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.told.setMinimumHeight(34)
        box.addWidget(self.number)
        box.addWidget(self.told)
        for title, widget in (
            (self.tr("How long a compile takes at most"), self.minutes),
            (self.tr("What is practised"), self.bars),
        ):
            box.addWidget(self._heading(title))
            box.addWidget(widget)
        box.addWidget(self.paths)
        box.addWidget(self._heading(self.tr("Never reached")))
        self.list.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setViewportMargins(0, 0, 0, 0)
        inside = QWidget()
        wide = QVBoxLayout(inside)
        wide.setContentsMargins(0, 0, 0, theme.ROOM)
        wide.setSpacing(theme.UNIT)
        wide.addLayout(box)
        wide.addWidget(self.list)
        wide.addStretch(1)
        fill_scrolling(self, inside)

    def _heading(self, text: str) -> QLabel:
        made = QLabel(text)
        made.setFont(theme.font(11, QFont.Weight.DemiBold))
        made.setContentsMargins(0, theme.ROOM, 0, 0)
        made.setWordWrap(True)
        self._titles.append(made)
        return made

    # -- counting ----------------------------------------------------------------------------------

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._changed()

    def hideEvent(self, event: QHideEvent) -> None:
        self.planning.stop()
        super().hideEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _changed(self) -> None:
        """Count anew where the procedure means something else than what was counted."""
        if not self.isVisible():
            return
        procedure = self._document.procedure
        if self._counted is not None and _same(self._counted, procedure):
            return
        self.planning.stop()
        if self._can():
            self.planning.ask(procedure)
        self._show()

    def _can(self) -> bool:
        return bool(self._document.procedure.steps) and self._document.is_ready

    def _count(self, coverage: Coverage) -> None:
        self._counted, self._coverage = self._document.procedure, coverage
        self._show()

    def _fail(self, why: str) -> None:
        self._show()
        self.told.setText(why)

    # -- showing -----------------------------------------------------------------------------------

    def _show(self) -> None:
        procedure = self._document.procedure
        budgets = [_budget(name, procedure) for name in MINUTES]
        longest = max(budget.seconds for budget in budgets)
        names = {"quick": self.tr("Quick"), "standard": self.tr("Standard"), "thorough": self.tr("Thorough")}
        self.minutes.set_bars(
            *(
                Bar(names[b.name], self.tr("{number} min").format(number=round(b.seconds / 60)), b.seconds / longest)
                for b in budgets
            )
        )
        counted = self._coverage if self._can() else None
        self._show_number(counted, budgets[0])
        self._show_bars(counted)
        self.list.set_rows(self._rows(procedure, counted))
        self._fit()

    def _show_number(self, counted: Coverage | None, least: Budget) -> None:
        written = number_text(least.conversations)
        if not self._document.procedure.steps:
            self.number.setText("–")
            self.told.setText(self.tr("Draw some steps, and practice conversations are counted here."))
        elif not self._document.is_ready:
            self.number.setText("–")
            self.told.setText(self.tr("Mend the problems first; then practice conversations can be counted."))
        elif counted is None:
            self.number.setText("…")
            self.told.setText(self.tr("Counting the practice conversations."))
        else:
            self.number.setText(number_text(counted.conversations))
            self.told.setText(
                self.tr("practice conversations show every way at least twice. {written} or more are written.").format(
                    written=written
                )
            )

    def _show_bars(self, counted: Coverage | None) -> None:
        figures: tuple[tuple[str, tuple[int, int] | None], ...] = (
            (self.tr("Ways out of steps"), (counted.edges_covered, counted.edges) if counted else None),
            (self.tr("One way after another"), (counted.pairs_covered, counted.pairs) if counted else None),
            (
                self.tr("Leaving the path"),
                (counted.overlay_places_covered, counted.overlay_places) if counted else None,
            ),
            (self.tr("Joining in the middle"), (counted.entries_covered, counted.entries) if counted else None),
        )
        self.bars.set_bars(*(self._bar(label, figure) for label, figure in figures))
        if counted is not None and counted.paths:
            text = self.tr("There are {all} ways from the start to an end; {some} of them are walked whole.")
            if counted.paths == counted.paths_covered:
                text = self.tr("There are {all} ways from the start to an end, and each is walked whole.")
            self.paths.setText(text.format(all=number_text(counted.paths), some=number_text(counted.paths_covered)))
        else:
            self.paths.clear()

    def _bar(self, label: str, figure: tuple[int, int] | None) -> Bar:
        if not figure:
            return Bar(label, "–", 0)
        some, of = figure
        value = self.tr("all {number}").format(number=of) if some == of else f"{number_text(some)} / {number_text(of)}"
        return Bar(label, value if of else self.tr("none"), some / of if of else 0, "good" if some == of else "advice")

    def _rows(self, procedure: Procedure, counted: Coverage | None) -> Iterator[Row]:
        missing = list(self._missing(procedure, counted))
        yield from missing[:MOST]
        if len(missing) > MOST:
            more = self.tr("and {number} more").format(number=len(missing) - MOST)
            yield Row(key="#more", title=more, heading=True)
        if not missing:
            said = self.tr("Everything is reached.") if counted else self.tr("Not counted yet.")
            yield Row(key="#none", title=said, icon="good" if counted else "", tone="good")

    def _missing(self, procedure: Procedure, counted: Coverage | None) -> Iterator[Row]:
        told = {finding.step for finding in self._document.findings if finding.code == "unreachable_end"}
        for step in reading_order(procedure)[1] if procedure.start else ():
            if procedure.step_by_id[step].kind != "end" or step in told:  # people leave to other ends by themselves
                yield self._missed(("step", step), step, self.tr("No way leads to it from the start."))
        if counted is None:
            return
        for name in counted.edges_missing:
            source, _, branch = name.partition(":")
            text = self.tr("No conversation takes the way “{way}”.").format(way=way_of(procedure, source, branch))
            yield self._missed(("edge", name), source, text)
        for name in counted.pairs_missing:
            first, _, second = name.partition(" > ")
            (source, branch), (middle, onward) = first.split(":", 1), second.split(":", 1)
            text = self.tr("No conversation takes “{first}” and then “{second}” at “{step}”.").format(
                first=way_of(procedure, source, branch),
                second=way_of(procedure, middle, onward),
                step=title_of(procedure, middle),
            )
            yield self._missed(("pair", name), source, text)
        for name in counted.overlay_places_missing:
            kind, _, step = name.partition(" at ")
            yield self._missed(("place", name), step, Words.overlay(kind))

    def _missed(self, key: tuple[str, str], step: str, text: str) -> Row:
        procedure = self._document.procedure
        kind = procedure.step_by_id[step].kind if step in procedure.step_by_id else ""
        return Row(key=key, title=title_of(procedure, step), detail=text, icon=kind, tone=kind or "soft", data=step)

    def _fit(self) -> None:
        """The list is as tall as its rows; what scrolls is the panel."""
        width = self.list.viewport().width()
        self.list.setFixedHeight(sum(painting.height(row, width) for row in self.list.rows) + 2)

    def _dress(self) -> None:
        wearing = theme.current()
        for label in (self.told, self.paths, *self._titles):
            label.setStyleSheet(f"color: {wearing.soft.name()};")
        self.number.setStyleSheet(f"color: {wearing.ink.name()};")


def _budget(name: BudgetName, procedure: Procedure) -> Budget:
    """A budget's means on whatever computer: what a fast one has time for besides is not known here."""
    return budget_for(name, len(procedure.steps), tokens_per_second=0.0, tokens_per_conversation=1.0)


def _same(one: Procedure, other: Procedure) -> bool:
    """Whether two procedures differ in their drawing at most."""
    return one is other or one.model_copy(update={"layout": {}}) == other.model_copy(update={"layout": {}})


def install(window: MainWindow) -> None:
    panel = Lazily(lambda: CoveragePanel(window.document, window.go_to))
    window.add_panel(NAME, tr("Coverage"), panel, Qt.DockWidgetArea.LeftDockWidgetArea, shown=False)
    window.registry.register(
        Action(
            "procedure.coverage",
            tr("What practice will &cover"),
            lambda: window.show_panel(NAME),
            menu="procedure",
            tip=tr("How many conversations, how many minutes, and what is never reached"),
            keywords=tr("coverage plan conversations minutes budget"),
        )
    )
