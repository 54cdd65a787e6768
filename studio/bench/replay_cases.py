"""Recorded conversations to be replayed: a file of JSON lines, read and held against a procedure.

A line is {"id", "turns": [{"who": "user", "text"} | {"who": "agent", "step", "text"?, "heard"?}]}. An agent turn names
the step it took, a step that speaks; one without a step has only its text and is context. `heard` are the fields taken
from the line before it. What is made of a conversation is `replay_history`'s business.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator, model_validator

from studio.base.errors import StudioError, from_os
from studio.base.sentences import sentence
from studio.procedure.machine import IMPLICIT_ENDS
from studio.procedure.model import Ask, End, Procedure, Say

MEND = sentence("Mend the line, or take it out.")
AS_DRAWN = "as the procedure.flow.json of the run has it."


class _Written(BaseModel):
    model_config = ConfigDict(frozen=True, extra="ignore")


class Line(_Written):
    """What a person wrote."""

    who: Literal["user"]
    text: str


class Move(_Written):
    """What the agent did: the step it took, or only its words. `heard` is None where nobody noted what was heard."""

    who: Literal["agent"]
    step: str = ""
    text: str = ""
    heard: dict[str, str] | None = None

    @field_validator("heard", mode="before")
    @classmethod
    def _as_words(cls, heard: Any) -> Any:
        """Figures and truths as words."""
        if not isinstance(heard, dict):
            return heard
        return {name: _words(value) for name, value in heard.items()}

    @model_validator(mode="after")
    def _says_something(self) -> Move:
        if not self.step and not self.text.strip():
            raise ValueError("it has neither a step nor a text")
        return self


def _words(value: Any) -> Any:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return str(value) if isinstance(value, int | float) else value


class Recorded(_Written):
    """A recorded conversation."""

    id: str
    turns: tuple[Annotated[Line | Move, Field(discriminator="who")], ...] = Field(min_length=1)


def load_recorded(path: Path, procedure: Procedure) -> tuple[Recorded, ...]:
    """The conversations of a file that fit a procedure. Raises StudioError, naming the line, where one does not."""
    found: dict[str, Recorded] = {}
    for number, line in enumerate(_text(path).split("\n"), 1):
        if line.strip():
            where = sentence("Line {number} of {file}", number=number, file=path.name)
            recorded = _read(line, where)
            _fits(recorded, procedure, where)
            name = recorded.id if recorded.id not in found else f"{recorded.id} (line {number})"
            found[name] = recorded.model_copy(update={"id": name})
    if not any(isinstance(turn, Move) and turn.step for recorded in found.values() for turn in recorded.turns):
        raise StudioError(
            sentence("{file} holds no agent turn with a step, so there is nothing to predict.", file=path.name),
            sentence(
                'Give each line a conversation: {{"id": ..., "turns": [{{"who": "user", "text": ...}}, '
                '{{"who": "agent", "step": ...}}]}}.'
            ),
        )
    return tuple(found.values())


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise from_os(error, sentence("Reading {path}", path=str(path))) from error
    except UnicodeDecodeError as error:
        raise StudioError(
            sentence("{file} is no text file.", file=path.name), sentence("Save it as JSON lines in UTF-8.")
        ) from error


def _read(line: str, where: str) -> Recorded:
    try:
        raw = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise StudioError(sentence("{where} is no JSON.", where=where), MEND) from error
    try:
        return Recorded.model_validate(raw)
    except ValidationError as error:
        raise StudioError(
            sentence("{where} is no conversation: {reason}.", where=where, reason=_told(error)), MEND
        ) from error


def _told(error: ValidationError) -> str:
    """The first complaint in words."""
    first = error.errors()[0]
    place = first["loc"]
    told = str(first["msg"]).removeprefix("Value error, ")
    if first["type"] == "missing":
        told = f'"{place[-1]}" is missing'
    elif first["type"].startswith("union_tag"):
        told = '"who" must be "user" or "agent"'
    at = f"turn {place[1] + 1}, " if len(place) > 1 and isinstance(place[1], int) else ""
    names = [str(part) for part in place[2:] if part not in ("user", "agent")]
    name = f'"{names[-1]}": ' if names and first["type"] not in ("missing", "value_error") else ""
    return f"{at}{name}{told[:1].lower()}{told[1:]}"


def _fits(recorded: Recorded, procedure: Procedure, where: str) -> None:
    for number, turn in enumerate(recorded.turns, 1):
        for told, hint in _faults(turn, procedure) if isinstance(turn, Move) else ():
            raise StudioError(sentence("{where}, turn {number}: {told}", where=where, number=number, told=told), hint)


def _faults(turn: Move, procedure: Procedure) -> Iterator[tuple[str, str]]:
    step = procedure.step_by_id.get(turn.step)
    if turn.step and step is None and turn.step not in IMPLICIT_ENDS:
        yield (
            sentence("the procedure has no step “{step}”.", step=turn.step),
            sentence("Give a step's id, as the procedure's file in the run has it."),
        )
    elif step is not None and not speaks(procedure, step.id):
        yield (
            sentence("“{step}” says nothing, so no agent turn can be there.", step=turn.step),
            sentence("Name the step that speaks after it: a say, an ask or an end."),
        )
    for name in turn.heard or ():
        if name not in procedure.field_by_id:
            yield (
                sentence("the procedure has no field “{name}”.", name=name),
                sentence("Give a field's id, as the procedure's file in the run has it."),
            )


def speaks(procedure: Procedure, step: str) -> bool:
    """Whether a step is one at which the agent speaks."""
    return step in IMPLICIT_ENDS or isinstance(procedure.step_by_id.get(step), Say | Ask | End)
