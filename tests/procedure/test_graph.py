"""The graph view: reachability, loops, counting without walking, and the longest way."""

from __future__ import annotations

from itertools import pairwise

from studio.procedure.graph import (
    acyclic,
    circles,
    count_paths,
    graph_of,
    inside_circles,
    longest,
    loop_edges,
    paths,
    reachable,
    reaching,
    way_to,
)
from studio.procedure.model import Ask, Branch, Decide, Edge, End, Link, Procedure, Say, Step


def ask(name: str, to: str) -> Ask:
    return Ask(id=name, title=name, text="?", link=Link(to=to))


def decide(name: str, *links: Link) -> Decide:
    branches = tuple(Branch(id=f"b{number}", link=link) for number, link in enumerate(links))
    return Decide(id=name, title=name, branches=branches)


def procedure(*steps: Step) -> Procedure:
    return Procedure(name="p", start=steps[0].id, steps=steps)


LOOPED = procedure(
    ask("a", "d"),
    decide("d", Link(to="s"), Link(to="a", limit=3, spent="gone"), Link(to="gone")),
    Say(id="s", title="s", text="!", link=Link(to="e")),
    End(id="e", title="e"),
    End(id="gone", title="gone"),
    Say(id="island", title="island", text="!", link=Link(to="nowhere")),
)


def ladder(rungs: int) -> Procedure:
    """Three steps a rung, two ways through each, and a way three rungs back."""
    steps: list[Step] = []
    for rung in range(rungs):
        onward = f"a{rung + 1}" if rung < rungs - 1 else "e"
        back = Link(to=f"a{max(0, rung - 3)}", limit=3, spent="e")
        steps += [
            ask(f"a{rung}", f"d{rung}"),
            decide(f"d{rung}", Link(to=f"s{rung}"), Link(to=onward), back),
            Say(id=f"s{rung}", title=f"s{rung}", text="!", link=Link(to=onward)),
        ]
    return procedure(*steps, End(id="e", title="e"))


def test_the_view_has_every_edge_between_steps_that_exist() -> None:
    graph = graph_of(LOOPED)
    assert set(graph.nodes) == {"a", "d", "s", "e", "gone", "island"}
    assert sorted((edge.source, edge.branch, edge.target) for _, _, edge in graph.edges(data="edge")) == [
        ("a", "next", "d"),
        ("d", "b0", "s"),
        ("d", "b1", "a"),
        ("d", "b1 spent", "gone"),
        ("d", "b2", "gone"),
        ("s", "next", "e"),
    ]
    assert graph.number_of_edges("d", "gone") == 2


def test_what_can_be_reached_and_how() -> None:
    came = reachable(LOOPED)
    assert set(came) == {"a", "d", "s", "e", "gone"}
    assert way_to(came, "e") == ["a", "d", "s", "e"]
    assert set(reachable(LOOPED, blocked=lambda edge: edge.source == "d")) == {"a", "d"}
    assert reaching(LOOPED, ["e"]) == {"e", "s", "d", "a"}
    assert reachable(LOOPED.model_copy(update={"start": None})) == {}


def test_loops() -> None:
    assert circles(LOOPED) == [["a", "d"]]
    assert [edge.branch for edge in inside_circles(LOOPED)] == ["next", "b1"]
    assert loop_edges(LOOPED) == {Edge("d", "b1", "a", True)}
    itself = procedure(decide("d", Link(to="d"), Link(to="e")), End(id="e", title="e"))
    assert circles(itself) == [["d"]]
    assert loop_edges(itself) == {Edge("d", "b0", "d")}


def test_without_its_loop_edges_nothing_goes_round() -> None:
    tangled = procedure(
        ask("a", "b"),
        decide("b", Link(to="c"), Link(to="a"), Link(to="e")),
        decide("c", Link(to="b"), Link(to="a"), Link(to="c"), Link(to="e")),
        End(id="e", title="e"),
    )
    loops = loop_edges(tangled)
    assert circles(tangled, without=loops) == []
    assert {edge.target for edge in loops} == {"a", "b", "c"}
    place = {step: number for number, step in enumerate(acyclic(tangled).order)}
    for edges in acyclic(tangled).leaving.values():
        assert all(place[edge.source] < place[edge.target] for edge in edges)


def test_ways_are_counted_and_walked_alike() -> None:
    assert count_paths(LOOPED) == 2
    assert [[edge.branch for edge in way] for way in paths(LOOPED, 10)] == [["next", "b0", "next"], ["next", "b2"]]
    small = ladder(5)
    walked = list(paths(small, 1000))
    assert len(walked) == count_paths(small) == 2**5
    assert len(set(walked)) == 2**5
    assert all(one.target == other.source for way in walked for one, other in pairwise(way))
    assert len(list(paths(small, 7))) == 7


def test_a_procedure_of_a_thousand_steps_is_counted_without_walking() -> None:
    large = ladder(333)
    assert len(large.steps) == 1000
    assert count_paths(large) == 2**333
    assert len(list(paths(large, 500))) == 500
    assert longest(large).weight > 333


def test_the_longest_conversation_takes_every_loop_to_its_limit() -> None:
    found = longest(LOOPED)
    assert found.weight == 1 + 3  # one answer, and three more when the loop is used up
    assert longest(LOOPED, lambda step: len(step.id)).weight == len("adgone") + 3 * len("ad")
    assert found.steps[0] == "a"
    assert longest(procedure(End(id="e", title="e"))).steps == ("e",)
