"""Whether a compiled model is ready to use, and why (not), in one sentence for whoever drew the chart.

The gate decides (`verify`); here it is only said, with the step where conversations first go wrong most often.
"""

from __future__ import annotations

from collections import Counter
from typing import NamedTuple

from studio.base.sentences import Sentence, sentence
from studio.bench.gate import GATE_CLEAN, GATE_DECISIONS, GATE_WITHOUT_TRACES
from studio.bench.scores import Rates
from studio.bench.verify import Verification
from studio.procedure.model import Procedure


class Summary(NamedTuple):
    """`ready` is the gate's; `weakest` the id of the step where most conversations first go wrong, or empty."""

    ready: bool
    sentence: Sentence
    weakest: str = ""


def summary(found: Verification, procedure: Procedure | None = None) -> Summary:
    """The sentence; steps are named by their titles where the procedure is given."""
    greedy = found.unguarded["greedy"]
    if found.gate.passed:
        return Summary(True, _ready(greedy))
    weakest = _weakest(found, procedure)
    return Summary(False, _not_ready(found, greedy, _title(procedure, weakest)), weakest)


def _ready(greedy: Rates) -> Sentence:
    if greedy.decisions is None:
        return sentence(
            "Ready to use: it followed {plain} of {number} plain test conversations from start to end.",
            plain=percent(greedy.exact_clean),
            number=greedy.conversations_clean,
        )
    return sentence(
        "Ready to use: it followed {plain} of {number} plain test conversations from start to end and decided right "
        "{decisions} of the time.",
        plain=percent(greedy.exact_clean),
        number=greedy.conversations_clean,
        decisions=percent(greedy.decisions),
    )


def _not_ready(found: Verification, greedy: Rates, title: str) -> Sentence:
    why = _why(found, greedy)
    if not title:
        return sentence("Not ready to use yet: {why}.", why=why)
    return sentence("Not ready to use yet: {why}; most mistakes come right after “{step}”.", why=why, step=title)


def _why(found: Verification, greedy: Rates) -> Sentence:
    """The first of the gate's demands that is not met."""
    if greedy.prompt_tokens_foreign:
        return sentence("words that nobody said stood in what it read")
    if greedy.decisions is not None and greedy.decisions < GATE_DECISIONS:
        return sentence(
            "it decided right {share} of the time, and {needed} is needed",
            share=percent(greedy.decisions),
            needed=percent(GATE_DECISIONS),
        )
    if (greedy.exact_clean or 0.0) < GATE_CLEAN:
        return sentence(
            "it followed {share} of the plain test conversations from start to end, and {needed} is needed",
            share=percent(greedy.exact_clean),
            needed=percent(GATE_CLEAN),
        )
    bare = found.unguarded.get("without_traces")
    return sentence(
        "in programs that hide its notes it followed {share} of the plain test conversations, and {needed} is needed",
        share=percent(bare.exact_clean if bare is not None else None),
        needed=percent(GATE_WITHOUT_TRACES),
    )


def _weakest(found: Verification, procedure: Procedure | None) -> str:
    steps = Counter(one.step for one in found.divergences if procedure is None or one.step in procedure.step_by_id)
    return next((step for step, _ in steps.most_common(1)), "")


def _title(procedure: Procedure | None, step: str) -> str:
    known = procedure.step_by_id.get(step) if procedure is not None else None
    return (known.title or known.id) if known is not None else step


def percent(share: float | None) -> str:
    """A share in whole percent, rounded down, so that nothing looks as if it were enough that is not."""
    return f"{int((share or 0.0) * 100 + 1e-9)}%"
