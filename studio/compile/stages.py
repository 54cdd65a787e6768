"""Stages keyed by the hash of their inputs: what was finished with the same inputs is not done again.

A stage's marker is written after its outputs, so a kill at any point leaves either a finished stage or none.
"""

from __future__ import annotations

import hashlib
import json
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from studio.base.atomic import write_text
from studio.base.events import Report, event

MARKERS = "stages"
Work = Callable[[], dict[str, Any] | None]


def key_of(*inputs: Any) -> str:
    """A hash over plain inputs."""
    return hashlib.sha256(json.dumps(inputs, sort_keys=True, default=str).encode()).hexdigest()[:16]


class Stages:
    """The stages of one run."""

    def __init__(self, folder: Path, report: Report) -> None:
        self.folder = folder / MARKERS
        self.folder.mkdir(parents=True, exist_ok=True)
        self.report = report

    def run(
        self, name: str, key: str, outputs: list[Path], work: Callable[[], dict[str, Any] | None]
    ) -> dict[str, Any]:
        """Do a stage unless it was done with the same key and its outputs still stand. Returns what `work` returned."""
        kept = self.kept(name, key, outputs)
        if kept is not None:
            self.report(event("stage", stage=name, state="cached"))
            return kept
        self.report(event("stage", stage=name, state="started"))
        began = time.monotonic()
        result = work() or {}
        result = {**result, "seconds": round(time.monotonic() - began, 2)}
        write_text(self.folder / f"{name}.json", json.dumps({"key": key, "result": result}))
        self.report(event("stage", stage=name, state="finished", **result))
        return result

    def kept(self, name: str, key: str, outputs: list[Path]) -> dict[str, Any] | None:
        """What a finished stage returned, if it was finished with this key."""
        try:
            marker = json.loads((self.folder / f"{name}.json").read_text("utf-8"))
        except (OSError, ValueError):
            return None
        if marker.get("key") != key or not all(path.exists() for path in outputs):
            return None
        result: dict[str, Any] = marker["result"]
        return result
