"""The base model of a run as a GGUF, untaught, packed in the same number format as the run's own model.

Made once, by a worker, and kept in the run's folder, so that it goes when the run is deleted.
"""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from pydantic import BaseModel, ConfigDict, ValidationError

from studio.base import lock, processes
from studio.base.atomic import write_text
from studio.base.errors import StudioError, from_os
from studio.base.runfolder import RunFolder
from studio.base.sentences import restored, sentence
from studio.conversations.encoder import read_marks
from studio.engine.client import physical_cores
from studio.models import ggufcheck, library
from studio.models.folder import BaseFolder, describe, read_json

FOLDER = "seats"
KINDS = {0: "F32", 1: "F16", 7: "Q8_0", 15: "Q4_K_M", 32: "F16"}  # llama.cpp's file types; it has no BF16 of ours
WAIT = 0.2
Note = Callable[[str], None]


class Origin(BaseModel):
    """Of what a compile writes down when it begins, what leads to its base."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    base: str
    base_folder: Path
    base_hash: str = ""


class PackedBase(BaseModel):
    """A packed base. `same` says that it is the very base the run's model was made from; `template` is its own chat
    template, empty where it has none; `bos` and `end` are the marks of its conversations."""

    model_config = ConfigDict(frozen=True)

    path: Path
    name: str
    hash: str
    kind: str
    parameters: int
    same: bool
    template: str
    bos: str
    end: str


def find_base(run: RunFolder) -> tuple[BaseFolder, bool]:
    """The base of a run's model and whether it is the very same. Raises StudioError where it cannot be found."""
    origin = _origin(run)
    with suppress(StudioError):
        found = describe(origin.base_folder)
        return found.model_copy(update={"name": origin.base}), found.hash == origin.base_hash
    try:
        found = library.base(origin.base)
    except StudioError as error:
        raise StudioError(
            sentence(
                "The base model {base} of this run is no longer where it was, {path}.",
                base=origin.base,
                path=str(origin.base_folder),
            ),
            sentence("Put its folder back there, or add it again with `studio models add PATH`."),
        ) from error
    return found, found.hash == origin.base_hash


def pack_base(run: RunFolder, note: Note | None = None) -> PackedBase:
    """The base's GGUF; made where it is not there yet, which takes a while. Raises StudioError."""
    kind = number_format(run.gguf)
    folder = run.path / FOLDER
    told = folder / "base.json"
    known = _known(told)
    if known is not None and known.kind == kind:
        return known
    base, same = find_base(run)
    try:
        folder.mkdir(exist_ok=True)
        with _alone(folder / "lock"):
            known = _known(told)  # another may have made it meanwhile
            if known is not None and known.kind == kind:
                return known
            if note is not None:
                note(sentence("Packing the base model {base} as it came ...", base=base.name))
            _pack(base.path, folder / "base.gguf", kind)
            made = _described(base, same, folder / "base.gguf", kind)
            write_text(told, made.model_dump_json(indent=1, exclude={"path"}) + "\n")
            return made
    except OSError as error:
        raise from_os(error, sentence("Packing the base model")) from error


def number_format(gguf: Path) -> str:
    """The number format of the run's own model."""
    return KINDS.get(int(ggufcheck.check(gguf).values.get("general.file_type", 7)), "Q8_0")


def chat_template(folder: Path) -> str:
    """The chat template in a base model's folder; empty where it has none."""
    file = folder / "chat_template.jinja"
    if file.is_file():
        return file.read_text("utf-8", "replace")
    path = folder / "tokenizer_config.json"
    found = read_json(path).get("chat_template") if path.is_file() else None
    if isinstance(found, list):  # several, by name
        named = {str(one.get("name")): one.get("template") for one in found if isinstance(one, dict)}
        found = named.get("default")
    return found if isinstance(found, str) else ""


def _origin(run: RunFolder) -> Origin:
    try:
        return Origin.model_validate_json((run.path / "order.json").read_text("utf-8"))
    except (OSError, ValidationError, UnicodeDecodeError) as error:
        raise StudioError(
            sentence("The run in {path} does not say from which base model it was made.", path=str(run.path)),
            sentence("Compile the procedure again."),
        ) from error


def _known(told: Path) -> PackedBase | None:
    try:
        data = json.loads(told.read_text("utf-8"))
        found = PackedBase.model_validate({**data, "path": told.with_name("base.gguf")})
    except (OSError, ValueError, TypeError):
        return None
    return found if found.path.is_file() else None


def _described(base: BaseFolder, same: bool, path: Path, kind: str) -> PackedBase:
    marks = read_marks(base.path)
    return PackedBase(
        path=path,
        name=base.name,
        hash=base.hash,
        kind=kind,
        parameters=base.parameters,
        same=same,
        template=chat_template(base.path),
        bos=marks.bos,
        end=marks.end,
    )


def _pack(folder: Path, out: Path, kind: str) -> None:
    child = processes.start(
        "untaught",
        str(folder),
        str(out),
        kind,
        str(physical_cores()),
        title=sentence("Packing the base model"),
        talk=True,
    )
    try:
        assert child.process.stdout is not None
        lines = child.process.stdout.read().splitlines()
        outcome = child.wait()
    except BaseException:
        child.stop()
        raise
    answer = restored(json.loads(lines[-1])) if lines else {}
    if "error" in answer:
        raise StudioError(answer["error"], answer["hint"])
    if outcome is not None and not outcome.was_successful():
        raise outcome.error()


class _alone:
    """Hold a lock, waiting for whoever has it."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def __enter__(self) -> None:
        while True:
            self._held = lock.hold(self._path)
            try:
                self._held.__enter__()
                return
            except lock.Held:
                time.sleep(WAIT)

    def __exit__(self, *details: object) -> None:
        self._held.__exit__(None, None, None)
