from __future__ import annotations

import random

import pytest
from PySide6.QtCore import QPointF, QRectF

from studio.base import paths
from studio.procedure import chart_edits, edits, file
from studio.procedure.layout import Point
from studio.procedure.model import Ask, Link
from studio.ui.canvas.face import face_of
from studio.ui.canvas.scene import Scene
from studio.ui.canvas.tidy import places_of, tidied
from studio.ui.document import Document

SAMPLES = ("hello", "travel_booking", "zoom_support", "insurance_claims")


@pytest.fixture
def scene(qtbot, small):
    return Scene(Document(small))


def shown(scene):
    """All that the scene shows, to be compared."""
    return (
        {name: (item.face, item.x(), item.y()) for name, item in scene.step_items.items()},
        {key: item.drawn for key, item in scene.edge_items.items()},
        {key: label.label for key, label in scene.label_items.items()},
        scene.aliases,
    )


def test_every_step_edge_and_label_is_there(scene, small):
    assert set(scene.step_items) == set(small.step_by_id)
    assert set(scene.edge_items) == {(edge.source, edge.branch) for edge in small.edges}
    assert scene.label_items["known", "no"].label == "no, up to 2 times"
    assert scene.label_items["known", "no spent"].label == "after 2 times"
    assert ("hello", "next") not in scene.label_items


def test_steps_without_a_place_are_given_one_which_is_no_edit(scene):
    document = scene.document
    assert set(places_of(document.procedure)) == set(scene.step_items)
    assert document.stack.count() == 0
    assert not document.is_modified


@pytest.mark.parametrize("name", SAMPLES)
def test_in_the_samples_nothing_lies_on_anything(qtbot, name):
    scene = Scene(Document(file.load(paths.sample(name))))
    steps = {name: scene.box(name) for name in scene.step_items}
    for first in steps:
        assert not [other for other in steps if other != first and steps[first].intersects(steps[other])]
    plates = {key: label.sceneBoundingRect().adjusted(1, 1, -1, -1) for key, label in scene.label_items.items()}
    for key, plate in plates.items():
        assert not [other for other in plates if other != key and plate.intersects(plates[other])], key
        assert not [step for step, rect in steps.items() if plate.intersects(rect)], key
    for (source, _), item in scene.edge_items.items():
        assert len(item.way) > 1
        for a, b in zip(item.way, item.way[1:], strict=False):
            line = QRectF(QPointF(*a), QPointF(*b)).normalized().adjusted(-0.1, -0.1, 0.1, 0.1)
            through = {step for step, rect in steps.items() if rect.adjusted(2, 2, -2, -2).intersects(line)}
            assert through <= {source, item.drawn.target}


def test_arrows_end_on_the_shape(scene):
    for item in scene.edge_items.values():
        target = scene.step_items[item.drawn.target]
        tip, before = item.way[-1], item.way[-2]
        onward = Point(tip.x + (tip.x > before.x) - (tip.x < before.x), tip.y + (tip.y > before.y) - (tip.y < before.y))
        assert target.holds(QPointF(tip.x + 2 * (onward.x - tip.x), tip.y + 2 * (onward.y - tip.y)))
        assert not target.holds(QPointF(tip.x - 2 * (onward.x - tip.x), tip.y - 2 * (onward.y - tip.y)))


def test_what_lies_under_a_point(scene):
    item = scene.step_items["known"]
    assert scene.step_at(item.pos()) == "known"
    corner = scene.box("known").topLeft() + QPointF(3, 3)
    assert scene.step_at(corner) is None, "a diamond does not fill its rectangle"
    way = scene.edge_items["hello", "next"].way
    middle = QPointF((way[0].x + way[1].x) / 2 + 3, (way[0].y + way[1].y) / 2)
    assert scene.edge_at(middle) == ("hello", "next")
    assert scene.edge_at(middle + QPointF(40, 0)) is None
    assert scene.edge_at(scene.label_items["known", "no"].pos()) == ("known", "no")


def test_only_what_changes_is_touched(scene):
    before = dict(scene.step_items), dict(scene.edge_items)
    ways = {key: item.way for key, item in scene.edge_items.items()}
    scene.document.apply(
        "Title", lambda p: edits.replace_step(p, edits.with_(p.step_by_id["hello"], title="Greet the visitor"))
    )
    assert scene.step_items["hello"].face.title == ("Greet the visitor",)
    assert (scene.step_items, scene.edge_items) == before
    assert {key: item.way for key, item in scene.edge_items.items()} == ways


