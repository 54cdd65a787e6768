"""A child process that answers while the window goes on: its lines as they come, and how it ended.

The child is started, read and waited for in a thread of its own that touches nothing of Qt; a timer fetches what came.
"""

from __future__ import annotations

import sys
import threading
from collections.abc import Sequence
from queue import Empty, SimpleQueue

from PySide6.QtCore import QLocale, QObject, QTimer, Signal

from studio.base import processes
from studio.base.errors import StudioError
from studio.base.outcome import Outcome
from studio.base.sentences import CHOSEN

OFTEN = 40  # milliseconds between two looks at what came


def studio_command(*arguments: str) -> list[str]:
    """A command of the studio's own command line."""
    return [sys.executable, "-m", "studio", *arguments]


class Asking(QObject):
    """One question at a time: `line` carries each line of the answer, `ended` the whole of it and None, or the error
    where the child could not be started or failed."""

    line = Signal(str)
    ended = Signal(str, object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._run: _Run | None = None
        self._look = QTimer(self, interval=OFTEN)
        self._look.timeout.connect(self._fetch)

    @property
    def is_busy(self) -> bool:
        return self._run is not None

    def ask(self, command: Sequence[str], said: str = "") -> None:
        """Start a command line and say something on its standard input; what was asked before is let go."""
        self.stop()
        self._run = _Run(command, said)
        self._run.start()
        self._look.start()

    def stop(self) -> None:
        """Let go of what is being asked; the child ends, and nothing more is told."""
        self._look.stop()
        if self._run is not None:
            self._run.give_up()
            self._run = None

    def _fetch(self) -> None:
        run = self._run
        while run is not None and run is self._run:
            try:
                came = run.came.get_nowait()
            except Empty:
                return
            if isinstance(came, str):
                self.line.emit(came)
                continue
            self._look.stop()
            self._run = None
            self.ended.emit("".join(run.lines), came)


class _Run(threading.Thread):
    """One child from its start to its end. `came` holds its lines and at last an error or None."""

    def __init__(self, command: Sequence[str], said: str) -> None:
        super().__init__(daemon=True)
        self.came: SimpleQueue[str | StudioError | None] = SimpleQueue()
        self.lines: list[str] = []
        self._command, self._said = list(command), said
        self._environment = {CHOSEN: QLocale().name()}
        self._child: processes.Child | None = None
        self._given_up = threading.Event()

    def run(self) -> None:
        try:
            self._child = child = processes.launch(
                self._command, title="The child", talk=True, environment=self._environment
            )
            if self._given_up.is_set():
                child.process.kill()
            self._read(child)
            outcome = child.wait()
        except StudioError as error:
            self.came.put(error)
            return
        except (OSError, ValueError):  # it was killed while it was spoken to
            outcome = self._child.wait() if self._child is not None else None
        self.came.put(None if outcome is None or outcome.was_successful() else _error(outcome))

    def _read(self, child: processes.Child) -> None:
        assert child.process.stdin is not None and child.process.stdout is not None
        with child.process.stdin as ear:
            ear.write(self._said)
        with child.process.stdout as mouth:
            for line in mouth:
                self.lines.append(line)
                self.came.put(line)

    def give_up(self) -> None:
        self._given_up.set()
        if self._child is not None:
            self._child.process.kill()


def _error(outcome: Outcome) -> StudioError:
    """What the studio's own commands say before they end with 2: a sentence, and a remedy under it. A crash, a kill and
    a lack of memory have their own words."""
    said = [line for line in outcome.tail.strip().splitlines() if line.strip()]
    if outcome.code == 2 and said and "Traceback" not in outcome.tail:
        return StudioError(said[-2] if len(said) > 1 else said[0], said[-1] if len(said) > 1 else "")
    return outcome.error()
