"""Chats kept in a run's folder, each a file that only its owner may read; they go when the run does.

Which seats there are and what they say is `seats`' business, which way through the branches is looked at that of
`conversation_tree`. Two windows never write one chat: whoever opens one holds it.
"""

from __future__ import annotations

import json
import os
import time
import uuid
from collections.abc import Sequence
from contextlib import ExitStack, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple

from pydantic import BaseModel, ConfigDict, TypeAdapter, ValidationError

from studio.base import lock
from studio.base.atomic import write_bytes
from studio.base.errors import StudioError, from_os
from studio.base.sentences import sentence
from studio.chat.conversation_tree import ConversationTree, Exchange
from studio.chat.seats.seat import Memory, SeatCard, SeatTurn
from studio.chat.seats.spec import SeatSpec

FOLDER = "chats"
VERSION = 1
OWNER_ONLY, OWNER_ONLY_FOLDER = 0o600, 0o700
TITLE = 60  # letters of a chat's first line that are shown in a list


@dataclass(frozen=True)
class SeatReply:
    """A seat's messages to one line, and what it remembers of the conversation after them."""

    turns: tuple[SeatTurn, ...]
    memory: Memory = field(default_factory=dict)


Tree = ConversationTree[SeatReply]


class KeptSeat(BaseModel):
    """A seat of a kept chat: `key` tells it from the others, `spec` opens it again, `card` is what stood above it."""

    model_config = ConfigDict(frozen=True)

    key: str
    spec: SeatSpec
    card: SeatCard | None = None


class _Kept(BaseModel):
    """A chat as its file holds it."""

    version: int
    seats: tuple[KeptSeat, ...]
    path: list[int]
    exchanges: list[dict[str, Any]]


@dataclass
class Chat:
    """A chat: its seats and all that was said. `id` names its file."""

    seats: list[KeptSeat] = field(default_factory=list)
    tree: Tree = field(default_factory=ConversationTree)
    id: str = field(default_factory=lambda: f"{time.strftime('%Y%m%d-%H%M%S')}-{uuid.uuid4().hex[:6]}")

    @property
    def is_empty(self) -> bool:
        """Whether the person has said nothing yet."""
        return all(exchange.line is None for exchange in self.tree)

    def snapshot(self) -> Chat:
        """The chat as it is now, for another thread to write."""
        return Chat(list(self.seats), self.tree.copy(), self.id)


class Listed(NamedTuple):
    """A kept chat by its file: `title` is its first line, `changed` seconds since 1970."""

    id: str
    title: str
    changed: float


_REPLY: TypeAdapter[SeatReply] = TypeAdapter(SeatReply)


