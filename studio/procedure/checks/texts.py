"""What is said: no empty texts and titles, and examples that tell one thing from another."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import combinations

from studio.procedure.checks.finding import Finding, branch_named, named
from studio.procedure.model import Ask, Branch, Decide, Knowledge, Procedure, Say

NEAR = 0.8
FEW = 3
_COUNTS = ("no examples", "one example", "two examples")
_DECISIVE = frozenset(
    "no not yes yeah yep nope never none nothing without don't doesn't didn't isn't aren't wasn't won't can't cannot "
    "haven't hasn't more less before after over under above below at least most first last".split()
)


def text_findings(procedure: Procedure) -> Iterator[Finding]:
    if not procedure.name.strip():
        yield Finding("empty_text", "problem", None, "The procedure has no name.", "Give it a name.")
    for step in procedure.steps:
        if not step.title.strip():
            yield Finding(
                "empty_text", "problem", step.id, f'The step "{step.id}" has no title.', "Give it a short title."
            )
        if isinstance(step, Say | Ask) and not step.text.strip():
            what = "asks nothing" if isinstance(step, Ask) else "says nothing"
            yield Finding(
                "empty_text",
                "problem",
                step.id,
                f"{named(step)} {what}: its text is empty.",
                "Write what the agent says.",
            )
        yield from _knowledge(step.knowledge, step.id, f"at {named(step)}")
        if isinstance(step, Decide) and step.basis == "words":
            yield from _examples(procedure, step)
    yield from _knowledge(procedure.knowledge, None, "in the knowledge")
    for field in procedure.fields:
        if not field.title.strip():
            yield Finding(
                "empty_text",
                "problem",
                None,
                f'The field "{field.id}" has no title.',
                "Give it a short title.",
                field.id,
            )
    yield from _same_questions(procedure)


def _knowledge(entries: tuple[Knowledge, ...], step: str | None, where: str) -> Iterator[Finding]:
    for entry in entries:
        if not entry.answer.strip():
            yield Finding(
                "empty_text",
                "problem",
                step,
                f'The answer "{entry.id}" {where} is empty.',
                "Write what the agent answers.",
            )
        if not any(question.strip() for question in entry.questions):
            yield Finding(
                "empty_text",
                "problem",
                step,
                f'Nothing says what people ask to get the answer "{entry.id}" {where}.',
                "Write at least three ways of asking it.",
            )


def _examples(procedure: Procedure, step: Decide) -> Iterator[Finding]:
    for branch in step.branches:
        told = [example for example in branch.examples if example.strip()]
        if not told and not branch.condition.strip():
            yield Finding(
                "empty_branch",
                "problem",
                step.id,
                f'Nothing says when {named(step)} takes the branch "{branch.id}".',
                "Write its condition, and a few things people say that mean it.",
                branch=branch.id,
            )
        elif len(told) < FEW:
            yield Finding(
                "few_examples",
                "advice",
                step.id,
                f"The branch {branch_named(branch)} of {named(step)} has {_COUNTS[len(told)]} of what people say.",
                f"Write at least {FEW}, as different as people say them.",
                branch=branch.id,
            )
    for one, other in combinations(step.branches, 2):
        yield from _colliding(step, one, other)


def words_of(text: str) -> tuple[str, ...]:
    """A text's words, without case and punctuation."""
    return tuple(re.findall(r"[^\W_]+(?:'[^\W_]+)?", text.casefold().replace("\u2019", "'")))


def _colliding(step: Decide, one: Branch, other: Branch) -> Iterator[Finding]:
    for first in one.examples:
        for second in other.examples:
            likeness = _likeness(words_of(first), words_of(second))
            if likeness < NEAR:
                continue
            same = likeness == 1.0
            yield Finding(
                "examples_collide",
                "problem" if same else "advice",
                step.id,
                f'At {named(step)}, "{first}" is an example of {branch_named(one)}, and "{second}" one of '
                f"{branch_named(other)}: {'they are the same' if same else 'they are almost the same'}.",
                "Keep it for the one branch it really means, or say more in it.",
                branch=other.id,
            )
            return


def _likeness(first: tuple[str, ...], second: tuple[str, ...]) -> float:
    """1 for the same words in the same order, else the share of common words. A word that decides ("not", "over")
    in one of them alone makes them different, however much else they share."""
    if not first or not second:
        return 0.0
    if first == second:
        return 1.0
    one, other = set(first), set(second)
    if (one ^ other) & _DECISIVE or any(word.isdigit() for word in one ^ other):
        return 0.0
    return min(len(one & other) / len(one | other), 0.99)


def _same_questions(procedure: Procedure) -> Iterator[Finding]:
    """One question with two answers, within the procedure's knowledge or within one step's."""
    groups: list[tuple[str | None, tuple[Knowledge, ...]]] = [(None, procedure.knowledge)]
    groups += [(step.id, step.knowledge) for step in procedure.steps if step.knowledge]
    for step_id, entries in groups:
        asked: dict[tuple[str, ...], str] = {}
        for entry in entries:
            for question in entry.questions:
                earlier = asked.setdefault(words_of(question), entry.id)
                if earlier != entry.id and words_of(question):
                    yield Finding(
                        "questions_collide",
                        "problem",
                        step_id,
                        f'The question "{question}" stands under two answers, "{earlier}" and "{entry.id}".',
                        "Keep it under the answer that it asks for.",
                    )
