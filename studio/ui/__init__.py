"""The window: the only package that imports Qt. Importing this module loads none of it; `main` does."""

from __future__ import annotations

import sys
from collections.abc import Sequence

MISSING = (
    "The window cannot be opened here: {reason}.\n"
    "On Debian and Ubuntu: sudo apt-get install libegl1 libgl1 libxkbcommon0 libdbus-1-3 libfontconfig1 "
    "libxcb-cursor0. Until then, `studio --help` shows what works without a window."
)


def main(arguments: Sequence[str] = ()) -> int:
    """Open the window on the files named, or where the person left off, and return the exit code once it closes."""
    try:
        from studio.ui.app import run
    except ImportError as error:
        print(MISSING.format(reason=error), file=sys.stderr)
        return 2
    return run(list(arguments))