class ChatFolder:
    """The chats of one run. Raises StudioError where the disk does not do what is asked."""

    def __init__(self, run: Path) -> None:
        self.path = run / FOLDER
        self._held: tuple[str, ExitStack] | None = None

    def save(self, chat: Chat) -> None:
        """Write a chat; its file can be read by its owner only from its first moment on."""
        file = self._file(chat.id)
        try:
            self.path.mkdir(exist_ok=True)
            os.chmod(self.path, OWNER_ONLY_FOLDER)
            if not file.exists():
                os.close(os.open(file, os.O_CREAT | os.O_WRONLY, OWNER_ONLY))
            os.chmod(file, OWNER_ONLY)
            write_bytes(file, dumps(chat).encode("utf-8"))
        except OSError as error:
            raise from_os(error, sentence("Keeping the chat")) from error

    def load(self, id: str) -> Chat:
        """A kept chat. Raises StudioError where it is gone or cannot be understood."""
        try:
            return loads(self._file(id).read_text("utf-8"), id)
        except OSError as error:
            raise from_os(error, sentence("Opening the chat")) from error
        except UnicodeDecodeError as error:
            raise StudioError(sentence("This chat cannot be read any more."), sentence("Begin a new one.")) from error

    def listed(self, most: int = 20) -> list[Listed]:
        """What was kept last, the newest first; what cannot be understood is passed over."""
        found: list[Listed] = []
        for changed, file in self._newest():
            with suppress(OSError, ValueError, KeyError, TypeError, AttributeError):
                exchanges = json.loads(file.read_bytes())["exchanges"]
                line = next((each["line"] for each in exchanges if each["line"]), "")
                if line:
                    found.append(Listed(file.stem, shortened(line), changed))
            if len(found) == most:
                break
        return found

    def newest_free(self) -> Chat | None:
        """The chat changed last that no other window has open, or None."""
        for _, file in self._newest():
            if not self._is_held(file.stem):
                with suppress(StudioError):
                    return self.load(file.stem)
        return None

    def _newest(self) -> list[tuple[float, Path]]:
        found: list[tuple[float, Path]] = []
        for file in self.path.glob("*.json"):
            with suppress(OSError):
                found.append((file.stat().st_mtime, file))
        return sorted(found, reverse=True)

    def delete(self, id: str) -> None:
        """Let go of a kept chat for good."""
        try:
            self._file(id).unlink(missing_ok=True)
        except OSError as error:
            raise from_os(error, sentence("Deleting the chat")) from error

    # -- one window for each chat ------------------------------------------------------------------

    def hold(self, id: str) -> bool:
        """Be the one that writes this chat, and no other any longer; False where another window is."""
        if self._held is not None and self._held[0] == id:
            return True
        self.release()
        if self._is_held(id):
            return False
        stack = ExitStack()
        try:
            self.path.mkdir(mode=OWNER_ONLY_FOLDER, exist_ok=True)
            stack.enter_context(lock.hold(self._lock(id)))
        except (lock.Held, OSError):
            return False
        self._held = (id, stack)
        return True

    def release(self) -> None:
        """Hold nothing any longer."""
        if self._held is not None:
            (id, stack), self._held = self._held, None
            stack.close()
            with suppress(OSError):
                self._lock(id).unlink(missing_ok=True)

    def _is_held(self, id: str) -> bool:
        mine = self._held is not None and self._held[0] == id
        return not mine and lock.is_held(self._lock(id))

    def _file(self, id: str) -> Path:
        return self.path / f"{id}.json"

    def _lock(self, id: str) -> Path:
        return self.path / f".{id}.lock"


def shortened(line: str) -> str:
    """A line as a chat's title in a list."""
    words = " ".join(line.split())
    return words if len(words) <= TITLE else f"{words[: TITLE - 1].rstrip()}…"


def dumps(chat: Chat) -> str:
    """A chat as text, with a stable order."""
    kept = {
        "version": VERSION,
        "seats": [seat.model_dump(mode="json", exclude_defaults=True) for seat in chat.seats],
        "path": [exchange.id for exchange in chat.tree.path()],
        "exchanges": [
            {
                "id": exchange.id,
                "parent": exchange.parent,
                "line": exchange.line,
                "replies": {seat: _REPLY.dump_python(reply, mode="json") for seat, reply in exchange.replies.items()},
            }
            for exchange in chat.tree
        ],
    }
    return json.dumps(kept, ensure_ascii=False, indent=1) + "\n"


def loads(text: str, id: str) -> Chat:
    """A chat from its text. Raises StudioError where it is none, or a newer studio's."""
    try:
        kept = _Kept.model_validate_json(text)
        if kept.version > VERSION:
            raise StudioError(
                sentence("This chat was kept by a newer Subterra Studio."),
                sentence("Open it there, or begin a new one."),
            )
        chat = Chat(list(kept.seats), id=id)
        for each in kept.exchanges:
            replies = {str(seat): _REPLY.validate_python(reply) for seat, reply in each["replies"].items()}
            chat.tree.restore(Exchange(int(each["id"]), int(each["parent"]), each["line"], replies))
    except (ValidationError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise StudioError(sentence("This chat cannot be understood any more."), sentence("Begin a new one.")) from error
    chat.tree.look_at(kept.path)
    return chat


def free_key(seats: Sequence[KeptSeat], spec: SeatSpec) -> str:
    """A key for one more seat: its id, numbered where it is there already."""
    taken = {seat.key for seat in seats}
    number, key = 2, spec.id
    while key in taken:
        key = f"{spec.id} {number}"
        number += 1
    return key
