"""What a procedure is about, by its words: so that nothing counts as out of scope which it may well be about."""

from __future__ import annotations

import re
from functools import lru_cache

from studio.conversations.phrasebook import frames
from studio.procedure.model import Decide, Procedure

STEM = 5


def touches(text: str, procedure: Procedure) -> bool:
    """Whether a text has a telling word in common with what the procedure asks, offers and answers."""
    return not _telling(text).isdisjoint(_vocabulary(procedure))


def _telling(text: str) -> frozenset[str]:
    return frozenset(_stems(text)) - _general()


def _stems(text: str) -> list[str]:
    return [word[:STEM] for word in re.findall(r"[a-z]{3,}", text.casefold())]


@lru_cache(maxsize=1)
def _general() -> frozenset[str]:
    """Words of any talk: those that the frames around answers are made of."""
    general = ("value", "answer", "yes", "no", "vague", "question", "noise")
    texts = [frame for kind in general for family in frames.stock()[kind] for frame in family.frames]
    return frozenset(stem for text in texts for stem in _stems(text))


# The procedures at hand, by identity: hashing a large one for each message would cost more than this.
_KNOWN: dict[int, tuple[Procedure, frozenset[str]]] = {}
KEPT = 16


def _vocabulary(procedure: Procedure) -> frozenset[str]:
    known = _KNOWN.get(id(procedure))
    if known is not None and known[0] is procedure:
        return known[1]
    if len(_KNOWN) >= KEPT:
        _KNOWN.clear()
    found = frozenset(stem for text in _texts(procedure) for stem in _stems(text))
    _KNOWN[id(procedure)] = (procedure, found)
    return found


def _texts(procedure: Procedure) -> list[str]:
    told = [procedure.name, procedure.scope]
    for field in procedure.fields:
        told += [field.title, *field.examples, *(w for o in field.options for w in (o.label, *o.also))]
    for entry in (*procedure.knowledge, *(k for step in procedure.steps for k in step.knowledge)):
        told += [*entry.questions, entry.answer]
    for step in procedure.steps:
        told.append(step.title)
        if isinstance(step, Decide):
            told += [text for branch in step.branches for text in (branch.condition, *branch.examples)]
    return told
