"""A decision's branch in words: the author's examples in frames, paraphrased, clipped and joined; the condition said in
the first person; and yes and no in all their forms, fitted to the question that was asked.
"""

from __future__ import annotations

import random
import re
from functools import lru_cache

from studio.conversations.phrasebook import frames
from studio.conversations.phrasebook.implied import implied
from studio.conversations.phrasebook.meanings import borrowed
from studio.conversations.phrasebook.noise import roughen
from studio.conversations.phrasebook.statements import Reading, is_alternative, question_for, reading, request
from studio.conversations.phrasebook.states import state
from studio.conversations.writer import Cue
from studio.procedure.choices import read_yes_no
from studio.procedure.model import Ask, Branch, Decide, Field

TRIES = 6
MARGIN = 0.3
COLLISION = 0.6
ENOUGH = 4
BORROWED = (
    0.5  # of a branch's messages: how many say its meaning in words that are not its author's, where there are any
)
PARAPHRASED = 0.28
IMPLIED = 0.35  # of plain answers to a question whose predicate is known: how many imply the answer instead
STATES = 0.3  # of the others to a question after the state of something: how many tell the state
PLAIN_ANSWERS = 0.7  # of answers to a question of yes and no whose branch has no examples, only a condition
ANSWERS = ("yes", "no")
_WORD = re.compile(r"[a-z']+")
_WEAK = frozenset("i it the a an to is my me you that of in on for and so we s do be was this at with have not".split())


# -- yes and no -------------------------------------------------------------------------------------------


def yes_no(cue: Cue, value: str, about: str, rng: random.Random) -> tuple[str, str]:
    """A yes or no to the ask's question (about a field's title, where several are asked): the family and the text."""
    asked = question_for(cue.step.text, about)
    read = reading(asked) if asked else reading(about.rstrip("? ")) if about.endswith("?") else request(cue.step.text)
    roll = rng.random()
    if read is not None and roll < 0.38:
        said = read.statements(value, cue.split)
        if said:
            return _statement(said, value, cue.split, rng)
    if read is not None and asked and (found := _told_by_the_state(read, asked, value, cue, rng)):
        return found
    name, frame = _plain(value, read, cue.split, rng)
    if roll > 0.87:
        wrapper, around = frames.pick("answer", cue.split, rng)
        wrapped = around.replace("{a}", frame)
        if read_yes_no(wrapped) in (None, read_yes_no(frame)):
            return f"{name}+{wrapper}", roughen(wrapped, rng)
    return name, roughen(frame, rng)


def _told_by_the_state(read: Reading, asked: str, value: str, cue: Cue, rng: random.Random) -> tuple[str, str] | None:
    """A statement from which the answer follows, for some of the questions after the state of something."""
    split, texts = cue.split, tuple(step.text for step in cue.procedure.steps if isinstance(step, Ask))
    if (told := implied(asked, read.sort, texts).get(value)) and rng.random() < IMPLIED:
        said = frames.chosen(frames.share(told, split, rng), rng)
        if read_yes_no(said) in (None, value):
            name, text = _statement((said,), value, split, rng)
            return f"implied+{name}", text if read_yes_no(text) in (None, value) else roughen(said, rng)
    if (kind := state(read, asked, value)) and rng.random() < STATES:
        name, frame = frames.pick(kind, split, rng)
        if read_yes_no(frame) in (None, value):
            return name, roughen(frame, rng)
    return None


def _statement(said: tuple[str, ...], value: str, split: str, rng: random.Random) -> tuple[str, str]:
    name, frame = frames.pick("statement", split, rng)
    told = rng.choice(said)
    told = paraphrased(told, rng) if rng.random() < PARAPHRASED else told
    word = rng.choice(("yes", "yes", "yeah", "yep") if value == "yes" else ("no", "no", "nope", "nah"))
    return name, roughen(frame.replace("{s}", told).replace("{y}", word), rng)


def _plain(value: str, read: Reading | None, split: str, rng: random.Random) -> tuple[str, str]:
    """A yes or no without the question's own words: any, or one that fits this sort of question."""
    fitted = f"{value}_{read.sort}" if read is not None and read.sort else ""
    kind: str = fitted if frames.has(fitted) and rng.random() < 0.5 else value
    for _ in range(TRIES):
        name, frame = frames.pick(kind, split, rng)
        if "{e}" not in frame:
            return name, frame
        if read is not None:
            return name, frame.replace("{e}", rng.choice(read.short[value]))
    return value, value


