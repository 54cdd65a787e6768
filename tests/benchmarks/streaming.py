"""How much of llama.cpp's own speed reaches the reader: the engine's streaming beside llama.cpp's bare loop.

The loop is that of llama-bench's text generation (one token in, one decode, a random token next; no sampling, no text),
on the same file with the same threads, in a process of its own; the two take turns, so that other work on the computer
meets both. Without a file a random Llama of 340 million parameters is made (Q8_0). Run by hand:

    python -m tests.benchmarks.streaming [MODEL.gguf] [--threads N] [--tokens N] [--rounds N]
"""

from __future__ import annotations

import argparse
import random
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from statistics import median

from studio.engine.client import Engine, physical_cores
from studio.engine.generation import Generation
from tests.engine.tiny_gguf import make_gguf, quantised

SHAPE = {"vocab": 18_538, "hidden": 1024, "layers": 24, "heads": 16, "ffn": 2816, "context": 1024}
PROMPT = 16


def bare(path: str, threads: int, tokens: int) -> None:
    """llama-bench's loop; prints tokens a second for every line that is read, until there are no more."""
    import llama_cpp.llama_cpp as library

    quiet = library.llama_log_callback(lambda level, text, data: None)
    library.llama_log_set(quiet, None)
    library.llama_backend_init()
    settings = library.llama_model_default_params()
    settings.n_gpu_layers = 0
    settings.use_extra_bufts = b"AMX_INT8 = 1" not in library.llama_print_system_info()  # as the engine: it crashes
    model = library.llama_model_load_from_file(path.encode(), settings)
    wanted = library.llama_context_default_params()
    wanted.n_ctx = 1024
    wanted.n_threads = wanted.n_threads_batch = threads
    wanted.flash_attn_type = library.LLAMA_FLASH_ATTN_TYPE_DISABLED
    context = library.llama_init_from_model(model, wanted)
    size = library.llama_vocab_n_tokens(library.llama_model_get_vocab(model))
    rng = random.Random(1)
    one = (library.llama_token * 1)()
    for _ in sys.stdin:
        library.llama_memory_clear(library.llama_get_memory(context), True)
        for number in range(PROMPT + tokens):
            if number == PROMPT:
                began = time.perf_counter()
            one[0] = rng.randrange(size)
            library.llama_decode(context, library.llama_batch_get_one(one, 1))
            library.llama_synchronize(context)
        print(tokens / (time.perf_counter() - began), flush=True)


def streamed(engine: Engine, tokens: int, seed: int) -> float:
    """Tokens a second of a stream, from its first piece to its last."""
    rng = random.Random(seed)
    prompt = [rng.randrange(4, 300) for _ in range(PROMPT)]
    stream = engine.stream(Generation(prompt, tokens + 1, temperature=0.7, seed=seed))
    pieces = [time.perf_counter() for _ in stream]
    done = stream.completion
    return (len(done.tokens) - 1) / (pieces[-1] - pieces[0])


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("model", nargs="?", type=Path)
    parser.add_argument("--threads", type=int, default=physical_cores())
    parser.add_argument("--tokens", type=int, default=64)
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument("--bare", help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.bare:
        bare(asked.bare, asked.threads, asked.tokens)
        return
    with tempfile.TemporaryDirectory() as folder:
        path = asked.model
        if path is None:
            half = make_gguf(Path(folder) / "f16.gguf", half=True, **SHAPE)
            path = quantised(half, Path(folder) / "q8.gguf")
            half.unlink()
        compare(path, asked.threads, asked.tokens, asked.rounds)


def compare(path: Path, threads: int, tokens: int, rounds: int) -> None:
    """The two in turn; prints each round and the medians."""
    line = [sys.executable, "-m", "tests.benchmarks.streaming", "--bare", str(path), "--threads", str(threads)]
    other = subprocess.Popen(
        [*line, "--tokens", str(tokens)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, bufsize=1
    )
    assert other.stdin is not None and other.stdout is not None
    with Engine(path, context=1024, threads=threads, slots=1) as engine:
        told = engine.metadata()
        print(f"{told['parameters'] / 1e6:.0f} million parameters, {told['description']}, {threads} threads")
        found: list[tuple[float, float]] = []
        for number in range(rounds + 1):  # the first warms both up
            other.stdin.write("go\n")
            bench = float(other.stdout.readline())
            found.append((bench, streamed(engine, tokens, number)))
            print(f"{number or 'warm-up'}: llama.cpp {bench:.1f}, streamed {found[-1][1]:.1f}")
    other.stdin.close()
    other.wait()
    pairs = found[1:]
    print(
        f"medians: llama.cpp {median(b for b, _ in pairs):.1f} tokens/s, streamed {median(s for _, s in pairs):.1f};"
        f" streamed is {median(s / b for b, s in pairs):.1%} of it"
    )


if __name__ == "__main__":
    main()
