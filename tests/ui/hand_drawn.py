"""A chart of fourteen steps as it is drawn by hand: what it is to be, and what is written beside the canvas."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu, QWidget

from studio.procedure import content_edits, edits
from studio.procedure.checks import problems
from studio.procedure.model import Procedure, Tool
from studio.ui import theme
from studio.ui.canvas import editors
from studio.ui.canvas.gestures import ends
from studio.ui.document import Document
from studio.ui.window import MainWindow

# Step by title, then where its ways out lead.
CHART = {
    "Greet": {"next": "Ask the destination"},
    "Ask the destination": {"next": "Ask the budget"},
    "Ask the budget": {"next": "Look up trips"},
    "Look up trips": {"ok": "Tell the offer", "empty": "No trip found"},
    "Tell the offer": {"next": "Ask to book"},
    "Ask to book": {"next": "The answer"},
    "The answer": {"yes": "Ask the e-mail", "no": "Ask why not", "other": "Ask to book"},
    "Ask the e-mail": {"next": "Confirm"},
    "Confirm": {"next": "Booked"},
    "Booked": {},
    "Ask why not": {"next": "Not booked"},
    "Not booked": {},
    "No trip found": {},
    "Hand over to a person": {},
}
TEXTS = {
    "Greet": "Welcome to the travel desk.",
    "Ask the destination": "Where would you like to go?",
    "Ask the budget": "How much may it cost?",
    "Tell the offer": "There is a trip for {price}.",
    "Ask to book": "Shall I book it?",
    "Ask the e-mail": "To which address may I send the ticket?",
    "Confirm": "The ticket is on its way.",
    "Booked": "Enjoy your trip.",
    "Ask why not": "What speaks against it?",
    "Not booked": "Then perhaps another time.",
    "No trip found": "There is nothing to that place.",
}


def opened(qtbot) -> MainWindow:
    """A blank window on the screen, the canvas ready."""
    application = QApplication.instance()
    assert isinstance(application, QApplication)
    theme.install(application, "light")
    window = MainWindow(Document())
    window.resize(1360, 860)
    with qtbot.waitActive(window):
        window.show()
    qtbot.addWidget(window, before_close_func=lambda closing: closing.document.stack.setClean())
    return window


def write_the_rest(document: Document) -> None:
    """What is not drawn: the name, the fields, the table, what the branches mean."""

    def edit(procedure: Procedure) -> Procedure:
        procedure = edits.with_(procedure, name="Travel")
        ids = {step.title: step.id for step in procedure.steps}
        for title, values in (
            ("Destination", {}),
            ("Budget", {"kind": "money", "currency": "EUR", "examples": ("500 EUR",)}),
            ("E-mail", {"kind": "email"}),
            ("Price", {"kind": "money", "currency": "EUR"}),
        ):
            procedure = content_edits.new_field(procedure, title, **values)
        trips = Tool(id="trips", title="Trips", arguments=("destination",), columns=("destination", "price"),
                     rows=({"destination": "Rome", "price": "420 EUR"},))  # fmt: skip
        procedure = edits.with_(procedure, tools=(trips,))
        filled = {"arguments": {"destination": "destination"}, "results": {"price": "price"}}
        procedure = content_edits.set_step(procedure, ids["Look up trips"], tool="trips", **filled)
        for title, field in (
            ("Ask the destination", "destination"),
            ("Ask the budget", "budget"),
            ("Ask the e-mail", "e_mail"),
        ):
            procedure = content_edits.set_step(procedure, ids[title], fields=(field,))
        for branch, condition in (("yes", "wants the trip"), ("no", "does not want it"), ("other", "is not sure")):
            procedure = content_edits.set_branch(procedure, ids["The answer"], branch, condition=condition)
        procedure = content_edits.set_step(procedure, ids["Not booked"], outcome="abandoned")
        return content_edits.set_step(procedure, ids["No trip found"], outcome="refused")

    assert document.apply("Write the rest", edit)


def assert_drawn(window: MainWindow) -> None:
    """It is the chart, nothing overlaps, and once the rest is written there is no problem left."""
    document = window.document
    write_the_rest(document)
    procedure = document.procedure
    titles = {step.id: step.title for step in procedure.steps}
    drawn = {
        step.title: {branch: titles[link.to] for branch, link in procedure.links(step)} for step in procedure.steps
    }
    assert drawn == CHART
    assert {step.title: step.text for step in procedure.steps if getattr(step, "text", "")} == TEXTS
    again = next(
        branch for branch in procedure.step_by_id[step_id(document, "The answer")].branches if branch.id == "other"
    )
    assert again.link.limit == 3 and titles[again.link.spent] == "Hand over to a person"
    boxes = [window.scene.box(name) for name in window.scene.step_items]
    assert not any(one.intersects(other) for at, one in enumerate(boxes) for other in boxes[:at])
    assert [finding.message for finding in problems(procedure)] == []
    assert not ends.of(window.view).items


def step_id(document: Document, title: str) -> str:
    return next(step.id for step in document.procedure.steps if step.title == title)


# -- hands -----------------------------------------------------------------------------------------


def key(
    window: MainWindow, *keys: str | Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier
) -> None:
    """Press keys in whatever would get them."""
    for one in keys:
        QTest.keyClick(under_the_keys(window), one, modifiers)
        QApplication.processEvents()


def under_the_keys(window: MainWindow) -> QWidget:
    popup = QApplication.activePopupWidget()
    inner = popup.focusWidget() if popup is not None else None
    return inner or popup or QApplication.focusWidget() or window.view


def write(window: MainWindow, title: str) -> None:
    """Type the title, and the text where there is one, into the card that a new step opens."""
    card = editors.of(window.view).card
    assert card is not None
    text = TEXTS.get(title)
    QTest.keyClicks(under_the_keys(window), title)
    if text is not None:
        key(window, Qt.Key.Key_Tab)
        QTest.keyClicks(under_the_keys(window), text)
    key(window, Qt.Key.Key_Return)
    assert editors.of(window.view).card is None


def spot(window: MainWindow, place: QPointF) -> QPoint:
    """A place of the chart on the view."""
    found = window.view.mapFromScene(place)
    assert window.view.viewport().rect().contains(found), "out of view"
    return found


def click(window: MainWindow, place: QPointF, *, double: bool = False) -> None:
    canvas, where = window.view.viewport(), spot(window, place)
    QTest.mouseClick(canvas, Qt.MouseButton.LeftButton, pos=where)
    if double:
        QTest.mouseDClick(canvas, Qt.MouseButton.LeftButton, pos=where)
        QTest.mouseRelease(canvas, Qt.MouseButton.LeftButton, pos=where)
    QApplication.processEvents()


def point(window: MainWindow, place: QPointF) -> None:
    for aside in (QPoint(9, 0), QPoint()):  # a cursor that is there already would not move
        QTest.mouseMove(window.view.viewport(), spot(window, place) + aside)
        QApplication.processEvents()


def drag(window: MainWindow, start: QPointF, end: QPointF) -> None:
    """Press, move in three strides, let go."""
    one, other = spot(window, start), spot(window, end)
    pull(window.view.viewport(), one, other)


def pull(widget: QWidget, one: QPoint, other: QPoint) -> None:
    QTest.mousePress(widget, Qt.MouseButton.LeftButton, pos=one)
    for part in (0.3, 0.7, 1.0):
        QTest.mouseMove(
            widget, QPoint(round(one.x() + (other.x() - one.x()) * part), round(one.y() + (other.y() - one.y()) * part))
        )
        QApplication.processEvents()
    QTest.mouseRelease(widget, Qt.MouseButton.LeftButton, pos=other)
    QApplication.processEvents()


def choose(window: MainWindow, kind: str) -> None:
    """Click a line of the menu that is open."""
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    action = next(action for action in menu.actions() if action.objectName() == kind)
    QTest.mouseClick(menu, Qt.MouseButton.LeftButton, pos=menu.actionGeometry(action).center())
    QApplication.processEvents()


def plus(window: MainWindow, title: str, branch: str = "next") -> QPointF:
    """Where the plus of an open end is."""
    return ends.of(window.view).items[(step_id(window.document, title), branch)].stub.spot


def middle(window: MainWindow, title: str) -> QPointF:
    return window.scene.box(step_id(window.document, title)).center()
