"""Signs on the canvas, in the real window."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QHelpEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QToolTip

from studio.procedure import chart_edits, edits
from studio.procedure.model import End
from studio.ui import theme
from studio.ui.canvas.step_item import badge_place
from studio.ui.document import Document
from studio.ui.panels import markers
from studio.ui.panels.markers import Card
from studio.ui.window import MainWindow


@pytest.fixture
def window(qtbot, monkeypatch, small):
    application = QApplication.instance()
    assert isinstance(application, QApplication)
    theme.install(application, "light")
    made = MainWindow(Document(small))
    made.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    monkeypatch.setattr("studio.ui.filing.may_close", lambda *_: True)
    qtbot.addWidget(made)
    made.show()
    loose = End(id="loose", title="Loose end")
    made.document.apply("Add", lambda now: edits.add_step(now, loose, place=(600, 40)))
    made.document.check_now()
    made.view.fit()
    QTest.qWait(50)
    return made


def badges(window):
    return {step: item.badge for step, item in window.scene.step_items.items() if item.badge}


def sign(window, step) -> QPoint:
    item = window.scene.step_items[step]
    return window.view.mapFromScene(item.pos() + QPointF(*badge_place(item.face)))


def test_each_step_wears_the_worst_that_was_found_there(window):
    assert badges(window) == {"known": "advice", "loose": "problem"}
    window.document.apply("Cut", lambda now: chart_edits.remove(now, ["loose"]))
    assert badges(window) == {"known": "advice"}
    window.document.undo()
    window.document.check_now()
    assert badges(window) == {"known": "advice", "loose": "problem"}


def test_pressing_a_sign_opens_a_card_that_mends(qtbot, window):
    card = window.findChild(Card)
    qtbot.mouseClick(window.view.viewport(), Qt.MouseButton.LeftButton, pos=sign(window, "loose"))
    assert card.isVisible()
    assert window.document.selection.step == "loose"
    assert window.view.rect().contains(card.geometry())
    assert [row.title for row in card.list.rows] == ["Problem"]
    qtbot.keyClick(card.list, Qt.Key.Key_Return)
    assert "loose" not in window.document.procedure.step_by_id
    assert not card.isVisible()


def test_the_keyboard_opens_it_and_escape_closes_it(qtbot, window):
    window.document.selection.set(["hello"])
    assert not window.registry.trigger("procedure.mend_here")
    window.document.selection.set(["known"])
    assert window.registry.trigger("procedure.mend_here")
    card = window.findChild(Card)
    assert len(card.list.rows) == 2
    qtbot.keyClick(card.list, Qt.Key.Key_Escape)
    assert not card.isVisible()


def test_the_charts_keys_do_not_reach_through_the_card(qtbot, window):
    card = window.findChild(Card)
    card.open("known")
    before = window.document.procedure
    for key in (Qt.Key.Key_Delete, Qt.Key.Key_S, Qt.Key.Key_Down):
        qtbot.keyClick(card.list, key)
    assert window.document.procedure is before
    assert card.list.current() is card.list.rows[1]


def test_a_click_elsewhere_closes_it(qtbot, window):
    card = window.findChild(Card)
    card.open("loose")
    qtbot.mouseClick(window.view.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(3, 3))
    assert not card.isVisible()


def test_pointing_at_a_sign_says_what_it_is(window, monkeypatch):
    said = []
    monkeypatch.setattr(markers.QToolTip, "showText", lambda place, text, widget: said.append(text))
    viewport = window.view.viewport()
    spot = sign(window, "loose")
    QApplication.sendEvent(viewport, QHelpEvent(QHelpEvent.Type.ToolTip, spot, viewport.mapToGlobal(spot)))
    assert said[0].startswith("No conversation can end at")
    assert QToolTip is markers.QToolTip
