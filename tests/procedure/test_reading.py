from __future__ import annotations

import pytest

from studio.base.paths import sample
from studio.procedure import edits, file
from studio.procedure.graph import acyclic
from studio.procedure.model import End, Procedure
from studio.procedure.reading import reading_order
from tests.procedure.small_charts import TRIP


def test_a_branch_is_read_to_its_end_before_the_next_begins() -> None:
    procedure = Procedure.model_validate(TRIP)
    reached, others = reading_order(procedure)
    assert reached[:3] == ("greet", "ask_trip", "ask_budget")
    assert others == ()


@pytest.mark.parametrize("name", ["hello", "travel_booking", "zoom_support", "insurance_claims"])
def test_nothing_is_read_before_what_leads_to_it(name: str) -> None:
    procedure = file.load(sample(name))
    reached, others = reading_order(procedure)
    place = {step: number for number, step in enumerate(reached + others)}
    assert len(place) == len(procedure.steps)
    for step, edges in acyclic(procedure).leaving.items():
        assert all(place[step] < place[edge.target] for edge in edges)


def test_what_is_not_reached_is_read_last() -> None:
    procedure = Procedure.model_validate(TRIP)
    loose = edits.add_step(procedure, End(id="loose", title="Loose"))
    assert reading_order(loose) == (reading_order(procedure)[0], ("loose",))
    assert reading_order(edits.with_(loose, start=None))[0] == ()
    assert set(reading_order(edits.with_(loose, start=None))[1]) == set(loose.step_by_id)
