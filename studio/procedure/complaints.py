"""One sentence in the expert's words for what a procedure file says that no procedure can say.

It turns pydantic's errors into names of steps, fields and tools; it decides nothing.
"""

from __future__ import annotations

import re
from difflib import get_close_matches
from typing import Any, get_args

from pydantic import ValidationError
from pydantic_core import ErrorDetails

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
_SHAPES = {
    "string_type": "a text in quotation marks", "int_type": "a whole number", "int_parsing": "a whole number",
    "bool_type": "true or false", "bool_parsing": "true or false", "tuple_type": "a list in [ ]",
    "list_type": "a list in [ ]", "dict_type": "an object in { }", "model_type": "an object in { }",
    "model_attributes_type": "an object in { }",
}  # fmt: skip
_ID_RULE = "Ids are small letters, digits and underscores, begin with a letter and are at most 40 long."


def complaint(error: ValidationError, raw: dict[str, Any], text: str) -> tuple[str, str]:
    """What is wrong first, where, and how to mend it. `raw` is what was validated, `text` the file as it stands."""
    details = error.errors(include_url=False, include_context=True)
    first = details[0]
    where, holder, path = _place(first["loc"], raw)
    line = _line(text, where[1])
    message, hint = _sentence(first, path, holder)
    subject = where[0] + (f" (line {line})" if line else "")
    more = len(details) - 1
    tail = f" {more} more {'thing is' if more == 1 else 'things are'} wrong after it." if more else ""
    return f"{subject} {message}.{tail}", hint


def _place(loc: tuple[int | str, ...], raw: Any) -> tuple[tuple[str, str], str, list[str]]:
    """Where the error is: (its name for people, its id), the kind of record it is in, and the path inside that."""
    name, identity, holder = "the procedure", "", "procedure"
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
            name = called if holder not in ("branch", "option") or name == "the procedure" else f"{name}, {called}"
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


def _called(holder: str, value: Any, index: int) -> tuple[str, str]:
    identity = value.get("id") if isinstance(value, dict) else None
    if isinstance(identity, str) and identity:
        return f'{holder} "{identity[:60]}"', identity
    title = value.get("title") if isinstance(value, dict) else None
    return (f'{holder} "{title[:60]}"' if isinstance(title, str) and title else f"{holder} number {index + 1}"), ""


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


def _sentence(error: ErrorDetails, path: list[str], holder: str) -> tuple[str, str]:
    kind, given = error["type"], error["input"]
    key = path[-1] if path else ""
    at = ' in "' + " > ".join(path) + '"' if path else ""
    if kind == "missing":
        inside = f' in "{" > ".join(path[:-1])}"' if len(path) > 1 else ""
        return f'has no "{key}"{inside}', f'Add "{key}" to it.'
    if kind == "extra_forbidden":
        return _unknown_key(path, holder)
    if kind == "string_pattern_mismatch":
        return f"has {_shown(given)}{at}, which is no id", _ID_RULE
    if kind in ("union_tag_invalid", "union_tag_not_found"):
        kinds = ", ".join(_KINDS)
        told = given.get("kind") if isinstance(given, dict) else None
        what = "has no kind" if told is None else f"has the kind {_shown(told)}, which there is not"
        return what, f'Give it a "kind": one of {kinds}.'
    if kind == "literal_error":
        expected = str(error.get("ctx", {}).get("expected", "")).replace("'", "").replace(" or ", ", ")
        return f"has {_shown(given)}{at}", f"Write one of: {expected or _outcomes(key)}."
    if kind in _SHAPES:
        return f"has {_shown(given)}{at}", f"It should be {_SHAPES[kind]}."
    if kind in ("greater_than_equal", "less_than_equal"):
        return f"has {_shown(given)}{at}", "A limit is a whole number from 1 to 20."
    if kind == "too_short":
        return f"has nothing{at}", "Fill it, or leave it out."
    return f"has something{at} that cannot be read ({error['msg'].lower()})", "Compare it with a sample procedure."


def _outcomes(key: str) -> str:
    return ", ".join(get_args(model.ToolOutcome)) if key == "[key]" else "what the schema names"


def _unknown_key(path: list[str], holder: str) -> tuple[str, str]:
    key = path[-1]
    inside = f' in "{" > ".join(path[:-1])}"' if len(path) > 1 else ""
    near = get_close_matches(key, _keys(holder), n=1, cutoff=0.6) if not inside else []
    hint = f'Did you mean "{near[0]}"?' if near else "Take it out, or look up its name with: studio schema."
    return f'has "{key[:60]}"{inside}, which nothing reads', hint


def _shown(value: Any) -> str:
    shown = repr(value) if not isinstance(value, str) else f'"{value}"'
    return shown if len(shown) <= 60 else shown[:57] + "..."
