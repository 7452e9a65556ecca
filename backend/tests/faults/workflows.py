"""The workflows that write or move files, or rows that speak of them: how each begins, and what it must leave."""

import io
import uuid
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

from app.extensions import db
from app.models import ACTIONS, Job, Status
from app.services import (
    email_service,
    inspection_service,
    move_service,
    originals,
    retention_service,
    share,
    upload_service,
)
from tests import acts, story
from tests.factories import make_job, make_original
from tests.faults.cases import MORE, Case, Files, Prepare, acting, kept_upload, picture, placed
from tests.faults.world import Desk
from tests.mail_server import NOBODY, MailServer, posting_to

NOBODYS = "nobody@example.edu"


def staff_action(name: str, status: Status, **body: object) -> Prepare:
    """Return how a member of staff begins an action, with the dialog open, on a job in a status."""

    def prepare(desk: Desk) -> Case:
        job, files = placed(status)
        sent = {"authoritative_file": job.file_name, "weight_g": 42.5, "time_hours": 3.2} if name == "approve" else {}
        return acting(desk, name, job, files, sent | body)

    return prepare


def over(there: Files) -> Prepare:
    """Return how a print begins when something lies already where the folder is to go."""

    def prepare(desk: Desk) -> Case:
        job, files = placed(Status.READYTOPRINT)
        target = share.root() / f"Printing/{job.folder_name}"
        for name, content in there.items():
            (target / name).parent.mkdir(parents=True, exist_ok=True)
            (target / name).write_bytes(content)
        case = acting(desk, "mark-printing", job, files, {})
        place = f"Printing/{job.folder_name}"
        return replace(case, there=(place, there), foreseen=f"nobody's: {place}")

    return prepare


def by_link(name: str, path_of: Callable[[uuid.UUID], str], tail: str, body: dict[str, object]) -> Prepare:
    """Return how a student answers through a link."""

    def prepare(desk: Desk) -> Case:
        job, files = placed(Status.PENDING)
        path, action = path_of(job.id) + tail, ACTIONS[name]
        deed = lambda: desk.app.test_client().post(path, json=body)  # noqa: E731
        return Case(deed, job.id, action.target, action.events, (str(action.mail),), files)

    return prepare


def submit(desk: Desk) -> Case:
    """Let a student send the form with the file."""
    model = story.cube_stl()
    return Case(lambda: story.submit(desk.app.test_client(), model), None, Status.UPLOADED, upload=model)


def upload(desk: Desk) -> Case:
    """Let a student choose a file."""
    model = story.cube_stl()
    deed = lambda: desk.app.test_client().post("/api/v1/uploads", data={"file": (io.BytesIO(model), "x.stl")})  # noqa: E731
    return Case(deed, upload=model)


def submit_uploaded(desk: Desk) -> Case:
    """Let a student send the form for a file that was uploaded before."""
    kept, model = kept_upload(3600)
    form = story.FORM | {"upload_id": str(kept.id)}
    deed = lambda: desk.app.test_client().post("/api/v1/submit", data=form)  # noqa: E731
    return Case(deed, None, Status.UPLOADED, upload=model)


def expire(desk: Desk) -> Case:
    """Let the sweep forget an upload of yesterday, and what killed processes left on the disk."""
    kept_upload(-60)
    for name in (".incoming-0", "0" * 64):
        originals.path(name).write_bytes(b"left over")
    acts.let_files_age()
    return Case(upload_service.expire, is_request=False)


def place(desk: Desk) -> Case:
    """Let the worker make the folder of a job that was just submitted."""
    job = make_job(original=make_original(model := story.cube_stl()))
    originals.path(job.original_sha256).write_bytes(model)
    picture(job.original_sha256)
    move_service.plan_first(job, job.status)
    db.session.commit()
    job_id = job.id
    deed = lambda: move_service.follow(job_id)  # noqa: E731
    return Case(deed, job_id, job.status, files={job.file_name: model}, is_request=False)


