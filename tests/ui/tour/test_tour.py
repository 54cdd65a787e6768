"""The tour points at what is there, waits until each thing is done, and goes for good when it is left."""

from __future__ import annotations

from types import SimpleNamespace

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtWidgets import QWidget

from studio.base import settings
from studio.procedure import drawing, edits
from studio.procedure.checks import check
from studio.procedure.mends import mend_for
from studio.procedure.model import End
from studio.ui import tour
from studio.ui.document import Document
from studio.ui.tour import situation
from studio.ui.tour.begin import begin
from studio.ui.tour.card import Card
from studio.ui.tour.chart import DECISION, GOODBYE, OPEN, chart
from studio.ui.tour.guide import Guide
from studio.ui.tour.situation import Situation
from studio.ui.tour.stops import stops
from studio.ui.tour.targets import beside
from studio.ui.window import MainWindow

LOOK = 3000  # milliseconds at most until the tour has seen what was done


def at(procedure, said=0):
    return Situation(procedure, tuple(check(procedure)), said)


# -- what was done ---------------------------------------------------------------------------------


def done_things():
    """Each stop's name, and the chart after what it asks for."""
    start = chart()
    extra = End(id="bye", title="Bye", outcome="success")
    decide = start.step_by_id[DECISION]
    reworded = edits.with_(decide.branches[0], condition="would like cake")
    finding = next(found for found in check(start) if found.code == "loop_without_limit")
    return {
        "draw": at(edits.add_step(start, extra)),
        "connect": at(drawing.connect(start, OPEN, "next", GOODBYE)),
        "branch": at(edits.replace_step(start, edits.with_(decide, branches=(reworded, *decide.branches[1:])))),
        "mend": at(mend_for(start, finding).edit(start)),
        "tidy": at(edits.move_step(start, "greet", 500.0, 0.0)),
        "rehearse": at(start, said=1),
    }


@pytest.mark.parametrize("name", sorted(done_things()))
def test_a_stop_sees_its_own_thing_and_nothing_before_it(name):
    stop = next(stop for stop in stops() if stop.id == name)
    assert not stop.done(at(chart()), at(chart()))
    assert stop.done(at(chart()), done_things()[name])


def test_undoing_is_no_doing():
    things = done_things()
    for name, predicate in (("draw", situation.drew), ("connect", situation.connected), ("mend", situation.mended)):
        assert not predicate(things[name], at(chart())), name


def test_the_chart_of_the_tour_is_untidy_unfinished_and_mendable():
    found = check(chart())
    assert any(mend_for(chart(), finding) is not None for finding in found)
    assert {finding.code for finding in found} >= {"dead_end", "loop_without_limit"}
    assert set(chart().layout) == set(chart().step_by_id)


# -- where the card stands -------------------------------------------------------------------------


@pytest.mark.parametrize("room", [QRect(0, 0, 1360, 860), QRect(0, 0, 640, 480), QRect(0, 0, 420, 360)])
@pytest.mark.parametrize("spot", [None, QRect(2, 2, 60, 30), QRect(200, 150, 200, 90), QRect(0, 60, 260, 300)])
def test_the_card_is_whole_in_the_window_and_hides_nothing_where_there_is_room(room, spot):
    place = beside(room, spot, 340, 150, 16)
    assert room.contains(place)
    if spot is not None and room.width() > 1000:
        assert not place.intersects(spot)


# -- in the window ---------------------------------------------------------------------------------


@pytest.fixture
def window(qtbot):
    made = MainWindow(Document())
    made.resize(1100, 720)
    made.show()
    yield made
    guide = made.findChild(Guide)
    if guide is not None:
        guide.leave()
    made.document.stack.setClean()
    made.close()


def test_it_waits_for_the_thing_and_then_goes_on(qtbot, window):
    guide = begin(window)
    assert guide.stop.id == "draw"
    assert window.document.selection.steps == {DECISION} or DECISION in window.document.selection.steps
    qtbot.wait(300)
    assert guide.stop.id == "draw"
    window.document.apply("x", lambda now: edits.add_step(now, End(id="bye", title="Bye", outcome="success")))
    qtbot.waitUntil(lambda: guide.stop.id == "connect", timeout=LOOK)
    window.document.apply("x", lambda now: drawing.connect(now, OPEN, "next", GOODBYE))
    qtbot.waitUntil(lambda: guide.stop.id == "branch", timeout=LOOK)
    assert window.panels["inspector"].isVisible()


