"""A base model on offer in the window's words: whether it can be used here, its licence, sizes, where it is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from PySide6.QtCore import QCoreApplication

from studio.compile.estimate import SMALL
from studio.models.offers import Offer
from studio.ui.compile.sheet_words import base_name, size
from studio.ui.files.language import said
from studio.ui.panels.rows import Row


class Verdict(NamedTuple):
    """Whether a model can be used here: a sign, a sentence, a quieter one."""

    sign: str
    sentence: str
    remedy: str = ""


def tr(text: str) -> str:
    return QCoreApplication.translate("bases", text)


def rows(mine: Iterable[Offer], known: Iterable[Offer], chosen: str) -> Iterator[Row]:
    """The list: what is on this computer, then what is known and would have to be fetched."""
    yield Row(key="#mine", title=tr("On this computer"), heading=True)
    for offer in mine:
        yield _row(offer, chosen)
    others = list(known)
    if others:
        yield Row(key="#known", title=tr("Known, not on this computer"), heading=True)
        for offer in others:
            yield _row(offer, chosen)


def _row(offer: Offer, chosen: str) -> Row:
    verdict = verdict_of(offer)
    tone = {"good": "good", "info": "soft"}.get(verdict.sign, verdict.sign)
    return Row(
        key=key_of(offer),
        title=base_name(offer.name),
        trail=size(offer.stored) if offer.stored else "",
        icon=verdict.sign,
        tone=tone,
        bold=offer.kind in ("starter", "folder") and offer.name == chosen,
        faint=not offer.fits and offer.kind == "known",
        data=offer,
        tip=verdict.sentence,
    )


def key_of(offer: Offer) -> str:
    """What tells rows apart: a known one may have the name of an added one."""
    return f"known:{offer.name}" if offer.kind == "known" else mine_key(offer.name)


def mine_key(name: str) -> str:
    """The key of a model on this computer."""
    return f"mine:{name}"


def kind_words(offer: Offer) -> str:
    """What it is, in a few words."""
    return {
        "starter": tr("Comes with the studio"),
        "folder": tr("Added by you"),
        "gguf": tr("Added by you, a packed model (GGUF)"),
        "known": tr("Known to the studio"),
    }[offer.kind]


def verdict_of(offer: Offer) -> Verdict:
    """Whether it can be used, and what to do where it cannot."""
    if offer.problem and not Path(offer.where).exists():
        gone = tr("Put it back there, or press “Forget” and add it again where it is now.")
        return Verdict("problem", tr("It is no longer where it was."), gone)
    if offer.problem:
        return Verdict("problem", said(offer.problem), said(offer.remedy))
    if offer.use == "write":
        return Verdict(
            "info",
            tr("It can write practice conversations and chat, but not be taught."),
            tr("To teach it, add the model's original folder with its safetensors files."),
        )
    if offer.fits:
        return Verdict("good", tr("It can be taught on this computer."), _slowness(offer))
    if offer.slow:
        slow = tr("Without a graphics card, teaching it takes longer than a night.")
        return Verdict("advice", tr("It is too slow on this computer."), slow)
    much = tr("Teaching it takes about {memory} of memory, best on a graphics card.").format(memory=size(offer.memory))
    return Verdict("advice", tr("It is too large for this computer."), much)


def _slowness(offer: Offer) -> str:
    return "" if offer.parameters < SMALL else tr("It learns more slowly than the starter; allow it more time.")


def facts(offer: Offer) -> Iterator[tuple[str, str]]:
    """What is worth knowing, each with its name."""
    if not offer.problem:
        yield tr("Licence"), licence(offer)
    if offer.languages:
        yield tr("Languages"), _languages(offer.languages)
    if offer.stored:
        yield tr("Size"), _size(offer)
    if offer.memory:
        yield tr("Memory to teach"), tr("about {size}").format(size=size(offer.memory))
    if offer.chat:
        yield tr("Memory to use"), tr("about {size}").format(size=size(offer.chat))
    yield (tr("Would come from") if offer.kind == "known" else tr("Place")), offer.where


def licence(offer: Offer) -> str:
    """Its licence, and whether it may be used in trade where that is known."""
    name = offer.licence or tr("not named in its card")
    trade = {
        "yes": tr("may be used in trade"),
        "conditions": tr("used in trade on conditions"),
        "no": tr("not to be used in trade"),
    }.get(offer.commercial, "")
    return tr("{name}, {trade}").format(name=name, trade=trade) if trade else name


def _languages(languages: str) -> str:
    return {"English": tr("English"), "many languages": tr("many languages")}.get(languages, languages)


def _size(offer: Offer) -> str:
    if offer.kind == "known":
        return tr("{size} to fetch").format(size=size(offer.stored))
    return size(offer.stored)


def notes(offer: Offer) -> Iterator[str]:
    """What else there is to know."""
    if offer.kind == "known":
        yield tr(
            "The studio fetches nothing by itself. Fetch the whole folder with a browser, or ask whoever looks after "
            "your computers; then press “Add a folder…”."
        )
        if offer.gated:
            yield tr("Its maker asks for a form to be filled in first.")
    for note in offer.notes:
        yield _note(note)


def _note(note: str) -> str:
    """What the list of models, or the look into a folder, says besides."""
    return {
        "Sizes are of the language part; the download also holds a part that reads pictures, and must be saved as text "
        "only (Gemma3ForCausalLM) before it can be taught.": tr(
            "Sizes are of the language part; the download also holds a part that reads pictures, and must be saved as "
            "text only (Gemma3ForCausalLM) before it can be taught."
        ),
        "Its folder names program files; remove auto_map from config.json before adding it.": tr(
            "Its folder names program files; remove auto_map from config.json before adding it."
        ),
        "Pickle files in the folder are never opened; only its safetensors are read.": tr(
            "Pickle files in the folder are never opened; only its safetensors are read."
        ),
    }.get(note, note)


def refused(path: str) -> str:
    """What was tried, over the reason why not."""
    return tr("{path} was not added.").format(path=path)
