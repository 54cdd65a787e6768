from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent

from studio.base import paths
from studio.procedure import file
from studio.ui.canvas.scene import Scene
from studio.ui.canvas.step_item import FAR
from studio.ui.canvas.view import View
from studio.ui.document import Document

LEFT, MIDDLE = Qt.MouseButton.LeftButton, Qt.MouseButton.MiddleButton


@pytest.fixture
def view(qtbot, small):
    made = View(Scene(Document(small)))
    qtbot.addWidget(made)
    made.resize(900, 700)
    made.show()
    made.set_zoom(1.0)
    made.centerOn(made.chart.step_items["ask_size"])
    return made


def spot_of(view, step):
    return view.mapFromScene(view.chart.step_items[step].pos())


def drag(qtbot, view, start, end, button=LEFT, modifier=Qt.KeyboardModifier.NoModifier):
    port = view.viewport()
    qtbot.mousePress(port, button, modifier, start)
    qtbot.mouseMove(port, (start + end) / 2)
    qtbot.mouseMove(port, end)
    qtbot.mouseRelease(port, button, modifier, end)


def test_a_click_selects_a_step_and_a_click_on_nothing_lets_go(qtbot, view):
    selection = view.chart.document.selection
    qtbot.mouseClick(view.viewport(), LEFT, pos=spot_of(view, "ask_size"))
    assert selection.step == "ask_size"
    qtbot.mouseClick(view.viewport(), LEFT, Qt.KeyboardModifier.ShiftModifier, spot_of(view, "known"))
    assert selection.steps == {"ask_size", "known"}
    qtbot.mouseClick(view.viewport(), LEFT, pos=QPoint(5, 5))
    assert not selection


def test_a_click_selects_an_edge(qtbot, view):
    way = view.chart.edge_items["ask_size", "next"].way
    middle = QPointF((way[0].x + way[1].x) / 2, (way[0].y + way[1].y) / 2)
    qtbot.mouseClick(view.viewport(), LEFT, pos=view.mapFromScene(middle))
    assert view.chart.document.selection.edge == ("ask_size", "next")


def test_a_drag_moves_a_step_as_one_entry_of_the_history(qtbot, view):
    document = view.chart.document
    before = view.chart.places()["ask_size"]
    start = spot_of(view, "ask_size")
    drag(qtbot, view, start, start + QPoint(100, 60))
    assert document.stack.count() == 1
    assert view.chart.places()["ask_size"] == (before.x + 100, before.y + 60)
    assert document.procedure.layout["ask_size"]["x"] == before.x + 100
    document.undo()
    assert view.chart.places()["ask_size"] == before


def test_all_that_is_selected_moves(qtbot, view):
    document = view.chart.document
    document.selection.set(["ask_size", "known"])
    before = view.chart.places()
    start = spot_of(view, "known")
    drag(qtbot, view, start, start + QPoint(-50, 20))
    after = view.chart.places()
    assert {name for name in before if before[name] != after[name]} == {"ask_size", "known"}
    assert document.stack.count() == 1
    assert document.selection.steps == {"ask_size", "known"}


def test_escape_breaks_a_drag_off(qtbot, view):
    before = view.chart.places()
    start = spot_of(view, "ask_size")
    qtbot.mousePress(view.viewport(), LEFT, pos=start)
    qtbot.mouseMove(view.viewport(), start + QPoint(80, 80))
    assert view.chart.places() != before
    qtbot.keyClick(view, Qt.Key.Key_Escape)
    assert view.chart.places() == before
    qtbot.mouseRelease(view.viewport(), LEFT, pos=start + QPoint(80, 80))
    assert view.chart.document.stack.count() == 0


def test_a_frame_selects_what_it_touches(qtbot, view):
    view.fit()
    box = view.mapFromScene(view.chart.chart_rect(["hello", "ask_size"])).boundingRect()
    drag(qtbot, view, box.topLeft() - QPoint(8, 8), box.bottomRight() + QPoint(4, 4))
    assert view.chart.document.selection.steps == {"hello", "ask_size"}
    assert ("hello", "next") in view.chart.document.selection.edges


def test_the_middle_button_and_space_pan(qtbot, view):
    place = view.mapToScene(100, 100)
    drag(qtbot, view, QPoint(100, 100), QPoint(160, 130), MIDDLE)
    assert (view.mapToScene(160, 130) - place).manhattanLength() < 1
    qtbot.keyPress(view, Qt.Key.Key_Space)
    drag(qtbot, view, QPoint(160, 130), QPoint(100, 100))
    qtbot.keyRelease(view, Qt.Key.Key_Space)
    assert (view.mapToScene(100, 100) - place).manhattanLength() < 1
    assert view.chart.document.stack.count() == 0


def wheel(view, spot, by, modifiers):
    event = QWheelEvent(
        QPointF(spot), view.viewport().mapToGlobal(QPointF(spot)), QPoint(), by, Qt.MouseButton.NoButton, modifiers,
        Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    view.wheelEvent(event)


def test_control_and_the_wheel_zoom_about_the_pointer(view):
    spot = QPoint(200, 300)
    before, zoom = view.mapToScene(spot), view.zoom
    wheel(view, spot, QPoint(0, 120), Qt.KeyboardModifier.ControlModifier)
    assert view.zoom == pytest.approx(zoom * 1.2)
    assert (view.mapToScene(spot) - before).manhattanLength() < 2


def test_the_wheel_alone_pans(view):
    before = view.mapToScene(QPoint())
    wheel(view, QPoint(200, 300), QPoint(0, -120), Qt.KeyboardModifier.NoModifier)
    assert view.mapToScene(QPoint()).y() == pytest.approx(before.y() + 60)


def test_fitting_shows_the_whole_chart_also_after_resizing(qtbot, view):
    view.fit()
    for size in ((900, 700), (500, 400), (1200, 300)):
        view.resize(*size)
        assert view.visible_area().contains(view.chart.chart_rect())


def test_zoom_has_bounds(view):
    view.set_zoom(1000.0)
    assert view.zoom <= 4.0
    view.set_zoom(0.0001)
    assert view.zoom >= 0.04
    assert view.chart.is_far


def test_revealing_a_step_brings_it_near_enough_to_read(view):
    view.set_zoom(0.1)
    view.reveal("done")
    assert view.zoom >= FAR
    assert view.visible_area().contains(view.chart.box("done"))
    view.reveal("hello")
    assert view.visible_area().contains(view.chart.box("hello"))


def test_the_pointer_lights_what_it_is_on(qtbot, view):
    qtbot.mouseMove(view.viewport(), spot_of(view, "ask_size"))
    assert view.chart.hovered_step == "ask_size"
    qtbot.mouseMove(view.viewport(), QPoint(3, 3))
    assert view.chart.hovered_step is None


def test_a_fitted_chart_does_not_lie_under_what_stands_at_the_left(open_window):
    window = open_window(file.load(paths.sample("travel_booking")), "gestures")
    assert window.view.taken > 0
    for wide in (1200, 700, 420):
        window.view.resize(wide, 600)
        window.view.fit()
        box = window.view.mapFromScene(window.scene.chart_rect()).boundingRect()
        assert window.view.taken <= box.left() < box.right() <= wide
