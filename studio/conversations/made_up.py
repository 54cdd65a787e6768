"""A conversation with made-up values in the place of what a person told of themselves, of the same kind and consistent.

Every name, address, e-mail, phone number, code, date, amount and number that was heard for a field becomes another one
that takes the same branches and finds the same in the tables; what looks like such things besides is replaced as well.
Choices stay as they are, and so does free text, but for what is found in it: `left` names those, for a person to read.
Whoever keeps a chat shows the result first.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Literal, NamedTuple

from studio.conversations.phrasebook.value_words import words_for
from studio.plan.bank import draw, pick
from studio.plan.sorts import sort_of
from studio.procedure import values
from studio.procedure.cases import AgentTurn, Case, UserTurn
from studio.procedure.model import Act, Comparison, Condition, Decide, Field, Procedure
from studio.procedure.tables import argument_values, look_up
from studio.procedure.trace import DECLINED

TRIES, DRAWS = 12, 60
KEPT_KINDS = ("choice", "yes_no")
PROSE = ("free", "reason", "feeling", "product", "job", "colour", "time")  # text that is no one's, or cannot be made up
SHORT = 3  # characters from which a value is replaced wherever it stands
_EMAIL = re.compile(r"[\w.+%'-]+@(?:[a-z0-9-]+\.)+[a-z]{2,24}", re.IGNORECASE)
_DIGITS = re.compile(r"(?<![\w@.])\+?\(?\d[\d\s()./-]{5,24}\d(?![\w@])|(?<!\w)\d{5,}(?!\w)")
_CODE = re.compile(r"\b(?=[A-Z0-9-]*\d)(?=[A-Z0-9-]*[A-Z])[A-Z0-9][A-Z0-9-]{5,}\b")
_INTRODUCED = re.compile(
    r"\b(?:[Mm]y name(?:'s| is)|[Tt]he name(?:'s| is)|[Ii]t's|[Tt]his is|[Ii] am|[Ii]'m)\s+"
    r"((?:[A-Z][\w'’-]+)(?:\s+[A-Z][\w'’-]+){0,2})"
)
_NO_NAME = (
    r"(?!(?:and|but|so|from|for|on|in|at|with|to|of|i|i'm|it|it's|my|the|a|not|please|here|calling|could|can|would"
    r"|spelled|spelt|misspelled|wrong|missing|correct|different|too|also)\b)"
)
_WORD = _NO_NAME + r"[^\W\d_][\w'’-]+"
_NAMED = re.compile(rf"\b(?:my|the) name(?:'s| is)\s+({_WORD}(?:\s+{_WORD})?)", re.IGNORECASE)  # typed in small letters
_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")


class Line(NamedTuple):
    """One line of a conversation, and the (field, words) pairs heard in it."""

    who: Literal["user", "agent", "tool"]
    text: str
    heard: tuple[tuple[str, str], ...] = ()


class Change(NamedTuple):
    """What was replaced by what; `field` is empty where it was no field's value."""

    field: str
    before: str
    after: str


class MadeUp(NamedTuple):
    """The lines as they are now, what was replaced, and the fields that were left as they are."""

    lines: tuple[Line, ...]
    changes: tuple[Change, ...]
    left: tuple[str, ...]


def made_up(procedure: Procedure, lines: Sequence[Line], today: date, seed: int = 0) -> MadeUp:
    """The conversation with made-up values. The same seed makes up the same."""
    told = list(dict.fromkeys(pair for line in lines for pair in line.heard if pair[1] != DECLINED))
    found = _Making(procedure, today, seed, told).changes()
    known = {(change.field, change.before) for change in found}
    prose = {field.id for field in procedure.fields if field.kind == "text"}
    stays = {words for name, words in told if name not in prose} | {change.before for change in found}
    loose = list(_loose(lines, stays, random.Random(f"{seed}/loose")))
    swaps = _Swaps([*found, *loose, *_parts(procedure, found)])
    left = tuple(dict.fromkeys(name for name, words in told if (name, words) not in known))
    kinds = {field.id: field.kind for field in procedure.fields}
    return MadeUp(
        tuple(_retold(line, swaps, found, prose) for line in lines),
        tuple(dict.fromkeys([*found, *loose])),
        tuple(name for name in left if kinds.get(name) not in KEPT_KINDS),
    )


