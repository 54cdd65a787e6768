"""A base model's tokenizer as training, chat and llama.cpp all use it: text to ids, special tokens parsed, none added.

Read from the folder's tokenizer.json. Three habits of other programs that llama.cpp does not share are switched off, so
that ids in training are the ids at run time: special tokens that swallow the white space beside them (Phi-3), a space
put before the very first word only (some Mistrals), and Unicode normalisation (Qwen; `rendering.clean` normalises what
people write instead). What is rendered is `rendering`'s business, what is written into a GGUF `gguf.vocabulary`'s.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from studio.base.errors import StudioError
from studio.base.sentences import sentence

if TYPE_CHECKING:
    from tokenizers import Tokenizer


class Marks(NamedTuple):
    """A base's end-of-turn token and its first token of every text, or empty."""

    end: str
    bos: str


class Encoder:
    """`encode` and `decode` of one base, with the marks its conversations are rendered with."""

    def __init__(self, tokenizer: Tokenizer, marks: Marks) -> None:
        self._tokenizer = tokenizer
        self.end = marks.end
        self.bos = marks.bos

    def encode(self, text: str) -> list[int]:
        return list(self._tokenizer.encode(text, add_special_tokens=False).ids)

    def encode_with_starts(self, text: str, after: str = "") -> tuple[list[int], list[int]]:
        """Ids of a text that stands after another, and for each id the index of its first character in the text."""
        encoded = self._tokenizer.encode(after + text, add_special_tokens=False)
        skipped = len(self.encode(after)) if after else 0
        starts = [max(0, start - len(after)) for start, _ in encoded.offsets[skipped:]]
        return list(encoded.ids[skipped:]), starts

    def decode(self, ids: list[int]) -> str:
        return str(self._tokenizer.decode(ids, skip_special_tokens=False))

    def id_of(self, token: str) -> int | None:
        return self._tokenizer.token_to_id(token)


def load_encoder(folder: Path) -> Encoder:
    """The encoder of a base model's folder."""
    from tokenizers import Tokenizer

    described = read_json(folder / "tokenizer.json")
    marks = read_marks(folder)
    return Encoder(Tokenizer.from_str(json.dumps(plain(described))), marks)


def read_json(path: Path) -> dict[str, Any]:
    """A JSON object from a base model's folder."""
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError as error:
        raise StudioError(
            sentence("{folder} has no {file}.", folder=path.parent.name, file=path.name),
            sentence("Copy the base model's whole folder, tokenizer included."),
        ) from error
    except (ValueError, OSError) as error:
        raise StudioError(
            sentence("{file} in {folder} cannot be read.", file=path.name, folder=path.parent.name),
            sentence("Copy the folder again."),
        ) from error
    if not isinstance(found, dict):
        raise StudioError(
            sentence("{file} in {folder} is not what it should be.", file=path.name, folder=path.parent.name),
            sentence("Copy the folder again."),
        )
    return found


def plain(described: dict[str, Any]) -> dict[str, Any]:
    """A tokenizer.json with the habits llama.cpp does not share switched off."""
    changed = dict(described)
    changed["added_tokens"] = [
        {**token, "lstrip": False, "rstrip": False, "single_word": False}
        for token in described.get("added_tokens") or []
    ]
    changed["normalizer"] = _without_unicode_forms(described.get("normalizer"))
    changed["pre_tokenizer"] = _without_first_space(described.get("pre_tokenizer"))
    return changed


def _without_unicode_forms(normalizer: dict[str, Any] | None) -> dict[str, Any] | None:
    if normalizer is None or normalizer.get("type") in ("NFC", "NFKC", "NFD", "NFKD"):
        return None
    if normalizer.get("type") == "Sequence":
        parts = [_without_unicode_forms(part) for part in normalizer.get("normalizers", [])]
        kept = [part for part in parts if part is not None]
        return {**normalizer, "normalizers": kept} if kept else None
    return normalizer


def _without_first_space(pre_tokenizer: dict[str, Any] | None) -> dict[str, Any] | None:
    if pre_tokenizer is None:
        return None
    if pre_tokenizer.get("type") == "Metaspace" and pre_tokenizer.get("prepend_scheme") == "first":
        return {**pre_tokenizer, "prepend_scheme": "never"}
    if pre_tokenizer.get("type") == "Sequence":
        parts = [_without_first_space(part) for part in pre_tokenizer.get("pretokenizers", [])]
        return {**pre_tokenizer, "pretokenizers": parts}
    return pre_tokenizer


def read_marks(folder: Path) -> Marks:
    """The end-of-turn token and, where the base expects one, the token every text begins with."""
    described = read_json(folder / "tokenizer.json")
    path = folder / "tokenizer_config.json"
    config = read_json(path) if path.is_file() else {}
    end = _text(config.get("eos_token")) or _configured(folder, described, "eos_token_id")
    if not end:
        raise StudioError(
            sentence("{folder} does not say which token ends a turn.", folder=folder.name),
            sentence("Add eos_token to its tokenizer_config.json."),
        )
    bos = _text(config.get("bos_token")) or _configured(folder, described, "bos_token_id")
    return Marks(end, bos if _begins_with(bos, described, config) else "")


def _text(token: Any) -> str:
    """A token as tokenizer_config.json writes it: its text, or an object with its text."""
    return str(token.get("content") or "") if isinstance(token, dict) else str(token or "")


def _configured(folder: Path, described: dict[str, Any], name: str) -> str:
    for file in ("generation_config.json", "config.json"):
        found = read_json(folder / file).get(name) if (folder / file).is_file() else None
        number = found[0] if isinstance(found, list) and found else found
        for token in described.get("added_tokens") or []:
            if token.get("id") == number:
                return str(token.get("content"))
    return ""


_BEGIN_BY_CLASS = ("LlamaTokenizer", "LlamaTokenizerFast", "GemmaTokenizer", "GemmaTokenizerFast")


def _begins_with(bos: str, described: dict[str, Any], config: dict[str, Any]) -> bool:
    if not bos:
        return False
    said = config.get("add_bos_token")
    if isinstance(said, bool):
        return said
    if bos in json.dumps(described.get("post_processor"), ensure_ascii=False):
        return True
    return config.get("tokenizer_class") in _BEGIN_BY_CLASS
