"""How far the compile is, in the status line: a press shows the panel."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QToolButton

from studio.ui import icons, theme
from studio.ui.compile.desk import Desk
from studio.ui.compile.words import tr


class Sign(QToolButton):
    """Seen only while a compile is followed, and once it has ended."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.setIconSize(QSize(16, 16))
        self.setAutoRaise(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        desk.changed.connect(self._show)
        theme.changed.connect(self._show)
        self._show()

    def _show(self) -> None:
        supervisor, wearing = self._desk.supervisor, theme.current()
        self.setVisible(supervisor is not None)
        if supervisor is None:
            return
        progress = supervisor.progress
        ending = progress.ending
        if ending is None:
            share = f"{progress.share:.0%}"
            text, icon, colour = tr("Compiling, {share}").format(share=share), "act", wearing.accent
            if progress.paused:
                text, icon = tr("Compile paused"), "pause"
        elif ending.kind == "done":
            ready = ending.gate == "passed"
            text = tr("Compiled, ready to use") if ready else tr("Compiled, not ready to use yet")
            icon, colour = ("good", wearing.good) if ready else ("advice", wearing.advice)
        elif ending.kind == "cancelled":
            text, icon, colour = tr("Compile cancelled"), "info", wearing.soft
        else:
            text, icon, colour = tr("The compile did not work"), "problem", wearing.problem
        self.setText(f" {text}")
        self.setAccessibleName(text)
        self.setToolTip(tr("{name}: press to see more").format(name=supervisor.name))
        self.setIcon(icons.icon(icon, colour))
        self.setStyleSheet(f"QToolButton {{ color: {colour.name()}; padding: 2px 8px; }}")
