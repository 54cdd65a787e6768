"""Measures a starter: perplexity on held-out text, and hearing on SGD's test dialogues, told with traces.

Runs by itself on any Hugging Face folder: `python packaging/starter/measure.py FOLDER [--dialogues N] [--part test]`.
At each agent message of a test dialogue, the true history and the trace up to a point are given, and the model goes on:
which kind of message was heard, which branch a decision takes (the likelier of its two branches), which value a field
has (written greedily, counted when exactly equal). Nothing here is trained on.
"""

from __future__ import annotations

import argparse
import json
import math
import os
import random
import re
import sys
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

from studio.conversations.rendering import Message, token_ids  # noqa: E402

LONGEST_VALUE = 40
_LINE = re.compile(r"^(heard \w+)|^(\w+) = (.*)$|^go (\w+): (\w+)")


@dataclass(frozen=True)
class Probe:
    """A place in a conversation where the model is asked to go on: ids given, what is asked, the right text."""

    ids: tuple[int, ...]
    what: str
    wanted: str
    other: str = ""


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
    def line(self, ids: tuple[int, ...]) -> str:
        """What the model writes up to the end of the line, greedily."""
        given = torch.tensor([ids])
        past, written = None, []
        for _ in range(LONGEST_VALUE):
            out = self.model(given, past_key_values=past, use_cache=True)
            past = out.past_key_values
            token = int(out.logits[0, -1].argmax())
            written.append(token)
            text = self.decode(written)
            if "\n" in text or token == self.end:
                return text.split("\n")[0].strip()
            given = torch.tensor([[token]])
        return self.decode(written).strip()

    def likelier(self, ids: tuple[int, ...], first: str, second: str) -> bool:
        """Whether the first continuation is likelier than the second, each ended by a new line."""
        scores = []
        for text in (first, second):
            tail = self.encode(f" {text}\n")
            scores.append(float(self.losses([*ids, *tail])[-len(tail) :].sum()))
        return scores[0] < scores[1]


def probes(lines: list[Any], names: Namer, reader: Reader) -> Iterator[Probe]:
    """Every place of a told dialogue where something is asked."""
    pairs = {(d, yes): no for d, yes, no in names.decisions.values()}
    pairs |= {(d, no): yes for d, yes, no in names.decisions.values()}
    history: list[Message] = []
    for line in lines:
        message = Message("user" if line[0] == "user" else "assistant", line[1])
        if message.role == "assistant" and "\nheard" in message.text and "heard tool" not in message.text:
            before, _ = token_ids(history, reader.encode, end="<|end|>")
            yield from _of_message(message.text, tuple(before), pairs, reader)
        history.append(message)


def _of_message(
    text: str, before: tuple[int, ...], pairs: dict[tuple[str, str], str], reader: Reader
) -> Iterator[Probe]:
    trace = text.split("</think>")[0].split("\n")
    for number, line in enumerate(trace):
        found = _LINE.match(line)
        if not found:
            continue
        above = "\n".join(trace[:number]) + "\n"
        if found[1]:
            yield Probe((*before, *reader.encode(f"{above}heard")), "heard", line.removeprefix("heard "))
        elif found[2]:
            what = "yes/no value" if found[3] in ("yes", "no") else "value"
            yield Probe((*before, *reader.encode(f"{above}{found[2]} =")), what, found[3])
        elif (found[4], found[5]) in pairs:
            other = pairs[found[4], found[5]]
            yield Probe((*before, *reader.encode(f"{above}go {found[4]}:")), "decision", found[5], other)


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
        for probe in probes(lines, names, reader):
            if probe.what == "decision":
                right = reader.likelier(probe.ids, probe.wanted, probe.other)
            else:
                right = reader.line(probe.ids) == probe.wanted
            score.count(probe.what, right)
            if probe.what == "heard":
                score.count(f"heard {probe.wanted}", right)
    return score


def perplexity(reader: Reader, documents: Iterable[Document], context: int = 2048) -> dict[str, float]:
    """Per token and per word, over whole documents up to `context` tokens."""
    total, tokens, words = 0.0, 0, 0
    for document in documents:
        text = "".join(part for part, _, _ in rendered(document))
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
