"""What the benchmarks on measuring sets share: where the sets are, compiling a procedure that is made in memory, and
telling figures. What is measured is each benchmark's own business.
"""

from __future__ import annotations

import json
import os
import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from studio.base.errors import StudioError

ROOT = Path(__file__).resolve().parents[2]
TODAY = date(2026, 11, 21)
Run = Callable[[Namespace], dict[str, Any]]
Figures = Mapping[str, tuple[int, int]]  # what was asked: how many right, of how many


def data_folder() -> Path:
    """The folder of the measuring sets. Ends the program, with a message, where none is named."""
    named = os.environ.get("STUDIO_DATA")
    if not named:
        print("Skipped: STUDIO_DATA names no folder of measuring sets.", file=sys.stderr)
        raise SystemExit(0)
    return Path(named)


def outside(folder: Path) -> Path:
    """The folder, if sentences of a measuring set may be kept there. Raises StudioError for one in the repository."""
    if folder.resolve().is_relative_to(ROOT):
        raise StudioError(
            f"{folder} lies in the repository, where no sentence of a measuring set may stand.", "Choose another --out."
        )
    return folder


def compile_arguments(parser: ArgumentParser) -> None:
    """The arguments that `compiled` reads."""
    parser.add_argument(
        "--out", type=Path, required=True, help="the run's folder; what is there already is gone on with"
    )
    parser.add_argument("--budget", default="quick", choices=("quick", "standard", "thorough"))
    parser.add_argument("--seconds", type=float, default=None, help="another ceiling than the budget's")
    parser.add_argument("--base", default="starter", help="a base model's name or folder")


def compiled(procedure: Any, asked: Namespace) -> Path:
    """The folder of a procedure's compile: of one finished before, or of one gone on with or begun. Raises StudioError
    where it comes to no model."""
    from studio.compile import launch
    from studio.compile.choices import Choices
    from studio.compile.commands import Narrator, follow
    from studio.models import library

    base = library.base(asked.base)
    order = Choices(base=asked.base, budget=asked.budget, seconds=asked.seconds).order(base.path, base.hash, TODAY)
    run = launch.prepare(procedure, order, outside(asked.out))
    if launch.finished(run) is None:
        follow(run, Narrator())
    if launch.finished(run) is None:
        raise StudioError("The compile came to no model.", f"Its log: {run.log}")
    return run.path


def share(right: int, total: int) -> str:
    """ "96.5%", or a dash where nothing was asked."""
    return f"{right / total:.1%}" if total else "-"


def table(title: str, figures: Figures) -> str:
    """Figures as a table in Markdown."""
    lines = [f"| {title} | right | of | |", "|---|---|---|---|"]
    lines += [f"| {what} | {right:,} | {total:,} | {share(right, total)} |" for what, (right, total) in figures.items()]
    return "\n".join(lines)


def as_data(figures: Figures) -> dict[str, dict[str, float | None]]:
    """Figures for a script."""
    return {
        what: {"right": right, "of": total, "rate": round(right / total, 4) if total else None}
        for what, (right, total) in figures.items()
    }


def main(parser: ArgumentParser, work: Run, told: Callable[[dict[str, Any]], str], given: Sequence[str] | None) -> int:
    """Read the arguments, measure, print the tables (or, with --json, everything) and give the exit code."""
    from studio.base.offline import go_offline

    parser.add_argument("--json", action="store_true")
    asked = parser.parse_args(given)
    go_offline()
    try:
        found = work(asked)
    except StudioError as error:
        print(f"{error.message}\n{error.hint}".strip(), file=sys.stderr)
        return 2
    print(json.dumps(found, indent=1) if asked.json else told(found))
    return 0