def test_a_field_with_another_title_shows_on_the_steps_that_ask_for_it(scene):
    renamed = scene.procedure.fields[0].model_copy(update={"title": "Shoe size"})
    scene.document.apply("Field", lambda p: edits.with_(p, fields=(renamed,)))
    assert scene.step_items["ask_size"].face.chips[0][0] == "Shoe size"


def test_a_preview_moves_and_comes_back(scene):
    place = scene.places()["ask_size"]
    scene.preview({"ask_size": Point(place.x + 300, place.y)})
    assert scene.step_items["ask_size"].x() == place.x + 300
    assert scene.edge_items["hello", "next"].way[-1].x > place.x + 100
    scene.end_preview()
    assert scene.places()["ask_size"] == place
    assert scene.document.stack.count() == 0


def test_the_ways_of_a_tidy_are_kept(scene):
    document = scene.document
    document.apply("Move", lambda p: chart_edits.place(p, {"done": (900, 900)}))
    laid = tidied(document.procedure)
    scene.keep_ways(laid.ways)
    document.apply("Tidy", lambda _: laid.procedure)
    assert dict(scene.router.ways) == laid.ways


def test_tidying_lays_nothing_over_a_pinned_step(qapp):
    travel = file.load(paths.sample("travel_booking"))
    laid = tidied(travel).procedure
    places = places_of(laid)
    first = {**laid.layout[travel.start], "pinned": True}  # the chart stays where this one is
    for name in list(places)[1::4]:
        for goal in list(places)[2::4]:
            spot = {"x": places[goal].x + 30.0, "y": places[goal].y + 10.0, "pinned": True}
            pinned = edits.with_(laid, layout=laid.layout | {travel.start: first, name: spot})
            made = places_of(tidied(pinned).procedure)
            assert made[name] == (spot["x"], spot["y"])
            mine = face_of(pinned, pinned.step_by_id[name]).size
            for other, place in made.items():
                its = face_of(pinned, pinned.step_by_id[other]).size
                over = abs(place.x - made[name].x) < (mine.width + its.width) / 2
                over &= abs(place.y - made[name].y) < (mine.height + its.height) / 2
                assert other == name or not over, (name, other)


def test_a_pinned_step_stays_when_the_rest_is_tidied(scene):
    document = scene.document
    document.apply("Pin", lambda p: edits.with_(p, layout=p.layout | {"done": {"x": 700.0, "y": 50.0, "pinned": True}}))
    assert scene.step_items["done"].pinned
    laid = tidied(document.procedure).procedure
    assert laid.layout["done"] == {"x": 700.0, "y": 50.0, "pinned": True}
    assert laid.layout["hello"] != document.procedure.layout["hello"]


def test_a_step_added_without_a_place_stands_free(scene):
    step = Ask(id="extra", title="Extra", text="?", link=Link(to="done"))
    scene.document.apply("Add", lambda p: edits.add_step(p, step))
    box = scene.box("extra")
    assert not [other for other in scene.step_items if other != "extra" and box.intersects(scene.box(other))]
    assert ("extra", "next") in scene.edge_items


def test_selection_and_hover_are_worn(scene):
    scene.document.selection.set(["hello"], [("known", "no")])
    assert scene.step_items["hello"].selected
    assert scene.edge_items["known", "no"].selected
    scene.document.selection.set(["done"])
    assert not scene.step_items["hello"].selected
    scene.hover(scene.step_items["hello"].pos())
    assert scene.step_items["hello"].hovered
    scene.hover(None)
    assert not scene.step_items["hello"].hovered


def test_from_far_away_everything_is_drawn_together(scene):
    scene.set_far(True)
    assert not scene.step_items["hello"].isVisible()
    assert scene.step_at(scene.step_items["hello"].pos()) == "hello", "it can be pointed at all the same"
    scene.document.apply("Title", lambda p: edits.replace_step(p, edits.with_(p.step_by_id["hello"], title="Other")))
    scene.set_far(False)
    assert scene.step_items["hello"].isVisible()
    assert all(item.path().elementCount() for item in scene.edge_items.values())


