"""The whole road over HTTP: every action ends in its status, folder, event and mail, and no original ever changes."""

import hashlib
import json
import os
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

import pytest

from e2e import models
from e2e.caller import Answer, Json
from e2e.desk import CHARGED_CENTS, PAYMENT, PRICE_CENTS, QUOTE, ROAD, Desk, job_in, step_to
from e2e.mailbox import MAIL_WITHIN_S
from e2e.shop import Shop
from e2e.student import Sent, Student
from e2e.waiting import wait_for


@dataclass(frozen=True)
class Walk:
    """One row of the lifecycle, written down by hand: where it starts, and what it must leave behind."""

    start: str
    end: str
    folder: str
    events: list[str]
    mail: str | None = None
    body: Json = field(default_factory=dict)


STAFF_WALKS = {
    "review": Walk("UPLOADED", "UPLOADED", "Uploaded", ["JobReviewed"], body={"reviewed": True}),
    "approve": Walk("UPLOADED", "PENDING", "Pending", ["JobApproved"], "quote", QUOTE),
    "reject": Walk("UPLOADED", "REJECTED", "Rejected", ["JobRejected"], "rejected", {"reasons": ["too_small"]}),
    "reject quoted": Walk("PENDING", "REJECTED", "Rejected", ["JobRejected"], "rejected", {"comment": "Torn."}),
    "cancel": Walk("READYTOPRINT", "CANCELED", "Canceled", ["JobCanceled"], "canceled", {"reason": "They called."}),
    "mark-printing": Walk("READYTOPRINT", "PRINTING", "Printing", ["PrintStarted"], body={"printer": "Prusa XL"}),
    "mark-failed": Walk("PRINTING", "READYTOPRINT", "ReadyToPrint", ["PrintFailed"], body={"reason": "Spaghetti"}),
    "mark-complete": Walk("PRINTING", "COMPLETED", "Completed", ["PrintCompleted"], "ready_for_pickup"),
    "payment": Walk("COMPLETED", "PAIDPICKEDUP", "PaidPickedUp", ["PaymentRecorded"], "receipt", PAYMENT),
    "payment in part": Walk(
        "COMPLETED", "COMPLETED", "Completed", ["PaymentRecorded"], "receipt", PAYMENT | {"partial": True}
    ),
    "revert-completion": Walk("COMPLETED", "PRINTING", "Printing", ["StatusReverted"], body={"reason": "Wrong job"}),
    "revert-pickup": Walk(
        "PAIDPICKEDUP", "COMPLETED", "Completed", ["StatusReverted", "PaymentVoided"], body={"reason": "Wrong job"}
    ),
}
ADMIN_WALKS = {
    "force-confirm": Walk("PENDING", "READYTOPRINT", "ReadyToPrint", ["AdminOverride"], "confirmed"),
    "force-unlock": Walk("PRINTING", "PRINTING", "Printing", ["AdminOverride"]),
}
STUDENT_WALKS: dict[str, tuple[Callable[[Student, Sent], Answer], Walk]] = {
    "confirm": (
        Student.confirm,
        Walk("PENDING", "READYTOPRINT", "ReadyToPrint", ["JobConfirmed"], "confirmed"),
    ),
    "decline": (Student.decline, Walk("PENDING", "CANCELED", "Canceled", ["JobCanceled"], "canceled")),
    "cancel": (Student.cancel, Walk("UPLOADED", "CANCELED", "Canceled", ["JobCanceled"], "canceled")),
    "cancel late": (Student.cancel, Walk("READYTOPRINT", "CANCELED", "Canceled", ["JobCanceled"], "canceled")),
}


def check_walk(walk: Walk, desk: Desk, job: Sent, perform: Callable[[], Answer]) -> None:
    """Perform an action and compare everything that it leaves behind."""
    events, mails = desk.events(job.id), desk.shop.mailbox.kinds(job.reference)
    answer = perform().ok()
    assert answer["status"] == walk.end
    found = desk.settled(job.id)
    assert (found["status"], found["lock"], found["is_moving"]) == (walk.end, None, False)
    assert found["path"].startswith(f"{walk.folder}/")
    assert folders_of(desk.shop, job) == [found["path"]]
    assert desk.events(job.id)[len(events) :] == walk.events
    if walk.mail:
        desk.shop.mailbox.wait_for(job.reference, walk.mail, mails.count(walk.mail) + 1)
    expected = sorted(mails + ([walk.mail] if walk.mail else []))
    assert sorted(desk.shop.mailbox.kinds(job.reference)) == expected


def folders_of(shop: Shop, job: Sent) -> list[str]:
    """List the folders of a job on the storage, whichever status they are under."""
    number = int(job.reference.removeprefix("REQ-"))
    return sorted(folder.relative_to(shop.storage).as_posix() for folder in shop.storage.glob(f"*/*_{number}"))


def started(walk: Walk, desk: Desk, student: Student) -> Sent:
    """Make a job where the walk starts, with its first mails delivered."""
    job = job_in(walk.start, desk, student)
    desk.settled(job.id)
    unsent = f"SELECT count(*) FROM outbox WHERE job_id = '{job.id}' AND status = 'queued'"
    wait_for(lambda: desk.shop.value(unsent) == 0, "earlier mails", MAIL_WITHIN_S)
    return job


