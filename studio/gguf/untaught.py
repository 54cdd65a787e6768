"""The worker that packs a base model as it came, untaught: `studio worker untaught FOLDER OUT KIND THREADS`.

Made for comparing a compiled model with its base. It is a process of its own, so that the window needs nothing of what
packs models; it answers with one JSON line on standard output: {} or {"error", "hint"}.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import cast, get_args

from studio.base.errors import StudioError
from studio.base.sentences import sentence, whole
from studio.gguf.card import Card
from studio.gguf.export import export
from studio.gguf.quantise import Kind
from studio.models.folder import attributions, describe, licence


def pack(folder: Path, out: Path, kind: str, threads: int) -> None:
    """Write the GGUF of an untaught base. Raises StudioError."""
    if kind not in get_args(Kind):
        raise StudioError(
            sentence("There is no kind of GGUF called {kind}.", kind=kind),
            sentence("Choose one of {names}.", names=", ".join(get_args(Kind))),
        )
    base = describe(folder)
    card = Card(
        name=base.name,
        description="A base model as it came, taught nothing, packed for comparison.",
        licence=licence(folder),
        attributions=attributions(folder),
        base=base.name,
        base_hash=base.hash,
    )
    export(folder, out, kind=cast(Kind, kind), card=card, threads=threads)


def main(arguments: Sequence[str]) -> int:
    """Be the worker. Exit code 1 after an error that the answer tells."""
    folder, out, kind, threads = arguments
    try:
        pack(Path(folder), Path(out), kind, int(threads))
    except StudioError as error:
        print(json.dumps(whole({"error": error.message, "hint": error.hint})), flush=True)
        return 1
    print("{}", flush=True)
    return 0
