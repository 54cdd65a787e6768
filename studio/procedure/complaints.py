"""One sentence in the expert's words for what a procedure file says that no procedure can say.

It turns pydantic's errors into names of steps, fields and tools; it decides nothing.
"""

from __future__ import annotations

import re
from difflib import get_close_matches
from typing import Any, get_args

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from studio.base.sentences import Sentence, sentence
from studio.procedure import model

_HOLDERS = {"steps": "step", "fields": "field", "tools": "tool", "knowledge": "knowledge", "branches": "branch",
            "options": "option"}  # fmt: skip
_KINDS: dict[str, type[model.Record]] = {
    "say": model.Say,
    "ask": model.Ask,
    "decide": model.Decide,
    "act": model.Act,
    "end": model.End,
}
_RECORDS: dict[str, type[model.Record]] = {
    "field": model.Field, "tool": model.Tool, "knowledge": model.Knowledge, "branch": model.Branch,
    "option": model.Option,
}  # fmt: skip
_TEXT, _WHOLE = sentence("a text in quotation marks"), sentence("a whole number")
_TRUTH, _LIST, _OBJECT = sentence("true or false"), sentence("a list in [ ]"), sentence("an object in {{ }}")
_SHAPES = {
    "string_type": _TEXT, "int_type": _WHOLE, "int_parsing": _WHOLE, "bool_type": _TRUTH, "bool_parsing": _TRUTH,
    "tuple_type": _LIST, "list_type": _LIST, "dict_type": _OBJECT, "model_type": _OBJECT,
    "model_attributes_type": _OBJECT,
}  # fmt: skip
_ID_RULE = sentence("Ids are small letters, digits and underscores, begin with a letter and are at most 40 long.")
_HOLDER_NAMES = {
    "step": sentence("step"), "field": sentence("field"), "tool": sentence("tool"),
    "knowledge": sentence("knowledge"), "branch": sentence("branch"), "option": sentence("option"),
}  # fmt: skip
_WHOLE_PROCEDURE = sentence("the procedure")


def complaint(error: ValidationError, raw: dict[str, Any], text: str) -> tuple[Sentence, Sentence]:
    """What is wrong first, where, and how to mend it. `raw` is what was validated, `text` the file as it stands."""
    details = error.errors(include_url=False, include_context=True)
    first = details[0]
    where, holder, path = _place(first["loc"], raw)
    line = _line(text, where[1])
    message, hint = _sentence(first, path, holder)
    subject = where[0]
    if line:
        subject = sentence("{place} (line {line})", place=subject, line=str(line))
    more = len(details) - 1
    told = sentence("{place} {message}.", place=subject, message=message)
    if more == 1:
        told = sentence("{place} {message}. 1 more thing is wrong after it.", **told.values)
    elif more:
        told = sentence("{place} {message}. {number} more things are wrong after it.", **told.values, number=more)
    return told, hint


def _place(loc: tuple[int | str, ...], raw: Any) -> tuple[tuple[Sentence, str], str, list[str]]:
    """Where the error is: (its name for people, its id), the kind of record it is in, and the path inside that."""
    name, identity, holder = _WHOLE_PROCEDURE, "", "procedure"
    path: list[str] = []
    value: Any = raw
    last = ""
    for part in loc:
        if (
            isinstance(part, str)
            and not (isinstance(value, dict) and part in value)
            and part in _KINDS
            and holder == "step"
        ):
            continue  # the union's tag, which is no key
        value = _inside(value, part)
        if isinstance(part, int) and last in _HOLDERS:
            holder = _HOLDERS[last]
            called, told = _called(holder, value, part)
            inner = holder in ("branch", "option") and name != _WHOLE_PROCEDURE
            name = sentence("{place}, {inside}", place=name, inside=called) if inner else called
            identity, path = told or identity, []
        else:
            path.append(str(part + 1) if isinstance(part, int) else part)
        last = str(part)
    return (name, identity), _kind_of(holder, raw, loc), [part for part in path if part not in _HOLDERS]


def _inside(value: Any, part: int | str) -> Any:
    if isinstance(value, dict):
        return value.get(part)
    if isinstance(value, list) and isinstance(part, int) and part < len(value):
        return value[part]
    return None


