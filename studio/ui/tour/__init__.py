"""The guided tour: two minutes in which a person does each thing once, on a small chart of its own.

What is asked for stands in `stops` as data, what can be seen of the window in `situation`, and `guide` points at the
widgets and waits. It is offered once, at the first start, and stands in the Help menu.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from studio.base import settings
from studio.base.errors import StudioError
from studio.ui.actions import Action
from studio.ui.tour.begin import begin

if TYPE_CHECKING:
    from studio.ui.app import Studio
    from studio.ui.window import MainWindow

ACTION = "help.tour"


def install(window: MainWindow) -> None:
    window.registry.register(
        Action(
            ACTION,
            window.tr("&Show me around"),
            lambda: begin(window),
            menu="help",
            icon="info",
            tip=window.tr("Draw, mend and rehearse a small chart, step by step"),
            keywords=window.tr("tour guide introduction learn first help"),
        )
    )


def offer(studio: Studio) -> None:
    """At the first start of all, ask whether to be shown around; never again after that."""
    window = studio.windows[0] if studio.windows else None
    if window is None or window.document.path is not None or not is_first():
        return
    begin(window, asked=False)


def is_first() -> bool:
    """Whether nobody was asked yet; from now on somebody was. Where that cannot be kept, nobody is asked."""
    try:
        kept = settings.load()
        if getattr(kept, "toured", False):
            return False
        settings.save(kept.model_copy(update={"toured": True}))
    except StudioError:
        return False
    return True
