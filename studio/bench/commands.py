"""The verify command: play held-out conversations against a run's shipped file and print what is right."""

from __future__ import annotations

from argparse import Namespace
from datetime import date

from studio.base.atomic import write_text
from studio.base.command import FOUND, GOOD, Argument, answer, aside, command
from studio.base.events import Event
from studio.base.places import run_folder
from studio.bench.scores import Rates
from studio.bench.verify import Passes, Verification
from studio.bench.verify import verify as play_all

HELD_OUT_SEED = 9_000


@command(
    Argument("run", type=run_folder, metavar="RUN", help="a run: its folder or its name"),
    Argument("--clean", type=int, default=200, help="plain conversations (default 200)"),
    Argument("--overlays", type=int, default=200, help="conversations that leave the path (default 200)"),
    Argument("--tries", type=int, default=0, help="tries at chat temperature for pass^k (default none)"),
    Argument("--seed", type=int, default=1, help="other seeds give other conversations"),
    Argument("--only-greedy", action="store_true", help="only the unguarded greedy figures"),
)
def verify(asked: Namespace) -> int:
    """Verify a compiled model on fresh held-out conversations, and write verify.json and report.html into the run."""
    from studio.base.runfolder import open_run
    from studio.bench.report import write_report
    from studio.chat.open import open_chat
    from studio.conversations.held_out import held_out_conversations
    from studio.procedure.file import load

    run = open_run(asked.run)
    today = date.fromisoformat(str(getattr(run.manifest(), "today", date.today())))
    conversations = held_out_conversations(
        load(run.procedure), today, clean=asked.clean, overlays=asked.overlays, seed=HELD_OUT_SEED + asked.seed
    )
    count = len(conversations)
    most = 0 if asked.only_greedy else count
    passes = Passes(greedy=count, sampled=most, without_traces=most, guarded=most, tries=asked.tries)
    with open_chat(run.path, today) as shared:
        found = play_all(conversations, shared, passes, report=_progress if not asked.json else None)
    write_text(run.verify, found.model_dump_json(indent=2) + "\n")
    write_report(run.report, load(run.procedure), found)
    answer(asked, found.model_dump(mode="json", exclude={"divergences", "confusions"}), describe(found))
    if not asked.json:
        aside(f"The report with the chart: {run.report}")
    return GOOD if found.gate.passed else FOUND


def _progress(told: Event) -> None:
    if told["type"] == "progress" and told["done"] % 50 == 0:
        aside(f"checked {told['done']} of {told['total']}, about {told['left_seconds']:.0f} s left")


def describe(found: Verification) -> str:
    """The figures as a table."""
    head = (
        f"{'':26}{'exact':>7}{'clean':>7}{'overlays':>9}{'decisions':>10}{'fields':>8}{'illegal':>8}{'unstopped':>10}"
    )
    lines = [head]
    for name, one in (*found.unguarded.items(), *(("guarded " + k, v) for k, v in found.guarded.items())):
        lines.append(_row(name.replace("_", " "), one))
    if found.pass_8 is not None:
        lines.append(f"all tries at chat temperature right: {found.pass_8:.1%}")
    lines.append(("Passed. " if found.gate.passed else "Not passed. ") + found.gate.reason)
    return "\n".join(lines)


def _row(name: str, one: Rates) -> str:
    def share(value: float | None) -> str:
        return "-" if value is None else f"{value:.1%}"

    return (
        f"{name:<16}{one.conversations:>10}{share(one.exact):>7}{share(one.exact_clean):>7}"
        f"{share(one.exact_overlays):>9}{share(one.decisions):>10}{share(one.fields):>8}"
        f"{one.illegal_moves:>8}{one.unstopped:>10}"
    )
