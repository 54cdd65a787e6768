"""The menus that come up with the right button or the menu key, made from the registry."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QPoint, Qt
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtWidgets import QMenu

from studio.ui.canvas.gestures import ends as open_ends

if TYPE_CHECKING:
    from studio.ui.window import MainWindow

DRAW = ("insert.say", "insert.ask", "insert.decide", "insert.act", "insert.end")
CLIP = ("edit.cut", "edit.copy", "edit.paste", "edit.duplicate", "edit.delete")
# Ids of actions; "" is a line. What is not registered is passed over, so that other parts may be missing.
STEP = ("edit.words", "insert.append", "insert.connect", "", *CLIP, "", "arrange.start", "arrange.pin", "arrange.unpin")
EDGE = ("edit.words", "insert.append", "", "edit.delete")
CANVAS = (*DRAW, "", "insert.note", "insert.group", "", "edit.paste", "edit.select_all", "", "arrange.tidy", "view.fit")
ALIGN = tuple(f"arrange.align_{line}" for line in ("left", "centre", "right", "top", "middle", "bottom"))
SEVERAL = (*CLIP, "", *ALIGN, "", "arrange.distribute_across", "arrange.distribute_down", "", "insert.group",
           "arrange.pin", "arrange.unpin")  # fmt: skip


class Menus(QObject):
    """Brings up the menu for what is under the pointer, or for what is selected."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window.view)
        self.setObjectName("menus")
        self._window, self._view = window, window.view
        self._view.installEventFilter(self)
        self._view.viewport().installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QContextMenuEvent) and self._view.gesture is None:
            if event.reason() == QContextMenuEvent.Reason.Keyboard:
                self.ask_by_key()
            elif watched is self._view.viewport():
                self.ask(event.pos())
            return True
        return super().eventFilter(watched, event)

    def ask(self, spot: QPoint) -> QMenu:
        """The menu at a spot of the view. What it is about is selected first."""
        view, selection = self._view, self._window.document.selection
        place = view.mapToScene(spot)
        step, end = view.chart.step_at(place), open_ends.of(view).at(place)
        edge = end or view.chart.edge_at(place, view.reach)
        if step is not None and step not in selection.steps:
            selection.set([step])
        elif step is None and edge is not None:
            selection.set(edges=[edge])
        elif step is None:
            selection.clear()
        return self._open(view.viewport().mapToGlobal(spot))

    def ask_by_key(self) -> QMenu:
        """The menu for what is selected, beside it."""
        view, selection = self._view, self._window.document.selection
        box = view.chart.chart_rect(selection.steps or ({selection.edge[0]} if selection.edge else None))
        spot = view.mapFromScene(box.center()) if not box.isEmpty() else view.viewport().rect().center()
        return self._open(view.viewport().mapToGlobal(spot))

    def _open(self, spot: QPoint) -> QMenu:
        selection, registry = self._window.document.selection, self._window.registry
        several = len(selection.steps) + len(selection.edges) > 1
        names = SEVERAL if several else STEP if selection.steps else EDGE if selection.edges else CANVAS
        registry.refresh()
        menu = QMenu(self._view)
        menu.setObjectName("contextMenu")
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for name in names:
            if not name:
                menu.addSeparator()
            elif name in registry:
                menu.addAction(registry.qaction(name))
        menu.popup(spot)
        return menu
