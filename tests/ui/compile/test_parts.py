"""The panel's parts by themselves: words, times, curves, conversations, the card, what a moment looks like."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication

from studio.base import paths
from studio.base.events import EventLog
from studio.compile.meters import Card as GraphicsCard
from studio.compile.meters import Load
from studio.compile.progress import Progress, after, of
from studio.conversations.look import _LIST
from studio.procedure.file import load
from studio.ui import theme
from studio.ui.compile.panel import CompilePanel
from studio.ui.compile.samples import lines_of
from studio.ui.compile.words import clock, span

RECORDED = paths.resources() / "recordings"


@pytest.fixture(scope="module")
def events():
    return EventLog(RECORDED / "travel.events.jsonl").read()


@pytest.fixture
def now() -> list[float]:
    return [0.0]


@pytest.fixture
def panel(qtbot, now, monkeypatch):
    application = QApplication.instance()
    assert isinstance(application, QApplication)
    theme.install(application, "light")
    monkeypatch.setattr("studio.ui.compile.picture.Picture.begin", lambda _: None)
    made = CompilePanel(clock=lambda: now[0])
    qtbot.addWidget(made)
    return made


def at(panel, now, events, number: int, later: float = 0.0) -> Progress:
    progress = of(events[:number])
    now[0] = progress.time + later
    panel.show_beginning("Travel booking")
    panel.show_progress(progress)
    return progress


@pytest.mark.parametrize(
    ("seconds", "words"),
    [(3, "a few seconds"), (44, "40 seconds"), (57, "1 minute"), (100, "2 minutes"), (3725, "1 h 2 min")],
)
def test_spans(qtbot, seconds, words):
    assert span(seconds) == words


def test_clocks():
    assert [clock(s) for s in (5, 65, 3725)] == ["0:05", "1:05", "1:02:05"]


def test_time_left_is_told_for_the_part_and_the_whole(panel, now, events):
    at(panel, now, events, 95)
    assert panel.left.text().startswith("About 3 minutes left in this part. At most 7 minutes left in all.")


def test_what_may_take_longer_than_the_whole_is_not_contradicted(panel, now, events):
    begun = next(i for i, told in enumerate(events) if told.get("stage") == "teaching-2")
    at(panel, now, events, begun + 14, 20)
    assert "At most" not in panel.left.text()
    assert "longer than was reckoned" in panel.left.text()


def test_another_round_is_explained(panel, now, events):
    begun = next(i for i, told in enumerate(events) if told.get("stage") == "teaching-2")
    at(panel, now, events, begun + 4)
    assert panel.state.text() == "Teaching, round 2"
    assert "46 of 150" in panel.note.text()


def test_what_belongs_to_a_part_that_is_over_is_not_shown_any_more(panel, now, events):
    at(panel, now, events, 95)
    assert panel.note.text() == ""


def test_the_curves_say_in_words_what_they_show(panel, now, events):
    at(panel, now, events, len(events))
    assert panel.picture.unlearned.note.text().startswith("1% of what there was")
    assert panel.picture.followed.note.text() == "52 of 150 in the check of the packed model"


def test_a_quick_test_is_called_one(panel, now, events):
    progress = of(events[:95])
    progress = after(progress, {"type": "metric", "stage": "teaching", "followed": 0.35, "tried": 20.0})
    panel.show_beginning("Travel booking")
    panel.show_progress(progress)
    assert panel.picture.followed.note.text().startswith("7 of 20 in the last quick test")


def test_meters_are_seen_while_somebody_is_at_it(panel, now, events):
    at(panel, now, events, 95)
    panel.show_load(Load(2 * 2**30, 16 * 2**30, 1.5, 2, GraphicsCard("NVIDIA H200", 0.9, 2**30, 8 * 2**30)))
    assert [bar.value for bar in panel.meters.bars] == [
        "2.0 GB of 16.0 GB",
        "1.5 of 2 cores",
        "90%",
        "1.0 GB of 8.0 GB",
    ]
    panel.show_load(None)
    assert panel.meters.isHidden()


def test_advanced_notes_stand_in_the_details_only_and_can_be_copied(panel, now, events):
    at(panel, now, events, 40)
    assert "bf16" not in panel.note.text()
    panel.copy_details()
    assert "bf16" in QApplication.clipboard().text()


def test_practice_conversations_have_their_steps_and_no_marks():
    conversation = _LIST.validate_json((RECORDED / "travel.look.json").read_bytes())[0]
    lines = lines_of(conversation, load(paths.sample("travel_booking")))
    assert lines[0].who == "agent"
    assert lines[0].title == "Where and when"
    assert not any("[start]" in line.text or "<think>" in line.text or "[tool]" in line.text for line in lines)
    assert {line.who for line in lines} >= {"agent", "user"}


def test_what_a_look_up_gave_is_told_in_words():
    found = _LIST.validate_json((RECORDED / "travel.look.json").read_bytes())
    lines = [line.text for each in found for line in lines_of(each, None) if line.who == "tool"]
    assert "Look-up: nothing found" in lines
    assert not [text for text in lines if "=" in text]
