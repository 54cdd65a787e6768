"""Lines fit their room, and say that something is left out."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from studio.exchange.lettering import lines, shortened, width


@settings(deadline=None)
@given(st.text(max_size=80), st.floats(40, 400))
def test_what_is_shortened_fits(text: str, room: float):
    assert width(shortened(text, room, 13), 13) <= room


@settings(deadline=None)
@given(st.text(max_size=120), st.integers(1, 4))
def test_lines_fit_and_are_no_more_than_wanted(text: str, most: int):
    found = lines(text, 150, 13, most=most, bold=True)
    assert 1 <= len(found) <= most
    assert all(width(line, 13, bold=True) <= 150 for line in found)


def test_lines_are_even():
    assert lines("How many, for how much", 150, 13) == ["How many,", "for how much"]


def test_what_is_left_out_is_told():
    assert lines("one two three four five six seven", 60, 13, most=2)[-1].endswith("…")
    assert shortened("short", 100, 13) == "short"


@pytest.mark.parametrize(("wide", "narrow"), [("WWWW", "iiii"), ("漢字漢字", "kanj"), ("Mama", "lila")])
def test_wide_letters_are_wider(wide: str, narrow: str):
    assert width(wide, 13) > width(narrow, 13)
