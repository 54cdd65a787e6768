"""The history on the command line: list, show, compare, restore, clean and delete runs."""

from __future__ import annotations

import sys
import time
from argparse import Namespace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from studio.base.command import FOUND, GOOD, Argument, answer, aside, command
from studio.base.errors import StudioError
from studio.base.sentences import sentence

if TYPE_CHECKING:
    from studio.runs.comparing import Comparison
    from studio.runs.record import Record

STATES = ("new", "running", "done", "stopped", "failed", "cancelled", "interrupted")
RUN = "a run: its folder, the folder's name, or the beginning of its id"


@command(
    Argument("flow", type=Path, nargs="?", metavar="FLOW", help="only the compiles of this procedure"),
    Argument("--state", choices=STATES, action="append", help="only those in this state; may be given again"),
    Argument("--folders", action="store_true", help="print only their folders"),
)
def listed(asked: Namespace) -> int:
    """List every compile on this computer, the newest first. With FLOW those of that procedure: of the same name, or
    word for word the same."""
    from studio.runs.index import Index

    records = [
        record
        for record in Index().records()
        if (asked.state is None or record.state in asked.state) and (asked.flow is None or _is_of(record, asked.flow))
    ]
    lines = [str(record.path) for record in records] if asked.folders else _table(records)
    answer(asked, [_plain(record) for record in records], "\n".join(lines) or "No compiles yet.")
    return GOOD


@command(Argument("run", metavar="RUN", help=RUN))
def show(asked: Namespace) -> int:
    """Show one compile: what it was asked for, how it ended, its scores, and what it takes on the disk."""
    from studio.runs.finding import find

    record = find(asked.run)
    answer(asked, _plain(record), "\n".join(_details(record)))
    return GOOD


@command(Argument("before", metavar="RUN", help=RUN), Argument("after", metavar="RUN", help="another run"))
def compare(asked: Namespace) -> int:
    """Compare two compiles: scores side by side, what was asked for differently, and how the procedures differ. A gain
    is called sure where chance alone would bring one as large in less than one of twenty cases."""
    from studio.runs.comparing import compare_runs
    from studio.runs.finding import find

    found = compare_runs(find(asked.before), find(asked.after))
    changes = found.difference.changes if found.difference is not None else ()
    data = {
        "before": _plain(found.before),
        "after": _plain(found.after),
        "scores": [{**score._asdict(), "gained": score.gained} for score in found.scores],
        "settings": [setting._asdict() for setting in found.settings],
        "procedure": None if found.difference is None else [change._asdict() for change in changes],
        "problem": found.why,
    }
    answer(asked, data, "\n".join(_compared(found)))
    same = not found.settings and not changes and not found.why and all(not score.gained for score in found.scores)
    return GOOD if same else FOUND


@command(
    Argument("run", metavar="RUN", help=RUN),
    Argument("out", type=Path, metavar="OUT", help="the file to write, *.flow.json"),
    Argument("--over", action="store_true", help="replace a file that is there"),
)
def restore(asked: Namespace) -> int:
    """Write the procedure of a compile, as it was then, into a file."""
    from studio.procedure.file import procedure_hash
    from studio.runs.finding import find
    from studio.runs.keeping import restore as restored

    record = find(asked.run)
    procedure = restored(record.path, asked.out, over=asked.over)
    data = {"file": str(asked.out), "name": procedure.name, "procedure_hash": procedure_hash(procedure)}
    answer(asked, data, f"Written to {asked.out}: {procedure.name}, version {record.version}.")
    return GOOD


@command(
    Argument("runs", nargs="+", metavar="RUN", help=RUN),
    Argument("--dry", action="store_true", help="only say what it would free"),
)
def clean(asked: Namespace) -> int:
    """Free the space that only a compile that goes on would need (weights, rows, rounds); model, scores, report and
    procedure stay."""
    from studio.runs.keeping import clean as cleaned
    from studio.runs.sizes import size_words

    freed = 0
    records = _found(asked.runs)
    for record in records:
        freed += record.spare if asked.dry else cleaned(record.path)
    told = f"{'Would free' if asked.dry else 'Freed'} {size_words(freed)}."
    answer(asked, {"runs": [str(record.path) for record in records], "bytes": freed, "dry": asked.dry}, told)
    return GOOD


@command(
    Argument("runs", nargs="+", metavar="RUN", help=RUN),
    Argument("--yes", action="store_true", help="do not ask"),
)
def delete(asked: Namespace) -> int:
    """Delete compiles with all they hold, models included. Asks once, unless --yes is given."""
    from studio.runs.keeping import delete as deleted
    from studio.runs.sizes import size_words

    records = _found(asked.runs)
    running = next((record for record in records if record.is_running), None)
    if running is not None:
        raise StudioError(
            sentence("{path} is still running.", path=str(running.path)),
            sentence("Cancel it first, or wait until it is done."),
        )
    size = size_words(sum(record.bytes for record in records))
    if not asked.yes and not _agreed(f"Delete {_counted(len(records))} and free {size}?"):
        raise StudioError(sentence("Nothing was deleted."), sentence("Say yes, or give --yes."))
    freed = sum(deleted(record.path) for record in records)
    told = f"Deleted {_counted(len(records))}; {size_words(freed)} are free."
    answer(asked, {"runs": [str(record.path) for record in records], "bytes": freed}, told)
    return GOOD


