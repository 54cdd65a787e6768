"""A Llama's hidden states in fewer passes over memory: the starter's way through its layers on a processor.

The weights are transformers' own modules and so is the arithmetic (a test holds the two equal); the order of work is
ours. Norm weights are folded into the matrices that follow, projections of one input are one product, residuals are
added within products, and attention keeps its probabilities for a backward pass of plain matrix products, which took a
quarter of the time of torch's CPU kernel. Other families, adapters and GPUs go through transformers.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple

from studio.weights.packing import Block, Fork

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
        mixed = ops.attend.apply(h, *turn, block.lengths, block.forks, config.num_attention_heads)
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
            out = torch.empty_like(x)
            scales = torch.empty((x.shape[0], 1), dtype=torch.float32)
            for part, y, scale in _tiles(x, out, scales):
                wide = part.float()
                torch.linalg.vector_norm(wide, dim=-1, keepdim=True, out=scale)
                scale.square_().div_(x.shape[1]).add_(epsilon).rsqrt_()
                y.copy_(wide * scale)
            ctx.save_for_backward(out, scales)
            return out

        @staticmethod
        @once_differentiable
        def backward(ctx: Any, upstream: torch.Tensor) -> tuple[torch.Tensor, None]:
            normed, scales = ctx.saved_tensors
            out = torch.empty_like(normed)
            for g, y, scale, to in _tiles(upstream, normed, scales.to(normed.dtype), out):
                along = (g * y).mean(-1, keepdim=True)
                torch.addcmul(g, y, along, value=-1, out=to).mul_(scale)
            return out, None

    class Gate(torch.autograd.Function):
        """silu(gate) * up of the joined projection. [tokens, 2 inner] to [tokens, inner]"""

        @staticmethod
        def forward(ctx: Any, joined: torch.Tensor) -> torch.Tensor:
            gate, up = joined.chunk(2, 1)
            ctx.save_for_backward(joined)
            out = torch.empty_like(gate, memory_format=torch.contiguous_format)
            for g, u, o in _tiles(gate, up, out):
                torch.mul(torch.nn.functional.silu(g), u, out=o)
            return out

        @staticmethod
        @once_differentiable
        def backward(ctx: Any, upstream: torch.Tensor) -> torch.Tensor:
            (joined,) = ctx.saved_tensors
            gate, up = joined.chunk(2, 1)
            out = torch.empty_like(joined)
            by_gate, by_up = out.chunk(2, 1)
            for grad, g, u, to_gate, to_up in _tiles(upstream, gate, up, by_gate, by_up):
                s = torch.sigmoid(g)
                swish = g * s
                torch.mul(grad, swish, out=to_up)
                slope = torch.addcmul(swish, s, 1.0 - swish)  # the derivative of silu
                torch.mul(slope.mul_(u), grad, out=to_gate)
            return out

    class Attend(torch.autograd.Function):
        """Rotary positions and causal attention, row by row. [tokens, 3 heads size] to [tokens, heads size]"""

        @staticmethod
        def forward(
            ctx: Any,
            joined: torch.Tensor,
            cos: torch.Tensor,
            sin: torch.Tensor,
            rows: list[int],
            forks: list[Fork | None],
            heads: int,
        ) -> torch.Tensor:
            out, kept = _attend(joined, cos, sin, rows, forks, heads)
            ctx.save_for_backward(out, cos, sin, *kept)
            ctx.rows, ctx.forks = rows, forks
            return out.view(joined.shape[0], -1)

        @staticmethod
        @once_differentiable
        def backward(ctx: Any, upstream: torch.Tensor) -> tuple[torch.Tensor | None, ...]:
            out, cos, sin, *saved = ctx.saved_tensors
            joined = _attend_back(upstream.view(out.shape), out, cos, sin, ctx.rows, ctx.forks, iter(saved))
            return joined.view(out.shape[0], -1), None, None, None, None, None

    return Operations(Norm, Attend, Gate)


def _attend(
    joined: torch.Tensor,
    cos: torch.Tensor,
    sin: torch.Tensor,
    rows: list[int],
    forks: list[Fork | None],
    heads: int,
) -> tuple[torch.Tensor, list[torch.Tensor]]:
    """The mixed values [tokens, heads, size], and per row what its backward pass needs: the turned queries, keys and
    values [3, heads, row, size], then each piece's probabilities."""
    import torch

    tokens, size = joined.shape[0], joined.shape[1] // (3 * heads)
    out = torch.empty((tokens, heads, size), dtype=joined.dtype)
    kept: list[torch.Tensor] = []
    split = joined.view(tokens, 3, heads, size)
    wholes = (split, out, cos, sin)
    for row, o, c, s, fork in zip(*(torch.split(whole, rows) for whole in wholes), forks, strict=True):
        source = row.permute(1, 2, 0, 3)
        turned = torch.empty(source.shape, dtype=joined.dtype)
        _turn(source[:2], turned[:2], c, s)
        turned[2] = source[2]
        turned[0] *= size**-0.5
        kept.append(turned)
        q, k, v = turned
        for piece in _pieces(row.shape[0], fork):
            first, last = piece.first, piece.last
            scores = torch.bmm(q[:, first:last], piece.seen(k, 1).mT)
            if fork is None or piece.begin == last:
                scores[:, :, first:].masked_fill_(_future(last - first), -torch.inf)
            else:
                scores.masked_fill_(piece.seen(fork.unseen[first:last], 1), -torch.inf)
            p = torch.softmax(scores, -1)
            o[first:last] = torch.bmm(p, piece.seen(v, 1)).transpose(0, 1)
            kept.append(p)
    return out, kept


