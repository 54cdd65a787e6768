"""The journals that ended processes have left: found, held against other windows that look, told in words.

Showing them is `recovery`'s business.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path

from PySide6.QtCore import QCoreApplication

from studio.base import lock
from studio.base.errors import StudioError, from_os
from studio.procedure import file
from studio.procedure.model import Procedure, Record
from studio.ui.files.journal import LOCK, SUFFIX, Kept, folder, forget, unpacked

NAMED = 3  # things named before the rest is counted


def tr(text: str) -> str:
    return QCoreApplication.translate("leftovers", text)


@dataclass
class Leftover:
    """One journal whose process has ended, claimed by this one until it is let go or forgotten. `kept` is None where
    it cannot be read, and `trouble` says why."""

    path: Path
    kept: Kept | None
    trouble: StudioError | None = None
    claim: ExitStack = field(default_factory=ExitStack)

    @property
    def title(self) -> str:
        if self.kept is None:
            return tr("Damaged")
        name = self.kept.path.name.removesuffix(file.SUFFIX) if self.kept.path else ""
        return self.kept.procedure.name or name or tr("Untitled procedure")

    def let_go(self) -> None:
        """Leave it to be offered another time."""
        self.claim.close()

    def forget(self) -> None:
        """Remove it for good."""
        forget(self.path)
        self.claim.close()
        self.path.with_suffix(LOCK).unlink(missing_ok=True)


def leftovers() -> list[Leftover]:
    """Every journal that no living process holds, the newest first. Each must be let go of or forgotten."""
    found = [leftover for path in folder().glob(f"*{SUFFIX}") if (leftover := _claimed(path)) is not None]
    for stray in folder().glob(f"*{LOCK}"):  # ended before anything was unsaved
        if not stray.with_suffix(SUFFIX).exists() and not lock.is_held(stray):
            stray.unlink(missing_ok=True)
    return sorted(found, key=lambda leftover: leftover.kept.at if leftover.kept else 0.0, reverse=True)


def _claimed(path: Path) -> Leftover | None:
    claim = ExitStack()
    locked = path.with_suffix(LOCK)
    try:
        if lock.is_held(locked):
            return None
        claim.enter_context(lock.hold(locked))
        return Leftover(path, unpacked(path.read_bytes()), None, claim)
    except lock.Held:
        return None
    except FileNotFoundError:  # another window has just dealt with it
        claim.close()
        return None
    except OSError as error:
        return Leftover(path, None, from_os(error, tr("Reading unsaved work")), claim)
    except StudioError as error:
        return Leftover(path, None, error, claim)


def saved(kept: Kept) -> Procedure | None:
    """What its file holds now, if it has one that can be read."""
    try:
        return file.load(kept.path) if kept.path else None
    except StudioError:
        return None


def is_newer_file(kept: Kept) -> bool:
    """Whether its file was saved after the journal was written."""
    try:
        return kept.path is not None and kept.path.stat().st_mtime > kept.at
    except OSError:
        return False


def differences(before: Procedure, after: Procedure) -> list[str]:
    """What changed between two versions of a procedure, in a few lines."""
    told: list[str] = []
    for old, new, words in (
        (before.steps, after.steps, (tr("Steps added"), tr("Steps removed"), tr("Steps changed"))),
        (before.fields, after.fields, (tr("Fields added"), tr("Fields removed"), tr("Fields changed"))),
        (before.tools, after.tools, (tr("Tables added"), tr("Tables removed"), tr("Tables changed"))),
    ):
        told += _listed(old, new, words)
    if before.knowledge != after.knowledge:
        told.append(tr("The answers at any step changed"))
    if before.overlays != after.overlays:
        told.append(tr("What happens off the path changed"))
    if any(getattr(before, name) != getattr(after, name) for name in ("name", "language", "persona", "scope", "start")):
        told.append(tr("What the procedure says of itself changed"))
    if before.layout != after.layout:
        told.append(tr("Steps were moved"))
    return told


def _listed(old: Sequence[Record], new: Sequence[Record], words: tuple[str, str, str]) -> Iterable[str]:
    was, now = ({_id(record): record for record in records} for records in (old, new))
    groups = (
        [now[name] for name in now if name not in was],
        [was[name] for name in was if name not in now],
        [now[name] for name in now if name in was and was[name] != now[name]],
    )
    for word, group in zip(words, groups, strict=True):
        if group:
            shown = ", ".join(_title(record) for record in group[:NAMED])
            more = len(group) - NAMED
            rest = " " + tr("and {number} more").format(number=more) if more > 0 else ""
            yield f"{word}: {shown}{rest}"


def _id(record: Record) -> str:
    return str(getattr(record, "id", ""))


def _title(record: Record) -> str:
    return str(getattr(record, "title", "")) or _id(record)
