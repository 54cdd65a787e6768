"""Names of steps from afar: within their shapes, while they can be read, on charts that are not too large."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QImage, QPainter

from studio.base.paths import sample
from studio.procedure import file
from studio.procedure.layout import Size
from studio.ui.canvas import face as faces
from studio.ui.canvas import far, names
from studio.ui.canvas.scene import Scene
from studio.ui.document import Document


@pytest.fixture
def written(monkeypatch):
    """The names that are written from now on."""
    found: list[str] = []
    monkeypatch.setattr(names, "paint", lambda painter, face, place, scale: found.append(" ".join(face.title)))
    return found


def draw(scene: Scene, scale: float) -> None:
    image = QImage(40, 40, QImage.Format.Format_ARGB32)
    painter = QPainter(image)
    painter.scale(scale, scale)
    scene.paint_far(QRectF()).draw(painter, QRectF(-9000, -9000, 18000, 18000))
    painter.end()


def test_they_are_written_while_they_can_be_read(qtbot, small, written):
    scene = Scene(Document(small))
    draw(scene, 0.2)
    assert written == []
    draw(scene, 0.3)
    assert sorted(written) == sorted(step.title for step in small.steps)


def test_a_large_chart_is_drawn_without_them(qtbot, small, written, monkeypatch):
    monkeypatch.setattr(far, "FEW", len(small.steps) - 1)
    draw(Scene(Document(small)), 0.3)
    assert written == []


@pytest.mark.parametrize("sizes", [sizes for _, sizes in names.SIZES])
def test_they_stay_within_their_shapes(qtbot, sizes):
    procedure = file.load(sample("insurance_claims"))
    for step in procedure.steps:
        face = faces.face_of(procedure, step)
        size, laid = names._laid_out(face.kind, " ".join(face.title), face.size, sizes)
        assert laid and size in sizes
        wide, high = face.size.width / 2, face.size.height / 2
        for at, line in laid:
            assert abs(at.x()) <= wide and -high <= at.y() and at.y() + size <= high, step.title
            assert line.text()


def test_a_name_that_would_be_cut_is_written_smaller(qtbot):
    box = Size(232.0, 60.0)
    assert names._laid_out("say", "Hello", box, (30.0, 24.0))[0] == 30.0
    size, lines = names._laid_out("say", "Look up the fares", box, (30.0, 24.0))
    assert size == 24.0
    assert len(lines) == 1 and lines[0][1].text().startswith("Look up the")
