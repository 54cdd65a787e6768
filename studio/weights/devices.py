"""What torch can compute on here. Asked inside the worker only, because the answer costs importing torch.

What the computer has without asking torch (for the window and `studio models devices`) is `base.devices`' business.
"""

from __future__ import annotations

import os
import warnings
from typing import Literal

import psutil
from pydantic import BaseModel, ConfigDict

from studio.base.errors import StudioError
from studio.base.sentences import Sentence, sentence

LARGE = 1_000_000_000  # parameters from which on a processor takes too long


class Device(BaseModel):
    """A place to compute. `memory` is bytes in all, `free` those available now; `bf16`: bf16 is fast here."""

    model_config = ConfigDict(frozen=True)

    kind: Literal["cpu", "cuda", "mps"]
    name: str
    memory: int
    free: int
    cores: int = 1
    bf16: bool = False


def describe() -> list[Device]:
    """All devices torch sees, the best first; the processor is always the last."""
    import torch

    found: list[Device] = []
    if torch.cuda.is_available():
        for index in range(torch.cuda.device_count()):
            free, memory = torch.cuda.mem_get_info(index)
            name, bf16 = torch.cuda.get_device_name(index), torch.cuda.get_device_capability(index) >= (8, 0)
            found.append(Device(kind="cuda", name=name, memory=memory, free=free, bf16=bf16))
    return [*sorted(found, key=lambda device: -device.free), processor()]


def outdated_driver() -> bool:
    """Whether torch leaves a graphics card alone because its driver is too old. Torch says so once, when it is first
    asked for cards, so this must be the first to ask."""
    import torch

    with warnings.catch_warnings(record=True) as told:
        warnings.simplefilter("always")
        torch.cuda.is_available()
    return any("driver" in str(one.message) and "too old" in str(one.message) for one in told)


def refuse_outdated_driver(parameters: int) -> Sentence:
    """A sentence where the card cannot be used and the processor will do; empty where nothing is amiss. Raises
    StudioError where a base of so many parameters needs the card."""
    if not outdated_driver():
        return Sentence("")
    if parameters >= LARGE:
        raise StudioError(
            sentence("The graphics card cannot be used: its driver is too old."),
            sentence("Install a newer driver from NVIDIA and restart the computer, or choose a smaller base model."),
            "driver",
        )
    return sentence(
        "The graphics card is not used, because its driver is too old; teaching goes on with the processor."
    )


def processor() -> Device:
    """This computer's processor, with the memory it could still give us."""
    import torch

    memory = psutil.virtual_memory()
    fast = torch.cpu._is_amx_tile_supported() or torch.cpu._is_avx512_bf16_supported()
    name = "processor with fast bf16" if fast else "processor"
    return Device(
        kind="cpu", name=name, memory=memory.total, free=memory.available, cores=cores(), bf16=bool(fast)
    )  # fmt: skip


def cores() -> int:
    """Processor cores this process may use."""
    try:
        return len(os.sched_getaffinity(0))
    except AttributeError:  # only Linux says
        return os.cpu_count() or 1
