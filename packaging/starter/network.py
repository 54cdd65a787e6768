"""The network the starter is trained with: a Llama in plain PyTorch, made for throughput on a few CPU cores.

The arithmetic is transformers' LlamaForCausalLM (a test holds the logits equal), with fp32 weights cast to bf16 as they
are used and the loss taken chunk by chunk, because 8,192 logits per token are the largest thing in the step.
Optimisers and data are not its business.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass

import torch
import torch.nn.functional as F
from torch import Tensor, nn


@dataclass(frozen=True)
class Shape:
    """The sizes that make a starter. Widths stay multiples of 256 so that every llama.cpp quantisation fits."""

    vocab: int = 8192
    width: int = 256
    inner: int = 768
    layers: int = 6
    heads: int = 4
    theta: float = 50_000.0
    context: int = 8192
    epsilon: float = 1e-5

    def config(self) -> dict[str, object]:
        """The same as a transformers LlamaConfig's fields."""
        return {
            "architectures": ["LlamaForCausalLM"],
            "model_type": "llama",
            "vocab_size": self.vocab,
            "hidden_size": self.width,
            "intermediate_size": self.inner,
            "num_hidden_layers": self.layers,
            "num_attention_heads": self.heads,
            "num_key_value_heads": self.heads,
            "head_dim": self.width // self.heads,
            "hidden_act": "silu",
            "rms_norm_eps": self.epsilon,
            "rope_theta": self.theta,
            "rope_parameters": {"rope_type": "default", "rope_theta": self.theta},
            "max_position_embeddings": self.context,
            "tie_word_embeddings": True,
            "attention_bias": False,
            "mlp_bias": False,
            "bos_token_id": None,
            "eos_token_id": 1,
            "pad_token_id": 0,
            "dtype": "bfloat16",
        }

    def record(self) -> dict[str, float]:
        return asdict(self)


class Linear(nn.Module):
    """A bias-free linear map whose fp32 weight is cast to the input's type."""

    def __init__(self, inputs: int, outputs: int, scale: float) -> None:
        super().__init__()
        self.weight = nn.Parameter(torch.randn(outputs, inputs) * scale)

    def forward(self, x: Tensor) -> Tensor:
        return F.linear(x, self.weight.to(x.dtype))


class Norm(nn.Module):
    """RMS normalisation, reckoned in fp32."""

    def __init__(self, width: int, epsilon: float) -> None:
        super().__init__()
        self.weight = nn.Parameter(torch.ones(width))
        self.epsilon = epsilon

    def forward(self, x: Tensor) -> Tensor:
        wide = x.float()
        wide = wide * torch.rsqrt(wide.square().mean(-1, keepdim=True) + self.epsilon)
        return (wide * self.weight).to(x.dtype)


def rotation(length: int, size: int, theta: float) -> tuple[Tensor, Tensor]:
    """Cosines and sines of the rotary positions, [length, size], halves repeated as Llama does."""
    rates = theta ** (-torch.arange(0, size, 2).float() / size)
    angles = torch.outer(torch.arange(length).float(), rates)
    angles = torch.cat((angles, angles), -1)
    return angles.cos(), angles.sin()


def rotate(x: Tensor, cos: Tensor, sin: Tensor) -> Tensor:
    half = x.shape[-1] // 2
    turned = torch.cat((-x[..., half:], x[..., :half]), -1)
    return x * cos + turned * sin


