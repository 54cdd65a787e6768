"""Counting what was played: rates, per-edge recall with its confidence bound, confusions, first divergences."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from math import sqrt

from pydantic import BaseModel, ConfigDict

from studio.bench.play import Played
from studio.conversations.record import Who, agent_text
from studio.procedure.model import Ask, Decide, Procedure
from studio.procedure.trace import Trace, parse

Z = 1.96


HEARD = {
    "start": "the beginning",
    "answer": "an answer",
    "answers at once": "several answers at once",
    "early answer": "an answer to a later question",
    "part of an answer": "part of an answer",
    "question": "a question",
    "correction": "a correction",
    "vague": "an unclear answer",
    "invalid": "an answer that cannot be right",
    "declined": "a refusal to tell",
    "human": "a wish for a person",
    "leaving": "a goodbye",
    "out_of_scope": "something else altogether",
    "attack": "an attempt to break the rules",
    "tool ok": "a look-up that found something",
    "tool empty": "a look-up that found nothing",
    "tool refused": "a look-up that was refused",
    "tool error": "a look-up that failed",
    "-": "nothing that can be read",
}
RIGHT_ENOUGH = 0.95  # of the decisions a guarded model takes where it may ask again
ASKED_AT_MOST = 0.3  # of the decisions: how many it may ask again about
FEWEST_DECISIONS = 20
ANSWERS = ("start", "answer", "answers at once", "early answer", "part of an answer")


class Rates(BaseModel):
    """The figures of one way of playing. Rates from 0 to 1; `conversations`, `illegal_moves`, `unstopped` and `turns`
    are counts. `computed` is the rate of computed decisions, apart from those in words (`decisions` has both)."""

    model_config = ConfigDict(frozen=True)

    conversations: int
    exact: float
    exact_clean: float | None
    exact_overlays: float | None
    decisions: float | None
    fields: float | None
    illegal_moves: int
    unstopped: int
    turns: int = 0
    turns_right: float | None = None
    heard: float | None = None
    computed: float | None = None
    conversations_clean: int = 0
    conversations_overlays: int = 0
    decisions_counted: int = 0
    fields_counted: int = 0
    prompt_tokens_foreign: int = 0


class EdgeScore(BaseModel):
    """How often a drawn move was made where it should have been; `low` is the lower end of Wilson's 95% interval."""

    step: str
    branch: str
    right: int
    total: int
    low: float


class MessageScore(BaseModel):
    """How often a kind of message was answered exactly right: an answer, each way of leaving the path, what a look-up
    brought. `low` as in EdgeScore."""

    kind: str
    right: int
    total: int
    low: float


class Sure(BaseModel):
    """How sure of a decision a guarded model must be to take it: below `measure` it asks again, which it did about the
    share `asked`; of the others the share `right` was."""

    model_config = ConfigDict(frozen=True)

    measure: float
    right: float
    asked: float


class Spoken(BaseModel):
    """One line of a conversation, as people read it."""

    model_config = ConfigDict(frozen=True)

    who: Who
    text: str


class Divergence(BaseModel):
    """Where a conversation first went wrong; `before` is what was said until then, without the line answered, kept for
    some of them only."""

    conversation: str
    turn: int
    step: str
    fault: str
    user: str
    gold: str
    written: str
    before: tuple[Spoken, ...] = ()


def rates(played: Sequence[Played]) -> Rates:
    """The figures over conversations played in one way."""
    turns = [turn.verdict for one in played for turn in one.turns]
    decisions = [d for verdict in turns for d in verdict.decisions]
    clean = [one for one in played if not one.conversation.places]
    overlaid = [one for one in played if one.conversation.places]
    fields_total = sum(v.fields_total for v in turns)
    return Rates(
        conversations=len(played),
        exact=_share([one.exact for one in played]) or 0.0,
        exact_clean=_share([one.exact for one in clean]),
        exact_overlays=_share([one.exact for one in overlaid]),
        decisions=_share([d.right for d in decisions]),
        computed=_share([d.right for d in decisions if d.computed]),
        fields=sum(v.fields_right for v in turns) / fields_total if fields_total else None,
        illegal_moves=sum(v.illegal for v in turns),
        unstopped=sum(v.unstopped for v in turns),
        turns=len(turns),
        turns_right=_share([v.right for v in turns]),
        heard=_share([v.heard_gold == v.heard_chosen for v in turns]),
        conversations_clean=len(clean),
        conversations_overlays=len(overlaid),
        decisions_counted=len(decisions),
        fields_counted=fields_total,
    )


