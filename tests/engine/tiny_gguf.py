"""Small random Llama models as GGUF files, for tests and benchmarks: a real byte-level tokenizer, meaningless weights.

Weights are scaled so that the next-token distribution has a clear favourite: greedy runs are then reproducible.
"""

from __future__ import annotations

import ctypes
from itertools import product
from pathlib import Path

import gguf
import numpy as np

SPECIAL = ("<|endoftext|>", "<|end|>", "<think>", "</think>")


def byte_characters() -> list[str]:
    """The printable stand-in for each of the 256 bytes that byte-level BPE uses."""
    plain = [*range(33, 127), *range(161, 173), *range(174, 256)]
    table = {byte: chr(byte) for byte in plain}
    extra = 0
    for byte in range(256):
        if byte not in table:
            table[byte] = chr(256 + extra)
            extra += 1
    return [table[byte] for byte in range(256)]


def vocabulary(size: int) -> tuple[list[str], list[str]]:
    """Tokens and merges: special tokens, bytes, then pairs of letters, spaced pairs and triples until `size`."""
    letters = "etaoinshrdlucmwfgypbvkxjqz"
    tokens = [*SPECIAL, *byte_characters()]
    merges: list[str] = []
    levels = [
        ((a, b) for a, b in product(letters, letters)),
        (("\u0120", a) for a in letters),
        ((a + b, c) for a, b, c in product(letters, letters, letters)),
    ]
    for level in levels:
        for left, right in level:
            if len(tokens) >= size:
                return tokens[:size], merges
            tokens.append(left + right)
            merges.append(f"{left} {right}")
    return tokens[:size], merges


def make_gguf(
    path: Path,
    *,
    vocab: int = 512,
    hidden: int = 64,
    layers: int = 2,
    heads: int = 4,
    kv_heads: int | None = None,
    ffn: int = 96,
    context: int = 512,
    seed: int = 0,
    architecture: str = "llama",
    half: bool = False,
) -> Path:
    """Write one file and return its path. `half` stores the matrices as F16 instead of F32."""
    kv_heads = kv_heads or heads
    rng = np.random.default_rng(seed)
    writer = gguf.GGUFWriter(path, architecture)
    tokens, merges = vocabulary(vocab)
    writer.add_context_length(context)
    writer.add_embedding_length(hidden)
    writer.add_block_count(layers)
    writer.add_feed_forward_length(ffn)
    writer.add_head_count(heads)
    writer.add_head_count_kv(kv_heads)
    writer.add_layer_norm_rms_eps(1e-5)
    writer.add_rope_freq_base(10000.0)
    writer.add_rope_dimension_count(hidden // heads)
    writer.add_vocab_size(len(tokens))
    writer.add_tokenizer_model("gpt2")
    writer.add_tokenizer_pre("qwen2")
    writer.add_token_list(tokens)
    kinds = [gguf.TokenType.CONTROL, gguf.TokenType.CONTROL, gguf.TokenType.USER_DEFINED, gguf.TokenType.USER_DEFINED]
    writer.add_token_types([*kinds, *[gguf.TokenType.NORMAL] * (len(tokens) - 4)])
    writer.add_token_merges(merges)
    writer.add_bos_token_id(0)
    writer.add_eos_token_id(1)
    writer.add_pad_token_id(0)
    writer.add_add_bos_token(False)

    def matrix(name: str, rows: int, columns: int, scale: float = 1.0) -> None:
        values = rng.standard_normal((rows, columns), dtype=np.float32) * (scale / columns**0.5)
        writer.add_tensor(name, values.astype(np.float16) if half else values)

    def ones(name: str) -> None:
        writer.add_tensor(name, np.ones(hidden, dtype=np.float32))

    matrix("token_embd.weight", len(tokens), hidden, hidden**0.5)
    matrix("output.weight", len(tokens), hidden, 4.0)
    ones("output_norm.weight")
    inner = hidden // heads * kv_heads
    for layer in range(layers):
        at = f"blk.{layer}."
        ones(at + "attn_norm.weight")
        ones(at + "ffn_norm.weight")
        matrix(at + "attn_q.weight", hidden, hidden)
        matrix(at + "attn_k.weight", inner, hidden)
        matrix(at + "attn_v.weight", inner, hidden)
        matrix(at + "attn_output.weight", hidden, hidden)
        matrix(at + "ffn_gate.weight", ffn, hidden)
        matrix(at + "ffn_up.weight", ffn, hidden)
        matrix(at + "ffn_down.weight", hidden, ffn)
    writer.write_header_to_file()
    writer.write_kv_data_to_file()
    writer.write_tensors_to_file()
    writer.close()
    return path


def quantised(source: Path, target: Path) -> Path:
    """The same model at Q8_0, made by llama.cpp without a word."""
    import llama_cpp.llama_cpp as library

    quiet = library.llama_log_callback(lambda level, text, data: None)
    library.llama_log_set(quiet, None)
    parameters = library.llama_model_quantize_default_params()
    parameters.ftype = library.LLAMA_FTYPE_MOSTLY_Q8_0
    status = library.llama_model_quantize(str(source).encode(), str(target).encode(), ctypes.byref(parameters))
    library.llama_log_set(library.llama_log_callback(), None)
    if status != 0:
        raise RuntimeError(f"llama.cpp could not quantise {source}")
    return target
