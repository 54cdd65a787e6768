"""Sentences that can be said in another language later: each remembers the template and the values it was made of.

A Sentence is a plain text in English to whoever does not ask. `in_language` says it in another language, by the
catalogue resources/messages/LANGUAGE.toml, which maps English templates to theirs; what stands in no catalogue stays
English. The window's own words are Qt's business; these are those of the parts that know no window.
"""

from __future__ import annotations

import os
import tomllib
from collections.abc import Iterable, Mapping
from functools import cache, reduce
from typing import Any, Self

from studio.base import paths

ENGLISH = "en"
CHOSEN = "STUDIO_LANGUAGE"  # in the environment of what the window asks
_NAMES = (CHOSEN, "LC_ALL", "LC_MESSAGES", "LANG")  # the first that is set decides, as for every program
_THOUSANDS = {"de": "."}


class Sentence(str):
    """A text in English, and what it was made of. Values are texts, whole numbers, or Sentences in their turn."""

    template: str
    values: Mapping[str, Any]

    def __new__(cls, text: str, template: str = "", values: Mapping[str, Any] | None = None) -> Self:
        made = super().__new__(cls, text)
        made.template = template or text.replace("{", "{{").replace("}", "}}")
        made.values = values or {}
        return made


def sentence(template: str, /, **values: str | int) -> Sentence:
    """The English sentence of a template that is written out where this is called, so that it can be collected. Whole
    numbers are grouped by thousands."""
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
    if isinstance(value, int):
        return f"{value:,}".replace(",", _THOUSANDS.get(language, ","))
    return value if language == ENGLISH else in_language(value, language)


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
