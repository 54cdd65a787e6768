"""Ways that a plan aims at."""

from __future__ import annotations

from studio.plan.ways import Ways
from tests.plan.test_coverage import BACK, NO, SPENT, YES, A, B, chart
from tests.procedure.small_charts import Raw, step, trip


def test_the_shortest_way_to_a_step() -> None:
    ways = Ways(chart())
    assert ways.to("ask") == []
    assert ways.to("more") == [A, NO]
    assert ways.reached("more")
    assert not ways.reached("elsewhere")


def test_a_step_behind_a_spent_loop_is_reached_by_spending_it() -> None:
    ways = Ways(chart())
    assert ways.to("bad") == [A, BACK, A, BACK, A, SPENT]


def test_a_pair_that_ends_in_a_spent_way_walks_the_loop_first() -> None:
    ways = Ways(chart())
    assert ways.through((A, SPENT)) == [A, BACK, A, BACK, A, SPENT]
    assert ways.through((SPENT,)) == [A, BACK, A, BACK, A, SPENT]
    assert ways.through((NO, B)) == [A, NO, B]


def test_the_edge_before_a_spent_way_is_the_one_asked_for() -> None:
    """In the trip chart the loop goes over ask_change; another way back to the decision is drawn beside it."""

    def beside(raw: Raw) -> None:
        step(raw, "ask_change")["link"] = {"to": "which"}
        raw["steps"].append(
            {
                "id": "which",
                "title": "Which",
                "kind": "decide",
                "branches": [{"id": "one", "link": {"to": "happy"}}, {"id": "two", "link": {"to": "happy"}}],
            }
        )

    ways = Ways(trip(beside))
    way = ways.through((("which", "two"), ("happy", "change spent")))
    assert way[-2:] == [("which", "two"), ("happy", "change spent")]
    assert way.count(("happy", "change")) == 2


def test_a_pair_no_conversation_can_show_is_known() -> None:
    ways = Ways(trip())
    assert not ways.possible((("ask_happy", "next"), ("happy", "change spent")))
    assert ways.possible((("ask_change", "next"), ("happy", "change spent")))
    assert ways.possible((("ask_happy", "next"), ("happy", "change")))


def test_a_loop_onto_itself_is_spent_by_itself() -> None:
    def own(raw: Raw) -> None:
        step(raw, "ask_seat")["fields"] = []
        step(raw, "happy")["branches"][1]["link"] = {"to": "happy", "limit": 2, "spent": "desk"}

    ways = Ways(trip(own))
    loop, spent = ("happy", "change"), ("happy", "change spent")
    assert ways.possible((loop, spent))
    assert ways.through((loop, spent))[-3:] == [loop, loop, spent]


def test_the_way_out_is_the_shortest() -> None:
    ways = Ways(chart())
    assert ways.out("ask") == [A, YES]
    assert ways.out("good") == []
    assert ways.between("more", "ask") is None
