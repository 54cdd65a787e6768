"""The underlined letters of a menu: no two entries share one, whatever was registered and in whatever language."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence


def letter(text: str) -> str:
    """The letter by which an entry is reached, in small; "" where it has none. "&&" is an ampersand, no mark."""
    found = re.search(r"&([^&\s])", text.replace("&&", "  "))
    return found[1].casefold() if found else ""


def distinct(texts: Sequence[str]) -> list[str]:
    """The entries of one menu with no letter twice: the first that has it keeps it, a later one gets the first free
    letter of its words, else of all its letters, else none."""
    taken = {letter(text) for text in texts}
    seen: set[str] = set()
    made = []
    for text in texts:
        mine = letter(text)
        if mine and mine in seen:
            bare = _unmarked(text)
            at = next((at for at in _places(bare) if bare[at].casefold() not in taken), None)
            text = bare if at is None else f"{bare[:at]}&{bare[at:]}"
            mine = letter(text)
            taken.add(mine)
        seen.add(mine)
        made.append(text)
    return made


def _unmarked(text: str) -> str:
    parts = text.split("&&")
    return "&&".join(part.replace("&", "") for part in parts)


def _places(text: str) -> Iterable[int]:
    """Where a mark may stand: the beginnings of words first."""
    letters = [at for at, sign in enumerate(text) if sign.isalnum()]
    starts = [at for at in letters if at == 0 or text[at - 1].isspace()]
    return [*starts, *(at for at in letters if at not in starts)]
