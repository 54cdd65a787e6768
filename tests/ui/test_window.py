from __future__ import annotations

import pytest
from PySide6.QtCore import QMimeData, Qt, QUrl
from PySide6.QtWidgets import QFileDialog, QLabel, QMessageBox, QTabBar
from shiboken6 import isValid

from studio.base import paths, settings
from studio.procedure import edits, file
from studio.ui import filing, theme, window
from studio.ui.canvas.tidy import places_of
from studio.ui.document import Document
from studio.ui.window import MainWindow


@pytest.fixture
def shown(qtbot, small, monkeypatch):
    monkeypatch.setattr(window, "PARTS", ())
    made = MainWindow(Document(small))
    made.show()
    yield made
    if isValid(made):
        made.document.stack.setClean()
        made.close()


def retitled(procedure):
    return edits.replace_step(procedure, edits.with_(procedure.step_by_id["hello"], title="Greet"))


def test_the_title_names_the_procedure_and_marks_what_is_not_saved(shown, tmp_path):
    assert shown.windowTitle() == "Small[*]"
    assert not shown.isWindowModified()
    shown.document.apply("Title", retitled)
    assert shown.isWindowModified()
    shown.document.save(tmp_path / "small.flow.json")
    assert not shown.isWindowModified()


def test_a_panel_stays_legible_in_a_window_that_shrinks(shown, qtbot):
    for name, area in (("one", Qt.DockWidgetArea.LeftDockWidgetArea), ("two", Qt.DockWidgetArea.RightDockWidgetArea)):
        shown.add_panel(name, name, QLabel("·"), area)
    docks = [shown.panels[name] for name in ("one", "two")]
    shown.resize(1600, 800)
    shown.resizeDocks(docks, [260, 700], Qt.Orientation.Horizontal)
    qtbot.waitUntil(lambda: docks[1].width() > 600)
    shown.resize(700, 600)
    qtbot.waitUntil(lambda: docks[1].width() < 600)
    assert all(dock.width() >= window.NARROWEST for dock in docks)


def test_undo_and_redo_say_what_they_do(shown):
    undo, redo = shown.registry.qaction("edit.undo"), shown.registry.qaction("edit.redo")
    assert not undo.isEnabled()
    shown.document.apply("Greet better", retitled)
    assert undo.isEnabled()
    assert "Greet better" in undo.text()
    undo.trigger()
    assert "Greet better" in redo.text()
    redo.trigger()
    assert shown.document.procedure.step_by_id["hello"].title == "Greet"


def test_delete_removes_what_is_selected_as_one_entry(shown):
    shown.document.selection.set(["done", "desk"], [("known", "no")])
    assert shown.registry.trigger("edit.delete")
    assert set(shown.scene.step_items) == {"hello", "ask_size", "known"}
    assert shown.document.stack.count() == 1
    shown.document.undo()
    assert len(shown.scene.edge_items) == 5


def test_tidy_is_one_entry_and_undoes_to_where_things_stood(shown):
    shown.document.apply("Mess", lambda p: edits.move_step(p, "done", 3000.0, -500.0))
    messy = places_of(shown.document.procedure)
    shown.registry.trigger("arrange.tidy")
    assert shown.document.stack.count() == 2
    assert places_of(shown.document.procedure)["done"] != messy["done"]
    assert shown.scene.places() == places_of(shown.document.procedure)
    assert shown.view.visible_area().contains(shown.scene.chart_rect())
    shown.document.undo()
    assert shown.scene.places() == messy


def test_a_glide_ends_where_the_procedure_has_everything(shown, qtbot):
    shown.document.apply("Mess", lambda p: edits.move_step(p, "done", 500.0, 500.0))
    shown.tidy()
    place = places_of(shown.document.procedure)["done"]
    qtbot.waitUntil(lambda: (shown.scene.step_items["done"].x(), shown.scene.step_items["done"].y()) == place)
    qtbot.waitUntil(lambda: all(item.opacity() == 1.0 for item in shown.scene.label_items.values()))


