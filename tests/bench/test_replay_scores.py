"""What is counted of a replay, and how it is told."""

from __future__ import annotations

import pytest

from studio.bench.replay import Predicted, Replayed
from studio.bench.replay_scores import described, score
from tests.bench.recordings import asked

RIGHT = (("greet",), "Rome", ("ask_budget",), "200", ("tell",), "Hm", ("ask_seat",), "Aisle", ("booked",))


def replayed(*predicted: str, **branches: str) -> list[Replayed]:
    turns = asked(*RIGHT)
    return [Replayed(turn, Predicted(step, branches)) for turn, step in zip(turns, predicted, strict=True)]


def test_turns_are_counted_along_the_chart_and_off_it():
    found = score(replayed("greet", "ask_budget", "none", "ask_happy", "booked", check="fine"), None)
    assert (found.turns, found.correct, found.accuracy) == (5, 3, 0.6)
    assert (found.on_edge.turns, found.on_edge.correct) == (4, 2)
    assert (found.off_edge.turns, found.off_edge.correct) == (1, 1)
    assert found.off_edge.manners["jumped"].turns == 1
    assert found.branches["check:fine"].correct == 1
    assert found.steps["ask_seat"].accuracy == 0.0
    assert found.confusions["tell"] == {"none": 1}
    assert (found.conversations, found.followed) == (1, 0)


def test_the_first_divergence_is_the_first_only():
    found = score(replayed("greet", "", "tell", "ask_happy", "booked"), None)
    (first,) = found.first_divergences
    assert (first.turn, first.said, first.wanted, first.predicted, first.on_edge) == (3, "Rome", "ask_budget", "", True)
    assert score(replayed("greet", "ask_budget", "tell", "ask_seat", "booked"), None).followed == 1


def test_words_unlike_any_practised_are_counted_apart():
    found = score(
        replayed("greet", "ask_budget", "none", "ask_seat", "bye"),
        {"Rome": 0.9, "200": 0.1, "Hm": 0.2, "Aisle": 1.0},
    )
    assert found.unlike is not None
    assert (found.unlike.turns, found.unlike.correct, found.unlike.share) == (2, 1, 0.5)
    assert score(replayed("greet", "ask_budget", "tell", "ask_seat", "booked"), None).unlike is None


def test_nothing_to_count_is_no_share():
    found = score([], {})
    assert (found.turns, found.accuracy, found.on_edge.accuracy) == (0, None, None)
    assert "-" in described(found)


@pytest.mark.parametrize(
    "told",
    [
        "60.0%  3 of 5",
        "0 of 1 conversations as recorded",
        "tell -> none",
        "one, turn 5: “200” at ask_budget: none instead of tell",
        "check:fine",
        "in words never practised",
    ],
)
def test_the_figures_are_told_in_words(told: str):
    found = score(replayed("greet", "ask_budget", "none", "ask_happy", "booked", check="fine"), {"Rome": 0.0})
    assert told in described(found)
