"""The command that keeps a conversation as a test, and puts its last reply right: what the window does by clicking."""

from __future__ import annotations

from argparse import ArgumentTypeError, Namespace
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from studio.base.command import FOUND, GOOD, Argument, answer, command
from studio.base.errors import StudioError
from studio.base.places import run_folder
from studio.base.sentences import sentence
from studio.chat.drafting import Draft, Job, drafted
from studio.chat.keeping import Exchange, Place
from studio.chat.reply import Reply
from studio.chat.session import Session
from studio.procedure import file
from studio.procedure.cases import UserTurn, append_case, cases_path, free_case_id, load_cases
from studio.procedure.lessons import learnt


def place(words: str) -> Place:
    """STEP or STEP:BRANCH, as argparse reads it."""
    step, _, branch = words.partition(":")
    if not step:
        raise ArgumentTypeError(f'"{words}" is no step and no STEP:BRANCH')
    return step, branch


@command(
    Argument("flow", type=Path, metavar="FLOW", help="a procedure, *.flow.json"),
    Argument("--run", type=run_folder, metavar="RUN", required=True, help="the run whose model is talked to"),
    Argument("--script", type=Path, required=True, help="a file of user lines, one a line"),
    Argument("--right", type=place, metavar="STEP[:BRANCH]", help="what would have been right in answer to the last"),
    Argument("--as-said", action="store_true", help="leave personal details as they were said"),
    Argument("--seed", type=int, default=0, help="other seeds make up other details"),
    Argument("--guarded", action="store_true", help="with the model kept on the chart"),
    Argument("--keep", action="store_true", help="keep it; without, only show what would be kept"),
    Argument("--learn", action="store_true", help="and add the last line to the examples of the procedure"),
)
def teach(asked: Namespace) -> int:
    """Talk to a compiled model and keep the conversation as a test; with --right, say what the last reply should have
    been, which can also become practice. Personal details are replaced by made-up ones."""
    procedure = file.load(asked.flow)
    if asked.right is not None and asked.right[0] not in procedure.step_by_id:
        raise StudioError(
            sentence("There is no step {step}.", step=asked.right[0]),
            sentence("Give a step's id, as the procedure's file has it."),
        )
    if asked.learn and asked.right is None:
        raise StudioError(
            sentence("There is nothing to learn where nothing was wrong."), sentence("Say with --right what was right.")
        )
    exchanges, today = _talked(asked)
    if len(exchanges) < 2:
        raise StudioError(
            sentence("There is no line in {path}.", path=str(asked.script)), sentence("Write at least one, one a line.")
        )
    *before, last = exchanges
    seed = None if asked.as_said else asked.seed
    draft = drafted(Job(procedure, tuple(before), last, asked.right, today, seed))
    where = ""
    if asked.keep:
        cases = cases_path(asked.flow)
        case = draft.case.model_copy(update={"id": free_case_id(asked.flow, load_cases(cases))})
        append_case(cases, case)
        draft = replace(draft, case=case)
        where = f"Kept as {case.id} in {cases.name}."
    if asked.learn:
        for lesson in draft.lessons:
            procedure = learnt(procedure, lesson, (draft.line,))
        file.save(procedure, asked.flow)
    answer(asked, _data(draft, asked), "\n".join([*_lines(draft), where]).strip())
    return GOOD if asked.right is None or not asked.learn or draft.lessons else FOUND


def _talked(asked: Namespace) -> tuple[list[Exchange], date]:
    from studio.chat.open import open_chat

    try:
        lines = [line.strip() for line in asked.script.read_text("utf-8").splitlines() if line.strip()]
    except (OSError, UnicodeDecodeError) as error:
        raise StudioError(
            sentence("{path} cannot be read.", path=str(asked.script)),
            sentence("Give a text file with one user line a line."),
        ) from error
    with open_chat(asked.run) as shared:
        session = Session(shared, guarded=asked.guarded)
        found = [_exchange(None, session.open())]
        found += [_exchange(line, session.say(line)) for line in lines]
        return found, shared.today


def _exchange(line: str | None, replies: list[Reply]) -> Exchange:
    text = " ".join(reply.text for reply in replies if reply.text)
    return Exchange(line, tuple(reply.trace for reply in replies), text)


def _data(draft: Draft, asked: Namespace) -> dict[str, Any]:
    return {
        "kept": asked.keep,
        "case": draft.case.model_dump(mode="json"),
        "lessons": [lesson._asdict() for lesson in draft.lessons],
        "made_up": [change._asdict() for change in draft.changes],
        "left": list(draft.left),
    }


def _lines(draft: Draft) -> list[str]:
    told = [
        f"{'You:   ' if isinstance(turn, UserTurn) else 'Agent: '}{turn.text}" for turn in draft.case.turns if turn.text
    ]
    told += [f"  made up: {change.after} instead of {change.before}" for change in draft.changes]
    told += [f"  teaches: {lesson.kind} {lesson.step} {lesson.name}".replace("  ", " ") for lesson in draft.lessons]
    if draft.left:
        told.append(sentence("Left as it was said: {fields}.", fields=", ".join(draft.left)))
    return told
