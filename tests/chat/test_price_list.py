from __future__ import annotations

import pytest

from studio.base import settings
from studio.chat.price_list import enter, price_of, prices
from studio.chat.seats.prices import USUAL, Price


@pytest.fixture(autouse=True)
def own_home(tmp_path, monkeypatch):
    monkeypatch.setenv("STUDIO_HOME", str(tmp_path))


def test_a_price_stays_until_it_is_the_usual_one_again():
    assert price_of("compiled", prices()) == USUAL
    enter("compiled", Price(read=3, written=15))
    enter("prompted", Price(hour=0.5))
    assert price_of("compiled", prices()) == Price(read=3, written=15)
    assert price_of("prompted", prices()).hour == 0.5
    enter("compiled", USUAL)
    assert set(prices()) == {"prompted"}


def test_other_settings_stay_as_they_are():
    settings.save(settings.Settings(threads=3))
    enter("compiled", Price(read=3))
    assert settings.load().threads == 3


@pytest.mark.parametrize("kept", ["none", [1], {"compiled": {"read": -1}}, {"compiled": "cheap"}])
def test_what_cannot_be_understood_is_passed_over(kept):
    settings.save(settings.Settings(prices=kept))
    assert prices() == {}
