"""The window: the only package that imports Qt. Importing this module loads none of it; `main` does."""

from __future__ import annotations

import ctypes
import os
import sys
from collections.abc import Sequence

MISSING = (
    "The window cannot be opened here: {reason}.\n"
    "On Debian and Ubuntu: sudo apt-get install libegl1 libgl1 libxkbcommon0 libdbus-1-3 libfontconfig1 "
    "libxcb-cursor0 libxcb-icccm4 libxcb-keysyms1. "
    "Until then, `studio --help` shows what works without a window."
)
FOR_X11 = ("libxcb-cursor.so.0", "libxcb-icccm.so.4", "libxcb-keysyms.so.1")


def main(arguments: Sequence[str] = ()) -> int:
    """Open the window on the files named, or where the person left off, and return the exit code once it closes."""
    try:
        refuse_without_libraries()
        from studio.ui.app import run
    except (ImportError, OSError) as error:
        print(MISSING.format(reason=error), file=sys.stderr)
        return 2
    return run(list(arguments))


def refuse_without_libraries() -> None:
    """Raise OSError where Qt would end the whole process, because a library that X11 takes is missing."""
    if not sys.platform.startswith("linux") or os.environ.get("QT_QPA_PLATFORM") or os.environ.get("WAYLAND_DISPLAY"):
        return
    for name in FOR_X11:
        ctypes.CDLL(name)
