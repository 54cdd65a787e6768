"""What the base model must be able to read: the longest conversation, and the language.

The estimate, in tokens of the starter's vocabulary of 8,192 (larger vocabularies need fewer): a token for each
CHARACTERS of what the agent says; for each message of the user MESSAGE tokens for markers and their words; for each
trace TRACE, and STEP_NAME plus the step's id for each step entered; for each field FIELD. The whole is taken OFF_PATH
times, since people ask back and correct themselves on the way.
"""

from __future__ import annotations

from collections.abc import Iterator

from studio.base.sentences import sentence
from studio.procedure.checks.finding import AnyStep, Finding, listed, step_named
from studio.procedure.facts import kept
from studio.procedure.graph import Longest, longest
from studio.procedure.model import Act, Ask, Decide, End, Procedure, Say

LANGUAGES = ("en",)
CHARACTERS = 3.6
MESSAGE = 22
TRACE = 14
STEP_NAME = 3
FIELD = 14
OFF_PATH = 1.25


def step_tokens(step: AnyStep) -> float:
    """What entering a step once adds to a conversation."""
    tokens = STEP_NAME + len(step.id) / CHARACTERS
    if isinstance(step, Say | Ask | End):
        tokens += len(step.text) / CHARACTERS
    if isinstance(step, Ask):
        tokens += MESSAGE + TRACE + len(step.id) / CHARACTERS + FIELD * len(step.fields)
    elif isinstance(step, Decide):
        tokens += 1 + max((len(branch.id) for branch in step.branches), default=0) / CHARACTERS
    elif isinstance(step, Act):
        tokens += MESSAGE + TRACE + FIELD * (len(step.arguments) + 2 * len(step.results))
    return tokens


def _tokens(step: AnyStep) -> float:
    return kept(step, "tokens", (), lambda: step_tokens(step))


def estimated_tokens(procedure: Procedure) -> Longest:
    """The longest conversation, every loop taken to its limit: its tokens, and its steps."""
    found = longest(procedure, _tokens)
    opening = MESSAGE + TRACE if found.steps else 0
    return Longest((found.weight + opening) * OFF_PATH, found.steps)


def length_findings(procedure: Procedure, context: int) -> Iterator[Finding]:
    if procedure.language.casefold().split("-")[0] not in LANGUAGES:
        yield Finding(
            "language",
            "problem",
            None,
            sentence(
                'The procedure is in "{language}", but practice conversations can only be written in English.',
                language=procedure.language,
            ),
            sentence(
                'Set its language to "en" and write its texts in English; for another language, use a base model that '
                "speaks it and a writer of your own."
            ),
        )
    estimate = estimated_tokens(procedure)
    if estimate.weight > context:
        about = round(estimate.weight / 100) * 100
        last = estimate.steps[-1] if estimate.steps else None
        way = [step_named(procedure, step) for step in estimate.steps]
        yield Finding(
            "too_long",
            "problem",
            last,
            sentence(
                "The longest conversation would take about {about} tokens, and the base model reads {context}: by way "
                "of {way}.",
                about=about,
                context=context,
                way=listed(way, most=6),
            ),
            sentence(
                "Shorten the texts on that way, lower the loops' limits, or choose a base model with a longer context."
            ),
        )