def made_up_case(procedure: Procedure, case: Case, today: date, seed: int = 0) -> tuple[Case, MadeUp]:
    """A test case with made-up values, and what was made up."""
    lines: list[Line] = []
    for number, turn in enumerate(case.turns):
        if isinstance(turn, UserTurn):
            after = case.turns[number + 1] if number + 1 < len(case.turns) else None
            lines.append(Line("user", turn.text, tuple(after.heard.items()) if isinstance(after, AgentTurn) else ()))
        else:
            lines.append(Line("agent", turn.text))
    made = made_up(procedure, lines, case.today or today, seed)
    turns: list[UserTurn | AgentTurn] = []
    for number, (turn, line) in enumerate(zip(case.turns, made.lines, strict=True)):
        if isinstance(turn, UserTurn):
            turns.append(turn.model_copy(update={"text": line.text}))
        else:
            heard = dict(made.lines[number - 1].heard) if number else {}
            turns.append(turn.model_copy(update={"text": line.text, "heard": heard or turn.heard}))
    return case.model_copy(update={"turns": tuple(turns)}), made


# -- values --------------------------------------------------------------------------------------


class _Making:
    """Makes up values for what was heard, so that the chart goes the same way."""

    def __init__(self, procedure: Procedure, today: date, seed: int, told: Sequence[tuple[str, str]]) -> None:
        self.procedure, self.today, self.seed = procedure, today, seed
        self.fields = procedure.field_by_id
        self.told = [(name, words) for name, words in told if name in self.fields]
        self.judged = {step.about for step in procedure.steps if isinstance(step, Decide) and step.about}
        self.old = self._normal(self.told)

    def changes(self) -> list[Change]:
        """What becomes what; values that cannot be changed without leading elsewhere are left out."""
        for attempt in range(TRIES):
            found = self._drawn(attempt, lambda _: True)
            if self._same_way(found):
                return found
        bound = self._bound()
        return self._drawn(0, lambda name: name not in bound)

    def _drawn(self, attempt: int, wanted: Callable[[str], bool]) -> list[Change]:
        rng = random.Random(f"{self.seed}/{attempt}/rows")
        rows = self._rows(rng) if wanted("") else {}
        found = []
        for name, words in self.told:
            field = self.fields[name]
            if not wanted(name) or not self._may_change(field):
                continue
            after = self._other(field, words, rows.get(name), random.Random(f"{self.seed}/{attempt}/{name}/{words}"))
            if after is not None:
                found.append(Change(name, words, after))
        return [*found, *self._results(found)]

    def _may_change(self, field: Field) -> bool:
        if field.kind in KEPT_KINDS or field.id in self.judged:
            return False
        return field.kind != "text" or sort_of(field) not in PROSE

    def _other(self, field: Field, words: str, row: str | None, rng: random.Random) -> str | None:
        """Other words for another value that passes the same tests."""
        now = values.normal(field, words, self.today)
        if not now:
            return None
        tests = self._tests(field)
        wanted = self._passed(tests, field, now)
        outcomes = self._outcomes(field, now)
        if row is not None and "empty" in outcomes:
            row = None  # this value was not found; only another one was
        for value in self._candidates(field, row, rng):
            if value.casefold() == now.casefold() or self._passed(tests, field, value) != wanted:
                continue
            if row is None and self._outcomes(field, value) != outcomes:
                continue
            said = self._worded(field, words, now, value, rng)
            if said is not None:
                return said
        return None

    def _candidates(self, field: Field, row: str | None, rng: random.Random) -> Iterator[str]:
        if row is not None:
            yield row
            return
        near = [value for test in self._tests(field) for value in _texts(test.value)]
        for number in range(DRAWS):
            value = draw(field, rng, "taught", self.today, near=near if number % 2 else ())
            yield values.normal(field, value, self.today) or value

    def _worded(self, field: Field, before: str, old: str, value: str, rng: random.Random) -> str | None:
        """A value in words that look like those before, if they read back as it."""
        tried = [_as_before(before, old, value, field)]
        tried += [words_for(field, value, rng, self.today).kept for _ in range(3)] if field.kind != "text" else []
        for words in (*tried, value):
            if words and values.equal(field, words, value, self.today):
                return words
        return None

    # -- going the same way ----------------------------------------------------------------------

    def _tests(self, field: Field) -> list[Comparison]:
        return [
            test
            for step in self.procedure.steps
            if isinstance(step, Decide)
            for branch in step.branches
            if branch.when is not None
            for test in branch.when.tests
            if test.field == field.id
        ]

    def _passed(self, tests: Sequence[Comparison], field: Field, value: str) -> list[bool]:
        known = {field.id: value}
        return [values.holds(Condition(tests=(test,)), known, self.procedure, self.today) for test in tests]

    def _same_way(self, found: Sequence[Change]) -> bool:
        told = {name for name, _ in self.told}
        given = [c for c in found if (c.field, c.before) in self.told or c.field not in told]
        new = self._normal([(c.field, c.after) for c in given], self.old)
        conditions = (b.when for s in self.procedure.steps if isinstance(s, Decide) for b in s.branches if b.when)
        if any(
            values.holds(one, self.old, self.procedure, self.today)
            != values.holds(one, new, self.procedure, self.today)
            for one in conditions
        ):
            return False
        return all(
            look_up(self.procedure, act, self.old, self.today).outcome
            == look_up(self.procedure, act, new, self.today).outcome
            for act in self._acts()
        )

    def _outcomes(self, field: Field, value: str) -> list[str]:
        """What the tables answer where the field has a value, as far as they are asked by it alone."""
        known = {**self.old, field.id: value}
        return [
            look_up(self.procedure, act, known, self.today).outcome
            for act in self._acts()
            if field.id in act.arguments.values()
        ]

    def _bound(self) -> set[str]:
        """The fields on which ways depend."""
        tested = {test.field for name in self.fields for test in self._tests(self.fields[name])}
        return tested | {source for act in self._acts() for source in act.arguments.values()} | {""}

    def _acts(self) -> list[Act]:
        tools = self.procedure.tool_by_id
        return [
            step
            for step in self.procedure.steps
            if isinstance(step, Act) and step.tool in tools and tools[step.tool].rows
            and any(source in self.old for source in step.arguments.values())
        ]  # fmt: skip

    def _rows(self, rng: random.Random) -> dict[str, str]:
        """For fields that are looked up and found, the values of another row with the same outcome."""
        chosen: dict[str, str] = {}
        given: dict[str, str] = {}  # with what the chosen rows give besides
        for act in self._acts():
            outcome = look_up(self.procedure, act, self.old, self.today).outcome
            if outcome == "empty":
                continue
            kept = {s for s in act.arguments.values() if s in self.fields and not self._may_change(self.fields[s])}
            rows = argument_values(self.procedure, self.procedure.tool_by_id[act.tool], act, self.today)
            fitting = [
                row for row in rows
                if all(row.get(name) == self.old.get(name) for name in kept)
                and all(given.get(name, value) == value for name, value in row.items())
                and any(self.old.get(name) != value for name, value in row.items())
                and look_up(self.procedure, act, {**self.old, **row}, self.today).outcome == outcome
            ]  # fmt: skip
            if fitting:
                row = rng.choice(fitting)
                chosen |= row
                found = look_up(self.procedure, act, {**self.old, **row}, self.today)
                given |= row | self._normal(found.fields)
        return chosen

    def _results(self, found: Sequence[Change]) -> Iterator[Change]:
        """What the tables then give in the place of what they gave."""
        new = self._normal([(c.field, c.after) for c in found], self.old)
        for act in self._acts():
            before = dict(look_up(self.procedure, act, self.old, self.today).fields)
            after = dict(look_up(self.procedure, act, new, self.today).fields)
            for name, words in before.items():
                if after.get(name, words) != words:
                    yield Change(name, words, after[name])

    def _normal(self, told: Iterable[tuple[str, str]], base: Mapping[str, str] | None = None) -> dict[str, str]:
        """Normal forms; the last of several values of a field counts."""
        found = dict(base or {})
        for name, words in told:
            field = self.fields.get(name)
            value = values.normal(field, words, self.today) if field is not None else None
            if value:
                found[name] = value
        return found


