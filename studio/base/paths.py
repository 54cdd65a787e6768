"""Where things lie: the resources and samples that come with the studio, and the person's own folders.

STUDIO_HOME moves the person's own folders elsewhere: for a portable copy, or for tests.
"""

from __future__ import annotations

import os
from pathlib import Path

APPLICATION = "subterra-studio"
PACKAGE = Path(__file__).resolve().parent.parent


def resources() -> Path:
    """The folder of schema, starter, licences and templates."""
    return _shipped("resources")


def samples() -> Path:
    """The folder of sample procedures."""
    return _shipped("sample_flows")


def starter() -> Path:
    """The base model in the box, a Hugging Face folder."""
    return resources() / "starter"


def sample(name: str) -> Path:
    """The file of the sample procedure called `name`, whether it exists or not."""
    return samples() / f"{name}.flow.json"


def data() -> Path:
    """The person's folder for what must last: settings, history, added models."""
    return _home("data")


def cache() -> Path:
    """The person's folder for what can be made again."""
    return _home("cache")


def runs() -> Path:
    """Where runs go unless a folder is named."""
    return data() / "runs"


def models() -> Path:
    """Where added base models are kept."""
    return data() / "models"


def crashes() -> Path:
    """Where reports of our own faults are kept."""
    return data() / "crashes"


def _shipped(name: str) -> Path:
    """Beside the package in a checkout; inside it when installed, where the build has put it."""
    checkout = PACKAGE.parent / name
    return checkout if (PACKAGE.parent / "pyproject.toml").is_file() else PACKAGE / name


def _home(kind: str) -> Path:
    home = os.environ.get("STUDIO_HOME")
    if home:
        return Path(home).expanduser() / kind
    import platformdirs  # costs a tenth of what `studio --help` may take, and is often not needed

    found = platformdirs.user_data_path if kind == "data" else platformdirs.user_cache_path
    return found(APPLICATION, appauthor=False)
