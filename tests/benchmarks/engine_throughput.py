"""Tokens per second of the engine by slots, on a random Llama of the starter's size: run by hand, prints a table.

python -m tests.benchmarks.engine_throughput [MODEL.gguf]
"""

from __future__ import annotations

import random
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from studio.engine.client import Engine, Generation
from tests.engine.tiny_gguf import make_gguf, quantised

TURNS, HEARD, SAID = 8, 25, 60


def random_model(folder: Path) -> Path:
    """7M parameters at Q8_0: vocabulary 8,192, 256 wide, 6 layers."""
    half = make_gguf(folder / "f16.gguf", vocab=8192, hidden=256, layers=6, heads=4, ffn=768, context=4096, half=True)
    return quantised(half, folder / "q8.gguf")


def conversation(engine: Engine, seed: int) -> tuple[int, int, int]:
    """Tokens written, read and reused in one conversation of random words."""
    rng = random.Random(seed)
    history: list[int] = []
    written = read = reused = 0
    for _ in range(TURNS):
        history += [rng.randrange(4, 500) for _ in range(HEARD)]
        completion = engine.generate(Generation(history, SAID))
        history += completion.tokens
        written += len(completion.tokens)
        read += completion.prompt_tokens - completion.reused_tokens
        reused += completion.reused_tokens
    return written, read, reused


def main() -> None:
    """Prints one line per setting."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(sys.argv[1]) if len(sys.argv) > 1 else random_model(Path(folder))
        print("slots threads   written/s   read+written/s   reused of all read")
        for slots, threads in ((1, 1), (1, 2), (4, 2), (8, 2), (16, 2), (8, 1)):
            with Engine(path, slots=slots, threads=threads) as engine, ThreadPoolExecutor(engine.slots) as pool:
                start = time.monotonic()
                results = list(
                    pool.map(lambda seed, engine=engine: conversation(engine, seed), range(2 * engine.slots))
                )
                seconds = time.monotonic() - start
            written, read, reused = (sum(column) for column in zip(*results, strict=True))
            share = reused / (reused + read)
            print(f"{slots:5} {threads:7} {written / seconds:11.0f} {(written + read) / seconds:16.0f} {share:20.1%}")


if __name__ == "__main__":
    main()
