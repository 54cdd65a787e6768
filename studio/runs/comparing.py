"""Two runs held against each other: their scores, what they were asked for, and their procedures.

How procedures differ is `procedure.diff`'s business. A difference between two scores is called sure only where chance
alone would bring one as large in less than one of twenty cases, by the usual test for two proportions.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from math import sqrt
from pathlib import Path
from typing import Any, NamedTuple

from studio.base.errors import StudioError
from studio.base.sentences import sentence
from studio.procedure.diff import Difference, compare
from studio.procedure.model import Procedure
from studio.runs.keeping import procedure_of
from studio.runs.record import ORDER, Record, Scores

Z = 1.96
RECIPE = "recipe.json"
UNTOLD = ("reasons", "base_folder", "part", "save_seconds")  # where a base lies, and what only this computer minds


class Score(NamedTuple):
    """One figure of both runs, rates from 0 to 1. `sure` None where one of them has none."""

    name: str
    before: float | None
    after: float | None
    sure: bool | None

    @property
    def gained(self) -> float | None:
        return None if self.before is None or self.after is None else self.after - self.before


class Setting(NamedTuple):
    """Something that was asked for, or chosen, differently."""

    name: str
    before: Any
    after: Any


class Comparison(NamedTuple):
    """`difference` None where one of the runs does not hold its procedure, `why` then says so."""

    before: Record
    after: Record
    scores: tuple[Score, ...]
    settings: tuple[Setting, ...]
    procedures: tuple[Procedure, Procedure] | None
    difference: Difference | None
    why: str = ""


_FIGURES: tuple[tuple[str, str, str], ...] = (
    ("plain", "exact_clean", "conversations_clean"),
    ("off the path", "exact_overlays", "conversations_overlays"),
    ("decisions", "decisions", "decisions_counted"),
    ("fields", "fields", "fields_counted"),
    ("guarded", "guarded", "guarded_conversations"),
    ("notes hidden", "without_traces", "without_traces_clean"),
)


def compare_runs(before: Record, after: Record) -> Comparison:
    """Hold two runs against each other."""
    procedures, difference, why = None, None, ""
    try:
        procedures = (procedure_of(before.path), procedure_of(after.path))
        difference = compare(*procedures)
    except StudioError as error:
        why = sentence("{message} {hint}", message=error.message, hint=error.hint)
    return Comparison(
        before,
        after,
        tuple(_scores(before.scores or Scores(), after.scores or Scores())),
        tuple(_settings(before, after)),
        procedures,
        difference,
        why,
    )


def _scores(before: Scores, after: Scores) -> Iterator[Score]:
    for name, rate, count in _FIGURES:
        one, other = getattr(before, rate), getattr(after, rate)
        sure = None
        if one is not None and other is not None:
            sure = is_sure(one, getattr(before, count), other, getattr(after, count))
        yield Score(name, one, other, sure)


def is_sure(one: float, of_one: int, other: float, of_other: int) -> bool:
    """Whether two rates differ by more than chance would explain."""
    if not of_one or not of_other:
        return False
    pooled = (one * of_one + other * of_other) / (of_one + of_other)
    spread = sqrt(pooled * (1 - pooled) * (1 / of_one + 1 / of_other))
    return abs(one - other) > Z * spread


def _settings(before: Record, after: Record) -> Iterator[Setting]:
    old, new = _told(before.path), _told(after.path)
    for key in dict.fromkeys([*old, *new]):
        if old.get(key) != new.get(key):
            yield Setting(key, old.get(key), new.get(key))


def _told(run: Path) -> dict[str, Any]:
    """What was asked for, and in place of what was left open what was chosen for it."""
    asked = {key: value for key, value in _object(run / ORDER).items() if key not in UNTOLD}
    chosen = {key: value for key, value in _object(run / RECIPE).items() if key not in (*UNTOLD, "seconds")}
    return {**chosen, **{key: value for key, value in asked.items() if value is not None or key not in chosen}}


def _object(path: Path) -> dict[str, Any]:
    try:
        found = json.loads(path.read_bytes())
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}
