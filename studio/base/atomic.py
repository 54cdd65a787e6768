"""Files and folders that appear whole or not at all: written beside their place, flushed to the disk, then renamed.

What is written is the caller's business; so is an OSError (see `errors.from_os`).
"""

from __future__ import annotations

import os
import shutil
import uuid
from pathlib import Path


def write_text(path: Path, text: str) -> None:
    """Write `text` as UTF-8 with line ends as they are; an earlier file stays whole until the new one is."""
    write_bytes(path, text.encode("utf-8"))


def write_bytes(path: Path, content: bytes) -> None:
    """Write `content`; an earlier file stays whole until the new one is, and keeps its permissions."""
    path = path.resolve() if path.is_symlink() else path
    temporary = path.with_name(f".{path.name}.{uuid.uuid4().hex[:8]}.tmp")
    try:
        with temporary.open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        if path.exists():
            shutil.copymode(path, temporary)
        os.replace(temporary, path)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise
    _sync_folder(path.parent)


def replace_file(temporary: Path, final: Path) -> None:
    """Move a finished file to its place, its content flushed first. Both must be on one disk."""
    _flush(temporary)
    os.replace(temporary, final)
    _sync_folder(final.parent)


def replace_folder(temporary: Path, final: Path) -> None:
    """Move a finished folder to its place, its files flushed first; an earlier folder there goes only afterwards.

    Both must be on one disk. A kill between the two renames leaves the earlier folder beside `final` with the
    ending `.old`; `recover_folder` puts it back.
    """
    for file in temporary.rglob("*"):
        if file.is_file() and not file.is_symlink():
            _flush(file)
    old = _old(final)
    if final.exists():
        shutil.rmtree(old, ignore_errors=True)
        os.replace(final, old)
    try:
        os.replace(temporary, final)
    except OSError:
        recover_folder(final)
        raise
    _sync_folder(final.parent)
    shutil.rmtree(old, ignore_errors=True)


def recover_folder(final: Path) -> None:
    """Put back the earlier folder when a `replace_folder` was cut short between its two renames."""
    old = _old(final)
    if old.exists() and not final.exists():
        os.replace(old, final)


def _old(final: Path) -> Path:
    return final.with_name(f".{final.name}.old")


def _flush(file: Path) -> None:
    """Flush a file's content; only Windows wants it open for writing, and elsewhere it may be read-only."""
    with file.open("rb+" if os.name == "nt" else "rb") as opened:
        os.fsync(opened.fileno())


def _sync_folder(folder: Path) -> None:
    """Flush the folder's list of names, where the system lets a folder be opened (Windows does not)."""
    if os.name == "nt":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
