"""The commands about a procedure's file: its schema, what is wrong with it, and how two versions differ."""

from __future__ import annotations

import json
from argparse import Namespace
from pathlib import Path
from typing import Any

from studio.base.command import FOUND, GOOD, Argument, answer, command
from studio.base.errors import StudioError
from studio.base.sentences import in_language, languages, sentence, system_language
from studio.procedure import checks, file


@command(
    Argument("flow", type=Path, metavar="FLOW", help="a procedure, *.flow.json"),
    Argument("--language", choices=languages(), help="the language of the answer (default: the system's)"),
)
def check(asked: Namespace) -> int:
    """Find what is wrong with a procedure."""
    language = asked.language or system_language()
    try:
        procedure = file.load(asked.flow)
    except StudioError as error:
        told = in_language(error.message, language), in_language(error.hint, language)
        raise StudioError(*told, error.cause) from error
    findings = checks.check(procedure)
    decisions = sum(step.kind == "decide" for step in procedure.steps)
    data = {
        "name": procedure.name,
        "steps": len(procedure.steps),
        "decisions": decisions,
        "problems": [_data(finding, language) for finding in findings if finding.severity == "problem"],
        "advice": [_data(finding, language) for finding in findings if finding.severity == "advice"],
    }
    head = sentence(
        "{name}: {steps} steps, {decisions} of them decisions.",
        name=procedure.name,
        steps=len(procedure.steps),
        decisions=decisions,
    )
    lines = [in_language(head, language), *(finding.told(language) for finding in findings)]
    answer(asked, data, "\n".join(lines if findings else [*lines, in_language(sentence("All is well."), language)]))
    return FOUND if data["problems"] else GOOD


def _data(finding: checks.Finding, language: str) -> dict[str, Any]:
    said = {"message": in_language(finding.message, language), "remedy": in_language(finding.remedy, language)}
    return finding._asdict() | said


@command(
    Argument("before", type=Path, metavar="A", help="the earlier version, *.flow.json"),
    Argument("after", type=Path, metavar="B", help="the later version"),
    Argument("--language", choices=languages(), help="the language of the answer (default: the system's)"),
)
def diff(asked: Namespace) -> int:
    """Say in plain words what was added, removed and changed between two versions of a procedure. Positions on the
    canvas are no change."""
    from studio.procedure.diff import compare

    language = asked.language or system_language()
    found = compare(file.load(asked.before), file.load(asked.after))
    told = [in_language(change.sentence, language) for change in found.changes]
    data = {
        "same": not found.changes,
        "changes": [{**change._asdict(), "sentence": said} for change, said in zip(found.changes, told, strict=True)],
        "steps": found.steps,
        "edges": [{"step": step, "branch": branch, "how": how} for (step, branch), how in found.edges.items()],
    }
    signs = {"added": "+", "removed": "-", "changed": "~"}
    lines = [f"{signs[change.how]} {said}" for change, said in zip(found.changes, told, strict=True)]
    same = in_language(sentence("Both versions say the same."), language)
    answer(asked, data, "\n".join(lines or [same]))
    return FOUND if found.changes else GOOD


@command()
def schema(asked: Namespace) -> int:
    """Print the JSON Schema of procedure files."""
    made = file.schema()
    answer(asked, made, json.dumps(made, ensure_ascii=False, indent=1))
    return GOOD
