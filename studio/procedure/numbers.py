"""Numbers and amounts of money in a person's own words: "three", "1,200", "about $1.2k", "two grand".

Only reading: which of several numbers was meant is refused, not guessed. Fields and conditions are `values`' business.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

LARGEST = Decimal(10) ** 15

_UNITS = {
    word: value
    for value, word in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
        "seventeen eighteen nineteen".split()
    )
} | {"nil": 0}
_TENS = {
    word: (place + 2) * 10 for place, word in enumerate("twenty thirty forty fifty sixty seventy eighty ninety".split())
} | {"fourty": 40}
_SCALES = {"thousand": 10**3, "grand": 10**3, "k": 10**3, "million": 10**6, "m": 10**6, "billion": 10**9, "bn": 10**9}
_LOTS = {"dozen": 12, "dozens": 12, "couple": 2, "pair": 2}
_AFTER_ARTICLE = {"hundred", "half", *_SCALES, *_LOTS} - {"k", "m", "bn"}

# A digit straight after a letter is part of a name ("A4"); ordinals ("3rd") are dates, not numbers.
_TOKEN = re.compile(
    r"(?<![\w.,])(?P<digits>\d{1,3}(?:[ ,'\u2019]\d{3})+(?:\.\d+)?|\d{1,3}(?:\.\d{3})+,\d{1,2}|\d{1,3}(?:\.\d{3}){2,}|"
    r"\d+(?:[.,]\d+)?)"
    r"(?!\d|st\b|nd\b|rd\b|th\b|/\d)(?:(?P<scale>k|m|bn)\b)?|(?P<word>[a-z]+)"
)


class Number(NamedTuple):
    """A number found in a text, with where it stands."""

    value: Decimal
    start: int
    end: int


def digits(text: str, *, money: bool = False) -> Decimal:
    """Written digits as a number. A comma before three digits parts thousands, before one, two or more than three it
    is a decimal comma; in money, where decimals have two digits, a point before three digits parts thousands too."""
    text = re.sub(r"[ '\u2019]", "", text)
    if re.fullmatch(r"\d{1,3}(\.\d{3})+,\d{1,2}", text):
        text = text.replace(".", "").replace(",", ".")
    elif re.fullmatch(r"\d{1,3}(\.\d{3}){2,}", text) or (money and re.fullmatch(r"[1-9]\d{0,2}\.\d{3}", text)):
        text = text.replace(".", "")
    elif re.fullmatch(r"\d+,(\d{1,2}|\d{4,})", text):
        text = text.replace(",", ".")
    return Decimal(text.replace(",", ""))


class _Reader:
    """Reads one number from a run of tokens. Each method takes a token where the grammar allows it there."""

    def __init__(self, money: bool) -> None:
        self.money = money
        self.total = Decimal(0)
        self.part: Decimal | None = None
        self.last = ""
        self.kinds: dict[str, Callable[[str], bool]] = {
            "hundred": self.hundred,
            "half": self.half,
            "point": self.point,
        }

    def take(self, token: re.Match[str]) -> bool:
        """Whether the token continues the number; if so it is counted in."""
        if token["digits"]:
            taken = self.small(digits(token["digits"], money=self.money), "digits")
            return taken and (self.scale(token["scale"]) if token["scale"] else True)
        word = token["word"]
        if word in self.kinds:
            return self.kinds[word](word)
        if word in _UNITS:
            return self.unit(_UNITS[word])
        if word in _TENS:
            return self.small(Decimal(_TENS[word]), "tens")
        if word in _SCALES:
            return self.scale(word)
        return word in _LOTS and self.lot(_LOTS[word])

    def unit(self, value: int) -> bool:
        if self.last == "tens" and 1 <= value <= 9 and self.part is not None:
            self.part, self.last = self.part + value, "unit"
            return True
        if self.last.startswith("point") and value <= 9 and self.part is not None:
            places = len(self.last)
            self.part += Decimal(value).scaleb(4 - places)
            self.last += "."
            return True
        return self.small(Decimal(value), "unit")

    def small(self, value: Decimal, kind: str) -> bool:
        room = {"": LARGEST, "hundred": Decimal(100), "scale": Decimal(1000)}.get(self.last, Decimal(0))
        if not value < room:
            return False
        self.part, self.last = (self.part or Decimal(0)) + value, kind
        return True

    def hundred(self, _: str) -> bool:
        if self.part is None or not 1 <= self.part < 100 or self.last not in ("unit", "tens", "digits", "article"):
            return False
        self.part, self.last = self.part * 100, "hundred"
        return True

    def scale(self, word: str) -> bool:
        if self.part is None or self.last in ("scale", "lot"):
            return False
        self.total += self.part * _SCALES[word]
        self.part, self.last = None, "scale"
        return True

    def lot(self, size: int) -> bool:
        if self.last not in ("", "unit", "digits", "article", "half"):
            return False
        self.part, self.last = (Decimal(1) if self.part is None else self.part) * size, "lot"
        return True

    def half(self, _: str) -> bool:
        if self.last == "":
            self.part, self.last = Decimal("0.5"), "half"
            return True
        if self.part is None or self.last not in ("unit", "digits", "tens"):
            return False
        self.part, self.last = self.part + Decimal("0.5"), "half"
        return True

    def point(self, _: str) -> bool:
        if self.part is None or self.last not in ("unit", "tens", "digits"):
            return False
        self.last = "point"
        return True

    @property
    def value(self) -> Decimal:
        return self.total + (self.part or 0)


def _joined(text: str, tokens: list[re.Match[str]], index: int) -> bool:
    """Whether only spaces or a hyphen stand between this token and the one before."""
    return re.fullmatch(r"[ \t]*-?[ \t]*", text[tokens[index - 1].end() : tokens[index].start()]) is not None


def _link_words(text: str, tokens: list[re.Match[str]], index: int, reader: _Reader) -> int:
    """How many tokens at `index` only link parts of one number, as "and" in "two hundred and five"."""
    count = 0
    words = [tokens[at]["word"] if at < len(tokens) and (at == index or _joined(text, tokens, at)) else None
             for at in range(index, index + 3)]  # fmt: skip
    if words[0] == "and" and reader.last in ("hundred", "scale", "unit", "digits", "tens"):
        halves = words[1] == "half" or (words[1] == "a" and words[2] == "half")
        count = 1 if halves or reader.last in ("hundred", "scale") else 0
        if count and words[1] == "a":
            count = 2
    elif words[0] in ("a", "an") and reader.last == "half":
        count = 1
    return count


def _read(text: str, tokens: list[re.Match[str]], start: int, money: bool) -> tuple[Decimal | None, int]:
    reader, index = _Reader(money), start
    following = tokens[start + 1]["word"] if start + 1 < len(tokens) else None
    if tokens[start]["word"] in ("a", "an") and following in _AFTER_ARTICLE and _joined(text, tokens, start + 1):
        if following != "half":
            reader.part, reader.last = Decimal(1), "article"
        index += 1
    read = index
    while index < len(tokens) and (index in (start, read) or _joined(text, tokens, index)):
        skip = _link_words(text, tokens, index, reader) if index > start else 0
        if index + skip >= len(tokens) or not reader.take(tokens[index + skip]):
            break
        index += skip + 1
        read = index
    return (reader.value, read) if reader.last not in ("", "article", "point") else (None, start)


def _prepared(words: str) -> str:
    text = re.sub(r"(\d)½", r"\1.5", words[:400].lower())
    return text.replace("½", "0.5")


def find(text: str, *, money: bool = False) -> list[Number]:
    """Every number in a prepared text, in order. Numbers beyond a quadrillion are nobody's answer and are left out."""
    tokens = list(_TOKEN.finditer(text))
    found: list[Number] = []
    index = 0
    while index < len(tokens):
        value, after = _read(text, tokens, index, money)
        if value is None or after == index:
            index += 1
            continue
        start = tokens[index].start()
        if re.search(r"(^|[\s(])[-\u2212]$|\bminus $", text[:start]):
            value = -value
        if abs(value) < LARGEST:
            found.append(Number(value, start, tokens[after - 1].end()))
        index = after
    return found


