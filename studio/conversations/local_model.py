"""A writer that lets an instruct model on this computer find the words, through the engine, in a fixed shape.

It trusts the model in nothing: a message is used only if every value can be found in it, verbatim, and reads back as
the one wanted; after a few tries another writer (the phrasebook) takes over. What the model is asked stands in
`prompting`; the audit reads the result like any other writer's.
"""

from __future__ import annotations

import json
import random
import re
from typing import Any, Protocol

from studio.conversations.prompting import as_chat, grammar, manner_of, request, told_fields
from studio.conversations.rendering import clean
from studio.conversations.writer import Cue, Said, Writer
from studio.engine.generation import Completion, Generation
from studio.procedure import values
from studio.procedure.model import Field
from studio.procedure.trace import DECLINED

TRIES = 3
LONGEST = 240
LONGEST_RUN = 9
MOST_TOKENS = 220
TEMPERATURE = 0.8
TOP_P = 0.95
_BELONGS = re.compile(
    r"\W*(?:\S*\d\S*|hundred|thousand|k|euros?|eur|dollars?|usd|pounds?|gbp|quid|bucks|cents?|pence|[€$£])\W*",
    re.IGNORECASE,
)


class Continues(Protocol):
    """What is needed of an engine."""

    def generate(self, request: Generation) -> Completion: ...

    def tokenize(self, text: str) -> list[int]: ...

    def detokenize(self, tokens: list[int]) -> str: ...

    def metadata(self) -> dict[str, Any]: ...


class LocalModel:
    """Writes with a model, and with `fallback` where the model cannot. `written` counts messages, `fell_back` those of
    them that the fallback wrote. The same cue and random state give the same message."""

    def __init__(self, engine: Continues, fallback: Writer) -> None:
        self.engine = engine
        self.fallback = fallback
        self.written = 0
        self.fell_back = 0
        described = engine.metadata()
        self._template = str(described.get("values", {}).get("tokenizer.chat_template", ""))
        self._ends = tuple(described.get("ends", ()))
        self._bos_id = described.get("bos", -1) if described.get("adds_bos") else -1
        self._bos = engine.detokenize([self._bos_id]) if self._bos_id >= 0 else ""
        end = described.get("eos", -1)
        self._end = engine.detokenize([end]) if isinstance(end, int) and end >= 0 else ""

    def say(self, cue: Cue, rng: random.Random) -> Said:
        """A message that means what the cue says."""
        seed = rng.getrandbits(48)
        own = random.Random(seed)
        self.written += 1
        for _ in range(TRIES):
            manner, family = manner_of(cue, own)
            told = self._ask(cue, manner, own.getrandbits(30))
            said = self._checked(cue, told, family) if told is not None else None
            if said is not None:
                return said
        self.fell_back += 1
        return self.fallback.say(cue, random.Random(seed))

    def _ask(self, cue: Cue, manner: str, seed: int) -> dict[str, str] | None:
        """The model's answer as an object of texts; None where it is none."""
        prompt = as_chat(request(cue, manner), self._template, bos=self._bos, end=self._end)
        tokens = self.engine.tokenize(prompt)
        if self._bos_id >= 0 and tokens[:1] != [self._bos_id]:
            tokens = [self._bos_id, *tokens]
        done = self.engine.generate(
            Generation(
                tokens=tokens,
                max_tokens=MOST_TOKENS,
                stop_tokens=self._ends,
                temperature=TEMPERATURE,
                top_p=TOP_P,
                seed=seed,
                grammar=grammar(told_fields(cue), LONGEST),
            )
        )
        try:
            told = json.loads(done.text)
        except ValueError:
            return None
        if not isinstance(told, dict) or not isinstance(told.get("text"), str):
            return None
        return {name: words for name, words in told.items() if isinstance(words, str)}

    def _checked(self, cue: Cue, told: dict[str, str], family: str) -> Said | None:
        """The message, if it says what it must and nothing in the agent's own marks."""
        text = clean(told["text"])
        if not re.search(r"\w", text) or not self._kind_fits(cue, text):
            return None
        words = {}
        for name, value in cue.values:
            field = cue.procedure.field_by_id[name]
            found = self._words(cue, field, value, text, told.get(name, ""))
            if found is None:
                return None
            words[name] = found
        return Said(text, words, family)

    def _kind_fits(self, cue: Cue, text: str) -> bool:
        """Whether a message that must not answer gives no value that could be taken for an answer."""
        if cue.kind not in ("vague", "invalid", "declined"):
            return True
        asked = [cue.procedure.field_by_id[name] for name in cue.step.fields if name not in cue.known]
        return all(field.kind == "text" or values.normal(field, text, cue.today) is None for field in asked)

    def _words(self, cue: Cue, field: Field, value: str, text: str, pointed: str) -> str | None:
        """The words of the text that give the value; None where there are none."""
        if value in ("", DECLINED):
            return DECLINED
        if field.kind in ("choice", "yes_no"):
            read = values.normal(field, text, cue.today)
            alone = len(cue.values) == 1
            return value if read == value or (read is None and not alone and _named(field, value, text)) else None
        for candidate in (clean(pointed), value):
            found = _standing(candidate, text)
            if found and self._reads(cue, field, value, found):
                return found
        return next((run for run in _runs(text) if self._reads(cue, field, value, run)), None)

    def _reads(self, cue: Cue, field: Field, value: str, words: str) -> bool:
        if field.exact or field.kind == "text":
            return words == value if field.exact else words.casefold() == value.casefold()
        return values.normal(field, words, cue.today) == value


def _named(field: Field, value: str, text: str) -> bool:
    """Whether one of several choices, or a yes or no among other answers, is told by one of its own names."""
    option = next((option for option in field.options if option.id == value), None)
    names = (option.label, *option.also) if option else (value,)
    return any(_standing(name, text) for name in names)


def _standing(words: str, text: str) -> str:
    """These words as they stand in the text, as whole words; empty where they do not."""
    if not words:
        return ""
    match = re.search(rf"(?<!\w){re.escape(words)}(?!\w)", text, re.IGNORECASE)
    return match[0] if match else ""


def _runs(text: str) -> list[str]:
    """Runs of words, the shortest first, each with the figures and units that belong to it ("3 May" with its year)."""
    words = text.split()
    found = []
    for length in range(1, min(LONGEST_RUN, len(words)) + 1):
        for start in range(len(words) - length + 1):
            end = start + length
            while end < len(words) and _BELONGS.fullmatch(words[end]) and words[end - 1][-1] not in ",;:!?.":
                end += 1
            found.append(" ".join(words[start:end]).strip(" ,;:!?\"'()").rstrip("."))
    return [run for run in dict.fromkeys(found) if run]
