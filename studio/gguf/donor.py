"""Export with a donor: a GGUF of the same base, made by its authors, gives tokenizer and settings; we give the weights.

For a base known only as a GGUF, or of an architecture `families` does not know. How the donor's makers laid out each
tensor is not guessed but found: of a few known layouts, the one that turns the untaught base's tensor into the
donor's. Where there is no untaught base to compare with, the family's own layout is taken, and an
unknown family refused.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, get_args

import numpy as np

from studio.base.errors import StudioError
from studio.base.sentences import sentence
from studio.conversations.encoder import Marks
from studio.gguf import card as cards
from studio.gguf import families
from studio.gguf.card import Card
from studio.gguf.export import Stored, announce, checked_template, encoded, probe_texts
from studio.gguf.quantise import Kind, quantise, tokenise
from studio.gguf.tensors import Array, Weights, open_weights
from studio.gguf.vocabulary import CONTROL, NORMAL, USER_DEFINED
from studio.procedure.trace import CLOSE, OPEN

if TYPE_CHECKING:
    from gguf import GGUFReader, ReaderTensor

Layout = Callable[[Array], Array]

# How far a donor's tensor may be from the base's, as a share of its size: its quantisation, and no more.
_CLOSE = 0.15


def export_with_donor(
    hf_folder: Path,
    donor: Path,
    out: Path,
    *,
    kind: Kind = "Q8_0",
    card: Card,
    end: str,
    bos: str = "",
    base_folder: Path | None = None,
    threads: int = 1,
) -> Path:
    """Write `out` with the taught weights of `hf_folder` and everything else from `donor`.

    `base_folder` holds the base as it was before teaching: the donor's layouts are found by comparing with it."""
    if kind not in get_args(Kind):
        raise StudioError(
            sentence("There is no kind of GGUF called {kind}.", kind=kind),
            sentence("Choose one of {names}.", names=", ".join(get_args(Kind))),
        )
    reader = cards.open_gguf(donor)
    weights = open_weights(hf_folder)
    base = open_weights(base_folder) if base_folder is not None else None
    partial, whole = out.with_name(out.name + ".partial"), out.with_name(out.name + ".whole")
    out.parent.mkdir(parents=True, exist_ok=True)
    try:
        first = partial if kind in ("F32", "F16") else whole
        _write(reader, weights, base, first, kind, card, Marks(end, bos))
        texts = probe_texts(Marks(end, bos))
        if first is partial:
            ids = tokenise(partial, texts)
        else:
            ids = quantise(whole, partial, kind, threads=threads, probe=texts)
        if ids != tokenise(donor, texts):
            raise StudioError(
                sentence("The file's tokens are not the donor's."), sentence("Choose a donor of exactly this base.")
            )
        cards.settle(partial, out)
    finally:
        partial.unlink(missing_ok=True)
        whole.unlink(missing_ok=True)
    return out


def _write(
    reader: GGUFReader, weights: Weights, base: Weights | None, path: Path, kind: Kind, card: Card, marks: Marks
) -> None:
    import gguf

    arch = str(_value(reader, "general.architecture"))
    stored: Stored = "F16" if kind == "F16" else "F32"
    writer = gguf.GGUFWriter(path, arch)
    card.write(writer)
    writer.add_file_type({"F32": 0, "F16": 1}[stored])
    cards.copy_keys(reader, writer, (key for key in reader.fields if _kept(key, arch)))
    _our_marks(reader, writer, marks)
    writer.add_chat_template(checked_template(None, marks))
    sources = _sources(reader, arch, weights)
    for tensor in reader.tensors:
        shape = tuple(int(length) for length in reversed(tensor.shape))
        announce(writer, tensor.name, shape, stored)
    cards.begin(writer)
    for tensor in reader.tensors:
        source = sources.get(tensor.name)
        made = _plain(tensor) if source is None else _laid_out(tensor, source, arch, reader, weights, base)
        writer.write_tensor_data(encoded(made, tensor.name, stored))
    writer.flush()
    writer.close()


_REPLACED = ("eos_token_id", "eot_token_id", "bos_token_id", "add_bos_token", "token_type")


def _kept(key: str, arch: str) -> bool:
    """The donor's settings and tokenizer, without its chat templates and what `_our_marks` says anew."""
    if key.startswith("tokenizer.chat_template") or key in [f"tokenizer.ggml.{name}" for name in _REPLACED]:
        return False
    return key.startswith((f"{arch}.", "tokenizer."))


def _value(reader: GGUFReader, key: str) -> Any:
    found = reader.get_field(key)
    return None if found is None else found.contents()


def _our_marks(reader: GGUFReader, writer: Any, marks: Marks) -> None:
    """Our stop token in place of the donor's, and no beginning token added: it stands in the template."""
    tokens = _value(reader, "tokenizer.ggml.tokens") or []
    for mark in (marks.end, *([marks.bos] if marks.bos else [])):
        if mark not in tokens:
            raise StudioError(
                sentence("The donor's tokenizer has no token {mark}.", mark=mark),
                sentence("Choose a donor of exactly this base."),
            )
    kinds = list(_value(reader, "tokenizer.ggml.token_type") or [NORMAL] * len(tokens))
    for text in (OPEN, CLOSE):
        if text in tokens:
            kinds[tokens.index(text)] = USER_DEFINED
    kinds[tokens.index(marks.end)] = CONTROL
    writer.add_token_types(kinds)
    writer.add_eos_token_id(tokens.index(marks.end))
    writer.add_eot_token_id(tokens.index(marks.end))
    writer.add_bos_token_id(tokens.index(marks.bos or marks.end))
    writer.add_add_bos_token(False)


