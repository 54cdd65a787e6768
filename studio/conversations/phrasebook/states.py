"""The state a yes/no question asks after: "barely" is a no to "Is it working?", "staring me in the face" a yes to "Can
you see it?".

Told by the question's words alone, and only where they are plain: what could be meant either way is left out, and so is
a question after something bad, to which "barely" would be a no and "dead as a doornail" a yes.
"""

from __future__ import annotations

import re
from functools import lru_cache

from studio.conversations.phrasebook.statements import Reading

PRESENCE = {"yes": "present", "no": "absent"}
DOING = {"yes": "tried", "no": "untried"}
WELL = {"yes": "well", "no": "ill"}

_BAD = re.compile(
    r"\b(?:loos\w*|broken?|crack\w*|leak\w*|error\w*|warning\w*|fail\w*|stuck|jam\w*|nois[ey]\w*|smell\w*|smok\w*|dim\w*"
    r"|worn|damag\w*|dirty|filthy|corro\w*|problem\w*|trouble\w*|pain\w*|fever\w*|swollen|hurt\w*|overheat\w*|burn\w*"
    r"|wrong|dead|slow\w*|weak\w*|lost|stolen|late|delayed|crash\w*|freez\w*|frozen|unable|streak\w*|blurr\w*|low"
    r"|expired|blocked|clogged|declin\w*|injur\w*|bleed\w*|complain\w*|cut(?:ting|s)? out|drop(?:ping|s)? out|stall\w*"
    r"|refus\w*|bent|rust\w*|wobbl\w*|shak\w*|vibrat\w*|grind\w*|squeal\w*|rattl\w*|missing|struggl\w*|crust\w*|crud)\b",
    re.IGNORECASE,
)
_GOOD = re.compile(
    r"\b(?:work\w*|bright|normal\w*|clean|steady|lit|light(?:s|ing)? up|connect\w*|start\w*|r[au]n(?:s|ning)?|charg\w*"
    r"|new|full|fine|ok|okay|comfortable|clear|proper\w*|correct\w*|valid|good|safe|tight|turn(?:s|ing)? (?:on|over)"
    r"|spin\w*|fit\w*|load\w*|respond\w*|solid|smooth\w*|healthy|well|switch(?:es|ed)? on|come(?:s)? on|go through)\b",
    re.IGNORECASE,
)
_TURNED = re.compile(
    r"\b(?:not|no longer|\w+n't|without|never|stop\w*|quit\w*|hard to|less|out of|too)\b", re.IGNORECASE
)
_TOLD_TO = re.compile(
    r"\b(?:tr(?:y|ied)|check(?:ed)?|restart(?:ed)?|reboot(?:ed)?|reset|clean(?:ed)?|replaced?|swap(?:ped)?|unplug(?:ged)?"
    r"|reinstall(?:ed)?|updated?|empt(?:y|ied)|test(?:ed)?)\b",
    re.IGNORECASE,
)


@lru_cache(maxsize=4000)
def states(question: str, sort: str) -> dict[str, str]:
    """The kinds of phrase that stand for a yes and for a no to a question of this sort; empty where none is safe."""
    if _TURNED.search(question):
        return {}
    if sort == "see":
        return {} if re.search(r"\bfeel\b", question, re.IGNORECASE) else PRESENCE
    if sort == "done":
        return DOING if _TOLD_TO.search(question) else {}
    return WELL if sort == "" and _GOOD.search(question) and not _BAD.search(question) else {}


def state(read: Reading, question: str, answer: str) -> str:
    """The kind of phrase that tells this answer by the state of things; "" where none does."""
    return states(question, read.sort).get(answer, "")
