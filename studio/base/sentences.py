"""Sentences that can be said in another language later: each remembers the template and the values it was made of.

A Sentence is a plain text in English to whoever does not ask. `in_language` says it in another language, by the
catalogue resources/messages/LANGUAGE.toml, which maps English templates to theirs; what stands in no catalogue stays
English. `whole` and `restored` take sentences through JSON, to another process or a file. The window's own words are
Qt's business; these are those of the parts that know no window.
"""

from __future__ import annotations

import os
import tomllib
from collections.abc import Iterable, Mapping
from contextlib import suppress
from functools import cache, reduce
from typing import TYPE_CHECKING, Any, Self

from studio.base import paths

if TYPE_CHECKING:
    from pydantic_core.core_schema import CoreSchema, SerializationInfo

ENGLISH = "en"
SAID = "said"  # in an object of JSON: by name, what the sentences in it were made of
PACKED = "packed"  # as the context of a pydantic dump: sentences stay whole
CHOSEN = "STUDIO_LANGUAGE"  # in the environment of what the window asks
_NAMES = (CHOSEN, "LC_ALL", "LC_MESSAGES", "LANG")  # the first that is set decides, as for every program
_FIGURES = {"de": str.maketrans(",.", ".,")}  # of a number in English


class Sentence(str):
    """A text in English, and what it was made of. Values are texts, numbers, or Sentences in their turn."""

    template: str
    values: Mapping[str, Any]

    def __new__(cls, text: str, template: str = "", values: Mapping[str, Any] | None = None) -> Self:
        made = super().__new__(cls, text)
        made.template = template or text.replace("{", "{{").replace("}", "}}")
        made.values = values or {}
        return made

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: Any) -> CoreSchema:
        """In a model: any text; a Sentence stays one, and in JSON too where the dump's context is PACKED."""
        from pydantic_core import core_schema

        def told(value: str, info: SerializationInfo) -> Any:
            return packed(value) if info.context == PACKED else str(value)

        return core_schema.no_info_before_validator_function(
            _made,
            core_schema.is_instance_schema(cls),
            serialization=core_schema.plain_serializer_function_ser_schema(told, info_arg=True, when_used="json"),
        )


def sentence(template: str, /, **values: str | float) -> Sentence:
    """The English sentence of a template that is written out where this is called, so that it can be collected. Whole
    numbers are grouped by thousands; others have one digit after the point."""
    return Sentence(_filled(template, values, ENGLISH), template, values)


def in_language(text: str, language: str) -> str:
    """A text in a language ("de", "de_AT"), where it is a Sentence and the catalogue has it; else as it is."""
    short = language.replace("-", "_").partition("_")[0].casefold()
    if not isinstance(text, Sentence) or short == ENGLISH or not (words := catalogue(short)):
        return str(text)
    return _filled(words.get(text.template, text.template), text.values, short)


def _filled(template: str, values: Mapping[str, Any], language: str) -> str:
    return template.format(**{name: _shown(value, language) for name, value in values.items()})


def _shown(value: Any, language: str) -> str:
    if isinstance(value, int | float):
        shown = f"{value:,}" if isinstance(value, int) else f"{value:,.1f}"
        return shown.translate(_FIGURES.get(language, {}))
    return value if language == ENGLISH else in_language(value, language)


# -- through JSON --------------------------------------------------------------------------------------


def whole(message: Mapping[str, Any]) -> dict[str, Any]:
    """An object of JSON from which `restored` makes its sentences again, alone or in lists; whoever reads it without
    asking reads them in English."""
    said = {name: packed(value) for name, value in message.items() if _speaks(value)}
    return {**message, SAID: said} if said else dict(message)


def restored(message: Mapping[str, Any]) -> dict[str, Any]:
    """What `whole` was given. What does not say the same as the text that stands there is left as it is."""
    rest = {name: value for name, value in message.items() if name != SAID}
    said = message.get(SAID)
    if not isinstance(said, Mapping):
        return dict(message)
    for name, kept in said.items():
        with suppress(AttributeError, IndexError, KeyError, TypeError, ValueError):
            if (made := unpacked(kept)) == rest.get(name):
                rest[name] = made
    return rest


def _speaks(value: Any) -> bool:
    return any(isinstance(each, Sentence) for each in (value if isinstance(value, list) else [value]))


def packed(value: Any) -> Any:
    """What a text, or each of a list, was made of, as JSON; all else as it is."""
    if isinstance(value, list):
        return [packed(each) for each in value]
    if not isinstance(value, Sentence):
        return value if isinstance(value, int | float) else str(value)
    values = {name: packed(each) for name, each in value.values.items()}
    return {"template": value.template, **({"values": values} if values else {})}


def unpacked(kept: Any) -> Any:
    """What `packed` was given. Raises KeyError, TypeError and the like where it is nothing that `packed` made."""
    if isinstance(kept, list):
        return [unpacked(each) for each in kept]
    if not isinstance(kept, dict):
        return kept
    values = {str(name): unpacked(each) for name, each in kept.get("values", {}).items()}
    return Sentence(_filled(kept["template"], values, ENGLISH), kept["template"], values)


def _made(value: Any) -> Sentence:
    """A Sentence of whatever stands for one in a model or its JSON."""
    if isinstance(value, dict):
        try:
            value = unpacked(value)
        except (AttributeError, IndexError, KeyError, TypeError) as error:
            raise ValueError("that is no sentence") from error
    if not isinstance(value, str):
        raise ValueError("a sentence is a text")
    return value if isinstance(value, Sentence) else Sentence(value)


# -- parts of sentences --------------------------------------------------------------------------------


def quoted(name: str) -> Sentence:
    """A name in quotation marks."""
    return sentence('"{name}"', name=name)


def listed(items: Iterable[str], *, most: int = 5) -> Sentence:
    """Names joined as in a sentence; of a long list the first few."""
    names = list(items)
    if not names:
        return Sentence("")
    shown = names[:most] if len(names) > most else names[:-1] or names
    made = reduce(lambda one, other: sentence("{one}, {other}", one=one, other=other), shown)
    if len(names) > most:
        return sentence("{names} and {number} more", names=made, number=len(names) - most)
    return sentence("{names} and {last}", names=made, last=names[-1]) if len(names) > 1 else _as_sentence(made)


def _as_sentence(text: str) -> Sentence:
    return text if isinstance(text, Sentence) else sentence("{text}", text=text)


@cache
def catalogue(language: str) -> Mapping[str, str]:
    """The templates of a language by the English ones; empty where there are none."""
    path = paths.resources() / "messages" / f"{language}.toml"
    if not language.isalpha() or not path.is_file():
        return {}
    rooms = tomllib.loads(path.read_text("utf-8"))
    return {english: text for room in rooms.values() for english, text in room.items()}


def languages() -> tuple[str, ...]:
    """The languages that sentences can be said in."""
    return (ENGLISH, *sorted(path.stem for path in (paths.resources() / "messages").glob("*.toml")))


def system_language() -> str:
    """The language that the environment asks for, or English."""
    wanted = next((os.environ[name] for name in _NAMES if os.environ.get(name)), "")
    short = wanted.partition("_")[0].partition(".")[0].casefold()
    return short if short in languages() else ENGLISH
