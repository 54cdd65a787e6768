"""Where a procedure speaks or reads its fields: the texts with placeholders, and each step's own uses."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal, NamedTuple

from studio.base.sentences import Sentence, sentence
from studio.procedure.checks.finding import AnyStep, named
from studio.procedure.model import Act, Ask, Decide, End, Knowledge, Overlays, Procedure, Say
from studio.procedure.values import placeholders


class Text(NamedTuple):
    """A text the agent speaks, what people call it, its step, and placeholders that are not fields' there."""

    text: str
    where: Sentence
    step: str | None
    allowed: tuple[str, ...] = ()


class Use(NamedTuple):
    """A field that a step needs to know: for its texts, an argument, a comparison, or to judge it."""

    field: str
    what: Literal["speaks", "looks up", "judges", "compares"]
    branch: str = ""


def use_named(use: Use, where: str, field: str) -> Sentence:
    """The beginning of a sentence: what needs the field."""
    if use.what == "speaks":
        return sentence("{where} speaks {field}", where=where, field=field)
    if use.what == "looks up":
        return sentence("{where} looks up {field}", where=where, field=field)
    if use.what == "judges":
        return sentence("{where} judges {field}", where=where, field=field)
    return sentence("{where} compares {field}", where=where, field=field)


def field_texts(procedure: Procedure) -> Iterator[Text]:
    """Every text in which {field} may stand."""
    for step in procedure.steps:
        yield from step_texts(step)
    yield from whole_texts(procedure)


def step_texts(step: AnyStep) -> Iterator[Text]:
    """Those of one step."""
    if isinstance(step, Say | Ask | End):
        yield Text(step.text, named(step), step.id)
    if isinstance(step, Ask) and step.again:
        yield Text(step.again, sentence("The repeated question of {step}", step=named(step)), step.id)
    for entry in step.knowledge:
        yield Text(entry.answer, sentence("An answer at {step}", step=named(step)), step.id)


def whole_texts(procedure: Procedure) -> Iterator[Text]:
    """Those that belong to no step."""
    for entry in procedure.knowledge:
        yield Text(entry.answer, sentence('The answer "{answer}"', answer=entry.id), None)
    for name in Overlays.model_fields:
        text = getattr(procedure.overlays, name).text
        yield Text(text, sentence('The sentence for "{name}"', name=name), None, ("scope", "kind"))


def uses(step: AnyStep) -> Iterator[Use]:
    """The fields a step needs when it is entered. Tests for known and unknown need nothing."""
    if isinstance(step, Say | Ask | End):
        for field in placeholders(step.text):
            yield Use(field, "speaks")
    if isinstance(step, Ask):
        for field in dict.fromkeys(placeholders(step.again) + _spoken(step.knowledge)):
            yield Use(field, "speaks")
    elif isinstance(step, Act):
        for field in dict.fromkeys(step.arguments.values()):
            yield Use(field, "looks up")
    elif isinstance(step, Decide):
        yield from _decide_uses(step)


def _spoken(knowledge: tuple[Knowledge, ...]) -> list[str]:
    return [field for entry in knowledge for field in placeholders(entry.answer)]


def _decide_uses(step: Decide) -> Iterator[Use]:
    if step.about is not None:
        yield Use(step.about, "judges")
    minded = {
        test.field
        for branch in step.branches
        for test in (branch.when.tests if branch.when else ())
        if test.operator in ("known", "unknown")
    }
    told: set[str] = set()
    for branch in step.branches:
        for test in branch.when.tests if branch.when else ():
            if test.field not in minded | told:
                told.add(test.field)
                yield Use(test.field, "compares", branch.id)
