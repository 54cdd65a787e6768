"""Models that can be talked to are offered with a time that people read."""

from __future__ import annotations

import time

from studio.base import paths
from studio.base.runfolder import create
from studio.procedure.file import dumps, procedure_hash
from studio.ui.chat.finding import Finding


def test_what_is_drawn_now_comes_first_and_today_is_called_today(qtbot, small):
    for name, hashed in (("other", "0" * 64), ("same", procedure_hash(small))):
        run = create(paths.runs() / name, "Small", procedure_hash=hashed)
        run.procedure.write_text(dumps(small), "utf-8")
        run.gguf.write_bytes(b"GGUF")
        run.events.append({"type": "done", "time": time.time()})
    finding = Finding(small)
    with qtbot.waitSignal(finding.found) as told:
        finding.start()
    assert finding.wait(5000)
    (found,) = told.args
    assert [(each.path.name, each.same) for each in found] == [("same", True), ("other", False)]
    assert found[0].when.startswith(("Today, ", "Yesterday, "))
