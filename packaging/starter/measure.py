"""Measures a starter: perplexity on held-out text, and hearing on SGD's test dialogues, told with traces.

Runs by itself on any Hugging Face folder: `python packaging/starter/measure.py FOLDER [--dialogues N] [--part test]`.
Given the true history and the trace so far, the model goes on greedily: a kind of message heard and a field's value
count when they come out exactly, line end included; a decision counts when, of its two branches, the model takes the
right one at the token where they part. One pass over a dialogue answers all of that: a greedy continuation is right
exactly where each true token is the likeliest after the true ones before it. Nothing here is trained on.
"""

from __future__ import annotations

import argparse
import json
import math
import os
import random
import re
import sys
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [path for path in (str(ROOT), str(Path(__file__).parent)) if path not in sys.path]

import annotated  # noqa: E402  (found through the path above)
import torch  # noqa: E402
from corpora import Document, plain, read  # noqa: E402
from naming import Namer  # noqa: E402
from rows import rendered  # noqa: E402

from studio.conversations.rendering import Message, pieces  # noqa: E402

_LINE = re.compile(
    r"^(?:(?P<heard>heard) (?P<kind>.*)|(?P<field>\w+) = (?P<value>.*)|go (?P<step>\w+): (?P<branch>\w+))"
)


@dataclass(frozen=True)
class Probe:
    """A stretch of a dialogue's text that the model should have written. `other` is the branch not taken, `detail` what
    it is also counted under: the kind heard, the side of a decision."""

    begin: int
    end: int
    what: str
    wanted: str
    other: str = ""
    detail: str = ""


@dataclass
class Score:
    """How many of how many, by what was asked; for `heard`, also by the true kind."""

    right: Counter[str] = field(default_factory=Counter)
    asked: Counter[str] = field(default_factory=Counter)

    def count(self, what: str, right: bool) -> None:
        self.asked[what] += 1
        self.right[what] += right

    def table(self) -> dict[str, dict[str, float]]:
        return {
            what: {"right": self.right[what], "of": n, "rate": round(self.right[what] / n, 4)}
            for what, n in sorted(self.asked.items())
        }


class Reader:
    """A model and its tokenizer, from a Hugging Face folder."""

    def __init__(self, folder: Path) -> None:
        from transformers import AutoModelForCausalLM, AutoTokenizer

        self.tokenizer = AutoTokenizer.from_pretrained(folder)
        self.model = AutoModelForCausalLM.from_pretrained(folder, dtype=torch.float32)
        self.model.eval()  # type: ignore[no-untyped-call]
        self.end = self.tokenizer.eos_token_id

    def encode(self, text: str) -> list[int]:
        return list(self.tokenizer.encode(text, add_special_tokens=False))

    def decode(self, ids: list[int]) -> str:
        return str(self.tokenizer.decode(ids))

    @torch.no_grad()
    def losses(self, ids: list[int]) -> torch.Tensor:
        """The loss of each token after the first."""
        logits = self.model(torch.tensor([ids])).logits[0, :-1].float()
        return torch.nn.functional.cross_entropy(logits, torch.tensor(ids[1:]), reduction="none")

    @torch.no_grad()
    def judge(self, text: str, probes: list[Probe]) -> Iterator[tuple[Probe, bool]]:
        """Whether the model goes on rightly at each probe."""
        encoded = self.tokenizer(text, add_special_tokens=False, return_offsets_mapping=True)
        ids, starts = encoded["input_ids"], [begin for begin, _ in encoded["offset_mapping"]]
        logits = self.model(torch.tensor([ids])).logits[0]
        best = logits.argmax(-1).tolist()
        for probe in probes:
            first, last = bisect_left(starts, probe.begin), bisect_left(starts, probe.end)
            if probe.other:
                yield probe, self._parts_right(logits, ids[first:last], first, probe.other)
            else:
                yield probe, best[first - 1 : last - 1] == ids[first:last]

    def _parts_right(self, logits: torch.Tensor, wanted: list[int], first: int, other: str) -> bool:
        """Whether, where the two branches' tokens part, the wanted one is the likelier."""
        against = self.encode(f" {other}\n")
        at = next(i for i, (one, two) in enumerate(zip(wanted, against, strict=False)) if one != two)
        row = logits[first + at - 1]
        return bool(row[wanted[at]] > row[against[at]])


