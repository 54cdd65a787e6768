"""A bundle installs and runs with no network at all. Takes minutes and some gigabytes:

    pytest -m slow tests/packaging/test_bundle.py

In a network namespace without a route, as root:    unshare -n bash FOLDER/run.sh --version
"""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest

import studio

ROOT = Path(studio.__file__).parent.parent
ALONE = ["unshare", "-n"]


def alone() -> bool:
    """Whether this computer can make a network namespace, which wants root."""
    return (
        bool(shutil.which("unshare"))
        and subprocess.run([*ALONE, "true"], check=False, capture_output=True).returncode == 0
    )


@pytest.mark.slow
@pytest.mark.skipif(not alone(), reason="only root on Linux can unplug the network")
def test_a_bundle_installs_with_no_network(tmp_path):
    bundle = tmp_path / "bundle"
    subprocess.run(["bash", str(ROOT / "packaging" / "bundle.sh"), str(bundle)], check=True)
    bare = {"PATH": os.environ["PATH"], "HOME": str(tmp_path / "home"), "LANG": "C.UTF-8"}
    (tmp_path / "home").mkdir()

    def run(*arguments: str) -> subprocess.CompletedProcess[str]:
        line = [*ALONE, "bash", str(bundle / "run.sh"), *arguments]
        return subprocess.run(line, env=bare, cwd=tmp_path, capture_output=True, text=True, check=False)

    route = subprocess.run([*ALONE, "cat", "/proc/net/route"], check=True, capture_output=True, text=True).stdout
    assert len(route.splitlines()) <= 1  # the heading alone

    done = run("--version")
    assert done.returncode == 0, done.stderr
    assert studio.__version__ in done.stdout
    done = run("check", str(bundle / "sample_flows" / "hello.flow.json"))
    assert done.returncode == 0, done.stderr + done.stdout
    for module in ("torch", "llama_cpp", "transformers", "datasets"):
        line = [*ALONE, str(bundle / ".venv" / "bin" / "python"), "-c", f"import {module}; print({module}.__file__)"]
        found = subprocess.run(line, env=bare, cwd=tmp_path, capture_output=True, text=True, check=True).stdout
        assert str(bundle / ".venv") in found
