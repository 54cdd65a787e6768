"""What a person is typing is never lost: focus, cursor and keystrokes stay, and a burst is one entry."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QTextCursor
from PySide6.QtWidgets import QApplication

from studio.procedure import edits
from studio.procedure.content_edits import set_step
from studio.ui import commands
from studio.ui.inspector.editors import Lines, difference


@pytest.mark.parametrize(
    ("old", "new", "found"),
    [
        ("", "abc", (0, 0, "abc")),
        ("abc", "", (0, 3, "")),
        ("abcd", "abXd", (2, 3, "X")),
        ("aaa", "aa", (2, 3, "")),
        ("same", "same", (4, 4, "")),
    ],
)
def test_only_what_differs_is_replaced(old, new, found):
    start, end, text = difference(old, new)
    assert (start, end, text) == found
    assert old[:start] + text + old[end:] == new


def test_typing_edits_the_document_and_is_one_entry(shown, document, qtbot):
    page = shown("hello")
    page.title.setFocus()
    page.title.selectAll()
    qtbot.keyClicks(page.title, "Greet them")
    assert document.procedure.step_by_id["hello"].title == "Greet them"
    assert document.stack.count() == 1
    assert page.title.hasFocus()
    assert page.title.cursorPosition() == len("Greet them")


def test_typing_after_a_pause_is_another_entry(shown, document, qtbot, monkeypatch):
    now = [0.0]
    monkeypatch.setattr(commands, "clock", lambda: now[0])
    page = shown("hello")
    page.title.setFocus()
    qtbot.keyClicks(page.title, "a")
    now[0] = 60.0
    qtbot.keyClicks(page.title, "b")
    assert document.stack.count() == 2


def test_typing_in_two_editors_is_two_entries(shown, document, qtbot):
    page = shown("hello")
    qtbot.keyClicks(page.title, "a")
    qtbot.keyClicks(page.text, "b")
    qtbot.keyClicks(page.title, "c")
    assert document.stack.count() == 3


def test_a_change_from_elsewhere_leaves_page_focus_and_cursor(shown, document, inspector, qtbot):
    page = shown("hello")
    page.text.setFocus()
    cursor = page.text.textCursor()
    cursor.setPosition(5)
    page.text.setTextCursor(cursor)
    document.apply("Elsewhere", lambda p: set_step(p, "ask_size", title="Another"))
    document.apply("Here", lambda p: set_step(p, "hello", title="New title"))
    assert inspector.page is page
    assert page.title.text() == "New title"
    assert page.text.hasFocus()
    assert page.text.textCursor().position() == 5


def test_a_changed_text_moves_the_cursor_with_the_words(shown, document, qtbot):
    page = shown("hello")
    page.title.setFocus()
    cursor = page.text.textCursor()
    cursor.setPosition(6)
    page.text.setTextCursor(cursor)
    document.apply("Here", lambda p: set_step(p, "hello", text="Oh, Hello there."))
    assert page.text.toPlainText() == "Oh, Hello there."
    assert page.text.textCursor().position() == 10


def test_undo_while_typing_undoes_the_document_and_keeps_focus(shown, document, qtbot, chart):
    page = shown("hello")
    page.text.setFocus()
    page.text.moveCursor(QTextCursor.MoveOperation.End)
    qtbot.keyClicks(page.text, " Welcome!")
    assert document.procedure.step_by_id["hello"].text == "Hello there. Welcome!"
    qtbot.keyClick(page.text, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert document.procedure == chart
    assert page.text.toPlainText() == "Hello there."
    assert page.text.hasFocus()
    qtbot.keyClick(page.text, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
    assert page.text.toPlainText() == "Hello there. Welcome!"


def test_undo_in_a_line_undoes_the_document(shown, document, qtbot, chart):
    page = shown("hello")
    qtbot.keyClicks(page.title, "xyz")
    qtbot.keyClick(page.title, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert document.procedure == chart
    assert page.title.text() == "Say hello"


def test_a_card_keeps_focus_while_another_is_removed_and_its_own_renamed(shown, document, qtbot):
    page = shown("sure")
    card = page.branches.rows.row("no")
    card.fold_.set_open(True)
    card.body.meaning.setFocus()
    document.apply("Remove", lambda p: edits.replace_step(p, edits.with_(
        p.step_by_id["sure"], branches=p.step_by_id["sure"].branches[1:])))  # fmt: skip
    assert page.branches.rows.rows == [card]
    assert card.body.meaning.hasFocus()
    card.body.name.setFocus()
    card.body.name.selectAll()
    qtbot.keyClicks(card.body.name, "not sure yet")
    assert document.procedure.step_by_id["sure"].branches[0].id == "no"
    qtbot.keyClick(card.body.name, Qt.Key.Key_Return)
    assert document.procedure.step_by_id["sure"].branches[0].id == "not_sure_yet"
    assert page.branches.rows.rows == [card]
    assert card.body.name.hasFocus()


def test_many_phrases_are_pasted_at_once(shown, document, qtbot):
    page = shown("sure")
    card = page.branches.rows.row("no")
    card.fold_.set_open(True)
    QGuiApplication.clipboard().setText("hmm\r\n\r\n  no idea \nperhaps\n")
    card.body.phrases.setFocus()
    card.body.phrases.paste()
    assert document.procedure.step_by_id["sure"].branches[1].examples == ("hmm", "no idea", "perhaps")
    assert document.stack.count() == 1


def test_an_empty_line_being_typed_is_left_alone(shown, document, qtbot):
    page = shown("sure")
    card = page.branches.rows.row("yes")
    card.fold_.set_open(True)
    phrases = card.body.phrases
    assert isinstance(phrases, Lines)
    phrases.setFocus()
    phrases.moveCursor(QTextCursor.MoveOperation.End)
    qtbot.keyClick(phrases, Qt.Key.Key_Return)
    assert phrases.toPlainText() == "forty\na 41\n"
    qtbot.keyClicks(phrases, "40 ")
    assert phrases.toPlainText() == "forty\na 41\n40 "
    assert document.procedure.step_by_id["sure"].branches[0].examples == ("forty", "a 41", "40")


def test_a_brace_offers_the_fields_and_enter_puts_one_in(shown, document, qtbot):
    page = shown("done")
    page.text.setFocus()
    page.text.moveCursor(QTextCursor.MoveOperation.End)
    qtbot.keyClicks(page.text, " {need")
    popup = page.text.completer.popup()
    assert popup.isVisible()
    assert popup.model().rowCount() == 1
    qtbot.keyClick(page.text, Qt.Key.Key_Return)
    assert not popup.isVisible()
    assert document.procedure.step_by_id["done"].text == "Thank you. {by}"
    qtbot.keyClicks(page.text, ".")
    assert document.procedure.step_by_id["done"].text == "Thank you. {by}."


def test_escape_leaves_for_the_chart(document, qtbot):
    from studio.ui.inspector.inspector import Inspector

    left = []
    inspector = Inspector(document, lambda: left.append(True))
    qtbot.addWidget(inspector)
    document.selection.set(["hello"])
    inspector.show()
    qtbot.keyClick(inspector.page.title, Qt.Key.Key_Escape)
    assert left == [True]


def test_begin_puts_the_cursor_into_the_first_editor(shown, inspector, qtbot):
    page = shown("hello")
    page.text.setFocus()
    inspector.begin()
    assert QApplication.focusWidget() is page.title
