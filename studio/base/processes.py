"""Starting the studio's own child processes, and ending them: ask, then terminate, then kill.

Every child is this same Python running `-m studio worker NAME`: fresh, never forked, offline. What a worker does is its
own business, and what its end means is `outcome`'s.
"""

from __future__ import annotations

import os
import subprocess
import sys
import threading
import time
from collections import deque
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import IO, Any

import psutil

from studio.base.errors import StudioError, from_os
from studio.base.offline import SWITCHES
from studio.base.outcome import TAIL, Outcome
from studio.base.paths import PACKAGE
from studio.base.sentences import sentence

Ask = Callable[[], Any]


def command(name: str, *arguments: str) -> list[str]:
    """The command line of a worker."""
    return [sys.executable, "-m", "studio", "worker", name, *arguments]


class Child:
    """A child we started. Its standard input and output are pipes of text when `talk` was asked for."""

    def __init__(self, name: str, process: subprocess.Popen[str], log: Path | None) -> None:
        self.name = name
        self.process = process
        self._log = log
        self._stopped = False
        self._tail: deque[str] = deque(maxlen=200)
        self._reader: threading.Thread | None = None
        if process.stderr is not None:
            self._reader = threading.Thread(target=self._listen, args=(process.stderr,), daemon=True)
            self._reader.start()

    @property
    def pid(self) -> int:
        return self.process.pid

    def is_running(self) -> bool:
        return self.process.poll() is None

    def wait(self, seconds: float | None = None) -> Outcome | None:
        """How it ended, or None when it is still running after `seconds`."""
        try:
            code = self.process.wait(seconds)
        except subprocess.TimeoutExpired:
            return None
        return Outcome(self.name, code, stopped=self._stopped and code != 0, tail=self.tail())

    def stop(self, ask: Ask | None = None, *, patience: float = 5.0, grace: float = 2.0) -> Outcome:
        """End it: ask and give it `patience` seconds, terminate and give it `grace`, kill it with all its children."""
        self._stopped = True
        if ask is not None:
            ask()
            outcome = self.wait(patience)
            if outcome is not None:
                return outcome
        descendants = _descendants(self.pid)
        self.process.terminate()
        outcome = self.wait(grace)
        if outcome is None:
            self.process.kill()
            outcome = self.wait(10)
        _kill(descendants)
        if outcome is None:
            raise StudioError(
                sentence("{name} cannot be ended.", name=self.name),
                sentence("Restart the computer; the disk may be stuck."),
            )
        return outcome

    def tail(self) -> str:
        """The end of what it wrote to its standard error."""
        if self._reader is not None:
            self._reader.join(0.0 if self.is_running() else 1.0)
            return "".join(self._tail)[-TAIL:]
        return read_tail(self._log) if self._log is not None else ""

    def _listen(self, stream: IO[str]) -> None:
        for line in stream:
            self._tail.append(line)


def start(
    name: str,
    *arguments: str,
    title: str = "",
    log: Path | None = None,
    talk: bool = False,
    detached: bool = False,
    environment: dict[str, str] | None = None,
) -> Child:
    """Start the worker `name`; `title` is what messages call it.

    With `talk` its standard input and output are pipes; with `log` its standard error, and its output unless it
    talks, is appended to that file; with `detached` it outlives us and hears none of our signals. Raises StudioError.
    """
    return launch(
        command(name, *arguments),
        title=title or sentence("The process {name}", name=name),
        log=log,
        talk=talk,
        detached=detached,
        environment=environment,
    )


def launch(
    line: Sequence[str],
    *,
    title: str,
    log: Path | None = None,
    talk: bool = False,
    detached: bool = False,
    environment: dict[str, str] | None = None,
) -> Child:
    """Start a command line as `start` does a worker. Raises StudioError."""
    opened: IO[bytes] | None = None
    try:
        opened = log.open("ab") if log is not None else None
        aside: IO[bytes] | int = opened or (subprocess.DEVNULL if detached else subprocess.PIPE)
        process = subprocess.Popen(
            line,
            stdin=subprocess.PIPE if talk else subprocess.DEVNULL,
            stdout=subprocess.PIPE if talk else opened or subprocess.DEVNULL,
            stderr=aside,
            env=_environment(environment),
            encoding="utf-8",
            errors="replace",
            **_apart(detached),
        )
    except OSError as error:
        raise from_os(error, sentence("Starting “{name}”", name=title)) from error
    finally:
        if opened is not None:
            opened.close()
    return Child(title, process, log)


def end(pid: int, *, grace: float = 2.0) -> None:
    """As `Child.stop` ends a child, for a process that another has started. It may be gone already."""
    descendants = _descendants(pid)
    try:
        process = psutil.Process(pid)
        process.terminate()
        process.wait(grace)
    except psutil.TimeoutExpired:
        _kill([process])
    except psutil.NoSuchProcess:
        pass
    _kill(descendants)


def is_there(pid: int) -> bool:
    """Whether a process still holds its memory; one that only waits to be noticed by its parent does not."""
    try:
        return bool(psutil.Process(pid).status() != psutil.STATUS_ZOMBIE)
    except psutil.NoSuchProcess:
        return False


def wait_until(true: Callable[[], bool], seconds: float, pause: float = 0.05) -> bool:
    """Whether something became true within `seconds`."""
    limit = time.monotonic() + seconds
    while not true():
        if time.monotonic() > limit:
            return False
        time.sleep(pause)
    return True


def read_tail(log: Path, size: int = TAIL) -> str:
    """The end of a log file; empty when there is none."""
    try:
        with log.open("rb") as file:
            file.seek(max(0, file.seek(0, os.SEEK_END) - size))
            return file.read().decode("utf-8", "replace")
    except OSError:
        return ""


def _descendants(pid: int) -> list[psutil.Process]:
    """Its children and theirs, who can no longer be found once it is gone."""
    try:
        return psutil.Process(pid).children(recursive=True)
    except psutil.NoSuchProcess:
        return []


def _kill(processes: list[psutil.Process]) -> None:
    for process in processes:
        with suppress(psutil.NoSuchProcess):  # psutil never takes another process with the same number for it
            process.kill()
    psutil.wait_procs(processes, timeout=5)


def _environment(more: dict[str, str] | None) -> dict[str, str]:
    """Ours, offline, speaking UTF-8, and able to find the studio from any working folder."""
    found = {**os.environ, **SWITCHES, "PYTHONUTF8": "1", "PYTHONUNBUFFERED": "1", **(more or {})}
    parts = [str(PACKAGE.parent), *filter(None, found.get("PYTHONPATH", "").split(os.pathsep))]
    found["PYTHONPATH"] = os.pathsep.join(dict.fromkeys(parts))
    return found


def _apart(detached: bool) -> dict[str, Any]:
    if sys.platform == "win32":
        flags = subprocess.CREATE_NO_WINDOW
        return {"creationflags": flags | subprocess.CREATE_NEW_PROCESS_GROUP if detached else flags}
    return {"start_new_session": detached}
