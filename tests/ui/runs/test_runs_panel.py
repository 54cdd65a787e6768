from __future__ import annotations

import json

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from studio.base.paths import sample
from studio.procedure import edits, file
from studio.runs.record import Record, Scores
from studio.ui import theme
from studio.ui.runs import runs_of, words
from studio.ui.runs.details import can
from studio.ui.runs.panel import others

NOW = 1_795_280_000.0
DAY = 86_400


def names(part):
    return [entry.record.path.name for entry in part.panel.list.entries]


def test_nothing_is_looked_at_until_the_panel_is_seen(qtbot, host, make):
    make()
    part = runs_of(host)
    assert part._panel is None
    assert part.reading.records is None
    host.show_panel("runs")
    qtbot.waitUntil(lambda: part.reading.records is not None, timeout=5000)
    assert part.reading.is_watching
    host.show_panel("runs", False)
    assert not part.reading.is_watching


def test_nothing_compiled_yet_is_said(shown):
    part = shown()
    assert part.panel.list.empty == "Nothing has been compiled yet."
    assert part.panel.details.isHidden()


def test_runs_of_this_procedure_and_of_all(shown, make):
    mine = make(exact=0.4)
    other = make(procedure=file.load(sample("zoom_support")), whole=False)
    part = shown()
    assert names(part) == [mine.path.name]
    assert part.panel.list.entries[0].title.startswith("Today, ")
    part.panel.all.click()
    assert set(names(part)) == {mine.path.name, other.path.name}
    assert {entry.title for entry in part.panel.list.entries} == {"Hello", "Zoom support"}


def test_a_procedure_without_runs_points_to_those_of_others(shown, make):
    make(procedure=file.load(sample("zoom_support")))
    part = shown()
    assert names(part) == []
    assert "under “All”" in part.panel.list.empty


def test_the_version_that_is_open_is_marked_and_follows_edits(qtbot, host, shown, make, hello):
    make()
    part = shown()
    qtbot.waitUntil(lambda: [entry.is_now for entry in part.panel.list.entries] == [True])
    host.document.apply("Title", lambda now: edits.replace_step(now, edits.with_(now.steps[0], title="Other")))
    qtbot.waitUntil(lambda: [entry.is_now for entry in part.panel.list.entries] == [False], timeout=3000)
    host.document.undo()
    qtbot.waitUntil(lambda: [entry.is_now for entry in part.panel.list.entries] == [True], timeout=3000)


def test_a_new_compile_and_a_finished_one_show_by_themselves(qtbot, shown, make, monkeypatch):
    monkeypatch.setattr("studio.ui.runs.reading.CALM", 40)
    monkeypatch.setattr("studio.ui.runs.reading.LIVELY", 20)
    part = shown()
    part.reading._timer.setInterval(20)
    run = make(whole=False)
    run.events.write("stage", stage="teaching", state="started")
    with run.hold():
        qtbot.waitUntil(lambda: [e.record.state for e in part.panel.list.entries] == ["running"], timeout=3000)
        assert part.reading._timer.interval() == 20
    qtbot.waitUntil(lambda: [e.record.state for e in part.panel.list.entries] == ["interrupted"], timeout=3000)
    part.panel.list.choose([run.path])
    run.events.write("failed", message="The disk is full.", hint="Free some space.")
    qtbot.waitUntil(lambda: part.panel.details.reason.text() == "The disk is full. Free some space.", timeout=3000)
    assert part.panel.details.verdict.text() == "Failed"


def test_details_tell_the_verdict_the_figures_and_the_facts(shown, make):
    run = make(exact=0.4, budget="quick", seconds=150)
    part = shown()
    assert part.panel.list.choose([run.path])
    details = part.panel.details
    assert not details.isHidden()
    assert details.verdict.text() == "Not ready to use yet"
    assert details.reason.text().startswith("It decides right 90% of the time; 95%")
    assert [(bar.label, bar.value) for bar in details.bars.bars][:2] == [
        ("Plain conversations", "40%"),
        ("Conversations that leave the path", "20%"),
    ]
    facts = [label.text() for label in details._labels]
    for told in ("2 min", "The starter", "quick", "the phrasebook", run.manifest().procedure_hash[:8]):
        assert told in facts


def test_what_is_chosen_stays_chosen_when_others_come(qtbot, shown, make):
    first = make(seed=1)
    part = shown()
    part.panel.list.choose([first.path])
    make(seed=2)
    part.reading.look()
    qtbot.waitUntil(lambda: len(part.panel.list.entries) == 2, timeout=3000)
    assert [record.path for record in part.chosen] == [first.path]


def test_a_run_can_be_shown_from_elsewhere_even_one_of_another_procedure(qtbot, host, shown, make):
    make()
    other = make(procedure=file.load(sample("zoom_support")))
    part = runs_of(host)
    part.show_run(other.path)
    qtbot.waitUntil(lambda: [record.path for record in part.chosen] == [other.path], timeout=5000)
    assert part.panel.all.isChecked()


