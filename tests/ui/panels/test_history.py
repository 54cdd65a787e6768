from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from studio.procedure import edits
from studio.ui.panels import history
from studio.ui.panels.history import History


@pytest.fixture
def panel(host):
    history.install(host)
    host.show_panel("history")
    for name in ("One", "Two", "Three"):
        host.document.apply(f"Name {name}", lambda now, name=name: edits.with_(now, name=name))
    return host.findChild(History)


def test_every_edit_is_a_line_and_the_present_is_marked(host, panel):
    assert [row.title for row in panel.list.rows] == ["As it was opened", "Name One", "Name Two", "Name Three"]
    assert [row.bold for row in panel.list.rows] == [False, False, False, True]
    host.document.undo()
    assert [row.faint for row in panel.list.rows] == [False, False, False, True]
    assert panel.list.current().data == 2
    assert panel.list.rows[3].said == "Name Three, undone"


def test_choosing_a_line_goes_there(qtbot, host, panel):
    place = panel.list.visualRect(panel.list.model().index(1)).center()
    qtbot.mouseClick(panel.list.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert host.document.procedure.name == "One"
    panel.list.setFocus()
    qtbot.keyClick(panel.list, Qt.Key.Key_End)
    qtbot.keyClick(panel.list, Qt.Key.Key_Return)
    assert host.document.procedure.name == "Three"
    qtbot.keyClick(panel.list, Qt.Key.Key_Home)
    qtbot.keyClick(panel.list, Qt.Key.Key_Return)
    assert host.document.procedure.name == "Small"


def test_what_was_saved_is_said(host, panel, tmp_path):
    assert all(row.trail == "" for row in panel.list.rows)
    host.document.undo()
    host.document.save(tmp_path / "small.flow.json")
    host.document.redo()
    assert [row.trail for row in panel.list.rows] == ["", "", "saved", ""]


def test_another_procedure_has_another_history(host, panel, small):
    host.document.replace(small)
    assert [row.title for row in panel.list.rows] == ["As it was opened"]
