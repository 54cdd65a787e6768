"""What a person's words for a field mean: the normal form that conditions, tool arguments and scores use.

Normal forms: text as said with single spaces, number "3.5", money "500.00 EUR", date "2026-12-03", choice the option's
id, yes or no "yes"/"no", e-mail in lower case, phone "+4930123456", code as its pattern wants it. A declined field
("-") has the normal form "". Reading is forgiving about words around the value ("about 500 euros please") and strict
about what is not one value: then there is none, and the agent asks again.

How the kinds are read is in `numbers`, `dates`, `choices` and `codes`; what is
asked when is the machine's business.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from datetime import date, timedelta
from decimal import Decimal, InvalidOperation

from studio.procedure.choices import read_choice, read_yes_no
from studio.procedure.codes import read_code
from studio.procedure.dates import read_date
from studio.procedure.model import Comparison, Condition, Field, Procedure
from studio.procedure.numbers import plain, read_money, read_number
from studio.procedure.trace import DECLINED

NOT_GIVEN = "not given"
_PLACEHOLDER = re.compile(r"\{([a-z][a-z0-9_]{0,39})\}")
_TODAY = re.compile(r"\s*today\s*(?:([+-])\s*(\d{1,5}))?\s*(?:days?)?\s*")
_EMAIL = re.compile(r"(?<![\w.+%-])[\w.+%'-]+@(?:[a-z0-9-]+\.)+[a-z]{2,24}(?![\w@-])", re.IGNORECASE)
_PAST = re.compile(
    r"\b(?:birth|born|dob|incident|accident|happened|occurred|loss|damage|theft|stolen|bought|purchased?|ordered|paid|"
    r"since|began|started|noticed|last|previous|issued|received|delivered|date of (?:the )?event)\b",
    re.IGNORECASE,
)


def looks_back(field: Field) -> bool:
    """Whether a date field is about the past, so that "3 March" means the last one: told by its title or id (birth,
    incident, purchase...) or by the author's examples (yesterday, last monday, 3 days ago)."""
    if _PAST.search(f"{field.title} {field.id.replace('_', ' ')}"):
        return True
    return any(re.search(r"\b(?:yesterday|ago|last)\b", example, re.IGNORECASE) for example in field.examples)


def _text(field: Field, words: str, today: date) -> str | None:
    return " ".join(words.split()) or None


def _number(field: Field, words: str, today: date) -> str | None:
    value = read_number(words)
    return None if value is None else plain(round(value, 9))


def _money(field: Field, words: str, today: date) -> str | None:
    found = read_money(words, field.currency)
    return None if found is None else f"{found[0]} {found[1]}".strip()


def _date(field: Field, words: str, today: date) -> str | None:
    found = read_date(words, today, back=looks_back(field))
    return None if found is None else found.isoformat()


def _choice(field: Field, words: str, today: date) -> str | None:
    return read_choice(field.options, words)


def _yes_no(field: Field, words: str, today: date) -> str | None:
    return read_yes_no(words)


def _email(field: Field, words: str, today: date) -> str | None:
    found = {match[0].lower().strip(".'") for match in _EMAIL.finditer(words)}
    if not found:
        spoken = re.sub(r"\s*\(?\b(?:dot)\b\)?\s*", ".", re.sub(r"\s*\(?\bat\b\)?\s*", "@", words.lower(), count=1))
        found = {match[0].strip(".'") for match in _EMAIL.finditer(spoken)}
    return found.pop() if len(found) == 1 else None


_SPOKEN_DIGITS = {
    word: str(value) for value, word in enumerate("zero one two three four five six seven eight nine".split())
} | {"oh": "0", "o": "0"}
_PHONE = re.compile(r"(?:\+|\b00)?\(?\d[\d\s()./-]{5,24}\d(?!\d)|\+\d{7,15}")


def _phone(field: Field, words: str, today: date) -> str | None:
    text = re.sub(
        r"\b(double|triple) (\w+)", lambda m: " ".join([m[2]] * (2 if m[1] == "double" else 3)), words.lower()
    )
    text = re.sub(r"\bplus\s+", "+", text)
    text = re.sub(rf"\b({'|'.join(_SPOKEN_DIGITS)})\b", lambda m: _SPOKEN_DIGITS[m[1]], text)
    found = set()
    for match in _PHONE.finditer(text):
        number = re.sub(
            r"\D", "", match[0].replace("(0)", "") if match[0].lstrip().startswith(("+", "00")) else match[0]
        )
        if match[0].startswith("+"):
            number = f"+{number}"
        elif number.startswith("00"):
            number = f"+{number[2:]}"
        if 7 <= len(number.lstrip("+")) <= 15:
            found.add(number)
    return found.pop() if len(found) == 1 else None


def _code(field: Field, words: str, today: date) -> str | None:
    return read_code(field.pattern, words)


_READERS: dict[str, Callable[[Field, str, date], str | None]] = {
    "text": _text,
    "number": _number,
    "money": _money,
    "date": _date,
    "choice": _choice,
    "yes_no": _yes_no,
    "email": _email,
    "phone": _phone,
    "code": _code,
}


def normal(field: Field, words: str, today: date) -> str | None:
    """The normal form of `words` as a value of `field`, "" where it was declined, None where they are no such value."""
    if words.strip() == DECLINED:
        return ""
    return _READERS[field.kind](field, words[:2000], today)


