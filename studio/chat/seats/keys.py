"""Keys for servers, kept apart from everything else in a file that only its owner may read.

A key never stands in a chat, a run, a log or a seat's record.
"""

from __future__ import annotations

import json
import os
import uuid
from pathlib import Path

from studio.base import paths
from studio.base.errors import StudioError, from_os
from studio.base.sentences import sentence

FILE = "keys.json"
OWNER_ONLY = 0o600


def file() -> Path:
    return paths.data() / FILE


def key(url: str) -> str:
    """The key for a server's address; empty where none was given. Raises StudioError when the file cannot be used."""
    return _load().get(_name(url), "")


def keep(url: str, secret: str) -> None:
    """Keep a key; an empty one forgets it. Raises StudioError."""
    keys = _load()
    keys.pop(_name(url), None)
    if secret.strip():
        keys[_name(url)] = secret.strip()
    target = file()
    temporary = target.with_name(f".{FILE}.{uuid.uuid4().hex[:8]}")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        descriptor = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL, OWNER_ONLY)
        with os.fdopen(descriptor, "w", encoding="utf-8") as opened:
            json.dump(keys, opened, indent=1)
            opened.flush()
            os.fsync(opened.fileno())
        os.replace(temporary, target)
    except OSError as error:
        temporary.unlink(missing_ok=True)
        raise from_os(error, sentence("Keeping the key")) from error


def _name(url: str) -> str:
    return url.strip().rstrip("/")


def _load() -> dict[str, str]:
    target = file()
    try:
        if os.name == "posix" and target.stat().st_mode & 0o077:
            target.chmod(OWNER_ONLY)  # somebody, or a copy, has loosened it
        found = json.loads(target.read_text("utf-8"))
    except FileNotFoundError:
        return {}
    except OSError as error:
        raise from_os(error, sentence("Reading the keys")) from error
    except ValueError:
        found = None
    if not isinstance(found, dict):
        raise StudioError(
            sentence("The keys in {path} cannot be understood.", path=str(target)),
            sentence("Delete that file and enter the keys again."),
        )
    return {str(name): str(secret) for name, secret in found.items()}
