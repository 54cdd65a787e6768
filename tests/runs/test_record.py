"""What is told of a run is what its folder says, at every point of its life."""

from __future__ import annotations

import json
from pathlib import Path

from studio.base.runfolder import RunFolder
from studio.runs.record import Record, read, stamp
from tests.runs.conftest import Make


def told(run: RunFolder) -> Record:
    found = read(run.path)
    assert found is not None
    return found


def test_a_finished_run_is_told_of_whole(make: Make) -> None:
    run = make(budget="quick", exact=0.4, seconds=61.5)
    found = told(run)
    assert (found.state, found.name, found.base, found.budget, found.writer) == (
        "done", "Hello", "starter", "quick", "phrasebook")  # fmt: skip
    assert found.procedure_hash == run.manifest().procedure_hash
    assert found.version == found.procedure_hash[:8]
    assert (found.gate, found.seconds) == ("failed", 61.5)
    assert found.reason.startswith("It follows 40% of plain")
    assert found.scores is not None
    assert (found.scores.exact_clean, found.scores.exact_overlays) == (0.4, 0.2)
    assert found.scores.guarded == 0.5
    assert found.scores.without_traces == 0.4 - 0.1
    assert found.ended is not None
    assert found.ended >= found.created


def test_sizes_tell_what_can_go_and_what_the_model_takes(make: Make) -> None:
    found = told(make())
    assert found.model == 300
    assert found.spare == 5000 + 700 + 300
    assert found.bytes > found.spare + found.model


def test_a_run_that_was_only_prepared_is_new_and_spares_nothing(make: Make) -> None:
    found = told(make(whole=False))
    assert (found.state, found.scores, found.gate, found.seconds, found.spare) == ("new", None, "", None, 0)


def test_running_is_what_its_lock_says(make: Make) -> None:
    run = make(whole=False)
    run.update(state="running")
    run.events.write("stage", stage="teaching-2", state="started")
    assert told(run).state == "interrupted"
    with run.hold():
        found = told(run)
        assert (found.state, found.stage, found.left, found.ended) == ("running", "teaching", None, None)
        run.events.write("progress", stage="teaching", done=1, total=9, left_seconds=80.5)
        assert told(run).left == 80.5
        run.events.write("stage", stage="checking-2", state="started")
        assert (told(run).stage, told(run).left) == ("checking", None)
    assert told(run).state == "interrupted"


def test_a_process_number_in_the_lock_file_means_nothing(make: Make) -> None:
    run = make(whole=False)
    run.update(state="running")
    run.events.write("note", text="Started.")
    run.lock.write_text("1\n")
    assert told(run).state == "interrupted"


def test_failed_and_cancelled_are_told_apart_by_the_last_event(make: Make) -> None:
    run = make(whole=False)
    run.events.write("failed", message="The disk is full.", hint="Free some space.")
    found = told(run)
    assert (found.state, found.message, found.hint) == ("failed", "The disk is full.", "Free some space.")
    run.events.write("failed", message="Cancelled.", hint="", cancelled=True)
    assert told(run).state == "cancelled"


def test_a_run_begun_again_after_a_failure_has_not_failed(make: Make) -> None:
    run = make(whole=False)
    run.events.write("failed", message="The disk is full.", hint="")
    run.events.write("note", text="Started.")
    found = told(run)
    assert (found.state, found.message) == ("interrupted", "")


def test_a_run_whose_teaching_was_stopped_by_the_person_is_stopped_not_done(make: Make) -> None:
    run = make()
    (run.path / "stages" / "teaching.json").write_text(json.dumps({"key": "k", "result": {"stopped": True}}))
    assert told(run).state == "stopped"
    (run.path / "stages" / "teaching.json").write_text(json.dumps({"key": "k", "result": {"stopped": False}}))
    assert told(run).state == "done"


def test_only_the_end_of_many_events_is_read(make: Make) -> None:
    run = make(whole=False)
    line = json.dumps({"type": "metric", "loss": 1.0, "note": "x" * 200}) + "\n"
    run.events.path.write_text(line * 5000)
    run.events.write("done", gguf="", seconds=3.0, gate="passed", reason="Well.")
    found = told(run)
    assert (found.state, found.gate, found.reason, found.seconds) == ("done", "passed", "Well.", 3.0)


def test_a_line_torn_by_a_kill_is_no_event(make: Make) -> None:
    run = make()
    with run.events.path.open("ab") as file:
        file.write(b'{"type": "stage", "sta')
    assert told(run).state == "done"


def test_a_later_verification_has_the_last_word(make: Make) -> None:
    run = make(exact=0.4)
    before = stamp(run.path)
    changed = json.loads(run.verify.read_text())
    changed["gate"] = {"passed": True, "reason": "It follows 97% of plain conversations exactly."}
    run.verify.write_text(json.dumps(changed))
    assert stamp(run.path) != before
    assert (told(run).gate, told(run).reason) == ("passed", "It follows 97% of plain conversations exactly.")


def test_broken_files_leave_their_part_out(make: Make) -> None:
    run = make()
    for name in ("verify.json", "order.json", "spent.json"):
        (run.path / name).write_text("{")
    run.events.path.write_bytes(b"\xff\n{}\n[1]\n")
    found = told(run)
    assert (found.name, found.base, found.scores, found.gate, found.state) == ("Hello", "starter", None, "", "new")


def test_a_broken_manifest_hides_no_run(make: Make) -> None:
    run = make()
    run.manifest_file.write_text("{")
    found = told(run)
    assert (found.state, found.name) == ("failed", run.path.name)
    assert "cannot be understood" in found.message
    assert found.spare == 6000


def test_a_folder_without_a_manifest_is_no_run(tmp_path: Path) -> None:
    assert read(tmp_path) is None


def test_the_stamp_changes_with_everything_that_is_told(make: Make) -> None:
    run = make(whole=False)
    seen = {stamp(run.path)}
    run.events.write("note", text="Started.")
    seen.add(stamp(run.path))
    with run.hold():
        seen.add(stamp(run.path))
    run.gguf.write_bytes(b"GGUF")
    seen.add(stamp(run.path))
    run.verify.write_text("{}")
    seen.add(stamp(run.path))
    assert len(seen) == 5
