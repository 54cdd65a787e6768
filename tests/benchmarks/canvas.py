"""How the window carries a thousand steps:   python -m tests.benchmarks.canvas [--steps 1000] [--frames 120]

Prints the time from the file to the first painted canvas, the median and the worst twentieth of the frames of a
scripted pan and zoom, and the time of one edit with its re-check. The window is painted offscreen, by the processor.
"""

from __future__ import annotations

import argparse
import os
import random
import tempfile
from collections.abc import Callable
from pathlib import Path
from statistics import median, quantiles
from time import perf_counter, process_time

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("STUDIO_HOME", tempfile.mkdtemp())

from PySide6.QtCore import QEvent, QObject, QPoint, QPointF
from PySide6.QtWidgets import QApplication, QWidget

from studio.procedure import chart_edits, edits, file
from studio.procedure.model import Act, Ask, Branch, Decide, End, Field, Link, Procedure, Say, Tool

ROW = 12  # steps side by side
SIZE = (1360, 860)


def large(steps: int, *, placed: bool = True, seed: int = 7) -> Procedure:
    """A made-up procedure of so many steps and half as many edges again, all of which lead a little further on. Placed
    in rows, or without any places."""
    draw = random.Random(seed)
    last = steps - 1
    made: list[Say | Ask | Decide | Act | End] = []
    for number in range(steps):
        name, title = f"s{number}", f"Step {number} of this chart"
        after = [min(last, number + 1), min(last, number + draw.randint(2, ROW + 2))]
        if number == last:
            made.append(End(id=name, title=title, text="Thank you, and goodbye."))
        elif number % 2:
            branches = (
                Branch(id=f"way_{n}", condition="goes on", link=Link(to=f"s{to}")) for n, to in enumerate(after)
            )
            made.append(Decide(id=name, title=title, branches=tuple(branches)))
        elif number % 8 == 0:
            made.append(Act(id=name, title=title, tool="table", outcomes={"ok": Link(to=f"s{after[0]}")}))
        elif number % 4 == 0:
            made.append(Say(id=name, title=title, text="Something is said here.", link=Link(to=f"s{after[0]}")))
        else:
            text = "What would you like to have, and when shall we bring it?"
            made.append(Ask(id=name, title=title, text=text, fields=("wish",), link=Link(to=f"s{after[0]}")))
    procedure = Procedure(
        name="A large chart",
        start="s0",
        fields=(Field(id="wish", title="Wish"),),
        tools=(Tool(id="table", title="A table", arguments=("wish",), columns=("wish",)),),
        steps=tuple(made),
    )
    if not placed:
        return procedure
    places = {f"s{n}": (300.0 * (n % ROW), 170.0 * (n // ROW)) for n in range(steps)}
    return chart_edits.place(procedure, places)


class Painted(QObject):
    """Counts how often a widget is painted, so that a frame that was not painted cannot pass for a fast one."""

    def __init__(self, widget: QWidget) -> None:
        super().__init__(widget)
        self.number = 0
        widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        self.number += event.type() == QEvent.Type.Paint
        return False


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--steps", type=int, default=1000)
    options.add_argument("--frames", type=int, default=120)
    chosen = options.parse_args()
    from studio.ui import theme
    from studio.ui.document import Document
    from studio.ui.window import MainWindow

    application = QApplication([])
    theme.install(application, "light")
    warm = MainWindow(Document())  # imports and fonts, which a second window no longer pays for
    warm.show()
    application.processEvents()
    for placed in (False, True):
        procedure = large(chosen.steps, placed=placed)
        path = Path(tempfile.mkdtemp()) / "large.flow.json"
        file.save(procedure, path)
        begun, used = perf_counter(), process_time()
        document = Document()
        document.load(path)
        read = perf_counter()
        window = MainWindow(document)
        window.resize(*SIZE)
        window.show()
        application.processEvents()
        window.view.viewport().repaint()
        print(
            f"{len(procedure.steps)} steps, {len(procedure.edges)} edges, {'placed' if placed else 'to be laid out'}: "
            f"opened in {perf_counter() - begun:.2f} s ({process_time() - used:.2f} s of processor), "
            f"of which {read - begun:.2f} s reading and checking"
        )
    view = window.view

    painted = Painted(view.viewport())

    def frames(name: str, step: Callable[[int], object]) -> None:
        times: list[float] = []
        seen, used = painted.number, process_time()
        for number in range(chosen.frames):
            begun = perf_counter()
            step(number)
            application.processEvents()
            times.append((perf_counter() - begun) * 1000)
        worst = quantiles(times, n=20)[-1]
        print(
            f"{name:34} median {median(times):6.1f} ms, worst twentieth {worst:6.1f} ms, "
            f"{(process_time() - used) / chosen.frames * 1000:5.1f} ms of processor a frame, "
            f"{painted.number - seen} of {chosen.frames} painted"
        )

    middle = QPointF(view.viewport().rect().center())
    view.fit()
    frames("pan, the whole chart in view", lambda n: view.pan(QPoint(12 if n % 2 else -12, 8 if n % 4 < 2 else -8)))
    for zoom in (0.15, 0.36, 0.6, 1.0):
        view.set_zoom(zoom)
        view.centerOn(document.procedure.layout["s6"]["x"], document.procedure.layout["s6"]["y"])
        frames(f"pan at {zoom:.0%}, 30 pixels a frame", lambda n: view.pan(QPoint(9 if n % 2 else -9, -30)))
    view.fit()
    grow = 8 ** (2 / chosen.frames)
    frames("zoom eightfold and back", lambda n: view.set_zoom(
        view.zoom * (grow if n < chosen.frames / 2 else 1 / grow), middle))  # fmt: skip
    view.set_zoom(0.36)
    frames("zoom between 36% and 46%", lambda n: view.set_zoom(0.36 + 0.002 * (n % 50), middle))

    view.set_zoom(1.0)
    view.reveal("s500")
    document = window.document
    times = []
    for number in range(20):
        step = document.procedure.step_by_id["s500"]
        begun = perf_counter()
        document.apply("Title", lambda p, n=number, s=step: edits.replace_step(p, edits.with_(s, title=f"Title {n}")))
        document.check_now()
        application.processEvents()
        times.append((perf_counter() - begun) * 1000)
    print(f"one edit with re-check and repaint   median {median(times):6.1f} ms")
    times = []
    for _ in range(20):
        begun = perf_counter()
        place = window.scene.places()["s500"]
        window.scene.preview({"s500": type(place)(place.x + 6, place.y + 3)})
        application.processEvents()
        times.append((perf_counter() - begun) * 1000)
    print(f"one move of a drag with repaint      median {median(times):6.1f} ms")
    for shown in application.topLevelWidgets():
        if isinstance(shown, MainWindow):
            shown.document.stack.setClean()
            shown.close()


if __name__ == "__main__":
    main()
