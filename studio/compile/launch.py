"""Starting a compile in its own process and watching it: what the command line and the window both do.

A run is found again by what was asked (procedure, base, budget ...), so asking twice resumes or answers from the run
that is there.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Literal

from studio.base import paths, places, processes
from studio.base.atomic import write_text
from studio.base.errors import StudioError
from studio.base.events import LAST, Event, event
from studio.base.outcome import Outcome
from studio.base.runfolder import RunFolder, create, open_run
from studio.base.sentences import sentence
from studio.compile.order import Order
from studio.procedure.file import dumps, procedure_hash
from studio.procedure.model import Procedure

CANCEL_PATIENCE = 20.0


def prepare(procedure: Procedure, order: Order, out: Path | None) -> RunFolder:
    """The run folder for an order: a new one, or the one where it was begun before. Raises StudioError where `out`
    holds something else."""
    hashed = procedure_hash(procedure)
    key = order.key(hashed)
    path = out or place(procedure, order)
    if out is not None:
        places.remember(out)
    if (path / "run.json").exists():
        run = open_run(path)
        kept = Order.load(path)
        if kept.key(run.manifest().procedure_hash) != key:
            raise StudioError(
                sentence("{path} holds another compile.", path=str(path)),
                sentence("Choose another folder with --out, or delete that one first."),
            )
        return run
    run = create(
        path,
        procedure.name,
        procedure_hash=hashed,
        base=order.base,
        budget={"name": order.budget},
        today=order.today.isoformat(),
    )
    write_text(run.procedure, dumps(procedure))
    order.save(path)
    return run


def place(procedure: Procedure, order: Order) -> Path:
    """Where a run goes unless a folder is named."""
    return paths.runs() / f"{_plain(procedure.name)}-{order.key(procedure_hash(procedure))}"


def before(path: Path, procedure: Procedure, order: Order) -> Literal["", "unfinished", "done"]:
    """How far an earlier compile of the same came in that folder; empty where none was begun."""
    try:
        run = open_run(path)
        if Order.load(path).key(run.manifest().procedure_hash) != order.key(procedure_hash(procedure)):
            return ""
        return "done" if finished(run) else "unfinished"
    except (StudioError, OSError, ValueError):
        return ""


def finished(run: RunFolder) -> Event | None:
    """The last event of a run that is done, if its file still stands."""
    last = run.events.last(*LAST)
    return last if last and last["type"] == "done" and run.gguf.exists() and not run.is_alive() else None


def start(run: RunFolder) -> processes.Child | None:
    """Start the worker, unless one is at it already."""
    if run.is_alive():
        return None
    run.control.withdraw()
    run.events.write("note", text=sentence("Started."))
    return processes.start("compile", str(run.path), title=sentence("The compile"), log=run.log, detached=True)


def watch(run: RunFolder, child: processes.Child | None, from_now: bool = True) -> Iterator[Event]:
    """Events until the run ends. A worker that died without a word becomes a `failed` event with a remedy."""
    skip = max(0, len(run.events.read()) - 1) if from_now else 0
    ended = False
    for seen, told in enumerate(run.events.follow(_alive(run, child))):
        if seen < skip:
            continue
        yield told
        if told["type"] in LAST:
            ended = True
            break
    if not ended:
        outcome = child.wait(5) if child is not None else None
        yield _died(run, outcome)


def _alive(run: RunFolder, child: processes.Child | None) -> Callable[[], bool]:
    return lambda: child.is_running() if child is not None else run.is_alive()


def _died(run: RunFolder, outcome: Outcome | None) -> Event:
    if run.control.requested() == "cancel":  # a worker that could not listen was ended by whoever asked
        return event("failed", message=sentence("The compile was cancelled."), hint="", cancelled=True)
    if outcome is None or outcome.was_successful():
        hint = sentence("Start it again; the log: {log}", log=str(run.log))
        return event("failed", message=sentence("The compile ended without a word."), hint=hint)
    return event("failed", message=outcome.sentence(), hint=outcome.hint())


def forget(run: RunFolder) -> None:
    """Delete a run's folder. Raises StudioError while a worker is at it."""
    if run.is_alive():
        raise StudioError(sentence("This compile is still running."), sentence("Cancel it first."))
    shutil.rmtree(run.path)


def _plain(name: str) -> str:
    return "-".join("".join(c if c.isalnum() else " " for c in name.casefold()).split())[:40] or "procedure"
