"""What a person has set once for all their work. What belongs to one procedure stands in its file, not here."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from studio.base import paths
from studio.base.atomic import write_text
from studio.base.errors import StudioError, from_os
from studio.base.sentences import sentence


class Settings(BaseModel):
    """`threads` None means as many as the computer has cores. A newer studio's settings are kept, not understood."""

    model_config = ConfigDict(frozen=True, extra="allow")

    threads: int | None = Field(default=None, ge=1, le=1024)
    runs_folder: Path | None = None
    budget: Literal["quick", "standard", "thorough"] = "standard"
    base: str = "starter"
    keep_chats: bool = True

    def runs(self) -> Path:
        """Where runs go unless a folder is named."""
        return self.runs_folder or paths.runs()


def file() -> Path:
    return paths.data() / "settings.json"


def load() -> Settings:
    """The person's settings, or the defaults when there are none yet. Raises StudioError when the file is broken."""
    try:
        return Settings.model_validate_json(file().read_text("utf-8"))
    except FileNotFoundError:
        return Settings()
    except OSError as error:
        raise from_os(error, sentence("Reading the settings")) from error
    except (ValidationError, UnicodeDecodeError) as error:
        raise StudioError(
            sentence("The settings in {file} cannot be understood.", file=str(file())),
            sentence("Delete that file to start again with the defaults."),
        ) from error


def save(settings: Settings) -> None:
    """Keep the settings. Raises StudioError."""
    try:
        file().parent.mkdir(parents=True, exist_ok=True)
        write_text(file(), settings.model_dump_json(indent=1, exclude_defaults=True) + "\n")
    except OSError as error:
        raise from_os(error, sentence("Saving the settings")) from error
