"""Checkpoints that continue a run exactly: weights, optimiser, place in the rows, random state and time spent.

A checkpoint is a folder of one safetensors file and one JSON file, complete or absent, never half written; the last two
are kept. A checkpoint made for other rows, another base or another recipe is not continued.
"""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

from pydantic import BaseModel, ConfigDict

from studio.base.atomic import replace_folder
from studio.base.errors import StudioError
from studio.base.sentences import sentence

if TYPE_CHECKING:
    import torch

KEEP = 2


class Progress(BaseModel):
    """Where a run stands. `elapsed` is seconds of budget used and `start` how many of
    them had passed at the first step; `identity` names rows, base and recipe;
    `workers` is how many cores share a batch, kept so that sums are made in the same order."""

    model_config = ConfigDict(frozen=True)

    identity: str
    step: int = 0
    epoch: int = 0
    batch: int = 0
    workers: int = 1
    elapsed: float = 0.0
    start: float = 0.0
    step_seconds: float = 0.0
    tokens: int = 0
    loss: float = 0.0


def save(folder: Path, progress: Progress, tensors: dict[str, torch.Tensor]) -> Path:
    """Write a checkpoint under `folder` and remove all but the last two. A full disk is a StudioError, and leaves the
    earlier checkpoints as they were."""
    import torch
    from safetensors.torch import save_file

    final = folder / f"step-{progress.step:07d}"
    temporary = folder / f"{final.name}.tmp"
    try:
        shutil.rmtree(temporary, ignore_errors=True)
        temporary.mkdir(parents=True)
        plain = {name: tensor.detach().cpu().contiguous() for name, tensor in tensors.items()}
        plain["random/torch"] = torch.get_rng_state()
        save_file(plain, temporary / "tensors.safetensors")
        (temporary / "progress.json").write_text(progress.model_dump_json(indent=1) + "\n", "utf-8")
        replace_folder(temporary, final)
    except Exception as error:
        shutil.rmtree(temporary, ignore_errors=True)
        raise_if_full(error, folder)
        raise
    for old in found(folder)[:-KEEP]:
        shutil.rmtree(old, ignore_errors=True)
    return final


def found(folder: Path) -> list[Path]:
    """Complete checkpoints, oldest first."""
    return sorted(
        path for path in folder.glob("step-*") if path.suffix != ".tmp" and (path / "progress.json").is_file()
    )


def latest(folder: Path, identity: str) -> Path | None:
    """The newest checkpoint of this very run, if there is one."""
    for path in reversed(found(folder)):
        try:
            record = json.loads((path / "progress.json").read_text("utf-8"))
        except ValueError:
            continue
        if record.get("identity") == identity:
            return path
    return None


def load(path: Path) -> tuple[Progress, dict[str, torch.Tensor]]:
    """Read a checkpoint and take up its random state."""
    import torch
    from safetensors import SafetensorError
    from safetensors.torch import load_file

    try:
        progress = Progress.model_validate_json((path / "progress.json").read_text("utf-8"))
        tensors = load_file(path / "tensors.safetensors")
        torch.set_rng_state(tensors.pop("random/torch"))
    except (OSError, ValueError, KeyError, SafetensorError) as error:
        raise StudioError(
            sentence("The checkpoint {file} is damaged.", file=path.name),
            sentence("Delete the folder {path} and start again from the one before.", path=str(path)),
        ) from error
    return progress, tensors


def raise_if_full(error: BaseException, folder: Path) -> None:
    """Raise the plain sentence if this error means that the disk is full."""
    if getattr(error, "errno", None) == 28 or "No space left" in str(error):
        free = shutil.disk_usage(folder.parent if not folder.exists() else folder).free / 1e9
        raise StudioError(
            sentence(
                "The disk is full: {free} are left where the run is kept, and a checkpoint does not fit.",
                free=f"{free:.1f} GB",
            ),
            sentence(
                "Free some space (old runs are a good start) and compile again; it goes on from the last checkpoint."
            ),
        ) from error
