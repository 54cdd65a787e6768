from __future__ import annotations

import threading

import pytest

from studio.base.errors import StudioError
from studio.chat.seats import keys
from studio.chat.seats.endpoint import open_endpoint
from studio.chat.seats.prompted import PromptedSeat
from studio.chat.seats.seat import Piece
from studio.chat.seats.spec import SeatSpec
from studio.chat.session import Sampling
from tests.chat.seats.model_server import ModelServer, pieces, serving
from tests.procedure.small_charts import TODAY, trip


@pytest.fixture(autouse=True)
def _own_home(tmp_path, monkeypatch):
    monkeypatch.setenv("STUDIO_HOME", str(tmp_path))


def seated(server: ModelServer, model: str = "qwen") -> PromptedSeat:
    spec = SeatSpec(kind="endpoint", url=server.url, model=model)
    return open_endpoint(spec, trip(), TODAY, Sampling(0.5, 0.9, 2), threading.RLock())


def test_it_streams_and_the_servers_own_count_is_taken():
    usage = {"prompt_tokens": 900, "completion_tokens": 4, "prompt_tokens_details": {"cached_tokens": 850}}
    with serving(lambda body: pieces("Hel", "lo! ", "Where to?", **usage)) as server:
        heard: list[Piece] = []
        turn = seated(server).open(heard.append)[0]
    assert turn.text == "Hello! Where to?"
    assert [p.text for p in heard] == ["Hel", "lo! ", "Where to?"]
    measures = turn.measures
    assert (measures.read_tokens, measures.reused_tokens, measures.written_tokens) == (900, 850, 4)
    assert measures.counted
    assert not measures.cold
    body = server.bodies[0]
    assert (body["model"], body["temperature"], body["top_p"], body["stream"]) == ("qwen", 0.5, 0.9, True)
    assert body["messages"][0]["role"] == "system"
    assert "# Steps" in body["messages"][0]["content"]


def test_what_it_does_not_count_is_estimated_and_said_to_be():
    with serving(lambda body: pieces("Hello there")) as server:
        measures = seated(server).open()[0].measures
    assert not measures.counted
    assert measures.read_tokens > 300
    assert measures.reused_tokens == -1


def test_thinking_apart_becomes_notes():
    thought = {"choices": [{"delta": {"reasoning_content": "Greet."}}]}
    with serving(lambda body: [thought, *pieces("Hello!")]) as server:
        turn = seated(server).open()[0]
    assert (turn.notes, turn.text) == ("Greet.", "Hello!")


def test_a_server_that_does_not_stream_will_do():
    with serving(lambda body: [{"choices": [{"message": {"content": "Hello!"}, "finish_reason": "stop"}]}]) as server:
        server.streams = False
        assert seated(server).open()[0].text == "Hello!"


def test_stopped_it_hangs_up_and_keeps_what_stands():
    with serving(lambda body: pieces("Hello", " and so on")) as server:
        server.hold = threading.Event()
        seat = seated(server)
        turns: list = []
        begun = threading.Event()
        thread = threading.Thread(target=lambda: turns.extend(seat.open(lambda piece: begun.set())))
        thread.start()
        assert begun.wait(5)
        seat.stop()
        thread.join(5)
        assert (turns[0].text, turns[0].stopped) == ("Hello", False)
        server.hold.set()
        server.hold = None
        assert seat.say("Go on")[0].stopped


@pytest.mark.parametrize(
    ("status", "events", "said"),
    [
        (401, [{"error": {"message": "bad key"}}], "refused .401.: bad key"),
        (404, ["nothing here"], "refused .404."),
        (307, ["elsewhere"], "refused .307."),
        (200, ["not json"], "cannot be read"),
        (200, [{"error": {"message": "out of memory"}}], "stopped: out of memory"),
    ],
)
def test_what_goes_wrong_is_said_and_the_conversation_stays_as_it_was(status, events, said):
    with serving(lambda body: events) as server:
        server.status = status
        seat = seated(server)
        with pytest.raises(StudioError, match=said):
            seat.open()
        assert seat.messages == []


def test_where_nothing_listens_it_says_so():
    with serving(lambda body: pieces("x")) as server:
        seat = seated(server)
    with pytest.raises(StudioError, match="does not answer"):
        seat.open()


def test_a_key_goes_along_and_no_key_sends_none():
    with serving(lambda body: pieces("Hello")) as server:
        seated(server).open()
        keys.keep(server.url, "secret-1")
        seat = seated(server)
        seat.open()
    assert "authorization" not in server.headers[0]
    assert server.headers[1]["authorization"] == "Bearer secret-1"
    assert "secret-1" not in repr(seat.card) + str(seat.memory())
