"""Submitting: the form and the file become a job, or nothing is left behind."""

import uuid

from flask import Request

from app.extensions import db
from app.models import Job, Original
from app.schemas.base import parse
from app.schemas.student import JobReference, SubmitForm, Submitted
from app.services import (
    background,
    job_service,
    links,
    model_warnings,
    names,
    originals,
    queue,
    submission_gate,
    upload_service,
)
from app.services.event_service import STUDENT
from app.services.submission_gate import Ticket
from app.utils.errors import Invalid
from app.utils.fault import fault_point
from app.utils.streams import IncomingFile


def submit(request: Request) -> Submitted:
    """Make a job of a submitted form. Raises TooLarge, NotAModel, Unreadable, Invalid, NotFound, Duplicate, TooMany."""
    sent = upload_service.incoming(request)
    form = parse(SubmitForm, _typed(request))
    if sent is not None:
        return from_file(form, *sent)
    if form.upload_id is None:
        raise Invalid.field("file", "Please choose the file that we should print.")
    return _from_upload(form, form.upload_id)


def _typed(request: Request) -> dict[str, object]:
    """Return the fields of the form; one of them may stand there several times."""
    return request.form.to_dict() | {"accepted_warnings": request.form.getlist("accepted_warnings")}


def from_file(form: SubmitForm, stream: IncomingFile, filename: str) -> Submitted:
    """Make a job of a form and an incoming file. Raises Invalid, Duplicate, TooMany."""
    ticket = submission_gate.admit(form, stream.sha256)
    return _finish(form, ticket, originals.keep(stream, names.extension(filename)), filename, accepted=[])


def _from_upload(form: SubmitForm, upload_id: uuid.UUID) -> Submitted:
    upload = upload_service.found(upload_id)
    accepted = model_warnings.accepted(upload.original.report, form.accepted_warnings)
    ticket = submission_gate.admit(form, upload.sha256)
    return _finish(form, ticket, upload.original, upload.filename, accepted)


def _finish(form: SubmitForm, ticket: Ticket, original: Original, filename: str, accepted: list[str]) -> Submitted:
    job = _job(form, ticket, original, filename, accepted)
    job_service.create(job, STUDENT)
    answer = Submitted(job=JobReference.model_validate(job), tracking_url=links.tracking_url(job))
    fault_point("submit.added")
    db.session.commit()
    fault_point("submit.committed")
    background.after_answer(lambda: queue.enqueue("welcome", answer.job.id, job.original_sha256))
    return answer


def _job(form: SubmitForm, ticket: Ticket, original: Original, filename: str, accepted: list[str]) -> Job:
    folder = names.folder_name(form.student_name, form.print_method, form.color, ticket.number)
    chosen = form.model_dump(exclude={"acknowledged_minimum_charge", "upload_id", "notes", "accepted_warnings", "file"})
    return Job(
        **chosen, id=ticket.job_id, number=ticket.number, student_notes=form.notes, original_sha256=original.sha256,
        original_filename=filename, accepted_warnings=accepted, folder_name=folder,
        file_name=f"{folder}.{original.format}",
    )  # fmt: skip