@pytest.mark.parametrize("name", STAFF_WALKS)
def test_action_of_staff(name: str, desk: Desk, student: Student) -> None:
    walk, action = STAFF_WALKS[name], name.split(" ", maxsplit=1)[0]
    job = started(walk, desk, student)
    body = desk.quote_body(job.id) if action == "approve" else walk.body
    check_walk(walk, desk, job, lambda: desk.act(job.id, action, **body))


@pytest.mark.parametrize("name", ADMIN_WALKS)
def test_action_of_an_admin(name: str, desk: Desk, other_desk: Desk, student: Student) -> None:
    job = started(ADMIN_WALKS[name], desk, student)
    if name == "force-unlock":
        other_desk.lock(job.id)
    check_walk(ADMIN_WALKS[name], desk, job, lambda: desk.override(job.id, name, "Asked at the desk"))


@pytest.mark.parametrize("name", STUDENT_WALKS)
def test_action_of_a_student(name: str, desk: Desk, student: Student) -> None:
    perform, walk = STUDENT_WALKS[name]
    job = started(walk, desk, student)
    check_walk(walk, desk, job, lambda: perform(student, job))


@pytest.mark.parametrize("start", ["UPLOADED", "PENDING"])
def test_delete_leaves_only_the_log(start: str, desk: Desk, student: Student) -> None:
    job = job_in(start, desk, student, models.stl())
    sha256 = desk.settled(job.id)["files"][0]["sha256"]
    desk.act(job.id, "delete").ok(204)
    desk.get(f"/jobs/{job.id}").refusal(404, "not_found")
    wait_for(lambda: folders_of(desk.shop, job) == [], "the folder to go")
    wait_for(lambda: not (desk.shop.data / "originals" / sha256).exists(), "the original to go")
    assert desk.events(job.id)[-1] == "JobDeleted"


REAL = models.real_ones(os.environ.get("LAB_MODELS"))
MODELS = [pytest.param(name, make, id=name) for name, make in models.GENERATED.items()]
MODELS += [pytest.param(file.name, file.read_bytes, id=f"real {file.suffix}") for file in REAL]


@pytest.mark.parametrize(("filename", "make"), MODELS)
def test_the_original_never_changes_and_metadata_has_the_row(
    filename: str, make: Callable[[], bytes], desk: Desk, student: Student
) -> None:
    content = make()
    sha256 = hashlib.sha256(content).hexdigest()
    job = student.submitted(filename, content)
    for status in ROAD:
        if status != "UPLOADED":
            step_to(status, desk, student, job).ok()
        found = desk.settled(job.id)
        assert found["status"] == status
        working_copy = desk.shop.storage / found["path"] / found["files"][0]["name"]
        for file in (desk.shop.data / "originals" / sha256, working_copy):
            assert hashlib.sha256(file.read_bytes()).hexdigest() == sha256, f"{file} at {status}"
        check_metadata(desk.shop, job, working_copy.with_name("metadata.json"))
    assert (found["quote"]["price_cents"], found["payments"][0]["charged_cents"]) == (PRICE_CENTS, CHARGED_CENTS)
    assert desk.events(job.id) == [
        "JobCreated", "JobApproved", "JobConfirmed", "PrintStarted", "PrintCompleted", "PaymentRecorded",
    ]  # fmt: skip
    wait_for(lambda: desk.job(job.id)["report"]["ready"], "the inspector's report")
    report = desk.job(job.id)["report"]
    assert report["triangles"] and report["size_mm"] and report["has_thumbnail"], report


def check_metadata(shop: Shop, job: Sent, file: Path) -> None:
    """Compare metadata.json with the row, column by column, and with the files beside it."""
    row, content = wait_for(lambda: at_one_moment(shop, job, file), f"{file} to be written anew", MAIL_WITHIN_S)
    kept = row.keys() - computed_columns(shop) - {name for name in row if name.startswith("lock")} - {"metadata_stale"}
    assert {name: _plain(content["job"][name]) for name in kept} == {name: _plain(row[name]) for name in kept}
    for listed in content["files"]:
        here = file.with_name(listed["name"]).read_bytes()
        assert (len(here), hashlib.sha256(here).hexdigest()) == (listed["size"], listed["sha256"])


def at_one_moment(shop: Shop, job: Sent, file: Path) -> tuple[Json, Json] | None:
    """Return the row and the file that was written from it, unless the worker has something to add just now."""
    query = f"SELECT * FROM jobs WHERE id = '{job.id}'"
    row = shop.rows(query)[0]
    content = json.loads(file.read_text())
    return None if row["metadata_stale"] or shop.rows(query)[0] != row else (row, content)


def computed_columns(shop: Shop) -> set[str]:
    """Return the columns of a job that the database computes from the others."""
    columns = "SELECT column_name FROM information_schema.columns WHERE table_name = 'jobs' AND is_generated = 'ALWAYS'"
    return {each["column_name"] for each in shop.rows(columns)}


def _plain(value: object) -> object:
    """Make moments comparable however they are written."""
    if isinstance(value, str) and "T" in value and value[:4].isdigit():
        return datetime.fromisoformat(value)
    return value
