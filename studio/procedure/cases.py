"""Test cases kept from rehearsals, a file of JSON lines beside the procedure, and whether each still walks its way.

A case is {"id", "turns": [{"who": "user", "text"} | {"who": "agent", "step", "text", "heard"?}]}. An agent turn's step
is the first one that speaks (say, ask, end) after the user's line; `heard` the fields taken from that line, in the
person's words. A case kept from a chat also says how each line is meant ("kind", "knows", "choices"), since a model
hears by meaning what words alone do not tell. A chart that reckons with dates adds "today", the day the case was made,
so that "next Friday" stays what it was.

A case fits a chart when the machine can walk it: a line that is plain must lead where the case says; for one that is
not, some meaning must. Texts are free to change.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, Literal, NamedTuple

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from studio.base.atomic import write_text
from studio.base.errors import StudioError, from_os
from studio.base.sentences import sentence
from studio.procedure import values
from studio.procedure.file import SUFFIX
from studio.procedure.machine import IMPLICIT_ENDS, Heard
from studio.procedure.model import Ask, End, Procedure, Say
from studio.procedure.offers import offers, taken
from studio.procedure.rehearsal import STUB, Rehearsal, Said, Turn, begin
from studio.procedure.trace import HeardKind, Move

CASES = ".cases.jsonl"
WIDEST = 48  # meanings followed side by side where lines are not plain


class _Written(BaseModel):
    model_config = ConfigDict(frozen=True, extra="ignore")


class UserTurn(_Written):
    who: Literal["user"] = "user"
    text: str


class AgentTurn(_Written):
    """What the agent should do. `kind` says what the line before it is (an answer, a question ...), `knows` which
    question it asks and `choices` the branches it means; without a kind the words alone must tell."""

    who: Literal["agent"] = "agent"
    step: str
    text: str = ""
    heard: dict[str, str] = Field(default_factory=dict)
    kind: HeardKind | Literal[""] = ""
    knows: str = ""
    choices: dict[str, str] = Field(default_factory=dict)


class Case(_Written):
    """A conversation and the way it takes."""

    id: str
    turns: tuple[UserTurn | AgentTurn, ...]
    today: date | None = None


class Misfit(NamedTuple):
    """A case that no longer fits: at which of its turns (counted from 1), after what line, and a sentence about it."""

    case: str
    turn: int
    said: str
    expected: str
    found: str
    message: str


# -- the file ----------------------------------------------------------------------------------------------------------


def cases_path(flow: Path) -> Path:
    """Where a procedure's cases stand: travel.flow.json has travel.cases.jsonl."""
    return flow.with_name(flow.name.removesuffix(SUFFIX).removesuffix(".json") + CASES)


def load_cases(path: Path) -> tuple[Case, ...]:
    """The cases of a file; none where there is no file. Raises StudioError."""
    return tuple(
        _read(line, f"{path.name}, line {number}") for number, line in enumerate(_lines(path), 1) if line.strip()
    )


def append_case(path: Path, case: Case) -> None:
    """Add a case at the end of a file; the lines before stay as they are. Raises StudioError."""
    lines = [line for line in _lines(path) if line.strip()]
    try:
        write_text(path, "\n".join([*lines, dumps(case)]) + "\n")
    except OSError as error:
        raise from_os(error, sentence("Saving {file}", file=path.name)) from error


def dumps(case: Case) -> str:
    """A case as one line."""
    turns = []
    for turn in case.turns:
        raw = turn.model_dump(mode="json")
        turns.append({name: value for name, value in raw.items() if value or name in ("who", "step", "text")})
    day = {"today": case.today.isoformat()} if case.today else {}
    return json.dumps({"id": case.id, **day, "turns": turns}, ensure_ascii=False)


def _lines(path: Path) -> list[str]:
    try:
        return path.read_text(encoding="utf-8").split("\n") if path.exists() else []
    except OSError as error:
        raise from_os(error, sentence("Reading {file}", file=path.name)) from error
    except UnicodeDecodeError as error:
        raise StudioError(
            sentence("{file} is no text file.", file=path.name),
            sentence("Move it away; the next case kept begins a new one."),
        ) from error


