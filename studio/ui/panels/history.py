"""The history: every edit as a line, the newest last, and a way to go to any of them.

The entries are the document's undo stack; nothing is kept here.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from studio.ui.actions import Action
from studio.ui.document import Document
from studio.ui.panels.lazily import Lazily
from studio.ui.panels.rows import Row, RowList
from studio.ui.panels.words import tr

if TYPE_CHECKING:
    from studio.ui.window import MainWindow

NAME = "history"


class History(QWidget):
    """The undo stack as a list; moving along it undoes and redoes."""

    def __init__(self, document: Document) -> None:
        super().__init__()
        self._document, self._stack = document, document.stack
        self.list = RowList(self.tr("History of edits"))
        self.list.chosen.connect(lambda row: self._stack.setIndex(row.data))
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self.list)
        self._stack.indexChanged.connect(self._changed)
        self._stack.cleanChanged.connect(self._changed)
        self._show()

    def showEvent(self, event: QShowEvent) -> None:
        self._show()
        super().showEvent(event)

    def _changed(self) -> None:
        if self.isVisible():
            self._show()

    def _show(self) -> None:
        stack = self._stack
        at, saved = stack.index(), stack.cleanIndex()
        rows = [self._row(number, at, saved) for number in range(stack.count() + 1)]
        self.list.set_rows(rows)
        self.list.set_current(at)

    def _row(self, number: int, at: int, saved: int) -> Row:
        title = self._stack.text(number - 1) if number else self.tr("As it was opened")
        kept = self.tr("saved") if number == saved and self._document.path else ""
        undone = number > at
        said = [title, *([self.tr("now")] if number == at else []), *([self.tr("undone")] if undone else [])]
        return Row(
            key=number,
            title=title,
            icon="forward" if number == at else "",
            tone="accent",
            trail=kept,
            bold=number == at,
            faint=undone,
            said=", ".join([*said, *([kept] if kept else [])]),
            indent=True,
            data=number,
        )


def install(window: MainWindow) -> None:
    panel = Lazily(lambda: History(window.document))
    window.add_panel(NAME, tr("History"), panel, Qt.DockWidgetArea.LeftDockWidgetArea, shown=False)

    def show() -> None:
        window.show_panel(NAME)
        panel.content.list.setFocus()

    window.registry.register(
        Action(
            "edit.history",
            tr("Show the &history"),
            show,
            "Ctrl+Shift+H",
            menu="edit",
            icon="history",
            tip=tr("See every edit and go back to any of them"),
            keywords=tr("undo redo back versions"),
        )
    )
