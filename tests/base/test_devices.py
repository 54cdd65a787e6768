import os
import sys

import pytest

from studio.base import devices

SMI = """#!/bin/sh
echo "580.65.06, NVIDIA H200, 143771, 143156"
echo "580.65.06, NVIDIA T400 4GB, 4096, [N/A]"
"""


def put(folder, name, text):
    (folder / name).write_text(text)
    (folder / name).chmod(0o755)


def test_what_every_computer_has(tmp_path):
    found = devices.look(tmp_path / "not" / "yet" / "there")
    assert 1 <= found.cores <= (os.cpu_count() or 1)
    assert 0 < found.memory_free <= found.memory
    assert found.disk_free > 0
    assert found.processor
    assert found.system


@pytest.mark.skipif(sys.platform == "win32", reason="the fakes are shell scripts")
class TestNvidia:
    @pytest.fixture(autouse=True)
    def _path(self, monkeypatch, tmp_path):
        monkeypatch.setenv("PATH", f"{tmp_path}:/bin")

    def test_cards_are_read(self, tmp_path):
        put(tmp_path, "nvidia-smi", SMI)
        driver, gpus, notes = devices._nvidia()
        assert (driver, notes) == ("580.65.06", ())
        assert [(gpu.name, gpu.memory) for gpu in gpus] == [("NVIDIA H200", 143771 * 2**20)]

    def test_a_driver_that_does_not_answer_is_a_note(self, tmp_path):
        put(tmp_path, "nvidia-smi", "#!/bin/sh\nexit 9\n")
        _, gpus, notes = devices._nvidia()
        assert gpus == ()
        assert "does not answer" in notes[0]

    def test_a_driver_that_hangs_is_a_note(self, tmp_path, monkeypatch):
        monkeypatch.setattr(devices, "PATIENCE", 0.2)
        put(tmp_path, "nvidia-smi", "#!/bin/sh\nexec sleep 30\n")
        assert devices._nvidia()[2]

    def test_the_toolkit_tells_its_version(self, tmp_path):
        put(tmp_path, "nvcc", "#!/bin/sh\necho 'Cuda compilation tools, release 13.0, V13.0.88'\n")
        assert devices._toolkit() == "13.0"


def test_a_containers_limits_count(tmp_path, monkeypatch):
    monkeypatch.setattr(devices, "CGROUP", tmp_path)
    for name, text in (("cpu.max", "100000 100000"), ("memory.max", str(2**30)), ("memory.current", str(2**28))):
        (tmp_path / name).write_text(text + "\n")
    assert devices.cores() == 1
    memory, free = devices._memory()
    assert memory == 2**30
    assert free <= 2**30 - 2**28


def test_no_limits_are_no_limits(tmp_path, monkeypatch):
    monkeypatch.setattr(devices, "CGROUP", tmp_path)
    for name in ("cpu.max", "memory.max"):
        (tmp_path / name).write_text("max\n" if name == "memory.max" else "max 100000\n")
    assert devices.cores() >= 1
    assert devices._memory()[0] > 0
