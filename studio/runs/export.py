"""Handing a run out: its GGUF alone, or a folder with all that whoever receives it needs.

A folder appears whole or not at all. It holds the GGUF, the report, the model card, the notes about the licence, and
ready-made files for Ollama, llama.cpp's server and LM Studio. The window has this done by a child process.
"""

from __future__ import annotations

import json
import os
import shutil
import unicodedata
import uuid
from pathlib import Path
from typing import Any

from studio.base.atomic import replace_file, replace_folder, write_text
from studio.base.errors import StudioError, from_os
from studio.base.runfolder import RunFolder, open_run
from studio.base.sentences import sentence
from studio.gguf.card import Card, read_card
from studio.gguf.marks import marks_of
from studio.models.ggufcheck import check
from studio.runs import leaflets, programs
from studio.runs.keeping import procedure_of
from studio.runs.programs import PUBLISHER, Shipped
from studio.runs.record import Record, read
from studio.runs.sizes import size_of, size_words

LARGEST_CONTEXT = 4096  # as it was checked
LEAFLETS = 4 << 20  # bytes, at most, of what goes with a GGUF


def file_name(name: str) -> str:
    """A procedure's name for files and for programs that take plain letters only."""
    plain = unicodedata.normalize("NFKD", name.casefold()).encode("ascii", "ignore").decode()
    return "-".join("".join(c if c.isalnum() else " " for c in plain).split())[:40].strip("-") or "procedure"


def export_gguf(path: Path, out: Path, *, over: bool = False) -> Path:
    """Copy the model to a file, or into a folder under the procedure's name. Raises StudioError."""
    run = _with_model(path)
    goal = out / f"{file_name(run.manifest().name)}.gguf" if out.is_dir() else out
    if goal.exists() and not over:
        raise StudioError(
            sentence("{path} exists already.", path=str(goal)),
            sentence("Choose another name, or say that it may be replaced."),
        )
    try:
        goal.parent.mkdir(parents=True, exist_ok=True)
        _room(goal.parent, size_of(run.gguf))
        _copy(run.gguf, goal)
    except OSError as error:
        raise from_os(error, sentence("Writing {path}", path=str(goal))) from error
    return goal


def export_folder(path: Path, out: Path) -> list[Path]:
    """Make the folder `out`, which must be new or empty, and return its files. Raises StudioError."""
    run = _with_model(path)
    record = read(path)
    assert record is not None
    if out.exists() and (not out.is_dir() or any(out.iterdir())):
        raise StudioError(
            sentence("{path} is not empty.", path=str(out)), sentence("Choose a new folder, or an empty one.")
        )
    new = out.with_name(f".{out.name}.{uuid.uuid4().hex[:8]}.tmp")
    try:
        out.parent.mkdir(parents=True, exist_ok=True)
        _room(out.parent, size_of(run.gguf) + LEAFLETS)
        new.mkdir()
        _fill(new, run, record)
        if out.exists():
            out.rmdir()
        replace_folder(new, out)
    except OSError as error:
        raise from_os(error, sentence("Writing {path}", path=str(out))) from error
    finally:
        shutil.rmtree(new, ignore_errors=True)
    return sorted(file for file in out.rglob("*") if file.is_file())


def _fill(new: Path, run: RunFolder, record: Record) -> None:
    card = read_card(run.gguf)
    record = record.model_copy(update={"name": " ".join(record.name.split())})
    shipped = Shipped(record.name, file_name(record.name), marks_of(run.gguf), _context(run.gguf))
    model = new / f"{shipped.file}.gguf"
    _copy(run.gguf, model)
    if run.report.is_file():
        shutil.copyfile(run.report, new / "report.html")
    order = _object(run.path / "order.json")
    notes = leaflets.licence_notes(record, card.licence, card.attributions, leaflets.base_folder(order))
    write_text(new / "LICENCE.txt", notes)
    write_text(new / "README.md", _card_text(record, run, shipped, card))
    for name in ("ollama", "llama.cpp"):
        (new / name).mkdir()
    write_text(new / "ollama" / "Modelfile", programs.modelfile(shipped, notes))
    start = new / "llama.cpp" / "start.sh"
    write_text(start, programs.server_script(shipped))
    start.chmod(0o755)
    write_text(new / "llama.cpp" / "start.bat", programs.server_batch(shipped))
    _fill_lm_studio(new / "lm-studio", model, shipped)


def _fill_lm_studio(folder: Path, model: Path, shipped: Shipped) -> None:
    """LM Studio's own folder in small: publisher, model, file; and its presets beside. The model is the same file under
    a second name; where the disk cannot do that, a note says where it belongs."""
    place = folder / "models" / PUBLISHER / shipped.file
    place.mkdir(parents=True)
    try:
        os.link(model, place / model.name)
    except OSError:
        write_text(place / "PUT THE MODEL HERE.txt", f"Copy {model.name} from the folder above into this one.\n")
    presets = folder / "config-presets"
    presets.mkdir()
    write_text(presets / f"{shipped.file}.preset.json", programs.lm_studio_preset(shipped))


def _card_text(record: Record, run: RunFolder, shipped: Shipped, card: Card) -> str:
    recipe = card.recipe or _object(run.path / "recipe.json")
    return leaflets.model_card(record, procedure_of(run.path), shipped, card.licence, recipe)


def _with_model(path: Path) -> RunFolder:
    run = open_run(path)
    if not run.gguf.is_file():
        raise StudioError(
            sentence("The compile in {path} has no model yet.", path=str(path)),
            sentence("Start it again with `studio compile`; it goes on where it was."),
        )
    return run


def _context(gguf: Path) -> int:
    values = check(gguf).values
    known = values.get(f"{values['general.architecture']}.context_length")
    return min(LARGEST_CONTEXT, known) if isinstance(known, int) and known > 0 else LARGEST_CONTEXT


def _room(folder: Path, needed: int) -> None:
    free = shutil.disk_usage(folder).free
    if free < needed:
        raise StudioError(
            sentence(
                "Exporting needs {needed} of disk and {free} are free.",
                needed=size_words(needed),
                free=size_words(free),
            ),
            sentence("Free some space, or export to another disk."),
        )


def _copy(source: Path, goal: Path) -> None:
    partial = goal.with_name(f".{goal.name}.{uuid.uuid4().hex[:8]}.tmp")
    try:
        shutil.copyfile(source, partial)
        replace_file(partial, goal)
    finally:
        partial.unlink(missing_ok=True)


def _object(path: Path) -> dict[str, Any]:
    try:
        found = json.loads(path.read_bytes())
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}
