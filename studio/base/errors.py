"""Errors a person can mend, the one that says they asked to stop, and the operating system's complaints in plain words.

An exception that is none of these is our own bug and is shown as one.
"""

from __future__ import annotations

import errno


class StudioError(Exception):
    """What happened, in one sentence, and what to do about it, in another."""

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint


class Cancelled(StudioError):
    """The person asked to stop."""


_REMEDIES = {
    errno.ENOSPC: ("the disk is full", "Free some space, or choose a folder on another disk, and start again."),
    errno.EDQUOT: (
        "your disk quota is used up",
        "Free some space, or choose a folder on another disk, and start again.",
    ),
    errno.EFBIG: ("the disk does not hold files that large", "Choose a folder on another disk."),
    errno.EACCES: ("you may not write or read there", "Choose another folder, or ask whoever owns it for access."),
    errno.EPERM: ("you may not write or read there", "Choose another folder, or ask whoever owns it for access."),
    errno.EROFS: ("that disk is read-only", "Choose a folder on another disk."),
    errno.ENOENT: ("there is no such file or folder", "Look at the path and try again."),
    errno.ENOTDIR: ("a part of the path is a file, not a folder", "Look at the path and try again."),
    errno.EISDIR: ("it is a folder, not a file", "Name a file inside it."),
    errno.EMFILE: ("too many files are open", "Close other programs and try again."),
    errno.EIO: ("the disk reports a fault", "Copy what matters to another disk, and check this one."),
}


def from_os(error: OSError, doing: str) -> StudioError:
    """The operating system's complaint as a StudioError; `doing` begins the sentence: "Saving travel.flow.json"."""
    why, hint = _REMEDIES.get(error.errno or 0, (error.strerror or str(error), "Try again, or choose another folder."))
    return StudioError(f"{doing} failed: {why}.", hint)
