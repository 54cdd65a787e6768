"""A procedure of one question and one decision in words among many branches, made in memory from people's phrases, and
what its compiled model makes of a line: how probable it finds each kind of message, and each branch if it is an answer.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

from studio.chat.session import Shared
from studio.chat.why import choices
from studio.conversations.rendering import Message, clean
from studio.conversations.weave import agent_turn, opening
from studio.procedure.checks.texts import words_of
from studio.procedure.machine import Machine
from studio.procedure.model import Ask, Branch, Decide, End, Link, Procedure
from studio.procedure.trace import Move, Trace

ASK, TOPIC = "ask_topic", "topic"
LONGEST = 37  # letters of a branch's name, so that its step's is still an id


def branch_id(label: str) -> str:
    """A label as the id of a branch: "Refund_not_showing_up" and "reverted_card_payment?" are none, and some are longer
    than an id may be."""
    return re.sub(r"\W+", "_", label.casefold())[:LONGEST].strip("_")


def procedure(name: str, scope: str, phrases: Mapping[str, Sequence[str]]) -> Procedure:
    """Asks what it is about, decides among the phrases' labels, and puts the person through. A phrase that stands under
    two labels is kept for the first."""
    seen: set[tuple[str, ...]] = set()
    branches, ends = [], []
    for label, told in phrases.items():
        branch, topic = branch_id(label), re.sub(r"[\W_]+", " ", label.casefold()).strip()
        examples = tuple(clean(phrase) for phrase in _new(told, seen))
        branches.append(Branch(id=branch, link=Link(to=f"to_{branch}"), condition=topic, examples=examples))
        ends.append(End(id=f"to_{branch}", title=topic, text=f"I put you through to my colleagues for {topic}."))
    ask = Ask(
        id=ASK,
        title="What is it about?",
        text=f"Hello, this is {name}. What can I do for you?",
        again="What can I do for you?",
        link=Link(to=TOPIC),
    )
    decide = Decide(id=TOPIC, title="Which topic?", branches=tuple(branches))
    return Procedure(name=name, scope=scope, start=ASK, steps=(ask, decide, *ends))


def _new(phrases: Sequence[str], seen: set[tuple[str, ...]]) -> Iterator[str]:
    for phrase in phrases:
        if words_of(phrase) not in seen:
            seen.add(words_of(phrase))
            yield phrase


def drawn(phrases: Mapping[str, Sequence[str]], most: int, seed: int = 1) -> dict[str, list[str]]:
    """At most so many phrases of each label, the same ones each time."""
    return {
        label: list(told) if len(told) <= most else random.Random(f"{seed} {label}").sample(list(told), most)
        for label, told in phrases.items()
    }


def pairs(phrases: Mapping[str, Sequence[str]]) -> Iterable[tuple[str, str]]:
    """(branch, phrase) of all of them."""
    return ((branch_id(label), phrase) for label, told in phrases.items() for phrase in told)


@dataclass(frozen=True)
class Reading:
    """How probable the model finds each kind of message and, were it an answer, each branch."""

    kinds: Mapping[str, float]
    branches: Mapping[str, float]

    @property
    def kind(self) -> str:
        """What it hears."""
        return max(self.kinds, key=self.kinds.__getitem__)

    @property
    def branch(self) -> str:
        """The branch it takes if it hears an answer."""
        return max(self.branches, key=self.branches.__getitem__)

    @property
    def answer(self) -> float:
        return self.kinds["answer"]

    @property
    def sure(self) -> float:
        """How probable it finds the branch it takes, if it hears an answer."""
        return self.branches[self.branch]


class Switchboard:
    """The compiled model of such a procedure, asked at its only question."""

    def __init__(self, shared: Shared) -> None:
        self.shared = shared
        asked, _ = Machine(shared.procedure, shared.today).open()
        self.opened = [Message("user", opening(shared.procedure, shared.today)), agent_turn(asked).message()]
        decide = shared.procedure.step_by_id[TOPIC]
        assert isinstance(decide, Decide)
        self.reply = Trace(at=ASK, moves=(Move(TOPIC, decide.branches[0].id),)).text()

    def read(self, line: str) -> Reading:
        """What it makes of one line."""
        shared = self.shared
        before = [*self.opened, Message("user", clean(line))]
        heard, branch = choices(shared.engine, shared.procedure, before, self.reply, shared.ids, shared.end, shared.bos)
        return Reading(*({one.name: one.probability for one in choice.alternatives} for choice in (heard, branch)))

    def read_all(self, lines: Sequence[str]) -> list[Reading]:
        """What it makes of several, as many at once as the engine has slots."""
        with ThreadPoolExecutor(max(1, self.shared.engine.slots)) as readers:
            return list(readers.map(self.read, lines))
