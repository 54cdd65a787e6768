"""What this computer has: cores, memory, disk, graphics cards. Asked without torch, so the window may ask too.

What torch can compute on is the `weights` package's business, and what fits is that of `models`.
"""

from __future__ import annotations

import os
import platform
import shutil
import subprocess
from pathlib import Path

import psutil
from pydantic import BaseModel, ConfigDict

from studio.base.sentences import sentence

PATIENCE = 10  # seconds for nvidia-smi, which is slow on a card that sleeps
SILENT = sentence("An NVIDIA driver is installed but does not answer, so the graphics card is not used.")
CGROUP = Path("/sys/fs/cgroup")


class Gpu(BaseModel):
    """A graphics card. Memory is in bytes."""

    model_config = ConfigDict(frozen=True)

    name: str
    memory: int
    free: int


class Computer(BaseModel):
    """What this computer has. Sizes are in bytes; `driver` and `toolkit` are NVIDIA's versions, empty when absent."""

    model_config = ConfigDict(frozen=True)

    system: str
    processor: str
    cores: int
    memory: int
    memory_free: int
    disk_free: int
    driver: str = ""
    toolkit: str = ""
    gpus: tuple[Gpu, ...] = ()
    notes: tuple[str, ...] = ()


def look(folder: Path | None = None) -> Computer:
    """What is found now; `folder` names the disk whose free space counts, which is that of the working folder else."""
    memory, free = _memory()
    driver, gpus, notes = _nvidia()
    return Computer(
        system=f"{platform.system()} {platform.machine()}",
        processor=_processor(),
        cores=cores(),
        memory=memory,
        memory_free=free,
        disk_free=disk_free(folder or Path.cwd()),
        driver=driver,
        toolkit=_toolkit(),
        gpus=gpus,
        notes=notes,
    )


def cores() -> int:
    """Processor cores this process may use, the limits of a container included."""
    try:
        count = len(os.sched_getaffinity(0))
    except AttributeError:  # only Linux says
        count = os.cpu_count() or 1
    quota = _read(CGROUP / "cpu.max").split()
    if len(quota) == 2 and quota[0].isdigit():
        count = min(count, max(1, round(int(quota[0]) / int(quota[1]))))
    return count


def disk_free(folder: Path) -> int:
    """Free bytes on the disk of a folder, which need not exist yet."""
    folder = folder.absolute()
    while not folder.exists() and folder != folder.parent:
        folder = folder.parent
    return shutil.disk_usage(folder).free


def memory() -> int:
    """Bytes of memory in all, within the limits of a container."""
    return _memory()[0]


def _memory() -> tuple[int, int]:
    """Memory in all and free, within the limits of a container."""
    found = psutil.virtual_memory()
    limit, used = _read(CGROUP / "memory.max"), _read(CGROUP / "memory.current")
    if limit.isdigit() and used.isdigit() and int(limit) < found.total:
        return int(limit), max(0, min(found.available, int(limit) - int(used)))
    return found.total, found.available


def _nvidia() -> tuple[str, tuple[Gpu, ...], tuple[str, ...]]:
    """Driver, cards, and what went wrong in asking for them."""
    program = shutil.which("nvidia-smi")
    if program is None:
        return "", (), ()
    question = [program, "--query-gpu=driver_version,name,memory.total,memory.free", "--format=csv,noheader,nounits"]
    try:
        answer = subprocess.run(question, capture_output=True, text=True, timeout=PATIENCE, check=True).stdout
    except (OSError, subprocess.SubprocessError):
        return "", (), (SILENT,)
    driver, gpus = "", []
    for line in answer.splitlines():
        parts = [part.strip() for part in line.split(",")]
        if len(parts) == 4 and parts[2].isdigit() and parts[3].isdigit():
            driver = parts[0]
            gpus.append(Gpu(name=parts[1], memory=int(parts[2]) * 2**20, free=int(parts[3]) * 2**20))
    return driver, tuple(gpus), ()


def _toolkit() -> str:
    """The version of NVIDIA's compiler, which a CUDA llama.cpp is built with."""
    program = shutil.which("nvcc") or shutil.which("nvcc", path="/usr/local/cuda/bin")
    if program is None:
        return ""
    try:
        said = subprocess.run(
            [program, "--version"], capture_output=True, text=True, timeout=PATIENCE, check=True
        ).stdout
    except (OSError, subprocess.SubprocessError):
        return ""
    _, _, rest = said.partition("release ")
    return rest.partition(",")[0].strip() or "unknown"


def _processor() -> str:
    for line in _read(Path("/proc/cpuinfo")).splitlines():
        if line.startswith("model name"):
            return line.partition(":")[2].strip()
    return platform.processor() or platform.machine()


def _read(path: Path) -> str:
    try:
        return path.read_text("utf-8", "replace").strip()
    except OSError:
        return ""
