"""A Hugging Face tokenizer as llama.cpp's vocabulary: tokens, kinds, scores or merges, and the pre-tokenizer's name.

Two kinds exist among the families exported: byte-level BPE ("gpt2"), whose cutting of text into words must be one that
llama.cpp knows by name, and SentencePiece-like BPE with byte fallback ("llama"), whose merges become scores. Anything
else is refused. That the ids really agree is proved by `export`, on the finished file.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from studio.base.errors import StudioError
from studio.base.sentences import sentence
from studio.conversations.encoder import Marks, plain, read_json
from studio.gguf.families import DONOR_HINT
from studio.procedure.trace import CLOSE, OPEN

if TYPE_CHECKING:
    from gguf import GGUFWriter

NORMAL, UNKNOWN, CONTROL, USER_DEFINED, UNUSED, BYTE = 1, 2, 3, 4, 5, 6

_ENDINGS = r"(?i:'s|'t|'re|'ve|'m|'ll|'d)"
_WORDS = r"[^\r\n\p{L}\p{N}]?\p{L}+"
_MARKS = r" ?[^\s\p{L}\p{N}]+[\r\n]*|\s*[\r\n]+|\s+(?!\S)|\s+"
_LOWER = r"[\p{Ll}\p{Lm}\p{Lo}\p{M}]"
_UPPER = r"[\p{Lu}\p{Lt}\p{Lm}\p{Lo}\p{M}]"
_LEAD = r"[^\r\n\p{L}\p{N}]?"
_CASED_MARKS = r" ?[^\s\p{L}\p{N}]+[\r\n/]*|\s*[\r\n]+|\s+(?!\S)|\s+"

_QWEN2 = f"split {_ENDINGS}|{_WORDS}|\\p{{N}}|{_MARKS}"
_LLAMA3 = f"split {_ENDINGS}|{_WORDS}|\\p{{N}}{{1,3}}|{_MARKS}"
_QWEN35 = f"split {_ENDINGS}|{_LEAD}[\\p{{L}}\\p{{M}}]+|\\p{{N}}|" + _MARKS.replace(r"\p{L}\p{N}", r"\p{L}\p{M}\p{N}")
_TEKKEN = f"split {_LEAD}{_UPPER}*{_LOWER}+|{_LEAD}{_UPPER}+{_LOWER}*|\\p{{N}}|{_CASED_MARKS}"
_GPT4O = (
    f"split {_LEAD}{_UPPER}*{_LOWER}+{_ENDINGS}?|{_LEAD}{_UPPER}+{_LOWER}*{_ENDINGS}?|\\p{{N}}{{1,3}}|{_CASED_MARKS}"
)

# How a text is cut, as `_steps` writes it -> whether whole words come before merges -> llama.cpp's name.
PRE_TOKENIZERS: dict[tuple[str, ...], dict[bool, str]] = {
    (_QWEN2,): {False: "qwen2"},
    (_LLAMA3,): {True: "llama-bpe", False: "dbrx"},
    (_QWEN35,): {False: "qwen35"},
    (_TEKKEN,): {True: "tekken"},
    (_GPT4O,): {False: "gpt-4o"},
    ("gpt2",): {False: "gpt-2"},
    ("digits", "gpt2"): {False: "smollm"},
}


@dataclass(frozen=True)
class Vocabulary:
    """What goes under tokenizer.ggml.* in the file. `scores` are SentencePiece's, `merges` byte-level BPE's."""

    model: Literal["gpt2", "llama"]
    pre: str
    tokens: list[str]
    kinds: list[int]
    ids: dict[str, int]
    scores: list[float] = field(default_factory=list)
    merges: list[str] = field(default_factory=list)
    space_first: bool = False

    def write(self, writer: GGUFWriter) -> None:
        """Add the vocabulary to `writer`. The beginning token stands in our template, so no program is to add one."""
        writer.add_tokenizer_model(self.model)
        writer.add_tokenizer_pre(self.pre)
        writer.add_token_list(self.tokens)
        writer.add_token_types(self.kinds)
        if self.scores:
            writer.add_token_scores(self.scores)
        if self.model == "gpt2":
            writer.add_token_merges(self.merges)
        else:
            writer.add_add_space_prefix(self.space_first)
        for name, number in self.ids.items():
            getattr(writer, f"add_{name}_token_id")(number)
        writer.add_add_bos_token(False)
        writer.add_add_eos_token(False)


def read_vocabulary(folder: Path, size: int, marks: Marks) -> Vocabulary:
    """The vocabulary of a base model's folder, filled up to `size` entries (the rows of its embedding)."""
    described = plain(read_json(folder / "tokenizer.json"))
    model = described.get("model") or {}
    if model.get("type") not in (None, "BPE"):
        raise StudioError(
            sentence("The studio cannot export a {kind} tokenizer.", kind=str(model.get("type"))), DONOR_HINT
        )
    tokens, kinds = _tokens(described, size)
    ids = _special_ids(folder, tokens, kinds, marks)
    if model.get("byte_fallback"):
        scores = _scores(model, tokens)
        return Vocabulary("llama", "default", tokens, kinds, ids, scores, space_first=_space_first(described))
    return Vocabulary("gpt2", pre_tokenizer(described), tokens, kinds, ids, merges=_merges(model))


