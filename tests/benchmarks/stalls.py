"""How calm the window stays while a compile runs:   python -m tests.benchmarks.stalls [--sample NAME] [--seconds 240]

The window compiles a sample with a real worker, while its chart is panned and looked at stage by stage. A turn is the
time between two ticks of a timer of 5 ms in the window's own thread: as it passed, other programs and the worker on the
same cores included, and as the window itself computed. Painted offscreen, by the processor. A stall is a turn of over
100 ms.
"""

from __future__ import annotations

import argparse
import os
import tempfile
from datetime import date
from time import perf_counter, thread_time

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ["STUDIO_HOME"] = tempfile.mkdtemp()

from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtWidgets import QApplication

from studio.base import paths
from studio.compile.order import Order
from studio.models import library
from studio.procedure import file
from studio.ui import theme
from studio.ui.compile import desk_of
from studio.ui.document import Document
from studio.ui.window import MainWindow

STALL = 0.1  # seconds
READ = 3000  # milliseconds for which somebody looks at the sheet before the compile
PAN = 40  # pixels, there and back


class Watch:
    """Every turn of the event loop, as it passed and as this thread computed, with the stage it fell into."""

    def __init__(self, window: MainWindow) -> None:
        self.window = window
        self.turns: list[tuple[float, float, str]] = []
        self._last = perf_counter(), thread_time()
        self._timer = QTimer(window, interval=5)
        self._timer.timeout.connect(self._tick)
        self._timer.start()

    def _tick(self) -> None:
        now = perf_counter(), thread_time()
        supervisor = desk_of(self.window).supervisor
        stage = supervisor.progress.part or "starting" if supervisor is not None else "before"
        self.turns.append((now[0] - self._last[0], now[1] - self._last[1], stage))
        self._last = now


def read(order: Order) -> Order:
    """The order, once the sheet was looked at; meanwhile the window goes on."""
    loop = QEventLoop()
    QTimer.singleShot(READ, loop.quit)
    loop.exec()
    return order


def compiled(sample: str, seconds: float) -> Watch:
    """Compile a sample in a window, to the end."""
    application = QApplication([])
    theme.install(application, "light")
    window = MainWindow(Document(file.load(paths.sample(sample))))
    base = library.base("starter")
    order = Order(base_folder=base.path, base_hash=base.hash, budget="quick", seconds=seconds, today=date.today())
    desk = desk_of(window)
    desk.ask = lambda _: read(order)
    window.resize(1360, 860)
    window.show()
    loop, pans = QEventLoop(), 0

    def pan() -> None:
        nonlocal pans
        pans += 1
        bar = window.view.horizontalScrollBar()
        bar.setValue(bar.value() + (PAN if pans % 2 else -PAN))
        if desk.supervisor is not None and desk.supervisor.is_over:
            loop.quit()

    timer = QTimer(window, interval=50)
    timer.timeout.connect(pan)
    QTimer.singleShot(500, timer.start)
    QTimer.singleShot(1000, lambda: window.registry.trigger("compile.start"))
    QTimer.singleShot(400, lambda: watches.append(Watch(window)))  # opening the window is another figure
    watches: list[Watch] = []
    loop.exec()
    if desk.supervisor is not None:
        desk.supervisor.leave()
    return watches[0]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sample", default="travel_booking")
    parser.add_argument("--seconds", type=float, default=240.0, help="the compile's ceiling")
    asked = parser.parse_args()
    turns = compiled(asked.sample, asked.seconds).turns
    print(f"{len(turns)} turns in {sum(passed for passed, _, _ in turns):.0f} s")
    for kind, place in (("passed", 0), ("computed", 1)):
        lengths = [(float(turn[place]), turn[2]) for turn in turns]
        over = sum(length > STALL for length, _ in lengths)
        told = ", ".join(f"{length * 1000:.0f} ms ({stage})" for length, stage in sorted(lengths, reverse=True)[:5])
        print(f"{kind}: {over} over {STALL * 1000:.0f} ms; the longest {told}")


if __name__ == "__main__":
    main()
