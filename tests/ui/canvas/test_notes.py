"""Notes, groups and pins on the canvas, by pointer and keys; every change undone; whatever a file holds is drawn."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication

from studio.procedure import annotations as kept
from studio.procedure import file
from studio.procedure.model import Procedure
from studio.ui.canvas import editors, notes
from studio.ui.canvas.tidy import places_of

LEFT, KEYS, NO = Qt.MouseButton.LeftButton, Qt.Key, Qt.KeyboardModifier.NoModifier


@pytest.fixture
def window(open_window, small):
    return open_window(small, "editors", "notes")


@pytest.fixture
def grouped(window):
    """A window with a group around the first two steps."""
    sizes = {step: item.size for step, item in window.scene.step_items.items()}
    window.document.apply("Group", lambda p: kept.group_around(p, sizes, ["hello", "ask_size"], "Opening"))
    window.document.selection.clear()
    window.view.fit()
    return window


def drag(qtbot, window, start: QPoint, by: QPoint):
    port = window.view.viewport()
    qtbot.mousePress(port, LEFT, pos=start)
    qtbot.mouseMove(port, start + by / 2)
    qtbot.mouseMove(port, start + by)
    qtbot.mouseRelease(port, LEFT, pos=start + by)


def head_of(window) -> QPoint:
    (group,) = kept.groups(window.document.procedure)
    return window.view.mapFromScene(group.x + 30, group.y + 12)


def test_a_key_makes_a_note_to_write_on_at_once(qtbot, window):
    qtbot.keyClick(window.view, KEYS.Key_N)
    qtbot.keyClicks(QApplication.focusWidget(), "Ask Maria")
    qtbot.keyClick(QApplication.focusWidget(), KEYS.Key_Return)
    (note,) = kept.notes(window.document.procedure)
    assert note.text == "Ask Maria"
    assert window.document.stack.count() == 1
    window.document.undo()
    assert not notes.of(window.view).sheets


@pytest.mark.parametrize("key", [KEYS.Key_Escape, KEYS.Key_Return])
def test_a_note_left_empty_is_not_kept(qtbot, window, key):
    qtbot.keyClick(window.view, KEYS.Key_N)
    qtbot.keyClick(QApplication.focusWidget(), key)
    assert not kept.notes(window.document.procedure)
    assert window.document.stack.count() == 0


def test_a_note_grows_with_its_text(qtbot, window):
    window.document.apply("Note", lambda p: kept.add_note(p, 0, 900))
    notes.of(window.view).write("note_1")
    before = kept.notes(window.document.procedure)[0].height
    editors.of(window.view).card.words.setPlainText("many words " * 40)
    assert kept.notes(window.document.procedure)[0].height > before


def test_selected_steps_are_grouped_and_named(qtbot, window):
    window.document.selection.set(["hello", "ask_size"])
    window.registry.trigger("insert.group")
    qtbot.keyClicks(QApplication.focusWidget(), "Opening")
    qtbot.keyClick(QApplication.focusWidget(), KEYS.Key_Return)
    (group,) = kept.groups(window.document.procedure)
    assert group.title == "Opening"
    box = notes.of(window.view).sheets[group.id].box()
    assert box.contains(window.scene.box("hello")) and box.contains(window.scene.box("ask_size"))
    assert not box.contains(window.scene.box("done"))


def test_dragging_a_group_by_its_title_moves_its_steps_as_one_entry(qtbot, grouped):
    before, count = places_of(grouped.document.procedure), grouped.document.stack.count()
    by = QPoint(round(50 * grouped.view.zoom), 0)
    drag(qtbot, grouped, head_of(grouped), by)
    after = places_of(grouped.document.procedure)
    assert {step for step in after if after[step] != before[step]} == {"hello", "ask_size"}
    assert after["hello"].x - before["hello"].x == pytest.approx(50, abs=10)
    assert grouped.document.stack.count() == count + 1
    grouped.document.undo()
    assert places_of(grouped.document.procedure) == before
    (sheet,) = notes.of(grouped.view).sheets.values()
    assert (sheet.x(), sheet.y()) == kept.groups(grouped.document.procedure)[0][1:3]


def test_escape_breaks_a_move_off(qtbot, grouped):
    before, places = grouped.document.procedure, grouped.scene.places()
    port, start = grouped.view.viewport(), head_of(grouped)
    qtbot.mousePress(port, LEFT, pos=start)
    qtbot.mouseMove(port, start + QPoint(80, 60))
    assert grouped.scene.places() != places
    qtbot.keyClick(grouped.view, KEYS.Key_Escape)
    qtbot.mouseRelease(port, LEFT, pos=start)
    assert grouped.document.procedure == before and grouped.scene.places() == places


def test_within_a_group_steps_are_selected_as_ever(qtbot, grouped):
    item = grouped.scene.step_items["hello"]
    spot = grouped.view.mapFromScene(item.pos())
    qtbot.mouseClick(grouped.view.viewport(), LEFT, pos=spot)
    assert grouped.document.selection.step == "hello"
    assert not notes.of(grouped.view).selected


def test_selecting_a_group_lets_steps_go_and_the_other_way_round(qtbot, grouped):
    grouped.document.selection.set(["done"])
    qtbot.mouseClick(grouped.view.viewport(), LEFT, pos=head_of(grouped))
    assert notes.of(grouped.view).selected and not grouped.document.selection
    grouped.document.selection.set(["done"])
    assert not notes.of(grouped.view).selected


def test_delete_removes_the_group_and_leaves_its_steps(qtbot, grouped):
    steps = len(grouped.document.procedure.steps)
    qtbot.mouseClick(grouped.view.viewport(), LEFT, pos=head_of(grouped))
    qtbot.keyClick(grouped.view, KEYS.Key_Delete)
    assert not kept.groups(grouped.document.procedure)
    assert len(grouped.document.procedure.steps) == steps


def test_the_corner_makes_it_larger(qtbot, grouped):
    qtbot.mouseClick(grouped.view.viewport(), LEFT, pos=head_of(grouped))
    (group,) = kept.groups(grouped.document.procedure)
    corner = grouped.view.mapFromScene(group.x + group.width, group.y + group.height) - QPoint(5, 5)
    drag(qtbot, grouped, corner, QPoint(40, 30))
    (after,) = kept.groups(grouped.document.procedure)
    assert after.width > group.width and after.height > group.height
    assert after[1:3] == group[1:3]


def test_colours_and_words_are_changed(qtbot, grouped):
    qtbot.mouseClick(grouped.view.viewport(), LEFT, pos=head_of(grouped))
    grouped.registry.trigger("colour.rose")
    qtbot.keyClick(grouped.view, KEYS.Key_F2)
    qtbot.keyClicks(QApplication.focusWidget(), "Begin")
    qtbot.keyClick(QApplication.focusWidget(), KEYS.Key_Return)
    (group,) = kept.groups(grouped.document.procedure)
    assert (group.colour, group.title) == ("rose", "Begin")


def test_tidying_keeps_pinned_steps_and_takes_groups_along(grouped):
    window = grouped
    assert window.document.apply("Away", lambda p: kept.move(p, ["group_1"], 700, 40))
    window.document.selection.set(["done"])
    window.registry.trigger("arrange.pin")
    assert window.scene.step_items["done"].pinned
    pinned = places_of(window.document.procedure)["done"]
    count = window.document.stack.count()
    window.tidy()
    assert places_of(window.document.procedure)["done"] == pinned
    (group,) = kept.groups(window.document.procedure)
    for step in ("hello", "ask_size"):
        assert group.holds(*places_of(window.document.procedure)[step])
    assert window.document.stack.count() == count + 1
    window.document.selection.set(["done"])
    window.registry.trigger("arrange.unpin")
    assert not window.scene.step_items["done"].pinned


@pytest.mark.parametrize(
    "raw",
    [
        "text",
        [None, 3, {"x": "a"}],
        [{"x": 0, "y": 0, "width": -1, "height": "b", "colour": [], "text": {}, "title": 4}],
        [{"x": 1e5, "y": 1e5, "id": ""}, {"x": 0, "y": 0, "id": "same"}, {"x": 0, "y": 0, "id": "same"}],
    ],
)
def test_no_file_breaks_the_window(window, small, raw):
    hostile = small.model_copy(update={"layout": {kept.NOTES: raw, kept.GROUPS: raw}})
    window.document.replace(file.loads(file.dumps(hostile)))
    window.view.grab()
    for name in list(notes.of(window.view).sheets):
        notes.of(window.view).select([name])
        assert window.registry.trigger("colour.green")
    window.tidy()
    window.document.undo()


def test_everything_is_in_view_after_fitting(window):
    window.document.apply("Note", lambda p: kept.add_note(p, 2000, -800, "far away"))
    window.view.fit()
    assert window.view.visible_area().contains(notes.of(window.view).area())


def test_a_group_with_many_ways_out_is_drawn_roughly_and_ends_alike(qtbot, grouped, monkeypatch):
    monkeypatch.setattr(notes, "MANY", 0)
    before, count = places_of(grouped.document.procedure), grouped.document.stack.count()
    port, start = grouped.view.viewport(), head_of(grouped)
    qtbot.mousePress(port, LEFT, pos=start)
    qtbot.mouseMove(port, start + QPoint(80, 0))
    assert grouped.scene.edge_items[("ask_size", "next")].opacity() < 0.5
    assert grouped.scene.edge_items[("hello", "next")].x() > 0
    qtbot.mouseRelease(port, LEFT, pos=start + QPoint(80, 0))
    after = places_of(grouped.document.procedure)
    assert after["hello"].x > before["hello"].x and after["done"] == before["done"]
    assert grouped.document.stack.count() == count + 1
    for edge in grouped.scene.edge_items.values():
        assert edge.opacity() == 1.0 and edge.x() == 0.0
    assert all(label.isVisible() for label in grouped.scene.label_items.values())
    assert grouped.scene.places() == after


# -- together with steps ---------------------------------------------------------------------------


@pytest.fixture
def framed(qtbot, window):
    """A window in which a frame has been drawn around a note and the step beside it."""
    place = places_of(window.document.procedure)["hello"]
    window.document.apply("Note", lambda p: kept.add_note(p, place.x + 160, place.y - 30))
    window.document.apply("Note", lambda p: kept.add_note(p, place.x - 400, place.y + 900))
    window.view.fit()
    box = window.scene.box("hello").united(notes.of(window.view).sheets["note_1"].box()).adjusted(-12, -8, 12, 8)
    start, end = window.view.mapFromScene(box.topLeft()), window.view.mapFromScene(box.bottomRight())
    drag(qtbot, window, start, end - start)
    return window


def test_a_frame_selects_notes_together_with_steps(framed):
    assert framed.document.selection.steps == {"hello"}
    assert notes.of(framed.view).selected == {"note_1"}


@pytest.mark.parametrize("by_note", [True, False])
def test_what_is_selected_together_moves_together_as_one_entry(qtbot, framed, by_note):
    document, sheet = framed.document, notes.of(framed.view).sheets["note_1"]
    place, count, note = places_of(document.procedure)["hello"], document.stack.count(), sheet.thing
    grip = sheet.box().center() if by_note else framed.scene.step_items["hello"].pos()
    drag(qtbot, framed, framed.view.mapFromScene(grip), QPoint(round(60 * framed.view.zoom), 0))
    moved = places_of(document.procedure)["hello"].x - place.x
    assert moved == pytest.approx(60, abs=10) and moved
    assert kept.notes(document.procedure)[0].x - note.x == moved
    assert document.stack.count() == count + 1
    assert document.selection.steps == {"hello"} and notes.of(framed.view).selected == {"note_1"}
    document.undo()
    assert places_of(document.procedure)["hello"] == place and kept.notes(document.procedure)[0].x == note.x


def test_what_is_selected_together_goes_together_as_one_entry(qtbot, framed):
    document, count = framed.document, framed.document.stack.count()
    before = document.procedure
    qtbot.keyClick(framed.view, KEYS.Key_Delete)
    assert "hello" not in document.procedure.step_by_id
    assert [note.id for note in kept.notes(document.procedure)] == ["note_2"]
    assert document.stack.count() == count + 1
    document.undo()
    assert document.procedure == before


def test_shift_adds_steps_to_notes_and_notes_to_steps(qtbot, framed):
    port, shift = framed.view.viewport(), Qt.KeyboardModifier.ShiftModifier
    spot = framed.view.mapFromScene(framed.scene.step_items["ask_size"].pos())
    qtbot.mouseClick(port, LEFT, shift, spot)
    assert framed.document.selection.steps == {"hello", "ask_size"}
    assert notes.of(framed.view).selected == {"note_1"}
    other = framed.view.mapFromScene(notes.of(framed.view).sheets["note_2"].box().center())
    qtbot.mouseClick(port, LEFT, shift, other)
    assert notes.of(framed.view).selected == {"note_1", "note_2"}
    assert framed.document.selection.steps == {"hello", "ask_size"}


def test_a_press_on_one_of_them_selects_it_alone(qtbot, framed):
    spot = framed.view.mapFromScene(framed.scene.step_items["hello"].pos())
    qtbot.mouseClick(framed.view.viewport(), LEFT, pos=spot)
    assert framed.document.selection.steps == {"hello"}
    assert not notes.of(framed.view).selected


def test_a_group_is_not_selected_by_a_frame_inside_it(qtbot, grouped):
    box = grouped.scene.box("hello").adjusted(-6, -6, 6, 6)
    drag(qtbot, grouped, grouped.view.mapFromScene(box.topLeft()), QPoint(40, 20))
    assert grouped.document.selection.steps == {"hello"}
    assert not notes.of(grouped.view).selected


# -- by keys ---------------------------------------------------------------------------------------

CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def drawn(open_window, small):
    """A window with a group around the first two steps and a note, whose arrow keys move."""
    window = open_window(small, "gestures", "editors", "notes")
    sizes = {step: item.size for step, item in window.scene.step_items.items()}
    window.document.apply("Group", lambda p: kept.group_around(p, sizes, ["hello", "ask_size"], "Opening"))
    window.document.apply("Note", lambda p: kept.add_note(p, -600, 700, "Ask Maria"))
    window.document.selection.clear()
    window.document.stack.clear()
    return window


def press(qtbot, window, *keys):
    for key in keys:
        qtbot.keyClick(window.view, key, CONTROL)


def test_arrow_keys_move_a_note_as_one_entry(qtbot, drawn):
    document = drawn.document
    before, (note,) = document.procedure, kept.notes(document.procedure)
    notes.of(drawn.view).select(["note_1"])
    press(qtbot, drawn, KEYS.Key_Right, KEYS.Key_Right, KEYS.Key_Down)
    assert kept.notes(document.procedure) == (note._replace(x=note.x + 20, y=note.y + 10),)
    assert places_of(document.procedure) == places_of(before)
    assert notes.of(drawn.view).selected == {"note_1"}
    assert document.stack.count() == 1
    document.undo()
    assert document.procedure == before


def test_arrow_keys_move_a_group_with_what_stands_in_it(qtbot, drawn):
    document = drawn.document
    places, (group,) = places_of(document.procedure), kept.groups(document.procedure)
    notes.of(drawn.view).select([group.id])
    press(qtbot, drawn, KEYS.Key_Left, KEYS.Key_Up)
    after = places_of(document.procedure)
    moved = {step: (after[step].x - places[step].x, after[step].y - places[step].y) for step in after}
    assert {step: by for step, by in moved.items() if any(by)} == {"hello": (-10, -10), "ask_size": (-10, -10)}
    assert kept.groups(document.procedure)[0][1:3] == (group.x - 10, group.y - 10)
    assert document.stack.count() == 1


def test_arrow_keys_move_steps_of_a_selected_group_once(qtbot, drawn):
    document = drawn.document
    places, (group,) = places_of(document.procedure), kept.groups(document.procedure)
    with drawn.view.kept_together():
        notes.of(drawn.view).select([group.id], alone=False)
        document.selection.set(["hello", "done"])
    press(qtbot, drawn, KEYS.Key_Right)
    after = places_of(document.procedure)
    assert {step: after[step].x - places[step].x for step in ("hello", "ask_size", "done")} == {
        "hello": 10, "ask_size": 10, "done": 10,
    }  # fmt: skip
    assert document.stack.count() == 1


def test_with_nothing_selected_arrow_keys_move_nothing(qtbot, drawn):
    before = drawn.document.procedure
    press(qtbot, drawn, KEYS.Key_Right)
    assert drawn.document.procedure is before
    assert not drawn.registry.qaction("arrange.move_right").isEnabled()


# -- on the clipboard ------------------------------------------------------------------------------


def test_a_note_is_duplicated_beside_itself(qtbot, drawn):
    document, (note,) = drawn.document, kept.notes(drawn.document.procedure)
    notes.of(drawn.view).select(["note_1"])
    press(qtbot, drawn, KEYS.Key_D)
    first, second = kept.notes(document.procedure)
    assert first == note
    assert (second.text, second.width, second.height) == (note.text, note.width, note.height)
    sheets = notes.of(drawn.view).sheets
    assert not sheets["note_1"].box().intersects(sheets["note_2"].box())
    assert notes.of(drawn.view).selected == {"note_2"}
    assert document.stack.count() == 1
    document.undo()
    assert kept.notes(document.procedure) == (note,)


def test_a_group_is_copied_with_what_stands_in_it_also_into_another_window(qtbot, drawn, open_window):
    (group,) = kept.groups(drawn.document.procedure)
    notes.of(drawn.view).select([group.id])
    press(qtbot, drawn, KEYS.Key_C)
    assert "Opening" in QApplication.clipboard().text()
    other = open_window(Procedure(name="Other"), "gestures", "editors", "notes")
    other.registry.trigger("edit.paste")
    (brought,) = kept.groups(other.document.procedure)
    assert brought.title == "Opening"
    assert set(other.document.procedure.step_by_id) == {"hello", "ask_size"}
    places = places_of(other.document.procedure)
    assert all(brought.holds(*place) for place in places.values())
    assert other.document.selection.steps == {"hello", "ask_size"}
    assert notes.of(other.view).selected == {brought.id}


def test_what_is_cut_goes_as_one_entry_and_comes_back_by_pasting(qtbot, drawn):
    document, before = drawn.document, drawn.document.procedure
    with drawn.view.kept_together():
        notes.of(drawn.view).select(["note_1"], alone=False)
        document.selection.set(["done"])
    press(qtbot, drawn, KEYS.Key_X)
    assert not kept.notes(document.procedure) and "done" not in document.procedure.step_by_id
    assert document.stack.count() == 1
    press(qtbot, drawn, KEYS.Key_V)
    assert [note.text for note in kept.notes(document.procedure)] == ["Ask Maria"]
    assert "done" in document.procedure.step_by_id
    document.undo()
    document.undo()
    assert document.procedure == before


def test_a_note_that_is_looked_for_is_selected_and_brought_into_view(drawn):
    drawn.document.apply("Note", lambda p: kept.add_note(p, 9000, 9000, "Far away"))
    drawn.view.set_zoom(1.0)
    notes.of(drawn.view).go_to("note_2")
    assert notes.of(drawn.view).selected == {"note_2"}
    assert drawn.view.visible_area().contains(notes.of(drawn.view).sheets["note_2"].box())
