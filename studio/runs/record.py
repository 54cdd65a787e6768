"""What the history tells of one run, read from its folder: asked for what, in which state, with which scores.

Whether a run is at work is asked of its lock, and how it ended of its last event, never of a process number. A file
that is missing or broken leaves its part out; the run is told of all the same.
"""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, ValidationError

from studio.base.errors import StudioError
from studio.base.events import LAST, Event, parsed
from studio.base.runfolder import Manifest, RunFolder
from studio.base.sentences import Sentence
from studio.runs.sizes import size_of, spare_parts

State = Literal["new", "running", "done", "stopped", "failed", "cancelled", "interrupted"]
TAIL = 64 << 10  # bytes of the events that are read for the last ones
ORDER, SPENT, STAGES = "order.json", "spent.json", "stages"
WATCHED = ("run.json", ORDER, "events.jsonl", "verify.json", "model.gguf", SPENT, "control", STAGES, "chats")


class Scores(BaseModel):
    """The figures of the shipped file, greedy and unguarded, as rates from 0 to 1 with what they were counted on;
    `guarded` is the rate of exact conversations in guarded mode, `without_traces` that of plain ones where earlier
    traces are dropped."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    exact: float | None = None
    exact_clean: float | None = None
    exact_overlays: float | None = None
    decisions: float | None = None
    fields: float | None = None
    illegal_moves: int = 0
    conversations: int = 0
    conversations_clean: int = 0
    conversations_overlays: int = 0
    decisions_counted: int = 0
    fields_counted: int = 0
    guarded: float | None = None
    guarded_conversations: int = 0
    without_traces: float | None = None
    without_traces_clean: int = 0


class Record(BaseModel):
    """One run. `created` and `ended` are seconds since 1970, `seconds` is what compiling took in all; `bytes` is what
    the folder takes, `spare` how much of it can go while the model stays, `model` the size of the GGUF (0: none yet).
    `stage` is what a running compile is at, and `left` how many seconds it thinks that takes; `message` and `hint` say
    why one failed."""

    model_config = ConfigDict(frozen=True)

    path: Path
    id: str = ""
    name: str
    procedure_hash: str = ""
    base: str = ""
    budget: str = ""
    writer: str = ""
    state: State
    stage: str = ""
    left: float | None = None
    created: float = 0.0
    ended: float | None = None
    seconds: float | None = None
    gate: Literal["passed", "failed", ""] = ""
    reason: Sentence = Sentence("")
    message: Sentence = Sentence("")
    hint: Sentence = Sentence("")
    scores: Scores | None = None
    bytes: int = 0
    spare: int = 0
    model: int = 0

    @property
    def version(self) -> str:
        """The procedure's version, short enough to be read."""
        return self.procedure_hash[:8]

    @property
    def is_running(self) -> bool:
        return self.state == "running"


def stamp(path: Path) -> str:
    """Changes whenever what the history tells of the run may have."""
    parts = [f"alive={RunFolder(path).is_alive():d}", _mark(path)]
    return " ".join([*parts, *(_mark(path / name) for name in WATCHED)])


def _mark(path: Path) -> str:
    try:
        found = os.stat(path)
    except OSError:
        return "-"
    return f"{found.st_mtime_ns:x}/{found.st_size:x}"


def read(path: Path) -> Record | None:
    """What can be told of the run in a folder; None where there is no run."""
    run = RunFolder(path)
    if not run.manifest_file.is_file():
        return None
    model = size_of(run.gguf)
    sizes: dict[str, Any] = {
        "bytes": size_of(path),
        "spare": sum(map(size_of, spare_parts(path))) if model else 0,
        "model": model,
    }
    try:
        manifest = run.manifest()
    except StudioError as error:
        broken: dict[str, Any] = {"name": path.name, "state": "failed", "message": error.message, "hint": error.hint}
        return Record(path=path, created=_changed(run.manifest_file), **broken, **sizes)
    events = _last_events(run.events.path)
    verification = _object(run.verify)
    ended = _ended(events)
    gate, reason = _gate(verification, ended)
    failed = ended if ended is not None and ended["type"] == "failed" else {}
    alive = run.is_alive()
    return Record(
        path=path,
        id=manifest.id,
        name=manifest.name,
        procedure_hash=manifest.procedure_hash,
        state=_state(run, manifest, events, alive),
        stage=_stage(events) if alive else "",
        left=_left(events) if alive else None,
        created=manifest.created,
        ended=None if alive or not events else float(events[-1].get("time") or 0.0) or None,
        seconds=_seconds(path, ended),
        gate=gate,
        reason=reason,
        message=failed.get("message", ""),
        hint=failed.get("hint", ""),
        scores=_scores(verification),
        **_asked(path, manifest),
        **sizes,
    )


