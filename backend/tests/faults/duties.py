"""How the worker and the scheduler begin a workflow: what a change, a wait or a night has left for them to do."""

from dataclasses import replace
from datetime import timedelta

from app.extensions import db
from app.models import ACTIONS, Job, Status
from app.services import (
    backup_service,
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
from tests.faults.cases import Case, Prepare, kept_upload, picture, placed
from tests.faults.world import Desk
from tests.mail_server import NOBODY, MailServer, posting_to

NOBODYS = "nobody@example.edu"


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


def backup(desk: Desk) -> Case:
    """Let the scheduler make the night's backup of a job."""
    placed(Status.PRINTING)
    return Case(backup_service.create, is_request=False)
