"""Invents the questions of a made-up procedure: yes/no questions of people's and written ones, decisions in words,
values, choices and free text.

How a conversation about them goes is the business of `interviews`.
"""

from __future__ import annotations

import random
import re
from dataclasses import dataclass, field
from datetime import date

import limits
import mined
import phrases
import spoken
import written
from naming import Namer

_STOP = frozenset(phrases.of("stop_words"))


@dataclass
class Ask:
    """One question of the invented procedure. `said` holds what people say, by the branch of `decision` it means."""

    step: str
    text: str
    kind: str
    names: list[str] = field(default_factory=list)
    kinds: list[spoken.Kind] = field(default_factory=list)
    options: tuple[str, ...] = ()
    decision: tuple[str, ...] = ()
    noted: bool = False
    replies: list[tuple[str, bool]] = field(default_factory=list)
    said: dict[str, tuple[str, ...]] = field(default_factory=dict)
    back: tuple[str, str] | None = None
    unclear: str = ""
    limit: limits.Limit | None = None


def keyword(text: str) -> str:
    """The longest telling word of a sentence, for a name."""
    found = [w for w in re.findall(r"[a-z]{4,14}", text.lower()) if w not in _STOP]
    return max(found, key=len, default="it")


class Questions:
    """Makes the questions of one conversation, under its names."""

    def __init__(self, rng: random.Random, pools: mined.Pools, names: Namer, today: date | None = None) -> None:
        self.rng = rng
        self.today = today
        self.pools = pools
        self.names = names
        self._used: set[str] = set()

    def fresh(self, word: str) -> str:
        """The word, numbered where the conversation has used it already."""
        base, number = word, 1
        while word in self._used:
            number += 1
            word = f"{base}_{number}"
        self._used.add(word)
        return word

    def make(self) -> Ask:
        """Any question."""
        way = self.rng.random()
        if way < 0.24:
            return self._yes_no()
        if way < 0.38:
            return self._check()
        if way < 0.6:
            return self._decision()
        if way < 0.66:
            return self._choice()
        if way < 0.74:
            return self._limit()
        if way < 0.77:
            name, text = self.rng.choice(phrases.STOCK["text_asks"])
            name = self.fresh(name)
            return Ask(self.names.step("ask", name), text, "text", [name])
        return self._value()

    def _yes_no(self) -> Ask:
        back, unclear = None, ""
        way = self.rng.random()
        if way < 0.22:
            question, asked_back, explained = self.rng.choice(self.pools.backs)
            back, replies = (asked_back, explained), [self.short_reply()]
        elif way < 0.27:
            question, unclear = self.rng.choice(self.pools.unclear)
            replies = [self.short_reply()]
        else:
            question, reply, means_yes = self.rng.choice(self.pools.yes_no)
            bare = mined.without_answer_word(reply) if self.rng.random() < 0.6 else None
            replies = [(bare or reply, means_yes)]
        word = self.fresh(keyword(question))
        noted = self.rng.random() < 0.2
        decision = (word, "yes", "no") if noted else self.names.decision("want", word)
        return Ask(
            self.names.step("ask", word),
            question,
            "yes_no",
            decision=decision,
            noted=noted,
            replies=replies,
            back=back,
            unclear=unclear,
        )

    def _check(self) -> Ask:
        """A written yes/no question; its replies mostly hold neither word."""
        check = self.rng.choice(written.checks())
        means_yes = self.rng.random() < 0.5
        told = self.rng.choice(check.yes if means_yes else check.no)
        replies = [self.short_reply() if self.rng.random() < 0.25 else (told, means_yes)]
        back, unclear = None, ""
        way = self.rng.random()
        if way < 0.2 and check.back:
            back = self.rng.choice(check.back)
        elif way < 0.35 and check.unclear:
            unclear = self.rng.choice(check.unclear)
        word = self.fresh(check.word)
        noted = self.rng.random() < 0.2
        decision = (word, "yes", "no") if noted else self.names.decision("want", word)
        return Ask(
            self.names.step("ask", word), check.ask, "yes_no", decision=decision, noted=noted, replies=replies,
            back=back, unclear=unclear,
        )  # fmt: skip

    def _decision(self) -> Ask:
        """A decision in words: a written one, or between meanings of the phrasebook's."""
        found = written.of_meanings(self.rng) if self.rng.random() < 0.3 else self.rng.choice(written.decisions())
        word = self.fresh(found.word)
        name = self.rng.choice((word, word, f"{word}_kind", f"which_{word}", f"{word}_check", f"decide_{word}"))
        ask = self.names.step("ask", word) if self.rng.random() < 0.8 else f"{word}_question"
        return Ask(ask, found.ask, "decision", decision=(name, *found.said), said=found.said)

    def _limit(self) -> Ask:
        """A value that is compared with a limit."""
        limit = limits.limit(self.rng, self.today)
        name = self.fresh(limit.name)
        decision = self.rng.choice((f"{name}_check", f"check_{name}", f"{name}_limit", "limit_check", "size"))
        step = self.names.step("ask", name)
        return Ask(step, limit.text, "limit", [name], decision=(decision, limit.branch), limit=limit)

    def short_reply(self) -> tuple[str, bool]:
        """A yes or a no in a few words, and whether it is a yes."""
        means_yes = self.rng.random() < 0.5
        return self.in_short(means_yes), means_yes

    def in_short(self, means_yes: bool) -> str:
        """A yes or a no in a few words."""
        if self.rng.random() < 0.6:
            for _ in range(5):
                said = written.taught("yes" if means_yes else "no", self.rng)
                if "{" not in said:
                    return phrases.scruffy(said, self.rng)
        return phrases.scruffy(self.rng.choice(phrases.YES if means_yes else phrases.NO), self.rng)

    def _choice(self) -> Ask:
        options = list(self.rng.choice(spoken.OPTIONS))
        self.rng.shuffle(options)
        text = self.rng.choice(spoken.CHOICE_ASKS).format(spoken.listed(options))
        ids = tuple(option.replace(" ", "_") for option in options)
        noted = self.rng.random() < 0.5
        word = self.fresh(self.rng.choice(("option", "kind", "choice", "plan", "type", "preference", "sort", ids[0])))
        name = word if noted else self.names.decision("want", word)[0]
        return Ask(
            self.names.step("ask", word),
            text,
            "choice",
            [name],
            options=tuple(options),
            decision=(name, *ids),
            noted=noted,
        )

    def _value(self) -> Ask:
        count = self.rng.choice((1, 1, 1, 1, 2, 2, 3))
        kinds = self.rng.sample((*spoken.KINDS, *spoken.EXACT), count)
        names = [self.fresh(self.rng.choice(kind.names)) for kind in kinds]
        if count == 1:
            text = self.rng.choice(kinds[0].asks)
        else:
            wanted = [name.replace("_", " ") for name in names]
            text = self.rng.choice(
                ("Could I have your {}?", "Please give me {}.", "I need {}.", "Please tell me the {}.")
            ).format(f"{', '.join(wanted[:-1])} and {wanted[-1]}")
        return Ask(self.names.step("ask", names[0]), text, "value", names, kinds)
