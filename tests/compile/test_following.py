"""Finding runs that are at work, ending them, and writing down how a worker died; with real processes."""

from __future__ import annotations

import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from studio.base import paths, processes
from studio.base.outcome import Outcome
from studio.base.runfolder import RunFolder
from studio.base.sentences import in_language, sentence
from studio.compile import following, launch, progress
from studio.compile.order import Order
from studio.procedure.file import load

# Holds a run's lock, and obeys a cancel or does not.
WORKER = """
import sys, time
from pathlib import Path
from studio.base.runfolder import RunFolder
run = RunFolder(Path(sys.argv[1]))
with run.hold():
    run.update(state="running")
    print("held", flush=True)
    while sys.argv[2] == "deaf" or run.control.requested() != "cancel":
        time.sleep(0.02)
    run.update(state="cancelled")
    run.events.write("failed", message="The teaching was cancelled.", hint="", cancelled=True)
"""


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("STUDIO_HOME", str(tmp_path / "home"))


@pytest.fixture
def run() -> RunFolder:
    order = Order(base_folder=paths.starter(), today=date(2026, 3, 2))
    return launch.prepare(load(paths.sample("hello")), order, None)


@pytest.fixture
def at_work(run: RunFolder) -> Iterator[list[subprocess.Popen[str]]]:
    started: list[subprocess.Popen[str]] = []
    yield started
    for one in started:
        one.kill()
        one.wait()


def work(run: RunFolder, at_work: list[subprocess.Popen[str]], how: str) -> subprocess.Popen[str]:
    child = subprocess.Popen(
        [sys.executable, "-c", WORKER, str(run.path), how], stdout=subprocess.PIPE, text=True, cwd=paths.PACKAGE.parent
    )
    at_work.append(child)
    assert child.stdout is not None
    assert child.stdout.readline() == "held\n"
    return child


def test_runs_at_work_are_found_and_no_others(
    run: RunFolder, at_work: list[subprocess.Popen[str]], tmp_path: Path
) -> None:
    other = Order(base_folder=paths.starter(), today=date(2026, 3, 2), seed=7)
    elsewhere = launch.prepare(load(paths.sample("hello")), other, tmp_path / "elsewhere")
    assert following.running() == []
    work(elsewhere, at_work, "willing")
    assert [found.path for found in following.running()] == [elsewhere.path]
    assert following.running([run.path]) == []


@pytest.mark.parametrize("how", ["willing", "deaf"])
def test_a_cancel_ends_the_worker_within_five_seconds(
    run: RunFolder, at_work: list[subprocess.Popen[str]], how: str
) -> None:
    child = work(run, at_work, how)
    began = time.monotonic()
    following.cancel(run)
    assert time.monotonic() - began < 5
    assert child.wait(1) is not None
    assert not run.is_alive()
    assert run.manifest().state == "cancelled"
    assert run.events.read()[-1]["cancelled"] is True
    assert sum(event["type"] == "failed" for event in run.events.read()) == 1


def test_a_death_is_written_down_once_by_whoever_knows_how(run: RunFolder) -> None:
    run.events.write("note", text="Started.")
    killed = Outcome("The compile", -signal.SIGKILL)
    told = following.bury(run, killed)
    assert told is not None
    assert told["cause"] == "killed"
    assert "memory" in told["message"]
    assert following.bury(run, None) is None
    assert run.events.read()[-1]["cause"] == "killed"
    assert run.manifest().state == "failed"


def test_a_death_can_be_told_in_german_by_whoever_reads_of_it(run: RunFolder) -> None:
    following.bury(run, Outcome(sentence("The compile"), -signal.SIGTERM))
    ending = progress.of(run.events.read()).ending
    assert ending is not None
    assert ending.message == "The compile was ended from outside (SIGTERM)."
    assert in_language(ending.message, "de") == "Das Kompilieren wurde von außen beendet (SIGTERM)."
    assert in_language(ending.hint, "de").startswith("Starten Sie erneut")


def test_nobody_is_buried_alive(run: RunFolder, at_work: list[subprocess.Popen[str]]) -> None:
    work(run, at_work, "willing")
    assert following.bury(run, None) is None
    assert run.events.read() == []


@pytest.mark.parametrize(
    ("log", "cause"),
    [
        ("torch.OutOfMemoryError: CUDA out of memory. Tried to allocate", "gpu_memory"),
        ("OSError: [Errno 28] No space left on device", "disk"),
        ("RuntimeError: The NVIDIA driver on your system is too old (found version 11040)", "driver"),
        ("UserWarning: The NVIDIA driver on your system is too old (found version 11040)", "outside"),
        ("", "outside"),
    ],
)
def test_a_stranger_s_death_is_read_from_the_log(run: RunFolder, log: str, cause: str) -> None:
    run.log.write_text(log)
    assert following.death(run, None).cause == cause


def test_what_it_said_itself_counts(run: RunFolder) -> None:
    run.events.write("failed", message="No base.", hint="", cause="base")
    assert following.bury(run, Outcome("The compile", 2)) is None
    assert processes.read_tail(run.log) == ""
