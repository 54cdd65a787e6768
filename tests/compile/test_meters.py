"""Memory and processor of a worker and its children, and what nvidia-smi says."""

from __future__ import annotations

import subprocess
import sys

import pytest

from studio.compile.meters import MIB, Card, Meter, cards_of

FAMILY = """
import subprocess, sys, time
hold = bytearray(60_000_000)
other = "import time; hold = bytearray(60_000_000); print(1, flush=True); time.sleep(60)"
child = subprocess.Popen([sys.executable, "-c", other], stdout=subprocess.PIPE)
child.stdout.readline()
print(child.pid, flush=True)
while True: pass
"""


def test_a_worker_counts_with_its_children() -> None:
    worker = subprocess.Popen([sys.executable, "-c", FAMILY], stdout=subprocess.PIPE, text=True)
    meter = Meter(worker.pid)
    try:
        assert worker.stdout is not None
        worker.stdout.readline()
        meter.measure()
        load = meter.measure()
        while load is not None and load.busy == 0:  # a busy computer may not have let it work yet
            load = meter.measure()
        assert load is not None
        assert load.memory > 120_000_000
        assert load.memory < load.all_memory
        assert load.busy <= load.cores
    finally:
        for one in meter._known.values():
            one.kill()
        worker.wait()
    assert meter.measure() is None


@pytest.mark.parametrize(
    ("told", "cards"),
    [
        ("NVIDIA H200, 93, 20480, 143771\n", [Card("NVIDIA H200", 0.93, 20480 * MIB, 143771 * MIB)]),
        ("A, 1, 2, 4\nB, [N/A], 3, 8\n", [Card("A", 0.01, 2 * MIB, 4 * MIB), Card("B", 0.0, 3 * MIB, 8 * MIB)]),
        ("NVIDIA-SMI has failed because it couldn't communicate with the NVIDIA driver.\n", []),
        ("", []),
    ],
)
def test_the_cards(told: str, cards: list[Card]) -> None:
    assert cards_of(told) == cards


def test_a_silent_program_is_asked_once_only(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = []

    def silent(line: list[str], **_: object) -> None:
        asked.append(line[0])
        raise subprocess.TimeoutExpired(line, 5)

    monkeypatch.setattr("studio.compile.meters.shutil.which", lambda name: f"/usr/bin/{name}")
    meter = Meter(1)
    monkeypatch.setattr("studio.compile.meters.subprocess.run", silent)
    assert meter._card() is None
    assert meter._card() is None
    assert asked == ["/usr/bin/nvidia-smi"]
