"""Notes and coloured groups on the canvas, and steps that are pinned: read from the layout and changed by pure edits.

They stand in `procedure.layout`, outside meaning and hash. A file may hold anything there, so whatever cannot be drawn
is passed over on reading, and left as it is by edits of the others. How they look is the window's business.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import count
from typing import Any, NamedTuple, TypeGuard

from studio.base.errors import StudioError
from studio.base.sentences import sentence
from studio.procedure.edits import with_
from studio.procedure.layout import Point, Size
from studio.procedure.model import Procedure

NOTES, GROUPS = "#notes", "#groups"
COLOURS = ("yellow", "green", "blue", "violet", "rose", "grey")
LEAST, MOST = 40.0, 20_000.0  # of a side, in pixels
FURTHEST = 1e6  # from the middle of the canvas
LONGEST = 4000  # characters of a note
AS_MANY = 500  # notes, and groups, that are drawn
NOTE_SIZE, GROUP_SIZE = Size(200.0, 96.0), Size(320.0, 200.0)
PADDING, HEAD = 28.0, 34.0  # around the steps of a group, and above them for its title
MARKER = 34.0  # more above the first step, over which the start marker stands
_Sides = tuple[float, float, float, float]  # left, top, width, height
_NO_TEXT = re.compile("[\ud800-\udfff\u0000-\u0008\u000b-\u001f\u007f]")


class Note(NamedTuple):
    """A text on the canvas. `x` and `y` are its upper left corner, here and in groups."""

    id: str
    x: float
    y: float
    width: float
    height: float
    text: str
    colour: str = COLOURS[0]


class Group(NamedTuple):
    """A titled coloured area behind steps."""

    id: str
    x: float
    y: float
    width: float
    height: float
    title: str
    colour: str = COLOURS[2]

    def holds(self, x: float, y: float) -> bool:
        """Whether a point lies in it."""
        return self.x <= x <= self.x + self.width and self.y <= y <= self.y + self.height


def notes(procedure: Procedure) -> tuple[Note, ...]:
    """The notes that can be drawn."""
    return tuple(
        Note(found.name, *found.box, _text(found.raw.get("text")), _colour(found.raw, COLOURS[0]))
        for found in _read(procedure)
        if found.key == NOTES
    )


def groups(procedure: Procedure) -> tuple[Group, ...]:
    """The groups that can be drawn, the largest first, so that a group within a group stands before it."""
    some = [
        Group(found.name, *found.box, _text(found.raw.get("title")), _colour(found.raw, COLOURS[2]))
        for found in _read(procedure)
        if found.key == GROUPS
    ]
    return tuple(sorted(some, key=lambda group: -group.width * group.height))


def plain(text: str) -> str:
    """A text without the characters that no file can hold."""
    return _NO_TEXT.sub("", text)[:LONGEST]


# -- edits ---------------------------------------------------------------------------------------


def add_note(procedure: Procedure, x: float, y: float, text: str = "", colour: str = COLOURS[0]) -> Procedure:
    """With one note more, its middle at (x, y)."""
    wide, high = NOTE_SIZE
    raw = {"id": free_name(procedure, NOTES), **_box(x - wide / 2, y - high / 2, wide, high)}
    return _with(procedure, NOTES, [*_list(procedure, NOTES), {**raw, "text": plain(text), "colour": colour}])


def add_group(
    procedure: Procedure, x: float, y: float, width: float, height: float, title: str = "", colour: str = COLOURS[2]
) -> Procedure:
    """With one group more, its upper left corner at (x, y)."""
    raw = {"id": free_name(procedure, GROUPS), **_box(x, y, width, height)}
    return _with(procedure, GROUPS, [*_list(procedure, GROUPS), {**raw, "title": plain(title), "colour": colour}])


def group_around(procedure: Procedure, sizes: Mapping[str, Size], steps: Iterable[str], title: str = "") -> Procedure:
    """With a group around some steps, whose sizes are given. Raises StudioError where none of them has a place."""
    box = _around(procedure, sizes, steps)
    if box is None:
        raise StudioError(
            sentence("There is nothing to group."), sentence("Select the steps that belong together first.")
        )
    return add_group(procedure, *box, title)


def change(procedure: Procedure, name: str, **changes: Any) -> Procedure:
    """With some values of a note or group changed. Raises StudioError where there is none of that name."""
    found = _find(procedure, name)
    x, y, width, height = found.box
    made = {**found.raw, "id": name, **_box(x, y, width, height), **changes}
    made |= _box(made["x"], made["y"], made["width"], made["height"])
    made |= {word: plain(made[word]) for word in ("text", "title") if isinstance(made.get(word), str)}
    return _with(procedure, found.key, _put(procedure, found, made))


def move(procedure: Procedure, names: Iterable[str], dx: float, dy: float) -> Procedure:
    """With notes and groups moved, and with a group all that stands in it, each thing once."""
    moving = set(names)
    known = {group.id: group for group in groups(procedure)}
    inner, steps = contents(procedure, [known[name] for name in moving if name in known])
    layout = dict(procedure.layout)
    for name in moving | inner:
        found = _find(procedure, name)
        x, y, _, _ = found.box
        entries = list(layout[found.key])
        entries[found.at] = {**found.raw, "id": name, "x": round(x + dx, 1), "y": round(y + dy, 1)}
        layout[found.key] = entries
    for step, place in steps.items():
        layout[step] = {**layout[step], "x": round(place.x + dx, 1), "y": round(place.y + dy, 1)}
    return with_(procedure, layout=layout)


def remove(procedure: Procedure, names: Iterable[str]) -> Procedure:
    """Without some notes and groups; what stands in a group stays."""
    gone = {(found.key, found.at) for found in (_find(procedure, name) for name in names)}
    for key in {key for key, _ in gone}:
        left = [raw for at, raw in enumerate(_list(procedure, key)) if (key, at) not in gone]
        procedure = _with(procedure, key, left)
    return procedure


def cut_out(procedure: Procedure, names: Iterable[str]) -> dict[str, Any]:
    """What stands in the layout for some notes and groups, to be put into an excerpt's."""
    chosen = set(names)
    made: dict[str, Any] = {}
    for found in _read(procedure):
        if found.name in chosen:
            made.setdefault(found.key, []).append(_written(found, found.name))
    return made


