"""A reply is explained, put right on the chart, and kept as a test and as practice, without anybody's name in it."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtWidgets import QMenu

from studio.procedure.cases import AgentTurn, UserTurn, cases_path, load_cases, walk
from studio.procedure.lessons import Lesson, examples_of
from studio.ui import chat, teach
from studio.ui.teach.records import day_of, messages_of
from studio.ui.teach.why import WhyDialog
from tests.bench import dialogues as d

YES = Lesson("branch", "verdict", "yes")
ANSWER = {
    "line": "Hmm, go on then",
    "notes": [],
    "choices": [
        {
            "kind": "heard",
            "step": "ask_offer",
            "computed": False,
            "other": 0.0,
            "alternatives": [
                {"name": "answer", "words": "…", "probability": 0.9, "taken": True},
                {"name": "vague", "words": "…", "probability": 0.1, "taken": False},
                {"name": "human", "words": "…", "probability": 0.0001, "taken": False},
            ],
        },
        {
            "kind": "branch",
            "step": "verdict",
            "computed": False,
            "other": 0.0,
            "alternatives": [
                {"name": "yes", "words": "wants it", "probability": 0.55, "taken": False},
                {"name": "later", "words": "wants time", "probability": 0.45, "taken": True},
            ],
        },
    ],
    "nearest": {
        "likeness": 0.4,
        "line": "Go on then.",
        "turns": [{"who": "agent", "text": "Shall I book it?"}, {"who": "user", "text": "Go on then."},
                  {"who": "agent", "text": "Lovely."}],
        "branches": [["verdict", "yes"]],
        "heard": "answer",
    },
}  # fmt: skip


@pytest.fixture
def part(window):
    return teach.part_of(window)


@pytest.fixture
def settled(qtbot, part):
    """Waits until what would be kept is computed."""
    return lambda: qtbot.waitUntil(lambda: not part.make().is_busy, timeout=10000)


def texts(menu: QMenu) -> dict[str, bool]:
    return {action.text(): action.isEnabled() for action in menu.actions() if action.text()}


def test_every_reply_has_the_actions_that_can_be_done(window, record):
    assert chat.reply_actions.count(teach.offer) == 1
    menu = QMenu()
    teach.offer(record, menu)
    assert list(texts(menu).values()) == [True, True, True]
    menu.clear()
    prompted = replace(record, card=replace(record.card, kind="prompted"), line=None)
    teach.offer(prompted, menu)
    assert list(texts(menu).values()) == [False, False, False]


def test_a_record_gives_its_messages_and_its_day(record):
    assert messages_of(record)[-1][1].startswith("<think>at ask_offer")
    assert day_of(record) == d.TODAY
    first = replace(record.turn)
    looked_up = replace(record, turns=(first, record.turn))
    assert messages_of(replace(looked_up, turn=first)) == messages_of(record)[:2]
    assert messages_of(replace(record, remembers={})) == []


def test_the_right_branch_is_picked_on_the_chart_and_kept(window, record, part, settled):
    part.correct(record)
    panel = part.make()
    assert not panel.ok.isEnabled()
    window.document.selection.set(edges=[("verdict", "yes")])
    settled()
    assert panel.draft is not None, panel.notice.text()
    assert panel.picked.text().startswith("Right: ")
    assert "name" in panel.expected.text().lower()
    before = examples_of(window.document.procedure, YES)
    panel.ok.click()
    (case,) = load_cases(cases_path(window.document.path))
    assert case.id == "travel-1"
    last = case.turns[-1]
    assert isinstance(last, AgentTurn)
    assert (last.step, last.choices) == ("ask_names", {"verdict": "yes"})
    assert walk(window.document.procedure, case, d.TODAY) is None
    told = case.model_dump_json()
    assert "Mary" not in told
    assert "Duffy" not in told
    assert "450" not in told
    added = examples_of(window.document.procedure, YES)
    assert added[:-1] == before
    assert added[-1].startswith("Hmm, go on then, I'm ")
    assert "Duffy" not in added[-1]
    assert window.panels["teach"].isHidden()
    window.document.undo()
    assert examples_of(window.document.procedure, YES) == before


def test_branches_can_be_chosen_without_the_chart(window, record, part, settled):
    part.correct(record)
    panel = part.make()
    rows = [row for row in panel.ways.rows if not row.heading]
    assert {row.data[1] for row in rows} == {"yes", "change", "later", "no"}
    assert next(row for row in rows if row.data[1] == "later").trail == "taken"
    panel.ways.chosen.emit(next(row for row in rows if row.data[1] == "change"))
    settled()
    assert window.document.selection.edge == ("verdict", "change")
    assert panel.draft is not None
    assert dict(panel.draft.right.heard.choices) == {"verdict": "change"}


def test_what_cannot_be_reached_is_told(window, record, part, settled):
    part.correct(record)
    panel = part.make()
    window.document.selection.set(["booked"])
    settled()
    assert "no way to “Booked”" in panel.notice.text()
    assert not panel.notice.isHidden()
    assert not panel.ok.isEnabled()
    window.document.selection.set(["ask_names"])
    settled()
    assert panel.notice.isHidden()
    assert panel.draft is not None


def test_the_result_is_shown_first_and_can_be_as_it_was_said(window, record, part, settled):
    part.correct(record)
    panel = part.make()
    window.document.selection.set(edges=[("verdict", "yes")])
    settled()
    assert "Mary Duffy" not in panel.text.text()
    assert any("Mary Duffy" in row.detail for row in panel.changes.rows)
    shown = panel.text.text()
    panel.again.click()
    settled()
    assert panel.text.text() != shown
    assert "Mary Duffy" not in panel.text.text()
    panel.disguise.setChecked(False)
    settled()
    assert "Mary Duffy" in panel.text.text()
    assert panel.changes.isHidden()


def test_other_words_become_the_steps(window, record, part, settled):
    part.correct(record)
    panel = part.make()
    window.document.selection.set(edges=[("verdict", "yes")])
    settled()
    panel.reword.click()
    assert panel.wording.toPlainText() == window.document.procedure.step_by_id["ask_names"].text
    panel.wording.setPlainText("Wonderful. What is the name?")
    count = window.document.stack.count()
    panel.ok.click()
    assert window.document.procedure.step_by_id["ask_names"].text == "Wonderful. What is the name?"
    assert window.document.stack.count() == count + 1


def test_only_practice_without_a_test(window, record, part, settled):
    part.correct(record)
    panel = part.make()
    window.document.selection.set(edges=[("verdict", "yes")])
    settled()
    panel.test.setChecked(False)
    assert panel.ok.isEnabled()
    for box in panel._lessons.values():
        box.setChecked(False)
    assert not panel.ok.isEnabled()
    next(iter(panel._lessons.values())).setChecked(True)
    panel.ok.click()
    assert load_cases(cases_path(window.document.path)) == ()
    assert len(examples_of(window.document.procedure, YES)) == len(examples_of(d.sample("travel_booking"), YES)) + 1


def test_a_chat_is_kept_as_a_test(window, record, part, settled):
    part.keep(record)
    settled()
    panel = part.make()
    assert panel.draft is not None, panel.notice.text()
    panel.ok.click()
    (case,) = load_cases(cases_path(window.document.path))
    assert [turn.text for turn in case.turns if isinstance(turn, UserTurn)][-1].startswith("Hmm, go on then")
    assert "Duffy" not in case.model_dump_json()
    assert case.turns[-1].step == "call_back"


def test_without_a_file_nothing_is_lost(window, record, part, settled):
    window.document._path = None
    part.keep(record)
    settled()
    panel = part.make()
    panel.ok.click()
    assert "Save the procedure first" in panel.notice.text()
    assert panel.draft is not None


def test_why_shows_notes_bars_and_practice(window, record, qtbot, monkeypatch):
    monkeypatch.setattr(WhyDialog, "_ask", lambda self: None)
    dialog = WhyDialog(window, record)
    qtbot.addWidget(dialog)
    title = record.procedure.step_by_id["verdict"].title
    assert any(title in note for note in dialog.notes)
    dialog.show_answer(ANSWER)
    heard, branch = dialog.charts
    assert [(bar.label, bar.value) for bar in heard.bars] == [("✓ an answer", "90%"), ("an unclear answer", "10%")]
    assert [(bar.label, bar.tone) for bar in branch.bars] == [("wants it", "soft"), ("✓ wants time", "accent")]
    assert dialog.waiting.isHidden()


def test_why_says_what_went_wrong_and_leaves_no_child(window, record, qtbot):
    dialog = WhyDialog(window, record)
    qtbot.addWidget(dialog)
    qtbot.waitUntil(lambda: "no model yet" in dialog.waiting.text(), timeout=20000)
    assert not dialog.child.is_busy
    other = WhyDialog(window, record)
    qtbot.addWidget(other)
    assert other.child.is_busy
    other.reject()
    assert not other.child.is_busy
