"""The panels in the real window."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from studio.base.paths import sample
from studio.procedure import edits, file
from studio.procedure.model import End
from studio.ui import theme
from studio.ui.document import Document
from studio.ui.panels.findings import Findings, Sign
from studio.ui.panels.outline import Outline
from studio.ui.panels.palette import Palette
from studio.ui.panels.search import Search
from studio.ui.window import MainWindow


@pytest.fixture
def window(qtbot, monkeypatch):
    application = QApplication.instance()
    assert isinstance(application, QApplication)
    theme.install(application, "light")
    made = MainWindow(Document(file.load(sample("travel_booking"))))
    made.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    monkeypatch.setattr("studio.ui.filing.may_close", lambda *_: True)
    qtbot.addWidget(made)
    made.show()
    made.document.check_now()
    return made


def test_a_step_is_found_by_the_palette_and_shown(qtbot, window):
    window.registry.trigger("go.palette")
    palette = window.findChild(Palette)
    qtbot.keyClicks(palette.finder, "go make offer")
    qtbot.keyClick(palette.finder, Qt.Key.Key_Return)
    (step,) = window.document.selection.steps
    assert window.document.procedure.step_by_id[step].title == "Make the offer"
    assert window.findChild(Outline).list.current().data == step


def test_a_problem_is_seen_opened_and_mended_without_a_dialog(qtbot, window):
    sign = window.findChild(Sign)
    assert sign.text().strip() == "Ready to compile"
    window.document.apply("Add", lambda now: edits.add_step(now, End(id="loose", title="Loose end")))
    window.document.check_now()
    assert sign.text().strip() == "1 problem"
    qtbot.mouseClick(sign, Qt.MouseButton.LeftButton)
    findings = window.findChild(Findings)
    assert findings.isVisible()
    assert QApplication.activeModalWidget() is None
    qtbot.keyClick(findings.list, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert sign.text().strip() == "Ready to compile"
    window.document.undo()
    window.document.check_now()
    assert sign.text().strip() == "1 problem"


def test_every_panel_opens_by_its_action(window):
    for action, panel in (
        ("go.outline", "outline"),
        ("go.findings", "findings"),
        ("edit.history", "history"),
        ("procedure.coverage", "coverage"),
        ("edit.find", "search"),
    ):
        assert window.registry.trigger(action)
        assert not window.panels[panel].isHidden()
        assert not window.panels[panel].visibleRegion().isEmpty()
    assert window.findChild(Search).finder.text() == ""


def test_no_two_actions_that_can_be_done_share_a_shortcut(window):
    procedure, selection = window.document.procedure, window.document.selection
    edge = procedure.edges[0]
    for steps, edges in (((), ()), ([edge.source], ()), (procedure.step_by_id, ()), ((), [(edge.source, edge.branch)])):
        selection.set(steps, edges)
        window.registry.refresh()
        taken: dict[str, str] = {}
        for action in window.registry.all():
            made = window.registry.qaction(action.id)
            for keys in made.shortcuts() if made.isEnabled() else ():
                assert taken.setdefault(keys.toString(), action.id) == action.id, keys.toString()
