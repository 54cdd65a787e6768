"""What a run leaves: out/final, a plain Hugging Face folder in safetensors, and out/adapter where adapters were taught.

Adapters are merged into the base's own weights, read again in 16 bits or more, never into their 4-bit copies; sums
are made in fp32. Small models keep fp32, so that the next round and the export lose nothing. GGUF is `studio.gguf`'s
business.
"""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from studio.base.atomic import replace_folder
from studio.base.errors import StudioError
from studio.base.sentences import sentence
from studio.weights.checkpoints import raise_if_full
from studio.weights.network import Network, read
from studio.weights.recipe import SMALL

if TYPE_CHECKING:
    import torch

COMPANIONS = (
    "tokenizer*", "special_tokens_map.json", "added_tokens.json", "vocab.*", "merges.txt", "chat_template*",
    "generation_config.json", "LICENSE*", "NOTICE*",
)  # fmt: skip


def save_final(network: Network, masters: Sequence[tuple[str, torch.Tensor]], base: Path, out: Path) -> Path:
    """Write out/final (and out/adapter) from the network and its fp32 masters. The network is used up."""
    import torch

    final, temporary = out / "final", out / "final.tmp"
    try:
        shutil.rmtree(temporary, ignore_errors=True)
        temporary.mkdir(parents=True)
        with torch.no_grad():
            model = _whole(network, masters) if network.adapter is None else _merged(network, masters, base, out)
        model.save_pretrained(temporary, max_shard_size="4GB")
        copy_companions(base, temporary)
        replace_folder(temporary, final)
    except Exception as error:
        shutil.rmtree(temporary, ignore_errors=True)
        raise_if_full(error, out)
        raise
    return final


def _whole(network: Network, masters: Sequence[tuple[str, torch.Tensor]]) -> Any:
    """The network itself with its masters for weights."""
    import torch

    small = network.model.num_parameters() < SMALL
    kind = torch.float32 if small else next(network.model.parameters()).dtype
    parameters = dict(network.model.named_parameters())
    network.model.to(kind)
    for name, master in masters:
        parameters[name].data = master.detach().to(kind)
    network.model.tie_weights()
    return network.model


def _merged(network: Network, masters: Sequence[tuple[str, torch.Tensor]], base: Path, out: Path) -> Any:
    """The base, read again, plus each adapter's product; the adapter alone is saved on the way."""
    import torch

    parameters = dict(network.adapter.named_parameters())
    for name, master in masters:
        parameters[name].data = master.detach().to(parameters[name].device)
    _save_adapter(network.adapter, out)
    model = read(base, "auto")
    if model.num_parameters() < SMALL:
        model.float()
    merged = 0
    for name, layer in network.model.named_modules():
        if not hasattr(layer, "lora_A"):
            continue
        down, up = layer.lora_A["default"].weight, layer.lora_B["default"].weight
        change = (up.float() @ down.float()) * layer.scaling["default"]
        target = model.get_submodule(name).weight
        target.data = (target.data.float() + change.to(target.device)).to(target.dtype)
        merged += 1
    if merged * 2 != len(masters):
        raise RuntimeError(f"{merged} adapters merged, {len(masters) // 2} taught")
    if any(not torch.isfinite(p).all() for p in model.parameters()):
        raise StudioError(sentence("The merged weights are not finite."), sentence("Teach again with a lower rate."))
    return model


def _save_adapter(adapter: Any, out: Path) -> None:
    temporary = out / "adapter.tmp"
    shutil.rmtree(temporary, ignore_errors=True)
    adapter.save_pretrained(temporary, safe_serialization=True, save_embedding_layers=False)
    replace_folder(temporary, out / "adapter")


def copy_companions(base: Path, folder: Path) -> None:
    """Copy tokenizer, template and licence files that the folder does not have yet."""
    for pattern in COMPANIONS:
        for file in base.glob(pattern):
            if file.is_file() and not (folder / file.name).exists():
                shutil.copyfile(file, folder / file.name)
