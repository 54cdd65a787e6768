"""Token ids in llama.cpp are the tokenizer's, and conversations have the same ids however they are rendered."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import gguf
import pytest
from jinja2.sandbox import ImmutableSandboxedEnvironment
from tokenizers import Tokenizer, decoders, models, pre_tokenizers

from studio.base.errors import StudioError
from studio.conversations.encoder import Marks, load_encoder
from studio.conversations.rendering import Message, clean, drop_traces, pieces, template, token_ids
from studio.gguf.vocabulary import pre_tokenizer, read_vocabulary
from tests.gguf.conftest import Ask
from tests.gguf.small_tokenizers import NAMES, real_text, save_tokenizer

ODD_TEXT = """Don't we'LL I'D 3.14 1234567 12 345,67 € £5-10 e-mail: a.b@c.org (see #12)... "quoted" 'single' it´s
naïve café Straße Ångström Привет мир Ελληνικά 你好世界 こんにちは 안녕 שלום مرحبا 🙂👍🏽 👨‍👩‍👧 x²  a\u00a0b
   three spaces, two trailing  \n\n\n\ttabs\t\tand  lines \r\n and <|not_a_token|> <b>tags</b> [INST_] ▁ _ `code` {"a": [1, 2]}
"""  # noqa: E501


def words_only(folder: Path, size: int = 1536) -> Path:
    """A GGUF with the tokenizer of a folder and no weights."""
    encoder = load_encoder(folder)
    path = folder / "words.gguf"
    writer = gguf.GGUFWriter(path, "llama")
    read_vocabulary(folder, size, Marks(encoder.end, encoder.bos)).write(writer)
    writer.write_header_to_file()
    writer.write_kv_data_to_file()
    writer.write_ti_data_to_file()
    writer.close()
    return path


@pytest.fixture(scope="module", params=NAMES)
def folder(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp(request.param)
    save_tokenizer(request.param, made)
    words_only(made)
    return made


def test_ids_of_a_large_text_are_the_tokenizers(folder: Path, llama: Ask) -> None:
    """The tokenizer as it came, not as `load_encoder` reads it, is what the file must agree with."""
    own = Tokenizer.from_file(str(folder / "tokenizer.json"))
    text = load_encoder(folder).bos + real_text()[:150_000]
    (ids,) = llama(folder / "words.gguf", ("tokenize", text), only_words=True)
    assert ids == own.encode(text, add_special_tokens=False).ids
    assert len(ids) > 5_000


def test_ids_of_odd_text_are_the_encoders(folder: Path, llama: Ask) -> None:
    encoder = load_encoder(folder)
    text = encoder.bos + ODD_TEXT
    (ids,) = llama(folder / "words.gguf", ("tokenize", text), only_words=True)
    assert ids == encoder.encode(text)


CONVERSATION = [
    Message("user", "[start] Today is Saturday 2026-11-21."),
    Message("assistant", "<think>at start\ngo ask_city\n</think>Hello! Where would you like to go?"),
    Message("user", "  lisbon, please!! It's for 2 of us :-) 12345 €"),
    Message("assistant", '<think>at ask_city\nheard answer\ncity = lisbon\n</think>One moment.\n[call] {"n": 2}'),
    Message("user", '[tool] {"price": 340.5}'),
    Message("assistant", "340.50 euros, then."),
    Message("user", "ça va"),
]  # fmt: skip


def as_dicts(messages: list[Message]) -> list[dict[str, str]]:
    return [{"role": message.role, "content": message.text} for message in messages]


@pytest.mark.parametrize("messages", [CONVERSATION[:1], CONVERSATION[:4], CONVERSATION, drop_traces(CONVERSATION)])
def test_pieces_and_whole_text_have_the_same_ids(messages: list[Message], folder: Path, llama: Ask) -> None:
    encoder = load_encoder(folder)
    parts = pieces(messages, end=encoder.end, bos=encoder.bos)
    whole = "".join(part.text for part in parts)
    ids, own = token_ids(messages, encoder.encode, end=encoder.end, bos=encoder.bos)
    assert ids == encoder.encode(whole)
    assert (ids,) == tuple(llama(folder / "words.gguf", ("tokenize", whole), only_words=True))
    by_piece = [encoder.encode_with_starts(part.text, part.after) for part in parts]
    assert ids == [token for found, _ in by_piece for token in found]
    assert all(starts[0] == 0 and starts == sorted(starts) for _, starts in by_piece)
    ends = [position for position, token in enumerate(ids) if own[position] and token == encoder.id_of(encoder.end)]
    assert len(ends) == sum(message.role == "assistant" for message in messages)


def test_the_template_in_the_file_renders_the_same_ids(folder: Path, llama: Ask) -> None:
    """Through jinja2 as transformers sets it up, and through llama-cpp-python's own formatter."""
    from llama_cpp.llama_chat_format import Jinja2ChatFormatter

    encoder = load_encoder(folder)
    expected, _ = token_ids(CONVERSATION, encoder.encode, end=encoder.end, bos=encoder.bos)
    ours = template(end=encoder.end, bos=encoder.bos)
    environment = ImmutableSandboxedEnvironment(trim_blocks=True, lstrip_blocks=True)
    by_jinja = environment.from_string(ours).render(messages=as_dicts(CONVERSATION), add_generation_prompt=True)
    formatter = Jinja2ChatFormatter(ours, eos_token=encoder.end, bos_token=encoder.bos)
    by_llama = formatter(messages=as_dicts(CONVERSATION))
    for text in (by_jinja, by_llama.prompt):
        (ids,) = llama(folder / "words.gguf", ("tokenize", text, True, True), only_words=True)
        assert ids == expected


