"""A run: the folder in which one compile keeps everything it makes, and the requests that watchers drop into it.

Who makes what is the stages' business; this module knows only the names, the manifest, the lock and the requests.
"""

from __future__ import annotations

import re
import time
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from studio.base import lock
from studio.base.atomic import write_text
from studio.base.errors import StudioError, from_os
from studio.base.events import EventLog
from studio.base.sentences import sentence

State = Literal["new", "running", "done", "failed", "stopped", "cancelled", "interrupted"]
Request = Literal["pause", "stop", "cancel"]
STRONGEST_FIRST: tuple[Request, ...] = ("cancel", "stop", "pause")


class Manifest(BaseModel):
    """What a run is. `created` is seconds since 1970; `recipe`, `budget` and `scores` are the stages' own records.

    `state` is what the worker last wrote: whether it still lives is `RunFolder.state`'s business.
    """

    model_config = ConfigDict(frozen=True, extra="allow")

    id: str
    name: str
    created: float
    procedure_hash: str = ""
    base: str = ""
    recipe: dict[str, Any] = Field(default_factory=dict)
    budget: dict[str, Any] = Field(default_factory=dict)
    state: State = "new"
    scores: dict[str, Any] = Field(default_factory=dict)


class Control:
    """Requests, each an empty file in the folder, so that any process can make and withdraw them."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def request(self, what: Request) -> None:
        """Ask the worker for something. Raises StudioError."""
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            (self.folder / what).touch()
        except OSError as error:
            raise from_os(error, sentence("Asking the run for something")) from error

    def withdraw(self, *what: Request) -> None:
        """Take requests back; all of them when none is named."""
        for name in what or STRONGEST_FIRST:
            (self.folder / name).unlink(missing_ok=True)

    def requested(self) -> Request | None:
        """The strongest request of this moment: cancel before stop before pause."""
        return next((name for name in STRONGEST_FIRST if (self.folder / name).exists()), None)


class RunFolder:
    """The names in a run's folder, and what can be asked of it."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.manifest_file = path / "run.json"
        self.procedure = path / "procedure.flow.json"
        self.log = path / "log.txt"
        self.plan = path / "plan.json"
        self.conversations = path / "conversations"
        self.weights = path / "weights"
        self.checkpoints = path / "weights" / "checkpoints"
        self.final = path / "weights" / "final"
        self.gguf = path / "model.gguf"
        self.verify = path / "verify.json"
        self.report = path / "report.html"
        self.lock = path / "lock"
        self.events = EventLog(path / "events.jsonl")
        self.control = Control(path / "control")

    def manifest(self) -> Manifest:
        """The manifest as it stands. Raises StudioError."""
        try:
            return Manifest.model_validate_json(self.manifest_file.read_text("utf-8"))
        except FileNotFoundError as error:
            raise StudioError(
                sentence("{path} is not the folder of a run.", path=str(self.path)),
                sentence("Name a folder that `studio compile` made; it holds a run.json."),
            ) from error
        except OSError as error:
            raise from_os(error, sentence("Reading {path}", path=str(self.manifest_file))) from error
        except (ValidationError, UnicodeDecodeError) as error:
            raise StudioError(
                sentence("The manifest of the run in {path} cannot be understood.", path=str(self.path)),
                sentence("Compile the procedure again."),
            ) from error

    def update(self, **changes: Any) -> Manifest:
        """Change the manifest and write it. Raises StudioError."""
        changed = Manifest.model_validate({**self.manifest().model_dump(), **changes})
        self._write(changed)
        return changed

    @contextmanager
    def hold(self) -> Iterator[None]:
        """Be the run's worker while the body runs. Raises StudioError when another is."""
        try:
            with lock.hold(self.lock):
                yield
        except lock.Held as error:
            raise StudioError(
                sentence("The run in {path} is being worked on already.", path=str(self.path)),
                sentence("Watch it, or wait until it is done or stopped."),
            ) from error

    def is_alive(self) -> bool:
        """Whether a worker is at it."""
        return lock.is_held(self.lock)

    def worker(self) -> int | None:
        """The process of the worker, or None when none is at it."""
        return lock.holder(self.lock)

    def state(self) -> State:
        """The manifest's state, but "interrupted" when it says running and no worker is at it."""
        state = self.manifest().state
        return "interrupted" if state == "running" and not self.is_alive() else state

    def _write(self, manifest: Manifest) -> None:
        try:
            write_text(self.manifest_file, manifest.model_dump_json(indent=1) + "\n")
        except OSError as error:
            raise from_os(error, sentence("Writing {path}", path=str(self.manifest_file))) from error


def create(path: Path, name: str, **details: Any) -> RunFolder:
    """Make the folder of a new run; `details` are further fields of its manifest.

    Raises StudioError when the folder holds something already or cannot be made.
    """
    folder = RunFolder(path)
    try:
        path.mkdir(parents=True, exist_ok=True)
        taken = any(path.iterdir())
    except OSError as error:
        raise from_os(error, sentence("Making the folder {path}", path=str(path))) from error
    if taken:
        raise StudioError(
            sentence("The folder {path} is not empty.", path=str(path)), sentence("Choose a new folder for the run.")
        )
    folder._write(Manifest(id=uuid.uuid4().hex[:12], name=name, created=round(time.time(), 3), **details))
    return folder


def open_run(path: Path) -> RunFolder:
    """The run in a folder. Raises StudioError when there is none or its manifest is broken."""
    folder = RunFolder(path)
    folder.manifest()
    return folder


def free_name(parent: Path, name: str) -> Path:
    """A folder in `parent` that does not exist yet, called after `name` and the time."""
    plain = re.sub(r"[^\w]+", "-", name.casefold()).strip("-")[:40] or "run"
    wanted = parent / f"{plain}-{time.strftime('%Y%m%d-%H%M%S')}"
    count = 2
    found = wanted
    while found.exists():
        found = wanted.with_name(f"{wanted.name}-{count}")
        count += 1
    return found
