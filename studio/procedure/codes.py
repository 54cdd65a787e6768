"""Codes in a person's own words, read by the author's pattern: booking references, policy numbers, order ids.

People type them in lower case, with spaces, or without the dash; the pattern says what the code really looks like.
"""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import combinations
from typing import Any

LONGEST = 40
LONGEST_PATTERN = 200
PATIENCE = 0.05  # seconds for one pattern on one candidate: an author's pattern must not hang the studio
_SEPARATORS = "-/. "


@lru_cache(maxsize=256)
def compiled(pattern: str) -> re.Pattern[str] | None:
    """The author's pattern, or None where it is no regular expression."""
    try:
        return re.compile(pattern, re.IGNORECASE) if len(pattern) <= LONGEST_PATTERN else None
    except (re.error, RecursionError, OverflowError):
        return None


def _may_hang(pattern: str) -> bool:
    """Whether a pattern could take for ever on a short text: a repeated group, or several open-ended repetitions."""
    return re.search(r"\)[*+{]", pattern) is not None or len(re.findall(r"[*+]|\{\d*,\}", pattern)) > 2


@lru_cache(maxsize=64)
def _careful(pattern: str) -> Any:
    """The same pattern by the `regex` library, which can be told when to stop but takes longer to load."""
    import regex  # type: ignore[import-untyped]

    try:
        return regex.compile(pattern, regex.IGNORECASE)
    except regex.error:
        return None


def matches(pattern: str, text: str) -> bool:
    """Whether the whole text is such a code, in upper or lower case. A pattern that takes too long matches nothing."""
    expression = compiled(pattern)
    if expression is None or not _may_hang(pattern):
        return expression is not None and expression.fullmatch(text) is not None
    try:
        careful = _careful(pattern)
        return careful is not None and careful.fullmatch(text, timeout=PATIENCE) is not None
    except TimeoutError:
        return False


def _spelled(pattern: str, text: str) -> str | None:
    """The text as the pattern wants it: as it stands, without separators, or with the pattern's own put back."""
    bare = re.sub(r"[\s./_-]", "", text)
    for candidate in (text, re.sub(r"\s", "", text), bare):
        if candidate and matches(pattern, candidate):
            return candidate.upper()
    for separator in (sign for sign in _SEPARATORS if sign in pattern.replace("\\-", "-").replace("\\.", ".")):
        for count in (1, 2):
            for places in combinations(range(1, min(len(bare), 20)), count):
                parts = [bare[start:end] for start, end in zip((0, *places), (*places, len(bare)), strict=True)]
                if matches(pattern, candidate := separator.join(parts)):
                    return candidate.upper()
    return None


def read_code(pattern: str, words: str) -> str | None:
    """The one code in some words, upper-case, as the pattern spells it. Without a pattern: groups of capitals
    and digits put together, else the one word with a digit in it, else up to three short words put together."""
    text = " ".join(words.split())[:200]
    tokens = [token.strip(".,;:!?\"'()#") for token in text.split()]
    tokens = [token for token in tokens if token]
    if not pattern:
        if 0 < len(tokens) <= 4 and all(token.isupper() or token.isdigit() for token in tokens):
            return "".join(tokens)
        told = {token.upper() for token in tokens if any(sign.isdigit() for sign in token)}
        if len(told) == 1:
            return told.pop()
        return "".join(tokens).upper() if 0 < len(tokens) <= 3 and len(text) <= LONGEST else None
    if compiled(pattern) is None:
        return None
    whole = _spelled(pattern, text) if len(text) <= LONGEST else None
    return whole or _inside(pattern, tokens)


def _inside(pattern: str, tokens: list[str]) -> str | None:
    """The one code among other words: the longest run of neighbouring words that is one, each word first as it is."""
    for size in range(1, min(6, len(tokens)) + 1):
        runs = [" ".join(tokens[at : at + size]) for at in range(len(tokens) - size + 1)]
        found = {code for run in runs if len(run) <= LONGEST for code in [_quick(pattern, run)] if code}
        if found:
            return found.pop() if len(found) == 1 else None
    return None


def _quick(pattern: str, run: str) -> str | None:
    if not any(sign.isdigit() for sign in run) and not run.isupper():
        return None
    return _spelled(pattern, run)
