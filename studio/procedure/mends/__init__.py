"""One-click mends: for each finding of `checks` that has one clear and safe cure, the pure edit that does it.

A mend takes its finding away and brings no new problem of that kind. Where the cure needs the person's words, or
several would do equally well, there is none. What the cures are is said in the rooms of this package.
"""

from __future__ import annotations

from collections.abc import Callable

from studio.procedure.checks.finding import Finding
from studio.procedure.mends import decisions, references, structure, texts
from studio.procedure.mends.mend import Mend
from studio.procedure.model import Procedure

__all__ = ["MENDS", "Mend", "mend_for"]

MENDS: dict[str, Callable[[Procedure, Finding], Mend | None]] = {
    "no_start": structure.start,
    "unreachable_step": structure.unreachable,
    "unreachable_end": structure.unreachable,
    "no_end": structure.end,
    "missing_end": structure.missing_end,
    "dead_end": structure.dead_end,
    "loop_without_limit": structure.limit,
    "limit_without_way": structure.spent,
    "limit_without_loop": structure.no_limit,
    "duplicate_name": structure.same_title,
    "duplicate_id": structure.same_id,
    "unknown_field": references.unknown_field,
    "unasked_field": references.asked_nowhere,
    "field_never_known": references.asked_nowhere,
    "unknown_tool": references.unknown_tool,
    "unused_tool": references.unused_tool,
    "no_empty_outcome": references.no_empty,
    "unfilled_argument": references.unfilled,
    "unknown_argument": references.unknown_argument,
    "missing_column": references.missing_column,
    "empty_text": texts.empty,
    "no_pattern": texts.pattern,
    "unreadable_example": texts.unreadable_example,
    "options_collide": texts.options_collide,
    "one_branch": decisions.one_branch,
    "mixed_basis": decisions.mixed,
    "otherwise_not_last": decisions.otherwise_last,
    "missing_case": decisions.missing_case,
    "hidden_case": decisions.hidden,
    "impossible_case": decisions.impossible,
}


def mend_for(procedure: Procedure, finding: Finding) -> Mend | None:
    """The finding's one clear mend, if there is one."""
    made = MENDS.get(finding.code)
    return made(procedure, finding) if made else None