def _tokens(described: Mapping[str, Any], size: int) -> tuple[list[str], list[int]]:
    """Every token's text and kind by id; ids without one are unused entries with names of their own."""
    model = described.get("model") or {}
    texts: dict[int, str] = {int(number): text for text, number in (model.get("vocab") or {}).items()}
    kinds = dict.fromkeys(texts, NORMAL)
    if model.get("byte_fallback"):
        kinds |= {number: BYTE for number, text in texts.items() if _is_byte(text)}
    for token in described.get("added_tokens") or []:
        number, text = int(token["id"]), str(token["content"])
        texts[number] = text
        spoken = text in (OPEN, CLOSE) or not token.get("special")
        kinds[number] = USER_DEFINED if spoken else CONTROL
    unknown = model.get("unk_token")
    kinds |= {number: UNKNOWN for number, text in texts.items() if unknown is not None and text == unknown}
    if texts and max(texts) >= size:
        raise StudioError(
            sentence(
                "The tokenizer knows {number} tokens but the model only {size}.", number=max(texts) + 1, size=size
            ),
            sentence("Use the tokenizer that belongs to this model."),
        )
    taken = set(texts.values())
    for number in range(size):
        if number not in texts:
            name = f"[PAD{number}]"
            while name in taken:
                name = f"[{name}]"
            taken.add(name)
            texts[number], kinds[number] = name, UNUSED
    return [texts[number] for number in range(size)], [kinds[number] for number in range(size)]


def _is_byte(text: str) -> bool:
    return len(text) == 6 and text.startswith("<0x") and text.endswith(">")


def _special_ids(folder: Path, tokens: list[str], kinds: list[int], marks: Marks) -> dict[str, int]:
    """Ids by llama.cpp's names. The end of a turn is both eos and eot, so that every program stops there; a base
    without a beginning token gets the end's id, because llama.cpp assumes id 11 where nothing is said."""
    where = {text: number for number, text in enumerate(tokens)}
    if marks.end not in where:
        raise StudioError(
            sentence("The tokenizer has no token {token}.", token=marks.end),
            sentence("Use the tokenizer that belongs to this model."),
        )
    end = where[marks.end]
    ids = {"eos": end, "eot": end, "bos": where.get(marks.bos, end)}
    for number in (end, where.get(marks.bos, end)):
        kinds[number] = CONTROL
    path = folder / "tokenizer_config.json"
    config = read_json(path) if path.is_file() else {}
    for name in ("pad", "unk"):
        token = config.get(f"{name}_token")
        text = token.get("content") if isinstance(token, dict) else token
        if text in where:
            ids[name] = where[text]
    return ids