def test_two_can_be_compared_or_deleted_and_nothing_else(shown, make):
    one, other = make(seed=1), make(seed=2)
    part = shown()
    part.panel.list.choose([one.path, other.path])
    details = part.panel.details
    assert details.verdict.text() == "2 compiles are chosen"
    visible = [deed for deed, button in details.buttons.items() if not button.isHidden()]
    assert visible == ["compare", "delete"]
    assert details.buttons["compare"].text() == "Compare"
    part.panel.list.choose([one.path])
    assert not details.buttons["talk"].isHidden()
    assert details.buttons["compare"].text() == "Compare…"


def test_the_keyboard_opens_and_every_row_is_read_aloud(qtbot, shown, make):
    run = make(exact=0.4)
    part = shown()
    part.panel.list.choose([run.path])
    with qtbot.waitSignal(part.run_chosen) as heard:
        qtbot.keyClick(part.panel.list, Qt.Key.Key_Return)
    assert heard.args == [run.path]
    index = part.panel.list.model().index(0, 0)
    said = index.data(Qt.ItemDataRole.AccessibleTextRole)
    assert "Not ready to use yet" in said
    assert "40% of plain conversations followed exactly" in said


def test_a_run_without_a_model_is_not_opened(qtbot, shown, make):
    run = make(whole=False)
    part = shown()
    part.panel.list.choose([run.path])
    with qtbot.assertNotEmitted(part.run_chosen, wait=50):
        qtbot.keyClick(part.panel.list, Qt.Key.Key_Return)


@pytest.mark.parametrize("mode", ["light", "dark"])
def test_each_kind_of_run_is_painted_apart(shown, make, mode):
    for seed, passed in ((1, False), (2, True)):
        make(seed=seed, exact=0.95, passed=passed)
    failed = make(seed=3, whole=False)
    failed.events.write("failed", message="No memory.", hint="")
    part = shown()
    theme.set_mode(mode)
    view = part.panel.list
    view.setFixedSize(320, 260)
    QApplication.processEvents()
    pixels = set()
    for row in range(3):
        box = view.visualRect(view.model().index(row, 0))
        image = view.viewport().grab(box).toImage()
        pixels.add(bytes(image.constBits()))
    wearing = theme.current()
    ready = next(row for row, entry in enumerate(view.entries) if entry.record.gate == "passed")
    box = view.visualRect(view.model().index(ready, 0))
    image = view.viewport().grab(box).toImage()
    bar = image.pixelColor(60, 53)
    theme.set_mode("light")
    assert len(pixels) == 3
    assert bar == wearing.good


def test_a_panel_as_narrow_as_may_be_cuts_nothing_off(shown, make):
    run = make(exact=0.4)
    part = shown()
    part.panel.setFixedSize(250, 700)
    part.panel.list.choose([run.path])
    QApplication.processEvents()
    inside = part.panel.details.widget()
    room = part.panel.details.viewport().width()
    for button in part.panel.details.buttons.values():
        right = button.mapTo(inside, button.rect().topRight()).x()
        assert right <= room
    assert inside.height() >= inside.layout().totalHeightForWidth(inside.width())


def record(**changes):
    return Record.model_validate(
        {"path": "/runs/one", "name": "One", "state": "done", "procedure_hash": "a", **changes}
    )


@pytest.mark.parametrize(
    ("changes", "able"),
    [
        ({"model": 9, "spare": 5, "scores": Scores(exact=0.1)}, "talk report compare restore export clean delete"),
        ({"model": 9}, "talk compare restore export delete"),
        ({"state": "failed"}, "compare restore delete"),
        ({"state": "running", "model": 9, "spare": 5}, "talk compare restore export"),
        ({"state": "failed", "procedure_hash": ""}, "compare delete"),
    ],
)
def test_what_can_be_done_with_one(changes, able):
    deeds = ("talk", "report", "compare", "restore", "export", "clean", "delete")
    assert [deed for deed in deeds if can(deed, [record(**changes)])] == able.split()


def test_compare_offers_its_own_procedure_first():
    one, mine, other = (record(path=f"/runs/{at}", name=name) for at, name in enumerate(("A", "a", "B")))
    assert others([one, other, mine], one) == [mine, other]


@pytest.mark.parametrize(
    ("ago", "told"), [(60, "Today, "), (DAY, "Yesterday, "), (9 * DAY, "12 Nov, "), (400 * DAY, "17 Oct 2025")]
)
def test_times_are_told_as_near_as_they_are(ago, told):
    assert words.when_text(NOW - ago, NOW).startswith(told)


@pytest.mark.parametrize(
    ("share", "told"), [(None, "–"), (0.0, "0%"), (0.001, "1%"), (0.999, "99%"), (1.0, "100%"), (0.355, "36%")]
)
def test_a_share_is_never_rounded_to_all_or_nothing(share, told):
    assert words.share_text(share) == told


@pytest.mark.parametrize(("seconds", "told"), [(45, "45 s"), (900, "15 min"), (3900, "1 h 5 min")])
def test_how_long(seconds, told):
    assert words.long_text(seconds) == told


def test_a_broken_run_is_listed_with_what_is_wrong(qtbot, shown, make):
    run = make()
    run.manifest_file.write_text("{")
    part = shown()
    part.panel.all.click()
    assert [(e.record.state, "cannot be understood" in e.record.message) for e in part.panel.list.entries] == [
        ("failed", True)
    ]
    assert json.loads(run.verify.read_text())
