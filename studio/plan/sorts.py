"""What sort of thing a field asks for, guessed from its kind, title, id and examples: a name, a town, a past day ...

Only a guess, used to draw likely values and to find fitting words; nothing is checked by it.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Literal

from studio.procedure import values
from studio.procedure.model import Field

Sort = Literal[
    "name", "person", "town", "country", "address", "company", "clinic", "airline", "product",
    "nationality", "job", "reason",
    "feeling",
    "colour", "time", "free", "birthday", "past", "date", "number", "money", "choice", "yes_no", "email", "phone",
    "code",
]  # fmt: skip

# The first pattern found in a text field's title and id wins.
_TEXT_SORTS: tuple[tuple[str, Sort], ...] = (
    (
        r"company|firm|employer|garage|hospital|shop|store|airline|clinic|school|bank|supplier|restaurant|hotel",
        "company",
    ),
    (r"nationality|citizenship", "nationality"),
    (r"country", "country"),
    (r"address|street", "address"),
    (r"town|city|place|where|destination|location|airport|station|origin|venue", "town"),
    (r"witness|driver|contact|doctor|manager|colleague|guest|passenger|person|who|clerk|recipient|attendee", "person"),
    (r"name|holder|caller|visitor|customer", "name"),
    (r"job|occupation|profession|role", "job"),
    (r"colou?r", "colour"),
    (r"time|hour|o'clock", "time"),
    (r"product|model|item|device|appliance|brand|make", "product"),
    (r"feel|mood|opinion|feedback|comment", "feeling"),
    (r"reason|why|purpose|cause", "reason"),
)
_OTHERS_NAME = re.compile(r"\b(?:other|witness|their|second|emergency|contact)\b")
_BIRTH = re.compile(r"\b(?:birth|birthday|born|dob)\b")
_PEOPLE = re.compile(
    r"\b(?:people|persons?|guests?|travell?ers?|passengers?|adults?|attendees?|participants?|party|group|seats?|"
    r"diners?|visitors?|heads?|riders?|of you)\b"
)


@lru_cache(maxsize=2000)
def _said(title: str, name: str) -> str:
    return f"{title} {name.replace('_', ' ')}".casefold()


def sort_of(field: Field) -> Sort:
    """The likely sort of a field's values. Fields of other kinds than text and date are their own sort."""
    told = _said(field.title, field.id)
    if field.kind == "date":
        return "birthday" if _BIRTH.search(told) else "past" if values.looks_back(field) else "date"
    if field.kind != "text":
        return field.kind
    for pattern, sort in _TEXT_SORTS:
        if re.search(rf"\b(?:{pattern})s?\b", told):
            return "person" if sort == "name" and _OTHERS_NAME.search(told) else sort
    return "free"


def counts_people(field: Field) -> bool:
    """Whether a number field counts people, so that "just the two of us" answers it."""
    return field.kind == "number" and _PEOPLE.search(_said(field.title, field.id)) is not None
