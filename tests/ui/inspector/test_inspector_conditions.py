"""The builder makes the condition it shows."""

from __future__ import annotations

import pytest

from studio.procedure import content_edits
from studio.procedure.model import Comparison, Condition
from studio.ui.inspector.conditions import DayEditor


@pytest.fixture
def builder(shown):
    page = shown("dear")
    card = page.branches.rows.row("large")
    card.fold_.set_open(True)
    return card.body.condition


def when(document):
    return document.procedure.step_by_id["dear"].branches[0].when


def typed(qtbot, editor, text):
    editor.setFocus()
    editor.selectAll()
    qtbot.keyClicks(editor, text)


def test_it_shows_the_condition_there_is(builder):
    (row,) = builder.rows.rows
    assert (row.field.value(), row.operator.value(), row.values.text.value()) == ("size", ">", "45")
    assert not builder.join.isVisible()
    assert not builder.otherwise.isVisible()


def test_a_second_comparison_joined_by_any(builder, document, qtbot):
    builder.add()
    row = builder.rows.rows[1]
    row.field.choose("colour")
    row.values.option.choose("blue")
    assert builder.join.isVisible()
    builder.join.choose("any")
    typed(qtbot, builder.rows.rows[0].values.text, "46")
    assert when(document) == Condition(
        join="any",
        tests=(
            Comparison(field="size", operator=">", value="46"),
            Comparison(field="colour", operator="=", value="blue"),
        ),
    )


def test_a_day_is_compared_with_today(builder, document, qtbot):
    row = builder.rows.rows[0]
    row.field.choose("by")
    row.operator.choose("<=")
    row.values.day.way.choose("+")
    assert when(document).tests == (Comparison(field="by", operator="<=", value="today+14"),)
    typed(qtbot, row.values.day.days, "30")
    assert when(document).tests[0].value == "today+30"
    row.values.day.way.choose("day")
    typed(qtbot, row.values.day.fixed, "2027-12-24")
    assert when(document).tests[0].value == "2027-12-24"
    assert row.values.day.fixed.hasFocus()


@pytest.mark.parametrize("value", ["today", "today+14", "today-30", "2027-01-01", ""])
def test_a_day_is_shown_as_it_is(qtbot, value):
    editor = DayEditor()
    qtbot.addWidget(editor)
    editor.show_value(value)
    assert editor.value() == value


def test_several_values_and_none(builder, document, qtbot):
    row = builder.rows.rows[0]
    row.field.choose("colour")
    row.operator.choose("one of")
    assert row.values.options.shown() == "Red"
    red, blue = (action.defaultWidget() for action in row.values.options.menu().actions())
    assert red.isChecked() and not blue.isChecked()
    blue.click()
    assert when(document).tests == (Comparison(field="colour", operator="one of", value=("red", "blue")),)
    assert row.values.options.shown() == "Red, Blue"
    red.click()
    assert when(document).tests[0].value == ("blue",)
    row.operator.choose("known")
    assert when(document).tests == (Comparison(field="colour", operator="known"),)
    assert not row.values.options.isVisible()


def test_several_values_of_other_kinds_are_parted_by_commas(builder, document, qtbot):
    document.apply("Text", lambda p: content_edits.set_field(p, "size", kind="text"))
    row = builder.rows.rows[0]
    row.operator.choose("one of")
    typed(qtbot, row.values.several, "small, medium")
    assert when(document).tests == (Comparison(field="size", operator="one of", value=("small", "medium")),)


def test_without_comparisons_it_is_otherwise(builder, document, qtbot, chart):
    builder.rows.rows[0]._remove()
    assert when(document) is None
    assert builder.otherwise.isVisible()
    document.undo()
    assert document.procedure == chart
    assert len(builder.rows.rows) == 1


def test_the_operators_go_with_the_kind(builder):
    row = builder.rows.rows[0]
    assert [value for value, _, _ in row._operators()] == ["<", "<=", ">", ">=", "=", "!=", "known", "unknown"]
    row.field.choose("colour")
    assert [value for value, _, _ in row._operators()] == ["=", "!=", "one of", "known", "unknown"]
