"""What conversations would cost: prices that a person edits, and the running cost per 1,000 conversations.

Pure arithmetic over measures; where tokens are counted is the seats' business.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from pydantic import BaseModel, ConfigDict, Field

from studio.chat.seats.seat import Measures, together

MILLION = 1_000_000
HOUR = 3_600.0
THOUSAND = 1_000


class Price(BaseModel):
    """Dollars: per million tokens read, per million of them that were still in memory (None: the same), per million
    written, and per hour in which the computer works for this seat."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    read: float = Field(default=0.0, ge=0, allow_inf_nan=False)
    reused: float | None = Field(default=None, ge=0, allow_inf_nan=False)
    written: float = Field(default=0.0, ge=0, allow_inf_nan=False)
    hour: float = Field(default=0.0, ge=0, allow_inf_nan=False)


# Until a person enters what theirs costs: the same model on the same computer has the same price in every seat.
USUAL = Price(read=0.1, reused=0.1, written=0.4, hour=0.0)


@dataclass(frozen=True)
class Cost:
    """Dollars for what was measured. `known` is False where tokens were not told, so that the figure is too low."""

    dollars: float
    known: bool = True


def cost(measures: Measures, price: Price) -> Cost:
    """What these measures cost."""
    read, reused, written = measures.read_tokens, measures.reused_tokens, measures.written_tokens
    known = read >= 0 and written >= 0
    again = min(max(reused, 0), max(read, 0))
    for_reused = price.read if price.reused is None else price.reused
    tokens = (max(read, 0) - again) * price.read + again * for_reused + max(written, 0) * price.written
    return Cost(tokens / MILLION + measures.seconds / HOUR * price.hour, known)


def per_thousand(conversations: Sequence[Sequence[Measures]], price: Price) -> Cost | None:
    """What 1,000 conversations like these would cost; None where there are none. Each is the measures of its messages;
    one still under way counts as it stands."""
    told = [together(messages) for messages in conversations if messages]
    if not told:
        return None
    costs = [cost(one, price) for one in told]
    return Cost(sum(c.dollars for c in costs) / len(costs) * THOUSAND, all(c.known for c in costs))


def dollars(amount: float) -> str:
    """For people to read: two digits that matter, never more than they can use."""
    if amount == 0:
        return "$0"
    if amount >= 100:
        return f"${amount:,.0f}"
    if amount >= 0.1:
        return f"${amount:,.2f}"
    return f"${amount:.2g}" if amount >= 0.0001 else "under $0.0001"
