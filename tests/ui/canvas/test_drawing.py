from __future__ import annotations

import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QImage, QPainter

from studio.base import paths
from studio.procedure import file
from studio.ui import theme
from studio.ui.canvas.edge_item import MARKER
from studio.ui.canvas.scene import Scene
from studio.ui.document import Document


@pytest.fixture(params=["light", "dark"])
def scene(qtbot, request, small):
    theme.set_mode(request.param)
    yield Scene(Document(small))
    theme.set_mode("system")


def picture(scene, area, scale=2.0):
    image = QImage(round(area.width() * scale), round(area.height() * scale), QImage.Format.Format_ARGB32)
    image.fill(theme.current().canvas)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    scene.render(painter, QRectF(image.rect()), area)
    painter.end()
    return image


def colours(image):
    return {image.pixel(x, y) for x in range(image.width()) for y in range(image.height())}


def test_a_step_is_drawn_in_the_colours_of_its_kind_with_its_words(scene):
    wearing = theme.current()
    found = colours(picture(scene, scene.box("ask_size")))
    tint = wearing.kinds["ask"]
    for colour in (tint.fill, tint.stroke, wearing.ink):
        assert colour.rgb() in found


def test_a_selected_step_has_a_ring(scene):
    area = scene.box("hello").adjusted(-8, -8, 8, 8)
    accent = theme.current().accent.rgb()
    assert accent not in colours(picture(scene, area))
    scene.document.selection.set(["hello"])
    assert accent in colours(picture(scene, area))


def test_marks_are_drawn(scene):
    area = scene.box("hello").adjusted(-12, -12, 12, 12)
    plain = picture(scene, area)
    for marks in ({"badge": "problem"}, {"glow": QColor("orange")}, {"dimmed": True}, {"tint": QColor("red")}):
        before = {name: getattr(scene.step_items["hello"], name) for name in marks}
        scene.wear(["hello"], **marks)
        assert picture(scene, area) != plain, marks
        scene.wear(["hello"], **before)
        assert picture(scene, area) == plain, marks


def test_loops_and_spent_ways_look_different(scene):
    loop, plain = scene.edge_items["known", "no"], scene.edge_items["hello", "next"]
    assert loop.colour() == theme.current().loop
    assert plain.colour() == theme.current().edge
    spent = scene.edge_items["known", "no spent"].path().elementCount()
    assert spent > 2 * loop.path().elementCount(), "a dashed line is made of many pieces"


def test_the_start_is_marked(scene):
    place = scene.start_place()
    area = QRectF(place.x() - MARKER, place.y() - MARKER, 2 * MARKER, 2 * MARKER)
    assert theme.current().ink.rgb() in colours(picture(scene, area))
    scene.document.apply("Start", lambda p: p.model_copy(update={"start": None}))
    assert scene.start_place() is None


def test_from_far_away_the_same_shapes_are_drawn_without_words(scene):
    area = scene.box("known").adjusted(4, 4, -4, -4)
    scene.set_far(True)
    found = colours(picture(scene, area, 0.3))
    assert theme.current().kinds["decide"].fill.rgb() in found
    assert theme.current().ink.rgb() not in found


@pytest.mark.parametrize("far", [False, True])
def test_selection_shows_from_near_and_from_far(scene, far):
    scene.set_far(far)
    area = scene.chart_rect()
    before = picture(scene, area, 0.2)
    scene.document.selection.set(["hello"], [("known", "no")])
    assert picture(scene, area, 0.2) != before


def test_a_change_of_theme_dresses_everything(qtbot):
    scene = Scene(Document(file.load(paths.sample("hello"))))
    try:
        theme.set_mode("light")
        light = picture(scene, scene.chart_rect(), 0.5)
        theme.set_mode("dark")
        dark = picture(scene, scene.chart_rect(), 0.5)
        assert not colours(light) & {theme.themed(True).edge.rgb(), theme.themed(True).kinds["ask"].stroke.rgb()}
        assert not colours(dark) & {theme.themed(False).edge.rgb(), theme.themed(False).kinds["ask"].stroke.rgb()}
    finally:
        theme.set_mode("system")