@lru_cache(maxsize=2000)
def answers(decision: Decide, text: str) -> dict[str, str]:
    """Which branches are a plain yes or no to the ask's question: {branch id: "yes" or "no"}. By the branch's id, or
    where exactly one branch has a bare yes (or no) among its examples and the question is no choice between things."""
    told = {b.id: b.id for b in decision.branches if b.id in ANSWERS}
    for answer in ANSWERS:
        if answer in told.values():
            continue
        bare = [b.id for b in decision.branches if any(_is_bare(example, answer) for example in b.examples)]
        if len(bare) == 1 and bare[0] not in told and not is_alternative(text):
            told[bare[0]] = answer
    return told


def _is_bare(example: str, answer: str) -> bool:
    if answer == "yes" and re.fullmatch(
        r"(?:ok |all |i'm )?(?:done|did it|did that|finished|ready)[.!]?", example.casefold()
    ):
        return True
    return len(example.split()) <= 2 and read_yes_no(example) == answer


# -- branches ------------------------------------------------------------------------------------------------


def branch_words(cue: Cue, decision: Decide, branch: Branch, rng: random.Random) -> tuple[str, str]:
    """A branch's meaning in words, such that no other branch's examples are clearly nearer: the family and the text."""
    answer = answers(decision, cue.step.text).get(branch.id, "")
    for _ in range(TRIES):
        name, text = _worded(cue, decision, branch, answer, rng)
        if not _nearer_elsewhere(text, decision, branch):
            break
    return name, text


def _worded(cue: Cue, decision: Decide, branch: Branch, answer: str, rng: random.Random) -> tuple[str, str]:
    roll = rng.random()
    others = borrowed(decision).get(branch.id, ()) if cue.split == "taught" else ()
    if answer and not (branch.examples or others):
        parts = _condition_parts(branch.condition)
        if not parts or roll < PLAIN_ANSWERS:
            return yes_no(cue, answer, branch.condition, rng)
        name, frame = frames.pick(rng.choice(("topic", "answer")), cue.split, rng)
        return f"{name}/{branch.id}", roughen(frame.replace("{a}", rng.choice(parts)), rng)
    if answer and roll < 0.55:
        return yes_no(cue, answer, branch.condition, rng)
    if others and rng.random() < BORROWED:
        told = rng.choice(others)
        told = paraphrased(told, rng) if rng.random() < PARAPHRASED else told
    else:
        if not branch.examples or roll > (0.92 if len(branch.examples) >= ENOUGH else 0.75):
            restated = _restated(branch, cue.split, rng)
            if restated is not None or not branch.examples:
                return restated or ("told", branch.condition or branch.id.replace("_", " "))
        told = _retold(branch, cue.split, rng)
    if answer and rng.random() < 0.25 and read_yes_no(told) != answer:
        name, frame = frames.pick(answer, cue.split, rng)
        if "{e}" not in frame and len(frame) < 24:
            return f"{name}/{branch.id}", roughen(f"{frame.rstrip('.!?')}, {_lowered(told)}", rng)
    name, frame = frames.pick("answer", cue.split, rng)
    inner = told if frame.startswith("{a}") else _lowered(told)
    text = frame.replace("{a}", inner if frame.endswith("{a}") else inner.rstrip(".?!"))
    return f"{name}/{branch.id}", roughen(text, rng)


def _retold(branch: Branch, split: str, rng: random.Random) -> str:
    """An example as it stands, paraphrased, clipped, or joined with another."""
    told = frames.share(branch.examples, split, rng)
    roll = rng.random()
    if roll < PARAPHRASED:
        told = paraphrased(told, rng)
    elif roll < 0.36:
        told = clipped(told)
    elif roll < 0.46 and len(branch.examples) > 2:
        other = frames.share(branch.examples, split, rng)
        if other != told and len(told) + len(other) < 110 and not told.endswith("?"):
            told = f"{told.rstrip('.!')}{rng.choice(('. ', ', ', '... ', '. ', ' and '))}{_lowered(other)}"
    return told


def _lowered(text: str) -> str:
    """Without its capital, except for I and names that cannot be told from others."""
    first = text.split(" ", 1)[0]
    return (
        text
        if re.match(r"I\b", text) or (not first[1:].islower() and len(first) > 1)
        else text[:1].casefold() + text[1:]
    )


