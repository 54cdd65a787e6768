"""A file's lock held by the operating system: gone the moment its holder ends, however it ends.

So whether a worker lives is asked of the lock, never guessed from a process number that may be another's by now.
"""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

PATIENCE = 1.0  # seconds; someone asking whether the lock is held holds it for an instant


class Held(Exception):
    """Another holds the lock."""


if sys.platform == "win32":
    import msvcrt

    def _try(descriptor: int) -> bool:
        os.lseek(descriptor, 1 << 30, os.SEEK_SET)  # far behind the text, which others must still be able to read
        try:
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

    def _release(descriptor: int) -> None:
        os.lseek(descriptor, 1 << 30, os.SEEK_SET)
        msvcrt.locking(descriptor, msvcrt.LK_UNLCK, 1)

else:
    import fcntl

    def _try(descriptor: int) -> bool:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True

    def _release(descriptor: int) -> None:
        fcntl.flock(descriptor, fcntl.LOCK_UN)


@contextmanager
def hold(path: Path) -> Iterator[None]:
    """Hold the lock while the body runs, our process number in the file. Raises Held, or OSError."""
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o644)
    try:
        end = time.monotonic() + PATIENCE
        while not _try(descriptor):
            if time.monotonic() > end:
                raise Held(str(path))
            time.sleep(0.02)
        try:
            os.ftruncate(descriptor, 0)
            os.lseek(descriptor, 0, os.SEEK_SET)
            os.write(descriptor, b"%d\n" % os.getpid())
            yield
        finally:
            _release(descriptor)
    finally:
        os.close(descriptor)


def is_held(path: Path) -> bool:
    """Whether a living process, this one included, holds the lock."""
    try:
        descriptor = os.open(path, os.O_RDONLY)
    except FileNotFoundError:
        return False
    try:
        if not _try(descriptor):
            return True
        _release(descriptor)
        return False
    finally:
        os.close(descriptor)


def holder(path: Path) -> int | None:
    """The process that holds the lock, or None when none does."""
    if not is_held(path):
        return None
    try:
        return int(path.read_text("ascii"))
    except ValueError:  # it holds the lock and has not yet written its number
        return None
