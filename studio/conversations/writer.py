"""What every writer of practice conversations is asked and answers: one cue in, one user message out.

The machine has fixed what the message means; a writer only finds the words. Which messages are needed is the plan's
business, what the agent answers is the machine's.
"""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from datetime import date
from typing import Literal, Protocol

from studio.procedure.model import Ask, Knowledge, Procedure
from studio.procedure.trace import HeardKind

Split = Literal["taught", "held_out"]


@dataclass(frozen=True)
class Cue:
    """One user message to be written.

    `step` is the ask being answered. `values` are (field, normal form) pairs the message must give, in that order of
    mention or any other; a declined optional field has the value "". `choices` are (decision, branch) pairs whose
    meaning the message must carry in words. `knowledge` is the entry a question is about. `known` are the words of
    fields given earlier (a correction changes one of them). `split` picks the phrase families.
    """

    procedure: Procedure
    step: Ask
    kind: HeardKind
    today: date
    split: Split = "taught"
    values: tuple[tuple[str, str], ...] = ()
    choices: tuple[tuple[str, str], ...] = ()
    knowledge: Knowledge | None = None
    attempt: int = 0
    known: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Said:
    """A written message: its text, the words each field was given in (each occurs in the text, except options and
    yes/no, which are told by id, and "-" for a declined one), and the phrase family it came from."""

    text: str
    words: dict[str, str]
    family: str


class Writer(Protocol):
    """Finds words for cues. The same cue and random state give the same message."""

    def say(self, cue: Cue, rng: random.Random) -> Said: ...
