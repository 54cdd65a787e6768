"""How a child process ended, in a sentence a person understands and one that says what to do.

Starting and stopping children is `processes`' business.
"""

from __future__ import annotations

import signal
from typing import NamedTuple

from studio.base.errors import StudioError
from studio.base.sentences import Sentence, sentence

TAIL = 4000  # characters of a child's last words that are looked at


class Cause(NamedTuple):
    """Why, as the end of a sentence that begins with the child's name, what to do, and `StudioError`'s one word."""

    why: Sentence
    hint: Sentence
    word: str = ""


MEMORY = Cause(
    sentence("ran out of memory"),
    sentence(
        "Close other programs, or choose a smaller base model or a smaller context, and start again: it goes on from "
        "its last checkpoint."
    ),
    "memory",
)
GPU_MEMORY = Cause(
    sentence("ran out of the graphics card's memory"),
    sentence("Close other programs that use the card, or choose a smaller base model, and start again."),
    "gpu_memory",
)
DRIVER = Cause(
    sentence("found the graphics card's driver too old"),
    sentence(
        "Install a newer driver from NVIDIA and restart the computer; until then the studio can teach on the processor."
    ),
    "driver",
)
DISK = Cause(
    sentence("found the disk full"),
    sentence("Free some space, or choose a folder on another disk, and start again."),
    "disk",
)
KILLED = Cause(
    sentence("was ended by the system, most likely because the memory ran out"),
    MEMORY.hint,
    "killed",
)
OUTSIDE = Cause(
    sentence("was ended from outside"),
    sentence("Start again: it goes on from its last checkpoint. If it happens again, look at the system's log."),
    "outside",
)
PROCESSOR = Cause(
    sentence("met an instruction that this processor does not have"),
    sentence("Install the studio again on this computer, so that its engine is built for this processor."),
    "processor",
)
CRASH = Cause(
    sentence("crashed"),
    sentence("Start again; if it crashes again, report it with the log."),
    "crash",
)
LIBRARY = Cause(
    sentence("lacks a part of its installation"),
    sentence("Set the studio up again: delete the folder .venv and start packaging/run.sh."),
    "library",
)
FAILED = Cause(
    sentence("failed"),
    sentence("The log says more."),
    "crash",
)

_WORDS: tuple[tuple[str, Cause], ...] = (
    ("Error: The NVIDIA driver on your system is too old", DRIVER),  # as a mere warning it ends nothing
    ("CUDA driver version is insufficient", DRIVER),
    ("CUDA out of memory", GPU_MEMORY),
    ("CUDA error: out of memory", GPU_MEMORY),
    ("cudaMalloc failed", GPU_MEMORY),
    ("MemoryError", MEMORY),
    ("std::bad_alloc", MEMORY),
    ("Cannot allocate memory", MEMORY),
    ("can't allocate memory", MEMORY),
    ("No space left on device", DISK),
    ("not enough space on the disk", DISK),
    ("ModuleNotFoundError", LIBRARY),
    ("error while loading shared libraries", LIBRARY),
)


def said_in(text: str) -> Cause | None:
    """The cause that a library's own words tell, where they are known."""
    return next((cause for words, cause in _WORDS if words in text), None)


def _signals() -> dict[int, Cause]:
    known = {"SIGTERM": OUTSIDE, "SIGINT": OUTSIDE, "SIGHUP": OUTSIDE, "SIGKILL": KILLED, "SIGILL": PROCESSOR}
    return {int(getattr(signal, name)): cause for name, cause in known.items() if hasattr(signal, name)}


_SIGNALS = _signals()
_WINDOWS = {0xC0000017: MEMORY, 0xC000001D: PROCESSOR, 0xC000013A: OUTSIDE, 0xC0000135: LIBRARY}


class Outcome(NamedTuple):
    """How a child ended. `code` is the exit status, negative for a signal; `stopped` says that we ended it ourselves;
    `tail` is the end of what it wrote to its standard error."""

    name: str
    code: int
    stopped: bool = False
    tail: str = ""

    def was_successful(self) -> bool:
        return self.code == 0

    def cause(self) -> Cause | None:
        """Why it failed; None when it did not, or when we stopped it."""
        if self.was_successful() or self.stopped:
            return None
        said = said_in(self.tail)
        if said is not None:
            return said
        if self.code < 0:
            return _SIGNALS.get(-self.code, CRASH)
        if self.code >= 0xC0000000:  # how Windows reports what others report as a signal
            return _WINDOWS.get(self.code, CRASH)
        return FAILED

    def sentence(self) -> Sentence:
        """What happened, in one sentence."""
        if self.was_successful():
            return sentence("{name} is done.", name=self.name)
        cause = self.cause()
        if cause is None:
            return sentence("{name} was stopped.", name=self.name)
        detail = self._detail()
        if cause is FAILED:
            return sentence("{name} failed ({detail}).", name=self.name, detail=detail)
        if not detail:
            return sentence("{name} {why}.", name=self.name, why=cause.why)
        return sentence("{name} {why} ({detail}).", name=self.name, why=cause.why, detail=detail)

    def hint(self) -> Sentence:
        """What to do about it, in one sentence; empty when there is nothing to do."""
        cause = self.cause()
        return cause.hint if cause else Sentence("")

    def error(self) -> StudioError:
        """The outcome as an error to raise."""
        cause = self.cause()
        return StudioError(self.sentence(), self.hint(), cause.word if cause else "")

    def _detail(self) -> str:
        if self.code < 0:
            try:
                return signal.Signals(-self.code).name
            except ValueError:
                return sentence("signal {number}", number=-self.code)
        if self.cause() is FAILED:
            last = self.tail.strip().splitlines()[-1:]
            return last[0].strip().rstrip(".")[:200] if last else sentence("exit code {number}", number=self.code)
        return ""
