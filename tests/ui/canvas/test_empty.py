"""What an empty canvas says, and that it goes with the first step."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from studio.procedure.edits import add_step
from studio.procedure.model import End
from studio.ui.actions import Action
from studio.ui.canvas.empty import Empty
from studio.ui.document import blank


@pytest.fixture
def window(open_window):
    return open_window(blank(), "empty")


@pytest.fixture
def hint(window) -> Empty:
    return window.view.findChild(Empty)


def add(window):
    window.document.apply("Add", lambda procedure: add_step(procedure, End(id="end", title="End")))


def test_it_teaches_until_there_is_a_step(window, hint):
    assert hint.isVisible()
    assert "press A" in hint.said.text()
    add(window)
    assert not hint.isVisible()
    window.document.undo()
    assert hint.isVisible()


def test_three_samples_open_in_the_blank_window(window, hint):
    assert len(hint.samples) == 3
    hint.samples[1].click()
    assert window.document.procedure.name == "Travel booking"
    assert window.document.path is None and not window.document.is_modified
    assert not hint.isVisible()


def test_what_was_changed_is_not_replaced_by_a_sample(qtbot, window, hint):
    window.document.apply("Name", lambda procedure: procedure.model_copy(update={"name": "Mine"}))
    with qtbot.waitSignal(window.opens) as asked:
        hint.samples[0].click()
    assert asked.args[0].name == "hello.flow.json"
    assert window.document.procedure.name == "Mine"


def test_it_stays_in_the_middle_and_leaves_small_views_alone(window, hint):
    middle = hint.geometry().center().x()
    assert abs(middle - window.view.width() / 2) <= 1
    window.resize(700, 300)
    assert not hint.isVisible()


def test_pressing_the_outline_does_what_a_does(qtbot, window, hint):
    done = []
    window.registry.register(Action("insert.append", "Next step", lambda: done.append(1)))
    qtbot.mouseClick(hint.ghost, Qt.MouseButton.LeftButton)
    assert done == [1]
