"""Days in the ways people write them: by distance ("in two weeks"), by weekday ("next friday"), by the calendar."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import date

from studio.conversations.phrasebook.number_words import in_words

MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
          "December")  # fmt: skip
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
FIXED = {
    0: ("today", "today", "this morning"),
    1: ("tomorrow", "tomorrow", "Tomorrow", "tmrw", "tomorow"),
    2: ("the day after tomorrow", "in two days", "day after tomorrow"),
    -1: ("yesterday", "yesterday", "last night", "a day ago"),
    -2: ("the day before yesterday", "two days ago", "2 days ago"),
    7: ("in a week", "a week from today", "in a week's time"),
    -7: ("a week ago", "one week ago", "7 days ago"),
    14: (
        "in two weeks",
        "in a fortnight",
        "in 2 weeks",
        "two weeks from now",
        "in two weeks' time",
        "a fortnight from today",
    ),
    -14: ("two weeks ago", "a fortnight ago", "2 weeks ago"),
}
HOLIDAYS = {
    (12, 24): ("Christmas Eve", "christmas eve"), (12, 25): ("Christmas Day", "christmas", "Christmas"),
    (12, 31): ("New Year's Eve", "new years eve"), (2, 14): ("Valentine's Day", "valentines day"),
    (10, 31): ("Halloween", "halloween"), (3, 17): ("St Patrick's Day",), (1, 1): ("New Year's Day",),
    (12, 26): ("Boxing Day", "boxing day"),
}  # fmt: skip
DAY_AND_MONTH = (
    "{n} {m}", "{m} {n}", "{o} of {m}", "the {o} of {m}", "{m} {o}", "{n} {s}", "{o} {m}", "{n} {l}", "{o} of {l}",
    "{l} {n}", "{s} {n}", "{s} {o}", "{l} {o}", "{w} {n} {m}", "{w} the {o} of {m}", "{w}, {m} {o}", "{w} {o} {l}",
    "{x} {n} {s}", "{n}. {m}", "{m} the {o}",
)  # fmt: skip
CALENDAR_SHARE = 0.45


def date_words(day: date, today: date, rng: random.Random, *, back: bool = False) -> str:
    """One way of writing a day. Not every way reads back in every year: the caller checks."""
    distance = (day - today).days
    near = list(_near(day, distance))
    if near and rng.random() > CALENDAR_SHARE:
        return rng.choice(near)
    settled = -300 < distance <= 0 if back else 0 <= distance < 300
    return _calendar(day, rng, with_year=not settled)


def _near(day: date, distance: int) -> Iterator[str]:
    weekday = WEEKDAYS[day.weekday()]
    low = weekday.casefold()
    yield from FIXED.get(distance, ())
    if 2 <= distance <= 6:
        yield from (weekday, low, f"this {weekday}", f"this {low}", f"this coming {weekday}", low[:3], f"coming {low}")
    if 7 <= distance <= 13:
        yield from (f"next {weekday}", f"next {low}", f"{weekday} next week", f"{low} week", f"next {low[:3]}")
    if 14 <= distance <= 20:
        yield from (f"{weekday} the week after next", f"two weeks from {low}", f"the {day.day}{_ending(day.day)}")
    if -6 <= distance <= -2:
        yield from (f"last {weekday}", weekday, f"last {low}", low, f"this past {low}")
    if 3 <= distance <= 20:
        yield from (f"in {distance} days", f"in {in_words(distance)} days", f"{in_words(distance)} days from now")
        yield from (f"the {day.day}{_ending(day.day)}", f"{low} the {day.day}{_ending(day.day)}")
    if -20 <= distance <= -3:
        yield from (f"{-distance} days ago", f"{in_words(-distance)} days ago", f"the {day.day}{_ending(day.day)}")
    if distance > 14 and distance % 7 == 0 and distance <= 70:
        yield from (
            f"in {in_words(distance // 7)} weeks",
            f"{distance // 7} weeks from now",
            f"in {distance // 7} weeks",
        )
    if distance < -14 and distance % 7 == 0 and distance >= -70:
        yield from (f"{in_words(-distance // 7)} weeks ago", f"{-distance // 7} weeks ago")
    if 28 <= abs(distance) <= 31:
        yield from ("in a month", "a month from now", "a month from today") if distance > 0 else ("a month ago",)
    yield from HOLIDAYS.get((day.month, day.day), ()) if abs(distance) < 300 else ()


def _calendar(day: date, rng: random.Random, with_year: bool) -> str:
    month, weekday, number = MONTHS[day.month - 1], WEEKDAYS[day.weekday()], day.day
    if rng.random() < 0.25:
        ways = [day.isoformat(), f"{day:%d/%m/%Y}", f"{day.day}.{day.month}.{day.year}", f"{day:%d-%m-%Y}",
                f"{day.day}/{day.month}/{day:%y}", f"{day:%d.%m.%Y}"]  # fmt: skip
        ways += [] if with_year else [f"{day.day}/{day.month}", f"{day.day}.{day.month}", f"{day:%d/%m}"]
        return rng.choice(ways)
    told = {"n": number, "o": f"{number}{_ending(number)}", "m": month, "s": month[:3], "l": month.casefold(),
            "w": weekday, "x": weekday[:3].casefold()}  # fmt: skip
    said: str = rng.choice(DAY_AND_MONTH[:13] if with_year else DAY_AND_MONTH).format(**told)
    if not with_year and rng.random() < 0.9:
        return said
    return said + rng.choice((" ", ", ", " ")) + str(day.year)


def _ending(number: int) -> str:
    if 10 <= number % 100 <= 20:
        return "th"
    return {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
