"""Where the pane's seats come from: the rooms of `studio.chat.seats`, and what else computes on this computer.

All of it is called in the seats' threads, for it loads libraries and asks the system.
"""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

from studio.base import paths, settings
from studio.base.devices import look
from studio.base.errors import StudioError
from studio.chat.neighbours import Neighbour, compiling
from studio.ui.chat.seat_thread import Room

ALL_LAYERS = 999


def make_room(path: Path) -> Room:
    """The seats of a run, on the graphics card where there is one."""
    from studio.chat.seats.room import SeatRoom

    return SeatRoom(path, gpu_layers=ALL_LAYERS if look().gpus else 0)


def neighbours() -> Neighbour | None:
    """A compile under way in the usual folders."""
    roots = [paths.runs()]
    with suppress(StudioError):
        roots.append(settings.load().runs())
    return compiling(*dict.fromkeys(roots))
