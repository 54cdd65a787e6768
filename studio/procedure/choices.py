"""Choices and yes or no in a person's own words.

The model hears these by meaning; this reading is for what is plain from the words: rehearsal, tests, the audit and
tables. Where the words do not name exactly one option there is no value.
"""

from __future__ import annotations

import re
from difflib import SequenceMatcher
from functools import lru_cache

from studio.procedure.model import Option

_SIMILAR = 0.84
_NEGATION = re.compile(
    r"(?:\b(?:not|no|isn't|don't want|rather than|instead of|anything but|except|without)) (?:the |a |an )?$"
)


def tokens(text: str) -> list[str]:
    """Lower-case words and numbers, with plural endings gone, so that "Flights" meets "flight"."""
    found = re.findall(r"[^\W_]+(?:'[^\W_]+)?", text.lower().replace("\u2019", "'").replace("_", " "))
    return [word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith("ss") else word for word in found]


@lru_cache(maxsize=10_000)
def _forms(option: Option) -> frozenset[tuple[str, ...]]:
    names = (option.id, option.label, *option.also)
    return frozenset(form for form in (tuple(tokens(words)) for words in names) if form)


def _places(form: tuple[str, ...], words: list[str]) -> list[tuple[int, int]]:
    size = len(form)
    return [(at, at + size) for at in range(len(words) - size + 1) if tuple(words[at : at + size]) == form]


def _contained(options: tuple[Option, ...], words: list[str]) -> set[str]:
    """Options named somewhere in the words. A form inside a longer one named at the same place ("economy" in "premium
    economy") does not count, nor does one that is ruled out ("not economy")."""
    named = [
        (start, end, option.id) for option in options for form in _forms(option) for start, end in _places(form, words)
    ]
    kept: set[str] = set()
    for start, end, option in named:
        covered = any(s <= start and end <= e and e - s > end - start for s, e, _ in named)
        if not covered and not _NEGATION.search(" ".join(words[:start]) + " "):
            kept.add(option)
    return kept


def _misspelt(options: tuple[Option, ...], words: list[str]) -> set[str]:
    """Options whose form is written nearly so, for forms long enough not to meet by chance."""
    kept: set[str] = set()
    for option in options:
        for form in _forms(option):
            goal = " ".join(form)
            runs = (" ".join(words[at : at + len(form)]) for at in range(len(words) - len(form) + 1))
            if len(goal) >= 5 and any(_near(run, goal) for run in runs):
                kept.add(option.id)
    return kept


def _near(run: str, goal: str) -> bool:
    if run[:1] != goal[:1] or abs(len(run) - len(goal)) > 3:
        return False
    return SequenceMatcher(None, run, goal).ratio() >= _SIMILAR


@lru_cache(maxsize=20_000)
def read_choice(options: tuple[Option, ...], words: str) -> str | None:
    """The id of the one option some words name: by id, label or another name of it, whole or within a phrase."""
    said = tokens(words[:400])
    if not said:
        return None
    whole = {option.id for option in options if tuple(said) in _forms(option)}
    found = whole or _contained(options, said) or _misspelt(options, said[:12])
    return found.pop() if len(found) == 1 else None


_YES = (
    r"yes|yea|yeah|yep|yup|yess+|ya|yas|aye|y|sure|ok|okay|okey|k|of course|absolutely|definitely|certainly|correct|"
    r"right|exactly|indeed|affirmative|true|totally|by all means|please do|go ahead|"
    r"(?:that |it |this )?sounds (?:\w+ )?(?:good|great|fine|right|perfect|correct)|"
    r"that(?:'s| is| would be|'d be|'ll be)? (?:right|correct|true|fine|good|great|ok|okay|perfect|works?)|"
    r"(?:no|not a) (?:problem|worries|worry)|why not|perfect|great|fine|good|"
    r"alright|all right|excellent|fantastic|wonderful|confirmed|"
    r"you(?:'ve)? got it|got it|works for me|that'll (?:work|do)|that suits (?:me|us)|gladly|with pleasure|always|"
    r"(?:looks|seems) (?:good|right|fine)|you bet|uh huh|mhm|i think so|i believe so|i guess so|"
    r"i'd (?:love|like) (?:to|that)"
)
_NO = (
    r"no|nope|nah|nay|n|negative|false|never|neither|none|not (?:really|yet|at all|now|today|quite|exactly|this time|"
    r"particularly|necessarily|anymore|any more|that i know of)|no (?:thanks|thank you|way)|of course not|"
    r"absolutely not|definitely not|certainly not|(?:please )?don't|wrong|incorrect|i'm good(?! with)|"
    r"that(?:'s| is) (?:not (?:right|correct|true)|wrong|incorrect)|i (?:don't|do not) (?:think|believe) so|"
    r"i'd rather not|rather not"
)
_STARTS_YES = re.compile(rf"(?:well|oh|um+|uh|hmm+|so|actually|and)?\s*(?:{_YES})\b")
_STARTS_NO = re.compile(rf"(?:well|oh|um+|uh|hmm+|so|actually|yeah|and|i'm afraid|sorry|sadly)?\s*(?:{_NO})\b")
_UNSURE = re.compile(
    r"\b(?:not (?:so )?sure|unsure|no idea|maybe|perhaps|possibly|might|don't know|do not know|dunno|"
    r"can't (?:say|tell)|yes and no|it depends|depends|either|if )\b"
)
_STATEMENT = re.compile(
    r"(?:i|we|it|they|he|she|there|that|this|you)(?:'ve|'m|'s|'re)? ?"
    r"(?P<verb>do|does|did|have|has|had|am|is|are|was|were|can|could|will|would|should)?(?P<not>n't| not| never)?\b"
)


def _apostrophe(match: re.Match[str]) -> str:
    """The apostrophe that people leave out: "thats", "dont"; "its" and "does" are left alone."""
    if match[2] == "s":
        return f"{match[1]}'s" if match[1] == "that" else match[0]
    return f"{match[1]}n't"


def read_yes_no(words: str) -> str | None:
    """ "yes" or "no" where some words plainly say so, else None."""
    text = " ".join(re.sub(r"[^\w\s']", " ", words[:200].lower().replace("\u2019", "'")).split())
    text = re.sub(r"\b(that|it|do|is|does|did|are|have|would)(s|nt)\b", _apostrophe, text)
    text = re.sub(r"^(?:please|pls) | (?:please|pls|thanks|thank you)$", "", text)
    if re.fullmatch(r"(?:no|not a) (?:problem|worries|worry)|why not", text):
        return "yes"
    if _UNSURE.search(text):
        return None
    if _STARTS_NO.match(text):
        return "no"
    if _STARTS_YES.match(text):
        return "yes"
    said = _STATEMENT.match(text)
    if said and (said["verb"] or said["not"] or re.match(r"\w+'(?:ve|m|s|re)\b", text)) and len(text.split()) <= 8:
        return "no" if said["not"] or re.search(r"\b(?:not|never|no|nothing|none)\b|n't\b", text) else "yes"
    return None
