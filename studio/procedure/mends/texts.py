"""Mends of titles, examples, options and patterns."""

from __future__ import annotations

import re

from studio.base.sentences import sentence
from studio.procedure import edits
from studio.procedure.checks.finding import Finding
from studio.procedure.checks.kinds import SOME_DAY
from studio.procedure.choices import tokens
from studio.procedure.mends.mend import AnyStep, Mend, free_title, numbered, plain, there
from studio.procedure.model import Act, Ask, End, Field, Option, Procedure, Say
from studio.procedure.values import normal

WORDS = 5  # of a text, at most, that become its step's title
_NAMES = {"say": "Say", "ask": "Ask", "decide": "Decide", "act": "Look up", "end": "End"}


def empty(procedure: Procedure, finding: Finding) -> Mend | None:
    """Give a step without a title its first words, a field or an option without one its id. What is said is for the
    person to write."""
    step = procedure.step_by_id.get(finding.step or "")
    if step is not None and not step.title.strip() and finding.message.endswith("has no title."):
        title = free_title(procedure, _title(procedure, step))
        return Mend(
            sentence('Call it "{title}"', title=title),
            lambda now: edits.replace_step(now, edits.with_(there(now, step.id), title=title)),
        )
    field = procedure.field_by_id.get(finding.field)
    if field is None:
        return None
    if not field.title.strip():
        title = numbered(_spelt(field.id), {plain(other.title) for other in procedure.fields})
        return Mend(
            sentence('Call it "{title}"', title=title), lambda now: _replaced(now, edits.with_(field, title=title))
        )
    bare = next((o for o in field.options if not o.label.strip() and f'option "{o.id}"' in finding.message), None)
    if bare is None:
        return None
    label = _spelt(bare.id)
    options = tuple(edits.with_(o, label=label) if o is bare else o for o in field.options)
    return Mend(
        sentence('Call it "{title}"', title=label), lambda now: _replaced(now, edits.with_(field, options=options))
    )


def _title(procedure: Procedure, step: AnyStep) -> str:
    if isinstance(step, Say | Ask | End) and (words := re.findall(r"[^\s{}]+", re.sub(r"\{\w+\}", "", step.text))):
        return " ".join(words[:WORDS]).strip(".,;:!–-…") or _NAMES[step.kind]
    if isinstance(step, Act) and step.tool in procedure.tool_by_id:
        return procedure.tool_by_id[step.tool].title or _NAMES[step.kind]
    return _NAMES[step.kind]


def _spelt(name: str) -> str:
    return name.replace("_", " ").capitalize()


def pattern(procedure: Procedure, finding: Finding) -> Mend | None:
    """The pattern that all examples of a code have: letters as [A-Z], digits as [0-9]."""
    field = procedure.field_by_id.get(finding.field)
    shapes = {_shape(example.strip()) for example in field.examples} if field is not None else set()
    if field is None or len(shapes) != 1 or not (shape := shapes.pop()):
        return None
    made = edits.with_(field, pattern=shape)
    if any(normal(made, example, SOME_DAY) is None for example in field.examples):
        return None
    return Mend(sentence("Use the pattern {pattern}", pattern=shape), lambda now: _replaced(now, made))


def _shape(example: str) -> str:
    """An example's pattern, or "" where something else than letters, digits and dashes stands in it."""
    if not re.fullmatch(r"[A-Za-z0-9-]+", example):
        return ""
    parts = []
    for run in re.findall(r"[A-Za-z]+|[0-9]+|-", example):
        kind = "[0-9]" if run[0].isdigit() else "[A-Z]"
        parts.append(run if run == "-" else f"{kind}{{{len(run)}}}")
    return "".join(parts)


def unreadable_example(procedure: Procedure, finding: Finding) -> Mend | None:
    """Remove the examples that cannot be read."""
    field = procedure.field_by_id.get(finding.field)
    if field is None:
        return None
    good = tuple(example for example in field.examples if normal(field, example, SOME_DAY) is not None)
    gone = len(field.examples) - len(good)
    label = sentence("Remove the {number} examples", number=gone) if gone > 1 else sentence("Remove the example")
    return Mend(label, lambda now: _replaced(now, edits.with_(field, examples=good)))


def options_collide(procedure: Procedure, finding: Finding) -> Mend | None:
    """Where one option is called so and another only also called so, it stays the first one's name."""
    field = procedure.field_by_id.get(finding.field)
    if field is None:
        return None
    labels = {tuple(tokens(option.label)): option.id for option in field.options}
    options = tuple(edits.with_(option, also=_own(option, labels)) for option in field.options)
    if options == field.options:
        return None
    return Mend(
        sentence("Keep it for the option called so"), lambda now: _replaced(now, edits.with_(field, options=options))
    )


def _own(option: Option, labels: dict[tuple[str, ...], str]) -> tuple[str, ...]:
    return tuple(words for words in option.also if labels.get(tuple(tokens(words)), option.id) == option.id)


def _replaced(procedure: Procedure, field: Field) -> Procedure:
    return edits.with_(procedure, fields=tuple(field if old.id == field.id else old for old in procedure.fields))
