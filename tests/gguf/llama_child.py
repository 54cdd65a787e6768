"""A process that runs GGUFs in plain llama.cpp for the tests: one pickled request in, one pickled answer out.

float32 KV cache, no flash attention, one thread: as exact as llama.cpp gets.
"""

from __future__ import annotations

import ctypes
import os
import pickle
import sys
from typing import Any, BinaryIO

import numpy as np


class Loaded:
    """A model in llama.cpp, with an adapter where one is given."""

    def __init__(self, path: str, adapter: str = "", only_words: bool = False) -> None:
        import llama_cpp

        self.library = llama_cpp
        settings = llama_cpp.llama_model_default_params()
        settings.use_extra_bufts = False
        settings.vocab_only = only_words
        self.model = llama_cpp.llama_model_load_from_file(os.fsencode(path), settings)
        if not self.model:
            raise RuntimeError("llama.cpp did not load the file")
        self.words = llama_cpp.llama_model_get_vocab(self.model)
        self.adapter = llama_cpp.llama_adapter_lora_init(self.model, os.fsencode(adapter)) if adapter else None

    def close(self) -> None:
        self.library.llama_model_free(self.model)

    def tokenize(self, text: str, special: bool = True, add: bool = False) -> list[int]:
        raw = text.encode()
        room = (self.library.llama_token * (len(raw) + 16))()
        count = self.library.llama_tokenize(self.words, raw, len(raw), room, len(room), add, special)
        return [int(token) for token in room[:count]]

    def piece(self, token: int) -> str:
        room = ctypes.create_string_buffer(256)
        count = self.library.llama_token_to_piece(self.words, token, room, 256, 0, False)
        return room.raw[:count].decode()

    def facts(self) -> dict[str, Any]:
        library = self.library
        count = library.llama_vocab_n_tokens(self.words)
        return {
            "tokens": count,
            "bos": library.llama_vocab_bos(self.words),
            "eos": library.llama_vocab_eos(self.words),
            "pad": library.llama_vocab_pad(self.words),
            "add_bos": bool(library.llama_vocab_get_add_bos(self.words)),
            "ends": [token for token in range(count) if library.llama_vocab_is_eog(self.words, token)],
            "context": library.llama_model_n_ctx_train(self.model),
            "template": (library.llama_model_chat_template(self.model, None) or b"").decode(),
        }

    def probabilities(self, ids: list[int]) -> np.ndarray:
        library = self.library
        settings = library.llama_context_default_params()
        settings.n_ctx = settings.n_batch = settings.n_ubatch = len(ids)
        settings.n_threads = settings.n_threads_batch = 1
        settings.type_k = settings.type_v = library.GGML_TYPE_F32
        settings.flash_attn_type = library.LLAMA_FLASH_ATTN_TYPE_DISABLED
        context = library.llama_init_from_model(self.model, settings)
        if self.adapter:
            scale = ctypes.c_float(1.0)
            adapters = (library.llama_adapter_lora_p_ctypes * 1)(self.adapter)
            library.llama_set_adapters_lora(context, adapters, 1, ctypes.byref(scale))
        batch = library.llama_batch_init(len(ids), 0, 1)
        batch.n_tokens = len(ids)
        for position, token in enumerate(ids):
            batch.token[position], batch.pos[position] = token, position
            batch.n_seq_id[position], batch.seq_id[position][0], batch.logits[position] = 1, 0, 1
        if library.llama_decode(context, batch) != 0:
            raise RuntimeError("llama.cpp did not decode")
        size = library.llama_vocab_n_tokens(self.words)
        raw = np.ctypeslib.as_array(library.llama_get_logits(context), shape=(len(ids), size)).astype(np.float64)
        library.llama_batch_free(batch)
        library.llama_free(context)
        raw = np.exp(raw - raw.max(axis=1, keepdims=True))
        return raw / raw.sum(axis=1, keepdims=True)


def answer(request: dict[str, Any]) -> Any:
    loaded = Loaded(request["path"], request.get("adapter", ""), request.get("only_words", False))
    try:
        return [getattr(loaded, name)(*arguments) for name, *arguments in request["calls"]]
    finally:
        loaded.close()


def serve(stdin: BinaryIO, stdout: BinaryIO) -> None:
    while True:
        try:
            request = pickle.load(stdin)
        except EOFError:
            return
        try:
            reply = ("good", answer(request))
        except (RuntimeError, ctypes.ArgumentError) as error:
            reply = ("bad", str(error))
        pickle.dump(reply, stdout)
        stdout.flush()


if __name__ == "__main__":
    out = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    serve(sys.stdin.buffer, out)
