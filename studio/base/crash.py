"""A report of a fault of our own, kept in a file, so that a person need not read a traceback to pass it on."""

from __future__ import annotations

import platform
import sys
import tempfile
import time
import traceback
from collections.abc import Sequence
from pathlib import Path

import studio
from studio.base import paths


def report(error: BaseException, arguments: Sequence[str]) -> str:
    """Write the report and return the sentences that say so."""
    said = [
        f"Subterra Studio {studio.__version__}, Python {platform.python_version()}, {platform.platform()}",
        f"studio {' '.join(arguments)}",
        "",
        *traceback.format_exception(error),
    ]
    name = f"crash-{time.strftime('%Y%m%d-%H%M%S')}.txt"
    for folder in (paths.crashes(), Path(tempfile.gettempdir())):
        try:
            folder.mkdir(parents=True, exist_ok=True)
            (folder / name).write_text("\n".join(said), "utf-8")
        except OSError:
            continue
        return f"The studio made a mistake of its own; the report is in {folder / name}.\nPlease pass that file on."
    print("\n".join(said), file=sys.stderr)
    return "The studio made a mistake of its own, and its report could not be written; it stands above."
