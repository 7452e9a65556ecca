"""What workflows begin with: a case, jobs whose folder is in place, a dialog that is open, an upload of before."""

import uuid
from collections.abc import Callable
from dataclasses import dataclass, field

from sqlalchemy import select
from werkzeug.test import TestResponse

from app.extensions import db
from app.models import ACTIONS, Job, OutboxMail, Status, Upload
from app.services import originals, upload_service
from app.utils import clock
from tests import acts, story
from tests.factories import make_folder, make_job, make_original
from tests.faults.world import Desk
from tests.mail_server import MailServer

Files = dict[str, bytes]
MORE: Files = {"sub/plate.gcode": b"G1 X1"}


@dataclass(frozen=True)
class Case:
    """One workflow that is about to begin.

    `deed` is done in the process that suffers. `events` and `mails` are what it adds to the log and the promises of
    `job_id`; `after` is where the job is then, None when it is gone. `files` must lie in its folder throughout, and
    what lay `there`, where the folder goes, must not be lost: at its place or set aside. `server` has taken the mails,
    when they do not go to the disk; `foreseen` is what begins the one line that is true of this case alone.
    """

    deed: Callable[[], TestResponse | object]
    job_id: uuid.UUID | None = None
    after: Status | None = None
    events: tuple[str, ...] = ()
    mails: tuple[str, ...] = ()
    files: Files = field(default_factory=dict)
    upload: bytes = b""
    there: tuple[str, Files] | None = None
    server: MailServer | None = None
    foreseen: str = ""
    is_request: bool = True


Prepare = Callable[[Desk], Case]


def placed(status: Status, more: Files = MORE) -> tuple[Job, Files]:
    """Make a job whose folder lies where its status says, with a picture; returns it with what is in the folder."""
    job = make_job(status=status)
    folder = make_folder(job, more)
    picture(job.original_sha256)
    return job, {job.file_name: (folder / job.file_name).read_bytes()} | more


def picture(sha256: str) -> None:
    """Put a picture where the inspector leaves it."""
    place = originals.thumbnail_path(sha256)
    place.parent.mkdir(exist_ok=True)
    place.write_bytes(b"\x89PNG")


def acting(desk: Desk, name: str, job: Job, files: Files, sent: dict[str, object]) -> Case:
    """Let the workstation act on a job, whose lock it takes."""
    action, before = ACTIONS[name], job.status
    told = {"staff_name": acts.STAFF_NAME} | acts.BODIES.get(name, {}) | sent
    token = acts.holding(job.id, desk.who).lock_token or ""
    path, method = (f"/api/v1/jobs/{job.id}", "DELETE") if action.removes else (f"/api/v1/jobs/{job.id}/{name}", "POST")
    stays = action.target is None or sent.get("partial")
    after = None if action.removes else before if stays else action.target
    deed = lambda: desk.client().open(path, method=method, json=told, headers={"Lock-Token": token})  # noqa: E731
    return Case(deed, job.id, after, action.events, (action.mail,) if action.mail else (), files)


def kept_upload(expires_in_s: float) -> tuple[Upload, bytes]:
    """Keep an upload as an earlier request has left it."""
    model = story.cube_stl()
    original = make_original(model)
    originals.path(original.sha256).write_bytes(model)
    picture(original.sha256)
    ends = clock.now() + upload_service.KEPT * (expires_in_s / 86400)
    db.session.add(Upload(id=(id_ := uuid.uuid4()), sha256=original.sha256, filename="x.stl", expires_at=ends))
    db.session.commit()
    return db.session.get_one(Upload, id_), model


def mails_of(job_id: uuid.UUID | None) -> list[OutboxMail]:
    """List the promised mails of a job, oldest first."""
    return list(db.session.scalars(select(OutboxMail).where(OutboxMail.job_id == job_id).order_by(OutboxMail.id)))
