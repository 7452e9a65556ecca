"""What must be true of the jobs after the soak. Each truth says what is wrong, as lines."""

import hashlib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from e2e.caller import Json
from e2e.desk import LOCK_EVENTS, MAIL_EVENTS, MAIL_OF, ROAD, SETTLED
from e2e.shop import Shop
from e2e.soak.told import Told

AROUND = LOCK_EVENTS | MAIL_EVENTS | {"AdminOverride"}  # a lock that a lost answer left behind is taken away
EVENT_OF = {
    "UPLOADED": "JobCreated",
    "PENDING": "JobApproved",
    "READYTOPRINT": "JobConfirmed",
    "PRINTING": "PrintStarted",
    "COMPLETED": "PrintCompleted",
    "PAIDPICKEDUP": "PaymentRecorded",
    "REJECTED": "JobRejected",
    "CANCELED": "JobCanceled",
}
LEGAL = {*pairwise(ROAD), ("UPLOADED", "REJECTED"), ("PENDING", "REJECTED"), ("PENDING", "CANCELED")}
Lines = Iterator[str]


@dataclass(frozen=True)
class Job:
    """A job as the database has it, with its story."""

    reference: str
    row: Json
    events: list[Json]  # its changes, oldest first
    promised: list[str]  # kinds of its mails


def jobs_of(shop: Shop) -> dict[str, Job]:
    """Read all jobs, by id."""
    events, mails = _by_job(shop, "events"), _by_job(shop, "outbox")
    rows = shop.rows("SELECT *, 'REQ-' || lpad(number::text, 5, '0') AS reference FROM jobs ORDER BY number")
    return {
        row["id"]: Job(
            row["reference"],
            row,
            [each for each in events.get(row["id"], []) if each["type"] not in AROUND],
            [each["kind"] for each in mails.get(row["id"], [])],
        )
        for row in rows
    }


def _by_job(shop: Shop, table: str) -> dict[str, list[Json]]:
    found: dict[str, list[Json]] = {}
    for row in shop.rows(f"SELECT * FROM {table} WHERE job_id IS NOT NULL ORDER BY id"):
        found.setdefault(row["job_id"], []).append(row)
    return found


def every_201_has_its_job(jobs: dict[str, Job], told: Told) -> Lines:
    """Compare what students were told with the rows."""
    for job_id, sha256 in told.submitted.items():
        if job_id not in jobs:
            yield f"{job_id} was answered 201 and is not there"
        elif jobs[job_id].row["original_sha256"] != sha256:
            yield f"{jobs[job_id].reference} is about another file than was sent"


def every_file_is_whole(jobs: dict[str, Job], shop: Shop) -> Lines:
    """Read every original, and every model in the folder where the row says."""
    for job in jobs.values():
        sha256 = job.row["original_sha256"]
        placed = shop.storage / str(job.row["path"]) / job.row["file_name"]
        for file in (shop.data / "originals" / sha256, placed):
            if _digest(file) != sha256:
                yield f"{job.reference} ({job.row['status']}): not what the student sent: {file}"


def every_200_is_in_the_log(jobs: dict[str, Job], told: Told) -> Lines:
    """Compare what people were told with the log."""
    for job_id, status in told.done:
        if job_id not in jobs:
            yield f"{job_id} was brought to {status} and is not there"
        elif (count := [each["type"] for each in jobs[job_id].events].count(EVENT_OF[status])) != 1:
            yield f"{jobs[job_id].reference}: answered 200, and the log has {EVENT_OF[status]} {count} times"


def every_story_is_whole(jobs: dict[str, Job]) -> Lines:
    """Follow each job through the log: legal steps without a leap, each with its one event and its one mail."""
    for job in jobs.values():
        steps = [(event["details"].get("from"), event["details"]["to"]) for event in job.events]
        reached = [None, *(step[1] for step in steps)]
        if [step[0] for step in steps] != reached[:-1] or reached[-1] != job.row["status"]:
            yield f"{job.reference} is {job.row['status']}, and the log says {steps}"
        yield from (f"{job.reference}: no step of the lifecycle: {step}" for step in steps[1:] if step not in LEGAL)
        if [event["type"] for event in job.events] != [EVENT_OF[step[1]] for step in steps]:
            yield f"{job.reference}: the log has {[event['type'] for event in job.events]} for {steps}"
        due = Counter(["received", *(MAIL_OF[each["type"]] for each in job.events if each["type"] in MAIL_OF)])
        if Counter(job.promised) != due:
            yield f"{job.reference}: mails {job.promised} were promised, {dict(due)} were due"


def nothing_is_left_over(shop: Shop) -> Lines:
    """Look for unfinished copies and open promises."""
    yield from (f"unfinished copy: {file}" for file in shop.storage.rglob("*.incoming*"))
    moves = shop.rows(f"SELECT id, state, src, dst, last_error FROM file_moves WHERE NOT {SETTLED}")
    yield from (f"open move: {move}" for move in moves)


def _digest(file: Path) -> str:
    return hashlib.sha256(file.read_bytes()).hexdigest() if file.is_file() else ""
