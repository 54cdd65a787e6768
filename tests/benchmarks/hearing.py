"""How well the starter hears real people, before it knows any procedure: SGD's test dialogues, told with traces.

    STUDIO_DATA=FOLDER nice python -m tests.benchmarks.hearing [MODEL] [--dialogues N] [--alone] [--json]

MODEL is a Hugging Face folder, the starter in the box if none is named. For each message of a person the model has the
agent's line before it and all that went before, or with --alone that line only, the step and what is known by then.
Right is what greedy writing would give: for a yes or no and for a choice among the words that could stand there; for a
field among those still open (those of its dialogue not known yet) and going on without one; all else must come exactly.
Each line of a trace is judged after the true ones before it. The dialogues are those of packaging/starter/measure.py.
"""

from __future__ import annotations

import re
import sys
from argparse import ArgumentParser, Namespace
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.benchmarks.measuring import ROOT, as_data, data_folder, main, table

sys.path[:0] = [path for path in (str(ROOT / "packaging" / "starter"),) if path not in sys.path]

import torch  # noqa: E402
from corpora import read  # noqa: E402  (found through the path above)
from measure import Reader, Score, told  # noqa: E402
from naming import Namer  # noqa: E402

from studio.base import paths  # noqa: E402
from studio.conversations.rendering import RESUME_MARK, Message, pieces  # noqa: E402
from studio.procedure.trace import CLOSE, DECLINED, RESUME, Move, Trace, parse  # noqa: E402

END = "<|end|>"
MOST_OPTIONS = 8  # a slot with so few values in all the dialogues is a choice
_NAMED = (
    ("date", re.compile(r"date")),
    ("time", re.compile(r"time")),
    ("phone", re.compile(r"phone")),
    ("money", re.compile(r"amount|balance|price$|fare$|rent$|total")),
)
_PLACE = re.compile(r"city|location|area|origin|destination|place|address|where|airport|station")
_NUMBER = re.compile(r"[\d,.]+")
_FIELD = re.compile(r"(\w+) = (.*)")
_DECISION = re.compile(r"go (\w+): (\w+)")


@dataclass(frozen=True)
class Question:
    """A stretch of the text that the model should write: exactly, or rather than any of `others`, that could stand
    there. `rows` are what it counts under."""

    begin: int
    end: int
    rows: tuple[str, ...]
    others: tuple[str, ...] = ()


@dataclass(frozen=True)
class Slots:
    """What kinds of things the dialogues' slots hold, and the options of those that are choices."""

    kinds: Mapping[str, str]
    options: Mapping[str, tuple[str, ...]]

    @classmethod
    def of(cls, dialogues: Iterable[dict[str, Any]]) -> Slots:
        values: dict[str, dict[str, None]] = {}
        for dialogue in dialogues:
            for turn in dialogue["turns"]:
                for _, act, slot, given in turn["acts"]:
                    if act == "INFORM" and turn["who"] == "user" and given:
                        values.setdefault(slot, {})[given[0].casefold()] = None
        said = {slot: tuple(v for v in found if v != "dontcare") for slot, found in values.items()}
        kinds = {slot: _kind(slot, found) for slot, found in said.items()}
        return cls(kinds, {slot: said[slot] for slot, kind in kinds.items() if kind == "choice"})


def _kind(slot: str, values: Sequence[str]) -> str:
    """What a slot holds, by its name and its values."""
    for kind, name in _NAMED:
        if name.search(slot):
            return kind
    if all(_NUMBER.fullmatch(value) for value in values):
        return "number"
    if set(values) <= {"true", "false"}:
        return "yes or no"
    if len(values) <= MOST_OPTIONS:
        return "choice"
    return "place" if _PLACE.search(slot) else "name or other words"


