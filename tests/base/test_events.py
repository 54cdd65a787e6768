import threading
import time

from studio.base.events import EventLog, event
from studio.base.sentences import in_language, sentence


def test_events_are_read_as_written(tmp_path):
    log = EventLog(tmp_path / "events.jsonl")
    log.write("stage", stage="teach", state="started")
    log.append(event("metric", stage="teach", step=3, loss=0.5))
    log.append({"type": "note", "text": "grüß"})
    first, second, third = log.read()
    assert first["state"] == "started"
    assert second["loss"] == 0.5
    assert third["text"] == "grüß"
    assert abs(third["time"] - time.time()) < 60


def test_sentences_come_out_as_they_went_in(tmp_path):
    log = EventLog(tmp_path / "events.jsonl")
    log.write("failed", message=sentence("There is no base model {name}.", name="{x}"), hint="plain")
    found = log.last("failed")
    assert (found["message"], found["hint"]) == ("There is no base model {x}.", "plain")
    assert in_language(found["message"], "de") == "Es gibt kein Basismodell {x}."


def test_no_file_means_no_events(tmp_path):
    log = EventLog(tmp_path / "none")
    assert log.read() == []
    assert log.last() is None


def test_the_last_of_a_type(tmp_path):
    log = EventLog(tmp_path / "events.jsonl")
    for number in (1, 2):
        log.write("metric", step=number)
    log.write("note", text="x")
    assert log.last("metric", "done")["step"] == 2
    assert log.last()["type"] == "note"


def test_a_torn_line_costs_only_itself(tmp_path):
    path = tmp_path / "events.jsonl"
    log = EventLog(path)
    log.write("note", text="one")
    with path.open("ab") as file:
        file.write(b'{"type": "no')
    log.write("note", text="two")
    assert [found["text"] for found in log.read()] == ["one", "two"]


def test_following_sees_what_comes_and_ends_with_the_worker(tmp_path):
    log = EventLog(tmp_path / "events.jsonl")
    log.write("note", text="0")
    alive = threading.Event()
    alive.set()

    def work():
        for number in range(1, 4):
            time.sleep(0.03)
            log.write("note", text=str(number))
        alive.clear()

    worker = threading.Thread(target=work)
    worker.start()
    seen = [found["text"] for found in log.follow(alive.is_set, pause=0.01)]
    worker.join()
    assert seen == ["0", "1", "2", "3"]


def test_threads_do_not_mix_their_lines(tmp_path):
    log = EventLog(tmp_path / "events.jsonl")
    threads = [
        threading.Thread(target=lambda: [log.write("note", text="x" * 500) for _ in range(50)]) for _ in range(4)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [len(found["text"]) for found in log.read()] == [500] * 200
