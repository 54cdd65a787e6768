from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt

from studio.procedure import chart_edits, edits
from studio.procedure.model import End
from studio.ui.panels import findings, row_painting
from studio.ui.panels.findings import Findings, Sign, marks


@pytest.fixture
def panel(host):
    findings.install(host)
    host.show_panel("findings")
    return host.findChild(Findings)


@pytest.fixture
def sign(host, panel):
    return host.findChild(Sign)


def loosen(host):
    """An end that nothing leads to."""
    host.document.apply("Add", lambda now: edits.add_step(now, End(id="loose", title="Loose end")))
    host.document.check_now()
    host.findChild(Findings).refresh()


def test_findings_stand_with_step_sentence_and_remedy(host, panel):
    loosen(host)
    row = panel.list.rows[-1]
    assert row.title == "Loose end"
    assert "No conversation can end" in row.detail
    assert "remove it" in row.detail
    assert row.said.startswith('Problem. Loose end. No conversation can end at "Loose end"')
    assert row.icon == "problem"


def test_enter_and_f8_jump_to_the_step(qtbot, host, panel):
    loosen(host)
    panel.list.set_current(panel.list.rows[-1].key)
    qtbot.keyClick(panel.list, Qt.Key.Key_Return)
    assert host.gone_to == ["loose"]
    host.registry.trigger("go.next_finding")
    assert host.gone_to[-1] == "known"
    host.registry.trigger("go.previous_finding")
    assert host.gone_to[-1] == "loose"
    assert "No conversation can end" in host.said[-1]


def test_a_finding_about_a_branch_selects_the_branch(host, panel):
    panel.list.set_first_current()
    row = panel.list.rows[0]
    panel.list.chosen.emit(row)
    assert host.document.selection.edge == ("known", row.data.branch)


def press_button(qtbot, panel, row):
    index = panel.list.model().index(panel.list.rows.index(row))
    box = row_painting.button_box(row, panel.list.visualRect(index))
    assert panel.list.viewport().rect().contains(box)
    qtbot.mouseClick(panel.list.viewport(), Qt.MouseButton.LeftButton, pos=box.center())


def test_one_click_mends_as_one_entry_of_the_history(qtbot, host, panel, small):
    loosen(host)
    before = host.document.stack.count()
    press_button(qtbot, panel, panel.list.rows[-1])
    assert host.document.procedure.steps == small.steps
    assert host.document.stack.count() == before + 1
    assert host.document.stack.undoText() == 'Remove "Loose end"'
    assert all(row.title != "Loose end" for row in panel.list.rows)
    assert host.gone_to == []
    host.document.undo()
    assert "loose" in host.document.procedure.step_by_id


def test_the_keyboard_mends_too(qtbot, host, panel):
    loosen(host)
    panel.list.set_current(panel.list.rows[-1].key)
    qtbot.keyClick(panel.list, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert "loose" not in host.document.procedure.step_by_id


def test_a_click_beside_the_button_jumps(qtbot, host, panel):
    loosen(host)
    row = panel.list.rows[-1]
    box = panel.list.visualRect(panel.list.model().index(len(panel.list.rows) - 1))
    qtbot.mouseClick(panel.list.viewport(), Qt.MouseButton.LeftButton, pos=box.topLeft() + QPoint(60, 10))
    assert host.gone_to == ["loose"]
    assert row.data.step in host.document.procedure.step_by_id


def test_the_sign_says_whether_it_is_ready(host, sign):
    assert sign.text().strip() == "Ready to compile, 2 pieces of advice"
    loosen(host)
    assert sign.text().strip() == "1 problem, 2 pieces of advice"
    host.document.replace(edits.with_(host.document.procedure, steps=(), start=None))
    assert sign.text().strip() == "Nothing drawn yet"
    assert sign.accessibleName() == "Nothing drawn yet"


def test_pressing_the_sign_opens_the_list(qtbot, host, panel, sign):
    host.show_panel("findings", False)
    qtbot.mouseClick(sign, Qt.MouseButton.LeftButton)
    assert panel.isVisible()
    assert panel.list.current() is not None


def test_marks_tell_the_canvas_the_worst_of_each_step(host):
    assert marks(host.document) == {"known": "advice"}
    host.document.apply("Cut", lambda now: chart_edits.remove_edge(now, "known", "no spent"))
    host.document.check_now()
    assert marks(host.document)["known"] == "problem"


def test_a_sound_procedure_says_so(travel):
    findings.install(travel)
    panel = travel.findChild(Findings)
    assert panel.list.rows == ()
    assert panel.list.empty == "Nothing found. The procedure is ready to compile."
