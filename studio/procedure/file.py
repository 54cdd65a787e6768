"""Procedure files (`*.flow.json`): reading, writing, hashing, the JSON Schema, and tables from CSV.

Reading never trusts the file: whatever is wrong with it comes out as one StudioError with a remedy. What can be wrong
with a procedure that reads well is the business of `checks`; older formats are brought up to date by `migrations`.
"""

from __future__ import annotations

import hashlib
import json
import math
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NoReturn

from pydantic import ValidationError

from studio.base.atomic import write_text
from studio.base.errors import StudioError, from_os
from studio.base.sentences import Sentence, sentence
from studio.procedure.complaints import complaint
from studio.procedure.migrations import migrate
from studio.procedure.model import Procedure

SUFFIX = ".flow.json"
LARGEST_FILE = 20 * 2**20  # bytes
DEEPEST = 32  # nested objects and lists; a procedure needs about ten
LONGEST_NUMBER = 18  # digits
WIDTH = 120
_MEND = sentence("Mend the file, or open an earlier copy of it.")
_CHOOSE = sentence("Choose a procedure file ({ending}).", ending=SUFFIX)


def load(path: Path) -> Procedure:
    """The procedure in a file. Raises StudioError, saying what is wrong and what to do."""
    return loads(_read(path), name=path.name)


def loads(text: str, *, name: str = "The file") -> Procedure:
    """The procedure in a text. `name` is what messages call the file. Raises StudioError."""
    if len(text) > LARGEST_FILE:
        _too_large(name)
    raw = migrate(_parsed(text, name))
    try:
        return Procedure.model_validate(raw)
    except ValidationError as error:
        message, hint = complaint(error, raw, text)
        raise StudioError(sentence("{file}: {message}", file=name, message=message), hint) from error


def dumps(procedure: Procedure) -> str:
    """The procedure as the text of a file: stable key order, defaults left out, layout last. What is short stands on
    one line, so that changing one thing changes one line."""
    return _laid_out(_tidy(procedure), 0, 0) + "\n"


def save(procedure: Procedure, path: Path) -> None:
    """Write the procedure to a file; an earlier file stays whole until the new one is. Raises StudioError."""
    text = dumps(procedure)
    try:
        write_text(path, text)
    except OSError as error:
        raise from_os(error, sentence("Saving {file}", file=path.name)) from error


def procedure_hash(procedure: Procedure) -> str:
    """SHA-256 of what the procedure means: positions on the canvas take no part, nor do defaults left out."""
    meaning = procedure.model_dump(mode="json", exclude_defaults=True, exclude={"layout", "format"})
    canonical = json.dumps(meaning, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    kinds = "".join(step.kind + "\n" for step in procedure.steps)
    return hashlib.sha256((kinds + canonical).encode()).hexdigest()


def schema() -> dict[str, Any]:
    """The JSON Schema of a procedure file, for editors and for those who write files by hand."""
    made = Procedure.model_json_schema()
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Subterra Studio procedure",
        **{key: value for key, value in made.items() if key != "title"},
    }


def schema_text() -> str:
    """The schema as it is kept in resources/procedure.schema.json."""
    return json.dumps(schema(), indent=2, ensure_ascii=False) + "\n"


# -- reading ---------------------------------------------------------------------------------------


def _read(path: Path) -> str:
    try:
        if path.stat().st_size > LARGEST_FILE:
            _too_large(path.name)
        return path.read_bytes().decode("utf-8-sig")
    except FileNotFoundError as error:
        told = sentence("There is no file {file}.", file=str(path))
        raise StudioError(told, sentence("Check the name and the folder.")) from error
    except IsADirectoryError as error:
        remedy = sentence("Name a file in it that ends in {ending}.", ending=SUFFIX)
        raise StudioError(sentence("{file} is a folder.", file=str(path)), remedy) from error
    except OSError as error:
        raise from_os(error, sentence("Reading {file}", file=str(path))) from error
    except UnicodeDecodeError as error:
        raise StudioError(
            sentence("{file} is not a text file in UTF-8 (byte {byte} is not).", file=path.name, byte=str(error.start)),
            _CHOOSE,
        ) from error


