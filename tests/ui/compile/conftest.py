"""Windows whose compiles are acted by a process that says what a real one said."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from studio.base import paths, processes
from studio.base.runfolder import RunFolder
from studio.compile import following, launch
from studio.compile.order import Order
from studio.procedure import file
from studio.ui import theme
from studio.ui.compile import desk_of, threads
from studio.ui.compile.closing import Guard
from studio.ui.document import Document
from studio.ui.window import MainWindow
from tests.ui.compile import acting


@pytest.fixture
def order() -> Order:
    return Order(base_folder=paths.starter(), today=date(2026, 3, 2), budget="quick")


@pytest.fixture
def how(monkeypatch) -> list[str]:
    """How the worker acts; tests add to it."""
    options: list[str] = []
    monkeypatch.setattr(launch, "start", lambda run: acting.start(run, *options))
    return options


@pytest.fixture
def open_window(qtbot, monkeypatch, how, order) -> Iterator[Callable[[], MainWindow]]:
    application = QApplication.instance()
    assert isinstance(application, QApplication)
    theme.install(application, "light")
    monkeypatch.setattr("studio.ui.filing.may_close", lambda *_: True)
    opened: list[MainWindow] = []

    def make() -> MainWindow:
        window = MainWindow(Document(file.load(paths.sample("travel_booking"))))
        window.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
        desk_of(window).ask = lambda _: order
        window.findChild(Guard).question = lambda _: "leave"  # a question would wait for ever
        qtbot.addWidget(window)
        window.show()
        opened.append(window)
        return window

    yield make
    for run in following.running():
        end(run)
    for window in opened:
        if (supervisor := desk_of(window).supervisor) is not None:
            supervisor.leave()
    threads.keeper().end_all()


@pytest.fixture
def window(open_window) -> MainWindow:
    return open_window()


def end(run: RunFolder) -> None:
    pid = run.worker()
    if pid is not None:
        processes.end(pid)


def until_over(qtbot, window: MainWindow, seconds: float = 30) -> None:
    qtbot.waitUntil(lambda: desk_of(window).supervisor.is_over, timeout=round(seconds * 1000))


def until(qtbot, true: Callable[[], object], seconds: float = 30) -> None:
    qtbot.waitUntil(lambda: bool(true()), timeout=round(seconds * 1000))
