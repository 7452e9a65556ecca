"""Approvals while the mail server accepts connections and never answers, against the `file` transport.

    python -m bench.mute_mail

Goal: p50 within 1.3x. Worker and scheduler run in both cases, so that whatever mail costs, it costs here.
"""

import json
import socket
import threading
import time
import urllib.request
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from statistics import median
from typing import Any

from bench.submission import OPEN_DOORS, body, submit
from bench.system import System, once_ms, running

ROUNDS = 40


@contextmanager
def mute_server() -> Iterator[int]:
    """Listen on a port, take every connection, say nothing."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        held: list[socket.socket] = []

        def take() -> None:
            while True:
                try:
                    held.append(server.accept()[0])
                except OSError:
                    return

        threading.Thread(target=take, daemon=True).start()
        yield server.getsockname()[1]
        for connection in held:
            connection.close()


def call(system: System, method: str, path: str, content: dict[str, Any], **headers: str) -> dict[str, Any]:
    """Call the API as the workstation."""
    headers |= {"Authorization": f"Bearer {system.token}", "Content-Type": "application/json"}
    request = urllib.request.Request(system.url + path, json.dumps(content).encode(), headers, method=method)
    with urllib.request.urlopen(request, timeout=60) as answer:
        found: dict[str, Any] = json.load(answer)
    return found


def small_model() -> bytes:
    """Return a binary STL of one triangle that nobody has sent before."""
    corners = b"".join(
        number.to_bytes(4, "little") for number in (0x3F800000, 0, 0, 0, 0x3F800000, 0, 0, 0, 0x3F800000)
    )
    return uuid.uuid4().bytes.ljust(80, b" ") + (1).to_bytes(4, "little") + bytes(12) + corners + bytes(2)


def new_jobs(system: System) -> list[str]:
    """Submit jobs and wait until the worker has placed their folders."""
    for _ in range(ROUNDS):
        submit(system, body(small_model()))
    end = time.monotonic() + 120
    while True:
        jobs = [job["id"] for job in json.loads(system.get(f"/jobs?status=UPLOADED&limit={ROUNDS}"))["jobs"]]
        if all(json.loads(system.get(f"/jobs/{job_id}"))["path"] for job_id in jobs):
            return jobs
        if time.monotonic() > end:
            raise TimeoutError("the folders were not placed")
        time.sleep(0.5)


def approve(system: System, job_id: str, staff_name: str, lock_token: str) -> None:
    """Approve with the only file in the folder."""
    file = json.loads(system.get(f"/jobs/{job_id}/candidate-files"))["recommended"]
    quote = {"staff_name": staff_name, "authoritative_file": file, "weight_g": 42.5, "time_hours": 3}
    call(system, "POST", f"/jobs/{job_id}/approve", quote, **{"Lock-Token": lock_token})


def approvals_ms(**mail: str) -> float:
    """Return the median time of an approval under a mail transport."""
    with running(OPEN_DOORS | mail, background=True) as system:
        staff_name = json.loads(system.get("/staff"))["staff"][0]["name"]
        times = []
        for job_id in new_jobs(system):
            token = call(system, "POST", f"/jobs/{job_id}/lock", {"staff_name": staff_name})["lock_token"]
            times.append(once_ms(partial(approve, system, job_id, staff_name, token)))
        return median(times)


def main() -> None:
    """Print the two medians and their ratio."""
    file_ms = approvals_ms()
    with mute_server() as port:
        smtp = {"MAIL_TRANSPORT": "smtp", "SMTP_HOST": "127.0.0.1", "SMTP_PORT": str(port)}
        mute_ms = approvals_ms(**smtp)
    print(
        f"approve p50: mute server {mute_ms:.1f} ms, file {file_ms:.1f} ms, ratio {mute_ms / file_ms:.2f} (goal <= 1.3)"
    )


if __name__ == "__main__":
    main()