def plain(value: Decimal) -> str:
    """A number without exponent or idle zeros."""
    text = f"{value:f}"
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return "0" if text in ("-0", "") else text


_COUNTED = (
    (re.compile(r"(just|only) (me|myself)|myself|by myself|alone"), 1),
    (re.compile(r"(just )?(both of us|us two|the two of us|my \w+ and (me|i|myself)|me and my \w+)"), 2),
    (re.compile(r"none|none of (them|us)|nobody|nothing|no|no \w+|not any|without|never"), 0),
)
_FRACTIONS = re.compile(r"(?<![\d/])(?:(\d{1,4}) )?([1-9])/([2-9]|10)(?![\d/])")


@lru_cache(maxsize=20_000)
def read_number(words: str) -> Decimal | None:
    """The one number in some words, or None where there is none, or several that differ."""
    bare = " ".join(re.sub(r"[^\w\s'./-]", " ", words[:400].lower()).split())
    fraction = _FRACTIONS.search(bare)
    if fraction and int(fraction[2]) < int(fraction[3]):
        return Decimal(int(fraction[1] or 0)) + Decimal(int(fraction[2])) / Decimal(int(fraction[3]))
    values = {number.value for number in find(_prepared(words))}
    if len(values) == 1:
        return values.pop()
    if not values:
        for pattern, value in _COUNTED:
            if pattern.fullmatch(bare):
                return Decimal(value)
    return None


