"""As much English grammar as turning a question into a statement takes: subjects, persons, tenses, opposites."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from studio.conversations.phrasebook import frames

BE = frozenset(("is", "are", "was", "were", "am"))
NEGATED = {
    "is": "isn't", "are": "aren't", "was": "wasn't", "were": "weren't", "do": "don't", "does": "doesn't",
    "did": "didn't", "have": "haven't", "has": "hasn't", "can": "can't", "could": "couldn't", "will": "won't",
    "would": "wouldn't", "should": "shouldn't", "shall": "won't", "may": "may not", "am": "am not",
}  # fmt: skip
IMPERSONAL = frozenset(("anyone", "anybody", "someone", "somebody", "anything"))
_PRONOUNS = IMPERSONAL | frozenset(
    ("you", "it", "this", "that", "there", "they", "these", "those", "we", "i", "he", "she", "everything", "everyone",
     "everybody", "all", "both", "one", "any")
)  # fmt: skip
_DETERMINERS = frozenset(
    "the your my a an any all both his her its our their this that these those every each one some".split()
)


class Classes(NamedTuple):
    """Word classes, from the lexicon."""

    prepositions: frozenset[str]
    adverbs: frozenset[str]
    states: frozenset[str]
    verbs: frozenset[str]
    nounish: frozenset[str]
    participles: frozenset[str]


@lru_cache(maxsize=1)
def classes() -> Classes:
    """The word classes that tell where a subject ends."""
    listed = frames.lexicon()["grammar"]
    return Classes(*(frozenset(listed[name].split()) for name in Classes._fields))


_PARTICIPLE = re.compile(r"[a-z]{2,}(?:ed|ing|able|ible)")
_PERSONS = {
    "your": "my", "yours": "mine", "yourself": "myself", "my": "your", "me": "you", "our": "your", "us": "you",
    "i": "you", "we": "you", "yourselves": "ourselves", "mine": "yours",
}  # fmt: skip


def turned(text: str, *, subject: bool = False) -> str:
    """A phrase from the other person's side: "your car" -> "my car", "book it for you" -> "book it for me"."""
    if subject and text.casefold() == "you":
        return "I"
    words = text.split()
    made = []
    for i, word in enumerate(words):
        plain = word.casefold()
        if plain == "you":
            begins = i + 1 < len(words) and (
                words[i + 1].casefold() in classes().verbs | classes().adverbs | set(NEGATED)
            )
            made.append("I" if begins else "me")
        else:
            made.append(_PERSONS.get(plain, word))
    return re.sub(r"\bI are\b", "I am", re.sub(r"\bI were\b", "I was", " ".join(made)))


def parted(auxiliary: str, rest: str) -> tuple[str, str]:
    """The subject and what is said of it; empty where that cannot be told."""
    words = rest.split()
    first = words[0].casefold()
    if first in _PRONOUNS and not (len(words) > 1 and first in _DETERMINERS and _is_noun_next(auxiliary, words)):
        return words[0], " ".join(words[1:])
    at = _break(auxiliary, words)
    return (" ".join(words[:at]), " ".join(words[at:])) if at else ("", "")


def _is_noun_next(auxiliary: str, words: list[str]) -> bool:
    """Whether "this", "that", "all" ... stands before a noun ("is this seat free") and not alone ("is this free")."""
    after = words[1].casefold()
    plain = after in classes().prepositions | classes().adverbs | classes().states | _DETERMINERS | _PRONOUNS or bool(
        _PARTICIPLE.fullmatch(after)
    )
    if auxiliary in ("do", "does", "did", "can", "could", "will", "would", "should"):
        return after not in classes().verbs | classes().adverbs
    return not plain and len(words) > 2


