"""The history in the whole window."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication

from studio.procedure import edits
from studio.ui import theme
from studio.ui.app import Studio
from studio.ui.document import Document
from studio.ui.runs import runs_of
from studio.ui.window import MainWindow


@pytest.fixture
def window(qtbot, hello):
    theme.install(QApplication.instance(), "light")
    made = MainWindow(Document(hello))
    qtbot.addWidget(made)
    made.show()
    return made


def test_it_is_in_the_menu_of_the_procedure_and_a_panel(qtbot, window, make):
    run = make()
    assert window.registry["procedure.runs"].menu == "procedure"
    assert window.registry.trigger("procedure.runs")
    part = runs_of(window)
    qtbot.waitUntil(lambda: [e.record.path for e in part.panel.list.entries] == [run.path], timeout=5000)
    assert not window.panels["runs"].isHidden()


def test_a_restored_procedure_opens_unsaved_in_a_window_of_its_own(qtbot, window, make, hello):
    earlier = edits.with_(hello, name="Hello of old")
    run = make(procedure=earlier)
    studio = Studio.__new__(Studio)
    studio.windows = []
    window.opens.connect(studio._opens)
    part = runs_of(window)
    part.show_run(run.path)
    qtbot.waitUntil(lambda: len(part.chosen) == 1, timeout=5000)
    part.do("restore")
    qtbot.waitUntil(lambda: len(studio.windows) == 1, timeout=5000)
    (other,) = studio.windows
    qtbot.addWidget(other)
    assert other.document.procedure.name == "Hello of old"
    assert other.document.path is None
    assert other.document.is_modified
    assert not window.document.is_modified
    other.document.stack.setClean()
