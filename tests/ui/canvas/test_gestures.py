"""Gestures on the canvas, each one entry of the history that undo takes back to the byte."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu

from studio.procedure import chart_edits, content_edits, edits, file
from studio.procedure.chart_edits import UNDRAWN
from studio.procedure.layout import Point
from studio.procedure.model import Decide, Link, Say
from studio.ui.canvas.gestures import append_menu, connect, ends, pen
from studio.ui.canvas.gestures.kinds import kinds
from studio.ui.canvas.gestures.menus import Menus
from studio.ui.canvas.gestures.walking import neighbour
from tests.ui.hand_drawn import click, drag, key, middle, point, spot

PLACES = {"hello": (0, 0), "ask_size": (0, 130), "known": (0, 270), "done": (0, 420), "desk": (400, 420)}
CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def window(open_window, small):
    made = open_window(chart_edits.place(small, PLACES), "gestures")
    made.view.set_zoom(0.9)
    made.view.centerOn(200, 250)
    yield made
    for popup in iter(QApplication.activePopupWidget, None):
        popup.close()


def lone(window, at=(400, 120)):
    """A step that nothing leads to, and where it stands."""
    step = Say(id="more", title="More", text="More.", link=Link(to=UNDRAWN))
    window.document.apply("More", lambda procedure: edits.add_step(procedure, step, place=at))
    return QPointF(*at)


def link_of(window, step, branch="next"):
    procedure = window.document.procedure
    return dict(procedure.links(procedure.step_by_id[step]))[branch]


def one_entry(window, before, index):
    """Whether there is one entry more, which undo takes back to the byte."""
    document = window.document
    if document.stack.index() != index + 1:
        return False
    document.undo()
    same = file.dumps(document.procedure) == before
    document.redo()
    return same


def now(window):
    return file.dumps(window.document.procedure), window.document.stack.index()


# -- appending -------------------------------------------------------------------------------------


def test_letters_differ_and_stand_in_the_menu(window):
    assert len({kind.key for kind in kinds()}) == 5
    menu = append_menu.ask_for_place(window.view, QPointF(600, 0))
    shown = {action.objectName(): action.text().split("\t")[1] for action in menu.actions() if action.objectName()}
    assert shown == {kind.id: kind.key for kind in kinds()}


@pytest.mark.parametrize(("letter", "kind"), [("S", "say"), ("2", "ask"), ("D", "decide"), ("T", "act"), ("E", "end")])
def test_a_key_appends_to_an_open_end_and_selects_the_new_step(window, letter, kind):
    lone(window)
    window.document.selection.set(["more"])
    before, index = now(window)
    key(window, letter)
    new = window.document.selection.step
    assert window.document.procedure.step_by_id[new].kind == kind
    assert link_of(window, "more").to == new
    assert one_entry(window, before, index)


def test_a_decision_comes_with_two_named_branches_that_are_open_ends(window):
    lone(window)
    window.document.selection.set(["more"])
    key(window, "D")
    step = window.document.procedure.step_by_id[window.document.selection.step]
    assert isinstance(step, Decide) and [branch.id for branch in step.branches] == ["yes", "no"]
    assert {(step.id, "yes"), (step.id, "no")} <= ends.of(window.view).items.keys()


def test_new_steps_never_stand_on_others(window):
    lone(window, (0, 560))
    for letter in "SSDQESQ":
        window.document.selection.set(["more"] if letter == "S" else [window.document.selection.step or "more"])
        key(window, letter)
    boxes = [window.scene.box(name) for name in window.scene.step_items]
    assert not any(one.intersects(other) for at, one in enumerate(boxes) for other in boxes[:at])


def test_in_the_midst_of_an_edge_the_rest_makes_room(window):
    window.document.selection.set(edges=[("hello", "next")])
    before, index = now(window)
    key(window, "S")
    new = window.document.selection.step
    assert (link_of(window, "hello").to, link_of(window, new).to) == (new, "ask_size")
    assert window.scene.box(new).bottom() < window.scene.box("ask_size").top()
    assert window.scene.box("known").top() > window.scene.box("ask_size").bottom()
    assert one_entry(window, before, index)


def test_nothing_comes_after_an_end(window):
    window.document.selection.set(["done"])
    before = now(window)
    key(window, "S")
    assert now(window) == before


def test_the_plus_opens_the_menu_and_the_menu_appends(window):
    lone(window)
    place = ends.of(window.view).items["more", "next"].stub.spot
    QTest.mouseClick(window.view.viewport(), Qt.MouseButton.LeftButton, pos=spot(window, place))
    assert QApplication.activePopupWidget().objectName() == "appendMenu"
    key(window, "E")
    assert window.document.procedure.step_by_id[link_of(window, "more").to].kind == "end"
    assert ("more", "next") not in ends.of(window.view).items


def test_an_end_that_appears_without_anything_moving_is_shown(window):
    window.document.apply("More", lambda procedure: content_edits.add_branch(procedure, "known", "perhaps"))
    assert ends.of(window.view).items["known", "perhaps"].stub.label == "perhaps"
    window.document.undo()
    assert not ends.of(window.view).items


def test_the_name_at_an_open_end_is_edited_in_place(open_window, small):
    window = open_window(chart_edits.place(small, PLACES), "gestures", "editors")
    window.document.apply("More", lambda procedure: content_edits.add_branch(procedure, "known", "perhaps"))
    window.view.fit()
    plate = ends.of(window.view).items["known", "perhaps"].plate()
    click(window, plate.center(), double=True)
    QTest.keyClicks(QApplication.focusWidget(), "not sure")
    key(window, Qt.Key.Key_Return)
    assert [branch.id for branch in window.document.procedure.step_by_id["known"].branches][-1] == "not_sure"
    assert ends.of(window.view).items["known", "not_sure"].selected


# -- connecting ------------------------------------------------------------------------------------


def handle(window, step, side="right"):
    box = window.scene.box(step)
    point(window, box.center())
    return connect.spot_at(box, side)


def test_pulled_out_of_a_handle_legal_goals_are_lit_and_the_rest_dimmed(window):
    start = handle(window, "known")
    QTest.mousePress(window.view.viewport(), Qt.MouseButton.LeftButton, pos=spot(window, start))
    QTest.mouseMove(window.view.viewport(), spot(window, start + QPointF(80, 30)))
    items = window.scene.step_items
    assert items["known"].dimmed and not items["done"].dimmed and items["done"].tint is not None
    before = now(window)
    key(window, Qt.Key.Key_Escape)
    QTest.mouseRelease(window.view.viewport(), Qt.MouseButton.LeftButton, pos=spot(window, start))
    assert now(window) == before
    assert not items["known"].dimmed and items["done"].tint is None


def test_let_go_on_a_step_it_connects(window):
    before, index = now(window)
    drag(window, handle(window, "known"), QPointF(400, 420))
    assert link_of(window, "known", "other") == Link(to="desk")
    assert window.document.selection.edge == ("known", "other")
    assert one_entry(window, before, index)


def test_an_edge_back_gets_a_limit_and_says_so(window):
    lone(window)
    drag(window, ends.of(window.view).items["more", "next"].stub.spot, QPointF(0, 0))
    assert link_of(window, "more") == Link(to="hello")  # nothing leads to it yet, so it closes no loop
    drag(window, handle(window, "known"), QPointF(400, 120))
    link = link_of(window, "known", "other")
    assert (link.to, link.limit, link.spent) == ("more", 3, "desk")
    assert "3 times" in window.status.currentMessage() and "To the desk" in window.status.currentMessage()


def test_let_go_over_nothing_it_asks_what_shall_stand_there(window):
    lone(window)
    drag(window, ends.of(window.view).items["more", "next"].stub.spot, QPointF(420, 280))
    key(window, "Q")
    new = window.scene.step_items[window.document.selection.step]
    assert abs(new.x() - 420) <= 6 and abs(new.y() - 280) <= 6
    assert link_of(window, "more").to == new.step_id


def test_a_goal_can_be_chosen_by_its_title(window):
    window.document.selection.set(edges=[("known", "yes")])
    before, index = now(window)
    key(window, "C")
    QTest.keyClicks(QApplication.activePopupWidget().focusWidget(), "desk")
    key(window, Qt.Key.Key_Return)
    assert link_of(window, "known", "yes").to == "desk"
    assert one_entry(window, before, index)


@pytest.mark.parametrize(("end", "goal"), [(-1, "desk"), (0, "more")])
def test_an_edges_ends_are_led_elsewhere(window, end, goal):
    lone(window)
    window.document.selection.set(edges=[("known", "yes")])
    before, index = now(window)
    way = window.scene.edge_items["known", "yes"].way
    drag(window, QPointF(*way[end]), QPointF(400, 420) if goal == "desk" else QPointF(400, 120))
    if goal == "desk":
        assert link_of(window, "known", "yes") == Link(to="desk")
    else:
        assert link_of(window, "more") == Link(to="done")
        assert [branch.id for branch in window.document.procedure.step_by_id["known"].branches] == ["no"]
    assert one_entry(window, before, index)


def test_a_step_dropped_on_an_edge_stands_in_it(window):
    start = lone(window)
    before, index = now(window)
    way = window.scene.router.ways["known", "yes"]
    goal = QPointF(way[0].x, (way[0].y + way[-1].y) / 2)
    canvas = window.view.viewport()
    QTest.mousePress(canvas, Qt.MouseButton.LeftButton, pos=spot(window, start))
    QTest.mouseMove(canvas, spot(window, (start + goal) / 2))
    QTest.mouseMove(canvas, spot(window, goal))
    assert window.scene.edge_items["known", "yes"].lit
    QTest.mouseRelease(canvas, Qt.MouseButton.LeftButton, pos=spot(window, goal))
    assert not window.scene.edge_items["known", "yes"].lit
    assert (link_of(window, "known", "yes").to, link_of(window, "more").to) == ("more", "done")
    boxes = [window.scene.box(name) for name in window.scene.step_items]
    assert not any(one.intersects(other) for at, one in enumerate(boxes) for other in boxes[:at])
    assert one_entry(window, before, index)


def test_a_step_of_the_chart_moved_over_an_edge_only_moves(window):
    drag(window, middle(window, "To the desk"), QPointF(60, 350))
    assert link_of(window, "known", "yes").to == "done"


def test_let_go_beside_the_edge_it_only_moves(window):
    start = lone(window)
    drag(window, start, QPointF(420, 250))
    assert link_of(window, "more").to == UNDRAWN
    assert window.scene.router.steps.boxes["more"].y == pytest.approx(250)


# -- arranging -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("line", "side"),
    [("left", "left"), ("right", "right"), ("top", "top"), ("bottom", "bottom")],
)
def test_aligned_steps_share_a_side(window, line, side):
    window.document.selection.set(["hello", "known", "desk"])
    before, index = now(window)
    window.registry.trigger(f"arrange.align_{line}")
    sides = {round(getattr(window.scene.box(name), side)(), 1) for name in ("hello", "known", "desk")}
    assert max(sides) - min(sides) <= 0.11
    assert one_entry(window, before, index)


def test_distributed_steps_have_even_gaps(window):
    names = ["hello", "ask_size", "known", "done"]
    window.document.selection.set(names)
    window.registry.trigger("arrange.distribute_down")
    boxes = [window.scene.box(name) for name in names]
    gaps = [other.top() - one.bottom() for one, other in zip(boxes, boxes[1:], strict=False)]
    assert max(gaps) - min(gaps) < 0.5
    assert (window.scene.places()["hello"], window.scene.places()["done"]) == (Point(0, 0), Point(0, 420))


def test_a_burst_of_nudges_is_one_entry(window):
    window.document.selection.set(["hello"])
    before, index = now(window)
    key(window, Qt.Key.Key_Right, Qt.Key.Key_Right, Qt.Key.Key_Down, modifiers=CONTROL)
    assert window.scene.places()["hello"] == Point(20, 10)
    assert one_entry(window, before, index)


# -- clipboard -------------------------------------------------------------------------------------


def test_duplicated_steps_stand_beside_and_are_selected(window):
    window.document.selection.set(["ask_size", "known"])
    before, index = now(window)
    key(window, "D", modifiers=CONTROL)
    assert window.document.selection.steps == {"ask_size_2", "known_2"}
    assert link_of(window, "ask_size_2").to == "known_2"
    boxes = [window.scene.box(name) for name in window.scene.step_items]
    assert not any(one.intersects(other) for at, one in enumerate(boxes) for other in boxes[:at])
    assert one_entry(window, before, index)


def test_steps_travel_to_another_window_with_what_they_need(window, open_window):
    from studio.procedure.model import Procedure

    window.document.selection.set(["ask_size"])
    key(window, "C", modifiers=CONTROL)
    assert "Ask the size" in QApplication.clipboard().text() and "Which size?" in QApplication.clipboard().text()
    other = open_window(Procedure(name="Other"), "gestures")
    other.registry.trigger("edit.paste")
    assert other.document.procedure.start == "ask_size"
    assert list(other.document.procedure.field_by_id) == ["size"]
    assert "came along" in other.status.currentMessage()


def test_cut_and_pasted_a_step_is_there_again(window):
    window.document.selection.set(["desk"])
    key(window, "X", modifiers=CONTROL)
    assert "desk" not in window.document.procedure.step_by_id
    key(window, "V", modifiers=CONTROL)
    assert window.document.selection.steps == {"desk"}


def test_what_is_no_excerpt_is_told_and_not_pasted(window):
    from PySide6.QtCore import QMimeData

    from studio.ui.canvas.gestures.clipboard import MIME

    for content in (b"{", b"[]", b'{"format": 1, "name": "x", "steps": [{"id": "A!"}]}', b"\xff\xfe"):
        data = QMimeData()
        data.setData(MIME, content)
        QApplication.clipboard().setMimeData(data)
        before = now(window)
        window.registry.trigger("edit.paste")
        assert now(window) == before
        assert window.status.currentMessage()
        window.status.clearMessage()


# -- walking and menus -------------------------------------------------------------------------------


def test_arrows_follow_edges_and_then_geometry(window):
    chosen = window.document.selection
    chosen.clear()
    for pressed, expected in (
        (Qt.Key.Key_Down, "hello"),
        (Qt.Key.Key_Down, "ask_size"),
        (Qt.Key.Key_Down, "known"),
        (Qt.Key.Key_Down, "done"),
        (Qt.Key.Key_Right, "desk"),
        (Qt.Key.Key_Left, "done"),
        (Qt.Key.Key_Up, "known"),
    ):
        key(window, pressed)
        assert chosen.step == expected


def test_tab_goes_through_the_ways_out_and_back_to_the_step(window):
    chosen = window.document.selection
    chosen.set(["known"])
    seen = []
    for _ in range(4):
        key(window, Qt.Key.Key_Tab)
        seen.append(chosen.edge or chosen.step)
    assert seen == [("known", "yes"), ("known", "no"), ("known", "no spent"), "known"]
    key(window, Qt.Key.Key_Backtab, modifiers=Qt.KeyboardModifier.ShiftModifier)
    assert chosen.edge == ("known", "no spent")


def test_from_every_step_every_step_can_be_walked_to(window, small):
    places = window.scene.places()
    for start in places:
        seen, left = {start}, [start]
        while left:
            here = left.pop()
            for direction in ("up", "down", "left", "right"):
                there = neighbour(small, places, here, direction)
                if there is not None and there not in seen:
                    seen.add(there)
                    left.append(there)
        assert seen == set(places)


@pytest.mark.parametrize(
    ("place", "holds"),
    [((0, 0), "insert.connect"), ((0, 200), "edit.delete"), ((600, 0), "insert.say"), ((0, 350), "insert.append")],
)
def test_context_menus_are_made_from_the_registry(window, place, holds):
    menu = window.view.findChild(Menus).ask(spot(window, QPointF(*place)))
    assert isinstance(menu, QMenu)
    assert window.registry.qaction(holds) in menu.actions()


def test_the_menu_key_asks_about_what_is_selected(window):
    window.document.selection.set(["desk"])
    menu = window.view.findChild(Menus).ask_by_key()
    assert window.registry.qaction("edit.duplicate") in menu.actions()
    assert window.document.selection.step == "desk"


def test_another_first_step(window):
    window.document.selection.set(["ask_size"])
    assert window.registry.trigger("arrange.start")
    assert window.document.procedure.start == "ask_size"
    assert pen.of(window.view).document is window.document
