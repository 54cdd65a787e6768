"""After a compile: how well the model follows each step and branch, on the chart and in a panel beside it.

    show(window, RUN)    read what checking found and paint it

The reading is done in a thread; nothing of the panel is loaded before it is first seen.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

from studio.ui.actions import Action
from studio.ui.panels.lazily import Lazily
from studio.ui.report.part import NAME, ReportPart
from studio.ui.report.words import tr

if TYPE_CHECKING:
    from studio.ui.window import MainWindow

__all__ = ["install", "part_of", "show"]


def part_of(window: MainWindow) -> ReportPart:
    """The report of a window."""
    found = window.findChild(ReportPart)
    assert isinstance(found, ReportPart)
    return found


def show(window: MainWindow, run: Path) -> None:
    """Show what checking found of a run, in the panel and on the chart."""
    part_of(window).show_run(run)


def install(window: MainWindow) -> None:
    """Add the panel and its actions."""
    part = ReportPart(window)
    area = Qt.DockWidgetArea.LeftDockWidgetArea
    window.add_panel(NAME, tr("How well it is followed"), Lazily(part.make), area, shown=False)
    window.registry.register(
        Action(
            "report.paint",
            tr("Paint how well it is &followed"),
            part.toggle,
            "Ctrl+Shift+R",
            enabled=lambda: part.run is not None,
            checked=lambda: part.is_painted,
            menu="procedure",
            section="report",
            tip=tr("Show on the chart how often each step and branch was taken when it should have been"),
            keywords=tr("report verify scores heat map quality"),
        )
    )
