from __future__ import annotations

import pytest

from studio.procedure.layout import Point, Size
from studio.procedure.model import Act, Branch, Decide, Link, Say
from studio.ui.canvas.grid import Box, Grid
from studio.ui.canvas.labels import drawn_edges, place_label, size_of
from studio.ui.canvas.routing import pieces

KEY = ("a", "yes")
SIZE = Size(80.0, 18.0)


def labels(step, procedure):
    return {key[1]: drawn.label for key, drawn in drawn_edges(procedure, step).items()}


def branch(name, to, limit=None, spent=None):
    return Branch(id=name, condition=name, link=Link(to=to, limit=limit, spent=spent))


@pytest.mark.usefixtures("qapp")
class TestWhatStandsOnAnEdge:
    def test_the_only_way_on_has_no_label(self, small):
        assert labels(Say(id="s", title="S", text="", link=Link(to="done")), small) == {"next": ""}

    def test_a_loop_says_how_often(self, small):
        step = Decide(id="d", title="D", branches=(branch("not_yet", "hello", 3, "done"), branch("once", "hello", 1)))
        assert labels(step, small) == {
            "not_yet": "not yet, up to 3 times",
            "not_yet spent": "not yet, after 3 times",
            "once": "once, at most once",
        }

    def test_spent_ways_to_the_same_step_are_drawn_once(self, small):
        step = Decide(id="d", title="D", branches=(branch("a", "hello", 2, "done"), branch("b", "ask_size", 3, "done")))
        found = drawn_edges(small, step)
        assert found["d", "a spent"].label == "a, after 2 times; b, after 3 times"
        assert found["d", "a spent"].also == (("d", "b spent"),)
        assert ("d", "b spent") not in found

    def test_outcomes_of_a_tool_are_named_in_words(self, small):
        step = Act(id="t", title="T", tool="t", outcomes={"ok": Link(to="done"), "empty": Link(to="desk")})
        assert labels(step, small) == {"ok": "found", "empty": "nothing found"}

    def test_a_long_label_is_shortened(self):
        assert size_of("so long a branch that no plate could hold all of it, whatever one tries").width <= 170.0


def placed(way, steps=(), lanes=(), plates=()):
    grids = Grid(), Grid(), Grid()
    for grid, boxes in zip(grids, (steps, [], plates), strict=True):
        for number, box in enumerate(boxes):
            grid.put(str(number), box)
    for number, other in enumerate((way, *lanes)):
        for piece, box in enumerate(pieces(other)):
            grids[1].put((KEY if number == 0 else ("other", str(number)), piece), box)
    place = place_label(way, SIZE, KEY, *grids)
    return Box(place.x - 40, place.y - 9, place.x + 40, place.y + 9)


DOWN = (Point(0, 0), Point(0, 400))


def test_a_label_stands_on_its_line_near_the_step_it_leaves():
    box = placed(DOWN)
    assert box.x == 0
    assert box.top < 40


def test_a_label_avoids_steps_and_other_labels():
    step, plate = Box(-60, 0, 60, 80), Box(-40, 80, 40, 130)
    box = placed(DOWN, steps=[step], plates=[plate])
    assert not box.meets(step)
    assert not box.meets(plate)


def test_a_label_does_not_cover_the_line_beside_its_own():
    other = (Point(20, 0), Point(20, 400))
    box = placed(DOWN, lanes=[other])
    assert box.right <= 20
    assert box.left < 0 < box.right, "its own line runs through the plate"


def test_a_label_finds_a_place_even_on_the_shortest_line():
    assert placed((Point(0, 0), Point(0, 10))).holds(0, 5)
