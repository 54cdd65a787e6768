"""What a window knows of a compile, from its events: real ones, recorded, and made ones for what they lack."""

from __future__ import annotations

from typing import Any

import pytest

from studio.base import paths
from studio.base.events import Event, EventLog
from studio.compile import progress
from studio.compile.progress import STAGES, Point, Progress, after, of, thinned


@pytest.fixture(scope="module")
def recorded() -> list[Event]:
    return EventLog(paths.resources() / "recordings" / "travel.events.jsonl").read()


def told(type: str, time: float = 0.0, **data: Any) -> Event:
    return {"type": type, "time": time, **data}


def until(events: list[Event], stage: str, state: str) -> Progress:
    """The progress when a stage of the conductor's reached a state."""
    place = next(i for i, e in enumerate(events) if e.get("stage") == stage and e.get("state") == state)
    return of(events[: place + 1])


def states(found: Progress) -> str:
    return " ".join(stage.state[0] for stage in found.stages)


@pytest.mark.parametrize(
    ("stage", "state", "shown", "current", "round"),
    [
        ("planning", "started", "r w w w w", "plan", 1),
        ("writing", "started", "d r w w w", "write", 1),
        ("teaching", "started", "d d r w w", "teach", 1),
        ("exporting", "finished", "d d d d w", "check", 1),
        ("checking", "started", "d d d d r", "check", 1),
        ("writing-2", "started", "d r w w w", "write", 2),
        ("teaching-2", "finished", "d d d w w", "pack", 2),
        ("comparing", "started", "d d d d r", "check", 2),
    ],
)
def test_the_five_stages(recorded: list[Event], stage: str, state: str, shown: str, current: str, round: int) -> None:
    found = until(recorded, stage, state)
    assert (states(found), found.current, found.round) == (shown, current, round)


def test_a_whole_compile(recorded: list[Event]) -> None:
    found = of(recorded)
    assert found.ending is not None
    assert (found.ending.kind, found.ending.gate) == ("done", "failed")
    assert found.share == 1.0
    assert found.current is None
    assert 890 < found.elapsed < 920
    assert [(round(c.share, 3), c.tried, c.quick, c.round) for c in found.checks] == [
        (0.307, 150, False, 1),
        (0.347, 150, False, 2),
    ]
    curve = found.unlearned()
    assert curve[0].value == 1.0
    assert curve[-1].value < 0.05
    assert {point.round for point in curve} == {1, 2}


def test_the_share_only_grows_and_reaches_the_end_with_the_last_event_only(recorded: list[Event]) -> None:
    found, shares = Progress(), []
    for one in recorded:
        found = after(found, one)
        shares.append(found.share)
    assert shares == sorted(shares)
    assert shares[-2] <= 0.99
    assert shares[len(shares) // 2] > 0.2


def test_time_left_runs_down_between_events(recorded: list[Event]) -> None:
    place = next(i for i, e in enumerate(recorded) if e["type"] == "progress" and e["stage"] == "teaching")
    found = of(recorded[: place + 1])
    assert found.left is not None
    assert found.left_at(found.time + 10) == pytest.approx(found.left - 10)
    assert found.left_at(found.time + 10_000) == 0.0
    most = found.most_left_at(found.time)
    assert most is not None
    assert most == pytest.approx(810 - found.elapsed)


def test_left_is_reckoned_where_a_stage_only_counts() -> None:
    events = [told("stage", 5, stage="writing", state="started"), told("progress", 15, done=100, total=400)]
    assert of(events).left == pytest.approx(30)


def test_pauses_and_the_time_between_two_tries_are_no_work() -> None:
    events = [
        told("note", 1, text="Started."),
        told("stage", 2, stage="teaching", state="started"),
        told("note", 10, text="Paused.", paused=True),
        told("note", 110, text="Going on.", paused=False),
        told("metric", 115, stage="teaching", smooth_loss=1.0),
        told("note", 1000, text="Started."),
        told("stage", 1003, stage="teaching", state="started"),
    ]
    assert of(events[:3]).paused
    assert of(events[:3]).elapsed_at(90) == pytest.approx(9)
    assert not of(events[:4]).paused
    assert of(events).elapsed == pytest.approx(9 + 5 + 3)
    assert of(events).tries == 2


def test_a_try_that_failed_is_over_until_it_is_started_again() -> None:
    failed = of([told("note", text="Started."), told("failed", 3, message="No.", hint="Do.", cause="disk")])
    assert failed.ending is not None
    assert failed.ending[:1] + failed.ending[3:6] == ("failed", "No.", "Do.", "disk")
    assert after(failed, told("note", 9, text="Started.")).ending is None
    cancelled = of([told("failed", message="Cancelled.", cancelled=True)])
    assert cancelled.ending is not None
    assert cancelled.ending.kind == "cancelled"


def test_what_earlier_tries_spent_counts_against_the_ceiling() -> None:
    found = of([told("note", 5, text="At most.", ceiling=100.0, spent=60.0)])
    assert found.share == pytest.approx(0.6)


def test_quick_tests_while_teaching_are_points_of_their_own() -> None:
    found = of(
        [
            told("stage", 5, stage="teaching", state="started"),
            told("metric", 25, stage="teaching", step=40, followed=0.25, tried=20.0),
        ]
    )
    (point,) = found.checks
    assert (point.seconds, point.share, point.tried, point.quick) == (20, 0.25, 20, True)


def test_done_before_is_done() -> None:
    events = [told("stage", stage=name, state="cached") for name in ("preparing", "planning", "writing", "teaching")]
    assert states(of(events)) == "d d d w w"


@pytest.mark.parametrize(
    "odd",
    [
        {"type": "stage", "stage": "dancing", "state": "started"},
        {"type": "stage"},
        {"type": "progress", "done": "x", "total": None},
        {"type": "metric", "loss": float("nan")},
        {"type": "metric", "loss": "low"},
        {"type": "wonder"},
        {"type": "note"},
    ],
)
def test_what_it_does_not_understand_does_no_harm(recorded: list[Event], odd: Event) -> None:
    before = until(recorded, "teaching", "started")
    found = after(before, odd)
    assert found.stages == before.stages
    assert found.losses == before.losses


def test_a_long_curve_is_thinned_and_keeps_its_ends() -> None:
    points: tuple[Point, ...] = ()
    for number in range(20_000):
        points = thinned((*points, Point(float(number), 0.0)))
    assert len(points) <= progress.MOST_POINTS
    assert points[0].seconds == 0
    assert points[-1].seconds == 19_999
    assert [p.seconds for p in points] == sorted(p.seconds for p in points)


def test_the_names_are_the_stages_in_order() -> None:
    assert {stage for stage, _, _ in progress.PARTS.values()} == set(STAGES)
