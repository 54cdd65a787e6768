"""The window stays calm: no turn of its event loop takes long while thousands of events arrive, and nothing heavy is
loaded into it."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from itertools import count

from PySide6.QtCore import QTimer

from studio.ui.compile import desk_of
from studio.ui.compile.picture import Curve
from tests.ui.compile.conftest import until, until_over

STALL = 0.1  # seconds


class Watch:
    """What the window's thread itself computes between two ticks of a timer. Whatever the computer does besides, and
    however busy it is with other work, is not counted."""

    def __init__(self, parent):
        self.turns, self._last = [], time.thread_time()
        self._timer = QTimer(parent, interval=5)
        self._timer.timeout.connect(self._tick)
        self._timer.start()

    def _tick(self):
        now = time.thread_time()
        self.turns.append(now - self._last)
        self._last = now


def test_no_turn_takes_longer_than_a_tenth_of_a_second_while_events_pour_in(qtbot, window, how):
    desk = desk_of(window)
    desk.panel.show_beginning("Travel booking")
    until(qtbot, lambda: desk.panel.picture.is_drawn)
    how += ["--flood", "6000"]
    watch = Watch(window)
    window.registry.trigger("compile.start")
    until_over(qtbot, window)
    assert desk.supervisor.progress.events > 6000
    assert len(watch.turns) > 5
    assert max(watch.turns) < STALL, sorted(watch.turns)[-5:]


def test_the_curves_are_made_in_turns_of_their_own(qtbot, window, monkeypatch):
    turns, made = count(1), []
    inner = Curve.make

    def make(curve):
        made.append(next(turns))
        QTimer.singleShot(0, lambda: made.append(0))  # runs as soon as this turn of the event loop is over
        inner(curve)

    monkeypatch.setattr(Curve, "make", make)
    panel = desk_of(window).panel
    window.show_panel("compile")
    panel.show_beginning("Travel booking")
    until(qtbot, lambda: panel.picture.is_drawn)
    assert made[:3] == [1, 0, 2]


def test_a_new_window_has_loaded_none_of_it():
    line = (
        "import sys; from PySide6.QtWidgets import QApplication; app = QApplication([]);"
        "from studio.ui.window import MainWindow; window = MainWindow(); print(*sys.modules)"
    )
    environment = os.environ | {"QT_QPA_PLATFORM": "offscreen"}
    done = subprocess.run([sys.executable, "-c", line], capture_output=True, text=True, check=True, env=environment)
    loaded = set(done.stdout.split())
    assert "studio.ui.compile" in loaded
    assert not loaded & {"pyqtgraph", "numpy", "torch", "datasets", "pyarrow", "transformers", "llama_cpp"}
    assert not loaded & {"studio.ui.compile.panel", "studio.bench.verify", "studio.bench.scores", "studio.chat.reply"}
