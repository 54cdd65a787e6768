from __future__ import annotations

import pytest
from PySide6.QtCore import QPointF

from studio.procedure import edits
from studio.procedure.model import Ask, Decide, End, Field, Link, Procedure, Say
from studio.ui.canvas import face as faces
from studio.ui.canvas.face import elided, face_of, lines, width
from studio.ui.canvas.step_item import shape

pytestmark = pytest.mark.usefixtures("qapp")


def face(step, **more):
    return face_of(Procedure(name="P", steps=(step,), **more), step)


def test_lines_fit_and_the_last_one_says_that_there_is_more():
    found = lines("one two three four five six seven eight nine ten eleven twelve", 90.0, faces.TEXT, 2)
    assert len(found) == 2
    assert found[1].endswith("…")
    assert all(width(line, faces.TEXT) <= 90.0 for line in found)


def test_a_word_wider_than_the_room_is_shortened():
    assert lines("x" * 300, 90.0, faces.TEXT, 2) == (elided("x" * 300, 90.0, faces.TEXT),)


def test_what_fits_is_left_as_it_is():
    assert lines("short", 90.0, faces.TEXT, 2) == ("short",)


def test_an_ask_shows_its_fields_as_chips():
    fields = tuple(
        Field(id=f"f{n}", title=title) for n, title in enumerate(("Name", "Town", "A very long field title"))
    )
    step = Ask(id="a", title="Ask", text="?", fields=("f0", "f1", "f2"), link=Link(to="a"))
    shown = face(step, fields=fields)
    assert [word for word, _ in shown.chips][:2] == ["Name", "Town"]
    room = shown.size.width - 2 * faces.INSET["ask"]
    assert sum(wide for _, wide in shown.chips) + faces.CHIP_GAP * (len(shown.chips) - 1) <= room


def test_more_fields_than_there_is_room_for_are_counted():
    fields = tuple(Field(id=f"f{n}", title=f"Field number {n}") for n in range(6))
    step = Ask(id="a", title="Ask", text="?", fields=tuple(f.id for f in fields), link=Link(to="a"))
    shown = face(step, fields=fields).chips
    assert shown[-1][0] == f"+{6 - (len(shown) - 1)}"


def test_fields_in_a_text_are_named_as_the_person_knows_them():
    step = Say(id="s", title="S", text="Hello {name}, {nobody}.", link=Link(to="s"))
    assert face(step, fields=(Field(id="name", title="Your name"),)).text == ("Hello [Your name], {nobody}.",)


def test_a_step_that_says_nothing_yet_shows_a_hint():
    shown = face(Say(id="s", title="", text="", link=Link(to="s")))
    assert shown.hint
    assert shown.text
    assert shown.title == ("Untitled",)


def test_an_end_that_is_no_success_says_so():
    assert [word for word, _ in face(End(id="e", title="E", outcome="refused")).chips] == ["refused"]
    assert not face(End(id="e", title="E")).chips


@pytest.mark.parametrize(
    "title", ["Ok?", "Does this offer suit?", "Is the policyholder older than eighteen and insured?", "x" * 80]
)
def test_a_title_stays_inside_its_diamond(title):
    shown = face(Decide(id="d", title=title, branches=()))
    outline = shape("decide", shown.size)
    tall = faces.ICON + 4.0 + len(shown.title) * faces.LEADING
    top = -tall / 2 + faces.ICON + 4.0
    for line in shown.title:
        half = width(line, faces.TITLE) / 2
        for y in (top + 3.0, top + faces.LEADING - 3.0):
            assert outline.contains(QPointF(half, y))
            assert outline.contains(QPointF(-half, y))
        top += faces.LEADING


def test_a_changed_step_shows_its_new_words():
    step = Say(id="s", title="Before", text="x", link=Link(to="s"))
    assert face(step).title == ("Before",)
    assert face(edits.with_(step, title="After")).title == ("After",)


@pytest.mark.parametrize("kind", ["say", "ask", "decide", "act", "end"])
def test_every_kind_has_a_shape_of_its_own(kind):
    size = faces.Size(200.0, 80.0)
    box = shape(kind, size).boundingRect()
    assert (box.width(), box.height()) == pytest.approx((200.0, 80.0), abs=0.5)
    assert all(
        shape(kind, size) != shape(other, size) for other in ("say", "ask", "decide", "act", "end") if other != kind
    )
