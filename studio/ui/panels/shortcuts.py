"""The shortcut sheet's content: every key there is, menu by menu, made from the registry, and the action that shows it.

How it looks on the screen and on paper is `shortcut_sheet`'s business.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QKeyCombination, Qt
from PySide6.QtGui import QKeySequence

from studio.ui.actions import MENUS, Action, Registry
from studio.ui.panels.palette import plain

if TYPE_CHECKING:
    from studio.ui.window import MainWindow

Section = tuple[str, list[tuple[str, list[str]]]]  # title, and what is done by which keys


def sections(registry: Registry) -> list[Section]:
    """Everything that has a shortcut, menu by menu, in the order in which it was registered."""
    titles = {name: plain(title) for name, title in registry.menu_titles().items()}
    found: list[Section] = []
    for menu in (*MENUS, ""):
        lines = [(plain(a.text), keys) for a in registry.all() if a.menu == menu and (keys := _keys(registry, a))]
        if lines:
            found.append((titles.get(menu, registry.tr("On the canvas")), lines))
    return found


def _keys(registry: Registry, action: Action) -> list[str]:
    """Its shortcuts as the keyboard names them, but for keys of their own ("Undo") that few keyboards have."""
    native = QKeySequence.SequenceFormat.NativeText
    found = (keys.toString(native) for keys in registry.qaction(action.id).shortcuts() if not _rare(keys))
    return list(dict.fromkeys(found))


def _rare(keys: QKeySequence) -> bool:
    first: QKeyCombination = keys[0]  # type: ignore[index]
    return first.key() >= Qt.Key.Key_Back


def balanced(found: list[Section], columns: int) -> list[list[Section]]:
    """Sections dealt to columns in their order, so that the columns are about equally long."""
    if columns == 1 or not found:
        return [found, *([] for _ in range(columns - 1))]
    share = _tall(found) / columns
    cut = min(range(1, len(found) + 1), key=lambda cut: abs(_tall(found[:cut]) - share))
    return [found[:cut], *balanced(found[cut:], columns - 1)]


def _tall(part: list[Section]) -> int:
    return sum(len(lines) + 2 for _, lines in part)


def install(window: MainWindow) -> None:
    def show() -> None:
        from studio.ui.panels.shortcut_sheet import Sheet  # only here, since printing takes time to load

        sheet = Sheet(window)
        sheet.show()
        sheet.raise_()

    window.registry.register(
        Action(
            "help.shortcuts",
            window.tr("&Keyboard shortcuts"),
            show,
            "F1",
            menu="help",
            icon="help",
            keywords=window.tr("keys sheet print"),
        )
    )
