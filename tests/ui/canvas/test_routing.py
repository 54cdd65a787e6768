from __future__ import annotations

import random

import pytest

from studio.procedure.layout import Point
from studio.ui.canvas.grid import Box, Grid
from studio.ui.canvas.routing import CLEAR, Router, pieces, straightened


def box(x, y, width=200.0, height=80.0):
    return Box(x - width / 2, y - height / 2, x + width / 2, y + height / 2)


def router(**places):
    made = Router()
    for name, place in places.items():
        made.put(name, box(*place))
    return made


def way_of(router, source="a", target="b", branch="next"):
    router.join((source, branch), source, target)
    router.update()
    return router.ways[(source, branch)]


def runs_into(way, boxes):
    inner = [other.grown(-1.0) for other in boxes]
    return [part for part in pieces(way) if any(other.meets(part.grown(0.1)) for other in inner)]


def test_what_stands_straight_below_is_reached_straight():
    assert way_of(router(a=(0, 0), b=(0, 200))) == (Point(0, 40), Point(0, 160))


def test_what_stands_aside_takes_two_bends():
    way = way_of(router(a=(0, 0), b=(160, 300)))
    assert len(way) == 4
    assert way[0].y == 40
    assert way[-1].y == 260


def test_every_piece_is_flat_or_upright():
    for x in range(-600, 601, 150):
        for y in range(-450, 451, 150):
            if x or y:
                way = way_of(router(a=(0, 0), b=(x, y)))
                assert all(a.x == b.x or a.y == b.y for a, b in zip(way, way[1:], strict=False)), (x, y)
                assert len(way) >= 2


def test_a_step_in_between_is_gone_around():
    made = router(a=(0, 0), b=(0, 400), between=(0, 200))
    way = way_of(made)
    assert not runs_into(way, [made.steps.boxes["between"].grown(CLEAR / 2)])
    assert len(way) <= 6


def test_a_wall_of_steps_is_gone_around():
    made = router(a=(0, 0), b=(0, 400), **{f"w{n}": (210.0 * n, 200) for n in range(-2, 3)})
    way = way_of(made)
    assert not runs_into(way, made.steps.boxes.values())


def test_what_leads_back_up_runs_beside():
    made = router(a=(0, 400), b=(0, 0), between=(0, 200))
    assert not runs_into(way_of(made), [made.steps.boxes["between"]])


def test_a_step_may_lead_to_itself():
    way = way_of(router(a=(0, 0)), target="a")
    assert len(way) >= 4
    assert not runs_into(way, [box(0, 0)])


def test_edges_of_one_side_do_not_share_a_port():
    made = router(a=(0, 0), b=(-300, 300), c=(0, 300), d=(300, 300))
    for target in "bcd":
        made.join(("a", target), "a", target)
    made.update()
    assert len({way[0] for way in made.ways.values()}) == 3


def test_edges_that_run_together_keep_apart():
    made = router(a=(0, 0), c=(300, 0), b=(700, 400), d=(1000, 400))
    first, second = way_of(made, "a", "b"), way_of(made, "c", "d")
    for a in pieces(first):
        for b in pieces(second):
            alike = (a.top == a.bottom) == (b.top == b.bottom)
            assert not (alike and a.grown(3.0).meets(b.grown(3.0)))


def test_only_what_is_touched_runs_anew():
    made = router(a=(0, 0), b=(0, 200), c=(1000, 0), d=(1000, 200))
    way_of(made, "a", "b")
    way_of(made, "c", "d")
    made.put("a", box(40, 0))
    assert made.update() == {("a", "next")}
    made.put("d", box(1040, 200))
    assert made.update() == {("c", "next")}


def test_a_step_put_on_an_edge_pushes_it_aside():
    made = router(a=(0, 0), b=(0, 400), c=(1000, 200))
    way_of(made)
    made.put("c", box(0, 200))
    assert made.update() == {("a", "next")}
    assert not runs_into(made.ways[("a", "next")], [box(0, 200)])


def test_a_way_that_was_given_stays_until_an_end_moves():
    made = router(a=(0, 0), b=(0, 400))
    made.join(("a", "next"), "a", "b")
    given = (Point(20, 40), Point(20, 360))
    made.keep(("a", "next"), given)
    assert made.update() == set()
    assert made.ways[("a", "next")] == given
    made.put("b", box(10, 400))
    made.update()
    assert made.ways[("a", "next")] != given


