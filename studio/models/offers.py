"""What base models there are to choose from: those on this disk, and known ones that would have to be fetched.

For each: its licence, how large it is, what teaching and using it takes, and whether that fits this computer. Looking
at files costs time; the window therefore asks a child for it (`studio models list`, `studio models known`).
"""

from __future__ import annotations

from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict

from studio.base import paths
from studio.base.devices import Computer
from studio.base.errors import StudioError
from studio.base.sentences import in_language, system_language
from studio.models import ggufcheck, library, starter
from studio.models.catalogue import Known, catalogue
from studio.models.fits import METHODS, Fit, Method, chat_bytes, fits, giga
from studio.models.folder import BaseFolder
from studio.models.shapes import Shape

Use = Literal["teach", "write"]
# Teaching on a processor alone: minutes for a million tokens beyond which a procedure takes longer than a night.
PATIENCE = 600.0


class Offer(BaseModel):
    """One model. `where` is its folder or file, or the repository it would come from; `stored` is the bytes of its
    weights. `memory` and `method` are those of the least way of teaching it that fits, or of the least of all where
    none does; `why` then says why not, and `slow` that it is for want of speed. `problem` and `remedy` where it cannot
    be used at all."""

    model_config = ConfigDict(frozen=True)

    name: str
    kind: Literal["starter", "folder", "gguf", "known"]
    where: str
    use: Use = "teach"
    licence: str = ""
    commercial: Literal["", "yes", "conditions", "no"] = ""
    gated: bool | None = None
    languages: str = ""
    parameters: int = 0
    stored: int = 0
    method: Method | None = None
    memory: int = 0
    chat: int = 0
    fits: bool = True
    why: str = ""
    slow: bool = False
    notes: tuple[str, ...] = ()
    problem: str = ""
    remedy: str = ""


def on_disk(computer: Computer) -> tuple[Offer, ...]:
    """The starter and everything added, each looked at anew. Raises StudioError where the list itself is broken."""
    found = [_base(starter.NAME, "starter", str(paths.starter()), computer)]
    for entry in library.entries():
        if entry.kind == "gguf":
            found.append(_gguf(entry.name, entry.path))
        else:
            found.append(_base(entry.name, "folder", str(entry.path), computer))
    return tuple(found)


def known(computer: Computer) -> tuple[Offer, ...]:
    """The known ones, smallest first."""
    return tuple(_known(entry, computer) for entry in catalogue())


def taught(shape: Shape, computer: Computer) -> tuple[Fit, str]:
    """The way of teaching a base here that suits best, and why it will not do where none does."""
    ways = fits(shape, computer)
    card = bool(computer.gpus)
    small = shape.parameters < 100_000_000
    wanted: tuple[Method, ...] = (
        ("full", "lora", "qlora") if small else ("qlora", "lora") if card else ("lora", "qlora")
    )
    for method in wanted:
        way = ways[METHODS.index(method)]
        if way.fits and (card or way.minutes <= PATIENCE):
            return way, ""
    least = min(ways, key=lambda way: way.memory)
    if least.fits:
        return least, f"Without a graphics card it learns too slowly: {least.minutes / 60:,.0f} hours a million tokens."
    return least, least.why


def offered(base: BaseFolder, name: str, kind: Literal["starter", "folder"], computer: Computer) -> Offer:
    """A sound base."""
    way, why = taught(base.shape, computer)
    return Offer(
        name=name,
        kind=kind,
        where=str(base.path),
        licence=base.licence,
        parameters=base.parameters,
        stored=base.weight_bytes,
        method=way.method,
        memory=way.memory,
        chat=chat_bytes(base.shape, "Q8_0" if base.parameters < 3_000_000_000 else "Q4_K_M"),
        fits=not why,
        why=why,
        slow=bool(why) and way.fits,
        notes=base.notes,
    )


def line(offer: Offer) -> str:
    """An offer in one line of the command line."""
    size = giga(offer.stored) if offer.stored else "-"
    memory = giga(offer.memory) if offer.memory else "-"
    said = offer.problem or ("chat and writing only" if offer.use == "write" else "fits" if offer.fits else offer.why)
    return f"{offer.name:24} {size:>9} {memory:>9}  {offer.licence or '-':16} {offer.where}  ({said})"


def _base(name: str, kind: Literal["starter", "folder"], where: str, computer: Computer) -> Offer:
    try:
        return offered(library.base(name), name, kind, computer)
    except StudioError as error:
        return Offer(
            name=name, kind=kind, where=where, fits=False, problem=_said(error.message), remedy=_said(error.hint)
        )


def _said(text: str) -> str:
    return in_language(text, system_language())


def _gguf(name: str, path: Path) -> Offer:
    try:
        header = ggufcheck.check(path)
        stored = path.stat().st_size
    except (StudioError, OSError) as error:
        told = (error.message, error.hint) if isinstance(error, StudioError) else (str(error), "")
        problem, remedy = map(_said, told)
        return Offer(
            name=name, kind="gguf", use="write", where=str(path), fits=False, problem=problem, remedy=remedy
        )  # fmt: skip
    licence = header.values.get("general.license", "")
    return Offer(
        name=name,
        kind="gguf",
        use="write",
        where=str(path),
        licence=licence if isinstance(licence, str) else "",
        stored=stored,
        chat=int(stored * 1.1),
    )


def _known(entry: Known, computer: Computer) -> Offer:
    way, why = taught(entry.shape, computer)
    return Offer(
        name=entry.name,
        kind="known",
        where=entry.repository,
        licence=entry.licence,
        commercial=entry.commercial,
        gated=entry.gated,
        languages=entry.languages,
        parameters=entry.shape.parameters,
        stored=entry.download_bytes,
        method=way.method,
        memory=way.memory,
        chat=chat_bytes(entry.shape, "Q8_0" if entry.shape.parameters < 3_000_000_000 else "Q4_K_M"),
        fits=not why,
        why=why,
        slow=bool(why) and way.fits,
        notes=(entry.note,) if entry.note else (),
    )
