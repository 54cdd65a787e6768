"""Looks, in a thread, for models that can be talked to, those compiled from what is drawn now first."""

from __future__ import annotations

from contextlib import suppress

from PySide6.QtCore import QThread, Signal

from studio.base.errors import StudioError
from studio.procedure.file import procedure_hash
from studio.procedure.model import Procedure
from studio.ui.chat.empty import Found
from studio.ui.runs.words import when_text

MOST = 4


class Finding(QThread):
    """`found` carries a list of Found."""

    found = Signal(object)

    def __init__(self, procedure: Procedure) -> None:
        super().__init__()
        self._procedure = procedure

    def run(self) -> None:
        from studio.runs.index import Index

        listed: list[Found] = []
        with suppress(StudioError, OSError):
            drawn = procedure_hash(self._procedure)
            records = [record for record in Index().records() if record.model]
            records.sort(key=lambda record: (record.procedure_hash != drawn, record.name != self._procedure.name))
            for record in records[:MOST]:
                told = when_text(record.ended or record.created)
                listed.append(Found(record.path, record.name, told, record.procedure_hash == drawn))
        self.found.emit(listed)
