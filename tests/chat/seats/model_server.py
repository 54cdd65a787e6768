"""A small OpenAI-compatible server on this computer, for tests: it streams what it is given and keeps what it heard."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

Event = dict[str, Any] | str


class ModelServer:
    """`answer` gets the request's body and gives the events to stream (a dict as JSON, a text as it is). With `hold`
    set, it waits after the first event."""

    def __init__(self, answer: Callable[[dict[str, Any]], list[Event]]) -> None:
        self.answer = answer
        self.status = 200
        self.streams = True
        self.hold: threading.Event | None = None
        self.bodies: list[dict[str, Any]] = []
        self.headers: list[dict[str, str]] = []
        self.url = ""

    def reply(self, handler: BaseHTTPRequestHandler) -> None:
        body = json.loads(handler.rfile.read(int(handler.headers["Content-Length"])))
        self.bodies.append(body)
        self.headers.append({name.lower(): value for name, value in handler.headers.items()})
        handler.send_response(self.status)
        if self.status in (301, 307):
            handler.send_header("Location", "http://example.invalid/")
        handler.end_headers()
        for number, event in enumerate(self.answer(body)):
            text = event if isinstance(event, str) else json.dumps(event)
            line = f"data: {text}\n\n" if self.streams and self.status == 200 else f"{text}\n"
            try:
                handler.wfile.write(line.encode())
                handler.wfile.flush()
            except OSError:
                return
            if number == 0 and self.hold is not None:
                self.hold.wait(5)


@contextmanager
def serving(answer: Callable[[dict[str, Any]], list[Event]]) -> Iterator[ModelServer]:
    made = ModelServer(answer)

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            made.reply(self)

        def log_message(self, *details: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True)
    thread.start()
    made.url = f"http://127.0.0.1:{server.server_port}/v1"
    try:
        yield made
    finally:
        if made.hold is not None:
            made.hold.set()
        server.shutdown()
        server.server_close()
        thread.join(2)


def pieces(*texts: str, **usage: Any) -> list[Event]:
    """The events of a streamed message, with the server's count at the end where it is given."""
    told: list[Event] = [{"choices": [{"delta": {"content": text}}]} for text in texts]
    told.append({"choices": [{"delta": {}, "finish_reason": "stop"}]})
    if usage:
        told.append({"choices": [], "usage": usage})
    return [*told, "[DONE]"]
