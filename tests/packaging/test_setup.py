"""The set-up script's decisions, each taken in a shell of its own with the computer around it made up."""

from __future__ import annotations

import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

import studio

ROOT = Path(studio.__file__).parent.parent
pytestmark = pytest.mark.skipif(sys.platform == "win32" or not shutil.which("bash"), reason="the scripts need bash")


@pytest.fixture
def shell(tmp_path):
    """Run lines of bash after the set-up script of a copy of the packaging folder was sourced."""
    (tmp_path / "packaging").mkdir()
    for name in ("setup.sh", "constraints.txt", "run.sh"):
        shutil.copy(ROOT / "packaging" / name, tmp_path / "packaging" / name)
    (tmp_path / "pyproject.toml").write_text("[project]\n")

    def run(lines: str) -> subprocess.CompletedProcess[str]:
        text = f"set -euo pipefail\nsource packaging/setup.sh\n{lines}"
        environment = {"PATH": "/usr/bin:/bin", "HOME": str(tmp_path), "PYTHON3": sys.executable}
        return subprocess.run(
            ["bash", "-c", text], cwd=tmp_path, env=environment, capture_output=True, text=True, check=False
        )

    return run


def test_without_root_one_line_says_what_to_install(shell):
    done = shell("id() { echo 1000; }; has() { true; }; need_packages g++ cmake")
    assert done.returncode == 3
    assert "sudo sh -c 'apt-get update && apt-get install -y --no-install-recommends g++ cmake'" in done.stderr
    assert len(done.stderr.splitlines()) == 2


def test_as_root_it_installs_by_itself(shell):
    done = shell('id() { echo 0; }; has() { true; }; apt-get() { echo "$@" >>asked; }; need_packages g++')
    assert done.returncode == 0
    assert done.stdout == ""
    assert shell("cat asked").stdout == "install -y --no-install-recommends g++\n"


def test_sudo_is_never_called():
    for script in (ROOT / "packaging").glob("*.sh"):
        calls = [line for line in script.read_text().splitlines() if "sudo" in line and "fail " not in line]
        assert not calls, script


def test_only_what_is_missing_is_asked_for(shell):
    made_up = 'need_packages() { echo "$*"; }; has_llama() { false; }; missing_for_qt() { true; }'
    assert shell(f"{made_up}; has() {{ [ $1 != cmake ]; }}; need_system {sys.executable}").stdout == "cmake\n"


def test_what_the_window_lacks_is_installed_by_root_only(shell):
    made_up = 'need_packages() { echo "$*"; }; has_llama() { true; }; has_library() { [ $1 != libEGL.so.1 ]; }'
    made_up += "; has() { true; }"
    assert shell(f"{made_up}; id() {{ echo 0; }}; need_system {sys.executable}").stdout == "libegl1\n"
    assert shell(f"{made_up}; id() {{ echo 1000; }}; need_system {sys.executable}").stdout == ""


def test_a_wheel_in_the_cache_needs_no_compiler(shell, tmp_path):
    folder = tmp_path / ".cache" / "subterra-studio" / "wheels"
    folder.mkdir(parents=True)
    version = shell("pinned llama-cpp-python").stdout.strip()
    (folder / f"llama_cpp_python-{version}-py3-none-any.whl").touch()
    asked = 'need_packages() { echo "$*"; }; has() { false; }; has_llama() { false; }'
    assert shell(f"{asked}; need_system {sys.executable}").stdout == ""
    (folder / "PROCESSOR").write_text("another\n")
    assert "g++" in shell(f"{asked}; need_system {sys.executable}").stdout


def test_the_cache_goes_where_the_person_wants_it(shell, tmp_path):
    done = shell(f"XDG_CACHE_HOME={tmp_path}/elsewhere; source packaging/setup.sh; echo $CACHE")
    assert done.stdout == f"{tmp_path}/elsewhere/subterra-studio/wheels\n"


def test_a_python_from_3_11_on_is_found(shell):
    assert shell("find_python").stdout.strip() == sys.executable


