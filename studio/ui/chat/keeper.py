"""Keeps chats in their run's folder, in a thread of its own, if the person wants that; and finds them again."""

from __future__ import annotations

import threading
import uuid
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from studio.base import settings
from studio.base.errors import StudioError
from studio.base.sentences import sentence
from studio.chat.chats import Chat, ChatFolder, Listed
from studio.ui.files.language import told


class Keeper(QObject):
    """The kept chats of one run at a time. `failed` carries a sentence when one cannot be kept."""

    failed = Signal(str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._folder: ChatFolder | None = None
        self._writer = ThreadPoolExecutor(1, thread_name_prefix="chats")
        self._lock = threading.Lock()
        self._pending: tuple[ChatFolder, Chat] | None = None
        self.is_on = wanted()

    def open(self, run: Path) -> Chat | None:
        """Keep the chats of this run from now on; the one it was left with, if there is one."""
        self.flush()
        if self._folder is not None:
            self._folder.release()
        self._folder = ChatFolder(run)
        return self._folder.newest_free() if self.is_on else None

    def take(self, id: str) -> Chat:
        """A kept chat. Raises StudioError where it is gone, or open in another window."""
        if self._folder is None:
            raise StudioError(sentence("No model is chosen yet."), sentence("Open a compiled run first."))
        self.flush()
        chat = self._folder.load(id)
        if not self._folder.hold(id):
            raise StudioError(
                sentence("This chat is open in another window."), sentence("Go on there, or close that window first.")
            )
        return chat

    def hold(self, chat: Chat) -> None:
        """Be the one that writes this chat; where another window is, go on with a copy of it."""
        if self._folder is None or not self.is_on:
            return
        if chat.is_empty:
            self._folder.release()
        elif not self._folder.hold(chat.id):
            chat.id = f"{chat.id}-{uuid.uuid4().hex[:4]}"
            self._folder.hold(chat.id)

    def listed(self) -> list[Listed]:
        """What was kept last."""
        if self._folder is None:
            return []
        self.flush()
        return self._folder.listed()

    def keep(self, chat: Chat) -> None:
        """Have a chat written soon, as it is now."""
        if self._folder is None or not self.is_on or chat.is_empty:
            return
        self.hold(chat)
        with self._lock:
            idle, self._pending = self._pending is None, (self._folder, chat.snapshot())
        if idle:
            self._writer.submit(self._write)

    def delete(self, id: str) -> None:
        """Let go of a kept chat for good. Raises StudioError."""
        self.flush()
        if self._folder is not None:
            self._folder.delete(id)
            self._folder.release()

    def switch(self, on: bool) -> None:
        """Keep chats from now on, or no longer. Raises StudioError where the choice cannot be saved."""
        self.is_on = on
        settings.save(settings.load().model_copy(update={"keep_chats": on}))

    def flush(self) -> None:
        """Wait until what was to be written is written."""
        self._writer.submit(lambda: None).result()

    def close(self) -> None:
        """Write what is to be written, and hold nothing any longer."""
        self._writer.shutdown(wait=True)
        if self._folder is not None:
            self._folder.release()
            self._folder = None

    def _write(self) -> None:
        with self._lock:
            pending, self._pending = self._pending, None
        if pending is None:
            return
        folder, chat = pending
        try:
            folder.save(chat)
        except StudioError as error:
            with suppress(RuntimeError):  # the window may have gone meanwhile
                self.failed.emit(told(error))


def wanted() -> bool:
    """Whether the person wants chats to be kept."""
    try:
        return settings.load().keep_chats
    except StudioError:
        return True
