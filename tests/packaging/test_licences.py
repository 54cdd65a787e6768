"""Whatever is installed with the studio is named in its notices."""

from __future__ import annotations

import re
import tomllib
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path

from packaging.requirements import Requirement

import studio
from studio.base import paths

ROOT = Path(studio.__file__).parent.parent


def plain(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def installed() -> set[str]:
    """Every package that the studio's own requirements bring with them."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    extras = project["optional-dependencies"]
    waiting = [Requirement(line) for line in project["dependencies"] + extras["window"] + extras["orchestrators"]]
    found: set[str] = set()
    while waiting:
        wanted = waiting.pop()
        if plain(wanted.name) in found or plain(wanted.name).startswith(("nvidia-", "triton")):
            continue
        try:
            needs = distribution(wanted.name).requires or []
        except PackageNotFoundError:
            continue
        found.add(plain(wanted.name))
        waiting += [need for need in map(Requirement, needs) if applies(need, wanted.extras)]
    return found


def applies(need: Requirement, extras: set[str]) -> bool:
    return need.marker is None or any(need.marker.evaluate({"extra": extra}) for extra in ("", *extras))


def test_every_installed_package_is_named():
    text = (paths.resources() / "licences" / "NOTICES.md").read_text("utf-8")
    named = {plain(name) for name in re.findall(r"^\| ([\w.-]+) \|", text, re.MULTILINE)}
    assert len(installed()) > 30
    assert installed() <= named


def test_the_notices_speak_of_what_has_terms_of_its_own():
    text = (paths.resources() / "licences" / "NOTICES.md").read_text("utf-8")
    assert all(word in text for word in ("CC BY-SA 4.0", "LGPL", "llama.cpp", "CUDA"))