def _read(line: str, where: str) -> Case:
    hint = sentence("Mend the line, or take it out.")
    try:
        raw: Any = json.loads(line)
        return Case.model_validate(raw)
    except (json.JSONDecodeError, RecursionError) as error:
        raise StudioError(sentence("{line} is no JSON.", line=where), hint) from error
    except ValidationError as error:
        place = " ".join(str(part) for part in error.errors()[0]["loc"][:3])
        told = sentence("{line} is no test case.", line=where)
        if place:
            told = sentence("{line} is no test case: something is wrong with {place}.", line=where, place=place)
        raise StudioError(told, hint) from error


# -- keeping -----------------------------------------------------------------------------------------------------------


def case_from(rehearsal: Rehearsal, case_id: str) -> Case:
    """What a rehearsal has shown so far, as a case. Raises StudioError where nothing was said yet, or where its words
    alone would not lead the same way."""
    if not rehearsal.inputs:
        told = sentence("Nothing was said in this rehearsal yet.")
        raise StudioError(told, sentence("Answer at least once, then keep it."))
    turns: list[UserTurn | AgentTurn] = []
    for group in _exchanges(rehearsal.turns):
        said = group[0].said
        if said is not None and said.heard.kind != "tool":
            turns.append(UserTurn(text=said.words))
        heard = dict(said.heard.fields) if said is not None and said.heard.kind != "tool" else {}
        text = " ".join(turn.message.text for turn in group if turn.message.text)
        turns.append(AgentTurn(step=_speaking(rehearsal.procedure, group), text=text, heard=heard))
    procedure = rehearsal.procedure
    case = Case(id=case_id, turns=tuple(turns), today=rehearsal.machine.today if procedure.uses_date else None)
    misfit = walk(procedure, case, rehearsal.machine.today)
    if misfit is not None:
        raise StudioError(
            sentence(
                "“{words}” is read in another way than it was meant here, so the test would fail at once.",
                words=misfit.said,
            ),
            sentence("Go back, say it more plainly or choose one of the answers offered, and keep it then."),
        )
    return case


def free_case_id(flow: Path, cases: tuple[Case, ...]) -> str:
    """An id for the next case: the procedure's file name and a number."""
    name = cases_path(flow).name.removesuffix(CASES)
    taken_ids = {case.id for case in cases}
    return next(made for number in range(1, len(cases) + 2) if (made := f"{name}-{number}") not in taken_ids)


def _exchanges(turns: tuple[Turn, ...]) -> Iterator[tuple[Turn, ...]]:
    """The turns from one line of the customer to the next, what tools answered in between included."""
    group: list[Turn] = []
    for turn in turns:
        if group and turn.said is not None and turn.said.heard.kind != "tool":
            yield tuple(group)
            group = []
        group.append(turn)
    if group:
        yield tuple(group)


def _speaking(procedure: Procedure, group: tuple[Turn, ...]) -> str:
    return speaks_at(procedure, (move for turn in group for move in turn.message.trace.moves)) or group[-1].state.at


def speaks_at(procedure: Procedure, moves: Iterable[Move]) -> str:
    """The first step entered that speaks; "" where none does, and the agent stays where it waits."""
    for move in moves:
        step = procedure.step_by_id.get(move.step)
        if isinstance(step, Say | Ask) or (isinstance(step, End) and step.title) or move.step in IMPLICIT_ENDS:
            return move.step
    return ""


# -- walking a case again ----------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class _Way:
    """One meaning followed: the rehearsal so far, and how many turns it had before the last line."""

    rehearsal: Rehearsal
    before: int = 0

    @property
    def exchange(self) -> tuple[Turn, ...]:
        return self.rehearsal.turns[self.before :]


