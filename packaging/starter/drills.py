"""Makes drills: short conversations that are nearly all values, so that the starter learns to copy any words it is
told, to give each to the field it belongs to, and to leave out what was only mentioned.

The words around the values are the phrasebook's taught families, the values its value bank's, and for a part of the
texts, names and addresses words drawn from all of the prose, so that no token of the vocabulary is too rare to be
copied. What a reader of the conversation could not foresee (which step comes next, what it asks) hardly counts.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

import phrases
from corpora import Document, read
from guard import Guard

from studio.conversations.phrasebook.writer import Phrasebook
from studio.conversations.rendering import CALL_MARK, RESUME_MARK, clean
from studio.conversations.writer import Cue, Said
from studio.plan import bank
from studio.procedure import values
from studio.procedure.model import Ask, Comparison, Field, Link, Option, Procedure
from studio.procedure.trace import RESUME, HeardKind, Move, Trace

# Titles by the kind of field; what sort of value a text is drawn as follows from its title.
TITLES: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("text", ("name", "full name", "name on the ticket", "card holder", "caller", "patient's name", "guest name")),
    ("text", ("witness", "driver", "contact person", "doctor", "second passenger", "recipient")),
    ("text", ("town", "city", "destination", "airport", "pick-up place", "venue")),
    ("text", ("country", "nationality", "home address", "street", "company", "hotel", "school", "bank")),
    ("text", ("product", "model", "device", "colour", "job", "time of day", "hour", "appointment time")),
    ("text", ("note", "subject", "title", "password hint", "label", "brand", "dish", "song", "book", "topic", "item")),
    ("number", ("number of guests", "travellers", "people", "nights", "pieces", "age", "rooms", "hours", "weight",
                "tickets", "bags", "floor", "quantity")),
    ("money", ("budget", "amount", "price", "deposit", "cost of repair", "salary", "rent", "fee", "limit")),
    ("date", ("date", "day", "arrival", "departure", "day of the loss", "date of birth", "delivery day",
              "appointment", "purchase date", "end date")),
    ("email", ("e-mail", "e-mail address", "work e-mail", "contact e-mail")),
    ("phone", ("phone", "phone number", "mobile", "number to call back")),
    ("code", ("booking code", "policy number", "order number", "reference", "ticket number", "serial number")),
    ("choice", ("plan", "size", "class", "way of payment", "department", "colour of the case", "room", "language",
                "meal", "city to fly to", "branch office", "topic of the call")),
)  # fmt: skip
WEIGHTS = (5, 2, 2, 2, 2, 4, 5, 5, 6, 4, 2, 3, 5)
CODES = (r"[A-Z]{2}\d{4,6}", r"[A-Z]{2,3}-\d{3,6}", r"\d{6,9}", r"[A-Z]\d{7}", r"[A-Z0-9]{6}", r"\d{4}-[A-Z]{2}")
CURRENCIES = ("EUR", "EUR", "USD", "GBP")
ASKED = (
    "Could you tell me {}?", "Please give me {}.", "I need {}.", "What about {}?", "May I have {}?", "Now {}, please.",
    "Would you tell me {}?", "Next I need {}.", "And {}?", "Which {} shall I note?", "Let me have {}, please.",
)  # fmt: skip
NOTED = ("Noted: {}.", "So {}.", "I have {}.", "Thank you: {}.", "Got it, {}.")
STRANGE = 0.35  # of texts, names and addresses: how many are made of words drawn from the prose
LATER = 0.25  # how often a message tells something that was not asked yet
LESS = 0.18  # how often it leaves something out
WORD = re.compile(r"[^\W\d_]{2,14}")


def vocabulary(data: Path, most: int = 30_000) -> tuple[str, ...]:
    """The words of the prose, each once, as they are written there: at most so many of each source."""
    found: dict[str, dict[str, None]] = {}
    for row in read(data / "corpus" / "prose.jsonl.xz"):
        words = found.setdefault(row["source"], {})
        if len(words) < most:
            words.update(dict.fromkeys(WORD.findall(row["text"])))
    return tuple(dict.fromkeys(word for words in found.values() for word in words))


@dataclass
class Drill:
    """One drill in the making."""

    rng: random.Random
    words: Sequence[str]
    today: date = date(2026, 1, 1)
    lines: list[list[Any]] = field(default_factory=list)
    known: dict[str, str] = field(default_factory=dict)
    normal: dict[str, str] = field(default_factory=dict)
    at: str = "start"

    def hold(self) -> list[list[Any]]:
        """Make the whole conversation."""
        rng = self.rng
        self.today = phrases.some_day(rng)
        self.fields = self._fields(rng.randint(3, 8))
        self.asks = self._asks()
        self.figured = {one.id for one in self.fields if one.kind in ("number", "money") and rng.random() < 0.5}
        self.procedure = Procedure(name="drill", fields=tuple(self.fields), steps=tuple(self.asks))
        self._open()
        for place, ask in enumerate(self.asks):
            if self._is_open(ask):
                self._exchange(ask, self.asks[place + 1 :])
        return self.lines

    def _is_open(self, ask: Ask) -> bool:
        return any(name not in self.known for name in ask.fields)

    # -- what is asked -------------------------------------------------------------------------

    def _fields(self, number: int) -> list[Field]:
        made: dict[str, Field] = {}
        while len(made) < number:
            kind, titles = self.rng.choices(TITLES, WEIGHTS)[0]
            title = self.rng.choice(titles)
            name = re.sub(r"\W+", "_", title if self.rng.random() < 0.7 else title.split()[-1]).strip("_")
            made.setdefault(name, self._field(name, title, kind))
        return list(made.values())

    def _field(self, name: str, title: str, kind: str) -> Field:
        more: dict[str, Any] = {}
        if kind == "choice":
            more["options"] = self._options()
        if kind == "code":
            more["pattern"] = self.rng.choice(CODES)
        if kind == "money":
            more["currency"] = self.rng.choice(CURRENCIES)
        return Field.model_validate({"id": name, "title": title, "kind": kind, **more})

    def _options(self) -> tuple[Option, ...]:
        made: dict[str, Option] = {}
        while len(made) < self.rng.randint(2, 5):
            label = self._some_words(1, 2).lower()
            name = re.sub(r"\W+", "_", label).strip("_")
            if name.isascii() and name:
                made[name] = Option(id=name, label=label if self.rng.random() < 0.5 else label.title())
        return tuple(made.values())

    def _asks(self) -> list[Ask]:
        asks, rest = [], list(self.fields)
        while rest:
            share = rest[: self.rng.choice((1, 1, 2, 2, 3, 4))]
            rest = rest[len(share) :]
            name = f"{self.rng.choice(('ask', 'get', 'q', 'need'))}_{share[0].id}"
            listed = [self._listed(one) for one in share]
            told = f"{', '.join(listed[:-1])} and {listed[-1]}" if len(listed) > 1 else listed[0]
            text = self.rng.choice(ASKED).format(told)
            asks.append(Ask(id=name, title=name, text=text, fields=tuple(f.id for f in share), link=Link(to=name)))
        return asks

    def _listed(self, one: Field) -> str:
        told = f"{self.rng.choice(('the', 'your', 'the'))} {one.title}"
        if one.options and self.rng.random() < 0.9:
            labels = [option.label for option in one.options]
            told += f" ({', '.join(labels[:-1])} or {labels[-1]})"
        return told

    # -- values --------------------------------------------------------------------------------

    def _some_words(self, least: int, most: int) -> str:
        return " ".join(self.rng.choice(self.words) for _ in range(self.rng.randint(least, most)))

    def _value(self, one: Field) -> str:
        if one.kind == "text" and self.rng.random() < STRANGE:
            told = self._some_words(1, 3)
            return told.title() if self.rng.random() < 0.4 else told
        if one.kind == "email" and self.rng.random() < STRANGE:
            local = "".join(c for c in self._some_words(1, 2).lower() if c.isascii() and c.isalnum())
            number = self.rng.choice(("", "", str(self.rng.randint(1, 2010))))
            host = "".join(c for c in self.rng.choice(self.words).lower() if c.isascii())
            return f"{local or 'box'}{number}@{host or 'post'}.{self.rng.choice(('com', 'net', 'org', 'example'))}"
        return bank.draw(one, self.rng, "taught", self.today)

    def _say(self, ask: Ask, kind: HeardKind, given: dict[str, str]) -> Said:
        cue = Cue(
            procedure=self.procedure, step=ask, kind=kind, today=self.today,
            values=tuple(given.items()), known=dict(self.known),
        )  # fmt: skip
        return Phrasebook().say(cue, self.rng)

    # -- what happens --------------------------------------------------------------------------

    def _open(self) -> None:
        first = self.asks[0]
        if self.rng.random() < 0.3:
            self._user(f"{RESUME_MARK} Today is {self.today:%A %Y-%m-%d}.")
            self.at = RESUME
            told = self.rng.sample(self.fields, self.rng.randint(0, 2))
            for one in told:
                if one.id not in first.fields:
                    self._learn(one, self._value(one))
            self._agent("start", first.text, [Move(first.id, jump=True)], tuple(self.known.items()))
            return
        self._user(f"[start] Today is {self.today:%A %Y-%m-%d}.")
        self._agent("start", first.text, [Move(first.id)])

    def _learn(self, one: Field, value: str, words: str = "") -> None:
        self.normal[one.id] = value
        self.known[one.id] = words or value

    def _exchange(self, ask: Ask, later_asks: list[Ask]) -> None:
        """One ask until all its fields are known, with a correction now and then."""
        while missing := [name for name in ask.fields if name not in self.known]:
            if self.known and self.rng.random() < 0.12:
                self._correct(ask)
            given = {name: self._value(self.procedure.field_by_id[name]) for name in self._told(missing)}
            later = [one for one in self.fields if one.id not in (*ask.fields, *self.known)]
            if later and self.rng.random() < LATER:
                early = self.rng.choice(later)
                given[early.id] = self._value(early)
            said = self._say(ask, "answer", given)
            if any(clean(words) not in clean(said.text) for words in self._copied(said)):
                continue
            for name, value in given.items():
                self._learn(self.procedure.field_by_id[name], value, said.words.get(name, value))
            self._user(said.text)
            order = [*ask.fields, *(one.id for one in self.fields if one.id not in ask.fields)]
            noted = tuple((name, self.known[name]) for name in order if name in given)
            self._go_on(ask, next((one for one in later_asks if self._is_open(one)), None), noted)

    def _told(self, missing: list[str]) -> list[str]:
        if len(missing) > 1 and self.rng.random() < LESS:
            return self.rng.sample(missing, self.rng.randint(1, len(missing) - 1))
        return missing

    def _copied(self, said: Said) -> Iterator[str]:
        for name, words in said.words.items():
            if self.procedure.field_by_id[name].kind != "choice":
                yield words

    def _correct(self, ask: Ask) -> None:
        one = self.procedure.field_by_id[self.rng.choice(list(self.known))]
        said = self._say(ask, "correction", {one.id: self._value(one)})
        words = said.words[one.id]
        if one.kind != "choice" and clean(words) not in clean(said.text):
            return
        self._learn(one, words, words)
        self._user(said.text)
        self._agent("correction", ask.text, [Move(ask.id)], ((one.id, words),))

    def _go_on(self, ask: Ask, following: Ask | None, noted: tuple[tuple[str, str], ...]) -> None:
        missing = self._is_open(ask)
        to = ask if missing else following
        figures = [] if missing else [name for name in ask.fields if name in self.figured]
        reads = tuple((name, figure) for name in figures if (figure := self._figure(name)))
        words = self._noted_aloud(noted)
        if to is None:
            tail = ", ".join(f"{name}={self.normal[name]}" for name in list(self.normal)[:3] if self.rng.random() < 0.5)
            call = f"\n{CALL_MARK} file {tail.replace(', ', ' | ')}" if tail and self.rng.random() < 0.3 else ""
            self._agent("answer", f"{words} That is all.{call}".strip(), [Move("end", reads=reads)], noted)
            return
        self._agent("answer", f"{words} {to.text}".strip(), [Move(to.id, reads=reads)], noted)

    def _figure(self, name: str) -> str:
        read = values.normal(self.procedure.field_by_id[name], self.known[name], self.today)
        test = Comparison(field=name, operator="<", value="10")
        return values.figures([test], {name: read or ""}, self.procedure, self.today).get(name, "") if read else ""

    def _noted_aloud(self, noted: tuple[tuple[str, str], ...]) -> str:
        if not noted or self.rng.random() > 0.35:
            return ""
        told = ", ".join(
            f"{self.procedure.field_by_id[name].title} {words}" if self.rng.random() < 0.7 else words
            for name, words in noted
        )
        return self.rng.choice(NOTED).format(told)

    # -- lines ---------------------------------------------------------------------------------

    def _user(self, text: str) -> None:
        self.lines.append(["user", clean(text) if not text.startswith("[") else text])

    def _agent(self, heard: HeardKind, text: str, moves: list[Move], noted: tuple[tuple[str, str], ...] = ()) -> None:
        trace = Trace(at=self.at, heard=heard, fields=tuple((n, clean(w)) for n, w in noted), moves=tuple(moves))
        self.lines.append(["agent", trace.text() + text])
        self.at = moves[-1].step


def documents(data: Path, guard: Guard, count: int, seed: int, dropped: list[int]) -> Iterator[Document]:
    """Drills. What a measuring set has too is left out."""
    words = vocabulary(data)
    for number in range(count):
        rng = random.Random(f"drill {seed} {number}")
        lines = Drill(rng, words).hold()
        if guard.first_of(line[1].split("</think>", 1)[-1] for line in lines) is not None:
            dropped[0] += 1
            continue
        yield {"source": "drill", "messages": lines}
