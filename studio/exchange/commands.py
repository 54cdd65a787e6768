"""The command that hands a procedure out: as a picture, as a document to print, or as text for a prompt."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path
from typing import TYPE_CHECKING

from studio.base.command import GOOD, Argument, answer, command
from studio.base.sentences import sentence

if TYPE_CHECKING:
    from studio.procedure.model import Procedure


@command(
    Argument("flow", type=Path, metavar="FLOW", help="a procedure, *.flow.json"),
    Argument(
        "--as",
        dest="kind",
        choices=("svg", "document", "prompt"),
        required=True,
        help="a picture, a document to read and print (HTML), or text for a prompt",
    ),
    Argument("--out", type=Path, metavar="FILE", help="where to write it (default: standard output)"),
    Argument("--dark", action="store_true", help="a picture on dark ground"),
    Argument("--tables", action="store_true", help="in a prompt, the rows of look-up tables too"),
)
def export(asked: Namespace) -> int:
    """Write a procedure as a picture of its chart, as a document that tells all of it in words and tables, or as the
    instructions a prompted model would need."""
    from studio.procedure.file import load

    made = _MAKERS[asked.kind](load(asked.flow), asked)
    if asked.out is None:
        answer(asked, {"as": asked.kind, "text": made}, made.rstrip("\n"))
        return GOOD
    _write(asked.out, made)
    answer(asked, {"as": asked.kind, "file": str(asked.out)}, f"Written to {asked.out}.")
    return GOOD


def _picture(procedure: Procedure, asked: Namespace) -> str:
    from studio.exchange.picture import svg

    return svg(procedure, dark=asked.dark)


def _document(procedure: Procedure, asked: Namespace) -> str:
    from studio.exchange.document import html

    return html(procedure)


def _prompt(procedure: Procedure, asked: Namespace) -> str:
    from studio.exchange.prompt import prompt

    return prompt(procedure, tables=asked.tables)


_MAKERS = {"svg": _picture, "document": _document, "prompt": _prompt}


def _write(out: Path, text: str) -> None:
    from studio.base.atomic import write_text
    from studio.base.errors import from_os

    try:
        write_text(out, text)
    except OSError as error:
        raise from_os(error, sentence("Writing {path}", path=str(out))) from error
