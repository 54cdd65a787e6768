"""How the window carries a thousand steps:   python -m tests.benchmarks.canvas [--steps 1000] [--frames 120]

Prints the time from the start of the program to the first painted canvas, from a file to the same, the median and the
worst twentieth of the frames of a scripted pan and zoom, the time of one edit with its re-check and of moves of a drag;
and the same pan in NodeGraphQt, where that is installed (see `node_graph`). The window is painted offscreen, by the
processor. Times are given as they passed and as the processor spent them here, which other work on the machine sways
less.
"""

from __future__ import annotations

import argparse
import os
import random
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from statistics import median, quantiles
from time import perf_counter, process_time, time
from typing import TYPE_CHECKING

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("STUDIO_HOME", tempfile.mkdtemp())

from PySide6.QtCore import QEvent, QObject, QPoint, QPointF
from PySide6.QtWidgets import QApplication, QWidget

from studio.procedure import chart_edits, edits, file
from studio.procedure.layout import Point
from studio.procedure.model import Act, Ask, Branch, Decide, End, Field, Link, Procedure, Say, Tool
from tests.benchmarks import node_graph

if TYPE_CHECKING:
    from studio.ui.window import MainWindow

ROW = 12  # steps side by side
SIZE = (1360, 860)
ZOOMS = (0.15, 0.36, 0.6, 1.0)


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


START = """
import sys, time
from PySide6.QtCore import QEvent, QObject
from studio.ui import app

class First(QObject):
    def eventFilter(self, watched, event):
        if event.type() == QEvent.Type.Paint:
            print(time.time() - float(sys.argv[1]), time.process_time(), flush=True)
            import os; os._exit(0)
        return False

def hook(studio):
    view = studio.windows[0].view.viewport()
    view.installEventFilter(First(view))

app.hooks[:] = [hook]
app.run([])
"""


class Taken:
    """Times of several goes, in milliseconds."""

    def __init__(self) -> None:
        self.passed: list[float] = []
        self.spent: list[float] = []

    def go(self, does: Callable[[], object]) -> None:
        begun, used = perf_counter(), process_time()
        does()
        self.passed.append((perf_counter() - begun) * 1000)
        self.spent.append((process_time() - used) * 1000)

    def __str__(self) -> str:
        worst = quantiles(self.spent, n=20)[-1] if len(self.spent) > 1 else self.spent[0]
        return (
            f"processor: median {median(self.spent):6.1f} ms, worst twentieth {worst:6.1f} ms; "
            f"passed: median {median(self.passed):6.1f} ms"
        )


def starts(times: int = 3) -> None:
    """From the start of the program to the first painted canvas, the travel sample on it."""
    passed, spent = [], []
    compiled = {**os.environ, "PYTHONDONTWRITEBYTECODE": "", "PYTHONPYCACHEPREFIX": tempfile.mkdtemp()}
    for _ in range(times + 1):  # of which the first only warms the caches
        told = subprocess.run(
            [sys.executable, "-c", START, str(time())], capture_output=True, text=True, check=True,
            env={**compiled, "STUDIO_HOME": tempfile.mkdtemp()},
        ).stdout.split()  # fmt: skip
        passed.append(float(told[0]))
        spent.append(float(told[1]))
    del passed[0], spent[0]
    least = f"least {min(passed):.2f} s passed, {min(spent):.2f} s of processor"
    print(f"start to the first painted canvas, {times} times: {least}, median {median(spent):.2f} s of processor")


def opened(procedure: Procedure, placed: bool) -> MainWindow:
    """A window on a file of the procedure, painted, and how long that took."""
    from studio.ui.document import Document
    from studio.ui.window import MainWindow

    path = Path(tempfile.mkdtemp()) / "large.flow.json"
    file.save(procedure, path)
    begun, used = perf_counter(), process_time()
    document = Document()
    document.load(path)
    read = process_time()
    window = MainWindow(document)
    window.resize(*SIZE)
    window.show()
    QApplication.processEvents()
    window.view.viewport().repaint()
    print(
        f"{len(procedure.steps)} steps, {len(procedure.edges)} edges, {'placed' if placed else 'to be laid out'}: "
        f"opened in {process_time() - used:.2f} s of processor ({perf_counter() - begun:.2f} s passed), "
        f"of which {read - used:.2f} s reading and checking"
    )
    return window


def frames(name: str, number: int, painted: Painted, step: Callable[[int], object]) -> None:
    taken, seen = Taken(), painted.number

    def one(turn: int) -> None:
        step(turn)
        QApplication.processEvents()

    for turn in range(number):
        taken.go(lambda turn=turn: one(turn))  # type: ignore[misc]
    print(f"{name:42} {taken}; {painted.number - seen} of {number} painted")


