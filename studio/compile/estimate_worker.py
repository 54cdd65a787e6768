"""The child that estimates a compile for the window: a request (`estimate.request`) on its standard input, then an
estimate a line on its standard output, the quick one and the measured one.

It measures at the priority that a compile would have, or it would measure its own patience. What a person can mend is
told as a line of its own.
"""

from __future__ import annotations

import json
import os
import sys
from datetime import date
from functools import partial
from typing import Any

from studio.base.errors import StudioError
from studio.base.offline import go_offline
from studio.base.sentences import in_language
from studio.compile.choices import Choices
from studio.procedure.file import loads


def main(arguments: list[str] | None = None) -> int:
    """Answer the one request."""
    go_offline()
    os.environ.setdefault("TOKENIZERS_PARALLELISM", "false")
    from studio.compile import estimate_making

    asked = json.loads(sys.stdin.readline())
    say = partial(in_language, language=asked["language"])
    try:
        procedure, choices = loads(asked["procedure"]), Choices.model_validate(asked["choices"])
        today = date.fromisoformat(asked["today"])
        for found in estimate_making.estimates(procedure, choices, today, say=say):
            _tell({"estimate": found.model_dump(mode="json")})
    except StudioError as error:
        _tell({"failed": {"message": say(error.message), "hint": say(error.hint)}})
        return 2
    return 0


def _tell(line: dict[str, Any]) -> None:
    print(json.dumps(line, ensure_ascii=False), flush=True)
