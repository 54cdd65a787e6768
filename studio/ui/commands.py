"""The one undo command: a procedure before and after an edit. Merging, so that a burst of typing is one entry."""

from __future__ import annotations

from collections.abc import Callable
from time import monotonic
from weakref import WeakMethod
from zlib import crc32

from PySide6.QtGui import QUndoCommand

from studio.procedure.model import Procedure

PAUSE = 2.0  # seconds without typing after which a new entry begins
clock = monotonic


class EditCommand(QUndoCommand):
    """One entry of the history. Entries that follow each other within `PAUSE` and carry the same merge key become
    one; without a key, none. `show` is a document's method, and held weakly: the history belongs to the document."""

    def __init__(
        self, text: str, before: Procedure, after: Procedure, show: Callable[[Procedure], None], merge: str = ""
    ) -> None:
        super().__init__(text)
        self.before, self.after = before, after
        self.merge_key = merge
        self._show = WeakMethod(show)
        self._at = clock()

    def id(self) -> int:
        """Qt asks for a number; equal numbers are only offered for merging, the key itself decides."""
        return crc32(self.merge_key.encode()) & 0x7FFFFFFF if self.merge_key else -1

    def redo(self) -> None:
        self._tell(self.after)

    def undo(self) -> None:
        self._tell(self.before)

    def _tell(self, procedure: Procedure) -> None:
        show = self._show()
        if show is not None:
            show(procedure)

    def mergeWith(self, other: QUndoCommand) -> bool:
        if not isinstance(other, EditCommand) or other.merge_key != self.merge_key or other._at - self._at > PAUSE:
            return False
        self.after, self._at = other.after, other._at
        if self.after == self.before:
            self.setObsolete(True)
        return True
