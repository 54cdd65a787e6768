"""The commands about base models: what is known, what was added, adding and forgetting."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path

from studio.base import paths
from studio.base.command import GOOD, Argument, answer, command
from studio.base.devices import look
from studio.models import library, offers
from studio.models.catalogue import catalogue
from studio.models.fits import Fit, chat_bytes, fits, giga
from studio.models.folder import BaseFolder


@command(
    Argument("path", type=Path, help="a Hugging Face folder with safetensors, or a GGUF for chat and writing"),
    Argument("--name", default="", help="what to call it; else the name of the folder or file"),
)
def add(asked: Namespace) -> int:
    """Check a base model on this disk, list it by name and say what teaching it will cost."""
    entry = library.add(asked.path, asked.name)
    data = {"name": entry.name, "path": str(entry.path), "kind": entry.kind}
    if entry.kind == "gguf":
        answer(asked, data, f"Added {entry.name}, a GGUF for chat and writing.")
        return GOOD
    base = library.base(entry.name)
    found = fits(base.shape, look(base.path))
    costs = [fit._asdict() for fit in found]
    answer(asked, {**data, **base.model_dump(mode="json"), "costs": costs}, told(base, found))
    return GOOD


@command()
def listed(asked: Namespace) -> int:
    """List the base models that can be taught here: size, memory to teach, licence, place, and whether it fits."""
    found = offers.on_disk(look(paths.runs()))
    data = [offer.model_dump(mode="json") for offer in found]
    head = f"{'base':24} {'size':>9} {'memory':>9}  {'licence':16} place"
    answer(asked, data, "\n".join([head, *map(offers.line, found)]))
    return GOOD


@command(Argument("name", help="the name that `studio models list` shows"))
def remove(asked: Namespace) -> int:
    """Forget an added base model; its files stay where they are."""
    entry = library.remove(asked.name)
    answer(asked, {"removed": entry.name, "path": str(entry.path)}, f"Forgot {entry.name}; {entry.path} is untouched.")
    return GOOD


@command()
def known(asked: Namespace) -> int:
    """List the base models known by name: licence, download, memory to teach and to chat."""
    head = f"{'base':18}{'download':>10}{'qlora':>9}{'lora':>9}{'full':>10}{'chat Q8':>9}{'chat Q4':>9}  licence"
    lines, data = [head], []
    here = {offer.name: offer for offer in offers.known(look(paths.runs()))}
    for entry in catalogue():
        costs = {method: entry.teaching(method) for method in ("qlora", "lora", "full")}
        chat = {kind: entry.chat(kind) for kind in ("Q8_0", "Q4_K_M")}
        sizes = "".join(
            f"{giga(size):>{width}}"
            for size, width in zip((*costs.values(), *chat.values()), (9, 9, 10, 9, 9), strict=True)
        )
        gated = ", behind a form" if entry.gated else ""
        fit = "" if here[entry.name].fits else ", not for this computer"
        lines.append(f"{entry.name:18}{giga(entry.download_bytes):>10}{sizes}  {entry.licence}{gated}{fit}")
        offer = here[entry.name].model_dump(mode="json")
        more = {"download": entry.download_bytes, "teaching": costs, "chat": chat, "offer": offer}
        data.append({**entry.model_dump(), **more})
    answer(asked, data, "\n".join(lines))
    return GOOD


def told(base: BaseFolder, found: tuple[Fit, ...]) -> str:
    """A base and its costs in a few lines."""
    lines = [
        f"Added {base.name}: {base.parameters / 1e6:,.0f} million parameters, {base.shape.family}, {base.dtype}, "
        f"context {base.shape.context:,}, licence {base.licence or 'not named in its card'}.",
    ]
    for fit in found:
        verdict = f"about {fit.minutes:,.0f} minutes a million tokens" if fit.fits else f"does not fit: {fit.why}"
        lines.append(f"  {fit.method:6} on {fit.device}: {giga(fit.memory)} memory, {giga(fit.disk)} disk; {verdict}")
    lines.append(
        f"  chat at Q8_0: {giga(chat_bytes(base.shape, 'Q8_0'))}, at Q4_K_M: {giga(chat_bytes(base.shape, 'Q4_K_M'))}"
    )
    return "\n".join([*lines, *base.notes])
