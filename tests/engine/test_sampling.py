"""Choosing tokens, walking tries and cutting text."""

from __future__ import annotations

import math
import random

import numpy as np
import pytest

from studio.engine.sampling import TextStream, Walk, goes_round, pick, top_share


def row(*weights: float) -> np.ndarray:
    return np.log(np.array(weights, dtype=np.float32))


def test_greedy_takes_the_best() -> None:
    assert pick(row(0.2, 0.5, 0.3), 0.0, 1.0, random.Random(0)) == 1


def test_draws_follow_the_distribution() -> None:
    rng = random.Random(1)
    counts = np.bincount([pick(row(0.2, 0.5, 0.3), 1.0, 1.0, rng) for _ in range(4000)], minlength=3) / 4000
    assert counts == pytest.approx([0.2, 0.5, 0.3], abs=0.03)


def test_temperature_sharpens() -> None:
    rng = random.Random(1)
    counts = np.bincount([pick(row(0.4, 0.6), 0.5, 1.0, rng) for _ in range(4000)], minlength=2) / 4000
    assert counts[1] == pytest.approx(0.36 / (0.36 + 0.16), abs=0.03)


def test_top_share_leaves_the_tail_out() -> None:
    rng = random.Random(2)
    drawn = {pick(row(0.05, 0.5, 0.4, 0.05), 1.0, 0.85, rng) for _ in range(500)}
    assert drawn == {1, 2}


def test_top_share_of_a_flat_row_needs_more_than_the_first_look() -> None:
    assert len(top_share(np.ones(5000), 0.5)) == pytest.approx(2500, abs=1)


def test_same_seed_same_draws() -> None:
    flat = np.zeros(1000, dtype=np.float32)
    first = [pick(flat, 1.0, 0.9, random.Random(7)) for _ in range(3)]
    assert first == [pick(flat, 1.0, 0.9, random.Random(7)) for _ in range(3)]
    assert len({pick(flat, 1.0, 0.9, random.Random(seed)) for seed in range(20)}) > 10


def test_walk_takes_forced_steps_alone_and_weighs_forks() -> None:
    walk = Walk([(1, 2, 3, 4), (1, 2, 5)], ())
    assert walk.forced() == [1, 2]
    assert not walk.finished
    logits = row(*[1.0] * 3, 0.1, 50.0, 0.3)
    assert walk.choose(logits, 0.0, random.Random(0)) == 5, "the best allowed token wins, not the best of all"
    assert walk.finished
    assert walk.probability == pytest.approx(0.75)


def test_walk_with_one_sequence_asks_nothing() -> None:
    walk = Walk([(4, 5)], ())
    assert walk.forced() == [4, 5]
    assert walk.finished
    assert walk.probability == 1.0


@pytest.mark.parametrize(("stop_weight", "taken"), [(0.9, None), (0.1, 3)])
def test_walk_ends_where_the_stop_token_is_likelier_than_going_on(stop_weight: float, taken: int | None) -> None:
    walk = Walk([(2,), (2, 3)], stop_tokens=(0,))
    assert walk.forced() == [2]
    assert walk.choose(row(stop_weight, 1e-6, 1e-6, 1 - stop_weight), 0.0, random.Random(0)) == taken
    assert walk.finished
    assert walk.probability == pytest.approx(0.9)


def test_walk_without_stop_tokens_ends_by_the_rest_of_the_mass() -> None:
    walk = Walk([(2,), (2, 3)], ())
    walk.forced()
    assert walk.choose(row(0.3, 0.3, 0.1, 0.3), 0.0, random.Random(0)) is None
    assert walk.probability == pytest.approx(0.7)


def test_walk_samples_at_temperature() -> None:
    counts = {1: 0, 2: 0}
    rng = random.Random(5)
    for _ in range(2000):
        token = Walk([(1,), (2,)], ()).choose(row(0.5, 0.1, 0.3), 1.0, rng)
        assert token is not None
        counts[token] += 1
    assert counts[2] / 2000 == pytest.approx(0.75, abs=0.03)


def test_text_holds_back_what_may_become_a_stop_text() -> None:
    text = TextStream(["\nUser:"])
    text.add(b"hello\nUs")
    assert text.news() == "hel", "five characters of the stop text might already be there"
    text.add(b"ually")
    assert text.news() == "lo\nUs"
    text.add(b"\nUser: more")
    assert text.stopped
    assert text.news() == "ually"
    assert text.text == "hello\nUsually"


def test_text_joins_characters_split_over_tokens() -> None:
    text = TextStream([])
    shown = []
    for byte in "wörld €".encode():
        text.add(bytes([byte]))
        shown.append(text.news())
    assert "".join(shown) == "wörld €"
    text.add("€".encode()[:1])
    text.finish()
    assert text.news() == "\ufffd"


def test_stop_text_across_tokens_is_found() -> None:
    text = TextStream(["STOP"])
    for piece in (b"a", b"ST", b"OP", b"b"):
        text.add(piece)
    assert text.text == "a"
    assert math.isclose(len(text.news()), 1)


@pytest.mark.parametrize(("length", "times"), [(1, 48), (5, 10), (16, 3), (30, 3), (64, 3)])
def test_saying_the_same_over_and_over_is_noticed(length: int, times: int) -> None:
    tokens = [7, *list(range(length)) * times]
    assert goes_round(tokens)
    assert not goes_round(tokens[:-1])
    assert not goes_round([*tokens[:-2], 99, tokens[-1]])


def test_what_only_resembles_itself_goes_on() -> None:
    assert not goes_round([])
    assert not goes_round([1, 2, 3] * 5)  # a line of a table, say
    assert not goes_round(list(range(65)) * 3)
    assert not goes_round([*range(30), 1, *range(30), 2, *range(30), 3])
