"""Pure edits: the procedure after a change, and the one before untouched."""

from __future__ import annotations

import pytest

from studio.base.errors import StudioError
from studio.base.paths import sample
from studio.procedure import file
from studio.procedure.checks import check
from studio.procedure.edits import (
    add_field,
    add_step,
    free_id,
    move_step,
    remove_step,
    rename_field,
    rename_step,
    replace_step,
    with_,
)
from studio.procedure.model import Ask, Branch, Decide, End, Field, Link, Overlay, Overlays, Procedure, Say

SMALL = Procedure(
    name="p",
    start="a",
    steps=(
        Ask(id="a", title="A", text="?", link=Link(to="d")),
        Decide(
            id="d",
            title="D",
            branches=(
                Branch(id="yes", link=Link(to="s")),
                Branch(id="no", link=Link(to="a", limit=2, spent="f")),
                Branch(id="leave", link=Link(to="f")),
            ),
        ),
        Say(id="s", title="S", text="!", link=Link(to="e")),
        End(id="e", title="E"),
        End(id="f", title="F"),
    ),
    overlays=Overlays(human=Overlay(to="f")),
    layout={"a": {"x": 1, "y": 2}, "f": {"x": 3, "y": 4}},
)


def edges(procedure: Procedure) -> list[tuple[str, str, str]]:
    return [(edge.source, edge.branch, edge.target) for edge in procedure.edges]


def test_a_first_step_becomes_the_start() -> None:
    step = End(id="e", title="E")
    made = add_step(Procedure(name="p"), step, place=(3, 4))
    assert (made.start, made.steps, made.layout) == ("e", (step,), {"e": {"x": 3, "y": 4}})
    with pytest.raises(StudioError, match="already a step"):
        add_step(made, step)


def test_removing_a_step_closes_the_gap() -> None:
    before = file.dumps(SMALL)
    assert edges(remove_step(SMALL, "s"))[1] == ("d", "yes", "e")
    assert remove_step(SMALL, "a").start == "d"
    assert file.dumps(SMALL) == before


def test_removing_an_end_removes_the_ways_to_it() -> None:
    made = remove_step(SMALL, "f")
    assert edges(made) == [("a", "next", "d"), ("d", "yes", "s"), ("d", "no", "a"), ("s", "next", "e")]
    assert made.overlays.human.to is None
    assert "f" not in made.layout
    assert [finding.code for finding in check(made) if finding.code.startswith("limit")] == ["limit_without_way"]


def test_renaming_a_step_renames_it_everywhere() -> None:
    made = rename_step(rename_step(SMALL, "f", "farewell"), "a", "question")
    assert made.start == "question"
    assert ("d", "no spent", "farewell") in edges(made)
    assert ("d", "no", "question") in edges(made)
    assert made.overlays.human.to == "farewell"
    assert set(made.layout) == {"question", "farewell"}
    assert rename_step(rename_step(made, "farewell", "f"), "question", "a") == SMALL
    with pytest.raises(StudioError, match="already a step"):
        rename_step(SMALL, "f", "e")
    with pytest.raises(StudioError, match="is no id"):
        rename_step(SMALL, "f", "The end")
    with pytest.raises(StudioError, match="There is no step"):
        rename_step(SMALL, "x", "y")


@pytest.mark.parametrize("name", ["travel_booking", "zoom_support", "insurance_claims"])
def test_renaming_every_field_of_a_sample_leaves_nothing_behind(name: str) -> None:
    procedure = file.load(sample(name))
    renamed = procedure
    for field in procedure.fields:
        renamed = rename_field(renamed, field.id, f"{field.id[:30]}_new")
    assert {field.id for field in renamed.fields}.isdisjoint(procedure.field_by_id)
    assert check(renamed) == check(procedure) == []
    for field in procedure.fields:
        renamed = rename_field(renamed, f"{field.id[:30]}_new", field.id)
    assert renamed == procedure


def test_moving_changes_the_layout_alone() -> None:
    moved = move_step(SMALL, "a", 9, 9)
    assert moved.layout["a"] == {"x": 9, "y": 9}
    assert file.procedure_hash(moved) == file.procedure_hash(SMALL)


def test_replacing_and_adding() -> None:
    shorter = with_(SMALL.steps[2], text="Well.")
    assert replace_step(SMALL, shorter).step_by_id["s"] == shorter
    made = add_field(SMALL, Field(id="day", title="Day"))
    assert [field.id for field in made.fields] == ["day"]
    with pytest.raises(StudioError, match="already a field"):
        add_field(made, Field(id="day", title="Day"))


def test_ids_are_made_from_titles() -> None:
    assert free_id("Ask the budget!", set()) == "ask_the_budget"
    assert free_id("Ask the budget", {"ask_the_budget", "ask_the_budget_2"}) == "ask_the_budget_3"
    assert free_id("24 hours", set()) == "step_24_hours"
    assert free_id("", {"step"}) == "step_2"
    long = free_id("x" * 60, {"x" * 40})
    assert len(long) == 40
    assert long.endswith("_2")
