"""What differs between two versions of one step, in sentences. Where its edges lead is the business of `diff`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Literal, NamedTuple

from studio.procedure.model import Act, Ask, Branch, Comparison, Decide, End, Procedure, Say

AnyStep = Say | Ask | Decide | Act | End
How = Literal["added", "removed", "changed"]
EdgeKey = tuple[str, str]
LONGEST = 90  # characters of a text that a sentence quotes
KIND_WORDS = {"say": "message", "ask": "question", "decide": "decision", "act": "tool call", "end": "end"}
_ENDS = {"success": "a success", "abandoned": "given up", "escalated": "passed to a person", "refused": "refused"}


class Change(NamedTuple):
    """One difference. `what` is step, edge, branch, field, knowledge, tool, overlay or procedure, `id` its own id;
    `step` and `branch` say where on the chart it is, if it is on it."""

    how: How
    what: str
    id: str
    sentence: str
    step: str = ""
    branch: str = ""


def quoted(text: str) -> str:
    text = " ".join(text.split())
    return f"“{text}”" if len(text) <= LONGEST else f"“{text[: LONGEST - 1].rstrip()}…”"


def listed(words: Iterable[str]) -> str:
    """ "a", "a and b", "a, b and c", each once."""
    found = list(dict.fromkeys(words))
    return " and ".join(filter(None, (", ".join(found[:-1]), found[-1]))) if found else ""


def now_instead(old: str, new: str) -> str:
    """ "is now X instead of Y", for texts either of which may be empty. Long texts are quoted from where they part."""
    if not new:
        return f"was taken out (it was {quoted(old)})"
    if not old:
        return f"is now {quoted(new)}"
    first, second = _parted(old, new)
    return f"is now {second} instead of {first}"


def _parted(old: str, new: str) -> tuple[str, str]:
    """Both texts in quotation marks, long ones from shortly before the first word that differs."""
    if max(len(old), len(new)) <= LONGEST:
        return quoted(old), quoted(new)
    one, other = old.split(), new.split()
    same = next((at for at, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
    begin = max(0, same - 3)
    lead = "…" if begin else ""
    return quoted(lead + " ".join(one[begin:])), quoted(lead + " ".join(other[begin:]))


def step_changes(old: AnyStep, new: AnyStep, after: Procedure) -> Iterator[Change]:
    """How one step, known by its id in both versions, was changed; its edges and knowledge aside."""
    for told in _sentences(old, new, after):
        yield Change("changed", "step", new.id, told, new.id)
    if isinstance(old, Decide) and isinstance(new, Decide):
        for branch, told in _branch_sentences(old, new):
            yield Change("changed", "branch", branch, told, new.id, branch)


def _sentences(old: AnyStep, new: AnyStep, after: Procedure) -> Iterator[str]:
    name = quoted(new.title)
    if old.title != new.title:
        yield f"{name} was called {quoted(old.title)} before."
    if old.kind != new.kind:
        yield f"{name} is now {_a(KIND_WORDS[new.kind])} instead of {_a(KIND_WORDS[old.kind])}."
    if old.note != new.note:
        yield f"The note on {name} {now_instead(old.note, new.note)}."
    if isinstance(old, Say | Ask | End) and isinstance(new, Say | Ask | End):
        if old.text != new.text:
            yield f"What {name} says {now_instead(old.text, new.text)}."
        if old.exact != new.exact:
            yield f"{name} must now be spoken word for word." if new.exact else f"{name} may now be put in other words."
    if isinstance(old, Ask) and isinstance(new, Ask):
        yield from _ask_sentences(name, old, new, after)
    elif isinstance(old, Decide) and isinstance(new, Decide):
        yield from _decide_sentences(name, old, new, after)
    elif isinstance(old, Act) and isinstance(new, Act):
        yield from _act_sentences(name, old, new, after)
    elif isinstance(old, End) and isinstance(new, End) and old.outcome != new.outcome:
        yield f"{name} now counts as {_ENDS[new.outcome]} instead of {_ENDS[old.outcome]}."


def _a(noun: str) -> str:
    return f"{'an' if noun[0] in 'aeiou' else 'a'} {noun}"


def _field(procedure: Procedure, name: str) -> str:
    field = procedure.field_by_id.get(name)
    return quoted(field.title if field is not None else name)


def _ask_sentences(name: str, old: Ask, new: Ask, after: Procedure) -> Iterator[str]:
    if old.again != new.again:
        yield f"What {name} says when it is asked again {now_instead(old.again, new.again)}."
    come = [field for field in new.fields if field not in old.fields]
    gone = [field for field in old.fields if field not in new.fields]
    if come:
        yield f"{name} now also asks for {listed(_field(after, field) for field in come)}."
    if gone:
        yield f"{name} no longer asks for {listed(_field(after, field) for field in gone)}."
    if not come and not gone and old.fields != new.fields:
        yield f"{name} asks for its fields in another order."


def _decide_sentences(name: str, old: Decide, new: Decide, after: Procedure) -> Iterator[str]:
    if old.basis != new.basis:
        told = "by comparing fields" if new.basis == "computed" else "by what the customer means"
        yield f"{name} now decides {told}."
    if old.about != new.about:
        told = f"the answer in {_field(after, new.about)}" if new.about else "the customer's latest answer"
        yield f"{name} now judges {told}."
    both = [b.id for b in old.branches if b.id in {x.id for x in new.branches}]
    if both != [b.id for b in new.branches if b.id in {x.id for x in old.branches}]:
        yield f"The branches of {name} stand in another order."


def _branch_sentences(old: Decide, new: Decide) -> Iterator[tuple[str, str]]:
    before = {branch.id: branch for branch in old.branches}
    for branch in new.branches:
        was = before.get(branch.id)
        if was is None:
            continue
        name = f"In {quoted(new.title)} the branch {quoted(branch.id)}"
        if was.condition != branch.condition or was.when != branch.when:
            first, second = condition_words(was) or "everything else", condition_words(branch) or "everything else"
            yield branch.id, f"{name} is now for {second} instead of {first}."
        come = [example for example in branch.examples if example not in was.examples]
        gone = [example for example in was.examples if example not in branch.examples]
        if come:
            yield branch.id, f"{name} has {_examples(come, 'new')}."
        if gone:
            yield branch.id, f"{name} has lost {_examples(gone, '')}."


def _examples(words: list[str], new: str) -> str:
    number = f"{len(words)} {new} examples" if len(words) > 1 else f"a {new} example" if new else "the example"
    shown = listed(quoted(word) for word in words[:3])
    return f"{' '.join(number.split())}: {shown}{' and more' if len(words) > 3 else ''}"


_SIGNS = {"=": "is", "!=": "is not", "<": "is below", "<=": "is at most", ">": "is above", ">=": "is at least",
          "one of": "is one of", "known": "is known", "unknown": "is not known"}  # fmt: skip


def condition_words(branch: Branch) -> str:
    """What a branch is for, in words; empty for one that takes everything else."""
    if branch.when is not None:
        join = " and " if branch.when.join == "all" else " or "
        return f"“{join.join(_test_words(test) for test in branch.when.tests)}”"
    return quoted(branch.condition) if branch.condition else ""


def _test_words(test: Comparison) -> str:
    value = test.value if isinstance(test.value, str) else ", ".join(test.value)
    return " ".join(filter(None, (test.field.replace("_", " "), _SIGNS[test.operator], value)))


def _act_sentences(name: str, old: Act, new: Act, after: Procedure) -> Iterator[str]:
    if old.tool != new.tool:
        tool = after.tool_by_id.get(new.tool)
        yield f"{name} now calls {quoted(tool.title if tool else new.tool)} instead of {quoted(old.tool)}."
    for argument in dict.fromkeys((*old.arguments, *new.arguments)):
        was, is_now = old.arguments.get(argument), new.arguments.get(argument)
        if was != is_now:
            told = f"with {_field(after, is_now)}" if is_now else "with nothing"
            yield f"{name} now fills {quoted(argument)} {told}."
    for field in dict.fromkeys((*old.results, *new.results)):
        column_was, column = old.results.get(field), new.results.get(field)
        if column_was != column:
            told = f"now gets the column {quoted(column)}" if column else "no longer gets anything"
            yield f"{name}: the field {_field(after, field)} {told}."
