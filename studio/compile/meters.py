"""What a compile takes of this computer at the moment: memory and processor of its worker with all children, and the
graphics card where there is one. Asked from outside, so the worker does nothing for it.
"""

from __future__ import annotations

import shutil
import subprocess
from typing import NamedTuple

import psutil

from studio.base import devices

PATIENCE = 5.0  # seconds for nvidia-smi
QUESTION = ("--query-gpu=name,utilization.gpu,memory.used,memory.total", "--format=csv,noheader,nounits")
MIB = 2**20


class Card(NamedTuple):
    """A graphics card: how busy it is, as a share, and its memory in bytes, all programs together."""

    name: str
    busy: float
    used: int
    memory: int


class Load(NamedTuple):
    """`memory` bytes of the computer's `all_memory`; `busy` is processor cores kept busy, of `cores`."""

    memory: int
    all_memory: int
    busy: float
    cores: int
    card: Card | None = None


class Meter:
    """Measures one worker from call to call. Not for more than one thread."""

    def __init__(self, pid: int) -> None:
        self.pid = pid
        self._known: dict[int, psutil.Process] = {}
        self._program = shutil.which("nvidia-smi")
        self._cores = devices.cores()
        self._memory = devices.memory()

    def measure(self) -> Load | None:
        """What it takes now; the processor's share is that since the last call. None once it is gone."""
        try:
            root = self._known.setdefault(self.pid, psutil.Process(self.pid))
            family = [root, *root.children(recursive=True)]
        except psutil.Error:
            return None
        self._known = {one.pid: self._known.get(one.pid, one) for one in family}
        memory, busy = 0, 0.0
        for one in self._known.values():
            try:
                busy += one.cpu_percent() / 100
                memory += one.memory_info().rss
            except psutil.Error:
                continue
        return Load(memory, self._memory, min(busy, float(self._cores)), self._cores, self._card())

    def _card(self) -> Card | None:
        """The busiest card; none once asking has failed."""
        if self._program is None:
            return None
        try:
            told = subprocess.run(
                [self._program, *QUESTION], capture_output=True, text=True, timeout=PATIENCE, check=True
            ).stdout
        except (OSError, subprocess.SubprocessError):
            self._program = None
            return None
        cards = cards_of(told)
        return max(cards, key=lambda card: (card.busy, card.used), default=None)


def cards_of(told: str) -> list[Card]:
    """The cards in nvidia-smi's answer; what it does not know about one counts as nothing."""
    cards = []
    for line in told.splitlines():
        parts = [part.strip() for part in line.rsplit(",", 3)]
        if len(parts) == 4 and parts[3].isdigit():
            busy, used, memory = (int(part) if part.isdigit() else 0 for part in parts[1:])
            cards.append(Card(parts[0], busy / 100, used * MIB, memory * MIB))
    return cards
