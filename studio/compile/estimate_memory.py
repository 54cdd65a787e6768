"""How fast this computer taught each base when that was last measured, and how long a procedure's conversations are.

Kept in the person's data folder, so that the next estimate has figures at once. A damaged file is forgotten.
"""

from __future__ import annotations

import json
import time
from typing import Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from studio.base import paths
from studio.base.atomic import write_text

FILE = "speeds.json"
KEPT = 100
FRESH = 600.0  # seconds for which a measured speed is as good as a new one


class Speed(BaseModel):
    """One measurement, of a base by a method: tokens a second, when (seconds since 1970), and torch's device."""

    model_config = ConfigDict(frozen=True)

    tokens_per_second: float = Field(gt=0)
    at: float
    device: dict[str, Any]

    @property
    def is_fresh(self) -> bool:
        return 0 <= time.time() - self.at < FRESH


def speed(base: str, method: str) -> Speed | None:
    """The last measurement of a base (by its hash) and a method."""
    return _speed(_kept("speeds").get(f"{base}:{method}"))


def device() -> dict[str, Any] | None:
    """The device torch found when anything was last measured."""
    found = [speed for speed in map(_speed, _kept("speeds").values()) if speed is not None]
    return max(found, key=lambda speed: speed.at).device if found else None


def keep_speed(base: str, method: str, tokens_per_second: float, device: dict[str, Any]) -> None:
    """Keep a measurement."""
    made = Speed(tokens_per_second=tokens_per_second, at=time.time(), device=device)
    _keep("speeds", f"{base}:{method}", made.model_dump(mode="json"))


def tokens(base: str, procedure: str) -> float | None:
    """Tokens of an average conversation of a procedure (by its hash), as counted last."""
    found = _kept("tokens").get(f"{base}:{procedure}")
    return float(found) if isinstance(found, int | float) and found > 0 else None


def keep_tokens(base: str, procedure: str, number: float) -> None:
    """Keep a count."""
    _keep("tokens", f"{base}:{procedure}", round(number, 1))


def _speed(found: Any) -> Speed | None:
    try:
        return None if found is None else Speed.model_validate(found)
    except ValidationError:
        return None


def _kept(part: str) -> dict[str, Any]:
    found = _whole().get(part)
    return found if isinstance(found, dict) else {}


def _whole() -> dict[str, Any]:
    try:
        found = json.loads((paths.data() / FILE).read_text("utf-8"))
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}


def _keep(part: str, key: str, value: Any) -> None:
    """Write it; where that cannot be done, it is merely found out again."""
    kept = _kept(part)
    kept.pop(key, None)
    kept[key] = value
    whole = {**_whole(), part: dict(list(kept.items())[-KEPT:])}
    try:
        paths.data().mkdir(parents=True, exist_ok=True)
        write_text(paths.data() / FILE, json.dumps(whole, indent=1) + "\n")
    except OSError:
        return
