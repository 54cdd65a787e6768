"""What can be done with notes, groups and pins by keys and menus."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QPoint, QRectF, Qt
from PySide6.QtGui import QContextMenuEvent, QIcon, QPainter, QPixmap
from PySide6.QtWidgets import QMenu

from studio.procedure import annotations as kept
from studio.ui.actions import Action
from studio.ui.canvas import editors
from studio.ui.canvas.colours import names, tint, tr
from studio.ui.canvas.notes import Notes
from studio.ui.canvas.tidy import is_pinned
from studio.ui.document import Edit

if TYPE_CHECKING:
    from studio.ui.window import MainWindow


class NoteActions(QObject):
    """Registers the actions of one window, and brings up the menu of a note or group."""

    def __init__(self, window: MainWindow, notes: Notes) -> None:
        super().__init__(window.view)
        self._window, self._notes, self._document = window, notes, window.document
        self._register()
        self._register_colours()
        window.removers.append(self._remover)
        notes.changed.connect(window.registry.refresh)
        window.view.viewport().installEventFilter(self)
        editors.of(window.view).also.append((self._has_one, notes.write_selected))

    def _has_one(self) -> bool:
        return len(self._notes.selected) == 1

    def _has_only(self) -> bool:
        return self._has_some() and not self._document.selection

    def _remover(self) -> tuple[int, Edit]:
        names = self._notes.selected
        return len(names), lambda procedure: kept.remove(procedure, names)

    def _has_some(self) -> bool:
        return bool(self._notes.selected)

    def _loose(self) -> list[str]:
        return [step for step in self._document.selection.steps if not is_pinned(self._document.procedure, step)]

    def _pinned(self) -> list[str]:
        return [step for step in self._document.selection.steps if is_pinned(self._document.procedure, step)]

    def _pin(self, pinned: bool) -> None:
        steps = self._loose() if pinned else self._pinned()
        text = tr("Pin in place") if pinned else tr("Take the pin off")
        self._document.apply(text, lambda procedure: kept.pin(procedure, steps, pinned))

    def _register(self) -> None:
        add, notes = self._window.registry.register, self._notes
        add(Action("insert.note", tr("&Note"), notes.add_note, "N", menu="insert", section="notes", icon="note",
                   tip=tr("Write a note on the chart; it is no part of the conversation"),
                   keywords=tr("comment sticky text"), anywhere=False))  # fmt: skip
        add(Action("insert.group", tr("&Group"), notes.add_group, "Ctrl+G", menu="insert", section="notes",
                   icon="group", tip=tr("Draw a coloured area around the selected steps; moving it moves them"),
                   keywords=tr("area colour frame section"), anywhere=False))  # fmt: skip
        add(Action("edit.delete_note", tr("Delete the note or group"), notes.remove_selected, ("Del", "Backspace"),
                   self._has_only, icon="delete", anywhere=False))  # fmt: skip
        add(Action("arrange.pin", tr("&Pin in place"), partial(self._pin, True), "P", lambda: bool(self._loose()),
                   menu="arrange", section="pins", icon="pin", tip=tr("Keep the step where it is when tidying"),
                   keywords=tr("fix lock stay"), anywhere=False))  # fmt: skip
        add(Action("arrange.unpin", tr("Take the pin &off"), partial(self._pin, False), "Shift+P",
                   lambda: bool(self._pinned()), menu="arrange", section="pins",
                   tip=tr("Let the step be moved when tidying"), anywhere=False))  # fmt: skip

    def _register_colours(self) -> None:
        for colour, name in names().items():
            self._window.registry.register(
                Action(
                    f"colour.{colour}",
                    name,
                    partial(self._notes.colour_selected, colour),
                    enabled=self._has_some,
                    keywords=tr("note group colour"),
                    anywhere=False,
                )
            )

    # -- the menu ----------------------------------------------------------------------------------

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QContextMenuEvent) and self._window.view.gesture is None:
            name, _ = self._notes.at(self._window.view.mapToScene(event.pos()))
            if name:
                if name not in self._notes.selected:
                    self._notes.select([name])
                self.ask(event.globalPos())
                return True
        return super().eventFilter(watched, event)

    def ask(self, spot: QPoint) -> QMenu:
        """The menu for what is selected, at a spot of the screen."""
        registry = self._window.registry
        registry.refresh()
        menu = QMenu(self._window.view)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction(registry.qaction("edit.words"))
        menu.addSeparator()
        for colour in kept.COLOURS:
            action = registry.qaction(f"colour.{colour}")
            action.setIcon(_swatch(colour))
            menu.addAction(action)
        menu.addSeparator()
        menu.addAction(registry.qaction("edit.delete_note" if self._has_only() else "edit.delete"))
        menu.popup(spot)
        return menu


def _swatch(colour: str) -> QIcon:
    """A colour as it will look."""
    made = QPixmap(32, 32)
    made.setDevicePixelRatio(2.0)
    made.fill(Qt.GlobalColor.transparent)
    painter = QPainter(made)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(tint(colour).border)
    painter.setBrush(tint(colour).fill)
    painter.drawRoundedRect(QRectF(2, 2, 12, 12), 3, 3)
    painter.end()
    return QIcon(made)
