"""What a person does with compiles in one window, wherever they ask for it: begin, pause, stop, cancel, find again.

It joins the supervisor, the panel and the window. One compile at a time: a second would take the memory, and on a
graphics card the whole card, from the first.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from datetime import date
from importlib import import_module
from importlib.util import find_spec
from typing import TYPE_CHECKING

from pydantic import ValidationError
from PySide6.QtCore import QObject, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QMessageBox

from studio.base import settings
from studio.base.errors import StudioError
from studio.base.runfolder import RunFolder
from studio.compile import following
from studio.compile.failures import Failure, failure, smaller
from studio.compile.order import Order
from studio.compile.progress import Ending, Progress
from studio.conversations.record import Conversation
from studio.models import library
from studio.procedure import file
from studio.procedure.model import Procedure
from studio.ui.compile import threads
from studio.ui.compile.picture import load_ahead
from studio.ui.compile.supervisor import Supervisor
from studio.ui.compile.words import tr
from studio.ui.files.language import said
from studio.ui.panels.lazily import Lazily

if TYPE_CHECKING:
    from studio.bench.summary import Summary
    from studio.ui.compile.panel import CompilePanel
    from studio.ui.window import MainWindow

NAME = "compile"
Ask = Callable[["MainWindow"], Order | None]


class Desk(QObject):
    """The compiles of one window. `changed` is emitted whenever something about the one that is shown does."""

    changed = Signal()

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self.setObjectName("desk")
        self._window = window
        self._made: CompilePanel | None = None
        self.supervisor: Supervisor | None = None
        self.place = Lazily(self._make)
        self.ask: Ask = ask
        self._ended: tuple[Summary | Failure, RunFolder] | None = None
        self._could = (False, False)

    def _make(self) -> CompilePanel:
        from studio.ui.compile.panel import CompilePanel

        panel = self._made = CompilePanel()
        panel.pressed.connect(self.press)
        panel.step_chosen.connect(self._window.go_to)
        return panel

    @property
    def panel(self) -> CompilePanel:
        return self.place.content

    @property
    def is_running(self) -> bool:
        """Whether a compile is at work that this window follows."""
        return self.supervisor is not None and not self.supervisor.is_over

    def can_ask(self) -> bool:
        """Whether it can be asked to pause, to go on or to stop."""
        return self.is_running and self.supervisor is not None and self.supervisor.request not in ("stop", "cancel")

    def can_cancel(self) -> bool:
        return self.is_running and self.supervisor is not None and self.supervisor.request != "cancel"

    # -- beginning -----------------------------------------------------------------------------------

    def compile(self) -> None:
        """Ask how, and begin; where something is wrong with the chart, show that instead."""
        window, document = self._window, self._window.document
        if self.is_running:
            window.show_panel(NAME)
            window.say(tr("A compile is at work already. Wait for it, or cancel it first."))
            return
        document.check_now()
        if not document.procedure.steps:
            window.say(tr("Draw some steps first; then they can be compiled."))
            return
        if not document.is_ready:
            if "findings" in window.panels:
                window.show_panel("findings")
            window.say(tr("Something is wrong with the chart. Mend what is listed as a problem, and compile again."))
            return
        elsewhere = following.running()
        if elsewhere:
            self.watch(elsewhere[0])
            window.say(tr("Another compile is at work on this computer. Wait for it, or cancel it first."))
            return
        load_ahead()
        try:
            order = self.ask(window)
        except StudioError as error:
            window.tell(error)
            return
        if order is not None:
            self._follow(Supervisor.compiling(self, document.procedure, order))

    def watch(self, run: RunFolder) -> None:
        """Show a run that somebody has started, or how one ended."""
        try:
            self._follow(Supervisor.watching(self, run))
        except StudioError as error:
            self._window.tell(error)

    def find(self) -> None:
        """Look aside for a compile that is at work since before this window was opened."""
        threads.aside(following.running, self._found, self._not_found)

    def _found(self, runs: list[RunFolder]) -> None:
        if runs and not self.is_running:
            self.watch(runs[0])

    def _not_found(self, _: StudioError) -> None:
        """Nothing can be found where no folder can be read."""

    def _follow(self, supervisor: Supervisor) -> None:
        before, self.supervisor, self._ended = self.supervisor, supervisor, None
        if before is not None:
            before.leave()
            before.blockSignals(True)
            before.deleteLater()
        supervisor.opened.connect(self.changed)
        supervisor.progressed.connect(self._progressed)
        supervisor.asked.connect(self._asked)
        supervisor.measured.connect(self._measured)
        supervisor.written.connect(self._written)
        supervisor.ended.connect(self._over)
        supervisor.failed.connect(self._failed)
        self._window.show_panel(NAME)
        self.panel.show_beginning(supervisor.name or tr("Untitled procedure"))
        supervisor.start()
        self._tell()

    # -- what goes on --------------------------------------------------------------------------------

    def _progressed(self, progress: Progress) -> None:
        if self.supervisor is not None and self._ended is None:
            self.panel.show_progress(progress, self.supervisor.request or "")
            self._tell()

    def _asked(self) -> None:
        if self.supervisor is not None:
            self.panel.show_progress(self.supervisor.progress, self.supervisor.request or "")
            self._tell()

    def _measured(self, load: object) -> None:
        self.panel.show_load(load)  # type: ignore[arg-type]

    def _written(self, conversations: tuple[Conversation, ...]) -> None:
        self.panel.show_samples(conversations, self._procedure_of_run())

    def _over(self, progress: Progress) -> None:
        run, ending = self.supervisor.run if self.supervisor is not None else None, progress.ending
        if run is None or ending is None:
            return
        self._ended = (ended(run, ending), run)
        self._show_end(self._ended[0], run, ending)
        self.panel.show_progress(progress)
        self._tell()

    def _show_end(self, how: Summary | Failure, run: RunFolder, ending: Ending) -> None:
        if isinstance(how, Failure):
            wrong = ending.kind != "cancelled"
            self.panel.card.show_failure(said(how.message), said(how.hint), how.remedies, wrong=wrong)
            self.panel.tell_details(how.details)
        else:
            self.panel.card.show_summary(how.ready, said(how.sentence), self._deeds(run))
        self._window.say(self.panel.card.message.text())

    def _deeds(self, run: RunFolder) -> tuple[str, ...]:
        """What can be done with a compiled model here."""
        found = ["chat"] if is_there("studio.ui.chat") else []
        found += ["report"] if is_there("studio.ui.report") else []
        return (*found, *(["html"] if run.report.exists() else []))

    def _failed(self, error: StudioError) -> None:
        self._window.tell(error)
        if self.supervisor is not None and self.supervisor.is_over:
            self.panel.show_nothing()
        self._tell()

    def _tell(self) -> None:
        self.changed.emit()
        can = (self.can_ask(), self.can_cancel())
        if can != self._could:
            self._could = can
            self._window.registry.refresh()

    def _procedure_of_run(self) -> Procedure | None:
        """The procedure that is compiled, which the window may have changed since."""
        run = self.supervisor.run if self.supervisor is not None else None
        if run is not None:
            with suppress(StudioError, OSError):
                return file.load(run.procedure)
        return None

    # -- what is asked -------------------------------------------------------------------------------

    def press(self, what: str) -> None:
        """Something in the panel was pressed."""
        deeds: dict[str, Callable[[], object]] = {
            "start": self.compile,
            "pause": self.pause,
            "stop": self.stop,
            "cancel": self.cancel,
            "chat": lambda: self._open("studio.ui.chat", "open_run"),
            "report": lambda: self._open("studio.ui.report", "show"),
            "html": self.open_report,
            "again": self.again,
            "smaller": self.again_smaller,
            "choose": self.choose_anew,
            "room": self._show_room,
            "findings": lambda: self._window.show_panel("findings"),
            "report_details": self.panel.copy_details,
        }
        if what == "report" and isinstance(self._ended[0] if self._ended else None, Failure):
            what = "report_details"
        deeds[what]()

    def pause(self) -> None:
        if self.supervisor is not None:
            self.supervisor.pause()

    def stop(self) -> None:
        if self.supervisor is not None:
            self.supervisor.stop()

    def cancel(self) -> None:
        """End it, once the person has said so again."""
        if self.is_running and self.supervisor is not None and self._sure():
            self.supervisor.cancel()

    def again(self) -> None:
        """Go on where it was."""
        self._go_on(None)

    def again_smaller(self) -> None:
        """Go on with half as much taught at once."""
        run = self._run()
        self._go_on(smaller(run) if run is not None else None)

    def choose_anew(self) -> None:
        """Another compile of the chart, with another base or budget."""
        self.compile()

    def open_report(self) -> None:
        """The report, in the browser."""
        run = self._run()
        if run is not None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(run.report)))

    def _go_on(self, order: Order | None) -> None:
        run = self._run()
        if run is None or self.is_running:
            return
        try:
            self._follow(Supervisor.going_on(self, run, order))
        except StudioError as error:
            self._window.tell(error)

    def _run(self) -> RunFolder | None:
        return self.supervisor.run if self.supervisor is not None else None

    def _open(self, module: str, name: str) -> None:
        run = self._run()
        if run is not None and is_there(module):
            getattr(import_module(module), name)(self._window, run.path)

    def _show_room(self) -> None:
        """Where compiles can be deleted: the history, or else their folder."""
        if "runs" in self._window.panels:
            self._window.show_panel("runs")
        elif (run := self._run()) is not None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(run.path.parent)))

    def _sure(self) -> bool:
        buttons = QMessageBox.StandardButton
        box = QMessageBox(QMessageBox.Icon.Question, "Subterra Studio", tr("Cancel this compile?"), parent=self._window)
        box.setInformativeText(tr("What it has learned so far is lost. “Stop and keep” ends it and keeps that."))
        yes = box.addButton(tr("Cancel the compile"), QMessageBox.ButtonRole.DestructiveRole)
        box.addButton(tr("Let it go on"), QMessageBox.ButtonRole.RejectRole)
        box.setDefaultButton(buttons.NoButton)
        box.exec()
        return box.clickedButton() is yes


def ended(run: RunFolder, ending: Ending) -> Summary | Failure:
    """What came of a run, as a person is told."""
    if ending.kind != "done":
        return failure(run, ending)
    from studio.bench.summary import summary  # only here, for a window that opens has nothing to sum up
    from studio.bench.verify import Verification

    try:
        found = Verification.model_validate_json(run.verify.read_text("utf-8"))
        return summary(found, file.load(run.procedure))
    except (OSError, ValidationError, StudioError) as error:
        lost = Ending("failed", message=tr("What the check found cannot be read."), hint=_reason(error))
        return failure(run, lost)


def _reason(error: Exception) -> str:
    """Why something cannot be read: a sentence where there is one."""
    return error.message if isinstance(error, StudioError) else str(error)


def ask(window: MainWindow) -> Order | None:
    """How to compile: by the sheet where there is one, else as the person's settings say."""
    if is_there("studio.ui.compile.sheet"):
        found: Order | None = import_module("studio.ui.compile.sheet").ask(window)
        return found
    chosen = settings.load()
    base = library.base(chosen.base)
    return Order(base=chosen.base, base_folder=base.path, base_hash=base.hash, budget=chosen.budget, today=date.today())


def is_there(module: str) -> bool:
    """Whether a part of the window is there."""
    try:
        return find_spec(module) is not None
    except ModuleNotFoundError:
        return False
