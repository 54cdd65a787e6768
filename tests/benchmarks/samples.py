"""Compiles sample procedures with the starter and verifies the files that come out; prints the table of the README.

    python -m tests.benchmarks.samples travel_booking zoom_support --budget standard --out FOLDER

Run by hand: it takes as long as the budgets say. Peak memory is the sum over the worker and its children.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import threading
import time
from pathlib import Path
from typing import Any

import psutil

from studio.base import paths


def studio(*arguments: str) -> list[str]:
    return [sys.executable, "-m", "studio", *arguments]


class Peak:
    """The most memory a run's worker and its children held together, in bytes, looked at four times a second."""

    def __init__(self, run: Path) -> None:
        self.lock = run / "lock"
        self.bytes = 0
        self.over = threading.Event()
        self.thread = threading.Thread(target=self._watch, daemon=True)
        self.thread.start()

    def _watch(self) -> None:
        while not self.over.wait(0.25):
            try:
                worker = psutil.Process(int(self.lock.read_text()))
                family = [worker, *worker.children(recursive=True)]
                self.bytes = max(self.bytes, sum(process.memory_info().rss for process in family))
            except (OSError, ValueError, psutil.Error):
                continue

    def stop(self) -> int:
        self.over.set()
        self.thread.join()
        return self.bytes


def measure(
    name: str, budget: str, out: Path, clean: int, overlays: int, tries: int, more: list[str]
) -> dict[str, Any]:
    """Compile and verify one sample."""
    run = out / f"{name}-{budget}"
    peak = Peak(run)
    began = time.monotonic()
    told = subprocess.run(
        studio("compile", str(paths.sample(name)), "--budget", budget, "--out", str(run), "--json", *more),
        stdout=subprocess.PIPE,
        text=True,
        check=False,
    )
    seconds = time.monotonic() - began
    last = json.loads(told.stdout.splitlines()[-1])
    if last["type"] != "done":
        raise SystemExit(f"{name}: {last}")
    memory = peak.stop()
    asked = ["--clean", str(clean), "--overlays", str(overlays), "--tries", str(tries), "--json"]
    verified = subprocess.run(studio("verify", str(run), *asked), stdout=subprocess.PIPE, text=True, check=False)
    return {"sample": name, "budget": budget, "seconds": seconds, "gate": last["gate"], "memory": memory,
            "verified": json.loads(verified.stdout)}  # fmt: skip


def row(found: dict[str, Any]) -> str:
    verified = found["verified"]
    lines = []
    for way, rates in (*verified["unguarded"].items(), ("guarded", verified["guarded"]["greedy"])):
        figures = [rates["exact_clean"], rates["exact_overlays"], rates["decisions"], rates["fields"]]
        told = " | ".join("-" if figure is None else f"{figure:.1%}" for figure in figures)
        stopped = f"{rates['unstopped']} of {rates['turns']}"
        lines.append(f"| {found['sample']} | {way} | {told} | {rates['illegal_moves']} | {stopped} |")
    lines.append(
        f"{found['sample']}: {found['budget']} compile {found['seconds'] / 60:.1f} min, gate {found['gate']}, "
        f"peak {found['memory'] / 2**30:.2f} GB, pass^8 {verified['pass_8']}"
    )
    return "\n".join(lines)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("samples", nargs="+")
    parser.add_argument("--budget", default="standard")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--clean", type=int, default=200)
    parser.add_argument("--overlays", type=int, default=200)
    parser.add_argument("--tries", type=int, default=0)
    parser.add_argument("more", nargs="*", help="further arguments of compile, after --")
    asked = parser.parse_args()
    print("| sample | played | clean | overlays | decisions | fields | illegal | unstopped |")
    for name in asked.samples:
        found = measure(name, asked.budget, asked.out, asked.clean, asked.overlays, asked.tries, asked.more)
        (asked.out / f"{name}-{asked.budget}.json").write_text(json.dumps(found, indent=1))
        print(row(found), flush=True)


if __name__ == "__main__":
    main()
