"""What a replay counts: how often a model takes the recorded step, along the chart's edges and off them, per step and
branch, where it first leaves the recording, what it mistakes for what, and how it does on words unlike any practised.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from pydantic import BaseModel, ConfigDict

from studio.bench.replay import Replayed

UNLIKE = 0.4  # a line less like every practised one than this is a new way of saying it
NOTHING = "(none)"
MANNERS = {
    "again": "the same step again",
    "corrected": "a correction",
    "left": "leaving for an end",
    "skipped": "past questions",
    "jumped": "not on the chart",
}


class Count(BaseModel):
    """Turns, and how many of them were predicted as recorded. `accuracy` is None where there are none."""

    model_config = ConfigDict(frozen=True)

    turns: int
    correct: int
    accuracy: float | None

    @classmethod
    def of(cls, right: Iterable[bool]) -> Count:
        told = list(right)
        return cls(turns=len(told), correct=sum(told), accuracy=sum(told) / len(told) if told else None)


class OffEdge(Count):
    """The turns that follow no edge, also by the manner in which they follow."""

    manners: dict[str, Count] = {}


class Unlike(Count):
    """The turns whose line is less like every practised line than `below`, and their share of all turns with a line."""

    share: float | None
    below: float = UNLIKE


class Divergence(BaseModel):
    """Where a conversation is first predicted otherwise than recorded. `turn` counts from 1 in the recording."""

    model_config = ConfigDict(frozen=True)

    conversation: str
    turn: int
    said: str
    at: str
    wanted: str
    predicted: str
    on_edge: bool


class Scores(Count):
    """Everything about a replay. `branches` is keyed DECISION:BRANCH and counts decisions on the recorded way, where
    that lies on the chart; `confusions` are the steps predicted for each step recorded; `unlike` is None where the
    practice conversations are gone."""

    on_edge: Count
    off_edge: OffEdge
    conversations: int
    followed: int
    steps: dict[str, Count]
    branches: dict[str, Count]
    first_divergences: tuple[Divergence, ...]
    confusions: dict[str, dict[str, int]]
    unlike: Unlike | None
    stayed: int = 0
    decided: Count = Count(turns=0, correct=0, accuracy=None)
    guarded: bool = False
    sure: float = 0.0
    seconds: float = 0.0


def score(replayed: Sequence[Replayed], likeness: Mapping[str, float] | None, *, guarded: bool = False) -> Scores:
    """Count. `likeness` says of each line how like it is to the practised line most like it, from 0 to 1."""
    on = [turn for turn in replayed if turn.asked.manner == "edge"]
    off = [turn for turn in replayed if turn.asked.manner != "edge"]
    manners = {name: Count.of(right(turn) for turn in off if turn.asked.manner == name) for name in MANNERS}
    diverged = _first_divergences(replayed)
    conversations = len(dict.fromkeys(turn.asked.conversation for turn in replayed))
    return Scores(
        **Count.of(map(right, replayed)).model_dump(),
        on_edge=Count.of(map(right, on)),
        off_edge=OffEdge(**Count.of(map(right, off)).model_dump(), manners=manners),
        conversations=conversations,
        followed=conversations - len(diverged),
        steps=_by((turn.asked.wanted, right(turn)) for turn in replayed),
        branches=_by(
            (f"{decision}:{branch}", turn.predicted.branches.get(decision) == branch)
            for turn in on
            for decision, branch in turn.asked.branches
        ),
        first_divergences=diverged,
        confusions=_confusions(replayed),
        unlike=None if likeness is None else _unlike(replayed, likeness),
        stayed=sum(map(stayed, on)),
        decided=Count.of(right(turn) for turn in on if not stayed(turn)),
        guarded=guarded,
    )


def right(turn: Replayed) -> bool:
    return turn.predicted.step == turn.asked.wanted


def stayed(turn: Replayed) -> bool:
    """Whether the model asks the same again where the recording goes on."""
    return turn.predicted.step == turn.asked.at != turn.asked.wanted


def _by(told: Iterable[tuple[str, bool]]) -> dict[str, Count]:
    found: dict[str, list[bool]] = {}
    for name, good in told:
        found.setdefault(name, []).append(good)
    return {name: Count.of(goods) for name, goods in found.items()}


def _first_divergences(replayed: Sequence[Replayed]) -> tuple[Divergence, ...]:
    found: dict[str, Divergence] = {}
    for turn in replayed:
        asked = turn.asked
        if not right(turn) and asked.conversation not in found:
            found[asked.conversation] = Divergence(
                conversation=asked.conversation,
                turn=asked.turn,
                said=asked.said,
                at=asked.at,
                wanted=asked.wanted,
                predicted=turn.predicted.step,
                on_edge=asked.manner == "edge",
            )
    return tuple(found.values())


def _confusions(replayed: Sequence[Replayed]) -> dict[str, dict[str, int]]:
    found: dict[str, Counter[str]] = {}
    for turn in replayed:
        found.setdefault(turn.asked.wanted, Counter())[turn.predicted.step or NOTHING] += 1
    return {wanted: dict(counted.most_common()) for wanted, counted in found.items()}


def _unlike(replayed: Sequence[Replayed], likeness: Mapping[str, float]) -> Unlike:
    said = [turn for turn in replayed if turn.asked.said]
    new = [turn for turn in said if likeness.get(turn.asked.said, 0.0) < UNLIKE]
    return Unlike(**Count.of(map(right, new)).model_dump(), share=len(new) / len(said) if said else None)


# -- in words ----------------------------------------------------------------------------------------------------------


def described(scores: Scores, most: int = 12) -> str:
    """The figures as a text, at most so many rows of each table, the worst first."""
    lines = [
        f"{'all turns':<28}{_told(scores)}",
        f"{'along the chart':<28}{_told(scores.on_edge)}",
        f"{'off it':<28}{_told(scores.off_edge)}",
        *(
            f"{'  ' + MANNERS[name]:<28}{_told(count)}"
            for name, count in scores.off_edge.manners.items()
            if count.turns
        ),
    ]
    if scores.unlike is not None:
        lines.append(f"{'in words never practised':<28}{_told(scores.unlike)}" + _share(scores.unlike.share))
    if scores.stayed:
        others = _told(scores.decided).strip()
        lines.append(f"Along the chart it asked again {scores.stayed} times; of the others {others}.")
    lines.append(f"{scores.followed} of {scores.conversations} conversations as recorded from beginning to end.")
    lines += _table("step", scores.steps, most) + _table("branch", scores.branches, most)
    pairs = [(n, a, b) for a, found in scores.confusions.items() for b, n in found.items() if a != b]
    if pairs:
        lines += ["", "recorded -> predicted"]
        lines += [f"{number:>6}  {a} -> {b}" for number, a, b in sorted(pairs, key=lambda pair: -pair[0])[:most]]
    if scores.first_divergences:
        lines += ["", "first divergences"]
        lines += [
            f"  {one.conversation}, turn {one.turn}: “{one.said}” at {one.at}: {one.predicted or NOTHING}"
            f" instead of {one.wanted}"
            for one in scores.first_divergences[:most]
        ]
    return "\n".join(lines)


def _told(count: Count) -> str:
    share = "-" if count.accuracy is None else f"{count.accuracy:.1%}"
    return f"{share:>7}  {count.correct} of {count.turns}"


def _share(share: float | None) -> str:
    return "" if share is None else f" ({share:.0%} of the lines)"


def _table(head: str, counts: Mapping[str, Count], most: int) -> list[str]:
    worst = sorted(counts.items(), key=lambda pair: (pair[1].accuracy or 0.0, -pair[1].turns))[:most]
    return ["", head, *(f"  {name:<40}{_told(count)}" for name, count in worst)] if worst else []
