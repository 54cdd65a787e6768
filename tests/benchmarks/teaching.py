"""How fast a network of the starter's shape is taught on this processor, variant against variant, run by hand:

    python -m tests.benchmarks.teaching [rounds]

Variants take turns within one run, so that other programs disturb them alike. Printed are labelled tokens per second of
the clock and per second of processor time. Rows have the lengths of real practice conversations (150 to 700 tokens).
"""

from __future__ import annotations

import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any
from unittest import mock

import numpy as np

from studio.base.offline import go_offline
from studio.weights import quick
from studio.weights.compute import Gradients
from studio.weights.devices import cores
from studio.weights.loss import labelled_loss
from studio.weights.network import Network, load
from studio.weights.packing import Rows, batches
from studio.weights.recipe import Recipe

STARTER: dict[str, Any] = {
    "vocab_size": 8192, "hidden_size": 256, "intermediate_size": 768, "num_hidden_layers": 6, "num_attention_heads": 4,
    "num_key_value_heads": 4, "head_dim": 64, "max_position_embeddings": 8192, "tie_word_embeddings": True,
    "bos_token_id": None, "eos_token_id": 1, "pad_token_id": 0,
}  # fmt: skip


def practice(number: int = 64) -> Rows:
    """Random rows, six tokens in ten labelled."""
    generator = np.random.default_rng(0)
    lengths = generator.integers(150, 700, number)
    ids = generator.integers(3, 8192, lengths.sum())
    return Rows.of(ids, (generator.random(len(ids)) < 0.6).astype(np.float32), lengths)


def padded(network: Network, rows: Rows, chosen: Sequence[int]) -> list[Any]:
    """One batch the usual way: rows padded to the longest, causal attention over all of it."""
    import torch

    lengths = rows.lengths[list(chosen)]
    shape = (len(chosen), int(lengths.max()))
    ids, weights = torch.zeros(shape, dtype=torch.long), torch.zeros(shape)
    for line, row in enumerate(chosen):
        span = slice(int(rows.starts[row]), int(rows.starts[row + 1]))
        ids[line, : lengths[line]] = torch.from_numpy(rows.ids[span])
        weights[line, : lengths[line]] = torch.from_numpy(rows.weights[span])
    hidden = network.model.model(input_ids=ids, use_cache=False).last_hidden_state[:, :-1]
    wanted = weights[:, 1:] > 0
    head, _, _ = network.head()
    loss = labelled_loss(hidden[wanted], head, ids[:, 1:][wanted], weights[:, 1:][wanted])
    return list(torch.autograd.grad(loss, [parameter for _, parameter in network.trainable()]))


def variants(base: Path, rows: Rows) -> dict[str, Callable[[Sequence[int]], Any]]:
    """Each takes one batch of rows to gradients."""
    bf16 = Recipe(precision="bf16", batch=4096, part=1 << 20)
    networks = {kind: load(base, bf16.model_copy(update={"precision": kind})) for kind in ("bf16", "fp32")}
    usual = load(base, bf16)
    usual.model.set_attn_implementation("sdpa")

    def slowly(gradients: Gradients) -> Callable[[Sequence[int]], Any]:
        def run(chosen: Sequence[int]) -> Any:
            with mock.patch.object(quick, "fits", return_value=False):
                return gradients(chosen)

        return run

    found: dict[str, Callable[[Sequence[int]], Any]] = {
        "padded to the longest, transformers, bf16": lambda chosen: padded(usual, rows, chosen),
        "rows end to end, transformers, bf16": slowly(Gradients(networks["bf16"], rows, bf16, 1)),
        "rows end to end, quick, fp32": Gradients(networks["fp32"], rows, bf16, 1),
        "rows end to end, quick, bf16": Gradients(networks["bf16"], rows, bf16, 1),
    }
    if cores() > 1:
        found[f"the same, dealt to {cores()} cores"] = Gradients(networks["bf16"], rows, bf16, cores())
    return found


def main(rounds: int = 3) -> None:
    """Print the table."""
    go_offline()
    from transformers import LlamaConfig, LlamaForCausalLM

    rows = practice()
    with tempfile.TemporaryDirectory() as folder:
        LlamaForCausalLM(LlamaConfig(**STARTER)).save_pretrained(folder)
        runs = variants(Path(folder), rows)
        spent: dict[str, list[tuple[float, float]]] = {name: [] for name in runs}
        plan = batches(rows.lengths, 4096, 0, 0)
        for chosen in [plan[0], *plan[:rounds]]:
            labels = sum(int((rows.weights[rows.starts[r] : rows.starts[r + 1]] > 0).sum()) for r in chosen)
            for name, run in runs.items():
                clock, processor = time.perf_counter(), time.process_time()
                run(chosen)
                spent[name].append(((time.perf_counter() - clock) / labels, (time.process_time() - processor) / labels))
        print(f"{'labelled tokens a second':45s}{'clock':>9s}{'processor':>11s}")
        for name, times in spent.items():
            clock, processor = (sorted(column)[len(times) // 2] for column in zip(*times[1:], strict=True))
            print(f"{name:45s}{1 / clock:9.0f}{1 / processor:11.0f}")


if __name__ == "__main__":
    main(*(int(argument) for argument in sys.argv[1:]))
