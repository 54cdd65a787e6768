from __future__ import annotations

import psutil
import pytest

from studio.plan.coverage import Coverage
from studio.procedure import edits
from studio.procedure.model import End
from studio.ui.panels import coverage, planning
from studio.ui.panels.bars import Bar

COUNTED = Coverage(
    conversations=1234,
    turns=5000,
    edges=6,
    edges_covered=5,
    edges_at_least_k=5,
    edges_missing=("known:no spent",),
    pairs=7,
    pairs_covered=6,
    pairs_at_least_k=6,
    pairs_missing=("ask_size:next > known:no",),
    loops=1,
    loop_counts={},
    overlays={},
    overlay_places=12,
    overlay_places_covered=11,
    overlay_places_missing=("human at ask_size",),
    entries=1,
    entries_covered=1,
    paths=2,
    paths_covered=1,
    k=2,
)


@pytest.fixture
def panel(host, monkeypatch):
    """The panel, seen, that counts only when told to."""
    coverage.install(host)
    panel = host.panels["coverage"].widget().content
    panel.asked = []
    monkeypatch.setattr(panel.planning, "ask", panel.asked.append)
    host.show_panel("coverage")
    return panel


def test_figures_stand_in_plain_words(panel):
    panel.planning.counted.emit(COUNTED)
    assert panel.number.text() == "1,234"
    assert "1,500 or more are written" in panel.told.text()
    assert panel.bars.bars[0] == Bar("Ways out of steps", "5 / 6", 5 / 6, "advice")
    assert panel.bars.bars[3] == Bar("Joining in the middle", "all 1", 1.0, "good")
    assert panel.paths.text() == "There are 2 ways from the start to an end; 1 of them are walked whole."
    assert "Ways out of steps: 5 / 6" in panel.bars.accessibleDescription()


def test_minutes_are_the_budgets(panel):
    assert [(bar.label, bar.value) for bar in panel.minutes.bars] == [
        ("Quick", "4 min"),
        ("Standard", "14 min"),
        ("Thorough", "54 min"),
    ]


def test_what_is_never_reached_is_told_and_jumps(host, panel):
    panel.planning.counted.emit(COUNTED)
    rows = panel.list.rows
    assert [row.title for row in rows] == ["Known?", "Ask the size", "Ask the size"]
    assert rows[0].detail == "No conversation takes the way “after the last time round: is unsure”."
    assert rows[1].detail == "No conversation takes “to Known?” and then “is unsure” at “Known?”."
    assert rows[2].detail == "Nobody asks for a person there."
    panel.list.chosen.emit(rows[0])
    assert host.gone_to == ["known"]


def test_problems_come_first_and_unreached_steps_are_told_at_once(host, panel):
    panel.planning.counted.emit(COUNTED)
    host.document.apply("Add", lambda now: edits.add_step(now, End(id="loose", title="Loose end")))
    host.document.check_now()
    assert panel.told.text() == "Mend the problems first; then practice conversations can be counted."
    assert [row.title for row in panel.list.rows] == ["Loose end"]
    assert panel.bars.bars[0].value == "–"


def test_only_a_change_of_meaning_is_counted_anew(host, panel):
    panel.asked.clear()
    host.document.apply("Name", lambda now: edits.with_(now, name="Other"))
    assert [procedure.name for procedure in panel.asked] == ["Other"]
    panel.planning.counted.emit(COUNTED)
    host.document.apply("Move", lambda now: edits.move_step(now, "hello", 5, 5))
    assert len(panel.asked) == 1
    host.show_panel("coverage", False)
    host.document.apply("Name", lambda now: edits.with_(now, name="Hidden"))
    assert len(panel.asked) == 1
    host.show_panel("coverage")
    assert panel.asked[-1].name == "Hidden"


def test_the_plan_is_counted_in_a_child_after_a_moment(qtbot, small, monkeypatch):
    monkeypatch.setattr(planning, "QUIET", 10)
    worker = planning.Planning()
    worker.ask(edits.with_(small, name="First"))
    with qtbot.waitSignal(worker.counted, timeout=20_000) as found:
        worker.ask(small)
        assert worker.is_busy
    (counted,) = found.args
    assert counted.edges == counted.edges_covered == len(small.edges)
    assert counted.conversations > 10
    assert not worker.is_busy


def test_a_count_can_be_let_go(qtbot, small, monkeypatch):
    monkeypatch.setattr(planning, "QUIET", 0)
    worker = planning.Planning()
    worker.ask(small)
    qtbot.waitUntil(lambda: worker.child.pid > 0)
    child = worker.child.pid
    worker.stop()
    qtbot.waitUntil(lambda: not psutil.pid_exists(child))
    assert not worker.is_busy


def test_what_cannot_be_counted_is_said(qtbot, small, monkeypatch):
    monkeypatch.setattr(planning, "QUIET", 0)
    worker = planning.Planning()
    with qtbot.waitSignal(worker.failed, timeout=20_000) as found:
        worker.ask(edits.with_(small, start=None))
    assert "cannot be used yet" in found.args[0]
