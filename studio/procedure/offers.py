"""What the customer could say, or a tool could answer, at a point of a rehearsal: each branch, example values,
questions from the knowledge, ways off the path, outcomes. By the likely one of them a rehearsal plays by itself.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import timedelta
from itertools import zip_longest
from typing import Literal, NamedTuple

from studio.procedure import hearing, values
from studio.procedure.machine import ChoiceNeeded, Heard, NotPossible
from studio.procedure.model import Act, Ask, Branch, Decide, Field, ToolOutcome
from studio.procedure.rehearsal import Rehearsal, Said, outcome_words
from studio.procedure.trace import HeardKind

Group = Literal["branch", "value", "question", "correction", "aside", "outcome"]
VALUES = 4  # example answers offered for an ask
EXAMPLES: dict[str, tuple[str, ...]] = {
    "number": ("2", "5"),
    "yes_no": ("Yes", "No"),
    "email": ("sam@example.com",),
    "phone": ("+353 1 555 0100",),
    "text": ("Sam Carter",),
}
_UNREADABLE = "Blue, I think"  # no number, amount, date, code, address, or yes or no
_ASIDES: tuple[HeardKind, ...] = ("vague", "invalid", "declined", "human", "leaving", "out_of_scope", "attack")


class Offer(NamedTuple):
    """Something to click. `words` is what the customer then says. `branch` is set where it settles the decision that is
    open; else `heard` is what it means. `label` is what the button shows where that is not the words themselves."""

    group: Group
    words: str
    heard: Heard
    label: str = ""
    branch: str = ""
    key: str = ""

    @property
    def said(self) -> Said:
        return Said(self.words, self.heard)


def offers(rehearsal: Rehearsal) -> tuple[Offer, ...]:
    """Everything that can be chosen now, answers first."""
    if rehearsal.open is not None:
        return _for_open(rehearsal)
    step = rehearsal.procedure.step_by_id.get(rehearsal.state.at)
    if rehearsal.waits_for == "tool" and isinstance(step, Act):
        return _outcomes(rehearsal, step)
    if rehearsal.waits_for == "user" and isinstance(step, Ask):
        return (*_answers(rehearsal, step), *_off_the_path(rehearsal, step))
    return ()


def taken(rehearsal: Rehearsal, offer: Offer) -> Rehearsal:
    """The rehearsal after an offer was chosen."""
    return rehearsal.choose(offer.branch) if offer.branch else rehearsal.take(offer.said)


def likely(rehearsal: Rehearsal) -> Offer | None:
    """What play takes next: an answer that goes where the rehearsal has been least, in drawn order."""
    ways = [offer for offer in offers(rehearsal) if offer.group in ("branch", "value", "outcome")]
    if not ways:
        return None
    passed = Counter(rehearsal.path)
    decision = rehearsal.open.decision if rehearsal.open else ""

    def taken_before(offer: Offer) -> int:
        edges = offer.heard.choices or ((decision, offer.branch),)
        if offer.group == "outcome":
            edges = ((rehearsal.state.at, offer.heard.outcome),)
        return max(passed[edge] for edge in edges)

    return min(ways, key=taken_before)


# -- answers -----------------------------------------------------------------------------------------------------------


def _for_open(rehearsal: Rehearsal) -> tuple[Offer, ...]:
    """For a line that is open: the branches it may mean; or, as its words, everything that can be said here."""
    waiting = rehearsal.open
    if waiting is None:
        return ()
    if not waiting.decision:
        free = replace(rehearsal, open=None)
        step = rehearsal.procedure.step_by_id.get(rehearsal.state.at)
        if not isinstance(step, Ask):
            return ()
        found = (
            *_questions(free, step),
            *_asides(free, step),
            *(o for o in _answers(free, step) if o.group == "branch"),
        )
        return tuple(offer._replace(words=waiting.words, label=offer.label or offer.words) for offer in found)
    step = rehearsal.procedure.step_by_id[waiting.decision]
    named = {branch.id: branch for branch in step.branches} if isinstance(step, Decide) else {}
    heard = waiting.heard or Heard()
    return tuple(
        Offer("branch", waiting.words, heard, branch_label(named[name]), name, f"{step.id}:{name}")
        for name in waiting.likely
    )


def branch_label(branch: Branch) -> str:
    """A branch as a button names it."""
    return branch.condition or branch.id.replace("_", " ")


def _answers(rehearsal: Rehearsal, ask: Ask) -> tuple[Offer, ...]:
    machine, known = rehearsal.machine, rehearsal.state.words
    own = [machine.procedure.field_by_id[name] for name in ask.fields]
    missing = [field for field in own if field.id not in known] or own
    given = _examples(rehearsal, missing)
    first = given[0] if given else ()
    decision = _decision_after(rehearsal, Heard("answer", fields=first))
    if decision is None:
        if not missing:
            return (Offer("value", "All right.", Heard("answer"), key="go on"),)
        return tuple(Offer("value", _line(pairs), Heard("answer", fields=pairs), key=_line(pairs)) for pairs in given)
    return tuple(
        Offer(
            "branch",
            " ".join(filter(None, (f"{_line(first)}." if first else "", _example_of(branch)))),
            Heard("answer", fields=first, choices=((decision.id, branch.id),)),
            branch_label(branch),
            key=f"{decision.id}:{branch.id}",
        )
        for branch in decision.branches
    )


def _decision_after(rehearsal: Rehearsal, heard: Heard) -> Decide | None:
    """The decision in words that judges an answer given now, where one does."""
    try:
        rehearsal.machine.hear(rehearsal.state, heard)
    except ChoiceNeeded as needed:
        return needed.decision if needed.decision.about is None else None
    except (NotPossible, KeyError):
        return None
    return None


def _example_of(branch: Branch) -> str:
    return branch.examples[0] if branch.examples else branch_label(branch)


def _examples(rehearsal: Rehearsal, fields: list[Field]) -> list[tuple[tuple[str, str], ...]]:
    """Ways of giving all of some fields at once."""
    columns = [_values_of(rehearsal, field) for field in fields]
    if not columns or not all(columns):
        return []
    rows = list(zip_longest(*columns))[:VALUES]
    return [tuple((field.id, row[at] or columns[at][0]) for at, field in enumerate(fields)) for row in rows]


def _values_of(rehearsal: Rehearsal, field: Field) -> list[str]:
    """Example values that can be read as such."""
    today = rehearsal.machine.today
    made = EXAMPLES.get(field.kind, ())
    if field.kind == "date":
        made = tuple((today + timedelta(days=days)).strftime("%d %B %Y").lstrip("0") for days in (7, 30))
    elif field.kind == "money":
        made = (f"100 {field.currency or 'EUR'}",)
    elif field.kind == "choice":
        made = tuple(option.label for option in field.options)
    chosen = made if field.kind in ("choice", "yes_no") else field.examples or made
    return [value for value in chosen if values.normal(field, value, today)]


def _line(pairs: tuple[tuple[str, str], ...]) -> str:
    return ", ".join(value for _, value in pairs)


# -- off the path ------------------------------------------------------------------------------------------------------


def _off_the_path(rehearsal: Rehearsal, ask: Ask) -> tuple[Offer, ...]:
    return (*_questions(rehearsal, ask), *_corrections(rehearsal), *_asides(rehearsal, ask))


def _questions(rehearsal: Rehearsal, ask: Ask) -> tuple[Offer, ...]:
    if not rehearsal.procedure.overlays.question.on:
        return ()
    entries = rehearsal.machine.knowledge_at(ask.id)
    return tuple(
        Offer("question", entry.questions[0], Heard("question", knows=entry.id), key=entry.id)
        for entry in entries
        if entry.questions
    )


def _corrections(rehearsal: Rehearsal) -> tuple[Offer, ...]:
    if not rehearsal.procedure.overlays.correction.on:
        return ()
    found = []
    for name in hearing.askable(rehearsal.machine):
        field, said = rehearsal.procedure.field_by_id[name], rehearsal.state.words.get(name)
        other = next((v for v in _values_of(rehearsal, field) if said and not _same(rehearsal, field, v, said)), None)
        if other is not None:
            words = f"Actually, {hearing.named(field)}: {other}"
            heard = Heard("correction", fields=((name, other),))
            found.append(Offer("correction", words, heard, f"{field.title}: {other}", key=name))
    return tuple(found)


def _same(rehearsal: Rehearsal, field: Field, one: str, other: str) -> bool:
    return values.equal(field, one, other, rehearsal.machine.today)


def _asides(rehearsal: Rehearsal, ask: Ask) -> tuple[Offer, ...]:
    fields = [rehearsal.procedure.field_by_id[name] for name in ask.fields]
    strict = bool(fields) and all(field.kind != "text" for field in fields)
    return tuple(
        Offer("aside", _UNREADABLE if kind == "invalid" else hearing.SPOKEN[kind], Heard(kind), key=kind)
        for kind in _ASIDES
        if getattr(rehearsal.procedure.overlays, kind).on and (kind != "invalid" or strict)
    )


# -- tools -------------------------------------------------------------------------------------------------------------


def _outcomes(rehearsal: Rehearsal, act: Act) -> tuple[Offer, ...]:
    drawn: list[ToolOutcome] = [*act.outcomes, *(["error"] if "error" not in act.outcomes else [])]  # type: ignore[list-item]
    found = []
    for outcome in drawn:
        pairs: list[tuple[str, str]] = []
        if outcome == "ok":
            for name in act.results:
                given = _values_of(rehearsal, rehearsal.procedure.field_by_id[name])
                pairs += [(name, given[0])] if given else []
        heard = Heard("tool", fields=tuple(pairs), outcome=outcome)
        found.append(Offer("outcome", outcome_words(rehearsal.procedure, act, heard), heard, key=outcome))
    return tuple(found)
