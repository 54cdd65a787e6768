"""Seen from far away: what is kept between two pictures is what would be collected anew, whatever happened between."""

from __future__ import annotations

from random import Random

import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QImage, QPainter

from studio.base.errors import StudioError
from studio.base.paths import sample
from studio.procedure import file
from studio.procedure.layout import Point
from studio.ui.canvas.far import FarItem
from studio.ui.canvas.scene import Scene
from studio.ui.document import Document
from tests.ui.random_edits import random_edit


def collected(far: FarItem):
    """All that a far item has to draw."""
    far.collect()
    return {
        square: (
            [item.step_id for item in chunk.steps],
            {kind: [box.getRect() for box in boxes] for kind, boxes in chunk.boxes.items()},
            {kind: [path.boundingRect().getRect() for path in paths] for kind, paths in chunk.shapes.items()},
            {badge: [point.toTuple() for point in points] for badge, points in chunk.badges.items()},
            {look: [line.toTuple() for line in lines] for look, lines in chunk.lines.items()},
            chunk.reach.getRect(),
        )
        for square, chunk in far._chunks.items()
    }


def anew(scene: Scene):
    other = FarItem(scene.step_items, scene._places, scene.edge_items)
    other.spoil()
    return collected(other)


def around(scene: Scene) -> QRectF:
    """The rectangle around all steps and ways, all of them looked at."""
    boxes = scene.router.steps.boxes.values()
    points = [point for way in scene.router.ways.values() for point in way]
    found = QRectF()
    for box in boxes:
        found = found.united(QRectF(box.left, box.top, box.right - box.left, box.bottom - box.top))
    xs = [found.left(), found.right(), *(point.x for point in points)]
    ys = [found.top(), found.bottom(), *(point.y for point in points)]
    whole = QRectF(min(xs), min(ys), max(xs) - min(xs), max(ys) - min(ys)) if boxes else QRectF()
    return whole.united(scene._start.sceneBoundingRect()) if scene._start.isVisible() else whole


@pytest.mark.parametrize("seed", [1, 2])
def test_after_edits_moves_and_marks_the_same_is_drawn_as_if_collected_anew(qtbot, seed):
    rng = Random(seed)
    document = Document(file.load(sample("travel_booking")))
    scene = Scene(document)
    far = scene.paint_far(QRectF())
    for turn in range(60):
        steps = rng.sample(list(scene.step_items), min(2, len(scene.step_items)))
        edges = rng.sample(list(scene.edge_items), min(2, len(scene.edge_items)))
        kind = rng.random()
        if kind < 0.5:
            try:
                edit = random_edit(rng, document.procedure)
                document.apply("Edit", edit)
            except (StudioError, ValueError):
                continue
        elif kind < 0.6:
            document.undo()
        elif kind < 0.8:
            scene.preview({step: Point(rng.uniform(-3000, 3000), rng.uniform(-3000, 3000)) for step in steps})
        elif kind < 0.9:
            scene.wear(steps, badge=rng.choice(["", "problem"]))
        else:
            scene.wear(edges=edges, lit=rng.random() < 0.5)
        if turn % 3 == 0:
            assert collected(far) == anew(scene)
            assert scene.chart_rect() == around(scene)


def test_a_picture_of_what_is_kept_is_a_picture_of_all(qtbot, small):
    document = Document(small)
    scene = Scene(document)
    far = scene.paint_far(QRectF())
    collected(far)
    scene.wear(["hello"], badge="advice")
    scene.preview({"desk": Point(500, 700)})
    other = FarItem(scene.step_items, scene._places, scene.edge_items)
    other.spoil()
    assert drawn(far) == drawn(other)


def test_what_did_not_change_is_not_collected_again(qtbot, small, monkeypatch):
    scene = Scene(Document(small))
    far = scene.paint_far(QRectF())
    scene.preview({"desk": Point(9000, 9000)})
    far.collect()
    made, make = [], far._made
    monkeypatch.setattr(far, "_made", lambda square, names: (made.append(square), make(square, names))[1])
    scene.wear(["desk"], badge="problem")
    far.collect()
    far.collect()
    assert len(made) == 1


def drawn(far: FarItem) -> QImage:
    image = QImage(300, 300, QImage.Format.Format_ARGB32)
    image.fill(0)
    painter = QPainter(image)
    painter.scale(0.2, 0.2)
    far.draw(painter, QRectF(-5000, -5000, 10000, 10000))
    painter.end()
    return image
