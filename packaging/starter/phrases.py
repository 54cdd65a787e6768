"""The stock of phrases for invented conversations, from phrases.toml, and two small things made of them."""

from __future__ import annotations

import random
import tomllib
from datetime import date, timedelta
from pathlib import Path
from typing import Any

STOCK: dict[str, Any] = tomllib.loads((Path(__file__).parent / "phrases.toml").read_text(encoding="utf-8"))


def of(name: str) -> tuple[str, ...]:
    """The phrases of one sort."""
    return tuple(STOCK[name])


GREETINGS = of("greetings")
WAITS = of("waits")
MORE = of("more")
CLOSINGS = of("closings")
DONE = of("done")
UNCLEAR_REPLY = of("unclear_reply")
SCOPE_REPLY = of("scope_reply")
ATTACK_REPLY = of("attack_reply")
HUMAN_REPLY = of("human_reply")
LEAVING_REPLY = of("leaving_reply")
DECLINED_REPLY = of("declined_reply")
CORRECTED_REPLY = of("corrected_reply")
ACKNOWLEDGED = of("acknowledged")
VAGUE = of("vague")
HUMAN = of("human")
LEAVING = of("leaving")
ATTACK = of("attack")
DECLINED = of("declined")
YES = of("yes")
NO = of("no")
HEDGES = of("hedges")
TAILS = of("tails")
ABOUT = of("about")
EXPLAIN = of("explain")
CHANGES = of("changes")
JOINS = of("joins")


def opening(rng: random.Random, today: date | None = None) -> str:
    """The message that opens a conversation, mostly with the day's date."""
    today = today or some_day(rng)
    return "[start]" if rng.random() < 0.2 else f"[start] Today is {today:%A %Y-%m-%d}."


def some_day(rng: random.Random) -> date:
    return date(rng.randrange(2019, 2033), 1, 1) + timedelta(days=rng.randrange(365))


def scruffy(text: str, rng: random.Random) -> str:
    """The sentence as people type it: sometimes without capitals or marks, sometimes with a slip of the finger."""
    if rng.random() < 0.35:
        text = text.lower()
    if rng.random() < 0.3:
        text = text.rstrip(".!")
    if rng.random() < 0.12 and len(text) > 8:
        at = rng.randrange(1, len(text) - 2)
        if text[at].isalpha() and text[at + 1].isalpha():
            slip = rng.choice(("swap", "drop", "twice"))
            middle = {"swap": text[at + 1] + text[at], "drop": text[at + 1], "twice": text[at] * 2 + text[at + 1]}[slip]
            text = text[:at] + middle + text[at + 2 :]
    return text
