"""Errors a person can mend, the one that says they asked to stop, and the operating system's complaints in plain words.

An exception that is none of these is our own bug and is shown as one.
"""

from __future__ import annotations

import errno

from studio.base.sentences import sentence


class StudioError(Exception):
    """What happened, in one sentence, and what to do about it, in another; made of `sentence`s, they can be said in
    another language too. `cause` is one word for whoever can offer more than words, such as "disk" or "gpu_memory";
    empty where nobody needs it."""

    def __init__(self, message: str, hint: str = "", cause: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint
        self.cause = cause


class Cancelled(StudioError):
    """The person asked to stop."""


_MORE_SPACE = sentence("Free some space, or choose a folder on another disk, and start again.")
_OTHER_DISK = sentence("Choose a folder on another disk.")
_ACCESS = sentence("Choose another folder, or ask whoever owns it for access.")
_LOOK = sentence("Look at the path and try again.")
_REMEDIES = {
    errno.ENOSPC: (sentence("the disk is full"), _MORE_SPACE),
    errno.EDQUOT: (sentence("your disk quota is used up"), _MORE_SPACE),
    errno.EFBIG: (sentence("the disk does not hold files that large"), _OTHER_DISK),
    errno.EACCES: (sentence("you may not write or read there"), _ACCESS),
    errno.EPERM: (sentence("you may not write or read there"), _ACCESS),
    errno.EROFS: (sentence("that disk is read-only"), _OTHER_DISK),
    errno.ENOENT: (sentence("there is no such file or folder"), _LOOK),
    errno.ENOTDIR: (sentence("a part of the path is a file, not a folder"), _LOOK),
    errno.EISDIR: (sentence("it is a folder, not a file"), sentence("Name a file inside it.")),
    errno.EMFILE: (sentence("too many files are open"), sentence("Close other programs and try again.")),
    errno.EIO: (
        sentence("the disk reports a fault"),
        sentence("Copy what matters to another disk, and check this one."),
    ),
}

_FULL = (errno.ENOSPC, errno.EDQUOT)


def from_os(error: OSError, doing: str) -> StudioError:
    """The operating system's complaint as a StudioError; `doing` begins the sentence: "Saving travel.flow.json"."""
    other = sentence("{reason}", reason=error.strerror or str(error)), sentence("Try again, or choose another folder.")
    why, hint = _REMEDIES.get(error.errno or 0, other)
    told = sentence("{doing} failed: {why}.", doing=doing, why=why)
    return StudioError(told, hint, "disk" if error.errno in _FULL else "")
