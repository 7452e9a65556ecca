"""Call the API as a program does, from any computer: standard library only, one connection a request.

A caller's `address` is a loopback address of its own (Linux owns all of 127/8), so that the limits, which count by
address, see as many computers as a test needs.
"""

import http.client
import itertools
import json
import random
import uuid
from dataclasses import dataclass
from email.message import Message
from typing import Any
from urllib.parse import urlsplit

Json = dict[str, Any]
API = "/api/v1"
TIMEOUT_S = 60
_NET = random.SystemRandom().randrange(2, 250)  # a run of its own: an earlier one may have used up its limits
_HOSTS = itertools.count(1)


def own_address() -> str:
    """Return the address of a computer that nobody else uses."""
    number = next(_HOSTS)
    return f"127.{_NET}.{number // 250}.{number % 250 + 1}"


@dataclass(frozen=True)
class Answer:
    """What the API said."""

    status: int
    headers: Message
    body: bytes

    @property
    def json(self) -> Any:
        """Return the decoded body."""
        return json.loads(self.body)

    @property
    def text(self) -> str:
        """Return the status and the body, for messages."""
        return f"{self.status} {self.body.decode(errors='replace')[:2000]}"

    def ok(self, status: int = 200) -> Any:
        """Return the decoded body of an answer that must have this status."""
        assert self.status == status, self.text
        return self.json if self.body else None

    def refusal(self, status: int, code: str) -> Json:
        """Return the problem+json of a refusal, which must be whole and say in a sentence what to do."""
        assert self.status == status, self.text
        assert self.headers.get_content_type() == "application/problem+json", self.headers
        problem: Json = self.json
        assert problem["status"] == status and problem["code"] == code, problem
        assert {"type", "title", "detail"} <= problem.keys(), problem
        assert len(problem["detail"].split()) >= 4 and problem["detail"].rstrip().endswith((".", "?")), problem
        return problem


class Caller:
    """One computer that calls the API."""

    def __init__(self, url: str, address: str | None = None, token: str | None = None) -> None:
        """Take the front door's URL, the address that the calls come from, and a session's token."""
        parts = urlsplit(url)
        self.url = url
        self.host = "127.0.0.1" if parts.hostname == "localhost" else parts.hostname or ""
        self.port = parts.port or 80
        self.address = address or own_address()
        self.token = token

    def connection(self) -> http.client.HTTPConnection:
        """Return a connection from this computer to the front door."""
        source = (self.address, 0) if self.host.startswith("127.") else None
        return http.client.HTTPConnection(self.host, self.port, timeout=TIMEOUT_S, source_address=source)

    def send(self, method: str, path: str, body: bytes | None = None, headers: dict[str, str] | None = None) -> Answer:
        """Send a request; `path` is below /api/v1 unless it says otherwise."""
        carried = {"Authorization": f"Bearer {self.token}"} if self.token else {}
        connection = self.connection()
        try:
            connection.request(
                method, path if path.startswith("/api/") else API + path, body, carried | (headers or {})
            )
            answer = connection.getresponse()
            return Answer(answer.status, answer.headers, answer.read())
        finally:
            connection.close()

    def get(self, path: str) -> Answer:
        """Read."""
        return self.send("GET", path)

    def post(self, path: str, body: object = None, method: str = "POST", **headers: str) -> Answer:
        """Send JSON; `lock_token="..."` becomes the header Lock-Token."""
        carried = {name.replace("_", "-").title(): value for name, value in headers.items()}
        return self.send(method, path, json.dumps(body).encode(), carried | {"Content-Type": "application/json"})

    def post_form(self, path: str, fields: dict[str, str], file: tuple[str, bytes] | None = None) -> Answer:
        """Send a multipart form, with a file under the name `file`."""
        body, content_type = multipart(fields, file)
        return self.send("POST", path, body, {"Content-Type": content_type})


def multipart(fields: dict[str, str], file: tuple[str, bytes] | None) -> tuple[bytes, str]:
    """Return the body and the content type of a multipart form; the file's name goes out as it is."""
    boundary = uuid.uuid4().hex
    parts = [_part(boundary, f'name="{name}"', value.encode()) for name, value in fields.items()]
    if file is not None:
        parts.append(_part(boundary, f'name="file"; filename="{file[0]}"', file[1]))
    return b"".join(parts) + f"--{boundary}--\r\n".encode(), f"multipart/form-data; boundary={boundary}"


def _part(boundary: str, disposition: str, content: bytes) -> bytes:
    head = f"--{boundary}\r\nContent-Disposition: form-data; {disposition}\r\n"
    kind = "Content-Type: application/octet-stream\r\n" if "filename=" in disposition else ""
    return f"{head}{kind}\r\n".encode() + content + b"\r\n"
