from __future__ import annotations

import pytest
from PySide6.QtCore import QRect
from PySide6.QtGui import QColor

from studio.ui import theme
from studio.ui.panels import row_painting
from studio.ui.panels.rows import Row, RowList

LONG = "A sentence that is so long that it cannot stand on one line of a narrow panel."


@pytest.fixture
def rows(qtbot):
    made = RowList("Things")
    qtbot.addWidget(made)
    made.resize(220, 300)
    made.show()
    return made


def heights(rows):
    return [rows.visualRect(rows.model().index(number)).height() for number in range(len(rows.rows))]


def test_rows_are_as_tall_as_their_words(qtbot, rows):
    rows.set_rows(
        [Row(key=1, title="One"), Row(key=2, title="Two", detail=LONG), Row(key=3, title="Three", button="Do")]
    )
    one, two, three = heights(rows)
    assert one < three < two
    qtbot.wait(150)
    rows.resize(600, 300)
    qtbot.waitUntil(lambda: heights(rows)[1] < two)


def test_a_row_that_changes_in_place_gets_the_room_it_needs(qtbot, rows):
    rows.set_rows([Row(key=1, title="One"), Row(key=2, title="Two")])
    before = heights(rows)
    rows.set_rows([Row(key=1, title="One", detail=LONG), Row(key=2, title="Two")])
    qtbot.waitUntil(lambda: heights(rows)[0] > before[0])
    rows.set_rows([Row(key=1, title="One"), Row(key=2, title="Two")])
    qtbot.waitUntil(lambda: heights(rows) == before)


def test_the_current_row_stays_through_changes(rows):
    rows.set_rows([Row(key=name, title=name) for name in "abc"])
    rows.set_current("b")
    rows.set_rows([Row(key=name, title=name) for name in "xab"])
    assert rows.current().key == "b"
    rows.set_rows([Row(key="z", title="z")])
    assert rows.current() is None


def test_headings_are_passed_over(rows):
    rows.set_rows([Row(key=0, title="Head", heading=True), Row(key=1, title="One")])
    rows.set_first_current()
    assert rows.current().key == 1
    rows.move_current(-1)
    assert rows.current().key == 1
    assert not rows.set_current(0)


@pytest.mark.parametrize("dark", [False, True])
def test_words_can_be_read_on_every_ground(dark):
    """Text of rows, chosen or not, has the contrast that WCAG AA asks for."""
    wearing = theme.themed(dark)
    used = (
        (wearing.field, (wearing.ink, wearing.soft, wearing.faint, wearing.accent, wearing.problem, wearing.advice)),
        (wearing.hover, (wearing.ink, wearing.soft, wearing.accent)),
        (wearing.accent_soft, (wearing.ink, wearing.soft)),
    )
    for ground, inks in used:
        for ink in inks:
            assert contrast(ink, ground) >= 4.5, (ink.name(), ground.name())


def contrast(one: QColor, other: QColor) -> float:
    lights = sorted((luminance(one), luminance(other)))
    return (lights[1] + 0.05) / (lights[0] + 0.05)


def luminance(colour: QColor) -> float:
    values = (colour.redF(), colour.greenF(), colour.blueF())
    red, green, blue = (v / 12.92 if v <= 0.03928 else ((v + 0.055) / 1.055) ** 2.4 for v in values)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def test_a_button_is_inside_its_row():
    row = Row(key=1, title="One", detail=LONG, button=LONG, icon="problem")
    box = QRect(0, 0, 220, row_painting.height(row, 220))
    assert box.contains(row_painting.button_box(row, box))
