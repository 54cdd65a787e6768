"""The run that a person means: by its folder, by its folder's name alone, or by the beginning of its id."""

from __future__ import annotations

from difflib import get_close_matches
from pathlib import Path

from studio.base.errors import StudioError
from studio.base.sentences import sentence
from studio.runs.index import Index
from studio.runs.record import Record, read

LEAST = 4  # characters of an id


def find(said: str, index: Index | None = None) -> Record:
    """The record of the run. Raises StudioError where none is meant, or several."""
    path = Path(said).expanduser()
    if (path / "run.json").is_file():
        found = read(path.absolute())
        if found is not None:
            return found
    records = (index or Index()).records()
    named = [record for record in records if record.path.name == said]
    named = named or [record for record in records if len(said) >= LEAST and record.id.startswith(said)]
    if len(named) == 1:
        return named[0]
    if named:
        places = ", ".join(str(record.path) for record in named)
        raise StudioError(
            sentence("{said} may be any of {number} runs.", said=said, number=len(named)),
            sentence("Name the folder: {places}.", places=places),
        )
    near = get_close_matches(said, [record.path.name for record in records], n=1)
    hint = (
        sentence("Did you mean {name}?", name=near[0])
        if near
        else sentence("See `studio runs list`; a run is named by its folder or its id.")
    )
    if path.is_dir():
        raise StudioError(sentence("{said} is not the folder of a run.", said=said), hint)
    raise StudioError(sentence("There is no run {said}.", said=said), hint)
