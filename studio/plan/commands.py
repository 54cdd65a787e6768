"""The command that shows what a plan covers."""

from __future__ import annotations

from argparse import Namespace
from datetime import date
from pathlib import Path

from studio.base.command import GOOD, Argument, answer, command
from studio.plan.coverage import Coverage


@command(
    Argument("flow", type=Path, metavar="FLOW", help="a procedure, *.flow.json"),
    Argument("--conversations", type=int, default=400, help="practice conversations at least (default 400)"),
    Argument("--held-out", type=int, default=200, help="conversations held out for checking (default 200)"),
    Argument("--seed", type=int, default=0),
)
def plan(asked: Namespace) -> int:
    """Plan the practice conversations of a procedure and print what exactly they cover."""
    from studio.plan.planner import make_plan
    from studio.procedure.checks import refuse_problems
    from studio.procedure.file import load

    procedure = load(asked.flow)
    refuse_problems(procedure)
    made = make_plan(procedure, date.today(), taught=asked.conversations, held_out=asked.held_out, seed=asked.seed)
    data = {
        **made.coverage.model_dump(mode="json"),
        "held_out": made.held_out_coverage.conversations,
        "held_out_new_combinations": made.new_combinations,
    }
    answer(asked, data, describe(procedure.name, made.coverage, made.held_out_coverage, made.new_combinations))
    return GOOD


def describe(name: str, covered: Coverage, held_out: Coverage, new: int) -> str:
    """Coverage in lines a person reads."""
    lines = [
        f"{name}: {covered.conversations} practice conversations, {covered.turns} user messages.",
        f"  edges             {covered.edges_covered} of {covered.edges}, "
        f"{covered.edges_at_least_k} at least {covered.k} times",
        f"  pairs of edges    {covered.pairs_covered} of {covered.pairs}, "
        f"{covered.pairs_at_least_k} at least {covered.k} times",
        f"  paths             {covered.paths_covered} of {covered.paths} without loops",
        f"  ways off the path {covered.overlay_places_covered} of {covered.overlay_places} places",
        f"  entries           {covered.entries_covered} of {covered.entries}",
    ]
    for loop, counts in covered.loop_counts.items():
        told = ", ".join(f"{times}x in {count}" for times, count in counts.items())
        lines.append(f"  loop {loop}: {told}")
    if covered.overlays:
        lines.append("  " + ", ".join(f"{kind} {count}" for kind, count in covered.overlays.items()))
    lines += [
        f"  never reached: {name}"
        for name in (*covered.edges_missing, *covered.pairs_missing, *covered.overlay_places_missing)
    ]
    lines.append(f"Held out for checking: {held_out.conversations}, {new} of them with a way no practice one takes.")
    return "\n".join(lines)
