"""The base models we know by name: licence, dimensions, and what follows from them. Data in resources/models.json.

Nothing here says that a model is on this disk; that is `library`.
"""

from __future__ import annotations

import json
from functools import cache
from typing import Literal

from pydantic import BaseModel, ConfigDict

from studio.base.errors import StudioError
from studio.base.paths import resources
from studio.base.sentences import sentence
from studio.models.fits import Method, chat_bytes, teaching_bytes
from studio.models.shapes import Shape

FILE = "models.json"


class Known(BaseModel):
    """One known base model. `gated` is None where we are not sure; `commercial`: may it be used in trade?"""

    model_config = ConfigDict(frozen=True, extra="forbid")

    name: str
    repository: str
    licence: str
    commercial: Literal["yes", "conditions", "no"]
    gated: bool | None
    languages: str
    shape: Shape
    note: str = ""

    @property
    def download_bytes(self) -> int:
        """Size of the 16-bit weights."""
        return 2 * self.shape.parameters

    def teaching(self, method: Method) -> int:
        """Bytes of memory to teach it."""
        return teaching_bytes(self.shape, method)

    def chat(self, kind: Literal["Q8_0", "Q4_K_M"]) -> int:
        """Bytes of memory to chat with it."""
        return chat_bytes(self.shape, kind)


@cache
def catalogue() -> tuple[Known, ...]:
    """All known bases, smallest first."""
    data = json.loads((resources() / FILE).read_text("utf-8"))
    return tuple(sorted((Known(**entry) for entry in data["models"]), key=lambda known: known.shape.parameters))


def known(name: str) -> Known:
    """The entry called `name`, in any case, or by its repository. Raises StudioError with the names there are."""
    for entry in catalogue():
        if name.casefold() in (entry.name.casefold(), entry.repository.casefold()):
            return entry
    names = ", ".join(entry.name for entry in catalogue())
    raise StudioError(
        sentence("No base model called {name} is known.", name=name), sentence("Known are: {names}.", names=names)
    )
