"""What the compile panel calls stages, spans of time and sizes, in plain words."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from studio.compile.failures import Remedy
from studio.compile.progress import StageName

GB = 2**30


def tr(text: str) -> str:
    return QCoreApplication.translate("compile", text)


def stage_title(name: StageName) -> str:
    """One of the five stages."""
    return {
        "plan": tr("Drawing up the plan"),
        "write": tr("Writing practice conversations"),
        "teach": tr("Teaching"),
        "pack": tr("Packing"),
        "check": tr("Checking"),
    }[name]


def span(seconds: float) -> str:
    """How long something takes, no more exact than anybody knows."""
    if seconds < 10:
        return tr("a few seconds")
    if seconds < 55:
        return tr("{number} seconds").format(number=round(seconds / 10) * 10)
    minutes = max(1, round(seconds / 60))
    if minutes < 60:
        return tr("1 minute") if minutes == 1 else tr("{number} minutes").format(number=minutes)
    hours, minutes = divmod(minutes, 60)
    return tr("{hours} h {minutes} min").format(hours=hours, minutes=minutes)


def clock(seconds: float) -> str:
    """A time that has passed, as a clock shows it."""
    whole = int(seconds)
    minutes, hours = whole // 60 % 60, whole // 3600
    return f"{hours}:{minutes:02}:{whole % 60:02}" if hours else f"{minutes}:{whole % 60:02}"


def size(number: float) -> str:
    """Bytes, in gigabytes."""
    return tr("{number} GB").format(number=f"{number / GB:.1f}")


def remedy(what: Remedy) -> str:
    """What a remedy's button says."""
    return {
        "again": tr("Go on"),
        "smaller": tr("Go on with a smaller setting"),
        "choose": tr("Choose anew…"),
        "findings": tr("Show what was found"),
        "room": tr("Show the compiles kept"),
        "report": tr("Copy the details"),
    }[what]
