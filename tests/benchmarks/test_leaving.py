"""What is said where people leave the path, and when the path counts as held."""

from __future__ import annotations

import pytest

from studio.base.paths import sample
from studio.bench.judge import Verdict
from studio.bench.play import PlayedTurn
from studio.bench.scores import kind_of
from studio.chat.reply import Reply
from studio.conversations.record import Turn
from studio.plan.planner import make_plan
from studio.procedure.file import load
from studio.procedure.trace import parse
from tests.benchmarks import leaving
from tests.benchmarks.measuring import TODAY

WAYS = {way.name: way for way in leaving.ways()}
TRAVEL = load(sample("travel_booking"))


def test_the_ways_are_those_of_published_work() -> None:
    groups = [name.split(":")[0] for name, way in WAYS.items() if way.says]
    assert {group: groups.count(group) for group in groups} == {
        "switching intent": 5, "irrelevant answers": 6, "jumping": 6,
    }  # fmt: skip
    assert all(len(set(way.says)) >= 10 for way in WAYS.values() if way.says)


@pytest.mark.parametrize("name", ["irrelevant answers: small talk", "switching intent: give up", leaving.BACK])
def test_each_conversation_ends_where_the_path_is_left_in_that_way(name: str) -> None:
    way = WAYS[name]
    scenarios = make_plan(TRAVEL, TODAY, taught=0, held_out=150, seed=5).held_out
    found = list(leaving.met(TRAVEL, way, scenarios, 6))
    assert len(found) == 6
    for conversation in found:
        *_, said, reply = conversation.turns
        assert kind_of(parse(reply.trace)[0], TRAVEL) == way.kind
        assert not way.says or said.text in way.says
        kinds = [kind_of(parse(turn.trace)[0], TRAVEL) for turn in conversation.turns[1:-1:2]]
        assert way.kind not in kinds


@pytest.mark.parametrize(
    ("written", "counts"),
    [
        ("at ask\nheard vague #1\ngo ask", True),
        ("at ask\nheard out_of_scope\ngo ask", True),  # called another thing, but it stays where it should
        ("at ask\nheard answer\ngo verdict: no\ngo bye", False),
    ],
)
def test_the_path_is_held_where_the_model_goes_where_the_machine_goes(written: str, *, counts: bool) -> None:
    gold = Turn(who="agent", text="Hm?", trace="<think>at ask\nheard vague #1\ngo ask\n</think>")
    trace, _ = parse(f"<think>{written}\n</think>")
    reply = Reply(raw="", trace=trace, text="Hm?", call=None, stopped=True)
    assert leaving.held(PlayedTurn("er", gold, reply, Verdict(""))) == counts
