from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtWidgets import QApplication

from studio.base.errors import StudioError
from studio.procedure import edits, file
from studio.procedure.model import Link, Say
from studio.ui import filing, theme
from studio.ui.document import Document
from studio.ui.panels.compare_window import CompareWindow
from studio.ui.window import MainWindow


def retitled(title):
    return lambda procedure: edits.replace_step(procedure, edits.with_(procedure.step_by_id["hello"], title=title))


def with_farewell(procedure):
    step = Say(id="farewell", title="Farewell", text="Bye.", link=Link(to="done"))
    procedure = edits.add_step(procedure, step)
    known = procedure.step_by_id["known"]
    first, second = known.branches
    first = edits.with_(first, link=Link(to="farewell"))
    return edits.replace_step(procedure, edits.with_(known, branches=(first, second)))


@pytest.fixture
def document(small):
    return Document(small)


@pytest.fixture
def comparison(qtbot, document):
    theme.install(QApplication.instance(), "light")
    document.apply("Title", retitled("Greet"))
    document.apply("Farewell", with_farewell)
    document.apply("Desk", lambda procedure: edits.remove_step(procedure, "desk"))
    made = CompareWindow(document)
    qtbot.addWidget(made)
    made.compare_with(made.baselines()[-1])
    made.show()
    QApplication.processEvents()
    return made


def marked(version):
    return sorted(mark.how for mark in version.marks if mark._size is not None)


def test_the_history_can_be_compared_with(comparison):
    assert [baseline.name for baseline in comparison.baselines()] == [
        "Before “Desk”",
        "Before “Farewell”",
        "As it was opened",
    ]
    assert [comparison.chooser.itemText(at) for at in range(comparison.chooser.count())][-1] == "Another file…"
    assert comparison.chooser.currentText() == "As it was opened"


def test_both_charts_are_marked_and_each_shows_its_own_version(comparison):
    assert "desk" in comparison.before.chart.step_items
    assert "farewell" in comparison.after.chart.step_items
    assert marked(comparison.before) == ["changed", "removed"]
    assert marked(comparison.after) == ["added", "changed"]
    tinted = comparison.after.chart.edge_items[("known", "yes")]
    assert tinted.tint == theme.current().changed


def test_every_difference_is_a_sentence(comparison):
    told = [row.detail for row in comparison.list.rows]
    assert "“Greet” was called “Say hello” before." in told
    assert "The message “Farewell” was added. It leads to “Done”." in told
    assert "The end “To the desk” was removed." in told
    assert comparison.count.text() == f"{len(told)} differences"


def test_choosing_another_version_compares_with_it(comparison):
    comparison.chooser.setCurrentIndex(0)
    comparison._chosen(0)
    assert [row.title for row in comparison.list.rows] == ["Removed", "Changed"]
    assert marked(comparison.after) == []


def test_zoom_and_pan_go_together(comparison):
    comparison.before.set_zoom(0.9)
    assert comparison.after.zoom == pytest.approx(0.9)
    place = comparison.after.visible_area().center()
    comparison.before.pan(QPoint(-45, -18))
    moved = comparison.after.visible_area().center() - place
    assert (moved.x(), moved.y()) == pytest.approx((50, 20), abs=2.5)
    comparison.after.set_zoom(0.5, QPointF(10, 10))
    assert comparison.before.zoom == pytest.approx(0.5)


def test_a_sentence_jumps_both_charts(comparison):
    row = next(row for row in comparison.list.rows if "Greet" in row.detail)
    comparison.list.chosen.emit(row)
    for version in (comparison.before, comparison.after):
        assert version.document.selection.steps == {"hello"}
        middle = version.visible_area().center()
        assert (middle - version.chart.box("hello").center()).manhattanLength() < 4
        assert version.zoom >= 0.8


def test_a_sentence_about_a_step_that_only_one_chart_has_shows_the_same_place_in_the_other(comparison):
    row = next(row for row in comparison.list.rows if "“Farewell” was added" in row.detail)
    comparison.list.chosen.emit(row)
    assert comparison.after.document.selection.steps == {"farewell"}
    assert not comparison.before.document.selection.steps
    apart = comparison.before.visible_area().center() - comparison.after.visible_area().center()
    assert apart.manhattanLength() < 4


def test_clicking_a_step_finds_its_sentence(qtbot, comparison):
    comparison.after.centre("hello")
    spot = comparison.after.viewport().rect().center()
    qtbot.mouseClick(comparison.after.viewport(), Qt.MouseButton.LeftButton, pos=spot)
    assert comparison.list.current().detail == "“Greet” was called “Say hello” before."


def test_nothing_can_be_changed_in_it(comparison):
    before = comparison.after.document.procedure
    assert not comparison.after.document.apply("Title", retitled("Other"))
    assert comparison.after.document.procedure is before


def test_it_follows_edits_and_keeps_its_place(qtbot, comparison, document):
    comparison.before.set_zoom(0.75)
    document.apply("Title", retitled("Welcome"))
    qtbot.waitUntil(lambda: any("“Welcome”" in row.detail for row in comparison.list.rows), timeout=3000)
    qtbot.waitUntil(lambda: comparison.after.zoom == pytest.approx(0.75), timeout=3000)


def test_the_saved_version_and_other_files(comparison, document, tmp_path):
    path = tmp_path / "small.flow.json"
    document.save(path)
    document.apply("Title", retitled("Later"))
    saved = comparison.baselines()[0]
    assert saved.name == "The saved version"
    comparison.compare_with(saved)
    assert [row.detail for row in comparison.list.rows] == ["“Later” was called “Greet” before."]
    file.save(document.procedure, tmp_path / "other.flow.json")
    comparison.compare_with_file(tmp_path / "other.flow.json")
    assert comparison.count.text() == "No differences"
    assert comparison.chooser.currentText() == "other.flow.json"


def test_a_broken_file_is_told_and_changes_nothing(comparison, tmp_path, monkeypatch):
    told = []
    monkeypatch.setattr(filing, "tell", lambda parent, error: told.append(error))
    broken = tmp_path / "broken.flow.json"
    broken.write_text("{")
    with pytest.raises(StudioError):
        comparison.compare_with_file(broken)
    assert not comparison.tried(lambda: comparison.compare_with_file(broken))
    assert len(told) == 1
    assert comparison.chooser.currentText() == "As it was opened"


def test_another_theme_colours_the_marks_anew(comparison):
    theme.set_mode("dark")
    try:
        tinted = comparison.after.chart.edge_items[("known", "yes")]
        assert tinted.tint == theme.current().changed
    finally:
        theme.set_mode("light")


def test_in_the_window_it_is_an_action(qtbot, document):
    window = MainWindow(document)
    qtbot.addWidget(window)
    assert not window.registry.trigger("compare.with")
    document.apply("Title", retitled("Greet"))
    assert window.registry.trigger("compare.with")
    found = window.findChild(CompareWindow)
    assert found.isVisible()
    assert [row.detail for row in found.list.rows] == ["“Greet” was called “Say hello” before."]
    document.replace(document.procedure)
    assert not found.isVisible()
