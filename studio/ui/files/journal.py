"""The recovery journal: what is not saved yet, kept apart from the person's file, at most two seconds behind.

Each open document has one, of its own name, with a lock that the system lets go of however the process ends. It is
there only while something is unsaved. A thread of its own writes it, whole and by renaming, so that a kill at any
moment leaves either the one before or the new one. Offering it after a crash is `recovery`'s business.
"""

from __future__ import annotations

import json
import time
import uuid
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path
from threading import Condition, Thread
from typing import TYPE_CHECKING, NamedTuple
from zlib import crc32

from pydantic import ValidationError
from PySide6.QtCore import QObject, Signal, SignalInstance, Slot

from studio.base import lock, paths
from studio.base.atomic import write_bytes
from studio.base.errors import StudioError, from_os
from studio.base.sentences import sentence
from studio.procedure.model import FORMAT_VERSION, Procedure
from studio.ui import memory
from studio.ui.document import Document
from studio.ui.files.language import told

if TYPE_CHECKING:
    from studio.ui.window import MainWindow

SUFFIX, LOCK = ".journal", ".lock"
PAUSE, LONGEST_PAUSE = 0.5, 1.5  # seconds between two writes; the longer one for procedures that take long to write
LAST_WAIT = 5.0  # seconds a closing window waits for a write under way


class Kept(NamedTuple):
    """What a journal holds: the procedure, the file it belongs to (None before the first save), and when it was so."""

    procedure: Procedure
    path: Path | None
    at: float


def folder() -> Path:
    """Where journals are."""
    return paths.data() / "recovery"


def packed(kept: Kept) -> bytes:
    """A journal's bytes: one line about it, with a checksum, then the procedure."""
    body = kept.procedure.model_dump_json().encode()
    path = None if kept.path is None else str(kept.path)
    head = {"format": FORMAT_VERSION, "path": path, "at": kept.at, "length": len(body), "crc": crc32(body)}
    return json.dumps(head).encode() + b"\n" + body


def unpacked(content: bytes) -> Kept:
    """What a journal's bytes hold. Raises StudioError where they are not whole, or of a newer studio."""
    line, _, body = content.partition(b"\n")
    try:
        head = json.loads(line)
        if head["format"] > FORMAT_VERSION:
            raise StudioError(
                sentence("Unsaved work was kept by a newer version of the studio."),
                sentence("Open it with that version."),
            )
        if head["length"] != len(body) or head["crc"] != crc32(body):
            raise ValueError("checksum")
        path = None if head["path"] is None else Path(head["path"])
        return Kept(Procedure.model_validate_json(body), path, float(head["at"]))
    except (ValueError, KeyError, TypeError, ValidationError) as error:
        hint = sentence("Open the last saved file of that procedure.")
        raise StudioError(sentence("A recovery journal is damaged."), hint) from error


class Writer:
    """Keeps one file in step with what is wanted, in a thread of its own. `told` is called there with a StudioError
    when writing fails, and with None when it works again."""

    def __init__(self, path: Path, told: Callable[[StudioError | None], None]) -> None:
        self.path, self._told = path, told
        self._wanted: Kept | None = None
        self._done: Kept | None = None
        self._stopping = self._hurried = self._failing = False
        self._turn = Condition()
        self._thread = Thread(target=self._run, name="journal", daemon=True)
        self._thread.start()

    def want(self, kept: Kept | None) -> None:
        """Hold this from now on; None for no file at all. Returns at once."""
        with self._turn:
            self._wanted = kept
            self._hurried = kept is None  # what is saved must not be offered again
            self._turn.notify_all()

    def flush(self, timeout: float = LAST_WAIT) -> bool:
        """Wait until what is wanted is on the disk; whether it is."""
        with self._turn:
            self._hurried = True
            self._turn.notify_all()
            return self._turn.wait_for(lambda: self._done is self._wanted, timeout)

    def stop(self) -> None:
        """Write nothing more."""
        with self._turn:
            self._stopping = True
            self._turn.notify_all()
        self._thread.join(LAST_WAIT)

    def _run(self) -> None:
        while True:
            with self._turn:
                self._turn.wait_for(lambda: self._stopping or self._done is not self._wanted)
                if self._stopping:
                    return
                wanted, self._hurried = self._wanted, False
            began = time.monotonic()
            self._hold(wanted)
            with self._turn:
                self._done = wanted
                self._turn.notify_all()
                pause = min(max(PAUSE, 4 * (time.monotonic() - began)), LONGEST_PAUSE)
                self._turn.wait_for(lambda: self._stopping or self._hurried, pause)

    def _hold(self, wanted: Kept | None) -> None:
        try:
            if wanted is None:
                self.path.unlink(missing_ok=True)
            else:
                write_bytes(self.path, packed(wanted))
        except OSError as error:
            if not self._failing:
                self._told(from_os(error, sentence("Keeping unsaved work safe")))
            self._failing = True
        else:
            if self._failing:
                self._told(None)
            self._failing = False


