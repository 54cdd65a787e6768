"""The practice conversation nearest to a line, by its words: which of what was taught a model most likely goes by.

Read from a run's conversations without the library that wrote them. Nearness is the cosine of word counts weighed by
how rare a word is (TF-IDF), of words and of pairs of neighbouring words.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from math import log
from pathlib import Path
from typing import TYPE_CHECKING

from studio.base.errors import StudioError
from studio.base.sentences import sentence
from studio.conversations.record import Conversation

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

_WORD = re.compile(r"[\w'’]+")
PAIRS = 0.6  # how much a pair of words counts beside single ones


@dataclass(frozen=True)
class Near:
    """A practised line like the one asked for: its conversation, the number of its turn there, and how like it is, from
    0 to 1."""

    conversation: Conversation
    turn: int
    likeness: float


def read_taught(folder: Path) -> list[str]:
    """The conversations a run was taught, of its last round, as JSON. Raises StudioError where there are none."""
    taught = sorted(
        (part for part in folder.glob("taught-*") if part.is_dir()), key=lambda part: int(part.name.rpartition("-")[2])
    )
    if not taught:
        raise StudioError(
            sentence("The practice conversations of this compile are gone."),
            sentence("Compile again to write new ones."),
        )
    found = list(_records(taught[-1]))
    if not found:
        raise StudioError(
            sentence("There is no conversation in {path}.", path=str(taught[-1])),
            sentence("Compile again to write new ones."),
        )
    return found


def _records(folder: Path) -> Iterator[str]:
    """The column of records in an Arrow folder."""
    import pyarrow as arrow

    for path in sorted(folder.glob("*.arrow")):
        try:
            with arrow.memory_map(str(path)) as source, arrow.ipc.open_stream(source) as reader:
                for batch in reader:
                    yield from (str(record) for record in batch.column("record").to_pylist())
        except (arrow.ArrowInvalid, OSError, KeyError) as error:
            raise StudioError(
                sentence("The practice conversations in {path} cannot be read.", path=str(folder)),
                sentence("Compile again to write new ones."),
            ) from error


class Likeness:
    """How like a line is to each of some texts, from 0 to 1."""

    def __init__(self, texts: Sequence[str]) -> None:
        import numpy as np

        counted = [_counted(text) for text in texts]
        spread: Counter[str] = Counter(term for terms in counted for term in terms)
        self._rarity = {term: log((1 + len(counted)) / (1 + times)) + 1.0 for term, times in spread.items()}
        self._rows: dict[str, tuple[list[int], list[float]]] = {}
        norms = np.zeros(len(counted))
        for row, terms in enumerate(counted):
            for term, count in terms.items():
                weight = count * self._rarity[term]
                rows, weights = self._rows.setdefault(term, ([], []))
                rows.append(row)
                weights.append(weight)
                norms[row] += weight * weight
        self._norms = np.sqrt(np.maximum(norms, 1e-9))

    def of(self, line: str) -> npt.NDArray[np.float64]:
        """The line's likeness to each text, in the order of the texts."""
        import numpy as np

        scores = np.zeros(len(self._norms))
        norm = 0.0
        unknown = log(1 + len(self._norms)) + 1.0
        for term, count in _counted(line).items():
            weight = count * self._rarity.get(term, unknown)
            norm += weight * weight
            rows, weights = self._rows.get(term, ([], []))
            scores[rows] += np.array(weights) * weight
        scores /= self._norms * max(norm**0.5, 1e-9)
        return scores


class Practice:
    """The lines that customers said in practice, ready to be searched: those said at one step, or all where it has
    none. Conversations come as JSON, and only those found are read in full."""

    def __init__(self, records: Sequence[str], step: str = "") -> None:
        self._records = records
        self._lines = _said(records, step) or _said(records, "")
        self._likeness = Likeness([text for _, _, text in self._lines])

    def nearest(self, line: str, most: int = 1) -> list[Near]:
        """The lines most like this one, the most like first, no two the same."""
        scores = self._likeness.of(line)
        found: list[Near] = []
        seen: set[str] = set()
        for row in scores.argsort(kind="stable")[::-1]:
            number, at, text = self._lines[row]
            if scores[row] <= 0 or len(found) == most:
                break
            if text.casefold() not in seen:
                seen.add(text.casefold())
                conversation = Conversation.model_validate_json(self._records[number])
                found.append(Near(conversation, at, float(min(1.0, scores[row]))))
        return found


def _said(records: Sequence[str], step: str) -> list[tuple[int, int, str]]:
    """Every line of a customer at a step (at any, where that is empty): its conversation, its turn, its words."""
    found = []
    for number, record in enumerate(records):
        if step and f'"{step}"' not in record:
            continue
        for at, turn in enumerate(json.loads(record)["turns"]):
            if turn["who"] == "user" and turn.get("kind") != "start" and step in ("", turn.get("step")):
                found.append((number, at, turn["text"]))
    return found


def _counted(text: str) -> dict[str, float]:
    words = _WORD.findall(text.casefold())
    counted: dict[str, float] = {}
    for term in words:
        counted[term] = counted.get(term, 0.0) + 1.0
    for term in _pairs(words):
        counted[term] = counted.get(term, 0.0) + PAIRS
    return counted


def _pairs(words: Sequence[str]) -> Iterable[str]:
    return (f"{a} {b}" for a, b in zip(words, words[1:], strict=False))
