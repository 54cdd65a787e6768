"""Where the pane's seats come from: the rooms of `studio.chat.seats`, and what else computes on this computer.

All of it is called in the seats' threads, for it loads libraries and asks the system.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from studio.base import paths, settings
from studio.base.devices import look
from studio.base.errors import StudioError
from studio.base.sentences import sentence
from studio.chat.neighbours import Neighbour, compiling
from studio.ui.chat.seat_thread import Room

MakeRoom = Callable[[Path], Room]
ALL_LAYERS = 999
_cards: list[int] = []  # how many graphics cards were found, as soon as that was asked


def make_room(path: Path) -> Room:
    """The seats of a run, on the graphics card where there is one."""
    from studio.chat.seats.room import SeatRoom

    _cards[:] = [len(look().gpus)]
    return SeatRoom(path, gpu_layers=ALL_LAYERS if _cards[0] else 0)


def on_card() -> bool:
    """Whether seats compute on a graphics card; while that is not known yet, they might."""
    return not _cards or _cards[0] > 0


def neighbours() -> Neighbour | None:
    """A compile under way in the usual folders."""
    roots = [paths.runs()]
    with suppress(StudioError):
        roots.append(settings.load().runs())
    return compiling(*dict.fromkeys(roots))


class OneRoom:
    """The room of one run, made when the first seat is opened, in that seat's thread."""

    def __init__(self, make: MakeRoom, path: Path | None) -> None:
        self._make, self._path = make, path
        self._lock = threading.Lock()
        self._room: Room | None = None

    def __call__(self) -> Room:
        with self._lock:
            if self._room is None:
                if self._path is None:
                    raise StudioError(sentence("No model is chosen yet."), sentence("Open a compiled run first."))
                self._room = self._make(self._path)
            return self._room

    def close(self) -> None:
        with self._lock:
            room, self._room = self._room, None
        if room is not None:
            room.close()
