"""The commands that play kept test cases, and that say how well a compiled model follows each step and branch."""

from __future__ import annotations

from argparse import Namespace
from datetime import date
from pathlib import Path
from typing import Any

from studio.base.atomic import write_text
from studio.base.command import FOUND, GOOD, Argument, answer, aside, command
from studio.base.errors import StudioError, from_os
from studio.base.places import run_folder
from studio.base.sentences import sentence
from studio.bench.followed import Followed, Mistake
from studio.bench.kept import Outcome, junit, play_chart, play_model
from studio.bench.scores import HEARD, MessageScore
from studio.chat.notes import branch_title, title_of
from studio.chat.notes import sentence as noted
from studio.procedure import file
from studio.procedure.cases import Case, cases_path, load_cases

ON_ITS_OWN, ON_THE_CHART = "model", "model, kept on the chart"


@command(
    Argument("flow", type=Path, metavar="FLOW", help="a procedure, *.flow.json"),
    Argument("--cases", type=Path, help="the file of cases (default: NAME.cases.jsonl beside the procedure)"),
    Argument("--run", type=run_folder, metavar="RUN", help="also play them with the model of this run"),
    Argument("--guarded", action="store_true", help="with the model kept on the chart"),
    Argument("--junit", type=Path, metavar="FILE", help="write the outcome as JUnit XML"),
)
def test(asked: Namespace) -> int:
    """Play every test case kept from rehearsals and chats: on the chart, and with --run with a compiled model."""
    procedure = file.load(asked.flow)
    if asked.guarded and asked.run is None:
        raise StudioError(sentence("--guarded needs a model to guard."), sentence("Name a run with --run."))
    if asked.cases is not None and not asked.cases.is_file():
        raise StudioError(
            sentence("There is no file {path}.", path=str(asked.cases)), sentence("Give the file that holds the cases.")
        )
    cases = load_cases(asked.cases or cases_path(asked.flow))
    suites = {"chart": play_chart(procedure, cases, date.today())}
    if asked.run is not None:
        suites[ON_THE_CHART if asked.guarded else ON_ITS_OWN] = _by_model(asked, cases)
    if asked.junit is not None:
        try:
            write_text(asked.junit, junit(procedure.name, suites))
        except OSError as error:
            raise from_os(error, sentence("Writing {path}", path=str(asked.junit))) from error
    answer(asked, _data(procedure.name, cases, suites), _told(procedure.name, cases, suites))
    return GOOD if all(outcome.passed for outcomes in suites.values() for outcome in outcomes) else FOUND


def _by_model(asked: Namespace, cases: tuple[Case, ...]) -> list[Outcome]:
    from studio.base.runfolder import open_run
    from studio.chat.open import open_chat

    if not cases:
        open_run(asked.run)  # what is wrong with it is told all the same
        return []

    def tell(outcome: Outcome) -> None:
        aside(f"{outcome.case}: {'as it should be' if outcome.passed else 'wrong'}")

    with open_chat(asked.run) as shared:
        return play_model(shared, cases, guarded=asked.guarded, on_played=None if asked.json else tell)


def _data(name: str, cases: tuple[Case, ...], suites: dict[str, list[Outcome]]) -> dict[str, Any]:
    chart, *others = suites.values()
    data: dict[str, Any] = {
        "name": name,
        "cases": len(cases),
        "fitting": sum(outcome.passed for outcome in chart),
        "misfits": [_misfit(outcome) for outcome in chart if not outcome.passed],
    }
    for outcomes in others:
        data["model"] = {
            "guarded": ON_THE_CHART in suites,
            "passed": sum(outcome.passed for outcome in outcomes),
            "misfits": [_misfit(outcome) for outcome in outcomes if not outcome.passed],
        }
    return data


def _misfit(outcome: Outcome) -> dict[str, Any]:
    return {name: value for name, value in outcome._asdict().items() if name != "passed"}


def _told(name: str, cases: tuple[Case, ...], suites: dict[str, list[Outcome]]) -> str:
    if not cases:
        return f"{name}: no cases are kept yet. Rehearse the chart, or chat, in the window and keep what was said."
    lines = []
    for told, outcomes in suites.items():
        right = sum(outcome.passed for outcome in outcomes)
        does = "walk the same way" if told == "chart" else f"go the right way with the {told}"
        lines.append(f"{name}: {right} of {len(outcomes)} cases {does}.")
        lines += [outcome.message for outcome in outcomes if not outcome.passed]
    return "\n".join(lines)


@command(
    Argument("run", type=run_folder, metavar="RUN", help="a run: its folder or its name"),
    Argument("--step", default="", help="only the failing conversations at this step, by its id"),
    Argument("--branch", default="", help="and at this branch of it"),
    Argument("--most", type=int, default=10, help="how many places and conversations to tell (default 10)"),
)
def report(asked: Namespace) -> int:
    """Say how well a compiled model follows each step and branch, the weakest first, and what went wrong there."""
    from studio.bench.followed import read_followed

    followed = read_followed(asked.run)
    if asked.step and asked.step not in followed.procedure.step_by_id:
        raise StudioError(
            sentence("There is no step {step}.", step=str(asked.step)),
            sentence("Give a step's id, as the procedure's file has it."),
        )
    mistakes = followed.mistakes_at(asked.step, asked.branch) if asked.step else followed.mistakes
    places = [place for place in followed.weakest() if not asked.step or place[0] == asked.step][: asked.most]
    gate = followed.found.gate
    data = {
        "passed": gate.passed,
        "reason": gate.reason,
        "messages": [score.model_dump() for score in followed.found.messages],
        "places": [_place(followed, *place) for place in places],
        "mistakes": [_mistake(one) for one in mistakes[: asked.most]],
    }
    lines = [("Ready to use. " if gate.passed else "Not ready yet. ") + gate.reason]
    lines += [f"  {_titled(followed, *place)}" for place in places]
    if not asked.step and followed.found.messages:
        lines += ["", *(f"  {_answered(score)}" for score in followed.found.messages)]
    for one in mistakes[: asked.most] if asked.step else ():
        lines += ["", f"“{one.found.user}”"]
        lines += [f"  expected: {noted(note)}" for note in one.expected]
        lines += [f"  it did:   {noted(note)}" for note in one.did]
    answer(asked, data, "\n".join(lines))
    return GOOD if gate.passed else FOUND


def _titled(followed: Followed, step: str, branch: str) -> str:
    standing = followed.of(step, branch)
    assert standing is not None
    way = f" → “{branch_title(followed.procedure, step, branch)}”" if branch else ""
    return (
        f"{standing.share:>5.0%}  {title_of(followed.procedure, step)}{way}:"
        f" {standing.right} of {standing.total}, surely {standing.low:.0%} or more"
    )


def _answered(score: MessageScore) -> str:
    """A kind of message and how it is answered."""
    told = HEARD.get(score.kind, score.kind)
    share = score.right / score.total
    return f"{share:>5.0%}  after {told}: {score.right} of {score.total}, surely {score.low:.0%} or more"


def _place(followed: Followed, step: str, branch: str) -> dict[str, Any]:
    standing = followed.of(step, branch)
    assert standing is not None
    return {"step": step, "branch": branch, "right": standing.right, "total": standing.total, "low": standing.low}


def _mistake(one: Mistake) -> dict[str, Any]:
    return {
        "conversation": one.found.conversation,
        "step": one.found.step,
        "fault": one.found.fault,
        "before": [line.model_dump() for line in one.found.before],
        "said": one.found.user,
        "expected": [noted(note) for note in one.expected],
        "did": [noted(note) for note in one.did],
    }
