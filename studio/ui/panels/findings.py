"""What the checks found: a list that jumps to the step and mends where one press is enough, and a sign in the status
line that says whether the procedure is ready to compile.

What is found is `checks`' business, what mends it `mends`'. Nothing here interrupts.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, QTimer
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QToolButton, QVBoxLayout, QWidget

from studio.procedure.checks import Finding, Severity
from studio.procedure.mends import mend_for
from studio.procedure.model import Procedure
from studio.ui import icons, theme
from studio.ui.actions import Action
from studio.ui.document import Document
from studio.ui.files.language import said
from studio.ui.panels.rows import Row, RowList
from studio.ui.panels.words import Words, title_of, tr

if TYPE_CHECKING:
    from studio.ui.window import MainWindow

NAME = "findings"
MOST = 200  # rows; whoever has more begins with these


def marks(document: Document) -> dict[str, Severity]:
    """The steps to be marked on the canvas, each by the worst that was found there."""
    found: dict[str, Severity] = {}
    for finding in document.findings:
        if finding.step is not None and found.get(finding.step) != "problem":
            found[finding.step] = finding.severity
    return found


def sentences(document: Document, step: str) -> list[str]:
    """What was found at a step, a sentence with its remedy each, for its mark's tooltip."""
    return [f"{said(found.message)} {said(found.remedy)}" for found in document.findings if found.step == step]


def finding_row(procedure: Procedure, finding: Finding, key: Hashable, *, titled: bool = True) -> Row:
    """A finding as a row, under its step's title or, where that is clear, under what kind of finding it is."""
    cure = mend_for(procedure, finding)
    kind = tr("Problem") if finding.severity == "problem" else tr("Advice")
    where = title_of(procedure, finding.step) if finding.step else Words.whole()
    message, remedy, label = said(finding.message), said(finding.remedy), said(cure.label) if cure else ""
    spoken = [kind, where, message, remedy]
    if label:
        spoken.append(tr("Mend with Control and Enter: {mend}.").format(mend=label))
    return Row(
        key=key,
        title=where if titled else kind,
        detail=f"{message}\u2028{remedy}",
        icon=finding.severity,
        tone=finding.severity,
        bold=True,
        button=label,
        said=". ".join(part.rstrip(".") for part in spoken),
        data=finding,
    )


def mend(document: Document, finding: Finding, say: Callable[[str], object]) -> bool:
    """Mend it by the edit that it has now, as one entry of the history; whether that could be done."""
    cure = mend_for(document.procedure, finding)
    if cure is None or not document.apply(said(cure.label), cure.edit):
        return False
    document.check_now()
    say(tr("Mended: {mend}.").format(mend=said(cure.label)))
    return True


class Findings(QWidget):
    """The list. `go_to` is told the step of a finding that is chosen, `say` what was mended."""

    def __init__(self, document: Document, go_to: Callable[[str], object], say: Callable[[str], object]) -> None:
        super().__init__()
        self._document, self._go_to, self._say = document, go_to, say
        self.list = RowList(self.tr("Findings"))
        self.list.empty = self.tr("Nothing found. The procedure is ready to compile.")
        self.list.chosen.connect(lambda row: self._choose(row.data))
        self.list.pressed_button.connect(lambda row: self._mend(row.data))
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self.list)
        # An edit is not kept waiting for the list: it is made anew when all else is done.
        self._later = QTimer(self, singleShot=True, interval=0)
        self._later.timeout.connect(self.refresh)
        document.findings_changed.connect(self._changed)
        document.replaced.connect(self._changed)
        self.refresh()

    def showEvent(self, event: QShowEvent) -> None:
        self.refresh()
        super().showEvent(event)

    def step_on(self, by: int) -> None:
        """Go to the next finding, or the one before, and round at the ends."""
        self.refresh()
        if not self.list.rows:
            self._say(self.list.empty)
            return
        before = self.list.current()
        if before is not None:
            self.list.move_current(by)
        if before is None or self.list.current() is before:
            self.list.clearSelection()
            self.list.setCurrentIndex(self.list.model().index(0 if by > 0 else len(self.list.rows) - 1, 0))
        row = self.list.current()
        if row is not None and isinstance(row.data, Finding):
            self._choose(row.data)
            self._say(f"{said(row.data.message)} {said(row.data.remedy)}")

    def _changed(self) -> None:
        if self.isVisible():
            self._later.start()

    def refresh(self) -> None:
        """Show what is found now."""
        self._later.stop()
        self.list.set_rows(self._rows())

    def _rows(self) -> Iterator[Row]:
        found = self._document.findings
        seen: dict[tuple[str, ...], int] = {}
        for finding in found[:MOST]:
            kind = (finding.code, finding.step or "", finding.field, finding.branch)
            seen[kind] = seen.get(kind, 0) + 1
            yield finding_row(self._document.procedure, finding, (*kind, seen[kind]))
        if len(found) > MOST:
            more = self.tr("and {number} more").format(number=len(found) - MOST)
            yield Row(key="#more", title=more, heading=True)

    def _choose(self, finding: Finding | None) -> None:
        if finding is None:
            return
        if finding.step is not None:
            self._go_to(finding.step)
        if finding.branch and finding.step is not None:
            edge = (finding.step, finding.branch)
            if any((drawn.source, drawn.branch) == edge for drawn in self._document.procedure.edges):
                self._document.selection.set(edges=[edge])
        elif finding.field and finding.step is None:
            self._document.selection.set(fields=[finding.field])

    def _mend(self, finding: Finding) -> None:
        if mend(self._document, finding, self._say):
            self.refresh()