def edge_scores(played: Sequence[Played]) -> list[EdgeScore]:
    """Recall of every move: steps entered (branch ""), branches taken, and what follows each outcome of a look-up."""
    right: Counter[tuple[str, str]] = Counter()
    total: Counter[tuple[str, str]] = Counter()
    for one in played:
        for turn in one.turns:
            gold, _ = parse(turn.gold.trace)
            written = turn.reply.trace.moves if turn.reply.trace else ()
            made = set(written)
            for move in gold.moves:
                total[(move.step, move.branch)] += 1
                right[(move.step, move.branch)] += move in made
            if gold.outcome:
                total[(gold.at, gold.outcome)] += 1
                right[(gold.at, gold.outcome)] += written[:1] == gold.moves[:1]
    return [
        EdgeScore(step=step, branch=branch, right=right[(step, branch)], total=count,
                  low=wilson_low(right[(step, branch)], count))
        for (step, branch), count in sorted(total.items())
    ]  # fmt: skip


def message_scores(played: Sequence[Played], procedure: Procedure) -> list[MessageScore]:
    """By what each message was, answers first and the others by how often they were met."""
    right: Counter[str] = Counter()
    total: Counter[str] = Counter()
    for turn in (turn for one in played for turn in one.turns):
        kind = kind_of(parse(turn.gold.trace)[0], procedure)
        total[kind] += 1
        right[kind] += turn.verdict.right
    order = sorted(total, key=lambda kind: (ANSWERS.index(kind) if kind in ANSWERS else len(ANSWERS), -total[kind]))
    return [
        MessageScore(kind=kind, right=right[kind], total=total[kind], low=wilson_low(right[kind], total[kind]))
        for kind in order
    ]


def kind_of(gold: Trace, procedure: Procedure) -> str:
    """What a message was, by the trace of the answer to it: "tool empty", "question"; an answer is "part of an answer"
    where the agent must ask on, "answers at once" where it gives several details, and "early answer" where one of them
    was not asked for yet."""
    if gold.heard != "answer":
        return f"{gold.heard} {gold.outcome}".rstrip()
    step = procedure.step_by_id.get(gold.at)
    asked = step.fields if isinstance(step, Ask) else ()
    if any(name not in asked for name, _ in gold.fields):
        return "early answer"
    if [move.step for move in gold.moves] == [gold.at] and gold.fields:
        return "part of an answer"
    return "answers at once" if len(gold.fields) > 1 else "answer"


def sure_enough(played: Sequence[Played]) -> Sure | None:
    """How sure a guarded model must be of its decisions, so that those it takes are right often enough, or as often as
    can be had when it asks again about no more than it may; only after answers does it. None where too few were met."""
    met = [
        (turn.reply.sure, all(decision.right for decision in turn.verdict.decisions))
        for one in played
        for turn in one.turns
        if turn.reply.sure is not None and turn.verdict.decisions and turn.verdict.heard_chosen == "answer"
    ]
    if len(met) < FEWEST_DECISIONS:
        return None
    met.sort(key=lambda decided: decided[0])
    for measure in (0.0, *(sure for sure, _ in met[: int(ASKED_AT_MOST * len(met)) + 1])):
        taken = [good for sure, good in met if sure >= measure]
        found = Sure(measure=measure, right=sum(taken) / len(taken), asked=1 - len(taken) / len(met))
        if found.right >= RIGHT_ENOUGH:
            break
    return found