_CURRENCIES = {
    "EUR": r"€|eur|euros?", "GBP": r"£|gbp|pounds?|quid|sterling", "USD": r"us\$|usd|us dollars?|american dollars?",
    "CAD": r"ca?\$|cad|canadian dollars?", "AUD": r"au?\$|aud|australian dollars?",
    "NZD": r"nz\$|nzd|new zealand dollars?", "SGD": r"sgd|s\$|singapore dollars?", "HKD": r"hkd|hk\$",
    "JPY": r"¥|jpy|yen", "CNY": r"cny|rmb|yuan", "INR": r"₹|inr|rupees?", "CHF": r"chf|(?:swiss )?francs?",
    "SEK": r"sek|swedish kron(?:or|a)", "NOK": r"nok|norwegian kroner?", "DKK": r"dkk|danish kroner?",
    "PLN": r"pln|zł|zlot(?:y|ys)", "CZK": r"czk|koruna", "TRY": r"₺|(?:turkish )?liras?", "ZAR": r"zar|rands?",
    "BRL": r"r\$|brl|reais", "MXN": r"mxn|pesos?", "KRW": r"₩|krw|won", "HUF": r"huf|forints?", "RON": r"ron|lei",
}  # fmt: skip
_DOLLARS = {"USD", "CAD", "AUD", "NZD", "SGD", "HKD"}
_MARKS = "|".join(f"(?P<{code}>{words})" for code, words in _CURRENCIES.items())
_MARK = re.compile(rf"(?<![a-z])(?:{_MARKS}|(?P<dollars>\$|dollars?|bucks?))(?![a-z])")
_MINOR = re.compile(r"\s*(?:cents?|pence|p|c|centimes?|pennies|penny)\b")
_JOIN = re.compile(r"\s*(?:and)?\s*")


@lru_cache(maxsize=64)
def _is_dollar(currency: str) -> bool:
    return currency.upper() in _DOLLARS


def _currencies(text: str, default: str) -> tuple[set[str], list[tuple[int, int]]]:
    """The currencies named in a text, and where. "Dollars" are the default's where that is a dollar."""
    named: set[str] = set()
    places: list[tuple[int, int]] = []
    for mark in _MARK.finditer(text):
        kind = mark.lastgroup or ""
        places.append(mark.span())
        named.add(kind if kind != "dollars" else default if _is_dollar(default) else "USD")
    return named, places


def _amount(text: str, numbers: list[Number], places: list[tuple[int, int]]) -> Decimal | None:
    """One amount out of the numbers: "5 dollars and 20 cents" and "40 pounds 50" are one."""
    whole: list[Decimal] = []
    cents: list[Decimal] = []
    for index, number in enumerate(numbers):
        between = text[numbers[index - 1].end : number.start] if index else ""
        for start, end in places:
            if index and numbers[index - 1].end <= start and end <= number.start:
                between = between.replace(text[start:end], "", 1)
        follows = bool(index and whole and _JOIN.fullmatch(between) and 0 < number.value < 100)
        if _MINOR.match(text, number.end) or (follows and number.value == int(number.value) and places):
            cents.append(number.value)
        else:
            whole.append(number.value)
    if len(set(whole)) > 1 or len(cents) > 1 or not (whole or cents):
        return None
    return (whole[0] if whole else Decimal(0)) + sum(cents, Decimal(0)) / 100


@lru_cache(maxsize=20_000)
def read_money(words: str, currency: str = "") -> tuple[Decimal, str] | None:
    """The one amount in some words and its currency ("" where none is named and there is no default). An amount in
    another currency than the default is no value: the agent must ask again, since nobody here knows the rate."""
    text = _prepared(words)
    default = currency.upper()
    named, places = _currencies(text, default)
    if len(named) > 1 or (default and named - {default}):
        return None
    amount = _amount(text, find(text, money=True), places)
    if amount is None or amount < 0 or amount >= LARGEST:
        return None
    return amount.quantize(Decimal("0.01")), named.pop() if named else default
