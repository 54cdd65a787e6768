"""The phrasebook as a writer: from a cue to a message and the words its values were given in."""

from __future__ import annotations

import random
import re
from dataclasses import replace
from typing import NamedTuple

from studio.conversations.phrasebook import frames
from studio.conversations.phrasebook.decisions import (
    branch_words,
    called,
    could_be,
    decisions_after,
    is_clause,
    unit,
    yes_no,
)
from studio.conversations.phrasebook.mistakes import mistaken
from studio.conversations.phrasebook.noise import roughen, shouted, tidied
from studio.conversations.phrasebook.questions import asked
from studio.conversations.phrasebook.topics import touches
from studio.conversations.phrasebook.value_words import Told, other_option, words_for
from studio.conversations.writer import Cue, Said, Split
from studio.plan import bank
from studio.plan.sorts import Sort, sort_of
from studio.procedure import values
from studio.procedure.choices import read_yes_no
from studio.procedure.model import Decide, Field
from studio.procedure.trace import DECLINED

TRIES = 8
FRAMED = 0.2  # of messages with two answers: how many put both in a frame
# Families of frames by the sort of value, beside those for any value; and those for values that one can choose.
FITTING: dict[Sort, tuple[str, ...]] = {
    "date": ("value_date",), "past": ("value_past",), "birthday": ("value_past",), "name": ("value_name",),
    "person": ("value_person",), "town": ("value_place",), "country": ("value_place",), "money": ("value_amount",),
    "number": ("value_count",), "time": ("value_time",),
    "email": ("value_reach",), "phone": ("value_reach",), "code": ("value_code",), "choice": ("value_choice",),
}  # fmt: skip
OF_CHOICE = frozenset(("value.choose", "value.asking", "value.wishing"))
# Leaving and hesitating in words that may be a branch ("I need to think about it") where more than yes and no is open.
OF_DECIDING = frozenset(("vague.thinking", "leaving.changed", "leaving.cold"))
CHOSEN: frozenset[Sort] = frozenset(
    ("date", "money", "number", "choice", "town", "country", "product", "colour", "time")
)
RELATIVE = re.compile(
    r"^(?:in |next |last |this |tom|today|tmrw|yest|the day |day |\w+ days|\d+ days|.* (?:ago|now|today)$|coming |a )",
    re.I,
)
MOMENT = re.compile(r"\bon \{v\}")


class Part(NamedTuple):
    """A piece of a message: its family, text, and the field and words it gives, if any."""

    family: str
    text: str
    field: str = ""
    words: str = ""


class Phrasebook:
    """The embedded writer."""

    def say(self, cue: Cue, rng: random.Random) -> Said:
        """A message that means what the cue says."""
        said = _said(cue, rng)
        begins = any(said.text.startswith(words) for words in said.words.values())
        return replace(said, text=tidied(said.text, rng, capital=not begins))


def _said(cue: Cue, rng: random.Random) -> Said:
    if cue.kind == "answer":
        return _answer(cue, rng)
    if cue.kind == "correction":
        return _correction(cue, rng)
    if cue.kind == "question" and cue.knowledge is not None:
        family, text = asked(cue, cue.knowledge, rng)
        return Said(shouted(_around(text, cue, rng, 0.12), rng), {}, family)
    return _leaving_path(cue, rng)


# -- answers -------------------------------------------------------------------------------------------------


def _answer(cue: Cue, rng: random.Random) -> Said:
    parts = [part for decision, branch in cue.choices if (part := _choice(cue, decision, branch, rng)) is not None]
    given = [(cue.procedure.field_by_id[name], value) for name, value in cue.values]
    if len(given) > 1 and rng.random() < 0.3:
        rng.shuffle(given)
    alone = len(given) == 1 and not parts
    parts += [_value_part(cue, field, value, rng, alone) for field, value in given]
    if not parts:
        family, text = yes_no(cue, "yes", "", rng)
        parts = [Part(family, text)]
    if len(parts) > 1 and rng.random() < 0.25:
        parts = parts[::-1]
    text = _joined([part.text for part in parts], cue.split, rng)
    words = {part.field: part.words for part in parts if part.field}
    around = _around(text, cue, rng, 0.28)
    text = text if _turned(around, text) else around
    if all(not word or word == DECLINED or _by_id(cue, name) for name, word in words.items()):
        text = shouted(text, rng)
    return Said(text, words, "+".join(dict.fromkeys(part.family for part in parts)))


def _turned(around: str, text: str) -> bool:
    """Whether what stands around a message makes it sound like a yes or a no that it is not by itself."""
    return read_yes_no(around) not in (None, read_yes_no(text))


def _by_id(cue: Cue, name: str) -> bool:
    return cue.procedure.field_by_id[name].kind in ("choice", "yes_no")