class Asking:
    """What is asked of the model in one dialogue."""

    def __init__(self, names: Namer, slots: Slots) -> None:
        self.slots = slots
        self.slot_of = {name: slot for slot, name in names.fields.items()}
        self.branches: dict[tuple[str, str], tuple[str, tuple[str, ...]]] = {}
        for (kind, _), (step, yes, no) in names.decisions.items():
            offer = kind == "offer"
            for branch, other, side in ((yes, no, "yes"), (no, yes, "no")):
                told = ("takes what is offered" if side == "yes" else "wants another") if offer else side
                what = "choice" if offer else "yes or no"
                self.branches[step, branch] = (other, ("yes, no or choice", what, f"{what}: {told}"))

    def questions(self, trace: str, begin: int, known: set[str]) -> Iterator[Question]:
        """Everything asked in a trace that begins at `begin` in the text; `known` are the fields heard before."""
        heard, lines = parse(trace)[0], trace.split(CLOSE)[0].splitlines(keepends=True)
        listens = heard.heard in ("answer", "correction")
        given = {name for name, _ in heard.fields}
        open_fields = [name for name in self.slot_of if (name in known) == (heard.heard == "correction")]
        others = tuple(f"{name} =" for name in open_fields if name not in given)
        moving = False
        for line in lines:
            if line.startswith("heard "):
                kind = line.split()[1]
                yield Question(begin + len("heard"), begin + len(line), ("kind of message", f"kind of message: {kind}"))
            elif found := _FIELD.match(line):
                yield Question(begin, begin + len(found[1]) + 2, ("which field, of those open",), (*others, "go "))
                yield self._value(found[1], found[2], begin + found.start(2) - 1, heard.heard == "correction")
            elif line.startswith("go ") and not moving:
                moving = True
                if listens and others:
                    yield Question(begin, begin + 2, ("no further field",), others)
            if (found := _DECISION.match(line)) and (found[1], found[2]) in self.branches:
                other, rows = self.branches[found[1], found[2]]
                yield Question(begin + found.start(2) - 1, begin + len(line), rows, (f" {other}\n",))
            begin += len(line)

    def _value(self, name: str, words: str, begin: int, corrected: bool) -> Question:
        end = begin + len(f" {words}\n")
        if words in ("yes", "no"):
            rows = ("yes, no or choice", "yes or no", "yes or no: as a field's value")
            return Question(begin, end, rows, (f" {'no' if words == 'yes' else 'yes'}\n",))
        kind = "does not matter" if words == DECLINED else self.slots.kinds.get(self.slot_of[name], "other")
        return Question(begin, end, ("value", f"value: {kind}", *(["value: corrected"] if corrected else [])))

    def option(self, trace: str, begin: int) -> Iterator[Question]:
        """Of fields that are choices, which of their options was named, where it was named as the slot has it."""
        for line in trace.split(CLOSE)[0].splitlines(keepends=True):
            found = _FIELD.match(line)
            options = self.slots.options.get(self.slot_of.get(found[1], ""), ()) if found else ()
            if found and found[2].casefold() in options:
                style = str.casefold if found[2].islower() else str.title if found[2].istitle() else str
                others = tuple(f" {style(o)}\n" for o in options if o != found[2].casefold())
                rows = ("yes, no or choice", "choice", "choice: one of a field's options")
                yield Question(begin + found.start(2) - 1, begin + len(line), rows, others)
            begin += len(line)


Text = tuple[str, list[Question]]


def whole(lines: Sequence[Sequence[Any]], asking: Asking) -> Iterator[Text]:
    """A told dialogue as one text, asked at every message."""
    yield _text(lines, asking, set(range(len(lines))), set())


def alone(lines: Sequence[Sequence[Any]], asking: Asking) -> Iterator[Text]:
    """Every exchange by itself, taken up at the agent's line before it, what is known by then told."""
    known: dict[str, str] = {}
    for at in range(3, len(lines), 2):
        before, heard = str(lines[at - 2][1]), parse(str(lines[at][1]))[0]
        known |= dict(parse(before)[0].fields)
        if heard.heard == "tool":
            continue
        resumed = Trace(at=RESUME, heard="start", fields=tuple(known.items()), moves=(Move(heard.at, jump=True),))
        first = [["user", RESUME_MARK], ["agent", resumed.text() + before.partition(CLOSE)[2]]]
        yield _text([*first, *lines[at - 1 : at + 1]], asking, {3}, set(known))