@lru_cache(maxsize=1)
def _synonyms() -> tuple[tuple[re.Pattern[str], tuple[str, ...]], ...]:
    return tuple(
        (re.compile(rf"\b{re.escape(word)}\b"), tuple(other for other in group if other != word))
        for group in frames.lexicon()["same"]["groups"]
        for word in group
    )


def paraphrased(text: str, rng: random.Random) -> str:
    """One or two words of an example replaced by others that mean the same here."""
    fitting = [(pattern, others) for pattern, others in _synonyms() if pattern.search(text)]
    for pattern, others in rng.sample(fitting, min(len(fitting), rng.choice((1, 1, 2)))):
        text = pattern.sub(rng.choice(others), text, count=1)
    return text


def clipped(text: str) -> str:
    """A telegram's version of an example: "I had a car accident." -> "car accident"."""
    short = re.sub(
        r"^(?:well,? )?(?:I(?:'ve| have)? (?:had|got|have)|there(?:'s| is| was)|it(?:'s| is| was)|I(?:'d| would) like"
        r"|I want|we(?:'ve| have)? (?:had|got)) ", "", text, flags=re.IGNORECASE,
    )  # fmt: skip
    short = re.sub(r"^(?:the|a|an|my|our) ", "", short, flags=re.IGNORECASE).rstrip(".!")
    return short if len(short.split()) >= 2 else text


# -- conditions ------------------------------------------------------------------------------------------------

_ROLE = re.compile(r"^(?:the )?(?:caller|customer|user|person|visitor|client|guest|patient|they|he|she|who)s? ", re.I)
_WHOLE = re.compile(r"\b(?:no|not|\w+n't|nothing|none|neither|never|unless|except|but|other than|still)\b|\(", re.I)
_FIRST_PERSON = {"has": "have", "is": "am", "does": "do", "was": "was", "says": "", "their": "my", "his": "my",
                 "her": "my", "they": "I", "themselves": "myself", "them": "me"}  # fmt: skip
_WISH = re.compile(
    r"(?:wants|prefers|needs|chooses|picks|asks for|would like) (?:to (?:see|have|get|take|book|buy|use) )?"
    r"((?:an?|the|some|[A-Z]\w+)\b.*?(?<!ed)(?<!sent)(?<!done)(?<!made)(?<!gone)(?<!back))"
)
_PLAIN = frozenset("cannot can can't would will could had did didn't does doesn't has is was isn't".split())
_SENTENCE = re.compile(r"\b(?:is|are|was|were|has|have|can|cannot|does|did|do|works?|went|will)\b")


def _restated(branch: Branch, split: str, rng: random.Random) -> tuple[str, str] | None:
    """The condition said by the person it is about; None where it cannot be turned."""
    told = re.split(r" but |;|\(", branch.condition)[0].strip().rstrip(".")
    if not told or len(told.split()) > 14:
        return None
    shortened = _ROLE.sub("", told)
    first = shortened.split(" ", 1)[0]
    if first in _PLAIN or (re.fullmatch(r"[a-z]{3,}s", first) and not first.endswith("ss") and " " in shortened):
        if (wish := _WISH.fullmatch(shortened)) and rng.random() < 0.45:
            name, frame = frames.pick("wished", split, rng)
            return f"{name}/{branch.id}", roughen(frame.replace("{a}", wish[1]), rng)
        name, frame = frames.pick("restated", split, rng)
        return f"{name}/{branch.id}", roughen(frame.replace("{a}", _as_told(shortened)), rng)
    if said := _condition_statements(told, split):
        told = rng.choice(said)
    kind = "answer" if _SENTENCE.search(told) or said else "topic"
    name, frame = frames.pick(kind, split, rng)
    return f"{name}/{branch.id}", roughen(frame.replace("{a}", told), rng)


@lru_cache(maxsize=2000)
def _condition_statements(told: str, split: str) -> tuple[str, ...]:
    """A condition that is a sentence ("the light is green") in the ways people say it ("it's green")."""
    match = re.fullmatch(
        r"((?:the|their|his|her|it|this|that|they|all|both)\b.*?) (is|are|was|were|has|can|does|did) (.+)", told
    )
    if not match or match[3].startswith(("not ", "no ")):
        return ()
    subject = re.sub(r"^(?:their|his|her)\b", "your", match[1])
    read = reading(f"{match[2]} {subject} {match[3]}")
    return read.statements("yes", split) if read else ()