def test_every_stop_points_at_something_that_is_there(window):
    guide = begin(window)
    seen = []
    while guide.at < len(guide.stops):
        guide.look()
        assert guide.spot is not None, guide.stop.id
        assert window.rect().contains(guide.spot)
        assert window.rect().contains(guide.card.geometry())
        seen.append(guide.stop.id)
        if guide.at == len(guide.stops) - 1:
            break
        guide.go_on()
    assert seen == [stop.id for stop in stops()[1:]]
    guide.go_on()
    assert window.findChild(Guide) is None


def test_the_last_stop_points_at_the_button_that_compiles(window):
    guide = begin(window)
    while guide.at < len(guide.stops) - 1:
        guide.go_on()
    button = window.toolbar.findChild(QWidget, "compile.button")
    assert guide.spot.contains(QRect(button.mapTo(window, QPoint()), button.size()))


def test_all_buttons_of_the_card_can_be_read(qtbot, window):
    guide = begin(window)
    guide.go_on()
    guide.card.next.setText("A rather long word for going on")
    buttons = (guide.card.out, guide.card.before, guide.card.next)
    qtbot.waitUntil(lambda: all(button.width() >= button.sizeHint().width() for button in buttons), timeout=LOOK)


@pytest.mark.parametrize("size", [(700, 480), (480, 420)])
def test_small_windows_hold_the_whole_card(qtbot, window, size):
    window.resize(*size)
    guide = begin(window)
    for _ in stops()[2:]:
        guide.look()
        assert window.rect().contains(guide.card.geometry())
        guide.go_on()


def test_escape_leaves_from_the_chart_and_from_the_card(qtbot, window):
    guide = begin(window)
    qtbot.keyClick(window.view, Qt.Key.Key_Escape)
    assert window.findChild(Guide) is None
    assert window.findChild(Card) is None or guide.card.isHidden()
    guide = begin(window)
    guide.card.next.setFocus()
    qtbot.keyClick(guide.card.next, Qt.Key.Key_Escape)
    assert window.findChild(Guide) is None


def test_the_rest_of_the_window_goes_on_working(qtbot, window):
    guide = begin(window)
    assert guide.testAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
    assert guide.focusPolicy() == Qt.FocusPolicy.NoFocus
    assert window.registry.trigger("edit.select_all")
    assert len(window.document.selection.steps) == len(chart().steps)


def test_what_is_to_be_done_can_be_heard(window):
    guide = begin(window)
    assert guide.card.accessibleName() == guide.stop.title
    assert guide.card.accessibleDescription() == guide.stop.text
    assert guide.card.far.text() == "1 of 7"


def test_an_opened_file_stays_and_the_tour_asks_for_a_window_of_its_own(qtbot, window, small, tmp_path):
    window.document.replace(small)
    window.document.apply("x", lambda now: edits.with_(now, name="Mine"))
    asked = []
    window.opens.connect(asked.append)
    assert begin(window) is None
    assert asked == [None]
    assert window.document.procedure.name == "Mine"


def test_it_is_offered_once_and_never_again(window):
    studio = SimpleNamespace(windows=[window])
    tour.offer(studio)
    guide = window.findChild(Guide)
    assert guide.stop.id == "welcome"
    guide.leave()
    tour.offer(studio)
    assert window.findChild(Guide) is None
    assert settings.load().toured


def test_at_the_welcome_a_press_begins(qtbot, window):
    tour.offer(SimpleNamespace(windows=[window]))
    guide = window.findChild(Guide)
    qtbot.keyClick(guide.card, Qt.Key.Key_Return)
    guide = window.findChild(Guide)
    assert guide.stop.id == "draw"
    assert window.document.procedure == chart() or window.document.procedure.name == "Bakery"


def test_a_file_named_at_the_start_is_not_talked_over(window, small, tmp_path):
    window.document.replace(small, tmp_path / "x.flow.json")
    tour.offer(SimpleNamespace(windows=[window]))
    assert window.findChild(Guide) is None


def test_it_stands_in_the_help_menu(window):
    assert window.registry[tour.ACTION].menu == "help"
    window.registry.trigger(tour.ACTION)
    assert window.findChild(Guide).stop.id == "draw"
