"""What goes to people with an exported model: the model card, and the notes about its licence.

The card is Markdown with the head that model hubs read. It says first whether the model may be used.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import studio
from studio.conversations.rendering import CALL_MARK, START_MARK, TOOL_MARK
from studio.procedure.model import Procedure
from studio.runs.programs import PORT, PUBLISHER, Shipped
from studio.runs.record import Record

LICENCES = {
    "cc-by-sa-4.0": ("Creative Commons Attribution-ShareAlike 4.0", "https://creativecommons.org/licenses/by-sa/4.0/"),
    "cc-by-4.0": ("Creative Commons Attribution 4.0", "https://creativecommons.org/licenses/by/4.0/"),
    "apache-2.0": ("Apache License 2.0", "https://www.apache.org/licenses/LICENSE-2.0"),
    "mit": ("MIT License", "https://opensource.org/license/mit"),
}
BASE_NOTICES = ("LICENSE", "LICENSE.txt", "LICENSE.md", "LICENCE", "COPYING", "NOTICE", "NOTICE.txt", "USE_POLICY.md")
LONGEST_NOTICE = 200_000  # bytes


def model_card(record: Record, procedure: Procedure, shipped: Shipped, licence: str, recipe: dict[str, Any]) -> str:
    """The README.md of an exported folder."""
    parts = [
        _head(procedure, licence),
        f"# {record.name}\n\n{_opening(record, procedure)}",
        _verdict(record),
        _scores(record),
        _talking(procedure),
        _running(shipped),
        _made(record, recipe),
        f"## Licence\n\n{_named(licence)}. `LICENCE.txt` says more and names whom it builds on.",
    ]
    return "\n\n".join(part for part in parts if part) + "\n"


def licence_notes(record: Record, licence: str, attributions: tuple[str, ...], base: Path | None) -> str:
    """What the base model's licence asks of whoever passes this model on. `base` is the base's folder, if it stands."""
    lines = [
        f"{record.name}: a language model compiled with Subterra Studio. Its base model: {record.base or 'unknown'}.",
        "",
        f"Licence of the model: {_named(licence)}.",
    ]
    if licence in LICENCES:
        lines.append(LICENCES[licence][1])
    if not licence:
        lines.append("The base model does not name its licence; ask whoever it came from before passing this model on.")
    lines.append("The texts of the procedure that it speaks are yours or your organisation's.")
    if attributions:
        lines += ["", "It builds on:", *(f"- {line}" for line in attributions)]
    for name, text in _notices(base):
        lines += ["", f"---- {name} of the base model ----", "", text.strip()]
    return "\n".join(lines) + "\n"


def _named(licence: str) -> str:
    return LICENCES.get(licence, (licence or "not named by the base model",))[0]


def _notices(base: Path | None) -> Iterator[tuple[str, str]]:
    for name in BASE_NOTICES if base is not None else ():
        file = base / name if base is not None else Path(name)
        if file.is_file() and file.stat().st_size <= LONGEST_NOTICE:
            yield name, file.read_text("utf-8", "replace")


def _head(procedure: Procedure, licence: str) -> str:
    lines = ["---", f"license: {licence or 'unknown'}", f"language: {procedure.language}", "library_name: gguf"]
    return "\n".join([*lines, "pipeline_tag: text-generation", f"tags: [{PUBLISHER}, procedure]", "---"])


def _opening(record: Record, procedure: Procedure) -> str:
    day = time.strftime("%Y-%m-%d", time.localtime(record.ended or record.created))
    steps = f"{len(procedure.steps)} steps"
    return (
        f"A small language model that follows one procedure ({steps}) by itself, compiled on {day} with Subterra Studio"
        f" {studio.__version__} from version {record.version} of the procedure. It knows nothing else."
    )


def _verdict(record: Record) -> str:
    if not record.gate:
        return "**Not checked.** Nobody knows yet how well it follows the procedure."
    told = "Ready to use." if record.gate == "passed" else "Not ready to use."
    return f"**{told}** {record.reason}"


def _scores(record: Record) -> str:
    found = record.scores
    if found is None:
        return ""
    rows = [
        ("Plain conversations followed exactly", found.exact_clean, found.conversations_clean),
        ("Conversations that leave the path, followed exactly", found.exact_overlays, found.conversations_overlays),
        ("Decisions right", found.decisions, found.decisions_counted),
        ("Values heard right", found.fields, found.fields_counted),
        ("All conversations, guarded by the studio", found.guarded, found.guarded_conversations),
        ("Plain conversations where its notes are hidden from it", found.without_traces, found.without_traces_clean),
    ]
    lines = [f"| {name} | {rate:.1%} | {count} |" for name, rate, count in rows if rate is not None]
    head = "Checked with conversations it never saw, on this very file:\n\n| | | of |\n|---|---|---|\n"
    more = f"\n\n{found.illegal_moves} moves off the chart. `report.html` has every step and branch."
    return head + "\n".join(lines) + more


def _talking(procedure: Procedure) -> str:
    facts = " Today is Saturday 2026-11-21." if procedure.uses_date else ""
    day = ", with the day it is, its weekday first" if procedure.uses_date else ""
    told = [
        "## Talking to it\n",
        f"Begin with the message `{START_MARK}{facts}`{day}; it then greets and asks. There is no system line.",
        "Before each reply it writes between `<think>` and `</think>` where it is, what it heard and where it goes.",
        "Leave these notes in the conversation that you send back; the table tells how it does without them.",
    ]
    if procedure.tools:
        names = ", ".join(f"`{tool.id}`" for tool in procedure.tools)
        told.append(
            f"It looks things up ({names}): a reply that ends with `{CALL_MARK} NAME key=value | ...` is answered by"
            f" your program with the user message `{TOOL_MARK} ok key=value | ...`, or `{TOOL_MARK} empty`, or"
            f" `{TOOL_MARK} error`."
        )
    return "\n".join(told)


def _running(shipped: Shipped) -> str:
    return f"""## Running it

- **Ollama**: in the folder `ollama`, `ollama create {shipped.file} -f Modelfile`, then `ollama run {shipped.file}`.
- **llama.cpp**: `sh llama.cpp/start.sh` (Windows: `llama.cpp\\start.bat`), then open http://127.0.0.1:{PORT}
- **LM Studio**: copy what is in the folder `lm-studio` into `~/.lmstudio` (Windows: `%USERPROFILE%\\.lmstudio`), then
  load {shipped.file} with a context of {shipped.context} tokens and choose the preset "{shipped.name}".
- **Subterra Studio**: the chart lights up while you talk, and it can be guarded so that no move leaves the chart.

Each is set to the likeliest word, as the model was checked."""


def _made(record: Record, recipe: dict[str, Any]) -> str:
    rows = {
        "base model": record.base,
        "budget": record.budget,
        "practice conversations written by": Path(record.writer).name,
        "minutes": f"{record.seconds / 60:.1f}" if record.seconds else "",
        "method": recipe.get("method", ""),
        "learning rate": recipe.get("rate", ""),
        "procedure": record.procedure_hash,
    }
    if recipe.get("method") != "full":
        rows["rank"] = recipe.get("rank", "")
    lines = [f"| {name} | {value} |" for name, value in rows.items() if value != ""]
    return "## How it was made\n\n| | |\n|---|---|\n" + "\n".join(lines)


def base_folder(order: dict[str, Any]) -> Path | None:
    """Where the base lies, if it is still there."""
    told = order.get("base_folder")
    found = Path(str(told)) if told else None
    return found if found is not None and found.is_dir() else None