def any_edit(draw, procedure):
    """Some edit that gestures and inspector might make."""
    steps = sorted(procedure.step_by_id)
    step = draw.choice(steps)
    kind = draw.randrange(6)
    if kind == 0:
        return chart_edits.place(procedure, {step: (draw.uniform(-900, 900), draw.uniform(-900, 900))})
    if kind == 1 and len(steps) > 2:
        return edits.remove_step(procedure, step)
    if kind == 2:
        name = edits.free_id("new", set(steps))
        return edits.add_step(procedure, Ask(id=name, title=name, text="?", link=Link(to=step)), place=(0.0, 0.0))
    if kind == 3 and procedure.edges:
        edge = draw.choice(procedure.edges)
        return chart_edits.remove_edge(procedure, edge.source, edge.branch)
    if kind == 4:
        return edits.rename_step(procedure, step, edits.free_id("renamed", set(steps)))
    link = Link(to=draw.choice(steps), limit=2, spent=draw.choice(steps))
    old = procedure.step_by_id[step]
    branches = [branch for branch, _ in procedure.links(old)]
    if not branches:
        return procedure
    return edits.replace_step(procedure, chart_edits.relinked(old, draw.choice(branches), lambda _: link))


@pytest.mark.parametrize("seed", range(3))
def test_after_any_edits_undone_and_redone_it_shows_what_a_new_scene_shows(qtbot, seed):
    draw = random.Random(seed)
    document = Document(file.load(paths.sample("travel_booking")))
    scene = Scene(document)
    for number in range(40):
        document.apply(str(number), lambda procedure: any_edit(draw, procedure))
    for _ in range(25):
        document.undo()
    for _ in range(10):
        document.redo()
    assert shown(scene) == shown(Scene(Document(document.procedure)))
    while document.stack.canUndo():
        document.undo()
    assert set(scene.step_items) == set(document.procedure.step_by_id)


def test_the_chart_is_as_large_as_what_is_left(scene):
    lonely = Ask(id="lonely", title="Lonely", text="?", link=Link(to="not_drawn_yet"))
    before = scene.chart_rect()
    scene.document.apply("Add", lambda p: edits.add_step(p, lonely, place=(5000.0, 0.0)))
    assert scene.chart_rect().right() > 5000
    scene.document.apply("Delete", lambda p: edits.remove_step(p, "lonely"))
    assert scene.chart_rect() == before


def test_steps_dragged_together_take_edges_and_labels_along_and_come_back(qtbot):
    document = Document(file.load(paths.sample("travel_booking")))
    scene = Scene(document)
    names = [step.id for step in document.procedure.steps][:5]
    start = scene.places()
    labels = {key: label.pos() for key, label in scene.label_items.items()}
    for turn in range(1, 6):
        scene.preview({name: Point(start[name].x + 10 * turn, start[name].y + 6 * turn) for name in names})
    for key, item in scene.edge_items.items():
        way = scene.router.ways[key]
        assert item.way[1:-1] == way[1:-1]
        assert item.path().boundingRect().adjusted(-9, -9, 9, 9).contains(way[0].x, way[0].y)
    scene.end_preview()
    assert scene.places() == start
    assert not scene.router.is_wanting
    assert scene.label_items.keys() == labels.keys()
    for key, label in scene.label_items.items():
        assert scene.label_at(label.pos()) is not None, key


def test_a_large_drag_is_finished_when_it_rests(qtbot, monkeypatch):
    monkeypatch.setattr("studio.ui.canvas.scene.AT_ONCE", 2)
    document = Document(file.load(paths.sample("travel_booking")))
    scene = Scene(document)
    hub = max(document.procedure.step_by_id, key=lambda step: len(scene.router.edges_of(step)))
    assert len(scene.router.edges_of(hub)) > 3
    scene.preview({hub: Point(scene.places()[hub].x + 500, scene.places()[hub].y + 50)})
    assert scene.router.is_wanting
    qtbot.waitUntil(lambda: not scene.router.is_wanting, timeout=5000)
    other = Scene(document)
    monkeypatch.setattr("studio.ui.canvas.scene.AT_ONCE", 10_000)
    other.preview({hub: scene.places()[hub]})
    assert rounded(scene.router.ways) == rounded(other.router.ways)


def rounded(ways):
    return {key: tuple((round(point.x, 6), round(point.y, 6)) for point in way) for key, way in ways.items()}
