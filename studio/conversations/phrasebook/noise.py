"""How people's typing differs from tidy sentences: case, punctuation, contractions, slips of the finger.

Applied to wording only; values are put in afterwards and stay as they were given.
"""

from __future__ import annotations

import random
import re

NEIGHBOURS = {
    "a": "sq", "b": "vn", "c": "xv", "d": "sf", "e": "wr", "f": "dg", "g": "fh", "h": "gj", "i": "uo", "k": "jl",
    "l": "k", "m": "n", "n": "bm", "o": "ip", "p": "o", "r": "et", "s": "ad", "t": "ry", "u": "yi", "v": "cb",
    "w": "qe", "y": "tu",
}  # fmt: skip
LONGER = {
    "i'm": "I am", "i'd": "I would", "i'll": "I will", "i've": "I have", "it's": "it is", "that's": "that is",
    "don't": "do not", "doesn't": "does not", "isn't": "is not", "can't": "cannot", "won't": "will not",
    "haven't": "have not", "didn't": "did not", "let's": "let us", "we're": "we are", "there's": "there is",
    "what's": "what is", "couldn't": "could not", "wouldn't": "would not", "we'd": "we would", "you're": "you are",
}  # fmt: skip
SLOT = re.compile(r"(\{\w+\})")


def roughen(text: str, rng: random.Random, *, slips: float = 0.10) -> str:
    """A frame as someone might have typed it. Slots in braces are left alone."""
    parts = SLOT.split(text)
    lower = rng.random() < 0.35
    spelled = rng.random() < 0.12
    bare = rng.random() < 0.12
    slip = rng.random() < slips
    made = []
    for part in parts:
        if SLOT.fullmatch(part):
            made.append(part)
            continue
        part = _spell_out(part) if spelled else part
        part = part.replace("'", "") if bare else part
        part = part.casefold() if lower else part
        made.append(_slip(part, rng) if slip else part)
    told = "".join(made)
    roll = rng.random()
    if roll < 0.25:
        told = told.rstrip(".!")
    elif roll < 0.35 and told[-1:].isalnum():
        told += rng.choice((".", ".", "!", "..."))
    if not lower and rng.random() < 0.35:
        told = told[:1].upper() + told[1:]
    return told


def _spell_out(text: str) -> str:
    return re.sub(r"[A-Za-z]+'[a-z]+", lambda m: LONGER.get(m[0].casefold(), m[0]), text)


def _slip(text: str, rng: random.Random) -> str:
    """One slip in one longer word: a letter left out, doubled, swapped with the next, or a neighbouring key."""
    words = list(re.finditer(r"[A-Za-z]{4,}", text))
    if not words:
        return text
    word = rng.choice(words)
    at = rng.randrange(word.start() + 1, word.end() - 1)
    roll = rng.random()
    if roll < 0.3:
        return text[:at] + text[at + 1 :]
    if roll < 0.5:
        return text[:at] + text[at] + text[at:]
    if roll < 0.75:
        return text[:at] + text[at + 1] + text[at] + text[at + 2 :]
    return text[:at] + rng.choice(NEIGHBOURS.get(text[at].casefold(), text[at])) + text[at + 1 :]
