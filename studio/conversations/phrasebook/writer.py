"""The phrasebook as a writer: from a cue to a message and the words its values were given in."""

from __future__ import annotations

import random

from studio.conversations.phrasebook import frames
from studio.conversations.phrasebook.noise import roughen
from studio.conversations.phrasebook.statements import statements
from studio.conversations.phrasebook.value_words import words_for
from studio.conversations.writer import Cue, Said
from studio.procedure import values
from studio.procedure.model import Branch, Decide, Field
from studio.procedure.trace import DECLINED

HEADS = (" as ", " for ", " per ", " in ", " on ", " from ", " to ", " at ", " where ", " when ")
INVALID_TRIES = 12


class Phrasebook:
    """The embedded writer."""

    def say(self, cue: Cue, rng: random.Random) -> Said:
        """A message that means what the cue says."""
        if cue.kind in ("answer", "correction"):
            return self._answer(cue, rng) if cue.kind == "answer" else self._correction(cue, rng)
        if cue.kind == "question":
            return self._question(cue, rng)
        if cue.kind == "invalid":
            return self._invalid(cue, rng)
        family, frame = frames.pick(cue.kind, cue.split, rng)
        return Said(_opened(roughen(frame, rng), cue, rng, 0.25), {}, family)

    # -- answers -------------------------------------------------------------------------------

    def _answer(self, cue: Cue, rng: random.Random) -> Said:
        parts: list[str] = []
        words: dict[str, str] = {}
        names: list[str] = []
        judging = [cue.procedure.step_by_id.get(decision) for decision in dict(cue.choices)]
        about = {step.about for step in judging if isinstance(step, Decide)} - {None}
        for decision, branch in cue.choices:
            step = cue.procedure.step_by_id[decision]
            if isinstance(step, Decide) and step.about is None:
                name, text = self._choice(cue, step, branch, rng)
                parts.append(text)
                names.append(name)
        given = [(cue.procedure.field_by_id[n], v) for n, v in cue.values]
        for field, value in given:
            if field.id in about:
                name, text, told = self._told_at_length(cue, field, value, rng)
            else:
                name, text, told = self._value(cue, field, value, rng, alone=len(given) == 1 and not parts)
            parts.append(text)
            names.append(name)
            words[field.id] = told
        if not parts:
            name, frame = frames.pick("yes", cue.split, rng)
            parts, names = [roughen(frame, rng)], [name]
        if len(parts) > 1 and rng.random() < 0.3:
            parts = parts[::-1]
        text = parts[0]
        for part in parts[1:]:
            text = text.rstrip(".!? ") + frames.joining(rng) + part
        return Said(_opened(text, cue, rng, 0.3), words, "+".join(dict.fromkeys(names)))

    def _value(self, cue: Cue, field: Field, value: str, rng: random.Random, alone: bool) -> tuple[str, str, str]:
        """One value in a frame: the family, the text, the words kept."""
        if value == DECLINED or not value:
            name, frame = frames.pick("declined", cue.split, rng)
            return name, roughen(frame, rng), DECLINED
        if field.kind == "yes_no":
            name, text = self._yes_no(cue, value, rng)
            if not alone:
                text = f"{_called(field, rng)}: {value}" if rng.random() < 0.6 else text
            return name, text, value
        said, kept = words_for(field, value, rng, cue.today)
        name, frame = frames.pick("value", cue.split, rng)
        if not alone and rng.random() < 0.6:
            frame = frames.several(cue.split, rng)
        text = roughen(frame, rng, slips=0.06).replace("{f}", _called(field, rng)).replace("{v}", said)
        return name, text, kept

    def _told_at_length(self, cue: Cue, field: Field, value: str, rng: random.Random) -> tuple[str, str, str]:
        """A text answer that a later decision judges: the author's example phrases are the value."""
        for decision, branch_id in cue.choices:
            step = cue.procedure.step_by_id[decision]
            if isinstance(step, Decide) and step.about == field.id:
                branch = next(b for b in step.branches if b.id == branch_id)
                if branch.examples:
                    told = frames.share(branch.examples, cue.split, rng)
                    return f"told.{branch_id}", told, " ".join(told.split())
        return "told", value, value

    def _choice(self, cue: Cue, step: Decide, branch_id: str, rng: random.Random) -> tuple[str, str]:
        """A branch's meaning in words."""
        branch = next(b for b in step.branches if b.id == branch_id)
        roll = rng.random()
        if (branch_id in ("yes", "no") and roll < 0.45) or not branch.examples:
            name, text = self._yes_no(cue, branch_id, rng) if branch_id in ("yes", "no") else ("told", branch.condition)
            return name, text
        return self._example(cue, branch, rng)

    def _example(self, cue: Cue, branch: Branch, rng: random.Random) -> tuple[str, str]:
        told = frames.share(branch.examples, cue.split, rng)
        name, frame = frames.pick("answer", cue.split, rng)
        inner = told if frame == "{a}" else _inside(told, frame)
        return f"{name}/{branch.id}", roughen(frame.replace("{a}", inner), rng)

    def _yes_no(self, cue: Cue, value: str, rng: random.Random) -> tuple[str, str]:
        turned = statements(cue.step.text)
        roll = rng.random()
        if turned is not None and roll < 0.35:
            statement = turned[0] if value == "yes" else turned[1]
            lead = frames.lead(cue.split, rng).replace("{v}", value)
            return "statement", roughen(lead + statement, rng)
        name, frame = frames.pick(value, cue.split, rng)
        if roll > 0.85:
            wrapper, around = frames.pick("answer", cue.split, rng)
            return f"{name}+{wrapper}", roughen(around.replace("{a}", frame), rng)
        return name, roughen(frame, rng)

    # -- the rest --------------------------------------------------------------------------------

    def _correction(self, cue: Cue, rng: random.Random) -> Said:
        field_id, value = cue.values[0]
        field = cue.procedure.field_by_id[field_id]
        said, kept = words_for(field, value, rng, cue.today)
        name, frame = frames.pick("correction", cue.split, rng)
        if field.kind in ("yes_no", "choice", "text") and "{f}" not in frame:
            frame = rng.choice(
                [f for family in frames.families("correction", cue.split) for f in family.frames if "{f}" in f]
            )
        text = roughen(frame, rng, slips=0.05).replace("{f}", _called(field, rng)).replace("{v}", said)
        return Said(_opened(text, cue, rng, 0.15), {field_id: kept}, name)

    def _question(self, cue: Cue, rng: random.Random) -> Said:
        assert cue.knowledge is not None
        asked = frames.share(cue.knowledge.questions, cue.split, rng)
        name, frame = frames.pick("question", cue.split, rng)
        inner = (
            asked
            if frame.startswith("{q}")
            else asked[:1].casefold() + asked[1:]
            if not asked.startswith("I ")
            else asked
        )
        return Said(
            _opened(roughen(frame.replace("{q}", inner), rng), cue, rng, 0.15), {}, f"{name}/{cue.knowledge.id}"
        )

    def _invalid(self, cue: Cue, rng: random.Random) -> Said:
        """Something that no field of the ask can be read from."""
        asked = [cue.procedure.field_by_id[n] for n in cue.step.fields if n not in cue.known]
        asked = [f for f in asked if f.kind != "text"] or [cue.procedure.field_by_id[n] for n in cue.step.fields]
        kind = asked[0].kind if asked else "yes_no"
        text = frames.invalid(kind, cue.split, rng)
        for _ in range(INVALID_TRIES):
            if all(values.normal(f, text, cue.today) is None for f in asked if f.kind != "text"):
                break
            text = frames.invalid(kind, cue.split, rng)
        name, frame = frames.pick("value", cue.split, rng)
        if "{f}" in frame or rng.random() < 0.5:
            frame = "{v}"
        return Said(roughen(frame, rng).replace("{v}", text), {}, f"invalid.{kind}/{name}")


def _called(field: Field, rng: random.Random) -> str:
    """What a person calls a field: its title, or the head of a long one."""
    title = field.title.casefold()
    if len(title.split()) > 3 or rng.random() < 0.3:
        for head in HEADS:
            title = title.split(head)[0]
    return title


def _inside(told: str, frame: str) -> str:
    """An example within a frame: without its capital and its full stop, where they would be odd."""
    lowered = told if told.startswith(("I ", "I'")) or frame.startswith("{a}") else told[:1].casefold() + told[1:]
    return lowered.rstrip(".") if not frame.endswith("{a}") else lowered


def _opened(text: str, cue: Cue, rng: random.Random, rate: float) -> str:
    return frames.opener(cue.split, rng) + text if rng.random() < rate else text
