"""Which of a STAR tool's inputs each question of a task fills, and the fields drawn for them.

An input belongs to the question that shares most words with it; what is left over is dealt out in order. Only names and
wordings are looked at.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from studio.procedure.model import Field, Option

WIDE = 12  # a list longer than this is no choice but a text with examples
PATTERN = r"\d{4,7}"
ASK, PERSON = "ask", "name"
LEFT_OVER = ("ShortString", "Categorical", "Integer")
_WORD = re.compile(r"[A-Z]{2,}|[A-Z]?[a-z]+|\d+")
_FIGURES = {"number", "pin", "code", "id", "num"}
_DULL = set(
    "could you your the what me tell for would like may have get can i please provide ask of to at a do is was and on"
    " in 1 2 31".split()
)


class Input(NamedTuple):
    """One input or output of a tool."""

    name: str
    title: str
    kind: str
    categories: tuple[str, ...] = ()

    @staticmethod
    def from_json(raw: Mapping[str, Any]) -> Input:
        """As api.json has it. Raises KeyError."""
        name = str(raw["Name"])
        return Input(
            name,
            re.sub(r"\s*\(.*\)", "", str(raw.get("ReadableName") or " ".join(_WORD.findall(name)))),
            str(raw.get("Type", "")),
            tuple(map(str, raw.get("Categories", ()))),
        )

    @property
    def is_person(self) -> bool:
        """Whether it is somebody's name."""
        return self.kind == "ShortString" and self.name.endswith("Name")


class Fields:
    """The fields of a task: which question fills which. `asks` are the questions' wordings by node, in order."""

    def __init__(self, inputs: Iterable[Input], required: frozenset[str], asks: Mapping[str, str]) -> None:
        self._required = required
        self._asks = dict(asks)
        self._left = [one for one in inputs if one.kind != "RequestType"]
        self._filled: dict[str, list[Input]] = {node: [] for node in asks}
        self._deal()
        self._ids: dict[str, tuple[str, ...]] = {}
        drawn: dict[str, Field] = {}
        for node, several in self._filled.items():
            made = [_field(one, self._needed(one, node)) for one in several] or [_plain(node)]
            self._ids[node] = tuple(field.id for field in made)
            drawn |= {field.id: field for field in made}
        self.drawn = tuple(drawn.values())

    def _needed(self, one: Input, node: str) -> bool:
        return one.name in self._required or (one.kind != "LongString" and "optional" not in _words(node))

    def of(self, node: str) -> tuple[str, ...]:
        """The fields that a question fills."""
        return self._ids.get(node, ())

    def called(self, placeholder: str) -> str | None:
        """The field that a placeholder in a reply speaks of; None where no question fills it."""
        wanted = _words(placeholder.removesuffix("_name"))
        for one in self.drawn:
            more = _words(one.title) - wanted
            if wanted and wanted <= _words(one.title) and not more & _FIGURES:
                return one.id
        return None

    def _deal(self) -> None:
        person = next((node for node in self._asks if node == f"{ASK}_{PERSON}"), None)
        others = [node for node in self._asks if node != person]
        if person is not None:
            names = [one for one in self._left if one.is_person]
            spoken = [_words(_asked(node)) for node in others]
            free = [one for one in names if _words(one.name.removesuffix("Name")) not in spoken]
            self._take(person, (free or names)[:1])
        scored = sorted(
            ((-_shared(one, node, self._asks[node]), place, order, node, one)
             for place, node in enumerate(others) for order, one in enumerate(self._left)),
            key=lambda row: row[:3],
        )  # fmt: skip
        for score, _, _, node, one in scored:
            if score < 0 and one in self._left and not self._filled[node]:
                self._take(node, [one])
        for node in others:
            if "optional" in _words(node):
                told = _words(self._asks[node])
                self._take(node, [one for one in self._left if _words(one.name) & told])
            elif not self._filled[node]:
                self._take(node, sorted(self._left, key=lambda one: LEFT_OVER.index(_sort(one)))[:1])

    def _take(self, node: str, several: list[Input]) -> None:
        self._filled[node] += several
        self._left = [one for one in self._left if one not in several]


def _asked(node: str) -> str:
    """What a question is named after: "doctor_ask_day" asks for the day."""
    return node.rpartition(f"{ASK}_")[2]


def _sort(one: Input) -> str:
    return one.kind if one.kind in LEFT_OVER else LEFT_OVER[0]


def _shared(one: Input, node: str, text: str) -> float:
    """How well an input fits a question: the share of its words that the question has, its name counting more."""
    task = _words(node.rpartition(f"{ASK}_")[0]) | {PERSON}
    wanted = _words(one.name) | _words(one.title)
    asked = _words(_asked(node)) - {PERSON}
    return (2 * len(wanted & asked) + len((wanted & _words(text)) - task)) / (len(wanted) + 1)


def _words(text: str) -> set[str]:
    found = {word.casefold() for word in _WORD.findall(text.replace("_", " "))}
    return {word.removesuffix("s") if len(word) > 3 else word for word in found} - _DULL


def _field(one: Input, required: bool) -> Field:
    name = identifier(one.title)
    title = one.title[:1].upper() + one.title[1:]
    if [category.casefold() for category in one.categories] in (["yes", "no"], ["no", "yes"]):
        return Field(id=name, title=title, kind="yes_no", required=required)
    if 0 < len(one.categories) <= WIDE:
        return Field(id=name, title=title, kind="choice", options=_options(one.categories), required=required)
    if one.categories:
        return Field(id=name, title=title, examples=one.categories[::2], required=required)
    if one.kind == "Integer":
        return Field(id=name, title=title, kind="number", required=required)
    words = _words(one.title)
    if "birth" in words:
        return Field(id=name, title=title, kind="date", required=required)
    if words & _FIGURES:
        return Field(id=name, title=title, kind="code", pattern=PATTERN, examples=("204815",), required=required)
    return Field(id=name, title=title, required=required)


def _plain(node: str) -> Field:
    """A field of its own for a question that no input answers."""
    name = identifier(node.rpartition(f"{ASK}_")[2] or node)
    return Field(id=name, title=name.replace("_", " ").capitalize())


def _options(categories: tuple[str, ...]) -> tuple[Option, ...]:
    return tuple(Option(id=identifier(label), label=label, also=_short(label, categories)) for label in categories)


def _short(label: str, categories: tuple[str, ...]) -> tuple[str, ...]:
    """Shorter ways of saying an option that mean no other: without its first or its last word."""
    parts = label.split()
    shorter = [" ".join(parts[:-1]), " ".join(parts[1:])] if len(parts) > 1 else []
    return tuple(one for one in shorter if len(one) > 3 and sum(one in other for other in categories) == 1)


def identifier(text: str) -> str:
    """A text as an id."""
    made = re.sub(r"[^a-z0-9]+", "_", text.casefold()).strip("_")[:36]
    return made if made[:1].isalpha() else f"o_{made}"
