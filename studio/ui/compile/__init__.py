"""Compiling, as the window shows it: the panel, its actions, and what happens to a compile when a window closes.

    desk_of(window)    what can be asked of the window's compiles

The worker is a process of its own (`studio.compile`). Nothing of the panel is loaded before it is first seen.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, QTimer
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QSizePolicy, QToolButton, QWidget

from studio.ui import icons, theme
from studio.ui.actions import Action
from studio.ui.compile.closing import Guard
from studio.ui.compile.desk import NAME, Desk
from studio.ui.compile.sign import Sign
from studio.ui.compile.words import tr

if TYPE_CHECKING:
    from studio.ui.window import MainWindow

__all__ = ["desk_of", "install"]

LOOK = 600  # milliseconds after the window is there until compiles at work are looked for


def desk_of(window: MainWindow) -> Desk:
    """The compiles of a window."""
    found = window.findChild(Desk, "desk")
    assert isinstance(found, Desk)
    return found


def install(window: MainWindow) -> None:
    """Add the panel, the actions and the signs."""
    desk = Desk(window)
    window.add_panel(NAME, tr("Compile"), desk.place, shown=False)
    words = tr("compile teach train model run build")
    add = window.registry.register
    add(Action("compile.start", tr("&Compile…"), desk.compile, "Ctrl+R", menu="procedure", section="compile",
               icon="act", tip=tr("Teach a small model to follow this chart"), keywords=words))  # fmt: skip
    add(Action("compile.pause", tr("Pause the compile, or &go on"), desk.pause, "", desk.can_ask, menu="procedure",
               section="compile", icon="pause", keywords=words))  # fmt: skip
    add(Action("compile.stop", tr("&Stop and keep what was learned"), desk.stop, "", desk.can_ask, menu="procedure",
               section="compile", icon="end", keywords=words))  # fmt: skip
    add(Action("compile.cancel", tr("Cancel the compile…"), desk.cancel, "", desk.can_cancel,
               menu="procedure", section="compile", icon="close", keywords=words))  # fmt: skip
    _put_in_toolbar(window)
    sign = Sign(desk)
    sign.clicked.connect(lambda: window.show_panel(NAME))
    window.status.addPermanentWidget(sign)
    Guard(window, desk)
    QTimer.singleShot(LOOK, desk, desk.find)


def _put_in_toolbar(window: MainWindow) -> None:
    """The button that the whole chart is drawn for, apart on the right."""
    room = QWidget()
    room.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
    window.toolbar.addWidget(room)
    window.toolbar.addWidget(_Prominent(window.registry.qaction("compile.start")))


class _Prominent(QToolButton):
    """A button in the accent's colour, icon and word."""

    def __init__(self, action: QAction) -> None:
        super().__init__()
        self.setObjectName("compile.button")
        self.setText(tr("Compile"))
        self.setToolTip(action.toolTip())
        self.clicked.connect(action.trigger)
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.setIconSize(QSize(16, 16))
        theme.changed.connect(self.dress)
        self.dress()

    def dress(self) -> None:
        wearing = theme.current()
        self.setIcon(icons.icon("act", wearing.on_accent))
        self.setStyleSheet(
            f"QToolButton {{ background: {wearing.accent.name()}; color: {wearing.on_accent.name()}; border: none;"
            f" border-radius: {theme.RADIUS}px; padding: 5px 14px; font-weight: 600; }}"
            f"QToolButton:hover {{ background: {wearing.accent.lighter(112).name()}; }}"
        )
