"""A base model as a Hugging Face folder on this disk: is it whole, safe and of a kind the studio can teach?

Reads configuration and the headers of safetensors files, never the weights themselves and never a line of code from the
folder. Whether the model fits this computer is `fits`.
"""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any, NamedTuple

from pydantic import BaseModel, ConfigDict

from studio.base.errors import StudioError, from_os
from studio.base.sentences import sentence
from studio.models.shapes import Shape, shape_of

PICKLES = (".bin", ".pt", ".pth", ".ckpt", ".pkl")
TOKENIZERS = ("tokenizer.json", "tokenizer.model", "vocab.json")
CONFIGS = ("config.json", "tokenizer_config.json", "generation_config.json", "special_tokens_map.json")
FLOATS = ("F32", "F16", "BF16")
LARGEST_JSON = 64 << 20
SAMPLES, SAMPLE_BYTES = 64, 4096  # places of each weight file that enter the hash, beside its header
AGAIN = sentence("Download the model's folder again.")


class BaseFolder(BaseModel):
    """A sound base. `hash` tells bases apart: weights (headers, sizes, samples), configuration, tokenizer."""

    model_config = ConfigDict(frozen=True)

    path: Path
    name: str
    shape: Shape
    dtype: str
    parameters: int
    weight_bytes: int
    licence: str
    hash: str
    notes: tuple[str, ...] = ()


class Stored(NamedTuple):
    """A tensor as a safetensors header describes it."""

    sides: tuple[int, ...]
    dtype: str


def describe(path: Path) -> BaseFolder:
    """What the folder holds. Raises StudioError, with a remedy, for anything that cannot be taught safely."""
    path = path.expanduser()
    if not path.is_dir():
        raise StudioError(
            sentence("There is no folder {path}.", path=str(path)),
            sentence("Name a folder with config.json, *.safetensors and tokenizer.json."),
        )
    try:
        return _describe(path)
    except OSError as error:
        raise from_os(error, sentence("Reading {path}", path=str(error.filename or path))) from error


def _describe(path: Path) -> BaseFolder:
    config = read_json(path / "config.json")
    refuse_code(path, config)
    shape = shape_of(config, str(path))
    files = weight_files(path)
    stored: dict[str, Stored] = {}
    for file in files:
        stored.update(read_header(file))
    dtype = match(shape, stored, path)
    if not any((path / name).is_file() for name in TOKENIZERS):
        raise StudioError(
            sentence("{path} holds no tokenizer.", path=str(path)),
            sentence("Put the model's tokenizer.json beside its weights."),
        )
    notes = []
    if any(file.suffix in PICKLES for file in path.iterdir()):
        notes.append("Pickle files in the folder are never opened; only its safetensors are read.")
    return BaseFolder(
        path=path.resolve(),
        name=path.resolve().name,
        shape=shape,
        dtype=dtype,
        parameters=shape.parameters,
        weight_bytes=sum(file.stat().st_size for file in files),
        licence=licence(path),
        hash=fingerprint(path, files),
        notes=tuple(notes),
    )


def read_json(path: Path) -> dict[str, Any]:
    """A JSON object from a file. Raises StudioError when it is missing, huge or something else."""
    if not path.is_file():
        raise StudioError(
            sentence("{folder} holds no {file}.", folder=str(path.parent), file=path.name),
            sentence("Name the folder that holds the model's config.json and weights."),
        )
    if path.stat().st_size > LARGEST_JSON:
        raise StudioError(sentence("{path} is too large to be a configuration.", path=str(path)), AGAIN)
    try:
        data = json.loads(path.read_text("utf-8"))
    except (ValueError, RecursionError):
        raise StudioError(sentence("{path} is not valid JSON.", path=str(path)), AGAIN) from None
    if not isinstance(data, dict):
        raise StudioError(sentence("{path} does not hold a JSON object.", path=str(path)), AGAIN)
    return data


def refuse_code(path: Path, config: dict[str, Any]) -> None:
    """Raises StudioError when a configuration asks for a program from the folder to be run."""
    asked = [("config.json", config)]
    tokenizer = path / "tokenizer_config.json"
    if tokenizer.is_file():
        asked.append((tokenizer.name, read_json(tokenizer)))
    for name, data in asked:
        if data.get("auto_map"):
            raise StudioError(
                sentence(
                    "{path} asks to run program files that came with the model (auto_map), which the studio never "
                    "does.",
                    path=str(path / name),
                ),
                sentence(
                    "If the model is of a kind the studio knows by itself, delete the auto_map entry from {file}.",
                    file=name,
                ),
            )


