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
# Conversations beside the gate's own: so many guarded, with earlier traces dropped, and packed against unpacked.
GATE_BESIDE: dict[BudgetName, int] = {"quick": 25, "standard": 40, "thorough": 40}
# Seconds to get ready for a gate, and to play each token of its conversations, with the starter on 2 cores.
GATE_SECONDS, GATE_SECONDS_PER_TOKEN = 4.0, 1.1e-4
LARGEST_GATE = 0.4  # of the ceiling
PASSES = 0.8  # over the conversations: what is cheap to write is not taught twice
# How much of the ceiling, less one gate, the first round of teaching takes; the rest is for preparing and more rounds.
# A second round that is short takes back some of what the first one learned, so a standard budget has none.
FIRST_ROUND_SHARE: dict[BudgetName, float] = {"quick": 0.86, "standard": 0.93, "thorough": 0.55}


class Budget(BaseModel):
    """One compile's means, all in seconds. `conversations` are written for the first round of teaching; `played` is
    how many tokens of conversations a gate plays."""

    model_config = ConfigDict(frozen=True)

    name: BudgetName
    seconds: float
    teach_seconds: float
    gate_seconds: float
    conversations: int
    gate_clean: int
    gate_overlays: int
    gate_beside: int
    played: float

    def within(self, seconds: float) -> Budget:
        """The same under another ceiling."""
        gate = min(seconds * LARGEST_GATE, GATE_SECONDS + GATE_SECONDS_PER_TOKEN * self.played)
        teach = (seconds - gate) * FIRST_ROUND_SHARE[self.name]
        return self.model_copy(update={"seconds": seconds, "gate_seconds": gate, "teach_seconds": teach})


def budget_for(name: BudgetName, steps: int, *, tokens_per_second: float, tokens_per_conversation: float) -> Budget:
    """A budget's means for a procedure of `steps` steps.

    `tokens_per_second` is what the machine teaches, `tokens_per_conversation` what one costs; together they say how
    many conversations there is time to learn."""
    scale = min(LARGEST_SCALE, max(SMALLEST_SCALE, steps / STEPS_OF_REFERENCE))
    clean, beside = GATE_CLEAN[name], GATE_BESIDE[name]
    budget = Budget(
        name=name,
        seconds=0.0,
        teach_seconds=0.0,
        gate_seconds=0.0,
        conversations=0,
        gate_clean=clean,
        gate_overlays=clean // 2,
        gate_beside=beside,
        played=(clean + clean // 2 + 4 * beside) * tokens_per_conversation,
    ).within(MINUTES[name] * 60 * scale)
    affordable = budget.teach_seconds * tokens_per_second / max(1.0, tokens_per_conversation)
    conversations = max(FEWEST_CONVERSATIONS, min(MOST_CONVERSATIONS, round(affordable / PASSES)))
    return budget.model_copy(update={"conversations": conversations})
