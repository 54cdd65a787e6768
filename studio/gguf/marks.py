"""The end-of-turn and first tokens of a finished GGUF, as `conversations.rendering` needs them."""

from __future__ import annotations

from pathlib import Path

from studio.base.errors import StudioError
from studio.conversations.encoder import Marks
from studio.gguf.card import open_gguf


def marks_of(path: Path) -> Marks:
    """The marks a GGUF's conversations are rendered with. Raises StudioError where it names no end of a turn."""
    reader = open_gguf(path)

    def number(key: str) -> int | None:
        found = reader.get_field(f"tokenizer.ggml.{key}")
        return None if found is None else int(found.contents())

    tokens = reader.get_field("tokenizer.ggml.tokens")
    end = number("eos_token_id")
    if tokens is None or end is None:
        raise StudioError(f"{path.name} does not say which token ends a turn.", "Export it again with the studio.")
    bos = number("bos_token_id") if number("add_bos_token") else None
    return Marks(str(tokens.contents(end)), str(tokens.contents(bos)) if bos is not None else "")
