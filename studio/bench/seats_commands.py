"""The bench command: the same conversations against every seat, as a table, as JSON and as a page."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from studio.base.atomic import write_text
from studio.base.command import FOUND, GOOD, Argument, answer, aside, command
from studio.base.errors import StudioError, from_os
from studio.base.places import run_folder
from studio.base.sentences import sentence
from studio.bench.seats import Correctable, Report, SeatPlayed, play_lines, play_seat, read_scripts
from studio.bench.seats_page import page, table
from studio.bench.seats_scores import Comparison, score
from studio.chat.price_list import price_of, prices
from studio.chat.seats.room import SeatRoom
from studio.chat.seats.seat import Seat
from studio.chat.seats.spec import SeatSpec, read_specs
from studio.chat.session import CHAT_SAMPLING, Sampling
from studio.conversations.record import Conversation

HELD_OUT_SEED = 9_000
FOLDER = "seats"
FEW = 10


@command(
    Argument("run", type=run_folder, metavar="RUN", help="a run: its folder or its name"),
    Argument("--seats", default="compiled,prompted,orchestrated", help="names, GGUF paths or addresses, with commas"),
    Argument("--clean", type=int, default=FEW, help=f"plain conversations (default {FEW})"),
    Argument("--overlays", type=int, default=FEW, help=f"conversations that leave the path (default {FEW})"),
    Argument("--script", type=Path, help="a file of customer lines instead; an empty line between conversations"),
    Argument("--temperature", type=float, default=0.0, help="0 (the default) always takes the likeliest word"),
    Argument("--seed", type=int, default=1, help="other seeds give other conversations"),
    Argument("--out", type=Path, metavar="FOLDER", help="where table and page go (default: RUN/seats)"),
)
def bench(asked: Namespace) -> int:
    """Play the same held-out conversations, or a file of customer lines, against every seat, one after another on this
    computer, and compare: exact conversations, decisions, fields, time, tokens, cost."""
    specs = read_specs(asked.seats)
    sampling = Sampling(asked.temperature, CHAT_SAMPLING.top_p, asked.seed)
    note = None if asked.json else aside
    with SeatRoom(asked.run, today=_day(asked.run), sampling=sampling, note=note) as room:
        scripts = read_scripts(asked.script) if asked.script is not None else None
        conversations = [] if scripts else _held_out(room, asked)
        played = [_played(room, spec, conversations, scripts, asked) for spec in specs]
        entered = prices()
        found = Comparison(
            procedure=room.procedure.name,
            steps=len(room.procedure.steps),
            conversations=len(scripts or conversations),
            judged=scripts is None,
            fairness=room.fairness().sentences() if _own(specs) else (),
            seats=tuple(score(one, price_of(one.seat.card.id, entered)) for one in played),
        )
    folder = asked.out or room.run.path / FOLDER
    _write(folder, found)
    answer(asked, found.model_dump(mode="json"), table(found))
    if not asked.json:
        aside(f"The page: {folder / 'comparison.html'}")
    return FOUND if any(one.errors for one in found.seats) else GOOD


def _day(path: Path) -> date:
    """The day on which the run's practice happened; the held-out conversations happen then too."""
    from studio.base.runfolder import open_run

    return date.fromisoformat(str(getattr(open_run(path).manifest(), "today", date.today())))


def _held_out(room: SeatRoom, asked: Namespace) -> list[Conversation]:
    from studio.conversations.held_out import held_out_conversations

    found = held_out_conversations(
        room.procedure, room.today, clean=asked.clean, overlays=asked.overlays, seed=HELD_OUT_SEED + asked.seed
    )
    if not found:
        raise StudioError(
            sentence("There is no conversation to play."), sentence("Ask for at least one, with --clean or --overlays.")
        )
    return found


def _played(
    room: SeatRoom,
    spec: SeatSpec,
    conversations: Sequence[Conversation],
    scripts: Sequence[Sequence[str]] | None,
    asked: Namespace,
) -> SeatPlayed:
    from studio.bench.judge import Judge
    from studio.procedure.machine import Machine

    seat = room.seat(spec)
    try:
        report = _progress(seat)
        if scripts is not None:
            return play_lines(seat, scripts, report)
        if not isinstance(seat, Correctable):
            raise StudioError(
                sentence("{seat} cannot play held-out conversations.", seat=seat.card.title),
                sentence("Give it lines with --script."),
            )
        judge = Judge(room.procedure, room.today)
        return play_seat(seat, conversations, judge, Machine(room.procedure, room.today), report)
    finally:
        seat.close()


def _progress(seat: Seat) -> Report:
    def report(done: int, total: int) -> None:
        if done % 5 == 0 or done == total:
            aside(f"{seat.card.title}: {done} of {total}")

    return report


def _own(specs: Sequence[SeatSpec]) -> bool:
    return any(spec.kind in ("prompted", "orchestrated") for spec in specs)


def _write(folder: Path, found: Comparison) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
        write_text(folder / "comparison.json", found.model_dump_json(indent=1) + "\n")
        write_text(folder / "comparison.html", page(found))
    except OSError as error:
        raise from_os(error, sentence("Writing to {path}", path=str(folder))) from error
