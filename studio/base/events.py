"""What a long job says while it works: one JSON object a line, appended to a file that any number of watchers read.

Types: stage (stage, state: started | finished | cached), progress (stage, done, total, left_seconds), note (text),
metric (stage, step, loss, ...), done, failed (message, hint). How they are shown is the business of whoever reads.
Sentences come out as they went in; beside the English text, the line says under "said" what they were made of.
"""

from __future__ import annotations

import json
import os
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from studio.base.sentences import restored, whole

Event = dict[str, Any]
Report = Callable[[Event], None]
LAST = ("done", "failed")  # the types that end a job


def event(type: str, **data: Any) -> Event:
    """An event of now; `time` is seconds since 1970."""
    return {"type": type, "time": round(time.time(), 3), **data}


def silent(_: Event) -> None:
    """The Report of a caller that does not listen."""


class EventLog:
    """The file of a job's events. One process writes, from any of its threads; any number of processes read."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._lock = threading.Lock()

    def write(self, type: str, **data: Any) -> Event:
        """Append an event of now, and return it."""
        written = event(type, **data)
        self.append(written)
        return written

    def append(self, event: Event) -> None:
        """Append an event. This method is a Report: a Report's event without a time gets the time of now."""
        stamped = event if "time" in event else {**event, "time": round(time.time(), 3)}
        line = json.dumps(whole(stamped), ensure_ascii=False, default=str) + "\n"
        with self._lock, self.path.open("ab") as file:
            if _torn(self.path):
                file.write(b"\n")
            file.write(line.encode("utf-8"))

    def read(self) -> list[Event]:
        """All events so far."""
        return list(self.follow(lambda: False))

    def last(self, *types: str) -> Event | None:
        """The latest event, or the latest of the given types."""
        return next((event for event in reversed(self.read()) if not types or event["type"] in types), None)

    def follow(self, alive: Callable[[], bool], pause: float = 0.2) -> Iterator[Event]:
        """Every event from the beginning, then new ones as they come, until `alive()` is false and all is read."""
        reading = Reading(self.path)
        while True:
            living, place = alive(), reading.place
            yield from reading.fresh()
            if reading.place == place:
                if not living:
                    return
                time.sleep(pause)

    def reading(self) -> Reading:
        """For whoever reads at their own pace."""
        return Reading(self.path)


class Reading:
    """Reads a file of events as it grows; `place` is the number of bytes read."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.place = 0
        self._rest = b""

    def fresh(self) -> list[Event]:
        """The events that were written since the last call."""
        try:
            with self.path.open("rb") as file:
                file.seek(self.place)
                read = file.read()
        except FileNotFoundError:
            return []
        self.place += len(read)
        *lines, self._rest = (self._rest + read).split(b"\n")
        return [event for line in lines for event in parsed(line)]


def _torn(path: Path) -> bool:
    """Whether the last line was cut short, by a kill or a full disk, so that the next one must not be glued to it."""
    with path.open("rb") as file:
        if file.seek(0, os.SEEK_END) == 0:
            return False
        file.seek(-1, os.SEEK_END)
        return file.read(1) != b"\n"


def parsed(line: bytes) -> Iterator[Event]:
    """The event of a line; a line torn by a kill holds none."""
    try:
        found = json.loads(line)
    except ValueError:
        return
    if isinstance(found, dict) and isinstance(found.get("type"), str):
        yield restored(found)
