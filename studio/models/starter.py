"""The base model in the box: where it is and whether it is whole."""

from __future__ import annotations

from studio.base import paths
from studio.base.errors import StudioError
from studio.base.sentences import sentence
from studio.models.folder import BaseFolder, describe

NAME = "starter"


def starter() -> BaseFolder:
    """The starter's description. Raises StudioError when it is missing or damaged."""
    try:
        return describe(paths.starter()).model_copy(update={"name": NAME})
    except StudioError as error:
        raise StudioError(
            sentence("The base model that comes with the studio cannot be used: {reason}", reason=error.message),
            sentence("Install the studio again; nothing of yours is lost."),
        ) from error
