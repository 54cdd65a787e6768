"""How people's typing differs from tidy sentences: case, punctuation, contractions, chat spellings, slips.

Applied to wording only; values are put in afterwards and stay as they were given.
"""

from __future__ import annotations

import random
import re

from studio.conversations.phrasebook import frames

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
    "aren't": "are not", "hasn't": "has not", "wasn't": "was not", "weren't": "were not", "shouldn't": "should not",
}  # fmt: skip
TIDY = 0.5
QUESTION = re.compile(r"(?:what|who|where|when|how|why|which|is|are|do|does|can|could|would|will)\b", re.IGNORECASE)
SLOT = re.compile(r"(\{\w+\})")
ENDINGS = ("!", "...", "!!", " :)", " 🙂", " 👍", "..", " thanks", " 😅", " ok")
FILLERS = ("um, ", "like ", "you know, ", "uhm ", "err ")
# Words whose loss of a letter, or another letter, would be another answer.
FRAGILE = frozenset(
    "yes yeah yep yup nope none never cannot can't don't isn't doesn't didn't haven't hasn't won't".split()
)


def roughen(text: str, rng: random.Random, *, slips: float = 0.10, ends: bool = True) -> str:
    """A frame as someone might have typed it. Slots in braces are left alone."""
    lower = rng.random() < 0.3
    habits = [habit for habit, rate in _HABITS if rng.random() < rate]
    if rng.random() < slips:
        habits.append(_slip)
    made = []
    for part in SLOT.split(text):
        if not SLOT.fullmatch(part):
            for habit in habits:
                part = habit(part, rng)
            part = part.casefold() if lower else part
        made.append(part)
    told = "".join(made)
    if ends:
        told = _ended(told, rng, lower)
    return told[:1].upper() + told[1:] if not lower and rng.random() < 0.4 else told


def _ended(told: str, rng: random.Random, lower: bool) -> str:
    roll = rng.random()
    if roll < 0.45 and told[-1:] in ".!":
        return told.rstrip(".!")
    if roll < 0.3 and told.endswith("?") and lower:
        return told[:-1]
    if told[-1:].isalnum():
        if roll < 0.1:
            return told + "."
        if roll > 0.94:
            return told + rng.choice(ENDINGS)
    return told


def shouted(text: str, rng: random.Random) -> str:
    """The odd message that is all in capitals."""
    return text.upper() if rng.random() < 0.012 else text


def tidied(text: str, rng: random.Random, *, capital: bool) -> str:
    """About half of all people begin with a capital and end with a full stop, however they typed the rest."""
    if rng.random() < TIDY:
        text = text[:1].upper() + text[1:] if capital else text
        if rng.random() < 0.75 and text[-1:].isalnum():
            text += "?" if QUESTION.match(text) else "."
    return text


def _spell_out(text: str, rng: random.Random) -> str:
    return re.sub(r"[A-Za-z]+'[a-z]+", lambda m: LONGER.get(m[0].casefold(), m[0]), text)


def _bare(text: str, rng: random.Random) -> str:
    return text.replace("'", "")


def _chatty(text: str, rng: random.Random) -> str:
    chat = frames.lexicon()["chat"]
    return re.sub(r"[A-Za-z']+", lambda m: rng.choice(chat[m[0]]) if m[0] in chat else m[0], text)


def _unpunctuated(text: str, rng: random.Random) -> str:
    return re.sub(r"[,;:.](?= )", "", text)


def _dotted(text: str, rng: random.Random) -> str:
    return text.replace(", ", "... ", 1)


def _stretched(text: str, rng: random.Random) -> str:
    return re.sub(
        r"\b(so|no|oh|well|yes|please|really|very)\b", lambda m: m[0] + m[0][-1] * rng.randint(1, 3), text, count=1
    )


def _subjectless(text: str, rng: random.Random) -> str:
    """ "I think so" as "think so", "it's fine" as "fine"."""
    return re.sub(r"^(?:I (?=think|guess|have|need|want|would|don't|can't|did|just|already)|it's (?=[a-z]))", "", text)


def _filled(text: str, rng: random.Random) -> str:
    filler = rng.choice(FILLERS)
    if ", " in text and rng.random() < 0.5:
        return text.replace(", ", f", {filler}", 1)
    return filler + text if text and text[0] not in " ,.!?" else text


_HABITS = (
    (_spell_out, 0.10), (_chatty, 0.08), (_bare, 0.12), (_unpunctuated, 0.16), (_dotted, 0.04), (_stretched, 0.025),
    (_subjectless, 0.06), (_filled, 0.03),
)  # fmt: skip


def _slip(text: str, rng: random.Random) -> str:
    """One slip in one longer word: a letter left out, doubled, swapped with the next, or a neighbouring key."""
    words = [
        word for word in re.finditer(r"(?<!['A-Za-z])[A-Za-z]{4,}(?!')", text) if word[0].casefold() not in FRAGILE
    ]
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
