"""A person's first hour in the real window: a sample, its compile, the report on its chart, a chat with three seats.

Nothing is acted: a real sheet, a real worker, real engines. STUDIO_PICTURES names a folder for a picture of every
stage, STUDIO_SAMPLE another sample, STUDIO_SECONDS a longer ceiling than the tiny one:

    STUDIO_SAMPLE=travel_booking STUDIO_SECONDS=900 pytest -m slow tests/ui/test_from_fresh.py
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from studio.base import paths
from studio.chat.seats.room import has_orchestrator
from studio.procedure import file
from studio.runs.index import Index
from studio.ui.app import Studio
from studio.ui.chat import leaving, pane_of
from studio.ui.compile import desk_of, threads
from studio.ui.compile.closing import Guard
from studio.ui.compile.sheet import Sheet
from studio.ui.files.start import StartPage
from studio.ui.report import part_of
from tests.ui.compile.conftest import end, until, until_over

pytestmark = pytest.mark.slow

SAMPLE = os.environ.get("STUDIO_SAMPLE", "hello")
SECONDS = float(os.environ.get("STUDIO_SECONDS", "60"))
LINES = ("My name is Nora Lindqvist", "yes", "What do you mean?")
PATIENCE = 40  # a busy computer's minutes to a quiet one's


@pytest.fixture
def window(qtbot, monkeypatch):
    application = QApplication.instance()
    assert isinstance(application, QApplication)
    monkeypatch.setattr("studio.ui.filing.may_close", lambda *_: True)
    studio = Studio(application)
    made = studio.open(blank=True)
    made.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    made.findChild(Guard).question = lambda _: "leave"
    yield made
    supervisor = desk_of(made).supervisor
    if supervisor is not None:
        supervisor.leave()
        if supervisor.run is not None:
            end(supervisor.run)
    threads.keeper().end_all()
    made.close()
    leaving.wait()


@pytest.fixture
def picture(qtbot, tmp_path, window):
    """Keeps a picture of a widget, numbered in the order in which they are taken; there is something on it."""
    folder = Path(os.environ.get("STUDIO_PICTURES", tmp_path / "pictures"))
    folder.mkdir(parents=True, exist_ok=True)
    taken: list[str] = []

    def take(name, widget=None):
        qtbot.wait(700)
        found = (widget or window).grab()
        taken.append(name)
        assert found.save(str(folder / f"{len(taken)}-{name}.png"))
        image = found.toImage()
        seen = {image.pixel(x, y) for x in range(0, image.width(), 9) for y in range(0, image.height(), 9)}
        assert len(seen) > 20, name

    return take


def settled(qtbot, talk):
    until(qtbot, lambda: not talk.is_busy and talk._next() is None, 60 * PATIENCE)


def test_from_a_sample_to_three_seats(qtbot, window, picture):
    start = window.view.findChild(StartPage)
    assert start.isVisible()
    picture("start")
    name = file.load(paths.sample(SAMPLE)).name
    next(card for card in start.cards if card.text() == name).click()
    assert start.isHidden()
    window.view.fit()
    picture("chart")

    desk = desk_of(window)
    desk.ask = lambda asked: through_the_sheet(qtbot, asked, picture)
    window.registry.trigger("compile.start")
    until(qtbot, lambda: desk.supervisor and desk.supervisor.progress.losses, 15 * PATIENCE)
    until(qtbot, lambda: desk.panel.picture.is_drawn, 5 * PATIENCE)
    picture("teaching")
    until_over(qtbot, window, SECONDS + 60 * PATIENCE)
    assert desk.supervisor.progress.ending.kind == "done", desk.panel._details()
    assert desk.panel.card.names == ["chat", "report", "html"]
    picture("compiled")

    desk.panel.card.button("report").click()
    until(qtbot, lambda: part_of(window).is_painted, 5 * PATIENCE)
    window.view.fit()
    picture("report")

    desk.panel.card.button("chat").click()
    window.show_panel("report", False)
    pane = pane_of(window)
    settled(qtbot, pane.talk)
    assert [slot.key for slot in pane.talk.slots] == ["compiled", "prompted"]
    picture("two-seats")
    third(qtbot, pane)
    for line in LINES:
        if not all(pane.talk.is_over(slot.key) for slot in pane.talk.slots):
            qtbot.keyClicks(pane.panel.foot.box, line)
            qtbot.keyClick(pane.panel.foot.box, Qt.Key.Key_Return)
            settled(qtbot, pane.talk)
    for slot in pane.talk.slots:
        assert slot.trouble is None
        turns = pane.talk.turns(slot.key)
        assert turns, slot.key
        assert sum(turn.measures.written_tokens for turn in turns) > 0, slot.key
    assert len(pane.panel.conversation.rows) > 1
    picture("three-seats")
    assert [record.state for record in Index().records()] == ["done"]


def through_the_sheet(qtbot, window, picture):
    """What a person does with the sheet: waits for the figures, gives a ceiling, presses Compile."""
    sheet = Sheet(window)
    sheet.show()
    until(qtbot, lambda: sheet.found is not None and not sheet.is_measuring, 10 * PATIENCE)
    sheet.choices = sheet.choices.model_copy(update={"budget": "quick", "seconds": SECONDS})
    sheet._ask()
    until(qtbot, lambda: sheet.found is not None and not sheet.is_measuring and sheet.course, 10 * PATIENCE)
    picture("before", sheet)
    sheet.button.click()
    return sheet.order


def third(qtbot, pane):
    """The third seat, with one press where LangGraph is installed, else told with its command."""
    vacancy = pane.panel.vacancy
    until(qtbot, lambda: pane.talk.room_known.offers, 5 * PATIENCE)
    assert vacancy.isVisible()
    if not has_orchestrator():
        assert "pip install" in vacancy.command.whole
        return
    vacancy.add.click()
    settled(qtbot, pane.talk)
    assert [slot.key for slot in pane.talk.slots] == ["compiled", "prompted", "orchestrated"]
    assert vacancy.isHidden()
