"""What is about to be kept: a case with what would have been right, details made up, and what the line teaches.

Everything here is computed, nothing shown; a draft is made anew whenever the person chooses something else.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from studio.base.errors import StudioError
from studio.base.sentences import sentence
from studio.chat.keeping import Exchange, Place, Right, case_of, corrected, lessons_for, right_one, state_after
from studio.conversations.made_up import Change, made_up_case
from studio.procedure.cases import Case, UserTurn, walk
from studio.procedure.lessons import Lesson, fresh_lines
from studio.procedure.machine import Machine
from studio.procedure.model import Procedure

SEEDS = 6  # tried until made-up values go the same way
NAME = "kept"  # until it gets its number in the file


@dataclass(frozen=True)
class Draft:
    """A case to be kept. `right` is what would have been right, where something was wrong; `lessons` what the last line
    teaches; `changes` what was made up, `left` the fields that were left as they were said."""

    case: Case
    right: Right | None = None
    lessons: tuple[Lesson, ...] = ()
    changes: tuple[Change, ...] = ()
    left: tuple[str, ...] = ()

    @property
    def line(self) -> str:
        """The customer's last line, as it would be kept."""
        return next((turn.text for turn in reversed(self.case.turns) if isinstance(turn, UserTurn)), "")


@dataclass(frozen=True)
class Job:
    """What a draft is made of: what was said before, the reply, and the place of the chart that would have been right
    (None: the reply was). With a seed, personal details are made up."""

    procedure: Procedure
    before: tuple[Exchange, ...]
    reply: Exchange
    place: Place | None
    today: date
    seed: int | None


def drafted(job: Job) -> Draft:
    """The draft of a job. Raises StudioError."""
    if job.place is None:
        return kept(job.procedure, [*job.before, job.reply], job.today, job.seed)
    return put_right(job.procedure, job.before, job.reply, job.place, job.today, job.seed)


def kept(procedure: Procedure, exchanges: Sequence[Exchange], today: date, seed: int | None) -> Draft:
    """A chat as a case; with a seed, made-up values in it. Raises StudioError."""
    return _disguised(procedure, Draft(case_of(procedure, exchanges, NAME, today)), today, seed)


def put_right(
    procedure: Procedure,
    before: Sequence[Exchange],
    wrong: Exchange,
    place: Place,
    today: date,
    seed: int | None,
) -> Draft:
    """A chat with what would have been right in the place of its last reply: what passes a step or branch of the chart.
    Raises StudioError where the chart has no way there."""
    machine = Machine(procedure, today)
    line = wrong.line or ""
    mine = wrong.traces[0] if wrong.traces else None
    right = right_one(machine, state_after(machine, before), line, place, mine)
    case = corrected(procedure, before, line, right, NAME, today)
    return _disguised(procedure, Draft(case, right, lessons_for(procedure, right, mine)), today, seed)


def _disguised(procedure: Procedure, draft: Draft, today: date, seed: int | None) -> Draft:
    if seed is not None:
        for number in range(SEEDS):
            case, made = made_up_case(procedure, draft.case, today, seed * SEEDS + number)
            if walk(procedure, case, today) is None:
                draft = Draft(case, draft.right, draft.lessons, made.changes, made.left)
                break
        else:
            raise StudioError(
                sentence("No made-up details were found with which the chart goes the same way."),
                sentence("Keep it with the details as they were said, or leave it."),
            )
    lessons = tuple(lesson for lesson in draft.lessons if fresh_lines(procedure, lesson, (draft.line,)))
    return Draft(draft.case, draft.right, lessons, draft.changes, draft.left)