def _agreed(question: str) -> bool:
    """Whether somebody is there and says yes."""
    if not sys.stdin.isatty():
        return False
    aside(question + " [y/N]")
    return sys.stdin.readline().strip().casefold() in ("y", "yes", "j", "ja")


def _counted(number: int) -> str:
    return "1 run" if number == 1 else f"{number} runs"


def _found(said: list[str]) -> list[Record]:
    """The runs that are meant, each once. Raises StudioError before anything is done to any."""
    from studio.runs.finding import find

    return list({record.path: record for record in map(find, said)}.values())


def _is_of(record: Record, flow: Path) -> bool:
    from studio.procedure.file import load, procedure_hash

    procedure = load(flow)
    return record.name.casefold() == procedure.name.casefold() or record.procedure_hash == procedure_hash(procedure)


def _plain(record: Record) -> dict[str, Any]:
    return record.model_dump(mode="json")


# -- words -----------------------------------------------------------------------------------------


def _table(records: list[Record]) -> list[str]:
    from studio.runs.sizes import size_words

    rows = [("when", "procedure", "version", "base", "budget", "state", "plain", "off path", "gate", "size", "folder")]
    for record in records:
        scores = record.scores
        rows.append(
            (
                _when(record.created),
                record.name,
                record.version,
                Path(record.base).name,
                record.budget,
                record.state,
                _share(scores.exact_clean if scores else None),
                _share(scores.exact_overlays if scores else None),
                record.gate or "-",
                size_words(record.bytes),
                record.path.name,
            )
        )
    wide = [max(len(row[at]) for row in rows) for at in range(len(rows[0]))]
    lines = ["  ".join(text.ljust(width) for text, width in zip(row, wide, strict=True)).rstrip() for row in rows]
    return lines if records else []


def _details(record: Record) -> list[str]:
    from studio.runs.sizes import size_words

    scores = record.scores
    rows = [
        ("folder", str(record.path)),
        ("id", record.id),
        ("version", record.version),
        ("state", f"{record.state}{f' ({record.stage})' if record.stage else ''}"),
        ("when", _when(record.created)),
        ("took", f"{record.seconds / 60:.1f} minutes" if record.seconds is not None else ""),
        ("base", record.base),
        ("budget", record.budget),
        ("writer", record.writer),
        ("gate", record.gate),
        ("plain", _share(scores.exact_clean) if scores else ""),
        ("off the path", _share(scores.exact_overlays) if scores else ""),
        ("decisions", _share(scores.decisions) if scores else ""),
        ("fields", _share(scores.fields) if scores else ""),
        ("size", f"{size_words(record.bytes)}, of which {size_words(record.spare)} could be freed"),
        ("model", size_words(record.model) if record.model else "none yet"),
    ]
    told = [f"  {name:<14}{value}" for name, value in rows if value]
    said = [f"{record.message} {record.hint}".strip(), record.reason]
    return [record.name, *told, *(line for line in said if line)]


def _compared(found: Comparison) -> list[str]:
    heads = [f"{_when(record.created)} {record.version}" for record in (found.before, found.after)]
    rows = [("", *heads, "")]
    rows += [
        (score.name, _share(score.before), _share(score.after), _gain(score.gained, score.sure))
        for score in found.scores
    ]
    rows += [(setting.name, _said(setting.before), _said(setting.after), "") for setting in found.settings]
    wide = [max(len(row[at]) for row in rows) for at in range(3)]
    lines = [f"{a:<{wide[0]}}  {b:<{wide[1]}}  {c:<{wide[2]}}  {d}".rstrip() for a, b, c, d in rows]
    if found.difference is None:
        return [*lines, found.why]
    signs = {"added": "+", "removed": "-", "changed": "~"}
    changes = [f"{signs[change.how]} {change.sentence}" for change in found.difference.changes]
    return [*lines, *(changes or ["Both were compiled from the same procedure."])]


def _gain(gained: float | None, sure: bool | None) -> str:
    if gained is None:
        return ""
    return f"{gained:+.1%}{'' if sure or not gained else ' (may be chance)'}"


def _said(value: Any) -> str:
    return "-" if value is None else str(value)


def _share(value: float | None) -> str:
    return "-" if value is None else f"{value:.1%}"


def _when(seconds: float) -> str:
    return time.strftime("%Y-%m-%d %H:%M", time.localtime(seconds))