def _joined(texts: list[str], split: str, rng: random.Random) -> str:
    if len(texts) == 2 and rng.random() < FRAMED and not texts[0].endswith("?"):
        first, second = (text.rstrip(".!") for text in texts)
        begun = frames.frame("two", split, rng).replace("{b}", "\0")
        return begun.replace("{a}", first if begun.startswith("{a}") else frames.lowered(first)).replace(
            "\0", second if begun.startswith("\0") else frames.lowered(second)
        )
    made = texts[0]
    telegram = len(texts) > 1 and rng.random() < 0.12
    for text in texts[1:]:
        sign = " " if telegram else frames.frame("joining", split, rng)
        text = text if sign[0] == "." else frames.lowered(text)
        made = (
            made.rstrip(".!" if sign[0] not in ". " else ".!,") + sign + text
            if not made.endswith("?")
            else f"{made} {text}"
        )
    return made


def _choice(cue: Cue, decision: str, branch_id: str, rng: random.Random) -> Part | None:
    """A branch's meaning in words; None where it is an earlier answer's words that decide."""
    step = cue.procedure.step_by_id[decision]
    if not isinstance(step, Decide) or step.about is not None:
        return None
    branch = next(b for b in step.branches if b.id == branch_id)
    return Part(*branch_words(cue, step, branch, rng))


def _value_part(cue: Cue, field: Field, value: str, rng: random.Random, alone: bool) -> Part:
    """One value in a frame."""
    if value == DECLINED or not value:
        family, frame = frames.pick("declined" if alone else "declined_field", cue.split, rng)
        return Part(family, roughen(frame, rng).replace("{f}", called(field, rng)), field.id, DECLINED)
    judged = _told_at_length(cue, field, rng)
    if judged is not None:
        return judged
    if field.kind == "yes_no":
        return _yes_no_part(cue, field, value, rng, alone)
    told = words_for(field, value, rng, cue.today)
    for _ in range(TRIES):
        family, frame = _value_frame(cue, field, told, rng, alone)
        text = roughen(frame, rng, slips=0.06).replace("{f}", called(field, rng)).replace("{u}", unit(field))
        if "{o}" in text:
            text = text.replace("{o}", _another(field, value, rng, cue))
        text = text.replace("{v}", told.said)
        if not _misread(field, text, value, told, cue):
            return Part(family, text, field.id, told.kept)
    return Part("value.bare", told.said, field.id, told.kept)


def _another(field: Field, value: str, rng: random.Random, cue: Cue) -> str:
    """A value of the same kind that is not meant."""
    if field.kind == "choice":
        return other_option(field, value, rng)
    other = bank.draw(field, rng, cue.split, cue.today)
    return words_for(field, other, rng, cue.today).said


def _misread(field: Field, text: str, value: str, told: Told, cue: Cue) -> bool:
    """Whether the words around a value make another value of it ("no 12" is not the number 12's place)."""
    if field.kind in ("text", "choice", "email"):
        return False
    read = values.normal(field, text, cue.today)
    return read is not None and read != value


def _value_frame(cue: Cue, field: Field, told: Told, rng: random.Random, alone: bool) -> tuple[str, str]:
    if told.alone:
        return frames.pick("value_alone", cue.split, rng)
    sort = sort_of(field)
    kinds = FITTING.get(sort, ("value",))
    for _ in range(TRIES):
        family, frame = frames.pick(_frame_kind(kinds, cue, field, rng, alone), cue.split, rng)
        if family in OF_CHOICE and sort not in CHOSEN:
            continue
        if MOMENT.search(frame) and (RELATIVE.match(told.said) or told.said.casefold().startswith("on ")):
            continue
        if ("{o}" in frame and field.kind == "choice" and len(field.options) < 2) or (
            "{u}" in frame and not (unit(field) and told.said != "1")
        ):
            continue
        if "{f}" in frame and is_clause(field):
            continue
        return family, frame
    return "value.bare", "{v}"


def _frame_kind(kinds: tuple[str, ...], cue: Cue, field: Field, rng: random.Random, alone: bool) -> str:
    """Which frames a value is put in: any, those of its sort, or, beside other values, short ones. Where two values
    of a kind stand together the field is named."""
    if alone:
        return kinds[-1] if rng.random() < 0.35 else "value"
    told = [cue.procedure.field_by_id[name] for name, _ in cue.values]
    if is_clause(field):
        return rng.choice(("several_short", kinds[-1], "value"))
    if sum(other.kind == field.kind for other in told) > 1 and field.kind not in ("yes_no", "choice"):
        return "several" if {sort_of(other) for other in told} == {sort_of(field)} or rng.random() < 0.5 else kinds[-1]
    roll = rng.random()
    return "several" if roll < 0.25 else "several_short" if roll < 0.6 else kinds[-1] if roll < 0.85 else "value"


def _yes_no_part(cue: Cue, field: Field, value: str, rng: random.Random, alone: bool) -> Part:
    for _ in range(TRIES):
        family, text = yes_no(cue, value, field.title, rng)
        if alone or len(text) > 12 or rng.random() < 0.35:
            break
    if not alone and len(text) <= 4 and rng.random() < 0.5:
        text = f"{called(field, rng)}: {text}"
    return Part(family, text, field.id, value)


