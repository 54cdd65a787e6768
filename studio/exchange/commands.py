"""The command that hands a procedure out: as a picture, or as text for a prompt."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path

from studio.base.command import GOOD, Argument, answer, command


@command(
    Argument("flow", type=Path, metavar="FLOW", help="a procedure, *.flow.json"),
    Argument("--as", dest="kind", choices=("svg", "prompt"), required=True, help="a picture, or text for a prompt"),
    Argument("--out", type=Path, metavar="FILE", help="where to write it (default: standard output)"),
    Argument("--dark", action="store_true", help="a picture on dark ground"),
    Argument("--tables", action="store_true", help="in a prompt, the rows of look-up tables too"),
)
def export(asked: Namespace) -> int:
    """Write a procedure as a picture of its chart, or as the instructions a prompted model would need."""
    from studio.exchange.picture import svg
    from studio.exchange.prompt import prompt
    from studio.procedure.file import load

    procedure = load(asked.flow)
    made = svg(procedure, dark=asked.dark) if asked.kind == "svg" else prompt(procedure, tables=asked.tables)
    if asked.out is None:
        answer(asked, {"as": asked.kind, "text": made}, made.rstrip("\n"))
        return GOOD
    _write(asked.out, made)
    answer(asked, {"as": asked.kind, "file": str(asked.out)}, f"Written to {asked.out}.")
    return GOOD


def _write(out: Path, text: str) -> None:
    from studio.base.atomic import write_text
    from studio.base.errors import from_os

    try:
        write_text(out, text)
    except OSError as error:
        raise from_os(error, f"Writing {out}") from error
