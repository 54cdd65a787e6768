"""What is said: no empty texts and titles, and examples that tell one thing from another."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import combinations

from studio.base.sentences import Sentence, sentence
from studio.procedure.checks.finding import AnyStep, Finding, branch_named, named, quoted
from studio.procedure.model import Ask, Branch, Decide, Knowledge, Procedure, Say

NEAR = 0.8
FEW = 3
_DECISIVE = frozenset(
    "no not yes yeah yep nope never none nothing without don't doesn't didn't isn't aren't wasn't won't can't cannot "
    "haven't hasn't more less before after over under above below at least most first last".split()
)


def text_findings(procedure: Procedure) -> Iterator[Finding]:
    if not procedure.name.strip():
        told = sentence("The procedure has no name.")
        yield Finding("empty_text", "problem", None, told, sentence("Give it a name."))
    yield from _knowledge(procedure.knowledge, None, sentence("in the knowledge"))
    for field in procedure.fields:
        if not field.title.strip():
            told = sentence('The field "{field}" has no title.', field=field.id)
            yield Finding("empty_text", "problem", None, told, sentence("Give it a short title."), field.id)
    yield from _same_questions(None, procedure.knowledge)


def step_texts(step: AnyStep) -> Iterator[Finding]:
    """What one step says."""
    if not step.title.strip():
        told = sentence('The step "{step}" has no title.', step=step.id)
        yield Finding("empty_text", "problem", step.id, told, sentence("Give it a short title."))
    if isinstance(step, Say | Ask) and not step.text.strip():
        told = (
            sentence("{step} asks nothing: its text is empty.", step=named(step))
            if isinstance(step, Ask)
            else sentence("{step} says nothing: its text is empty.", step=named(step))
        )
        yield Finding("empty_text", "problem", step.id, told, sentence("Write what the agent says."))
    if step.knowledge:
        yield from _knowledge(step.knowledge, step.id, sentence("at {step}", step=named(step)))
    if isinstance(step, Decide) and step.basis == "words":
        yield from _examples(step)
    yield from _same_questions(step.id, step.knowledge)


def _knowledge(entries: tuple[Knowledge, ...], step: str | None, where: Sentence) -> Iterator[Finding]:
    for entry in entries:
        if not entry.answer.strip():
            told = sentence('The answer "{answer}" {where} is empty.', answer=entry.id, where=where)
            yield Finding("empty_text", "problem", step, told, sentence("Write what the agent answers."))
        if not any(question.strip() for question in entry.questions):
            told = sentence(
                'Nothing says what people ask to get the answer "{answer}" {where}.', answer=entry.id, where=where
            )
            yield Finding("empty_text", "problem", step, told, sentence("Write at least three ways of asking it."))


def _examples(step: Decide) -> Iterator[Finding]:
    for branch in step.branches:
        told = [example for example in branch.examples if example.strip()]
        if not told and not branch.condition.strip():
            yield Finding(
                "empty_branch",
                "problem",
                step.id,
                sentence(
                    "Nothing says when {step} takes the branch {branch}.", step=named(step), branch=quoted(branch.id)
                ),
                sentence("Write its condition, and a few things people say that mean it."),
                branch=branch.id,
            )
        elif len(told) < FEW:
            found = _few(branch_named(branch), named(step), len(told))
            remedy = sentence("Write at least {number}, as different as people say them.", number=FEW)
            yield Finding("few_examples", "advice", step.id, found, remedy, branch=branch.id)
    words = [[(example, words_of(example)) for example in branch.examples] for branch in step.branches]
    for (one, first), (other, second) in combinations(zip(step.branches, words, strict=True), 2):
        yield from _colliding(step, (one, first), (other, second))


def _few(branch: Sentence, step: Sentence, count: int) -> Sentence:
    if count == 0:
        return sentence("The branch {branch} of {step} has no examples of what people say.", branch=branch, step=step)
    if count == 1:
        return sentence("The branch {branch} of {step} has one example of what people say.", branch=branch, step=step)
    return sentence("The branch {branch} of {step} has two examples of what people say.", branch=branch, step=step)


def words_of(text: str) -> tuple[str, ...]:
    """A text's words, without case and punctuation."""
    return tuple(re.findall(r"[^\W_]+(?:'[^\W_]+)?", text.casefold().replace("\u2019", "'")))


_Words = list[tuple[str, tuple[str, ...]]]  # examples with their words


def _colliding(step: Decide, this: tuple[Branch, _Words], that: tuple[Branch, _Words]) -> Iterator[Finding]:
    (one, told), (other, also) = this, that
    for first, words in told:
        for second, others in also:
            likeness = _likeness(words, others)
            if likeness < NEAR:
                continue
            same = likeness == 1.0
            both = sentence(
                "At {step}, {example} is an example of {branch}, and {second} one of {other}",
                step=named(step),
                example=quoted(first),
                branch=branch_named(one),
                second=quoted(second),
                other=branch_named(other),
            )
            yield Finding(
                "examples_collide",
                "problem" if same else "advice",
                step.id,
                sentence("{both}: they are the same.", both=both)
                if same
                else sentence("{both}: they are almost the same.", both=both),
                sentence("Keep it for the one branch it really means, or say more in it."),
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
    if 2 * len(one & other) < len(one | other):
        return 0.0  # far from NEAR, whatever the words are
    if (one ^ other) & _DECISIVE or any(word.isdigit() for word in one ^ other):
        return 0.0
    return min(len(one & other) / len(one | other), 0.99)


def _same_questions(step_id: str | None, entries: tuple[Knowledge, ...]) -> Iterator[Finding]:
    """One question with two answers, within the procedure's knowledge or within one step's."""
    asked: dict[tuple[str, ...], str] = {}
    for entry in entries:
        for question in entry.questions:
            earlier = asked.setdefault(words_of(question), entry.id)
            if earlier != entry.id and words_of(question):
                yield Finding(
                    "questions_collide",
                    "problem",
                    step_id,
                    sentence(
                        'The question "{question}" stands under two answers, "{first}" and "{second}".',
                        question=question,
                        first=earlier,
                        second=entry.id,
                    ),
                    sentence("Keep it under the answer that it asks for."),
                )
