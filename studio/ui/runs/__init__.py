"""The history of compiles in the window.

runs_of(window)              the history; its `run_chosen` carries the folder of a run the person wants to talk to
runs_of(window).open_run(p)  talk to the model of a run
runs_of(window).show_run(p)  show the panel with that run chosen
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

from studio.ui.panels.lazily import Lazily
from studio.ui.runs.part import NAME, Runs, register
from studio.ui.runs.words import tr

if TYPE_CHECKING:
    from studio.ui.window import MainWindow

__all__ = ["Runs", "install", "runs_of"]


def runs_of(window: MainWindow) -> Runs:
    """The history of a window."""
    found = window.findChild(Runs)
    assert isinstance(found, Runs)
    return found


def install(window: MainWindow) -> None:
    """Add the panel and the actions."""
    runs = Runs(window)
    area = Qt.DockWidgetArea.LeftDockWidgetArea
    window.add_panel(NAME, tr("History of compiles"), Lazily(lambda: runs.panel), area, shown=False)
    register(runs)
