"""The fixed top level, the packages, and what travels with an installed studio."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import studio
from studio import __main__ as door
from studio import cli

ROOT = Path(studio.__file__).parent.parent
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
TOP = {"pyproject.toml", "README.md", "LICENSE", "studio", "resources", "tests", "packaging", "sample_flows"}
MADE = {"wheels", "dist", "build", "runs", "run.sh"}  # by set-up, bundles and people


def names(requirements: list[str]) -> set[str]:
    return {plain(re.split(r"[<>=!\[; ]", line)[0]) for line in requirements}


def plain(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def test_the_top_level_is_the_designs():
    found = {path.name for path in ROOT.iterdir() if not path.name.startswith((".", "__"))}
    assert found - MADE <= TOP


def test_every_folder_of_code_is_a_package_that_says_what_it_is_for():
    for folder in (ROOT / "studio").rglob("*"):
        if folder.is_dir() and any(folder.glob("*.py")):
            assert (folder / "__init__.py").read_text("utf-8").startswith('"""'), folder


def test_every_module_says_what_it_is_for():
    for file in (ROOT / "studio").rglob("*.py"):
        assert file.read_text("utf-8").startswith(('"""', "#!")), file


def test_resources_and_samples_travel_with_an_installed_studio():
    moved = PROJECT["tool"]["hatch"]["build"]["targets"]["wheel"]["force-include"]
    assert moved == {"resources": "studio/resources", "sample_flows": "studio/sample_flows"}


def test_every_requirement_has_an_exact_version():
    lines = (ROOT / "packaging" / "constraints.txt").read_text("utf-8").splitlines()
    pins = [line for line in lines if line and not line.startswith("#")]
    assert all(re.fullmatch(r"[\w.-]+==[\w.]+", pin) for pin in pins)
    wanted = names(PROJECT["project"]["dependencies"])
    for extra in PROJECT["project"]["optional-dependencies"].values():
        wanted |= names(extra)
    assert wanted <= names(pins)
    assert pins[0].startswith("torch==")


def test_every_command_is_where_the_table_says():
    for name, entry in cli.COMMANDS.items():
        assert cli.found(entry.place).__doc__, name
        assert len(name.split()) == 1 or name.split()[0] in cli.GROUPS
    assert {name.split()[0] for name in cli.COMMANDS if " " in name} == set(cli.GROUPS)


def test_every_worker_is_where_the_door_says():
    for place in door.WORKERS.values():
        assert (ROOT / (place.replace(".", "/") + ".py")).is_file(), place
