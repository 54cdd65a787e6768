"""From a merged Hugging Face folder to one self-contained GGUF: weights, tokenizer, our template, stop tokens, card.

A file gets its name only after llama.cpp has loaded it and given a probe of texts the same ids as the base's own
tokenizer. Training and merging are `weights`' business, measuring the file is verification's.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, get_args

import numpy as np
import numpy.typing as npt

from studio.base.errors import StudioError, from_os
from studio.base.sentences import sentence
from studio.conversations import rendering
from studio.conversations.encoder import Encoder, Marks, load_encoder, read_json, read_marks
from studio.gguf import card as cards
from studio.gguf import families
from studio.gguf.card import Card
from studio.gguf.families import Family, Settings
from studio.gguf.quantise import Kind, fallbacks, quantise, tokenise
from studio.gguf.tensors import Array, Weights, open_weights
from studio.gguf.vocabulary import read_vocabulary

if TYPE_CHECKING:
    from gguf import GGUFWriter

Report = Callable[[dict[str, Any]], None]
Stored = Literal["F32", "F16", "BF16"]

PROBE = (
    "User: [start] Today is Saturday 2026-11-21.\nAgent:\n<think>at start\ngo ask_date\n</think>Hello! Where to?",
    "It's 3 o'clock, I'LL pay £1,234.50 -- or 12 500 €; isn't that OK?\n\n  Two  spaces\tand a tab.\n",
    "naïve café Ångström straße; Привет 2026; 你好，世界; مرحبا; 🙂",
    'heard answer #2\nbudget = 500 euros\ngo over_budget: yes #spent\n[call] {"name": "look_up", "n": 42}',
)


def export(
    hf_folder: Path,
    out: Path,
    *,
    kind: Kind = "Q8_0",
    card: Card,
    template: str | None = None,
    marks: Marks | None = None,
    threads: int = 1,
    report: Report | None = None,
) -> Path:
    """Write `out` from the folder of a base model or of one that learned a procedure, and return it.

    `template` is `rendering.template` with the base's marks, and made here where it is not given. `report` gets notes
    in plain words. Raises StudioError; an older file at `out` stays until the new one is whole and proved."""
    if kind not in get_args(Kind):
        raise StudioError(
            sentence("There is no kind of GGUF called {kind}.", kind=kind),
            sentence("Choose one of {names}.", names=", ".join(get_args(Kind))),
        )
    say = _notes(report)
    config = read_json(hf_folder / "config.json")
    family = families.family_of(config)
    weights = open_weights(hf_folder)
    marks = marks or read_marks(hf_folder)
    template = checked_template(template, marks)
    _room(weights, out, kind)
    partial = out.with_name(out.name + ".partial")
    whole = out.with_name(out.name + ".whole")
    try:
        first = partial if kind in ("F32", "F16") else whole
        stored = _stored(kind, weights)
        settings = _write(hf_folder, first, stored, config, family, weights, marks, card, template)
        for note in settings.notes:
            say(note)
        encoder = load_encoder(hf_folder)
        texts = probe_texts(marks)
        ids = (
            tokenise(first, texts) if first is partial else quantise(first, partial, kind, threads=threads, probe=texts)
        )
        _agree(encoder, texts, ids)
        for note in fallbacks(partial, kind):
            say(note)
        cards.settle(partial, out)
    except OSError as error:
        raise from_os(error, sentence("Exporting {file}", file=out.name)) from error
    finally:
        partial.unlink(missing_ok=True)
        whole.unlink(missing_ok=True)
    return out


def _notes(report: Report | None) -> Callable[[str], None]:
    def say(text: str) -> None:
        if report is not None:
            report({"type": "note", "text": text})

    return say


def checked_template(template: str | None, marks: Marks) -> str:
    """Our template. Raises StudioError where another one, or one with another base's marks, was handed over."""
    ours = rendering.template(end=marks.end, bos=marks.bos)
    if template is not None and template != ours:
        raise StudioError(
            sentence("The chat template does not belong to this base model."),
            sentence("Leave the template out; the studio makes the right one."),
        )
    return ours


def _room(weights: Weights, out: Path, kind: Kind) -> None:
    """Refuse before the work rather than after it, where the disk cannot hold the file."""
    numbers = sum(int(np.prod(weights.shape(name), dtype=np.int64)) for name in weights)
    per_number = {"F32": 4.0, "F16": 2.0, "Q8_0": 5.1, "Q4_K_M": 4.7}[kind]
    out.parent.mkdir(parents=True, exist_ok=True)
    free = shutil.disk_usage(out.parent).free
    if free < numbers * per_number:
        raise StudioError(
            sentence(
                "Exporting needs {needed} of disk and {free} are free.",
                needed=f"{numbers * per_number / 1e9:.1f} GB",
                free=f"{free / 1e9:.1f} GB",
            ),
            sentence("Free some space, or export to another disk."),
        )


def _stored(kind: Kind, weights: Weights) -> Stored:
    """How matrices are stored by the writer: as asked, or exactly, where llama.cpp will quantise them."""
    if kind in ("F32", "F16"):
        return "F32" if kind == "F32" else "F16"
    exact_in_half = all(weights.dtype(name) == "BF16" for name in weights if len(weights.shape(name)) > 1)
    return "BF16" if exact_in_half else "F32"


