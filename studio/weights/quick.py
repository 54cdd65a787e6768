"""A Llama's hidden states in fewer passes over memory: the starter's way through its layers on a processor.

The weights are transformers' own modules and so is the arithmetic (a test holds the two equal); the order of work is
ours. Norm weights are folded into the matrices that follow, projections of one input are one product, residuals are
added within products, and attention keeps its probabilities for a backward pass of plain matrix products, which took a
quarter of the time of torch's CPU kernel. Other families, adapters and GPUs go through transformers.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple

from studio.weights.packing import Block

if TYPE_CHECKING:
    import torch

CHUNK = 256


def fits(model: Any) -> bool:
    """Whether this model may take the quick way: a plain Llama without adapters, on a processor."""
    import torch

    config = model.config
    if type(model).__name__ != "LlamaForCausalLM" or model.device.type != "cpu":
        return False
    plain = config.rope_parameters.get("rope_type") == "default" and config.hidden_act == "silu"
    even = config.num_key_value_heads == config.num_attention_heads and not (config.attention_bias or config.mlp_bias)
    return bool(plain and even and type(model.model.layers[0].self_attn.q_proj) is torch.nn.Linear)


def states(model: Any, block: Block) -> torch.Tensor:
    """The last hidden states [tokens, width] of rows laid end to end, as transformers would compute them."""
    import torch
    import torch.nn.functional as F

    ops = _operations()
    config, llama = model.config, model.model
    x = F.embedding(block.ids[0], llama.embed_tokens.weight)
    half = config.head_dim // 2
    rates = config.rope_parameters["rope_theta"] ** (-torch.arange(half, dtype=torch.float32) / half)
    angles = block.positions[0].float()[:, None] * rates
    turn = (angles.cos().to(x.dtype), angles.sin().to(x.dtype))
    for layer in llama.layers:
        attention, mlp = layer.self_attn, layer.mlp
        norm = layer.input_layernorm
        joined = torch.cat((attention.q_proj.weight, attention.k_proj.weight, attention.v_proj.weight)) * norm.weight
        h = F.linear(ops.norm.apply(x, norm.variance_epsilon), joined)
        mixed = ops.attend.apply(h, *turn, block.lengths, config.num_attention_heads)
        x = torch.addmm(x, mixed, attention.o_proj.weight.t())
        norm = layer.post_attention_layernorm
        joined = torch.cat((mlp.gate_proj.weight, mlp.up_proj.weight)) * norm.weight
        h = F.linear(ops.norm.apply(x, norm.variance_epsilon), joined)
        x = torch.addmm(x, ops.gate.apply(h), mlp.down_proj.weight.t())
    return ops.norm.apply(x, llama.norm.variance_epsilon) * llama.norm.weight  # type: ignore[no-any-return]


class Operations(NamedTuple):
    """Our autograd functions, with backward passes by hand."""

    norm: Any
    attend: Any
    gate: Any


@cache
def _operations() -> Operations:
    """Made on first use, because their base class is torch's."""
    import torch
    from torch.autograd.function import once_differentiable

    class Norm(torch.autograd.Function):
        """x / rms(x), without a weight. [tokens, width]"""

        @staticmethod
        def forward(ctx: Any, x: torch.Tensor, epsilon: float) -> torch.Tensor:
            square = torch.linalg.vector_norm(x, dim=-1, keepdim=True, dtype=torch.float32).square_()
            scale = square.div_(x.shape[1]).add_(epsilon).rsqrt_()
            y = torch.mul(x, scale).to(x.dtype)
            ctx.save_for_backward(y, scale)
            return y

        @staticmethod
        @once_differentiable
        def backward(ctx: Any, g: torch.Tensor) -> tuple[torch.Tensor, None]:
            y, scale = ctx.saved_tensors
            along = (g * y).sum(-1, keepdim=True, dtype=torch.float32).div_(y.shape[1])
            return torch.addcmul(g, y, along.to(y.dtype), value=-1).mul_(scale.to(y.dtype)), None

    class Gate(torch.autograd.Function):
        """silu(gate) * up of the joined projection. [tokens, 2 inner] to [tokens, inner]"""

        @staticmethod
        def forward(ctx: Any, joined: torch.Tensor) -> torch.Tensor:
            gate, up = joined.chunk(2, 1)
            ctx.save_for_backward(joined)
            return torch.nn.functional.silu(gate).mul_(up)

        @staticmethod
        @once_differentiable
        def backward(ctx: Any, g: torch.Tensor) -> torch.Tensor:
            (joined,) = ctx.saved_tensors
            gate, up = joined.chunk(2, 1)
            out = torch.empty_like(joined)
            inner = gate.shape[1]
            s = torch.sigmoid(gate)
            swish = gate * s
            torch.mul(g, swish, out=out[:, inner:])
            # d silu = s + swish - swish * s
            torch.addcmul(s.add_(swish), swish, torch.sigmoid(gate), value=-1, out=out[:, :inner])
            out[:, :inner].mul_(g).mul_(up)
            return out

    class Attend(torch.autograd.Function):
        """Rotary positions and causal attention, row by row. [tokens, 3 heads size] to [tokens, heads size]"""

        @staticmethod
        def forward(
            ctx: Any, joined: torch.Tensor, cos: torch.Tensor, sin: torch.Tensor, rows: list[int], heads: int
        ) -> torch.Tensor:
            tokens, size = joined.shape[0], joined.shape[1] // (3 * heads)
            split = joined.view(tokens, 3, heads, size).permute(1, 2, 0, 3)
            turned = torch.empty((3, heads, tokens, size), dtype=joined.dtype)
            _turn(split[:2], turned[:2], cos, sin)
            turned[2] = split[2]
            turned[0] *= size**-0.5
            q, k, v = turned
            out = torch.empty((tokens, heads, size), dtype=joined.dtype)
            kept: list[torch.Tensor] = []
            for start, first, last in _pieces(rows):
                scores = torch.bmm(q[:, first:last], k[:, start:last].mT)
                scores[:, :, first - start :].masked_fill_(_future(last - first), -torch.inf)
                p = torch.softmax(scores, -1)
                out[first:last] = torch.bmm(p, v[:, start:last]).transpose(0, 1)
                kept.append(p)
            ctx.save_for_backward(turned, out, cos, sin, *kept)
            ctx.rows = rows
            return out.view(tokens, heads * size)

        @staticmethod
        @once_differentiable
        def backward(ctx: Any, g: torch.Tensor) -> tuple[torch.Tensor | None, ...]:
            turned, out, cos, sin, *kept = ctx.saved_tensors
            q, k, v = turned
            heads, tokens, size = q.shape
            g = g.view(tokens, heads, size)
            along = (g * out).sum(-1, keepdim=True, dtype=torch.float32).to(g.dtype).transpose(0, 1)
            g = g.transpose(0, 1).contiguous()
            grads = torch.empty_like(turned)
            for p, (start, first, last) in zip(kept, _pieces(ctx.rows), strict=True):
                by_p = torch.bmm(g[:, first:last], v[:, start:last].mT).sub_(along[:, first:last]).mul_(p)
                grads[0, :, first:last] = torch.bmm(by_p, k[:, start:last])
                new = slice(first, last)
                by_k, by_v = torch.bmm(by_p.mT, q[:, new]), torch.bmm(p.mT, g[:, new])
                if first > start:
                    grads[1, :, start:first] += by_k[:, : first - start]
                    grads[2, :, start:first] += by_v[:, : first - start]
                grads[1, :, new] = by_k[:, first - start :]
                grads[2, :, new] = by_v[:, first - start :]
            grads[0] *= size**-0.5
            joined = torch.empty((tokens, 3, heads, size), dtype=g.dtype)
            split = joined.permute(1, 2, 0, 3)
            _turn(grads[:2], split[:2], cos, -sin)
            split[2] = grads[2]
            return joined.view(tokens, 3 * heads * size), None, None, None, None

    return Operations(Norm, Attend, Gate)


def _turn(source: torch.Tensor, target: torch.Tensor, cos: torch.Tensor, sin: torch.Tensor) -> None:
    """Rotate each pair (i, i + half) by its position's angles; with -sin, back again. [2, heads, tokens, size]"""
    half = cos.shape[1]
    left, right = source[..., :half], source[..., half:]
    for out, same, other, sign in ((target[..., :half], left, right, -1), (target[..., half:], right, left, 1)):
        out.copy_(same).mul_(cos).addcmul_(other, sin, value=sign)


def _pieces(rows: list[int]) -> list[tuple[int, int, int]]:
    """(row's start, first query, last query + 1) of each piece of at most CHUNK queries."""
    pieces, start = [], 0
    for length in rows:
        pieces += [(start, start + at, start + min(at + CHUNK, length)) for at in range(0, length, CHUNK)]
        start += length
    return pieces


@cache
def _future(length: int) -> torch.Tensor:
    import torch

    return torch.ones(length, length, dtype=torch.bool).triu_(1)