def equal(field: Field, a: str, b: str, today: date) -> bool:
    """Whether two ways of saying it give the same value. Texts are compared without regard to case."""
    first, second = normal(field, a, today), normal(field, b, today)
    if first is None or second is None:
        return False
    return first.casefold() == second.casefold() if field.kind == "text" else first == second


def display(field: Field, words: str, today: date) -> str:
    """What the agent says for a field in its texts: the person's own words, a choice by its label, yes or no."""
    if words.strip() == DECLINED or not words.strip():
        return NOT_GIVEN
    if field.kind == "choice":
        found = read_choice(field.options, words)
        return next((option.label for option in field.options if option.id == found), words)
    if field.kind == "yes_no":
        return read_yes_no(words) or words
    return " ".join(words.split())


def placeholders(text: str) -> list[str]:
    """The fields a text speaks, `{field_id}`, in order of first mention."""
    return list(dict.fromkeys(_PLACEHOLDER.findall(text)))


def fill(text: str, procedure: Procedure, fields: dict[str, str], today: date) -> str:
    """The text with each {field_id} replaced by what the agent says for it; `fields` are the person's words. Braces
    around anything that is no field stay as they are."""

    def spoken(match: re.Match[str]) -> str:
        field = procedure.field_by_id.get(match[1])
        return match[0] if field is None else display(field, fields.get(match[1], ""), today)

    return _PLACEHOLDER.sub(spoken, text)


def day_of(value: str, today: date) -> date | None:
    """The day a condition's value names: "today", "today+14", "2026-12-03", or any words for a date."""
    if match := _TODAY.fullmatch(value.lower()):
        try:
            return today + timedelta(days=int(f"{match[1] or '+'}{match[2] or 0}"))
        except OverflowError:
            return None
    return read_date(value, today)


def measure(field: Field, value: str, today: date) -> tuple[Decimal, str] | None:
    """A number, amount or day on one scale, with its currency, so that it can be compared. None for other kinds and
    for what is no value. Reads normal forms as well as the values written in conditions."""
    if field.kind == "date":
        day = day_of(value, today)
        return None if day is None else (Decimal(day.toordinal()), "")
    if field.kind == "money":
        return read_money(value, field.currency)
    if field.kind == "number":
        try:
            return Decimal(value), ""
        except InvalidOperation:
            number = read_number(value)
            return None if number is None else (number, "")
    return None


_ORDER: dict[str, Callable[[Decimal, Decimal], bool]] = {
    "<": lambda a, b: a < b,
    "<=": lambda a, b: a <= b,
    ">": lambda a, b: a > b,
    ">=": lambda a, b: a >= b,
    "=": lambda a, b: a == b,
}


def _same(field: Field, value: str, wanted: str, today: date) -> bool:
    scaled, goal = measure(field, value, today), measure(field, wanted, today)
    if scaled and goal:
        return scaled[0] == goal[0] and (scaled[1] == goal[1] or not goal[1] or not scaled[1])
    meant = normal(field, wanted, today)
    return value.casefold() == (wanted if meant is None else meant).casefold()


def _passes(test: Comparison, value: str | None, field: Field, today: date) -> bool:
    if test.operator in ("known", "unknown"):
        return bool(value) == (test.operator == "known")
    wanted = (test.value,) if isinstance(test.value, str) else test.value
    if test.operator == "!=":
        return not value or not any(_same(field, value, one, today) for one in wanted)
    if not value:
        return False
    if test.operator in ("=", "one of"):
        return any(_same(field, value, one, today) for one in wanted)
    scaled, goal = measure(field, value, today), measure(field, wanted[0], today) if wanted else None
    if scaled is None or goal is None or (scaled[1] and goal[1] and scaled[1] != goal[1]):
        return False
    return _ORDER[test.operator](scaled[0], goal[0])


def figures(tests: Iterable[Comparison], values: dict[str, str], procedure: Procedure, today: date) -> dict[str, str]:
    """The tested fields' values as one word each, as they are compared: 110 for "110.00 EUR", +12 (days from today) for
    a date compared with today, "-" for what is not known, "known" for what has no figure."""
    told: dict[str, str] = {}
    for test in tests:
        field = procedure.field_by_id.get(test.field)
        if field is not None and test.field not in told:
            told[test.field] = _figure(test, values.get(test.field), field, today)
    return told


def _figure(test: Comparison, value: str | None, field: Field, today: date) -> str:
    if not value:
        return DECLINED
    if field.kind in ("choice", "yes_no"):
        return value
    scaled = measure(field, value, today)
    if scaled is None:
        return "known"
    if field.kind != "date":
        return plain(scaled[0].normalize())
    goals = (test.value,) if isinstance(test.value, str) else test.value
    if any(_TODAY.fullmatch(goal.lower()) for goal in goals):
        return f"{int(scaled[0]) - today.toordinal():+d}"
    return value


def holds(condition: Condition, values: dict[str, str], procedure: Procedure, today: date) -> bool:
    """Whether a computed condition is true of the fields' normal forms. A field not known, or declined, makes every
    comparison false but "!=" and "unknown". Amounts in different currencies compare as false."""
    results = (
        test.field in procedure.field_by_id
        and _passes(test, values.get(test.field), procedure.field_by_id[test.field], today)
        for test in condition.tests
    )
    return all(results) if condition.join == "all" else any(results)
