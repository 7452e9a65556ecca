"""How a job looks to staff: the card of the list and the whole view."""

import uuid
from datetime import datetime

from sqlalchemy import select

from app.extensions import db
from app.models import Actor, Job, OutboxMail, Status
from app.models.lifecycle import allowed
from app.schemas.job import EventPage, EventView, JobFile, JobMail, JobSummary, JobView, Quote, Rates
from app.schemas.student import Warning
from app.services import event_service, inspection_service, links, lock_service, move_service, payment_service
from app.services.link_service import is_expired

PLAIN = (
    "id", "reference", "status", "student_name", "student_email", "discipline", "class_number", "print_method", "color",
    "printer", "due_date", "created_at", "updated_at", "status_at", "original_filename",
)  # fmt: skip
MORE = (
    "student_notes", "staff_notes", "notes_version", "path", "storage_place", "rejection_reasons", "closing_comment",
)  # fmt: skip


def _names(status: Status, actor: Actor) -> list[str]:
    return [action.name for action in allowed(status, actor)]


def _common(job: Job, now: datetime) -> dict[str, object]:
    return {name: getattr(job, name) for name in PLAIN} | {
        "actions": _names(job.status, Actor.STAFF),
        "is_new": job.status is Status.UPLOADED and job.reviewed_at is None,
        "quote": quote(job),
        "lock": lock_service.holder(job, now),
        "files": _files(job),
        "warnings": [Warning.model_validate(found) for found in inspection_service.warnings(job.original)],
        "has_thumbnail": bool((job.original.report or {}).get("thumbnail")),
    }


def summary(job: Job, now: datetime) -> JobSummary:
    """Show a job as a card of the list."""
    return JobSummary.model_validate(_common(job, now))


def detail(job: Job) -> JobView:
    """Show everything about a job."""
    more = {name: getattr(job, name) for name in MORE}
    return JobView.model_validate(_common(job, lock_service.db_now()) | more | {
        "admin_actions": _names(job.status, Actor.ADMIN),
        "report": inspection_service.view(job.original),
        "is_moving": move_service.is_moving(job),
        "payments": [payment_service.view(line) for line in payment_service.lines_of(job.id)],
        "tracking_url": links.tracking_url(job),
        "mails": [JobMail.model_validate(mail) for mail in _mails(job.id)],
    })  # fmt: skip


def quote(job: Job) -> Quote | None:
    """Show the quote, once there is one."""
    if job.quote_price_cents is None or job.quoted_at is None:
        return None
    return Quote(
        weight_g=job.quote_weight_g or 0, volume_ml=job.quote_volume_ml, time_hours=job.quote_time_hours or 0,
        price_cents=job.quote_price_cents, rates=Rates.model_validate(job.quote_rates), comment=job.quote_comment,
        quoted_at=job.quoted_at, confirm_expires_at=job.confirm_expires_at, confirmation_expired=is_expired(job),
    )  # fmt: skip


def _files(job: Job) -> list[JobFile]:
    sent = JobFile(name=job.file_name, size=job.original.size_bytes, sha256=job.original_sha256, role="original")
    return [sent] + ([JobFile(**job.authoritative_file, role="authoritative")] if job.authoritative_file else [])


def _mails(job_id: uuid.UUID) -> list[OutboxMail]:
    return list(db.session.scalars(select(OutboxMail).where(OutboxMail.job_id == job_id).order_by(OutboxMail.id)))


def one(job_id: uuid.UUID) -> JobView:
    """Show one job. Raises NotFound."""
    return detail(lock_service.found_job(job_id))


def events(job_id: uuid.UUID) -> EventPage:
    """Show the log of one job, oldest first. Raises NotFound."""
    lock_service.found_job(job_id)
    return EventPage(events=[EventView.model_validate(event) for event in event_service.of_job(job_id)])
