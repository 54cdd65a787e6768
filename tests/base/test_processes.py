import os
import sys
import time

import psutil
import pytest

from studio.base import processes
from studio.base.errors import StudioError

IGNORES_TERMINATE = """
import signal, subprocess, sys, time
signal.signal(signal.SIGTERM, signal.SIG_IGN)
child = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(60)"])
print(child.pid, flush=True)
time.sleep(60)
"""


def python(text, *arguments, **details):
    return processes.launch([sys.executable, "-c", text, *arguments], title="The child", **details)


def test_a_child_that_ends_well():
    outcome = python("print('hello')").wait(20)
    assert outcome.was_successful()


def test_its_last_words_are_heard():
    outcome = python("import sys; sys.exit('it is broken')").wait(20)
    assert outcome.sentence() == "The child failed (it is broken)."


def test_its_words_go_to_the_log_and_are_heard_from_there(tmp_path):
    log = tmp_path / "log.txt"
    log.write_text("before\n")
    outcome = python("print('said', flush=True); raise ValueError('no')", log=log, detached=True).wait(20)
    assert log.read_text().startswith("before\nsaid\n")
    assert "ValueError: no" in outcome.sentence()


def test_talking_over_pipes():
    child = python("print(input()[::-1])", talk=True)
    answer, _ = child.process.communicate("grüß\n", timeout=20)
    assert answer == "ßürg\n"


def test_a_worker_finds_the_studio_from_anywhere_and_is_offline(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("PYTHONPATH", raising=False)
    child = python("import os, studio; print(os.environ['HF_HUB_OFFLINE'])", talk=True)
    assert child.process.communicate(timeout=20)[0] == "1\n"


def test_an_unknown_worker_is_refused():
    outcome = processes.start("nobody").wait(20)
    assert outcome.code == 2
    assert "takes one of" in outcome.sentence()


def test_a_program_that_is_not_there():
    with pytest.raises(StudioError, match="no such file"):
        processes.launch(["/nowhere/program"], title="The engine")


def test_one_who_is_asked_and_listens(tmp_path):
    flag = tmp_path / "stop"
    child = python(
        "import sys, time, os\nwhile not os.path.exists(sys.argv[1]): time.sleep(0.01)\nsys.exit(3)", str(flag)
    )
    outcome = child.stop(flag.touch, patience=20)
    assert outcome.code == 3
    assert outcome.stopped
    assert outcome.sentence() == "The child was stopped."


def test_one_who_does_not_listen_is_terminated():
    child = python("import time; time.sleep(60)")
    started = time.monotonic()
    outcome = child.stop(lambda: None, patience=0.1)
    assert outcome.code != 0
    assert time.monotonic() - started < 10


@pytest.mark.skipif(os.name == "nt", reason="on Windows to terminate is to kill")
def test_one_who_ignores_that_is_killed_with_its_children():
    child = python(IGNORES_TERMINATE, talk=True)
    grandchild = int(child.process.stdout.readline())
    outcome = child.stop(grace=0.2)
    assert outcome.code == -9
    assert outcome.sentence() == "The child was stopped."
    assert processes.wait_until(lambda: not alive(grandchild), 5)


@pytest.mark.skipif(os.name == "nt", reason="Windows has no signals")
def test_one_killed_by_another_has_a_reason():
    child = python("import os, signal; os.kill(os.getpid(), signal.SIGKILL)")
    assert "ended by the system" in child.wait(20).sentence()


def test_a_process_that_another_started_is_ended():
    child = python("import time; print('up', flush=True); time.sleep(60)", talk=True)
    child.process.stdout.readline()
    processes.end(child.pid)
    assert processes.wait_until(lambda: not alive(child.pid), 5)


def test_ending_what_is_gone_is_no_error():
    child = python("pass")
    child.wait(20)
    processes.end(child.pid)


def test_waiting_gives_up():
    assert not processes.wait_until(lambda: False, 0.02, pause=0.01)
    assert processes.wait_until(lambda: True, 0)


def alive(pid):
    return psutil.pid_exists(pid) and psutil.Process(pid).status() != psutil.STATUS_ZOMBIE
