"""The actions by which two versions are compared. The window that shows them is `compare_window`, made when it is first
asked for.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from studio.ui.actions import Action
from studio.ui.panels.words import tr

if TYPE_CHECKING:
    from studio.ui.panels.compare_window import CompareWindow
    from studio.ui.window import MainWindow


class _Comparing:
    """The comparison of one main window, made when it is first asked for."""

    def __init__(self, window: MainWindow) -> None:
        self._window = window
        self._made: CompareWindow | None = None

    @property
    def panel(self) -> CompareWindow:
        from studio.ui.panels.compare_window import CompareWindow

        if self._made is None:
            self._made = CompareWindow(self._window.document, self._window)
        return self._made

    def show(self) -> None:
        self.panel.show()
        self.panel.raise_()
        self.panel.activateWindow()
        self.panel.fit()

    def with_first(self) -> None:
        """With the saved version, or how it was before the last edit; the person may then choose another."""
        found = self.panel.baselines()
        if self.panel.tried(lambda: self.panel.compare_with(found[0])) if found else self.panel.choose_file():
            self.show()

    def with_file(self) -> None:
        if self.panel.choose_file():
            self.show()

    def has_earlier(self) -> bool:
        return bool(self._window.document.path or self._window.document.stack.count())

    def has_steps(self) -> bool:
        return bool(self._window.document.procedure.steps)


def install(window: MainWindow) -> None:
    """Add the actions."""
    comparing = _Comparing(window)
    for name, text, run, shortcut, enabled in (
        ("with", tr("&Compare with…"), comparing.with_first, "Ctrl+Shift+D", comparing.has_earlier),
        ("file", tr("Compare with another &file…"), comparing.with_file, "", comparing.has_steps),
    ):
        window.registry.register(
            Action(
                f"compare.{name}",
                text,
                run,
                shortcut,
                enabled,
                menu="procedure",
                section="compare",
                icon="compare",
                tip=tr("See two versions side by side, and what differs in words"),
                keywords=tr("diff difference versions changes"),
            )
        )