def walk(procedure: Procedure, case: Case, today: date) -> Misfit | None:
    """Whether the machine still walks a case; None where it does. `today` counts where the case names no day."""
    opened = begin(procedure, case.today or today)
    ways = [_Way(one) for one in _through_tools(opened)]
    said = ""
    for number, turn in enumerate(case.turns, 1):
        if isinstance(turn, UserTurn):
            said = turn.text
            meant = _meant(case, number)
            spoken = [
                _Way(after, len(way.rehearsal.turns)) for way in ways for after in _meanings(way.rehearsal, said, meant)
            ]
            if not spoken:
                return _misfit(case, number, said, "", ways, "the chart has no answer to it")
            ways = spoken
        else:
            fitting = [way for way in ways if way.exchange and _speaking(procedure, way.exchange) == turn.step]
            if not fitting:
                return _misfit(case, number, said, turn.step, ways, "")
            hearing_same = [way for way in fitting if _hears(way, turn)]
            if not hearing_same:
                return _misfit(case, number, said, turn.step, fitting, "something else is heard in it")
            same_text = [way for way in hearing_same if _text(way) == turn.text]
            ways = _distinct(same_text or hearing_same)
    return None


def _meant(case: Case, number: int) -> Heard | None:
    """What the line that is a case's turn `number` means, where the turn after it says so."""
    following = case.turns[number] if number < len(case.turns) else None
    if not isinstance(following, AgentTurn) or not following.kind:
        return None
    fields = () if following.kind == "declined" else tuple(following.heard.items())
    return Heard(following.kind, fields, tuple(following.choices.items()), following.knows)


def _meanings(rehearsal: Rehearsal, line: str, meant: Heard | None) -> list[Rehearsal]:
    """The rehearsals after a line: one where it is plain, else one for each thing it may mean."""
    if rehearsal.waits_for != "user":
        return []
    after = rehearsal.take(Said(line, meant)) if meant is not None else rehearsal.say(line)
    found = [after] if after.open is None else _settled(after)
    return [one for before in found if len(before.turns) > len(rehearsal.turns) for one in _through_tools(before)]


def _settled(rehearsal: Rehearsal, depth: int = 0) -> list[Rehearsal]:
    """Every way of settling what is open."""
    if rehearsal.open is None or depth > 4:
        return [rehearsal] if rehearsal.open is None else []
    return [one for offer in offers(rehearsal) for one in _settled(taken(rehearsal, offer), depth + 1)][:WIDEST]


def _through_tools(rehearsal: Rehearsal, depth: int = 0) -> list[Rehearsal]:
    """Gone on through tools without a table, by each of their outcomes."""
    if rehearsal.open is not None:
        return [one for settled in _settled(rehearsal) for one in _through_tools(settled, depth + 1)][:WIDEST]
    if rehearsal.waits_for != "tool" or depth > 4:
        return [rehearsal]
    return [one for o in offers(rehearsal) for one in _through_tools(taken(rehearsal, o), depth + 1)][:WIDEST]


def _hears(way: _Way, turn: AgentTurn) -> bool:
    """Whether the fields heard in a line mean what the case says."""
    said = way.exchange[0].said if way.exchange else None
    if said is None or said.heard.kind == "tool":
        return True
    machine, given = way.rehearsal.machine, dict(said.heard.fields)
    return given.keys() == turn.heard.keys() and all(
        values.equal(machine.procedure.field_by_id[name], words, turn.heard[name], machine.today)
        for name, words in given.items()
    )


def _text(way: _Way) -> str:
    return " ".join(turn.message.text for turn in way.exchange if turn.message.text)


def _distinct(ways: list[_Way]) -> list[_Way]:
    """The ways that differ in where they stand, so that meanings do not multiply."""
    kept: list[_Way] = []
    for way in ways:
        if len(kept) < WIDEST and all(way.rehearsal.state != other.rehearsal.state for other in kept):
            kept.append(way)
    return kept


def _misfit(case: Case, number: int, said: str, expected: str, ways: list[_Way], reason: str) -> Misfit:
    procedure = ways[0].rehearsal.procedure if ways else None
    found = _speaking(procedure, ways[0].exchange) if procedure and ways[0].exchange else ""

    def titled(step_id: str) -> str:
        step = procedure.step_by_id.get(step_id) if procedure else None
        return f"“{step.title}”" if step is not None and step.title else f"“{step_id}”"

    after = f"after “{said}” " if said else "at the beginning "
    if reason:
        told = f"{after}{reason}"
    elif found in ("", STUB):
        told = f"{after}the chart goes no further, where it came to {titled(expected)}"
    else:
        told = f"{after}the chart now goes to {titled(found)} instead of {titled(expected)}"
    return Misfit(case.id, number, said, expected, found, f"{case.id}: {told}.")
