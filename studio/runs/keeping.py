"""What is done with runs in the history: their procedure taken out, their space freed, the whole of them deleted.

Nothing is done to a run that a worker is at: its lock is held while the run is taken apart, so that none can begin.
"""

from __future__ import annotations

import os
import shutil
import uuid
from pathlib import Path

from studio.base import places
from studio.base.errors import StudioError, from_os
from studio.base.runfolder import RunFolder, open_run
from studio.base.sentences import sentence
from studio.procedure import file
from studio.procedure.model import Procedure
from studio.runs.sizes import size_of, spare_parts

TRASH = ".deleted-"


def procedure_of(path: Path) -> Procedure:
    """The procedure as it was compiled, its drawing included. Raises StudioError."""
    run = open_run(path)
    if not run.procedure.is_file():
        raise StudioError(
            sentence("The run in {path} does not hold its procedure.", path=str(path)),
            sentence("It cannot be restored from this run."),
        )
    return file.load(run.procedure)


def restore(path: Path, out: Path, *, over: bool = False) -> Procedure:
    """Write the procedure of a run into a file. An earlier file there is kept unless `over`. Raises StudioError."""
    procedure = procedure_of(path)
    if out.exists() and not over:
        raise StudioError(
            sentence("{path} exists already.", path=str(out)),
            sentence("Choose another name, or say that it may be replaced."),
        )
    file.save(procedure, out)
    return procedure


def clean(path: Path) -> int:
    """Free what only a compile that goes on would need; the model, its scores and its procedure stay. Returns the bytes
    freed. Raises StudioError where the run is being worked on, or has no model yet."""
    run = open_run(path)
    _refuse_running(run)
    if not run.gguf.is_file():
        raise StudioError(
            sentence("The run in {path} has no model yet, so nothing of it can be spared.", path=str(path)),
            sentence("Compile it to its end, or delete it as a whole."),
        )
    freed = 0
    with run.hold():
        for part in spare_parts(path):
            size = size_of(part)
            _remove(part)
            freed += size
    return freed


def delete(path: Path) -> int:
    """Delete a run with all it holds. Returns the bytes freed. Raises StudioError while a worker is at it."""
    run = open_run(path)
    _refuse_running(run)
    freed = size_of(path)
    with run.hold():  # from here on no worker begins, and without its manifest it is a run no more
        try:
            run.manifest_file.unlink()
        except OSError as error:
            raise from_os(error, sentence("Deleting {path}", path=path.name)) from error
    places.forget(path)
    trash = path.with_name(f"{TRASH}{uuid.uuid4().hex[:8]}")
    try:
        os.replace(path, trash)
    except OSError:  # on a disk or a system that does not let it go at once: taken apart where it is
        trash = path
    _remove(trash)
    _sweep(path.parent)
    return freed


def _refuse_running(run: RunFolder) -> None:
    if run.is_alive():
        raise StudioError(
            sentence("This compile is still running."), sentence("Cancel it first, or wait until it is done.")
        )


def _remove(part: Path) -> None:
    try:
        if part.is_dir() and not part.is_symlink():
            shutil.rmtree(part)
        else:
            part.unlink(missing_ok=True)
    except OSError as error:
        raise from_os(error, sentence("Deleting {path}", path=part.name)) from error


def _sweep(folder: Path) -> None:
    """What an earlier delete was kept from finishing."""
    for left in folder.glob(f"{TRASH}*"):
        shutil.rmtree(left, ignore_errors=True)
