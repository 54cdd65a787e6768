"""What a run takes on the disk, and which parts of it only a compile that goes on would need.

Nothing is deleted here.
"""

from __future__ import annotations

import os
from pathlib import Path

# By name, within a run's folder: taught weights, rows of tokens, each round's file, and what a kill left half written.
SPARE = ("weights", "rows", "round-*.gguf", "unquantised.gguf", "*.new", "*.partial", "*.whole", ".*.old", ".*.tmp")


def size_of(path: Path) -> int:
    """Bytes of a file, or of everything in a folder; links count for nothing, and so does what cannot be seen."""
    try:
        if path.is_symlink():
            return 0
        if not path.is_dir():
            return path.stat().st_size
        with os.scandir(path) as entries:
            return sum(size_of(Path(entry.path)) if entry.is_dir() else _bytes(entry) for entry in entries)
    except OSError:
        return 0


def _bytes(entry: os.DirEntry[str]) -> int:
    return 0 if entry.is_symlink() else entry.stat().st_size


def spare_parts(run: Path) -> list[Path]:
    """The files and folders of a run that its model, its scores and its procedure can do without."""
    return sorted({part for pattern in SPARE for part in run.glob(pattern)})


def size_words(size: float) -> str:
    """A size as people read it: 3.4 GB."""
    for unit in ("bytes", "kB", "MB", "GB"):
        if size < 1000 or unit == "GB":
            return f"{size:.0f} {unit}" if size >= 100 or unit == "bytes" else f"{size:.1f} {unit}"
        size /= 1000
    raise AssertionError
