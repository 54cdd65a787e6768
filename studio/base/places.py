"""Where runs lie: the folder of one that a person names, and those elsewhere than in the usual folder, whose places are
remembered, so that the history can find them.

Each place is a small file of its own, so that any number of processes may add one at any time and none is ever lost.
What is in those folders is not looked at here.
"""

from __future__ import annotations

import hashlib
from pathlib import Path

from studio.base import paths
from studio.base.atomic import write_text
from studio.base.errors import from_os
from studio.base.sentences import sentence

FOLDER = "runs-elsewhere"


def remember(run: Path) -> None:
    """Remember where a run is. A run in the usual folder is found without. Raises StudioError."""
    run = run.expanduser().absolute()
    if run.parent == paths.runs().absolute():
        return
    file = _file(run)
    try:
        if not file.exists():
            file.parent.mkdir(parents=True, exist_ok=True)
            write_text(file, f"{run}\n")
    except OSError as error:
        raise from_os(error, sentence("Remembering where the run is")) from error


def forget(run: Path) -> None:
    """Remember it no longer."""
    _file(run.expanduser().absolute()).unlink(missing_ok=True)


def remembered() -> list[Path]:
    """The places, whether anything is there now or not: a disk may be unplugged."""
    folder = paths.data() / FOLDER
    found: list[Path] = []
    for file in sorted(folder.glob("*.txt")) if folder.is_dir() else ():
        try:
            found.append(Path(file.read_text("utf-8").strip()))
        except (OSError, UnicodeDecodeError):
            continue
    return found


def run_folder(said: str) -> Path:
    """The folder of the run that a person names, as argparse reads it: that folder, or its name alone where a run of
    that name is in the usual folder or remembered. Whether a run is in it is for whoever opens it."""
    path = Path(said).expanduser()
    if path.exists() or path.name != said:
        return path
    known = (paths.runs() / said, *(place for place in remembered() if place.name == said))
    return next((place for place in known if place.is_dir()), path)


def _file(run: Path) -> Path:
    return paths.data() / FOLDER / (hashlib.sha256(str(run).encode()).hexdigest()[:16] + ".txt")
