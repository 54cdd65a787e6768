"""Choosing among many branches: banking77's intents as one decision in words.

    STUDIO_DATA=FOLDER nice python -m tests.benchmarks.banking --out RUN [--budget quick] [--json]

All 77 intents become the branches of one decision, 40 training questions of each its examples (the check that no two
branches collide takes four times as long for twice as many); it is compiled, or an earlier compile in RUN is used, and
asked a fixed sample of the test part. "The branch" is what the model takes if it is told that the message is an answer,
"heard and branch" also that it hears one. The baseline takes the intent of the nearest training question, among the
same examples and among all.
"""

from __future__ import annotations

import csv
import random
from argparse import ArgumentParser, Namespace
from pathlib import Path
from typing import Any

from studio.chat.open import open_chat
from tests.benchmarks.baseline import Nearest
from tests.benchmarks.measuring import TODAY, as_data, compile_arguments, compiled, data_folder, main, table
from tests.benchmarks.switchboard import Switchboard, branch_id, drawn, pairs, procedure

SEED = 77


def questions(path: Path, intents: int | None = None) -> dict[str, list[str]]:
    """A part of the set, by intent; with `intents` only of so many, the first by name."""
    found: dict[str, list[str]] = {}
    with path.open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            found.setdefault(row["category"], []).append(" ".join(row["text"].split()))
    return {label: found[label] for label in sorted(found, key=str.casefold)[:intents]}


def measure(asked: Namespace) -> dict[str, Any]:
    """All figures."""
    phrases = data_folder() / "phrases"
    train = questions(phrases / "banking77_train.csv", asked.intents)
    examples = drawn(train, asked.examples)
    test = list(pairs(questions(phrases / "banking77_test.csv", asked.intents)))
    sample = random.Random(SEED).sample(test, min(asked.sample, len(test)))
    run = compiled(procedure("Subterra Money", "your card, your account and your transfers", examples), asked)
    with open_chat(run, TODAY) as shared:
        read = Switchboard(shared).read_all([text for _, text in sample])
    figures = {
        "the branch": sum(one.branch == wanted for one, (wanted, _) in zip(read, sample, strict=True)),
        "heard and branch": sum(
            one.kind == "answer" and one.branch == wanted for one, (wanted, _) in zip(read, sample, strict=True)
        ),
        "baseline, the same examples": _nearest(examples, sample),
        f"baseline, all {sum(map(len, train.values())):,} training questions": _nearest(train, sample),
    }
    return {
        "branches": len({branch_id(label) for label in examples}),
        "examples": sum(map(len, examples.values())),
        "figures": as_data({what: (right, len(sample)) for what, right in figures.items()}),
    }


def _nearest(known: dict[str, list[str]], sample: list[tuple[str, str]]) -> int:
    nearest = Nearest(pairs(known))
    return sum(nearest.best(text)[0] == wanted for wanted, text in sample)


def shown(found: dict[str, Any]) -> str:
    figures = {what: (int(one["right"]), int(one["of"])) for what, one in found["figures"].items()}
    return table(f"banking77, {found['branches']} branches, {found['examples']:,} examples", figures)


if __name__ == "__main__":
    parser = ArgumentParser(description=__doc__.split("\n")[0])
    compile_arguments(parser)
    parser.add_argument("--intents", type=int, default=77, help="only so many of the intents")
    parser.add_argument("--examples", type=int, default=40, help="training questions of each intent")
    parser.add_argument("--sample", type=int, default=500, help="test questions, a fixed random sample")
    raise SystemExit(main(parser, measure, shown, None))
