"""Plans: everything covered, the same again under the same seed."""

from __future__ import annotations

import pytest

from studio.base.paths import sample
from studio.plan.planner import Plan, is_held_out, make_plan
from studio.procedure.file import load
from studio.procedure.machine import ChoiceNeeded, Machine, NotPossible
from studio.procedure.model import Ask, Procedure
from tests.plan.large_chart import large_chart
from tests.procedure.small_charts import TODAY, switched_off, trip

SAMPLES = ("hello", "travel_booking", "zoom_support", "insurance_claims")


@pytest.fixture(scope="module")
def plans() -> dict[str, tuple[Procedure, Plan]]:
    made = {}
    for name in SAMPLES:
        procedure = load(sample(name))
        made[name] = (procedure, make_plan(procedure, TODAY, taught=60, held_out=40))
    return made


@pytest.mark.parametrize("name", SAMPLES)
def test_every_edge_and_pair_of_the_samples_at_least_twice(plans: dict[str, tuple[Procedure, Plan]], name: str) -> None:
    covered = plans[name][1].coverage
    assert covered.edges_missing == covered.pairs_missing == ()
    assert covered.edges_at_least_k == covered.edges
    assert covered.pairs_at_least_k == covered.pairs


@pytest.mark.parametrize("name", SAMPLES)
def test_every_overlay_entry_and_loop_of_the_samples(plans: dict[str, tuple[Procedure, Plan]], name: str) -> None:
    procedure, plan = plans[name]
    covered = plan.coverage
    assert covered.overlay_places_missing == ()
    assert covered.entries_covered == covered.entries == len([s for s in procedure.steps if isinstance(s, Ask)])
    limits = {f"{s.id}:{b}": li.limit for s in procedure.steps for b, li in procedure.links(s) if li.limit}
    assert set(covered.loop_counts) == set(limits)
    for loop, counts in covered.loop_counts.items():
        wanted = {times for times in (0, 1, 2, limits[loop]) if times <= limits[loop]}
        assert {int(times) for times in counts} >= wanted, loop


@pytest.mark.parametrize("name", SAMPLES)
def test_every_scenario_plays_on_the_machine(plans: dict[str, tuple[Procedure, Plan]], name: str) -> None:
    procedure, plan = plans[name]
    machine = Machine(procedure, TODAY)
    for scenario in (*plan.taught, *plan.held_out):
        if scenario.entry:
            _, state = machine.resume(scenario.entry, dict(scenario.known), scenario.history)
        else:
            _, state = machine.open()
        for move in scenario.moves:
            assert state.at == move.step
            try:
                _, state = machine.hear(state, move.heard())
            except (ChoiceNeeded, NotPossible) as error:
                pytest.fail(f"{scenario.id}: {error!r} at {move}")
        assert state.waiting == "closed"


def test_a_plan_is_the_same_again_and_another_under_another_seed() -> None:
    procedure = trip()
    first, second, other = (make_plan(procedure, TODAY, taught=80, held_out=30, seed=seed) for seed in (3, 3, 4))
    assert first.model_dump() == second.model_dump()
    assert first.taught != other.taught


def test_a_plan_survives_being_written_down() -> None:
    plan = make_plan(trip(), TODAY, taught=60, held_out=10)
    assert any(s.entry and s.history.passed for s in plan.taught)
    assert Plan.model_validate_json(plan.model_dump_json(exclude_defaults=True)) == plan


def test_the_exam_is_half_clean_half_with_overlays() -> None:
    plan = make_plan(trip(), TODAY, taught=0, held_out=60)
    assert plan.taught == ()
    kinds = [scenario.kind for scenario in plan.held_out]
    assert (kinds.count("path"), kinds.count("overlays")) == (30, 30)
    for scenario in plan.held_out:
        asides = [m for m in scenario.moves if m.kind not in ("answer", "tool")]
        assert scenario.kind == "overlays" or not asides


@pytest.mark.parametrize("overlay", ["question", "correction", "vague", "declined", "attack", "tool_failure", "early"])
def test_an_overlay_that_is_switched_off_is_not_planned(overlay: str) -> None:
    plan = make_plan(switched_off(overlay), TODAY, taught=150, held_out=40)
    assert overlay not in plan.coverage.overlays
    assert overlay not in plan.held_out_coverage.overlays
    assert plan.coverage.pairs_missing == ()
    assert make_plan(trip(), TODAY, taught=150, held_out=40).coverage.overlays.get(overlay, 0) > 0


def test_people_who_answer_in_part_or_ahead_are_planned_and_unclear_ones_to_the_end() -> None:
    plan = make_plan(trip(), TODAY, taught=200, held_out=0)
    assert plan.coverage.overlays["partial"] > 0
    assert plan.coverage.overlays["early"] > 0
    kinds = [[move.kind for move in scenario.moves] for scenario in plan.taught]
    assert any(told[-3:] in (["vague"] * 3, ["declined"] * 3, ["invalid"] * 3) for told in kinds)


def test_some_combinations_are_kept_for_the_exam() -> None:
    combinations = [[("a", str(i)), ("b", str(i % 7))] for i in range(800)]
    kept = sum(map(is_held_out, combinations))
    assert 60 < kept < 140


def test_a_chart_that_cannot_be_left_has_an_empty_plan() -> None:
    plan = make_plan(trip(lambda raw: raw.pop("start")), TODAY, taught=20, held_out=5)
    assert plan.taught == plan.held_out == ()
    assert plan.coverage.edges_covered == 0


def test_a_thousand_steps_are_covered() -> None:
    procedure = large_chart(1000, 1500)
    assert len(procedure.steps) == 1000
    assert len(procedure.edges) >= 1500
    covered = make_plan(procedure, TODAY).coverage
    assert covered.edges_missing == covered.pairs_missing == ()
    assert covered.overlay_places_missing == ()
    assert covered.entries_covered == covered.entries
