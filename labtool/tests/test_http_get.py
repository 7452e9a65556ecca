"""Whoever asks a server of this machine gets something to go on, whatever the server does."""

import json
import socket
import threading
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest

from labtool.http_get import get, health
from labtool.ports import LOOPBACK, free_port

WELL = {"status": "ok", "components": {"database": "ok"}}


@pytest.mark.parametrize(
    ("status", "body", "told"),
    [
        (200, json.dumps(WELL), WELL),
        (503, json.dumps(WELL | {"status": "unwell"}), WELL | {"status": "unwell"}),
        (502, "<h1>Nobody is here</h1>", {}),
        (200, "", {}),
        (200, "<h1>Another program</h1>", {}),
    ],
)
def test_health_is_what_the_api_says_or_nothing(status: int, body: str, told: dict[str, object]) -> None:
    class Answers(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(status)
            self.end_headers()
            self.wfile.write(body.encode())

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    with HTTPServer((LOOPBACK, 0), Answers) as server:
        answering = threading.Thread(target=server.handle_request)
        answering.start()
        assert health(LOOPBACK, server.server_port) == told
        answering.join()


def test_a_server_that_is_too_busy_to_answer_says_nothing() -> None:
    with socket.create_server((LOOPBACK, 0)) as busy:
        assert health(LOOPBACK, busy.getsockname()[1], timeout_s=0.1) == {}


def test_a_server_that_is_not_there_says_nothing() -> None:
    port = free_port()
    assert (get(LOOPBACK, port, "/"), health(LOOPBACK, port)) == ((0, b""), {})
