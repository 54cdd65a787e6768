"""Opening a run for chat: its GGUF in the engine, its procedure beside it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

from studio.base.errors import StudioError
from studio.base.runfolder import open_run
from studio.base.sentences import sentence
from studio.chat.session import Shared
from studio.engine.client import Engine
from studio.gguf.marks import marks_of
from studio.procedure.file import load

CONTEXT = 4096


@contextmanager
def open_chat(path: Path, today: date | None = None) -> Iterator[Shared]:
    """What conversations with a run's model share. Raises StudioError where the run has no model yet."""
    run = open_run(path)
    if not run.gguf.exists():
        raise StudioError(
            sentence("The compile in {path} has no model yet.", path=str(path)),
            sentence("Start it again with `studio compile`; it goes on where it was."),
        )
    procedure = load(run.procedure)
    marks = marks_of(run.gguf)
    with Engine(run.gguf, context=CONTEXT) as engine:
        yield Shared(engine, procedure, today or date.today(), marks.end, marks.bos)
