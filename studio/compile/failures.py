"""A compile that failed, in plain words and with what can be done about it, by the one word of its cause.

The words are for people who never heard of checkpoints or drivers; what the worker said stands in the details. Doing
what a remedy names is the window's business, and the command line's to name it.
"""

from __future__ import annotations

import json
from typing import Literal, NamedTuple

from studio.base.processes import read_tail
from studio.base.runfolder import RunFolder
from studio.base.sentences import Sentence, sentence
from studio.compile.order import Order
from studio.compile.progress import Ending

# again: start once more, it goes on where it was; smaller: with a smaller setting (`smaller`); choose: another base or
# budget; findings: mend the procedure; room: make room on the disk, where the runs are; report: pass the log on.
Remedy = Literal["again", "smaller", "choose", "findings", "room", "report"]

SMALLEST_PART = 256  # tokens at once, below which a smaller setting gains nothing
LOG = 20_000  # characters of the log that the details hold


class Failure(NamedTuple):
    """What happened, what to do, what the window can do, and what was said about it, for those who want to know."""

    message: Sentence
    hint: Sentence
    remedies: tuple[Remedy, ...]
    details: str


def failure(run: RunFolder, ending: Ending) -> Failure:
    """A failed or cancelled compile as a person is told of it."""
    message, hint, remedies = _words(run, ending)
    return Failure(message, hint, remedies, _details(run, ending))


def smaller(run: RunFolder) -> Order | None:
    """The same order with half as much taught at once, which needs less memory and goes on where it was; None where it
    cannot be halved any more, or nothing is known of it yet."""
    try:
        order = Order.load(run.path)
        recipe = json.loads((run.path / "recipe.json").read_text("utf-8"))
        part = min(int(recipe["part"]), order.part or int(recipe["part"]), int(recipe["batch"]))
    except (OSError, ValueError, KeyError):
        return None
    return order.model_copy(update={"part": part // 2}) if part // 2 >= SMALLEST_PART else None


def _words(run: RunFolder, ending: Ending) -> tuple[Sentence, Sentence, tuple[Remedy, ...]]:
    if ending.kind == "cancelled":
        return (
            sentence("You cancelled this compile."),
            sentence("What was done before teaching is kept; started again, it goes on from there."),
            ("again",),
        )
    match ending.cause:
        case "gpu_memory" | "memory" | "killed":
            return _of_memory(run, ending.cause)
        case "disk":
            return (
                sentence("The disk is full."),
                sentence("Delete compiles you no longer need, or free space otherwise, and go on: nothing is lost."),
                ("room", "again"),
            )
        case "base":
            return (
                sentence("The base model is no longer where it was."),
                sentence("Plug its disk in or put its folder back and go on, or choose the base model anew."),
                ("again", "choose"),
            )
        case "driver":
            return (
                sentence("The graphics card cannot be used, because its driver is too old."),
                sentence(
                    "Install a newer driver from NVIDIA, restart the computer and go on; or choose a smaller base "
                    "model that the processor can teach."
                ),
                ("again", "choose"),
            )
        case "outside":
            return (
                sentence("The compile was ended from outside: by the system, by another program, or with the power."),
                sentence("Go on: it continues where it last kept what was learned."),
                ("again",),
            )
        case "crash" | "processor" | "library":
            return (
                sentence("The program that teaches crashed."),
                sentence("Go on: it continues where it was. If it crashes again, copy the details and report them."),
                ("again", "report"),
            )
        case "fault":
            return (
                sentence("The studio made a mistake of its own."),
                sentence("Copy the details and report them; going on may help, and loses nothing."),
                ("report", "again"),
            )
    return (
        sentence("{message}", message=ending.message or sentence("The compile failed.")),
        sentence("{hint}", hint=ending.hint or sentence("Start it again: it goes on where it was.")),
        ("again", "choose"),
    )


def _of_memory(run: RunFolder, cause: str) -> tuple[Sentence, Sentence, tuple[Remedy, ...]]:
    if cause == "gpu_memory":
        message = sentence("The graphics card has too little memory for this.")
    elif cause == "killed":
        message = sentence("The system ended the compile, most likely because the memory ran out.")
    else:
        message = sentence("The computer ran out of memory.")
    if smaller(run) is not None:
        hint = sentence(
            "Go on with a smaller setting: it takes in less at once, learns the same and takes a little longer. "
            "Nothing is lost."
        )
        return message, hint, ("smaller", "again", "choose")
    hint = sentence("Close other programs and go on where it was, or choose a smaller base model.")
    return message, hint, ("again", "choose")


def _details(run: RunFolder, ending: Ending) -> str:
    """All that is known, as text to copy."""
    said = [f"{ending.message} {ending.hint}".strip(), f"cause: {ending.cause}" if ending.cause else ""]
    log = read_tail(run.log, LOG).strip()
    return "\n".join(part for part in (*said, str(run.path), log) if part)
