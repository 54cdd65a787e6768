"""Freed memory goes back to the system when that is asked for, and stays where it is held."""

from __future__ import annotations

import subprocess
import sys

import pytest

SCRIPT = """
import psutil
from studio.base.memory import give_back_memory, hold_memory, tidy_memory
def rss():
    return psutil.Process().memory_info().rss >> 20
hold_memory()
pieces = [bytearray(60_000) for _ in range(2_000)]
kept = pieces[::50]
full = rss()
del pieces
held = rss()
{handing_back}
print(full, held, rss())
"""


@pytest.mark.skipif(sys.platform != "linux", reason="glibc")
@pytest.mark.parametrize(
    ("handing_back", "gives"), [("give_back_memory()", True), ("tidy_memory()", True), ("tidy_memory(2**40)", False)]
)
def test_what_is_held_is_given_back_when_asked(handing_back: str, gives: bool) -> None:
    script = SCRIPT.format(handing_back=handing_back)
    told = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True).stdout
    full, held, after = map(int, told.split())
    assert held > full - 30
    assert after < full - 80 if gives else after > full - 30