def _text(lines: Sequence[Sequence[Any]], asking: Asking, asked: set[int], known: set[str]) -> Text:
    text, questions = "", []
    messages = [Message("user" if line[0] == "user" else "assistant", str(line[1])) for line in lines]
    for number, piece in enumerate(pieces(messages, end=END)):
        if piece.own:
            trace, _ = parse(piece.text)
            if number in asked and trace.heard not in ("start", "tool"):
                questions += [*asking.questions(piece.text, len(text), known), *asking.option(piece.text, len(text))]
            known |= {name for name, _ in trace.fields}
        text += piece.text
    return text, questions


class Listener(Reader):
    """A model that is asked, from a Hugging Face folder."""

    @torch.no_grad()
    def answers(self, text: str, questions: Sequence[Question]) -> Iterator[tuple[Question, bool]]:
        """Whether each question is answered rightly, from one reading of the text."""
        encoded = self.tokenizer(text, add_special_tokens=False, return_offsets_mapping=True)
        ids, starts = encoded["input_ids"], [begin for begin, _ in encoded["offset_mapping"]]
        logits = self.model(torch.tensor([ids])).logits[0]
        best = logits.argmax(-1).tolist()
        for question in questions:
            first, last = bisect_left(starts, question.begin), bisect_left(starts, question.end)
            if question.others:
                yield question, chosen(logits, first, ids[first:last], [self.encode(o) for o in question.others])
            else:
                yield question, best[first - 1 : last - 1] == ids[first:last]


def chosen(logits: torch.Tensor, first: int, wanted: Sequence[int], others: Sequence[Sequence[int]]) -> bool:
    """Whether the model would write `wanted`, which stands at `first`, if it had to write that or one of `others`:
    wherever they part, its token must be the likeliest."""
    left = list(others)
    for place, token in enumerate(wanted):
        left = [other for other in left if len(other) > place]
        row = logits[first + place - 1]
        if any(row[other[place]] >= row[token] for other in left if other[place] != token):
            return False
        left = [other for other in left if other[place] == token]
    return True


def measure(asked: Namespace) -> dict[str, Any]:
    """All figures."""
    data = data_folder()
    torch.set_num_threads(asked.threads)
    slots = Slots.of(read(data / "corpus" / "sgd_annotated.jsonl.xz"))
    listener, score = Listener(asked.model), Score()
    for lines, names in told(data, asked.part, asked.dialogues):
        for text, questions in (alone if asked.alone else whole)(lines, Asking(names, slots)):
            for question, right in listener.answers(text, questions):
                for row in question.rows:
                    score.count(row, right)
    figures = {what: (score.right[what], score.asked[what]) for what in sorted(score.asked, key=_place)}
    how = "each exchange alone" if asked.alone else "with all that went before"
    return {"part": asked.part, "dialogues": asked.dialogues, "told": how, "figures": as_data(figures)}


_ORDER = ("yes, no or choice", "yes or no", "choice", "kind of message", "which field", "no further field", "value")


def _place(row: str) -> tuple[int, str]:
    return next(i for i, begin in enumerate(_ORDER) if row.startswith(begin)), row


def shown(found: dict[str, Any]) -> str:
    figures = {what: (int(one["right"]), int(one["of"])) for what, one in found["figures"].items()}
    return table(f"SGD {found['part']}, {found['dialogues']} dialogues, {found['told']}", figures)


if __name__ == "__main__":
    parser = ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("model", type=Path, nargs="?", default=paths.starter())
    parser.add_argument("--part", default="test", choices=("dev", "test"))
    parser.add_argument("--dialogues", type=int, default=400)
    parser.add_argument("--alone", action="store_true", help="each exchange by itself, after the agent's line")
    parser.add_argument("--threads", type=int, default=1)
    raise SystemExit(main(parser, measure, shown, None))