def _attend_back(
    upstream: torch.Tensor,
    out: torch.Tensor,
    cos: torch.Tensor,
    sin: torch.Tensor,
    rows: list[int],
    forks: list[Fork | None],
    kept: Iterator[torch.Tensor],
) -> torch.Tensor:
    """The gradient by the joined projection [tokens, 3, heads, size]."""
    import torch

    tokens, heads, size = out.shape
    joined = torch.empty((tokens, 3, heads, size), dtype=out.dtype)
    wholes = (upstream, out, cos, sin, joined)
    for g, o, c, s, to, fork in zip(*(torch.split(whole, rows) for whole in wholes), forks, strict=True):
        q, k, v = next(kept)
        pieces = [(next(kept), piece) for piece in _pieces(q.shape[1], fork)]
        along = (g * o).sum(-1, keepdim=True).transpose(0, 1)
        g = g.transpose(0, 1).contiguous()
        by_q, by_k, by_v = grads = (torch.zeros if fork else torch.empty)((3, *q.shape), dtype=out.dtype)
        for p, piece in reversed(pieces):
            here = slice(piece.first, piece.last)
            by_p = torch.bmm(g[:, here], piece.seen(v, 1).mT).sub_(along[:, here]).mul_(p)
            by_q[:, here] = torch.bmm(by_p, piece.seen(k, 1))
            for target, found in ((by_k, torch.bmm(by_p.mT, q[:, here])), (by_v, torch.bmm(p.mT, g[:, here]))):
                if piece.reach == q.shape[1]:
                    target.copy_(found)
                else:
                    target[:, : piece.reach] += found[:, : piece.reach]
                    target[:, piece.begin : piece.last] += found[:, piece.reach :]
        by_q *= size**-0.5
        target = to.permute(1, 2, 0, 3)
        _turn(grads[:2], target[:2], c, -s)
        target[2] = by_v
    return joined


def _turn(source: torch.Tensor, target: torch.Tensor, cos: torch.Tensor, sin: torch.Tensor) -> None:
    """Rotate each pair (i, i + half) by its position's angles; with -sin, back again. [2, heads, tokens, size]"""
    half = cos.shape[1]
    left, right = source[..., :half], source[..., half:]
    for out, same, other, sign in ((target[..., :half], left, right, -1), (target[..., half:], right, left, 1)):
        out.copy_(same).mul_(cos).addcmul_(other, sin, value=sign)


class _Piece(NamedTuple):
    """Some queries of a row, from `first` to before `last`, and the keys they can see at most: those before `reach`,
    and those from `begin` to before `last`."""

    first: int
    last: int
    reach: int
    begin: int

    def seen(self, whole: torch.Tensor, axis: int) -> torch.Tensor:
        """What of a whole row's tokens these queries can see, along an axis."""
        import torch

        before = whole.narrow(axis, 0, self.reach)
        if self.begin == self.last:
            return before
        return torch.cat((before, whole.narrow(axis, self.begin, self.last - self.begin)), axis)


def _pieces(length: int, fork: Fork | None) -> list[_Piece]:
    """A row in pieces of at most CHUNK queries: its trunk, then so many whole forks together."""
    told = fork.told if fork else ()
    trunk = length - sum(tokens for _, tokens in told)
    starts = range(0, trunk, CHUNK)
    lasts = [min(first + CHUNK, trunk) for first in starts]
    found = [_Piece(first, last, last, last) for first, last in zip(starts, lasts, strict=True)]
    first, last, reach = trunk, trunk, 0
    for at, tokens in told:
        if last > first and last + tokens - first > CHUNK:
            found.append(_Piece(first, last, reach, first))
            first, reach = last, 0
        last, reach = last + tokens, max(reach, at)
    return [*found, _Piece(first, last, reach, first)] if last > first else found


def _tiles(*matrices: torch.Tensor) -> Iterator[tuple[torch.Tensor, ...]]:
    """The same few rows of each matrix at a time, so that what is made of them stays in a core's own cache."""
    import torch

    return zip(*(torch.split(matrix, 128) for matrix in matrices), strict=True)


@cache
def _future(length: int) -> torch.Tensor:
    import torch

    return torch.ones(length, length, dtype=torch.bool).triu_(1)
