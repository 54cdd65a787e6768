"""What a person chooses before a compile, and what was chosen last for each procedure.

From choices an order is made as soon as the base model is found (`estimate_making`). What the choices mean is said in
`order`; showing them is the command line's and the window's business.
"""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from studio.base import paths
from studio.base.atomic import write_text
from studio.compile.order import Order
from studio.plan.budget import BudgetName

FILE = "choices.json"
KEPT = 200  # procedures
PHRASEBOOK = "phrasebook"


class Choices(BaseModel):
    """The part of an order that a person may set; None leaves it to the studio."""

    model_config = ConfigDict(frozen=True)

    base: str = "starter"
    budget: BudgetName = "standard"
    seconds: float | None = Field(default=None, gt=0)
    method: Literal["full", "lora", "qlora"] | None = None
    rank: int | None = Field(default=None, ge=1)
    rate: float | None = Field(default=None, gt=0)
    kind: Literal["F16", "Q8_0", "Q4_K_M"] | None = None
    writer: str = PHRASEBOOK
    seed: int = Field(default=0, ge=0)

    def order(self, folder: Path, digest: str, today: date) -> Order:
        """The order for these choices, with the base found in `folder`."""
        return Order(base_folder=folder, base_hash=digest, today=today, **self.model_dump())

    @property
    def is_plain(self) -> bool:
        """Whether nothing is set beyond base and budget."""
        return self == Choices(base=self.base, budget=self.budget)


def recall(key: str) -> Choices | None:
    """What was chosen last for the procedure that goes by `key`: its file, or its name while it has none."""
    found = _kept().get(key)
    try:
        return None if found is None else Choices.model_validate(found)
    except ValidationError:
        return None


def remember(key: str, choices: Choices) -> None:
    """Keep what was chosen, for the next time. Where that cannot be written, it is merely asked again."""
    kept = _kept()
    kept.pop(key, None)
    kept[key] = choices.model_dump(mode="json", exclude_defaults=True)
    latest = dict(list(kept.items())[-KEPT:])
    try:
        paths.data().mkdir(parents=True, exist_ok=True)
        write_text(paths.data() / FILE, json.dumps(latest, indent=1, ensure_ascii=False) + "\n")
    except OSError:
        return


def _kept() -> dict[str, object]:
    try:
        found = json.loads((paths.data() / FILE).read_text("utf-8"))
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}
