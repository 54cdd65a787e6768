"""Compiling in the real window: begun, followed to its end, asked, found again; the worker is another process."""

from __future__ import annotations

import os
import signal
import time

import pytest

from studio.base.errors import StudioError
from studio.base.runfolder import RunFolder
from studio.compile import following, launch
from studio.procedure import edits
from studio.procedure.model import End
from studio.ui.compile import desk_of
from studio.ui.compile.sign import Sign
from tests.ui.compile.conftest import until, until_over


def run_of(window) -> RunFolder:
    found = desk_of(window).supervisor.run
    assert found is not None
    return found


def held_at(qtbot, window, how, events: int, *more: str) -> RunFolder:
    """Begin a compile whose worker says so many events and then waits."""
    how += ["--events", str(events), *more]
    window.registry.trigger("compile.start")
    until(qtbot, lambda: desk_of(window).supervisor.progress.events >= events)
    return run_of(window)


def test_a_compile_is_followed_from_the_action_to_the_summary(qtbot, window):
    assert window.registry.trigger("compile.start")
    desk = desk_of(window)
    until_over(qtbot, window)
    panel = desk.panel
    assert panel.isVisible()
    assert panel.state.text() == "Compiled"
    assert panel.card.message.text().startswith("Not ready to use yet: it decided right 69% of the time")
    assert "html" in panel.card.names
    assert [line.rpartition(": ")[2] for line in panel.stages.lines()] == ["done"] * 5
    assert window.findChild(Sign).text().strip() == "Compiled, not ready to use yet"
    until(qtbot, lambda: panel.samples.transcript.lines)
    assert panel.samples.transcript.lines[0].title == "Where and when"
    assert not window.registry.trigger("compile.cancel")


def test_a_chart_with_problems_is_not_compiled_but_shown(window, how):
    window.document.apply("Add", lambda now: edits.add_step(now, End(id="loose", title="Loose end")))
    window.document.check_now()
    window.registry.trigger("compile.start")
    assert desk_of(window).supervisor is None
    assert not window.panels["findings"].isHidden()
    assert window.document.path is None
    assert following.running() == []


def test_a_sheet_that_is_left_begins_nothing(window):
    desk_of(window).ask = lambda _: None
    window.registry.trigger("compile.start")
    assert desk_of(window).supervisor is None


def test_what_cannot_be_asked_is_told(window):
    def refuse(_):
        raise StudioError("There is no base model mine.", "Add it.")

    desk_of(window).ask = refuse
    window.registry.trigger("compile.start")
    assert "There is no base model mine." in window.bar.text


def test_a_second_compile_is_not_begun_beside_the_first(qtbot, open_window, how):
    first, second = open_window(), open_window()
    run = held_at(qtbot, first, how, 12)
    second.registry.trigger("compile.start")
    until(qtbot, lambda: desk_of(second).supervisor.progress.events >= 12)
    assert run_of(second).path == run.path
    assert len(list(run.path.parent.iterdir())) == 1


def test_pause_and_go_on(qtbot, window, how):
    held_at(qtbot, window, how, 60)
    panel = desk_of(window).panel
    panel._buttons["pause"].click()
    until(qtbot, lambda: desk_of(window).supervisor.progress.paused)
    assert panel.state.text() == "Paused"
    assert panel._buttons["pause"].text() == "Go on"
    panel._buttons["pause"].click()
    until(qtbot, lambda: not desk_of(window).supervisor.progress.paused)
    assert panel._buttons["pause"].text() == "Pause"
    assert panel.state.text() == "Teaching"


def test_stop_keeps_what_was_learned(qtbot, window, how):
    held_at(qtbot, window, how, 60)
    window.registry.trigger("compile.stop")
    until_over(qtbot, window)
    assert run_of(window).manifest().state == "done"
    assert desk_of(window).panel.state.text() == "Compiled"


@pytest.mark.parametrize("more", [(), ("--deaf",)])
def test_cancel_returns_within_five_seconds_with_the_child_gone(qtbot, window, how, monkeypatch, more):
    run = held_at(qtbot, window, how, 60, *more)
    pid = run.worker()
    desk = desk_of(window)
    monkeypatch.setattr(desk, "_sure", lambda: True)
    began = time.monotonic()
    window.registry.trigger("compile.cancel")
    assert time.monotonic() - began < 0.5  # the window does not wait
    until_over(qtbot, window, 6)
    assert time.monotonic() - began < 5
    assert not run.is_alive()
    assert _is_gone(pid)
    assert desk.panel.state.text() == "Cancelled"
    assert desk.panel.card.names == ["again"]


