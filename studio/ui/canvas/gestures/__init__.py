"""The gestures of drawing: each a small class, joined to a window by `install`. What they do to the procedure is pure
and stands in `procedure.drawing` and `procedure.excerpt`; what it becomes in the history is `pen`'s.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from studio.ui.window import MainWindow


def install(window: MainWindow) -> None:
    """Everything can be drawn, by mouse and by keys."""
    from studio.ui.canvas.gestures import connect, ends, hover, onto, pen, reconnect
    from studio.ui.canvas.gestures.append_menu import start_anew
    from studio.ui.canvas.gestures.clipboard import system
    from studio.ui.canvas.gestures.keys import Keys
    from studio.ui.canvas.gestures.menus import Menus
    from studio.ui.canvas.gestures.shelf import Shelf

    view = window.view
    pen.Pen(view)
    hung = ends.Ends(view)
    handles = connect.Handles(view)
    grips = reconnect.Grips(view)
    hover.of(view).moved.connect(hung.hover)
    view.over += [lambda: hung.hovered is not None, lambda: handles.lit, grips.pointed]
    view.starters += [start_anew, onto.start_move, connect.start_connect, reconnect.start_reconnect]
    Shelf(view)
    Menus(window)
    Keys(window)
    system().dataChanged.connect(window.registry.refresh)
