"""Tables are pasted, read from files and changed cell by cell; answers are pasted as a table."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QSignalSpy
from PySide6.QtWidgets import QAbstractItemView, QLineEdit

from studio.procedure import content_edits


@pytest.fixture
def card(inspector):
    fold = inspector.page.sections["tools"]
    fold.set_open(True)
    fold.body.show_tool("stock")
    return fold.body.rows.row("stock")


def stock(document):
    return document.procedure.tool_by_id["stock"]


def paste(text):
    QGuiApplication.clipboard().setText(text)


def test_a_table_is_pasted_from_a_spreadsheet(card, document, qtbot, chart):
    paste("Size\tPrice\tColour, in words\n40\t80 EUR\tred\n42\t95 EUR\tdark blue\n")
    card.paste()
    assert stock(document).columns == ("size", "Price", "Colour, in words")
    assert stock(document).rows[1] == {"size": "42", "Price": "95 EUR", "Colour, in words": "dark blue"}
    assert card.table.model_.rowCount() == 2
    assert card.fold_.header.aside == "2 rows"
    document.undo()
    assert document.procedure == chart
    assert card.table.model_.columnCount() == 2


def test_a_table_without_what_is_looked_up_is_told_and_refused(card, document, qtbot, chart):
    paste("Length\tPrice\n40\t80\n")
    card.paste()
    assert document.procedure == chart
    assert card.trouble.isVisible()
    assert "size" in card.trouble.text()
    paste("size\tprice\n40\t80\n")
    card.paste()
    assert not card.trouble.isVisible()


def test_a_file_is_read(card, document, tmp_path):
    file = tmp_path / "stock.csv"
    file.write_text("size;price\n44;70\n", "utf-8")
    card.read(file)
    assert stock(document).rows == ({"size": "44", "price": "70"},)


def test_a_cell_is_changed_and_the_editor_stays_open_through_changes(card, document, qtbot):
    model, table = card.table.model_, card.table
    table.setCurrentIndex(model.index(1, 1))
    table.edit(model.index(1, 1))
    assert table.state() is QAbstractItemView.State.EditingState
    editor = table.findChild(QLineEdit)
    editor.selectAll()
    qtbot.keyClicks(editor, "99")
    document.apply("Elsewhere", lambda p: content_edits.set_cell(p, "stock", 0, "price", "1 EUR"))
    assert model.index(0, 1).data() == "1 EUR"
    assert table.state() is QAbstractItemView.State.EditingState
    qtbot.keyClicks(editor, " EUR")
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: stock(document).rows[1]["price"] == "99 EUR")
    document.undo()
    assert model.index(1, 1).data() == "90 EUR"


def test_rows_are_added_emptied_and_removed(card, document, qtbot):
    card.add_row()
    assert stock(document).rows[2] == {"size": "", "price": ""}
    card.table.setCurrentIndex(card.table.model_.index(0, 1))
    qtbot.keyClick(card.table, Qt.Key.Key_Delete)
    assert stock(document).rows[0] == {"size": "40", "price": ""}
    card.table.selectRow(0)
    qtbot.keyClick(card.table, Qt.Key.Key_Delete)
    assert [row["size"] for row in stock(document).rows] == ["41", ""]


def test_what_it_is_looked_up_by_is_ticked(card, document):
    card.searched.row("price").tick.click()
    assert stock(document).arguments == ("size", "price")
    card.searched.row("size").tick.click()
    assert stock(document).arguments == ("price",)


def test_a_new_table_is_pasted(inspector, document, qtbot):
    fold = inspector.page.sections["tools"]
    fold.set_open(True)
    fold.body.add()
    card = fold.body.rows.rows[-1]
    assert card.title.hasFocus()
    qtbot.keyClicks(card.title, "Hours")
    paste("day\topen\nMonday\t9\n")
    card.paste()
    tool = document.procedure.tools[-1]
    assert (tool.title, tool.columns, tool.rows) == ("Hours", ("day", "open"), ({"day": "Monday", "open": "9"},))


def test_answers_are_pasted_as_a_table(inspector, document):
    fold = inspector.page.sections["knowledge"]
    fold.set_open(True)
    paste(
        "Question\tAnswer\nDo you ship?\tYes, anywhere.\nCan you send them?\tYes, anywhere.\nReturns?\tWithin 30 days."
    )
    fold.body.paste()
    known = document.procedure.knowledge
    assert [entry.answer for entry in known] == ["Within 30 days.", "Yes, anywhere."]
    assert known[0].questions == ("Can I return them?", "Returns?")
    assert known[1].questions == ("Do you ship?", "Can you send them?")
    assert document.stack.count() == 1


def test_a_clipboard_without_a_table_is_told(inspector, document, chart):
    fold = inspector.page.sections["knowledge"]
    fold.set_open(True)
    paste("just some words")
    spy = QSignalSpy(document.message)
    fold.body.paste()
    assert document.procedure == chart
    assert "two columns" in spy.at(0)[0]
