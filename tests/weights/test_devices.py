"""A graphics card whose driver is too old is told, and stops only those who need the card."""

from __future__ import annotations

import warnings

import pytest

from studio.base.errors import StudioError
from studio.weights import devices

torch = pytest.importorskip("torch")


@pytest.fixture
def outdated(monkeypatch: pytest.MonkeyPatch) -> None:
    def asked() -> bool:
        warnings.warn(
            "CUDA initialization: The NVIDIA driver on your system is too old (found version 11040).", stacklevel=1
        )
        return False

    monkeypatch.setattr(torch.cuda, "is_available", asked)


@pytest.mark.usefixtures("outdated")
def test_a_small_base_goes_on_with_the_processor_and_it_is_said() -> None:
    assert "driver is too old" in devices.refuse_outdated_driver(7_000_000)


@pytest.mark.usefixtures("outdated")
def test_a_large_base_is_refused_with_a_remedy() -> None:
    with pytest.raises(StudioError, match="too old") as caught:
        devices.refuse_outdated_driver(3_000_000_000)
    assert caught.value.cause == "driver"
    assert "newer driver" in caught.value.hint


def test_nothing_is_said_where_nothing_is_amiss(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(torch.cuda, "is_available", lambda: False)
    assert devices.refuse_outdated_driver(3_000_000_000) == ""
