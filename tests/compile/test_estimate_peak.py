"""The most memory of a compile: its dearest stage, and a word where little more is free."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from studio.base import paths
from studio.base.devices import Computer
from studio.compile import estimate_making as making
from studio.compile.choices import Choices
from studio.compile.estimate import CompileEstimate, memory_of, told
from studio.compile.estimate_peak import checking_bytes, peak_bytes, writing_bytes
from studio.models import library
from studio.procedure.file import load

GIGA = 2**30


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("STUDIO_HOME", str(tmp_path / "home"))


def test_the_dearest_stage_counts() -> None:
    shape = library.base("starter").shape
    few, many = writing_bytes(300, 200, 2), writing_bytes(12_000, 700, 2)
    assert few < checking_bytes(shape, "Q8_0") < many
    assert peak_bytes(0, 300, 200, shape, "Q8_0", 2) == checking_bytes(shape, "Q8_0")
    assert peak_bytes(0, 12_000, 700, shape, "Q8_0", 2) == many
    assert peak_bytes(9 * GIGA, 12_000, 700, shape, "Q8_0", 2) == 9 * GIGA


def estimated(name: str, free: int, monkeypatch: pytest.MonkeyPatch) -> CompileEstimate:
    here = Computer(system="Linux", processor="Test", cores=2, memory=16 * GIGA, memory_free=free, disk_free=99 * GIGA)
    monkeypatch.setattr(making, "look", lambda folder=None: here)
    return making.quick(load(paths.sample(name)), Choices(), date(2026, 3, 2))


def test_a_longer_compile_of_a_longer_chart_takes_more(monkeypatch: pytest.MonkeyPatch) -> None:
    small, large = (estimated(name, 12 * GIGA, monkeypatch) for name in ("hello", "insurance_claims"))
    for found in (small, large):
        taken = [memory_of(found, course) for course in found.courses]
        assert taken == sorted(taken)
        assert all(memory >= found.memory for memory in taken)
    assert memory_of(large, large.course("thorough")) > memory_of(small, small.course("thorough"))


def test_where_little_more_is_free_it_says_so_and_stops_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    found = estimated("insurance_claims", 12 * GIGA, monkeypatch)
    course = found.course("standard")
    assert course is not None
    assert found.unmet(course) == ()
    dear = course.model_copy(update={"memory": 11 * GIGA})
    assert [(need.code, need.stops) for need in found.unmet(dear)] == [("tight", False)]
    assert "Close other programs" in told(found, dear)
