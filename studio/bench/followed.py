"""A verification as the chart shows it: how well each step and branch is followed, and what went wrong there, in notes.

Counting is `scores`' business, painting the window's.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

from pydantic import ValidationError

from studio.base.errors import StudioError, from_os
from studio.base.runfolder import open_run
from studio.base.sentences import sentence
from studio.bench.report_style import band
from studio.bench.scores import Divergence, of_step
from studio.bench.verify import Verification
from studio.chat.notes import Note, notes_of
from studio.chat.tools import split_call
from studio.procedure.file import load
from studio.procedure.lessons import Lesson, lessons_of
from studio.procedure.machine import Call
from studio.procedure.model import Act, Decide, Procedure
from studio.procedure.trace import CLOSE, Trace, TraceError, parse

Place = tuple[str, str]  # a step and "", or a step and one of its branches or outcomes


class Standing(NamedTuple):
    """How well a place is followed: right so many times of all, surely at least `low` (from 0 to 1); `band` counts from
    0, the best, as in the report."""

    right: int
    total: int
    low: float

    @property
    def share(self) -> float:
        return self.right / self.total

    @property
    def band(self) -> int:
        return band(self.share)


class Mistake(NamedTuple):
    """A conversation's first mistake in notes: only what differs of what was expected and of what the model did, and
    the words of both replies; the places of the chart it belongs to; and what the line it misunderstood can teach."""

    found: Divergence
    expected: tuple[Note, ...]
    did: tuple[Note, ...]
    expected_reply: str
    reply: str
    places: frozenset[Place]
    lessons: tuple[Lesson, ...] = ()


class Followed:
    """What a verification says about the places of the chart it was made on."""

    def __init__(self, procedure: Procedure, found: Verification) -> None:
        self.procedure, self.found = procedure, found
        self._edges = {(edge.step, edge.branch): edge for edge in found.edges}

    def of(self, step: str, branch: str = "") -> Standing | None:
        """How well a step, or a way out of it, is followed; None where it was not met, or is not scored at all."""
        score = self._edges.get((step, branch)) if branch else of_step(self.procedure, self.found.edges, step)
        return Standing(score.right, score.total, score.low) if score is not None and score.total else None

    def places(self) -> Iterator[Place]:
        """Every step, and every branch and outcome: what can be scored."""
        for step in self.procedure.steps:
            yield step.id, ""
            if isinstance(step, Decide | Act):
                yield from ((step.id, branch) for branch, _ in self.procedure.links(step))

    @cached_property
    def mistakes(self) -> tuple[Mistake, ...]:
        """Every first mistake that was kept, those first of which the whole conversation was."""
        ordered = sorted(self.found.divergences, key=lambda one: not one.before)
        return tuple(mistake(self.procedure, one) for one in ordered)

    def mistakes_at(self, step: str, branch: str = "") -> tuple[Mistake, ...]:
        """The mistakes at a step or a way out of it: where it should have been taken and was not, or was answered."""
        return tuple(one for one in self.mistakes if (step, branch) in one.places)

    def weakest(self) -> list[Place]:
        """The places that were met and are not always right, the weakest first."""
        told = [(standing.share, place) for place in self.places() if (standing := self.of(*place)) is not None]
        return [place for share, place in sorted(told, key=lambda pair: pair[0]) if share < 1.0]


def mistake(procedure: Procedure, found: Divergence) -> Mistake:
    """A divergence put in notes."""
    (gold, wanted, wanted_call), (mine, said, call) = _read(found.gold), _read(found.written)
    expected, did = notes_of(procedure, gold, wanted_call), notes_of(procedure, mine, call)
    return Mistake(
        found,
        tuple(note for note in expected if note not in did),
        tuple(note for note in did if note not in expected),
        wanted,
        said,
        frozenset(_places(procedure, found, gold, mine)),
        tuple(_lessons(procedure, gold, mine)),
    )


def _lessons(procedure: Procedure, gold: Trace | None, mine: Trace | None) -> Iterator[Lesson]:
    """What of a misunderstood line was misunderstood, as far as examples can help."""
    if gold is None:
        return
    made = {(move.step, move.branch) for move in mine.moves} if mine is not None else set()
    given = dict(mine.fields) if mine is not None else {}
    for lesson in lessons_of(procedure, gold):
        missed = {
            "branch": (lesson.step, lesson.name) not in made,
            "question": mine is None or mine.knows != gold.knows,
            "field": given.get(lesson.name) != dict(gold.fields).get(lesson.name),
        }
        if missed[lesson.kind]:
            yield lesson


def _places(procedure: Procedure, found: Divergence, gold: Trace | None, mine: Trace | None) -> Iterator[Place]:
    """Where a mistake belongs: the step answered, and what should have been passed and was not."""
    yield found.step, ""
    if gold is None:
        return
    made = {(move.step, move.branch) for move in mine.moves} if mine is not None else set()
    for move in gold.moves:
        if (move.step, move.branch) not in made:
            yield move.step, move.branch
            yield move.step, ""
    if gold.outcome and (mine is None or gold.moves[:1] != mine.moves[:1]):
        yield gold.at, gold.outcome


def _read(message: str) -> tuple[Trace | None, str, Call | None]:
    """A message's trace, words and call."""
    trace: Trace | None = None
    try:
        trace, spoken = parse(message)
    except TraceError:
        spoken = message.rpartition(CLOSE)[2]
    text, call = split_call(spoken)
    return trace, text.strip(), call


def read_followed(run: Path) -> Followed:
    """A run's verification with the procedure it was made on. Raises StudioError where there is none yet."""
    folder = open_run(run)
    try:
        found = Verification.model_validate_json(folder.verify.read_text("utf-8"))
    except FileNotFoundError as error:
        raise StudioError(
            sentence("This compile has not been checked yet."),
            sentence("Let it finish, or check it with `studio verify`."),
        ) from error
    except OSError as error:
        raise from_os(error, sentence("Reading {file}", file=str(folder.verify))) from error
    except (UnicodeDecodeError, ValidationError) as error:
        raise StudioError(
            sentence("What was found in checking this compile cannot be read."),
            sentence("Check it again with `studio verify`."),
        ) from error
    return Followed(load(folder.procedure), found)
