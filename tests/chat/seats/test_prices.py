from __future__ import annotations

import pytest
from pydantic import ValidationError

from studio.chat.seats.prices import Cost, Price, cost, dollars, per_thousand
from studio.chat.seats.seat import Measures

ONE = Measures(seconds=36.0, read_tokens=10_000, reused_tokens=4_000, written_tokens=1_000, requests=1)


def test_tokens_and_hours_are_paid_for():
    assert cost(ONE, Price(read=1.0, written=2.0)).dollars == pytest.approx(0.012)
    assert cost(ONE, Price(read=1.0, reused=0.5, written=2.0)).dollars == pytest.approx(0.010)
    assert cost(ONE, Price(hour=3.0)).dollars == pytest.approx(0.03)


def test_a_thousand_conversations_cost_a_thousand_times_the_mean():
    price = Price(read=1.0)
    both = per_thousand([[ONE, ONE], [ONE]], price)
    assert both is not None
    assert both.dollars == pytest.approx((0.02 + 0.01) / 2 * 1_000)
    assert per_thousand([], price) is None
    assert per_thousand([[]], price) is None


def test_what_was_not_told_makes_the_cost_a_lower_bound():
    untold = Measures(read_tokens=-1, reused_tokens=-1, written_tokens=500)
    assert cost(untold, Price(read=1.0, written=2.0)) == Cost(0.001, known=False)


def test_more_reused_than_read_is_not_paid_back():
    odd = Measures(read_tokens=10, reused_tokens=50)
    assert cost(odd, Price(read=1.0, reused=0.0)).dollars == 0.0


@pytest.mark.parametrize("wrong", [-1.0, float("nan"), float("inf")])
def test_a_price_is_a_finite_amount_from_nothing_up(wrong):
    with pytest.raises(ValidationError):
        Price(read=wrong)


@pytest.mark.parametrize(
    ("amount", "told"),
    [(0, "$0"), (1234.5, "$1,234"), (12.345, "$12.35"), (0.0123, "$0.012"), (0.00001, "under $0.0001")],
)
def test_amounts_are_told_in_few_digits(amount, told):
    assert dollars(amount) == told
