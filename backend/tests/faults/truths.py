"""What is true of every installation at rest, whatever happened to it. Each truth says what is wrong, as lines."""

import hashlib
import json
from collections.abc import Callable, Iterator
from pathlib import Path

from sqlalchemy import func, select

from app.extensions import db
from app.models import STATUSES, Event, Job, MailStatus, Original, OutboxMail, Upload
from app.services import mail_transport, originals, share
from app.services.catalog_service import settings
from app.services.file_service import METADATA
from tests.faults.recovery import open_moves

Lines = Iterator[str]


def what_is_wrong() -> list[str]:
    """Look at everything; empty when all is well."""
    db.session.rollback()
    found = [line for truth in TRUTHS for line in truth()]
    db.session.rollback()
    return found


def nothing_is_under_way() -> Lines:
    for move in open_moves():
        yield f"a move is open: {move.state} {move.src} -> {move.dst}: {move.last_error}"
    for mail in db.session.scalars(select(OutboxMail).where(OutboxMail.status == MailStatus.QUEUED)):
        yield f"a mail waits: {mail.kind}: {mail.last_error}"


def every_job_has_its_folder() -> Lines:
    for job in db.session.scalars(select(Job)):
        if job.path != f"{STATUSES[job.status].folder}/{job.folder_name}":
            yield f"{job.status} job has its folder at {job.path}"
        else:
            yield from _folder(job, share.root() / job.path)


def _folder(job: Job, folder: Path) -> Lines:
    if digest(folder / job.file_name) != job.original_sha256:
        yield f"{job.path} has not what the student sent"
    if job.metadata_stale or not (folder / METADATA).is_file():
        yield f"{job.path} has an old metadata.json, or none"
    elif (told := json.loads((folder / METADATA).read_bytes())["job"]) and (told["status"], told["path"]) != (
        job.status, job.path,
    ):  # fmt: skip
        yield f"metadata.json says {told['status']} at {told['path']}"


def every_folder_has_its_job() -> Lines:
    known = set(db.session.scalars(select(Job.path)))
    places = (place for row in STATUSES.values() for place in (share.root() / row.folder).glob("*"))
    for path in {place.relative_to(share.root()).as_posix() for place in places} - known:
        yield f"nobody's: {path}"
    for each in share.root().rglob("*.incoming*"):
        yield f"unfinished: {each.relative_to(share.root())}"


def originals_are_whole_and_used() -> Lines:
    known = {original.sha256 for original in db.session.scalars(select(Original))}
    lying = {each.name for each in originals.path("x").parent.iterdir()}
    used = set(db.session.scalars(select(Job.original_sha256))) | set(db.session.scalars(select(Upload.sha256)))
    for what, names in {"no row of": lying - known, "no file of": known - lying, "nobody's": known - used}.items():
        yield from (f"{what} original {name}" for name in names)
    for name in lying & known:
        if digest(originals.path(name)) != name:
            yield f"original {name} was altered"
    pictures = {each.name for each in originals.thumbnail_path("x").parent.glob("*")}
    somebodys = {f"{sha256}.{kind}" for sha256 in known for kind in ("png", "mesh")}
    yield from (f"nobody's picture {name}" for name in pictures - somebodys)


def every_mail_was_sent_once_and_says_so() -> Lines:
    mails = list(db.session.scalars(select(OutboxMail)))
    for event, status in (("EmailSent", MailStatus.SENT), ("EmailFailed", MailStatus.FAILED)):
        ended = sorted(str(mail.id) for mail in mails if mail.status is status)
        lines = db.session.scalars(select(Event).where(Event.type == event))
        if (told := sorted(line.public_details["mail_id"] for line in lines)) != ended:
            yield f"{status} {ended}, told {told}"
    yield from (f"failed mail: {mail.last_error}" for mail in mails if mail.status is MailStatus.FAILED)
    if settings().mail_transport == "file":
        yield from _written({str(mail.id) for mail in mails if mail.status is MailStatus.SENT})


def _written(sent: set[str]) -> Lines:
    written = [each.stem[-36:] for each in mail_transport.folder().glob("*.eml")]
    if sorted(written) != sorted(sent):
        yield f"sent {sent}, written {written}"
    yield from (f"unfinished mail {each.name}" for each in mail_transport.folder().glob(".*"))


def every_job_was_made_once() -> Lines:
    made = select(Event.job_id).where(Event.type == "JobCreated").group_by(Event.job_id).having(func.count() > 1)
    yield from (f"made twice: {job_id}" for job_id in db.session.scalars(made))


def digest(file: Path) -> str:
    """Return the SHA-256 of a file; empty when there is none."""
    return hashlib.sha256(file.read_bytes()).hexdigest() if file.is_file() else ""


TRUTHS: tuple[Callable[[], Lines], ...] = (
    nothing_is_under_way, every_job_has_its_folder, every_folder_has_its_job, originals_are_whole_and_used,
    every_mail_was_sent_once_and_says_so, every_job_was_made_once,
)  # fmt: skip