@lru_cache(maxsize=2000)
def _condition_parts(condition: str) -> tuple[str, ...]:
    """What a condition names, each by itself: "a click, a clunk or a groan" are three; "yes" is none. One that denies
    or excepts something stands as a whole, and what is said of the person is left to other words."""
    if _ROLE.match(condition):
        return ()
    parts = [part.strip(" .") for part in re.split(r"[,;/]|\bor\b", condition)]
    parts = [condition] if _WHOLE.search(condition) else parts
    named = [part for part in parts if part and len(part.split()) <= 8 and part.casefold() not in ANSWERS]
    return tuple(dict.fromkeys(named))


def _as_told(told: str) -> str:
    """ "wants the claim sent and has time" -> "want the claim sent and have time"."""
    told = re.sub(r"^does(?: not|n't) ", "don't ", told)
    words = told.split()
    for i, word in enumerate(words):
        verb = i == 0 or words[i - 1] in ("and", "or")
        if word in _FIRST_PERSON and (verb or word in ("their", "his", "her", "they", "themselves", "them")):
            words[i] = _FIRST_PERSON[word]
        elif verb and re.fullmatch(r"[a-z]{3,}s", word) and not word.endswith("ss") and word not in ("was", "does"):
            words[i] = re.sub(r"ies$", "y", word) if word.endswith("ies") else re.sub(r"(?<=sh|ch|ss)es$|s$", "", word)
    return " ".join(words)


# -- not to be taken for another branch ---------------------------------------------------------------------------


@lru_cache(maxsize=8000)
def _content(text: str) -> frozenset[str]:
    return frozenset(_WORD.findall(text.casefold())) - _WEAK


def nearness(text: str, examples: tuple[str, ...]) -> float:
    """The best share of an example's words that a text has."""
    said = _content(text)
    return max((len(said & wanted) / len(wanted) for wanted in map(_content, examples) if wanted), default=0.0)


def could_be(text: str, examples: tuple[str, ...]) -> bool:
    """Whether a text could be one of the examples: it has most of one's words, or hardly any others."""
    said = _content(text)
    inside = any(len(said & wanted) / len(said) > COLLISION for wanted in map(_content, examples)) if said else False
    return inside or nearness(text, examples) >= COLLISION


def _nearer_elsewhere(text: str, decision: Decide, branch: Branch) -> bool:
    own = nearness(text, branch.examples)
    return any(nearness(text, b.examples) > own + MARGIN for b in decision.branches if b is not branch)


def decisions_after(cue: Cue) -> tuple[Decide, ...]:
    """Decisions in words that judge the message at this ask, as far as that can be seen from the chart."""
    found: list[Decide] = []
    todo = [cue.step.link.to]
    seen: set[str] = set()
    while todo and len(seen) < 12:
        step = cue.procedure.step_by_id.get(todo.pop())
        if step is None or step.id in seen or isinstance(step, Ask):
            continue
        seen.add(step.id)
        if isinstance(step, Decide) and step.basis == "words" and step.about is None:
            found.append(step)
        todo += [link.to for _, link in cue.procedure.links(step)]
    return tuple(found)


def called(field: Field, rng: random.Random) -> str:
    """What a person calls a field: its title, or the head of a long one."""
    title = field.title if re.match(r"[A-Z]{2}", field.title) else field.title[:1].casefold() + field.title[1:]
    title = title.rstrip("?").replace("'s", "'s").strip()
    if is_clause(field):
        return field.id.replace("_", " ")
    if len(title.split()) > 3 or rng.random() < 0.5:
        title = re.split(r" (?:as|for|per|in|on|from|to|at|where|when|of the) ", title)[0]
    if rng.random() < 0.6:
        title = re.sub(r"^(?:number|day|date|amount|way|name) of (?:the |your )?", "", title)
    return title


def is_clause(field: Field) -> bool:
    """Whether a field's title is a question or half a sentence ("What was hit"), so that nobody calls it that."""
    return (
        re.match(r"(?:is|are|can|may|what|which|do|does|has|have|how|where|when|signs|who|why)\b", field.title, re.I)
        is not None
    )


def unit(field: Field) -> str:
    """What a number counts: "travellers", "hours"; empty where the title does not say."""
    title = field.title.casefold()
    match = re.fullmatch(r"(?:number of|how many) ([a-z ]+?s)", title) or re.match(r"(\w{3,}s) of \w+", title)
    return match[1] if match and field.kind == "number" else ""
