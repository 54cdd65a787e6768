"""What differs between two versions of one step, in sentences. Where its edges lead is the business of `diff`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import reduce
from typing import Literal, NamedTuple

from studio.base import sentences
from studio.base.sentences import Sentence, sentence
from studio.procedure.model import Act, Ask, Branch, Comparison, Decide, End, Operator, Procedure, Say

AnyStep = Say | Ask | Decide | Act | End
How = Literal["added", "removed", "changed"]
EdgeKey = tuple[str, str]
LONGEST = 90  # characters of a text that a sentence quotes
SHOWN = 3  # examples that a sentence quotes
_KINDS = {
    "say": sentence("a message"), "ask": sentence("a question"), "decide": sentence("a decision"),
    "act": sentence("a tool call"), "end": sentence("an end"),
}  # fmt: skip
_ENDS = {
    "success": sentence("a success"), "abandoned": sentence("given up"), "escalated": sentence("passed to a person"),
    "refused": sentence("refused"),
}  # fmt: skip


class Change(NamedTuple):
    """One difference. `what` is step, edge, branch, field, knowledge, tool, overlay or procedure, `id` its own id;
    `step` and `branch` say where on the chart it is, if it is on it."""

    how: How
    what: str
    id: str
    sentence: Sentence
    step: str = ""
    branch: str = ""


def quoted(text: str) -> Sentence:
    """A text in quotation marks, long ones cut."""
    text = " ".join(text.split())
    return sentence("“{text}”", text=text if len(text) <= LONGEST else f"{text[: LONGEST - 1].rstrip()}…")


def listed(words: Iterable[str]) -> Sentence:
    """ "a", "a and b", "a, b and c", each once."""
    found = list(dict.fromkeys(words))
    return sentences.listed(found, most=len(found) + 1)


def now_instead(old: str, new: str) -> Sentence:
    """ "is now X instead of Y", for texts either of which may be empty. Long texts are quoted from where they part."""
    if not new:
        return sentence("was taken out (it was {old})", old=quoted(old))
    if not old:
        return sentence("is now {new}", new=quoted(new))
    first, second = _parted(old, new)
    return sentence("is now {new} instead of {old}", new=second, old=first)


def _parted(old: str, new: str) -> tuple[Sentence, Sentence]:
    """Both texts in quotation marks, long ones from shortly before the first word that differs."""
    if max(len(old), len(new)) <= LONGEST:
        return quoted(old), quoted(new)
    one, other = old.split(), new.split()
    same = next((at for at, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
    begin = max(0, same - 3)
    lead = "…" if begin else ""
    return quoted(lead + " ".join(one[begin:])), quoted(lead + " ".join(other[begin:]))


def named(procedure: Procedure, step_id: str | None) -> Sentence:
    """A step by its title in quotation marks, or what stands there instead of one."""
    step = procedure.step_by_id.get(step_id or "")
    return quoted(step.title or step.id) if step is not None else sentence("nothing drawn yet")


def way_named(step: AnyStep, branch: str) -> Sentence:
    """A way out of a step, at the beginning of a sentence."""
    name = quoted(step.title)
    if isinstance(step, Decide):
        return sentence("In {step} the branch {branch}", step=name, branch=quoted(branch))
    if isinstance(step, Act):
        return sentence("In {step} the outcome {branch}", step=name, branch=quoted(branch))
    return sentence("The way out of {step}", step=name)


def step_changes(old: AnyStep, new: AnyStep, after: Procedure) -> Iterator[Change]:
    """How one step, known by its id in both versions, was changed; its edges and knowledge aside."""
    for told in (*_step_sentences(old, new), *_kind_sentences(old, new, after)):
        yield Change("changed", "step", new.id, told, new.id)
    if isinstance(old, Decide) and isinstance(new, Decide):
        for branch, told in _branch_sentences(old, new):
            yield Change("changed", "branch", branch, told, new.id, branch)


def _step_sentences(old: AnyStep, new: AnyStep) -> Iterator[Sentence]:
    """What every step has, and every step that speaks."""
    name = quoted(new.title)
    if old.title != new.title:
        yield sentence("{name} was called {old} before.", name=name, old=quoted(old.title))
    if old.kind != new.kind:
        yield sentence("{name} is now {new} instead of {old}.", name=name, new=_KINDS[new.kind], old=_KINDS[old.kind])
    if old.note != new.note:
        yield sentence("The note on {name} {change}.", name=name, change=now_instead(old.note, new.note))
    if isinstance(old, Say | Ask | End) and isinstance(new, Say | Ask | End):
        if old.text != new.text:
            yield sentence("What {name} says {change}.", name=name, change=now_instead(old.text, new.text))
        if old.exact != new.exact and new.exact:
            yield sentence("{name} must now be spoken word for word.", name=name)
        elif old.exact != new.exact:
            yield sentence("{name} may now be put in other words.", name=name)


def _kind_sentences(old: AnyStep, new: AnyStep, after: Procedure) -> Iterator[Sentence]:
    """What only steps of one kind have."""
    name = quoted(new.title)
    if isinstance(old, Ask) and isinstance(new, Ask):
        yield from _ask_sentences(name, old, new, after)
    elif isinstance(old, Decide) and isinstance(new, Decide):
        yield from _decide_sentences(name, old, new, after)
    elif isinstance(old, Act) and isinstance(new, Act):
        yield from _act_sentences(name, old, new, after)
    elif isinstance(old, End) and isinstance(new, End) and old.outcome != new.outcome:
        ends = {"new": _ENDS[new.outcome], "old": _ENDS[old.outcome]}
        yield sentence("{name} now counts as {new} instead of {old}.", name=name, **ends)


def _field(procedure: Procedure, name: str) -> Sentence:
    field = procedure.field_by_id.get(name)
    return quoted(field.title if field is not None else name)


def _ask_sentences(name: str, old: Ask, new: Ask, after: Procedure) -> Iterator[Sentence]:
    if old.again != new.again:
        change = now_instead(old.again, new.again)
        yield sentence("What {name} says when it is asked again {change}.", name=name, change=change)
    come = [field for field in new.fields if field not in old.fields]
    gone = [field for field in old.fields if field not in new.fields]
    if come:
        found = listed(_field(after, field) for field in come)
        yield sentence("{name} now also asks for {fields}.", name=name, fields=found)
    if gone:
        found = listed(_field(after, field) for field in gone)
        yield sentence("{name} no longer asks for {fields}.", name=name, fields=found)
    if not come and not gone and old.fields != new.fields:
        yield sentence("{name} asks for its fields in another order.", name=name)


def _decide_sentences(name: str, old: Decide, new: Decide, after: Procedure) -> Iterator[Sentence]:
    if old.basis != new.basis and new.basis == "computed":
        yield sentence("{name} now decides by comparing fields.", name=name)
    elif old.basis != new.basis:
        yield sentence("{name} now decides by what the customer means.", name=name)
    if old.about != new.about and new.about:
        yield sentence("{name} now judges the answer in {field}.", name=name, field=_field(after, new.about))
    elif old.about != new.about:
        yield sentence("{name} now judges the customer's latest answer.", name=name)
    both = [b.id for b in old.branches if b.id in {x.id for x in new.branches}]
    if both != [b.id for b in new.branches if b.id in {x.id for x in old.branches}]:
        yield sentence("The branches of {name} stand in another order.", name=name)


def _branch_sentences(old: Decide, new: Decide) -> Iterator[tuple[str, Sentence]]:
    before = {branch.id: branch for branch in old.branches}
    for branch in new.branches:
        was = before.get(branch.id)
        if was is None:
            continue
        way = way_named(new, branch.id)
        if was.condition != branch.condition or was.when != branch.when:
            first, second = _taken_for(was), _taken_for(branch)
            yield branch.id, sentence("{way} is now for {new} instead of {old}.", way=way, new=second, old=first)
        come = [example for example in branch.examples if example not in was.examples]
        gone = [example for example in was.examples if example not in branch.examples]
        if come:
            yield branch.id, _new_examples(way, come)
        if gone:
            yield branch.id, _lost_examples(way, gone)


def _taken_for(branch: Branch) -> Sentence:
    return condition_words(branch) or sentence("everything else")


def _new_examples(way: str, words: list[str]) -> Sentence:
    if len(words) == 1:
        return sentence("{way} has a new example: {examples}.", way=way, examples=_examples(words))
    return sentence("{way} has {number} new examples: {examples}.", way=way, number=len(words),
                    examples=_examples(words))  # fmt: skip


def _lost_examples(way: str, words: list[str]) -> Sentence:
    if len(words) == 1:
        return sentence("{way} has lost the example: {examples}.", way=way, examples=_examples(words))
    return sentence("{way} has lost {number} examples: {examples}.", way=way, number=len(words),
                    examples=_examples(words))  # fmt: skip


def _examples(words: list[str]) -> Sentence:
    shown = listed(quoted(word) for word in words[:SHOWN])
    return sentence("{examples} and more", examples=shown) if len(words) > SHOWN else shown


def condition_words(branch: Branch) -> Sentence:
    """What a branch is for, in words; empty for one that takes everything else."""
    if branch.when is not None:
        every = branch.when.join == "all"
        tests = (_test_words(test) for test in branch.when.tests)
        return sentence("“{text}”", text=reduce(_both if every else _either, tests))
    return quoted(branch.condition) if branch.condition else Sentence("")


def _both(one: Sentence, other: Sentence) -> Sentence:
    return sentence("{one} and {other}", one=one, other=other)


def _either(one: Sentence, other: Sentence) -> Sentence:
    return sentence("{one} or {other}", one=one, other=other)


def _test_words(test: Comparison) -> Sentence:
    value = test.value if isinstance(test.value, str) else ", ".join(test.value)
    return _tested(test.operator, test.field.replace("_", " "), value)


def _tested(operator: Operator, field: str, value: str) -> Sentence:
    told = {"field": field, "value": value}
    made: dict[Operator, Sentence] = {
        "=": sentence("{field} is {value}", **told),
        "!=": sentence("{field} is not {value}", **told),
        "<": sentence("{field} is below {value}", **told),
        "<=": sentence("{field} is at most {value}", **told),
        ">": sentence("{field} is above {value}", **told),
        ">=": sentence("{field} is at least {value}", **told),
        "one of": sentence("{field} is one of {value}", **told),
        "known": sentence("{field} is known", **told),
        "unknown": sentence("{field} is not known", **told),
    }
    return made[operator]


def _act_sentences(name: str, old: Act, new: Act, after: Procedure) -> Iterator[Sentence]:
    if old.tool != new.tool:
        tool = after.tool_by_id.get(new.tool)
        calls = quoted(tool.title if tool else new.tool)
        yield sentence("{name} now calls {new} instead of {old}.", name=name, new=calls, old=quoted(old.tool))
    for argument in dict.fromkeys((*old.arguments, *new.arguments)):
        was, is_now = old.arguments.get(argument), new.arguments.get(argument)
        told = {"name": name, "argument": quoted(argument)}
        if was != is_now and is_now:
            yield sentence("{name} now fills {argument} with {field}.", **told, field=_field(after, is_now))
        elif was != is_now:
            yield sentence("{name} now fills {argument} with nothing.", **told)
    for field in dict.fromkeys((*old.results, *new.results)):
        column_was, column = old.results.get(field), new.results.get(field)
        told = {"name": name, "field": _field(after, field)}
        if column_was != column and column:
            yield sentence("{name}: the field {field} now gets the column {column}.", **told, column=quoted(column))
        elif column_was != column:
            yield sentence("{name}: the field {field} no longer gets anything.", **told)
