"""Keeps every text of a measuring set out of the starter's input.

Two texts are the same when their words are, whatever the case and punctuation. Texts of fewer than eight words are let
pass: "yes please" belongs to nobody. The corpus stage leaves such texts out and counts them; the pretraining stage
refuses to start if one is left.
"""

from __future__ import annotations

import csv
import json
import lzma
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from studio.base.errors import StudioError

SHORTEST = 8
_WORD = re.compile(r"[a-z0-9]+")


def normal(text: str) -> str:
    """The text's words alone, in lower case."""
    return " ".join(_WORD.findall(text.lower().replace("'", "").replace("’", "")))


class Guard:
    """The normalised texts of the measuring sets, of eight words or more."""

    def __init__(self, texts: Iterable[str]) -> None:
        forms = {normal(text) for text in texts}
        self.forbidden = {form for form in forms if form.count(" ") >= SHORTEST - 1}

    def holds(self, text: str) -> bool:
        """Whether the text may not be trained on."""
        return normal(text) in self.forbidden

    def first_of(self, texts: Iterable[str]) -> str | None:
        """The first text that may not be trained on, if there is one."""
        return next((text for text in texts if self.holds(text)), None)

    def refuse(self, texts: Iterable[str]) -> int:
        """Count the texts. Raises StudioError at the first that belongs to a measuring set."""
        count = 0
        for text in texts:
            count += 1
            if self.holds(text):
                raise StudioError(
                    f"The training input holds a text that is kept for measuring: {text[:120]!r}",
                    "Run the corpus stage again, which leaves such texts out.",
                )
        return count


def measuring_texts(data: Path) -> Iterator[str]:
    """Every text of SGD's dev and test parts, STAR, CLINC and banking77."""
    with lzma.open(data / "corpus" / "sgd_annotated.jsonl.xz", "rt", encoding="utf-8") as lines:
        for line in lines:
            dialogue = json.loads(line)
            if dialogue["split"] != "train":
                yield from (turn["text"] for turn in dialogue["turns"])
    with lzma.open(data / "procedures" / "star" / "dialogues.jsonl.xz", "rt", encoding="utf-8") as lines:
        for line in lines:
            yield from (event["text"] for event in json.loads(line)["events"] if "text" in event)
    clinc = json.loads((data / "phrases" / "clinc_oos.json").read_text(encoding="utf-8"))
    for part in clinc.values():
        yield from (text for text, _ in part)
    for name in ("banking77_train.csv", "banking77_test.csv"):
        with (data / "phrases" / name).open(encoding="utf-8", newline="") as rows:
            yield from (row["text"] for row in csv.DictReader(rows))
