"""The Caddyfile of both modes, before small servers that stand where API, live updates and web app stand."""

import http.client
import json
import socket
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from labtool.installation import Installation
from labtool.ports import LOOPBACK, free_port
from labtool.services import Front, front_service
from labtool.spawn import stop, wait_until


class Upstream(BaseHTTPRequestHandler):
    """Answer with what arrived; on the stream send one event, wait for the test, send another."""

    go_on = threading.Event()

    def do_GET(self) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "text/event-stream" if self.path.endswith("/stream") else "application/json")
        self.end_headers()
        if self.path.endswith("/stream"):
            self.wfile.write(b"data: first\n\n")
            self.go_on.wait(10)
            self.wfile.write(b"data: second\n\n")
            return
        self.wfile.write(json.dumps({"headers": dict(self.headers), "pad": "x" * 4000}).encode())

    def do_POST(self) -> None:
        left, read = int(self.headers["Content-Length"]), 0
        while read < left:
            read += len(self.rfile.read(min(65536, left - read)))
        self.send_response(201)
        self.end_headers()
        self.wfile.write(str(read).encode())

    def log_message(self, format: str, *args: object) -> None:
        """Stay quiet."""


class Door:
    """Hold the ports of a running front door and its upstreams."""

    def __init__(self, port: int, api: ThreadingHTTPServer) -> None:
        """Take the front door's port and the server behind it."""
        self.port = port
        self.api = api

    def ask(
        self, path: str, method: str = "GET", body: bytes = b"", **headers: str
    ) -> tuple[http.client.HTTPResponse, bytes]:
        """Send one request and return the answer with its body."""
        connection = http.client.HTTPConnection(LOOPBACK, self.port, timeout=20)
        connection.request(method, path, body or None, {key.replace("_", "-"): value for key, value in headers.items()})
        answer = connection.getresponse()
        content = answer.read()
        connection.close()
        return answer, content


@pytest.fixture
def door(installation: Installation, folder: Path) -> Iterator[Door]:
    server = ThreadingHTTPServer((LOOPBACK, 0), Upstream)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    port, upstream = free_port(), server.server_port
    front = Front(LOOPBACK, port, f"http://localhost:{port}")
    service = front_service(
        installation, front, {"HOME": str(folder)}, {"api": upstream, "streams": upstream, "web": upstream}
    )
    with (folder / "front.log").open("ab") as log:
        child = service.launch(log)
    made = Door(port, server)
    wait_until(lambda: _opens(port), child, 20, "front")
    yield made
    stop(child, service.stop_signals)
    server.shutdown()
    thread.join()
    server.server_close()


def _opens(port: int) -> bool:
    try:
        with socket.create_connection((LOOPBACK, port), timeout=1):
            return True
    except OSError:
        return False


def test_a_forged_address_is_replaced(door: Door) -> None:
    _, body = door.ask("/api/v1/health", X_Forwarded_For="6.6.6.6", X_Forwarded_Host="evil.example")
    headers = json.loads(body)["headers"]
    assert headers["X-Forwarded-For"] == LOOPBACK
    assert headers["X-Forwarded-Host"] == f"{LOOPBACK}:{door.port}"
    assert headers["X-Forwarded-Proto"] == "http"


@pytest.mark.parametrize("path", ["/", "/api/v1/health"])
def test_pages_and_answers_are_compressed_and_carry_the_security_headers(door: Door, path: str) -> None:
    answer, _ = door.ask(path, Accept_Encoding="gzip")
    assert answer.headers["Content-Encoding"] == "gzip"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Referrer-Policy"] == "same-origin"
    assert "frame-ancestors 'none'" in answer.headers["Content-Security-Policy"]
    assert "Caddy" not in str(answer.headers)


def test_events_flow_at_once_and_uncompressed(door: Door) -> None:
    Upstream.go_on.clear()
    connection = http.client.HTTPConnection(LOOPBACK, door.port, timeout=5)
    started = time.monotonic()
    connection.request("GET", "/api/v1/stream", headers={"Accept-Encoding": "gzip"})
    answer = connection.getresponse()
    assert answer.readline() == b"data: first\n"
    assert time.monotonic() - started < 1
    assert answer.headers["Content-Encoding"] is None
    Upstream.go_on.set()
    assert answer.read() == b"\ndata: second\n\n"
    connection.close()


def test_a_large_body_passes(door: Door) -> None:
    answer, body = door.ask("/api/v1/uploads", "POST", b"x" * 60_000_000)
    assert (answer.status, body) == (201, b"60000000")


def test_any_host_name_is_served(door: Door) -> None:
    answer, _ = door.ask("/", Host="print-pc.lab.example.edu")
    assert answer.status == 200


def test_while_the_api_is_away_people_and_programs_hear_so(door: Door) -> None:
    door.api.server_close()
    api, problem = door.ask("/api/v1/jobs")
    assert (api.status, api.headers["Content-Type"]) == (502, "application/problem+json")
    assert json.loads(problem)["code"] == "unavailable"
    page, text = door.ask("/dashboard")
    assert (page.status, page.headers["Content-Type"]) == (502, "text/html; charset=utf-8")
    assert b"Back in a moment" in text
    assert page.headers["X-Frame-Options"] == "DENY"
