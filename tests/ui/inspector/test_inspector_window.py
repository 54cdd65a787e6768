"""The inspector in the real window: its place, and keys that belong to whoever types."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from studio.ui.inspector.inspector import WIDTH, Inspector
from studio.ui.window import MainWindow


@pytest.fixture
def window(qtbot, document):
    made = MainWindow(document)
    qtbot.addWidget(made, before_close_func=lambda window: window.document.stack.setClean())
    made.show()
    qtbot.waitUntil(made.isActiveWindow)
    return made


@pytest.fixture
def details(window):
    return window.panels["inspector"].widget()


def test_it_stands_at_the_right_and_is_gone_to_by_an_action(window, details):
    assert isinstance(details, Inspector)
    assert window.dockWidgetArea(window.panels["inspector"]) == Qt.DockWidgetArea.RightDockWidgetArea
    assert abs(details.width() - WIDTH) < 40
    window.document.selection.set(["hello"])
    window.view.setFocus()
    assert window.registry.trigger("go.inspector")
    assert details.page.title.hasFocus()


def test_keys_that_do_things_on_the_chart_are_letters_here(window, details, document, qtbot, chart):
    document.selection.set(["hello"])
    page = details.page
    for editor in (page.title, page.text):
        editor.setFocus()
        editor.selectAll()
        qtbot.keyClicks(editor, "asd ?e12{x}/")
        qtbot.keyClick(editor, Qt.Key.Key_Backspace)
    step = document.procedure.step_by_id["hello"]
    assert (step.title, step.text) == ("asd ?e12{x}", "asd ?e12{x}")
    assert len(document.procedure.steps) == len(chart.steps)


def test_undo_belongs_to_the_document_whatever_has_the_focus(window, details, document, qtbot, chart):
    document.selection.set(["hello"])
    page = details.page
    page.title.setFocus()
    page.title.selectAll()
    qtbot.keyClicks(page.title, "abc")
    page.text.setFocus()
    qtbot.keyClick(page.text, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert document.procedure.step_by_id["hello"].title == "Say hello"
    assert page.title.text() == "Say hello"
    qtbot.keyClick(page.text, Qt.Key.Key_Y, Qt.KeyboardModifier.ControlModifier)
    assert page.title.text() == "abc"


def test_escape_goes_back_to_the_chart(window, details, document, qtbot):
    document.selection.set(["hello"])
    details.page.title.setFocus()
    qtbot.keyClick(details.page.title, Qt.Key.Key_Escape)
    assert window.view.hasFocus()
