"""The commands about a procedure's file: its schema, and what is wrong with what it says."""

from __future__ import annotations

import json
from argparse import Namespace
from pathlib import Path

from studio.base.command import FOUND, GOOD, Argument, answer, command
from studio.procedure import checks, file


@command(Argument("flow", type=Path, metavar="FLOW", help="a procedure, *.flow.json"))
def check(asked: Namespace) -> int:
    """Find what is wrong with a procedure."""
    procedure = file.load(asked.flow)
    findings = checks.check(procedure)
    decisions = sum(step.kind == "decide" for step in procedure.steps)
    data = {
        "name": procedure.name,
        "steps": len(procedure.steps),
        "decisions": decisions,
        "problems": [finding._asdict() for finding in findings if finding.severity == "problem"],
        "advice": [finding._asdict() for finding in findings if finding.severity == "advice"],
    }
    head = f"{procedure.name}: {len(procedure.steps)} steps, {decisions} of them decisions."
    answer(
        asked, data, "\n".join([head, *(str(finding) for finding in findings), *([] if findings else ["All is well."])])
    )
    return FOUND if data["problems"] else GOOD


@command()
def schema(asked: Namespace) -> int:
    """Print the JSON Schema of procedure files."""
    made = file.schema()
    answer(asked, made, json.dumps(made, ensure_ascii=False, indent=1))
    return GOOD
