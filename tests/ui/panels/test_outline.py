from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from studio.procedure import chart_edits, edits
from studio.procedure.model import End
from studio.ui.panels import outline
from studio.ui.panels.outline import Outline


@pytest.fixture
def panel(host):
    outline.install(host)
    return host.findChild(Outline)


def titles(panel):
    return [row.title for row in panel.list.rows]


def said(panel, number):
    return panel.list.model().index(number).data(Qt.ItemDataRole.AccessibleTextRole)


def test_steps_stand_in_reading_order_and_are_read_out_whole(host, panel):
    assert titles(panel) == ["Say hello", "Ask the size", "Known?", "Done", "To the desk"]
    assert said(panel, 0) == "Say hello, the start, says, 1 way out"
    assert said(panel, 2) == "Known?, decides, 2 ways out, 2 findings"
    assert said(panel, 4) == "To the desk, ends, no way out"
    assert panel.list.accessibleName() == "Steps in reading order"


def test_it_follows_what_is_drawn(qtbot, host, panel):
    host.document.apply("Add", lambda now: edits.add_step(now, End(id="loose", title="Loose end")))
    qtbot.waitUntil(lambda: titles(panel)[-2:] == ["No drawn way leads here", "Loose end"])
    assert panel.list.rows[-2].heading
    host.document.check_now()
    qtbot.waitUntil(lambda: said(panel, 6) == "Loose end, ends, no way out, 1 finding")
    host.document.apply("Cut", lambda now: chart_edits.remove(now, ["loose"]))
    qtbot.waitUntil(lambda: len(titles(panel)) == 5)


def test_arrows_move_past_headings_and_enter_jumps(qtbot, host, panel):
    host.document.apply("Add", lambda now: edits.add_step(now, End(id="loose", title="Loose end")))
    qtbot.waitUntil(lambda: len(titles(panel)) == 7)
    host.registry.trigger("go.outline")
    for _ in range(5):
        qtbot.keyClick(panel.list, Qt.Key.Key_Down)
    assert panel.list.current().title == "Loose end"
    qtbot.keyClick(panel.list, Qt.Key.Key_Return)
    assert host.gone_to == ["loose"]
    qtbot.keyClick(panel.list, Qt.Key.Key_Home)
    qtbot.keyClick(panel.list, Qt.Key.Key_Return)
    assert host.gone_to == ["loose", "hello"]


def test_typing_filters_and_enter_jumps_to_what_is_left(qtbot, host, panel):
    panel.list.setFocus()
    qtbot.keyClicks(panel.list, "d")
    qtbot.keyClicks(panel.finder, "esk")
    assert panel.finder.text() == "desk"
    assert titles(panel) == ["To the desk"]
    qtbot.keyClick(panel.finder, Qt.Key.Key_Return)
    assert host.gone_to == ["desk"]
    qtbot.keyClick(panel.finder, Qt.Key.Key_Escape)
    assert len(titles(panel)) == 5
    qtbot.keyClicks(panel.finder, "zzz")
    assert titles(panel) == []
    assert panel.list.empty == "No step is called so."


def test_the_selected_step_is_the_current_one(host, panel):
    host.document.selection.set(["done"])
    assert panel.list.current().data == "done"


def test_a_click_jumps(qtbot, host, panel):
    place = panel.list.visualRect(panel.list.model().index(1)).center()
    qtbot.mouseClick(panel.list.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert host.gone_to == ["ask_size"]
