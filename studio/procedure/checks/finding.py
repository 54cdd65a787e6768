"""One finding, and how steps, fields and lists are named in its sentences."""

from __future__ import annotations

from typing import Literal, NamedTuple

from studio.base.sentences import Sentence, in_language, listed, quoted, sentence
from studio.procedure.model import Act, Ask, Branch, Decide, End, Procedure, Say

__all__ = ["AnyStep", "Finding", "Severity", "branch_named", "field_named", "listed", "named", "quoted", "step_named"]

Severity = Literal["problem", "advice"]
AnyStep = Say | Ask | Decide | Act | End


class Finding(NamedTuple):
    """What is wrong (`message`) and how to mend it (`remedy`), in the expert's words, in English and, by `in_language`,
    in others. `code` is for programs; `step` is None where the whole procedure is meant; `field` and `branch` where
    one of those is."""

    code: str
    severity: Severity
    step: str | None
    message: Sentence
    remedy: Sentence
    field: str = ""
    branch: str = ""

    def __str__(self) -> str:
        return self.told()

    def told(self, language: str = "en") -> str:
        """The finding on a line, in a language."""
        said = sentence("Problem: {message} {remedy}", message=self.message, remedy=self.remedy)
        if self.severity == "problem" and self.step:
            said = sentence("Problem at {step}: {message} {remedy}", step=self.step, **said.values)
        elif self.severity == "advice":
            said = sentence("Advice: {message} {remedy}", **said.values)
            if self.step:
                said = sentence("Advice at {step}: {message} {remedy}", step=self.step, **said.values)
        return in_language(said, language)


def named(step: AnyStep) -> Sentence:
    """A step as the expert knows it: by its title, or its id where that is empty."""
    return quoted(step.title or step.id)


def step_named(procedure: Procedure, step_id: str) -> Sentence:
    """The same by id; a step that does not exist is named by the id."""
    step = procedure.step_by_id.get(step_id)
    return named(step) if step else quoted(step_id)


def field_named(procedure: Procedure, field_id: str) -> Sentence:
    """A field by its title."""
    field = procedure.field_by_id.get(field_id)
    return quoted(field.title or field.id) if field else quoted(field_id)


def branch_named(branch: Branch) -> Sentence:
    """A branch by its condition in words, or its id."""
    return quoted(branch.condition or branch.id)
