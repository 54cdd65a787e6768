"""A few practice conversations kept apart, so that a person can look at them as soon as they are written.

They lie beside the whole set as plain JSON, which can be read without the library that the set itself needs.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import zip_longest
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from studio.base.atomic import write_bytes
from studio.conversations.record import Conversation

MOST = 12
_LIST = TypeAdapter(list[Conversation])


def place(folder: Path) -> Path:
    """The file beside the folder of a whole set."""
    return folder.with_name(f"{folder.name}.look.json")


def write_look(conversations: Sequence[Conversation], folder: Path) -> None:
    """Keep a few that differ beside the folder of all of them."""
    folder.parent.mkdir(parents=True, exist_ok=True)
    write_bytes(place(folder), _LIST.dump_json(chosen(conversations), exclude_defaults=True))


def read_look(folder: Path) -> list[Conversation]:
    """The few of a folder; none where they were not kept or cannot be understood."""
    try:
        return _LIST.validate_json(place(folder).read_bytes())
    except (OSError, ValidationError):
        return []


def chosen(conversations: Iterable[Conversation], most: int = MOST) -> list[Conversation]:
    """A few that differ: of every kind and end one, then another, the longest of each first."""
    kinds: dict[tuple[str, str], list[Conversation]] = {}
    for one in conversations:
        kinds.setdefault((one.kind, one.outcome or ""), []).append(one)
    for alike in kinds.values():
        alike.sort(key=lambda one: -len(one.turns))
    return [one for row in zip_longest(*kinds.values()) for one in row if one is not None][:most]
