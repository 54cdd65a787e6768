"""The prices a person has entered, by seat, kept with their settings. What they make of measures is `seats.prices`'."""

from __future__ import annotations

from contextlib import suppress

from pydantic import ValidationError

from studio.base import settings
from studio.base.errors import StudioError
from studio.chat.seats.prices import USUAL, Price

KEY = "prices"


def prices() -> dict[str, Price]:
    """The prices entered, by a seat's id; what cannot be understood is passed over."""
    found: dict[str, Price] = {}
    with suppress(StudioError):
        kept = (settings.load().model_extra or {}).get(KEY)
        for seat, price in kept.items() if isinstance(kept, dict) else ():
            with suppress(ValidationError):
                found[seat] = Price.model_validate(price)
    return found


def price_of(seat: str, entered: dict[str, Price]) -> Price:
    """A seat's price: the one entered for it, or the usual one."""
    return entered.get(seat, USUAL)


def enter(seat: str, price: Price) -> None:
    """Keep a seat's price; the usual one is not kept. Raises StudioError."""
    entered = {**prices(), seat: price}
    kept = {name: each.model_dump(exclude_defaults=True) for name, each in entered.items() if each != USUAL}
    settings.save(settings.load().model_copy(update={KEY: kept}))
