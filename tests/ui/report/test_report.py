"""The report on the chart: figures that need no colour, failing conversations at what is selected, examples added."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QFontMetricsF
from PySide6.QtWidgets import QLabel

from studio.bench.followed import read_followed
from studio.procedure import content_edits, edits
from studio.procedure.lessons import Lesson, examples_of
from studio.procedure.model import End
from studio.ui import report, theme
from studio.ui.actions import Action
from studio.ui.report.cards import SWATCH
from studio.ui.report.painting import Plate, colours, figures
from studio.ui.report.words import band_words

YES = Lesson("branch", "verdict", "yes")


@pytest.fixture
def part(window, run, qtbot):
    report.show(window, run)
    found = report.part_of(window)
    qtbot.waitUntil(lambda: found.is_painted, timeout=5000)
    return found


def test_every_step_and_branch_bears_its_figure(part):
    plates = part.painting.plates
    yes = plates["verdict", "yes"]
    assert (yes.figure, yes.count) == ("0%", "2×")
    assert (plates["verdict", ""].figure, plates["verdict", ""].count) == ("33%", "3× ≥6%")
    assert (plates["find_flight", "ok"].figure, plates["find_flight", "ok"].count) == ("100%", "3×")
    assert (plates["no_sale", ""].figure, plates["no_sale", ""].count) == ("", "not met")
    assert set(part.painting.halos) == {step.id for step in part._window.document.procedure.steps}
    assert figures(None) == ("", "not met")


def test_what_the_figures_count_is_said(part, window):
    panel = part.make()
    window.document.selection.set(["verdict"])
    assert panel.place_told.text().startswith("Decided right 1 of 3 times")
    window.document.selection.set(["find_flight"])
    assert panel.place_told.text().startswith("Reached 3 of the 3 times it should have been")
    key = " ".join(label.text() for label in panel.head.findChildren(QLabel))
    assert "reached 97% of the 41 times" in key
    assert "what was said and noted there is not counted" in key


def test_the_panel_has_room_for_what_the_colours_mean(part, window, qtbot):
    panel = part.make()
    window.resizeDocks([window.panels["report"]], [10], Qt.Orientation.Horizontal)
    qtbot.waitUntil(lambda: panel.legend.width() >= panel.legend.minimumSizeHint().width())
    words = QFontMetricsF(theme.font(12)).horizontalAdvance(band_words()[0])
    assert panel.legend.width() / 2 >= words + SWATCH + 9


def test_edges_take_the_colour_and_give_it_back(part, window):
    tint = window.scene.edge_items["verdict", "yes"].tint
    assert tint == colours(4)[1]
    assert window.scene.step_items["verdict"].tint is not None
    assert window.scene.edge_items["ask_trip", "next"].tint is None
    window.registry.trigger("report.paint")
    assert not part.is_painted
    assert part.painting.plates == {}
    assert window.scene.edge_items["verdict", "yes"].tint is None
    assert window.scene.step_items["verdict"].tint is None
    assert not part.make().paint.isChecked()
    window.registry.trigger("report.paint")
    assert part.is_painted
    assert part.painting.plates["verdict", "yes"].figure == "0%"


def test_marks_follow_the_steps_and_what_is_drawn_since_has_none(part, window):
    window.document.apply("Move", lambda now: edits.move_step(now, "verdict", 900.0, 900.0))
    assert part.painting.halos["verdict"].pos() == QPointF(900.0, 900.0)
    assert part.painting.plates["verdict", ""].pos().x() > 900.0
    part.painting.settle()
    label = window.scene.label_items["verdict", "yes"]
    assert (part.painting.plates["verdict", "yes"].pos() - label.pos()).manhattanLength() < 200
    window.document.apply("Add", lambda now: edits.add_step(now, End(id="fresh", title="Fresh"), place=(0.0, 0.0)))
    assert ("fresh", "") not in part.painting.plates
    window.document.apply("Remove", lambda now: edits.remove_step(now, "no_sale"))
    assert ("no_sale", "") not in part.painting.plates
    assert ("verdict", "no") not in part.painting.plates
    window.document.undo()
    assert ("no_sale", "") in part.painting.plates


def test_a_large_chart_is_placed_some_at_a_time(part, window):
    painting = part.painting
    painting.follow()
    painting.settle(3)
    assert len(painting._waiting) == len(painting.plates) - 3
    painting.settle(3)
    assert len(painting._waiting) == len(painting.plates) - 6
    painting.settle()
    assert painting._waiting == []


def test_figures_hide_no_other_label_at_any_readable_size(part, window):
    for zoom in (0.6, 1.0):
        window.view.set_zoom(zoom)
        part.painting.settle()
        boxes = [plate.mapRectToScene(plate.box()) for key, plate in part.painting.plates.items() if key[1]]
        overlaps = sum(a.intersects(b) for i, a in enumerate(boxes) for b in boxes[:i])
        assert overlaps == 0
    assert part.painting.plates["verdict", "yes"].is_brief is False
    window.view.set_zoom(0.6)
    part.painting.settle()
    assert part.painting.plates["verdict", "yes"].is_brief is True
    window.view.set_zoom(0.2)
    assert not part.painting.plates["verdict", "yes"].isVisible()


def test_a_press_on_a_figure_shows_what_failed_there(part, window, qtbot):
    window.view.set_zoom(1.0)
    part.painting.settle()
    plate: Plate = part.painting.plates["verdict", "yes"]
    window.view.centerOn(plate.pos())
    spot = window.view.mapFromScene(plate.mapToScene(plate.box().center()))
    qtbot.mouseClick(window.view.viewport(), Qt.MouseButton.LeftButton, pos=spot)
    assert window.document.selection.edge == ("verdict", "yes")
    panel = part.make()
    assert len(panel.cards) == 2
    card = panel.cards[0]
    assert card.line.text() == "“Perfect, book it.”"
    assert any("says yes" in s or "book" in s.lower() for s in card.expected.sentences)
    assert card.expected.sentences != card.did.sentences
    assert "2 conversations first went wrong here." in panel.hint.text()
    assert "Taken 0 of the 2 times it should have been" in panel.place_told.text()


def test_what_was_said_before_unfolds(part, window):
    window.document.selection.set(edges=[("verdict", "yes")])
    card = part.make().cards[0]
    assert card.fold is not None
    assert card.before.isHidden()
    card.toggle()
    assert not card.before.isHidden()


def test_without_a_selection_the_weakest_come_first_and_lead_there(part, window):
    panel = part.make()
    rows = panel.list.rows
    assert rows[0].key == ("verdict", "yes")
    assert rows[0].trail == "0%"
    panel.list.chosen.emit(rows[0])
    assert window.document.selection.edge == ("verdict", "yes")
    panel.back.click()
    assert panel.place is None
    assert panel.cards == []


def test_the_lines_are_offered_and_added_as_one_entry(part, window):
    known = tuple(line for line in examples_of(window.document.procedure, YES) if line != "Perfect, book it.")
    window.document.apply("Forget", lambda now: content_edits.set_branch(now, "verdict", "yes", examples=known))
    window.document.selection.set(edges=[("verdict", "yes")])
    panel = part.make()
    panel.add.click()
    assert panel.dialog.lesson == YES
    assert panel.dialog.wanted == ("Perfect, book it.",)
    panel.dialog.lines.setPlainText("Perfect, book it.\nThat one, yes\n\n")
    assert panel.dialog.ok.text() == "Add 2 examples"
    before, count = examples_of(window.document.procedure, YES), window.document.stack.count()
    panel.dialog.accept()
    assert examples_of(window.document.procedure, YES) == (*before, "Perfect, book it.", "That one, yes")
    assert window.document.stack.count() == count + 1
    assert window.document.selection.edge == ("verdict", "yes")
    assert not window.panels["inspector"].isHidden()
    window.document.undo()
    assert examples_of(window.document.procedure, YES) == before


def test_lines_that_are_examples_already_are_not_offered_again(part, window):
    window.document.selection.set(edges=[("verdict", "yes")])
    panel = part.make()
    panel.add.click()
    assert (panel.dialog.lesson, panel.dialog.wanted) == (YES, ())
    assert not panel.dialog.ok.isEnabled()


def test_a_computed_branch_offers_no_examples(part, window):
    window.document.selection.set(edges=[("trip_check", "fine")])
    panel = part.make()
    assert not panel.add.isEnabled()
    assert panel.hint.text() == "No conversation first went wrong here."


def test_compile_again_goes_to_the_compile(part, window):
    asked = []
    if not part._compile_action():
        window.registry.register(Action("compile.start", "Compile", lambda: asked.append(True)))
    else:
        return
    part.make().refresh()
    part.make().compile.click()
    assert asked == [True]


def test_a_run_without_a_check_says_so(window, run, qtbot):
    (run / "verify.json").unlink()
    report.show(window, run)
    panel = report.part_of(window).make()
    qtbot.waitUntil(lambda: "not been checked" in panel.reason.text(), timeout=5000)
    assert not report.part_of(window).is_painted


def test_another_version_is_told_apart(part, window, run, qtbot):
    panel = part.make()
    assert panel.notice.isHidden()
    window.document.apply("Add", lambda now: edits.add_step(now, End(id="fresh", title="Fresh"), place=(0.0, 0.0)))
    report.show(window, run)
    qtbot.waitUntil(lambda: not panel.notice.isHidden(), timeout=5000)


def test_dark_is_painted_dark(part, window, qtbot):
    theme.set_mode("dark")
    try:
        assert window.scene.edge_items["verdict", "yes"].tint == colours(4)[1]
        window.view.viewport().grab()
    finally:
        theme.set_mode("light")


def test_another_procedure_takes_the_marks_away(part, window, run):
    window.document.replace(window.document.procedure)
    assert part.painting.plates == {}
    assert part.run is None
    assert read_followed(run).of("verdict") is not None
