"""A worker that acts: a real process that holds the run's lock and says what a real compile said, only faster.

python -m tests.ui.compile.acting RUN [--events N] [--pace SECONDS] [--deaf] [--die SIGNAL] [--flood N]
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import sys
import time
from pathlib import Path

from studio.base import paths, processes
from studio.base.events import EventLog
from studio.base.processes import Child
from studio.base.runfolder import RunFolder, open_run

RECORDED = paths.resources() / "recordings"


def start(run: RunFolder, *how: str) -> Child | None:
    """As `launch.start`, with a worker that acts."""
    if run.is_alive():
        return None
    run.control.withdraw()
    run.events.write("note", text="Started.")
    line = [sys.executable, "-m", "tests.ui.compile.acting", str(run.path), *how]
    return processes.launch(line, title="The compile", log=run.log, detached=True)


def main() -> None:
    asked = argparse.ArgumentParser()
    asked.add_argument("run", type=Path)
    asked.add_argument("--events", type=int, default=10_000)
    asked.add_argument("--pace", type=float, default=0.0)
    asked.add_argument("--deaf", action="store_true")
    asked.add_argument("--die", type=int, default=0)
    asked.add_argument("--flood", type=int, default=0)
    act(asked.parse_args())


def act(asked: argparse.Namespace) -> None:
    run = open_run(asked.run)
    with run.hold():
        run.update(state="running")
        for told in EventLog(RECORDED / "travel.events.jsonl").read()[1 : asked.events]:
            told = {name: value for name, value in told.items() if name != "time"}
            if told["type"] == "done":
                _finish(run)
                told |= {"run": str(run.path), "gguf": str(run.gguf)}
            if told.get("stage") == "writing" and told.get("state") == "finished":
                run.conversations.mkdir(exist_ok=True)
                shutil.copy(RECORDED / "travel.look.json", run.conversations / "taught-1.look.json")
            run.events.append(told)
            if told.get("stage") == "teaching" and told.get("state") == "started":
                _flood(run, asked.flood)
            time.sleep(asked.pace)
            if not asked.deaf and _told_to_end(run):
                return
        if asked.die:
            os.kill(os.getpid(), asked.die)
        while asked.events < 10_000:
            time.sleep(0.02)
            if not asked.deaf and _told_to_end(run):
                return


def _told_to_end(run: RunFolder) -> bool:
    match run.control.requested():
        case "cancel":
            run.update(state="cancelled")
            run.events.write("failed", message="The teaching was cancelled.", hint="", cancelled=True)
            return True
        case "stop":
            _finish(run)
            run.events.write(
                "done", run=str(run.path), gguf=str(run.gguf), seconds=12.0, gate="failed", reason="Stopped."
            )
            return True
        case "pause":
            run.events.write("note", text="Paused.", paused=True)
            while run.control.requested() == "pause":
                time.sleep(0.02)
            run.events.write("note", text="Going on.", paused=False)
    return False


def _finish(run: RunFolder) -> None:
    shutil.copy(RECORDED / "travel.verify.json", run.verify)
    run.gguf.write_bytes(b"GGUF")
    run.report.write_text("<p>Report</p>")
    run.update(state="done")


def _flood(run: RunFolder, number: int) -> None:
    """Thousands of events at once, as fast as a disk takes them."""
    lines = [
        json.dumps({"type": "metric", "time": time.time(), "stage": "teaching", "step": i, "smooth_loss": 1 / (1 + i)})
        for i in range(number)
    ]
    with run.events.path.open("a") as file:
        file.write("".join(f"{line}\n" for line in lines))


if __name__ == "__main__":
    main()
