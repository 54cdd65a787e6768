"""What lists in panels have in common: a model of things told apart by a key, and how such a list lies in its panel.

What a thing looks like is each list's business.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QAbstractItemView, QFrame, QListView, QWidget

from studio.ui import theme

Index = QModelIndex | QPersistentModelIndex


class KeyedModel(QAbstractListModel):
    """Things as a list. Those that only look different are repainted in place."""

    def __init__(self, key: Callable[[Any], Hashable], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._key = key
        self.items: tuple[Any, ...] = ()

    def set_items(self, items: Iterable[Any]) -> bool:
        """Show these; whether other things are there now, or in another order."""
        new = tuple(items)
        if [self._key(item) for item in new] == [self._key(item) for item in self.items]:
            pairs = zip(new, self.items, strict=True)
            changed = [number for number, (item, old) in enumerate(pairs) if item is not old and item != old]
            self.items = new
            for number in changed:
                self.dataChanged.emit(self.index(number), self.index(number))
            return False
        self.beginResetModel()
        self.items = new
        self.endResetModel()
        return True

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self.items)

    def item(self, index: Index) -> Any:
        """What stands at an index, None where nothing does."""
        return self.items[index.row()] if index.isValid() and index.row() < len(self.items) else None


def lie_in_a_panel(view: QListView, name: str, line: int) -> None:
    """Let a list fill its panel: no frame, the ground of lists, scrolling by `line` pixels. `name` is for screen
    readers."""
    view.setAccessibleName(name)
    view.setFrameShape(QFrame.Shape.NoFrame)
    view.setMouseTracking(True)
    view.setAutoFillBackground(True)
    view.setBackgroundRole(QPalette.ColorRole.Base)
    view.setResizeMode(QListView.ResizeMode.Adjust)
    view.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
    view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    view.verticalScrollBar().setSingleStep(line)
    theme.changed.connect(view.viewport().update)
