"""Random edits by every command of the window and every pure edit, undone to the start and redone to the end: equal to
the byte after each hundred steps."""

from __future__ import annotations

from random import Random

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu

from studio.base.paths import sample
from studio.procedure import chart_edits, file
from studio.ui import theme
from studio.ui.canvas import editors, notes
from studio.ui.document import Document
from studio.ui.panels.markers import Card
from studio.ui.window import MainWindow
from tests.ui.random_edits import random_edit

EVERY = 100
# Commands that ask by a dialog, open windows, or change nothing of the procedure but how it is seen.
BESIDE = ("file.", "view.", "panel.", "help.", "compare.", "rehearsal.", "go.", "procedure.coverage", "edit.undo",
          "edit.redo", "edit.find", "edit.replace", "edit.history", "compile.", "procedure.runs", "runs.", "report.",
          "chat.")  # fmt: skip
MOST = 26  # steps; with more, some go, so that the run stays quick


class Session:
    """A window, and what the file would have been at each hundredth entry of its history."""

    def __init__(self, window: MainWindow, rng: Random) -> None:
        self.window, self.rng, self.document = window, rng, window.document
        self.kept: dict[int, str] = {0: file.dumps(self.document.procedure)}
        self.commands = [action.id for action in window.registry.all() if not action.id.startswith(BESIDE)]
        self.document.stack.indexChanged.connect(self.keep)
        self.keeping = True
        self.made = self._last = 0  # entries made so far, those since undone and replaced among them
        self.used: set[str] = set()
        self.turn = 0

    def keep(self, _: int = 0) -> None:
        index = self.document.stack.index()
        if self.keeping:
            self.made += index > self._last
            self._last = index
            self.kept = {at: text for at, text in self.kept.items() if at <= index}
            if index % EVERY == 0 and index:
                self.kept[index] = file.dumps(self.document.procedure)

    def one(self) -> None:
        """One random edit."""
        kind = self.rng.random()
        if len(self.document.procedure.steps) > MOST:
            gone = self.rng.sample(list(self.document.procedure.step_by_id), MOST // 2)
            self.document.apply("Remove", lambda procedure: chart_edits.remove(procedure, gone))
        elif kind < 0.45:
            self.document.apply("Edit", random_edit(self.rng, self.document.procedure))
        elif kind < 0.48:
            self.document.undo()
        else:
            self.command()
        self.keep()  # an entry may have been merged into this one

    def command(self) -> None:
        """A command of the registry, for a random selection."""
        self.select()
        name = self.rng.choice(self.commands)
        if self.window.registry.trigger(name):
            self.used.add(name)
        self.answer()

    def select(self) -> None:
        procedure, rng = self.document.procedure, self.rng
        steps = list(procedure.step_by_id)
        edges = [(edge.source, edge.branch) for edge in procedure.edges]
        chosen = rng.sample(steps, rng.choice([0, 1, 1, min(4, len(steps))]) if steps else 0)
        self.document.selection.set(chosen, rng.sample(edges, 1) if edges and rng.random() < 0.3 else ())
        on_chart = notes.of(self.window.view)
        on_chart.select(rng.sample(list(on_chart.sheets), 1) if on_chart.sheets and rng.random() < 0.1 else ())

    def answer(self) -> None:
        """Say something to what a command has brought up."""
        popup = QApplication.activePopupWidget()
        if isinstance(popup, QMenu):
            lines = [action for action in popup.actions() if action.isEnabled() and not action.isSeparator()]
            popup.close()
            self.rng.choice(lines).trigger()
            popup = QApplication.activePopupWidget()
        found = self.window.view.findChild(Card)
        if found is not None and found.isVisible():  # while it is open it hears every event there is
            QTest.keyClick(found.list, Qt.Key.Key_Escape)
        if popup is not None:
            inner = popup.focusWidget() or popup
            QTest.keyClick(inner, self.rng.choice([Qt.Key.Key_Return, Qt.Key.Key_Escape]))
        card = editors.of(self.window.view).card
        if card is not None:
            QTest.keyClicks(card.editors[0], self.rng.choice(["", "Ask twice", "x"]))
            QTest.keyClick(card.editors[0], self.rng.choice([Qt.Key.Key_Return, Qt.Key.Key_Return, Qt.Key.Key_Escape]))

    def breathe(self) -> None:
        """Let Qt do what it does between events, and let go of widgets that are done with."""
        self.turn += 1
        if self.turn % 10 == 0:
            QApplication.processEvents()
            QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)

    def there_and_back(self) -> None:
        """To the start and to the end again, comparing on the way."""
        self.keeping = False
        stack, end = self.document.stack, file.dumps(self.document.procedure)
        last = stack.count() if not stack.canRedo() else stack.index()
        for index in [*range(stack.index(), -1, -1), *range(last + 1)]:
            stack.setIndex(index)
            self.breathe()
            if index in self.kept:
                assert file.dumps(self.document.procedure) == self.kept[index], f"at entry {index}"
        assert file.dumps(self.document.procedure) == end
        assert file.dumps(file.loads(end)) == end
        assert {name for name in self.window.scene.step_items} == set(self.document.procedure.step_by_id)


def run(qtbot, number: int, seed: int) -> Session:
    application = QApplication.instance()
    assert isinstance(application, QApplication)
    theme.install(application, "light")
    document = Document()
    document.replace(file.load(sample("travel_booking")))
    window = MainWindow(document)
    qtbot.addWidget(window, before_close_func=lambda closing: closing.document.stack.setClean())
    with qtbot.waitActive(window):
        window.show()
    session = Session(window, Random(seed))
    while session.made < number:
        session.one()
        session.breathe()
    session.there_and_back()
    return session


def test_a_few_hundred_edits(qtbot):
    session = run(qtbot, 200, seed=7)
    assert len(session.kept) >= 2


@pytest.mark.slow
def test_ten_thousand_edits(qtbot):
    session = run(qtbot, 10_000, seed=20)
    assert len(session.kept) > 50
    assert set(session.commands) == session.used
