"""The append menu: what comes next? A kind of step, or one that is drawn already.

Its letters and numbers are those of the keys on the canvas, so that the menu teaches them.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QAction, QIcon, QKeyEvent
from PySide6.QtWidgets import QMenu

from studio.ui import icons, theme
from studio.ui.canvas.gesture import Gesture, Pointer
from studio.ui.canvas.gestures import ends as open_ends
from studio.ui.canvas.gestures import pen as pens
from studio.ui.canvas.gestures.chooser import Chooser
from studio.ui.canvas.gestures.kinds import kinds, tr
from studio.ui.canvas.routing import EdgeKey
from studio.ui.canvas.view import View

CONNECT = "C"


class AppendMenu(QMenu):
    """Asks for a kind of step and hands its name on; `connect`, where given, is offered too."""

    def __init__(self, view: View, draw: Callable[[str], object], connect: Callable[[], object] | None = None) -> None:
        super().__init__(view)
        self.setObjectName("appendMenu")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setToolTipsVisible(True)
        self._keys: dict[str, QAction] = {}
        for number, kind in enumerate(kinds(), 1):
            ink = theme.current().kinds[kind.id].ink
            action = self._add(kind.text, kind.key, icons.icon(kind.id, ink), str(number))
            action.setToolTip(kind.tip)
            action.setObjectName(kind.id)
            action.triggered.connect(lambda _=False, kind=kind: draw(kind.id))
        if connect is not None:
            self.addSeparator()
            action = self._add(tr("Connect to a step…"), CONNECT, icons.icon("connect"))
            action.setObjectName("connect")
            action.triggered.connect(lambda *_: connect())

    def _add(self, text: str, key: str, icon: QIcon, *more: str) -> QAction:
        made = self.addAction(icon, f"{text}\t{key}")
        self._keys |= dict.fromkeys((key, *more), made)
        return made

    def open_at(self, spot: QPoint) -> None:
        """Come up at a spot of the screen, the first line chosen, so that Enter and the arrows work at once."""
        self.popup(spot)
        self.setActiveAction(self.actions()[0])
        self.setFocus(Qt.FocusReason.PopupFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        action = self._keys.get(event.text().upper())
        if action is not None:
            self.close()
            action.trigger()
            return
        super().keyPressEvent(event)


def ask_for_end(view: View, key: EdgeKey, spot: QPoint | None = None, place: QPointF | None = None) -> AppendMenu:
    """The menu at an open end; `place` is where the new step is to stand, if not where it goes by itself."""
    pen = pens.of(view)
    source, branch = key
    if place is None and branch:
        view.chart.document.selection.set(edges=[key])
    menu = AppendMenu(
        view,
        lambda kind: pen.append(kind, source, branch, place),
        lambda: Chooser(view, source, branch).open_at(spot or spot_of(view, key)),
    )
    menu.open_at(spot or spot_of(view, key))
    return menu


def ask_for_edge(view: View, key: EdgeKey, spot: QPoint | None = None) -> AppendMenu:
    """The menu for a step to be put into an edge."""
    menu = AppendMenu(view, lambda kind: pens.of(view).insert(kind, key))
    menu.actions()[-1].setVisible(False)  # nothing could come after an end
    menu.open_at(spot or spot_of(view, key))
    return menu


def ask_for_place(view: View, place: QPointF, spot: QPoint | None = None) -> AppendMenu:
    """The menu for a step that nothing leads to yet."""
    menu = AppendMenu(view, lambda kind: pens.of(view).put(kind, place))
    menu.open_at(spot or on_screen(view, place))
    return menu


def ask(view: View) -> AppendMenu | None:
    """The menu for what is selected: at its open end, into its edge, or for a step alone."""
    pen, selection = pens.of(view), view.chart.document.selection
    end, edge = pen.end(), pen.edge() or pen.only_way()
    if end is not None:
        return ask_for_end(view, end)
    if edge is not None:
        return ask_for_edge(view, edge)
    if not selection:
        return ask_for_place(view, view.visible_area().center())
    return None


def connectable(view: View) -> EdgeKey | None:
    """The way out that can be led to a step chosen by its title: the selected edge or end, a free way out of the
    selected step, or its only one."""
    pen = pens.of(view)
    edge = view.chart.document.selection.edge
    return edge or pen.end() or pen.only_way()


def choose(view: View) -> Chooser | None:
    """Ask for the step to which the selected way out shall lead."""
    key = connectable(view)
    if key is None:
        return None
    chooser = Chooser(view, *key)
    chooser.open_at(spot_of(view, key))
    return chooser


def start_anew(view: View, pointer: Pointer) -> Gesture | None:
    """A double click on nothing asks for a step there."""
    if not pointer.double or pointer.button != Qt.MouseButton.LeftButton:
        return None
    if view.chart.step_at(pointer.place) or view.chart.edge_at(pointer.place, view.reach):
        return None
    return AskHere(view) if open_ends.of(view).at(pointer.place) is None else None


class AskHere:
    """Asks when the button is let go: a menu that came up before would keep that from the view."""

    def __init__(self, view: View) -> None:
        self._view = view

    def move(self, pointer: Pointer) -> None: ...

    def release(self, pointer: Pointer) -> None:
        ask_for_place(self._view, pointer.place)

    def cancel(self) -> None: ...


def spot_of(view: View, key: EdgeKey) -> QPoint:
    """Where on the screen an end or an edge is, or at least its step."""
    item = open_ends.of(view).items.get(key)
    edge = view.chart.edge_items.get(key)
    if item is not None:
        place = item.stub.spot + QPointF(14, 0)
    elif edge is not None and edge.way:
        place = QPointF(*edge.way[len(edge.way) // 2])
    else:
        place = view.chart.box(key[0]).bottomLeft()
    return on_screen(view, place)


def on_screen(view: View, place: QPointF) -> QPoint:
    return view.viewport().mapToGlobal(view.mapFromScene(place))