def weight_files(path: Path) -> list[Path]:
    """The safetensors files of a folder. Raises StudioError when there are none, or the index names missing ones."""
    index = path / "model.safetensors.index.json"
    if index.is_file():
        named = read_json(index).get("weight_map")
        if not isinstance(named, dict) or not all(isinstance(name, str) for name in named.values()):
            raise StudioError(sentence("{path} does not list any weights.", path=str(index)), AGAIN)
        names = sorted(set(named.values()))
        if any(Path(name).name != name for name in names):
            raise StudioError(sentence("{path} names files outside its folder.", path=str(index)), AGAIN)
        missing = [name for name in names if not (path / name).is_file()]
        if missing:
            raise StudioError(
                sentence(
                    "{number} of the {all} weight files are missing, {file} among them.",
                    number=len(missing),
                    all=len(names),
                    file=missing[0],
                ),
                sentence("Finish the download: every file that model.safetensors.index.json names must be there."),
            )
        return [path / name for name in names]
    files = sorted(file for file in path.glob("*.safetensors") if file.name != "adapter_model.safetensors")
    if files:
        return files
    if any(file.suffix in PICKLES for file in path.iterdir()):
        raise StudioError(
            sentence(
                "The weights in {path} are Python pickles, which can run programs when opened, so the studio never "
                "does.",
                path=str(path),
            ),
            sentence("Download the model's safetensors files instead."),
        )
    if any(file.suffix == ".gguf" for file in path.iterdir()):
        raise StudioError(
            sentence("{path} holds a GGUF and no safetensors.", path=str(path)),
            sentence("Teaching needs the model's original weights as safetensors."),
        )
    raise StudioError(
        sentence("{path} holds no weights.", path=str(path)), sentence("Put the model's *.safetensors files into it.")
    )


def read_header(file: Path) -> dict[str, Stored]:
    """The tensors of one safetensors file. Raises StudioError when it is damaged or incomplete."""
    from safetensors import SafetensorError, safe_open

    try:
        with safe_open(file, framework="np") as opened:
            found = {}
            for name in opened.keys():  # noqa: SIM118  not a dict: it only has keys()
                part = opened.get_slice(name)
                found[name] = Stored(tuple(part.get_shape()), part.get_dtype())
            return found
    except (SafetensorError, ValueError) as error:
        raise StudioError(
            sentence("{path} is damaged or incomplete ({reason}).", path=str(file), reason=str(error)),
            sentence("Download this file again; its size tells when it is whole."),
        ) from None


def match(shape: Shape, stored: dict[str, Stored], path: Path) -> str:
    """Holds the weights against the configuration and returns their type. Raises StudioError naming what differs."""
    missing = []
    dtypes: dict[str, int] = {}
    for name, sides in shape.tensors():
        found = stored.get(name)
        if found is None:
            missing.append(name)
            continue
        if found.sides != sides:
            raise StudioError(
                sentence(
                    "{name} in {path} has the shape {found}, and config.json asks for {wanted}.",
                    name=name,
                    path=str(path),
                    found=str(list(found.sides)),
                    wanted=str(list(sides)),
                ),
                sentence("Weights and config.json belong to different models; download both from one place."),
            )
        if found.dtype not in FLOATS:
            raise StudioError(
                sentence("{name} in {path} is stored as {dtype}.", name=name, path=str(path), dtype=found.dtype),
                sentence("Download the model's original 16-bit weights; the studio quantises them itself."),
            )
        dtypes[found.dtype] = dtypes.get(found.dtype, 0) + 1
    if missing:
        raise StudioError(
            sentence(
                "{number} tensors are missing from {path}, {name} among them.",
                number=len(missing),
                path=str(path),
                name=missing[0],
            ),
            sentence("Finish the download: all of the model's *.safetensors files must be there."),
        )
    return max(dtypes, key=lambda dtype: dtypes[dtype])


def licence(path: Path) -> str:
    """The licence its model card names in its first lines, or empty."""
    card = path / "README.md"
    if not card.is_file():
        return ""
    head = card.read_bytes()[:16_384].decode("utf-8", "replace").split("\n---", 1)[0]
    found = ""
    for line in head.splitlines():
        key, _, value = line.partition(":")
        if key.strip() in ("license", "license_name") and (key.strip() == "license_name" or not found):
            found = value.strip().strip("\"'")
    return found


def attributions(path: Path) -> tuple[str, ...]:
    """Whom everything made from this base must name: the lines of its ATTRIBUTION.txt, if it has one."""
    file = path / "ATTRIBUTION.txt"
    lines = file.read_text("utf-8").splitlines() if file.is_file() else []
    return tuple(line.strip() for line in lines if line.strip())


def fingerprint(path: Path, files: list[Path]) -> str:
    """A quick SHA-256 over what makes this base this base: reading all weights would take a minute for a large one."""
    digest = hashlib.sha256()
    for name in (*CONFIGS, *TOKENIZERS, "merges.txt"):
        file = path / name
        if file.is_file():
            digest.update(f"{name}:{file.stat().st_size}\n".encode())
            digest.update(file.read_bytes())
    for file in files:
        size = file.stat().st_size
        digest.update(f"{file.name}:{size}\n".encode())
        with file.open("rb") as opened:
            header = int.from_bytes(opened.read(8), "little")
            digest.update(opened.read(header))
            start = 8 + header
            for sample in range(SAMPLES):
                opened.seek(start + (size - start) * sample // SAMPLES)
                digest.update(opened.read(SAMPLE_BYTES))
    return digest.hexdigest()