def _sources(reader: GGUFReader, arch: str, weights: Weights) -> dict[str, str]:
    """The donor's tensor names -> the folder's. Every tensor of the folder must have its place."""
    import gguf

    known = {name: number for number, name in gguf.MODEL_ARCH_NAMES.items()}
    if arch not in known:
        raise StudioError(
            sentence("The donor's architecture {arch} has no known tensor names.", arch=arch),
            sentence("Choose another base."),
        )
    mapping = gguf.get_tensor_name_map(known[arch], int(_value(reader, f"{arch}.block_count") or 0))
    present = {tensor.name for tensor in reader.tensors}
    sources: dict[str, str] = {}
    for source in weights:
        name = families.hugging_face_name(source)
        target = mapping.get_name(name, try_suffixes=(".weight", ".bias")) if name else None
        if target in present:
            sources[str(target)] = source
        elif name and name != "lm_head.weight":
            raise StudioError(
                sentence("The donor has no place for {name}.", name=name),
                sentence("Choose a donor of exactly this base."),
            )
    missing = [name for name in present - set(sources) if not name.startswith("rope_f")]
    if missing:
        raise StudioError(
            sentence("The folder has nothing for the donor's {name}.", name=sorted(missing)[0]),
            sentence("Choose another donor."),
        )
    return sources


def _plain(tensor: ReaderTensor) -> Array:
    """A donor's tensor as float32, its quantisation undone."""
    import gguf

    shape = tuple(int(length) for length in reversed(tensor.shape))
    if tensor.tensor_type == gguf.GGMLQuantizationType.F32:
        return np.asarray(tensor.data, dtype=np.float32).reshape(shape)
    return np.asarray(gguf.quants.dequantize(tensor.data, tensor.tensor_type), dtype=np.float32).reshape(shape)


def _laid_out(
    tensor: ReaderTensor, source: str, arch: str, reader: GGUFReader, weights: Weights, base: Weights | None
) -> Array:
    made = weights.read(source)
    shape = tuple(int(length) for length in reversed(tensor.shape))
    if made.shape[0] < shape[0] and made.shape[1:] == shape[1:] and tensor.name.startswith(("token_embd", "output")):
        made = np.concatenate([made, np.zeros((shape[0] - made.shape[0], *shape[1:]), dtype=np.float32)])
    if made.shape != shape:
        raise StudioError(
            sentence(
                "{source} is {found} but the donor's is {wanted}.",
                source=source,
                found=str(made.shape),
                wanted=str(shape),
            ),
            sentence("Choose a donor of this base."),
        )
    if base is None:
        return _layout_by_family(source, arch, reader)(made)
    if source not in base:
        raise StudioError(
            sentence("The untaught base has no {source}.", source=source),
            sentence("Give the folder of exactly this base."),
        )
    return _layout_by_comparing(tensor, base.read(source), reader, arch)(made)


def _layouts(reader: GGUFReader, arch: str) -> list[Layout]:
    heads = int(_value(reader, f"{arch}.attention.head_count") or 1)
    kv_heads = int(_value(reader, f"{arch}.attention.head_count_kv") or heads)
    return [
        lambda tensor: tensor,
        lambda tensor: families.permute(tensor, heads),
        lambda tensor: families.permute(tensor, kv_heads),
        lambda tensor: tensor + np.float32(1.0),
        lambda tensor: -np.exp(tensor),
    ]


def _layout_by_comparing(tensor: ReaderTensor, base: Array, reader: GGUFReader, arch: str) -> Layout:
    wanted = _plain(tensor)
    size = float(np.linalg.norm(wanted)) or 1.0
    rows = base.shape[0]
    best: tuple[float, Layout] | None = None
    for layout in _layouts(reader, arch):
        try:
            made = layout(base)
        except ValueError:  # this layout does not fit the shape
            continue
        distance = float(np.linalg.norm(made - wanted[:rows])) / size
        if best is None or distance < best[0]:
            best = distance, layout
    if best is None or best[0] > _CLOSE:
        raise StudioError(
            sentence("The donor's {name} is not the base's, however it is laid out.", name=tensor.name),
            sentence("Choose a donor made from exactly this base."),
        )
    return best[1]


def _layout_by_family(source: str, arch: str, reader: GGUFReader) -> Layout:
    family = next((family for family in families.FAMILIES.values() if family.arch == arch), None)
    if family is None:
        raise StudioError(
            sentence("How a {arch} model is laid out is not known.", arch=arch),
            sentence("Give the folder of the untaught base as well."),
        )
    identity, by_heads, by_kv_heads, shifted, _ = _layouts(reader, arch)
    name = families.hugging_face_name(source)
    if family.permute and ".self_attn.q_proj." in name:
        return by_heads
    if family.permute and ".self_attn.k_proj." in name:
        return by_kv_heads
    return shifted if family.shifted_norms and name.endswith("norm.weight") else identity
