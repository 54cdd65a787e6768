"""One open procedure: what it is now, its history, where it is kept, what is selected, and what the checks find.

Every change goes through `apply` with a pure function, so undo, recovery and comparison hold by construction. Nothing
here draws or asks; sentences for the person go out by `message`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import NamedTuple
from weakref import finalize

from pydantic import ValidationError
from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QUndoStack
from shiboken6 import isValid

from studio.base.errors import StudioError
from studio.base.sentences import sentence
from studio.procedure import file
from studio.procedure.checks import Finding, check
from studio.procedure.model import Procedure
from studio.ui.commands import EditCommand
from studio.ui.files.language import told

Edit = Callable[[Procedure], Procedure]
EdgeKey = tuple[str, str]  # source step and branch, as in model.Edge
PATIENCE = 60  # milliseconds of quiet before the procedure is checked again


class Change(NamedTuple):
    """A procedure before and after an edit, an undo or a redo."""

    before: Procedure
    after: Procedure


class Selection(QObject):
    """What is selected, by ids. It is no part of the history."""

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.steps: frozenset[str] = frozenset()
        self.edges: frozenset[EdgeKey] = frozenset()
        self.fields: frozenset[str] = frozenset()

    def __bool__(self) -> bool:
        return bool(self.steps or self.edges or self.fields)

    def set(self, steps: Iterable[str] = (), edges: Iterable[EdgeKey] = (), fields: Iterable[str] = ()) -> None:
        """Select exactly these."""
        wanted = (frozenset(steps), frozenset(edges), frozenset(fields))
        if wanted != (self.steps, self.edges, self.fields):
            self.steps, self.edges, self.fields = wanted
            self.changed.emit()

    def toggle(self, *, step: str | None = None, edge: EdgeKey | None = None) -> None:
        """Select it if it is not, else let it go; the rest stays."""
        steps = self.steps ^ {step} if step else self.steps
        edges = self.edges ^ {edge} if edge else self.edges
        self.set(steps, edges, self.fields)

    def clear(self) -> None:
        self.set()

    @property
    def step(self) -> str | None:
        """The one selected step, where it is one."""
        return next(iter(self.steps)) if len(self.steps) == 1 and not self.edges else None

    @property
    def edge(self) -> EdgeKey | None:
        """The one selected edge, where it is one."""
        return next(iter(self.edges)) if len(self.edges) == 1 and not self.steps else None

    def keep_to(self, procedure: Procedure) -> None:
        """Let go of what is not there any more."""
        known = {(edge.source, edge.branch) for edge in procedure.edges} if self.edges else set()
        self.set(
            (step for step in self.steps if step in procedure.step_by_id),
            (edge for edge in self.edges if edge in known),
            (field for field in self.fields if field in procedure.field_by_id),
        )


class Document(QObject):
    """An open procedure. `changed` carries a Change after every edit, undo and redo; `replaced` is emitted when another
    procedure altogether takes its place (opening, recovery); `title_changed` when name, path or modified mark do."""

    changed = Signal(object)
    replaced = Signal()
    findings_changed = Signal()
    title_changed = Signal()
    message = Signal(str)

    def __init__(self, procedure: Procedure | None = None, path: Path | None = None) -> None:
        super().__init__()
        self._procedure = procedure or blank()
        self._path = path
        self.stack = QUndoStack(self)
        self.stack.cleanChanged.connect(self.title_changed)
        self._taken_down = finalize(self, _take_down, self.stack)
        self._taken_down.atexit = False
        self.destroyed.connect(self._taken_down)
        self.selection = Selection(self)
        self.findings: tuple[Finding, ...] = ()
        self._checked: Procedure | None = None
        self._checking = QTimer(self, singleShot=True, interval=PATIENCE)
        self._checking.timeout.connect(self.check_now)
        self._checking.start()

    @property
    def procedure(self) -> Procedure:
        return self._procedure

    @property
    def path(self) -> Path | None:
        return self._path

    @property
    def is_modified(self) -> bool:
        return not self.stack.isClean()

    @property
    def title(self) -> str:
        """What windows and tabs are called: the procedure's name, or the file's."""
        kept = self._path.name.removesuffix(file.SUFFIX) if self._path else ""
        return self._procedure.name or kept or self.tr("Untitled procedure")

    @property
    def is_ready(self) -> bool:
        """Whether nothing found so far keeps it from being compiled."""
        return not any(finding.severity == "problem" for finding in self.findings)

    # -- changes ---------------------------------------------------------------------------------

    def apply(self, text: str, edit: Edit, *, merge: str = "") -> bool:
        """Change the procedure by a pure edit, as one entry of the history called `text`; entries with one `merge` key
        in quick succession become one. False, and a message, where the edit is refused; True also where it changes
        nothing, which leaves no entry."""
        before = self._procedure
        try:
            after = edit(before)
        except StudioError as error:
            self.message.emit(told(error))
            return False
        except ValidationError as error:
            self.message.emit(self.tr("That cannot be: {reason}.").format(reason=error.errors()[0]["msg"]))
            return False
        if after is not before and after != before:
            self.stack.push(EditCommand(text, before, after, self._show, merge))
        return True

    def undo(self) -> None:
        self.stack.undo()

    def redo(self) -> None:
        self.stack.redo()

    def _show(self, procedure: Procedure) -> None:
        before, self._procedure = self._procedure, procedure
        self.selection.keep_to(procedure)
        self.changed.emit(Change(before, procedure))
        if before.name != procedure.name:
            self.title_changed.emit()
        self._checking.start()

    def settle(self, procedure: Procedure) -> None:
        """Put the same procedure in place with the positions it is drawn at. No edit: only right after `replaced`, on a
        history that is still empty."""
        self._procedure = procedure

    # -- checks ----------------------------------------------------------------------------------

    def check_now(self) -> None:
        """Check at once what else is checked after a moment of quiet."""
        self._checking.stop()
        if self._checked is self._procedure:
            return
        self._checked = self._procedure
        found = tuple(check(self._procedure))
        if found != self.findings:
            self.findings = found
            self.findings_changed.emit()

    # -- files -----------------------------------------------------------------------------------

    def replace(self, procedure: Procedure, path: Path | None = None, *, modified: bool = False) -> None:
        """Be another procedure, with an empty history. `modified` marks it as not saved, as after a recovery."""
        self._procedure, self._path = procedure, path
        self.selection.clear()
        self.stack.clear()
        if modified:
            self.stack.resetClean()
        self.replaced.emit()
        self.title_changed.emit()
        self.check_now()

    def load(self, path: Path) -> None:
        """Be the procedure in a file. Raises StudioError, and stays as it is."""
        self.replace(file.load(path), path.resolve())

    def save(self, path: Path | None = None) -> None:
        """Keep the procedure in its file, or from now on in another. Raises StudioError."""
        goal = path or self._path
        if goal is None:
            raise StudioError(sentence("The procedure has no file yet."), sentence("Choose a place and a name for it."))
        file.save(self._procedure, goal)
        self._path = goal.resolve()
        self.stack.setClean()
        self.title_changed.emit()


def _take_down(stack: QUndoStack) -> None:
    """Empty a history whose document goes, and without a word, for those who would listen go as well.

    Left to the collector, entries may be deleted before the stack that still counts them, and are then deleted twice.
    """
    if isValid(stack):
        stack.blockSignals(True)
        stack.clear()


def blank() -> Procedure:
    """A procedure with nothing in it."""
    return Procedure(name="")
