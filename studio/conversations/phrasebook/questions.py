"""A question that the procedure's knowledge answers, asked back: the author's wordings in frames, turned into indirect
ones ("do you know whether ..."), shortened to their topic.
"""

from __future__ import annotations

import random
import re

from studio.conversations.phrasebook import frames
from studio.conversations.phrasebook.decisions import paraphrased
from studio.conversations.phrasebook.grammar import parted
from studio.conversations.phrasebook.noise import roughen
from studio.conversations.phrasebook.statements import AUXILIARY
from studio.conversations.writer import Cue
from studio.procedure.model import Knowledge

REWRITES = (
    (r"^Can I ", ("Am I able to ", "Is it possible to ", "Could I ", "Am I allowed to ")),
    (r"^Can we ", ("Are we able to ", "Could we ", "Would it be possible for us to ")),
    (r"^Do you have ", ("Have you got ", "Do you guys have ", "Are there ")),
    (r"^Do I (?:have|need) to ", ("Must I ", "Am I supposed to ", "Is it necessary to ")),
    (r"^How much is ", ("What does it cost for ", "What's the price of ", "How expensive is ")),
    (r"^How do I ", ("How can I ", "What's the way to ", "Tell me how to ")),
    (r"^What is |^What's ", ("Tell me ", "Can you tell me ", "And what's ")),
    (r"^What about ", ("How about ", "And ", "What's with ")),
    (r"^How long ", ("For how long ", "How much time ", "About how long ")),
    (r"^Is there ", ("Do you have ", "Would there be ", "Is there maybe ")),
    (r"^Where can I ", ("Where could I ", "Where do I ", "Which place can I ")),
    (r"^When do ", ("At what time do ", "What time do ", "When exactly do ")),
)


def asked(cue: Cue, entry: Knowledge, rng: random.Random) -> tuple[str, str]:
    """A question about a knowledge entry: the family and the text."""
    told = frames.share(entry.questions, cue.split, rng)
    roll = rng.random()
    if roll < 0.12:
        turned = indirect(told, cue.split, rng)
        if turned:
            return f"question_indirect/{entry.id}", roughen(turned, rng)
    if roll < 0.18:
        topic = _topic(entry)
        if topic:
            name, frame = frames.pick("question_topic", cue.split, rng)
            return f"{name}/{entry.id}", roughen(frame.replace("{t}", topic), rng)
    if roll < 0.32:
        told = _rewritten(told, rng)
    elif roll < 0.45:
        told = paraphrased(told, rng)
    name, frame = frames.pick("question", cue.split, rng)
    inner = frame.replace("{q}", told).replace("{c}", _uncapped(told))
    return f"{name}/{entry.id}", roughen(inner, rng)


def _uncapped(text: str) -> str:
    return text if re.match(r"I\b|[A-Z]{2}", text) else text[:1].casefold() + text[1:]


def _rewritten(question: str, rng: random.Random) -> str:
    for pattern, others in REWRITES:
        if re.match(pattern, question):
            return re.sub(pattern, rng.choice(others), question)
    return question


def indirect(question: str, split: str, rng: random.Random) -> str:
    """ "Is a suitcase included?" -> "do you know if a suitcase is included?"; empty where it cannot be turned."""
    match = re.fullmatch(rf"({AUXILIARY}) (.+)\?", question, re.IGNORECASE)
    if not match or match[1].casefold() in ("do", "does", "did", "shall"):
        return ""
    subject, rest = parted(match[1].casefold(), match[2])
    if not subject or not rest:
        return ""
    return frames.frame("question_indirect", split, rng).replace("{s}", f"{subject} {match[1].casefold()} {rest}")


def _topic(entry: Knowledge) -> str:
    """The entry's id as words, where people's questions or the answer use them; else empty."""
    words = entry.id.replace("_", " ")
    heard = " ".join((*entry.questions, entry.answer)).casefold()
    return words if all(re.search(rf"\b{re.escape(word[:5])}", heard) for word in words.split()) else ""
