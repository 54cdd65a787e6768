"""Memory that this process has freed, kept for its own use or handed back to the system.

Both are asked of glibc; elsewhere they do nothing. What is kept in memory, and when, is each caller's business.
"""

from __future__ import annotations

import ctypes
import gc
import sys
from contextlib import suppress
from typing import Any

TRIM, MAP = -1, -3  # of glibc's mallopt: from how much free memory on it gives some back, from what size on it maps
USUAL = 128 * 2**10  # of both


def hold_memory() -> None:
    """Keep what is freed for the next step instead of handing it back: a tenth of the time of teaching a small
    network."""
    _adjust(trim=2**31 - 1, map_=2**30)


def give_back_memory() -> None:
    """Hand back what is free, and from now on whatever becomes so. A process that has taught a network or written
    thousands of conversations else keeps all of it until it ends."""
    gc.collect()
    _adjust(trim=USUAL, map_=USUAL)
    tidy_memory()


def tidy_memory(above: int = 0) -> None:
    """Hand back the pages between what is in use, once, if this process holds more than so many bytes. Steps of ever
    other sizes leave holes. It takes less than a tenth of a second for a gigabyte, but the next steps must ask for the
    pages again, and that takes several times as long."""
    import psutil

    if psutil.Process().memory_info().rss <= above:
        return
    with suppress(OSError, AttributeError):
        _library().malloc_trim(0)


def _adjust(*, trim: int, map_: int) -> None:
    with suppress(OSError, AttributeError):
        library = _library()
        library.mallopt(MAP, map_)
        library.mallopt(TRIM, trim)


def _library() -> Any:
    """The C library. Raises AttributeError where it is another than glibc."""
    if sys.platform != "linux":
        raise AttributeError("glibc")
    return ctypes.CDLL(None)
