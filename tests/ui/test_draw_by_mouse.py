"""The same chart drawn with the mouse: menus, dragged kinds, pulled edges, a step dropped on an edge, an end led
elsewhere. Only words are typed."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QPointF
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication

from studio.ui.canvas.gestures.shelf import Shelf
from studio.ui.files.start import StartPage
from studio.ui.window import MainWindow
from tests.ui.hand_drawn import (
    assert_drawn,
    choose,
    click,
    drag,
    middle,
    opened,
    plus,
    point,
    pull,
    spot,
    step_id,
    write,
)


def take_from_shelf(window: MainWindow, kind: str, place: QPointF) -> None:
    """Drag a kind of step from the palette to a place of the chart."""
    button = window.view.findChild(QAbstractButton, f"shelf.{kind}")
    goal = button.mapFromGlobal(window.view.viewport().mapToGlobal(spot(window, place)))
    pull(button, button.rect().center(), goal)


def fit(window: MainWindow) -> None:
    """The whole chart, with room around it."""
    window.registry.trigger("view.fit")
    window.registry.trigger("view.zoom_out")


def test_a_chart_drawn_by_mouse(qtbot):
    window = opened(qtbot)
    view, document = window.view, window.document
    view.findChild(StartPage).cards[0].click()
    assert view.findChild(Shelf).isVisible()

    click(window, QPointF(view.visible_area().center().x(), view.visible_area().top() + 120), double=True)
    choose(window, "say")
    write(window, "Greet")
    click(window, plus(window, "Greet"))
    choose(window, "ask")
    write(window, "Ask the destination")
    take_from_shelf(window, "ask", plus(window, "Ask the destination"))
    write(window, "Ask the budget")
    fit(window)
    take_from_shelf(window, "act", plus(window, "Ask the budget"))
    write(window, "Look up trips")
    fit(window)
    below = plus(window, "Look up trips", "ok")
    drag(window, below, below + QPointF(0, 60))
    choose(window, "say")
    write(window, "Tell the offer")
    fit(window)
    for title, kind, branch, new in (
        ("Tell the offer", "ask", "next", "Ask to book"),
        ("Ask to book", "decide", "next", "The answer"),
        ("The answer", "ask", "yes", "Ask the e-mail"),
        ("The answer", "ask", "no", "Ask why not"),
    ):
        click(window, plus(window, title, branch))
        choose(window, kind)
        write(window, new)
        fit(window)

    # the way from "Ask the e-mail" goes straight to the end; then a step is dropped into it
    click(window, plus(window, "Ask the e-mail"))
    choose(window, "end")
    write(window, "Booked")
    fit(window)
    aside = window.scene.box(step_id(document, "Greet")).center() + QPointF(420, 0)
    take_from_shelf(window, "say", aside)
    write(window, "Confirm")
    fit(window)
    way = window.scene.router.ways[(step_id(document, "Ask the e-mail"), "next")]
    drag(window, middle(window, "Confirm"), QPointF(way[0].x, (way[0].y + way[-1].y) / 2))
    fit(window)

    # "Ask why not" is led to the wrong end first, then to its own
    drag(window, plus(window, "Ask why not"), middle(window, "Booked"))
    free = window.scene.box(step_id(document, "Ask why not"))
    take_from_shelf(window, "end", QPointF(free.center().x() + 60, free.bottom() + 180))
    write(window, "Not booked")
    fit(window)
    wrong = (step_id(document, "Ask why not"), "next")
    way = window.scene.edge_items[wrong].way
    one, other = max(zip(way, way[1:], strict=False), key=lambda ends: abs(ends[0].y - ends[1].y))
    click(window, QPointF(one.x, (one.y + other.y) / 2))
    assert document.selection.edge == wrong
    drag(window, QPointF(*way[-1]), middle(window, "Not booked"))

    # a third branch goes back: pulled out of a handle of the decision
    box = window.scene.box(step_id(document, "The answer"))
    point(window, box.center())
    point(window, QPointF(box.left() + 1, box.center().y()))
    drag(window, QPointF(box.left(), box.center().y()), middle(window, "Ask to book"))
    assert "3 times" in window.status.currentMessage()

    # nothing found: out of the tool's side, let go over nothing
    box = window.scene.box(step_id(document, "Look up trips"))
    point(window, box.center())
    drag(window, QPointF(box.right(), box.center().y()), QPointF(box.right() + 190, box.center().y() + 20))
    choose(window, "end")
    write(window, "No trip found")
    fit(window)

    assert_drawn(window)
    assert QApplication.activePopupWidget() is None
    QTest.mouseMove(view.viewport(), QPoint(1, 1))
