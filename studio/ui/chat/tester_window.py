"""The tester's window: the chart to look at on the left, the chat on the right."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QFileDialog, QMainWindow, QSplitter

from studio.chat.seats.spec import SeatSpec
from studio.chat.way import Way
from studio.ui.canvas import hands
from studio.ui.canvas.gesture import Gesture, Pointer
from studio.ui.canvas.scene import Scene
from studio.ui.canvas.step_item import FAR
from studio.ui.canvas.view import View
from studio.ui.chat.light import Light
from studio.ui.chat.panel import ChatPanel
from studio.ui.chat.rooms import make_room, neighbours, on_card
from studio.ui.chat.talk import Talk
from studio.ui.chat.words import tr
from studio.ui.panels.compare_canvas import ReadOnly

SIZE = (1280, 820)
SHARES = [7, 6]  # of the chart and the chat
STAY = 6000  # milliseconds a sentence stays in the status line
USUAL = (SeatSpec(kind="compiled"),)


class TrialWindow(QMainWindow):
    """A window on one run."""

    def __init__(self, path: Path, talk: Talk | None = None) -> None:
        super().__init__()
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.talk = talk or Talk(make_room, neighbours, on_card=on_card, usual=USUAL)
        self.talk.open(path)
        self.talk.setParent(self)
        self.document = ReadOnly(self.talk.procedure)
        self.document.setParent(self)
        self.scene = Scene(self.document)
        self.view = View(self.scene)
        self.view.starters = [_pan]  # the chart can be moved about and zoomed, and nothing else
        self.panel = ChatPanel(self.talk)
        self.panel.bar.fill.hide()
        self._light = Light(self.scene)
        self._step = ""
        self._join()
        split = QSplitter(Qt.Orientation.Horizontal)
        split.setChildrenCollapsible(False)
        for widget, share in zip((self.view, self.panel), SHARES, strict=True):
            split.addWidget(widget)
            split.setStretchFactor(split.indexOf(widget), share)
        self.setCentralWidget(split)
        self.resize(*SIZE)
        split.setSizes([SIZE[0] * share // sum(SHARES) for share in SHARES])
        self.statusBar().setSizeGripEnabled(False)
        self._name()

    def _join(self) -> None:
        panel = self.panel
        panel.way_changed.connect(self._show_way)
        panel.step_chosen.connect(self.view.reveal)
        panel.message.connect(lambda text: self.statusBar().showMessage(text, STAY))
        panel.bar.run_asked.connect(self.choose)

    def open(self, path: Path) -> bool:
        """Talk to another run's model; whether it could be opened."""
        if not self.panel.try_(lambda: self.talk.open(path)):
            return False
        self.document.replace(self.talk.procedure)
        self._name()
        return True

    def choose(self) -> None:
        """Let the person look for a compile's folder."""
        path = QFileDialog.getExistingDirectory(self, tr("Choose a compile's folder"))
        if path:
            self.open(Path(path))

    def _name(self) -> None:
        self.setWindowTitle(tr("{name}: trying it out").format(name=self.talk.procedure.name))

    def _show_way(self, way: Way) -> None:
        self._light.show_way(way)
        if way.current and way.current != self._step and self.view.zoom >= FAR:
            self.view.reveal(way.current)
        self._step = way.current

    def closeEvent(self, event: QCloseEvent) -> None:
        self.talk.close()
        event.accept()


def _pan(view: View, pointer: Pointer) -> Gesture | None:
    """Either button of a hand that cannot edit shifts the chart."""
    wanted = (Qt.MouseButton.LeftButton, Qt.MouseButton.MiddleButton)
    return hands.Pan(view, pointer) if pointer.button in wanted else None
