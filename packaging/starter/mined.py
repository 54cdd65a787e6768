"""Finds in the public dialogues what people really say to yes/no questions: yes, no, a question back, neither.

The label is read off the reply's first words; where enough is said after them, they can be taken away so that only the
statement carries the answer. Making conversations of these is the business of `interviews`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path

from corpora import Turn, dialogues
from guard import Guard

_ASKS = re.compile(
    r"^(?:(?:so|and|ok|okay|oh|well|but|great|sure|also)[ ,]+)*"
    r"(do|does|did|is|are|was|were|have|has|had|can|could|will|would|should|may|shall|don't|didn't|isn't|aren't|"
    r"haven't|won't|wouldn't)\b",
    re.IGNORECASE,
)
_YES = re.compile(
    r"^(yes|yeah|yea|yep|yup|sure|of course|absolutely|definitely|certainly|indeed|i do|i have|i am|i did|i would|"
    r"i was|correct|that's right|exactly|that would be|sounds good|please do)\b",
    re.IGNORECASE,
)
_NO = re.compile(
    r"^(no|nope|nah|not really|not yet|never|not at all|i don'?t(?! know)|i haven'?t|i didn'?t|i'?m not(?! sure)|"
    r"i am not(?! sure)|unfortunately not|i wouldn'?t|that's wrong|not now|not at this)\b",
    re.IGNORECASE,
)
_UNCLEAR = re.compile(
    r"^(i don'?t know|not sure|i'?m not sure|i am not sure|maybe|it depends|perhaps|possibly|hmm|i guess|idk|kind of|"
    r"sort of)\b",
    re.IGNORECASE,
)
_WORD_OF_ANSWER = re.compile(
    r"^(?:(?:yes|yeah|yea|yep|yup|sure|of course|absolutely|definitely|certainly|indeed|correct|exactly|no|nope|nah)\b"
    r"[ ,.!;-]*)+",
    re.IGNORECASE,
)
_LONGEST = 28
_ASSISTED = ("sgd", "multiwoz", "camrest", "woz", "taskmaster-4", "cookdial")


@dataclass
class Pools:
    """What was found: (question, reply, whether it means yes), (question, question back, its answer), (question,
    unclear reply), sentences about anything, and questions about anything."""

    yes_no: list[tuple[str, str, bool]] = field(default_factory=list)
    backs: list[tuple[str, str, str]] = field(default_factory=list)
    unclear: list[tuple[str, str]] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)


def last_sentence(text: str) -> str:
    return re.split(r"(?<=[.?!]) +", text.strip())[-1]


def without_answer_word(reply: str) -> str | None:
    """The statement that follows the yes or no, where it says enough by itself."""
    rest = _WORD_OF_ANSWER.sub("", reply)
    if rest == reply or len(rest.split()) < 3 or rest.endswith("?"):
        return None
    if re.match(r"(but|and|what|how|who|when|where|which|or|although|thank)\b", rest, re.IGNORECASE):
        return None
    return rest[0].upper() + rest[1:]


def means(reply: str) -> str:
    """What sort of reply it is to a yes/no question: yes, no, unclear, back or other."""
    if _UNCLEAR.match(reply):
        return "unclear"
    if _YES.match(reply):
        return "yes"
    if _NO.match(reply):
        return "no"
    return "back" if reply.endswith("?") else "other"


def collect(data: Path, guard: Guard) -> Pools:
    """Read every two-sided dialogue of the corpus. Texts of measuring sets are passed over."""
    pools = Pools()
    for source, turns in dialogues(data):
        turns = [(who, text) for who, text in turns if not guard.holds(text)]
        for place, (who, text) in enumerate(turns):
            if (
                source not in ("qmsum", "cookdial")
                and 3 <= len(text.split()) <= 22
                and (who == "user" or source != "sgd")
            ):
                pools.remarks.append(text)
            if place + 1 < len(turns) and turns[place + 1][0] != who:
                _pair(turns, place, source, pools)
    return pools


def _pair(turns: list[Turn], place: int, source: str, pools: Pools) -> None:
    question, reply = last_sentence(turns[place][1]), turns[place + 1][1]
    length = len(question.split())
    if not question.endswith("?") or not 3 <= length <= _LONGEST or not _ASKS.match(question):
        return
    if _words(reply) > _LONGEST or source == "qmsum" or (source in _ASSISTED and turns[place][0] == "user"):
        return
    kind = means(reply)
    if kind in ("yes", "no"):
        pools.yes_no.append((question, reply, kind == "yes"))
    elif kind == "unclear":
        pools.unclear.append((question, reply))
    elif kind == "back" and length > 3 and place + 2 < len(turns) and _asks_back(reply, turns[place + 2][1]):
        pools.backs.append((question, reply, turns[place + 2][1]))


def _asks_back(reply: str, answer: str) -> bool:
    """Whether the reply is one question and nothing else, and its answer is short."""
    return last_sentence(reply) == reply and _words(reply) < 16 and _words(answer) < _LONGEST


def _words(text: str) -> int:
    return len(text.split())
