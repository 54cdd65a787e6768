"""Conversations that a base model brings along, of no procedure in particular, mixed into what it is taught.

A small model that is taught one chart and nothing else soon hears only the words it practises. A base folder may hold
`refresher.jsonl.xz` (JSON lines, {"messages": [[role, text], ...]} with roles user and agent) against that; large bases
need none. How they were made is the base's business.
"""

from __future__ import annotations

import json
import lzma
import random
from itertools import islice
from pathlib import Path
from typing import Literal

from studio.base.errors import StudioError
from studio.conversations.rendering import Message

FILE = "refresher.jsonl.xz"
_ROLES: dict[str, Literal["user", "assistant"]] = {"user": "user", "agent": "assistant"}


def refresher(base: Path, count: int, seed: int) -> list[list[Message]]:
    """`count` of the base's own conversations, or as many as there are; none where it brings none along.

    Raises StudioError where the file cannot be read."""
    path = base / FILE
    if not path.exists():
        return []
    try:
        with lzma.open(path, "rt", encoding="utf-8") as lines:
            found = [
                [Message(_ROLES[role], text) for role, text in json.loads(line)["messages"]]
                for line in islice(lines, 100_000)
            ]
    except (OSError, lzma.LZMAError, EOFError, ValueError, KeyError, TypeError) as error:
        raise StudioError(
            f"The base model's file {FILE} cannot be read.", "Copy the base model again, or remove that file."
        ) from error
    return random.Random(seed).sample(found, min(count, len(found)))
