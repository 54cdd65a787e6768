"""Choosing a writer: the embedded phrasebook, or a local instruct model through the engine."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from studio.base.errors import StudioError
from studio.base.sentences import sentence
from studio.conversations.writer import Writer

PHRASEBOOK = "phrasebook"


@contextmanager
def open_writer(name: str) -> Iterator[Writer]:
    """The writer called `name`: "phrasebook", or the path of a GGUF. Raises StudioError where there is none."""
    from studio.conversations.phrasebook import Phrasebook

    if name == PHRASEBOOK:
        yield Phrasebook()
        return
    path = Path(name)
    if not path.is_file():
        raise StudioError(
            sentence("There is no writer called {name}.", name=name),
            sentence("Say phrasebook, or give the path of an instruct model's GGUF."),
        )
    from studio.conversations.local_model import LocalModel
    from studio.engine.client import Engine

    with Engine(path) as engine:
        yield LocalModel(engine, Phrasebook())
