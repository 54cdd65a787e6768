"""Where in the window a named thing is that the tour points at."""

from __future__ import annotations

from functools import reduce
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRect
from PySide6.QtWidgets import QWidget

if TYPE_CHECKING:
    from studio.ui.window import MainWindow

AROUND = 6  # pixels left free about what is pointed at
OPEN_ENDS = (104, 30)  # how far they reach from their step, in the scene


def area(window: MainWindow, target: str) -> QRect | None:
    """The place of the first of several names, parted by "|", that can be seen; None where none can."""
    for one in filter(None, target.split("|")):
        kind, _, name = one.partition(":")
        found = _FINDERS[kind](window, name)
        if found is not None and not found.isEmpty():
            return found.adjusted(-AROUND, -AROUND, AROUND, AROUND).intersected(window.rect())
    return None


def _view(window: MainWindow, name: str) -> QRect | None:
    return _of(window, window.view)


def _step(window: MainWindow, name: str) -> QRect | None:
    if name not in window.scene.step_items:
        return None
    port = window.view.viewport()
    box = window.view.mapFromScene(window.scene.box(name)).boundingRect().intersected(port.rect())
    return box.translated(port.mapTo(window, QPoint()))


def _steps(window: MainWindow, names: str) -> QRect | None:
    """Several steps, parted by commas."""
    found = [box for name in names.split(",") if (box := _step(window, name)) is not None]
    return reduce(QRect.united, found) if found else None


def _end(window: MainWindow, name: str) -> QRect | None:
    """A step with the open ends at its right and below it."""
    if name not in window.scene.step_items:
        return None
    port = window.view.viewport()
    box = window.view.mapFromScene(window.scene.box(name).adjusted(0, 0, *OPEN_ENDS)).boundingRect()
    return box.intersected(port.rect()).translated(port.mapTo(window, QPoint()))


def _panel(window: MainWindow, name: str) -> QRect | None:
    dock = window.panels.get(name)
    shown = dock is not None and dock.isVisible() and not dock.visibleRegion().isEmpty()
    return _of(window, dock) if dock is not None and shown else None


def _action(window: MainWindow, name: str) -> QRect | None:
    if name not in window.registry:
        return None
    button = window.toolbar.widgetForAction(window.registry.qaction(name))
    return _of(window, button) if button is not None and button.isVisible() else None


def _button(window: MainWindow, name: str) -> QRect | None:
    button = window.toolbar.findChild(QWidget, name)
    return _of(window, button) if button is not None and button.isVisible() else None


def _menu(window: MainWindow, name: str) -> QRect | None:
    bar = window.menuBar()
    for action in bar.actions():
        menu = action.menu()
        if isinstance(menu, QWidget) and menu.objectName() == f"menu.{name}":
            return bar.actionGeometry(action).translated(bar.mapTo(window, QPoint()))
    return None


def _of(window: MainWindow, widget: QWidget) -> QRect:
    return QRect(widget.mapTo(window, QPoint()), widget.size())


_FINDERS = {
    "view": _view,
    "step": _step,
    "steps": _steps,
    "end": _end,
    "panel": _panel,
    "action": _action,
    "button": _button,
    "menu": _menu,
}


def beside(room: QRect, spot: QRect | None, wide: int, high: int, gap: int) -> QRect:
    """Where a card stands that shall not hide what is pointed at: right of it, left, below or above, where it fits;
    else in the corner of the window that hides least of it."""
    inner = room.adjusted(gap, gap, -gap, -gap)
    if spot is None:
        return _within(inner, QRect(inner.center().x() - wide // 2, inner.bottom() - high, wide, high))
    middle = spot.center()
    places = (
        QRect(spot.right() + gap, middle.y() - high // 2, wide, high),
        QRect(spot.left() - gap - wide, middle.y() - high // 2, wide, high),
        QRect(middle.x() - wide // 2, spot.bottom() + gap, wide, high),
        QRect(middle.x() - wide // 2, spot.top() - gap - high, wide, high),
    )
    if spot.bottom() < room.height() // 6:  # a button or a menu: below it first
        places = (places[2], *places[:2], places[3])
    for place in places:
        moved = _within(inner, place)
        if not moved.intersects(spot):
            return moved
    corners = [
        QRect(x, y, wide, high)
        for y in (inner.bottom() - high + 1, inner.top())
        for x in (inner.right() - wide + 1, inner.left())
    ]
    return _within(inner, min(corners, key=lambda place: _hidden(place, spot)))


def _hidden(place: QRect, spot: QRect) -> int:
    common = place.intersected(spot)
    return max(0, common.width()) * max(0, common.height())


def _within(room: QRect, place: QRect) -> QRect:
    left = max(room.left(), min(place.left(), room.right() - place.width() + 1))
    top = max(room.top(), min(place.top(), room.bottom() - place.height() + 1))
    return QRect(left, top, place.width(), place.height())