def _as_before(before: str, old: str, value: str, field: Field) -> str:
    """A value written the way another one was."""
    if field.kind in ("number", "money"):
        number = re.match(r"-?[\d.]+", value)
        figures = _NUMBER.findall(before)
        if number is None or len(figures) != 1:
            return ""
        figure = number[0].removesuffix(".00")
        if "," in figures[0] and "." not in figures[0] and figure.isdigit() and int(figure) >= 1000:
            figure = f"{int(figure):,}"
        return before.replace(figures[0], figure)
    if field.kind == "phone":
        return value
    if field.kind == "date":
        return ""
    if before == before.lower():
        return value.lower()
    return value.upper() if before == before.upper() and field.kind == "text" else value


def _texts(value: str | tuple[str, ...]) -> tuple[str, ...]:
    return (value,) if isinstance(value, str) else value


# -- lines ---------------------------------------------------------------------------------------


class _Swaps:
    """Replaces all of some texts at once, the longest first, in whatever case they stand."""

    def __init__(self, changes: Sequence[Change]) -> None:
        self.after = {change.before.casefold(): change.after for change in reversed(changes)}
        long = sorted((text for text in self.after if len(text) >= SHORT), key=len, reverse=True)
        joined = "|".join(re.escape(text) for text in long)
        self.pattern = re.compile(rf"(?<![\w@])(?:{joined})(?![\w@])", re.IGNORECASE) if long else None

    def of(self, text: str) -> str:
        if self.pattern is None:
            return text
        return self.pattern.sub(lambda match: _cased(match[0], self.after[match[0].casefold()]), text)