def sweep(desk: Desk) -> Case:
    """Let the sweep bring along two folders that waited for the storage."""
    job, files = placed(Status.READYTOPRINT)
    other, _ = placed(Status.PRINTING)
    with acts.away():
        acts.perform("mark-printing", job.id, desk.who)
        acts.perform("mark-complete", other.id, desk.who)
    acts.let_leases_run_out()
    return Case(move_service.sweep, job.id, Status.PRINTING, files=files, is_request=False)


def write_mail(desk: Desk) -> Case:
    """Let the scheduler write two mails to the disk, one of which is overtaken."""
    job, files = placed(Status.READYTOPRINT)
    for kind in ("confirmed", "quote"):
        email_service.queue(kind, job)
    db.session.commit()
    return Case(email_service.send_due, job.id, job.status, files=files, is_request=False)


def send_mail(desk: Desk) -> Case:
    """Let the scheduler hand the same mails to a mail server, and one whose address that server refuses."""
    server = MailServer()
    server.unknown = frozenset({NOBODYS})
    desk.beside.enter_context(server.running())
    desk.beside.enter_context(posting_to(desk.app, server.port))
    case = write_mail(desk)
    email_service.queue("received", db.session.get_one(Job, case.job_id)).to_address = NOBODYS
    db.session.commit()
    return replace(case, server=server, foreseen=f"failed mail: {NOBODY}")


def inspect(desk: Desk) -> Case:
    """Let the worker look into a file."""
    job, files = placed(Status.UPLOADED)
    model = story.cube_stl()
    job.original = make_original(model)
    originals.path(job.original_sha256).write_bytes(model)
    (share.root() / str(job.path) / job.file_name).write_bytes(model)
    db.session.commit()
    sha256 = job.original_sha256
    deed = lambda: inspection_service.inspect(sha256)  # noqa: E731
    return Case(deed, job.id, job.status, files=files | {job.file_name: model}, is_request=False)


def retain(name: str, status: Status) -> Prepare:
    """Return how the worker archives or prunes what is old enough."""

    def prepare(desk: Desk) -> Case:
        job, files = placed(status)
        job.status_at -= timedelta(days=31)
        db.session.commit()
        action, station_id = ACTIONS[name], desk.station_id
        deed = lambda: retention_service.run(name, 30, "End of term", acts.STAFF_NAME, station_id)  # noqa: E731
        return Case(deed, job.id, action.target, action.events, files=files, is_request=False)

    return prepare


ACCEPT: dict[str, object] = {"accept": True, "price_cents": 425}
WORKFLOWS: dict[str, Prepare] = {
    "upload": upload,
    "submit": submit,
    "submit an upload": submit_uploaded,
    "place": place,
    "review": staff_action("review", Status.UPLOADED),
    "approve": staff_action("approve", Status.UPLOADED),
    "reject": staff_action("reject", Status.UPLOADED),
    "confirm": by_link("confirm", story.confirm_path, "", ACCEPT),
    "decline": by_link("decline", story.confirm_path, "/decline", {}),
    "cancel": staff_action("cancel", Status.READYTOPRINT),
    "cancel by link": by_link("cancel", story.track_path, "/cancel", {}),
    "mark-printing": staff_action("mark-printing", Status.READYTOPRINT),
    "mark-printing over a part": over(MORE),
    "mark-printing over another": over({"plate.gcode": b"somebody's work"}),
    "mark-failed": staff_action("mark-failed", Status.PRINTING),
    "mark-complete": staff_action("mark-complete", Status.PRINTING),
    "payment": staff_action("payment", Status.COMPLETED),
    "partial payment": staff_action("payment", Status.COMPLETED, partial=True),
    "revert-completion": staff_action("revert-completion", Status.COMPLETED),
    "revert-pickup": staff_action("revert-pickup", Status.PAIDPICKEDUP),
    "delete": staff_action("delete", Status.PENDING),
    "archive": retain("archive", Status.PAIDPICKEDUP),
    "prune": retain("prune", Status.ARCHIVED),
    "sweep": sweep,
    "send mails": send_mail,
    "write mails": write_mail,
    "expire uploads": expire,
    "inspect": inspect,
}
