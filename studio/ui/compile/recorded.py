"""A compile as the window shows it, from the recording of a real one, for pictures of the window.

What is shown goes the way of every compile: a run folder with events, followed by a supervisor. Only the worker is not
there; its lock is held here until the window closes.
"""

from __future__ import annotations

import json
import shutil
import time
from contextlib import ExitStack
from datetime import date
from typing import TYPE_CHECKING, Literal

from studio.base import paths
from studio.base.events import Event, EventLog
from studio.base.runfolder import RunFolder
from studio.compile import launch
from studio.compile.order import Order
from studio.ui.compile import desk_of
from studio.ui.compile.closing import Guard

if TYPE_CHECKING:
    from studio.ui.window import MainWindow

Moment = Literal["compiling", "compiled", "compile failed"]
MOMENTS: tuple[Moment, ...] = ("compiling", "compiled", "compile failed")


def show_recorded(window: MainWindow, moment: Moment) -> None:
    """Bring the window to a moment of the recorded compile."""
    procedure = window.document.procedure
    run = launch.prepare(procedure, Order(base_folder=paths.starter(), today=date.today()), None)
    events = EventLog(paths.resources() / "recordings" / "travel.events.jsonl").read()
    if moment == "compiled":
        _finish(run)
    else:
        events = _until_teaching_again(events)
    if moment == "compile failed":
        told = {"type": "failed", "time": events[-1]["time"], "message": "CUDA out of memory.", "hint": ""}
        events = [*events, {**told, "cause": "gpu_memory"}]
        (run.path / "recipe.json").write_text(json.dumps({"part": 16384, "batch": 16384}), "utf-8")
    _write(run, events)
    if moment == "compiling":
        stack = ExitStack()
        stack.enter_context(run.hold())
        run.lock.write_text("", "ascii")  # nobody is measured
        window.closed.connect(lambda: stack.close())  # which keeps it until then
    guard = window.findChild(Guard)
    assert isinstance(guard, Guard)
    guard.question = lambda _: "leave"  # nothing is at work that could be left
    desk_of(window).watch(run)


def _until_teaching_again(events: list[Event]) -> list[Event]:
    """Up to the middle of the second round's teaching."""
    begun = next(i for i, told in enumerate(events) if told.get("stage") == "teaching-2")
    return events[: begun + 14]


def _write(run: RunFolder, events: list[Event]) -> None:
    """The events as if the last had come just now, and a few practice conversations."""
    later = time.time() - events[-1]["time"]
    for told in events:
        run.events.append({**told, "time": round(told["time"] + later, 3)})
    run.conversations.mkdir(exist_ok=True)
    recorded = paths.resources() / "recordings" / "travel.look.json"
    shutil.copy(recorded, run.conversations / "taught-1.look.json")


def _finish(run: RunFolder) -> None:
    """What a compile leaves behind, as far as it is looked at."""
    shutil.copy(paths.resources() / "recordings" / "travel.verify.json", run.verify)
    run.gguf.write_bytes(b"GGUF")
    run.report.write_text("", "utf-8")
    run.update(state="done")
