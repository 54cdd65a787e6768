"""Steps stand apart from each other, below what leads to them, and within the picture."""

from __future__ import annotations

from itertools import combinations
from pathlib import Path
from random import Random

import pytest

from studio.procedure import file
from studio.procedure.graph import spent
from studio.procedure.layout import START, Layout, Point, Size, apart, lay_out
from studio.procedure.model import Ask, End, Link, Procedure, Say

SAMPLES = Path(__file__).parents[2] / "sample_flows"
BOX, LABEL, MARKER = Size(180, 60), Size(70, 16), Size(16, 16)


def laid_out(procedure: Procedure) -> Layout:
    labels = {(edge.source, edge.branch): LABEL for edge in procedure.edges if edge.branch != "next"}
    return lay_out(procedure, dict.fromkeys(procedure.step_by_id, BOX), labels, MARKER)


@pytest.mark.parametrize("name", ["hello", "travel_booking", "zoom_support", "insurance_claims"])
def test_samples(name: str):
    procedure = file.load(SAMPLES / f"{name}{file.SUFFIX}")
    found = laid_out(procedure)
    assert found == laid_out(procedure)
    assert set(found.places) == {START, *procedure.step_by_id}
    assert set(found.routes) == {(START, "next"), *((e.source, e.branch) for e in procedure.edges)}
    for one, other in combinations(procedure.step_by_id, 2):
        a, b = found.places[one], found.places[other]
        assert abs(a.x - b.x) >= BOX.width or abs(a.y - b.y) >= BOX.height
    for edge in procedure.edges:
        route = found.routes[edge.source, edge.branch]
        assert (route.label is not None) == (edge.branch != "next")
        for end, step in ((route.points[0], edge.source), (route.points[-1], edge.target)):
            middle = found.places[step]
            assert abs(end.x - middle.x) <= BOX.width / 2 + 0.01
            assert abs(end.y - middle.y) <= BOX.height / 2 + 0.01
        if not edge.loop and not spent(edge) and name == "hello":
            assert found.places[edge.source].y < found.places[edge.target].y
    xs = [p.x for r in found.routes.values() for p in r.points] + [p.x for p in found.places.values()]
    assert min(xs) >= -0.01
    assert max(xs) <= found.size.width + 0.01


def test_what_leads_nowhere_is_left_out():
    procedure = Procedure(
        name="Loose",
        start="a",
        steps=(Say(id="a", title="A", text="Hi.", link=Link(to="gone")), End(id="e", title="E")),
    )
    found = laid_out(procedure)
    assert set(found.places) == {START, "a", "e"}
    assert set(found.routes) == {(START, "next")}


def test_only_the_edges_wanted():
    procedure = Procedure(
        name="Two",
        start="a",
        steps=(Ask(id="a", title="A", text="Hi?", link=Link(to="a", limit=1, spent="e")), End(id="e", title="E")),
    )
    kept = [edge for edge in procedure.edges if spent(edge)]
    found = lay_out(procedure, {"a": BOX, "e": BOX}, {}, MARKER, kept)
    assert set(found.routes) == {(START, "next"), ("a", "next spent")}


def test_an_empty_procedure():
    found = laid_out(Procedure(name="Nothing"))
    assert (found.places, found.routes) == ({}, {})
    assert found.size == Size(0, 0)


def test_a_thousand_steps_are_placed():
    steps = [
        Ask(
            id=f"s{n}",
            title=f"Step {n}",
            text="Well?",
            link=Link(to=f"s{n + 1}" if n % 7 else f"s{n // 2 + 1}", limit=2),
        )
        for n in range(1, 1000)
    ]
    procedure = Procedure(name="Long", start="s1", steps=(*steps, End(id="s1000", title="End")))
    assert len(laid_out(procedure).places) == 1001


def overlapping(places: dict[str, Point], sizes: dict[str, Size]) -> list[tuple[str, str]]:
    return [
        (one, other)
        for one, other in combinations(places, 2)
        if abs(places[one].x - places[other].x) < (sizes[one].width + sizes[other].width) / 2
        and abs(places[one].y - places[other].y) < (sizes[one].height + sizes[other].height) / 2
    ]


@pytest.mark.parametrize("seed", range(20))
def test_nothing_stands_over_what_is_fixed(seed: int) -> None:
    chance = Random(seed)
    places = {f"s{at}": Point(at % 4 * 260.0, at // 4 * 140.0) for at in range(24)}
    sizes = {name: Size(chance.choice([160.0, 232.0]), chance.choice([56.0, 96.0])) for name in places}
    fixed = chance.sample(sorted(places), 3)
    held = {name: Point(chance.uniform(0, 800), at * 300.0) for at, name in enumerate(fixed)}
    made = apart(places | held, sizes, fixed)
    assert overlapping(made, sizes) == []
    assert {name: made[name] for name in fixed} == held
    assert all(made[name].y == places[name].y for name in places if name not in fixed)


def test_what_stands_over_nothing_stays() -> None:
    places = {"a": Point(0, 0), "b": Point(300, 0), "c": Point(0, 200)}
    assert apart(places, dict.fromkeys(places, Size(200, 60)), {"a"}) == places
