"""Letting whoever sits at the computer go first: a process that works in the background takes what is left over.

Where nobody else wants the processor it is as fast as ever.
"""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path

CALM = 5  # on Unix's scale from -20 to 19; a third of the time of an ordinary program that wants the same core
_GROUP = Path("/proc/self/autogroup")  # Linux shares out among sessions first, where it groups them


def give_way(pid: int | None = None) -> None:
    """Lower the priority of a process (this one), and of the children that it starts from now on; never raise it."""
    import psutil  # only here, since windows open sooner without it

    with suppress(psutil.Error, OSError, ValueError):
        process = psutil.Process(pid)
        below = getattr(psutil, "BELOW_NORMAL_PRIORITY_CLASS", None)  # Windows has classes, others a scale
        process.nice(max(CALM, int(process.nice())) if below is None else int(below))
    if pid is None and os.name == "posix":
        with suppress(OSError):
            _GROUP.write_text(str(CALM))
