"""Giving way, seen in a process of its own: what was given up cannot be taken back."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import psutil
import pytest

from studio.base.priority import CALM, give_way

ROOT = Path(__file__).parents[2]
TELL = """
import os, subprocess, sys
from studio.base.priority import give_way
{}
print(os.nice(0), flush=True)
subprocess.run([sys.executable, "-c", "import os; print(os.nice(0))"])
"""


def told(code: str) -> list[int]:
    line = [sys.executable, "-c", TELL.format(code)]
    done = subprocess.run(line, capture_output=True, text=True, cwd=ROOT, check=True)
    return [int(line) for line in done.stdout.split()]


@pytest.mark.skipif(os.name != "posix", reason="Windows has classes of priority")
def test_a_process_and_its_children_give_way() -> None:
    calm = max(CALM, os.nice(0))
    assert told("give_way()") == [calm, calm]


@pytest.mark.skipif(os.name != "posix", reason="Windows has classes of priority")
def test_one_that_is_calmer_already_stays_so() -> None:
    assert told("os.nice(19); give_way()") == [19, 19]


@pytest.mark.skipif(os.name != "posix", reason="Windows has classes of priority")
def test_another_process_is_made_to_give_way() -> None:
    child = subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE)
    try:
        give_way(child.pid)
        assert psutil.Process(child.pid).nice() == max(CALM, os.nice(0))
    finally:
        child.communicate(b"\n")


def test_a_process_that_is_gone_is_no_error() -> None:
    give_way(2**22 + 1)
