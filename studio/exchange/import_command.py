"""The command that takes a procedure in from what another tool or corpus wrote."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from studio.base.command import GOOD, Argument, answer, command

if TYPE_CHECKING:
    from studio.procedure.model import Procedure


def _star(path: Path) -> Procedure:
    from studio.exchange.star import procedure_of, read_task

    return procedure_of(read_task(path))


READERS: dict[str, Callable[[Path], Procedure]] = {"star": _star}


@command(
    Argument("file", type=Path, metavar="FILE", help="what is to be taken in; for star a task's folder or task.json"),
    Argument("--from", dest="source", choices=tuple(READERS), required=True, help="where it comes from"),
    Argument("--out", type=Path, metavar="FLOW", help="the procedure to write (default: standard output)"),
)
def import_flow(asked: Namespace) -> int:
    """Draw what another tool or corpus wrote as a procedure."""
    from studio.procedure import file

    procedure = READERS[asked.source](asked.file)
    if asked.out is None:
        made = file.dumps(procedure)
        answer(asked, {"from": asked.source, "text": made}, made.rstrip("\n"))
        return GOOD
    file.save(procedure, asked.out)
    steps = len(procedure.steps)
    answer(asked, {"from": asked.source, "file": str(asked.out), "steps": steps}, f"{steps} steps, in {asked.out}.")
    return GOOD
