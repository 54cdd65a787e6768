"""Every text of a procedure, where a word stands in them, and replacing it: what find and replace is made of.

Texts are what people write: titles, sentences, conditions, examples, questions and answers, also notes and the titles
of groups on the canvas. Ids, patterns and tables are none; neither is a {field} in a sentence, which only renaming the
field changes.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator
from typing import Any, Literal, NamedTuple

from studio.procedure import annotations as kept
from studio.procedure import edits
from studio.procedure.model import (
    Act,
    Ask,
    Branch,
    Decide,
    End,
    Field,
    Knowledge,
    Option,
    Overlay,
    Overlays,
    Procedure,
    Record,
    Say,
    Tool,
)

Kind = Literal[
    "name", "persona", "scope", "title", "text", "again", "note", "condition", "example", "question", "answer",
    "field", "field_example", "option", "also", "tool", "overlay", "sheet", "group",
]  # fmt: skip
Path = tuple[str | int, ...]
Change = Callable[[Path, str], str]
_FIELD = re.compile(r"\{[a-z][a-z0-9_]{0,39}\}")

# What is text in each kind of record, and which of its values hold records of their own.
_STEP: dict[str, Kind] = {"title": "title", "text": "text", "again": "again", "note": "note"}
_TEXTS: dict[type[Record], dict[str, Kind]] = {
    Procedure: {"name": "name", "persona": "persona", "scope": "scope"},
    **{kind: {n: k for n, k in _STEP.items() if n in kind.model_fields} for kind in (Say, Ask, Decide, Act, End)},
    Branch: {"condition": "condition", "examples": "example"},
    Knowledge: {"questions": "question", "answer": "answer"},
    Field: {"title": "field", "examples": "field_example"},
    Option: {"label": "option", "also": "also"},
    Tool: {"title": "tool"},
    Overlay: {"text": "overlay"},
}
_INSIDE: dict[type[Record], tuple[str, ...]] = {
    Procedure: ("steps", "fields", "knowledge", "tools", "overlays"),
    Decide: ("branches", "knowledge"),
    **dict.fromkeys((Say, Ask, Act, End), ("knowledge",)),
    Field: ("options",),
    Overlays: tuple(Overlays.model_fields),
}


class Passage(NamedTuple):
    """One text: its way down into the procedure, what kind of text it is, the step it belongs to, the id of the field,
    what else owns it (a branch, an answer, an option), in the person's words, and the note or group on the canvas that
    it is of."""

    path: Path
    kind: Kind
    text: str
    step: str | None = None
    field: str = ""
    owner: str = ""
    sheet: str = ""


class Wanted(NamedTuple):
    """What is looked for."""

    text: str
    case: bool = False
    whole: bool = False

    def pattern(self) -> re.Pattern[str]:
        """The words to look for; spaces stand for any space."""
        words = r"\s+".join(re.escape(word) for word in self.text.split()) or r"(?!)"
        if self.whole:
            words = rf"(?<!\w){words}(?!\w)"
        return re.compile(words, 0 if self.case else re.IGNORECASE)


class Found(NamedTuple):
    """A text in which what is looked for stands, at these places (from, to)."""

    passage: Passage
    spans: tuple[tuple[int, int], ...]


def passages(procedure: Procedure) -> Iterator[Passage]:
    """Every text that is not empty: the procedure's own, then step by step, then fields, knowledge, tools and what is
    said off the path, at last notes and groups on the canvas."""
    for path, kind, text in (*_walk(procedure, ()), *_on_the_canvas(procedure)):
        if text.strip():
            yield _passage(procedure, path, kind, text)


def find(procedure: Procedure, wanted: Wanted, *, replacing: bool = False) -> list[Found]:
    """The texts in which it stands. `replacing` leaves out what `replace` would leave alone."""
    pattern = wanted.pattern()
    found = ((passage, _spans(passage.text, pattern, replacing)) for passage in passages(procedure))
    return [Found(passage, spans) for passage, spans in found if spans]


def replaced(text: str, wanted: Wanted, new: str) -> str:
    """One text with it replaced, {fields} as they were. `new` is taken literally."""
    made, at = [], 0
    for start, end in _spans(text, wanted.pattern(), True):
        made += [text[at:start], new]
        at = end
    return "".join(made) + text[at:]


def replace(procedure: Procedure, wanted: Wanted, new: str, only: Collection[Path] | None = None) -> Procedure:
    """With it replaced everywhere, or only in the texts at some paths (as `find` gave them)."""

    def change(path: Path, text: str) -> str:
        return replaced(text, wanted, new) if only is None or path in only else text

    changed: Procedure = _changed(procedure, (), change)
    for path, _, text in _on_the_canvas(procedure):
        if (other := change(path, text)) != text:
            changed = kept.change(changed, str(path[1]), **{str(path[2]): other})
    return changed


def _spans(text: str, pattern: re.Pattern[str], replacing: bool) -> tuple[tuple[int, int], ...]:
    kept = [match.span() for match in _FIELD.finditer(text)] if replacing else []
    spans = (match.span() for match in pattern.finditer(text))
    return tuple((a, b) for a, b in spans if not any(a < d and c < b for c, d in kept))


def _walk(record: Record, path: Path) -> Iterator[tuple[Path, Kind, str]]:
    for name, kind in _TEXTS.get(type(record), {}).items():
        value = getattr(record, name)
        if isinstance(value, str):
            yield (*path, name), kind, value
        else:
            for number, text in enumerate(value):
                yield (*path, name, number), kind, text
    for name in _INSIDE.get(type(record), ()):
        value = getattr(record, name)
        if isinstance(value, Record):
            yield from _walk(value, (*path, name))
        else:
            for number, inner in enumerate(value):
                yield from _walk(inner, (*path, name, number))


def _on_the_canvas(procedure: Procedure) -> Iterator[tuple[Path, Kind, str]]:
    for note in kept.notes(procedure):
        yield ("layout", note.id, "text"), "sheet", note.text
    for group in kept.groups(procedure):
        yield ("layout", group.id, "title"), "group", group.title


def _changed(record: Any, path: Path, change: Change) -> Any:
    """The record with its texts changed; the very same one where none is."""
    changes: dict[str, Any] = {}
    for name in _TEXTS.get(type(record), {}):
        value = getattr(record, name)
        if isinstance(value, str):
            new: Any = change((*path, name), value)
        else:
            new = tuple(change((*path, name, number), text) for number, text in enumerate(value))
        if new != value:
            changes[name] = new
    for name in _INSIDE.get(type(record), ()):
        value = getattr(record, name)
        if isinstance(value, Record):
            new = _changed(value, (*path, name), change)
        else:
            new = tuple(_changed(inner, (*path, name, number), change) for number, inner in enumerate(value))
        if new != value:
            changes[name] = new
    return edits.with_(record, **changes) if changes else record


def _passage(procedure: Procedure, path: Path, kind: Kind, text: str) -> Passage:
    if path[0] == "layout":
        return Passage(path, kind, text, sheet=str(path[1]))
    step, field, owner = None, "", ""
    record: Any = procedure
    for part in path[:-1]:
        record = record[part] if isinstance(part, int) else getattr(record, part)
        if isinstance(record, Say | Ask | Decide | Act | End):
            step = record.id
        elif isinstance(record, Field):
            field, owner = record.id, record.title
        elif isinstance(record, Branch):
            owner = record.condition or record.id
        elif isinstance(record, Knowledge):
            owner = next((question for question in record.questions if question.strip()), record.id)
        elif isinstance(record, Tool):
            owner = record.title
    if path[0] == "overlays":
        owner = str(path[1])
    return Passage(path, kind, text, step, field, owner)