def bring(procedure: Procedure, cut: Procedure, dx: float, dy: float) -> tuple[Procedure, tuple[str, ...]]:
    """With the notes and groups of an excerpt, moved and under names of their own, and which these are."""
    names: list[str] = []
    for found in _read(cut):
        names.append(free_name(procedure, found.key))
        x, y, width, height = found.box
        made = {**_written(found, names[-1]), **_box(x + dx, y + dy, width, height)}
        procedure = _with(procedure, found.key, [*_list(procedure, found.key), made])
    return procedure, tuple(names)


def pin(procedure: Procedure, steps: Iterable[str], pinned: bool = True) -> Procedure:
    """With steps that keep their place when the chart is tidied, or no longer do. Those without a place are passed
    over."""
    layout = dict(procedure.layout)
    places = _places(procedure)
    for step in steps:
        if step in places:
            entry = {name: value for name, value in layout[step].items() if name != "pinned"}
            layout[step] = {**entry, "pinned": True} if pinned else entry
    return with_(procedure, layout=layout)


def follow(before: Procedure, after: Procedure, sizes: Mapping[str, Size]) -> Procedure:
    """After steps were laid out anew: groups stand around those that stood in them, and notes go with the step that
    was nearest."""
    old, new = _places(before), _places(after)
    made = after
    for group in groups(before):
        box = _around(after, sizes, (step for step, place in old.items() if group.holds(*place)))
        if box is not None:
            made = change(made, group.id, **_box(*box))
    for note in notes(before):
        x, y = note.x + note.width / 2, note.y + note.height / 2
        near = min(old.keys() & new.keys(), key=lambda step: math.dist(old[step], (x, y)), default=None)
        if near is not None:
            dx, dy = new[near].x - old[near].x, new[near].y - old[near].y
            made = change(made, note.id, x=note.x + dx, y=note.y + dy)
    return made


# -- looking ---------------------------------------------------------------------------------------


def contents(procedure: Procedure, of: Iterable[Group]) -> tuple[set[str], dict[str, Point]]:
    """The notes and groups that lie in some groups, and the steps whose middles do, with their places. A group that
    holds another from corner to corner holds it; of two equal ones the earlier."""
    outer = list(of)
    names = {
        note.id
        for note in notes(procedure)
        if any(group.holds(note.x + note.width / 2, note.y + note.height / 2) for group in outer)
    }
    names |= {
        inner.id
        for inner in groups(procedure)
        if any(
            group.id != inner.id
            and group.holds(inner.x, inner.y)
            and group.holds(inner.x + inner.width, inner.y + inner.height)
            for group in outer
        )
    }
    steps = {s: place for s, place in _places(procedure).items() if any(group.holds(*place) for group in outer)}
    return names, steps


