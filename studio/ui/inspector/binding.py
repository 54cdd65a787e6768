"""How pages follow the document: each editor is bound to a value it reads and an edit it makes.

A part is refreshed after every change; an editor is touched only where the document says something else than it shows,
so nothing a person is typing is ever lost. Which parts there are is the pages' business.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from itertools import count
from typing import Any, TypeVar

from PySide6.QtWidgets import QVBoxLayout, QWidget

from studio.procedure.checks import Finding
from studio.procedure.model import Procedure
from studio.ui.document import Document
from studio.ui.inspector.chips import ChipText
from studio.ui.inspector.choices import Choice
from studio.ui.inspector.editors import Editor
from studio.ui.inspector.pieces import Findings, Fold

Read = Callable[[Procedure], object]
Write = Callable[[Procedure, Any], Procedure]
Concerns = Callable[[Finding], bool]
P = TypeVar("P", bound="Part")
_numbers = count()


def new_merge() -> str:
    """A merge key no other editor has."""
    return f"inspector {next(_numbers)}"


class Part(QWidget):
    """A piece of a page. Its editors are bound with `bind`; parts within it follow with `follow`."""

    def __init__(self, document: Document) -> None:
        super().__init__()
        self.document = document
        self._shows: list[Callable[[Procedure], None]] = []
        self._takes: list[Callable[[list[Finding]], list[Finding]]] = []

    def bind(self, editor: Editor, read: Read, write: Write, text: str, *, burst: bool = True) -> None:
        """Let an editor show what `read` finds and make the edit `write`, called `text` in the history. Edits of one
        editor in quick succession are one entry, unless `burst` is False."""
        merge = new_merge() if burst else ""

        def edited() -> None:
            value = editor.value()
            if not self.document.apply(text, lambda procedure: write(procedure, value), merge=merge):
                show(self.document.procedure)

        def show(procedure: Procedure) -> None:
            wanted = read(procedure)
            if editor.value() != wanted:
                editor.show_value(wanted)
            if isinstance(editor, ChipText):
                editor.retell()
            elif isinstance(editor, Choice):
                editor.update()

        editor.edited.connect(edited)
        self.follow(show)

    def follow(self, show: Callable[[Procedure], None]) -> None:
        """Call this with the procedure after every change."""
        self._shows.append(show)

    def refresh(self, procedure: Procedure) -> None:
        """Show the procedure as it is."""
        for show in self._shows:
            show(procedure)

    def apply(self, text: str, edit: Callable[[Procedure], Procedure], merge: str = "") -> bool:
        """One edit as one entry of the history."""
        return self.document.apply(text, edit, merge=merge)

    # -- parts within, and findings ----------------------------------------------------------------

    def part(self, child: P) -> P:
        """A part within this one, which follows with it."""
        self.follow(child.refresh)
        self._takes.append(child.tell)
        return child

    def fold(self, fold: Fold, concerns: Concerns, words: Callable[[Procedure], tuple[str, str]] | None = None) -> Fold:
        """A fold whose body is a part. While it is shut, its header is marked with what `concerns` it; `words` are its
        title and the quieter words beside it."""
        told = ["", ""]

        def show(procedure: Procedure) -> None:
            told[:] = words(procedure) if words else (fold.header.title, fold.header.aside)
            fold.header.tell(told[0], told[1], fold.header.mark)
            if isinstance(fold.body, Part) and fold.is_open:
                fold.body.refresh(procedure)

        def take(findings: list[Finding]) -> list[Finding]:
            if isinstance(fold.body, Part) and fold.is_open:
                findings = fold.body.tell(findings)
                fold.header.tell(told[0], told[1], "")
                return findings
            mine = [finding for finding in findings if concerns(finding)]
            gravest = "problem" if any(finding.severity == "problem" for finding in mine) else "advice"
            fold.header.tell(told[0], told[1], gravest if mine else "")
            return [finding for finding in findings if finding not in mine]

        fold.opened.connect(self.retell)
        fold.shut.connect(self.retell)
        self.follow(show)
        self._takes.append(take)
        return fold

    def slot(self, concerns: Concerns) -> Findings:
        """Lines for the findings that concern a thing of this part."""
        lines = Findings()

        def take(findings: list[Finding]) -> list[Finding]:
            mine = [finding for finding in findings if concerns(finding)]
            lines.show_findings(mine)
            return [finding for finding in findings if finding not in mine]

        self._takes.append(take)
        return lines

    def tell(self, findings: list[Finding]) -> list[Finding]:
        """Show each finding beside what it concerns; those that concern nothing here are given back."""
        for take in self._takes:
            findings = take(findings)
        return findings

    def retell(self) -> None:
        """Show the page this is part of anew, as when something was unfolded."""
        outermost: Part = self
        above = self.parentWidget()
        while above is not None:
            outermost = above if isinstance(above, Part) else outermost
            above = above.parentWidget()
        outermost.refresh(self.document.procedure)
        outermost.tell(list(self.document.findings))


class Rows(Part):
    """A list of parts, one for each key of `keys`, in their order. Rows that stay are kept as they are, with whatever
    is being typed in them; where one key alone changed in place, its row takes the new key."""

    def __init__(
        self,
        document: Document,
        keys: Callable[[Procedure], Sequence[Hashable]],
        make: Callable[[Any], Row],
        spacing: int = 6,
    ) -> None:
        super().__init__(document)
        self._keys, self._make = keys, make
        self.rows: list[Row] = []
        self.setObjectName("rows")
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(spacing)

    def refresh(self, procedure: Procedure) -> None:
        for row in self._match(list(self._keys(procedure))):
            row.refresh(procedure)
        for number, row in enumerate(self.rows):  # put in place only now, when they hold what they show, for measuring
            if self._column.indexOf(row) != number:
                self._column.removeWidget(row)
                self._column.insertWidget(number, row)
                row.show()
        self.setVisible(bool(self.rows))
        super().refresh(procedure)

    def tell(self, findings: list[Finding]) -> list[Finding]:
        for row in self.rows:
            findings = row.tell(findings)
        return super().tell(findings)

    def row(self, key: Hashable) -> Row | None:
        """The row of a key, where there is one."""
        return next((row for row in self.rows if row.key == key), None)

    def _match(self, keys: list[Hashable]) -> list[Row]:
        """Keep, make and drop rows, so that there is one for each key."""
        old = [row.key for row in self.rows]
        if keys == old:
            return self.rows
        changed = [number for number, key in enumerate(keys) if len(keys) == len(old) and key != old[number]]
        if len(changed) == 1:
            self.rows[changed[0]].key = keys[changed[0]]
            return self.rows
        known = {row.key: row for row in self.rows}
        for row in self.rows:
            if row.key not in keys:
                row.hide()
                row.deleteLater()
                self._column.removeWidget(row)
        self.rows = [known[key] if key in known else self._make(key) for key in dict.fromkeys(keys)]
        return self.rows


class Row(Part):
    """A part of a list. `key` says which thing it shows; it may change when that thing is renamed."""

    def __init__(self, document: Document, key: Any) -> None:
        super().__init__(document)
        self.key: Any = key
