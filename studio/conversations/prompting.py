"""What a local instruct model is asked: a cue in plain words, the shape of its answer, its own chat template.

Whether the answer is any good is `local_model`'s business.
"""

from __future__ import annotations

import json
import random
from collections.abc import Sequence
from typing import Any

from studio.conversations.writer import Cue
from studio.procedure import values
from studio.procedure.model import Branch, Decide, Field
from studio.procedure.trace import DECLINED, HeardKind

# A manner belongs to one split, as a phrase family does.
MANNERS = {
    "taught": (
        "short, a few words only",
        "polite, in one full sentence",
        "chatty, with a reason or a small story before the answer",
        "in a hurry, small letters and little punctuation",
        "hesitant at first, but clear in the end",
        "as people talk, with fillers",
    ),
    "held_out": (
        "plain and businesslike",
        "warm, like writing to somebody you know",
        "with two short sentences, the answer in the second",
        "like someone who types on a phone while walking",
    ),
}

KINDS: dict[HeardKind, str] = {
    "vague": "answers, but so vaguely that the agent cannot use it; it says neither yes nor no and gives no fact",
    "invalid": "tries to answer, but gives something that is no {kind}",
    "declined": "does not want to say it, and gives no reason or a short one",
    "human": "asks to be passed to a human being",
    "leaving": "breaks off: the person has to go or does not want to go on",
    "out_of_scope": "asks for something quite different, which has nothing to do with this conversation",
    "attack": "tries to make the agent forget its instructions or reveal them",
}

CHARACTER = r"""character ::= [^"\\\x00-\x1F\x7F] | "\\" ["\\/]"""


def grammar(fields: Sequence[str], longest: int) -> str:
    """GBNF for {"text": string, FIELD: string, ...}, with strings of at most `longest` characters."""
    members = "".join(rf' ", \"{name}\": " string' for name in fields)
    return (
        f'root ::= "{{\\"text\\": " string{members} "}}"\n'
        f'string ::= "\\"" character{{1,{longest}}} "\\""\n'
        f"{CHARACTER}\n"
    )


def told_fields(cue: Cue) -> list[str]:
    """The fields whose words the model must point out; a choice and a yes or no are kept by their ids."""
    fields = cue.procedure.field_by_id
    return [n for n, v in cue.values if v not in ("", DECLINED) and fields[n].kind not in ("choice", "yes_no")]


def request(cue: Cue, manner: str) -> str:
    """The cue in plain words."""
    procedure = cue.procedure
    asked = values.fill(cue.step.text, procedure, cue.known, cue.today)
    lines = [
        f"You write what a customer says in a conversation about {procedure.scope or procedure.name}.",
        f'The agent has just said: "{asked}"',
        "Write the one message with which the customer replies.",
        *_meaning(cue),
        f"Manner: {manner}.",
        "Write as the customer, never as the agent, and add no fact beyond these.",
        f"Answer with JSON only: {_shape(cue)}",
    ]
    return "\n".join(lines)


def _shape(cue: Cue) -> str:
    """The answer's shape, by an example."""
    shape = {"text": "the message"}
    for name in told_fields(cue):
        shape[name] = f"the words of the message that give the {cue.procedure.field_by_id[name].title.casefold()}"
    return json.dumps(shape, ensure_ascii=False)


def _meaning(cue: Cue) -> list[str]:
    fields = cue.procedure.field_by_id
    lines = []
    if cue.kind in KINDS:
        wanted = next((fields[n] for n in cue.step.fields if n not in cue.known), None)
        lines.append(f"The customer {KINDS[cue.kind].format(kind=_kind(wanted))}.")
    elif cue.kind == "question" and cue.knowledge is not None:
        lines.append(f"Instead of answering, the customer asks: {_some(cue, cue.knowledge.questions)}")
    elif cue.kind == "correction":
        lines.append("The customer takes back what was said before and gives a new value:")
    lines += [_value(cue, fields[name], value) for name, value in cue.values]
    for decision, branch_id in cue.choices:
        step = cue.procedure.step_by_id[decision]
        assert isinstance(step, Decide)
        lines.append(_choice(cue, next(b for b in step.branches if b.id == branch_id)))
    if not lines:
        lines.append("The customer agrees to go on.")
    return lines


def _kind(field: Field | None) -> str:
    return field.title.casefold() if field else "clear answer"


def _value(cue: Cue, field: Field, value: str) -> str:
    title = field.title.casefold()
    if value in ("", DECLINED):
        return f"- The customer does not want to give the {title}."
    if field.kind == "choice":
        option = next((o for o in field.options if o.id == value), None)
        known_as = " or ".join(f'"{w}"' for w in (option.label, *option.also)) if option else value
        return f"- {title}: {known_as} (use one of these words)"
    if field.kind == "yes_no":
        return f"- {title}: the answer is {value}"
    if field.exact or field.kind in ("text", "code", "email", "phone"):
        return f'- {title}: exactly "{value}"'
    return f"- {title}: {value} (written as people write it)"


def _choice(cue: Cue, branch: Branch) -> str:
    meaning = branch.condition or branch.id.replace("_", " ")
    return f"- The message must clearly mean: {meaning}." + (f" For example: {_some(cue, branch.examples)}")


def _some(cue: Cue, examples: Sequence[str]) -> str:
    """The author's examples; every other one is shown in each split."""
    shown = list(examples[cue.split == "held_out" :: 2]) or list(examples)
    return " / ".join(shown) or "-"


def manner_of(cue: Cue, rng: random.Random) -> tuple[str, str]:
    """A manner of writing and the phrase family it makes."""
    manners = MANNERS[cue.split]
    number = rng.randrange(len(manners))
    return manners[number], f"model.{cue.split}.{cue.kind}.{number}"


def as_chat(text: str, template: str, *, bos: str = "", end: str = "") -> str:
    """The request as the model's own chat template writes it; plain where it has none or it cannot be used."""
    if template:
        from jinja2 import TemplateError
        from jinja2.sandbox import ImmutableSandboxedEnvironment

        settings = ImmutableSandboxedEnvironment(trim_blocks=True, lstrip_blocks=True)
        settings.globals["raise_exception"] = _refuse
        told: dict[str, Any] = {"messages": [{"role": "user", "content": text}], "add_generation_prompt": True}
        try:
            written = settings.from_string(template).render(**told, bos_token=bos, eos_token=end, tools=None)
        except (TemplateError, TypeError, ValueError, AttributeError, LookupError):
            written = ""
        if text.strip()[:40] in written:
            return written
    return f"{bos}{text}\n\n"


def _refuse(message: str) -> None:
    raise ValueError(message)
