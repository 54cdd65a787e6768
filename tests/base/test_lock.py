import os
import subprocess
import sys

import pytest

from studio.base import lock, processes

HOLDER = """
import sys, time
from pathlib import Path
from studio.base import lock
with lock.hold(Path(sys.argv[1])):
    print("held", flush=True)
    time.sleep(60)
"""


@pytest.fixture
def holder(tmp_path):
    line = [sys.executable, "-c", HOLDER, str(tmp_path / "lock")]
    child = subprocess.Popen(line, stdout=subprocess.PIPE, text=True, env=processes._environment(None))
    assert child.stdout.readline() == "held\n"
    yield child
    child.kill()
    child.wait()
    child.stdout.close()


def test_a_lock_is_held_only_inside(tmp_path):
    path = tmp_path / "lock"
    assert not lock.is_held(path)
    with lock.hold(path):
        assert lock.is_held(path)
        assert lock.holder(path) == os.getpid()
    assert not lock.is_held(path)
    assert lock.holder(path) is None


def test_an_error_inside_lets_it_go(tmp_path):
    with pytest.raises(ZeroDivisionError), lock.hold(tmp_path / "lock"):
        raise ZeroDivisionError
    assert not lock.is_held(tmp_path / "lock")


def test_another_process_holds_it_until_it_is_killed(tmp_path, holder, monkeypatch):
    path = tmp_path / "lock"
    monkeypatch.setattr(lock, "PATIENCE", 0.05)
    assert lock.holder(path) == holder.pid
    with pytest.raises(lock.Held), lock.hold(path):
        pass
    holder.kill()
    holder.wait()
    assert not lock.is_held(path)
    with lock.hold(path):
        assert lock.holder(path) == os.getpid()