def test_an_edge_that_is_gone_leaves_its_lane():
    made = router(a=(0, 0), b=(0, 200))
    way_of(made)
    made.part(("a", "next"))
    assert not made.ways
    assert not list(made.lanes.near(Box(-500, -500, 500, 500)))


@pytest.mark.parametrize("seed", range(4))
def test_among_many_steps_no_edge_runs_through_another_step(seed):
    draw = random.Random(seed)
    made = router(**{f"s{n}": (300.0 * (n % 6), 190.0 * (n // 6)) for n in range(30)})
    for n in range(30):
        target = f"s{draw.randrange(30)}"
        made.join((f"s{n}", "next"), f"s{n}", target)
    made.update()
    for (source, _), way in made.ways.items():
        assert not runs_into(way, made.steps.boxes.values()), source


def test_a_way_is_straightened():
    points = [Point(0, 0), Point(0, 0), Point(0, 5), Point(0, 9), Point(4, 9)]
    assert straightened(points) == (Point(0, 0), Point(0, 9), Point(4, 9))


def test_the_grid_finds_what_looking_at_all_finds():
    draw = random.Random(3)
    grid: Grid[int] = Grid()
    for n in range(200):
        grid.put(
            n, box(draw.uniform(-2000, 2000), draw.uniform(-2000, 2000), draw.uniform(0, 600), draw.uniform(0, 600))
        )
    for n in range(0, 200, 3):
        grid.drop(n)
    for _ in range(50):
        asked = box(draw.uniform(-2000, 2000), draw.uniform(-2000, 2000))
        assert {n for n, _ in grid.near(asked)} == {n for n, found in grid.boxes.items() if found.meets(asked)}


def crowd(steps=60, edges=90, seed=3, apart=260):
    """Steps in rows with a way wanting between many of them."""
    rng = random.Random(seed)
    made = router(**{f"s{n}": (apart * (n % 8), 190 * (n // 8)) for n in range(steps)})
    for number in range(edges):
        source, target = rng.sample(range(steps), 2)
        made.join((f"s{source}", f"way{number}"), f"s{source}", f"s{target}")
    return made


def test_ways_found_a_few_at_a_time_are_those_found_at_once():
    whole, parts = crowd(40, 50), crowd(40, 50)
    whole.update()
    rounds = 0
    while parts.is_wanting:
        parts.update(4)
        rounds += 1
        assert parts.ways.keys() == whole.ways.keys()
    assert rounds > 5
    assert parts.ways == whole.ways
    assert parts.lanes.boxes == whole.lanes.boxes


def test_what_has_to_be_searched_waits_with_all_after_it_while_there_is_no_time_to_search():
    whole, parts = crowd(24, 12, apart=212), crowd(24, 12, apart=212)
    whole.update()
    parts.update(1000, searching=False)
    parts.update(1000, searching=False)
    assert parts.is_wanting
    assert parts.ways.keys() == whole.ways.keys()
    parts.update()
    assert not parts.is_wanting
    assert parts.ways == whole.ways


def test_edges_between_steps_that_move_together_go_along():
    made = crowd()
    made.update()
    ways, steps = dict(made.ways), dict(made.steps.boxes)
    by = Point(30.0, -20.0)
    along = made.carry(
        {step: Box(b.left + 30, b.top - 20, b.right + 30, b.bottom - 20) for step, b in steps.items()}, by
    )
    assert along == ways.keys()
    assert not made.is_wanting
    assert made.ways == {key: tuple(Point(p.x + 30, p.y - 20) for p in way) for key, way in ways.items()}
    kept = {(key, number): part for key, way in made.ways.items() for number, part in enumerate(pieces(way))}
    assert made.lanes.boxes == kept


def test_edges_of_steps_that_move_away_together_keep_clear_of_the_others():
    made = crowd(32, 40)
    made.update()
    group = [f"s{n}" for n in range(10, 15)]
    for _ in range(4):
        boxes = {step: made.steps.boxes[step] for step in group}
        moved = {step: Box(b.left + 17, b.top + 41, b.right + 17, b.bottom + 41) for step, b in boxes.items()}
        along = made.carry(moved, Point(17.0, 41.0))
        assert all(end in group for key in along for end in made.ends[key])
        made.update()
        for key in along:
            others = [b for step, b in made.steps.boxes.items() if step not in group]
            assert not runs_into(made.ways[key], others)
    assert {step: made.steps.boxes[step] for step in group} == moved
