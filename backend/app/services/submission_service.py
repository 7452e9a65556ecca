"""Submitting: the form and the file become a job, or nothing is left behind."""

import uuid

from flask import Request
from sqlalchemy import func, select

from app.extensions import db
from app.models import Job, Original
from app.models.job import JOB_NUMBER
from app.schemas.base import parse
from app.schemas.student import JobReference, SubmitForm, Submitted
from app.services import (
    background,
    catalog_service,
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
from app.utils.errors import Invalid
from app.utils.fault import fault_point
from app.utils.streams import IncomingFile

# A job knows its own names before it is written, so that it goes to the database together with all that tells of it.
NEXT_NAMES = select(func.uuidv7(), JOB_NUMBER.next_value())


def submit(request: Request) -> Submitted:
    """Make a job of a submitted form. Raises TooLarge, NotAModel, Unreadable, Invalid, NotFound, Duplicate, TooMany."""
    sent = upload_service.incoming(request)
    form = parse(SubmitForm, _typed(request))
    _check_choices(form)
    if sent is not None:
        return from_file(form, *sent)
    if form.upload_id is None:
        raise Invalid.field("file", "Please choose the file that we should print.")
    return _from_upload(form, form.upload_id)


def _typed(request: Request) -> dict[str, object]:
    """Return the fields of the form; one of them may stand there several times."""
    return request.form.to_dict() | {"accepted_warnings": request.form.getlist("accepted_warnings")}


def from_file(form: SubmitForm, stream: IncomingFile, filename: str) -> Submitted:
    """Make a job of a checked form and an incoming file. Raises Duplicate, TooMany."""
    submission_gate.check(form.student_email, stream.sha256)
    return _finish(form, originals.keep(stream, names.extension(filename)), filename, accepted=[])


def _from_upload(form: SubmitForm, upload_id: uuid.UUID) -> Submitted:
    upload = upload_service.found(upload_id)
    accepted = model_warnings.accepted(upload.original.report, form.accepted_warnings)
    submission_gate.check(form.student_email, upload.sha256)
    return _finish(form, upload.original, upload.filename, accepted)


def _check_choices(form: SubmitForm) -> None:
    """Check the choices against the catalogue, and the consent. Raises Invalid with every field that is wrong."""
    catalog = catalog_service.current()
    method = catalog.method(form.print_method)
    offered = {
        "print_method": [each.name for each in catalog.methods],
        "discipline": catalog.disciplines,
        "color": method.colors if method else [],
        "printer": [each.name for each in method.printers] if method else [],
    }
    wrong = [name for name, choices in offered.items() if choices and getattr(form, name) not in choices]
    fields = [{"field": name, "message": f"Please choose one of: {', '.join(offered[name])}."} for name in wrong]
    if not form.acknowledged_minimum_charge:
        text = "Please tick that you know of the minimum charge; we cannot print without it."
        fields.append({"field": "acknowledged_minimum_charge", "message": text})
    if fields:
        raise Invalid("Some choices need another look: " + " ".join(each["message"] for each in fields), fields=fields)


def _finish(form: SubmitForm, original: Original, filename: str, accepted: list[str]) -> Submitted:
    job = _job(form, original, filename, accepted)
    mail = job_service.create(job, STUDENT)
    answer = Submitted(job=JobReference.model_validate(job), tracking_url=links.tracking_url(job))
    db.session.flush()
    mail_id, unread = mail.id, original.sha256 if original.report is None else ""
    fault_point("submit.added")
    db.session.commit()
    fault_point("submit.committed")
    background.after_answer(lambda: queue.enqueue("welcome", answer.job.id, mail_id, unread))
    return answer


def _job(form: SubmitForm, original: Original, filename: str, accepted: list[str]) -> Job:
    job_id, number = db.session.execute(NEXT_NAMES).one()
    folder = names.folder_name(form.student_name, form.print_method, form.color, number)
    chosen = form.model_dump(exclude={"acknowledged_minimum_charge", "upload_id", "notes", "accepted_warnings", "file"})
    return Job(
        **chosen, id=job_id, number=number, student_notes=form.notes, original=original, original_filename=filename,
        accepted_warnings=accepted, folder_name=folder, file_name=f"{folder}.{original.format}",
    )  # fmt: skip
