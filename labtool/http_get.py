"""Ask a server of this machine, past any proxy the shell may name."""

import http.client
import json
from typing import Any


def get(host: str, port: int, path: str, timeout_s: float = 5) -> tuple[int, bytes]:
    """Return status and body of a GET; status 0 when nobody answers."""
    connection = http.client.HTTPConnection(host, port, timeout=timeout_s)
    try:
        connection.request("GET", path, headers={"Accept": "*/*"})
        answer = connection.getresponse()
        return answer.status, answer.read()
    except (OSError, http.client.HTTPException):
        return 0, b""
    finally:
        connection.close()


def health(host: str, port: int, timeout_s: float = 5) -> dict[str, Any]:
    """Return what the API says of itself; nothing when it does not come to answer, busy as it may be."""
    status, body = get(host, port, "/api/v1/health", timeout_s)
    said: dict[str, Any] = json.loads(body) if status in (200, 503) and body.startswith(b"{") else {}
    return said