def _too_large(name: str) -> NoReturn:
    raise StudioError(
        sentence("{file} is larger than {number} MB, which no procedure is.", file=name, number=LARGEST_FILE // 2**20),
        sentence(
            "Choose a procedure file ({ending}); large tables can be shortened to the rows that conversations need.",
            ending=SUFFIX,
        ),
    )


class _Refused(ValueError):
    """Something JSON allows, or Python's reader does, and a procedure does not."""

    def __init__(self, why: Sentence) -> None:
        super().__init__(why)
        self.why = why


def _parsed(text: str, name: str) -> dict[str, Any]:
    try:
        raw = json.loads(
            text, object_pairs_hook=_object, parse_int=_integer, parse_float=_decimal, parse_constant=_constant
        )
        _inspect(raw)
    except json.JSONDecodeError as error:
        raise _broken(text, error, name) from error
    except _Refused as error:
        raise StudioError(sentence("{file}: {why}.", file=name, why=error.why), _MEND) from error
    except RecursionError as error:
        raise StudioError(sentence("{file} is nested too deeply to be a procedure.", file=name), _MEND) from error
    if not isinstance(raw, dict):
        raise StudioError(sentence("{file} holds no procedure: it should begin with {{.", file=name), _CHOOSE)
    return raw


def _broken(text: str, error: json.JSONDecodeError, name: str) -> StudioError:
    if not text.strip():
        remedy = sentence("Open an earlier copy of it, or start a new procedure.")
        return StudioError(sentence("{file} is empty.", file=name), remedy)
    line, column = str(error.lineno), str(error.colno)
    if error.pos >= len(text.rstrip()) or error.msg.startswith("Unterminated string"):
        return StudioError(
            sentence(
                "{file} ends too early, at line {line}, column {column}: it was probably cut off.",
                file=name,
                line=line,
                column=column,
            ),
            sentence("Open an earlier copy of it, or complete its end."),
        )
    return StudioError(
        sentence(
            "{file} is not well-formed JSON at line {line}, column {column}: {reason}.",
            file=name,
            line=line,
            column=column,
            reason=error.msg.lower(),
        ),
        sentence("Mend that place; a comma, a quotation mark or a bracket is the usual reason."),
    )


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    made = dict(pairs)
    if len(made) < len(pairs):
        seen: set[str] = set()
        twice = next(key for key, _ in pairs if key in seen or seen.add(key))  # type: ignore[func-returns-value]
        if isinstance(made.get("id"), str):
            raise _Refused(
                sentence(
                    '"{key}" stands twice in one object in the one with id "{id}", so it is not clear which one counts',
                    key=twice[:60],
                    id=made["id"],
                )
            )
        raise _Refused(
            sentence('"{key}" stands twice in one object, so it is not clear which one counts', key=twice[:60])
        )
    return made


def _integer(digits: str) -> int:
    if len(digits) > LONGEST_NUMBER:
        raise _Refused(
            sentence(
                "a number of {number} digits ({digits}...) is too large", number=str(len(digits)), digits=digits[:12]
            )
        )
    return int(digits)


def _decimal(digits: str) -> float:
    value = float(digits)
    if not math.isfinite(value):
        raise _Refused(sentence("the number {digits} is too large", digits=digits[:30]))
    return value


def _constant(word: str) -> NoReturn:
    raise _Refused(sentence("{word} is not a number that JSON knows", word=word))


def _children(value: Any) -> Iterator[Any]:
    if isinstance(value, dict):
        yield from value.keys()
        yield from value.values()
    elif isinstance(value, list):
        yield from value


_UNWRITABLE = re.compile("[\ud800-\udfff\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]")


def _inspect(raw: Any) -> None:
    """Refuse what would trouble whoever works with the values later: depth, and characters that are no text."""
    level, depth = [raw], 0
    while level:
        depth += 1
        if depth > DEEPEST:
            raise _Refused(sentence("it is nested more than {number} deep", number=DEEPEST))
        for value in level:
            if isinstance(value, str) and (found := _UNWRITABLE.search(value)):
                before = value[: found.start()][-40:]
                raise _Refused(sentence('the text "{text}" is followed by a character that is no text', text=before))
        level = [child for value in level for child in _children(value)]


# -- writing ---------------------------------------------------------------------------------------


def _tidy(procedure: Procedure) -> dict[str, Any]:
    """The values to write, in order."""
    raw = procedure.model_dump(mode="json", exclude_defaults=True)
    steps = [
        _step_in_order(step.kind, dumped) for step, dumped in zip(procedure.steps, raw.get("steps", ()), strict=True)
    ]
    head = {"format": procedure.format, "name": procedure.name, "language": procedure.language}
    tail = {"steps": steps} | ({"layout": dict(sorted(raw["layout"].items()))} if "layout" in raw else {})
    middle = {key: value for key, value in raw.items() if key not in head and key not in ("steps", "layout")}
    return head | middle | tail


def _step_in_order(kind: str, dumped: dict[str, Any]) -> dict[str, Any]:
    head = {"id": dumped["id"], "title": dumped["title"], "kind": kind}
    return head | {key: value for key, value in dumped.items() if key not in head and key != "knowledge"} | (
        {"knowledge": dumped["knowledge"]} if "knowledge" in dumped else {}
    )  # fmt: skip


def _may_be_short(value: dict[str, Any] | list[Any]) -> bool:
    """Whether a list or object may stand on one line: plain lists, and objects small enough to be read at a glance.
    What has a title (a step, a field, a tool) is always spread out."""
    if isinstance(value, list):
        return not any(isinstance(child, dict | list) for child in value)
    inner = [child for child in value.values() if isinstance(child, dict | list)]
    plain = not any(isinstance(grandchild, dict | list) for child in inner for grandchild in _children(child))
    return "title" not in value and plain


def _laid_out(value: Any, indent: int, lead: int) -> str:
    """JSON whose short lists and objects stand on one line where they fit. `lead` is the width before the value."""
    if not isinstance(value, dict | list):
        return json.dumps(value, ensure_ascii=False)
    if _may_be_short(value):
        line = json.dumps(value, ensure_ascii=False)
        if indent + lead + len(line) < WIDTH:
            return line
    inner = indent + 2
    if isinstance(value, dict):
        keys = [f"{json.dumps(key, ensure_ascii=False)}: " for key in value]
        lines = [key + _laid_out(child, inner, len(key)) for key, child in zip(keys, value.values(), strict=True)]
    else:
        lines = [_laid_out(child, inner, 0) for child in value]
    opening, closing = "{}" if isinstance(value, dict) else "[]"
    body = ",\n".join(" " * inner + line for line in lines)
    return f"{opening}\n{body}\n{' ' * indent}{closing}"
