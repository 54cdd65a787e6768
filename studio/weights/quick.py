"""A Llama's hidden states in fewer passes over memory: the starter's way through its layers on a processor.

The weights are transformers' own modules and so is the arithmetic (a test holds the two equal); the order of work is
ours. Norm weights are folded into the matrices that follow, projections of one input are one product, residuals are
added within products, and attention keeps its probabilities for a backward pass of plain matrix products, which took a
quarter of the time of torch's CPU kernel. Other families, adapters and GPUs go through transformers.

For each new shape of a matrix product oneDNN makes and keeps a program, which can take longer than to run it. So tokens
are reckoned in multiples of a few sizes, with filling that nothing sees.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING, Any, NamedTuple

from studio.weights.packing import Block, Fork

if TYPE_CHECKING:
    import torch

CHUNK = 256
QUANTUM = 32  # of the queries and keys of a piece
FULL = 64  # of the tokens of a block


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
    tokens = block.tokens
    filling = -(tokens + QUANTUM) % FULL + QUANTUM  # at least so much that no piece reaches beyond
    x = F.embedding(F.pad(block.ids[0], (0, filling)), llama.embed_tokens.weight)
    half = config.head_dim // 2
    rates = config.rope_parameters["rope_theta"] ** (-torch.arange(half, dtype=torch.float32) / half)
    angles = F.pad(block.positions[0], (0, filling)).float()[:, None, None, None] * rates
    turn = (angles.cos().to(x.dtype), angles.sin().to(x.dtype))
    pieces = _pieces(block, x.dtype)
    for layer in llama.layers:
        attention, mlp = layer.self_attn, layer.mlp
        norm = layer.input_layernorm
        joined = torch.cat((attention.q_proj.weight, attention.k_proj.weight, attention.v_proj.weight)) * norm.weight
        h = F.linear(ops.norm.apply(x, norm.variance_epsilon), joined)
        mixed = ops.attend.apply(h, *turn, pieces, config.num_attention_heads)
        x = torch.addmm(x, mixed, attention.o_proj.weight.t())
        norm = layer.post_attention_layernorm
        joined = torch.cat((mlp.gate_proj.weight, mlp.up_proj.weight)) * norm.weight
        h = F.linear(ops.norm.apply(x, norm.variance_epsilon), joined)
        x = torch.addmm(x, ops.gate.apply(h), mlp.down_proj.weight.t())
    normed: torch.Tensor = ops.norm.apply(x[:tokens], llama.norm.variance_epsilon) * llama.norm.weight
    return normed


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
            norms = torch.linalg.vector_norm(x, dim=-1, keepdim=True, dtype=torch.float32)
            scales = norms.square_().div_(x.shape[1]).add_(epsilon).rsqrt_()
            out: torch.Tensor = (x * scales).to(x.dtype)
            ctx.save_for_backward(out, scales.to(x.dtype))
            return out

        @staticmethod
        @once_differentiable
        def backward(ctx: Any, upstream: torch.Tensor) -> tuple[torch.Tensor, None]:
            normed, scales = ctx.saved_tensors
            along = (upstream * normed).mean(-1, keepdim=True)
            return torch.addcmul(upstream, normed, along, value=-1).mul_(scales), None

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
        """Rotary positions and causal attention, piece by piece. [tokens, 3 heads size] to [tokens, heads size]"""

        @staticmethod
        def forward(
            ctx: Any, joined: torch.Tensor, cos: torch.Tensor, sin: torch.Tensor, pieces: list[_Piece], heads: int
        ) -> torch.Tensor:
            out, turned, kept = _attend(joined.view(joined.shape[0], 3, heads, -1), cos, sin, pieces)
            ctx.save_for_backward(out, turned, cos, sin, *kept)
            ctx.pieces = pieces
            return out.view(joined.shape[0], -1)

        @staticmethod
        @once_differentiable
        def backward(ctx: Any, upstream: torch.Tensor) -> tuple[torch.Tensor | None, ...]:
            out, turned, cos, sin, *kept = ctx.saved_tensors
            joined = _attend_back(upstream.view(out.shape), out, turned, cos, sin, ctx.pieces, kept)
            return joined.view(out.shape[0], -1), None, None, None, None

    return Operations(Norm, Attend, Gate)


def _attend(
    joined: torch.Tensor, cos: torch.Tensor, sin: torch.Tensor, pieces: Sequence[_Piece]
) -> tuple[torch.Tensor, torch.Tensor, list[torch.Tensor]]:
    """The mixed values [tokens, heads, size], and what the backward pass needs: the turned queries, keys and values
    [tokens, 3, heads, size], and each piece's probabilities [heads, queries, keys]."""
    import torch

    turned = torch.empty_like(joined)
    _turn(joined[:, :2], turned[:, :2], cos, sin)
    turned[:, 2] = joined[:, 2]
    q, k, v = (turned[:, part].transpose(0, 1) for part in range(3))
    out = torch.zeros_like(joined[:, 0], memory_format=torch.contiguous_format)
    kept: list[torch.Tensor] = []
    for piece in pieces:
        unseen = piece.unseen.expand(q.shape[0], -1, -1)
        scores = torch.baddbmm(unseen, q[:, piece.queries].contiguous(), piece.seen(k).mT, alpha=q.shape[2] ** -0.5)
        p = torch.softmax(scores, -1)
        p[:, piece.told :] = 0.0
        out[piece.queries] += torch.bmm(p, piece.seen(v)).transpose(0, 1)
        kept.append(p)
    return out, turned, kept


