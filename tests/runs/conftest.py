"""Run folders as a compile leaves them, made without compiling anything."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from studio.base import paths
from studio.base.runfolder import RunFolder
from studio.compile import launch
from studio.compile.order import Order
from studio.procedure.file import load
from studio.procedure.model import Procedure

DAY = date(2026, 3, 2)
Make = Callable[..., RunFolder]


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("STUDIO_HOME", str(tmp_path / "home"))
    return tmp_path / "home"


@pytest.fixture
def hello() -> Procedure:
    return load(paths.sample("hello"))


def rates(exact: float, decisions: float = 0.9, fields: float = 0.8) -> dict[str, Any]:
    return {
        "conversations": 200,
        "exact": exact,
        "exact_clean": exact,
        "exact_overlays": exact / 2,
        "decisions": decisions,
        "fields": fields,
        "illegal_moves": 3,
        "unstopped": 0,
        "conversations_clean": 100,
        "conversations_overlays": 100,
        "decisions_counted": 300,
        "fields_counted": 400,
    }


def verification(exact: float = 0.4, passed: bool = False) -> dict[str, Any]:
    reason = f"It follows {exact:.0%} of plain conversations; 90% is needed."
    return {
        "unguarded": {"greedy": rates(exact), "without_traces": rates(exact - 0.1)},
        "guarded": {"greedy": rates(exact + 0.1)},
        "gate": {"passed": passed, "reason": reason},
        "edges": [],
        "confusions": {},
        "divergences": [],
    }


def fill(run: RunFolder, exact: float = 0.4, passed: bool = False, seconds: float = 61.5) -> None:
    """What a whole compile leaves behind."""
    run.update(state="running")
    run.events.write("note", text="Started.")
    run.events.write("stage", stage="teaching-2", state="started")
    (run.path / "weights" / "round-1" / "final").mkdir(parents=True)
    (run.path / "weights" / "round-1" / "final" / "model.safetensors").write_bytes(b"w" * 5000)
    (run.path / "rows").mkdir()
    (run.path / "rows" / "round-1").write_bytes(b"r" * 700)
    (run.path / "round-1.gguf").write_bytes(b"g" * 300)
    (run.path / "stages").mkdir()
    run.gguf.write_bytes(b"GGUF" + b"g" * 296)
    found = verification(exact, passed)
    run.verify.write_text(json.dumps(found))
    run.report.write_text("<html>report</html>")
    gate = "passed" if passed else "failed"
    run.update(state="done", scores={"gate": gate})
    run.events.write(
        "done", run=str(run.path), gguf=str(run.gguf), seconds=seconds, gate=gate, reason=found["gate"]["reason"]
    )


@pytest.fixture
def make(hello: Procedure) -> Make:
    """Makes a run: of the hello sample unless another procedure is given, finished unless `whole` is false."""

    def made(
        out: Path | None = None, *, procedure: Procedure | None = None, whole: bool = True, **order: Any
    ) -> RunFolder:
        told = {name: order.pop(name) for name in ("exact", "passed", "seconds") if name in order}
        asked = Order.model_validate({"base_folder": Path("base"), "today": DAY, **order})
        run = launch.prepare(procedure or hello, asked, out)
        if whole:
            fill(run, **told)
        return run

    return made
