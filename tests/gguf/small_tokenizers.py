"""Small tokenizers of every kind the families use, trained on Python's own documentation (present on every machine).

A SentencePiece-like one gets every merge its vocabulary allows, as the converters of real ones make them."""

from __future__ import annotations

import functools
import json
import lzma
import os
import pydoc_data.topics
from pathlib import Path
from typing import Any

from tokenizers import Regex, Tokenizer, decoders, models, normalizers, pre_tokenizers, processors, trainers

ENDINGS = r"(?i:'s|'t|'re|'ve|'m|'ll|'d)"
MARKS = r" ?[^\s\p{L}\p{N}]+[\r\n]*|\s*[\r\n]+|\s+(?!\S)|\s+"
QWEN2 = rf"{ENDINGS}|[^\r\n\p{{L}}\p{{N}}]?\p{{L}}+|\p{{N}}|{MARKS}"
LLAMA3 = rf"{ENDINGS}|[^\r\n\p{{L}}\p{{N}}]?\p{{L}}+|\p{{N}}{{1,3}}|{MARKS}"
SIZE = 1500


@functools.cache
def documentation() -> str:
    """About 700 kB of English."""
    return "\n\n".join(pydoc_data.topics.topics.values())


@functools.cache
def real_text() -> str:
    """A few thousand words: of the corpus where it is at hand, else of the documentation not trained on."""
    corpus = Path(os.environ.get("STUDIO_DATA", "")) / "corpus" / "dialogues.jsonl.xz"
    if not os.environ.get("STUDIO_DATA") or not corpus.is_file():
        return documentation()[300_000:330_000]
    with lzma.open(corpus, "rt", encoding="utf-8") as lines:
        dialogues = [json.loads(line)["turns"] for line, _ in zip(lines, range(200), strict=False)]
    return "\n".join(f"{who}: {text}" for turns in dialogues for who, text in turns)


def _cutters(kind: str) -> list[Any]:
    whole = pre_tokenizers.ByteLevel(add_prefix_space=False, use_regex=True)
    bytes_only = pre_tokenizers.ByteLevel(add_prefix_space=False, use_regex=False)
    return {
        "qwen2": [pre_tokenizers.Split(Regex(QWEN2), "isolated"), bytes_only],
        "llama3": [pre_tokenizers.Split(Regex(LLAMA3), "isolated"), bytes_only],
        "gpt2": [whole],
        "smollm": [pre_tokenizers.Digits(individual_digits=True), whole],
    }[kind]


def byte_level(kind: str, special: tuple[str, ...]) -> Tokenizer:
    made = Tokenizer(models.BPE(ignore_merges=kind == "llama3"))
    made.pre_tokenizer = pre_tokenizers.Sequence(_cutters(kind))
    made.decoder = decoders.ByteLevel()
    if kind == "qwen2":
        made.normalizer = normalizers.NFC()
    trainer = trainers.BpeTrainer(
        vocab_size=SIZE,
        special_tokens=list(special),
        initial_alphabet=pre_tokenizers.ByteLevel.alphabet(),
        show_progress=False,
    )
    made.train_from_iterator(documentation()[:200_000].splitlines(keepends=True), trainer)
    return made


def sentence_pieces(kind: str, special: tuple[str, ...]) -> Tokenizer:
    """`kind` is "llama" (a space first in every stretch), "mistral" (in the first only) or "gemma" (none)."""
    trained = Tokenizer(models.BPE())
    trained.normalizer = normalizers.Replace(" ", "\u2581")
    trained.pre_tokenizer = pre_tokenizers.Sequence(
        [
            pre_tokenizers.Split("\n", "isolated"),
            pre_tokenizers.Split("\u2581", "merged_with_next"),
            pre_tokenizers.Split(Regex(r"[^\u2581\p{L}]"), "isolated"),
        ]
    )
    trainer = trainers.BpeTrainer(vocab_size=SIZE - 300, show_progress=False, limit_alphabet=90)
    trained.train_from_iterator(documentation()[:200_000].splitlines(), trainer)
    learned = json.loads(trained.to_str())["model"]
    vocabulary = {text: number for number, text in enumerate([*special, *(f"<0x{byte:02X}>" for byte in range(256))])}
    rank = {"".join(pair): number for number, pair in enumerate(learned["merges"])}
    single = sorted(text for text in learned["vocab"] if len(text) == 1 and text not in vocabulary)
    for text in [*single, *sorted(rank, key=lambda text: rank[text])]:
        vocabulary.setdefault(text, len(vocabulary))
    merges = [
        (text[:cut], text[cut:])
        for text in sorted(rank, key=lambda text: rank[text])
        for cut in range(1, len(text))
        if text[:cut] in vocabulary and text[cut:] in vocabulary
    ]
    made = Tokenizer(models.BPE(vocabulary, merges, unk_token="<unk>", fuse_unk=True, byte_fallback=True))
    if kind == "llama":
        made.normalizer = normalizers.Sequence([normalizers.Prepend("\u2581"), normalizers.Replace(" ", "\u2581")])
    elif kind == "mistral":
        made.pre_tokenizer = pre_tokenizers.Metaspace("\u2581", prepend_scheme="first", split=False)
    else:
        made.normalizer = normalizers.Replace(" ", "\u2581")
        made.pre_tokenizer = pre_tokenizers.Split(" ", "merged_with_previous")
    made.decoder = decoders.Sequence(
        [decoders.Replace("\u2581", " "), decoders.ByteFallback(), decoders.Fuse(), decoders.Strip(" ", 1, 0)]
    )
    made.add_special_tokens(list(special))
    return made


