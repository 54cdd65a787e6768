"""What else works on this computer while one chats: compiles under way, and which of them has the graphics card.

One owner of the graphics card at a time: a chat yields to a compile. On the processor both go on, only slower.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from studio.base.errors import StudioError
from studio.base.runfolder import RunFolder

RECIPE = "recipe.json"  # written by a compile as soon as it knows how it will teach


@dataclass(frozen=True)
class Neighbour:
    """A compile under way: what is compiled, and where it computes."""

    name: str
    path: Path
    where: Literal["card", "processor"]

    @property
    def has_the_card(self) -> bool:
        return self.where == "card"


def compiling(*roots: Path) -> Neighbour | None:
    """A compile under way in one of these folders of runs; one that has the graphics card before others."""
    found = [neighbour for root in roots for neighbour in _in(root)]
    return next((each for each in found if each.has_the_card), found[0] if found else None)


def _in(root: Path) -> Iterable[Neighbour]:
    try:
        folders = [folder for folder in root.iterdir() if (folder / "lock").exists()]
    except OSError:
        return
    for folder in folders:
        run = RunFolder(folder)
        with suppress(StudioError, OSError):
            if run.is_alive():
                yield Neighbour(run.manifest().name, folder, "card" if _has_the_card(folder) else "processor")


def _has_the_card(folder: Path) -> bool:
    """Whether the recipe that is being followed is one for the graphics card."""
    with suppress(OSError, ValueError, AttributeError):
        return bool(json.loads((folder / RECIPE).read_bytes()).get("device") == "cuda")
    return False
