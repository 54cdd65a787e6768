"""The card inside a GGUF: what it is, what it was made from, under which licence, and how well it did.

It stands in general.* and subterra.* keys, which no program puts into a prompt; only the chat template reaches the
model. Reading and replacing cards is done here, on finished files.
"""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pydantic import BaseModel, ConfigDict, Field

from studio.base.errors import StudioError
from studio.base.sentences import sentence

if TYPE_CHECKING:
    from gguf import GGUFReader, GGUFWriter

_GENERAL = ("name", "description", "license", "version", "quantized_by")
PREFIX = "subterra."


class Card(BaseModel):
    """What a GGUF says of itself. `scores` and `recipe` are plain data; `attributions` are repeated from the base."""

    model_config = ConfigDict(frozen=True)

    name: str
    description: str = ""
    licence: str = ""
    attributions: tuple[str, ...] = ()
    procedure: str = ""
    procedure_hash: str = ""
    base: str = ""
    base_hash: str = ""
    recipe: dict[str, Any] = Field(default_factory=dict)
    scores: dict[str, Any] = Field(default_factory=dict)
    created: str = ""
    made_by: str = "Subterra Studio"

    def write(self, writer: GGUFWriter) -> None:
        """Add the card's keys to a file being written."""
        writer.add_name(harmless(self.name))
        writer.add_string("general.description", self.description)
        writer.add_string("general.license", self.licence)
        writer.add_string("general.quantized_by", self.made_by)
        for key in ("procedure", "procedure_hash", "base", "base_hash", "created"):
            writer.add_string(PREFIX + key, getattr(self, key))
        writer.add_string(PREFIX + "recipe", json.dumps(self.recipe, sort_keys=True) if self.recipe else "")
        writer.add_string(PREFIX + "scores", json.dumps(self.scores, sort_keys=True) if self.scores else "")
        writer.add_array(PREFIX + "attributions", list(self.attributions))


def harmless(name: str) -> str:
    """A name that does not change how llama.cpp tokenises: it strips spaces after special tokens, and may fail to load,
    where general.name contains "phi-3", "phi3" or "modern-bert"."""
    return re.sub(r"(?i)(phi|modern)(-?)(3|bert)", r"\1 \3", name)


def read_card(path: Path) -> Card:
    """The card of a GGUF made by the studio; of any other GGUF, what its general.* keys say."""
    reader = open_gguf(path)
    general = {name: _value(reader, f"general.{name}") for name in _GENERAL}
    ours = {name: _value(reader, PREFIX + name) for name in Card.model_fields}
    return Card(
        name=general["name"] or path.stem,
        description=general["description"] or "",
        licence=general["license"] or "",
        made_by=general["quantized_by"] or "",
        attributions=tuple(ours["attributions"] or ()),
        recipe=json.loads(ours["recipe"] or "{}"),
        scores=json.loads(ours["scores"] or "{}"),
        **{key: ours[key] or "" for key in ("procedure", "procedure_hash", "base", "base_hash", "created")},
    )


def replace_card(path: Path, card: Card) -> None:
    """Write `card` into a finished GGUF in place of its own, for instance with the scores of its verification.

    The tensors are copied byte for byte; the file is replaced only when the new one is whole."""
    reader = open_gguf(path)
    partial = path.with_name(path.name + ".partial")
    writer = _writer(partial, str(_value(reader, "general.architecture")))
    copy_keys(reader, writer, (key for key in reader.fields if not _is_card(key)))
    card.write(writer)
    for tensor in reader.tensors:
        writer.add_tensor_info(
            tensor.name, tensor.data.shape, tensor.data.dtype, tensor.data.nbytes, raw_dtype=tensor.tensor_type
        )
    begin(writer)
    for tensor in reader.tensors:
        writer.write_tensor_data(tensor.data)
    finish(writer, partial, path)


def write_scores(path: Path, scores: dict[str, Any]) -> None:
    """Add what verification measured to the card of a finished GGUF."""
    replace_card(path, read_card(path).model_copy(update={"scores": scores}))


def _is_card(key: str) -> bool:
    return key.startswith(PREFIX) or key in [f"general.{name}" for name in _GENERAL]


def open_gguf(path: Path) -> GGUFReader:
    """A reader of a GGUF. Raises StudioError where the file is none."""
    import gguf

    try:
        return gguf.GGUFReader(path)
    except FileNotFoundError as error:
        raise StudioError(
            sentence("{file} does not exist.", file=path.name), sentence("Choose another file.")
        ) from error
    except (ValueError, IndexError, KeyError, OSError, UnicodeDecodeError) as error:
        raise StudioError(
            sentence("{file} is not a whole GGUF file.", file=path.name), sentence("Export or copy it again.")
        ) from error


def _value(reader: GGUFReader, key: str) -> Any:
    found = reader.get_field(key)
    return None if found is None else found.contents()


def copy_keys(reader: GGUFReader, writer: GGUFWriter, keys: Iterable[str]) -> None:
    """Copy metadata as it stands. The header's own counters and the architecture, which the writer adds, stay out."""
    import gguf

    for key in keys:
        found = reader.get_field(key)
        if found is None or key.startswith("GGUF.") or key == "general.architecture":
            continue
        inner = found.types[-1] if found.types[0] == gguf.GGUFValueType.ARRAY else None
        writer.add_key_value(key, found.contents(), found.types[0], sub_type=inner)


def _writer(path: Path, arch: str) -> GGUFWriter:
    import gguf

    return gguf.GGUFWriter(path, arch)


def begin(writer: GGUFWriter) -> None:
    """Write everything before the tensors' data."""
    writer.write_header_to_file()
    writer.write_kv_data_to_file()
    writer.write_ti_data_to_file()


def finish(writer: GGUFWriter, partial: Path, path: Path) -> None:
    """Close a file being written, make sure it is on disk, and give it its name."""
    writer.flush()
    writer.close()
    settle(partial, path)


def settle(partial: Path, path: Path) -> None:
    """Give a finished file its name, once its bytes are on disk."""
    with partial.open("rb") as stream:
        os.fsync(stream.fileno())
    os.replace(partial, path)
