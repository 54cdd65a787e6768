"""Invents the names of a conversation's steps, decisions, fields and tools: one style per conversation, kept in it.

The starter must learn to copy the names that a conversation uses, not to know them, so styles differ as much as
authors do: ask_city, get_city, city, where, step_3, q7, a word that says nothing.
"""

from __future__ import annotations

import random
import string
from collections.abc import Sequence

_ASK = (
    "ask_{}",
    "ask_{}",
    "ask_{}",
    "get_{}",
    "{}",
    "collect_{}",
    "q_{}",
    "need_{}",
    "{}_question",
    "which_{}",
    "ask_for_{}",
)
_TELL = ("{}", "{}", "say_{}", "tell_{}", "{}_step", "show_{}", "give_{}")
_OPAQUE = ("step_{n}", "s{n}", "n{n}", "q{n}", "{letters}", "{letters}{n}", "{word}", "{word}_{n}")
_PLAIN_WORDS = {
    "date": ("when", "day"), "city": ("where", "town", "place"), "location": ("where", "place"),
    "time": ("when", "hour", "at_what_time"), "number": ("how_many", "count"), "seats": ("how_many", "people"),
    "name": ("who", "which_one"), "price": ("how_much", "budget"), "amount": ("how_much", "sum"),
    "origin": ("from_where", "leaving_from"), "destination": ("where_to", "to"), "genre": ("kind", "style"),
    "category": ("kind", "sort"), "type": ("kind", "which_kind"), "title": ("what", "which_one"),
}  # fmt: skip
_WORDS = (
    "maple river amber stone cobalt lantern harbor meadow cedar falcon orbit pebble saffron velvet willow anchor "
    "canyon drift ember fable garnet hazel indigo juniper kestrel linen marble nectar onyx prairie quartz raven "
    "summit timber umber valley walnut yonder zephyr copper delta echo fjord glacier"
).split()
_PAIRS = (
    ("yes", "no"), ("yes", "no"), ("yes", "no"), ("yes", "no"), ("yes", "no"), ("yes", "no"), ("yes", "no"),
    ("accept", "decline"), ("agree", "refuse"), ("agreed", "not_agreed"), ("ok", "not_ok"), ("true", "false"),
    ("y", "n"), ("accepted", "rejected"), ("go_on", "stop"), ("wants", "does_not_want"), ("positive", "negative"),
    ("said_yes", "said_no"), ("sure", "not_now"),
)  # fmt: skip
_OWN_PAIRS = {
    "confirm": (
        ("right", "wrong"), ("correct", "change"), ("confirmed", "not_confirmed"), ("fine", "change_something"),
    ),
    "offer": (
        ("take", "another"), ("takes_it", "other_option"), ("keep", "look_further"), ("likes_it", "something_else"),
    ),
    "want": (("wants_it", "not_interested"), ("book", "skip"), ("interested", "not_interested"), ("do_it", "leave_it")),
    "more": (("more", "done"), ("another_request", "finished"), ("continue", "close"), ("something_else", "nothing")),
}  # fmt: skip
_DECISION = {
    "confirm": (
        "confirmed",
        "{}_confirmed",
        "is_it_right",
        "all_correct",
        "check_{}",
        "right",
        "decide_confirm",
        "{}_ok",
    ),
    "offer": ("accepted", "{}_accepted", "takes_{}", "likes_{}", "happy_with_{}", "chosen", "decide_{}", "good_{}"),
    "want": ("wants_{}", "wants_{}", "{}_wanted", "go_ahead", "decide_{}", "should_{}", "{}", "do_{}"),
    "more": ("more", "anything_else", "wants_more", "more_help", "need_more", "decide_more"),
}


def snake(name: str) -> str:
    """FindEvents to find_events."""
    return "".join(f"_{c.lower()}" if c.isupper() else c for c in name).strip("_")


class Namer:
    """The names of one conversation. The same question gets the same name each time."""

    def __init__(self, rng: random.Random) -> None:
        self.rng = rng
        self.steps: dict[tuple[str, str], str] = {}
        self.fields: dict[str, str] = {}
        self.decisions: dict[tuple[str, str], tuple[str, str, str]] = {}
        self.ask = rng.choice(_ASK)
        self.tell = rng.choice(_TELL)
        self.opaque = rng.choice(_OPAQUE) if rng.random() < 0.3 else ""
        self.opaque_decisions = rng.choice(_OPAQUE) if rng.random() < 0.25 else ""
        self.plain = rng.random() < 0.3
        self.short = rng.random() < 0.3
        self.pair = rng.choice(_PAIRS) if rng.random() < 0.75 else None
        self.tool_style = rng.choice(("snake", "snake", "camel", "lookup", "last"))
        self._taken = {"start"}
        self._number = rng.randrange(1, 4)

    def step(self, kind: str, word: str = "") -> str:
        """The step that does `kind` ("ask" or a telling name) about `word`."""
        key = (kind, word)
        if key not in self.steps:
            self.steps[key] = self._unique(self._step(kind, word))
        return self.steps[key]

    def field(self, slot: str) -> str:
        """The name under which a slot's value is noted."""
        if slot not in self.fields:
            name = slot.split("_")[-1] if self.short else slot
            self.fields[slot] = name if name not in self.fields.values() else slot
        return self.fields[slot]

    def decision(self, kind: str, word: str) -> tuple[str, str, str]:
        """A decision's id with the ids of its branches for yes and for no."""
        key = (kind, word)
        if key not in self.decisions:
            pattern = self.rng.choice(_DECISION[kind])
            name = self._opaque(self.opaque_decisions) if self.opaque_decisions else pattern.format(word)
            yes, no = self.pair or self.rng.choice((*_OWN_PAIRS[kind], ("yes", "no")))
            self.decisions[key] = (self._unique(name), yes, no)
        return self.decisions[key]

    def tool(self, method: str) -> str:
        """A tool's name."""
        plain = snake(method)
        names = {
            "snake": plain,
            "camel": method,
            "lookup": f"lookup_{plain.split('_', 1)[-1]}",
            "last": plain.split("_")[-1],
        }
        return names[self.tool_style]

    def _step(self, kind: str, word: str) -> str:
        if self.opaque:
            return self._opaque(self.opaque)
        if kind == "ask":
            last = word.split("_")[-1]
            if self.plain and last in _PLAIN_WORDS:
                return self.rng.choice(_PLAIN_WORDS[last])
            return self.ask.format(last if self.short else word)
        return self.tell.format(f"{kind}_{word}" if word else kind)

    def _opaque(self, pattern: str) -> str:
        self._number += self.rng.choice((1, 1, 1, 2))
        letters = "".join(self.rng.choices(string.ascii_lowercase, k=self.rng.choice((1, 2, 2, 3))))
        return pattern.format(n=self._number, letters=letters, word=self.rng.choice(_WORDS))

    def _unique(self, name: str) -> str:
        base, n = name, 1
        while name in self._taken:
            n += 1
            name = f"{base}_{n}"
        self._taken.add(name)
        return name


def words(rng: random.Random, count: int = 1) -> Sequence[str]:
    """Words without meaning for the conversation."""
    return rng.sample(_WORDS, count)
