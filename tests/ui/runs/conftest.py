"""A window with the history and nothing else of the parts, and runs to be shown in it."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Signal
from PySide6.QtWidgets import QApplication

from studio.base.paths import sample
from studio.procedure import file
from studio.ui import runs, theme
from studio.ui.document import Document
from tests.runs.conftest import make as make_runs
from tests.ui.panels.conftest import Host as Bare

make = make_runs


class Host(Bare):
    """As much of the main window as the history may ask for."""

    opens = Signal(object)

    def __init__(self, document: Document) -> None:
        super().__init__(document)
        self.told = []

    def tell(self, error):
        self.told.append(error)


@pytest.fixture
def hello():
    return file.load(sample("hello"))


@pytest.fixture
def host(qtbot, hello):
    application = QApplication.instance()
    theme.install(application, "light")
    window = Host(Document(hello))
    qtbot.addWidget(window)
    runs.install(window)
    window.show()
    return window


@pytest.fixture
def shown(qtbot, host):
    """Shows the panel and waits until it has looked."""

    def look():
        host.show_panel("runs")
        part = runs.runs_of(host)
        qtbot.waitUntil(lambda: part.reading.records is not None and part.panel._hash != "", timeout=5000)
        return part

    return look