def test_cancel_is_asked_about(qtbot, window, how, monkeypatch):
    run = held_at(qtbot, window, how, 12)
    monkeypatch.setattr(desk_of(window), "_sure", lambda: False)
    window.registry.trigger("compile.cancel")
    assert run.control.requested() is None


def test_a_worker_that_is_killed_is_told_and_goes_on(qtbot, window, how):
    held_at(qtbot, window, how, 60)
    os.kill(run_of(window).worker(), signal.SIGKILL)
    until_over(qtbot, window)
    panel = desk_of(window).panel
    assert panel.state.text() == "It did not work"
    assert "memory" in panel.card.message.text()
    assert panel.card.names[0] == "again"
    assert run_of(window).manifest().state == "failed"
    how.clear()
    panel.card.button("again").click()
    until_over(qtbot, window)
    assert panel.state.text() == "Compiled"
    assert desk_of(window).supervisor.progress.tries == 2


def test_too_little_memory_on_the_card_offers_a_smaller_setting_and_goes_on(qtbot, window, how):
    run = held_at(qtbot, window, how, 60)
    (run.path / "recipe.json").write_text('{"part": 16384, "batch": 16384}')
    run.log.write_text("torch.OutOfMemoryError: CUDA out of memory. Tried to allocate 2 GiB\n")
    os.kill(run.worker(), signal.SIGTERM)
    until_over(qtbot, window)
    panel = desk_of(window).panel
    assert panel.card.names[0] == "smaller"
    panel.details.set_open(True)
    assert "CUDA out of memory" in panel._details()
    how.clear()
    panel.card.button("smaller").click()
    until_over(qtbot, window)
    assert panel.state.text() == "Compiled"
    assert '"part": 8192' in (run.path / "order.json").read_text()


def test_what_was_compiled_before_is_shown_at_once(qtbot, window, how):
    window.registry.trigger("compile.start")
    until_over(qtbot, window)
    events = len(run_of(window).events.read())
    window.registry.trigger("compile.start")
    until_over(qtbot, window)
    assert desk_of(window).panel.state.text() == "Compiled"
    assert len(run_of(window).events.read()) == events


def test_a_window_opened_later_finds_the_compile_again(qtbot, open_window, how):
    first = open_window()
    run = held_at(qtbot, first, how, 60)
    first.close()
    assert run.is_alive()
    second = open_window()
    until(qtbot, lambda: desk_of(second).supervisor is not None)
    until(qtbot, lambda: desk_of(second).supervisor.progress.events >= 60)
    assert run_of(second).path == run.path
    assert desk_of(second).panel.state.text() == "Teaching"
    assert not second.panels["compile"].isHidden()


def test_two_windows_on_one_run_see_the_same_and_do_no_harm(qtbot, open_window, how, monkeypatch):
    first = open_window()
    held_at(qtbot, first, how, 60)
    second = open_window()
    until(qtbot, lambda: desk_of(second).is_running)
    monkeypatch.setattr(desk_of(second), "_sure", lambda: True)
    desk_of(second).pause()
    until(qtbot, lambda: desk_of(first).supervisor.progress.paused)
    desk_of(first).pause()
    until(qtbot, lambda: not desk_of(second).supervisor.progress.paused)
    desk_of(second).cancel()
    until_over(qtbot, first)
    until_over(qtbot, second)
    for window in (first, second):
        assert desk_of(window).panel.state.text() == "Cancelled"
    assert sum(event["type"] == "failed" for event in run_of(first).events.read()) == 1


def test_a_run_that_cannot_be_made_is_told(qtbot, window, monkeypatch):
    def full(*_):
        raise StudioError("Making the folder failed: the disk is full.", "Free some space.", "disk")

    monkeypatch.setattr(launch, "prepare", full)
    window.registry.trigger("compile.start")
    until(qtbot, lambda: window.bar.text)
    assert "the disk is full" in window.bar.text
    assert desk_of(window).panel.state.text() == "Nothing is being compiled"
    assert not desk_of(window).is_running


def test_the_buttons_of_the_end_open_what_is_there(qtbot, window, monkeypatch):
    window.registry.trigger("compile.start")
    until_over(qtbot, window)
    opened = []
    monkeypatch.setattr("studio.ui.compile.desk.QDesktopServices.openUrl", lambda url: opened.append(url.toLocalFile()))
    shown = []
    monkeypatch.setattr(desk_of(window), "_open", lambda module, name: shown.append((module, name)))
    desk = desk_of(window)
    for name in desk.panel.card.names:
        desk.panel.card.button(name).click()
    assert opened == [str(run_of(window).report)]
    assert set(shown) <= {("studio.ui.chat", "open_run"), ("studio.ui.report", "show")}
    assert shown


def _is_gone(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return True
    return os.waitpid(pid, os.WNOHANG)[0] == pid if hasattr(os, "waitpid") else False
