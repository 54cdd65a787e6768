"""What joins the report to a window: reading a run in a thread, painting it, adding examples, compiling again."""

from __future__ import annotations

import threading
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QUrl, Signal
from PySide6.QtGui import QDesktopServices

from studio.base.errors import StudioError
from studio.procedure import lessons
from studio.procedure.file import procedure_hash
from studio.ui.files.language import told
from studio.ui.report.words import tr

if TYPE_CHECKING:
    from studio.bench.followed import Followed, Place
    from studio.procedure.lessons import Lesson
    from studio.ui.report.painting import Painting
    from studio.ui.report.panel import ReportPanel
    from studio.ui.window import MainWindow

NAME = "report"
COMPILE = ("compile.start", "compile.sheet", "procedure.compile", "compile")  # whichever of these the window has


class ReportPart(QObject):
    """The report of one window."""

    _read = Signal(object, object)  # the run, and what was found there or a StudioError

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._panel: ReportPanel | None = None
        self._painting: Painting | None = None
        self.run: Path | None = None
        self._wanted: Path | None = None
        self._read.connect(self._take)
        window.document.replaced.connect(self.forget)

    def make(self) -> ReportPanel:
        """The panel, when it is first wanted."""
        from studio.ui.report.panel import ReportPanel

        if self._panel is None:
            panel = self._panel = ReportPanel(self._window.document, lambda: bool(self._compile_action()))
            panel.painted.connect(self._paint)
            panel.chosen.connect(self._go_to)
            panel.added.connect(self._add)
            panel.again.connect(self._compile)
            panel.whole.connect(self._open_whole)
        return self._panel

    @property
    def painting(self) -> Painting:
        from studio.ui.report.painting import Painting

        if self._painting is None:
            self._painting = Painting(self._window.view)
        return self._painting

    @property
    def is_painted(self) -> bool:
        return self._painting is not None and self._painting.is_on

    # -- reading -----------------------------------------------------------------------------------------

    def show_run(self, run: Path) -> None:
        """Read a run's verification in a thread, then show it."""
        self._wanted = run
        self._window.show_panel(NAME)
        threading.Thread(target=self._reads, args=(run,), daemon=True, name="report").start()

    def _reads(self, run: Path) -> None:
        from studio.bench.followed import read_followed

        try:
            found: object = read_followed(run)
        except StudioError as error:
            found = error
        try:
            self._read.emit(run, found)
        except RuntimeError:  # the window went meanwhile
            return

    def _take(self, run: Path, found: Followed | StudioError) -> None:
        if run != self._wanted:
            return
        self._wanted = None
        panel = self.make()
        if isinstance(found, StudioError):
            self.forget()
            panel.tell(told(found))
            return
        self.run = run
        now = self._window.document.procedure
        panel.show_followed(found, changed_since=procedure_hash(now) != procedure_hash(found.procedure))
        self.painting.show(found)
        self._window.registry.refresh()

    def forget(self) -> None:
        """Nothing is shown any more: another procedure stands here."""
        self.run = self._wanted = None
        if self._painting is not None:
            self._painting.show(None)
        if self._panel is not None:
            self._panel.show_followed(None)
        self._window.registry.refresh()

    # -- what is asked for -------------------------------------------------------------------------------

    def toggle(self) -> None:
        """Put the marks on the chart, or take them off."""
        self.make().paint.setChecked(not self.is_painted)

    def _paint(self, on: bool) -> None:
        self.painting.set_on(on)
        self._window.registry.refresh()

    def _go_to(self, place: Place | None) -> None:
        """Select a place and bring it into view."""
        if place is None or place[0] not in self._window.document.procedure.step_by_id:
            return
        step, branch = place
        self._window.view.reveal(step)
        if branch:
            self._window.document.selection.set(edges=[(step, branch)])
        else:
            self._window.document.selection.set([step])

    def _add(self, lesson: Lesson, lines: tuple[str, ...]) -> None:
        """Add examples as one entry of the history, and open the details where they now stand."""
        window = self._window
        before = len(lessons.examples_of(window.document.procedure, lesson))
        if not window.document.apply(tr("Add examples"), lambda now: lessons.learnt(now, lesson, lines)):
            return
        number = len(lessons.examples_of(window.document.procedure, lesson)) - before
        window.say(
            tr("1 example was added. Compile again to teach it.")
            if number == 1
            else tr("{number} examples were added. Compile again to teach them.").format(number=number)
        )
        if lesson.kind == "branch":
            window.document.selection.set(edges=[(lesson.step, lesson.name)])
        elif lesson.step:
            window.document.selection.set([lesson.step])
        elif lesson.kind == "field":
            window.document.selection.set(fields=[lesson.name])
        window.show_panel("inspector")

    def _compile_action(self) -> str:
        return next((name for name in COMPILE if name in self._window.registry), "")

    def _compile(self) -> None:
        name = self._compile_action()
        if name:
            self._window.registry.trigger(name)

    def _open_whole(self) -> None:
        if self.run is not None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(self.run / "report.html")))
