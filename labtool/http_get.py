"""Ask a server of this machine, past any proxy the shell may name."""

import http.client


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