def _cased(before: str, after: str) -> str:
    return after.lower() if before.islower() and not after.islower() and before != after else after


def _retold(line: Line, swaps: _Swaps, found: Sequence[Change], prose: set[str]) -> Line:
    """A line with what was heard in it replaced first, short values too, then everything else."""
    words = {(change.field, change.before): change.after for change in found}
    heard = tuple(
        (name, words.get((name, said), swaps.of(said) if name in prose else said)) for name, said in line.heard
    )
    text = line.text
    short = [(said, words[name, said]) for name, said in line.heard if (name, said) in words and len(said) < SHORT]
    if line.who == "agent" and len(_NUMBER.findall(text)) == 1:
        short = [(change.before, change.after) for change in found if len(change.before) < SHORT]
    placed = {f"\ue000{number}\ue001": after for number, (_, after) in enumerate(short)}
    for mark, (said, _) in zip(placed, short, strict=True):
        text = re.sub(rf"(?<!\w){re.escape(said)}(?!\w)", mark, text, count=1, flags=re.IGNORECASE)
    text = swaps.of(text)
    for mark, after in placed.items():
        text = text.replace(mark, after)
    return Line(line.who, text, heard)


def _parts(procedure: Procedure, found: Sequence[Change]) -> Iterator[Change]:
    """The parts of names, so that "Thank you, Maria" is another Maria too."""
    for change in found:
        field = procedure.field_by_id.get(change.field)
        if field is None or field.kind != "text" or sort_of(field) not in ("name", "person"):
            continue
        before, after = change.before.split(), change.after.split()
        for number, part in enumerate(before if len(before) > 1 else []):
            if len(part) >= SHORT and part[0].isalpha():
                yield Change("", part, after[0] if number == 0 else after[-1])


def _loose(lines: Sequence[Line], stays: set[str], rng: random.Random) -> Iterator[Change]:
    """What looks like a person's in a customer's line, and was heard for no field but free text."""
    known = {words.casefold() for words in stays}
    for line in lines:
        if line.who != "user":
            continue
        rest = line.text
        for words in sorted(stays, key=len, reverse=True):
            if len(words) >= SHORT:
                rest = re.sub(re.escape(words), " ", rest, flags=re.IGNORECASE)
        for before, after in _spotted(rest, rng):
            if before.casefold() not in known:
                known.add(before.casefold())
                yield Change("", before, after)


def _spotted(text: str, rng: random.Random) -> Iterator[tuple[str, str]]:
    first, last = pick("names", "first", rng, "taught"), pick("names", "last", rng, "taught")
    for match in _EMAIL.finditer(text):
        yield match[0], f"{re.sub('[^a-z]', '', first.casefold()) or 'sam'}.{rng.randint(10, 99)}@example.com"
    for match in _DIGITS.finditer(_EMAIL.sub(" ", text)):
        yield match[0], "".join(str(rng.randint(1, 9)) if sign.isdigit() else sign for sign in match[0])
    for match in _CODE.finditer(text):
        yield match[0], "".join(_like_sign(sign, rng) for sign in match[0])
    for match in _INTRODUCED.finditer(text):
        yield match[1], f"{first} {last}" if " " in match[1] else first
    for match in _NAMED.finditer(text):
        if match[1].islower():
            yield match[1], (f"{first} {last}" if " " in match[1] else first).lower()


def _like_sign(sign: str, rng: random.Random) -> str:
    if sign.isdigit():
        return str(rng.randint(0, 9))
    return rng.choice("ABCDEFGHJKLMNPRSTUVWXYZ") if sign.isalpha() else sign