def _called(holder: str, value: Any, index: int) -> tuple[Sentence, str]:
    identity = value.get("id") if isinstance(value, dict) else None
    what = _HOLDER_NAMES[holder]
    if isinstance(identity, str) and identity:
        return sentence('{what} "{name}"', what=what, name=identity[:60]), identity
    title = value.get("title") if isinstance(value, dict) else None
    if isinstance(title, str) and title:
        return sentence('{what} "{name}"', what=what, name=title[:60]), ""
    return sentence("{what} number {number}", what=what, number=index + 1), ""


def _kind_of(holder: str, raw: Any, loc: tuple[int | str, ...]) -> str:
    if holder != "step":
        return holder
    step = _inside(_inside(raw, "steps"), loc[1]) if len(loc) > 1 else None
    kind = step.get("kind") if isinstance(step, dict) else None
    return kind if isinstance(kind, str) and kind in _KINDS else "step"


def _line(text: str, identity: str) -> int | None:
    match = re.search(rf'"id"\s*:\s*"{re.escape(identity)}"', text) if identity else None
    return text.count("\n", 0, match.start()) + 1 if match else None


def _keys(holder: str) -> list[str]:
    record = (_KINDS | _RECORDS | {"procedure": model.Procedure}).get(holder)
    return list(record.model_fields) if record else []


def _sentence(error: ErrorDetails, path: list[str], holder: str) -> tuple[Sentence, Sentence]:
    kind, given = error["type"], error["input"]
    key = path[-1] if path else ""
    if kind == "missing":
        told = sentence('has no "{key}"', key=key)
        if len(path) > 1:
            told = sentence('has no "{key}" in "{path}"', key=key, path=" > ".join(path[:-1]))
        return told, sentence('Add "{key}" to it.', key=key)
    if kind == "extra_forbidden":
        return _unknown_key(path, holder)
    if kind in ("union_tag_invalid", "union_tag_not_found"):
        named = given.get("kind") if isinstance(given, dict) else None
        told = sentence("has no kind")
        if named is not None:
            told = sentence("has the kind {value}, which there is not", value=_shown(named))
        return told, sentence('Give it a "kind": one of {kinds}.', kinds=", ".join(_KINDS))
    has = _has(given, path)
    if kind == "string_pattern_mismatch":
        return sentence("{has}, which is no id", has=has), _ID_RULE
    if kind == "literal_error":
        expected = str(error.get("ctx", {}).get("expected", "")).replace("'", "").replace(" or ", ", ")
        return has, sentence("Write one of: {values}.", values=expected or _outcomes(key))
    if kind in _SHAPES:
        return has, sentence("It should be {shape}.", shape=_SHAPES[kind])
    if kind in ("greater_than_equal", "less_than_equal"):
        return has, sentence("A limit is a whole number from 1 to 20.")
    return _other(error, path)


def _has(given: Any, path: list[str]) -> Sentence:
    if not path:
        return sentence("has {value}", value=_shown(given))
    return sentence('has {value} in "{path}"', value=_shown(given), path=" > ".join(path))


def _other(error: ErrorDetails, path: list[str]) -> tuple[Sentence, Sentence]:
    at = " > ".join(path)
    if error["type"] == "too_short":
        told = sentence('has nothing in "{path}"', path=at) if path else sentence("has nothing")
        return told, sentence("Fill it, or leave it out.")
    told = (
        sentence('has something in "{path}" that cannot be read ({reason})', path=at, reason=error["msg"].lower())
        if path
        else sentence("has something that cannot be read ({reason})", reason=error["msg"].lower())
    )
    return told, sentence("Compare it with a sample procedure.")


def _outcomes(key: str) -> str:
    return ", ".join(get_args(model.ToolOutcome)) if key == "[key]" else sentence("what the schema names")


def _unknown_key(path: list[str], holder: str) -> tuple[Sentence, Sentence]:
    key = path[-1]
    if len(path) > 1:
        inside = " > ".join(path[:-1])
        told = sentence('has "{key}" in "{path}", which nothing reads', key=key[:60], path=inside)
        near = []
    else:
        told = sentence('has "{key}", which nothing reads', key=key[:60])
        near = get_close_matches(key, _keys(holder), n=1, cutoff=0.6)
    if near:
        return told, sentence('Did you mean "{name}"?', name=near[0])
    return told, sentence("Take it out, or look up its name with: studio schema.")


def _shown(value: Any) -> str:
    shown = repr(value) if not isinstance(value, str) else f'"{value}"'
    return shown if len(shown) <= 60 else shown[:57] + "..."
