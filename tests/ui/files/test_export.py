"""Pictures, PDFs and documents hold the whole chart, are independent of what the window shows, and appear whole."""

from __future__ import annotations

import os
import re
import zlib

import pytest
from PySide6.QtCore import QByteArray, QRectF, QSizeF
from PySide6.QtGui import QColor, QImage
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtSvg import QSvgRenderer

from studio.base import paths
from studio.base.errors import StudioError
from studio.procedure import annotations as kept
from studio.procedure import edits, file
from studio.procedure.model import Procedure
from studio.ui import theme
from studio.ui.document import Document
from studio.ui.files import drawing, export, paper
from studio.ui.files.export import Choice, ExportDialog, Exporter, write
from studio.ui.files.paper import Paper
from studio.ui.window import MainWindow


@pytest.fixture
def travel(qapp):
    return file.load(paths.sample("travel_booking"))


def pages(content: bytes) -> int:
    return len(re.findall(rb"/Type\s*/Page\b", content))


def drawn(content: bytes) -> bytes:
    """What the streams of a PDF hold, unpacked."""
    found = []
    for stream in re.findall(rb"stream\r?\n(.*?)endstream", content, re.DOTALL):
        try:
            found.append(zlib.decompress(stream.strip(b"\r\n")))
        except zlib.error:
            continue
    return b"\n".join(found)


def spread(procedure, across):
    """All steps placed, each so far to the right of the one before."""
    for number, step in enumerate(procedure.steps):
        procedure = edits.move_step(procedure, step.id, number * across, number * 90.0)
    return procedure


def test_a_png_has_its_scale_and_its_ground(travel):
    one, two = (QImage.fromData(drawing.png(travel, scale=scale)) for scale in (1.0, 2.0))
    assert abs(two.width() - 2 * one.width()) <= 1
    assert one.pixelColor(1, 1) == QColor("#ffffff")
    assert QImage.fromData(drawing.png(travel, dark=True)).pixelColor(1, 1) == theme.themed(True).canvas
    assert QImage.fromData(drawing.png(travel, ground=False)).pixelColor(1, 1).alpha() == 0


def test_a_picture_does_not_depend_on_the_windows_theme(travel, qapp):
    theme.install(qapp, "light")
    light = drawing.png(travel)
    theme.set_mode("dark")
    try:
        assert drawing.png(travel) == light
        assert theme.current().dark
    finally:
        theme.set_mode("light")


def test_a_picture_shows_steps_where_they_stand(small, qapp):
    assert QImage.fromData(drawing.png(spread(small, 1000), scale=1.0)).width() > 4000


def test_notes_and_groups_are_in_the_picture(small, qapp):
    plain = QImage.fromData(drawing.png(spread(small, 300), scale=1.0))
    noted = kept.add_note(spread(small, 300), 200, 1500, "Ask the lawyers")
    grouped = kept.add_group(noted, -400, -300, 300, 200, "First contact")
    both = QImage.fromData(drawing.png(grouped, scale=1.0))
    assert both.height() > plain.height() + 1000
    assert both.width() > plain.width()
    assert "lawyers" in drawing.svg(grouped).decode()


def test_an_svg_has_every_title_as_text(travel):
    made = drawing.svg(travel)
    assert QSvgRenderer(QByteArray(made)).isValid()
    text = re.sub(r"<[^>]+>", " ", made.decode())
    for step in travel.steps:
        assert all(word in text for word in step.title.replace("'", "&#x27;").split()), step.title


def test_a_chart_on_one_page_is_vectors(travel):
    made = paper.pdf(travel, Paper("chart"))
    assert made.startswith(b"%PDF")
    assert pages(made) == 1
    assert b"/Subtype /Image" not in made
    assert drawn(made).count(b" re") + drawn(made).count(b" c\n") > 50


def test_a_large_chart_takes_several_pages_and_the_document_more(travel):
    claims = file.load(paths.sample("insurance_claims"))
    over = pages(paper.pdf(claims, Paper("pages")))
    assert over > 3
    assert pages(paper.pdf(claims, Paper("pages", "A3"))) < over
    assert pages(paper.pdf(travel, Paper("document"))) > 2


def test_tiles_cover_the_whole_and_share_a_strip():
    area = QRectF(-30, 12, 1000, 700)
    tiles = list(paper.tiles_of(area, QSizeF(300, 400), 40))
    whole = QRectF()
    for tile in tiles:
        whole = whole.united(tile.area)
    assert whole.contains(area)
    assert tiles[0].area.intersected(tiles[1].area).width() == pytest.approx(40)
    assert len(list(paper.tiles_of(area, QSizeF(1000, 700), 40))) == 1


def test_nothing_to_draw_and_too_large_are_sentences(small, qapp):
    for make in (drawing.png, drawing.svg, lambda procedure: paper.pdf(procedure, Paper())):
        with pytest.raises(StudioError):
            make(Procedure(name=""))
    assert pages(paper.pdf(Procedure(name="Nothing yet"), Paper("document"))) == 1
    with pytest.raises(StudioError, match="too large"):
        drawing.png(spread(small, 9000))


@pytest.mark.parametrize("kind", export.FORMATS)
def test_every_format_appears_whole_or_not_at_all(small, qapp, tmp_path, kind, monkeypatch):
    path = tmp_path / f"out{export.FORMATS[kind][0]}"
    path.write_text("before")

    def full(*_):
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(os, "fsync", full)
        with pytest.raises(StudioError, match="full"):
            write(small, Choice(kind), path)
    assert path.read_text() == "before"
    assert list(tmp_path.glob("*tmp*")) == []
    write(small, Choice(kind), path)
    assert path.stat().st_size > 1000


def test_the_dialog_gives_what_was_chosen(qtbot):
    choice = Choice("svg", 3.0, True, False, "A3")
    dialog = ExportDialog(choice)
    qtbot.addWidget(dialog)
    assert dialog.chosen == choice
    for index in range(dialog.formats.count()):
        dialog.formats.setCurrentIndex(index)
        assert dialog.told.text()


def test_the_window_tells_what_it_did_and_what_it_could_not(qtbot, small, tmp_path):
    window = MainWindow(Document(small))
    window.show()
    exporter = Exporter(window)
    assert exporter.export(tmp_path / "out.png")
    assert "out.png" in window.status.currentMessage()
    assert not exporter.export(tmp_path / "nowhere" / "out.png")
    assert "out.png" in window.bar.text
    assert window.registry.qaction("file.export").isEnabled()
    window.close()


def test_a_printer_gets_the_pages(qtbot, small, tmp_path):
    window = MainWindow(Document(small))
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "printed.pdf"))
    Exporter(window).draw(printer)
    assert pages((tmp_path / "printed.pdf").read_bytes()) >= 2
    window.close()


def test_the_windows_own_chart_is_untouched(qtbot, small, tmp_path):
    window = MainWindow(Document(small))
    window.document.selection.set(["hello"])
    before = window.scene.items()
    write(small, Choice("png"), tmp_path / "a.png")
    assert window.scene.items() == before
    assert window.document.selection.steps == {"hello"}
    assert not window.document.is_modified
    window.close()
