"""The registry of everything a person can do: menus, toolbar, command palette and shortcut sheet are made from it.

An action is registered once, by whoever can do it; nothing else holds its words or its shortcut.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu, QMenuBar, QWidget

from studio.ui import icons, theme
from studio.ui.mnemonics import distinct

MENUS = ("file", "edit", "insert", "arrange", "view", "go", "procedure", "help")
Shortcut = str | QKeySequence.StandardKey


@dataclass(frozen=True)
class Action:
    """Something to do. `text` is what menus and palette show; `menu` is one of MENUS, or empty for the palette only;
    `section` groups a menu by lines; `enabled` and `checked` are asked whenever something changes; `keywords` are other
    words by which the palette finds it; `icon` is a name of `icons`. `shortcut` may hold several, parted by spaces of
    a tuple. `anywhere` False keeps a shortcut to the canvas, so that plain letters can be typed elsewhere."""

    id: str
    text: str
    run: Callable[[], object]
    shortcut: Shortcut | tuple[Shortcut, ...] = ()
    enabled: Callable[[], bool] | None = None
    checked: Callable[[], bool] | None = None
    menu: str = ""
    section: str = ""
    icon: str = ""
    tip: str = ""
    keywords: str = ""
    anywhere: bool = True


class Registry(QObject):
    """The actions of one window. `added` is emitted with an id for each new one."""

    added = Signal(str)

    def __init__(self, window: QWidget, canvas: QWidget | None = None) -> None:
        super().__init__(window)
        self._window, self.canvas = window, canvas or window
        self._actions: dict[str, Action] = {}
        self._made: dict[str, QAction] = {}
        theme.changed.connect(self._retint)

    def register(self, action: Action) -> QAction:
        """Add an action. Raises ValueError where the id is taken or the menu is none."""
        if action.id in self._actions or (action.menu and action.menu not in MENUS):
            raise ValueError(f"action {action.id!r} (menu {action.menu!r})")
        made = QAction(action.text, self)
        made.setObjectName(action.id)
        made.setShortcuts(_sequences(action.shortcut))
        made.setToolTip(_tip(action, made))
        made.setStatusTip(action.tip)
        made.setCheckable(action.checked is not None)
        if action.icon:
            made.setIcon(icons.icon(action.icon))
        made.triggered.connect(lambda *_: self.trigger(action.id))
        if action.anywhere:
            self._window.addAction(made)
        else:
            made.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            self.canvas.addAction(made)
        self._actions[action.id], self._made[action.id] = action, made
        self._refresh(action)
        self.added.emit(action.id)
        return made

    def trigger(self, action_id: str) -> bool:
        """Do it, if it can be done now; whether it could."""
        action = self._actions[action_id]
        if action.enabled is not None and not action.enabled():
            return False
        action.run()
        self.refresh()
        return True

    def all(self) -> tuple[Action, ...]:
        return tuple(self._actions.values())

    def __getitem__(self, action_id: str) -> Action:
        return self._actions[action_id]

    def __contains__(self, action_id: object) -> bool:
        return action_id in self._actions

    def qaction(self, action_id: str) -> QAction:
        """The Qt action, for toolbars, buttons and context menus."""
        return self._made[action_id]

    def shortcut_text(self, action_id: str) -> str:
        """The shortcut as the person's keyboard names it."""
        return self._made[action_id].shortcut().toString(QKeySequence.SequenceFormat.NativeText)

    def refresh(self) -> None:
        """Ask every action whether it can be done now."""
        for action in self._actions.values():
            self._refresh(action)

    def _refresh(self, action: Action) -> None:
        made = self._made[action.id]
        made.setEnabled(action.enabled is None or action.enabled())
        if action.checked is not None:
            made.setChecked(action.checked())

    def _retint(self) -> None:
        for action in self._actions.values():
            if action.icon:
                self._made[action.id].setIcon(icons.icon(action.icon))

    # -- menus -----------------------------------------------------------------------------------

    def menu_titles(self) -> dict[str, str]:
        return {
            "file": self.tr("&File"),
            "edit": self.tr("&Edit"),
            "insert": self.tr("&Insert"),
            "arrange": self.tr("&Arrange"),
            "view": self.tr("&View"),
            "go": self.tr("&Go"),
            "procedure": self.tr("&Procedure"),
            "help": self.tr("&Help"),
        }

    def fill_menu_bar(self, bar: QMenuBar) -> None:
        """One menu for each of MENUS, filled anew whenever it opens, so that it holds what was registered since."""
        titles = self.menu_titles()
        for name, title in zip(titles, distinct([*titles.values()]), strict=True):
            menu = bar.addMenu(title)
            menu.setObjectName(f"menu.{name}")
            menu.setToolTipsVisible(True)
            menu.aboutToShow.connect(lambda menu=menu, name=name: self.fill_menu(menu, name))
            self.fill_menu(menu, name)

    def fill_menu(self, menu: QMenu, name: str) -> None:
        """The actions of a menu, a line between sections, in the order in which sections first came up."""
        self.refresh()
        for old in menu.actions():
            menu.removeAction(old)
        for number, section in enumerate(self._sections(name)):
            if number:
                menu.addSeparator()
            menu.addActions([self._made[action.id] for action in section])
        entries = [entry for entry in menu.actions() if not entry.isSeparator()]
        for entry, text in zip(entries, distinct([entry.text() for entry in entries]), strict=True):
            if entry.text() != text:
                entry.setText(text)

    def _sections(self, name: str) -> Iterator[list[Action]]:
        sections: dict[str, list[Action]] = {}
        for action in self._actions.values():
            if action.menu == name:
                sections.setdefault(action.section, []).append(action)
        yield from sections.values()


def _sequences(shortcut: Shortcut | tuple[Shortcut, ...]) -> list[QKeySequence]:
    wanted = shortcut if isinstance(shortcut, tuple) else (shortcut,)
    found: list[QKeySequence] = []
    for one in wanted:
        found += QKeySequence.keyBindings(one) if isinstance(one, QKeySequence.StandardKey) else [QKeySequence(one)]
    return [sequence for sequence in found if not sequence.isEmpty()]


def _tip(action: Action, made: QAction) -> str:
    keys = made.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
    said = action.tip or action.text.replace("&", "").removesuffix("…")
    return f"{said} ({keys})" if keys else said
