"""The rate over a budget."""

from __future__ import annotations

import pytest

from studio.weights.schedule import Schedule, WindDown


@pytest.mark.parametrize("shape", ["linear", "cosine"])
def test_it_warms_up_and_ends_at_nothing_when_the_time_is_up(shape: str) -> None:
    schedule = Schedule(seconds=100.0, warm_up=0.1, shape=shape)  # type: ignore[arg-type]
    factors = [schedule.factor(float(second), second, 0.0) for second in range(101)]
    assert factors[5] == pytest.approx(0.5)
    assert max(factors) == pytest.approx(1.0, abs=0.02)
    assert factors[100] == pytest.approx(0.0)
    assert all(late <= early for early, late in zip(factors[10:], factors[11:], strict=False))


def test_slower_steps_only_mean_fewer_of_them() -> None:
    for seconds in (0.5, 3.0, 7.0):
        schedule, elapsed, steps, factor = Schedule(seconds=60.0), 0.0, 0, 1.0
        while not schedule.over(elapsed, steps, seconds):
            factor = schedule.factor(elapsed, steps, seconds)
            elapsed, steps = elapsed + seconds, steps + 1
        assert abs(elapsed - 60.0) <= seconds / 2
        assert factor < seconds / 60.0 * 1.6


def test_steps_may_end_it_first() -> None:
    schedule = Schedule(seconds=1000.0, steps=10, warm_up=0.0)
    assert schedule.factor(5.0, 9, 0.5) == pytest.approx(0.05)
    assert schedule.over(5.0, 10, 0.5)
    assert schedule.left(5.0, 8, 0.5) == pytest.approx(1.0)


def test_a_wind_down_falls_from_where_it_stands() -> None:
    down = WindDown(peak=0.8, start=50.0, seconds=5.0)
    assert down.factor(50.0, 3, 0.0) == pytest.approx(0.8)
    assert down.factor(52.5, 3, 0.0) == pytest.approx(0.4)
    assert down.over(55.0, 3, 0.1)
    assert down.left(54.0, 3, 0.1) == pytest.approx(1.0)
