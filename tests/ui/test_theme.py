from __future__ import annotations

import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QColor, QIcon, QImage

from studio.ui import icons, theme


def luminance(colour: QColor) -> float:
    def linear(part: float) -> float:
        return part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4

    red, green, blue = (linear(part) for part in (colour.redF(), colour.greenF(), colour.blueF()))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(a: QColor, b: QColor) -> float:
    high, low = sorted((luminance(a), luminance(b)), reverse=True)
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("dark", [False, True])
def test_text_can_be_read(dark):
    wearing = theme.themed(dark)
    grounds = (wearing.window, wearing.panel, wearing.field, wearing.canvas)
    inks = ("ink", "soft", "faint", "loop", "problem", "advice", "good", "accent")
    for ground in grounds:
        for ink in inks:
            assert contrast(getattr(wearing, ink), ground) >= 4.5, (ink, ground.name())
    assert contrast(wearing.on_accent, wearing.accent) >= 4.5
    assert contrast(wearing.ink, wearing.accent_soft) >= 4.5
    for kind, tint in wearing.kinds.items():
        for ink in (wearing.ink, wearing.soft, wearing.faint, tint.ink):
            assert contrast(ink, tint.fill) >= 4.5, (kind, ink.name())
        assert contrast(tint.ink, wearing.canvas) >= 4.5, kind


@pytest.mark.parametrize("dark", [False, True])
def test_outlines_and_marks_stand_out(dark):
    wearing = theme.themed(dark)
    for kind, tint in wearing.kinds.items():
        assert contrast(tint.stroke, wearing.canvas) >= 3.0, kind
    for name in ("edge", "border", "accent", "added", "removed", "changed"):
        assert contrast(getattr(wearing, name), wearing.canvas) >= 3.0, name


def test_the_person_may_choose_and_everybody_hears_of_it(qtbot):
    try:
        with qtbot.waitSignal(theme.changed):
            theme.set_mode("dark")
        assert theme.current().dark
        theme.set_mode("light")
        assert not theme.current().dark
    finally:
        theme.set_mode("system")


@pytest.mark.parametrize("name", sorted(icons.DRAWN))
def test_every_icon_draws_something_inside_its_grid(qapp, name):
    lines, filled = icons.paths(name)
    both = lines.boundingRect().united(filled.boundingRect())
    assert both.left() >= 0
    assert both.right() <= icons.GRID
    assert both.top() >= 0
    assert both.bottom() <= icons.GRID
    image: QImage = icons.pixmap(name, QColor("black"), 16, 2.0).toImage()
    assert any(image.pixelColor(x, y).alpha() for x in range(32) for y in range(32))


def test_every_kind_of_step_has_its_icon_and_tint(qapp):
    for kind in theme.KINDS:
        assert kind in icons.DRAWN
        assert kind in theme.current().kinds


@pytest.mark.parametrize("scale", [1.0, 1.5, 2.0])
def test_an_icon_is_drawn_when_it_is_shown_as_crisp_as_the_screen_is(qtbot, scale):
    ink = QColor("#204060")
    made = icons.icon("say", ink)
    for size in (16, 20):
        shown = made.pixmap(QSize(size, size), scale)
        assert shown.devicePixelRatio() == scale
        assert shown.toImage() == icons.pixmap("say", ink, size, scale).toImage()
    shown = made.pixmap(QSize(64, 64), scale)
    assert shown.width() == 64 * scale
    middle = shown.toImage().copy(*(round(part * scale) for part in (22, 22, 20, 20)))
    assert middle == icons.pixmap("say", ink, 20, scale).toImage().copy()
    dim = made.pixmap(QSize(16, 16), scale, QIcon.Mode.Disabled)
    assert dim.toImage() != made.pixmap(QSize(16, 16), scale).toImage()
    assert not made.isNull()
