"""Notes, groups and pins in the layout: edits, what a file may hold there, and that meaning stays the same."""

from __future__ import annotations

import pytest

from studio.base.errors import StudioError
from studio.procedure import annotations, file
from studio.procedure.layout import Size
from studio.procedure.model import End, Link, Procedure, Say

SIZES = {"hello": Size(200, 60), "bye": Size(200, 60)}


@pytest.fixture
def chart() -> Procedure:
    return Procedure(
        name="Chart",
        start="hello",
        steps=(Say(id="hello", title="Hello", text="Hello.", link=Link(to="bye")), End(id="bye", title="Bye")),
        layout={"hello": {"x": 0, "y": 0}, "bye": {"x": 0, "y": 200}},
    )


def test_a_note_is_added_changed_and_removed(chart):
    made = annotations.add_note(chart, 100, 50, "Ask Maria")
    (note,) = annotations.notes(made)
    assert (note.x + note.width / 2, note.y + note.height / 2, note.text) == (100, 50, "Ask Maria")
    made = annotations.change(made, note.id, text="Ask Tom", colour="rose", width=260)
    (note,) = annotations.notes(made)
    assert (note.text, note.colour, note.width) == ("Ask Tom", "rose", 260)
    assert annotations.remove(made, [note.id]) == chart


def test_nothing_of_it_changes_the_hash_and_files_keep_it(chart):
    made = annotations.add_note(chart, 0, 400, "A note\nwith two lines")
    made = annotations.group_around(made, SIZES, ["hello", "bye"], "Both")
    made = annotations.pin(made, ["bye"])
    assert file.procedure_hash(made) == file.procedure_hash(chart)
    again = file.loads(file.dumps(made))
    assert again == made and file.dumps(again) == file.dumps(made)
    assert annotations.notes(again) == annotations.notes(made)
    assert annotations.groups(again)[0].title == "Both"


def test_a_group_stands_around_its_steps_with_room_for_its_title(chart):
    (group,) = annotations.groups(annotations.group_around(chart, SIZES, ["hello", "bye"]))
    assert group.x < -100 and group.x + group.width > 100
    assert group.y < -30 - annotations.HEAD and group.y + group.height > 230
    with pytest.raises(StudioError):
        annotations.group_around(chart, SIZES, [])


def test_moving_a_group_moves_what_stands_in_it_once(chart):
    made = annotations.group_around(chart, SIZES, ["hello"])
    made = annotations.add_note(made, 0, 0, "inside")
    made = annotations.add_note(made, 0, 900, "outside")
    inside, outside = annotations.notes(made)
    (group,) = annotations.groups(made)
    moved = annotations.move(made, [group.id, inside.id], 30, -10)
    assert moved.layout["hello"] == {"x": 30, "y": -10}
    assert moved.layout["bye"] == chart.layout["bye"]
    assert annotations.notes(moved)[0][1:3] == (inside.x + 30, inside.y - 10)
    assert annotations.notes(moved)[1] == outside
    assert annotations.groups(moved)[0][1:3] == (group.x + 30, group.y - 10)


def test_a_group_within_a_group_moves_with_it(chart):
    made = annotations.add_group(chart, -500, -500, 1000, 1000, "outer")
    made = annotations.add_group(made, -50, -50, 100, 100, "inner")
    outer, inner = annotations.groups(made)
    assert (outer.title, inner.title) == ("outer", "inner")
    moved = annotations.move(made, [outer.id], 5, 5)
    assert [group[1:3] for group in annotations.groups(moved)] == [(-495, -495), (-45, -45)]
    alone = annotations.move(made, [inner.id], 5, 5)
    assert [group[1:3] for group in annotations.groups(alone)] == [(-500, -500), (-45, -45)]


def test_pins_keep_the_place_and_can_be_taken_off(chart):
    made = annotations.pin(chart, ["hello", "nobody"])
    assert made.layout["hello"] == {"x": 0, "y": 0, "pinned": True}
    assert annotations.pin(made, ["hello"], False) == chart


