"""Recent files, the start page, files dropped on the canvas, and files that cannot be read."""

from __future__ import annotations

import json

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtTest import QSignalSpy
from PySide6.QtWidgets import QApplication

from studio.procedure import edits, file
from studio.ui.document import Document
from studio.ui.files import recent
from studio.ui.files.start import Row, StartPage
from studio.ui.window import MainWindow


@pytest.fixture
def window(qtbot):
    made = MainWindow(Document())
    made.resize(1200, 800)
    made.show()
    yield made
    made.document.stack.setClean()
    made.close()


@pytest.fixture
def saved(tmp_path, small):
    path = tmp_path / "small.flow.json"
    file.save(small, path)
    return path


def page(window):
    return window.findChild(StartPage)


def drop(window, *paths):
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    held = (Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier)
    entering, falling = QDragEnterEvent(QPoint(50, 50), *held), QDropEvent(QPointF(50, 50), *held)
    QApplication.sendEvent(window.view.viewport(), entering)
    assert entering.isAccepted()
    QApplication.sendEvent(window.view.viewport(), falling)


def test_what_is_opened_and_saved_is_remembered_the_latest_first(window, saved, tmp_path):
    assert recent.recent() == []
    assert window.open(saved)
    other = tmp_path / "other.flow.json"
    window.document.save(other)
    assert recent.recent() == [other, saved]
    recent.note(saved)
    assert recent.recent() == [saved, other]


def test_the_list_has_an_end_and_survives_nonsense(tmp_path, own_home):
    for number in range(40):
        recent.note(tmp_path / f"{number}.flow.json")
    assert len(recent.recent()) == recent.MOST
    for nonsense in ("{", "3", '[1, null, "x"]', '{"a": 1}'):
        recent._place().write_text(nonsense)
        assert len(recent.recent()) <= 1


def test_the_menu_opens_a_recent_file(window, saved):
    recent.note(saved)
    menu = window.registry.qaction("file.recent").menu()
    menu.aboutToShow.emit()
    menu.actions()[0].trigger()
    assert window.document.path == saved


def test_a_recent_file_that_is_gone_is_told_and_leaves_the_list(window, tmp_path):
    recent.note(tmp_path / "gone.flow.json")
    recent.open_recent(window, tmp_path / "gone.flow.json")
    assert "gone.flow.json" in window.bar.text
    assert recent.recent() == []


def test_a_window_without_a_procedure_shows_where_to_start(window):
    assert page(window).isVisible()
    assert [card.text() for card in page(window).cards][:2] == ["Blank chart", "Hello"]


def test_a_blank_chart_and_the_first_step_take_the_page_away(window, small):
    page(window).cards[0].click()
    assert not page(window).isVisible()
    page(window).dismissed = False
    window.document.apply("Add", lambda procedure: edits.add_step(procedure, small.steps[-1]))
    assert not page(window).isVisible()


def test_a_sample_opens_as_a_copy_without_a_file(window):
    page(window).cards[1].click()
    assert window.document.procedure.name == "Hello"
    assert window.document.path is None
    assert not window.document.is_modified
    assert not page(window).isVisible()


def test_the_page_lists_recent_files(qtbot, saved):
    recent.note(saved)
    window = MainWindow(Document())
    window.show()
    (row,) = page(window).findChildren(Row)
    row.click()
    assert window.document.path == saved
    window.close()


def test_a_file_dropped_on_the_canvas_opens(window, saved):
    drop(window, saved)
    assert window.document.path == saved


def test_a_second_file_opens_in_a_window_of_its_own(window, saved, tmp_path):
    asked = QSignalSpy(window.opens)
    drop(window, saved, tmp_path / "other.flow.json")
    assert [asked.at(number)[0] for number in range(asked.count())] == [tmp_path / "other.flow.json"]


HOSTILE = {
    "empty": b"",
    "cut off": b'{"format": 1, "name": "x", "steps": [',
    "not text": b"\x89PNG\r\n\x1a\n\x00\xff",
    "no object": b"[]",
    "deep": b'{"format": 1, "name": "x", "layout": ' + b"[" * 5000 + b"]" * 5000 + b"}",
    "newer": json.dumps({"format": 99, "name": "x"}).encode(),
    "unknown key": json.dumps({"format": 1, "name": "x", "__class__": "os.system"}).encode(),
    "no step": json.dumps({"format": 1, "name": "x", "steps": [{"id": "../../etc", "kind": "say"}]}).encode(),
    "infinite": b'{"format": 1, "name": "x", "layout": {"a": {"x": 1e999, "y": NaN}}}',
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_file_that_cannot_be_read_is_a_sentence_and_a_remedy_in_the_window(window, tmp_path, name):
    path = tmp_path / "bad.flow.json"
    path.write_bytes(HOSTILE[name])
    drop(window, path)
    assert window.bar.isVisible()
    assert "bad.flow.json" in window.bar.text or "newer" in window.bar.text
    assert window.bar._hint.text()
    assert window.document.path is None
    assert window.document.procedure.steps == ()
    assert window.bar.geometry().right() < window.view.width()
    window.bar.close_button.click()
    assert window.bar.text == ""


WEIRD = [
    {"a": 5, "b": None, "end": {"x": "left", "y": []}},
    {"end": {"x": 1e300, "y": -1e300}},
    {"#notes": 7, "#groups": {"x": 1}},
    {"#notes": [{"x": "?"}, 3], "#groups": [[], {}]},
]


@pytest.mark.parametrize("layout", WEIRD)
def test_a_file_with_a_strange_layout_opens(window, tmp_path, small, layout):
    path = tmp_path / "strange.flow.json"
    raw = json.loads(file.dumps(small))
    raw["layout"] = layout | {"done": layout.get("end", 1)}
    path.write_text(json.dumps(raw))
    assert window.open(path)
    window.grab()
    assert set(window.scene.step_items) == {step.id for step in small.steps}
