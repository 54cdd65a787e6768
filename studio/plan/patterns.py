"""Texts that match an author's pattern, for codes: "NF-\\d{6}" gives "NF-204815".

Understands what patterns for codes use: literals, escapes, classes, groups, alternatives and repetitions. What it does
not understand it leaves out; the caller checks each text against the pattern by `procedure.codes`.
"""

from __future__ import annotations

import random
import string

_DIGITS = string.digits
# Letters that nobody mistakes for digits come up most in real codes; a pattern's own class may still hold them all.
_CAPITALS = string.ascii_uppercase
_CLASSES = {"d": _DIGITS, "w": _CAPITALS + _DIGITS, "s": " ", "D": _CAPITALS, "W": "-", "S": _CAPITALS + _DIGITS}
OPEN_ENDED = 4


def text_for(pattern: str, rng: random.Random) -> str:
    """A random text made after the pattern."""
    return _Generator(pattern, rng).alternatives()


class _Generator:
    """Walks the pattern once, making text as it goes; alternatives not chosen are walked and thrown away."""

    def __init__(self, pattern: str, rng: random.Random) -> None:
        self.pattern, self.rng, self.at = pattern, rng, 0

    def alternatives(self) -> str:
        made = [self._sequence()]
        while self._peek() == "|":
            self.at += 1
            made.append(self._sequence())
        return self.rng.choice(made)

    def _peek(self) -> str:
        return self.pattern[self.at : self.at + 1]

    def _sequence(self) -> str:
        made = []
        while self._peek() and self._peek() not in "|)":
            start = self.at
            part = self._atom()
            after = self.at
            low, high = self._repetition()
            end = self.at
            for count in range(self.rng.randint(low, high)):
                if count:
                    self.at = start
                    part = self._atom()
                    self.at = after
                made.append(part)
            self.at = end
        return "".join(made)

    def _atom(self) -> str:
        sign = self._peek()
        self.at += 1
        if sign == "(":
            if self.pattern.startswith("?", self.at):
                self.at = max(self.at, self._group_head())
            part = self.alternatives()
            self.at += 1
            return part
        if sign == "[":
            return self.rng.choice(self._set() or "A")
        if sign == "\\":
            escaped = self._peek()
            self.at += 1
            return self.rng.choice(_CLASSES[escaped]) if escaped in _CLASSES else "" if escaped in "bBAZ" else escaped
        if sign in "^$":
            return ""
        return self.rng.choice(_CAPITALS + _DIGITS) if sign == "." else sign

    def _group_head(self) -> int:
        """Where the contents of "(?:", "(?P<name>" and the like begin."""
        for mark in (":", ">", "=", "!"):
            found = self.pattern.find(mark, self.at)
            if 0 <= found <= self.at + 24:
                return found + 1
        return self.at + 1

    def _set(self) -> str:
        """The characters of a class, capitals preferred to small letters since codes are written so."""
        end = self.pattern.find("]", self.at + 1)
        body, self.at = self.pattern[self.at : end], end + 1
        negated, body = body.startswith("^"), body.removeprefix("^")
        chosen, i = "", 0
        while i < len(body):
            if body[i] == "\\" and i + 1 < len(body):
                chosen += _CLASSES.get(body[i + 1], body[i + 1])
                i += 2
            elif body[i + 1 : i + 2] == "-" and i + 2 < len(body):
                chosen += "".join(map(chr, range(ord(body[i]), ord(body[i + 2]) + 1)))
                i += 3
            else:
                chosen += body[i]
                i += 1
        if negated:
            chosen = "".join(sign for sign in _CAPITALS + _DIGITS if sign not in chosen)
        return "".join(sign for sign in chosen if not sign.islower()) or chosen

    def _repetition(self) -> tuple[int, int]:
        sign = self._peek()
        simple = {"?": (0, 1), "*": (0, OPEN_ENDED), "+": (1, OPEN_ENDED)}
        found = (1, 1)
        if sign in simple and sign:
            self.at += 1
            found = simple[sign]
        elif sign == "{" and "}" in self.pattern[self.at :]:
            end = self.pattern.index("}", self.at)
            low, comma, high = self.pattern[self.at + 1 : end].partition(",")
            if low.strip().isdigit() or high.strip().isdigit():
                self.at = end + 1
                least = int(low or 0)
                found = (least, int(high) if high.strip() else least + OPEN_ENDED if comma else least)
        if self._peek() == "?" and found != (1, 1):
            self.at += 1
        return found