def test_after_laying_out_anew_groups_and_notes_go_with_their_steps(chart):
    made = annotations.add_note(annotations.group_around(chart, SIZES, ["bye"]), 10, 260)
    (note,), (group,) = annotations.notes(made), annotations.groups(made)
    laid = made.model_copy(update={"layout": made.layout | {"bye": {"x": 400, "y": 300}}})
    after = annotations.follow(made, laid, SIZES)
    assert annotations.groups(after)[0][1:] == (group.x + 400, group.y + 100, *group[3:])
    assert annotations.notes(after)[0][1:3] == (note.x + 400, note.y + 100)


HOSTILE = [
    "a text",
    None,
    {"x": 1},
    ["not an object", 3, None, [], {}],
    [{"id": "n", "x": "left", "y": 0}],
    [{"id": "n", "x": True, "y": False}],
    [{"id": "n", "x": 1e300, "y": 0}],
    [{"id": ["n"], "x": 0, "y": 0, "width": -5, "height": "tall", "text": {"a": 1}, "colour": ["red"], "title": 7}],
    [{"x": 0, "y": 0, "width": 1e12}] * 3,
]


@pytest.mark.parametrize("raw", HOSTILE)
@pytest.mark.parametrize("key", [annotations.NOTES, annotations.GROUPS])
def test_whatever_a_file_holds_there_is_read_and_kept(chart, key, raw):
    hostile = chart.model_copy(update={"layout": chart.layout | {key: raw}})
    for thing in (*annotations.notes(hostile), *annotations.groups(hostile)):
        assert annotations.LEAST <= thing.width <= annotations.MOST
        assert annotations.LEAST <= thing.height <= annotations.MOST
        assert thing.colour in annotations.COLOURS
        changed = annotations.change(hostile, thing.id, colour="grey")
        assert file.procedure_hash(changed) == file.procedure_hash(chart)
        annotations.remove(hostile, [thing.id])
    names = [thing.id for thing in (*annotations.notes(hostile), *annotations.groups(hostile))]
    assert len(names) == len(set(names))
    made = annotations.add_note(hostile, 0, 0, "mine")
    assert annotations.notes(made)[-1].text == "mine"
    if isinstance(raw, list) and key == annotations.NOTES:
        assert made.layout[key][: len(raw)] == raw


def test_only_so_many_are_drawn(chart):
    many = chart.model_copy(update={"layout": {"#notes": [{"x": 0, "y": 0}] * 2000}})
    assert len(annotations.notes(many)) == annotations.AS_MANY


def test_what_no_file_can_hold_does_not_get_in(chart):
    made = annotations.add_note(chart, 0, 0, "a\x00b\ud800c\nd\te")
    assert annotations.notes(made)[0].text == "abc\nd\te"
    assert file.loads(file.dumps(made)) == made


def test_what_is_not_there_is_refused(chart):
    for edit in (
        annotations.change,
        lambda p, n: annotations.remove(p, [n]),
        lambda p, n: annotations.move(p, [n], 1, 1),
    ):
        with pytest.raises(StudioError):
            edit(chart, "note_1")


def test_what_is_cut_out_is_brought_into_another_procedure_under_names_of_its_own(chart):
    one = annotations.add_group(annotations.add_note(chart, 100, 100, "Ask Maria", "rose"), 0, 0, 300, 300, "Opening")
    cut = Procedure(name="", layout=annotations.cut_out(one, ["note_1", "group_1"]))
    grown, names = annotations.bring(one, cut, 500, 20)
    assert set(names) == {"note_2", "group_2"}
    first, second = annotations.notes(grown)
    assert second == first._replace(id="note_2", x=first.x + 500, y=first.y + 20)
    assert [group.title for group in annotations.groups(grown)] == ["Opening", "Opening"]
    assert annotations.bring(chart, Procedure(name=""), 0, 0) == (chart, ())


def test_what_nothing_reads_is_not_brought_along(chart):
    cut = Procedure(
        name="", layout={annotations.NOTES: [{"id": "note_1", "x": 1, "y": 2, "text": "a\x00b", "run": {"x": 1}}, 7]}
    )
    grown, (name,) = annotations.bring(chart, cut, 0, 0)
    (raw,) = grown.layout[annotations.NOTES]
    assert raw["text"] == "ab" and raw["id"] == name and "run" not in raw
