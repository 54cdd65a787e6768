"""Everything that can be wrong with a procedure that reads well, told in the expert's words.

`check` runs every room of this package in turn. What follows from what an edit left alone is not found again (see
`facts`), and is what would be found again. Each finding names the step, says what is wrong and how to mend it.
A problem keeps the procedure from being compiled, advice does not.
"""

from __future__ import annotations

from studio.base.errors import StudioError
from studio.base.sentences import Sentence, sentence
from studio.procedure.checks.alone import findings_alone
from studio.procedure.checks.finding import Finding, Severity
from studio.procedure.checks.flow import flow_findings
from studio.procedure.checks.kinds import kind_findings
from studio.procedure.checks.length import LANGUAGES, estimated_tokens, length_findings
from studio.procedure.checks.references import reference_findings
from studio.procedure.checks.structure import structure_findings
from studio.procedure.checks.texts import text_findings
from studio.procedure.model import Procedure

__all__ = ["LANGUAGES", "Finding", "Severity", "check", "estimated_tokens", "problems", "refuse_problems"]


def check(procedure: Procedure, *, context: int = 4096) -> list[Finding]:
    """All findings, in the order of the steps they name, problems of the whole procedure first. `context` is how many
    tokens the base model can read at once."""
    found = [
        *structure_findings(procedure),
        *findings_alone(procedure),
        *reference_findings(procedure),
        *text_findings(procedure),
        *kind_findings(procedure),
        *flow_findings(procedure),
        *length_findings(procedure, context),
    ]
    place = {step.id: number for number, step in enumerate(procedure.steps, 1)}
    unique = list(dict.fromkeys(found))
    return sorted(unique, key=lambda finding: (place.get(finding.step or "", 0), finding.severity != "problem"))


def problems(procedure: Procedure, *, context: int = 4096) -> list[Finding]:
    """The findings that keep the procedure from being compiled."""
    return [finding for finding in check(procedure, context=context) if finding.severity == "problem"]


def refuse_problems(procedure: Procedure, *, context: int = 4096) -> None:
    """Raise StudioError with the first problem where there is any."""
    found = problems(procedure, context=context)
    if found:
        raise StudioError(_refusal(found), found[0].remedy)


def _refusal(found: list[Finding]) -> Sentence:
    first, more = found[0].message, len(found) - 1
    if not more:
        return sentence("The procedure cannot be used yet: {problem}", problem=first)
    if more == 1:
        return sentence("The procedure cannot be used yet: {problem} There is 1 more problem.", problem=first)
    return sentence(
        "The procedure cannot be used yet: {problem} There are {number} more problems.", problem=first, number=more
    )
