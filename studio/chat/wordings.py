"""Whose words a sentence is: every text a procedure can speak, and which of them something said is most like.

What follows from it is for others to say: judging a compiled model's prose, telling where a model without a trace is.
"""

from __future__ import annotations

import difflib
import re
from functools import lru_cache

from studio.procedure.model import Procedure
from studio.procedure.wording import DEFAULTS, overlay_text

SENTENCE = re.compile(r"(?<=[.!?])\s+")
ALIKE = 0.8  # how like its nearest wording a sentence must be

_ENDS = {"human": "end_escalated", "leaving": "end_abandoned"}  # whose words the ends speak that nobody drew


@lru_cache(maxsize=20_000)
def likeness(a: str, b: str) -> float:
    """How like two sentences are, from 0 to 1."""
    return difflib.SequenceMatcher(None, a.casefold(), b.casefold(), autojunk=False).ratio()


def wordings(procedure: Procedure) -> tuple[tuple[str, str], ...]:
    """Every sentence the procedure can speak, with its step; overlays' and knowledge's owners begin with "*"."""
    found: list[tuple[str, str]] = []
    for step in procedure.steps:
        for text in (getattr(step, "text", ""), getattr(step, "again", "")):
            found += [(step.id, sentence) for sentence in SENTENCE.split(text) if sentence]
        found += [("*" + k.id, sentence) for k in step.knowledge for sentence in SENTENCE.split(k.answer)]
    found += [("*" + k.id, sentence) for k in procedure.knowledge for sentence in SENTENCE.split(k.answer)]
    for overlay in DEFAULTS:
        owner = _ENDS.get(overlay, f"*{overlay}")
        texts = dict.fromkeys(overlay_text(procedure, overlay, field) for field in (None, *procedure.fields))
        found += [(owner, sentence) for text in texts for sentence in SENTENCE.split(text)]
    return tuple(found)
