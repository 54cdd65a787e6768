"""The chat command: talk to a compiled model in the terminal, or replay a script of user lines."""

from __future__ import annotations

import json
import sys
from argparse import Namespace
from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import Any

from studio.base.command import FOUND, GOOD, Argument, answer, aside, command
from studio.base.errors import StudioError
from studio.base.places import run_folder
from studio.base.sentences import sentence
from studio.chat.certainty import SURE, certainty
from studio.chat.reply import Reply
from studio.chat.session import CHAT_SAMPLING, Sampling, Session, Shared
from studio.conversations.commands import trace_lines


@command(
    Argument("run", type=run_folder, metavar="RUN", help="a run: its folder or its name"),
    Argument("--guarded", action="store_true", help="mask what the chart forbids"),
    SURE,
    Argument("--trace", action="store_true", help="show what the model notes before each reply"),
    Argument("--temperature", type=float, default=None, help="0 always takes the likeliest word"),
    Argument("--seed", type=int, default=0),
    Argument("--script", type=Path, help="a file of user lines, one a line, instead of the keyboard"),
    Argument("--today", type=date.fromisoformat, default=None, help="the day the conversation happens on"),
    Argument(
        "--seats",
        default="",
        help="chat side by side: compiled, guarded, prompted, orchestrated, a GGUF, a server's address; with commas",
    ),
)
def chat(asked: Namespace) -> int:
    """Chat with a compiled model, or with several seats side by side."""
    from studio.chat.open import open_chat

    temperature = CHAT_SAMPLING.temperature if asked.temperature is None and asked.script is None else asked.temperature
    sampling = Sampling(temperature or 0.0, CHAT_SAMPLING.top_p, asked.seed)
    sure = certainty(asked)
    if asked.seats:
        return _side_by_side(asked, sampling, sure)
    with open_chat(asked.run, asked.today) as shared:
        if asked.script is not None:
            return _script(asked, shared, sampling, sure)
        return _talk(asked, shared, sampling, sure)


def _side_by_side(asked: Namespace, sampling: Sampling, sure: float) -> int:
    """Several seats answer the same lines; exit code 1 where one did not end a message by itself."""
    from studio.chat.seats.room import SeatRoom
    from studio.chat.seats.spec import read_specs
    from studio.chat.seats.terminal import Together, fairness, from_keyboard

    specs = read_specs(asked.seats, guarded=asked.guarded, sure=sure)
    lines = _lines(asked.script) if asked.script is not None else from_keyboard()
    show = not asked.json
    with SeatRoom(asked.run, today=asked.today, sampling=sampling, note=aside) as room:
        talk = Together([room.seat(spec) for spec in specs], show=show, trace=asked.trace)
        if show:
            aside("\n".join(fairness(room, specs)))
        talk.say(None)
        for line in lines:
            if show and asked.script is not None:
                print(f"You: {line}", flush=True)
            talk.say(line)
            if talk.over:
                break
        answer(asked, talk.as_data(room, specs) if asked.json else None, talk.summary())
    return FOUND if talk.cut_short else GOOD


def _lines(script: Path) -> list[str]:
    try:
        return [line.strip() for line in script.read_text("utf-8").splitlines() if line.strip()]
    except (OSError, UnicodeDecodeError) as error:
        raise StudioError(
            sentence("{path} cannot be read.", path=str(script)),
            sentence("Give a text file with one user line a line."),
        ) from error


def _script(asked: Namespace, shared: Shared, sampling: Sampling, sure: float) -> int:
    """Replay user lines; exit code 1 where a reply did not stop by itself."""
    lines = _lines(asked.script)
    session = Session(shared, guarded=asked.guarded, sampling=sampling, sure=sure)
    turns: list[dict[str, Any]] = []
    said: list[str] = []
    for line in [None, *lines]:
        replies = session.open() if line is None else session.say(line)
        turns.append({"user": line, "replies": [described(reply) for reply in replies]})
        said += ([f"You:   {line}"] if line is not None else []) + [_shown(reply, asked.trace) for reply in replies]
        if session.state is not None and session.state.waiting == "closed":
            break
    answer(asked, {"turns": turns}, "\n".join(said))
    return GOOD if all(reply["stopped"] for turn in turns for reply in turn["replies"]) else FOUND


def described(reply: Reply) -> dict[str, Any]:
    """A reply as plain data: what was said, the trace, timing and tokens."""
    return {
        "text": reply.text,
        "trace": reply.trace.model_dump(mode="json") if reply.trace else None,
        "call": asdict(reply.call) if reply.call else None,
        "stopped": reply.stopped,
        "legal": reply.legal,
        "sure": None if reply.sure is None else round(reply.sure, 4),
        "prompt_tokens": reply.prompt_tokens,
        "reused_tokens": reply.reused_tokens,
        "written_tokens": reply.written_tokens,
        "seconds_to_first_word": round(reply.seconds_first, 4),
        "seconds": round(reply.seconds, 4),
    }


def _talk(asked: Namespace, shared: Shared, sampling: Sampling, sure: float) -> int:
    aside(f"{shared.procedure.name}. An empty line or Ctrl-D ends the chat; /trace shows or hides the notes.")
    printer = _Printer(asked.trace)
    session = Session(shared, guarded=asked.guarded, sampling=sampling, on_piece=printer, sure=sure)
    printer.done(session.open())
    while session.state is None or session.state.waiting != "closed":
        print("You: ", end="", flush=True)
        line = sys.stdin.readline().strip()
        if not line:
            break
        if line == "/trace":
            printer.trace = not printer.trace
            continue
        printer.done(session.say(line))
    if asked.json:
        print(json.dumps([{"role": m.role, "text": m.text} for m in session.messages], ensure_ascii=False))
    return GOOD


class _Printer:
    """Prints a streaming reply: the trace folded away unless asked for."""

    def __init__(self, trace: bool) -> None:
        self.trace = trace
        self.text = ""
        self.shown = 0

    def __call__(self, piece: str) -> None:
        self.text += piece
        spoken = self.text.rpartition("</think>")[2] if "</think>" in self.text else ""
        spoken = spoken.split("\n[call]")[0]
        if len(spoken) > self.shown:
            print(("Agent: " if not self.shown else "") + spoken[self.shown :], end="", flush=True)
            self.shown = len(spoken)

    def done(self, replies: list[Reply]) -> None:
        """End the line, show the trace where it is wanted, and be ready for the next reply."""
        print(flush=True)
        for reply in replies if self.trace else ():
            print(_shown(reply, True, speech=False), flush=True)
        self.text, self.shown = "", 0


def _shown(reply: Reply, trace: bool, speech: bool = True) -> str:
    lines = [f"       [{line}]" for line in trace_lines(reply.trace.text())] if trace and reply.trace else []
    if reply.trace is None:
        lines.append("       [no notes that can be read]")
    if reply.legal is False:
        lines.append("       [off the chart]")
    if speech and reply.text:
        lines.append(f"Agent: {reply.text}")
    if reply.call:
        lines.append(f"Calls: {reply.call.text()}")
    return "\n".join(lines)