def _told_at_length(cue: Cue, field: Field, rng: random.Random) -> Part | None:
    """A text answer that a later decision judges: the author's example phrases are the value."""
    for decision, branch_id in cue.choices:
        step = cue.procedure.step_by_id[decision]
        if isinstance(step, Decide) and step.about == field.id:
            branch = next(b for b in step.branches if b.id == branch_id)
            if branch.examples and field.kind == "text":
                told = " ".join(frames.share(branch.examples, cue.split, rng).split())
                return Part(f"told/{branch_id}", told, field.id, told)
    return None


# -- leaving the path --------------------------------------------------------------------------------------------


def _correction(cue: Cue, rng: random.Random) -> Said:
    field_id, value = cue.values[0]
    field = cue.procedure.field_by_id[field_id]
    told = words_for(field, value, rng, cue.today)
    before = cue.known.get(field_id, "")
    if field.kind == "choice":
        before = next((o.label for o in field.options if o.id == before), before)
    named = (
        field.kind in ("yes_no", "text", "number")
        or sum(other.kind == field.kind for other in cue.procedure.fields if other.id in cue.known) > 1
    )
    for _ in range(TRIES * 2):
        family, frame = frames.pick("correction", cue.split, rng)
        if (named and "{f}" not in frame) or (
            "{o}" in frame and (not before or before == DECLINED or len(before) > 30)
        ):
            continue
        if not ({"{o}", "{f}"} & set(re.findall(r"\{\w\}", frame))) and rng.random() < 0.3:
            continue
        break
    else:
        family, frame = "correction.actually", "actually the {f} should be {v}"
    text = roughen(frame, rng, slips=0.05).replace("{f}", called(field, rng))
    text = text.replace("{o}", before).replace("{v}", told.said)
    return Said(_around(text, cue, rng, 0.12), {field_id: told.kept}, family)


def _leaving_path(cue: Cue, rng: random.Random) -> Said:
    """Vague, invalid, declined, human, leaving, out of scope, attack: never with words that answer the ask."""
    text, family = "", ""
    for _ in range(TRIES):
        if cue.kind == "invalid":
            family, text = mistaken(cue, rng)
        else:
            family, frame = frames.pick(cue.kind, cue.split, rng)
            text = roughen(frame, rng)
            if _out_of_place(family, frame, cue):
                continue
        if not _answers_anyway(text, cue):
            break
    rate = 0.18 if cue.kind in ("vague", "invalid", "declined") else 0.12
    around = _around(text, cue, rng, rate)
    if not _answers_anyway(around, cue):
        text = around
    return Said(shouted(text, rng), {}, family)


def _out_of_place(family: str, frame: str, cue: Cue) -> bool:
    """Whether a way of leaving the path could mean something else here: thinking it over, where that may be a branch
    of its own; having none, where nothing was to be had; a far-off topic that is this procedure's own."""
    if family in OF_DECIDING:
        return any(len(decision.branches) > 2 for decision in decisions_after(cue))
    if family == "declined.lack":
        return all(cue.procedure.field_by_id[name].kind == "yes_no" for name in cue.step.fields)
    return cue.kind == "out_of_scope" and touches(frame, cue.procedure)


def _answers_anyway(text: str, cue: Cue) -> bool:
    """Whether the words could be taken for an answer to this ask: a value of an asked field, or a branch's example."""
    for name in cue.step.fields:
        field = cue.procedure.field_by_id[name]
        if name not in cue.known and field.kind != "text" and values.normal(field, text, cue.today) is not None:
            return True
    for decision in decisions_after(cue):
        if any(could_be(text, branch.examples) for branch in decision.branches):
            return True
        if cue.kind != "declined" and read_yes_no(text) is not None:
            return True
    return False


# -- around a message -------------------------------------------------------------------------------------------------


def _around(text: str, cue: Cue, rng: random.Random, rate: float) -> str:
    """What people put before and after: a greeting, a reaction, a sentence about something else."""
    roll = rng.random()
    if roll < rate:
        glad = cue.kind == "answer" and not cue.choices and not any(_is_yes_no(cue, name) for name, _ in cue.values)
        opener = frames.frame("opener_glad" if glad and rng.random() < 0.5 else "opener", cue.split, rng)
        return opener + (text if opener.endswith(". ") else frames.lowered(text))
    if roll < rate + 0.05:
        before = _noise(cue.split, "after", rng)
        return f"{before} {text}"
    if roll < rate + 0.1:
        stop = "" if text[-1:] in ".!?)" else rng.choice((".", ".", ",", "..."))
        return f"{text}{stop} {_noise(cue.split, 'before', rng)}"
    return text


def _is_yes_no(cue: Cue, name: str) -> bool:
    return cue.procedure.field_by_id[name].kind == "yes_no"


def _noise(split: Split, unfit: str, rng: random.Random) -> str:
    """A sentence that has nothing to do with the matter, from any family but those for the other place."""
    found = [family for family in frames.families(("noise",), split)[0] if f".{unfit}" not in family.name]
    said = rng.choice(rng.choices(found, [family.weight for family in found])[0].frames)
    return said if rng.random() < 0.5 else said.casefold()
