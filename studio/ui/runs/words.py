"""The history of compiles in the window's words: when, how long, in which state, how well."""

from __future__ import annotations

import time
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QDateTime, QLocale

from studio.bench.gate import GATE_CLEAN, GATE_DECISIONS, GATE_WITHOUT_TRACES
from studio.runs.record import Record
from studio.ui.files.language import said as spoken


def tr(text: str) -> str:
    return QCoreApplication.translate("runs", text)


def when_text(seconds: float, now: float | None = None) -> str:
    """A point of time as near as it is: today's by the clock, this year's without the year."""
    locale, then = QLocale(), QDateTime.fromSecsSinceEpoch(int(seconds))
    today = QDateTime.fromSecsSinceEpoch(int(time.time() if now is None else now)).date()
    days = then.date().daysTo(today)
    clock = locale.toString(then.time(), QLocale.FormatType.ShortFormat)
    if days == 0:
        return tr("Today, {time}").format(time=clock)
    if days == 1:
        return tr("Yesterday, {time}").format(time=clock)
    if then.date().year() == today.year():
        return f"{locale.toString(then.date(), 'd MMM')}, {clock}"
    return locale.toString(then.date(), "d MMM yyyy")


def long_text(seconds: float) -> str:
    """How long something took."""
    if seconds < 90:
        return tr("{number} s").format(number=round(seconds))
    minutes = round(seconds / 60)
    if minutes < 60:
        return tr("{number} min").format(number=minutes)
    return tr("{hours} h {minutes} min").format(hours=minutes // 60, minutes=minutes % 60)


def size_text(size: int) -> str:
    digits = 0 if size < 1000 or size >= 100_000_000 else 1
    return QLocale().formattedDataSize(size, digits, QLocale.DataSizeFormat.DataSizeSIFormat)


def share_text(share: float | None) -> str:
    """A share as a whole number of percent; never rounded up to all or down to nothing."""
    if share is None:
        return "–"
    if share in (0.0, 1.0):
        return f"{share:.0%}"
    return f"{min(max(round(share * 100), 1), 99)}%"


def base_text(record: Record) -> str:
    """The base model, shorter where it is named by its folder."""
    return tr("The starter") if record.base == "starter" else Path(record.base).name


def budget_text(record: Record) -> str:
    words = {"quick": tr("quick"), "standard": tr("standard"), "thorough": tr("thorough")}
    return words.get(record.budget, record.budget)


def writer_text(record: Record) -> str:
    return tr("the phrasebook") if record.writer in ("", "phrasebook") else Path(record.writer).stem


def stage_text(stage: str) -> str:
    """What a running compile is at."""
    words = {
        "preparing": tr("Looking at this computer"),
        "planning": tr("Planning the practice conversations"),
        "writing": tr("Writing practice conversations"),
        "teaching": tr("Teaching"),
        "exporting": tr("Packing the model"),
        "checking": tr("Checking"),
        "comparing": tr("Comparing"),
    }
    return words.get(stage, tr("Starting"))


def state_text(record: Record) -> str:
    """How it stands, in a word or two."""
    if record.state == "running":
        return stage_text(record.stage) + " …"
    return {
        "new": tr("Not begun"),
        "done": tr("Finished"),
        "stopped": tr("Stopped early, what was learned is kept"),
        "failed": tr("Failed"),
        "cancelled": tr("Cancelled"),
        "interrupted": tr("Broken off"),
    }[record.state]


def more_text(record: Record) -> str:
    """What stands in place of a score where there is none yet."""
    if record.is_running:
        return tr("About {time} left").format(time=long_text(record.left)) if record.left else tr("At work")
    if record.state == "failed":
        return spoken(record.message)
    return tr("Not checked yet") if record.model else ""


def verdict_text(record: Record) -> str:
    """Whether it may be used, or why there is nothing to use."""
    if record.gate == "passed":
        return tr("Ready to use")
    if record.gate == "failed":
        return tr("Not ready to use yet")
    if record.model:
        return tr("Not checked")
    return state_text(record)


def reason_text(record: Record) -> str:
    """Why it may be used or not, in the window's words where the scores tell; else as the run has it."""
    scores = record.scores
    if scores is None or not record.gate:
        return said_as_kept(record)
    clean, decided, bare = scores.exact_clean or 0.0, scores.decisions, scores.without_traces
    if record.gate == "passed" and decided is not None:
        told = tr("It follows {share} of plain conversations exactly and decides right {decisions} of the time.")
        return told.format(share=share_text(clean), decisions=share_text(decided))
    if decided is not None and decided < GATE_DECISIONS:
        told = tr("It decides right {share} of the time; {needed} is needed.")
        return told.format(share=share_text(decided), needed=share_text(GATE_DECISIONS))
    if clean < GATE_CLEAN:
        told = tr("It follows {share} of plain conversations; {needed} is needed.")
        return told.format(share=share_text(clean), needed=share_text(GATE_CLEAN))
    if bare is not None and bare < GATE_WITHOUT_TRACES:
        told = tr("Where a program hides its notes it follows {share} of plain conversations; {needed} is needed.")
        return told.format(share=share_text(bare), needed=share_text(GATE_WITHOUT_TRACES))
    return said_as_kept(record)


def said_as_kept(record: Record) -> str:
    """The run's own sentence: of its gate, or of its failure."""
    return spoken(record.reason) or f"{spoken(record.message)} {spoken(record.hint)}".strip()


def mark_of(record: Record) -> tuple[str, str]:
    """The icon and its colour: the gate's verdict where there is one, else how the compile stands."""
    if record.state == "running":
        return "play", "accent"
    if record.gate:
        return ("good", "good") if record.gate == "passed" else ("advice", "advice")
    return {
        "failed": ("problem", "problem"),
        "cancelled": ("close", "soft"),
        "interrupted": ("pause", "advice"),
    }.get(record.state, ("info", "soft"))


def said(record: Record) -> str:
    """All of a row, for a screen reader."""
    scores = record.scores
    parts = [record.name, when_text(record.created), base_text(record), budget_text(record), verdict_text(record)]
    if scores is not None and scores.exact_clean is not None:
        told = tr("{share} of plain conversations followed exactly").format(share=share_text(scores.exact_clean))
        parts.append(told)
    return ". ".join(part for part in parts if part)
