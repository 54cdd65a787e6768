"""Following a run that may be at work in another process, and ending it: what every window on a run does.

Any number of processes follow one run; whoever finds its worker dead without a word writes down how it died, so that
the others, and a window opened later, know it too. What the events mean is `progress`' business.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path

from studio.base import paths, places, processes
from studio.base.errors import StudioError
from studio.base.events import LAST, Event
from studio.base.outcome import Outcome, said_in
from studio.base.runfolder import RunFolder
from studio.base.sentences import sentence

PATIENCE = 2.0  # seconds a worker has to obey a cancel before it is ended; while teaching it takes one step
GRACE = 1.0  # seconds between terminating and killing


def running(folders: Iterable[Path] | None = None) -> list[RunFolder]:
    """The runs that a worker is at, the latest begun first: of these folders, else of all that are known."""
    found: list[tuple[float, RunFolder]] = []
    for folder in folders if folders is not None else known():
        with suppress(StudioError, OSError):
            run = RunFolder(folder)
            if run.is_alive():
                found.append((run.manifest().created, run))
    return [run for _, run in sorted(found, key=lambda pair: -pair[0])]


def known() -> Iterator[Path]:
    """The folders of all runs, in the usual place and elsewhere."""
    usual = paths.runs()
    with suppress(OSError):
        yield from (folder for folder in usual.iterdir() if (folder / "run.json").exists())
    yield from (folder for folder in places.remembered() if (folder / "run.json").exists())


def is_at_work(run: RunFolder, child: processes.Child | None) -> bool:
    """Whether a worker is at it, also one of ours that does not hold the lock yet."""
    return (child is not None and child.is_running()) or run.is_alive()


def has_ended(events: list[Event]) -> bool:
    """Whether the last try said its last word."""
    return bool(events) and events[-1]["type"] in LAST


def bury(run: RunFolder, outcome: Outcome | None) -> Event | None:
    """Write down the death of a worker that said nothing; None where it did, where another is at it, or where another
    has done so. `outcome` is known only to whoever started it."""
    try:
        with run.hold():
            if has_ended(run.events.read()):
                return None
            died = death(run, outcome)
            run.update(state="failed")
            return run.events.write("failed", message=died.message, hint=died.hint, cause=died.cause)
    except (StudioError, OSError):
        return None


def death(run: RunFolder, outcome: Outcome | None) -> StudioError:
    """What became of a worker that ended without a word."""
    if outcome is not None and not outcome.was_successful() and outcome.cause() is not None:
        return outcome.error()
    known = said_in(processes.read_tail(run.log))
    if known is not None:
        return StudioError(sentence("The compile {why}.", why=known.why), known.hint, known.word)
    return StudioError(
        sentence("The compile ended without a word."),
        sentence(
            "Most likely the computer ran out of memory or was switched off. Start again: it goes on where it was."
        ),
        "outside",
    )


def cancel(run: RunFolder, child: processes.Child | None = None) -> None:
    """End the worker, whoever started it: it is asked, then terminated, then killed with all its children. Returns when
    it is gone, and the run says that it was cancelled. Raises StudioError where it cannot be ended."""
    pid = child.pid if child is not None and child.is_running() else run.worker()
    run.control.request("cancel")

    def gone() -> bool:
        return not is_at_work(run, child) and not (pid is not None and processes.is_there(pid))

    if not processes.wait_until(gone, PATIENCE) and pid is not None:
        processes.end(pid, grace=GRACE)
    if not processes.wait_until(gone, 1.0):
        raise StudioError(
            sentence("The compile cannot be ended."),
            sentence("Restart the computer; the disk or the graphics card may be stuck."),
        )
    with suppress(StudioError), run.hold():  # whoever starts it again meanwhile may have it
        if not has_ended(run.events.read()):
            run.update(state="cancelled")
            run.events.write("failed", message=sentence("The compile was cancelled."), hint="", cancelled=True)
