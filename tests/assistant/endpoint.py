"""A real HTTP server that answers as a language model's endpoint does, by script."""

import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest


class Endpoint:
    """A scripted /v1/chat/completions; `asked` holds what came in."""

    def __init__(self) -> None:
        self.status, self.body = 200, b""
        self.go = threading.Event()  # an answer waits for it
        self.go.set()
        self.asked: list[dict[str, Any]] = []
        endpoint = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                length = int(self.headers["Content-Length"])
                endpoint.asked.append({"path": self.path, **json.loads(self.rfile.read(length))})
                endpoint.go.wait()
                try:
                    self.send_response(endpoint.status)
                    self.send_header("Content-Type", "application/json")
                    self.send_header("Content-Length", str(len(endpoint.body)))
                    self.end_headers()
                    self.wfile.write(endpoint.body)
                except OSError:
                    pass  # who asked has gone away, as the test of the timeout wants

            def log_message(self, *args: object) -> None:
                """Say nothing."""

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.server.server_port}/v1"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def says(self, text: str | None) -> None:
        message = {"role": "assistant", "content": text}
        reply = {"id": "1", "object": "chat.completion", "created": 0, "model": "m"}
        self.body = json.dumps(
            {**reply, "choices": [{"index": 0, "finish_reason": "stop", "message": message}]}
        ).encode()


@pytest.fixture
def endpoint() -> Iterator[Endpoint]:
    made = Endpoint()
    yield made
    made.server.shutdown()
    made.server.server_close()