def probes(lines: list[Any], names: Namer) -> tuple[str, list[Probe]]:
    """A told dialogue's text, and every place in it where something is asked."""
    pairs = {(d, yes): (no, "for yes") for d, yes, no in names.decisions.values()}
    pairs |= {(d, no): (yes, "for no") for d, yes, no in names.decisions.values()}
    messages = [Message("user" if line[0] == "user" else "assistant", line[1]) for line in lines]
    text = ""
    found: list[Probe] = []
    for piece in pieces(messages, end="<|end|>"):
        if piece.own and "\nheard" in piece.text and "\nheard tool" not in piece.text:
            found += _in_trace(piece.text.split("</think>")[0], len(text), pairs)
        text += piece.text
    return text, found


def _in_trace(trace: str, begin: int, pairs: dict[tuple[str, str], tuple[str, str]]) -> Iterator[Probe]:
    for line in trace.splitlines(keepends=True):
        match = _LINE.match(line)
        for group in ("kind", "value", "branch") if match else ():
            wanted = match[group] if match else None
            if match is None or wanted is None:
                continue
            other, side = pairs.get((match["step"], wanted), ("", "")) if group == "branch" else ("", "")
            what = {"kind": "heard", "value": "value", "branch": "decision"}[group]
            what = "yes/no value" if what == "value" and wanted in ("yes", "no") else what
            if what != "decision" or other:
                yield Probe(
                    begin + match.start(group) - 1,
                    begin + len(line),
                    what,
                    wanted,
                    other,
                    wanted if what == "heard" else side,
                )
        begin += len(line)


def told(data: Path, part: str, count: int, seed: int = 9) -> Iterator[tuple[list[Any], Namer]]:
    """Dialogues of a part of SGD, told with traces, without invented asides."""
    rows = [row["turns"] for row in read(data / "corpus" / "sgd_annotated.jsonl.xz") if row["split"] == part]
    random.Random(seed).shuffle(rows)
    for number, turns in enumerate(rows[:count]):
        telling = annotated.Telling(random.Random(f"{seed} {number}"))
        telling.asides = False
        cleaned = [{**turn, "text": plain(turn["text"])} for turn in turns]
        annotated.open_with_greeting(telling)
        for user, agent in zip(cleaned[::2], cleaned[1::2], strict=False):
            telling.user(user["text"])
            telling.answer(agent, telling.hear(user))
        yield telling.lines, telling.names


def hearing(reader: Reader, data: Path, part: str, count: int) -> Score:
    """Right answers by what was asked."""
    score = Score()
    for lines, names in told(data, part, count):
        for probe, right in reader.judge(*probes(lines, names)):
            score.count(probe.what, right)
            if probe.detail:
                score.count(f"{probe.what} {probe.detail}", right)
    return score


def perplexity(reader: Reader, documents: Iterable[Document], context: int = 2048) -> dict[str, float]:
    """Per token and per word, over whole documents up to `context` tokens."""
    total, tokens, words = 0.0, 0, 0
    for document in documents:
        text = "".join(part for part, _ in rendered(document))
        ids = reader.encode(text)[:context]
        if len(ids) < 2:
            continue
        total += float(reader.losses(ids).sum())
        tokens += len(ids) - 1
        words += len(reader.decode(ids).split())
    return {
        "per token": round(math.exp(total / tokens), 2),
        "per word": round(math.exp(total / words), 2),
        "tokens": tokens,
        "words": words,
    }


def measure(folder: Path, data: Path, held_out: Path | None, dialogues: int, part: str = "test") -> dict[str, Any]:
    """All figures of a starter."""
    reader = Reader(folder)
    figures: dict[str, Any] = {"part": part, "dialogues": dialogues}
    if held_out is not None:
        for path in sorted(held_out.glob("*.jsonl")):
            figures[f"perplexity {path.stem}"] = perplexity(reader, read(path))
    return figures | hearing(reader, data, part, dialogues).table()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--data", type=Path, default=os.environ.get("STUDIO_DATA"))
    parser.add_argument("--held-out", type=Path, default=None, help="folder of held-out streams (made by build.py)")
    parser.add_argument("--dialogues", type=int, default=200)
    parser.add_argument("--part", default="test", choices=("dev", "test"))
    parser.add_argument("--threads", type=int, default=1)
    args = parser.parse_args()
    torch.set_num_threads(args.threads)
    print(json.dumps(measure(args.folder, args.data, args.held_out, args.dialogues, args.part), indent=2))


if __name__ == "__main__":
    main()
