"""A run whose model is tiny and random and whose base is the starter: real files, real engines, meaningless words."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from studio.base import paths, runfolder
from studio.base.runfolder import RunFolder
from studio.models.folder import describe
from studio.procedure.file import dumps, procedure_hash
from tests.engine.tiny_gguf import make_gguf
from tests.procedure.small_charts import TODAY, trip


@pytest.fixture(scope="session")
def seats_run(tmp_path_factory: pytest.TempPathFactory) -> RunFolder:
    folder = tmp_path_factory.mktemp("seats") / "run"
    run = runfolder.create(folder, "Trips", procedure_hash=procedure_hash(trip()), base="starter", today=str(TODAY))
    run.procedure.write_text(dumps(trip()), "utf-8")
    make_gguf(run.gguf, context=2048)
    write_order(run, paths.starter())
    return run


def write_order(run: RunFolder, base: Path, digest: str | None = None) -> None:
    order = {"base": "starter", "base_folder": str(base), "base_hash": digest or describe(paths.starter()).hash}
    (run.path / "order.json").write_text(json.dumps(order), "utf-8")
