from __future__ import annotations

import json
import time

import pytest
from PySide6.QtWidgets import QMessageBox

from studio.procedure import edits
from studio.procedure.model import Procedure
from studio.runs import keeping
from studio.ui.panels.compare_window import CompareWindow
from studio.ui.runs import deeds as deeds_module
from studio.ui.runs import runs_of
from studio.ui.runs.details import DEEDS, deed_text
from tests.engine.tiny_gguf import make_gguf


@pytest.fixture
def agreeing(monkeypatch):
    """Answers questions; `asked` has them."""
    asked = []

    def answer(self, told, more, yes):
        asked.append((told, more))
        return answer.yes

    answer.yes = True
    answer.asked = asked
    monkeypatch.setattr(deeds_module.Deeds, "_agreed", answer)
    return answer


def chosen(shown, *runs):
    part = shown()
    part.panel.list.choose([run.path for run in runs])
    assert len(part.chosen) == len(runs)
    return part


def test_deleting_asks_once_says_the_space_and_the_row_goes(qtbot, host, shown, make, agreeing):
    run, other = make(seed=1), make(seed=2)
    part = chosen(shown, run)
    agreeing.yes = False
    part.do("delete")
    assert run.path.exists()
    agreeing.yes = True
    part.do("delete")
    qtbot.waitUntil(lambda: [e.record.path for e in part.panel.list.entries] == [other.path], timeout=5000)
    assert not run.path.exists()
    told, more = agreeing.asked[-1]
    assert "Hello" in told
    assert " kB become free" in more
    assert len(agreeing.asked) == 2
    assert "are free now" in host.said[-1]


def test_a_run_that_began_meanwhile_is_not_deleted(qtbot, host, shown, make, agreeing):
    run = make()
    part = chosen(shown, run)
    with run.hold():
        part.do("delete")
        qtbot.waitUntil(lambda: bool(host.told), timeout=5000)
    assert host.told[0].message == "This compile is still running."
    assert run.gguf.exists()


def test_freeing_space_keeps_the_model(qtbot, host, shown, make, agreeing):
    run = make()
    part = chosen(shown, run)
    part.do("clean")
    qtbot.waitUntil(lambda: not run.weights.exists(), timeout=5000)
    qtbot.waitUntil(lambda: not part.can("clean"), timeout=5000)
    assert run.gguf.exists()
    assert "6.0 kB" in agreeing.asked[0][0]


def test_a_long_delete_does_not_hold_the_window_up(qtbot, host, shown, make, agreeing, monkeypatch):
    part = chosen(shown, make())
    monkeypatch.setattr(keeping, "delete", lambda path: time.sleep(0.4) or 1)
    began = time.monotonic()
    part.do("delete")
    assert time.monotonic() - began < 0.1
    qtbot.waitUntil(lambda: bool(host.said), timeout=5000)


def test_restoring_opens_the_procedure_of_then_in_another_window(qtbot, host, shown, make, hello):
    run = make()
    host.document.apply("Title", lambda now: edits.replace_step(now, edits.with_(now.steps[0], title="Later")))
    part = chosen(shown, run)
    with qtbot.waitSignal(host.opens, timeout=5000) as heard:
        part.do("restore")
    assert heard.args == [hello]
    assert isinstance(heard.args[0], Procedure)


def test_talking_tells_other_parts_and_opens_the_chat_if_it_is_there(qtbot, host, shown, make, monkeypatch):
    run = make()
    part = chosen(shown, run)
    opened = []
    monkeypatch.setattr(deeds_module, "_function", lambda *_: lambda window, path: opened.append((window, path)))
    with qtbot.waitSignal(part.run_chosen) as heard:
        part.do("talk")
    assert heard.args == [run.path]
    assert opened == [(host, run.path)]
    monkeypatch.setattr(deeds_module, "_function", lambda *_: None)
    part.do("talk")
    assert host.said[-1] == f"Chat: studio chat {run.path}"


def test_the_report_is_painted_where_its_procedure_is_open_and_a_page_elsewhere(host, shown, make, monkeypatch):
    part = chosen(shown, make())
    painted, pages = [], []
    monkeypatch.setattr(deeds_module, "_function", lambda *_: lambda window, path: painted.append(path))
    monkeypatch.setattr(deeds_module.QDesktopServices, "openUrl", lambda url: pages.append(url.fileName()))
    part.do("report")
    assert (len(painted), pages) == (1, [])
    record = part.chosen[0]
    host.document.apply("Name", lambda now: edits.with_(now, name="Quite another"))
    part.deeds.report(record)
    assert (len(painted), pages) == (1, ["report.html"])


