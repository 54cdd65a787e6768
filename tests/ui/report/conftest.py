"""A window on the travel sample, and a run whose model mistakes one branch for another."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from studio.base.runfolder import create
from studio.bench.verify import Passes, verify
from studio.chat.session import Shared
from studio.procedure.file import dumps
from studio.ui import theme
from studio.ui.document import Document
from studio.ui.window import MainWindow
from tests.bench import dialogues as d
from tests.bench.scripted_engine import END, ScriptedEngine


@pytest.fixture(scope="session")
def checked() -> str:
    """What checking finds of a model that takes "yes" for "later"."""
    travel = d.sample("travel_booking")
    said = [
        d.conversation(travel, "booked", d.TRIP, d.PARTY, d.FARE, d.YES, d.NAMES),
        d.conversation(travel, "asked", d.TRIP, d.LUGGAGE, d.PARTY, d.FARE, d.YES, d.NAMES),
        d.conversation(travel, "later", d.TRIP, d.PARTY, d.FARE, d.LATER),
        d.conversation(travel, "group", d.TRIP, d.GROUP),
    ]
    engine = ScriptedEngine(said, lambda m: m.replace("verdict: yes", "verdict: later"))
    shared = Shared(engine, travel, d.TODAY, END)  # type: ignore[arg-type]
    return verify(said, shared, Passes(4, 0, 0, 0)).model_dump_json()


@pytest.fixture
def run(tmp_path: Path, checked: str) -> Path:
    made = create(tmp_path / "run", "Travel")
    made.procedure.write_text(dumps(d.sample("travel_booking")), "utf-8")
    made.verify.write_text(checked, "utf-8")
    return made.path


@pytest.fixture
def window(qtbot):
    application = QApplication.instance()
    assert isinstance(application, QApplication)
    theme.install(application, "light")
    made = MainWindow(Document(d.sample("travel_booking")))
    qtbot.addWidget(made, before_close_func=lambda closing: closing.document.stack.setClean())
    made.resize(1300, 850)
    made.show()
    made.document.check_now()
    return made