class Block(nn.Module):
    """One transformer layer, its parts named as transformers names them."""

    def __init__(self, shape: Shape) -> None:
        super().__init__()
        width, inner = shape.width, shape.inner
        small = 0.02 / (2 * shape.layers) ** 0.5
        self.heads = shape.heads
        self.input_layernorm = Norm(width, shape.epsilon)
        self.q_proj = Linear(width, width, 0.02)
        self.k_proj = Linear(width, width, 0.02)
        self.v_proj = Linear(width, width, 0.02)
        self.o_proj = Linear(width, width, small)
        self.post_attention_layernorm = Norm(width, shape.epsilon)
        self.gate_proj = Linear(width, inner, 0.02)
        self.up_proj = Linear(width, inner, 0.02)
        self.down_proj = Linear(inner, width, small)

    def forward(self, x: Tensor, cos: Tensor, sin: Tensor) -> Tensor:
        batch, length, width = x.shape
        h = self.input_layernorm(x)
        split = (batch, length, self.heads, width // self.heads)
        q, k, v = (part(h).view(split).transpose(1, 2) for part in (self.q_proj, self.k_proj, self.v_proj))
        mixed = F.scaled_dot_product_attention(rotate(q, cos, sin), rotate(k, cos, sin), v, is_causal=True)
        x = x + self.o_proj(mixed.transpose(1, 2).reshape(batch, length, width))
        h = self.post_attention_layernorm(x)
        out: Tensor = x + self.down_proj(F.silu(self.gate_proj(h)) * self.up_proj(h))
        return out


class Starter(nn.Module):
    """Token ids to hidden states; `loss` goes on to the tied head."""

    def __init__(self, shape: Shape, dtype: torch.dtype = torch.bfloat16) -> None:
        super().__init__()
        self.shape = shape
        self.dtype = dtype
        self.embed_tokens = nn.Parameter(torch.randn(shape.vocab, shape.width) * 0.02)
        self.layers = nn.ModuleList(Block(shape) for _ in range(shape.layers))
        self.norm = Norm(shape.width, shape.epsilon)

    def forward(self, ids: Tensor) -> Tensor:
        cos, sin = rotation(ids.shape[1], self.shape.width // self.shape.heads, self.shape.theta)
        cos, sin = cos.to(ids.device, self.dtype), sin.to(ids.device, self.dtype)
        x = F.embedding(ids, self.embed_tokens).to(self.dtype)
        for layer in self.layers:
            x = layer(x, cos, sin)
        hidden: Tensor = self.norm(x)
        return hidden

    def loss(self, ids: Tensor, weights: Tensor) -> Tensor:
        """Weighted sum of next-token losses. `weights[i]` is the weight of predicting ids[i]; the first is unused."""
        hidden: Tensor = self(ids)[:, :-1]
        return head_loss(hidden.reshape(-1, self.shape.width), self.embed_tokens, ids[:, 1:], weights[:, 1:])


def head_loss(hidden: Tensor, table: Tensor, targets: Tensor, weights: Tensor) -> Tensor:
    """The weighted loss of the labelled positions only, made up to whole chunks with a position of no weight: tensors
    of ever new sizes would fragment the memory."""
    flat = torch.cat((weights.reshape(-1), weights.new_zeros(1)))
    labelled = flat.nonzero().squeeze(1)
    spare = -len(labelled) % ChunkedLoss.chunk
    wanted = torch.cat((labelled, labelled.new_full((spare,), len(flat) - 1)))
    at = wanted.clamp(max=len(flat) - 2)
    loss: Tensor = ChunkedLoss.apply(hidden[at], table, targets.reshape(-1)[at], flat[wanted])  # type: ignore[no-untyped-call]
    return loss


def chunk_gradient(hidden: Tensor, table: Tensor, targets: Tensor, weights: Tensor) -> tuple[Tensor, Tensor]:
    """One chunk's summed loss, and the gradient of it by the logits."""
    logits = (hidden @ table.t()).float()
    total = logits.logsumexp(-1, keepdim=True)
    picked = logits.gather(1, targets[:, None])
    loss = ((total - picked) * weights[:, None]).sum()
    hit = torch.arange(table.shape[0], device=targets.device) == targets[:, None]
    gradient = ((logits - total).exp() - hit.float()) * weights[:, None]
    return loss, gradient.to(hidden.dtype)


class ChunkedLoss(torch.autograd.Function):
    """Softmax cross-entropy that never holds more than one chunk of logits: gradients are made in the forward pass."""

    chunk = 1024
    step = staticmethod(chunk_gradient)

    @staticmethod
    def forward(ctx, hidden: Tensor, table: Tensor, targets: Tensor, weights: Tensor) -> Tensor:  # type: ignore[no-untyped-def]
        cast = table.to(hidden.dtype)
        loss = torch.zeros((), device=hidden.device)
        by_hidden = torch.empty_like(hidden)
        by_table = torch.zeros_like(table)
        for at in range(0, hidden.shape[0], ChunkedLoss.chunk):
            part = slice(at, at + ChunkedLoss.chunk)
            one, gradient = ChunkedLoss.step(hidden[part], cast, targets[part], weights[part])
            loss += one
            by_hidden[part] = gradient @ cast
            by_table += gradient.t() @ hidden[part]
        ctx.save_for_backward(by_hidden, by_table)
        return loss

    @staticmethod
    def backward(ctx, upstream: Tensor) -> tuple[Tensor | None, ...]:  # type: ignore[no-untyped-def]
        by_hidden, by_table = ctx.saved_tensors
        return by_hidden * upstream.to(by_hidden.dtype), by_table * upstream, None, None
