"""A chart of fourteen steps drawn from blank to no problems by keys alone, on the real window."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from studio.procedure import file
from studio.ui.canvas import editors
from tests.ui.hand_drawn import assert_drawn, key, opened, step_id, under_the_keys, write


def test_a_chart_drawn_by_keys(qtbot):
    window = opened(qtbot)
    window.view.setFocus()
    chosen = window.document.selection
    blank = file.dumps(window.document.procedure)

    for letter, title in (
        ("S", "Greet"),
        ("Q", "Ask the destination"),
        ("2", "Ask the budget"),  # the numbers do the same
        ("T", "Look up trips"),
        ("S", "Tell the offer"),
        ("Q", "Ask to book"),
        ("D", "The answer"),
        ("Q", "Ask the e-mail"),
        ("S", "Confirm"),
        ("E", "Booked"),
    ):
        key(window, letter)
        write(window, title)
        assert chosen.step == step_id(window.document, title)

    answer = step_id(window.document, "The answer")
    key(window, Qt.Key.Key_Up, Qt.Key.Key_Up, Qt.Key.Key_Up)
    assert chosen.step == answer
    key(window, Qt.Key.Key_Tab, Qt.Key.Key_Tab)
    assert chosen.edge == (answer, "no")
    key(window, "A")
    key(window, "Q")
    write(window, "Ask why not")
    key(window, "A", Qt.Key.Key_Up, Qt.Key.Key_Up, Qt.Key.Key_Return)  # the menu by its arrows: up from the first line
    write(window, "Not booked")

    key(window, Qt.Key.Key_Up, Qt.Key.Key_Up)
    assert chosen.step == answer
    key(window, "C")
    QTest.keyClicks(under_the_keys(window), "to book")
    key(window, Qt.Key.Key_Return)
    assert chosen.edge == (answer, "other")
    assert "3 times" in window.status.currentMessage()

    key(window, Qt.Key.Key_Return)
    assert editors.of(window.view).card is not None
    key(window, Qt.Key.Key_Escape)

    key(window, Qt.Key.Key_Up, Qt.Key.Key_Up, Qt.Key.Key_Up)
    assert chosen.step == step_id(window.document, "Look up trips")
    key(window, "A", "E")
    write(window, "No trip found")

    assert_drawn(window)
    done = file.dumps(window.document.procedure)
    while window.document.stack.canUndo():
        key(window, "z", modifiers=Qt.KeyboardModifier.ControlModifier)
    assert file.dumps(window.document.procedure) == blank
    while window.document.stack.canRedo():
        window.document.redo()
    assert file.dumps(window.document.procedure) == done
