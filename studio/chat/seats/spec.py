"""Which seat is wanted, as a record that the window keeps and the command line reads.

Opening it is `room`'s business.
"""

from __future__ import annotations

from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field, model_validator

from studio.base.errors import StudioError
from studio.base.sentences import sentence
from studio.chat.seats.seat import SeatKind

OWN: tuple[SeatKind, ...] = ("compiled", "prompted", "orchestrated")
TITLES: dict[SeatKind, str] = {
    "compiled": "Compiled",
    "prompted": "Prompted",
    "orchestrated": "Orchestrated",
    "gguf": "Another model",
    "endpoint": "Server",
}
GUARDED = "Compiled, guarded"  # which may sit beside the compiled one that is not


class SeatSpec(BaseModel):
    """A seat that can be opened. `path` is the GGUF of kind "gguf"; `url` and `model` belong to kind "endpoint", whose
    key, if it has one, stands apart in `keys` under `url`. `public` says that the person has agreed to an address
    outside the premises. `guarded` counts for the compiled seat only, and with it `sure`: below so much certainty of a
    decision, from 0 to 1, it asks again instead."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    kind: SeatKind
    title: str = ""
    path: Path | None = None
    url: str = ""
    model: str = ""
    public: bool = False
    guarded: bool = False
    sure: float = Field(default=0.0, ge=0, le=1)

    @model_validator(mode="after")
    def _whole(self) -> SeatSpec:
        if self.kind == "gguf" and self.path is None:
            raise ValueError("a seat of kind gguf needs a path")
        if self.kind == "endpoint" and not self.url:
            raise ValueError("a seat of kind endpoint needs a url")
        return self

    @property
    def id(self) -> str:
        """The same each time: "compiled", "guarded", "gguf:NAME", "endpoint:HOST/MODEL"."""
        if self.kind == "gguf" and self.path is not None:
            return f"gguf:{self.path.name}"
        if self.kind == "endpoint":
            return f"endpoint:{self.url.partition('://')[2].rstrip('/')}" + (f"#{self.model}" if self.model else "")
        return "guarded" if self.guarded else self.kind

    @property
    def name(self) -> str:
        """What stands above it unless the person gave it a title."""
        if self.title:
            return self.title
        if self.kind == "gguf" and self.path is not None:
            return self.path.stem
        if self.kind == "compiled" and self.guarded:
            return GUARDED
        return self.model or TITLES[self.kind] if self.kind == "endpoint" else TITLES[self.kind]


def read_spec(text: str) -> SeatSpec:
    """A seat as the command line names it: compiled, guarded, prompted, orchestrated, a GGUF's path, or a server's
    address with its model after "#". Raises StudioError."""
    word = text.strip()
    if word == "guarded":
        return SeatSpec(kind="compiled", guarded=True)
    for kind in OWN:
        if word == kind:
            return SeatSpec(kind=kind)
    if word.startswith(("http://", "https://")):
        url, _, model = word.partition("#")
        return SeatSpec(kind="endpoint", url=url, model=model)
    if word.endswith(".gguf"):
        return SeatSpec(kind="gguf", path=Path(word).expanduser().absolute())
    raise StudioError(
        sentence("There is no seat called {name}.", name=repr(word)),
        sentence(
            "Name compiled, guarded, prompted, orchestrated, a GGUF's path, or a server's address "
            "(http://HOST:PORT/v1)."
        ),
    )


def written(spec: SeatSpec) -> str:
    """A seat as the command line names it: what `read_spec` reads."""
    if spec.kind == "gguf":
        return str(spec.path)
    if spec.kind == "endpoint":
        return f"{spec.url}#{spec.model}" if spec.model else spec.url
    return spec.id


def read_specs(text: str, *, guarded: bool = False, sure: float = 0.0) -> list[SeatSpec]:
    """Several seats, parted by commas, each once. With `guarded` the compiled one is, and must be so `sure`. Raises
    StudioError."""
    specs = [read_spec(name) for name in text.split(",") if name.strip()]
    if guarded:
        held = {"guarded": True, "sure": sure}
        specs = [spec.model_copy(update=held) if spec.kind == "compiled" else spec for spec in specs]
    names = [spec.id for spec in specs]
    twice = next((name for name in names if names.count(name) > 1), "")
    if twice or not specs:
        raise StudioError(
            sentence("The seat {twice} is named twice.", twice=twice) if twice else sentence("No seat is named."),
            sentence("Name each seat once, with commas."),
        )
    return specs
