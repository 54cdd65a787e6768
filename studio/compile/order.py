"""What is asked of a compile: plain data that stands in the run folder, so that any process can carry it on."""

from __future__ import annotations

import hashlib
from datetime import date
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict

from studio.base.errors import StudioError
from studio.base.sentences import sentence
from studio.plan.budget import BudgetName

ORDER_FILE = "order.json"


class Order(BaseModel):
    """One compile. `seconds` overrides the budget's ceiling (tests, patient people); `writer` is "phrasebook" or the
    path of an instruct GGUF; `today` fixes the day the practice conversations happen on; `part` is the most tokens
    taught at once, where the recipe's own parts turned out too large for the memory: what is learned is the same."""

    model_config = ConfigDict(frozen=True)

    base: str = "starter"
    base_folder: Path
    base_hash: str = ""
    budget: BudgetName = "standard"
    seconds: float | None = None
    method: Literal["full", "lora", "qlora"] | None = None
    rank: int | None = None
    rate: float | None = None
    kind: Literal["F16", "Q8_0", "Q4_K_M"] | None = None
    writer: str = "phrasebook"
    today: date
    seed: int = 0
    part: int | None = None

    def key(self, procedure_hash: str) -> str:
        """A short name for this compile of this procedure: the same request finds its run again."""
        told = self.model_dump_json(exclude={"today", "part"}) + procedure_hash
        return hashlib.sha256(told.encode()).hexdigest()[:10]

    def save(self, folder: Path) -> None:
        """Write it into a run folder."""
        from studio.base.atomic import write_text

        write_text(folder / ORDER_FILE, self.model_dump_json(indent=2) + "\n")

    @classmethod
    def load(cls, folder: Path) -> Order:
        """Read it from a run folder."""
        return cls.model_validate_json((folder / ORDER_FILE).read_text("utf-8"))


def refuse_moved(order: Order) -> None:
    """Raise StudioError where the base model is no longer where it was when the compile was asked for."""
    if not (order.base_folder / "config.json").is_file():
        raise StudioError(
            sentence("The base model {base} is no longer in {path}.", base=order.base, path=str(order.base_folder)),
            sentence("Put it back there or plug its disk in and go on, or choose it again where it is now."),
            "base",
        )
