"""The index of all runs on this computer: an SQLite file that only saves reading every folder again.

The truth is on the disk. Each run is held against its folder whenever it is asked for, and read anew where they
disagree; an index that is broken, locked or cannot be written is done without. Any number of processes may use it: it
is locked for the moment of a look or a change. It has no write-ahead log, whose shared memory brings a process down
where the file is deleted under it, and it must be safe to delete at any time.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing, contextmanager, suppress
from pathlib import Path

from pydantic import ValidationError

from studio.base import paths, places, settings
from studio.base.errors import StudioError
from studio.base.sentences import PACKED
from studio.runs.record import Record, read, stamp

NAME = "runs.sqlite3"
FORMAT = 3  # of the table; an index of another format is made anew
PATIENCE = 5.0  # seconds that another process may hold the file
_TABLE = """
CREATE TABLE IF NOT EXISTS runs (
    path TEXT PRIMARY KEY, stamp TEXT NOT NULL, name TEXT NOT NULL, procedure_hash TEXT NOT NULL,
    created REAL NOT NULL, record TEXT NOT NULL
) WITHOUT ROWID
"""
_PUT = "INSERT OR REPLACE INTO runs VALUES (?, ?, ?, ?, ?, ?)"
Known = dict[str, tuple[str, str]]  # path -> stamp and record


class Index:
    """The runs in the usual folders, and in those that are remembered elsewhere. `file` and `folders` are for tests."""

    def __init__(self, file: Path | None = None, folders: Sequence[Path] | None = None) -> None:
        self.file = file or paths.data() / NAME
        self._folders = folders

    def records(self) -> list[Record]:
        """Every run as it is now, the newest first."""
        known = self._known()
        found: list[Record] = []
        fresh: list[tuple[str, Record]] = []
        there: set[str] = set()
        for path in self.paths():
            key, now = str(path), stamp(path)
            record = _kept(known.get(key), now)
            if record is None:
                record = read(path)
                if record is None:  # it went in between
                    continue
                fresh.append((now, record))
            there.add(key)
            found.append(record)
        gone = set(known) - there
        if fresh or gone:
            self._write(fresh, gone)
        return sorted(found, key=lambda record: (-record.created, str(record.path)))

    def paths(self) -> list[Path]:
        """The folders that hold a run now."""
        inside = (child for folder in self._roots() for child in _children(folder))
        every = (*inside, *(places.remembered() if self._folders is None else ()))
        return list(dict.fromkeys(path for path in every if (path / "run.json").is_file()))

    def _roots(self) -> Iterable[Path]:
        if self._folders is not None:
            return self._folders
        with suppress(StudioError):  # settings that cannot be read hide no runs
            return dict.fromkeys((settings.load().runs(), paths.runs()))
        return (paths.runs(),)

    # -- the file ----------------------------------------------------------------------------------

    def _known(self) -> Known:
        try:
            with self._opened() as database:
                rows = database.execute("SELECT path, stamp, record FROM runs").fetchall()
        except (sqlite3.DatabaseError, OSError) as error:
            locked = isinstance(error, sqlite3.OperationalError) and not str(error).startswith("no such")
            if not locked:  # or in a folder that cannot be written; either may pass
                self._discard()
            return {}
        return {path: (mark, record) for path, mark, record in rows}

    def _write(self, fresh: list[tuple[str, Record]], gone: set[str]) -> None:
        rows = [
            (
                str(r.path),
                mark,
                r.name,
                r.procedure_hash,
                r.created,
                r.model_dump_json(exclude_defaults=True, context=PACKED),
            )
            for mark, r in fresh
        ]
        with suppress(sqlite3.Error, OSError), self._opened() as database:
            database.execute("BEGIN IMMEDIATE")
            database.executemany("DELETE FROM runs WHERE path = ?", [(path,) for path in gone])
            database.executemany(_PUT, rows)
            database.execute("COMMIT")

    @contextmanager
    def _opened(self) -> Iterator[sqlite3.Connection]:
        self.file.parent.mkdir(parents=True, exist_ok=True)
        with closing(sqlite3.connect(self.file, timeout=PATIENCE, isolation_level=None)) as database:
            if database.execute("PRAGMA user_version").fetchone()[0] != FORMAT:
                _make(database)
            yield database

    def _discard(self) -> None:
        """Away with a broken file, so that the next one is whole. Others that have it open lose nothing of worth."""
        for ending in ("-journal", ""):
            with suppress(OSError):
                self.file.with_name(self.file.name + ending).unlink(missing_ok=True)


def _make(database: sqlite3.Connection) -> None:
    """The table, empty. Several processes may come here at once, and the later ones find it made."""
    database.execute("BEGIN IMMEDIATE")
    if database.execute("PRAGMA user_version").fetchone()[0] != FORMAT:
        database.execute("DROP TABLE IF EXISTS runs")
        database.execute(_TABLE)
        database.execute(f"PRAGMA user_version = {FORMAT}")
    database.execute("COMMIT")


def _kept(row: tuple[str, str] | None, now: str) -> Record | None:
    """The record of the index, where it still agrees with the disk."""
    if row is None or row[0] != now:
        return None
    try:
        return Record.model_validate_json(row[1])
    except ValidationError:
        return None


def _children(folder: Path) -> list[Path]:
    try:
        return sorted(child for child in folder.iterdir() if not child.name.startswith("."))
    except OSError:
        return []
