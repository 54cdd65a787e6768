from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from studio.procedure import annotations, edits
from studio.procedure.model import Knowledge
from studio.ui.panels import row_painting, search
from studio.ui.panels.search import Search, snippet


@pytest.fixture
def panel(host):
    answer = Knowledge(id="hours", questions=("When do you open?",), answer="At eight, whatever your size {size}.")
    host.document.apply("Answer", lambda now: edits.with_(now, knowledge=(answer,)))
    search.install(host)
    host.show_panel("search")
    return host.findChild(Search)


def found(panel):
    return [(row.title, row.trail, row.detail) for row in panel.list.rows]


def look_for(qtbot, panel, text):
    panel.finder.setText(text)
    qtbot.waitUntil(lambda: not panel._later.isActive())


def test_ctrl_f_finds_in_every_kind_of_text(qtbot, host, panel):
    host.registry.trigger("edit.find")
    assert panel.isVisible()
    look_for(qtbot, panel, "size")
    assert found(panel) == [
        ("Ask the size", "title", "Ask the size"),
        ("Ask the size", "text", "Which size?"),
        ("Known?", "condition", "names a size"),
        ("Size", "field", "Size"),
        ("When do you open?", "answer", "At eight, whatever your size {size}."),
    ]
    assert panel.list.rows[0].detail_marks == ((8, 12),)
    assert panel.count.text() == "6 in 5 texts"


def test_case_and_whole_words(qtbot, panel):
    look_for(qtbot, panel, "Si")
    assert len(panel.list.rows) == 5
    panel.case.click()
    qtbot.waitUntil(lambda: found(panel) == [("Size", "field", "Size")])
    panel.whole.click()
    qtbot.waitUntil(lambda: found(panel) == [])
    assert panel.list.empty == "Nothing found."


def test_enter_jumps_to_the_step_and_to_the_field(qtbot, host, panel):
    look_for(qtbot, panel, "names a")
    qtbot.keyClick(panel.finder, Qt.Key.Key_Return)
    assert host.gone_to == ["known"]
    look_for(qtbot, panel, "size")
    panel.list.chosen.emit(panel.list.rows[3])
    assert host.document.selection.fields == {"size"}


def test_replacing_shows_first_what_it_changes(qtbot, host, panel):
    host.registry.trigger("edit.replace")
    look_for(qtbot, panel, "size")
    panel.new.setText("shape")
    row = panel.list.rows[1]
    assert row.detail == "Which size?\u2028→ Which shape?"
    assert [row.detail[a:b] for a, b in row.detail_marks] == ["size", "shape"]
    assert "{size}" in panel.list.rows[4].detail.partition("→")[2]
    assert panel.button.text() == "Replace 5"
    assert host.document.stack.count() == 1


def test_replacing_is_one_entry_and_leaves_out_what_is_not_ticked(qtbot, host, panel):
    host.registry.trigger("edit.replace")
    look_for(qtbot, panel, "size")
    panel.new.setText("shape")
    index = panel.list.model().index(0)
    box = row_painting.check_box(panel.list.visualRect(index))
    qtbot.mouseClick(panel.list.viewport(), Qt.MouseButton.LeftButton, pos=box.center())
    assert panel.list.rows[0].checked is False
    assert panel.button.text() == "Replace 4"
    qtbot.mouseClick(panel.button, Qt.MouseButton.LeftButton)
    after = host.document.procedure
    assert after.step_by_id["ask_size"].title == "Ask the size"
    assert after.step_by_id["ask_size"].text == "Which shape?"
    assert after.step_by_id["ask_size"].fields == ("size",)
    assert after.knowledge[0].answer == "At eight, whatever your shape {size}."
    assert host.document.stack.count() == 2
    assert host.document.stack.undoText() == "Replace “size” with “shape”"
    assert host.said == ["Replaced 4 in 4 texts."]
    host.document.undo()
    assert host.document.procedure.step_by_id["ask_size"].text == "Which size?"


def test_space_takes_the_tick_away(qtbot, host, panel):
    host.registry.trigger("edit.replace")
    look_for(qtbot, panel, "size")
    panel.list.set_first_current()
    qtbot.keyClick(panel.list, Qt.Key.Key_Space)
    assert [row.checked for row in panel.list.rows] == [False, True, True, True, True]


def test_nothing_is_replaced_while_only_finding(qtbot, host, panel):
    host.registry.trigger("edit.find")
    look_for(qtbot, panel, "size")
    panel.replace_all()
    assert host.document.stack.count() == 1


def test_it_follows_what_is_edited(qtbot, host, panel):
    host.registry.trigger("edit.find")
    look_for(qtbot, panel, "welcome")
    assert found(panel) == []
    host.document.apply("Text", lambda now: edits.with_(now, persona="Says welcome."))
    qtbot.waitUntil(lambda: found(panel) == [("Small", "persona", "Says welcome.")])


def test_long_texts_are_cut_around_the_place():
    text = "word " * 60 + "needle" + " word" * 60
    at = text.index("needle")
    cut, marks = snippet(text, ((at, at + 6),))
    assert cut.startswith("…")
    assert cut.endswith("…")
    assert len(cut) < 150
    assert [cut[a:b] for a, b in marks] == ["needle"]
    assert snippet("a\nneedle", ((2, 8),)) == ("a needle", ((2, 8),))


def test_notes_on_the_chart_are_found_and_shown(qtbot, host):
    shown = []
    host.document.apply("Note", lambda now: annotations.add_note(now, 0, 900, "Ask Maria"))
    panel = Search(host.document, host.go_to, shown.append, host.say)
    qtbot.addWidget(panel)
    panel.show()
    look_for(qtbot, panel, "maria")
    assert found(panel) == [("Note", "on the chart", "Ask Maria")]
    panel.list.chosen.emit(panel.list.rows[0])
    assert shown == ["note_1"]
