"""Reads the public corpora and writes plain streams: dialogues without traces, and prose.

A stream is a file of JSON lines, each a document: {"messages": [[role, text], ...]} or {"text": ...}. Traces are the
business of `annotated`, `mined` and `spoken`.
"""

from __future__ import annotations

import json
import lzma
import random
import re
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

from guard import Guard

from studio.conversations.rendering import clean

Document = dict[str, Any]
Turn = tuple[str, str]


def read(path: Path) -> Iterator[dict[str, Any]]:
    """The objects of a .jsonl or .jsonl.xz file."""
    with lzma.open(path, "rt", encoding="utf-8") if path.suffix == ".xz" else path.open(encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)


def plain(text: str) -> str:
    """One line, with the spaces that tokenised corpora put before marks taken out again."""
    text = re.sub(r" (?=[.,?!;:](\s|$))", "", clean(text))
    return re.sub(r" (n't|'s|'m|'re|'ll|'ve|'d)\b", r"\1", text)


def dialogues(data: Path) -> Iterator[tuple[str, list[Turn]]]:
    """Every dialogue of the corpus with its source, two-sided ones only."""
    for row in read(data / "corpus" / "dialogues.jsonl.xz"):
        turns = [(who, plain(text)) for who, text in row["turns"] if text.strip()]
        if len({who for who, _ in turns}) == 2:
            yield row["source"], turns


def alternating(turns: Iterable[Turn]) -> list[Turn]:
    """Neighbouring turns of one side joined, the user first."""
    joined: list[Turn] = []
    for who, text in turns:
        if joined and joined[-1][0] == who:
            joined[-1] = (who, f"{joined[-1][1]} {text}")
        else:
            joined.append((who, text))
    return joined[1:] if joined and joined[0][0] == "agent" else joined


def unguarded_runs(turns: list[Turn], guard: Guard) -> Iterator[list[Turn]]:
    """The stretches of a dialogue between texts that belong to a measuring set."""
    run: list[Turn] = []
    for turn in turns:
        if guard.holds(turn[1]):
            yield run
            run = []
        else:
            run.append(turn)
    yield run


def plain_dialogues(data: Path, guard: Guard, dropped: list[int]) -> Iterator[Document]:
    """Dialogues as documents. The sides are swapped in half of those where neither is an assistant."""
    rng = random.Random(11)
    for source, turns in dialogues(data):
        if source in ("self-dialogue", "topical-chat", "qmsum") and rng.random() < 0.5:
            turns = [("agent" if who == "user" else "user", text) for who, text in turns]
        runs = list(unguarded_runs(turns, guard))
        dropped[0] += len(runs) - 1
        for run in runs:
            messages = alternating(run)
            if len(messages) > 1 and guard.first_of(text for _, text in messages) is None:
                yield {"source": source, "messages": [[who, text] for who, text in messages]}


def prose(data: Path, guard: Guard, dropped: list[int]) -> Iterator[Document]:
    """Prose as documents, without the sentences that belong to a measuring set."""
    for row in read(data / "corpus" / "prose.jsonl.xz"):
        text = row["text"].replace("<|", "< |").replace("<think>", "").replace("</think>", "")
        parts = re.split(r"(?<=[.?!\n])", text)
        kept = [part for part in parts if not guard.holds(part)]
        dropped[0] += len(parts) - len(kept)
        if kept:
            yield {"source": row["source"], "text": "".join(kept)}


def write(path: Path, documents: Iterable[Document], held_out: Path | None = None) -> int:
    """Write a stream by way of a temporary file; the number of documents.

    With `held_out`, every hundredth document goes there instead, to be measured on. SGD's stay: each of its dialogues
    stands in two streams, and its test part measures."""
    count = 0
    part = path.with_suffix(".part")
    with part.open("w", encoding="utf-8") as out, ExitStack() as files:
        aside = files.enter_context(held_out.open("w", encoding="utf-8")) if held_out else out
        for count, document in enumerate(documents, 1):
            to = aside if count % 100 == 0 and document["source"] != "sgd" else out
            to.write(json.dumps(document, ensure_ascii=False) + "\n")
    part.replace(path)
    return count


def texts(document: Document) -> Iterator[str]:
    """The texts of a document that the guard compares: messages without their traces, sentences of prose."""
    if "messages" in document:
        for line in document["messages"]:
            yield line[1].split("</think>", 1)[-1]
    else:
        yield from re.split(r"(?<=[.?!\n])", document["text"])
