"""The compile worker: a process of its own that holds a run's lock, conducts its compile and writes its events.

Started detached by `launch`; a closed window or terminal never loses a run.
"""

from __future__ import annotations

import os
import sys
import traceback
from pathlib import Path

from studio.base.errors import Cancelled, StudioError, from_os
from studio.base.events import Event
from studio.base.offline import go_offline
from studio.base.outcome import said_in
from studio.base.priority import give_way
from studio.base.runfolder import RunFolder, open_run
from studio.base.sentences import sentence


def main(arguments: list[str]) -> int:
    """Conduct the compile of the run folder named by the only argument."""
    go_offline()
    give_way()
    os.environ.setdefault("TOKENIZERS_PARALLELISM", "false")
    os.environ.setdefault("OMP_WAIT_POLICY", "passive")  # threads that wait must not take the core from those that work
    run = open_run(Path(arguments[0]))
    # Every length of row makes oneDNN keep another matrix product; all of them together took 4 GB.
    os.environ.setdefault("ONEDNN_PRIMITIVE_CACHE_CAPACITY", "320")
    with run.hold():
        run.update(state="running")
        return _conduct(run)


def _conduct(run: RunFolder) -> int:
    from studio.compile.conductor import Conductor

    def report(told: Event) -> None:
        run.events.append({**told, "stage": "teaching"} if told.get("stage") == "teach" else told)

    try:
        done = Conductor(run.path, report, run.control).run()
    except Cancelled as error:
        run.update(state="cancelled")
        run.events.write("failed", message=error.message, hint=error.hint, cancelled=True)
        return 1
    except StudioError as error:
        return _failed(run, error)
    except OSError as error:
        return _failed(run, from_os(error, sentence("The compile")))
    except Exception:
        traceback.print_exc(file=sys.stderr)
        return _failed(run, _fault(run, traceback.format_exc()))
    run.update(state="done", scores={"gate": done.gate, "reason": done.reason})
    run.events.write(
        "done",
        run=str(done.run),
        gguf=str(done.gguf),
        seconds=round(done.seconds, 1),
        gate=done.gate,
        reason=done.reason,
    )
    return 0


def _failed(run: RunFolder, error: StudioError) -> int:
    run.update(state="failed")
    run.events.write("failed", message=error.message, hint=error.hint, cause=error.cause)
    return 2


def _fault(run: RunFolder, told: str) -> StudioError:
    """An exception nobody expected: what a library's words tell, or a fault of our own."""
    known = said_in(told)
    if known is not None:
        return StudioError(sentence("The compile {why}.", why=known.why), known.hint, known.word)
    return StudioError(
        sentence("The compile met a fault of the studio's own."),
        sentence("Report it with the log: {log}", log=str(run.log)),
        "fault",
    )