SPECIAL = {
    "starter": ("<|endoftext|>", "<|end|>", "<think>", "</think>"),
    "llama3": ("<|begin_of_text|>", "<|eot_id|>", "<|finetune_right_pad_id|>"),
    "smollm": ("<|endoftext|>", "<|im_start|>", "<|im_end|>"),
    "llama2": ("<unk>", "<s>", "</s>"),
    "mistral": ("<unk>", "<s>", "</s>", "[INST]", "[/INST]"),
    "qwen2": ("<|endoftext|>", "<|im_start|>", "<|im_end|>"),
    "qwen3": ("<|endoftext|>", "<|im_start|>", "<|im_end|>"),
    "gpt2": ("<|endoftext|>",),
    "gemma": ("<pad>", "<eos>", "<bos>", "<unk>", "<start_of_turn>", "<end_of_turn>"),
    "phi3": ("<unk>", "<s>", "</s>", "<|endoftext|>", "<|assistant|>", "<|end|>", "<|user|>"),
}
_KIND = {
    "starter": "qwen2", "llama3": "llama3", "smollm": "smollm", "llama2": "llama", "mistral": "mistral",
    "qwen2": "qwen2", "qwen3": "qwen2", "gpt2": "gpt2", "gemma": "gemma", "phi3": "llama",
}  # fmt: skip
_CONFIG: dict[str, dict[str, Any]] = {
    "starter": {"eos_token": "<|end|>", "pad_token": "<|endoftext|>", "bos_token": None, "add_bos_token": False},
    "llama3": {"eos_token": "<|eot_id|>", "bos_token": "<|begin_of_text|>", "pad_token": "<|finetune_right_pad_id|>"},
    "smollm": {"eos_token": "<|im_end|>", "bos_token": "<|im_start|>", "pad_token": "<|im_end|>"},
    "llama2": {"eos_token": "</s>", "bos_token": "<s>", "add_bos_token": True, "unk_token": "<unk>"},
    "mistral": {"eos_token": "</s>", "bos_token": "<s>", "tokenizer_class": "LlamaTokenizer", "pad_token": "</s>"},
    "qwen2": {"eos_token": "<|im_end|>", "bos_token": None, "pad_token": "<|endoftext|>"},
    "qwen3": {"eos_token": {"content": "<|im_end|>"}, "bos_token": None, "pad_token": "<|endoftext|>"},
    "gpt2": {"eos_token": "<|endoftext|>", "bos_token": "<|endoftext|>", "add_bos_token": False},
    "gemma": {"eos_token": "<eos>", "bos_token": "<bos>", "add_bos_token": True, "pad_token": "<pad>"},
    "phi3": {"eos_token": "<|end|>", "bos_token": "<s>", "add_bos_token": False, "pad_token": "<|endoftext|>"},
}
NAMES = tuple(SPECIAL)


@functools.cache
def _made(name: str) -> str:
    kind, special = _KIND[name], SPECIAL[name]
    made = sentence_pieces(kind, special) if kind in ("llama", "mistral", "gemma") else byte_level(kind, special)
    if name == "qwen3":
        from tokenizers import AddedToken

        made.add_tokens([AddedToken("<think>", normalized=False), AddedToken("</think>", normalized=False)])
    if name == "llama3":
        bos = SPECIAL[name][0]
        made.post_processor = processors.TemplateProcessing(single=f"{bos} $A", special_tokens=[(bos, 0)])
    described = json.loads(made.to_str())
    if name == "phi3":
        for token in described["added_tokens"]:
            token["rstrip"] = token["content"] in ("<|assistant|>", "<|end|>", "<|user|>", "</s>")
    return json.dumps(described, ensure_ascii=False)


def save_tokenizer(name: str, folder: Path) -> None:
    """Write tokenizer.json and tokenizer_config.json as a base of this kind has them, its own template included."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "tokenizer.json").write_text(_made(name), encoding="utf-8")
    config = {**_CONFIG[name], "chat_template": "{% for m in messages %}<|im_start|>{{ m.content }}{% endfor %}"}
    (folder / "tokenizer_config.json").write_text(json.dumps(config), encoding="utf-8")