class Sign(QToolButton):
    """Whether the procedure is ready to compile, at a glance."""

    def __init__(self, document: Document) -> None:
        super().__init__()
        self._document = document
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.setIconSize(QSize(16, 16))
        self.setAutoRaise(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        document.findings_changed.connect(self._show)
        document.replaced.connect(self._show)
        document.changed.connect(self._show)
        theme.changed.connect(self._dress)
        self._tone = ""
        self._show()

    def _show(self) -> None:
        document = self._document
        problems = sum(finding.severity == "problem" for finding in document.findings)
        advice = len(document.findings) - problems
        parts = [Words.problems(problems)] if problems else []
        parts += [Words.advice(advice)] if advice else []
        if not document.procedure.steps:
            tone, said = "info", self.tr("Nothing drawn yet")
        elif problems:
            tone, said = "problem", ", ".join(parts)
        else:
            tone, said = "good", ", ".join([self.tr("Ready to compile"), *parts])
        if tone != self._tone:
            self._tone = tone
            self._dress()
        if said != self.accessibleName():
            self.setText(f" {said}")
            self.setAccessibleName(said)
            self.setToolTip(self.tr("{said}. Press to see what was found.").format(said=said))

    def _dress(self) -> None:
        wearing = theme.current()
        colour = {"info": wearing.soft, "problem": wearing.problem, "good": wearing.good}[self._tone]
        self.setIcon(icons.icon(self._tone, colour))
        self.setStyleSheet(f"QToolButton {{ color: {colour.name()}; padding: 2px 8px; }}")


def install(window: MainWindow) -> None:
    panel = Findings(window.document, window.go_to, window.say)
    window.add_panel(NAME, panel.tr("Findings"), panel, Qt.DockWidgetArea.LeftDockWidgetArea, shown=False)
    sign = Sign(window.document)
    window.status.addPermanentWidget(sign)

    def show() -> None:
        window.show_panel(NAME)
        panel.list.setFocus()
        if panel.list.current() is None:
            panel.list.set_first_current()

    sign.clicked.connect(show)
    add = window.registry.register
    add(Action("go.findings", panel.tr("What was found"), show, "Ctrl+Shift+E", menu="procedure", icon="problem",
               keywords=panel.tr("findings problems checks errors ready mend")))  # fmt: skip
    add(Action("go.next_finding", panel.tr("Next finding"), lambda: panel.step_on(1), "F8", menu="go",
               section="findings", enabled=lambda: bool(window.document.findings)))  # fmt: skip
    add(Action("go.previous_finding", panel.tr("Previous finding"), lambda: panel.step_on(-1), "Shift+F8",
               menu="go", section="findings",
               enabled=lambda: bool(window.document.findings)))  # fmt: skip
