"""What was played against several seats, counted: a row of figures for each, and which cannot be had.

A seat without a trace keeps its decisions and the values it heard to itself; those columns stay empty, and whether its
conversations were exact is told by its words alone, as is everybody's in a column of its own.
"""

from __future__ import annotations

from collections.abc import Sequence
from statistics import median
from typing import Any

from pydantic import BaseModel, ConfigDict

from studio.bench.seats import SeatPlayed
from studio.chat.seats.prices import Price, per_thousand
from studio.chat.seats.seat import Measures, together

UNJUDGED = (
    "Which branches it took and which values it heard cannot be judged: it writes no trace.",
    "Its conversations are judged by the nearest wording of what it says, and its calls.",
)


class SeatScore(BaseModel):
    """One seat's figures. Rates from 0 to 1, None where they cannot be told; tokens, requests and seconds are means for
    a conversation; first words are medians in seconds, after a cold prompt and after a warm one. A first divergence is
    told as the mean number of right messages before it. Cost is in dollars for 1,000 conversations."""

    model_config = ConfigDict(frozen=True)

    id: str
    title: str
    kind: str
    base: str
    conversations: int
    exact: float | None = None
    exact_words: float | None = None
    decisions: float | None = None
    decisions_counted: int = 0
    fields: float | None = None
    fields_counted: int = 0
    right_before_divergence: float | None = None
    off_the_chart: int | None = None
    first_cold: float | None = None
    first_warm: float | None = None
    seconds: float = 0.0
    read_tokens: float = 0.0
    reused_tokens: float = 0.0
    written_tokens: float = 0.0
    requests: float = 0.0
    counted: bool = True
    cost: float | None = None
    cost_known: bool = True
    errors: int = 0
    error: str = ""
    notes: tuple[str, ...] = ()


class Comparison(BaseModel):
    """All seats over the same conversations."""

    model_config = ConfigDict(frozen=True)

    procedure: str
    steps: int
    conversations: int
    judged: bool
    fairness: tuple[str, ...]
    seats: tuple[SeatScore, ...]


def score(played: SeatPlayed, price: Price) -> SeatScore:
    """The figures of one seat."""
    every = played.conversations
    judged = [one for one in every if one.judged]
    verdicts = [m.verdict for one in judged for m in one.messages if m.verdict is not None]
    decisions = [decision.right for verdict in verdicts for decision in verdict.decisions]
    fields_total = sum(verdict.fields_total for verdict in verdicts)
    wrong = [one.first_wrong for one in judged if one.first_wrong is not None]
    card = played.seat.card
    traced = bool(verdicts)
    found = per_thousand([one.measures for one in every], price)
    errors = [one.error for one in every if one.error]
    found_out = SeatScore(
        id=card.id,
        title=card.title,
        kind=card.kind,
        base=card.base,
        conversations=len(every),
        exact=_share([one.exact for one in judged]),
        exact_words=_share([one.exact_words for one in judged]),
        decisions=_share(decisions),
        decisions_counted=len(decisions),
        fields=sum(v.fields_right for v in verdicts) / fields_total if fields_total else None,
        fields_counted=fields_total,
        right_before_divergence=sum(wrong) / len(wrong) if wrong else None,
        off_the_chart=sum(verdict.illegal for verdict in verdicts) if traced else None,
        cost=found.dollars if found else None,
        cost_known=found.known if found else True,
        errors=len(errors),
        error=errors[0] if errors else "",
        notes=(*card.notes, *(UNJUDGED if judged and not traced else ())),
    )
    return found_out.model_copy(update=_measured([one.measures for one in every]))


def _measured(conversations: Sequence[Sequence[Measures]]) -> dict[str, Any]:
    """Means for a conversation, and medians of the time to the first word of a message."""
    told = [together(messages) for messages in conversations if messages]
    count = max(1, len(told))
    spoken = [m for messages in conversations for m in messages if m.first_seconds >= 0 and m.requests]
    cold = [m.first_seconds for m in spoken if m.cold]
    warm = [m.first_seconds for m in spoken if not m.cold]
    return {
        "first_cold": median(cold) if cold else None,
        "first_warm": median(warm) if warm else None,
        "seconds": sum(one.seconds for one in told) / count,
        "read_tokens": sum(max(0, one.read_tokens) for one in told) / count,
        "reused_tokens": sum(max(0, one.reused_tokens) for one in told) / count,
        "written_tokens": sum(max(0, one.written_tokens) for one in told) / count,
        "requests": sum(one.requests for one in told) / count,
        "counted": all(one.counted and one.read_tokens >= 0 for one in told),
    }


def _share(flags: Sequence[bool]) -> float | None:
    return sum(flags) / len(flags) if flags else None
