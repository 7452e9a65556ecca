"""Work over HTTP that goes on beside something else: students submit, staff walk jobs from approval to payment."""

import http.client
import json
import threading
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from functools import partial
from typing import Any
from urllib.parse import urlsplit

from bench.mute_mail import approve, call, small_model
from bench.submission import body, submit
from bench.system import System

STUDENTS = 1
DESKS = 2
# What follows an approval, with its body.
ACTIONS: tuple[tuple[str, dict[str, Any]], ...] = (
    ("mark-printing", {"printer": "Prusa MK4S"}),
    ("mark-complete", {"storage_place": "Shelf B"}),
    ("payment", {"grams": 40.0, "payment_type": "check", "picked_up_by": "Mira Holm"}),
)


@contextmanager
def busy(system: System) -> Iterator[Counter[str]]:
    """Keep the shop busy while the body runs; yields what was done so far. Raises what went wrong in a thread."""
    done: Counter[str] = Counter()
    stopping = threading.Event()
    failed: list[BaseException] = []

    def until_stopped(work: Callable[[System], None]) -> None:
        connection = http.client.HTTPConnection(urlsplit(system.url).netloc, timeout=60)
        try:
            while not stopping.is_set():
                work(replace(system, connection=connection))
        except BaseException as error:  # noqa: BLE001 - raised again below
            failed.append(error)
        connection.close()

    works = [partial(_student, done=done)] * STUDENTS + [partial(_desk, done=done, desk=desk) for desk in range(DESKS)]
    threads = [threading.Thread(target=until_stopped, args=(work,)) for work in works]
    for thread in threads:
        thread.start()
    try:
        yield done
    finally:
        stopping.set()
        for thread in threads:
            thread.join()
    if failed:
        raise failed[0]


def _student(system: System, done: Counter[str]) -> None:
    submit(system, body(small_model()))
    done["submit"] += 1


def _desk(system: System, done: Counter[str], desk: int) -> None:
    """Walk one job, of those that this desk sees to, from Uploaded to its payment."""
    listed = json.loads(system.get("/jobs?status=UPLOADED&limit=50"))["jobs"]
    mine = [job["id"] for job in listed if int(job["reference"][4:]) % DESKS == desk]
    placed = next((job_id for job_id in mine if json.loads(system.get(f"/jobs/{job_id}"))["path"]), None)
    if placed is None:
        return
    staff_name = json.loads(system.get("/staff"))["staff"][0]["name"]
    approve(system, placed, staff_name, _lock(system, placed, staff_name))
    said = {"staff_name": staff_name, "reason": "Said yes at the desk"}
    call(system, "POST", f"/jobs/{placed}/admin/force-confirm", said)
    for name, content in ACTIONS:
        token = _lock(system, placed, staff_name)
        call(system, "POST", f"/jobs/{placed}/{name}", {"staff_name": staff_name} | content, **{"Lock-Token": token})
    done["action"] += len(ACTIONS) + 2


def _lock(system: System, job_id: str, staff_name: str) -> str:
    return str(call(system, "POST", f"/jobs/{job_id}/lock", {"staff_name": staff_name})["lock_token"])
