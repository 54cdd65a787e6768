"""A small byte-level tokenizer with the starter's special tokens, and a writer that says values as they are."""

from __future__ import annotations

import random

import pytest
from tokenizers import Regex, Tokenizer, decoders, models, pre_tokenizers, trainers

from studio.conversations.encoder import Encoder, Marks
from studio.conversations.writer import Cue, Said
from studio.procedure.trace import DECLINED

QWEN2 = (
    r"(?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\r\n\p{L}\p{N}]?\p{L}+|\p{N}| ?[^\s\p{L}\p{N}]+[\r\n]*|\s*[\r\n]+|\s+(?!\S)|\s+"
)
SPECIAL = ["<|endoftext|>", "<|end|>", "<think>", "</think>"]
TEXT = [
    "User: I would like to go to Rome please\nAgent:\n",
    "at ask_trip\nheard answer\ncity = Rome\ngo ask_budget\n",
    "One moment.\n[call] flights. One moment.\n[call] flights.",
    "[tool] ok fare=120 EUR [call] flights city=Rome Where to, and when? Shall I book it?",
]


@pytest.fixture(scope="session")
def encoder() -> Encoder:
    tokenizer = Tokenizer(models.BPE())
    split = pre_tokenizers.Split(Regex(QWEN2), "isolated")
    byte_level = pre_tokenizers.ByteLevel(add_prefix_space=False, use_regex=False)
    tokenizer.pre_tokenizer = pre_tokenizers.Sequence([split, byte_level])
    tokenizer.decoder = decoders.ByteLevel()
    alphabet = pre_tokenizers.ByteLevel.alphabet()
    trainer = trainers.BpeTrainer(
        vocab_size=420, special_tokens=SPECIAL, initial_alphabet=alphabet, show_progress=False
    )
    tokenizer.train_from_iterator(TEXT * 4, trainer)
    return Encoder(tokenizer, Marks("<|end|>", ""))


class PlainWriter:
    """Says each value in its normal form; remembers the cues it was given."""

    def __init__(self) -> None:
        self.cues: list[Cue] = []

    def say(self, cue: Cue, rng: random.Random) -> Said:
        self.cues.append(cue)
        words = {name: value or DECLINED for name, value in cue.values}
        branches = [branch for _, branch in cue.choices]
        text = " ".join([f"{cue.kind} {rng.randrange(1000)}", *branches, *words.values()])
        return Said(text, words, f"plain.{cue.kind}")


@pytest.fixture
def writer() -> PlainWriter:
    return PlainWriter()