def test_a_bundle_wants_the_python_it_was_made_for(shell, tmp_path):
    (tmp_path / "wheels").mkdir()
    (tmp_path / "wheels" / "PYTHON").write_text("3.99\n")
    done = shell("install_all run")
    assert done.returncode == 3
    assert "needs Python 3.99" in done.stderr


def test_what_is_set_up_is_not_set_up_again(shell, tmp_path):
    (tmp_path / ".venv" / "bin").mkdir(parents=True)
    for name in ("studio", "python"):
        (tmp_path / ".venv" / "bin" / name).write_text('#!/bin/sh\necho "$@"\n')
        (tmp_path / ".venv" / "bin" / name).chmod(0o755)
    assert shell("is_set_up run").returncode == 1
    shell('setup_key >"$VENV/studio-test.stamp"')
    done = shell("install_all() { echo installing; }; set_up run; exec bash packaging/run.sh check x")
    assert done.stdout == "check x\n"
    assert done.stderr == ""
    with (tmp_path / "packaging" / "constraints.txt").open("a") as file:
        file.write("more==1\n")
    assert shell("install_all() { echo installing; }; set_up run").stdout == "installing\n"


def test_without_a_driver_no_cuda_is_fetched_while_there_is_another_way(shell):
    made_up = 'has_driver() { false; }; pip_install() { echo plain "$@"; }; PYTHON=false'
    tried = 'quietly() { echo "$@"; [ "$1" = --index-url ]; }'
    first, second = shell(f"{made_up}; {tried}; install_torch").stdout.splitlines()
    assert first.startswith("torch==")
    assert first.endswith("+cpu")
    assert second.startswith("--index-url ")
    last = shell(f"{made_up}; quietly() {{ false; }}; install_torch").stdout
    assert last.startswith("plain torch==")


def test_with_a_driver_the_newest_cuda_it_knows_is_tried_first(shell):
    made_up = "has_driver() { true; }; nvidia-smi() { echo 'CUDA Version: 12.8 '; }; PYTHON=true"
    done = shell(
        f'{made_up}; quietly() {{ echo "${{@: -1}}"; false; }}; pip_install() {{ echo plain; }}; install_torch'
    )
    tried = done.stdout.split()
    assert [name.partition("+")[2] for name in tried] == ["cu128", "cu126", ""]
    assert tried[-1] == "plain"


def test_a_driver_without_a_toolkit_is_said(shell):
    made_up = "has_driver() { true; }; nvcc_path() { :; }; has_llama() { false; }; pip_install() { :; }"
    done = shell(f"{made_up}; cached_llama() {{ echo some.whl; }}; mkdir -p .venv; install_llama")
    assert "chat runs on the processor" in done.stderr
    assert len(done.stderr.splitlines()) == 1


def test_a_cuda_build_that_fails_falls_back(shell):
    made_up = "has_driver() { true; }; nvcc_path() { echo /usr/bin/nvcc; }"
    pip = 'pip() { [[ $CMAKE_ARGS != *CUDA* ]] && mkdir -p "${@: -2:1}" && touch "${@: -2:1}/x.whl"; }'
    done = shell(f"{made_up}; PYTHON=pip; {pip}; build_llama cuda; llama_kind; ls $CACHE")
    assert done.returncode == 0, done.stderr
    assert "so chat runs on the processor" in done.stderr
    assert done.stdout.split()[0] == "processor"
    assert "x.whl" in done.stdout


def test_the_installed_studio_brings_its_resources(tmp_path):
    line = [
        sys.executable,
        "-m",
        "pip",
        "wheel",
        "-qq",
        "--no-deps",
        "--no-index",
        "--no-build-isolation",
        "-w",
        str(tmp_path),
    ]
    subprocess.run([*line, str(ROOT)], check=True, capture_output=True)
    (wheel,) = tmp_path.glob("subterra_studio-*.whl")
    names = set(zipfile.ZipFile(wheel).namelist())
    assert {"studio/resources/procedure.schema.json", "studio/sample_flows/hello.flow.json", "studio/cli.py"} <= names
    assert not [name for name in names if name.startswith(("tests", "packaging"))]
