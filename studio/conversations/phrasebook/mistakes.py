"""Answers that are no value of what was asked: words of the wrong kind, half a code, an impossible day.

Each is checked: no asked field can be read from it.
"""

from __future__ import annotations

import random
import re

from studio.conversations.phrasebook import frames
from studio.conversations.phrasebook.noise import roughen
from studio.conversations.writer import Cue
from studio.plan import bank
from studio.procedure import values
from studio.procedure.model import Field

TRIES = 12


def mistaken(cue: Cue, rng: random.Random) -> tuple[str, str]:
    """Something that no field asked for can be read from: the family and the text."""
    waiting = [cue.procedure.field_by_id[n] for n in cue.step.fields if n not in cue.known]
    readable = [f for f in waiting or [cue.procedure.field_by_id[n] for n in cue.step.fields] if f.kind != "text"]
    kind = rng.choice(readable).kind if readable else "yes_no"
    family, text = "", ""
    for _ in range(TRIES):
        made = _spoilt(cue, [f for f in readable if f.kind == kind], rng) if rng.random() < 0.3 else ""
        family, told = (
            (f"invalid_{kind}.spoilt", made)
            if made
            else frames.pick((f"invalid_{kind}", "invalid_any"), cue.split, rng)
        )
        text = roughen(frames.frame("mistake", cue.split, rng), rng).replace("{v}", told)
        if all(values.normal(f, text, cue.today) is None for f in readable):
            return family, text
    return "invalid_choice.nonsense", "the purple elephant"


def _spoilt(cue: Cue, fields: list[Field], rng: random.Random) -> str:
    """A value that is nearly one, or one of another kind."""
    if not fields:
        return ""
    field = rng.choice(fields)
    if field.kind == "choice":
        return _elsewhere(rng, cue.split)
    value = bank.draw(field, rng, cue.split, cue.today)
    if field.kind == "code" and len(value) > 4:
        at = rng.randrange(len(value))
        return rng.choice((value[:-2], value[:at] + value[at + 1 :], value + "7", value[: len(value) // 2]))
    if field.kind == "email":
        return rng.choice(
            (value.replace("@", ""), value.split("@")[0], re.sub(r"\.\w+$", "", value), value.split("@")[1])
        )
    if field.kind == "phone":
        return value.lstrip("+")[:4]
    return ""


def _elsewhere(rng: random.Random, split: str) -> str:
    """Something of the kind people might pick that is not offered."""
    group, kind = rng.choice((("places", "towns"), ("others", "things"), ("others", "products"), ("others", "colours")))
    return bank.pick(group, kind, rng, split)