def _attend_back(
    upstream: torch.Tensor,
    out: torch.Tensor,
    turned: torch.Tensor,
    cos: torch.Tensor,
    sin: torch.Tensor,
    pieces: Sequence[_Piece],
    kept: Sequence[torch.Tensor],
) -> torch.Tensor:
    """The gradient by the joined projection [tokens, 3, heads, size]."""
    import torch

    q, k, v = (turned[:, part].transpose(0, 1) for part in range(3))
    grads = torch.zeros_like(turned)
    by_q, by_k, by_v = (grads[:, part].transpose(0, 1) for part in range(3))
    along = (upstream * out).sum(-1, keepdim=True).transpose(0, 1)
    g = upstream.transpose(0, 1)
    for p, piece in zip(kept, pieces, strict=True):
        here = piece.queries
        g_here = g[:, here].contiguous()
        by_p = torch.bmm(g_here, piece.seen(v).mT).sub_(along[:, here]).mul_(p)
        by_q[:, here] += torch.bmm(by_p, piece.seen(k))
        piece.add(by_k, torch.bmm(by_p.mT, q[:, here].contiguous()))
        piece.add(by_v, torch.bmm(p.mT, g_here))
    scale = q.shape[2] ** -0.5
    joined = torch.empty_like(grads)
    _turn(grads[:, :2], joined[:, :2], cos * scale, sin * -scale)
    joined[:, 2] = grads[:, 2]
    return joined


def _turn(source: torch.Tensor, target: torch.Tensor, cos: torch.Tensor, sin: torch.Tensor) -> None:
    """Rotate each pair (i, i + half) by its position's angles; with -sin, back again. [tokens, 2, heads, size]"""
    import torch

    half = cos.shape[-1]
    left, right = source[..., :half], source[..., half:]
    for out, same, other, sign in ((target[..., :half], left, right, -1), (target[..., half:], right, left, 1)):
        torch.mul(same, cos, out=out).addcmul_(other, sin, value=sign)


class _Piece(NamedTuple):
    """Some queries of a row, with filling after the first `told` of them, and the keys they can see at most: `before`
    and their own places. `unseen` [queries, keys] is -inf where a query may not see a key, else 0."""

    queries: slice
    told: int
    before: slice
    unseen: torch.Tensor

    def seen(self, whole: torch.Tensor) -> torch.Tensor:
        """These keys of all [heads, tokens, size], laid close together: so their products are a quarter faster."""
        import torch

        if self.before.stop == self.queries.start:
            return whole[:, self.before.start : self.queries.stop].contiguous()
        return torch.cat((whole[:, self.before], whole[:, self.queries]), 1)

    def add(self, whole: torch.Tensor, found: torch.Tensor) -> None:
        """Add what was found for these keys to that of all [heads, tokens, size]."""
        before = self.before.stop - self.before.start
        whole[:, self.before] += found[:, :before]
        whole[:, self.queries] += found[:, before:]


def _pieces(block: Block, kind: torch.dtype) -> list[_Piece]:
    """The rows in pieces: of each its trunk, CHUNK queries at a time, then its forks."""
    found: list[_Piece] = []
    begins = 0
    for length, fork in zip(block.lengths, block.forks, strict=True):
        trunk = length - sum(tokens for _, tokens in fork.told) if fork else length
        cuts = [*range(0, trunk, CHUNK), trunk]
        found += [_trunk_piece(begins, first, last, kind) for first, last in pairwise(cuts)]
        found += _fork_pieces(begins, trunk, fork, kind) if fork else ()
        begins += length
    return found


def _fork_pieces(row: int, trunk: int, fork: Fork, kind: torch.dtype) -> Iterator[_Piece]:
    """As many whole forks together as have at most CHUNK queries, or one longer."""
    first, last, reach = trunk, trunk, 0
    for at, tokens in fork.told:
        if last > first and last + tokens - first > CHUNK:
            yield _fork_piece(row, first, last, reach, fork, kind)
            first, reach = last, 0
        last, reach = last + tokens, max(reach, at)
    yield _fork_piece(row, first, last, reach, fork, kind)


def _trunk_piece(row: int, first: int, last: int, kind: torch.dtype) -> _Piece:
    queries = _whole(last - first)
    return _Piece(
        slice(row + first, row + first + queries), last - first, slice(row, row + first), _future(first, queries, kind)
    )


def _fork_piece(row: int, first: int, last: int, reach: int, fork: Fork, kind: torch.dtype) -> _Piece:
    """Forks from `first` to before `last` of a row; of its trunk they see at most what stands before `reach`."""
    import torch

    queries, told = _whole(last - first), last - first
    before = _whole(reach)
    unseen = torch.full((queries, before + queries), -torch.inf, dtype=kind)
    unseen[told:] = 0.0
    for keys, place in ((slice(0, reach), 0), (slice(first, last), before)):
        hidden = fork.unseen[first:last, keys]
        unseen[:told, place : place + hidden.shape[1]].masked_fill_(~hidden, 0.0)
    return _Piece(slice(row + first, row + first + queries), told, slice(row, row + before), unseen)


def _whole(tokens: int) -> int:
    """So many tokens with their filling."""
    return -(-tokens // QUANTUM) * QUANTUM


@lru_cache(64)
def _future(before: int, queries: int, kind: torch.dtype) -> torch.Tensor:
    import torch

    return torch.full((queries, before + queries), -torch.inf, dtype=kind).triu_(before + 1)


def _tiles(*matrices: torch.Tensor) -> Iterator[tuple[torch.Tensor, ...]]:
    """The same few rows of each matrix at a time, so that what is made of them stays in a core's own cache."""
    import torch

    return zip(*(torch.split(matrix, 256) for matrix in matrices), strict=True)
