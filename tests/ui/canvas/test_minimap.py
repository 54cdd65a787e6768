"""The map in the corner: what it shows, dragging its frame, and how seldom it is drawn."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt

from studio.procedure.chart_edits import place
from studio.ui.canvas.minimap import Corner

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def window(open_window, small):
    made = open_window(small, "minimap")
    made.view.set_zoom(2.0)
    return made


@pytest.fixture
def corner(window) -> Corner:
    return window.view.findChild(Corner)


def test_it_stands_in_the_corner_with_the_zoom_under_it(window, corner):
    assert corner.map.isVisible()
    assert corner.geometry().right() < window.view.width()
    assert corner.zoom.text() == "200%"
    corner.zoom.click()
    assert window.view.zoom == 1.0
    assert corner.zoom.text() == "100%"


def test_the_frame_is_what_can_be_seen(window, corner):
    corner.map.grab()
    seen = window.view.visible_area().center()
    there = corner.map.to_scene(corner.map.frame().center())
    assert abs(there.x() - seen.x()) < 1 and abs(there.y() - seen.y()) < 1


def test_dragging_the_frame_moves_the_view(qtbot, window, corner):
    corner.map.grab()
    frame = corner.map.frame().center().toPoint()
    before = window.view.visible_area().center()
    qtbot.mousePress(corner.map, LEFT, pos=frame)
    qtbot.mouseMove(corner.map, frame + QPoint(0, 15))
    qtbot.mouseRelease(corner.map, LEFT, pos=frame + QPoint(0, 15))
    after = window.view.visible_area().center()
    wanted = corner.map.to_scene(QPointF(0, 15)) - corner.map.to_scene(QPointF(0, 0))
    assert after.y() - before.y() == pytest.approx(wanted.y(), rel=0.1)
    assert after.x() == pytest.approx(before.x(), abs=4)


def test_pressing_beside_the_frame_goes_there(qtbot, window, corner):
    corner.map.grab()
    spot = corner.map.to_map(window.scene.box("desk")).center()
    qtbot.mouseClick(corner.map, LEFT, pos=spot.toPoint())
    assert window.view.visible_area().contains(window.scene.box("desk").center())


def test_many_changes_are_one_picture(qtbot, window, corner):
    corner.map.grab()
    drawn = corner.map.pictures
    for number in range(20):
        window.document.apply("Move", lambda procedure, n=number: place(procedure, {"done": (n * 7.0, 900.0)}))
        corner.map.grab()
    assert corner.map.pictures == drawn
    qtbot.waitUntil(lambda: corner.map.grab() is not None and corner.map.pictures == drawn + 1, timeout=2000)


def test_it_can_be_hidden_and_goes_when_everything_can_be_seen(window, corner):
    window.registry.trigger("view.minimap")
    assert not corner.map.isVisible() and corner.zoom.isVisible()
    assert not window.registry.qaction("view.minimap").isChecked()
    window.registry.trigger("view.minimap")
    assert corner.map.isVisible()
    window.view.fit()
    assert not corner.map.isVisible()


def test_without_steps_there_is_nothing_to_show(window, corner):
    window.document.apply("Empty", lambda procedure: procedure.model_copy(update={"steps": (), "start": None}))
    assert not corner.isVisible()
    window.document.undo()
    assert corner.isVisible()