def _changed(path: Path) -> float:
    try:
        return path.stat().st_mtime
    except OSError:
        return 0.0


def _object(path: Path) -> dict[str, Any]:
    """The JSON object in a file, or an empty one."""
    try:
        found = json.loads(path.read_bytes())
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}


def _last_events(path: Path) -> list[Event]:
    """The events at the end of the file; a line cut at the front, or torn by a kill, is none."""
    try:
        with path.open("rb") as file:
            size = file.seek(0, os.SEEK_END)
            file.seek(max(0, size - TAIL))
            lines = file.read().split(b"\n")
    except OSError:
        return []
    return [event for line in (lines[1:] if size > TAIL else lines) for event in parsed(line)]


def _ended(events: list[Event]) -> Event | None:
    """The event that ended the job; none where something was told after it, for then it was begun again."""
    return events[-1] if events and events[-1]["type"] in LAST else None


def _state(run: RunFolder, manifest: Manifest, events: list[Event], alive: bool) -> State:
    if alive:
        return "running"
    ended = _ended(events)
    if ended is None:
        return "interrupted" if events else "new"
    if ended["type"] == "failed":
        return "cancelled" if ended.get("cancelled") else "failed"
    return "stopped" if manifest.state == "stopped" or _was_stopped(run.path) else "done"


def _was_stopped(path: Path) -> bool:
    """Whether teaching was stopped by the person, what was learned being kept."""
    markers = (path / STAGES).glob("teaching*.json")
    return any((_object(marker).get("result") or {}).get("stopped") for marker in markers)


def _stage(events: list[Event]) -> str:
    told = next((event for event in reversed(events) if event["type"] == "stage"), None)
    return str(told.get("stage", "")).rstrip("-0123456789") if told else ""


def _left(events: list[Event]) -> float | None:
    """What the latest event of the stage that is under way says."""
    for event in reversed(events):
        if event["type"] == "stage":
            return None
        if isinstance(event.get("left_seconds"), int | float):
            return float(event["left_seconds"])
    return None


def _seconds(path: Path, ended: Event | None) -> float | None:
    if ended is not None and isinstance(ended.get("seconds"), int | float):
        return float(ended["seconds"])
    try:
        return float(json.loads((path / SPENT).read_text("utf-8")))
    except (OSError, ValueError, TypeError):
        return None


def _gate(verification: dict[str, Any], ended: Event | None) -> tuple[Literal["passed", "failed", ""], Any]:
    """The verdict and its reason: of the latest verification, else as it was told when the compile ended."""
    found = verification.get("gate")
    if isinstance(found, dict) and isinstance(found.get("passed"), bool):
        return ("passed" if found["passed"] else "failed"), str(found.get("reason", ""))
    if ended is not None and ended.get("gate") in ("passed", "failed"):
        return ended["gate"], ended.get("reason", "")
    return "", ""


def _scores(verification: dict[str, Any]) -> Scores | None:
    unguarded, guarded = verification.get("unguarded"), verification.get("guarded")
    greedy = unguarded.get("greedy") if isinstance(unguarded, dict) else None
    if not isinstance(greedy, dict) or not isinstance(unguarded, dict):
        return None
    bare = unguarded.get("without_traces") or {}
    kept = (guarded.get("greedy") if isinstance(guarded, dict) else None) or {}
    more = {
        "guarded": kept.get("exact"),
        "guarded_conversations": kept.get("conversations") or 0,
        "without_traces": bare.get("exact_clean"),
        "without_traces_clean": bare.get("conversations_clean") or 0,
    }
    try:
        return Scores.model_validate({**greedy, **more})
    except ValidationError:
        return None


def _asked(path: Path, manifest: Manifest) -> dict[str, Any]:
    order = _object(path / ORDER)
    return {
        "base": str(order.get("base") or manifest.base),
        "budget": str(order.get("budget") or manifest.budget.get("name") or ""),
        "writer": str(order.get("writer") or ""),
    }