def test_saving_asks_for_a_place_once(shown, tmp_path, monkeypatch):
    asked = []
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: asked.append(1) or (str(tmp_path / "kept"), ""))
    shown.registry.trigger("file.save")
    shown.document.apply("Title", retitled)
    shown.registry.trigger("file.save")
    assert len(asked) == 1
    assert file.load(tmp_path / "kept.flow.json").step_by_id["hello"].title == "Greet"


@pytest.mark.parametrize(
    ("answer", "may"),
    [(QMessageBox.StandardButton.Discard, True), (QMessageBox.StandardButton.Cancel, False)],
)
def test_closing_with_changes_asks(shown, monkeypatch, answer, may):
    monkeypatch.setattr(QMessageBox, "exec", lambda _: answer)
    shown.document.apply("Title", retitled)
    assert filing.may_close(shown, shown.document) is may
    assert shown.close() is may


def test_a_file_opens_here_while_nothing_is_drawn_else_in_another_window(shown, qtbot, monkeypatch):
    asked = []
    shown.opens.connect(asked.append)
    shown.open(paths.sample("hello"))
    assert asked == [paths.sample("hello")]
    blank = MainWindow(Document())
    qtbot.addWidget(blank)
    blank.open(paths.sample("hello"))
    assert blank.document.title == "Hello"
    assert len(blank.scene.step_items) == 5


def test_a_broken_file_is_told_and_leaves_the_window_as_it_is(qtbot, tmp_path, monkeypatch):
    (tmp_path / "broken.flow.json").write_text('{"format": 1,')
    blank = MainWindow(Document())
    qtbot.addWidget(blank)
    told = []
    monkeypatch.setattr(MainWindow, "tell", lambda _, error: told.append(error))
    assert not blank.open(tmp_path / "broken.flow.json")
    assert told[0].message
    assert told[0].hint
    assert blank.document.path is None


def test_only_procedures_are_taken_when_files_are_dragged_in():
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile("/some/a.flow.json"), QUrl.fromLocalFile("/some/b.png"), QUrl("http://c/d")])
    assert [path.name for path in window._dropped(data)] == ["a.flow.json"]


def test_panels_are_shown_and_hidden_by_their_action(shown):
    dock = shown.add_panel("notes", "Notes", QLabel("hello"), shown=False)
    assert dock.isHidden()
    shown.registry.trigger("panel.notes")
    assert not dock.isHidden()
    assert shown.registry.qaction("panel.notes").isChecked()
    shown.registry.trigger("panel.notes")
    assert dock.isHidden()


def test_the_chosen_colours_are_kept(shown):
    try:
        shown.registry.trigger("view.theme.dark")
        assert theme.current().dark
        assert settings.load().model_extra == {"theme": "dark"}
        assert shown.registry.qaction("view.theme.dark").isChecked()
    finally:
        theme.set_mode("system")


def test_going_to_a_step_selects_it_and_shows_it(shown):
    shown.view.set_zoom(2.0)
    shown.go_to("desk")
    assert shown.document.selection.step == "desk"
    assert shown.view.visible_area().contains(shown.scene.box("desk"))
    shown.go_to("nobody")
    assert shown.document.selection.step == "desk"


def test_tabs_of_panels_keep_their_whole_names(qtbot, shown):
    for name in ("one", "two", "three"):
        shown.add_panel(name, f"A panel called {name}", QLabel(name))
    qtbot.waitUntil(lambda: any(bar.count() == 3 for bar in shown.findChildren(QTabBar)))
    bar = next(bar for bar in shown.findChildren(QTabBar) if bar.count() == 3)
    qtbot.waitUntil(lambda: bar.elideMode() == Qt.TextElideMode.ElideNone)
    assert bar.usesScrollButtons()
