from __future__ import annotations

import pytest

from studio.base import paths
from studio.base.errors import StudioError
from studio.procedure import chart_edits, file
from studio.procedure.file import procedure_hash


@pytest.fixture
def travel():
    return file.load(paths.sample("travel_booking"))


def test_places_take_no_part_in_the_meaning(travel):
    moved = chart_edits.place(travel, {"booked": (10.04, -3.0), "nobody": (1.0, 1.0)})
    assert moved.layout["booked"] == {"x": 10.0, "y": -3.0}
    assert "nobody" not in moved.layout
    assert procedure_hash(moved) == procedure_hash(travel)


def test_a_pinned_step_stays_pinned_when_it_moves(travel):
    travel = travel.model_copy(update={"layout": {"booked": {"x": 1, "y": 2, "pinned": True}}})
    assert chart_edits.place(travel, {"booked": (5, 6)}).layout["booked"] == {"x": 5, "y": 6, "pinned": True}


def test_removing_an_edge_of_a_decision_removes_the_branch(travel):
    left = chart_edits.remove_edge(travel, "verdict", "later")
    assert "later" not in [branch.id for branch in left.step_by_id["verdict"].branches]


def test_removing_an_edge_of_a_tool_removes_the_outcome(travel):
    assert list(chart_edits.remove_edge(travel, "find_flight", "empty").step_by_id["find_flight"].outcomes) == ["ok"]


def test_removing_the_edge_of_an_ask_leaves_an_open_end(travel):
    left = chart_edits.remove_edge(travel, "ask_trip", "next")
    assert chart_edits.is_open(left, left.step_by_id["ask_trip"].link)
    assert not chart_edits.is_open(travel, travel.step_by_id["ask_trip"].link)


def test_removing_a_spent_way_keeps_the_loop(travel):
    edge = next(edge for edge in travel.edges if edge.branch.endswith(" spent"))
    left = chart_edits.remove_edge(travel, edge.source, edge.branch)
    assert edge not in left.edges
    assert len(left.edges) == len(travel.edges) - 1


def test_steps_and_edges_go_together(travel):
    left = chart_edits.remove(travel, ["booked", "ask_names"], [("verdict", "later")])
    assert not {"booked", "ask_names"} & set(left.step_by_id)


def test_what_is_not_there_cannot_be_removed(travel):
    with pytest.raises(StudioError):
        chart_edits.remove_edge(travel, "verdict", "nothing")
    with pytest.raises(StudioError):
        chart_edits.remove(travel, ["nobody"])
