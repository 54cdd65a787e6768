"""How a tour begins: on its small chart, in this window where nothing is lost by that, else in one of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QApplication

from studio.ui.tour.chart import chart
from studio.ui.tour.guide import Guide
from studio.ui.tour.stops import stops

if TYPE_CHECKING:
    from studio.ui.window import MainWindow


def begin(window: MainWindow, *, asked: bool = True) -> Guide | None:
    """Begin the tour; at the welcome, where nobody has asked for it. None where no window could be had."""
    current = window.findChild(Guide)
    if current is not None:
        current.leave()
    if not asked:
        return _guide(window, 0)
    host = window if may_take(window) else _another(window)
    if host is None:
        return None
    lay_out(host)
    return _guide(host, 1)


def _guide(window: MainWindow, first: int) -> Guide:
    guide = Guide(window, stops(), first)
    guide.accepted.connect(lambda: begin(window))
    return guide


def may_take(window: MainWindow) -> bool:
    """Whether the window holds nothing of the person's: nothing at all, or a sample as it came."""
    return window.document.path is None and not window.document.is_modified


def lay_out(window: MainWindow) -> None:
    """The tour's chart in a window."""
    window.document.replace(chart())
    window.view.fit()


def _another(window: MainWindow) -> MainWindow | None:
    before = set(QApplication.topLevelWidgets())
    window.opens.emit(None)
    made = [widget for widget in QApplication.topLevelWidgets() if widget not in before]
    return next((widget for widget in made if isinstance(widget, type(window))), None)
