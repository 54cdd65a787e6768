"""What is done with the chosen runs: talking to one, its report, restoring, comparing, exporting, freeing, deleting.

Anything slow happens in a thread, or in a child process where it needs what the window does not hold.
"""

from __future__ import annotations

import json
import sys
import threading
from collections.abc import Callable, Sequence
from contextlib import suppress
from functools import partial
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QProcess, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QMessageBox

from studio.base.errors import StudioError
from studio.runs import keeping
from studio.runs.record import Record
from studio.ui.runs import words
from studio.ui.runs.words import tr

if TYPE_CHECKING:
    from studio.runs.comparing import Comparison
    from studio.ui.runs.compare_runs import CompareRuns
    from studio.ui.window import MainWindow

EXPORT = ("-m", "studio", "export")


class Deeds(QObject):
    """The deeds of one window. `done` is emitted when the folders are not what they were."""

    done = Signal()
    _finished = Signal(object, object)  # what to do in the window, and what was found or a StudioError

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self.window = window
        self.comparison: CompareRuns | None = None
        self._exports: list[QProcess] = []
        self._finished.connect(self._finish)

    # -- looking ---------------------------------------------------------------------------------

    def talk(self, run: Path) -> bool:
        """Open the chat with a run's model, where the window has one; whether it has."""
        opener = _function("studio.ui.chat", "open_run")
        if opener is not None:
            with suppress(LookupError):  # the chat is there, and not in this window
                opener(self.window, run)
                return True
        self.window.say(tr("Chat: studio chat {run}").format(run=run))
        return False

    def report(self, record: Record) -> None:
        """How well it follows, painted on the chart where that is the open one, else as the page it is kept as."""
        show = _function("studio.ui.report", "show")
        if show is not None and record.name.casefold() == self.window.document.procedure.name.casefold():
            show(self.window, record.path)
        else:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(record.path / "report.html")))

    def compare(self, before: Record, after: Record) -> None:
        """Two runs side by side, in a window of their own."""
        from studio.runs.comparing import compare_runs

        self._aside(lambda: compare_runs(before, after), self._show_comparison)

    def _show_comparison(self, found: Comparison) -> None:
        from studio.ui.runs.compare_runs import CompareRuns

        if self.comparison is None:
            self.comparison = CompareRuns(self.window)
        self.comparison.show_comparison(found)
        self.comparison.show()
        self.comparison.raise_()
        self.comparison.activateWindow()

    def restore(self, record: Record) -> None:
        """Its procedure in another window, not saved anywhere yet."""
        self._aside(lambda: keeping.procedure_of(record.path), self.window.opens.emit)

    # -- freeing ---------------------------------------------------------------------------------

    def delete(self, chosen: Sequence[Record]) -> bool:
        """Ask once, then delete; whether it was agreed to."""
        size = words.size_text(sum(record.bytes for record in chosen))
        if len(chosen) == 1:
            record = chosen[0]
            told = tr("Delete the compile of “{name}” from {when}?").format(
                name=record.name, when=words.when_text(record.created)
            )
        else:
            told = tr("Delete {number} compiles?").format(number=len(chosen))
        more = tr("{size} become free. The model, its report and its chats go too; this cannot be undone.")
        if not self._agreed(told, more.format(size=size), tr("Delete")):
            return False
        paths = [record.path for record in chosen]
        self._aside(lambda: sum(map(keeping.delete, paths)), self._say_freed)
        return True

    def clean(self, record: Record) -> bool:
        """Ask once, then free what can be spared; whether it was agreed to."""
        told = tr("Free {size} of the compile of “{name}”?").format(
            size=words.size_text(record.spare), name=record.name
        )
        more = tr("The model, its scores, its report and its procedure stay. It can no longer be taught further.")
        if not self._agreed(told, more, tr("Free the space")):
            return False
        self._aside(lambda: keeping.clean(record.path), self._say_freed)
        return True

    def _say_freed(self, freed: int) -> None:
        self.window.say(tr("{size} are free now.").format(size=words.size_text(freed)))
        self.done.emit()

    def _agreed(self, told: str, more: str, yes: str) -> bool:
        box = QMessageBox(QMessageBox.Icon.Question, "Subterra Studio", told, parent=self.window)
        box.setInformativeText(more)
        agreed = box.addButton(yes, QMessageBox.ButtonRole.DestructiveRole)
        box.setDefaultButton(box.addButton(QMessageBox.StandardButton.Cancel))
        box.exec()
        return box.clickedButton() is agreed

    # -- handing out -----------------------------------------------------------------------------

    def ask_export(self, record: Record, kind: str) -> None:
        """Ask where to, then export: the GGUF, or a folder for others."""
        suggested = Path.home() / (record.path.name if kind == "folder" else f"{record.path.name}.gguf")
        if kind == "gguf":
            title, what = tr("Export the model"), tr("Models (*.gguf)")
            name, _ = QFileDialog.getSaveFileName(self.window, title, str(suggested), what)
        else:
            title = tr("Export as a folder: a name for it")
            name, _ = QFileDialog.getSaveFileName(self.window, title, str(suggested), tr("Folder (*)"))
        if name:
            self.export(record, kind, Path(name))

    def export(self, record: Record, kind: str, out: Path) -> QProcess:
        """Let a child process write it; the window holds nothing that reads a GGUF."""
        child = QProcess(self)
        child.setStandardInputFile(QProcess.nullDevice())
        child.finished.connect(partial(self._exported, child, out))
        child.errorOccurred.connect(partial(self._exported, child, out))
        line = [*EXPORT, str(record.path), "--as", kind, "--out", str(out), "--json", "--over"]
        self._exports.append(child)
        self.window.say(tr("Exporting to {path} …").format(path=out))
        child.start(sys.executable, line)
        return child

    def _exported(self, child: QProcess, out: Path, *_: object) -> None:
        if child not in self._exports:
            return
        self._exports.remove(child)
        told = bytes(child.readAllStandardError().data()).decode("utf-8", "replace").strip().splitlines()
        try:
            answer = json.loads(bytes(child.readAllStandardOutput().data()))
        except ValueError:
            answer = None
        child.deleteLater()
        if answer is None:
            message, *hint = told or [tr("The export stopped."), tr("Try again.")]
            self.window.tell(StudioError(message, " ".join(hint)))
            return
        said = tr("Exported to {path}").format(path=out)
        self.window.say(said if answer.get("gate") == "passed" else said + tr("; this model is not ready to use yet"))

    # -- threads ---------------------------------------------------------------------------------

    def _aside(self, work: Callable[[], Any], then: Callable[[Any], object]) -> None:
        """Work in a thread, and go on in the window with what it gave."""
        threading.Thread(target=self._work, args=(work, then), daemon=True, name="deed").start()

    def _work(self, work: Callable[[], Any], then: Callable[[Any], object]) -> None:
        try:
            found: Any = work()
        except StudioError as error:
            found = error
        with suppress(RuntimeError):  # the window went meanwhile
            self._finished.emit(then, found)

    def _finish(self, then: Callable[[Any], object], found: Any) -> None:
        if isinstance(found, StudioError):
            self.window.tell(found)
            self.done.emit()
        else:
            then(found)


def _function(module: str, name: str) -> Callable[..., Any] | None:
    """A function of another part of the window, where that part is there and has it."""
    if find_spec(module) is None:
        return None
    return getattr(import_module(module), name, None)
