"""How fast to learn at each moment of a time budget. Pure: it is told the time and answers with a factor.

Warm-up, then a decay that ends when the budget does. The budget is seconds (and, where given, steps, whichever is
further along), so a computer that turns out slower or is busy with other work still ends on a fully decayed rate.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import cos, pi
from typing import Literal

Shape = Literal["linear", "cosine"]


@dataclass(frozen=True)
class Schedule:
    """`seconds` is the time for steps, `steps` an optional limit (0: none), `warm_up` a fraction of the budget."""

    seconds: float
    steps: int = 0
    warm_up: float = 0.05
    shape: Shape = "linear"

    def factor(self, elapsed: float, step: int, step_seconds: float) -> float:
        """The share of the peak rate for the step about to be taken."""
        by_time = (elapsed + step_seconds / 2) / self.seconds if self.seconds > 0 else 1.0
        by_steps = (step + 0.5) / self.steps if self.steps else 0.0
        progress = min(1.0, max(by_time, by_steps))
        if progress < self.warm_up:
            return max(0.02, progress / self.warm_up)
        left = (1.0 - progress) / (1.0 - self.warm_up)
        return left if self.shape == "linear" else 0.5 * (1.0 + cos(pi * (1.0 - left)))

    def over(self, elapsed: float, step: int, step_seconds: float) -> bool:
        """Whether the budget leaves no room for the larger half of another step."""
        if self.steps and step >= self.steps:
            return True
        return elapsed + step_seconds / 2 >= self.seconds

    def left(self, elapsed: float, step: int, step_seconds: float) -> float:
        """Seconds until the end as far as one can tell."""
        by_time = max(0.0, self.seconds - elapsed)
        return min(by_time, (self.steps - step) * step_seconds) if self.steps and step_seconds else by_time


@dataclass(frozen=True)
class WindDown:
    """A stop was asked for: from `peak` in a straight line to nothing within `seconds` of the moment `start`."""

    peak: float
    start: float
    seconds: float

    def factor(self, elapsed: float, step: int, step_seconds: float) -> float:
        """The share of the peak rate for the step about to be taken."""
        return self.peak * max(0.0, 1.0 - (elapsed + step_seconds / 2 - self.start) / self.seconds)

    def over(self, elapsed: float, step: int, step_seconds: float) -> bool:
        """Whether the wind-down is done."""
        return elapsed + step_seconds / 2 >= self.start + self.seconds

    def left(self, elapsed: float, step: int, step_seconds: float) -> float:
        """Seconds until the end."""
        return max(0.0, self.start + self.seconds - elapsed)