def _write(
    folder: Path,
    path: Path,
    stored: Stored,
    config: dict[str, Any],
    family: Family,
    weights: Weights,
    marks: Marks,
    card: Card,
    template: str,
) -> Settings:
    import gguf

    writer = gguf.GGUFWriter(path, family.arch)
    card.write(writer)
    writer.add_file_type({"F32": 0, "F16": 1, "BF16": 32}[stored])
    settings = families.write_settings(config, family, writer)
    read_vocabulary(folder, settings.vocabulary, marks).write(writer)
    writer.add_chat_template(template)
    names = tensor_names(weights, family, settings)
    for target, source in names.items():
        shape = weights.shape(source) if source else settings.tensors[target].shape
        announce(writer, target, shape, stored)
    cards.begin(writer)
    for target, source in names.items():
        if source:
            name = families.hugging_face_name(source)
            tensor = families.transform(name, weights.read(source), family, settings)
        else:
            tensor = settings.tensors[target]
        writer.write_tensor_data(encoded(tensor, target, stored))
    writer.flush()
    writer.close()
    return settings


def tensor_names(weights: Weights, family: Family, settings: Settings) -> dict[str, str]:
    """llama.cpp's names of the tensors to write -> the folder's own, "" for those made from the settings."""
    import gguf

    known = {name: number for number, name in gguf.MODEL_ARCH_NAMES.items()}
    mapping = gguf.get_tensor_name_map(known[family.arch], settings.layers)
    names = dict.fromkeys(settings.tensors, "")
    for source in weights:
        name = families.hugging_face_name(source)
        if not name or (name == "lm_head.weight" and _drops_output(weights, source, family, settings)):
            continue
        target = mapping.get_name(name, try_suffixes=(".weight", ".bias"))
        if target is None:
            raise StudioError(
                sentence("llama.cpp has no place for {name} in a {kind} model.", name=name, kind=family.arch),
                families.DONOR_HINT,
            )
        names[target] = source
    _complete(weights, names, settings)
    return names


def _drops_output(weights: Weights, source: str, family: Family, settings: Settings) -> bool:
    """Tied embeddings are stored once. A family that llama.cpp always ties must really be so."""
    if settings.tied:
        return True
    if not family.always_tied:
        return False
    twin = next(name for name in weights if name.endswith("embed_tokens.weight"))
    if not np.array_equal(weights.read(source), weights.read(twin)):
        raise StudioError(
            sentence("llama.cpp has no {kind} with an output layer of its own.", kind=family.arch), families.DONOR_HINT
        )
    return True


def _complete(weights: Weights, names: dict[str, str], settings: Settings) -> None:
    if "token_embd.weight" not in names:
        raise StudioError(
            sentence("The model's folder has no word embeddings."), sentence("Copy the whole folder again.")
        )
    rows, width = weights.shape(names["token_embd.weight"])
    if (rows, width) != (settings.vocabulary, settings.hidden):
        raise StudioError(
            sentence(
                "The word embeddings are {rows} by {width}; config.json says {vocabulary} by {hidden}.",
                rows=str(rows),
                width=str(width),
                vocabulary=str(settings.vocabulary),
                hidden=str(settings.hidden),
            ),
            sentence("Use the config.json that belongs to these weights."),
        )
    if not settings.tied and "output.weight" not in names and not settings.arch.startswith("gemma"):
        raise StudioError(sentence("The model's folder has no output layer."), sentence("Copy the whole folder again."))


def announce(writer: GGUFWriter, name: str, shape: tuple[int, ...], stored: Stored) -> None:
    """Say in the header that a tensor will follow."""
    import gguf

    kind = stored_as(name, shape, stored)
    width = 4 if kind == "F32" else 2
    raw = gguf.GGMLQuantizationType.BF16 if kind == "BF16" else None
    dtype = np.dtype({"F32": np.float32, "F16": np.float16, "BF16": np.uint16}[kind])
    writer.add_tensor_info(name, shape, dtype, int(np.prod(shape)) * width, raw_dtype=raw)


def stored_as(name: str, shape: tuple[int, ...], stored: Stored) -> Stored:
    """Vectors stay float32, as llama.cpp expects of norms, biases and rope factors."""
    return stored if len(shape) > 1 and not name.endswith("norm.weight") else "F32"


def encoded(tensor: Array, name: str, stored: Stored) -> npt.NDArray[Any]:
    """The bytes of a tensor as announced. Raises StudioError where float16 cannot hold them."""
    kind = stored_as(name, tensor.shape, stored)
    if kind == "BF16":
        return (np.ascontiguousarray(tensor).view(np.uint32) >> 16).astype(np.uint16)
    if not np.isfinite(tensor).all():
        raise StudioError(
            sentence("{name} holds numbers that are not finite.", name=name),
            sentence("Teach again; this training went wrong."),
        )
    if kind == "F16":
        if np.abs(tensor).max(initial=0.0) > np.finfo(np.float16).max:
            raise StudioError(
                sentence("{name} holds numbers too large for F16.", name=name), sentence("Export as Q8_0 or F32.")
            )
        return tensor.astype(np.float16)
    return np.ascontiguousarray(tensor)


def probe_texts(marks: Marks) -> list[str]:
    """Texts on which llama.cpp and the base's tokenizer are compared, a conversation as it is rendered among them."""
    asked = f"{marks.bos}User: yes please\nAgent:\n"
    answered = f"<think>at ask_date\nheard answer\n</think>Done.{marks.end}\nUser: bye\n"
    return [asked + answered, *(marks.bos + text for text in PROBE)]


def _agree(encoder: Encoder, texts: list[str], ids: list[list[int]]) -> None:
    for text, got in zip(texts, ids, strict=True):
        if got != encoder.encode(text):
            raise StudioError(
                sentence("llama.cpp cuts text into other tokens than this base model's tokenizer."), families.DONOR_HINT
            )
