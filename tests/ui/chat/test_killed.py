"""A window that is killed in the midst of a chat loses nothing that was answered."""

from __future__ import annotations

import random
import stat
import subprocess
import sys
import threading

import pytest

from studio.chat.chats import ChatFolder


def killed(run, after):
    """Chat in a child and kill it after so many seconds; how much it found, and how many answers it had kept."""
    child = subprocess.Popen(
        [sys.executable, "-m", "tests.ui.chat.chatting_child", str(run)], stdout=subprocess.PIPE, text=True
    )
    assert child.stdout is not None
    found = int(child.stdout.readline().split()[1])
    first = child.stdout.readline()
    timer = threading.Timer(after, child.kill)
    timer.start()
    lines = [first, *child.stdout]
    child.wait(20)
    timer.cancel()
    kept = [int(line.split()[1]) for line in lines if line.startswith("kept ") and line.endswith("\n")]
    return found, max(kept, default=0)


def rounds(run, number, seed):
    rng = random.Random(seed)
    before = 0
    for _ in range(number):
        found, kept = killed(run, rng.uniform(0.02, 0.6))
        assert found >= before
        chat = ChatFolder(run).newest_free()
        assert chat is not None
        answers = sum(len(each.replies["prompted"].turns) for each in chat.tree.path() if "prompted" in each.replies)
        assert answers >= kept > 0
        assert all(stat.S_IMODE(file.stat().st_mode) == 0o600 for file in (run / "chats").glob("*.json"))
        before = len(chat.tree)


def test_a_killed_window_loses_no_answer(run):
    rounds(run, 2, seed=1)


@pytest.mark.slow
def test_windows_killed_many_times_lose_no_answer(run):
    rounds(run, 34, seed=2)
