"""Verification of the file that ships: held-out scripted users against the exported GGUF in the embedded llama.cpp.

Several ways of playing, each with its own figures: unguarded greedy, unguarded at chat temperature, with earlier traces
dropped (as some programs do), guarded. The gate looks at the unguarded greedy figures and those without traces.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from pydantic import BaseModel, ConfigDict

from studio.base.sentences import Sentence, sentence
from studio.bench import scores
from studio.bench.gate import GATE_CLEAN, GATE_DECISIONS, GATE_WITHOUT_TRACES
from studio.bench.play import Played, play
from studio.bench.scores import Divergence, EdgeScore, MessageScore, Rates, Sure
from studio.chat.session import CHAT_SAMPLING, Sampling, Shared
from studio.conversations.record import Conversation
from studio.conversations.rendering import pieces

DIVERGENCES_KEPT = 200
WHOLE_KEPT = 60  # of those, with all that was said before
Report = Callable[[dict[str, Any]], None]


class Gate(BaseModel):
    """Whether the model may be used, and in a sentence why (not)."""

    model_config = ConfigDict(frozen=True)

    passed: bool
    reason: Sentence


class Verification(BaseModel):
    """Everything a verification found. `unguarded` has greedy, sampled and without_traces; `guarded` greedy. `edges`,
    `messages` and what follows them are of the unguarded greedy way; `sure` is for the guarded model, where it
    may ask again."""

    model_config = ConfigDict(frozen=True)

    unguarded: dict[str, Rates]
    guarded: dict[str, Rates]
    gate: Gate
    edges: tuple[EdgeScore, ...]
    messages: tuple[MessageScore, ...] = ()
    confusions: dict[str, dict[str, dict[str, int]]]
    divergences: tuple[Divergence, ...]
    weak_places: dict[str, float] = {}
    pass_8: float | None = None
    sure: Sure | None = None
    packing: Packing | None = None
    seconds: float = 0.0

    def weak(self) -> dict[tuple[str, str], float]:
        """`weak_places` by (step, kind of message) and (decision, branch)."""
        return {(place.split(" ")[0], place.split(" ")[1]): share for place, share in self.weak_places.items()}


@dataclass(frozen=True)
class Passes:
    """How many conversations each way of playing gets, and how many tries at chat temperature (0: none)."""

    greedy: int
    sampled: int
    without_traces: int
    guarded: int
    tries: int = 0


FULL = Passes(greedy=400, sampled=400, without_traces=400, guarded=400, tries=8)


def verify(
    conversations: Sequence[Conversation], shared: Shared, passes: Passes, *, report: Report | None = None
) -> Verification:
    """Play and count. Conversations should alternate clean ones and ones with overlays, so that any first part of
    them has both (see `alternate`)."""
    import time

    began = time.monotonic()
    conversations = alternate(conversations)
    total = passes.greedy + passes.sampled + passes.without_traces + passes.guarded
    counter = _Counter(total + passes.tries * _clean_half(conversations, passes.tries), report)
    greedy = play(conversations[: passes.greedy], shared, on_played=counter)
    unguarded = {"greedy": _rates(greedy, shared)}
    guarded: dict[str, Rates] = {}
    if passes.sampled:
        sampled = play(conversations[: passes.sampled], shared, sampling=CHAT_SAMPLING, on_played=counter)
        unguarded["sampled"] = _rates(sampled, shared)
    if passes.without_traces:
        bare = play(conversations[: passes.without_traces], shared, keep_traces=False, on_played=counter)
        unguarded["without_traces"] = _rates(bare, shared)
    sure = None
    if passes.guarded:
        kept = play(conversations[: passes.guarded], shared, guarded=True, on_played=counter)
        guarded["greedy"], sure = _rates(kept, shared), scores.sure_enough(kept)
    return Verification(
        unguarded=unguarded,
        guarded=guarded,
        gate=gate(unguarded),
        edges=tuple(scores.edge_scores(greedy)),
        messages=tuple(scores.message_scores(greedy, shared.procedure)),
        confusions=scores.confusions(greedy),
        divergences=tuple(scores.divergences(greedy, WHOLE_KEPT)[:DIVERGENCES_KEPT]),
        weak_places=scores.weak_places(greedy),
        sure=sure,
        pass_8=_all_tries(conversations, shared, passes.tries, counter) if passes.tries else None,
        seconds=time.monotonic() - began,
    )


class Packing(BaseModel):
    """What packing did: decisions of the same conversations by the trained model, unquantised, and by the shipped file.

    `changed` of `decisions` came out differently, or not at all."""

    model_config = ConfigDict(frozen=True)

    conversations: int
    decisions: int
    changed: int


def compare_packing(shipped: Sequence[Played], unquantised: Sequence[Played]) -> Packing:
    """What came of the same conversations, played greedy against either file."""
    decided = [
        (a.chosen, b.chosen)
        for one, other in zip(shipped, unquantised, strict=True)
        for mine, theirs in zip(one.turns, other.turns, strict=True)
        for a, b in zip(mine.verdict.decisions, theirs.verdict.decisions, strict=True)
    ]
    return Packing(conversations=len(shipped), decisions=len(decided), changed=sum(1 for a, b in decided if a != b))


def alternate(conversations: Sequence[Conversation]) -> list[Conversation]:
    """A clean conversation, then one with overlays, and so on while both last."""
    clean = [c for c in conversations if not c.places]
    overlaid = [c for c in conversations if c.places]
    mixed: list[Conversation] = []
    while clean or overlaid:
        mixed += clean[:1]
        mixed += overlaid[:1]
        clean, overlaid = clean[1:], overlaid[1:]
    return mixed


def gate(unguarded: dict[str, Rates]) -> Gate:
    """Decisions at least 95% right, clean conversations at least 90% exact, every reply stopping by itself, and not
    much worse where a program drops the earlier traces."""
    greedy = unguarded["greedy"]
    if greedy.prompt_tokens_foreign:
        return Gate(passed=False, reason=sentence("Words that belong to no one stood in the prompt."))
    if greedy.decisions is not None and greedy.decisions < GATE_DECISIONS:
        share = f"{greedy.decisions:.0%}"
        return Gate(passed=False, reason=sentence("It decides right {share} of the time; 95% is needed.", share=share))
    exact = f"{greedy.exact_clean or 0.0:.0%}"
    if (greedy.exact_clean or 0.0) < GATE_CLEAN:
        told = sentence("It follows {share} of plain conversations; 90% is needed.", share=exact)
        return Gate(passed=False, reason=told)
    bare = unguarded.get("without_traces")
    if bare is not None and (bare.exact_clean or 0.0) < GATE_WITHOUT_TRACES:
        told = sentence(
            "Where a program hides its earlier notes it follows {share} of plain conversations; 80% is needed.",
            share=f"{bare.exact_clean or 0.0:.0%}",
        )
        return Gate(passed=False, reason=told)
    if greedy.decisions is None:
        return Gate(passed=True, reason=sentence("It follows {share} of plain conversations exactly.", share=exact))
    told = sentence(
        "It follows {share} of plain conversations exactly and decides right {decisions} of the time.",
        share=exact,
        decisions=f"{greedy.decisions:.0%}",
    )
    return Gate(passed=True, reason=told)


def _rates(played: Sequence[Played], shared: Shared) -> Rates:
    return scores.rates(played).model_copy(update={"prompt_tokens_foreign": foreign_tokens(played, shared)})


def foreign_tokens(played: Sequence[Played], shared: Shared) -> int:
    """Prompt tokens that are neither template markers, facts line nor dialogue: counted against what the first prompt
    of each conversation should cost."""
    foreign = 0
    for one in played:
        first = one.turns[0]
        message = one.conversation.turns[0].message()
        wanted = sum(
            len(shared.ids(piece.text, piece.after)) for piece in pieces([message], end=shared.end, bos=shared.bos)
        )
        foreign += max(0, first.reply.prompt_tokens - wanted)
    return foreign


def _all_tries(
    conversations: Sequence[Conversation], shared: Shared, tries: int, counter: Callable[[Played], None]
) -> float:
    clean = [c for c in conversations if not c.places][: _clean_half(conversations, tries)]
    rounds = [
        play(clean, shared, sampling=Sampling(CHAT_SAMPLING.temperature, CHAT_SAMPLING.top_p, 1 + i), on_played=counter)
        for i in range(tries)
    ]
    return scores.pass_all(rounds)


def _clean_half(conversations: Sequence[Conversation], tries: int) -> int:
    return min(100, sum(1 for c in conversations if not c.places)) if tries else 0


class _Counter:
    """Reports progress as conversations are played."""

    def __init__(self, total: int, report: Report | None) -> None:
        import time

        self.total, self.report, self.done = total, report, 0
        self.clock = time.monotonic
        self.began = self.clock()

    def __call__(self, _: Played) -> None:
        self.done += 1
        if self.report is not None and (self.done % 10 == 0 or self.done == self.total):
            left = (self.clock() - self.began) / self.done * (self.total - self.done)
            self.report(
                {"type": "progress", "stage": "checking", "done": self.done, "total": self.total, "left_seconds": left}
            )