def _merges(model: Mapping[str, Any]) -> list[str]:
    odd = [name for name in ("continuing_subword_prefix", "end_of_word_suffix", "dropout") if model.get(name)]
    if odd:
        raise StudioError(sentence("llama.cpp has no byte-level tokenizer with {part}.", part=odd[0]), DONOR_HINT)
    merges = [pair if isinstance(pair, str) else " ".join(pair) for pair in model.get("merges") or []]
    if any(merge.count(" ") != 1 for merge in merges):
        raise StudioError(sentence("The tokenizer's merges are not byte-level."), DONOR_HINT)
    return merges


def _scores(model: Mapping[str, Any], tokens: list[str]) -> list[float]:
    """SentencePiece's preferences from the order of merges: the earlier a token can be made, the higher its score."""
    rank: dict[str, int] = {}
    for number, pair in enumerate(model.get("merges") or []):
        left, right = pair.split(" ") if isinstance(pair, str) else pair
        rank.setdefault(left + right, number + 1)
    last = float(-len(rank) - len(tokens))
    return [-float(rank[text]) if text in rank else (last if len(text) > 1 else 0.0) for text in tokens]


def _space_first(described: Mapping[str, Any]) -> bool:
    """Whether each stretch of text begins with a space (Llama 2, Phi-3) or not (Gemma)."""
    found = False
    for part in _parts(described.get("normalizer"), "normalizers"):
        if part["type"] == "Prepend":
            found = True
        elif part["type"] != "Replace" or part.get("pattern") != {"String": " "} or part.get("content") != "\u2581":
            raise StudioError(
                sentence("llama.cpp has no SentencePiece tokenizer with {part}.", part=str(part["type"])), DONOR_HINT
            )
    for part in _parts(described.get("pre_tokenizer"), "pretokenizers"):
        if part["type"] == "Metaspace":
            found = found or part.get("prepend_scheme", "always") == "always"
        elif part["type"] != "Split" or part.get("behavior") != "MergedWithPrevious":
            raise StudioError(
                sentence("llama.cpp has no SentencePiece tokenizer with {part}.", part=str(part["type"])), DONOR_HINT
            )
    return found


def pre_tokenizer(described: Mapping[str, Any]) -> str:
    """llama.cpp's name for how a byte-level tokenizer cuts text into words. Raises StudioError where it has none."""
    steps = _steps(described)
    whole_words_first = bool((described.get("model") or {}).get("ignore_merges"))
    names = PRE_TOKENIZERS.get(steps)
    if names is None or whole_words_first not in names:
        raise StudioError(
            sentence(
                "llama.cpp has no name for how this tokenizer cuts text into words ({steps}).",
                steps=json.dumps(steps)[:200],
            ),
            DONOR_HINT,
        )
    return names[whole_words_first]


def _steps(described: Mapping[str, Any]) -> tuple[str, ...]:
    if described.get("normalizer") is not None:
        return (f"normalizer {described['normalizer'].get('type')}",)
    steps: list[str] = []
    for part in _parts(described.get("pre_tokenizer"), "pretokenizers"):
        steps += _step(part)
    return tuple(steps)


def _step(part: Mapping[str, Any]) -> list[str]:
    kind = part["type"]
    if kind == "ByteLevel":
        if part.get("add_prefix_space"):
            return ["space first"]
        return ["gpt2"] if part.get("use_regex", True) else []
    if kind == "Digits" and part.get("individual_digits"):
        return ["digits"]
    if kind == "Split" and part.get("behavior") in ("Isolated", "Removed") and "Regex" in part.get("pattern", {}):
        kept = part["behavior"] == "Isolated" or part.get("invert")
        return [f"{'split' if kept else 'remove'} {part['pattern']['Regex']}"]
    return [f"{kind} {json.dumps(part, sort_keys=True)}"]


def _parts(step: Mapping[str, Any] | None, inside: str) -> list[Mapping[str, Any]]:
    """A normalizer or pre-tokenizer as a flat list of its steps."""
    if step is None:
        return []
    if step.get("type") != "Sequence":
        return [step]
    return [part for inner in step.get(inside) or [] for part in _parts(inner, inside)]
