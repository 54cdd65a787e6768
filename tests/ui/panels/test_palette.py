from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from studio.ui.actions import Action
from studio.ui.panels import palette
from studio.ui.panels.palette import Palette


@pytest.fixture
def done():
    return []


@pytest.fixture
def panel(host, done):
    add = host.registry.register
    add(Action("a.tidy", "&Tidy", lambda: done.append("tidy"), "Ctrl+T", menu="arrange", keywords="layout clean"))
    add(Action("a.undo", "&Undo", lambda: done.append("undo"), "Ctrl+Z", lambda: False, menu="edit"))
    add(Action("a.save", "Save &as…", lambda: done.append("save"), menu="file"))
    palette.install(host)
    host.registry.trigger("go.palette")
    return host.findChild(Palette)


def titles(panel):
    return [row.title for row in panel.list.rows]


def test_it_lists_every_action_with_its_shortcut(panel):
    assert titles(panel) == ["Tidy", "Save as", "Undo"]
    assert [row.trail for row in panel.list.rows] == ["Ctrl+T", "File", "Ctrl+Z"]
    assert panel.list.rows[2].faint
    assert panel.list.rows[2].said == "Undo, Ctrl+Z, not possible now"


def test_typed_letters_find_actions_and_steps(qtbot, panel):
    qtbot.keyClicks(panel.finder, "size")
    assert titles(panel) == ["Go to Ask the size"]
    assert panel.list.rows[0].marks == ((14, 18),)
    panel.finder.setText("clean")
    assert titles(panel) == ["Tidy"]
    panel.finder.setText("to")
    assert "Go to Done" in titles(panel)


def test_enter_does_it_and_closes(qtbot, panel, done):
    qtbot.keyClicks(panel.finder, "tid")
    qtbot.keyClick(panel.finder, Qt.Key.Key_Return)
    assert done == ["tidy"]
    assert not panel.isVisible()


def test_arrows_choose_another_row(qtbot, panel, done):
    qtbot.keyClick(panel.finder, Qt.Key.Key_Down)
    qtbot.keyClick(panel.finder, Qt.Key.Key_Return)
    assert done == ["save"]


def test_what_cannot_be_done_now_is_not_done(qtbot, panel, done):
    qtbot.keyClicks(panel.finder, "undo")
    qtbot.keyClick(panel.finder, Qt.Key.Key_Return)
    assert done == []
    assert panel.isVisible()


def test_a_step_is_gone_to(qtbot, host, panel):
    qtbot.keyClicks(panel.finder, "desk")
    qtbot.keyClick(panel.finder, Qt.Key.Key_Return)
    assert host.gone_to == ["desk"]


def test_what_was_done_lately_comes_first(qtbot, host, panel):
    qtbot.keyClicks(panel.finder, "save")
    qtbot.keyClick(panel.finder, Qt.Key.Key_Return)
    host.registry.trigger("go.palette")
    assert titles(panel)[:3] == ["Done lately", "Save as", "Everything"]
    assert titles(panel).count("Save as") == 1
    assert panel.list.current().title == "Save as"


def test_escape_and_a_click_beside_it_close_it_and_give_the_keys_back(qtbot, host, panel):
    assert panel.finder.hasFocus() or not host.isActiveWindow()
    qtbot.keyClicks(panel.finder, "x")
    qtbot.keyClick(panel.finder, Qt.Key.Key_Escape)
    assert panel.isVisible()
    qtbot.keyClick(panel.finder, Qt.Key.Key_Escape)
    assert not panel.isVisible()
    host.registry.trigger("go.palette")
    qtbot.mouseClick(host.centralWidget(), Qt.MouseButton.LeftButton, pos=host.centralWidget().rect().bottomLeft())
    assert not panel.isVisible()
