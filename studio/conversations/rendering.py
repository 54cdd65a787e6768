"""The one rendering of messages, for training, chat and the template inside the GGUF.

Plain text that any base model's vocabulary can write: no tokens are added. User and assistant alternate, user first.

    User: [start] Today is Saturday 2026-11-21.\n
    Agent:\n<think>at start ...</think>Hello! ...EOS\n
    User: lisbon please\n

Pieces are cut where every pre-tokenizer cuts (after a newline, at the end-of-turn token), so the ids of the joined
text and the joined ids of the pieces are the same; tests/gguf holds this for each family.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from typing import Literal, NamedTuple

START_MARK = "[start]"
RESUME_MARK = "[resume]"
TOOL_MARK = "[tool]"
CALL_MARK = "[call]"

Role = Literal["user", "assistant"]


class Message(NamedTuple):
    """One message. A tool's result is a user message beginning with TOOL_MARK; an assistant's keeps its trace."""

    role: Role
    text: str


class Piece(NamedTuple):
    """A stretch of rendered text. `own` says the model wrote it and may be taught on it. `after` is the end of what
    stands before it, which decides whether a SentencePiece tokenizer begins the stretch with a space."""

    text: str
    own: bool
    after: str = ""


# What the tokenizers of known families parse as one control token, and our own markers.
_TOKEN = re.compile(r"<[|｜]/?[\w▁ .-]{1,48}[|｜]>|</?[^\W\d][\w.-]{0,40}>")
_MARKER = re.compile(r"\[(/?\w{1,40})\]")


def clean(text: str) -> str:
    """A person's text as one line, without anything that could pass for a control token or a trace. Letters with marks
    are written as one character, as some tokenizers do and llama.cpp does not."""
    text = " ".join(unicodedata.normalize("NFC", text).split())
    while _TOKEN.search(text):  # what is left when a token is taken out may be one again
        text = _TOKEN.sub(" ", text)
    return " ".join(_MARKER.sub(r"(\1)", text).split())


def pieces(messages: Iterable[Message], *, end: str, bos: str = "") -> list[Piece]:
    """Messages as pieces of text. `end` is the base's end-of-turn token and `bos` its first token, or empty.

    The last piece ends ready for the agent's next token when the last message is the user's."""
    parts: list[Piece] = []
    lead, after = bos, ""
    for message in messages:
        if message.role == "user":
            parts.append(Piece(f"{lead}User: {message.text}\nAgent:\n", False, after))
            lead, after = "", "\n"
        else:
            parts.append(Piece(f"{message.text}{end}", True, after))
            lead, after = "\n", end
    return parts


def token_ids(
    messages: Iterable[Message], encode: Callable[[str], Sequence[int]], *, end: str, bos: str = ""
) -> tuple[list[int], list[bool]]:
    """Ids and, for each, whether the model itself writes it. `encode` must parse special tokens and add none."""
    ids: list[int] = []
    own: list[bool] = []
    before = {after: len(encode(after)) if after else 0 for after in ("", "\n", end)}
    for piece in pieces(messages, end=end, bos=bos):
        part = list(encode(piece.after + piece.text))[before[piece.after] :]
        ids += part
        own += [piece.own] * len(part)
    return ids, own


def drop_traces(messages: Iterable[Message]) -> list[Message]:
    """The messages as a program that discards earlier thinking would resend them."""
    return [
        Message(m.role, re.sub(r"^<think>.*?</think>", "", m.text, flags=re.S)) if m.role == "assistant" else m
        for m in messages
    ]


def template(*, end: str, bos: str = "") -> str:
    """The same rendering as a Jinja chat template, for the GGUF and the tokenizer's config. Messages that are neither
    the user's nor the agent's (the system line some programs send unasked) are left out."""
    agents = f"{{% if m['role'] == 'assistant' %}}{{{{ m['content'] }}}}{end}\n"
    users = "{% elif m['role'] == 'user' %}User: {{ m['content'] | replace('\\n', ' ') }}\nAgent:\n{% endif %}"
    return f"{bos}{{% for m in messages %}}{agents}{users}{{% endfor %}}"
