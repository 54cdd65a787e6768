"""`studio running`: the compiles at work on this computer, and what can be asked of one from another terminal."""

from __future__ import annotations

from argparse import Namespace
from typing import Any

from studio.base.command import FOUND, GOOD, Argument, answer, command
from studio.base.errors import StudioError
from studio.base.places import run_folder
from studio.base.runfolder import RunFolder, open_run
from studio.base.sentences import sentence
from studio.compile import following, progress

ASKS = ("pause", "go-on", "stop", "cancel")


@command(
    Argument("run", type=run_folder, nargs="?", metavar="RUN", help="one run's folder (default: all that are at work)"),
    Argument("--ask", choices=ASKS, help="ask it to pause, to go on, to stop and keep what was learned, or to cancel"),
)
def running(asked: Namespace) -> int:
    """List the compiles that are at work, how far they are, and ask one of them for something."""
    runs = [open_run(asked.run)] if asked.run is not None else following.running()
    if asked.ask is not None:
        _ask(_only(runs), asked.ask)
    found = [_told(run) for run in runs]
    answer(asked, found, "\n".join(_line(one) for one in found) or "No compile is at work.")
    return GOOD if found else FOUND


def _only(runs: list[RunFolder]) -> RunFolder:
    """The one run that can be meant. Raises StudioError."""
    if len(runs) == 1 and runs[0].is_alive():
        return runs[0]
    if len(runs) == 1:
        raise StudioError(
            sentence("No compile is at work in {path}.", path=str(runs[0].path)),
            sentence("`studio running` lists those that are."),
        )
    if not runs:
        raise StudioError(sentence("No compile is at work."), sentence("Start one with `studio compile FLOW`."))
    raise StudioError(
        sentence("Several compiles are at work."),
        sentence("Name one of: {paths}.", paths=", ".join(str(run.path) for run in runs)),
    )


def _ask(run: RunFolder, what: str) -> None:
    if what == "cancel":
        following.cancel(run)
    elif what == "go-on":
        run.control.withdraw("pause")
    elif what == "pause":
        run.control.request("pause")
    else:
        run.control.withdraw("pause")
        run.control.request("stop")


def _told(run: RunFolder) -> dict[str, Any]:
    found = progress.of(run.events.read())
    return {
        "run": str(run.path),
        "name": run.manifest().name,
        "state": run.state(),
        "stage": found.current,
        "round": found.round,
        "share": round(found.share, 3),
        "left_seconds": round(found.left) if found.left is not None else None,
        "paused": found.paused,
    }


def _line(told: dict[str, Any]) -> str:
    doing = "paused" if told["paused"] else told["stage"] or told["state"]
    return f"{told['name']}: {doing}, {told['share']:.0%} of the time it may take  {told['run']}"
