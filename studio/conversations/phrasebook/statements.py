"""From a yes/no question to the statements that answer it without a yes or a no.

"Is the light green?" -> "the light is green", "the light isn't green". What cannot be turned safely is left alone.
"""

from __future__ import annotations

import re
from functools import lru_cache

AUXILIARY = r"is|are|was|were|do|does|did|have|has|can|could|will|would|should"
QUESTION = re.compile(
    rf"\b({AUXILIARY})\s+((?:the|your|you|it|this|that|there|any|anyone|someone|they|these|my|we)\b[^,?]*)\?", re.I
)
SWAPS = {"your": "my", "you": "I", "yours": "mine", "yourself": "myself", "my": "your"}
NEGATED = {
    "is": "isn't", "are": "aren't", "was": "wasn't", "were": "weren't", "do": "don't", "does": "doesn't",
    "did": "didn't", "have": "haven't", "has": "hasn't", "can": "can't", "could": "couldn't", "will": "won't",
    "would": "wouldn't", "should": "shouldn't", "am": "am not",
}  # fmt: skip
BREAKS = re.compile(
    r"\b(still|already|able|working|here|there|now|going|on|off|in|at|safe|fit|hurt|green|red|open|closed|correct|right"
    r"|ok|okay|fine|ready|sure|back|[a-z]+ed|[a-z]+ing|[a-z]+able)\b"
)


@lru_cache(maxsize=2000)
def statements(question: str) -> tuple[str, str] | None:
    """A question's affirmative and negative statement, from the side of the one who answers; None where unsure."""
    asked = list(QUESTION.finditer(question))
    if not asked:
        return None
    found = asked[-1]
    auxiliary, rest = found[1].casefold(), found[2].strip()
    subject, remainder = _split(auxiliary, rest)
    if not subject or not remainder:
        return None
    subject, remainder = _turned(subject), _turned(remainder)
    if subject == "I" and auxiliary in ("are", "were"):
        auxiliary = {"are": "am", "were": "was"}[auxiliary]
    if auxiliary in ("do", "does", "did"):
        positive = f"{subject} {_inflected(auxiliary, remainder)}"
        return positive, f"{subject} {NEGATED[auxiliary]} {remainder}"
    negative = f"I'm not {remainder}" if auxiliary == "am" else f"{subject} {NEGATED[auxiliary]} {remainder}"
    positive = f"I'm {remainder}" if auxiliary == "am" else f"{subject} {auxiliary} {remainder}"
    return positive, negative


def _split(auxiliary: str, rest: str) -> tuple[str, str]:
    """The subject and what is said of it."""
    words = rest.split()
    if words[0].casefold() in ("you", "it", "this", "that", "there", "they", "these", "we", "anyone", "someone"):
        return words[0], " ".join(words[1:])
    if auxiliary in ("is", "are", "was", "were", "has", "have"):
        found = BREAKS.search(rest, len(words[0]) + 1)
        if found and found.start() > len(words[0]) + 1:
            return rest[: found.start()].strip(), rest[found.start() :]
    return "", ""


def _turned(text: str) -> str:
    return " ".join(SWAPS.get(word.casefold(), word) for word in text.split())


def _inflected(auxiliary: str, verb_phrase: str) -> str:
    verb, _, rest = verb_phrase.partition(" ")
    if auxiliary == "do":
        told = verb
    elif auxiliary == "does":
        told = {"have": "has", "do": "does", "go": "goes"}.get(
            verb, verb + ("es" if re.search(r"(s|sh|ch|x|o)$", verb) else "s")
        )
    else:
        return f"did {verb_phrase}"
    return f"{told} {rest}".rstrip()
