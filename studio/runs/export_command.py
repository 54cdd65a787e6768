"""`studio export`: a chart as the exchange hands it out, or a run as this package does, through one door."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path

from studio.base.command import GOOD, Argument, answer, aside, command
from studio.base.errors import StudioError
from studio.base.sentences import sentence
from studio.exchange import commands as exchange

RUNS = ("gguf", "folder")
CHARTS = ("svg", "document", "prompt")


@command(
    Argument("what", metavar="FLOW|RUN", help="a procedure, *.flow.json, or a run"),
    Argument(
        "--as",
        dest="kind",
        choices=(*CHARTS, *RUNS),
        required=True,
        help="a picture, a document to read and print (HTML), text for a prompt; of a run also its model alone (gguf),"
        " or a folder with model, report, licence notes, and files for Ollama, llama.cpp's server and LM Studio",
    ),
    Argument("--out", type=Path, metavar="PATH", help="where to write it (default, but for runs: standard output)"),
    Argument("--dark", action="store_true", help="a picture on dark ground"),
    Argument("--tables", action="store_true", help="in a prompt, the rows of look-up tables too"),
    Argument("--over", action="store_true", help="replace a GGUF that is there"),
)
def export(asked: Namespace) -> int:
    """Write a procedure as a picture of its chart, as a document that tells all of it, or as the instructions a
    prompted model would need; or hand out a compiled run."""
    if asked.kind in RUNS:
        return _run(asked)
    path = Path(asked.what)
    kept = path / "procedure.flow.json"
    asked.flow = kept if path.is_dir() and kept.is_file() else path
    return exchange.export(asked)


def _run(asked: Namespace) -> int:
    from studio.runs.export import export_folder, export_gguf
    from studio.runs.finding import find
    from studio.runs.sizes import size_of, size_words

    if asked.out is None:
        raise StudioError(sentence("A run cannot be written to the screen."), sentence("Say where to with --out."))
    record = find(asked.what)
    if asked.kind == "gguf":
        file = export_gguf(record.path, asked.out, over=asked.over)
        data = {"as": "gguf", "file": str(file), "bytes": size_of(file), "gate": record.gate}
        answer(asked, data, f"Written to {file}, {size_words(size_of(file))}.")
    else:
        files = export_folder(record.path, asked.out)
        told = [str(path.relative_to(asked.out)) for path in files]
        data = {"as": "folder", "folder": str(asked.out), "files": told, "gate": record.gate}
        answer(asked, data, "\n".join([f"Written to {asked.out}:", *(f"  {name}" for name in told)]))
    if record.gate != "passed" and not asked.json:
        aside(f"This model is not ready to use. {record.reason}".strip())
    return GOOD
