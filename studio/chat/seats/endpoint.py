"""The server seat: an OpenAI-compatible endpoint on the premises that reads the procedure before every message.

What it counts it is asked to tell; what it does not tell is estimated, and said to be. Which addresses may be reached
is `premises`' business.
"""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from studio.base.errors import StudioError
from studio.base.sentences import sentence
from studio.chat.seats import keys
from studio.chat.seats.metered import WARM, Stopped
from studio.chat.seats.premises import Address, Line, address
from studio.chat.seats.prompted import PromptedSeat, instructions
from studio.chat.seats.seat import SeatCard
from studio.chat.seats.speaker import REPLY_LIMIT, Answer, Take
from studio.chat.seats.spec import SeatSpec
from studio.chat.session import Sampling
from studio.conversations.rendering import Message
from studio.procedure.model import Procedure
from studio.procedure.trace import CLOSE, OPEN

CHARACTERS = 4  # to a token, where the server does not count


@dataclass
class _Heard:
    """What came down the line so far. `usage` is the server's own count, `reused` what it says it had in memory."""

    text: str = ""
    thinking: bool = False
    reason: str = ""
    usage: dict[str, Any] | None = None
    reused: int = -1


class Server:
    """A chat model behind an address."""

    def __init__(self, where: Address, model: str, sampling: Sampling, secret: str = "") -> None:
        self._where = where
        self._model = model
        self._sampling = sampling
        self._secret = secret
        self._line: Line | None = None
        self._stopping = False
        self._drawn = 0

    def begin(self) -> None:
        self._stopping = False

    def stop(self) -> None:
        self._stopping = True
        if self._line is not None:
            self._line.hang_up()

    def close(self) -> None:
        self.stop()

    def answer(self, instructions: str, messages: Sequence[Message], take: Take) -> Answer:
        """The server's next message. Raises StudioError, and Stopped where nothing had begun."""
        if self._stopping:
            raise Stopped
        self._drawn += 1
        told = [{"role": "system", "content": instructions}, *({"role": m.role, "content": m.text} for m in messages)]
        body: dict[str, Any] = {
            "messages": told,
            "stream": True,
            "stream_options": {"include_usage": True},
            "max_tokens": REPLY_LIMIT,
            "temperature": self._sampling.temperature,
            "top_p": self._sampling.top_p,
            "seed": self._sampling.seed * 1_000 + self._drawn,
        }
        if self._model:
            body["model"] = self._model
        self._line = line = Line(self._where, secret=self._secret)
        heard = _Heard()
        for event in events(line.post("/chat/completions", body)):
            for piece in read_event(event, heard):
                heard.text += piece
                take(piece)
        return _answer(heard, sum(len(one["content"]) for one in told), stopped=not line.hung_up)


def events(lines: Iterator[bytes]) -> Iterator[dict[str, Any]]:
    """The JSON objects of a stream of server-sent events; a server that does not stream sends one object. Raises
    StudioError where it is neither."""
    plain: list[str] = []
    for raw in lines:
        line = raw.decode("utf-8", "replace").strip()
        if line.startswith("data:"):
            data = line.removeprefix("data:").strip()
            if data == "[DONE]":
                return
            yield _object(data)
        elif line and not line.startswith((":", "event:", "id:", "retry:")):
            plain.append(line)
    if plain:
        yield _object("\n".join(plain))


def read_event(event: dict[str, Any], heard: _Heard) -> Iterator[str]:
    """The pieces of text in one event; counts and the end are noted in `heard`. Raises StudioError for an error in
    mid-stream."""
    if "error" in event:
        inner = event["error"]
        told = inner.get("message", inner) if isinstance(inner, dict) else inner
        raise StudioError(
            sentence("The server stopped: {reason}.", reason=str(told)[:200]), sentence("See the server's own log.")
        )
    if isinstance(event.get("usage"), dict):
        heard.usage = event["usage"]
    timings = event.get("timings")
    if isinstance(timings, dict) and isinstance(timings.get("cache_n"), int):
        heard.reused = timings["cache_n"]
    for choice in event.get("choices") or ():
        heard.reason = choice.get("finish_reason") or heard.reason
        said = choice.get("delta") or choice.get("message") or {}
        thought, spoken = said.get("reasoning_content") or said.get("reasoning") or "", said.get("content") or ""
        if thought:
            yield thought if heard.thinking else f"{OPEN}{thought}"
            heard.thinking = True
        if spoken:
            yield f"{CLOSE}{spoken}" if heard.thinking else spoken
            heard.thinking = False


def open_endpoint(
    spec: SeatSpec, procedure: Procedure, today: date, sampling: Sampling, computer: threading.RLock
) -> PromptedSeat:
    """The seat of a server. Raises StudioError where its address may not be reached."""
    where = address(spec.url, public=spec.public)
    server = Server(where, spec.model, sampling, keys.key(spec.url))
    notes = [
        sentence("Runs on {host}, not on this computer's own engine: its times are that computer's.", host=where.host),
        sentence(
            "The procedure stands in its prompt ({number} characters), before every message.",
            number=len(instructions(procedure)),
        ),
    ]
    if not where.private:
        notes.append(sentence("This server is outside your premises: what is said here leaves them."))
    card = SeatCard(spec.id, spec.name, "endpoint", spec.model, 0, tuple(notes))
    return PromptedSeat(card, server, procedure, today, computer)


def _object(text: str) -> dict[str, Any]:
    try:
        found = json.loads(text)
    except ValueError:
        found = None
    if not isinstance(found, dict):
        raise StudioError(
            sentence("The server answers in a way that cannot be read."),
            sentence("It must be OpenAI-compatible (/v1)."),
        )
    return found


def _answer(heard: _Heard, characters: int, *, stopped: bool) -> Answer:
    usage = heard.usage or {}
    read, written = usage.get("prompt_tokens"), usage.get("completion_tokens")
    details = usage.get("prompt_tokens_details")
    reused = details.get("cached_tokens", heard.reused) if isinstance(details, dict) else heard.reused
    counted = isinstance(read, int) and isinstance(written, int)
    read = read if isinstance(read, int) else characters // CHARACTERS
    return Answer(
        text=heard.text,
        stopped=stopped and heard.reason != "length",
        read_tokens=read,
        reused_tokens=reused if isinstance(reused, int) else -1,
        written_tokens=written if isinstance(written, int) else len(heard.text) // CHARACTERS,
        cold=isinstance(reused, int) and 0 <= reused < WARM * read,
        counted=counted,
    )
