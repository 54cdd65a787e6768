"""Rows, labels, and that rows laid end to end do not see each other."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from studio.base.errors import StudioError
from studio.weights import attention
from studio.weights.packing import Rows, batches, block, parts, shares

FAMILIES: list[tuple[str, dict[str, Any]]] = [
    ("Llama", {}),
    ("Mistral", {"sliding_window": 5}),
    ("Qwen2", {}),
    ("Qwen3", {"head_dim": 16}),
    ("Gemma", {"head_dim": 16}),
    ("Gemma2", {"head_dim": 16, "sliding_window": 5}),
    ("Gemma3", {"head_dim": 16, "sliding_window": 5}),
    ("Phi3", {}),
    ("SmolLM3", {}),
]


def rows_of(*lengths: int) -> Rows:
    generator = np.random.default_rng(1)
    total = sum(lengths)
    return Rows.of(generator.integers(2, 100, total), np.ones(total, dtype=np.float32), lengths)


def test_a_first_token_is_never_a_target_and_weights_mean_their_own_token() -> None:
    rows = Rows.of([5, 6, 7, 8, 9], [1.0, 0.0, 2.0, 3.0, 0.5], [3, 2])
    laid = block(rows, [1, 0])
    assert laid.ids.tolist() == [[8, 9, 5, 6, 7]]
    assert laid.positions.tolist() == [[0, 1, 0, 1, 2]]
    assert laid.labelled.tolist() == [1, 4]
    assert laid.targets.tolist() == [9, 7]
    assert laid.weights.tolist() == [0.5, 2.0]


def test_a_folder_round_trips(rows_folder: Path) -> None:
    import datasets

    rows = Rows.read(rows_folder)
    table = datasets.load_from_disk(str(rows_folder))
    assert len(rows) == 60
    span = slice(rows.starts[7], rows.starts[8])
    assert rows.ids[span].tolist() == table[7]["input_ids"]
    assert rows.weights[span].tolist() == table[7]["weights"]


def test_rows_without_any_label_are_refused() -> None:
    with pytest.raises(StudioError, match="nothing to learn"):
        Rows.of([1, 2], [1.0, 0.0], [2])


def test_a_missing_folder_is_a_plain_sentence(tmp_path: Path) -> None:
    with pytest.raises(StudioError, match="cannot be read"):
        Rows.read(tmp_path / "none")


def test_a_pass_holds_each_row_once_and_differs_from_the_next() -> None:
    lengths = np.random.default_rng(0).integers(10, 60, 200)
    first, second = batches(lengths, 256, 1, 0), batches(lengths, 256, 1, 1)
    assert sorted(row for batch in first for row in batch) == list(range(200))
    assert first != second
    assert first == batches(lengths, 256, 1, 0)
    sizes = [sum(int(lengths[row]) for row in batch) for batch in first[:-1]]
    assert min(sizes) > 200
    assert max(sizes) < 320


def test_parts_stay_below_the_limit_and_shares_are_even() -> None:
    lengths = np.random.default_rng(0).integers(10, 60, 40)
    cut = parts(range(40), lengths, 100)
    assert max(sum(int(lengths[row]) for row in part) for part in cut) <= 100
    dealt = [sum(int(lengths[row]) for row in share) for share in shares(range(40), lengths, 2)]
    assert len(dealt) == 2
    assert abs(dealt[0] - dealt[1]) < 60


@pytest.mark.parametrize(("family", "changes"), FAMILIES, ids=[name for name, _ in FAMILIES])
def test_a_packed_row_is_computed_as_if_alone(family: str, changes: dict[str, Any]) -> None:
    import torch
    import transformers

    torch.manual_seed(0)
    sizes = {
        "vocab_size": 128, "hidden_size": 64, "intermediate_size": 96, "num_hidden_layers": 2, "num_attention_heads": 4,
        "num_key_value_heads": 2, "max_position_embeddings": 256, "pad_token_id": 0,
    }  # fmt: skip
    name = "Gemma3Text" if family == "Gemma3" else family
    config = getattr(transformers, f"{name}Config")(**(sizes | changes))
    model = getattr(transformers, f"{family}ForCausalLM")(config).eval()
    rows = rows_of(9, 14, 3)
    with torch.no_grad():
        model.set_attn_implementation("eager")
        alone = [model(input_ids=block(rows, [row]).ids).logits[0] for row in (2, 0, 1)]
        model.set_attn_implementation(attention.register())
        laid = block(rows, [2, 0, 1])
        packed = model(input_ids=laid.ids, position_ids=laid.positions, rows=laid.lengths, use_cache=False).logits[0]
    assert torch.allclose(packed, torch.cat(alone), atol=2e-5), (packed - torch.cat(alone)).abs().max()


@pytest.mark.parametrize("window", [None, 6])
def test_a_fork_is_computed_as_if_it_went_on_alone(window: int | None) -> None:
    import torch
    import transformers

    from studio.weights import attention

    torch.manual_seed(0)
    config = transformers.MistralConfig(
        vocab_size=128, hidden_size=64, intermediate_size=96, num_hidden_layers=2, num_attention_heads=4,
        num_key_value_heads=2, sliding_window=window, pad_token_id=0,
    )  # fmt: skip
    model = transformers.MistralForCausalLM(config).eval()
    plain = rows_of(9, 22, 3)
    forked = Rows(plain.ids, plain.weights, plain.starts, {1: ((4, 5), (9, 3), (4, 2))})
    assert forked.reach == 12
    assert list(forked.trunks) == [9, 12, 3]
    row = torch.from_numpy(plain.ids[9:31])
    with torch.no_grad():
        model.set_attn_implementation("eager")
        ways = (
            row[:12],
            torch.cat((row[:4], row[12:17])),
            torch.cat((row[:9], row[17:20])),
            torch.cat((row[:4], row[20:])),
        )
        whole, *others = (model(input_ids=way[None]).logits[0] for way in ways)
        wanted = torch.cat([whole, others[0][4:], others[1][9:], others[2][4:]])
        model.set_attn_implementation(attention.register())
        laid = block(forked, [2, 1, 0])
        given = {"rows": laid.lengths, "forks": laid.forks}
        found = model(input_ids=laid.ids, position_ids=laid.positions, use_cache=False, **given).logits[0]
    assert torch.allclose(found[3:25], wanted, atol=2e-5)


def test_changing_one_row_leaves_the_others_as_they_were(make_base: Callable[..., Path]) -> None:
    import torch

    from studio.weights.network import load
    from tests.weights.conftest import RECIPE

    network = load(make_base(num_key_value_heads=4), RECIPE)
    rows = rows_of(8, 8, 8)
    with torch.no_grad():
        before = network.states(block(rows, [0, 1, 2]))
        rows.ids[8:16] = 101
        after = network.states(block(rows, [0, 1, 2]))
    assert torch.equal(before[:8], after[:8])
    assert torch.equal(before[16:], after[16:])
    assert not torch.allclose(before[8:16], after[8:16])


def test_batches_for_several_hands_can_be_dealt_evenly() -> None:
    lengths = np.random.default_rng(2).integers(60, 900, 2000)
    cut = batches(lengths, 1024, 3, 0, 2)
    assert sorted(row for batch in cut for row in batch) == list(range(2000))
    assert cut == batches(lengths, 1024, 3, 0, 2) != batches(lengths, 1024, 3, 1, 2)
    tokens = [sum(int(lengths[row]) for row in batch) for batch in cut]
    assert 850 < np.mean(tokens) < 1300
    longest = [max(sum(int(lengths[row]) for row in share) for share in shares(batch, lengths, 2)) for batch in cut]
    assert sum(tokens) / (2 * sum(longest)) > 0.95


def test_nothing_is_learned_of_a_forks_first_token_which_no_token_before_it_tells() -> None:
    rows = Rows.of(range(12), [1.0] * 12, [12], {0: ((4, 3), (6, 2))})
    assert [int(i) for i in (rows.weights == 0.0).nonzero()[0]] == [0, 7, 10]
