"""What a line that was misunderstood can teach: where the author's examples are, and the edit that adds it there.

A line belongs with the examples of the branch it should have taken, with the ways of asking a question, or with the
examples of a field. Whether it was misunderstood is for others to find out.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal, NamedTuple

from studio.procedure import content_edits as edits
from studio.procedure.model import Decide, Procedure
from studio.procedure.trace import DECLINED, Trace

MOST = 400  # characters of an example


class Lesson(NamedTuple):
    """Where a line helps: a branch (`step`, `name`), an entry of the knowledge (`step`, or "" for the procedure's, and
    `name`), or a field (`name`)."""

    kind: Literal["branch", "question", "field"]
    step: str
    name: str


def lessons_of(procedure: Procedure, meant: Trace) -> tuple[Lesson, ...]:
    """What a line may teach that was meant so: the decisions in words it settles, the question it asks, the fields it
    gives as free text."""
    found: list[Lesson] = []
    for move in meant.moves:
        step = procedure.step_by_id.get(move.step)
        if isinstance(step, Decide) and step.basis == "words" and move.branch in {b.id for b in step.branches}:
            found.append(Lesson("branch", step.id, move.branch))
    if meant.knows:
        owner = procedure.step_by_id.get(meant.at)
        own = {entry.id for entry in owner.knowledge} if owner is not None else set()
        found.append(Lesson("question", meant.at if meant.knows in own else "", meant.knows))
    for name, said in meant.fields:
        field = procedure.field_by_id.get(name)
        if field is not None and field.kind == "text" and said != DECLINED:
            found.append(Lesson("field", "", name))
    return tuple(found)


def lesson_at(procedure: Procedure, step_id: str, branch: str) -> Lesson | None:
    """The lesson of a drawn branch; None where it is computed, or no branch of a decision."""
    step = procedure.step_by_id.get(step_id)
    if not isinstance(step, Decide) or step.basis != "words" or branch not in {b.id for b in step.branches}:
        return None
    return Lesson("branch", step_id, branch)


def examples_of(procedure: Procedure, lesson: Lesson) -> tuple[str, ...]:
    """The examples there now; none where the place is gone."""
    if lesson.kind == "branch":
        step = procedure.step_by_id.get(lesson.step)
        branches = step.branches if isinstance(step, Decide) else ()
        return next((branch.examples for branch in branches if branch.id == lesson.name), ())
    if lesson.kind == "question":
        if lesson.step and lesson.step not in procedure.step_by_id:
            return ()
        known = edits.knowledge_of(procedure, lesson.step or None)
        return next((entry.questions for entry in known if entry.id == lesson.name), ())
    field = procedure.field_by_id.get(lesson.name)
    return field.examples if field is not None else ()


def fresh_lines(procedure: Procedure, lesson: Lesson, lines: Iterable[str]) -> tuple[str, ...]:
    """The lines that are no examples yet, each once."""
    known = {_plain(line) for line in examples_of(procedure, lesson)} | {""}
    fresh: list[str] = []
    for line in lines:
        if _plain(line) not in known:
            known.add(_plain(line))
            fresh.append(" ".join(line.split())[:MOST])
    return tuple(fresh)


def learnt(procedure: Procedure, lesson: Lesson, lines: tuple[str, ...]) -> Procedure:
    """The procedure with these lines among the examples; those there already, in whatever case, are passed over.
    Raises StudioError where the place is gone."""
    fresh = fresh_lines(procedure, lesson, lines)
    if not fresh:
        return procedure
    wanted = (*examples_of(procedure, lesson), *fresh)
    if lesson.kind == "branch":
        return edits.set_branch(procedure, lesson.step, lesson.name, examples=wanted)
    if lesson.kind == "question":
        return edits.set_questions(procedure, lesson.step or None, lesson.name, wanted)
    return edits.set_field(procedure, lesson.name, examples=wanted)


def _plain(line: str) -> str:
    return " ".join(line.casefold().split()).strip(" .!?")
