"""Looking a row up in a tool's table, in normal form. Calling anything else than a table is not here."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from studio.procedure import values
from studio.procedure.model import Act, Field, Procedure, Tool, ToolOutcome

OUTCOME_COLUMN = "outcome"


class Found(NamedTuple):
    """What a look-up gave: the outcome and, for the act's result fields, their values."""

    outcome: ToolOutcome
    fields: tuple[tuple[str, str], ...]


def look_up(procedure: Procedure, act: Act, normal: dict[str, str], today: date) -> Found:
    """The act's outcome for known fields in normal form: the first row whose argument columns all equal."""
    tool = procedure.tool_by_id[act.tool]
    for row in tool.rows:
        if all(
            row_matches(procedure.field_by_id[source], row.get(argument, ""), normal.get(source, ""), today)
            for argument, source in act.arguments.items()
        ):
            return found(act, row)
    return Found("empty", ())


def found(act: Act, row: dict[str, str]) -> Found:
    """The outcome and result fields one row stands for."""
    outcome: ToolOutcome = row.get(OUTCOME_COLUMN, "ok") or "ok"  # type: ignore[assignment]
    given = tuple((name, row[column]) for name, column in act.results.items() if row.get(column))
    return Found(outcome, given)


def row_matches(field: Field, cell: str, normal: str, today: date) -> bool:
    """Whether a table cell and a value in normal form mean the same."""
    read = values.normal(field, cell, today) if cell else ""
    return (read or cell).casefold() == normal.casefold()


def argument_values(procedure: Procedure, tool: Tool, act: Act, today: date) -> list[dict[str, str]]:
    """For each row, the normal forms its argument columns ask of the fields."""
    wanted = []
    for row in tool.rows:
        pairs = {
            source: values.normal(procedure.field_by_id[source], row.get(argument, ""), today)
            for argument, source in act.arguments.items()
        }
        wanted.append({name: value for name, value in pairs.items() if value})
    return wanted
