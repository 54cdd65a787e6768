"""The only file that calls llama.cpp: loading, tokens and text, one context per lane, decoding, grammars.

It knows nothing of requests, slots or the protocol. llama_cpp is imported when a model is loaded, never before.
"""

from __future__ import annotations

import ctypes
import re
from collections import deque
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, Literal

import numpy as np
import numpy.typing as npt

from studio.base.errors import StudioError
from studio.base.sentences import Sentence, sentence

BATCH = 512
CALLBACKS: list[Any] = []  # llama.cpp may call these until the process ends, so they are never collected
CacheKind = Literal["f16", "f32"]


class Native:
    """One loaded model. Its methods may be called from several threads; each `Context` belongs to one thread."""

    def __init__(
        self,
        path: Path,
        *,
        gpu_layers: int = 0,
        vocabulary_only: bool = False,
        progress: Callable[[float], None] | None = None,
    ) -> None:
        import llama_cpp.llama_cpp as library

        self.library: Any = library
        self.log: deque[str] = deque(maxlen=200)
        self.device_note = Sentence("")
        log_callback = library.llama_log_callback(self._keep_log)
        CALLBACKS.append(log_callback)
        library.llama_log_set(log_callback, None)
        library.llama_backend_init()
        parameters = library.llama_model_default_params()
        parameters.vocab_only = vocabulary_only
        parameters.n_gpu_layers = self._gpu_layers(gpu_layers)
        # The AMX kernels of llama.cpp's extra buffers crash on batches of more than one token (seen with Q8_0 on
        # Sapphire Rapids in a virtual machine), so a processor with AMX does without extra buffers.
        parameters.use_extra_bufts = b"AMX_INT8 = 1" not in library.llama_print_system_info()
        if progress is not None:
            self._progress = progress
            parameters.progress_callback = library.llama_progress_callback(self._report_progress)
            CALLBACKS.append(parameters.progress_callback)
        self._model = library.llama_model_load_from_file(str(path).encode(), parameters)
        if not self._model:
            raise load_error(path, list(self.log))
        self._vocabulary = library.llama_model_get_vocab(self._model)
        self.vocabulary_size: int = library.llama_vocab_n_tokens(self._vocabulary)
        self.trained_context: int = library.llama_model_n_ctx_train(self._model)
        self._pieces: list[bytes | None] = [None] * self.vocabulary_size

    def _keep_log(self, level: int, text: bytes, data: object) -> None:
        self.log.append(text.decode("utf-8", "replace").rstrip())

    def _report_progress(self, share: float, data: object) -> bool:
        self._progress(share)
        return True

    def _gpu_layers(self, wanted: int) -> int:
        if wanted == 0:
            return 0
        if self.library.llama_supports_gpu_offload():
            return wanted
        self.device_note = sentence(
            "The built-in llama.cpp was made without GPU support, so this model runs on the processor."
        )
        return 0

    def tokenize(self, text: str) -> list[int]:
        """Token ids: special tokens in the text are parsed, none are added."""
        data = text.encode()
        room = len(data) + 8
        buffer = (ctypes.c_int32 * room)()
        count = self.library.llama_tokenize(self._vocabulary, data, len(data), buffer, room, False, True)
        if count < 0:
            room = -count
            buffer = (ctypes.c_int32 * room)()
            count = self.library.llama_tokenize(self._vocabulary, data, len(data), buffer, room, False, True)
        return list(buffer[:count])

    def piece(self, token: int) -> bytes:
        """The bytes a token stands for; special tokens as they are written."""
        known = self._pieces[token]
        if known is None:
            buffer = ctypes.create_string_buffer(64)
            size = self.library.llama_token_to_piece(self._vocabulary, token, buffer, 64, 0, True)
            if size < 0:
                buffer = ctypes.create_string_buffer(-size)
                size = self.library.llama_token_to_piece(self._vocabulary, token, buffer, -size, 0, True)
            known = buffer.raw[:size]
            self._pieces[token] = known
        return known

    def detokenize(self, tokens: Sequence[int]) -> str:
        """The text of token ids, special tokens included."""
        return b"".join(self.piece(token) for token in tokens).decode("utf-8", "replace")

    def ends_generation(self, token: int) -> bool:
        """Whether the model's own file says that this token ends a turn."""
        return bool(self.library.llama_vocab_is_eog(self._vocabulary, token))

    def metadata(self) -> dict[str, Any]:
        """The file's key-value pairs as text (long arrays left out), and what llama.cpp computed from them."""
        library, model = self.library, self._model
        values: dict[str, str] = {}
        buffer = ctypes.create_string_buffer(1 << 16)
        for index in range(library.llama_model_meta_count(model)):
            library.llama_model_meta_key_by_index(model, index, buffer, len(buffer))
            key = buffer.value.decode("utf-8", "replace")
            library.llama_model_meta_val_str_by_index(model, index, buffer, len(buffer))
            values[key] = buffer.value.decode("utf-8", "replace")
        library.llama_model_desc(model, buffer, len(buffer))
        return {
            "values": values,
            "description": buffer.value.decode("utf-8", "replace"),
            "parameters": library.llama_model_n_params(model),
            "bytes": library.llama_model_size(model),
            "vocabulary": self.vocabulary_size,
            "trained_context": self.trained_context,
            "bos": library.llama_vocab_bos(self._vocabulary),
            "eos": library.llama_vocab_eos(self._vocabulary),
            "adds_bos": bool(library.llama_vocab_get_add_bos(self._vocabulary)),
            "ends": [token for token in range(self.vocabulary_size) if self.ends_generation(token)],
        }

    def cache_bytes(self, context: int, cache: CacheKind) -> int:
        """Memory of one sequence's key-value cache, from the file's shapes."""
        values = self.metadata()["values"]
        kind = values.get("general.architecture", "")
        heads = _number(values.get(f"{kind}.attention.head_count"), 1)
        width = _number(values.get(f"{kind}.embedding_length"), 0)
        length = _number(values.get(f"{kind}.attention.key_length"), width // heads)
        kv_heads = _number(values.get(f"{kind}.attention.head_count_kv"), heads)
        layers = _number(values.get(f"{kind}.block_count"), 0)
        return 2 * layers * kv_heads * length * context * (4 if cache == "f32" else 2)

    def context(self, *, length: int, slots: int, threads: int, cache: CacheKind) -> Context:
        """A context for `slots` sequences of `length` tokens each. Raises StudioError when there is no room for it."""
        library = self.library
        parameters = library.llama_context_default_params()
        parameters.n_ctx = length * slots
        parameters.n_batch = BATCH
        parameters.n_ubatch = BATCH
        parameters.n_seq_max = slots
        parameters.n_threads = parameters.n_threads_batch = threads
        # One cache stream per sequence: a token attends to its own conversation only, not to masked neighbours.
        parameters.kv_unified = False
        # Prefix reuse must be able to drop a tail, so sliding-window layers keep everything too.
        parameters.swa_full = True
        parameters.type_k = parameters.type_v = library.GGML_TYPE_F32 if cache == "f32" else library.GGML_TYPE_F16
        # On processors plain attention generated 1.5 to 6 times faster than llama.cpp's flash attention.
        offloads = library.llama_supports_gpu_offload()
        parameters.flash_attn_type = (
            library.LLAMA_FLASH_ATTN_TYPE_AUTO if offloads else library.LLAMA_FLASH_ATTN_TYPE_DISABLED
        )
        parameters.no_perf = True
        handle = library.llama_init_from_model(self._model, parameters)
        if not handle:
            raise StudioError(
                sentence(
                    "There is not enough memory for {slots} conversations of {length} tokens with this model.",
                    slots=slots,
                    length=length,
                ),
                sentence("Choose a shorter context or fewer slots, or close other programs."),
            )
        return Context(self, handle, slots)

    def grammar(self, text: str) -> Grammar:
        """A grammar sampler. Raises StudioError when llama.cpp cannot read the grammar."""
        handle = self.library.llama_sampler_init_grammar(self._vocabulary, text.encode(), b"root")
        if not handle:
            raise StudioError(
                sentence("The engine could not read the grammar it was given."),
                sentence("It must be GBNF with a root rule."),
            )
        return Grammar(self, handle)


class Context:
    """One llama.cpp context and its batch. Sequences are numbered from 0; their positions are the caller's to keep."""

    def __init__(self, native: Native, handle: Any, slots: int) -> None:
        self._library = native.library
        self._handle = handle
        self._memory = native.library.llama_get_memory(handle)
        self._width = native.vocabulary_size
        self._batch = native.library.llama_batch_init(BATCH, 0, 1)
        view = np.ctypeslib.as_array
        self._token = view(self._batch.token, (BATCH,))
        self._position = view(self._batch.pos, (BATCH,))
        self._wanted = view(self._batch.logits, (BATCH,))
        view(self._batch.n_seq_id, (BATCH,))[:] = 1
        # llama.cpp wants a pointer per token to its list of sequences: one shared list per sequence will do
        self._sequence_ids = [ctypes.c_int32(slot) for slot in range(slots)]
        self._sequence_addresses = [ctypes.addressof(number) for number in self._sequence_ids]
        pointers = ctypes.cast(self._batch.seq_id, ctypes.POINTER(ctypes.c_size_t))
        self._sequence = view(pointers, (BATCH,))
        self._count = 0
        self._outputs = 0

    @property
    def room(self) -> int:
        """Tokens that still fit into this step's batch."""
        return BATCH - self._count

    def add(self, sequence: int, tokens: Sequence[int], position: int, *, wanted: int) -> int:
        """Adds tokens of one sequence to the batch, of which the last `wanted` will give rows of logits; returns the
        number of the first of these rows."""
        start, end = self._count, self._count + len(tokens)
        self._token[start:end] = tokens
        self._position[start:end] = range(position, position + len(tokens))
        self._sequence[start:end] = self._sequence_addresses[sequence]
        self._wanted[start : end - wanted] = 0
        self._wanted[end - wanted : end] = 1
        self._count = end
        first = self._outputs
        self._outputs += wanted
        return first

    def decode(self) -> npt.NDArray[np.float32]:
        """Runs the batch and returns its rows of logits: a view, valid until the next call."""
        self._batch.n_tokens = self._count
        outputs, self._count, self._outputs = self._outputs, 0, 0
        status = self._library.llama_decode(self._handle, self._batch)
        if status != 0:
            raise StudioError(
                sentence("The engine could not compute the next token (llama.cpp status {status}).", status=status),
                sentence("Choose a shorter context or fewer slots, or load the model again."),
            )
        if outputs == 0:
            return np.empty((0, self._width), dtype=np.float32)
        return np.ctypeslib.as_array(self._library.llama_get_logits(self._handle), (outputs, self._width))

    def truncate(self, sequence: int, length: int) -> bool:
        """Forgets a sequence's tokens from `length` on. False: this memory cannot, and the sequence is now empty."""
        if self._library.llama_memory_seq_rm(self._memory, sequence, length, -1):
            return True
        self._library.llama_memory_seq_rm(self._memory, sequence, -1, -1)
        return length == 0

    def copy(self, source: int, target: int) -> None:
        """Makes one sequence's cache a copy of another's."""
        self._library.llama_memory_seq_rm(self._memory, target, -1, -1)
        self._library.llama_memory_seq_cp(self._memory, source, target, -1, -1)


class Grammar:
    """A grammar's state along one generation. `close` frees it."""

    def __init__(self, native: Native, handle: Any) -> None:
        self._library = native.library
        self._handle = handle
        dtype = np.dtype([("id", np.int32), ("logit", np.float32), ("p", np.float32)])
        self._data = np.zeros(native.vocabulary_size, dtype=dtype)

    def _apply(self, count: int) -> None:
        pointer = self._data.ctypes.data_as(self._library.llama_token_data_p)
        candidates = self._library.llama_token_data_array(data=pointer, size=count, selected=-1, sorted=False)
        self._library.llama_sampler_apply(self._handle, ctypes.byref(candidates))

    def permits(self, token: int) -> bool:
        """Whether the grammar lets this token come next."""
        self._data[0] = (token, 0.0, 0.0)
        self._apply(1)
        return bool(np.isfinite(self._data["logit"][0]))

    def mask(self, row: npt.NDArray[np.float32]) -> npt.NDArray[np.float32]:
        """The row with minus infinity wherever the grammar forbids; costs a pass over the whole vocabulary."""
        self._data["id"] = np.arange(len(row))
        self._data["logit"] = row
        self._apply(len(row))
        masked = np.full_like(row, -np.inf)
        masked[self._data["id"]] = self._data["logit"]
        return masked

    def accept(self, token: int) -> None:
        """Moves the grammar on over the token taken."""
        self._library.llama_sampler_accept(self._handle, token)

    def close(self) -> None:
        """Frees the sampler."""
        if self._handle:
            self._library.llama_sampler_free(self._handle)
            self._handle = None


def _number(text: str | None, otherwise: int) -> int:
    """A metadata value as a number; of a per-layer list the largest, which errs on the safe side."""
    numbers = [int(found) for found in re.findall(r"\d+", text or "")]
    return max(numbers) if numbers else otherwise


CAUSES: tuple[tuple[str, Callable[[str], Sentence]], ...] = (
    (
        r"unknown model architecture: '([^']*)'",
        lambda name: sentence("its architecture '{name}' is unknown to the built-in engine", name=name),
    ),
    (
        r"unknown pre-tokenizer type: '([^']*)'",
        lambda name: sentence("its pre-tokenizer '{name}' is unknown to the built-in engine", name=name),
    ),
    (
        r"missing tensor '([^']*)'|tensor '([^']*)' not found",
        lambda name: sentence("its weights lack '{name}'", name=name),
    ),
    (
        r"tensor '([^']*)' has wrong shape",
        lambda name: sentence("the shape of '{name}' does not fit its settings", name=name),
    ),
    (
        r"wrong number of tensors",
        lambda _: sentence("it holds more or fewer tensors than its architecture has"),
    ),
    (r"key not found in model: (\S+)", lambda name: sentence("the setting {name} is missing", name=name)),
    (r"invalid magic|failed to read magic", lambda _: sentence("it is not a GGUF file")),
    (r"data is not within the file bounds|corrupted or incomplete", lambda _: sentence("it is damaged or incomplete")),
    (r"cannot find tokenizer|vocab|tokenizer", lambda _: sentence("its tokenizer cannot be read")),
    (
        r"bad_alloc|unable to allocate|failed to allocate|out of memory|cudaMalloc",
        lambda _: sentence("there is not enough memory for it"),
    ),
)  # what llama.cpp's lines mean, given the part of them in brackets


def load_error(path: Path, log: list[str]) -> StudioError:
    """Why a load failed, from llama.cpp's own log lines."""
    errors = [line for line in log if re.search(r"error|fail|unknown|missing|unable|invalid|corrupt|alloc", line, re.I)]
    for line in errors:
        for pattern, means in CAUSES:
            if found := re.search(pattern, line):
                why = means("".join(filter(None, found.groups())))
                told = sentence("The model {file} could not be loaded: {why}.", file=path.name, why=why)
                return StudioError(told, HINT)
    telling = [line for line in errors if "failed to load model" not in line] or log
    if not telling:
        return StudioError(
            sentence("The model {file} could not be loaded, and nothing says why.", file=path.name), HINT
        )
    return StudioError(sentence("The model {file} could not be loaded: {why}", file=path.name, why=telling[-1]), HINT)


HINT = sentence("Export the model again, or fetch the file again if it came from elsewhere.")