def test_two_runs_are_compared_in_a_window_with_scores_and_charts(qtbot, host, shown, make, hello):
    earlier = edits.replace_step(hello, edits.with_(hello.steps[0], title="Welcome"))
    one, other = make(procedure=earlier, exact=0.4, budget="quick"), make(exact=0.44)
    one.update(created=one.manifest().created - 100)
    part = chosen(shown, one, other)
    part.do("compare")
    qtbot.waitUntil(lambda: part.deeds.comparison is not None and part.deeds.comparison.isVisible(), timeout=5000)
    window = part.deeds.comparison
    lines = {line.name: line for line in window.scores.lines}
    assert lines["Plain conversations"].texts == ("40%", "44%")
    assert (lines["Plain conversations"].gain, lines["Plain conversations"].tone) == ("≈ +4", "soft")
    assert lines["Decisions"].gain == "="
    assert lines["Budget"].texts == ("quick", "standard")
    assert not window.note.isHidden()
    assert window.count.text() == "1 difference between the procedures"
    assert "was called “Welcome” before" in window.list.rows[0].detail
    window.list.chosen.emit(window.list.rows[0])
    charts = window.findChild(CompareWindow)
    assert charts.isVisible()
    assert [row.detail for row in charts.list.rows] == [row.detail for row in window.list.rows]
    assert charts.before.document.procedure.steps == earlier.steps
    assert charts.after.document.procedure.steps == hello.steps
    assert [title.text() for title in charts._titles][1].startswith("Today, ")


def test_a_sure_gain_and_a_loss_are_coloured(qtbot, shown, make):
    one, other = make(seed=1, exact=0.3), make(seed=2, exact=0.8)
    part = shown()
    records = {record.path: record for record in part.reading.records}
    for pair, tone, sign in (((one, other), "good", "+50"), ((other, one), "problem", "−50")):
        part.deeds.compare(*(records[run.path] for run in pair))
        qtbot.waitUntil(
            lambda tone=tone: (
                part.deeds.comparison is not None
                and part.deeds.comparison.scores.lines[:1] != []
                and part.deeds.comparison.scores.lines[0].tone == tone
            ),
            timeout=5000,
        )
        assert part.deeds.comparison.scores.lines[0].gain == sign


def test_many_settings_scroll_and_leave_room_for_the_differences(qtbot, shown, make):
    one, other = make(seed=1), make(seed=2)
    for run, value in ((one, 1), (other, 2)):
        (run.path / "recipe.json").write_text(json.dumps({f"setting_{at}": value for at in range(30)}))
    part = chosen(shown, one, other)
    part.do("compare")
    qtbot.waitUntil(lambda: part.deeds.comparison is not None and part.deeds.comparison.isVisible(), timeout=5000)
    window = part.deeds.comparison
    assert len(window.scores.lines) > 35
    assert window.minimumSizeHint().height() < 720
    assert window.list.height() > 80
    assert window.scores.height() >= window.scores.sizeHint().height()


def test_the_export_is_written_by_a_child(qtbot, host, shown, make, tmp_path):
    run = make()
    make_gguf(run.gguf, layers=1, vocab=300, hidden=32, ffn=32, context=512)
    part = chosen(shown, run)
    child = part.deeds.export(part.chosen[0], "folder", tmp_path / "out")
    with qtbot.waitSignal(child.finished, timeout=30_000):
        pass
    qtbot.waitUntil(lambda: len(host.said) == 2, timeout=5000)
    assert (tmp_path / "out" / "ollama" / "Modelfile").is_file()
    assert host.said[-1] == f"Exported to {tmp_path / 'out'}; this model is not ready to use yet"
    assert not host.told


def test_an_export_that_fails_is_told_with_its_remedy(qtbot, host, shown, make, tmp_path):
    run = make()
    part = chosen(shown, run)
    run.gguf.unlink()
    part.deeds.export(part.chosen[0], "folder", tmp_path / "out")
    qtbot.waitUntil(lambda: bool(host.told), timeout=30_000)
    assert "has no model yet" in host.told[0].message
    assert host.told[0].hint
    assert not (tmp_path / "out").exists()


def test_menus_name_what_can_be_done(shown, make):
    one, other = make(seed=1), make(seed=2, exact=0.7)
    part = chosen(shown, one)
    menu = part.menu(part.panel.mapToGlobal(part.panel.rect().center()))
    assert [action.text() for action in menu.actions()] == [
        deed_text(deed).removesuffix("…") if deed in ("compare", "export") else deed_text(deed) for deed in DEEDS
    ]
    inner = menu.actions()[DEEDS.index("compare")].menu()
    assert [action.text().split(" · ")[-1] for action in inner.actions()] == ["70%"]
    menu.close()
    assert part._others(part.chosen[0]).actions()[0].isEnabled()
    other.manifest_file.unlink()


def test_alone_there_is_nothing_to_compare_with(shown, make):
    part = chosen(shown, make())
    (action,) = part._others(part.chosen[0]).actions()
    assert (action.text(), action.isEnabled()) == ("There is no other compile yet", False)


def test_actions_are_off_until_something_is_chosen(host, shown, make):
    registry = host.registry
    assert not registry.trigger("runs.delete")
    part = chosen(shown, make())
    registry.refresh()
    assert registry.qaction("runs.restore").isEnabled()
    part.panel.list.choose([])
    registry.refresh()
    assert not registry.qaction("runs.restore").isEnabled()


def test_the_question_has_the_safe_answer_ready(qtbot, host, monkeypatch):
    seen = []

    def answer(box):
        seen.append((box.text(), box.informativeText(), box.defaultButton().text()))
        return 0

    monkeypatch.setattr(QMessageBox, "exec", answer)
    assert not runs_of(host).deeds._agreed("Delete it?", "5 GB become free.", "Delete")
    assert seen[0][:2] == ("Delete it?", "5 GB become free.")
    assert "Cancel" in seen[0][2]
