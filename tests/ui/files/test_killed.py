"""A window that is killed at any moment loses at most the last two seconds, and never leaves a broken file."""

from __future__ import annotations

import os
import random
import subprocess
import sys
import time
from pathlib import Path
from zlib import crc32

import pytest

from studio.procedure import file
from studio.ui.files.leftovers import is_newer_file, leftovers

CHILD = Path(__file__).with_name("editing_child.py")
ROOT = Path(__file__).parents[3]
ALLOWED = 2.0  # seconds
START = 60.0


class Session:
    """One child that edits a file of its own."""

    def __init__(self, folder: Path, procedure, seed: int) -> None:
        folder.mkdir()
        self.home, self.flow, self.log = folder / "home", folder / "flow.flow.json", folder / "log"
        file.save(procedure, self.flow)
        environment = os.environ | {"STUDIO_HOME": str(self.home), "PYTHONPATH": str(ROOT)}
        with (folder / "errors").open("wb") as errors:
            line = [sys.executable, str(CHILD), str(self.flow), str(self.log), str(seed)]
            self.process = subprocess.Popen(line, env=environment, stderr=errors)
        self.errors = folder / "errors"

    def kill_after(self, seconds: float) -> float:
        """Kill it so long after its first edit; the moment of it."""
        end = time.monotonic() + START
        while not self.log.exists() or not self.log.stat().st_size:
            assert self.process.poll() is None, self.errors.read_text()
            assert time.monotonic() < end
            time.sleep(0.01)
        first = float(self.log.read_text().split(" ")[0])
        time.sleep(max(0.0, first + seconds - time.time()))
        assert self.process.poll() is None, self.errors.read_text()
        moment = time.time()
        self.process.kill()
        self.process.wait()
        return moment

    def states(self) -> list[tuple[float, int]]:
        """The states noted, with their times; a line cut off by the kill does not count."""
        lines = self.log.read_text().split("\n")[:-1]
        return [(float(at), int(sum_)) for at, sum_ in (line.split() for line in lines)]


def recovered(session: Session, monkeypatch):
    """What a person has after the kill: what is offered, or the file where nothing is or the file is newer."""
    monkeypatch.setenv("STUDIO_HOME", str(session.home))
    found = leftovers()
    assert len(found) <= 1
    procedure = file.load(session.flow)
    for leftover in found:
        assert leftover.trouble is None
        assert leftover.kept.path == session.flow
        if not is_newer_file(leftover.kept):
            procedure = leftover.kept.procedure
        leftover.forget()
        assert list(leftover.path.parent.iterdir()) == []
    return procedure


def check_one(session: Session, seconds: float, monkeypatch) -> None:
    killed = session.kill_after(seconds)
    procedure = recovered(session, monkeypatch)
    file.loads(file.dumps(procedure))
    states = session.states()
    got = crc32(procedure.model_dump_json().encode())
    places = [place for place, (_, state) in enumerate(states) if state == got]
    if not places:  # the last edit of all, done but not noted
        return
    missed = states[places[-1] + 1 :]
    assert not missed or killed - missed[0][0] <= ALLOWED


def test_a_few_random_moments(tmp_path, small, monkeypatch):
    chance = random.Random()
    sessions = [Session(tmp_path / str(number), small, chance.randrange(10**6)) for number in range(3)]
    for session, (least, most) in zip(sessions, ((0.0, 0.5), (2.3, 3.0), (3.2, 4.5)), strict=True):
        check_one(session, chance.uniform(least, most), monkeypatch)


@pytest.mark.slow
def test_a_hundred_random_moments(tmp_path, small, monkeypatch):
    chance = random.Random()
    for number in range(100):
        session = Session(tmp_path / str(number), small, chance.randrange(10**6))
        check_one(session, chance.uniform(0.0, 4.0), monkeypatch)