def test_what_people_write_is_normalised_before_llama_cpp_sees_it(tmp_path: Path, llama: Ask) -> None:
    """Qwen's tokenizer joins letters and marks, llama.cpp does not: `clean` has done it already."""
    save_tokenizer("qwen2", tmp_path)
    own = Tokenizer.from_file(str(tmp_path / "tokenizer.json"))
    written = "cafe\u0301 A\u030angstro\u0308m"
    raw, cleaned = llama(words_only(tmp_path), ("tokenize", written), ("tokenize", clean(written)), only_words=True)
    assert cleaned == own.encode(written, add_special_tokens=False).ids
    assert raw != cleaned


def test_system_messages_are_left_out() -> None:
    """Programs send "You are a helpful assistant" unasked; the compiled model was never taught to read one."""
    environment = ImmutableSandboxedEnvironment(trim_blocks=True, lstrip_blocks=True)
    ours = environment.from_string(template(end="</s>"))
    system = {"role": "system", "content": "You are a helpful assistant."}
    assert ours.render(messages=[system, *as_dicts(CONVERSATION)]) == ours.render(messages=as_dicts(CONVERSATION))


NAMED = {"starter": "qwen2", "qwen3": "qwen2", "llama3": "llama-bpe", "smollm": "smollm", "gpt2": "gpt-2"}


@pytest.mark.parametrize(("name", "expected"), NAMED.items())
def test_pre_tokenizers_are_named(name: str, expected: str, tmp_path: Path) -> None:
    save_tokenizer(name, tmp_path)
    path = words_only(tmp_path)
    assert gguf.GGUFReader(path).get_field("tokenizer.ggml.pre").contents() == expected


def changed(**parts: Any) -> dict[str, Any]:
    base: dict[str, Any] = {"model": {"type": "BPE", "ignore_merges": False}, "normalizer": None}
    return base | parts


@pytest.mark.parametrize(
    "described",
    [
        changed(pre_tokenizer=None),
        changed(pre_tokenizer={"type": "ByteLevel", "add_prefix_space": True, "use_regex": True}),
        changed(pre_tokenizer={"type": "Split", "pattern": {"Regex": r"\w+"}, "behavior": "Isolated", "invert": False}),
        changed(pre_tokenizer={"type": "ByteLevel", "use_regex": True}, model={"type": "BPE", "ignore_merges": True}),
        changed(pre_tokenizer={"type": "ByteLevel", "use_regex": True}, normalizer={"type": "Lowercase"}),
    ],
)
def test_unknown_pre_tokenizers_are_refused(described: dict[str, Any]) -> None:
    with pytest.raises(StudioError, match="no name for how") as raised:
        pre_tokenizer(described)
    assert "donor" in raised.value.hint


@pytest.mark.parametrize(
    "change",
    [
        {"model": {"type": "Unigram", "vocab": []}},
        {"model": {"type": "WordPiece", "vocab": {}}},
        {"model": {"type": "BPE", "vocab": {"a": 0}, "merges": [], "end_of_word_suffix": "</w>"}},
    ],
)
def test_other_kinds_of_tokenizer_are_refused(change: dict[str, Any], tmp_path: Path) -> None:
    save_tokenizer("gpt2", tmp_path)
    described = json.loads((tmp_path / "tokenizer.json").read_text())
    (tmp_path / "tokenizer.json").write_text(json.dumps(described | change))
    with pytest.raises(StudioError):
        read_vocabulary(tmp_path, 1500, Marks("<|endoftext|>", ""))


DATA = Path(os.environ.get("STUDIO_DATA", "none")) / "tokenizers"


@pytest.mark.skipif(not DATA.is_dir(), reason="needs the gold tokenisations in STUDIO_DATA")
def test_gold_ids_of_gpt_2(tmp_path: Path, llama: Ask) -> None:
    """GPT-2's vocabulary as a tokenizer.json, through our writer, gives llama.cpp's own gold ids."""
    reader = gguf.GGUFReader(DATA / "ggml-vocab-gpt-2.gguf")
    words, merges = (reader.get_field(f"tokenizer.ggml.{name}").contents() for name in ("tokens", "merges"))
    pairs = [tuple(merge.split(" ")) for merge in merges]
    made = Tokenizer(models.BPE({word: number for number, word in enumerate(words)}, pairs))
    made.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
    made.decoder = decoders.ByteLevel()
    made.add_special_tokens(["<|endoftext|>"])
    made.save(str(tmp_path / "tokenizer.json"))
    (tmp_path / "tokenizer_config.json").write_text(json.dumps({"eos_token": "<|endoftext|>"}))
    path = words_only(tmp_path, len(words))
    texts = (DATA / "ggml-vocab-gpt-2.gguf.inp").read_text("utf-8").split("\n__ggml_vocab_test__\n")
    gold = (DATA / "ggml-vocab-gpt-2.gguf.out").read_text("utf-8").splitlines()
    got = llama(path, *(("tokenize", text, False) for text in texts), only_words=True)
    assert got[: len(gold)] == [[int(number) for number in line.split()] for line in gold]
    assert len(gold) > 40
