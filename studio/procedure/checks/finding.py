"""One finding, and how steps, fields and lists are named in its sentences."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal, NamedTuple

from studio.procedure.model import Act, Ask, Branch, Decide, End, Procedure, Say

Severity = Literal["problem", "advice"]
AnyStep = Say | Ask | Decide | Act | End


class Finding(NamedTuple):
    """What is wrong (`message`) and how to mend it (`remedy`), in the expert's words. `code` is for programs; `step` is
    None where the whole procedure is meant; `field` and `branch` where one of those is."""

    code: str
    severity: Severity
    step: str | None
    message: str
    remedy: str
    field: str = ""
    branch: str = ""

    def __str__(self) -> str:
        place = f" at {self.step}" if self.step else ""
        return f"{self.severity.capitalize()}{place}: {self.message} {self.remedy}"


def named(step: AnyStep) -> str:
    """A step as the expert knows it: by its title, or its id where that is empty."""
    return f'"{step.title or step.id}"'


def step_named(procedure: Procedure, step_id: str) -> str:
    """The same by id; a step that does not exist is named by the id."""
    step = procedure.step_by_id.get(step_id)
    return named(step) if step else f'"{step_id}"'


def field_named(procedure: Procedure, field_id: str) -> str:
    """A field by its title."""
    field = procedure.field_by_id.get(field_id)
    return f'"{field.title or field.id}"' if field else f'"{field_id}"'


def branch_named(branch: Branch) -> str:
    """A branch by its condition in words, or its id."""
    return f'"{branch.condition or branch.id}"'


def listed(items: Iterable[str], *, most: int = 5) -> str:
    """Names joined as in a sentence; of a long list the first few."""
    names = list(items)
    if len(names) > most:
        return f"{', '.join(names[:most])} and {len(names) - most} more"
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}" if names else ""
