"""How sure a guarded model must be of a decision to take it: as was found when it was checked, or as is asked.

What is done where it is not sure is `guard`'s business, how the measure is found that of `bench`.
"""

from __future__ import annotations

import json
from argparse import Namespace
from typing import NamedTuple

from studio.base.command import Argument, aside
from studio.base.errors import StudioError
from studio.base.runfolder import RunFolder, open_run
from studio.base.sentences import sentence

AS_CHECKED = -1.0
SURE = Argument(
    "--ask-again",
    nargs="?",
    type=float,
    const=AS_CHECKED,
    default=0.0,
    metavar="SURE",
    dest="sure",
    help="with --guarded: ask again rather than guess where it is less than so sure of a decision, from 0 to 1"
    " (alone: as its checking found best)",
)


class Certainty(NamedTuple):
    """What checking found: below `measure` it should ask again; then it was `right` in that share of the decisions it
    took, and had asked again in the share `asked` of all. All from 0 to 1."""

    measure: float
    right: float
    asked: float

    def sentence(self) -> str:
        """It in words."""
        return (
            f"Below {self.measure:.0%} it asks again; when checked it did so {self.asked:.0%} of the time and was right"
            f" {self.right:.0%} of the others."
        )


def measured(run: RunFolder) -> Certainty | None:
    """What checking a run found, if it found anything."""
    try:
        found = json.loads(run.verify.read_text("utf-8"))["sure"]
        return Certainty(float(found["measure"]), float(found["right"]), float(found["asked"]))
    except (OSError, ValueError, KeyError, TypeError):
        return None


def certainty(asked: Namespace) -> float:
    """The measure asked for. Raises StudioError where it makes no sense, or where the run's checking found none."""
    if asked.sure and not asked.guarded:
        raise StudioError(sentence("--ask-again is for a guarded model."), sentence("Add --guarded."))
    if asked.sure != AS_CHECKED:
        if not 0 <= asked.sure <= 1:
            raise StudioError(
                sentence("{share} is no measure of how sure it must be.", share=str(asked.sure)),
                sentence("Give a number from 0 to 1."),
            )
        return float(asked.sure)
    found = measured(open_run(asked.run))
    if found is None:
        raise StudioError(
            sentence("When this model was checked, nothing was found about how sure it must be."),
            sentence("Check it anew with `studio verify`, or give a number: --ask-again 0.8."),
        )
    aside(found.sentence())
    return found.measure
