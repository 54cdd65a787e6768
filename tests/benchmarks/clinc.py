"""Out of scope: whether a compiled model knows that it does not know, on clinc_oos.

    STUDIO_DATA=FOLDER nice python -m tests.benchmarks.clinc --out RUN [--budget quick] [--json]

The fifteen banking intents become the branches of one decision, their training sentences its examples; it is compiled
(or an earlier compile in RUN is used) and asked. A line counts as out of scope where the model is less sure than a
threshold, set so that 5% of the validation part's banking sentences lie below it. Of three ways of being sure (that it
is an answer, of the branch, of both) the one is used that finds most of the validation part's sentences out of scope;
the others are told beside it. The baseline is sure as far as the nearest training sentence is like the line.
"""

from __future__ import annotations

import json
from argparse import ArgumentParser, Namespace
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from studio.chat.open import open_chat
from tests.benchmarks.baseline import Nearest
from tests.benchmarks.measuring import (
    TODAY,
    as_data,
    compile_arguments,
    compiled,
    data_folder,
    main,
    share,
    table,
)
from tests.benchmarks.switchboard import Reading, Switchboard, branch_id, drawn, pairs, procedure

FALSE_ALARMS = 0.05
BANKING = (
    "transfer", "transactions", "balance", "freeze_account", "pay_bill", "bill_balance", "bill_due", "interest_rate",
    "routing", "min_payment", "order_checks", "pin_change", "report_fraud", "account_blocked", "spending_history",
)  # fmt: skip
WAYS: dict[str, Callable[[Reading], float]] = {
    "that it is an answer": lambda reading: reading.answer,
    "of the branch": lambda reading: reading.sure,
    "of both": lambda reading: reading.answer * reading.sure,
}


class Sureness(NamedTuple):
    """How sure something is of each sentence: of the validation and the test part's, in scope and out of it."""

    val_in: list[float]
    val_out: list[float]
    test_in: list[float]
    test_out: list[float]


class Outcome(NamedTuple):
    """What a threshold found, as shares: false alarms and what was found on the validation and the test part."""

    threshold: float
    val_alarms: float
    val_found: float
    test_alarms: float
    test_found: float


def threshold(sure: Sequence[float], alarms: float = FALSE_ALARMS) -> float:
    """The largest value below which at most such a share of these lies."""
    ordered = sorted(sure)
    return ordered[int(alarms * len(ordered))]


def outcome(sure: Sureness) -> Outcome:
    """The threshold of the validation part, and what it finds."""
    limit = threshold(sure.val_in)
    return Outcome(limit, *(sum(one < limit for one in part) / len(part) for part in sure))


class Sentences(NamedTuple):
    """The set's parts: (intent, sentence) in scope, sentences out of it."""

    train: dict[str, list[str]]
    val_in: list[tuple[str, str]]
    val_out: list[str]
    test_in: list[tuple[str, str]]
    test_out: list[str]

    def plain(self) -> Iterator[list[str]]:
        """The sentences of the four parts that measure."""
        yield [text for _, text in self.val_in]
        yield self.val_out
        yield [text for _, text in self.test_in]
        yield self.test_out


def sentences(sets: Mapping[str, Sequence[Sequence[str]]], examples: int, most: int | None) -> Sentences:
    """The set, so many examples of each intent, and of each part that measures at most so many sentences."""

    def banking(part: str) -> dict[str, list[str]]:
        return {label: [text for text, of in sets[part] if of == label] for label in BANKING}

    def some(told: dict[str, list[str]]) -> dict[str, list[str]]:
        return told if most is None else drawn(told, max(1, most // len(told)))

    def outside(part: str) -> list[str]:
        return some({"": [text for text, _ in sets[f"oos_{part}"]]})[""]

    val, test = (list(pairs(some(banking(part)))) for part in ("val", "test"))
    return Sentences(drawn(banking("train"), examples), val, outside("val"), test, outside("test"))


def measure(asked: Namespace) -> dict[str, Any]:
    """All figures."""
    sets = json.loads((data_folder() / "phrases" / "clinc_oos.json").read_text("utf-8"))
    told = sentences(sets, asked.examples, asked.lines)
    run = compiled(procedure("Subterra Bank", "your accounts, bills and cards", told.train), asked)
    with open_chat(run, TODAY) as shared:
        board = Switchboard(shared)
        read = [board.read_all(part) for part in told.plain()]
    outcomes = {way: outcome(Sureness(*([sure(r) for r in part] for part in read))) for way, sure in WAYS.items()}
    used = max(outcomes, key=lambda way: outcomes[way].val_found)
    nearest = Nearest(pairs(told.train))
    matched = [[nearest.best(text) for text in part] for part in told.plain()]
    outcomes["baseline"] = outcome(Sureness(*([likeness for _, likeness in part] for part in matched)))
    wanted = [branch_id(label) for label, _ in told.test_in]
    return {
        "examples": sum(map(len, told.train.values())),
        "sentences": {name: len(part) for name, part in zip(Sureness._fields, read, strict=True)},
        "used": used,
        "outcomes": {way: one._asdict() for way, one in outcomes.items()},
        "unasked": as_data({  # what the model hears by itself, without any threshold
            "out of scope, heard as no answer": _count(reading.kind != "answer" for reading in read[3]),
            "in scope, heard as no answer": _count(reading.kind != "answer" for reading in read[2]),
        }),
        "intents": as_data({
            "compiled": _count(one.branch == right for one, right in zip(read[2], wanted, strict=True)),
            "baseline": _count(label == right for (label, _), right in zip(matched[2], wanted, strict=True)),
        }),
    }  # fmt: skip


def _count(flags: Iterator[bool]) -> tuple[int, int]:
    told = list(flags)
    return sum(told), len(told)


def shown(found: dict[str, Any]) -> str:
    lines = [
        f"clinc_oos, {len(BANKING)} banking branches, {found['examples']:,} examples; sentences: {found['sentences']}",
        "",
        "| sure | threshold | validation: false alarms | found | test: false alarms | out of scope found |",
        "|---|---|---|---|---|---|",
    ]
    for way, one in found["outcomes"].items():
        name = f"**{way}**" if way == found["used"] else way
        shares = " | ".join(f"{one[key]:.1%}" for key in ("val_alarms", "val_found", "test_alarms", "test_found"))
        lines.append(f"| {name} | {one['threshold']:.3f} | {shares} |")
    for title, key in (("without a threshold", "unasked"), ("the right branch, in scope", "intents")):
        figures = {what: (int(one["right"]), int(one["of"])) for what, one in found[key].items()}
        lines += ["", table(title, figures)]
    used = found["outcomes"][found["used"]]["test_found"]
    base = found["outcomes"]["baseline"]["test_found"]
    lines += ["", f"Out of scope found: {share(round(used * 1000), 1000)}; baseline {share(round(base * 1000), 1000)}."]
    return "\n".join(lines)


if __name__ == "__main__":
    parser = ArgumentParser(description=__doc__.split("\n")[0])
    compile_arguments(parser)
    parser.add_argument("--examples", type=int, default=100, help="training sentences of each intent (there are 100)")
    parser.add_argument("--lines", type=int, default=None, help="measure on at most so many sentences of each part")
    raise SystemExit(main(parser, measure, shown, None))
