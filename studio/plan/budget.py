"""How long a compile may take and what that buys: conversations to write, seconds to teach, conversations to verify.

A budget is a printed ceiling on the whole compile, escalation and verification included. Its figures are given for 30
steps on 2 cores and scaled by the procedure's size.
"""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, ConfigDict

BudgetName = Literal["quick", "standard", "thorough"]
MINUTES: dict[BudgetName, float] = {"quick": 4.0, "standard": 15.0, "thorough": 60.0}
GATE_CLEAN: dict[BudgetName, int] = {"quick": 100, "standard": 100, "thorough": 200}
STEPS_OF_REFERENCE = 30
SMALLEST_SCALE = 0.9
LARGEST_SCALE = 4.0
FEWEST_CONVERSATIONS = 1_500
MOST_CONVERSATIONS = 12_000
# Seconds one gate's conversations take per step of the procedure, with the starter on 2 cores.
GATE_SECONDS_PER_STEP = 1.1
PASSES = 0.8  # over the conversations: what is cheap to write is not taught twice
# How much of the ceiling, less one gate, the first round of teaching takes; the rest is for preparing and more rounds.
# A second round that is short takes back some of what the first one learned, so a standard budget has none.
FIRST_ROUND_SHARE: dict[BudgetName, float] = {"quick": 0.78, "standard": 0.9, "thorough": 0.55}


class Budget(BaseModel):
    """One compile's means, all in seconds. `conversations` are written for the first round of teaching."""

    model_config = ConfigDict(frozen=True)

    name: BudgetName
    seconds: float
    teach_seconds: float
    gate_seconds: float
    conversations: int
    gate_clean: int
    gate_overlays: int


def budget_for(name: BudgetName, steps: int, *, tokens_per_second: float, tokens_per_conversation: float) -> Budget:
    """A budget's means for a procedure of `steps` steps.

    `tokens_per_second` is what the machine teaches, `tokens_per_conversation` what one costs; together they say how
    many conversations there is time to learn."""
    scale = min(LARGEST_SCALE, max(SMALLEST_SCALE, steps / STEPS_OF_REFERENCE))
    seconds = MINUTES[name] * 60 * scale
    gate = min(seconds * 0.25, 15 + GATE_SECONDS_PER_STEP * steps)
    teach = (seconds - gate) * FIRST_ROUND_SHARE[name]
    affordable = teach * tokens_per_second / max(1.0, tokens_per_conversation)
    return Budget(
        name=name,
        seconds=seconds,
        teach_seconds=teach,
        gate_seconds=gate,
        conversations=max(FEWEST_CONVERSATIONS, min(MOST_CONVERSATIONS, round(affordable / PASSES))),
        gate_clean=GATE_CLEAN[name],
        gate_overlays=GATE_CLEAN[name] // 2,
    )
