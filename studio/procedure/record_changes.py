"""What differs between two versions of a procedure's fields, knowledge, tools and overlays, in sentences. The steps'
own differences are made in `step_changes`."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple, TypeVar

from studio.base.sentences import Sentence, sentence
from studio.procedure.model import Field, Knowledge, Overlays, Procedure, Record, Tool
from studio.procedure.step_changes import Change, listed, named, now_instead, quoted
from studio.procedure.wording import DEFAULTS

R = TypeVar("R", bound=Record)
_OVERLAYS = {
    "question": sentence("Questions from the knowledge"), "correction": sentence("Corrections"),
    "early": sentence("Answers given early"), "vague": sentence("Vague answers"),
    "invalid": sentence("Answers that cannot be read"), "declined": sentence("Declined answers"),
    "human": sentence("Asking for a person"), "leaving": sentence("Leaving"),
    "out_of_scope": sentence("Requests out of scope"), "attack": sentence("Attacks"),
    "tool_failure": sentence("A tool that fails"),
}  # fmt: skip
_FIELD_KINDS = {
    "text": sentence("a text"), "number": sentence("a number"), "money": sentence("an amount of money"),
    "date": sentence("a date"), "choice": sentence("a choice"), "yes_no": sentence("yes or no"),
    "email": sentence("an e-mail address"), "phone": sentence("a phone number"), "code": sentence("a code"),
}  # fmt: skip


class Noun(NamedTuple):
    """What one and several things of a list are called."""

    one: Sentence
    several: Sentence


CHOICES = Noun(sentence("choice"), sentence("choices"))
EXAMPLES = Noun(sentence("example"), sentence("examples"))
ASKING = Noun(sentence("way of asking"), sentence("ways of asking"))
ARGUMENTS = Noun(sentence("argument"), sentence("arguments"))
COLUMNS = Noun(sentence("column"), sentence("columns"))


def record_changes(before: Procedure, after: Procedure) -> Iterator[Change]:
    """Everything that was drawn, besides steps and edges."""
    yield from _records(before.fields, after.fields, "field", _field_named, _field_changes)
    yield from _records(before.knowledge, after.knowledge, "knowledge", _answer_named, _knowledge_changes)
    for step in after.steps:
        old = before.step_by_id.get(step.id)
        if old is not None:
            yield from _knowledge_of(old.knowledge, step.knowledge, step.id, named(after, step.id))
    yield from _records(before.tools, after.tools, "tool", _tool_named, _tool_changes)
    yield from _overlays(before, after)


def _records(
    before: Sequence[R],
    after: Sequence[R],
    what: str,
    name: Callable[[R], Sentence],
    inside: Callable[[R, R], Iterator[Sentence]],
) -> Iterator[Change]:
    """Changes of records that have ids: gone, new, and what `inside` says of those that differ."""
    old = {_id(record): record for record in before}
    new = {_id(record): record for record in after}
    for key, record in old.items():
        if key not in new:
            yield Change("removed", what, key, sentence("{subject} was removed.", subject=name(record)))
    for key, record in new.items():
        if key not in old:
            yield Change("added", what, key, sentence("{subject} was added.", subject=name(record)))
        elif record != old[key]:
            for change in inside(old[key], record):
                told = sentence("{subject}: {change}.", subject=name(record), change=change)
                yield Change("changed", what, key, told)


def _id(record: Record) -> str:
    return str(getattr(record, "id", ""))


def _list_changes(old: Sequence[str], new: Sequence[str], noun: Noun) -> Iterator[Sentence]:
    gone, come = [x for x in old if x not in new], [x for x in new if x not in old]
    if gone:
        yield sentence("{things} removed: {words}", things=_counted(gone, noun), words=listed(map(quoted, gone)))
    if come:
        yield sentence("{things} added: {words}", things=_counted(come, noun), words=listed(map(quoted, come)))
    if not gone and not come and list(old) != list(new):
        yield sentence("the {things} stand in another order", things=noun.several)


def _counted(words: Sequence[str], noun: Noun) -> Sentence:
    return noun.one if len(words) == 1 else sentence("{number} {things}", number=len(words), things=noun.several)


# -- fields ------------------------------------------------------------------------------------------------------------


def _field_named(field: Field) -> Sentence:
    return sentence("The field {name}", name=quoted(field.title))


def _field_changes(old: Field, new: Field) -> Iterator[Sentence]:
    if old.title != new.title:
        yield sentence("it was called {old} before", old=quoted(old.title))
    if old.kind != new.kind:
        yield sentence("it is now {new} instead of {old}", new=_FIELD_KINDS[new.kind], old=_FIELD_KINDS[old.kind])
    if old.required != new.required:
        must, may = sentence("it may no longer be left out"), sentence("it may now be left out")
        yield must if new.required else may
    if old.exact != new.exact:
        exact = sentence("the person's very characters now count")
        yield exact if new.exact else sentence("other ways of writing it now count too")
    if old.pattern != new.pattern:
        yield sentence("the pattern {change}", change=now_instead(old.pattern, new.pattern))
    if old.currency != new.currency:
        yield sentence("the currency {change}", change=now_instead(old.currency, new.currency))
    before, after = ([option.label for option in field.options] for field in (old, new))
    yield from _list_changes(before, after, CHOICES)
    if before == after and old.options != new.options:
        yield sentence("other names of its choices were changed")
    yield from _list_changes(old.examples, new.examples, EXAMPLES)


# -- knowledge and tools -----------------------------------------------------------------------------------------------


def _answer_named(entry: Knowledge) -> Sentence:
    return sentence("The answer about {name}", name=_about(entry))


def _about(entry: Knowledge) -> Sentence:
    return quoted(entry.id.replace("_", " "))


def _knowledge_of(
    before: tuple[Knowledge, ...], after: tuple[Knowledge, ...], step: str, place: Sentence
) -> Iterator[Change]:
    def name(entry: Knowledge) -> Sentence:
        return sentence("The answer about {name} of {step}", name=_about(entry), step=place)

    for change in _records(before, after, "knowledge", name, _knowledge_changes):
        yield change._replace(step=step)


def _knowledge_changes(old: Knowledge, new: Knowledge) -> Iterator[Sentence]:
    if old.answer != new.answer:
        yield sentence("it {change}", change=now_instead(old.answer, new.answer))
    if old.exact != new.exact:
        exact = sentence("it must now be spoken word for word")
        yield exact if new.exact else sentence("it may now be put in other words")
    yield from _list_changes(old.questions, new.questions, ASKING)


def _tool_named(tool: Tool) -> Sentence:
    return sentence("The tool {name}", name=quoted(tool.title))


def _tool_changes(old: Tool, new: Tool) -> Iterator[Sentence]:
    if old.title != new.title:
        yield sentence("it was called {old} before", old=quoted(old.title))
    yield from _list_changes(old.arguments, new.arguments, ARGUMENTS)
    yield from _list_changes(old.columns, new.columns, COLUMNS)
    if old.rows != new.rows:
        yield from _row_changes(old, new)


def _row_changes(old: Tool, new: Tool) -> Iterator[Sentence]:
    come = sum(row not in old.rows for row in new.rows)
    gone = sum(row not in new.rows for row in old.rows)
    if come:
        yield sentence("1 row is new") if come == 1 else sentence("{number} rows are new", number=come)
    if gone:
        yield sentence("1 row is gone") if gone == 1 else sentence("{number} rows are gone", number=gone)
    if not come and not gone:
        yield sentence("its rows stand in another order")


# -- overlays ----------------------------------------------------------------------------------------------------------


def _overlays(before: Procedure, after: Procedure) -> Iterator[Change]:
    for name in Overlays.model_fields:
        old, new = getattr(before.overlays, name), getattr(after.overlays, name)
        subject = _OVERLAYS[name]
        if old.on != new.on and new.on:
            yield Change("added", "overlay", name, sentence("{subject}: now answered.", subject=subject))
        elif old.on != new.on:
            yield Change("removed", "overlay", name, sentence("{subject}: now switched off.", subject=subject))
        if old.text != new.text:
            default = DEFAULTS.get(name, "")
            change = now_instead(old.text or default, new.text or default)
            told = sentence("{subject}: the sentence {change}.", subject=subject, change=change)
            yield Change("changed", "overlay", name, told)
        if old.to != new.to and new.to:
            told = sentence("{subject}: now led to {goal}.", subject=subject, goal=named(after, new.to))
            yield Change("changed", "overlay", name, told)
        elif old.to != new.to:
            told = sentence("{subject}: no longer led to a drawn end.", subject=subject)
            yield Change("changed", "overlay", name, told)
