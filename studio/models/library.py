"""The base models a person has added, by name: a list in their data folder that points to where the files are.

Nothing is copied and nothing is deleted: removing a base forgets it. The starter is always there without being listed.
"""

from __future__ import annotations

import json
import re
from datetime import UTC, datetime
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, ValidationError

from studio.base import paths
from studio.base.atomic import write_text
from studio.base.errors import StudioError, from_os
from studio.base.sentences import sentence
from studio.models import folder, ggufcheck, starter
from studio.models.folder import BaseFolder

FILE = "bases.json"


class Entry(BaseModel):
    """One added model: a folder that can be taught, or a GGUF that can write or chat."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    name: str
    path: Path
    kind: Literal["folder", "gguf"]
    hash: str = ""
    added: str


def entries() -> tuple[Entry, ...]:
    """All that was added, in order. Raises StudioError when the list itself is broken."""
    file = paths.models() / FILE
    if not file.is_file():
        return ()
    try:
        return tuple(Entry(**entry) for entry in json.loads(file.read_text("utf-8")))
    except (ValueError, TypeError, ValidationError):
        raise StudioError(
            sentence("The list of added models, {file}, is damaged.", file=str(file)),
            sentence("Delete it and add your models again."),
        ) from None


def add(path: Path, name: str = "") -> Entry:
    """Checks a folder or a GGUF and lists it under a name of its own. Raises StudioError when it cannot be used."""
    path = path.expanduser().absolute()
    if path.suffix == ".gguf" and not path.is_dir():
        ggufcheck.check(path)
        kind: Literal["folder", "gguf"] = "gguf"
        digest, given = "", path.stem
    else:
        found = folder.describe(path)
        kind, digest, given = "folder", found.hash, found.name
        path = found.path
    listed = entries()
    others = tuple(entry for entry in listed if entry.path != path)
    taken = {entry.name for entry in others} | {starter.NAME}
    entry = Entry(
        name=free_name(name or given, taken),
        path=path,
        kind=kind,
        hash=digest,
        added=datetime.now(UTC).isoformat(timespec="seconds"),
    )
    _write((*others, entry))
    return entry


def remove(name: str) -> Entry:
    """Forgets an added model; its files stay. Raises StudioError when there is none of that name."""
    listed = entries()
    found = next((entry for entry in listed if entry.name == name), None)
    if found is None:
        raise unknown(name)
    _write(tuple(entry for entry in listed if entry is not found))
    return found


def base(wanted: str) -> BaseFolder:
    """The base to teach: the starter, an added one by name, or a folder by path, checked anew. Raises StudioError."""
    if wanted == starter.NAME:
        return starter.starter()
    entry = next((entry for entry in entries() if entry.name == wanted), None)
    if entry is not None:
        if entry.kind == "gguf":
            raise StudioError(
                sentence("{name} is a GGUF, which can chat and write but not be taught.", name=wanted),
                sentence("Add the model's original folder with its safetensors."),
            )
        return folder.describe(entry.path).model_copy(update={"name": entry.name})
    path = Path(wanted).expanduser()
    if path.is_dir():
        return folder.describe(path)
    raise unknown(wanted)


def unknown(name: str) -> StudioError:
    """The error for a name nobody has added."""
    names = ", ".join([starter.NAME, *(entry.name for entry in entries())])
    return StudioError(
        sentence("There is no base model {name}.", name=name),
        sentence("Known are: {names}. Add others with `studio models add PATH`.", names=names),
    )


def free_name(wanted: str, taken: set[str]) -> str:
    """A short name nobody has yet, fit for a command line."""
    plain = re.sub(r"[^a-z0-9._]+", "-", wanted.casefold()).strip("-.") or "base"
    number = 2
    name = plain
    while name in taken:
        name = f"{plain}-{number}"
        number += 1
    return name


def _write(listed: tuple[Entry, ...]) -> None:
    text = json.dumps([entry.model_dump(mode="json") for entry in listed], indent=1, ensure_ascii=False)
    try:
        paths.models().mkdir(parents=True, exist_ok=True)
        write_text(paths.models() / FILE, text + "\n")
    except OSError as error:
        raise from_os(error, sentence("Saving the list of added models")) from error
