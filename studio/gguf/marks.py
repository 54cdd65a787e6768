"""The end-of-turn and first tokens of a finished GGUF, as `conversations.rendering` needs them."""

from __future__ import annotations

from pathlib import Path

from studio.base.errors import StudioError
from studio.base.sentences import sentence
from studio.conversations.encoder import Marks
from studio.gguf.card import open_gguf


def marks_of(path: Path) -> Marks:
    """The marks a GGUF's conversations are rendered with. Raises StudioError where it names no end of a turn.

    Our files add no first token by themselves, so that it is never doubled: it stands at the head of our template."""
    reader = open_gguf(path)

    def number(key: str) -> int | None:
        found = reader.get_field(f"tokenizer.ggml.{key}")
        return None if found is None else int(found.contents())

    tokens = reader.get_field("tokenizer.ggml.tokens")
    end = number("eos_token_id")
    if tokens is None or end is None:
        raise StudioError(
            sentence("{file} does not say which token ends a turn.", file=path.name),
            sentence("Export it again with the studio."),
        )
    bos = number("bos_token_id")
    first = str(tokens.contents(bos)) if bos is not None else ""
    template = reader.get_field("tokenizer.chat_template")
    written = first != "" and template is not None and str(template.contents()).startswith(first)
    return Marks(str(tokens.contents(end)), first if written or number("add_bos_token") else "")