def _around(procedure: Procedure, sizes: Mapping[str, Size], steps: Iterable[str]) -> _Sides | None:
    """The box of a group around some steps, or None without any."""
    places = _places(procedure)
    boxes = []
    for step in steps:
        if step in places and step in sizes:
            (x, y), (wide, high) = places[step], sizes[step]
            over = MARKER if step == procedure.start else 0.0
            boxes.append((x - wide / 2, y - high / 2 - over, x + wide / 2, y + high / 2))
    if not boxes:
        return None
    left, top = min(box[0] for box in boxes) - PADDING, min(box[1] for box in boxes) - PADDING - HEAD
    right, bottom = max(box[2] for box in boxes) + PADDING, max(box[3] for box in boxes) + PADDING
    return round(left, 1), round(top, 1), round(right - left, 1), round(bottom - top, 1)


def _places(procedure: Procedure) -> dict[str, Point]:
    found: dict[str, Point] = {}
    for step in procedure.step_by_id:
        raw = procedure.layout.get(step)
        if isinstance(raw, Mapping) and _is_place(raw.get("x")) and _is_place(raw.get("y")):
            found[step] = Point(float(raw["x"]), float(raw["y"]))
    return found


def _list(procedure: Procedure, key: str) -> list[Any]:
    raw = procedure.layout.get(key)
    return raw if isinstance(raw, list) else []


class _Found(NamedTuple):
    """What can be drawn of the two lists: where it stands, its name, what is written, and its box."""

    key: str
    at: int
    name: str
    raw: dict[str, Any]
    box: _Sides


def _read(procedure: Procedure) -> Iterator[_Found]:
    """Everything that can be drawn. A name is made up where there is none, or where it is taken."""
    written = {key: _list(procedure, key) for key in (NOTES, GROUPS)}
    taken = {str(raw.get("id")) for entries in written.values() for raw in entries if isinstance(raw, dict)}
    seen: set[str] = set()
    for key, entries in written.items():
        usual = NOTE_SIZE if key == NOTES else GROUP_SIZE
        drawn = 0
        for at, raw in enumerate(entries):
            if not isinstance(raw, dict) or not (_is_place(raw.get("x")) and _is_place(raw.get("y"))):
                continue
            wanted = raw.get("id")
            name = wanted if _is_name(wanted) and wanted not in seen else _free(key, taken)
            seen.add(name)
            taken.add(name)
            wide, high = _side(raw.get("width", usual.width)), _side(raw.get("height", usual.height))
            yield _Found(key, at, name, raw, (float(raw["x"]), float(raw["y"]), wide, high))
            drawn += 1
            if drawn == AS_MANY:
                break


def _find(procedure: Procedure, name: str) -> _Found:
    """A note or group by its name."""
    found = next((found for found in _read(procedure) if found.name == name), None)
    if found is None:
        raise StudioError(sentence("That note or group is not there any more."), sentence("Choose another one."))
    return found


def free_name(procedure: Procedure, key: str) -> str:
    """A name that no note or group has yet."""
    return _free(key, {found.name for found in _read(procedure)})


def _free(key: str, taken: set[str]) -> str:
    return next(name for number in count(1) if (name := f"{key[1:-1]}_{number}") not in taken)


def _is_name(value: object) -> TypeGuard[str]:
    return isinstance(value, str) and 0 < len(value) <= 60


def _is_place(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and abs(value) < FURTHEST


def _side(value: object) -> float:
    if not isinstance(value, int | float) or isinstance(value, bool) or not math.isfinite(value):
        return LEAST
    return round(min(max(float(value), LEAST), MOST), 1)


def _text(value: object) -> str:
    return plain(value) if isinstance(value, str) else ""


def _colour(raw: Mapping[str, Any], usual: str) -> str:
    colour = raw.get("colour")
    return colour if isinstance(colour, str) and colour in COLOURS else usual


def _box(x: float, y: float, width: float, height: float) -> dict[str, float]:
    return {"x": round(x, 1), "y": round(y, 1), "width": _side(width), "height": _side(height)}


def _written(found: _Found, name: str) -> dict[str, Any]:
    """A note or group as it is written under a name, without what nothing reads."""
    word, colour = ("text", COLOURS[0]) if found.key == NOTES else ("title", COLOURS[2])
    said = {word: _text(found.raw.get(word)), "colour": _colour(found.raw, colour)}
    return {"id": name, **_box(*found.box), **said}


def _put(procedure: Procedure, found: _Found, made: dict[str, Any]) -> list[Any]:
    entries = list(_list(procedure, found.key))
    entries[found.at] = made
    return entries


def _with(procedure: Procedure, key: str, entries: list[Any]) -> Procedure:
    """With a list of notes or groups; an empty one is left out."""
    layout = {name: value for name, value in procedure.layout.items() if name != key}
    return with_(procedure, layout={**layout, key: entries} if entries else layout)
