"""One sentence for whoever drew the chart: ready or not, and why."""

from __future__ import annotations

import pytest

from studio.base import paths
from studio.bench.scores import Rates
from studio.bench.summary import percent, summary
from studio.bench.verify import Verification, gate
from studio.procedure.file import load


@pytest.fixture(scope="module")
def found() -> Verification:
    told = (paths.resources() / "recordings" / "travel.verify.json").read_text("utf-8")
    return Verification.model_validate_json(told)


def changed(found: Verification, bare: float = 0.9, **figures: float | None) -> Verification:
    """The same with other figures, and the gate's word on them."""
    greedy = found.unguarded["greedy"]
    better = greedy.model_copy(update={"decisions": 0.97, "exact_clean": 0.931, **figures})
    unguarded: dict[str, Rates] = {"greedy": better, "without_traces": greedy.model_copy(update={"exact_clean": bare})}
    return found.model_copy(update={"unguarded": unguarded, "gate": gate(unguarded)})


def test_a_real_compile_that_is_not_ready(found: Verification) -> None:
    told = summary(found, load(paths.sample("travel_booking")))
    assert not told.ready
    assert told.weakest == "ask_trip"
    assert told.sentence == (
        "Not ready to use yet: it decided right 69% of the time, and 95% is needed; most mistakes come right after "
        "“Where and when”."
    )


def test_ready(found: Verification) -> None:
    told = summary(changed(found))
    assert told.ready
    assert told.sentence == (
        "Ready to use: it followed 93% of 200 plain test conversations from start to end and decided right 97% of the "
        "time."
    )
    assert "decided" not in summary(changed(found, decisions=None)).sentence


@pytest.mark.parametrize(
    ("figures", "words"),
    [
        ({"decisions": 0.9499}, "decided right 94% of the time, and 95% is needed"),
        ({"exact_clean": 0.899}, "followed 89% of the plain test conversations from start to end, and 90% is needed"),
        ({"bare": 0.5}, "in programs that hide its notes it followed 50%"),
        ({"prompt_tokens_foreign": 3}, "words that nobody said"),
    ],
)
def test_each_of_the_gates_demands_has_its_words(found: Verification, figures: dict[str, float], words: str) -> None:
    told = summary(changed(found, **figures))
    assert not told.ready
    assert words in told.sentence


def test_without_mistakes_or_a_chart_no_step_is_named(found: Verification) -> None:
    spotless = changed(found, decisions=0.5).model_copy(update={"divergences": ()})
    assert "mistakes" not in summary(spotless).sentence
    assert "“ask_trip”" in summary(found).sentence


@pytest.mark.parametrize(("share", "words"), [(0.9499, "94%"), (0.95, "95%"), (1.0, "100%"), (None, "0%")])
def test_shares_are_rounded_down(share: float | None, words: str) -> None:
    assert percent(share) == words
