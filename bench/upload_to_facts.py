"""From a received model of 5 MB to its facts and its picture: over HTTP as the page asks, and on a page in a browser.

    python -m bench.upload_to_facts [--api]

Goal: <= 1 s, median, from the answer to the upload until facts and picture are there, on a machine that does nothing
else. `--api` leaves the browser out, which opens an installation of its own with the web app. The lines between say
where the time goes: a bare run of the inspector on the same kind of file, taken in turns, what passes until the worker
has kept its report, and how much later the page has it. The ratio to the bare run holds on a busy machine, too.
"""

import argparse
import http.client
import json
import os
import subprocess
import sys
import tempfile
import time
import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from urllib.parse import urlsplit

import numpy as np
import psycopg

from bench.system import BACKEND, System, once_ms, running

TRIANGLES = 100_000  # 5 MB of binary STL
REPEATS = 7
GOAL_MS = 1000
# As frontend/components/submission/use-report.ts looks: soon, then ever more calmly.
FIRST_S, GROWS_BY, MOST_S = 0.15, 1.15, 2.0
OPEN_DOORS = {"LIMIT_UPLOAD": "100000/minute"}
KEPT_AT = (
    "SELECT extract(epoch FROM inspected_at)::float8 FROM originals JOIN uploads USING (sha256) WHERE uploads.id = %s"
)
BOUNDARY = "bench-boundary"
FACET = np.dtype([("normal", "<f4", 3), ("corners", "<f4", (3, 3)), ("attribute", "<u2")])


@dataclass(frozen=True)
class Run:
    """One upload, in milliseconds from its answer: until the worker had kept the report, and until all was there.

    Before it, the inspector alone took `bare_ms`.
    """

    bare_ms: float
    kept_ms: float
    there_ms: float


def model() -> bytes:
    """Return a closed, wavy solid of 5 MB as binary STL that nobody has sent before."""
    sides, rings = 250, TRIANGLES // 500
    around, tube = np.meshgrid(np.linspace(0, 2 * np.pi, sides + 1), np.linspace(0, 2 * np.pi, rings + 1))
    around[:, -1], tube[-1] = 0, 0
    radius = 30 + (10 + np.sin(8 * around)) * np.cos(tube)
    points = np.stack([radius * np.cos(around), radius * np.sin(around), (10 + np.sin(8 * around)) * np.sin(tube)], -1)
    a, b, c, d = points[:-1, :-1], points[:-1, 1:], points[1:, 1:], points[1:, :-1]
    corners = np.concatenate([np.stack([a, b, c], 2).reshape(-1, 3, 3), np.stack([a, c, d], 2).reshape(-1, 3, 3)])
    facets = np.zeros(len(corners), FACET)
    facets["corners"] = corners
    return uuid.uuid4().bytes.ljust(80, b" ") + len(facets).to_bytes(4, "little") + facets.tobytes()


def upload(connection: http.client.HTTPConnection) -> str:
    """Send a model as the page does; return the id of the upload."""
    head = f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="file"; filename="part.stl"\r\n\r\n'.encode()
    body = head + model() + f"\r\n--{BOUNDARY}--\r\n".encode()
    headers = {"Content-Type": f"multipart/form-data; boundary={BOUNDARY}"}
    connection.request("POST", "/api/v1/uploads", body, headers)
    answer = connection.getresponse()
    found = json.loads(answer.read())
    if answer.status != 201:
        raise RuntimeError(str(found))
    return str(found["upload_id"])


def follow(system: System, upload_id: str) -> None:
    """Look as the page does until the report is there, and fetch the picture."""
    pause_s = FIRST_S
    while True:
        time.sleep(pause_s)
        if json.loads(system.get(f"/uploads/{upload_id}"))["report"]["ready"]:
            system.get(f"/uploads/{upload_id}/thumbnail")
            return
        pause_s = min(pause_s * GROWS_BY, MOST_S)


def runs(system: System) -> Iterator[Run]:
    """Upload one model after the other, the first of which does not count."""
    connection = http.client.HTTPConnection(urlsplit(system.url).netloc, timeout=60)
    with psycopg.connect(system.sql_url, autocommit=True) as database:
        for turn in range(REPEATS + 1):
            bare_ms = once_ms(inspector_alone)
            upload_id = upload(connection)
            answered_at = time.time()
            there_ms = once_ms(lambda upload_id=upload_id: follow(system, upload_id))  # type: ignore[misc]  # bound now
            kept_at = database.execute(KEPT_AT, [upload_id]).fetchone()
            if turn and kept_at:
                yield Run(bare_ms, (kept_at[0] - answered_at) * 1000, there_ms)
    connection.close()


def inspector_alone() -> None:
    """Start the inspector for one file."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "part.stl"
        file.write_bytes(model())
        command = [sys.executable, "-m", "inspector", str(file), "--out", folder]
        subprocess.run(command, cwd=BACKEND, check=True, capture_output=True)


def say(what: str, found_ms: float, goal_ms: float | None = None) -> None:
    """Print one line."""
    judged = "" if goal_ms is None else f" (goal <= {goal_ms:.0f} ms: {'met' if found_ms <= goal_ms else 'MISSED'})"
    print(f"{what:58} {found_ms:7.0f} ms{judged}")


def main() -> None:
    """Print a line for each way and each part of it."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--api", action="store_true", help="leave the browser out")
    options = parser.parse_args()
    with running(settings=OPEN_DOORS, background=True) as system:
        found = list(runs(system))
    bare, there = median(run.bare_ms for run in found), median(run.there_ms for run in found)
    say("the inspector alone, a process for one file", bare)
    say("upload answered -> the worker has kept the report", median(run.kept_ms for run in found))
    say("the report is kept -> the page has it and the picture", median(run.there_ms - run.kept_ms for run in found))
    say("upload answered -> facts and picture fetched", there, GOAL_MS)
    print(f"{there / bare:.2f} of the inspector alone; load of the machine: {os.getloadavg()[0]:.1f}")
    if not options.api:
        from bench.facts_on_screen import on_screen_ms  # it wants a browser

        chosen, received, kept = on_screen_ms(model, REPEATS)
        say("browser: file chosen -> facts and picture on screen", chosen)
        say("browser: the report is kept -> on screen", kept)
        say("browser: upload answered -> facts and picture on screen", received, GOAL_MS)


if __name__ == "__main__":
    main()
