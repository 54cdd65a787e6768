"""Bringing procedure files of earlier formats up to the present one, as plain JSON values before they are checked.

Each step takes format n to n + 1 and knows nothing of any other. A file without a format version is an early draft.

Format 0 (early drafts): a link was a plain string, `"next": "ask_date"`, on say and ask; branches and outcomes had
`"to": "ask_date"`; there was no `layout`, positions stood on the steps as `"x"` and `"y"`.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from studio.base.errors import StudioError
from studio.base.sentences import sentence
from studio.procedure.model import FORMAT_VERSION

Raw = dict[str, Any]


def _linked(holder: Raw, key: str) -> Raw:
    """The object with its plain string link under `key` turned into a link object; in the same place, so that diffs
    stay small."""
    return {
        ("link" if name == key else name): ({"to": value} if name == key and isinstance(value, str) else value)
        for name, value in holder.items()
    }


def _step_from_0(step: Any, layout: Raw) -> Any:
    if not isinstance(step, dict):
        return step
    step = dict(step)
    place = {axis: step.pop(axis) for axis in ("x", "y") if axis in step}
    if place and isinstance(step.get("id"), str):
        layout.setdefault(step["id"], place)
    if "next" in step:
        step = _linked(step, "next")
    if isinstance(step.get("branches"), list):
        step["branches"] = [
            _linked(branch, "to") if isinstance(branch, dict) else branch for branch in step["branches"]
        ]
    if isinstance(step.get("outcomes"), dict):
        step["outcomes"] = {
            outcome: {"to": link} if isinstance(link, str) else link for outcome, link in step["outcomes"].items()
        }
    return step


def from_0(raw: Raw) -> Raw:
    """Format 0 to 1: links become objects, positions move into `layout`."""
    layout = dict(raw["layout"]) if isinstance(raw.get("layout"), dict) else {}
    raw = dict(raw)
    if isinstance(raw.get("steps"), list):
        raw["steps"] = [_step_from_0(step, layout) for step in raw["steps"]]
    if layout:
        raw["layout"] = layout
    return raw


MIGRATIONS: dict[int, Callable[[Raw], Raw]] = {0: from_0}


def migrate(raw: Raw) -> Raw:
    """The same procedure in the present format. Raises StudioError for a newer format or none that ever was."""
    version = raw.get("format", 0)
    if isinstance(version, bool) or not isinstance(version, int) or version < 0:
        raise StudioError(
            sentence("The file says its format is {version}, which is no format version.", version=repr(version)),
            sentence('Write "format": {version} at its beginning.', version=FORMAT_VERSION),
        )
    if version > FORMAT_VERSION:
        raise StudioError(
            sentence(
                "The file was written by a newer Subterra Studio: its format is {version}, this one reads up to "
                "{known}.",
                version=str(version),
                known=FORMAT_VERSION,
            ),
            sentence("Update Subterra Studio, or save the file from the newer one in an older format."),
        )
    for step in range(version, FORMAT_VERSION):
        raw = MIGRATIONS[step](raw)
    return {**raw, "format": FORMAT_VERSION}
