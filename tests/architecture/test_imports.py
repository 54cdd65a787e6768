"""The design's rules about who may import what, held against the code."""

from __future__ import annotations

import json
import pkgutil
import subprocess
import sys
from pathlib import Path

import pytest

import studio
from studio.base import processes

ROOT = Path(studio.__file__).parent.parent
HEAVY = ("torch", "transformers", "peft", "bitsandbytes", "datasets", "llama_cpp", "PySide6", "langgraph")
# A server of one's own can be a partner in a chat: this one file talks to it, after checking where it is.
MAY = {"premises.py": ("http.client", "import socket")}
LOADED = """
import json, sys
from importlib import import_module
for name in sys.argv[1:]:
    import_module(name)
print(json.dumps(sorted(sys.modules)))
"""


def modules() -> list[str]:
    """Every module of the studio but the window's."""
    found = [module.name for module in pkgutil.walk_packages(studio.__path__, "studio.")]
    return [name for name in found if name.split(".")[1] != "ui"]


def loaded_by(*names: str) -> set[str]:
    """The top-level modules that importing these leaves loaded, in a fresh process."""
    line = [sys.executable, "-c", LOADED, *names]
    done = subprocess.run(line, capture_output=True, text=True, env=processes._environment(None), check=False)
    assert done.returncode == 0, done.stderr
    return {name.partition(".")[0] for name in json.loads(done.stdout)}


def test_the_contracts_hold():
    from importlinter.cli import lint_imports

    assert lint_imports(config_filename=str(ROOT / "pyproject.toml"), no_cache=True) == 0


@pytest.mark.parametrize("door", ["studio.cli", "studio.__main__"])
def test_the_door_is_light(door):
    loaded = loaded_by(door)
    assert not loaded & {*HEAVY, "numpy", "pydantic", "networkx"}


def test_merely_loading_a_module_loads_nothing_heavy():
    names = modules()
    assert len(names) > 50
    assert loaded_by(*names).isdisjoint(HEAVY)


def test_the_check_itself_can_fail():
    assert "datasets" in loaded_by("studio.base.errors", "datasets")


def test_no_file_of_the_studio_fetches_or_unpickles():
    banned = (
        "urllib.request",
        "import requests",
        "http.client",
        "import socket",
        "import pickle",
        "trust_remote_code=True",
    )
    for file in (ROOT / "studio").rglob("*.py"):
        text = file.read_text("utf-8")
        assert not [word for word in banned if word in text and word not in MAY.get(file.name, ())], file