def of_step(procedure: Procedure, edges: Iterable[EdgeScore], step_id: str) -> EdgeScore | None:
    """A step's score: how often it was entered; a decision's is that of its branches together. None where it was not
    met."""
    decides = isinstance(procedure.step_by_id.get(step_id), Decide)
    parts = [edge for edge in edges if edge.step == step_id and bool(edge.branch) == decides]
    right, total = sum(part.right for part in parts), sum(part.total for part in parts)
    if not total:
        return None
    return EdgeScore(step=step_id, branch="", right=right, total=total, low=wilson_low(right, total))


def weak_places(played: Sequence[Played]) -> dict[str, float]:
    """How often, from 0 to 1, a kind of message was answered wrongly at a step ("ask_budget vague"), and a decision's
    branch was missed ("verdict yes")."""
    wrong: Counter[str] = Counter()
    total: Counter[str] = Counter()
    for turn in (turn for one in played for turn in one.turns):
        gold, _ = parse(turn.gold.trace)
        places = {f"{gold.at} {gold.heard}": not turn.verdict.right}
        places |= {f"{d.step} {d.gold}": not d.right for d in turn.verdict.decisions}
        for place, failed in places.items():
            total[place] += 1
            wrong[place] += failed
    return {place: wrong[place] / total[place] for place in total}


def confusions(played: Sequence[Played]) -> dict[str, dict[str, dict[str, int]]]:
    """For every decision, and for what was heard ("heard"): gold -> chosen -> count."""
    table: dict[str, dict[str, Counter[str]]] = {}
    for one in played:
        for turn in one.turns:
            verdict = turn.verdict
            table.setdefault("heard", {}).setdefault(verdict.heard_gold, Counter())[verdict.heard_chosen or "-"] += 1
            for d in verdict.decisions:
                table.setdefault(d.step, {}).setdefault(d.gold, Counter())[d.chosen or "-"] += 1
    return {step: {gold: dict(row) for gold, row in rows.items()} for step, rows in table.items()}


def divergences(played: Sequence[Played], whole: int = 0) -> list[Divergence]:
    """The first wrong message of every conversation that failed; for `whole` of them, spread over the places where it
    happened, with what was said before."""
    failed = [(one, at) for one in played if (at := one.first_wrong) is not None]
    kept = _spread([f"{one.turns[at].gold.step} {one.turns[at].verdict.fault}" for one, at in failed], whole)
    found = []
    for number, (one, at) in enumerate(failed):
        turn = one.turns[at]
        gold = agent_text(turn.gold.trace, turn.gold.text, turn.gold.call)
        found.append(
            Divergence(
                conversation=one.conversation.id,
                turn=at,
                step=turn.gold.step,
                fault=turn.verdict.fault,
                user=turn.user,
                gold=gold,
                written=turn.reply.raw,
                before=tuple(_said(one, at)) if number in kept else (),
            )
        )
    return found


def _said(played: Played, until: int) -> Iterator[Spoken]:
    """The lines before a message and the one it answers; the opening's marker is none."""
    turns = played.conversation.turns
    for turn in turns[1 : 2 * until]:
        yield Spoken(who=turn.who, text=turn.text)


def _spread(places: Sequence[str], most: int) -> set[int]:
    """Which of some things to take, so that each place has one before any has two."""
    seen: Counter[str] = Counter()
    ranked = []
    for number, place in enumerate(places):
        ranked.append((seen[place], number))
        seen[place] += 1
    return {number for _, number in sorted(ranked)[:most]}


def pass_all(rounds: Sequence[Sequence[Played]]) -> float:
    """pass^k: the share of conversations right in every one of k rounds."""
    together = zip(*[[one.exact for one in played] for played in rounds], strict=True)
    return _share([all(tries) for tries in together]) or 0.0


def wilson_low(right: int, total: int) -> float:
    """Lower end of Wilson's 95% score interval for a proportion."""
    if not total:
        return 0.0
    p = right / total
    centre = p + Z * Z / (2 * total)
    spread = Z * sqrt(p * (1 - p) / total + Z * Z / (4 * total * total))
    return max(0.0, (centre - spread) / (1 + Z * Z / total))


def _share(flags: Sequence[bool]) -> float | None:
    return sum(flags) / len(flags) if flags else None
