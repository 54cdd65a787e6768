"""The pane's place in a window: made when it is first seen, joined to the chart, and let go with the window."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtWidgets import QDockWidget, QFileDialog

from studio.base.errors import StudioError
from studio.chat.way import Way
from studio.procedure.file import procedure_hash
from studio.ui.canvas.step_item import FAR
from studio.ui.chat import leaving
from studio.ui.chat.empty import Found
from studio.ui.chat.finding import Finding
from studio.ui.chat.light import Light
from studio.ui.chat.panel import ChatPanel
from studio.ui.chat.rooms import make_room, neighbours, on_card
from studio.ui.chat.talk import Talk
from studio.ui.chat.words import tr

if TYPE_CHECKING:
    from studio.ui.window import MainWindow

NAME = "chat"
COLUMN = 290  # pixels the pane is given for each seat, as far as the chart keeps its share
SHARE = 0.5  # of the window's width at most
QUIET = 500  # milliseconds without an edit before the chart is compared with what was compiled


class Pane(QObject):
    """The chat of one window."""

    def __init__(self, window: MainWindow, talk: Talk | None = None) -> None:
        super().__init__(window)
        self._window = window
        self.talk = talk or Talk(make_room, neighbours, on_card=on_card, parent=self)
        self.panel = ChatPanel(self.talk)
        self._light = Light(window.scene)
        self._hidden: list[QDockWidget] = []
        self._step = ""
        self._seats = 0
        self._comparing = QTimer(self, singleShot=True, interval=QUIET)
        self._comparing.timeout.connect(self._compare)
        self._listen()
        self.look_for_models()

    def _listen(self) -> None:
        window, panel, talk = self._window, self.panel, self.talk
        panel.way_changed.connect(self._show_way)
        panel.step_chosen.connect(window.go_to)
        panel.message.connect(window.say)
        panel.bar.fill_asked.connect(self.fill)
        panel.bar.run_asked.connect(self.choose)
        panel.empty.browse.connect(self.choose)
        panel.empty.chosen.connect(self.open)
        talk.opened.connect(self._compare)
        talk.opened.connect(window.registry.refresh)
        talk.seats_changed.connect(self._count)
        window.document.changed.connect(self._comparing.start)
        window.document.replaced.connect(self._comparing.start)
        window.closed.connect(self.close)

    def open(self, path: Path) -> bool:
        """Talk to a run's model; whether it could be opened."""
        try:
            self.talk.open(path)
        except StudioError as error:
            self._window.tell(error)
            return False
        return True

    def choose(self) -> None:
        """Let the person look for a compile's folder."""
        path = QFileDialog.getExistingDirectory(self._window, tr("Choose a compile's folder"))
        if path:
            self.open(Path(path))

    def look_for_models(self) -> None:
        """Offer what was compiled before."""
        if self.talk.run is None:
            finding = Finding(self._window.document.procedure)
            finding.found.connect(self._found)
            leaving.hold(finding)
            finding.start()

    def _found(self, found: list[Found]) -> None:
        self.panel.empty.show_found(found)

    def close(self) -> None:
        self.talk.close()

    # -- the chart ---------------------------------------------------------------------------------------

    def _show_way(self, way: Way) -> None:
        self._light.show_way(way)
        if way.current and way.current != self._step and self._window.view.zoom >= FAR:
            self._window.view.reveal(way.current)
        self._step = way.current

    def _compare(self) -> None:
        """Whether the chart in the window is what the model was compiled from."""
        if self.talk.run is None:
            self.look_for_models()
            return
        drawn, compiled = self._window.document.procedure, self.talk.procedure
        self.panel.bar.outdated = bool(drawn.steps) and procedure_hash(drawn) != procedure_hash(compiled)
        self.panel.bar.refresh()

    # -- room --------------------------------------------------------------------------------------------

    def fill(self, whole: bool) -> None:
        """Let the pane fill the window, or give the chart and the other panels their places back."""
        window = self._window
        mine = window.panels[NAME]
        if whole:
            self._hidden = [dock for dock in window.panels.values() if dock is not mine and not dock.isHidden()]
        for dock in self._hidden:
            dock.setVisible(not whole)
        window.view.setVisible(not whole)
        mine.show()
        mine.raise_()
        if not whole:
            self._hidden = []
            self.widen()

    def _count(self) -> None:
        """One more seat wants more room."""
        grown, self._seats = len(self.talk.slots) > self._seats, len(self.talk.slots)
        if grown:
            QTimer.singleShot(0, self.widen)

    def widen(self) -> None:
        """Give the pane the width it wants, as far as the chart keeps its share."""
        window = self._window
        dock = window.panels[NAME]
        if not dock.isFloating():
            wide = min(COLUMN * max(len(self.talk.slots), 2), round(window.width() * SHARE))
            window.resizeDocks([dock], [wide], Qt.Orientation.Horizontal)
