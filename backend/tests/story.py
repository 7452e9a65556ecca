"""How people use the API, in the words of a test: submit a form, act on a job with its lock, wait for the folder."""

import random
import time
import uuid
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from flask.testing import FlaskClient
from sqlalchemy import select
from urllib3 import encode_multipart_formdata
from werkzeug.test import TestResponse

from app.extensions import db
from app.models import OutboxMail
from app.services import links, move_service, share
from app.services.lock_service import found_job
from tests.inspector import shapes

FORM = {
    "student_name": "Mira Holm", "student_email": "mira.holm@example.edu", "discipline": "Architecture",
    "class_number": "ARCH 210", "print_method": "Filament", "color": "True Red", "printer": "Prusa MK4S",
    "acknowledged_minimum_charge": "true", "notes": "", "due_date": "",
}  # fmt: skip
STAFF_NAME = "Dora Hartwig"
JSON = dict[str, Any]


def cube_stl(side_mm: float = 20.0) -> bytes:
    """Return a cube that no other test has sent."""
    return shapes.binary_stl(shapes.cube(side_mm), header=random.randbytes(32))


def submit(client: FlaskClient, model: bytes | None = None, filename: str = "part.stl", **changes: str) -> TestResponse:
    """Send the student's form, and hear the answer out: the worker is woken after it."""
    file = (filename, cube_stl() if model is None else model)
    return client.post("/api/v1/submit", buffered=True, **form(FORM | changes | {"file": file}))


def form(fields: Mapping[str, str | tuple[str, bytes]]) -> dict[str, Any]:
    """Encode a form as browsers do; the test client would leave out the line break after an empty field."""
    body, content_type = encode_multipart_formdata(fields)
    return {"data": body, "content_type": content_type}


def submitted(client: FlaskClient, model: bytes | None = None, **changes: str) -> uuid.UUID:
    """Submit a job, bring its folder along as the worker would, and return its id."""
    answer = submit(client, model, **changes)
    assert answer.status_code == 201, answer.text
    job_id = uuid.UUID(answer.get_json()["job"]["id"])
    move_service.follow(job_id)
    return job_id


def lock(desk: FlaskClient, job_id: uuid.UUID, staff_name: str = STAFF_NAME) -> dict[str, str]:
    """Take the lock and return the header that carries it."""
    answer = desk.post(f"/api/v1/jobs/{job_id}/lock", json={"staff_name": staff_name})
    assert answer.status_code == 200, answer.text
    return {"Lock-Token": answer.get_json()["lock_token"]}


def act(desk: FlaskClient, job_id: uuid.UUID, action: str, **body: Any) -> TestResponse:
    """Take the lock and perform an action."""
    return desk.post(
        f"/api/v1/jobs/{job_id}/{action}", json={"staff_name": STAFF_NAME} | body, headers=lock(desk, job_id)
    )


def approve(desk: FlaskClient, job_id: uuid.UUID, **changes: Any) -> TestResponse:
    """Approve with the file that the desk recommends."""
    files = desk.get(f"/api/v1/jobs/{job_id}/candidate-files").get_json()
    body = {"authoritative_file": files["recommended"], "weight_g": 42.5, "time_hours": 3.2}
    return act(desk, job_id, "approve", **body | changes)


def confirm_path(job_id: uuid.UUID) -> str:
    """Return the API path of the job's confirm link, as its mail carries it."""
    return "/api/v1/confirm/" + links.confirm_url(found_job(job_id)).rpartition("/")[2]


def track_path(job_id: uuid.UUID) -> str:
    """Return the API path of the job's tracking link."""
    return "/api/v1/track/" + links.tracking_url(found_job(job_id)).rpartition("/")[2]


PAYMENT = {"grams": 40.0, "payment_type": "check", "picked_up_by": "Mira Holm"}
# How a job is brought into each status: the steps, in the order of the story.
STEPS: list[tuple[str, Callable[[FlaskClient, uuid.UUID], TestResponse]]] = [
    ("PENDING", approve),
    ("READYTOPRINT", lambda desk, job_id: desk.post(confirm_path(job_id), json={"accept": True, "price_cents": 425})),
    ("PRINTING", lambda desk, job_id: act(desk, job_id, "mark-printing", printer="Prusa XL")),
    ("COMPLETED", lambda desk, job_id: act(desk, job_id, "mark-complete", storage_place="Shelf B")),
    ("PAIDPICKEDUP", lambda desk, job_id: act(desk, job_id, "payment", **PAYMENT)),
]


def job_in(status: str, client: FlaskClient, desk: FlaskClient) -> uuid.UUID:
    """Make a job and bring it into a status, the way people do."""
    job_id = submitted(client)
    if status in {"REJECTED", "CANCELED"}:
        ended: dict[str, tuple[str, JSON]] = {
            "REJECTED": ("reject", {"reasons": ["too_small"]}),
            "CANCELED": ("cancel", {"reason": "late"}),
        }
        action, body = ended[status]
        assert act(desk, job_id, action, **body).status_code == 200
        return job_id
    for reached, step in STEPS[: [name for name, _ in STEPS].index(status) + 1] if status != "UPLOADED" else []:
        answer = step(desk, job_id)
        assert (answer.status_code, answer.get_json()["status"]) == (200, reached), answer.text
    return job_id


def events(desk: FlaskClient, job_id: uuid.UUID) -> list[str]:
    """List the types of a job's events, without the locks around them."""
    found = desk.get(f"/api/v1/jobs/{job_id}/events").get_json()["events"]
    return [event["type"] for event in found if event["type"] not in {"LockTaken", "LockExpired"}]


def mails(job_id: uuid.UUID) -> list[str]:
    """List the kinds of mail that were promised for a job."""
    return list(db.session.scalars(select(OutboxMail.kind).where(OutboxMail.job_id == job_id).order_by(OutboxMail.id)))


def folders() -> list[str]:
    """List the job folders on the storage, relative to its root."""
    return sorted(each.parent.relative_to(share.root()).as_posix() for each in share.root().rglob("metadata.json"))


def wait_until(is_true: Callable[[], bool], seconds: float = 10) -> None:
    """Wait for a condition that another thread or process brings about."""
    end = time.monotonic() + seconds
    while not is_true():
        assert time.monotonic() < end, "it did not happen in time"
        time.sleep(0.02)


def everything_under(folder: Path) -> list[str]:
    """List all files below a folder."""
    return sorted(each.relative_to(folder).as_posix() for each in folder.rglob("*") if each.is_file())
