"""Words edited on the canvas by pointer and keys: kept as they are typed, taken back by Escape, one entry a burst."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication

from studio.procedure.edits import remove_step
from studio.ui.canvas import editors

LEFT, KEYS = Qt.MouseButton.LeftButton, Qt.Key


@pytest.fixture
def window(open_window, small):
    return open_window(small, "editors")


def spot(window, step, down=0.0) -> QPoint:
    item = window.scene.step_items[step]
    return window.view.mapFromScene(item.x(), item.outline().top() + 18 + down)


def type_in(qtbot, text):
    qtbot.keyClicks(QApplication.focusWidget(), text)


def press(qtbot, key, modifier=Qt.KeyboardModifier.NoModifier):
    qtbot.keyClick(QApplication.focusWidget(), key, modifier)


def title(window, step):
    return window.document.procedure.step_by_id[step].title


def test_double_click_edits_the_title_and_tab_goes_on_to_the_text(qtbot, window):
    qtbot.mouseDClick(window.view.viewport(), LEFT, pos=spot(window, "hello"))
    type_in(qtbot, "Greet")
    assert title(window, "hello") == "Greet"
    press(qtbot, KEYS.Key_Tab)
    type_in(qtbot, "Good day.")
    press(qtbot, KEYS.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    type_in(qtbot, "How are you?")
    press(qtbot, KEYS.Key_Return)
    assert window.document.procedure.step_by_id["hello"].text == "Good day.\nHow are you?"
    assert editors.of(window.view).card is None
    assert window.document.stack.count() == 2
    assert window.view.hasFocus()


def test_a_double_click_on_the_words_edits_the_words(qtbot, window):
    qtbot.mouseDClick(window.view.viewport(), LEFT, pos=spot(window, "hello", down=22))
    type_in(qtbot, " Nice to meet you.")
    assert window.document.procedure.step_by_id["hello"].text == "Hello there. Nice to meet you."


@pytest.mark.parametrize("key", [KEYS.Key_F2, KEYS.Key_Return])
def test_keys_edit_what_is_selected(qtbot, window, key):
    window.document.selection.set(["done"])
    qtbot.keyClick(window.view, key)
    assert isinstance(editors.of(window.view).card, editors.StepCard)
    type_in(qtbot, "All done")
    press(qtbot, KEYS.Key_Return)
    assert title(window, "done") == "All done"


def test_escape_leaves_the_history_as_it_was(qtbot, window):
    before = window.document.procedure
    editors.edit_title(window.view, "hello")
    type_in(qtbot, "Something else")
    press(qtbot, KEYS.Key_Tab)
    type_in(qtbot, "and other words")
    assert window.document.procedure != before
    press(qtbot, KEYS.Key_Escape)
    assert window.document.procedure == before
    assert window.document.stack.count() == 0
    assert editors.of(window.view).card is None


def test_escape_takes_back_nothing_that_was_there_before(qtbot, window):
    editors.edit_title(window.view, "hello")
    type_in(qtbot, "One")
    press(qtbot, KEYS.Key_Return)
    editors.edit_title(window.view, "hello")
    type_in(qtbot, "Two")
    press(qtbot, KEYS.Key_Escape)
    assert title(window, "hello") == "One"
    assert window.document.stack.count() == 1


def test_undo_while_typing_shows_in_the_card_and_keeps_the_focus(qtbot, window):
    editors.edit_title(window.view, "hello")
    type_in(qtbot, "Greet")
    window.document.undo()
    card = editors.of(window.view).card
    assert card.title.value() == "Say hello"
    assert QApplication.focusWidget() is card.title


def test_letters_typed_are_words_and_no_shortcuts(qtbot, window):
    steps = len(window.document.procedure.steps)
    editors.edit_title(window.view, "hello")
    type_in(qtbot, "anpgs")
    press(qtbot, KEYS.Key_Backspace)
    assert title(window, "hello") == "anpg"
    assert len(window.document.procedure.steps) == steps


def test_a_branch_is_renamed_on_its_plate(qtbot, window):
    place = window.scene.label_items[("known", "yes")].pos()
    qtbot.mouseDClick(window.view.viewport(), LEFT, pos=window.view.mapFromScene(place))
    type_in(qtbot, "size named")
    assert window.document.stack.count() == 0
    press(qtbot, KEYS.Key_Return)
    assert [branch.id for branch in window.document.procedure.step_by_id["known"].branches] == ["size_named", "no"]
    assert window.document.selection.edge == ("known", "size_named")
    window.document.undo()
    assert ("known", "yes") in window.scene.edge_items


def test_a_branch_keeps_its_name_on_escape_and_without_words(qtbot, window):
    for words, key in (("maybe", KEYS.Key_Escape), ("   ", KEYS.Key_Return)):
        assert editors.of(window.view).edit_label(("known", "yes"))
        type_in(qtbot, words)
        press(qtbot, key)
    assert window.document.stack.count() == 0


def test_ways_out_without_a_name_are_not_edited(window):
    assert not editors.of(window.view).edit_label(("hello", "next"))
    assert not editors.of(window.view).edit_label(("known", "no spent"))


def test_the_card_follows_the_chart_and_is_readable_from_afar(qtbot, window):
    window.view.set_zoom(1.0)
    editors.edit_title(window.view, "hello")
    card = editors.of(window.view).card
    before = card.pos()
    window.view.pan(QPoint(30, 20))
    assert card.pos() - before == QPoint(30, 20)
    window.view.set_zoom(2.0)
    assert card.title.font().pixelSize() == 26
    window.view.set_zoom(0.4)
    assert card.title.font().pixelSize() >= 12


def test_the_card_goes_with_its_step_and_with_the_procedure(qtbot, window, small):
    editors.edit_title(window.view, "hello")
    window.document.apply("Remove", lambda procedure: remove_step(procedure, "hello"))
    assert editors.of(window.view).card is None
    editors.edit_title(window.view, "done")
    window.document.replace(small)
    assert editors.of(window.view).card is None


def test_what_no_file_can_hold_is_not_kept(qtbot, window):
    editors.edit_title(window.view, "hello")
    QApplication.clipboard().setText("a\x01b\nc")
    editors.of(window.view).card.title.paste()
    assert title(window, "hello") == "ab c"
