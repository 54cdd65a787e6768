"""The commands about base models and this computer."""

from __future__ import annotations

from argparse import Namespace

from studio.base.command import GOOD, answer, command
from studio.base.devices import Computer, look

GIGA = 2**30


@command()
def devices(asked: Namespace) -> int:
    """Show what this computer has for training and chat."""
    computer = look()
    answer(asked, computer.model_dump(mode="json"), describe(computer))
    return GOOD


def describe(computer: Computer) -> str:
    """The computer in a few lines."""
    lines = [
        f"system      {computer.system}",
        f"processor   {computer.processor}, {computer.cores} {'core' if computer.cores == 1 else 'cores'}",
        f"memory      {computer.memory_free / GIGA:.1f} of {computer.memory / GIGA:.1f} GB free",
        f"disk        {computer.disk_free / GIGA:.1f} GB free",
    ]
    lines += [
        f"graphics    {gpu.name}, {gpu.free / GIGA:.1f} of {gpu.memory / GIGA:.1f} GB free" for gpu in computer.gpus
    ]
    if not computer.gpus:
        lines.append("graphics    no NVIDIA card; training and chat run on the processor")
    if computer.driver:
        lines.append(f"driver      NVIDIA {computer.driver}")
        toolkit = f"CUDA {computer.toolkit}" if computer.toolkit else "none, so chat runs on the processor"
        lines.append(f"toolkit     {toolkit}")
    return "\n".join([*lines, *computer.notes])
