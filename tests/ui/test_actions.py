from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMenuBar, QWidget

from studio.ui.actions import Action, Registry


@pytest.fixture
def registry(qtbot):
    window = QWidget()
    qtbot.addWidget(window)
    window.show()
    made = Registry(window)
    made.bar = QMenuBar(window)
    return made


def test_an_action_runs_by_its_menu_entry_and_by_its_shortcut(registry, qtbot):
    done = []
    registry.register(Action("a.b", "&Do it", lambda: done.append(1), "Ctrl+J", menu="edit"))
    registry.qaction("a.b").trigger()
    qtbot.keyClick(registry.parent(), Qt.Key.Key_J, Qt.KeyboardModifier.ControlModifier)
    assert done == [1, 1]
    assert registry.shortcut_text("a.b") == "Ctrl+J"
    assert "Ctrl+J" in registry.qaction("a.b").toolTip()


def test_what_cannot_be_done_now_is_not_done(registry):
    done, may = [], [False]
    registry.register(Action("a", "A", lambda: done.append(1), enabled=lambda: may[0]))
    assert not registry.trigger("a")
    assert not registry.qaction("a").isEnabled()
    may[0] = True
    registry.refresh()
    assert registry.qaction("a").isEnabled()
    assert registry.trigger("a")
    assert done == [1]


def test_a_switch_shows_how_it_stands(registry):
    on = [False]
    registry.register(Action("a", "A", lambda: on.__setitem__(0, not on[0]), checked=lambda: on[0]))
    registry.trigger("a")
    assert registry.qaction("a").isChecked()


def test_menus_hold_their_sections_parted_by_lines(registry):
    for name, section in (("a", ""), ("b", "other"), ("c", "")):
        registry.register(Action(name, name.upper(), lambda: None, menu="view", section=section))
    registry.fill_menu_bar(registry.bar)
    menu = next(action.menu() for action in registry.bar.actions() if action.menu().objectName() == "menu.view")
    assert ["-" if action.isSeparator() else action.text() for action in menu.actions()] == ["A", "C", "-", "B"]
    registry.register(Action("d", "D", lambda: None, menu="view"))
    menu.aboutToShow.emit()
    assert "D" in [action.text() for action in menu.actions()]


def test_an_id_is_taken_once_and_a_menu_must_be_one(registry):
    registry.register(Action("a", "A", lambda: None))
    with pytest.raises(ValueError, match="'a'"):
        registry.register(Action("a", "B", lambda: None))
    with pytest.raises(ValueError, match="nowhere"):
        registry.register(Action("b", "B", lambda: None, menu="nowhere"))