class Journal(QObject):
    """A document's journal, from the opening of its window until it is closed cleanly."""

    failed = Signal(object)  # a StudioError, once, when the disk refuses

    def __init__(self, document: Document) -> None:
        super().__init__(document)
        memory.keep_to_this_thread()
        self._document = document
        self._lock = ExitStack()
        self._writer: Writer | None = None
        self._heard: tuple[SignalInstance, ...] = ()
        self.path = folder() / f"{uuid.uuid4().hex[:12]}{SUFFIX}"
        self._heard = (document.changed, document.replaced, document.title_changed, document.stack.indexChanged)
        for signal in self._heard:
            signal.connect(self._note)
        self._note()

    @Slot()
    def _note(self) -> None:
        """Pass on what is unsaved now. It costs nothing: the procedure is immutable, and written elsewhere."""
        document = self._document
        if not document.is_modified:
            if self._writer is not None:
                self._writer.want(None)
            return
        if self._writer is None and not self._begin():
            return
        assert self._writer is not None
        self._writer.want(Kept(document.procedure, document.path, time.time()))

    def _begin(self) -> bool:
        try:
            folder().mkdir(parents=True, exist_ok=True)
            self._lock.enter_context(lock.hold(self.path.with_suffix(LOCK)))
        except OSError as error:
            self.failed.emit(from_os(error, sentence("Keeping unsaved work safe")))
            return False
        self._writer = Writer(self.path, self._told)
        self._document.destroyed.connect(self._leave)
        return True

    def _told(self, error: StudioError | None) -> None:
        if error is not None:
            self.failed.emit(error)

    def flush(self) -> bool:
        """Wait until what is unsaved now is on the disk; whether it is."""
        return self._writer is None or (self._writer.flush() and self.path.exists() == self._document.is_modified)

    @Slot()
    def _leave(self) -> None:
        """The document went without being closed: what it held unsaved stays, to be offered again."""
        if self._writer is not None:
            self._writer.flush()
            self._writer.stop()
            self._writer = None
            self._lock.close()

    def close(self) -> None:
        """The document is saved or let go of: no journal is needed any more."""
        for signal in self._heard:  # a history that is taken down says so once more
            signal.disconnect(self._note)
        self._heard = ()
        if self._writer is None:
            return
        self._document.destroyed.disconnect(self._leave)
        self._writer.stop()
        self._writer = None
        forget(self.path)
        self._lock.close()
        self.path.with_suffix(LOCK).unlink(missing_ok=True)


def forget(path: Path) -> None:
    """Remove a journal, and what a kill in the middle of writing has left beside it."""
    path.unlink(missing_ok=True)
    for half in path.parent.glob(f".{path.name}.*.tmp"):
        half.unlink(missing_ok=True)


def of(document: Document) -> Journal | None:
    """The document's journal, where its window keeps one."""
    return document.findChild(Journal)


def install(window: MainWindow) -> None:
    """Keep a journal for the window's document."""
    journal = Journal(window.document)
    journal.failed.connect(lambda error: window.say(told(error)))
    window.closed.connect(journal.close)
