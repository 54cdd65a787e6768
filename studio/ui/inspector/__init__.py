"""The inspector at the window's right: everything of what is selected, or of the whole procedure, to read and edit."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, Qt

from studio.ui.actions import Action
from studio.ui.inspector.inspector import Inspector

if TYPE_CHECKING:
    from studio.ui.window import MainWindow

translate = QCoreApplication.translate


def install(window: MainWindow) -> None:
    """Add the inspector to a window, and the action that goes to it."""
    inspector = Inspector(window.document, window.view.setFocus)
    title = translate("inspector", "Details")
    window.add_panel("inspector", title, inspector, Qt.DockWidgetArea.RightDockWidgetArea)

    def go() -> None:
        window.show_panel("inspector")
        inspector.begin()

    window.registry.register(
        Action(
            "go.inspector",
            translate("inspector", "Edit the &details"),
            go,
            "Alt+Return",
            menu="go",
            tip=translate("inspector", "Go to the details of what is selected; Escape comes back"),
            keywords=translate("inspector", "inspector properties edit panel"),
        )
    )