def pans(window: MainWindow, number: int) -> None:
    view, layout = window.view, window.document.procedure.layout
    painted = Painted(view.viewport())
    view.fit()
    frames("pan, the whole chart in view", number, painted,
           lambda n: view.pan(QPoint(12 if n % 2 else -12, 8 if n % 4 < 2 else -8)))  # fmt: skip
    for zoom in ZOOMS:
        view.set_zoom(zoom)
        view.centerOn(layout["s6"]["x"], layout["s6"]["y"])
        frames(f"pan at {zoom:.0%}, 30 pixels a frame", number, painted,
               lambda n: view.pan(QPoint(9 if n % 2 else -9, -30)))  # fmt: skip
    view.fit()
    middle = QPointF(view.viewport().rect().center())
    grow = 8 ** (2 / number)
    frames("zoom eightfold and back", number, painted, lambda n: view.set_zoom(
        view.zoom * (grow if n < number / 2 else 1 / grow), middle))  # fmt: skip
    view.set_zoom(0.36)
    frames("zoom between 36% and 46%", number, painted, lambda n: view.set_zoom(0.36 + 0.002 * (n % 50), middle))


def rival_pans(procedure: Procedure, number: int) -> None:
    if not node_graph.is_there():
        print(node_graph.MISSING)
        return
    begun, used = perf_counter(), process_time()
    rival = node_graph.Rival(procedure, SIZE)
    QApplication.processEvents()
    rival.viewport.repaint()
    spent, passed = process_time() - used, perf_counter() - begun
    print(f"NodeGraphQt: the same chart opened in {spent:.2f} s of processor ({passed:.2f} s passed)")
    painted = Painted(rival.viewport)
    rival.show_all()
    frames("NodeGraphQt: pan, the whole in view", number, painted, rival.pan_by(12, 0))
    for zoom in ZOOMS:
        rival.show_step("s6", zoom)
        frames(f"NodeGraphQt: pan at {zoom:.0%}", number, painted, rival.pan_by(9, 30))
    rival.view.hide()


def edit(window: MainWindow, name: str, change: Callable[[Procedure, int], Procedure], times: int = 10) -> None:
    """One edit with its re-check, and all that is painted for it at once and later."""
    taken = Taken()

    def one(turn: int) -> None:
        window.document.apply("Edit", lambda procedure: change(procedure, turn))
        window.document.check_now()
        QApplication.processEvents()

    for turn in range(times):
        taken.go(lambda turn=turn: one(turn))  # type: ignore[misc]
        until = perf_counter() + 0.1
        while perf_counter() < until:  # panels that wait for a moment of quiet are part of it
            taken.spent[-1] -= process_time() * 1000
            QApplication.processEvents()
            taken.spent[-1] += process_time() * 1000
    print(f"{name:42} {taken}")


def edits_and_drags(window: MainWindow) -> None:
    view, scene = window.view, window.scene
    view.set_zoom(1.0)
    view.reveal("s500")
    QApplication.processEvents()

    def titled(procedure: Procedure, turn: int) -> Procedure:
        step = procedure.step_by_id["s500"]
        return edits.replace_step(procedure, edits.with_(step, title=f"Title {turn}"))

    def linked(procedure: Procedure, turn: int) -> Procedure:
        step, goal = procedure.step_by_id["s500"], f"s{503 + turn % 7}"
        return edits.replace_step(
            procedure, chart_edits.relinked(step, "next", lambda link: edits.with_(link, to=goal))
        )

    edit(window, "edit of a title, re-check, repaint", titled)
    edit(window, "edit of a link, re-check, repaint", linked)
    for many, zoom in ((1, 1.0), (20, 1.0), (100, 0.5), (300, 0.3)):
        names = [f"s{500 + n}" for n in range(many)]
        view.set_zoom(zoom)
        view.centerOn(scene.box(names[many // 2]).center())
        QApplication.processEvents()
        taken = Taken()
        start = {name: scene.places()[name] for name in names}

        def move(turn: int, start: dict[str, Point] = start) -> None:
            scene.preview({name: Point(x + 6 * turn, y + 3 * turn) for name, (x, y) in start.items()})
            QApplication.processEvents()

        for turn in range(1, 16):
            taken.go(lambda turn=turn: move(turn))  # type: ignore[misc]
        scene.end_preview()
        QApplication.processEvents()
        print(f"{f'one move of a drag of {many}':42} {taken}")


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--steps", type=int, default=1000)
    options.add_argument("--frames", type=int, default=120)
    chosen = options.parse_args()
    starts()
    from studio.ui import theme
    from studio.ui.document import Document
    from studio.ui.window import MainWindow

    application = QApplication([])
    theme.install(application, "light")
    warm = MainWindow(Document())  # imports and fonts, which a second window no longer pays for
    warm.show()
    application.processEvents()
    windows = [opened(large(chosen.steps, placed=placed), placed) for placed in (False, True)]
    pans(windows[-1], chosen.frames)
    edits_and_drags(windows[-1])
    rival_pans(large(chosen.steps), chosen.frames)
    for shown in application.topLevelWidgets():
        if isinstance(shown, MainWindow):
            shown.document.stack.setClean()
            shown.close()


if __name__ == "__main__":
    main()
