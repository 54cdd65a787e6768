"""The window with a real worker: cancelled while it draws up the plan, and a whole compile with a tiny budget."""

from __future__ import annotations

import os
import random
import time
from datetime import date

import psutil
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from studio.base import paths, processes
from studio.base.events import LAST
from studio.compile import following, launch
from studio.compile.order import Order
from studio.models import library
from studio.procedure import file
from studio.ui import theme
from studio.ui.compile import desk_of, threads
from studio.ui.compile.closing import Guard
from studio.ui.document import Document
from studio.ui.window import MainWindow
from tests.ui.compile.conftest import end, until, until_over

pytestmark = pytest.mark.slow


@pytest.fixture
def window(qtbot, monkeypatch):
    application = QApplication.instance()
    assert isinstance(application, QApplication)
    theme.install(application, "light")
    monkeypatch.setattr("studio.ui.filing.may_close", lambda *_: True)
    made = MainWindow(Document(file.load(paths.sample("hello"))))
    made.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    base = library.base("starter")
    order = Order(base_folder=base.path, base_hash=base.hash, budget="quick", seconds=60, today=date(2026, 3, 2))
    desk_of(made).ask = lambda _: order
    made.findChild(Guard).question = lambda _: "leave"
    qtbot.addWidget(made)
    made.show()
    yield made
    supervisor = desk_of(made).supervisor
    if supervisor is not None:
        supervisor.leave()
        if supervisor.run is not None:
            end(supervisor.run)
    threads.keeper().end_all()


def test_cancel_takes_less_than_five_seconds_and_the_memory_is_back(qtbot, window, monkeypatch):
    window.registry.trigger("compile.start")
    desk = desk_of(window)
    until(qtbot, lambda: desk.supervisor.progress.part, 120)
    pid = desk.supervisor.run.worker()
    family = [psutil.Process(pid), *psutil.Process(pid).children(recursive=True)]
    monkeypatch.setattr(desk, "_sure", lambda: True)
    began = time.monotonic()
    window.registry.trigger("compile.cancel")
    until_over(qtbot, window, 10)
    assert time.monotonic() - began < 5
    assert not desk.supervisor.run.is_alive()
    assert not [one for one in family if one.is_running() and one.status() != psutil.STATUS_ZOMBIE]
    assert desk.panel.state.text() == "Cancelled"


def test_workers_killed_at_random_moments_lose_no_run(tmp_path):
    """A third of a hundred kills; the others are of windows and of engines, in ui/chat."""
    base = library.base("starter")
    order = Order(base_folder=base.path, base_hash=base.hash, budget="quick", seconds=90, today=date(2026, 3, 2))
    run = launch.prepare(file.load(paths.sample("hello")), order, tmp_path / "run")
    rng, done = random.Random(5), 0
    for _ in range(int(os.environ.get("STUDIO_KILLS", "33"))):
        child = launch.start(run)
        assert child is not None
        time.sleep(rng.choice((0.3, 3.0, 15.0)) * rng.random())
        child.process.kill()
        outcome = child.wait(20)
        assert processes.wait_until(lambda: not run.is_alive(), 10)
        following.bury(run, outcome)
        events = run.events.read()
        assert events[-1]["type"] in LAST
        assert run.state() in ("failed", "done")
        finished = sum(told.get("state") == "finished" for told in events)
        assert finished >= done
        done = finished
    told = list(launch.watch(run, launch.start(run)))
    assert told[-1]["type"] == "done", told[-1]
    assert run.gguf.stat().st_size > 1_000_000
    assert run.state() == "done"


def test_a_whole_compile_from_the_window(qtbot, window):
    window.registry.trigger("compile.start")
    desk = desk_of(window)
    until_over(qtbot, window, 900)
    run, progress = desk.supervisor.run, desk.supervisor.progress
    assert progress.ending.kind == "done", desk.panel._details()
    assert os.path.getsize(run.gguf) > 1_000_000
    assert desk.panel.card.message.text().startswith(("Not ready to use yet", "Ready to use"))
    assert desk.panel.samples.transcript.lines
    assert progress.losses
    assert progress.ceiling == 60