def _break(auxiliary: str, words: list[str]) -> int:
    """Where the subject ends."""
    if auxiliary not in BE and auxiliary not in ("has", "have"):
        return next((i for i in range(1, len(words)) if words[i].casefold() in classes().verbs | classes().adverbs), 0)
    telling = [
        i for i in range(2 if words[0].casefold() in _DETERMINERS else 1, len(words)) if _tells(auxiliary, words, i)
    ]
    if telling:
        return telling[0]
    return next((i for i in range(2, len(words)) if words[i].casefold() in classes().prepositions), 0)


_LINKS = frozenset("and or to as than when while if because since after before until".split())


def _tells(auxiliary: str, words: list[str], i: int) -> bool:
    """Whether the word is said of the subject rather than being part of it ("green" in "is the light green")."""
    word = words[i].casefold().strip(",")
    if word in classes().prepositions and word not in ("on", "off", "up", "down", "out", "in"):
        return False
    if word in ("on", "off", "up", "down", "out", "in"):
        return i == len(words) - 1
    if auxiliary in ("has", "have"):
        done = word in classes().participles | classes().adverbs or re.fullmatch(r"[a-z]{3,}ed", word) is not None
        return done and word not in classes().nounish
    known = word in classes().states | classes().participles | classes().adverbs or (
        _PARTICIPLE.fullmatch(word) is not None and word not in classes().nounish
    )
    if not known:
        return False
    after = words[i + 1].casefold() if i + 1 < len(words) else ""
    follows = classes().prepositions | classes().adverbs | classes().states | _LINKS
    return not after or word in classes().adverbs or after in follows


def pronoun(subject: str, auxiliary: str) -> str:
    """The pronoun that stands for a subject: "the lights" -> "they"."""
    plain = subject.casefold()
    if plain in ("i", "you", "it", "they", "he", "she", "there"):
        return subject if plain != "i" else "I"
    if plain == "we":
        return "we"
    if auxiliary in ("are", "were", "do", "have"):
        return "they"
    return "it"


def contracted(subject: str, auxiliary: str) -> str:
    """Subject and auxiliary as one in speech: "it's", "I've", "the light's"."""
    endings = {"is": "'s", "has": "'s", "am": "'m", "are": "'re", "have": "'ve", "will": "'ll", "would": "'d"}
    plain = subject.casefold()
    short = plain in ("i", "you", "it", "they", "he", "she", "we", "there", "that")
    if auxiliary in ("is", "has") and (short or subject[-1:] not in "sxz"):
        return f"{subject}'s"
    if short and auxiliary in endings and (plain, auxiliary) != ("there", "are"):
        return f"{subject}{endings[auxiliary]}"
    return f"{subject} {auxiliary}"


def third(verb: str) -> str:
    """The verb's third person: work, works."""
    known = {"have": "has", "do": "does", "go": "goes", "be": "is"}
    if re.search(r"[^aeiou]y$", verb):
        return verb[:-1] + "ies"
    return known.get(verb, verb + ("es" if re.search(r"(?:s|sh|ch|x|z|o)$", verb) else "s"))


def past(verb: str) -> str:
    """The verb's past: work, worked."""
    irregular: dict[str, str] = frames.lexicon()["irregular"]
    if verb in irregular:
        return irregular[verb]
    if verb.endswith("e"):
        return verb + "d"
    return verb[:-1] + "ied" if re.search(r"[^aeiou]y$", verb) else verb + "ed"


@lru_cache(maxsize=1)
def _opposites() -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for one, other in frames.lexicon()["opposite"]["pairs"]:
        found[one] = (*found.get(one, ()), other)
        found[other] = (*found.get(other, ()), one)
    return found


def opposite(state: str) -> tuple[str, ...]:
    """Opposites of a state ("on now" -> "off now"); none where it is not known."""
    for size in (2, 1):
        words = state.split()
        head = " ".join(words[:size])
        if head in _opposites() and len(words) - size <= 1:
            rest = " ".join(words[size:])
            return tuple(f"{other} {rest}".strip() for other in _opposites()[head])
    return ()
