"""Choosing what the practice users want: a value for every field, such that the drawn conditions go a wanted way.

Values come from `bank`, balanced around the thresholds they are compared with, and from the tables they are looked
up in. Words are the writer's business.
"""

from __future__ import annotations

import random
from collections.abc import Mapping
from datetime import date

from studio.plan import bank
from studio.procedure import tables, values
from studio.procedure.model import Act, Ask, Decide, Field, Procedure, ToolOutcome

TRIES = 60
TABLE_SHARE = 0.8


class Draws(dict[str, str]):
    """Values drawn when first looked at, so that a large chart costs only what a conversation touches."""

    def __init__(self, assigner: Assigner, rng: random.Random, split: str) -> None:
        super().__init__()
        self._assigner, self._rng, self._split = assigner, rng, split

    def __missing__(self, name: str) -> str:
        value = self._assigner.draw(self._assigner.procedure.field_by_id[name], self._rng, self._split)
        self[name] = value
        return value


class Assigner:
    """Draws values for one procedure. `thresholds` are what each field is compared with; `looked_up` the acts that
    take it as an argument; `filled_by_tools` the fields no person is asked for."""

    def __init__(self, procedure: Procedure, today: date) -> None:
        self.procedure = procedure
        self.today = today
        self.thresholds = _thresholds(procedure)
        self.acts = [s for s in procedure.steps if isinstance(s, Act)]
        self.decisions = {s.id: s for s in procedure.steps if isinstance(s, Decide) and s.basis == "computed"}
        asked = {name for step in procedure.steps if isinstance(step, Ask) for name in step.fields}
        self.filled_by_tools = {name for act in self.acts for name in act.results} - asked
        self._rows = {
            act.id: tables.argument_values(procedure, procedure.tool_by_id[act.tool], act, today) for act in self.acts
        }

    def draw(self, field: Field, rng: random.Random, split: str) -> str:
        """One value in normal form."""
        return bank.draw(field, rng, split, self.today, near=self.thresholds.get(field.id, ()))

    def draw_all(
        self,
        rng: random.Random,
        split: str,
        outcomes: Mapping[str, ToolOutcome],
        branches: Mapping[str, str],
    ) -> Draws:
        """Values for the fields people are asked for, aiming at the wanted outcomes of acts and computed branches.

        What cannot be had (a branch no value reaches) is left to chance: coverage will show it as not reached."""
        drawn = Draws(self, rng, split)
        # Acts aimed at come last, so that another look-up of the same field does not undo them.
        for act in sorted(self.acts, key=lambda act: act.id in outcomes):
            if outcomes.get(act.id) == "empty":
                self._aim_past_rows(act, drawn, rng, split)
            else:
                self._aim_act(act, drawn, outcomes.get(act.id), rng)
        for decision, branch in branches.items():
            if decision in self.decisions:
                self._aim_decision(self.decisions[decision], branch, drawn, rng, split, branches)
        return drawn

    def _aim_act(self, act: Act, drawn: Draws, wanted: ToolOutcome | None, rng: random.Random) -> None:
        tool = self.procedure.tool_by_id[act.tool]
        if (wanted is None and rng.random() > TABLE_SHARE) or not tool.rows:
            return
        fitting = [
            i
            for i, row in enumerate(tool.rows)
            if wanted in (None, "error") or (row.get(tables.OUTCOME_COLUMN) or "ok") == wanted
        ]
        if fitting:
            drawn |= self._rows[act.id][rng.choice(fitting)]

    def _aim_past_rows(self, act: Act, drawn: Draws, rng: random.Random, split: str) -> None:
        """Values that no row of the act's table has."""
        asked = [name for name in act.arguments.values() if name not in self.filled_by_tools]
        for _ in range(TRIES):
            for name in asked:
                drawn[name] = self.draw(self.procedure.field_by_id[name], rng, split)
            if tables.look_up(self.procedure, act, drawn, self.today).outcome == "empty":
                return

    def _aim_decision(
        self,
        decision: Decide,
        branch: str,
        drawn: Draws,
        rng: random.Random,
        split: str,
        branches: Mapping[str, str],
    ) -> None:
        fields = sorted(_tested(decision) - self.filled_by_tools)
        for name in fields:
            _ = drawn[name]
        for _ in range(TRIES):
            if self.branch(decision, self._with_results(drawn)) == branch and self._still(drawn, branches, decision.id):
                return
            if not fields:
                for act in self.acts:
                    if set(act.results) & _tested(decision):
                        self._aim_act(act, drawn, "ok", rng)
                continue
            name = rng.choice(fields)
            drawn[name] = self.draw(self.procedure.field_by_id[name], rng, split)

    def _still(self, drawn: Draws, branches: Mapping[str, str], current: str) -> bool:
        """Whether the branches wanted before this decision are still taken."""
        known = self._with_results(drawn)
        for decision, branch in branches.items():
            if decision == current:
                return True
            if decision in self.decisions and self.branch(self.decisions[decision], known) != branch:
                return False
        return True

    def _with_results(self, drawn: Draws) -> dict[str, str]:
        known = dict(drawn)
        for act in self.acts:
            if not act.results or not all(source in known for source in act.arguments.values()):
                continue
            for name, value in tables.look_up(self.procedure, act, known, self.today).fields:
                known[name] = values.normal(self.procedure.field_by_id[name], value, self.today) or value
        return known

    def branch(self, decision: Decide, known: dict[str, str]) -> str:
        """The computed branch that values in normal form take."""
        for branch in decision.branches:
            if branch.when is None or values.holds(branch.when, known, self.procedure, self.today):
                return branch.id
        return ""


def _tested(decision: Decide) -> set[str]:
    return {test.field for branch in decision.branches if branch.when for test in branch.when.tests}


def _thresholds(procedure: Procedure) -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    for step in procedure.steps:
        if isinstance(step, Decide) and step.basis == "computed":
            for branch in step.branches:
                for test in branch.when.tests if branch.when else ():
                    several = (test.value,) if isinstance(test.value, str) else test.value
                    found.setdefault(test.field, []).extend(v for v in several if v)
    return {name: tuple(dict.fromkeys(several)) for name, several in found.items()}
