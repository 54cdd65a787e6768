"""The rehearsal panel's place in the window: its actions, and the light it puts on the chart.

What is in it is `rehearsal_panel`, made when it is first seen.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from studio.ui.actions import Action
from studio.ui.panels.lazily import Lazily
from studio.ui.panels.words import tr

if TYPE_CHECKING:
    from studio.ui.panels.rehearsal_panel import RehearsalPanel
    from studio.ui.window import MainWindow

NAME = "rehearsal"


class _Rehearsing:
    """What a person does with the rehearsal of one window, wherever they ask for it."""

    def __init__(self, window: MainWindow) -> None:
        self._window = window
        self._made: RehearsalPanel | None = None
        self.place = Lazily(self._make)

    def _make(self) -> RehearsalPanel:
        from studio.ui.canvas.glow import Glow
        from studio.ui.panels.rehearsal_panel import RehearsalPanel

        window = self._window
        panel = self._made = RehearsalPanel(window.document)
        glow = Glow(window.scene)
        panel.path_changed.connect(glow.show_path)
        panel.current_step_changed.connect(glow.show_step)
        panel.current_step_changed.connect(self._reveal)
        panel.step_chosen.connect(window.go_to)
        panel.message.connect(window.say)
        panel.changed.connect(window.registry.refresh)
        return panel

    def _reveal(self, step: str) -> None:
        """Follow the conversation, unless the person looks at the chart from far."""
        from studio.ui.canvas.step_item import FAR

        if self._window.view.zoom >= FAR:
            self._window.view.reveal(step)

    def restart(self) -> None:
        self._shown().restart()

    def play(self) -> None:
        self._shown().toggle_play()

    def back(self) -> None:
        self._shown().back()

    def keep(self) -> None:
        self._shown().keep()

    def _shown(self) -> RehearsalPanel:
        self._window.show_panel(NAME)
        return self.place.content

    def can_begin(self) -> bool:
        return bool(self._window.document.procedure.steps)

    def has_begun(self) -> bool:
        return self._made is not None and self._made.has_begun


def install(window: MainWindow) -> None:
    """Add the panel and its actions."""
    rehearsing = _Rehearsing(window)
    window.add_panel(NAME, tr("Rehearsal"), rehearsing.place, shown=False, shortcut="F5")
    words = tr("rehearse walk through try customer test")
    for name, text, run, shortcut, enabled in (
        ("restart", tr("&Rehearse from the beginning"), rehearsing.restart, "Shift+F5", rehearsing.can_begin),
        ("play", tr("&Play or pause the rehearsal"), rehearsing.play, "F6", rehearsing.can_begin),
        ("back", tr("Take the last &answer back"), rehearsing.back, "Shift+F6", rehearsing.has_begun),
        ("keep", tr("&Keep the rehearsal as a test case"), rehearsing.keep, "", rehearsing.has_begun),
    ):
        window.registry.register(
            Action(f"rehearsal.{name}", text, run, shortcut, enabled, None, "procedure", "rehearsal", keywords=words)
        )
