"""Attention over rows laid end to end, each row alone: the attention function our teaching gives to transformers.

Every row goes through the causal fast path of scaled_dot_product_attention by itself. That is what a block-diagonal
mask would compute, without the mask, without work between rows, and no leak is possible by construction. A row with
forks has a mask of its own. Models reach it by its registered name; lengths and forks travel as `rows` and `forks`.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import torch

    from studio.weights.packing import Fork

NAME = "studio_rows"


def register() -> str:
    """Make the function known to transformers and return its name, for `attn_implementation`. Having no mask function
    of this name is what tells transformers to build no mask."""
    from transformers import AttentionInterface

    AttentionInterface.register(NAME, attend)
    return NAME


def attend(
    module: Any,
    query: torch.Tensor,
    key: torch.Tensor,
    value: torch.Tensor,
    attention_mask: torch.Tensor | None,
    scaling: float | None = None,
    dropout: float = 0.0,
    rows: list[int] | None = None,
    forks: Sequence[Fork | None] | None = None,
    sliding_window: int | None = None,
    softcap: float | None = None,
    **_: Any,
) -> tuple[torch.Tensor, None]:
    """Queries [1, heads, tokens, size], keys and values [1, key heads, tokens, size] to [1, tokens, heads, size]."""
    import torch

    groups = query.shape[1] // key.shape[1]
    if groups > 1:
        key, value = key.repeat_interleave(groups, 1), value.repeat_interleave(groups, 1)
    lengths = rows or [query.shape[2]]
    split = zip(*(torch.split(whole, lengths, 2) for whole in (query, key, value)), strict=True)
    each = forks or [None] * len(lengths)
    mixed = [
        _row(q, k, v, fork, scaling, dropout, sliding_window, softcap)
        for (q, k, v), fork in zip(split, each, strict=True)
    ]
    joined = mixed[0] if len(mixed) == 1 else torch.cat(mixed, 2)
    return joined.transpose(1, 2), None


def _row(
    q: torch.Tensor,
    k: torch.Tensor,
    v: torch.Tensor,
    fork: Fork | None,
    scale: float | None,
    dropout: float,
    window: int | None,
    cap: float | None,
) -> torch.Tensor:
    import torch
    import torch.nn.functional as F

    length = q.shape[2]
    if fork is None and cap is None and (window is None or length <= window):
        return F.scaled_dot_product_attention(q, k, v, is_causal=True, scale=scale, dropout_p=dropout)
    seen = ~fork.unseen if fork else torch.ones(length, length, dtype=torch.bool, device=q.device).tril()
    if window is not None:
        places = fork.places if fork else torch.arange(length, device=q.device)
        seen &= places[:, None] - places < window
    if cap is None:
        return F.scaled_dot_product_attention(q, k, v, attn_mask=seen, scale=scale, dropout_p=dropout)
    scores = q @ k.transpose(2, 3) * (q.shape[3] ** -0.5 if scale is None else scale)
    scores = (torch.tanh(scores.float() / cap) * cap).masked_fill(~seen, -torch.inf)
    return F.dropout(scores.softmax(-1).to(v.dtype), dropout) @ v
