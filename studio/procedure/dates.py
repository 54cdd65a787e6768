"""Dates in a person's own words, relative to today: "3 Dec", "next friday", "in two weeks", "the 5th".

What is not one day ("next week", "sometime in May", "friday or saturday") is refused, so that the agent asks again.
The rules where English leaves a choice:
- Numbers only: day first ("12/03" is 12 March), month first only where day first is no date ("12/25").
- No year: the next such day from today on; `back` (a field about the past) takes the last such day up to today.
- "friday", "this friday": the first one after today. "next friday": the one in next week, weeks beginning on Monday.
- A two-digit year is at most twenty years ahead, else in the past century.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Callable
from datetime import date, timedelta

_MONTHS = {name: month for month in range(1, 13) for name in (calendar.month_name[month].lower(),)}
_MONTH_WORDS = {
    **_MONTHS, **{name[:3]: month for name, month in _MONTHS.items()}, "sept": 9, "febuary": 2, "decemeber": 12,
}  # fmt: skip
_DAY_WORDS = {
    "monday": 0, "mon": 0, "tuesday": 1, "tues": 1, "tue": 1, "wednesday": 2, "weds": 2, "wed": 2, "wensday": 2,
    "thursday": 3, "thurs": 3, "thur": 3, "thu": 3, "friday": 4, "fri": 4, "saturday": 5, "sat": 5, "sunday": 6,
    "sun": 6,
}  # fmt: skip
_ORDINALS = (
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth "
    "fifteenth sixteenth seventeenth eighteenth nineteenth twentieth"
).split()
_ORDINAL_WORDS = {word: number for number, word in enumerate(_ORDINALS, 1)} | {"thirtieth": 30}
_SMALL = {word: number for number, word in enumerate(
    "one two three four five six seven eight nine ten eleven twelve".split(), 1)}  # fmt: skip
_SMALL |= {"a": 1, "an": 1, "couple": 2}

_M = rf"(?P<month>{'|'.join(sorted(_MONTH_WORDS, key=len, reverse=True))})\b\.?"
_W = rf"(?P<weekday>{'|'.join(sorted(_DAY_WORDS, key=len, reverse=True))})\b"
_D = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?(?!\d)"
_Y = r"(?: (?:in )?(?P<year>\d{4}|'\d\d|\d\d(?=$| [^\d ])))?"


def _year(text: str, today: date) -> int:
    number = int(text.lstrip("'"))
    if number > 99:
        return number
    return 2000 + number if 2000 + number <= today.year + 20 else 1900 + number


def _made(year: int, month: int, day: int) -> date | None:
    return date(year, month, day) if 1 <= year <= 9999 and 1 <= month <= 12 and _fits(year, month, day) else None


def _fits(year: int, month: int, day: int) -> bool:
    return 1 <= day <= calendar.monthrange(year, month)[1]


def _settle(month: int, day: int, today: date, back: bool) -> date | None:
    """The day of a year not named: the next from today on, or the last up to today."""
    for ahead in range(9):
        found = _made(today.year + (-ahead if back else ahead), month, day)
        if found and (found <= today if back else found >= today):
            return found
    return None


def _months_on(day: date, months: int) -> date | None:
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    if not 1 <= year <= 9999:
        return None
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def _shift(day: date, count: int, unit: str) -> date | None:
    if abs(count) > 9999:
        return None
    try:
        if unit.startswith(("day", "week", "fortnight")):
            return day + timedelta(days=count * (7 if unit[0] == "w" else 14 if unit[0] == "f" else 1))
        return _months_on(day, count * (12 if unit.startswith("year") else 1))
    except OverflowError:
        return None


def easter(year: int) -> date:
    """Easter Sunday in the Gregorian calendar, by the anonymous (Meeus/Jones/Butcher) rule."""
    a, b, c = year % 19, year // 100, year % 100
    h = (19 * a + b - b // 4 - (b - (b + 8) // 25 + 1) // 3 + 15) % 30
    k = (32 + 2 * (b % 4) + 2 * (c // 4) - h - c % 4) % 7
    m = (a + 11 * h + 22 * k) // 451
    month, day = divmod(h + k - 7 * m + 114, 31)
    return date(year, month, day + 1)


def _thanksgiving(year: int) -> date:
    first = date(year, 11, 1)
    return first + timedelta(days=(3 - first.weekday()) % 7 + 21)


_HOLIDAYS: tuple[tuple[str, Callable[[int], date]], ...] = (
    (r"christmas eve", lambda year: date(year, 12, 24)),
    (r"boxing day", lambda year: date(year, 12, 26)),
    (r"(?:christmas|xmas)(?: day)?", lambda year: date(year, 12, 25)),
    (r"new year'?s? eve", lambda year: date(year, 12, 31)),
    (r"new year'?s?(?: day)?", lambda year: date(year, 1, 1)),
    (r"valentine'?s?(?: day)?", lambda year: date(year, 2, 14)),
    (r"halloween", lambda year: date(year, 10, 31)),
    (r"st\.? patrick'?s(?: day)?", lambda year: date(year, 3, 17)),
    (r"good friday", lambda year: easter(year) - timedelta(days=2)),
    (r"easter monday", lambda year: easter(year) + timedelta(days=1)),
    (r"easter(?: sunday)?", easter),
    (r"thanksgiving(?: day)?", _thanksgiving),
)


def _holiday(match: re.Match[str], today: date, back: bool) -> date | None:
    name = match["holiday"]
    rule = next(rule for pattern, rule in _HOLIDAYS if re.fullmatch(pattern, name))
    if match["year"]:
        return rule(_year(match["year"], today))
    near = [rule(year) for year in range(max(1, today.year - 1), today.year + 2)]
    return max(day for day in near if day <= today) if back else min(day for day in near if day >= today)


def _iso(match: re.Match[str], today: date, back: bool) -> date | None:
    return _made(int(match["year"]), int(match["month"]), int(match["day"]))


def _numeric(match: re.Match[str], today: date, back: bool) -> date | None:
    first, second = int(match["first"]), int(match["second"])
    for day, month in ((first, second), (second, first)):
        if not match["year"]:
            found = _settle(month, day, today, back) if 1 <= month <= 12 else None
        else:
            year = _year(match["year"], today)
            found = _made(year, month, day)
        if found:
            return found
    return None


def _named(match: re.Match[str], today: date, back: bool) -> date | None:
    month, day = _MONTH_WORDS[match["month"]], int(match["day"])
    year = match["year"]
    return _made(_year(year, today), month, day) if year else _settle(month, day, today, back)


def _month_edge(match: re.Match[str], today: date, back: bool) -> date | None:
    """The first or last day of a month: "end of march", "end of next month"."""
    if match["month"]:
        month = _MONTH_WORDS[match["month"]]
        year = today.year
        turn = calendar.monthrange(year, month)[1]
        if match["year"]:
            year = _year(match["year"], today)
        elif back and date(year, month, 1) > today:
            year -= 1
        elif not back and date(year, month, turn) < today:
            year += 1
    else:
        ahead = {"next": 1, "last": -1}.get(match["which"] or "", 0)
        base = _months_on(today.replace(day=1), ahead)
        if base is None:
            return None
        year, month = base.year, base.month
    return _made(year, month, calendar.monthrange(year, month)[1] if match["edge"] in ("end", "last day") else 1)


def _day_of_month(match: re.Match[str], today: date, back: bool) -> date | None:
    ahead = {"next": 1, "last": -1}.get(match["which"], 0)
    base = _months_on(today.replace(day=1), ahead)
    return _made(base.year, base.month, int(match["day"])) if base else None


def _nth(match: re.Match[str], today: date, back: bool) -> date | None:
    """As in "the 5th": the next fifth of a month, or the last one for a field about the past."""
    day = int(match["day"] or match["bare"])
    for ahead in range(13):
        base = _months_on(today.replace(day=1), -ahead if back else ahead)
        found = _made(base.year, base.month, day) if base else None
        if found and (found <= today if back else found >= today):
            return found
    return None


def _in_units(match: re.Match[str], today: date, back: bool) -> date | None:
    return _shift(today, int(match["count"]), match["unit"])


def _after_units(match: re.Match[str], today: date, back: bool) -> date | None:
    """As in "3 days ago", "two weeks from now", "a week from friday", "2 days after christmas"."""
    sign = -1 if match["way"] in ("ago", "before", "back") else 1
    anchor = today
    if match["anchor"] and match["way"] in ("from", "after", "before", "on"):
        found = _scan(match["anchor"], today, back)
        if len(found) != 1:
            return None
        anchor = found.pop()
    return _shift(anchor, sign * int(match["count"]), match["unit"])


def _weekday(match: re.Match[str], today: date, back: bool) -> date | None:
    wanted, which = _DAY_WORDS[match["weekday"]], match["which"] or ""
    ahead = (wanted - today.weekday()) % 7
    if which in ("last", "past", "previous") or (back and not which and not match["week"]):
        return _shift(today, -((today.weekday() - wanted - 1) % 7 + 1), "day")
    if which in ("next", "following") or match["week"]:
        weeks = 2 if match["week"] and "after" in match["week"] else 1
        if match["week"] and match["week"].strip() == "week":
            return _shift(today, (ahead or 7) + 7, "day")
        return _shift(today, wanted - today.weekday() + 7 * weeks, "day")
    return _shift(today, ahead if which in ("this", "today") else ahead or 7, "day")


def _plain(match: re.Match[str], today: date, back: bool) -> date | None:
    word = match["word"]
    if "day after tomorrow" in word:
        return _shift(today, 2, "day")
    if "day before yesterday" in word:
        return _shift(today, -2, "day")
    return _shift(today, 1 if word.startswith("tom") or word == "tmrw" else -1 if word in _YESTERDAY else 0, "day")


_YESTERDAY = ("yesterday", "last night")
_UNIT = r"(?P<unit>days?|weeks?|fortnights?|months?|years?)\b"

# Tried in this order; what one has read, the next no longer sees.
_PATTERNS: tuple[tuple[re.Pattern[str], Callable[[re.Match[str], date, bool], date | None]], ...] = tuple(
    (re.compile(pattern), reader)
    for pattern, reader in (
        (
            rf"\b(?P<count>\d+) {_UNIT} (?P<way>from now|from today|ago|later|back|from|after|before|on)\b"
            r"(?: (?P<anchor>.+))?",
            _after_units,
        ),
        (r"\b(?P<year>\d{4})[-/.](?P<month>\d{1,2})[-/.](?P<day>\d{1,2})\b", _iso),
        (r"\b(?P<first>\d{1,2})[-/.](?P<second>\d{1,2})[-/.](?P<year>\d{4}|\d{2})\b", _numeric),
        (
            rf"\b(?P<edge>end|start|beginning|last day|first day) of (?:(?P<which>this|the|next|last) )?"
            rf"(?:month\b|{_M}{_Y})",
            _month_edge,
        ),
        (rf"(?:\b{_W} )?(?:\bthe )?(?<!\d[-/])\b{_D}(?: day)?(?: of)? ?{_M}{_Y}", _named),
        (rf"(?:\b{_W} )?\b{_M} (?:the )?{_D}{_Y}", _named),
        (rf"\b{_D} (?:of|day of) (?P<which>next|this|last|the) month\b", _day_of_month),
        (
            rf"(?<![\d/.])(?P<first>\d{{1,2}})[/-](?P<second>\d{{1,2}})"
            rf"(?![\d/-]|(?:st|nd|rd|th)?(?: of)? ?{_M})(?P<year>)",
            _numeric,
        ),
        (r"(?<![\d/.])(?P<first>\d{1,2})\.(?P<second>\d{1,2})(?:\.|$)(?P<year>)", _numeric),
        (rf"\b(?P<holiday>{'|'.join(pattern for pattern, _ in _HOLIDAYS)})\b{_Y}", _holiday),
        (rf"\b(?:in|within) (?:about )?(?P<count>\d+) {_UNIT}(?:'? time)?", _in_units),
        (rf"\b(?P<count>\d+) {_UNIT}'? (?:time|hence)\b", _in_units),
        (rf"(?:\b{_W} )?\bthe {_D}|(?<![\d/.])(?P<bare>\d{{1,2}})(?:st|nd|rd|th)\b", _nth),
        (
            rf"\b(?:(?P<which>this|next|last|past|previous|following|coming)(?: coming)? )?{_W}"
            r"(?P<week> week\b| (?:of )?next week| (?:the )?week after next)?",
            _weekday,
        ),
        (
            r"\b(?P<word>(?:the )?day after tomorrow|(?:the )?day before yesterday|today|tonight|right now|now|"
            r"tomorrow|tomorow|tommorow|tommorrow|tmrw|yesterday|last night|this (?:morning|afternoon|evening))\b",
            _plain,
        ),
    )
)

_TIMES = re.compile(
    r"\b(?:at |around |by )?\d{1,2}(?:[:.]\d{2})? ?(?:[ap]\.?m\b\.?|o'?clock)|\bat \d{1,2}(?:[:.]\d{2})?\b(?!/)|"
    r"\b\d{1,2}:\d{2}(?::\d{2})?\b"
)
_ISO_TIME = re.compile(r"(\d{4}-\d\d-\d\d)[t ]\d\d:\d\d(:\d\d)?(\.\d+)?z?")
_ORDINAL = re.compile(rf"\b(?:(twenty|thirty)[ -])?({'|'.join(_ORDINAL_WORDS)})\b")
_COUNT = re.compile(
    rf"\b({'|'.join(sorted(_SMALL, key=len, reverse=True))})(?: of)? (?={_UNIT.replace('?P<unit>', '?:')})"
)
_VAGUE = re.compile(r"\b(?:or|between|either|not|any|anytime|whenever|sometime|until|till|through|to)\b")


def _simpler(words: str) -> str:
    """Lower case, one spacing, ordinals and small counts in digits, times of day gone."""
    text = re.sub(r"[,;!?()\"]", " ", words[:200].lower().replace("\u2019", "'"))
    text = _ISO_TIME.sub(r"\1", " ".join(text.split()))
    text = _ORDINAL.sub(lambda m: f"{_ORDINAL_WORDS[m[2]] + {'twenty': 20, 'thirty': 30}.get(m[1] or '', 0)}th", text)
    text = re.sub(r"\b(?:a|the) (?:couple|fortnight)\b", lambda m: m[0].split(" ")[1], text)
    text = re.sub(r"\b(?<!\d )fortnight\b", "1 fortnight", text)
    text = _COUNT.sub(lambda m: f"{_SMALL[m[1]]} ", text)
    return _TIMES.sub(" ", text).strip(" .")


def _scan(text: str, today: date, back: bool) -> set[date]:
    found: set[date] = set()
    for pattern, reader in _PATTERNS:
        for match in list(pattern.finditer(text)):
            day = reader(match, today, back)
            if day is None:
                return set()
            found.add(day)
        text = pattern.sub(" | ", text)
    return found


def read_date(words: str, today: date, *, back: bool = False) -> date | None:
    """The one day some words name, or None. `back` says the day lies in the past where the words leave it open."""
    text = _simpler(words)
    found = _scan(text, today, back)
    if len(found) != 1 or (_VAGUE.search(text) and not _AIMED.search(text)):
        return None
    return found.pop()


# "not before the 5th" and "I'd like to go on friday" name one day all the same.
_AIMED = re.compile(
    r"\b(?:like|want|need|have|love|prefer|going|plan|hoping|up|due) to\b|\bto (?:be|go|leave|fly|start|travel)\b"
)
