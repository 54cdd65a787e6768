"""The command that says why a compiled model replied as it did; the window runs it and reads what it answers."""

from __future__ import annotations

import json
from argparse import Namespace
from datetime import date
from pathlib import Path
from typing import Any

from studio.base.command import GOOD, Argument, answer, command
from studio.base.errors import StudioError
from studio.base.places import run_folder
from studio.base.runfolder import open_run
from studio.base.sentences import sentence
from studio.chat.notes import told
from studio.chat.session import Session, Shared
from studio.chat.why import Choice, of_reply
from studio.conversations.rendering import Message
from studio.procedure.trace import TraceError, parse


@command(
    Argument("run", type=run_folder, metavar="RUN", help="a run: its folder or its name"),
    Argument("--script", type=Path, help="a file of user lines, one a line; the reply to the last is explained"),
    Argument("--messages", type=Path, help="a file of messages as JSON, [[role, text], ...], instead of lines"),
    Argument("--today", type=date.fromisoformat, default=None, help="the day the conversation happens on"),
)
def why(asked: Namespace) -> int:
    """Say why a compiled model gave its last reply: its notes in words, how probable it found the alternatives, and the
    practice conversation nearest to the line it answered."""
    from studio.chat.open import open_chat

    if (asked.script is None) == (asked.messages is None):
        raise StudioError(
            sentence("There is no conversation to explain."), sentence("Give either --script or --messages.")
        )
    with open_chat(asked.run, asked.today) as shared:
        messages = _played(shared, asked.script) if asked.script else _read(asked.messages)
        data = explained(shared, messages)
    data["nearest"] = nearest(asked.run, messages)
    answer(asked, data, _shown(data))
    return GOOD


def explained(shared: Shared, messages: list[Message]) -> dict[str, Any]:
    """The notes and choices of the last message, as plain data."""
    reply = messages[-1].text
    try:
        trace = parse(reply)[0]
    except TraceError:
        trace = None
    found = of_reply(shared.engine, shared.procedure, messages, len(messages) - 1, shared.ids, shared.end, shared.bos)
    return {
        "line": messages[-2].text if len(messages) > 1 else "",
        "notes": told(shared.procedure, trace),
        "choices": [_choice(choice) for choice in found],
    }


def _choice(choice: Choice) -> dict[str, Any]:
    return {
        "kind": choice.kind,
        "step": choice.step,
        "computed": choice.computed,
        "other": round(choice.other, 4),
        "alternatives": [{**one._asdict(), "probability": round(one.probability, 4)} for one in choice.alternatives],
    }


def nearest(run: Path, messages: list[Message]) -> dict[str, Any] | None:
    """The practised line most like the one answered, with its conversation up to the reply; None where there is none or
    practice is gone."""
    from studio.conversations.nearest import Practice, read_taught

    line, reply = (messages[-2].text, messages[-1].text) if len(messages) > 1 else ("", "")
    try:
        step = parse(reply)[0].at
    except TraceError:
        step = ""
    if line.startswith("["):  # a marker or a look-up's result is nothing a customer said
        return None
    try:
        found = Practice(read_taught(open_run(run).conversations), step).nearest(line)
    except StudioError:
        return None
    if not found:
        return None
    near = found[0]
    turns = near.conversation.turns[1 : near.turn + 2]
    meant = parse(turns[-1].trace)[0] if turns and turns[-1].trace else None
    return {
        "likeness": round(near.likeness, 4),
        "line": near.conversation.turns[near.turn].text,
        "turns": [{"who": turn.who, "text": turn.text} for turn in turns],
        "branches": [[move.step, move.branch] for move in meant.moves if move.branch] if meant else [],
        "heard": meant.heard if meant else "",
    }


def _played(shared: Shared, script: Path) -> list[Message]:
    try:
        lines = [line.strip() for line in script.read_text("utf-8").splitlines() if line.strip()]
    except (OSError, UnicodeDecodeError) as error:
        raise StudioError(
            sentence("{path} cannot be read.", path=str(script)),
            sentence("Give a text file with one user line a line."),
        ) from error
    session = Session(shared)
    session.open()
    for line in lines:
        before = len(session.messages)
        session.say(line)
        last = session.messages[: before + 2]
    return last if lines else session.messages[:2]


def _read(path: Path) -> list[Message]:
    try:
        found = [Message(role, str(text)) for role, text in json.loads(path.read_text("utf-8"))]
    except (OSError, UnicodeDecodeError, ValueError, TypeError) as error:
        raise StudioError(
            sentence("{path} holds no messages.", path=str(path)),
            sentence('Give a JSON list of ["user", text] and ["assistant", text], the reply last.'),
        ) from error
    if len(found) < 2 or found[-1].role != "assistant" or {message.role for message in found} != {"user", "assistant"}:
        raise StudioError(
            sentence("The conversation in {path} ends in no reply.", path=str(path)),
            sentence("Let the reply to be explained be its last."),
        )
    return found


def _shown(data: dict[str, Any]) -> str:
    lines = [f"“{data['line']}”", *(f"  {note}" for note in data["notes"])]
    for choice in data["choices"]:
        lines.append("")
        lines.append({"heard": "What it heard", "question": "Which question"}.get(choice["kind"], choice["step"]))
        lines += [
            f"  {one['probability']:>6.1%} {'*' if one['taken'] else ' '} {one['words']}"
            for one in choice["alternatives"]
            if one["probability"] >= 0.005 or one["taken"]
        ]
    near = data["nearest"]
    if near is not None:
        lines += ["", f"Nearest in practice ({near['likeness']:.0%} alike): “{near['line']}”"]
    return "\n".join(lines)
